"""Warehouses, the ways to deliver from them, and where the parcels of an order are."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from .base import Amount, Id, Many, Model, Open, ServerText, Time

WarehouseType: TypeAlias = Annotated[Literal["SALES_WAREHOUSE", "RETURN_WAREHOUSE"] | str, Open]
WarehouseSubType: TypeAlias = Annotated[
    Literal["DOMESTIC_WAREHOUSE", "CB_OVERSEA_WAREHOUSE", "CB_DIRECT_SHIPPING_WAREHOUSE"] | str, Open
]
EffectStatus: TypeAlias = Annotated[Literal["ENABLED", "DISABLED", "RESTRICTED"] | str, Open]
Ownership: TypeAlias = Annotated[Literal["SELLER", "PLATFORM_COOPERATION"] | str, Open]
DeliveryOptionType: TypeAlias = Annotated[Literal["STANDARD", "EXPRESS", "ECONOMY", "SEND_BY_SELLER"] | str, Open]
CommercePlatform: TypeAlias = Annotated[Literal["TIKTOK_SHOP", "TOKOPEDIA"] | str, Open]
LengthUnit: TypeAlias = Annotated[Literal["CM", "INCH"] | str, Open]
WeightUnit: TypeAlias = Annotated[Literal["GRAM", "POUND"] | str, Open]


# Warehouses.
class Geolocation(Model):
    """Where the warehouse is, in degrees."""

    latitude: str | None = None
    longitude: str | None = None


class WarehouseAddress(Model):
    """Where the warehouse is and whom to ask for: the seller's own data."""

    contact_person: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    first_name_local_script: str | None = None
    last_name_local_script: str | None = None
    phone_number: str | None = None

    region: str | None = None
    region_code: str | None = None
    state: str | None = None
    city: str | None = None
    distict: str | None = None  # spelled so by the platform
    town: str | None = None
    postal_code: str | None = None
    full_address: str | None = None
    address_line1: str | None = None
    address_line2: str | None = None
    address_line3: str | None = None
    address_line4: str | None = None
    geolocation: Geolocation | None = None


class Warehouse(Model):
    """A warehouse of the shop; stock is kept, and set, by its `id`."""

    id: Id
    entity_id: Id | None = None
    name: str | None = None
    type: WarehouseType | None = None
    sub_type: WarehouseSubType | None = None
    effect_status: EffectStatus | None = None
    is_default: bool | None = None
    address: WarehouseAddress | None = None


class GlobalWarehouse(Model):
    """A global warehouse, and whether the seller or the platform owns it."""

    id: Id
    name: str | None = None
    ownership: Ownership | None = None


class WarehouseAddressIn(TypedDict, total=False):
    """An address as warehouses are given it; its names differ from those of answers."""

    region: str
    state: str
    city: str
    district: str
    postcode: str
    address_line_1: str
    address_line_2: str
    address_line_3: str
    address_line_4: str


class WarehouseIn(TypedDict, total=False):
    """A warehouse as the seller wants it."""

    name: str
    type: WarehouseType
    external_warehouse_id: Id
    default_warehouse: bool

    address: WarehouseAddressIn
    contact_person: str
    first_name: str
    last_name: str
    first_name_local_script: str
    last_name_local_script: str
    phone_number: str

    cover_region_code: str
    cover_address_detail: list[WarehouseAddressIn]


class Refusal(Model):
    """Why a warehouse was refused."""

    code: int | None = None
    message: ServerText = None


class WarehouseSaved(Model):
    """The new warehouse's id, or why the platform refused what it was told; changing a warehouse tells no id."""

    warehouse_id: Id | None = None
    errors: Many[Refusal] = Field(default=[], validation_alias="error_list")


class AddressIn(TypedDict, total=False):
    """An address before it is standardized."""

    region_code: str
    state: str
    city: str
    district: str
    town: str
    postal_code: str
    address_line1: str
    address_line2: str


class Address(Model):
    """An address in its standard form."""

    region_code: str | None = None
    state: str | None = None
    city: str | None = None
    district: str | None = None
    town: str | None = None
    postal_code: str | None = None
    address_line1: str | None = None
    address_line2: str | None = None


class StandardizedAddress(Model):
    """What became of an address, and whether anything was changed."""

    standardized_address: Address | None = None
    updated: bool | None = None


# Ways to deliver.
class DimensionLimit(Model):
    """How large a parcel may be, in `unit`."""

    max_length: int | None = None
    max_width: int | None = None
    max_height: int | None = None
    unit: LengthUnit | None = None


class WeightLimit(Model):
    """How heavy a parcel must and may be, in `unit`."""

    min_weight: int | None = None
    max_weight: int | None = None
    unit: WeightUnit | None = None


class DeliveryOption(Model):
    """A way in which a warehouse delivers, and which parcels it takes."""

    id: Id
    name: str | None = None
    type: DeliveryOptionType | None = None
    description: str | None = None
    platform: Many[CommercePlatform] = []
    dimension_limit: DimensionLimit | None = None
    weight_limit: WeightLimit | None = None


class ShippingProvider(Model):
    """A carrier; seller-shipped packages name it by its `id`."""

    id: Id
    name: str | None = None


# Shipping templates.
class ProductWeightIn(TypedDict, total=False):
    """The weight of a product; `unit` is a number of the platform's."""

    weight: Amount
    unit: int


class ProductDimensionsIn(TypedDict, total=False):
    """The size of a product; `unit` is a number of the platform's."""

    length: Amount
    width: Amount
    height: Amount
    unit: int


class ProductAttributeIn(TypedDict, total=False):
    """The product that is to be shipped by the template."""

    weight: ProductWeightIn
    dimension: ProductDimensionsIn


class ShippingTemplate(Model):
    """A shipping template of the seller."""

    template_id: Id | None = None
    template_name: str | None = None
    template_party: int | None = None
    is_default: bool | None = None


class UnreachableReason(Model):
    """What a service cannot do for the product."""

    filter_type: str | None = None
    reason: str | None = None


class UnreachableService(Model):
    """A service of the template that the product cannot use, and why."""

    service_id: Id | None = None
    filter_reason: Many[UnreachableReason] = []


class TemplateChoice(Model):
    """A template, whether it can be used, and which of its services cannot."""

    template: ShippingTemplate | None = None
    template_is_available: bool | None = None
    service_unreachable_reason: Many[UnreachableService] = []


# Tracking.
class TrackingEvent(Model):
    """Something that happened to a parcel on its way."""

    tracking_no: str | None = None
    update_time_millis: Time = None
    action_code: int | None = None
    action_code_name: str | None = None
    description: str | None = None


class TrackedParcel(Model):
    """A parcel of the order, its carrier and its way so far; the number may change on the way."""

    newest_tracking_no: str | None = None
    carrier_name: str | None = None
    track_list: Many[TrackingEvent] = []


class OrderTracking(Model):
    """Where each parcel of an order is."""

    order_id: Id | None = None
    logistics_details: Many[TrackedParcel] = []
