"""
The events that the platform sends, one class for each of the 43.

Every class has the envelope's fields (`Event`) and those of the event's own `data`. As in the answers of the API, a
field that the platform left out is None, one that is sensitive says its kind, an enum takes words that came later,
ids are texts even where the platform sends numbers, and times are aware datetimes even where it sends texts.

An event says that something changed, once or more often, early or late: read the object itself before you act.
"""

# ruff: noqa: RUF012 - pydantic copies a default list for every object

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, TypeVar

from pydantic import AliasChoices, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ..core.raw import FreeForm
from ..core.sensitive import BuyerAccountId, BuyerConversation, ThirdParty
from ..models.base import Id, Many, Model, Open, Time

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _LoneItem:
    """Marks a list that the platform's table and its sample disagree about: one item alone is a list of one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_listed, handler(source))


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, (dict, str)) else value


Several: TypeAlias = Annotated[Many[T], _LoneItem()]
"""A list, also where the platform sends its only item without the list."""


class Event(Model):
    """What every event says: who it is for, and when. A shop's event has `shop_id`, a seller's or a creator's the
    open id of the consent.

    `account` is the name of the account that knows this shop or open id, None if none of the receiver's does.
    `timestamp` is when the platform sent the event; when it happened is said by the event's own times.
    """

    number: ClassVar[int] = 0
    """The platform's number of this kind of event; 0 for what has none here."""
    name: ClassVar[str] = "unknown"
    """The platform's name of this kind of event."""

    notification_id: Id | None = None
    account: str | None = None
    shop_id: Id | None = None
    seller_open_id: Id | None = None
    creator_open_id: Id | None = None
    timestamp: Time = None

    def __init_subclass__(cls, *, number: int = 0, name: str = "unknown", **config: Any) -> None:
        super().__init_subclass__(**config)
        cls.number, cls.name = number, name


class UnknownEvent(Event):
    """An event of a type that came after this version. No class says what is sensitive in its `data`, so only the
    second net has read it: what the known sensitive names carry is gone, and there may be more. Log none of it."""

    type: int
    data: FreeForm = None


# Orders, cancellations, returns.
CancellationRole: TypeAlias = Annotated[Literal["BUYER", "SELLER", "SYSTEM"] | str, Open]
AftersalesRole: TypeAlias = Annotated[Literal["BUYER", "SELLER"] | str, Open]


class OrderStatusChanged(Event, number=1, name="order_status_change"):
    """An order moved on. A cancelled one says CANCEL here, and CANCELLED in `orders.get`; PARTIALLY_SHIPPING is not
    announced."""

    order_id: Id | None = None
    order_status: (
        Annotated[
            Literal[
                "UNPAID",
                "ON_HOLD",
                "AWAITING_SHIPMENT",
                "AWAITING_COLLECTION",
                "CANCEL",
                "IN_TRANSIT",
                "DELIVERED",
                "COMPLETED",
            ]
            | str,
            Open,
        ]
        | None
    ) = None
    is_on_hold_order: bool | None = None
    update_time: Time = None


class ReverseStatusUpdated(Event, number=2, name="reverse_status_update"):
    """The older event about cancellations and returns, replaced by `CancellationStatusChanged` and
    `ReturnStatusChanged`.

    Uncertain: no current page tells its fields, so `data` is as it came, through the second net.
    """

    data: FreeForm = None


class CancellationStatusChanged(Event, number=11, name="cancellation_status_change"):
    """A cancellation moved on. A withdrawn one ends in _CANCELLED here, and in _CANCEL in `returns`."""

    order_id: Id | None = None
    cancel_id: Id | None = None
    cancellations_role: CancellationRole | None = None
    cancel_status: (
        Annotated[
            Literal[
                "CANCELLATION_REQUEST_PENDING",
                "CANCELLATION_REQUEST_SUCCESS",
                "CANCELLATION_REQUEST_CANCELLED",
                "CANCELLATION_REQUEST_COMPLETE",
            ]
            | str,
            Open,
        ]
        | None
    ) = None
    create_time: Time = None


class ReturnStatusChanged(Event, number=12, name="return_status_change"):
    """A return, a refund or a replacement moved on."""

    order_id: Id | None = None
    return_id: Id | None = None
    return_role: CancellationRole | None = None
    return_type: Annotated[Literal["REFUND", "REPLACEMENT", "RETURN_AND_REFUND"] | str, Open] | None = None
    return_status: (
        Annotated[
            Literal[
                "AWAITING_BUYER_SHIP",
                "BUYER_SHIPPED_ITEM",
                "REFUND_OR_RETURN_REQUEST_REJECT",
                "REJECT_RECEIVE_PACKAGE",
                "REPLACEMENT_REQUEST_CANCEL",
                "REPLACEMENT_REQUEST_COMPLETE",
                "REPLACEMENT_REQUEST_PENDING",
                "REPLACEMENT_REQUEST_REFUND_SUCCESS",
                "REPLACEMENT_REQUEST_REJECT",
                "RETURN_OR_REFUND_REQUEST_CANCEL",
                "RETURN_OR_REFUND_REQUEST_COMPLETE",
                "RETURN_OR_REFUND_REQUEST_PENDING",
                "RETURN_OR_REFUND_REQUEST_SUCCESS",
            ]
            | str,
            Open,
        ]
        | None
    ) = None
    create_time: Time = None
    update_time: Time = None


class AftersalesRequestUpdated(Event, number=64, name="aftersales_request_status_update"):
    """A request for aftersales service awaits a review, or was reviewed."""

    aftersales_request_id: Id | None = None
    return_role: AftersalesRole | None = None
    aftersales_request_status: (
        Annotated[Literal["PENDING_REQUEST_REVIEW", "REQUEST_REVIEW_COMPLETED"] | str, Open] | None
    ) = None
    aftersales_request_create_time: Time = None
    aftersales_request_update_time: Time = None


class RmaStatusUpdated(Event, number=65, name="rma_status_update"):
    """Returned goods are on their way, or back. PENDING_PACKAGE_REVIEW gives the seller two business days."""

    rma_id: Id | None = None
    aftersales_request_id: Id | None = None
    return_role: AftersalesRole | None = None
    rma_status: (
        Annotated[Literal["RMA_CREATED", "PENDING_PACKAGE_REVIEW", "PACKAGE_REVIEW_COMPLETED"] | str, Open] | None
    ) = None
    # The platform's table and its sample name the two times differently.
    rma_create_time: Time = Field(
        default=None, validation_alias=AliasChoices("rma_create_time", "rma_request_create_time")
    )
    rma_update_time: Time = Field(
        default=None, validation_alias=AliasChoices("rma_update_time", "rma_request_update_time")
    )


# Addresses, packages, invoices.
class RecipientAddressUpdated(Event, number=3, name="recipient_address_update"):
    """The recipient's address of an order changed; the address is not told."""

    order_id: Id | None = None
    update_time: Time = None


class ChangedPackage(Model):
    """A package, and the orders that are in it now."""

    package_id: Id | None = None
    order_id_list: Many[Id] = []


class PackageUpdated(Event, number=4, name="package_update"):
    """Packages were combined or split, and by whom."""

    sc_type: (
        Annotated[
            Literal[
                "COMBINE",
                "CANCEL_COMBINE",
                "SPLIT",
                "CANCEL_SPLIT",
                "ADDRESS_UPDATE_SPLIT",
                "CANCEL_FULFILL_SPLIT",
                "FULFILL_UNCOMBINE",
                "PARTLY_CANCEL_SPLIT",
                "SPLIT_BY_SKU_CANCEL",
            ]
            | str,
            Open,
        ]
        | None
    ) = None
    role_type: Annotated[Literal["ROLE_USER", "ROLE_SELLER", "ROLE_OPERATOR", "ROLE_SYSTEM"] | str, Open] | None = None
    package_list: Many[ChangedPackage] = []
    update_time: Time = None


class InvoiceStatusChanged(Event, number=36, name="invoice_status_change"):
    """The platform has read the invoice of a package (Brazil). The event says no time of its own."""

    package_id: Id | None = None
    order_ids: Many[Id] = []
    invoice_status: Annotated[Literal["SUCCESS", "PROCESSING", "FAILED", "INVALID"] | str, Open] | None = None
    invalid_reason: str | None = None


# The consent itself.
class SellerDeauthorized(Event, number=6, name="seller_deauthorization"):
    """The seller took the consent back. The account's tokens are removed before a handler sees this."""

    message: str | None = None


class CreatorDeauthorized(Event, number=20, name="creator_deauthorization"):
    """The creator took the consent back. The account's tokens are removed before a handler sees this."""

    cancel_time: Time = None


class AuthorizationExpiring(Event, number=7, name="upcoming_authorization_expiration"):
    """The consent ends at `expiration_time`: sent from 30 days before, then daily."""

    message: str | None = None
    expiration_time: Time = None  # the platform sends a text


class TokopediaMirrorStatusChanged(Event, number=35, name="tokopedia_mirror_status_change"):
    """The shop's mirror on Tokopedia moved on (Indonesia)."""

    tts_shop_id: Id | None = None
    mirror_status: str | None = None
    update_time: Time = None


# Chats.
class Sender(Model):
    """Who wrote: the role comes in, the person does not."""

    role: Annotated[Literal["BUYER", "SHOP", "CUSTOMER_SERVICE", "SYSTEM", "ROBOT"] | str, Open] | None = None
    im_user_id: BuyerAccountId = None


class AffiliateSender(Model):
    """Which creator wrote, for a purpose that covers affiliate management."""

    sender_im_user_id: ThirdParty[str] = None


class ConversationStarted(Event, number=13, name="new_conversation"):
    """A buyer began a chat."""

    conversation_id: Id | None = None
    create_time: Time = None


class MessageReceived(Event, number=14, name="new_message"):
    """A message in a chat with a buyer, without what it says. A larger `index` is a newer message."""

    message_id: Id | None = None
    index: Id | None = None
    conversation_id: Id | None = None
    type: (
        Annotated[
            Literal[
                "TEXT",
                "IMAGE",
                "ALLOCATED_SERVICE",
                "NOTIFICATION",
                "BUYER_ENTER_FROM_TRANSFER",
                "BUYER_ENTER_FROM_PRODUCT",
                "BUYER_ENTER_FROM_ORDER",
                "PRODUCT_CARD",
                "ORDER_CARD",
                "EMOTICONS",
                "VIDEO",
                "COUPON_CARD",
                "LOGISTICS_CARD",
                "OTHER",
            ]
            | str,
            Open,
        ]
        | None
    ) = None
    content: BuyerConversation = None
    sender: Sender | None = None
    is_visible: bool | None = None
    create_time: Time = None


class AffiliateMessageReceived(Event, number=33, name="new_message_listener"):
    """A message in a chat with a creator, without what it says. A larger `index` is a newer message."""

    message_id: Id | None = None
    index: Id | None = None
    conversation_id: Id | None = None
    msg_type: (
        Annotated[Literal["TEXT", "PRODUCT_CARD", "TARGET_COLLABORATION_CARD", "FREE_SAMPLE_CARD"] | str, Open] | None
    ) = None
    content: BuyerConversation = None
    sender: AffiliateSender | None = None
    create_time: Time = None  # the platform sends a text


# Products.
class ProductStatusChanged(Event, number=5, name="product_status_change"):
    """A product was reviewed, or its status changed."""

    product_id: Id | None = None
    status: (
        Annotated[
            Literal["PRODUCT_FIRST_PASS_REVIEW", "PRODUCT_STATUS_CHANGED", "PRODUCT_AUDIT_FAILURE"] | str,
            Open,
        ]
        | None
    ) = None
    suspended_reason: str | None = None
    update_time: Time = None


class ProductInformationChanged(Event, number=15, name="product_information_change"):
    """A product was edited, in the seller center or through the API: your own edits come back as OPEN_API."""

    product_id: Id | None = None
    change_source: Annotated[Literal["SELLER_CENTER", "OPEN_API"] | str, Open] | None = None
    changed_fields: Many[
        Annotated[
            Literal[
                "title",
                "description",
                "main_images",
                "product_attributes",
                "size_chart_image",
                "size_chart_template",
                "others",
            ]
            | str,
            Open,
        ]
    ] = []
    update_time: Time = None


class ProductCreated(Event, number=16, name="product_creation"):
    """A product was created."""

    product_id: Id | None = None
    product_types: Many[Annotated[Literal["COMBINED_PRODUCT", "GPR_PRODUCT"] | str, Open]] = []
    update_time: Time = None


class ProductCategoryChanged(Event, number=18, name="product_category_change"):
    """A product was moved into another category."""

    product_id: Id | None = None
    previous_category_id: Id | None = None
    current_category_id: Id | None = None
    update_time: Time = None


class SizeChartChanged(Event, number=19, name="size_chart_change"):
    """A size chart template was created, edited or deleted."""

    size_chart_template_id: Id | None = None
    size_chart_template_name: str | None = None
    event_type: Annotated[Literal["CREATE", "EDIT", "DELETE"] | str, Open] | None = None
    update_time: Time = None


class OpportunityMatchingChanged(Event, number=25, name="opportunity_matching_status_change"):
    """A product of yours was matched with product opportunities, or not."""

    external_product_id: Id | None = None
    opportunity_matching_status: Annotated[Literal["PENDING", "MATCHED", "NOT_MATCHED"] | str, Open] | None = None
    opportunity_ids: Many[Id] = []
    opportunity_matching_end_time: Time = None
    update_time: Time = None


class Audit(Model):
    """How the platform judges a product's listing."""

    status: Annotated[Literal["NONE", "AUDITING", "FAILED", "PRE_APPROVED", "APPROVED"] | str, Open] | None = None
    # The platform's sample spells the field in the singular.
    pre_approved_reasons: Several[Annotated[Literal["KYC_PENDING", "RESTRICTED_CATEGORY_PENDING"] | str, Open]] = Field(
        default=[], validation_alias=AliasChoices("pre_approved_reasons", "pre_approved_reason")
    )


class PlatformStatus(Model):
    """The product's status on a platform that the shop is integrated with."""

    platform: Annotated[Literal["TOKOPEDIA"] | str, Open] | None = None
    status: str | None = None


class ProductAuditStatusChanged(Event, number=37, name="product_audit_status_change"):
    """The audit of a product's listing moved on."""

    product_id: Id | None = None
    audit: Audit | None = None
    integrated_platform_statuses: Several[PlatformStatus] = []  # one object here, a list in `products.search`
    update_time: Time = None


class StrikethroughPriceExpired(Event, number=38, name="strikethrough_price_expired"):
    """The list price of a SKU is no longer shown struck through."""

    product_id: Id | None = None
    sku_id: Id | None = None


class ListedProduct(Model):
    """A product of a combined listing."""

    id: Id | None = None


class CombinedListingChanged(Event, number=42, name="combined_listing_change"):
    """A combined listing was created, deleted, or has other products."""

    combined_listing_id: Id | None = None
    products: Many[ListedProduct] = []
    status: Annotated[Literal["LIVE", "SYSTEM_DEACTIVATED", "SELLER_DEACTIVATED", "DELETED"] | str, Open] | None = None
    change_type: Annotated[Literal["CREATE", "UPDATE", "DELETE"] | str, Open] | None = None
    added_product_ids: Many[Id] = []
    removed_product_ids: Many[Id] = []


class Image(Model):
    """An image as products refer to it, and where to look at it."""

    uri: str | None = None
    url: str | None = None


class TranslationTask(Model):
    """One image to be translated."""

    id: Id | None = None
    status: Annotated[Literal["PROCESSING", "COMPLETED", "FAILED"] | str, Open] | None = None
    fail_reason: str | None = None
    # The platform's sample abbreviates the name.
    target_language: Annotated[Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"] | str, Open] | None = Field(
        default=None, validation_alias=AliasChoices("target_language", "target_lang")
    )
    original_image: Image | None = None
    translated_image: Image | None = None


class ImageTranslationCompleted(Event, number=46, name="image_translation_completed"):
    """An image was translated, or could not be."""

    translation_task: TranslationTask | None = None


class ReplicatedProduct(Model):
    """The copy of a product in another region."""

    product_id: Id | None = None
    region: str | None = None
    result: Annotated[Literal["SUCCESS", "DRAFT", "FAILED"] | str, Open] | None = None
    fail_reasons: FreeForm = None  # no page says what it looks like


class ReplicationStatusChanged(Event, number=51, name="global_replication_status_change"):
    """A product was replicated into another region, or could not be."""

    source_product_id: Id | None = None
    replicated_product: ReplicatedProduct | None = None


class ListingMethodChanged(Event, number=52, name="global_listing_method_change"):
    """A global product is listed in another way."""

    global_product_id: Id | None = None
    local_product_id: Several[Id] = []
    listing_method: Annotated[Literal["GLOBAL_PUBLISHING", "LOCAL_REPLICATION"] | str, Open] | None = None


class RecommendedRange(Model):
    """From where to where a measure is plausible; decimal texts."""

    min_value: str | None = None
    max_value: str | None = None


class WeightRecommendation(Model):
    """The weight that a package of this product should have."""

    unit: str | None = None
    weight: RecommendedRange | None = None


class DimensionRecommendation(Model):
    """The size that a package of this product should have."""

    unit: str | None = None
    length: RecommendedRange | None = None
    width: RecommendedRange | None = None
    height: RecommendedRange | None = None


class PackageRecommended(Event, number=62, name="product_package_recommended"):
    """Weight or size of a product's package look wrong, and what would be plausible."""

    product_id: Id | None = None
    abnormality_types: Many[str] = []
    weight_recommendation: WeightRecommendation | None = None
    dimension_recommendation: DimensionRecommendation | None = None


class AppealResult(Model):
    """What was decided about one measure of a size chart."""

    indicator_type: str | None = None
    status: str | None = None
    reject_reason: str | None = None


class AppealTask(Model):
    """An appeal about a size chart."""

    size_chart_id: Id | None = None
    size_chart_image_uri: str | None = None
    appeal_audit_result: Many[AppealResult] = []


class AppealCompleted(Event, number=66, name="appeal_completed"):
    """An appeal about a product's size chart was decided."""

    appeal_task: AppealTask | None = None
    product_id: Id | None = None


# Stock.
class TriggerReason(Model):
    """Why the platform warns about stock."""

    alert_type: Annotated[Literal["PREDICTION", "REALTIME"] | str, Open] | None = None
    lead_days: int | None = None
    low_stock_threshold: int | None = None


class InventoryDistribution(Model):
    """Where a SKU's stock is bound."""

    total_quantity: int | None = None
    available_quantity: int | None = None
    creator_reserved_quantity: int | None = None
    campaign_reserved_quantity: int | None = None
    committed_quantity: int | None = None


class InventoryStatusChanged(Event, number=27, name="inventory_status_change"):
    """A SKU runs low, ran out, or has enough again."""

    product_id: Id | None = None
    sku_id: Id | None = None
    trigger_reason: TriggerReason | None = None
    current_inventory_status: Annotated[Literal["SUFFICIENT_STOCK", "LOW_STOCK", "OUT_OF_STOCK"] | str, Open] | None = (
        None
    )
    inventory_distribution: InventoryDistribution | None = None
    update_time: Time = None


class QuantitySnapshot(Model):
    """A SKU's stock after the change."""

    total_quantity: int | None = None
    total_available_quantity: int | None = None
    total_committed_quantity: int | None = None
    in_shop_quantity: int | None = None
    campaign_locked_quantity: int | None = None
    creator_locked_quantity: int | None = None


class InventoryChange(Model):
    """One reason for which a SKU's stock changed, and by how much. Your own stock writes come back as `api_sync`."""

    idempotency_key: str | None = None
    trigger_source: (
        Annotated[
            Literal[
                "order_created",
                "order_canceled",
                "order_shipped",
                "manual_adjustment",
                "api_sync",
                "campaign_lock",
                "campaign_unlock",
                "creator_lock",
                "creator_unlock",
                "system_auto_replenish",
            ]
            | str,
            Open,
        ]
        | None
    ) = None
    occurred_at: Time = None
    total_quantity_delta: int | None = None
    available_quantity_delta: int | None = None
    committed_quantity_delta: int | None = None
    in_shop_quantity_delta: int | None = None
    campaign_locked_quantity_delta: int | None = None
    creator_locked_quantity_delta: int | None = None


class InventoryChanged(Event, number=68, name="inventory_changed"):
    """A SKU's stock changed. It is told by the seller's id, which no consent tells, so `account` may be None.

    Uncertain: the page shows it without the usual envelope; it is read with one and without one.
    """

    event_id: Id | None = None
    occurred_at: Time = None
    seller_id: Id | None = None
    product_id: Id | None = None
    sku_id: Id | None = None
    quantity_snapshot_after_change: QuantitySnapshot | None = None
    change_detail: Many[InventoryChange] = []


# Promotions.
class ActivityStatusChanged(Event, number=39, name="activity_status_change"):
    """A promotion began or ended."""

    activity_id: Id | None = None
    activity_type: (
        Annotated[
            Literal["FIXED_PRICE", "DIRECT_DISCOUNT", "SHIPPING_DISCOUNT", "BUY_MORE_SAVE_MORE", "FLASHSALE"] | str,
            Open,
        ]
        | None
    ) = None
    product_level: Annotated[Literal["PRODUCT", "VARIATION", "SHOP"] | str, Open] | None = None
    status: Annotated[Literal["ONGOING", "EXPIRED", "DEACTIVATED"] | str, Open] | None = None
    update_time: Time = None


class UpdatedProducts(Model):
    """The products that came into a promotion, or changed in it."""

    product_ids: Many[Id] = []
    exclude_product_ids: Many[Id] = []
    benefit_product_ids: Many[Id] = []


class RemovedProducts(UpdatedProducts):
    """The products and SKUs that left a promotion."""

    sku_ids: Many[Id] = []


class ActivityChanged(Event, number=63, name="activity_change"):
    """A promotion was created, edited or deactivated."""

    activity_id: Id | None = None
    change_type: Annotated[Literal["CREATE", "UPDATE", "DEACTIVATE"] | str, Open] | None = None
    product_update_list: UpdatedProducts | None = None
    product_remove_list: RemovedProducts | None = None
    update_time: Time = None


# Fulfilled by TikTok.
class InboundOrderStatusChanged(Event, number=21, name="fbt_inbound_order_status_change"):
    """Goods that were sent to a warehouse of TikTok's arrive."""

    inbound_order_id: Id | None = None
    order_status: (
        Annotated[
            Literal["TO_BE_RECEIVED", "ARRIVE_HUB", "RECEIVING", "PARTIALLY_RECEIVED", "RECEIVED", "CANCELLED"] | str,
            Open,
        ]
        | None
    ) = None
    update_time: Time = None


class OnboardedRegion(Model):
    """A region in which TikTok fulfils for the seller."""

    region_code: str | None = None


class MerchantOnboarded(Event, number=22, name="fbt_merchant_onboarding"):
    """TikTok fulfils for the seller from now on."""

    onboarded_regions: Many[OnboardedRegion] = []
    update_time: Time = None


class GoodsMatchChanged(Event, number=23, name="fbt_goods_match"):
    """A SKU was tied to goods in a warehouse of TikTok's, or untied."""

    match_type: Annotated[Literal["MATCH", "UNMATCH"] | str, Open] | None = None
    product_type: Annotated[Literal["LOCAL", "GLOBAL"] | str, Open] | None = None
    goods_id: Id | None = None
    product_id: Id | None = None
    sku_id: Id | None = None
    update_time: Time = None


class OnHand(Model):
    """Goods that lie in a warehouse of TikTok's."""

    total_quantity: int | None = None
    reserved_quantity: int | None = None
    available_quantity: int | None = None


class WarehouseInventory(Model):
    """What one warehouse of TikTok's holds."""

    fbt_warehouse_id: Id | None = None
    on_hand_detail: OnHand | None = None


class FbtInventoryUpdated(Event, number=24, name="fbt_inventory_update"):
    """The stock in TikTok's warehouses changed."""

    goods_id: Id | None = None
    sku_id: Id | None = None
    fbt_warehouse_inventory: Many[WarehouseInventory] = []
    update_time: Time = None


class ConsignedGoods(Model):
    """Goods in one consignment, and how many."""

    id: Id | None = None
    quantity: int | None = None


class ConsignOrder(Model):
    """One consignment of a multi-channel order."""

    id: Id | None = None
    tracking_number: str | None = None
    carrier: str | None = None
    status: str | None = None
    goods: Several[ConsignedGoods] = []


class McfOrder(Model):
    """An order of another channel that TikTok fulfils."""

    external_order_id: Id | None = None
    mcf_order_id: Id | None = None
    consign_orders: Several[ConsignOrder] = []
    create_time: Time = None


class McfOrderStatusChanged(Event, number=58, name="fbt_mcf_order_status"):
    """An order of another channel that TikTok fulfils moved on."""

    mcf_order: McfOrder | None = None


# Creators and affiliates.
class ContentChange(Model):
    """What happened to a product in a creator's content."""

    type: Annotated[Literal["ADD", "UPDATE", "REMOVE"] | str, Open] | None = None
    scene: Annotated[Literal["VIDEO"] | str, Open] | None = None
    content_id: Id | None = None


class ShoppableContentPosted(Event, number=17, name="shoppable_content_posting"):
    """The creator posted content with a product, or took the product out."""

    product_id: Id | None = None
    event: ContentChange | None = None


class PrecheckIssue(Model):
    """What the platform objects to in a video, and what to do about it."""

    risk: str | None = None
    suggestion: str | None = None


class VideoPrechecked(Event, number=55, name="video_precheck_result"):
    """A video was checked before it is posted."""

    precheck_task_id: Id | None = None
    result: Annotated[Literal["PASS", "FAIL"] | str, Open] | None = None
    issues: Many[PrecheckIssue] = []


class Violation(Model):
    """A rule that a video breaks, and what to do about it."""

    risk: str | None = None
    suggestions: str | None = None


class Weakness(Model):
    """What would make a video better."""

    code: str | None = None
    suggestions: str | None = None


CheckStatus: TypeAlias = Annotated[Literal["SUCCESS", "FAIL", "PROCESSING"] | str, Open]


class ViolationCheck(Model):
    """Whether a video breaks a rule."""

    status: CheckStatus | None = None
    issues: Many[Violation] = []


class QualityCheck(Model):
    """Whether a video is good."""

    status: CheckStatus | None = None
    issues: Many[Weakness] = []


class ShoppableVideoPrechecked(Event, number=59, name="shoppable_video_precheck_tasks_result"):
    """A shoppable video was checked before it is posted."""

    task_id: Id | None = None
    violation_check_result: ViolationCheck | None = None
    good_quality_check_result: QualityCheck | None = None


class SampleCreator(Model):
    """Which creator asked for a sample, for a purpose that covers affiliate management."""

    creator_open_id: ThirdParty[str] = None


class SampleProduct(Model):
    """The product of which a sample is asked for."""

    id: Id | None = None
    sku_id: Id | None = None


class SampleApplicationStatusChanged(Event, number=56, name="sample_application_status_change"):
    """A creator's application for a free sample moved on."""

    application_id: Id | None = None
    new_status: (
        Annotated[
            Literal[
                "PENDING",
                "AWAITING_SHIPMENT",
                "SHIPPED",
                "CONTENT_PENDING",
                "REJECT_CANCELLED",
                "OVERDUE_CANCELLED",
                "UNFULFILL_CANCELLED",
                "DEL_OPEN_COLLAB",
                "SELLER_NOT_SHIP_CANCELLED",
                "WITHDRAW_CANCELLED",
            ]
            | str,
            Open,
        ]
        | None
    ) = None
    creator: SampleCreator | None = None
    product: SampleProduct | None = None


EVENTS: Mapping[int, type[Event]] = MappingProxyType(
    {
        kind.number: kind
        for kind in list(vars().values())
        if isinstance(kind, type) and issubclass(kind, Event) and kind.number
    }
)
"""Every kind of event by the platform's number."""
