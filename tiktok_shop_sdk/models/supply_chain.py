"""Shipments from certified warehouses: what a warehouse reports, and which reports were refused."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from .base import Id, Many, Model, MomentMillis, Open, ServerText

LengthUnit: TypeAlias = Annotated[Literal["METER", "CENTIMETER", "MILLIMETER", "MICRON", "FOOT", "INCH"] | str, Open]
WeightUnit: TypeAlias = Annotated[Literal["KILOGRAM", "GRAM", "MILLIGRAM", "POUND", "OUNCE"] | str, Open]
WarehouseType: TypeAlias = Annotated[Literal["STANDARD", "TIKTOK_CERTIFIED_WAREHOUSE_FULFILLMENT"] | str, Open]


class DimensionIn(TypedDict):
    """How large a package is, in whole units."""

    length: NotRequired[int]
    width: NotRequired[int]
    height: NotRequired[int]
    unit: NotRequired[LengthUnit]


class WeightIn(TypedDict):
    """How heavy a package is, in whole units."""

    value: NotRequired[int]
    unit: NotRequired[WeightUnit]


class ShippedSkuIn(TypedDict):
    """How many of a SKU are in the package."""

    id: Id
    quantity: int


class ShippedPackageIn(TypedDict):
    """A package that left the warehouse. `time_zone` is the warehouse's own."""

    id: Id
    wms_order_id: Id
    skus: list[ShippedSkuIn]
    dimension: DimensionIn
    weight: NotRequired[WeightIn]

    provider_warehouse_code: NotRequired[str]
    provider_warehouse_name: NotRequired[str]
    tcw_warehouse_type: NotRequired[WarehouseType]
    shipping_origin_city: NotRequired[str]

    shipping_provider_id: Id
    shipping_provider_name: str
    tracking_number: str

    time_zone: str
    create_time_millis: MomentMillis
    ship_time_millis: MomentMillis
    handover_time_millis: MomentMillis


class RefusedPackageDetail(Model):
    """Which package it was."""

    package_id: Id | None = None


class RefusedPackage(Model):
    """A package whose shipment was not taken over, and why."""

    code: str | None = None
    message: ServerText = None
    detail: RefusedPackageDetail | None = None


class ShipmentsConfirmed(Model):
    """The packages whose shipment is known now, and those that were refused."""

    success_packages: Many[Id] = []
    errors: Many[RefusedPackage] = []
