"""Cancellations and returns as the platform tells them: what, why, how much, what is to be done; never who."""

from typing import Annotated, Any, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from ..core.sensitive import BuyerFreeText, BuyerMedia
from .base import Amount, Id, Many, Model, Money, Open, Time

CancellationStatus: TypeAlias = Annotated[
    Literal[
        "CANCELLATION_REQUEST_PENDING",
        "CANCELLATION_REQUEST_SUCCESS",
        "CANCELLATION_REQUEST_CANCEL",
        "CANCELLATION_REQUEST_CANCELLED",
        "CANCELLATION_REQUEST_COMPLETE",
    ]
    | str,
    Open,
]
CancellationType: TypeAlias = Annotated[Literal["CANCEL", "BUYER_CANCEL"] | str, Open]
ReturnStatus: TypeAlias = Annotated[
    Literal[
        "RETURN_OR_REFUND_REQUEST_PENDING",
        "REFUND_OR_RETURN_REQUEST_REJECT",
        "AWAITING_BUYER_SHIP",
        "BUYER_SHIPPED_ITEM",
        "REJECT_RECEIVE_PACKAGE",
        "RETURN_OR_REFUND_REQUEST_SUCCESS",
        "RETURN_OR_REFUND_REQUEST_CANCEL",
        "RETURN_OR_REFUND_REQUEST_COMPLETE",
        "REPLACEMENT_REQUEST_PENDING",
        "REPLACEMENT_REQUEST_REJECT",
        "REPLACEMENT_REQUEST_REFUND_SUCCESS",
        "REPLACEMENT_REQUEST_CANCEL",
        "REPLACEMENT_REQUEST_COMPLETE",
        "AWAITING_BUYER_RESPONSE",
    ]
    | str,
    Open,
]
ReturnType: TypeAlias = Annotated[Literal["REFUND", "RETURN_AND_REFUND", "REPLACEMENT"] | str, Open]
RequestType: TypeAlias = Annotated[Literal["CANCEL", "RETURN", "RETURN_AND_REFUND"] | str, Open]
ArbitrationStatus: TypeAlias = Annotated[
    Literal["IN_PROGRESS", "SUPPORT_BUYER", "SUPPORT_SELLER", "CLOSED"] | str, Open
]
ApproveDecision: TypeAlias = Annotated[
    Literal[
        "APPROVE_REFUND",
        "APPROVE_RETURN",
        "APPROVE_RECEIVED_PACKAGE",
        "APPROVE_REPLACEMENT",
        "ISSUE_REPLACEMENT_REFUND",
        "OFFER_PARTIAL_REFUND",
        "DIRECT_REFUND",
    ]
    | str,
    Open,
]
RejectDecision: TypeAlias = Annotated[
    Literal["REJECT_REFUND", "REJECT_RETURN", "REJECT_RECEIVED_PACKAGE", "REJECT_REPLACEMENT"] | str, Open
]
SellerAction: TypeAlias = Annotated[
    Literal[
        "SELLER_RESPOND_REFUND",
        "SELLER_RESPOND_RETURN",
        "SELLER_RESPOND_RECEIVE_PACKAGE",
        "SELLER_RESPOND_REPLACEMENT",
    ]
    | str,
    Open,
]
AftersaleInitiator: TypeAlias = Annotated[Literal["SELLER", "BUYER"] | str, Open]
Role: TypeAlias = Annotated[Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"] | str, Open]
ShipmentType: TypeAlias = Annotated[Literal["PLATFORM", "BUYER_ARRANGE"] | str, Open]
ShippingDocumentType: TypeAlias = Annotated[Literal["SHIPPING_LABEL", "QR_CODE", "QR_CODE_NBNL"] | str, Open]
RequestStatus: TypeAlias = Annotated[Literal["PENDING_REQUEST_REVIEW", "REQUEST_REVIEW_COMPLETED"] | str, Open]
RequestDetail: TypeAlias = Annotated[
    Literal["LINE_ITEMS", "SKU_RETURN_REQUESTS", "RETURN_MERCHANDISE_AUTHORIZATIONS"] | str, Open
]
RmaStatus: TypeAlias = Annotated[
    Literal["RMA_CREATED", "PENDING_PACKAGE_REVIEW", "PACKAGE_REVIEW_COMPLETED"] | str, Open
]
RmaDetail: TypeAlias = Annotated[Literal["LINE_ITEMS", "SKU_RETURN_REQUESTS"] | str, Open]
SortField: TypeAlias = Annotated[Literal["create_time", "update_time"] | str, Open]
SortOrder: TypeAlias = Annotated[Literal["ASC", "DESC"] | str, Open]


# What cancellations and returns have in common.
class RefundAmount(Model):
    """What is refunded, in `currency`."""

    currency: str | None = None
    refund_total: Money = None
    refund_subtotal: Money = None
    refund_shipping_fee: Money = None
    refund_tax: Money = None
    retail_delivery_fee: Money = None
    buyer_service_fee: Money = None


class ProductImage(Model):
    """A picture of the product, and its size in pixels."""

    url: str | None = None
    width: int | None = None
    height: int | None = None


class Line(Model):
    """What every line tells: the line item of the order, its SKU, and what is refunded for it."""

    order_line_item_id: Id | None = None

    sku_id: Id | None = None
    sku_name: str | None = None
    seller_sku: str | None = None
    product_name: str | None = None
    product_image: ProductImage | None = None

    refund_amount: RefundAmount | None = None


class NextAction(Model):
    """What the seller has to do next, and by when."""

    action: SellerAction | None = None
    deadline: Time = None


# Returns.
class ReturnSubLine(Line):
    """A part of a bundle that comes back."""

    return_sub_line_item_id: Id | None = None
    return_line_item_id: Id | None = None
    sub_order_line_item_id: Id | None = None


class ReturnLine(Line):
    """One unit of one SKU that comes back or is refunded."""

    return_line_item_id: Id | None = None
    return_sub_line_items: Many[ReturnSubLine] = []


class ReturnDiscount(Model):
    """The discounts that the refunded items had, and who paid for them, in `currency`."""

    currency: str | None = None
    product_seller_discount: Money = None
    product_platform_discount: Money = None
    shipping_fee_seller_discount: Money = None
    shipping_fee_platform_discount: Money = None


class ReturnShippingFee(Model):
    """Who pays how much for sending back, in `currency`."""

    currency: str | None = None
    seller_paid_return_shipping_fee: Money = None
    platform_paid_return_shipping_fee: Money = None
    buyer_paid_return_shipping_fee: Money = None


class PartialRefund(Model):
    """The part of the price that the seller offers."""

    currency: str | None = None
    amount: Money = None


class ReturnWarehouse(Model):
    """Where the parcel goes back to: the seller's own address."""

    full_address: str | None = None


class Return(Model):
    """A return, refund or replacement that was asked for after shipping, and where it stands."""

    return_id: Id
    order_id: Id | None = None
    return_type: ReturnType | None = None
    return_status: ReturnStatus | None = None
    return_line_items: Many[ReturnLine] = []
    seller_next_action_response: Many[NextAction] = []
    create_time: Time = None
    update_time: Time = None

    # Who asked for it, and why.
    role: Role | None = None
    return_reason: str | None = None
    return_reason_text: str | None = None
    arbitration_status: ArbitrationStatus | None = None

    # What it costs.
    refund_amount: RefundAmount | None = None
    discount_amount: Many[ReturnDiscount] = []
    shipping_fee_amount: Many[ReturnShippingFee] = []
    is_quick_refund: bool | None = None

    # What the seller offered instead.
    seller_proposed_return_type: str | None = None
    partial_refund: PartialRefund | None = None
    buyer_rejected_partial_refund: bool | None = None
    can_buyer_keep_item: bool | None = None

    # How it comes back.
    return_method: str | None = None
    shipment_type: ShipmentType | None = None
    handover_method: str | None = None
    return_provider_id: Id | None = None
    return_provider_name: str | None = None
    return_tracking_number: str | None = None
    return_shipping_document_type: ShippingDocumentType | None = None
    return_warehouse_address: ReturnWarehouse | None = None

    # The returns before, after and beside it.
    pre_return_id: Id | None = None
    next_return_id: Id | None = None
    is_combined_return: bool | None = None
    combined_return_id: Id | None = None


class ReturnStarted(Model):
    """The return that was opened, and where it stands."""

    return_id: Id | None = None
    return_status: ReturnStatus | None = None


class ReturnRecord(Model):
    """One step in the history of a return."""

    event: str | None = None
    role: Role | None = None
    create_time: Time = None
    reason_text: str | None = None

    description: BuyerFreeText = None
    note: BuyerFreeText = None
    images: BuyerMedia = None
    videos: BuyerMedia = None


# Cancellations.
class CancellationSubLine(Line):
    """A part of a bundle that is cancelled."""

    cancel_sub_line_item_id: Id | None = None
    cancel_line_item_id: Id | None = None
    sub_order_line_item_id: Id | None = None


class CancellationLine(Line):
    """One unit of one SKU that is cancelled."""

    cancel_line_item_id: Id | None = None
    cancel_sub_line_items: Many[CancellationSubLine] = []


class Cancellation(Model):
    """A cancellation that was asked for before shipping, and where it stands."""

    cancel_id: Id
    order_id: Id | None = None
    cancel_type: CancellationType | None = None
    cancel_status: CancellationStatus | None = None
    cancel_line_items: Many[CancellationLine] = []
    seller_next_action_response: Many[NextAction] = []
    create_time: Time = None
    update_time: Time = None

    role: Role | None = None
    cancel_reason: str | None = None
    cancel_reason_text: str | None = None

    refund_amount: RefundAmount | None = None
    should_replenish_stock: bool | None = None


class CancellationStarted(Model):
    """The cancellation that was asked for, and where it stands: success of the request is not yet the end of it."""

    cancel_id: Id | None = None
    cancel_status: CancellationStatus | None = None


# What is possible.
class RejectReason(Model):
    """A reason for refusing: `name` is what to send, `text` what to show."""

    name: str | None = None
    text: str | None = None


class DecisionEligibility(Model):
    """Whether one decision may be taken now. Go by `eligible`: code and reason may be filled though it is true."""

    decision: str | None = None
    eligible: bool | None = None
    ineligible_code: int | None = None
    ineligible_reason: str | None = None
    available_reject_reasons: Many[RejectReason] = []


class OrderLine(Model):
    """A line item of the order, or a part of it if it is a bundle."""

    order_line_item_id: Id | None = None
    sub_order_line_item_id: Id | None = None


class LineEligibility(Model):
    """Whether one kind of request may be made for some line items, and for which reasons."""

    request_type: RequestType | None = None
    order_line_items_ids: Many[Id] = []
    order_line_list: Many[OrderLine] = []

    eligible: bool | None = None
    ineligible_code: int | None = None
    ineligible_reason: str | None = None
    available_reason_names: Many[str] = []


class SkuEligibility(Model):
    """What may be asked for the line items of one SKU."""

    sku_id: Id | None = None
    line_item_eligibility: Many[LineEligibility] = []


# Aftersales requests and the parcels that come back for them.
class AftersalesRequest(Model):
    """A request of a buyer after the sale."""

    id: Id
    status: RequestStatus | None = None


class ReturnMerchandiseAuthorization(Model):
    """A parcel that a buyer may send back; nothing of it is known for sure yet."""


class RefusedReview(Model):
    """A decision that was refused; nothing of it is known for sure yet."""


class AftersalesReviewed(Model):
    """The decisions that were refused; all others hold."""

    errors: Many[RefusedReview] = []


# What is sent.
class SkuIn(TypedDict):
    """How many of a SKU."""

    sku_id: Id
    quantity: int


class OrderLineIn(TypedDict):
    """A line item of the order, or a part of it if it is a bundle."""

    order_line_item_id: NotRequired[Id]
    sub_order_line_item_id: NotRequired[Id]


class PartialRefundIn(TypedDict):
    """The part of the price that you offer."""

    currency: NotRequired[str]
    amount: NotRequired[Amount]


class ImageIn(TypedDict):
    """A picture that supports your refusal, and its size in pixels."""

    image_id: Id
    mime_type: NotRequired[str]
    height: NotRequired[int]
    width: NotRequired[int]


class AftersalesFilterIn(TypedDict):
    """Which aftersales requests to find."""

    aftersales_request_ids: NotRequired[list[Id]]
    aftersales_request_statuses: NotRequired[list[RequestStatus]]
    return_types: NotRequired[list[ReturnType]]
    main_order_ids: NotRequired[list[Id]]
    buyer_ids: NotRequired[list[Id]]
    time: NotRequired[dict[str, Any]]


class RmaFilterIn(TypedDict):
    """Which parcels to find."""

    rma_ids: NotRequired[list[Id]]
    package_ids: NotRequired[list[Id]]
    statuses: NotRequired[list[RmaStatus]]
    aftersales_request_ids: NotRequired[list[Id]]
    main_order_ids: NotRequired[list[Id]]
    time: NotRequired[dict[str, Any]]


class SortIn(TypedDict):
    """By what to sort, and in which direction."""

    sort_field: NotRequired[str]
    sort_order: NotRequired[SortOrder]


class PagingIn(TypedDict):
    """How many to a page, and from which page on."""

    page_size: NotRequired[int]
    page_token: NotRequired[str]
