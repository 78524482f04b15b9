"""What a listing is made of when it is sent: to be created, edited or checked."""

from typing import Annotated, Any, Literal, NotRequired, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from ..base import Amount, Id, Moment, MomentMillis, Open
from .common import AmountIn, Currency, ExternalId, IdentifierType, ImageIn, Packaging, PreSaleType, Region, WeightUnit
from .listing import DiscountLevel, SubscribeStatus
from .skus import ExternalAmountIn, PriceIn

SaveMode: TypeAlias = Annotated[Literal["AS_DRAFT", "LISTING"] | str, Open]
Quantity: TypeAlias = Annotated[int, Field(ge=1, le=99_999)]
PreSaleChoice: TypeAlias = Annotated[Literal["NONE"] | PreSaleType, Open]


# What a product consists of.
class VideoIn(TypedDict):
    """A video, by the `id` that `upload_file` answered."""

    id: Id


class AttributeValueIn(TypedDict):
    """One value of a product's property: one of the category's by `id`, or one's own by `name`."""

    id: NotRequired[Id]
    name: NotRequired[Annotated[str, Field(max_length=2000)]]


class ProductAttributeIn(TypedDict):
    """A property of the product and its values."""

    id: Id
    values: list[AttributeValueIn]


class TemplateIn(TypedDict):
    """A size chart of the seller, by its id."""

    id: Id


class SizeChartIn(TypedDict):
    """A size chart: a picture, or one of the seller's templates."""

    image: NotRequired[ImageIn]
    template: NotRequired[TemplateIn]


class CertificateFileIn(TypedDict):
    """A document of a certificate, as `upload_file` answered it."""

    id: Id
    name: str
    format: str


class CertificationIn(TypedDict):
    """A certificate of the product."""

    id: Id
    images: NotRequired[list[ImageIn]]
    files: NotRequired[list[CertificateFileIn]]
    expiration_date: NotRequired[Moment]


class WeightIn(TypedDict):
    """The weight of the parcel."""

    value: Amount
    unit: WeightUnit


class DimensionsIn(TypedDict):
    """The size of the parcel."""

    length: Amount
    width: Amount
    height: Amount
    unit: str


class ScheduledSaleIn(TypedDict):
    """When the product shall go on sale by itself."""

    is_enabled_scheduled_sale: bool
    schedule_sale_time: MomentMillis


# What a SKU consists of.
class SalesAttributeIn(TypedDict):
    """What tells a SKU from its siblings: by the category's ids, or by one's own names."""

    id: NotRequired[Id]
    name: NotRequired[Annotated[str, Field(max_length=20)]]
    value_id: NotRequired[Id]
    value_name: NotRequired[Annotated[str, Field(max_length=50)]]
    sku_img: NotRequired[ImageIn]
    supplementary_sku_images: NotRequired[list[ImageIn]]


class IdentifierCodeIn(TypedDict):
    """The code under which the trade knows the SKU."""

    code: NotRequired[str]
    type: NotRequired[IdentifierType]


class _StockIn(TypedDict):
    """What is stated of a warehouse beside the quantity."""

    warehouse_id: Id
    backorder_quantity: NotRequired[int]
    handling_time: NotRequired[int]


class ListedStockIn(_StockIn):
    """What one warehouse holds of a SKU when it is listed. Selling out is said by `update_inventory`."""

    quantity: NotRequired[Quantity]


class PartialEditStockIn(_StockIn):
    """What one warehouse holds of a SKU from now on. Selling out is said by `update_inventory`."""

    quantity: Quantity


class CombinedSkuIn(TypedDict):
    """A SKU of another product that becomes part of a combined one."""

    product_id: Id
    sku_id: Id
    sku_count: int


class PreSaleFulfillmentIn(TypedDict):
    """When a pre-sold SKU leaves: so many days after the order, or from a date on."""

    handling_duration_days: NotRequired[int]
    release_date: NotRequired[Moment]


class PreSaleIn(TypedDict):
    """How a SKU is sold before it exists; `NONE`, when editing, ends that."""

    type: NotRequired[PreSaleChoice]
    fulfillment_type: NotRequired[PreSaleFulfillmentIn]


class FeeIn(TypedDict):
    """A fee on a SKU, such as a bottle deposit."""

    type: NotRequired[str]
    amount: NotRequired[Amount]
    additional_attribute: NotRequired[Packaging]


class _SkuIn(TypedDict):
    """What any SKU may state, created or edited."""

    sales_attributes: NotRequired[list[SalesAttributeIn]]
    seller_sku: NotRequired[str]
    list_price: NotRequired[AmountIn]
    external_list_prices: NotRequired[list[ExternalAmountIn]]
    fees: NotRequired[list[FeeIn]]
    pre_sale: NotRequired[PreSaleIn]
    sku_unit_count: NotRequired[str]
    identifier_code: NotRequired[IdentifierCodeIn]
    extra_identifier_codes: NotRequired[list[str]]
    external_sku_id: NotRequired[ExternalId]
    external_urls: NotRequired[list[str]]


class SkuIn(_SkuIn):
    """A variant of a product to be listed."""

    price: PriceIn
    inventory: list[ListedStockIn]
    combined_skus: NotRequired[list[CombinedSkuIn]]


class EditSkuIn(_SkuIn):
    """A variant of a product, as it shall be from now on."""

    id: NotRequired[Id]
    price: NotRequired[PriceIn]
    inventory: NotRequired[list[ListedStockIn]]
    combined_skus: NotRequired[list[CombinedSkuIn]]


class PartialEditSkuIn(_SkuIn):
    """What shall change in a variant of a product."""

    id: NotRequired[Id]
    price: NotRequired[PriceIn]
    inventory: NotRequired[list[PartialEditStockIn]]


# Editing: copies of the product in other regions, and subscriptions.
class ReplicaPriceIn(TypedDict):
    """What a SKU shall cost in another region."""

    currency: Currency
    sale_price: Amount


class ReplicaStockIn(TypedDict):
    """What one warehouse holds for another region."""

    warehouse_id: NotRequired[Id]
    quantity: NotRequired[Annotated[int, Field(ge=1, le=999_999)]]


class EditReplicaSkuIn(TypedDict):
    """A SKU as it shall be in another region."""

    id: NotRequired[Id]
    seller_sku: NotRequired[str]
    price: ReplicaPriceIn
    inventory: NotRequired[list[ReplicaStockIn]]


class PartialEditReplicaSkuIn(EditReplicaSkuIn):
    """What shall change in a SKU in another region."""

    external_sku_id: NotRequired[ExternalId]


class _ReplicaIn(TypedDict):
    """Which copy of a product it is."""

    region: Region
    inventory_mode: NotRequired[str]


class EditReplicaIn(_ReplicaIn):
    """The copy of a product in another region."""

    skus: NotRequired[list[EditReplicaSkuIn]]


class PartialEditReplicaIn(_ReplicaIn):
    """What shall change in the copy of a product in another region."""

    skus: NotRequired[list[PartialEditReplicaSkuIn]]


class SubscribeDiscountIn(TypedDict):
    """A discount for subscribers."""

    discount_level: NotRequired[DiscountLevel]
    discount_value: NotRequired[int]


class SubscriptionIn(TypedDict):
    """Whether buyers may subscribe to the product, and what they save."""

    subscribe_status: NotRequired[SubscribeStatus]
    discount_details: NotRequired[list[SubscribeDiscountIn]]


# Checking and contesting.
class CheckOptionIn(TypedDict):
    """How the platform shall check."""

    need_trigger_gne_async_check: NotRequired[bool]
    gne_async_check_session_id: NotRequired[Id]


class AppealIn(TypedDict):
    """Which field of a listing was refused wrongly, and what it should be."""

    field_name: NotRequired[str]
    indicator_details: NotRequired[list[dict[str, Any]]]
    size_chart_id: NotRequired[Id]
    size_chart_image_uri: NotRequired[str]
