"""Global products: one template for the products of several markets, and what each market made of it."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from .base import Amount, Id, Many, Model, Money, Open, Time
from .products import (
    AttributeType,
    AttributeValueIn,
    CertificateFile,
    CertificateFileIn,
    Condition,
    Dimensions,
    ExternalId,
    FeeIn,
    IdentifierCode,
    IdentifierCodeIn,
    Image,
    ImageIn,
    PriceIn,
    Reference,
    Refusal,
    Region,
    ReplicaStockIn,
    Requirement,
    SizeChart,
    SkuMapping,
    Weight,
)

GlobalProductStatus: TypeAlias = Annotated[Literal["PUBLISHED", "UNPUBLISHED", "DRAFT", "DELETED"] | str, Open]
GlobalCurrency: TypeAlias = Annotated[Literal["USD", "EUR"] | str, Open]
ListingMethod: TypeAlias = Annotated[Literal["GLOBAL_PUBLISHING", "LOCAL_REPLICATION"] | str, Open]
PublishStatus: TypeAlias = Annotated[Literal["SUCCESS", "DRAFT", "FAILED"] | str, Open]
BindStatus: TypeAlias = Annotated[Literal["SUCCESS", "FAILED"] | str, Open]

Quantity: TypeAlias = Annotated[int, Field(ge=1, le=99_999)]


# What a category asks for, market by market.
class RegionalCondition(Condition):
    """Another attribute's value that makes something required in a market."""

    region: Region | None = None


class RegionalRequirement(Model):
    """Whether a category asks for something, and in which markets."""

    is_required: bool | None = None
    required_regions: Many[Region] = []
    optional_regions: Many[Region] = []


class GlobalCertificationRule(RegionalRequirement):
    """A certificate that a category asks for."""

    id: Id
    name: str | None = None
    sample_image_url: str | None = None
    requirement_conditions: Many[RegionalCondition] = []


class GlobalCategoryRules(Model):
    """What a category asks of its global products."""

    product_certifications: Many[GlobalCertificationRule] = []
    size_chart: Requirement | None = None
    responsible_person: RegionalRequirement | None = None
    manufacturer: RegionalRequirement | None = None


class GlobalAttributeValue(Model):
    """One value of an attribute."""

    id: Id | None = None
    name: str | None = None


class GlobalCategoryAttribute(Model):
    """An attribute that a category's global products have or may have."""

    id: Id
    name: str | None = None
    type: AttributeType | None = None
    values: Many[GlobalAttributeValue] = []
    is_requried: bool | None = None  # the platform's spelling
    is_customizable: bool | None = None
    is_multiple_selection: bool | None = None
    required_regions: Many[Region] = []
    optional_regions: Many[Region] = []
    requirement_conditions: Many[RegionalCondition] = []

    @property
    def is_required(self) -> bool | None:
        """Whether a global product of the category must state it."""
        return self.is_requried


# How the shop may list in other markets.
class AssociatedWarehouse(Model):
    """A warehouse in another market."""

    warehouse_id: Id | None = None
    region: str | None = None


class InventoryRule(Model):
    """How the stock of a local warehouse is shared with warehouses in other markets."""

    local_warehouse_id: Id | None = None
    allocation_mode: str | None = None
    associated_warehouses: Many[AssociatedWarehouse] = []


class ListingRules(Model):
    """Whether the shop publishes global products or copies local ones, and how stock is shared."""

    listing_methods: Many[ListingMethod] = []
    inventory_rules: Many[InventoryRule] = []


# What a global product consists of.
class GlobalPrice(Model):
    """What a SKU costs in the template, in `currency`; each market has its own price."""

    amount: Money = None
    currency: GlobalCurrency | None = None
    unit_price: Money = None


class GlobalStock(Model):
    """What one global warehouse holds of a SKU."""

    global_warehouse_id: Id | None = None
    quantity: int | None = None


class GlobalSalesAttribute(Model):
    """What tells a SKU from its siblings: `Color`, `Black`."""

    id: Id | None = None
    name: str | None = None
    value_id: Id | None = None
    value_name: str | None = None
    sku_img: Image | None = None


class GlobalSku(Model):
    """A variant of a global product. Searching tells its ids only, saving what tells it from its siblings."""

    id: Id
    seller_sku: str | None = None
    external_global_sku_id: Id | None = None
    sales_attributes: Many[GlobalSalesAttribute] = []
    identifier_code: IdentifierCode | None = None
    extra_identifier_codes: Many[str] = []

    price: GlobalPrice | None = None
    global_quantity: int | None = None
    inventory: Many[GlobalStock] = []
    sku_unit_count: str | None = None


class GlobalProductAttribute(Model):
    """A property of the product: `Material`, `Cotton`."""

    id: Id | None = None
    name: str | None = None
    values: Many[GlobalAttributeValue] = []


class GlobalCertification(Model):
    """A certificate of the product."""

    id: Id | None = None
    title: str | None = None
    files: Many[CertificateFile] = []
    images: Many[Image] = []


class ManufacturerContact(Model):
    """How to reach the manufacturer: a business, not a buyer."""

    name: str | None = None
    address: str | None = None
    phone_number: str | None = None
    email: str | None = None


class LocalProduct(Model):
    """The product that one market has made of a global product."""

    id: Id | None = None
    region: str | None = None
    sku_mappings: Many[SkuMapping] = []


class GlobalProduct(Model):
    """A global product, as searching (Search Global Products) and reading (Get Global Product) tell it.

    Searching alone tells the status; the rest of what it leaves out is None, or an empty list.
    """

    id: Id
    external_global_product_id: Id | None = None
    global_seller_id: Id | None = None
    title: str | None = None
    description: str | None = None
    source_locale: str | None = None
    status: GlobalProductStatus | None = None
    create_time: Time = None
    update_time: Time = None

    skus: Many[GlobalSku] = []
    products: Many[LocalProduct] = []
    brand: Reference | None = None
    category: Reference | None = None
    product_attributes: Many[GlobalProductAttribute] = []

    main_images: Many[Image] = []
    video: Reference | None = None
    size_chart: SizeChart | None = None

    package_dimensions: Dimensions | None = None
    package_weight: Weight | None = None

    certifications: Many[GlobalCertification] = []
    manufacturer: ManufacturerContact | None = None
    manufacturer_ids: Many[Id] = []
    responsible_person_ids: Many[Id] = []


# What a global product is made of, when it is sent.
class GlobalPriceIn(TypedDict):
    """What a SKU costs in the template; each market has its own price."""

    amount: Amount
    currency: GlobalCurrency


class RegionalPriceIn(TypedDict):
    """What a SKU shall cost in one market."""

    region: Region
    amount: Amount


class GlobalStockIn(TypedDict):
    """What one global warehouse holds of a SKU when it is listed."""

    global_warehouse_id: Id
    quantity: Quantity


class GlobalSalesAttributeIn(TypedDict):
    """What tells a SKU from its siblings: by the category's ids, or by one's own names."""

    id: NotRequired[Id]
    name: NotRequired[Annotated[str, Field(max_length=20)]]
    value_id: NotRequired[Id]
    value_name: NotRequired[Annotated[str, Field(max_length=50)]]
    sku_img: NotRequired[ImageIn]


class _SkuIn(TypedDict):
    seller_sku: NotRequired[str]
    sales_attributes: NotRequired[list[GlobalSalesAttributeIn]]
    identifier_code: NotRequired[IdentifierCodeIn]
    global_quantity: NotRequired[int]
    inventory: NotRequired[Annotated[list[GlobalStockIn], Field(max_length=50)]]
    sku_unit_count: NotRequired[str]


class _ListedSkuIn(_SkuIn):
    external_global_sku_id: NotRequired[ExternalId]
    extra_identifier_codes: NotRequired[list[str]]


class CheckedGlobalSkuIn(_SkuIn):
    """A variant of a global product that is checked only."""

    price: NotRequired[GlobalPriceIn]


class GlobalSkuIn(_ListedSkuIn):
    """A variant of a new global product."""

    price: GlobalPriceIn


class EditGlobalSkuIn(_ListedSkuIn):
    """A variant of a global product, as it shall be from now on; without an `id` it is a new one."""

    id: NotRequired[Id]
    price: GlobalPriceIn
    sale_prices: NotRequired[list[RegionalPriceIn]]


class PartialEditGlobalSkuIn(_ListedSkuIn):
    """What shall change in a variant of a global product."""

    id: NotRequired[Id]
    price: NotRequired[GlobalPriceIn]
    sale_prices: NotRequired[list[RegionalPriceIn]]


class GlobalProductAttributeIn(TypedDict):
    """A property of the product and its values."""

    id: Id
    values: Annotated[list[AttributeValueIn], Field(max_length=300)]


class GlobalCertificationIn(TypedDict):
    """A certificate of the product."""

    id: Id
    images: NotRequired[list[ImageIn]]
    files: NotRequired[list[CertificateFileIn]]


class ManufacturerContactIn(TypedDict):
    """How to reach the manufacturer."""

    name: NotRequired[str]
    address: NotRequired[str]
    phone_number: NotRequired[str]
    email: NotRequired[str]


class GlobalWarehouseStockIn(TypedDict):
    """What one global warehouse holds of a SKU from now on."""

    global_warehouse_id: Id
    quantity: int


class GlobalSkuStockIn(TypedDict):
    """The stock of a SKU, by global warehouse."""

    id: Id
    inventory: list[GlobalWarehouseStockIn]


# Checking, saving and deleting.
class GlobalListingCheck(Model):
    """Whether a global product could be listed, and why not."""

    check_result: str | None = None
    fail_reasons: Many[Refusal] = []


class PublishResult(Model):
    """Whether one market took the product over, and why not."""

    region: Region | None = None
    status: PublishStatus | None = None
    fail_reasons: Many[Refusal] = []


class GlobalProductSaved(Model):
    """A global product that was created or edited, and which markets took the edit over."""

    global_product_id: Id | None = None
    global_skus: Many[GlobalSku] = []
    publish_results: Many[PublishResult] = []

    @property
    def errors(self) -> list[PublishResult]:
        """The markets that did not take the edit over."""
        return [result for result in self.publish_results if result.status == "FAILED"]


class RefusedGlobalProductDetail(Model):
    """Which global product was not deleted."""

    global_product_id: Id | None = None


class RefusedGlobalProduct(Refusal):
    """A global product that was not deleted."""

    detail: RefusedGlobalProductDetail | None = None


class GlobalProductsDeleted(Model):
    """The global products that were not deleted; the others were. The list is empty if all of them were."""

    errors: Many[RefusedGlobalProduct] = []


# Publishing in the markets.
class PublishedSku(Model):
    """A variant in one market, and the global one that it was made of."""

    id: Id | None = None
    related_global_sku_id: Id | None = None
    seller_sku: str | None = None
    sale_attributes: Many[GlobalSalesAttribute] = []


class PublishedProduct(Model):
    """The product that one market has made of a global product."""

    id: Id | None = None
    region: Region | None = None
    shop_id: Id | None = None
    skus: Many[PublishedSku] = []


class GlobalProductPublished(Model):
    """The products that the markets have made, and how publishing went in each market."""

    products: Many[PublishedProduct] = []
    publish_result: Many[PublishResult] = []

    @property
    def errors(self) -> list[PublishResult]:
        """The markets in which publishing failed."""
        return [result for result in self.publish_result if result.status == "FAILED"]


class PublishedStockIn(TypedDict):
    """What one warehouse holds of a SKU for a market."""

    warehouse_id: NotRequired[Id]
    quantity: NotRequired[Quantity]


class PublishSkuIn(TypedDict):
    """A SKU of the global product as one market shall have it."""

    related_global_sku_id: Id
    price: NotRequired[PriceIn]
    inventory: NotRequired[PublishedStockIn]
    fees: NotRequired[list[FeeIn]]


class PublishTargetIn(TypedDict):
    """A market to publish in."""

    region: Region
    skus: list[PublishSkuIn]
    manufacturer_ids: NotRequired[list[Id]]
    responsible_person_ids: NotRequired[list[Id]]


# Tying products that exist already to a global product.
class BindResult(Model):
    """Whether a product was tied to its global product, and why not."""

    local_product_id: Id | None = None
    region: Region | None = None
    status: BindStatus | None = None
    fail_reasons: Many[Refusal] = []


class LocalProductsBound(Model):
    """What became of each product."""

    bind_results: Many[BindResult] = []

    @property
    def errors(self) -> list[BindResult]:
        """The products that were not tied."""
        return [result for result in self.bind_results if result.status == "FAILED"]


class BoundStockIn(TypedDict):
    """What one warehouse holds of a SKU."""

    warehouse_id: NotRequired[Id]
    quantity: NotRequired[int]


class BoundAttributeIn(TypedDict):
    """A sales attribute of a product, and the same one in the global product."""

    id: NotRequired[Id]
    value_id: NotRequired[Id]
    global_id: NotRequired[Id]
    global_value_id: NotRequired[Id]


class BoundSkuIn(TypedDict):
    """A SKU of a product, and the same one in the global product."""

    id: NotRequired[Id]
    global_sku_id: NotRequired[Id]
    sales_attributes: NotRequired[list[BoundAttributeIn]]
    inventory: NotRequired[list[BoundStockIn]]


class BoundProductIn(TypedDict):
    """A product to be tied to a global product."""

    id: NotRequired[Id]
    skus: NotRequired[list[BoundSkuIn]]
    inventory_mode: NotRequired[str]
    inventory_add_type: NotRequired[str]


# Copying a shop's product to other markets, without a global product.
class ReplicatedProduct(Model):
    """A copy of a product in another market."""

    product_id: Id | None = None
    product_status: str | None = None
    region: str | None = None
    shop_id: Id | None = None


class RefusedMarketDetail(Model):
    """Which market was refused."""

    region: str | None = None


class RefusedMarket(Refusal):
    """A market to which the product is not copied."""

    detail: RefusedMarketDetail | None = None


class ProductReplicated(Model):
    """The markets that were refused. The list is empty if none was."""

    errors: Many[RefusedMarket] = []


class SalePriceIn(TypedDict):
    """What a SKU shall cost in another market."""

    sale_price: Amount
    currency: NotRequired[str]


class ReplicateSkuIn(TypedDict):
    """A SKU as another market shall have it."""

    source_sku_id: NotRequired[Id]
    price: NotRequired[SalePriceIn]
    inventory: NotRequired[list[ReplicaStockIn]]


class ReplicateTargetIn(TypedDict):
    """A market to copy the product to."""

    region: NotRequired[str]
    skus: NotRequired[list[ReplicateSkuIn]]
    inventory_mode: NotRequired[str]
