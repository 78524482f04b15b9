"""The supplier programme's shipments: what the platform orders, what the supplier delivers, what comes back."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from ..core.sensitive import BuyerAddress, BuyerEmail, BuyerName, BuyerPhone, ShippingDocument
from .base import Amount, Id, Many, Model, Moment, Money, Open, Time
from .gs_full_service import AddressDetail, WeightUnit

EmergencyLevel: TypeAlias = Annotated[Literal["URGENT", "EXPEDITED", "GENERAL"] | str, Open]
DeliveryMode: TypeAlias = Annotated[Literal["PLATFORM_DELIVERY", "SELF_DELIVERY"] | str, Open]
DeliveryOption: TypeAlias = Annotated[Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | str, Open]

StockupType: TypeAlias = Annotated[Literal["JIT", "NORMAL"] | str, Open]
StockupSource: TypeAlias = Annotated[Literal["PLATFORM", "MERCHANT", "ABNORMAL_REDELIVERY"] | str, Open]
# "SENDED" and "INVAILD" are how the platform spells them; so are "OPERATER" and "MERCHAT" below.
StockupStatus: TypeAlias = Annotated[
    Literal[
        "WAIT_CONFIRM",
        "WAIT_SEND",
        "SENDED",
        "SIGNED",
        "RECEIVED",
        "IN_QUALITY_CHECK",
        "QUALITY_CHECK_COMPLETED",
        "RETURN_COMPLETED",
        "INBOUND",
        "INVAILD",
    ]
    | str,
    Open,
]
StockupRejectReason: TypeAlias = Annotated[
    Literal[
        "PICTURE_NOT_MATCH",
        "RAW_MATERIAL_OR_PROCESS_CHANGES",
        "NOT_MEET_MINIMUM_LIMIT",
        "STOP_PRODUCTION",
        "SALES_STRATEGY_ADJUSTMENT_REDUCES_INVENTORY",
        "ORDER_DEMAND_ADJUSTMENT",
        "ORDER_SENT_INCORRECTLY",
        "CF",
        "TC",
        "QQXJ",
        "CT",
        "REPAIR_ORDER_TERMINATED",
        "TERMINATION_OF_OVERDUE_ORDERS",
        "SELF_STOCKING_BASED_ON_SALES_VOLUME",
        "HIGH_TURNOVER_DAYS_IN_THE_WAREHOUSE",
        "INSUFFICIENT_INVENTORY",
    ]
    | str,
    Open,
]

DeliveryType: TypeAlias = Annotated[
    Literal[
        "DELIVERY_NORMAL",
        "DEFECTIVE_REPAIR",
        "ALL_RETURN_REPAIR",
        "LESS_SUPPLEMENT",
        "LOGISTICS_IN_BATCH",
        "REPLENISH_IN_WAREHOUSE",
    ]
    | str,
    Open,
]
DeliveryStatus: TypeAlias = Annotated[
    Literal[
        "WAIT_DELIVERY",
        "DELIVERED",
        "SIGNED",
        "RECEIVED",
        "IN_QUALITY_CHECK",
        "QUALITY_CHECK_COMPLETED",
        "INBOUND",
        "RETURN_COMPLETED",
        "CANCELED",
    ]
    | str,
    Open,
]
QualityCheckResult: TypeAlias = Annotated[Literal["PASS", "FAIL", "PART_FAIL"] | str, Open]
SampleStatus: TypeAlias = Annotated[
    Literal[
        "WAIT_FOR_SEND",
        "SAMPLE_SENT",
        "PLATFORM_SIGNED",
        "WAIT_FOR_SUPPLIER_SIGN",
        "SUPPLIER_SIGNED",
        "CANCELED",
    ]
    | str,
    Open,
]
RelativeCodeType: TypeAlias = Annotated[Literal["STOCKUP_ORDER", "ABNORMAL_ORDER"] | str, Open]

LogisticsOrderType: TypeAlias = Annotated[Literal["DELIVERY", "RETURN"] | str, Open]
LogisticsOrderStatus: TypeAlias = Annotated[
    Literal[
        "INIT",
        "WAIT_CREATE",
        "CREATE_FAILED",
        "RTS",
        "RTS_FAILED",
        "TTS",
        "PARTIAL_SHIPPED",
        "SHIPPED_ABNORMAL",
        "SHIPPED",
        "PARTIAL_DELIVERED",
        "DELIVERED",
        "PARTIAL_SIGNED",
        "SIGNED",
        "CANCELED",
        "RETURNING_TO_SENDER",
        "RETURNED_TO_SENDER",
    ]
    | str,
    Open,
]
ParcelStatus: TypeAlias = Annotated[
    Literal[
        "INIT",
        "WAIT_CREATE",
        "CREATE_FAILED",
        "RTS",
        "RTS_FAILED",
        "TTS",
        "SHIPPED",
        "SHIPPED_ABNORMAL",
        "DELIVERED",
        "DELIVERED_ABNORMAL",
        "SIGNED",
        "FINISHED",
        "CANCELED",
        "RETURNING_TO_SENDER",
        "RETURNED_TO_SENDER",
    ]
    | str,
    Open,
]
InspectedOrderType: TypeAlias = Annotated[Literal["DELIVERY_ORDER", "INSPECT_ORDER"] | str, Open]

AbnormalType: TypeAlias = Annotated[
    Literal[
        "AT_PLATFORM_DELIVERY_TRANS_TIMEOUT",
        "AT_SELF_DELIVERY_TRANS_TIMEOUT",
        "AT_LOGISTICS_DAMAGE",
        "AT_LOGISTICS_PKG_ATTACH_MULTI_DELIVERY_ORDER",
        "AT_DELIVERY_PKG_BOX_MARK_NO_RECOGNIZED",
        "AT_DELIVERY_PACKAGE_NO_BOX_MARK",
        "AT_DELIVERY_ORDER_NO_DELIVERYED",
        "AT_DELIVERY_ORDER_CANCELED",
        "AT_QUANTITY_ABNORMAL_MORE",
        "AT_MISPLACED_GOODS",
        "AT_WRONG_BARCODE",
        "AT_BARCODE_DAMAGED_DIRTY",
        "AT_PRODUCT_EXPANSION_BAG",
        "AT_PRODUCT_DAMAGED_DIRTY",
        "AT_MISSING_PACKAGE",
        "AT_ABNORMAL_QUANTITY",
        "AT_DELIVERY_PKG_NO_ARRIVE_WAREHOUSE",
        "AT_ABNORMAL_QUALITY",
        "AT_INSPECT_QUALITY",
    ]
    | str,
    Open,
]
ReturnStatus: TypeAlias = Annotated[
    Literal[
        "OPERATER_CONFIRMING",
        "MERCHANT_CONFIRMING",
        "TO_TRANSIT",
        "IN_TRANSIT",
        "OUTBOUND",
        "SHIPPED",
        "COMPLETED",
        "CANCELED",
    ]
    | str,
    Open,
]
ReturnType: TypeAlias = Annotated[
    Literal[
        "ABNORMAL_INVENTORY",
        "ABNORMAL_QUALITY",
        "INSPECT_ABNORMAL",
        "RECEIVE_ABNORMAL",
        "PRODUCT_ABNORMAL",
        "QUANTITY_ABNORMAL_MORE",
        "MISPLACED_GOODS",
    ]
    | str,
    Open,
]
ReturnMethod: TypeAlias = Annotated[
    Literal["SELF_PICKUP", "EXPRESS_DELIVERY", "PLATFORM_DELIVERY", "ABANDON_GOODS"] | str, Open
]
ReturnSource: TypeAlias = Annotated[  # searched for as MERCHANT, answered as MERCHAT
    Literal["MERCHANT", "MERCHAT", "PLATFORM", "INVENTORY_HEALTH", "PRODUCT_DISUSE"] | str, Open
]


# What orders of every kind consist of.
class Style(Model):
    """A style of a product as orders name it: its code with the supplier, and its first key attribute."""

    external_skc_code: str | None = None
    image_url: str | None = None
    first_key_attribute_name_en: str | None = None
    first_key_attribute_name_zh: str | None = None
    first_key_attribute_value_en: str | None = None
    first_key_attribute_value_zh: str | None = None


class Skc(Style):
    """The style that an order is about. Only the final routes tell its picture."""

    platform_skc_code: str | None = None


class OrderedSku(Model):
    """A SKU of an order: its codes, and its second key attribute."""

    platform_sku_code: str | None = None
    external_sku_code: str | None = None
    barcode: str | None = None
    second_key_attribute_name_en: str | None = None
    second_key_attribute_name_zh: str | None = None
    second_key_attribute_value_en: str | None = None
    second_key_attribute_value_zh: str | None = None


class Progress(Model):
    """How many pieces were delivered, received by the warehouse, put into stock and sent back."""

    delivered_quantity: int | None = None
    received_quantity: int | None = None
    inbound_quantity: int | None = None
    returned_quantity: int | None = None


class SupplyOrder(Model):
    """What stock-up orders and delivery orders have in common.

    The final routes tell how many pieces were delivered as `delivered_quantity`, the others as `delivery_quantity`.
    """

    code: str | None = None
    latest_status_update_time: Time = None
    require_arrived_time: Time = None
    emergency_level: EmergencyLevel | None = None
    is_first_order: bool | None = None

    platform_spu_code: str | None = None
    category_id: Id | None = None
    skc: Skc | None = None
    delivery_quantity: int | None = None


# Stock-up orders.
class StockupSku(Progress, OrderedSku):
    """How many pieces of a SKU the platform orders, and what became of them."""

    stockup_quantity: int | None = None


class StockupOrder(Progress, SupplyOrder):
    """The platform's order to the supplier: so many pieces, by such a time."""

    type: StockupType | None = None
    status: StockupStatus | None = None
    source: StockupSource | None = None
    manufacture_mode: str | None = None
    create_time: Time = None
    require_ship_time: Time = None

    can_deliver: bool | None = None
    is_delivery_completed: bool | None = None
    is_normal: bool | None = None

    stockup_quantity: int | None = None
    skus: Many[StockupSku] = []


class ConfirmedSkuIn(TypedDict):
    """How many pieces of a SKU the supplier will deliver: `code` is the SKU's."""

    code: NotRequired[str]
    confirm_stockup_quantity: NotRequired[int]


# Contacts.
class Contact(Model):
    """A contact of the supplier or of a warehouse."""

    contact_name: str | None = None
    phone_number: str | None = None
    email: str | None = None
    full_address: str | None = None
    address_detail: AddressDetail | None = None
    postal_code: str | None = None


class ReceiverContact(Model):
    """Who receives a shipment. Nothing of it comes in; every field says why it is empty."""

    contact_name: BuyerName = None
    phone_number: BuyerPhone = None
    email: BuyerEmail = None
    full_address: BuyerAddress = None
    address_detail: BuyerAddress = None
    postal_code: BuyerAddress = None


class AddressDetailIn(TypedDict):
    """An address of the supplier, part by part."""

    country_id: NotRequired[int]
    country_name: NotRequired[str]
    province_id: NotRequired[int]
    province_name: NotRequired[str]
    city_id: NotRequired[int]
    city_name: NotRequired[str]
    district_id: NotRequired[int]
    district_name: NotRequired[str]
    town_id: NotRequired[int]
    town_name: NotRequired[str]
    detail: NotRequired[str]


class SenderContactIn(TypedDict):
    """From whom and where a shipment is collected."""

    contact_name: NotRequired[str]
    phone_number: NotRequired[str]
    email: NotRequired[str]
    full_address: NotRequired[str]
    address_detail: NotRequired[AddressDetailIn]
    postal_code: NotRequired[str]


# Delivery orders.
class SkuQuantityIn(TypedDict):
    """So many pieces of a SKU."""

    platform_sku_code: NotRequired[str]
    quantity: NotRequired[int]


class PackageIn(TypedDict):
    """What one package holds."""

    items: NotRequired[list[SkuQuantityIn]]


class DeliveryOrderIn(TypedDict):
    """What is delivered for a stock-up order, package by package."""

    stockup_order_code: NotRequired[str]
    package_quantity: NotRequired[int]
    packages: NotRequired[list[PackageIn]]


class DeliveryOrderPreviewIn(DeliveryOrderIn):
    """What is delivered for a stock-up order, in all and package by package."""

    delivery_items: NotRequired[list[SkuQuantityIn]]


class DeliveryOrderCreated(Model):
    """The new delivery order, and the stock-up order that it is for."""

    delivery_order_code: str | None = None
    stockup_order_code: str | None = None


class DeliverySku(Progress, OrderedSku):
    """What became of a SKU of a delivery order. Only the final route tells quantities."""

    qualified_quantity: int | None = None
    unqualified_quantity: int | None = None


class PackedSku(Model):
    """How many pieces of a SKU are in a package."""

    sku_code: str | None = None
    quantity: int | None = None


class DeliveryPackage(Model):
    """A package of a delivery order."""

    package_code: str | None = None
    logistics_order_code: str | None = None
    skus: Many[PackedSku] = []


class Carriage(Model):
    """Which carrier brings the goods, how fast, and under which logistics order."""

    delivery_option: DeliveryOption | None = None
    shipping_provider_code: Id | None = None
    shipping_provider_name: str | None = None
    logistics_order: str | None = None


class Warehouse(Model):
    """A warehouse of the platform and whom to ask there."""

    warehouse_code: str | None = None
    warehouse_name: str | None = None
    warehouse_contact: Contact | None = None


class DeliveryOrder(Progress, Warehouse, SupplyOrder):
    """What the supplier sends to one warehouse, and how the warehouse found it.

    `relative_code` is the stock-up order or the abnormal order that it answers to.
    """

    status: DeliveryStatus | None = None
    delivery_type: DeliveryType | None = None
    mode: DeliveryMode | None = None
    stockup_type: StockupType | None = None
    relative_code: str | None = None
    relative_code_type: RelativeCodeType | None = None
    delivery_batch_code: str | None = None

    predicted_ship_time: Time = None
    ship_time: Time = None
    predicted_arrived_time: Time = None
    arrived_time: Time = None

    skus: Many[DeliverySku] = []
    delivery_packages: Many[DeliveryPackage] = []
    logistics: Carriage | None = None

    quality_check_result: QualityCheckResult | None = None
    qualified_quantity: int | None = None
    unqualified_quantity: int | None = None
    is_sample_included: bool | None = None
    sample_code: str | None = None
    sample_status: SampleStatus | None = None


# Carriers, and what they can do.
class Fee(Model):
    """What a carrier charges, in `currency`."""

    amount: Money = None
    currency: str | None = None


class FeeRange(Model):
    """What the carriage costs at least and at most."""

    min_charge_fee: Fee | None = None
    max_charge_fee: Fee | None = None


class ArrivalTime(FeeRange):
    """A time at which a warehouse can take a delivery. Only the final route tells warehouse and fees."""

    arrived_time: Time = None
    can_reserve: bool | None = None
    accurate_warehouse_code: str | None = None


class TimeSpan(Model):
    """From when to when."""

    start_time: Time = None
    end_time: Time = None


class PickupWindow(TimeSpan):
    """A span of time in which a carrier can collect."""

    can_reserve: bool | None = None
    accurate_warehouse_code: str | None = None


class PickupDay(Model):
    """A day on which a carrier can collect."""

    ship_time: Time = None
    can_reserve: bool | None = None
    reserve_segments: Many[PickupWindow] = []


class ShippingProvider(FeeRange):
    """A carrier and when it can collect: `reserve_datas` on the final route, `reserve_data` on the others."""

    provider_code: Id | None = None
    provider_name: str | None = None
    delivery_option: DeliveryOption | None = None
    reserve_datas: Many[PickupDay] = []
    reserve_data: Many[PickupDay] = []


class ShippingChoices(Model):
    """The ways to ship certain delivery orders. Only the final route tells the warehouses."""

    shipping_providers: Many[ShippingProvider] = []
    reserve_arrived_times: Many[ArrivalTime] = []
    warehouse_list: Many[Warehouse] = []


class CarriageIn(TypedDict):
    """The carrier that is wanted, and how fast it shall be."""

    delivery_option: NotRequired[DeliveryOption]
    shipping_provider_code: NotRequired[Id]
    shipping_provider_name: NotRequired[str]


class ReserveIn(TypedDict):
    """When the goods are collected and arrive: times that the search for carriers offered."""

    predicted_pickup_time: NotRequired[Moment]
    predicted_pickup_ge: NotRequired[Moment]
    predicted_pickup_lt: NotRequired[Moment]
    predicted_ship_time: NotRequired[Moment]
    predicted_arrived_time: NotRequired[Moment]


# Shipments on their way.
class Weight(Model):
    """A weight in `unit`."""

    value: Money = None
    unit: WeightUnit | None = None


class TrackingRecord(Model):
    """One step of a parcel."""

    title: str | None = None
    message: str | None = None
    update_time: Time = None


class Parcel(Model):
    """One parcel: a `logistics_order` of a delivery batch, a `logistics_sub_order` of a logistics order.

    Only the latter tells times.
    """

    code: str | None = None
    status: ParcelStatus | None = None
    failed_reason: str | None = None
    package_weight: Weight | None = None
    tracking_number: str | None = None
    tracking_records: Many[TrackingRecord] = []

    create_time: Time = None
    pickup_time: Time = None
    delivery_time: Time = None
    sign_time: Time = None
    completion_time: Time = None
    loss_suspend_time: Time = None
    latest_update_time: Time = None


class Shipment(Model):
    """What a delivery batch and a logistics order have in common."""

    code: str | None = None
    create_time: Time = None
    logistics: Carriage | None = None
    logistics_package_quantity: int | None = None

    logistics_picker_name: str | None = None
    logistics_picker_phone: str | None = None
    predicted_pick_info: TimeSpan | None = None
    predicted_ship_time: Time = None
    predicted_arrive_time: Time = None

    sender_contact: Contact | None = None
    receiver_contact: ReceiverContact | None = None


class DeliveryBatch(Shipment):
    """Delivery orders that travel together, and their parcels."""

    status: str | None = None
    logistics_order_quantity: int | None = None
    logistics_orders: Many[Parcel] = []


class LogisticsOrder(Shipment):
    """A shipment to the platform or back, and its parcels."""

    type: LogisticsOrderType | None = None
    status: LogisticsOrderStatus | None = None
    pickup_time: Time = None
    delivery_time: Time = None
    sign_time: Time = None
    completion_time: Time = None
    latest_update_time: Time = None

    logistics_sub_order_quantity: int | None = None
    logistics_sub_orders: Many[Parcel] = []


# Documents.
class PrintedDocument(Model):
    """Where a document can be fetched. Stripped unless the purpose statement covers shipping documents."""

    document_url: ShippingDocument[str] = None


class LabelSizeIn(TypedDict):
    """Width and height of a label, in `unit`."""

    width: NotRequired[Amount]
    height: NotRequired[Amount]
    unit: NotRequired[str]


class LabelIn(TypedDict):
    """So many labels of a SKU: `code` is the SKU's."""

    code: NotRequired[str]
    quantity: NotRequired[int]


# What went wrong, and what comes back.
class AbnormalSku(OrderedSku):
    """How many pieces of a SKU something is wrong with."""

    abnormal_quantity: int | None = None


class AbnormalOrder(Model):
    """Something that was wrong with a delivery, and what is done about it."""

    code: str | None = None
    stockup_order_code: str | None = None
    delivery_order_code: str | None = None
    inspect_order_code: str | None = None
    return_order_code: str | None = None

    type: AbnormalType | None = None
    create_time: Time = None
    handle_method: str | None = None
    relative_return_status: ReturnStatus | None = None
    quality_check_result: str | None = None
    remark: str | None = None
    abnormality_register_image_url: str | None = None

    platform_spu_code: str | None = None
    category_id: Id | None = None
    abnormal_quantity: str | None = None
    skc: Skc | None = None
    skus: Many[AbnormalSku] = []


class ReturnProgress(Model):
    """How many pieces are to come back, how many were confirmed, how many came."""

    request_quantity: int | None = None
    confirm_quantity: int | None = None
    actual_quantity: int | None = None


class ReturnedSku(ReturnProgress, Style, OrderedSku):
    """A SKU that comes back to the supplier."""

    confirm_reason: str | None = None
    cancel_reason: str | None = None


class ReturnShipment(ReturnProgress):
    """What comes back, and by which carrier."""

    logistics_order: str | None = None
    shipping_provider_code: Id | None = None
    platform_spu_code: str | None = None
    category_id: Id | None = None
    skus: Many[ReturnedSku] = []


class ReturnOrder(Model):
    """Goods that a warehouse sends back to the supplier."""

    code: str | None = None
    type: ReturnType | None = None
    status: ReturnStatus | None = None
    source: ReturnSource | None = None
    method: ReturnMethod | None = None
    reason_type: str | None = None
    detailed_reason: str | None = None
    warehouse_code: str | None = None
    outbound_batch_code: str | None = None
    logistics: ReturnShipment | None = None
