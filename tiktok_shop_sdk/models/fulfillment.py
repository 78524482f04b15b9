"""Packages: what is in them, how they travel and where they are; of whom they go to, only the country."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from ..core.sensitive import BuyerAddress, BuyerFreeText, BuyerName, BuyerPhone, ShippingDocument
from .base import Amount, Id, Many, Model, Moment, MomentMillis, Money, Open, ServerText, Time

PackageStatus: TypeAlias = Annotated[Literal["PROCESSING", "FULFILLING", "COMPLETED", "CANCELLED"] | str, Open]
HandoverMethod: TypeAlias = Annotated[Literal["PICKUP", "DROP_OFF"] | str, Open]
ShippingType: TypeAlias = Annotated[Literal["TIKTOK", "SELLER"] | str, Open]
SplitOrCombined: TypeAlias = Annotated[Literal["COMBINE", "SPLIT"] | str, Open]
NoteTag: TypeAlias = Annotated[Literal["BUYER_UNNOTED", "BUYER_NOTED"] | str, Open]
ClaimStatus: TypeAlias = Annotated[Literal["NOT_STARTED", "CLAIM_PENDING", "APPROVED", "DECLINED"] | str, Open]
DeliveryResult: TypeAlias = Annotated[Literal["DELIVERY_SUCCESS", "DELIVERY_FAILED", "UPDATE_POD"] | str, Open]
DeliveryFailure: TypeAlias = Annotated[
    Literal[
        "INVALID_ADDRESS",
        "UNABLE_RECEIVE",
        "UNABLE_CONTACT_BUYER",
        "BUYER_REFUSED",
        "DELAY_DELIVERY",
        "PACKAGE_LOST",
        "PACKAGE_DAMAGE",
        "FORCE_MAJEURE",
        "OTHER",
    ]
    | str,
    Open,
]
DocumentType: TypeAlias = Annotated[
    Literal[
        "SHIPPING_LABEL",
        "PACKING_SLIP",
        "SHIPPING_LABEL_AND_PACKING_SLIP",
        "SHIPPING_LABEL_PICTURE",
        "HAZMAT_LABEL",
        "INVOICE_LABEL",
    ]
    | str,
    Open,
]
DocumentSize: TypeAlias = Annotated[Literal["A6", "A5"] | str, Open]
DocumentFormat: TypeAlias = Annotated[Literal["PDF", "ZPL"] | str, Open]
LengthUnit: TypeAlias = Annotated[Literal["CM", "INCH"] | str, Open]
WeightUnit: TypeAlias = Annotated[Literal["GRAM", "POUND"] | str, Open]
SortField: TypeAlias = Annotated[Literal["create_time", "update_time", "order_pay_time"] | str, Open]
SortOrder: TypeAlias = Annotated[Literal["ASC", "DESC"] | str, Open]

# A decimal number that is no money; its unit stands beside it.
Measure: TypeAlias = Money


# What was refused, where many things are done at once.
class Refusal(Model):
    """Why something was refused."""

    code: int | None = None
    message: ServerText = None


class RefusedPackageDetail(Model):
    """Which package was refused; for an invoice also the orders it is for."""

    package_id: Id | None = None
    order_ids: Many[Id] = []


class RefusedPackage(Refusal):
    """A package with which nothing was done, and why."""

    detail: RefusedPackageDetail | None = None


class PackagesDone(Model):
    """The packages that were refused; the others are done. The list is empty if all of them are."""

    errors: Many[RefusedPackage] = []


# What a package is.
class Dimensions(Model):
    """The size of the parcel, in `unit`."""

    length: Measure = None
    width: Measure = None
    height: Measure = None
    unit: LengthUnit | None = None


class Weight(Model):
    """The weight of the parcel, in `unit`."""

    value: Measure = None
    unit: WeightUnit | None = None


class DimensionsIn(TypedDict):
    """The size of the parcel."""

    length: Amount
    width: Amount
    height: Amount
    unit: LengthUnit


class WeightIn(TypedDict):
    """The weight of the parcel."""

    value: Amount
    unit: WeightUnit


class PackedSku(Model):
    """A SKU in the package, and how many pieces of it."""

    id: Id | None = None
    name: str | None = None
    image_url: str | None = None
    quantity: int | None = None


class PackedOrder(Model):
    """An order in the package, and what of it is packed."""

    id: Id | None = None
    skus: Many[PackedSku] = []


class PickupSlot(Model):
    """A span of time in which the carrier fetches the package."""

    start_time: Time = None
    end_time: Time = None
    avaliable: bool | None = None  # spelled so by the platform; told only where slots are offered


class Insurance(Model):
    """Whether the package is insured, for how much, and how a claim stands."""

    is_purchased: bool | None = None
    coverage_amount: Money = None
    is_claim_eligible: bool | None = None
    claim_status: ClaimStatus | None = None


class Sender(Model):
    """Where the package comes from: the seller's own address."""

    name: str | None = None
    phone_number: str | None = None

    region_code: str | None = None
    postal_code: str | None = None
    full_address: str | None = None
    address_detail: str | None = None
    address_line1: str | None = None
    address_line2: str | None = None
    address_line3: str | None = None
    address_line4: str | None = None


class Recipient(Model):
    """Where the package goes. Only the country comes in; every other field says why it is empty."""

    region_code: str | None = None

    name: BuyerName = None
    phone_number: BuyerPhone = None

    postal_code: BuyerAddress = None
    full_address: BuyerAddress = None
    address_detail: BuyerAddress = None
    address_line1: BuyerAddress = None
    address_line2: BuyerAddress = None
    address_line3: BuyerAddress = None
    address_line4: BuyerAddress = None


class Parcel(Model):
    """What finding, reading and handing over tell alike: what is in the package, who carries it, since when."""

    order_line_item_ids: Many[Id] = []

    shipping_provider_id: Id | None = None
    shipping_provider_name: str | None = None
    tracking_number: str | None = None

    create_time: Time = None
    update_time: Time = None


class FoundPackage(Parcel):
    """A package as searching tells it; `get_package` tells more."""

    id: Id
    status: PackageStatus | None = None
    orders: Many[PackedOrder] = []


class Package(Parcel):
    """All about one package."""

    package_id: Id
    package_status: PackageStatus | None = None
    package_sub_status: str | None = None
    orders: Many[PackedOrder] = []
    split_and_combine_tag: SplitOrCombined | None = None
    has_multi_skus: bool | None = None
    note_tag: NoteTag | None = None
    biz_extension_tags: Many[str] = []

    # How it travels.
    shipping_type: ShippingType | None = None
    delivery_option_id: Id | None = None
    delivery_option_name: str | None = None
    handover_method: HandoverMethod | None = None
    pickup_slot: PickupSlot | None = None
    last_mile_tracking_number: str | None = None
    ship_exception_reason: str | None = None
    insurance: Insurance | None = None

    dimension: Dimensions | None = None
    weight: Weight | None = None

    sender_address: Sender | None = None
    recipient_address: Recipient | None = None


# Shipping by the platform.
class ShippingService(Model):
    """A service that can carry the package, its price in `currency`, and in how many days it arrives."""

    id: Id | None = None
    name: str | None = None
    is_default: bool | None = None
    shipping_provider_id: Id | None = None
    shipping_provider_name: str | None = None

    currency: str | None = None
    price: Money = None
    shipping_fee: Money = None
    shipping_app_service_fee: Money = None
    signature_fee: Money = None

    earliest_delivery_days: int | None = None
    latest_delivery_days: int | None = None


class ShippingServices(Model):
    """The services that can carry a package of this size and weight."""

    order_id: Id | None = None
    order_line_id: Many[Id] = []
    dimension: Dimensions | None = None
    weight: Weight | None = None
    shipping_services: Many[ShippingService] = []


class OrderLineIn(TypedDict):
    """A line item, or one part of a bundle that was sold as one line item."""

    order_line_id: NotRequired[Id]
    sub_item_id: NotRequired[Id]


class CreatedPackage(Model):
    """A package for which a label was bought, and the service that will carry it."""

    package_id: Id | None = None
    shipping_service_info: ShippingService | None = None
    dimension: Dimensions | None = None
    weight: Weight | None = None
    create_time: Time = None


class HandoverSlots(Model):
    """The ways in which the package can reach the carrier, and when it can be fetched."""

    can_pickup: bool | None = None
    can_drop_off: bool | None = None
    can_van_collection: bool | None = None
    pickup_slots: Many[PickupSlot] = []
    drop_off_point_url: str | None = None


class PickupSlotIn(TypedDict):
    """The span of time in which the carrier is to come: one of those offered."""

    start_time: NotRequired[Moment]
    end_time: NotRequired[Moment]


class ScheduledPackage(Parcel):
    """A package whose handover is booked."""

    package_id: Id | None = None
    order_id: Id | None = None
    handover_method: HandoverMethod | None = None
    dimension: Dimensions | None = None
    weight: Weight | None = None


class SelfShipmentIn(TypedDict):
    """The carrier that the seller chose, and the carrier's number."""

    tracking_number: str
    shipping_provider_id: Id


class ShipmentIn(TypedDict):
    """A package that is ready, and how it reaches the carrier."""

    id: Id
    handover_method: NotRequired[HandoverMethod]
    pickup_slot: NotRequired[PickupSlotIn]
    self_shipment: NotRequired[SelfShipmentIn]


# Shipping by the seller.
class ShippingWarning(Model):
    """What the platform found odd, though it took the shipment."""

    message: ServerText = None


class ShippedPackage(Model):
    """A package that the seller shipped, and what of the order is in it."""

    package_id: Id | None = None
    order_id: Id | None = None
    order_line_item_ids: Many[Id] = []
    warning: ShippingWarning | None = None


class TrackingKind(Model):
    """Who a tracking number belongs to: whether the platform ships, whether it collects."""

    is_tiktok_shipping: bool | None = None
    is_tiktok_collection: bool | None = None


class TrackingEvent(Model):
    """Something that happened to the package on its way."""

    update_time_millis: Time = None
    action_code: int | None = None
    description: str | None = None


# Documents.
class PackageDocument(Model):
    """The link to a label or packing slip, which shows the buyer's name and address."""

    doc_url: ShippingDocument[str] = None
    tracking_number: str | None = None


class InvoiceIn(TypedDict):
    """An invoice for the orders in a package; `file` is its content as text."""

    package_id: Id
    order_ids: list[Id]
    file_type: str
    file: str


# Splitting and combining.
class MustSplitReason(Model):
    """Why the order cannot travel in one package."""

    type: str | None = None
    category_id: Id | None = None
    max_count: str | None = None


class SplitAttributes(Model):
    """Whether an order can be split, or must be."""

    order_id: Id | None = None
    can_split: bool | None = None
    reason: str | None = None
    must_split: bool | None = None
    must_split_reasons: Many[MustSplitReason] = []


class SplitGroupIn(TypedDict):
    """The line items for one package, under an `id` of your own choice."""

    id: Id
    order_line_item_ids: list[Id]


class SplitPartsIn(TypedDict):
    """The line items, or parts of bundles, for one package, under an `id` of your own choice."""

    id: NotRequired[Id]
    order_line_list: NotRequired[list[OrderLineIn]]


class SplitPackage(Model):
    """A package that came of splitting, and the group that it holds."""

    id: Id | None = None
    splittable_group_id: Id | None = None


class PackageOrders(Model):
    """A package and its orders: those that it holds, or those that may travel together."""

    id: Id | None = None
    order_ids: Many[Id] = []


class PackageOrdersIn(TypedDict):
    """What is to travel together, as `search_combinable_packages` told it."""

    id: Id
    order_ids: NotRequired[list[Id]]


class PackagesCombined(PackagesDone):
    """The packages that came of combining, and those that could not be combined."""

    packages: Many[PackageOrders] = []


# Bundles.
class RefusedOrderDetail(Model):
    """Which order was refused."""

    order_id: Id | None = None


class RefusedOrder(Refusal):
    """An order that did not get into the bundle, and why."""

    detail: RefusedOrderDetail | None = None


class FirstMileBundle(Model):
    """A bundle for the first mile, the link to its document, and the orders that are not in it."""

    first_mile_bundle_id: Id | None = None
    url: ShippingDocument[str] = None
    errors: Many[RefusedOrder] = []


class BundleDimensionsIn(TypedDict, total=False):
    """The size of a bundle, in whole units."""

    length: int
    width: int
    height: int
    unit: str


class BundleWeightIn(TypedDict, total=False):
    """The weight of a bundle, in whole units."""

    value: int
    unit: str


class LastMileBundleIn(TypedDict, total=False):
    """A bundle for the last mile."""

    external_bundle_id: Id
    fulfillment_unit_count: int
    outbound_time: MomentMillis
    dimensions: BundleDimensionsIn
    weight: BundleWeightIn


# Delivery by the seller's own people.
class DeliveryImage(Model):
    """An uploaded picture that proves a delivery; its size is in pixels."""

    url: ShippingDocument[str] = None
    width: int | None = None
    height: int | None = None


class DeliveryFile(Model):
    """An uploaded PDF that proves a delivery."""

    url: ShippingDocument[str] = None
    name: str | None = None


class DeliveryIn(TypedDict):
    """How the delivery of a package went; `file_url` is the `url` of an uploaded proof."""

    id: Id
    delivery_type: DeliveryResult
    fail_delivery_reason: NotRequired[DeliveryFailure]
    file_type: NotRequired[str]
    file_url: NotRequired[str]


# Special kinds of orders.
class RedeemInfoIn(TypedDict):
    """What the buyer redeems."""

    redeem_type: str
    redeem_data: NotRequired[str]


class RedeemLineIn(TypedDict):
    """A digital line item, and what the buyer redeems for it."""

    order_line_id: Id
    redeem_info: RedeemInfoIn
    source_unique_id: NotRequired[Id]


class LineStatus(Model):
    """How one line item stands, as a code."""

    order_line_id: Id | None = None
    status_code: int | None = None


class PodDetail(LineStatus):
    """How one print-on-demand line item stands; what the buyer wants printed is stripped."""

    pod_info_json: BuyerFreeText = None


class CustomsRequirement(Model):
    """Whether an order needs customs data, and has them already."""

    order_id: Id | None = None
    need_fill_clearance: bool | None = None
    already_filled_clearance: bool | None = None


class CustomsPartIn(TypedDict, total=False):
    """What an item consists of; `price_percent` is its share of the price."""

    sku_id: Id
    qty: int
    price_percent: int


class CustomsItemIn(TypedDict, total=False):
    """A line item, and what it consists of."""

    order_line_id: Id
    sku_id: Id
    item_detail: list[CustomsPartIn]


class CustomsOrderIn(TypedDict):
    """An order, and what its items consist of."""

    order_id: Id
    item_list: NotRequired[list[CustomsItemIn]]
