"""Fulfilled by TikTok (FBT): the goods in the platform's warehouses, how they get there, and how they leave."""

from typing import Annotated, Literal, NotRequired, TypeAlias, TypeVar

from typing_extensions import TypedDict

from ..core.sensitive import ShippingDocument
from .base import Amount, Id, Many, Model, MomentText, Money, Open, Time

BarcodeType: TypeAlias = Annotated[Literal["UPC", "EAN", "GTIN"] | str, Open]
HazardType: TypeAlias = Annotated[Literal["MAGNETIZED", "BATTERY", "FLAMMABLE_LIQUID", "AEROSOLS"] | str, Open]
DangerousGoodsClass: TypeAlias = Annotated[Literal["CLASS_2", "CLASS_3", "CLASS_9"] | str, Open]
UnNumber: TypeAlias = Annotated[
    Literal["UN2807", "UN3480", "UN3090", "UN3481", "UN3091", "UN1263", "UN1266", "UN3065", "OTHER"] | str, Open
]
BatteryType: TypeAlias = Annotated[Literal["LITHIUM_ION", "LITHIUM_METAL"] | str, Open]
BatteryPackaging: TypeAlias = Annotated[Literal["STANDALONE", "IN_EQUIPMENT", "WITH_EQUIPMENT"] | str, Open]
ReturnCycle: TypeAlias = Annotated[Literal["ONCE_A_WEEK", "ONCE_A_MONTH", "ONCE_A_QUARTER"] | str, Open]

# What to do with expired goods is asked and told in different words.
ExpiredGoodsHandling: TypeAlias = Annotated[
    Literal["TURN_INTO_DEFECTIVE_INVENTORY", "RETURN_TO_SUPPLIER", "DISPOSE"] | str, Open
]
ExpiredGoodsHandlingIn: TypeAlias = Annotated[Literal["STORE_UNITS", "RETURN_TO_SELLER"] | str, Open]

# Cartons are measured in other words than goods: POUNDS for POUND, MICRON for MICROMETER.
WeightUnit: TypeAlias = Annotated[Literal["MILLIGRAM", "GRAM", "KILOGRAM", "POUND", "OUNCE"] | str, Open]
LengthUnit: TypeAlias = Annotated[Literal["MILLIMETER", "CENTIMETER", "METER", "FOOT", "INCH"] | str, Open]
MeasuredLengthUnit: TypeAlias = Annotated[Literal["MICROMETER", "MICRO"] | LengthUnit, Open]
CartonWeightUnit: TypeAlias = Annotated[Literal["KILOGRAM", "GRAM", "MILLIGRAM", "POUNDS", "OUNCE"] | str, Open]
CartonLengthUnit: TypeAlias = Annotated[
    Literal["METER", "CENTIMETER", "MILLIMETER", "FOOT", "MICRON", "INCH"] | str, Open
]

InboundMethod: TypeAlias = Annotated[Literal["D2FC", "ONE_HUB"] | str, Open]
InboundStatus: TypeAlias = Annotated[
    Literal[
        "WORKING",
        "READY_TO_SHIP",
        "TO_BE_RECEIVED",
        "ARRIVED_HUB",
        "INTERNAL_TRANSFER",
        "RECEIVING",
        "PARTIALLY_RECEIVED",
        "RECEIVED",
        "CANCELLED",
        "DELIVERED",
    ]
    | str,
    Open,
]
CartonType: TypeAlias = Annotated[Literal["SINGLE_SKU", "MULTI_SKU"] | str, Open]
ShippingMethod: TypeAlias = Annotated[Literal["SMALL_PARCEL", "FREIGHT"] | str, Open]
FreightType: TypeAlias = Annotated[Literal["FTL", "LTL"] | str, Open]
Carrier: TypeAlias = Annotated[Literal["FEDEX", "UPS", "DHL", "USPS", "OTHER"] | str, Open]
FeeCurrency: TypeAlias = Annotated[Literal["USD", "CNY", "EUR", "GBP"] | str, Open]
WarehouseType: TypeAlias = Annotated[Literal["HUB", "FC"] | str, Open]

PrintItem: TypeAlias = Annotated[Literal["CARTON_PALLET_LABEL", "PACKING_PICKING_LIST", "FBT_BARCODE"] | str, Open]
CartonLabelFormat: TypeAlias = Annotated[Literal["DEFAULT_1UP", "A4_4UP"] | str, Open]
BarcodeFormat: TypeAlias = Annotated[
    Literal[
        "DEFAULT_40MM_60MM",
        "A4_21UP_60_0MM_40_0MM",
        "A4_21UP_63_5MM_38_1MM",
        "A4_24UP_63_5MM_33_9MM",
        "A4_24UP_64_6MM_33_8MM",
        "A4_24UP_66_0MM_33_9MM",
        "A4_24UP_66_0MM_35_0MM",
        "A4_24UP_70_0MM_36_0MM",
        "A4_24UP_70_0MM_37_0MM",
        "A4_27UP_63_5MM_29_6MM",
        "A4_40UP_52_5MM_29_7MM",
        "A4_44UP_48_5MM_25_4MM",
        "US_LETTER_30UP_1IN_2_625IN",
    ]
    | str,
    Open,
]

StockCondition: TypeAlias = Annotated[Literal["NORMAL", "DEFECTIVE"] | str, Open]
StockMovement: TypeAlias = Annotated[
    Literal[
        "INBOUND_ORDER",
        "RETURN_TO_SUPPLIER_ORDER",
        "DISPOSAL",
        "INVENTORY_STATUS_ADJUSTMENT_ORDER",
        "CONSIGN_ORDER",
        "INVENTORY_COUNT_ORDER",
        "FAILED_DELIVERY",
        "CUSTOMER_RETURN",
        "INVENTORY_QUANTITY_ADJUSTMENT_ORDER",
        "INVENTORY_TRANSFER_ORDER",
    ]
    | str,
    Open,
]

Measure: TypeAlias = Money
"""A length or a weight; its unit stands beside it."""


# Warehouses, and where goods go back to.
class WarehouseAddress(Model):
    """Where a warehouse stands."""

    region_code: str | None = None
    postal_code: str | None = None
    state: str | None = None
    city: str | None = None
    district: str | None = None
    address_line_1: str | None = None
    address_line_2: str | None = None
    address_line_3: str | None = None


class ReturnAddress(WarehouseAddress):
    """Where the seller takes goods back: a contact of the seller's own, not a buyer."""

    name: str | None = None
    phone_number: str | None = None


class LogisticsService(Model):
    """A service of a warehouse, and whether the merchant has subscribed to it."""

    id: Id | None = None
    name: str | None = None
    subscribed: bool | None = None


class Warehouse(Model):
    """A warehouse of the platform; inbound orders tell no addresses and services of it.

    `warehouse_ids` and `business_warehouse_ids` are the ids that it has elsewhere in the API.
    """

    fbt_warehouse_id: Id
    warehouse_ids: Many[Id] = []
    business_warehouse_ids: Many[Id] = []
    name: str | None = None
    type: WarehouseType | None = None
    subscribed: bool | None = None
    addresses: Many[WarehouseAddress] = []
    logistics_services: Many[LogisticsService] = []


# The merchant.
class OnboardedRegion(Model):
    """A region whose warehouses the merchant may use."""

    region_code: str | None = None


class McfStatus(Model):
    """Whether the merchant may use multi-channel fulfilment."""

    is_mcf: int | None = None


# Goods: what the warehouse keeps, whatever SKUs it is sold as.
class GoodsName(Model):
    """Goods, by the names that the platform and the seller have for them."""

    id: Id
    reference_code: str | None = None
    name: str | None = None


class Barcode(Model):
    """A code under which the trade knows the goods."""

    code: str | None = None
    type: BarcodeType | None = None


class Weight(Model):
    """What one piece weighs, in `unit`."""

    value: Measure = None
    unit: WeightUnit | None = None


class Dimensions(Model):
    """How large one piece is, in `unit`."""

    length: Measure = None
    width: Measure = None
    height: Measure = None
    unit: MeasuredLengthUnit | None = None


class Measurements(Model):
    """Weight and size of one piece, as the merchant declared or as the warehouse measured them."""

    weight: Weight | None = None
    dimension: Dimensions | None = None


class GoodsProduct(Model):
    """The product that a SKU belongs to."""

    id: Id | None = None
    name: str | None = None
    image_url: str | None = None


class GoodsSku(GoodsProduct):
    """A SKU as which goods are sold; its orders are fulfilled from them while `matched`."""

    product: GoodsProduct | None = None
    regions: Many[str] = []
    matched: bool | None = None


class ExpirationDays(Model):
    """How many days before they expire goods are no longer taken in, are warned of, and are no longer sold."""

    inbound_cutoff_days: int | None = None
    expiration_alert_days: int | None = None
    sales_cutoff_days: int | None = None


class LotExpiration(ExpirationDays):
    """Whether lots and expiry dates of goods are kept, and what becomes of expired pieces."""

    is_lot_control: bool | None = None
    is_expiration_management: bool | None = None
    shelf_life_days: int | None = None
    handling_method: ExpiredGoodsHandling | None = None
    return_cycle: ReturnCycle | None = None
    addresses: ReturnAddress | None = None


class Goods(GoodsName):
    """Goods that the merchant has registered."""

    barcodes: Many[Barcode] = []
    image_url: str | None = None
    skus: Many[GoodsSku] = []

    merchant_declaration_info: Measurements | None = None
    warehouse_confirmation_info: Measurements | None = None
    lot_expiration_info: LotExpiration | None = None


class HazardAndExpiration(Model):
    """What the platform knows about hazards and expiry of a SKU."""

    tts_sku_id: Id | None = None
    is_hazmat: bool | None = None
    is_lot_code: bool | None = None
    is_expiration_management: bool | None = None
    exp_base_info: ExpirationDays | None = None


class GoodsResult(Model):
    """What became of goods, and why if they were refused."""

    tts_goods_id: Id | None = None
    is_success: bool | None = None
    fail_reason: str | None = None


class SkuResult(GoodsResult):
    """What became of goods for one SKU, and why if they were refused."""

    tts_sku_id: Id | None = None


class GoodsCreated(Model):
    """What became of each of the goods."""

    create_result_list: Many[SkuResult] = []

    @property
    def errors(self) -> list[SkuResult]:
        """Those that were refused."""
        return _refused(self.create_result_list)


class GoodsUpdated(GoodsResult):
    """What became of the change."""

    @property
    def errors(self) -> list["GoodsUpdated"]:
        """The goods themselves, if their change was refused."""
        return _refused([self])


class SkuRelationsUpdated(Model):
    """What became of each pair of goods and SKU."""

    operate_result_list: Many[SkuResult] = []

    @property
    def errors(self) -> list[SkuResult]:
        """The pairs that were refused."""
        return _refused(self.operate_result_list)


_Result = TypeVar("_Result", bound=GoodsResult)


def _refused(results: list[_Result]) -> list[_Result]:
    return [result for result in results if result.is_success is False]


class BarcodeIn(TypedDict):
    """A code under which the trade knows the goods."""

    barcode_type: NotRequired[str]
    barcode_value: NotRequired[str]


class MeasurementsIn(TypedDict):
    """Weight and size of one piece."""

    weight_value: Amount
    weight_unit: str
    length_value: Amount
    width_value: Amount
    height_value: Amount
    dimension_unit: LengthUnit


class BatteryIn(TypedDict):
    """The batteries in the goods."""

    battery_type: BatteryType
    battery_packaging_type: BatteryPackaging
    battery_count_per_package: NotRequired[str]
    total_battery_weight: str
    total_battery_weight_unit: str
    total_battery_capacity: str
    total_battery_capacity_unit: str
    is_need_un_38_3_test: bool
    un_38_3_test_file_url: NotRequired[str]


class FlammableLiquidIn(TypedDict):
    """The flammable liquid in the goods."""

    flammable_liquids_type: str
    flammable_liquids_volume: str
    volume_unit: NotRequired[str]


class HazardIn(TypedDict):
    """Why goods are dangerous, with a link to their safety data sheet."""

    hazmat_type: HazardType
    dg_class: DangerousGoodsClass
    dg_uncode: UnNumber
    msds_file_url: str
    battery_extra_info: NotRequired[BatteryIn]
    flammable_liquids_extra_info: NotRequired[FlammableLiquidIn]


class ReturnAddressIn(TypedDict):
    """Where the seller takes goods back."""

    name: str
    phone_number: str
    region_code: str
    postal_code: str
    state: str
    city: str
    district: str
    address_line1: str
    address_line2: NotRequired[str]


class ShelfLifeIn(TypedDict):
    """How long goods keep, and what becomes of expired pieces."""

    shelf_life: NotRequired[int]
    inbound_cutoff_days: int
    expiration_alert_days: int
    sales_cutoff_days: int
    handling_method_expired_goods: NotRequired[ExpiredGoodsHandlingIn]
    return_cycle: NotRequired[ReturnCycle]
    return_address_info: NotRequired[ReturnAddressIn]


class GoodsIn(TypedDict):
    """What there is to say about goods."""

    goods_name: str
    goods_image_url: str
    reference_code: NotRequired[str]
    barcode_infos: NotRequired[list[BarcodeIn]]
    dimension_and_weight_base_info: MeasurementsIn
    return_handling_method: str
    is_hazmat: bool
    hazmat_info: NotRequired[HazardIn]
    is_lot_code: bool
    is_expiration_management: bool
    shelf_life_attribute_info: NotRequired[ShelfLifeIn]


class NewGoodsIn(GoodsIn):
    """Goods to be registered for a SKU of the shop."""

    tts_sku_id: Id
    create_goods_type: str


class ChangedGoodsIn(GoodsIn):
    """Registered goods as they shall be."""

    tts_goods_id: Id


class SkuRelationIn(TypedDict):
    """Goods, and the SKUs of the shop as which they are sold."""

    tts_goods_id: Id
    tts_sku_ids: list[Id]


# Inbound plans: what shall go to the warehouses, how, and what that costs.
class GoodsItem(Model):
    """So many pieces of goods."""

    goods_id: Id | None = None
    quantity: int | None = None


class CartonItem(GoodsItem):
    """So many pieces of goods in a carton, of one lot."""

    lot_code: str | None = None
    expiration_timestamp: Time = None


class CartonMeasurements(Model):
    """Weight and size of a carton."""

    weight: Measure = None
    weight_unit: CartonWeightUnit | None = None
    length: Measure = None
    width: Measure = None
    height: Measure = None
    length_unit: CartonLengthUnit | None = None


class Carton(Model):
    """In a plan, `quantity` equal cartons; in an inbound order, the one carton `carton_no`."""

    carton_no: str | None = None
    carton_nums: Many[str] = []
    carton_type: CartonType | None = None
    quantity: int | None = None
    items: Many[CartonItem] = []
    box_measurements: CartonMeasurements | None = None


class InboundPlan(Model):
    """A plan to send goods in; the calls that follow name it by its id."""

    plan_id: Id


class PlacementFee(Model):
    """What the platform would ask for spreading the goods over its warehouses."""

    amount: Money = None
    currency: FeeCurrency | None = None


class TimeWindow(Model):
    """A time in which goods may arrive."""

    start_timestamp: Time = None
    end_timestamp: Time = None


class ReceivingWarehouse(Model):
    """A warehouse that would take goods in."""

    warehouse_id: Id | None = None
    warehouse_name: str | None = None


class AvailableInboundMethod(Model):
    """A way to send a plan's goods in: where they would go, when they may arrive, and what that costs."""

    inbound_method: InboundMethod | None = None
    available_time_window_list: Many[TimeWindow] = []
    warehouse_list: Many[ReceivingWarehouse] = []
    placement_fee_estimate: PlacementFee | None = None


class ShipmentOption(Model):
    """A way to ship cartons."""

    shipping_method: ShippingMethod | None = None


class AllocatedShipment(Model):
    """What of a plan would go to one warehouse."""

    warehouse_id: Id | None = None
    goods_items: Many[GoodsItem] = []
    cartons: Many[Carton] = []
    shipment_options: Many[ShipmentOption] = []


class PlacementOption(Model):
    """One way to spread a plan's goods over warehouses, and its price."""

    placement_option_id: Id | None = None
    placement_fee_estimate: PlacementFee | None = None
    allocation_shipments: Many[AllocatedShipment] = []


class PlacementOptions(Model):
    """The ways to choose from until `expiration_timestamp`; they are complete once the task is done."""

    placement_task_status: str | None = None
    expiration_timestamp: Time = None
    info: Many[PlacementOption] = []


class GoodsItemIn(TypedDict):
    """So many pieces of goods."""

    goods_id: Id
    quantity: int


class CartonItemIn(GoodsItemIn):
    """So many pieces of goods in a carton, of one lot."""

    lot_code: NotRequired[str]
    expiration_timestamp: NotRequired[MomentText]


class CartonMeasurementsIn(TypedDict):
    """Weight and size of a carton."""

    weight: Amount
    weight_unit: CartonWeightUnit
    length: Amount
    width: Amount
    height: Amount
    length_unit: CartonLengthUnit


class CartonIn(TypedDict):
    """`quantity` equal cartons."""

    carton_type: CartonType
    quantity: int
    items: list[CartonItemIn]
    box_measurements: CartonMeasurementsIn
    carton_nums: NotRequired[list[str]]


class TimeWindowIn(TypedDict):
    """A time in which goods shall arrive: one of those that `list_available_inbound_methods` offers."""

    start_timestamp: MomentText
    end_timestamp: MomentText


# Inbound orders: what is on its way, and what has arrived.
class Merchant(Model):
    """Whose goods they are."""

    id: Id | None = None
    name: str | None = None


class StatusChange(Model):
    """When an inbound order went from one status to the next, and by whom."""

    operate_time: Time = None
    previous_status: InboundStatus | None = None
    new_status: InboundStatus | None = None
    operator: str | None = None


class InboundShipment(Model):
    """The carrier of an inbound order, and its numbers."""

    provider_name: Carrier | None = None
    waybill_number: str | None = None
    related_number: str | None = None


class ReceivedLot(Model):
    """How much of a lot was planned, and how much of it arrived in which condition."""

    goods_id: Id | None = None
    lot_code: str | None = None
    expiration_time: Time = None
    planned_count: int | None = None
    normal_received_count: int | None = None
    defective_received_count: int | None = None
    total_received_count: int | None = None


class InboundOrder(Model):
    """Goods on their way to one warehouse; where they stand is the last of `status_logs`."""

    order_id: Id
    order_id_string: Id | None = None
    order_plan_id: Id | None = None
    merchant: Merchant | None = None
    warehouse: Warehouse | None = None

    create_time: Time = None
    ship_time: Time = None
    expected_arrival_time: Time = None
    actual_arrival_time: Time = None

    status_logs: Many[StatusChange] = []
    logistic_info_list: Many[InboundShipment] = []
    carton_details: Many[Carton] = []
    inbound_goods_lot_receive_item_details: Many[ReceivedLot] = []


class InboundLabels(Model):
    """Labels to print: a link, once the task is done."""

    task_status: str | None = None
    download_url: ShippingDocument[str] = None


class ShipmentOptionIn(TypedDict):
    """How cartons are shipped."""

    shipping_method: ShippingMethod
    freight_type: NotRequired[FreightType]


class CartonTrackingIn(TypedDict):
    """The tracking number of one carton."""

    carton_number: str
    provider_name: Carrier
    tracking_number: str


# Stock.
class OnHandStock(Model):
    """What is in the warehouse: in all, for sale, kept for orders, and unfit for sale."""

    total_quantity: int | None = None
    available_quantity: int | None = None
    reserved_quantity: int | None = None
    unfulfillable_quantity: int | None = None


class SkuStock(Model):
    """The stock of goods as one SKU sees it."""

    id: Id | None = None
    on_hand_detail: OnHandStock | None = None


class StockedGoods(GoodsName):
    """Goods in a warehouse, and the SKUs as which they are sold."""

    skus: Many[SkuStock] = []


class GoodsStock(Model):
    """What one warehouse has of goods, and what is on its way there."""

    goods: StockedGoods | None = None
    fbt_warehouse_id: Id | None = None
    on_hand_detail: OnHandStock | None = None
    in_transit_quantity: int | None = None


class MovementOrder(Model):
    """The order that moved stock."""

    id: Id | None = None
    type: StockMovement | None = None


class InventoryRecord(Model):
    """One movement of stock in a warehouse."""

    goods: GoodsName | None = None
    fbt_warehouse_id: Id | None = None
    order: MovementOrder | None = None
    create_time: Time = None
    inventory_goods_type: StockCondition | None = None
    initial_on_hand_quantity: int | None = None
    final_on_hand_quantity: int | None = None
    changed_quantity: int | None = None


# Multi-channel fulfilment (MCF): orders from elsewhere, sent from the platform's warehouses.
class McfStock(Model):
    """How many pieces of goods may be sent to orders from elsewhere."""

    goods_id: Id | None = None
    available_qty: int | None = None


class McfGoods(Model):
    """So many pieces of goods in a parcel."""

    id: Id | None = None
    quantity: int | None = None


class ShippingProvider(Model):
    """Who carries a parcel."""

    id: Id | None = None
    name: str | None = None


class ConsignOrder(Model):
    """A part of a multi-channel order that leaves by itself: a parcel, and what keeps it."""

    id: Id | None = None
    status: str | None = None
    issue: str | None = None
    is_platform_closed: bool | None = None
    goods: Many[McfGoods] = []
    carrier: str | None = None
    shipping_provider: ShippingProvider | None = None
    tracking_number: str | None = None


class McfOrder(Model):
    """An order from elsewhere. Where it goes is never told; placing it tells no parcels yet, cancelling no time."""

    mcf_order_id: Id
    external_order_id: Id | None = None
    create_time: Time = None
    consign_orders: Many[ConsignOrder] = []


class McfStockIn(TypedDict):
    """Goods whose stock is asked for."""

    goods_id: NotRequired[Id]


class McfGoodsIn(TypedDict):
    """So many pieces of goods to be sent."""

    id: Id
    quantity: int


class ConsigneeAddressIn(TypedDict):
    """Where a buyer lives."""

    country_code: str
    state_or_region: str
    city: str
    district_or_county: str
    postal_code: NotRequired[str]
    address_line_1: str
    address_line_2: NotRequired[str]


class ConsigneeIn(TypedDict):
    """The buyer to whom the goods are sent: goes to the platform with the order, and never comes back."""

    name: str
    phone_number: str
    email: str
    address: ConsigneeAddressIn


class ConsignOrderIn(TypedDict):
    """A part of a multi-channel order, by its id."""

    id: NotRequired[Id]
