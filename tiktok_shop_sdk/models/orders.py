"""Orders as the platform tells them: what was sold, for how much, where it stands; never who bought it."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from ..core.sensitive import (
    BuyerAccountId,
    BuyerAddress,
    BuyerEmail,
    BuyerFreeText,
    BuyerName,
    BuyerPhone,
    BuyerProfile,
    DemographicsSpecial,
    GovernmentId,
    PaymentInstrument,
)
from .base import Id, Many, Model, MomentMillis, Money, Open, ServerText, Time

OrderStatus: TypeAlias = Annotated[
    Literal[
        "UNPAID",
        "ON_HOLD",
        "AWAITING_SHIPMENT",
        "PARTIALLY_SHIPPING",
        "AWAITING_COLLECTION",
        "IN_TRANSIT",
        "DELIVERED",
        "COMPLETED",
        "CANCELLED",
    ]
    | str,
    Open,
]
ItemStatus: TypeAlias = Annotated[
    Literal[
        "UNPAID",
        "AWAITING_SHIPMENT",
        "AWAITING_COLLECTION",
        "IN_TRANSIT",
        "DELIVERED",
        "COMPLETED",
        "CANCELLED",
    ]
    | str,
    Open,
]
PackageStatus: TypeAlias = Annotated[
    Literal["TO_FULFILL", "PROCESSING", "FULFILLING", "COMPLETED", "CANCELLED"] | str, Open
]
CancellationInitiator: TypeAlias = Annotated[Literal["SELLER", "BUYER", "SYSTEM"] | str, Open]
CancelUser: TypeAlias = Annotated[Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"] | str, Open]
FulfillmentType: TypeAlias = Annotated[
    Literal["FULFILLMENT_BY_SELLER", "FULFILLMENT_BY_TIKTOK", "FULFILLMENT_BY_DILAYANI_TOKOPEDIA"] | str, Open
]
DeliveryType: TypeAlias = Annotated[Literal["HOME_DELIVERY", "COLLECTION_POINT"] | str, Open]
ShippingType: TypeAlias = Annotated[Literal["TIKTOK", "SELLER", "TIKTOK_DIGITAL"] | str, Open]
CommercePlatform: TypeAlias = Annotated[Literal["TIKTOK_SHOP", "TOKOPEDIA"] | str, Open]
OrderType: TypeAlias = Annotated[
    Literal["NORMAL", "ZERO_LOTTERY", "PRE_ORDER", "MADE_TO_ORDER", "BACK_ORDER", "VIRTUAL_ORDER"] | str, Open
]
SkuType: TypeAlias = Annotated[
    Literal["NORMAL", "ZERO_LOTTERY", "SHOP_PARTNER", "PRE_ORDER", "MADE_TO_ORDER"] | str, Open
]
DayType: TypeAlias = Annotated[Literal["CALENDAR_DAY", "BUSINESS_DAY"] | str, Open]
SortField: TypeAlias = Annotated[Literal["create_time", "update_time"] | str, Open]
SortOrder: TypeAlias = Annotated[Literal["ASC", "DESC"] | str, Open]
ExternalPlatform: TypeAlias = Annotated[
    Literal[
        "SHOPIFY",
        "WOOCOMMERCE",
        "BIGCOMMERCE",
        "MAGENTO",
        "SALESFORCE_COMMERCE_CLOUD",
        "CHANNEL_ADVISOR",
        "AMAZON",
        "ORDER_MANAGEMENT_SYSTEM",
        "WAREHOUSE_MANAGEMENT_SYSTEM",
        "ERP_SYSTEM",
    ]
    | str,
    Open,
]


# What an order consists of.
class ItemTax(Model):
    """One tax on one line item."""

    tax_type: str | None = None
    tax_amount: Money = None
    tax_rate: Money = None


class CombinedSku(Model):
    """A SKU inside a combined listing."""

    sku_id: Id | None = None
    sku_count: int | None = None
    product_id: Id | None = None
    seller_sku: str | None = None


class Item(Model):
    """What a line item and its parts have in common. Prices are in the item's own `currency`."""

    id: Id
    display_status: ItemStatus | None = None

    product_id: Id | None = None
    product_name: str | None = None
    sku_id: Id | None = None
    sku_name: str | None = None
    sku_image: str | None = None
    seller_sku: str | None = None
    is_dangerous_good: bool | None = None

    currency: str | None = None
    original_price: Money = None
    sale_price: Money = None
    seller_discount: Money = None
    platform_discount: Money = None
    retail_delivery_fee: Money = None
    item_tax: Many[ItemTax] = []

    package_id: Id | None = None
    package_status: PackageStatus | None = None
    shipping_provider_id: Id | None = None
    shipping_provider_name: str | None = None
    tracking_number: str | None = None
    rts_time: Time = None

    cancel_reason: str | None = None
    cancel_user: CancelUser | None = None


class SubItem(Item):
    """A part of a bundle that was sold as one line item."""

    warehouse_id: Id | None = None


class LineItem(Item):
    """One unit of one SKU: an order of three pieces has three line items."""

    sku_type: SkuType | None = None
    combined_listing_skus: Many[CombinedSku] = []
    sub_item_info: Many[SubItem] = []

    is_gift: bool | None = None
    gift_retail_price: Money = None
    is_unboxing_item: bool | None = None
    unboxing_sku_code: str | None = None
    handling_duration_days: str | None = None

    buyer_service_fee: Money = None
    distance_fee: Money = None
    distance_shipping_fee: Money = None
    pfand_fee: Money = None
    small_order_fee: Money = None

    needs_prescription: DemographicsSpecial = None


class Payment(Model):
    """What the order costs the buyer, in `currency`."""

    currency: str | None = None
    total_amount: Money = None
    sub_total: Money = None
    original_total_product_price: Money = None
    seller_discount: Money = None
    platform_discount: Money = None
    payment_platform_discount: Money = None
    payment_discount_service_fee: Money = None

    shipping_fee: Money = None
    original_shipping_fee: Money = None
    shipping_fee_seller_discount: Money = None
    shipping_fee_platform_discount: Money = None
    shipping_fee_cofunded_discount: Money = None
    distance_fee: Money = None
    distance_shipping_fee: Money = None
    retail_delivery_fee: Money = None

    tax: Money = None
    product_tax: Money = None
    shipping_fee_tax: Money = None
    item_insurance_tax: Money = None

    buyer_service_fee: Money = None
    handling_fee: Money = None
    item_insurance_fee: Money = None
    shipping_insurance_fee: Money = None
    small_order_fee: Money = None


class Recipient(Model):
    """Where the order goes. Only the country comes in; every other field says why it is empty."""

    region_code: str | None = None

    name: BuyerName = None
    first_name: BuyerName = None
    last_name: BuyerName = None
    first_name_local_script: BuyerName = None
    last_name_local_script: BuyerName = None
    phone_number: BuyerPhone = None
    email: BuyerEmail = None
    tokenized_email: BuyerEmail = None

    full_address: BuyerAddress = None
    address_detail: BuyerAddress = None
    address_line1: BuyerAddress = None
    address_line2: BuyerAddress = None
    address_line3: BuyerAddress = None
    address_line4: BuyerAddress = None
    district_info: BuyerAddress = None
    postal_code: BuyerAddress = None
    post_town: BuyerAddress = None
    delivery_preferences: BuyerAddress = None


class PackageRef(Model):
    """A package of the order, by its id."""

    id: Id


class HandlingDuration(Model):
    """How long the seller may take before the parcel must be ready."""

    days: str | None = None
    type: DayType | None = None


class Order(Model):
    """An order, as searching (Get Order List) and reading (Get Order Detail) tell it.

    The two tell nearly the same fields; what one of them leaves out is None.
    """

    id: Id
    status: OrderStatus | None = None
    order_type: OrderType | None = None
    commerce_platform: CommercePlatform | None = None
    line_items: Many[LineItem] = []
    packages: Many[PackageRef] = []
    payment: Payment | None = None
    order_rights: Many[int] = []

    # What kind of order it is.
    is_cod: bool | None = None
    is_exchange_order: bool | None = None
    is_on_hold_order: bool | None = None
    is_replacement_order: bool | None = None
    is_sample_order: bool | None = None
    is_subscription_order: bool | None = None
    exchange_source_order_id: Id | None = None
    replaced_order_id: Id | None = None
    sample_order_payer: str | None = None
    auto_combine_group_id: Id | None = None
    split_or_combine_tag: str | None = None

    # How it travels.
    fulfillment_type: FulfillmentType | None = None
    fulfillment_priority_level: int | None = None
    delivery_type: DeliveryType | None = None
    delivery_option_id: Id | None = None
    delivery_option_name: str | None = None
    shipping_type: ShippingType | None = None
    shipping_provider: str | None = None
    shipping_provider_id: Id | None = None
    tracking_number: str | None = None
    warehouse_id: Id | None = None
    fast_delivery_program: str | None = None
    handling_duration: HandlingDuration | None = None
    need_upload_invoice: str | None = None

    # What happened when.
    create_time: Time = None
    paid_time: Time = None
    update_time: Time = None
    rts_time: Time = None
    collection_time: Time = None
    delivery_time: Time = None
    release_date: Time = None

    # By when something has to happen.
    rts_sla_time: Time = None
    tts_sla_time: Time = None
    fast_dispatch_sla_time: Time = None
    pick_up_cut_off_time: Time = None
    shipping_due_time: Time = None
    recommended_shipping_time: Time = None
    collection_due_time: Time = None
    delivery_sla_time: Time = None
    delivery_due_time: Time = None
    delivery_option_required_delivery_time: Time = None
    cancel_order_sla_time: Time = None

    # Cancelling.
    cancel_reason: str | None = None
    cancel_time: Time = None
    cancellation_initiator: CancellationInitiator | None = None
    is_buyer_request_cancel: bool | None = None
    request_cancel_time: Time = None

    # The buyer: only that something is there, and the country.
    recipient_address: Recipient | None = None
    has_updated_recipient_address: bool | None = None
    user_id: BuyerAccountId = None
    buyer_email: BuyerEmail = None
    buyer_nickname: BuyerProfile = None
    buyer_avatar: BuyerProfile = None
    buyer_message: BuyerFreeText = None
    seller_note: BuyerFreeText = None
    cpf: GovernmentId = None
    cpf_name: BuyerName = None
    consultation_id: DemographicsSpecial = None
    payment_method_name: PaymentInstrument = None
    payment_method_code: PaymentInstrument = None
    payment_card_type: PaymentInstrument = None
    payment_auth_code: PaymentInstrument = None
    channel_entity_national_registry_id: str | None = None


# What the price of an order consists of.
class Prices(Model):
    """The steps from list price to what is paid, in `currency`."""

    currency: str | None = None
    total: Money = None
    payment: Money = None

    sku_list_price: Money = None
    sku_sale_price: Money = None
    sku_gift_original_price: Money = None
    sku_gift_net_price: Money = None
    net_price_amount: Money = None

    subtotal: Money = None
    subtotal_deduction_seller: Money = None
    subtotal_deduction_platform: Money = None
    subtotal_tax_amount: Money = None
    voucher_deduction_seller: Money = None
    voucher_deduction_platform: Money = None

    shipping_list_price: Money = None
    shipping_sale_price: Money = None
    shipping_fee_deduction_seller: Money = None
    shipping_fee_deduction_platform: Money = None
    shipping_fee_deduction_platform_voucher: Money = None
    distance_fee: Money = None
    distance_shipping_fee: Money = None

    tax_amount: Money = None
    tax_rate: Money = None
    cod_fee: Money = None


class LinePrices(Prices):
    """The prices of one line item."""

    id: Id | None = None
    cod_fee_amount: Money = None


class PriceDetail(Prices):
    """The prices of a whole order, and of each of its line items."""

    cod_fee_net_amount: Money = None
    line_items: Many[LinePrices] = []


# References to orders of other systems.
class ExternalLineItem(Model):
    """A line item in the other system (`id`), and the line item here (`origin_id`)."""

    id: Id | None = None
    origin_id: Id | None = None


class ExternalOrder(Model):
    """An order of another system."""

    id: Id | None = None
    platform: ExternalPlatform | None = None
    line_items: Many[ExternalLineItem] = []


class ReferencedOrder(Model):
    """An order here, and the order of the other system that refers to it."""

    id: Id
    external_order: ExternalOrder | None = None


class ExternalOrderRef(Model):
    """An order of another system, by its id."""

    id: Id | None = None
    platform: ExternalPlatform | None = None


class FailedReferenceDetail(Model):
    """Which reference was not added."""

    order_id: Id | None = None
    external_order: ExternalOrderRef | None = None


class FailedReference(Model):
    """A reference that was not added, and why."""

    code: str | None = None
    message: ServerText = None
    detail: FailedReferenceDetail | None = None


class ReferencesAdded(Model):
    """The answer to adding references: those that failed; all others are added."""

    errors: Many[FailedReference] = []


class ExternalLineItemIn(TypedDict):
    """A line item in the other system (`id`), and the line item here (`origin_id`)."""

    id: Id
    origin_id: Id


class ExternalOrderIn(TypedDict):
    """An order of another system, to be referred to; at most 100 line items."""

    id: Id
    platform: ExternalPlatform
    line_items: Annotated[list[ExternalLineItemIn], Field(max_length=100)]


class OrderReferenceIn(TypedDict):
    """The order here (`id`), and the order of the other system."""

    id: Id
    external_order: ExternalOrderIn


# Blind boxes and print on demand.
class BlindBoxResultIn(TypedDict):
    """What was in one blind box, and when it was opened."""

    order_line_id: Id
    blind_result_product_id: Id
    blind_result_sku_id: Id
    blind_open_time: MomentMillis


class PodLineIn(TypedDict):
    """A print-on-demand line item."""

    order_line_id: Id
    product_id: Id
    sku_id: Id
    pod_order_data_id: Id


class PodDetail(Model):
    """How one line item is to be printed; the buyer's own words and pictures are stripped."""

    order_line_id: Id | None = None
    pod_detail: BuyerFreeText = None
    status_code: int | None = None
