"""Products as the platform tells them: SKUs, stock and prices, categories, pictures, quality, the market."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from ..core.sensitive import ThirdParty
from .base import Amount, Id, Many, Model, Moment, MomentMillis, Money, Open, ServerText, Time

ProductStatus: TypeAlias = Annotated[
    Literal[
        "DRAFT",
        "PENDING",
        "FAILED",
        "ACTIVATE",
        "SELLER_DEACTIVATED",
        "PLATFORM_DEACTIVATED",
        "FREEZE",
        "DELETED",
        "SCHEDULED",
    ]
    | str,
    Open,
]
StatusFilter: TypeAlias = Annotated[Literal["ALL"] | ProductStatus, Open]
LifecycleStatus: TypeAlias = Annotated[
    Literal["INITIAL", "DRAFT", "ACTIVATE", "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED", "FREEZE", "DELETED"] | str,
    Open,
]
AuditStatus: TypeAlias = Annotated[Literal["NONE", "AUDITING", "FAILED", "PRE_APPROVED", "APPROVED"] | str, Open]
PreApprovedReason: TypeAlias = Annotated[Literal["KYC_PENDING", "RESTRICTED_CATEGORY_PENDING"] | str, Open]
ListingPlatform: TypeAlias = Annotated[Literal["TIKTOK_SHOP", "TOKOPEDIA"] | str, Open]
QualityTier: TypeAlias = Annotated[Literal["POOR", "FAIR", "GOOD"] | str, Open]
SubscribeAndSave: TypeAlias = Annotated[Literal["CONFIGURED", "ELIGIBLE"] | str, Open]
Region: TypeAlias = Annotated[
    Literal["BR", "DE", "ES", "FR", "GB", "IE", "IT", "JP", "MX", "MY", "PH", "SG", "TH", "VN"] | str, Open
]
Currency: TypeAlias = Annotated[
    Literal["BRL", "EUR", "GBP", "IDR", "JPY", "MXN", "MYR", "PHP", "SGD", "THB", "USD", "VND"] | str, Open
]
ProductType: TypeAlias = Annotated[Literal["COMBINED_PRODUCT", "IN_COMBINED_PRODUCT", "GPR_TARGET_PRODUCT"] | str, Open]
InsuranceRequirement: TypeAlias = Annotated[Literal["REQUIRED", "OPTIONAL", "NOT_SUPPORTED"] | str, Open]
SubscribeStatus: TypeAlias = Annotated[Literal["ENABLED", "NOT_ENABLED"] | str, Open]
DiscountLevel: TypeAlias = Annotated[Literal["REGULAR", "FIRST_ORDER", "RETENTION"] | str, Open]

SkuStatus: TypeAlias = Annotated[Literal["NORMAL", "DEACTIVATED"] | str, Open]
DeactivationSource: TypeAlias = Annotated[Literal["SELLER", "PLATFORM", "COMBO_RELATION"] | str, Open]
PreSaleType: TypeAlias = Annotated[Literal["PRE_ORDER", "MADE_TO_ORDER", "CUSTOM"] | str, Open]
IdentifierType: TypeAlias = Annotated[Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | str, Open]
InventoryType: TypeAlias = Annotated[Literal["SHARED", "EXCLUSIVE"] | str, Open]
Packaging: TypeAlias = Annotated[Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | str, Open]
WeightUnit: TypeAlias = Annotated[Literal["KILOGRAM", "POUND", "GRAM", "CENTIMETER"] | str, Open]
NotLiveReason: TypeAlias = Annotated[
    Literal[
        "SUB_PRODUCT_DEACTIVATE",
        "SUB_PRODUCT_DELETE",
        "SUB_PRODUCT_FROZEN",
        "SUB_SKU_DELETE",
        "SUB_PRODUCT_CATEGORY_FIRST_LEVEL_ERROR",
        "SUB_PRODUCT_CATEGORY_OVER_RESTRICTION",
    ]
    | str,
    Open,
]

# "UNAUTHORIEZD" is how the platform spells it.
BrandAuthorization: TypeAlias = Annotated[Literal["UNAUTHORIEZD", "AUTHORIZED"] | str, Open]
Availability: TypeAlias = Annotated[Literal["AVAILABLE", "UNAVAILABLE"] | str, Open]
CategoryPermission: TypeAlias = Annotated[
    Literal["AVAILABLE", "INVITE_ONLY", "NON_MAIN_CATEGORY", "PROHIBITED"] | str, Open
]
AttributeType: TypeAlias = Annotated[Literal["SALES_PROPERTY", "PRODUCT_PROPERTY"] | str, Open]
CheckItem: TypeAlias = Annotated[
    Literal[
        "SHOP_STATUS",
        "SHOP_TAX",
        "PICKUP_WAREHOUSE",
        "RETURN_WAREHOUSE",
        "DELIVERY_OPTION",
        "SHIPPING_TEMPLATE",
        "PRODUCT_QUANTITY_LIMIT",
        "EXTENDED_PRODUCER_RESPONSIBILITY",
        "CONTACT_INFO",
    ]
    | str,
    Open,
]

ImageUse: TypeAlias = Annotated[
    Literal["MAIN_IMAGE", "ATTRIBUTE_IMAGE", "DESCRIPTION_IMAGE", "CERTIFICATION_IMAGE", "SIZE_CHART_IMAGE"] | str,
    Open,
]
TaskStatus: TypeAlias = Annotated[Literal["PROCESSING", "COMPLETED", "FAILED"] | str, Open]
DiagnosedField: TypeAlias = Annotated[Literal["TITLE", "DESCRIPTION", "IMAGE", "ATTRIBUTE", "SIZE_CHART"] | str, Open]
OptimizedField: TypeAlias = Annotated[Literal["TITLE", "DESCRIPTION", "IMAGE", "ALL", "NONE"] | str, Open]
SuggestedField: TypeAlias = Annotated[Literal["TITLE", "DESCRIPTION"] | str, Open]
MatchingStatus: TypeAlias = Annotated[Literal["PENDING", "MATCHED", "NOT_MATCHED"] | str, Open]
OpportunityTag: TypeAlias = Annotated[
    Literal["TIKTOKSHOP_HOT_SELLING", "POPULAR_IN_TIKTOKSHOP", "POPULAR_IN_MARKETPLACES"] | str, Open
]
OpportunityScope: TypeAlias = Annotated[Literal["PRODUCT", "LEAF_CATEGORY"] | str, Open]


Measure: TypeAlias = Money
"""A length or a weight; its unit stands beside it."""


class Reference(Model):
    """Something else, by its id."""

    id: Id | None = None


# Pictures, videos and files.
class Image(Model):
    """A picture. `uri` names it in requests, the links show it; sizes are in pixels."""

    uri: str | None = None
    urls: Many[str] = []
    thumb_urls: Many[str] = []
    width: int | None = None
    height: int | None = None


class ImageLink(Model):
    """A picture with one link. `uri` names it in requests, `url` shows it."""

    uri: str | None = None
    url: str | None = None


class UploadedImage(ImageLink):
    """A picture that was just uploaded; use its `uri` in products."""

    width: int | None = None
    height: int | None = None
    use_case: ImageUse | None = None


class OptimizedImage(ImageLink):
    """A picture of a product, and the better one that the platform made of it."""

    width: int | None = None
    height: int | None = None
    optimized_uri: str | None = None
    optimized_url: str | None = None


class UploadedFile(Model):
    """A PDF or a video that was just uploaded; use its `id` in products."""

    id: Id | None = None
    name: str | None = None
    format: str | None = None
    url: str | None = None


class Video(Model):
    """A product's video."""

    id: Id | None = None
    url: str | None = None
    cover_url: str | None = None
    format: str | None = None
    width: int | None = None
    height: int | None = None
    size: int | None = None


class SizeChartGuess(Model):
    """Whether the picture behind `url` is a size chart."""

    url: str | None = None
    is_size_chart: bool | None = None


class TranslationTask(Model):
    """One picture on its way into another language."""

    id: Id | None = None
    status: TaskStatus | None = None
    target_language: str | None = None
    original_image: ImageLink | None = None
    translated_image: ImageLink | None = None
    fail_reason: str | None = None


class SizeChartImage(ImageLink):
    """A size chart in one language."""

    locale: str | None = None


class SizeChartTemplate(Model):
    """A size chart that the seller keeps for several products."""

    template_id: Id
    template_name: str | None = None
    images: Many[SizeChartImage] = []


# Brands, categories, and what a category asks of a listing.
class Brand(Model):
    """A brand. A product and a recommendation tell its id and name only."""

    id: Id | None = None
    name: str | None = None
    authorized_status: BrandAuthorization | None = None
    brand_status: Availability | None = None
    is_t1_brand: bool | None = None


class Category(Model):
    """A place in the category tree; products are listed in leaves."""

    id: Id
    parent_id: Id | None = None
    name: str | None = None
    local_name: str | None = None
    level: int | None = None
    is_leaf: bool | None = None
    permission_statuses: Many[CategoryPermission] = []


class RecommendedCategory(Model):
    """The leaf category that fits, and the way down to it."""

    leaf_category_id: Id | None = None
    categories: Many[Category] = []


class Condition(Model):
    """Another attribute's value that makes something required."""

    condition_type: str | None = None
    attribute_id: Id | None = None
    attribute_value_id: Id | None = None


class AttributeValue(Model):
    """One value of an attribute."""

    id: Id | None = None
    name: str | None = None
    icon_url: str | None = None


class CategoryAttribute(Model):
    """An attribute that a category's products have or may have."""

    id: Id
    name: str | None = None
    type: AttributeType | None = None
    values: Many[AttributeValue] = []
    value_data_format: str | None = None
    is_requried: bool | None = None  # the platform's spelling
    is_customizable: bool | None = None
    is_multiple_selection: bool | None = None
    requirement_conditions: Many[Condition] = []

    @property
    def is_required(self) -> bool | None:
        """Whether a product of the category must state it."""
        return self.is_requried


class Requirement(Model):
    """Whether a category asks for something, or allows it."""

    is_required: bool | None = None
    is_supported: bool | None = None


class CertificationRule(Model):
    """A certificate that a category asks for."""

    id: Id
    name: str | None = None
    is_required: bool | None = None
    document_details: str | None = None
    sample_image_url: str | None = None
    expiration_date: Requirement | None = None
    requirement_conditions: Many[Condition] = []


class FeeRule(Model):
    """A fee that a category asks products to state."""

    type: str | None = None
    is_required: bool | None = None


class CategoryRules(Model):
    """What a category asks of its products."""

    product_certifications: Many[CertificationRule] = []
    size_chart: Requirement | None = None
    cod: Requirement | None = None
    package_dimension: Requirement | None = None
    epr: Requirement | None = None
    responsible_person: Requirement | None = None
    manufacturer: Requirement | None = None
    allowed_special_product_types: Many[PreSaleType] = []
    fees: Many[FeeRule] = []


class FieldOption(Model):
    """A value to choose from."""

    id: Id | None = None
    name: str | None = None


class FieldRule(Model):
    """One rule that a field of a listing must keep."""

    type: str | None = None
    value: str | None = None


class ListingSubfield(Model):
    """A field inside a field of a listing."""

    id: Id | None = None
    name: str | None = None
    options: Many[FieldOption] = []
    rules: Many[FieldRule] = []


class ListingField(ListingSubfield):
    """A field of a listing: what it may hold, and which rules it must keep."""

    complex_values: Many[ListingSubfield] = []


class ListingSchema(Model):
    """Every field that a listing in one leaf category has."""

    category_id: Id
    fields: Many[ListingField] = []


class Prerequisite(Model):
    """One thing that a shop must have in order before it may list products."""

    check_item: CheckItem | None = None
    is_failed: bool | None = None
    fail_reasons: Many[str] = []


# SKUs: their prices, their stock and what tells them apart.
class Price(Model):
    """What a SKU costs, in `currency`."""

    currency: Currency | None = None
    sale_price: Money = None
    tax_exclusive_price: Money = None
    unit_price: Money = None


class ListPrice(Model):
    """The price before any discount."""

    amount: Money = None
    currency: Currency | None = None


class ExternalListPrice(ListPrice):
    """The price before any discount on another platform."""

    source: str | None = None


class Stock(Model):
    """What one warehouse holds of a SKU."""

    warehouse_id: Id | None = None
    quantity: int | None = None
    backorder_quantity: int | None = None
    handling_time: int | None = None


class SalesAttribute(Model):
    """What tells a SKU from its siblings: `Color`, `Black`."""

    id: Id | None = None
    name: str | None = None
    value_id: Id | None = None
    value_name: str | None = None
    sku_img: Image | None = None
    supplementary_sku_images: Many[Image] = []


class IdentifierCode(Model):
    """The code under which the trade knows the SKU."""

    code: str | None = None
    type: IdentifierType | None = None


class PreSaleFulfillment(Model):
    """When a pre-sold SKU leaves: so many days after the order, or from a date on."""

    handling_duration_days: int | None = None
    release_date: Time = None


class PreSale(Model):
    """How a SKU is sold before it exists."""

    type: PreSaleType | None = None
    fulfillment_type: PreSaleFulfillment | None = None


class SkuState(Model):
    """Whether a SKU is on sale, and who took it off."""

    status: SkuStatus | None = None
    deactivation_source: DeactivationSource | None = None


class Fee(Model):
    """A fee on a SKU, such as a bottle deposit."""

    type: str | None = None
    amount: Money = None
    additional_attribute: Packaging | None = None


class CombinedSku(Model):
    """A SKU of another product that is part of a combined one."""

    product_id: Id | None = None
    sku_id: Id | None = None
    sku_count: int | None = None
    seller_sku: str | None = None
    title: str | None = None
    brand: Brand | None = None
    categories: Many[Category] = []
    product_main_image: Image | None = None
    sales_attributes: Many[SalesAttribute] = []
    price: Price | None = None
    inventory: Many[Stock] = []
    combined_listing_not_live_reasons: Many[NotLiveReason] = []


class ReplicateSource(Model):
    """The SKU that this one was copied from."""

    shop_id: Id | None = None
    product_id: Id | None = None
    sku_id: Id | None = None


class GlobalListingPolicy(Model):
    """What a SKU shares with the one it was copied from."""

    price_sync: bool | None = None
    inventory_type: InventoryType | None = None
    replicate_source: ReplicateSource | None = None


class Sku(Model):
    """A variant of a product: the thing that has a price and a stock."""

    id: Id
    seller_sku: str | None = None
    status_info: SkuState | None = None
    sales_attributes: Many[SalesAttribute] = []

    price: Price | None = None
    list_price: ListPrice | None = None
    external_list_prices: Many[ExternalListPrice] = []
    fees: Many[Fee] = []

    inventory: Many[Stock] = []
    pre_sale: PreSale | None = None
    sku_unit_count: str | None = None
    combined_skus: Many[CombinedSku] = []

    identifier_code: IdentifierCode | None = None
    extra_identifier_codes: Many[str] = []
    external_sku_id: Id | None = None
    external_urls: Many[str] = []
    global_listing_policy: GlobalListingPolicy | None = None


# What a product consists of.
class Dimensions(Model):
    """The size of the parcel, in `unit`."""

    length: Measure = None
    width: Measure = None
    height: Measure = None
    unit: str | None = None


class Weight(Model):
    """The weight of the parcel, in `unit`."""

    value: Measure = None
    unit: WeightUnit | None = None


class ProductAttribute(Model):
    """A property of the product: `Material`, `Cotton`."""

    id: Id | None = None
    name: str | None = None
    values: Many[AttributeValue] = []


class CertificateFile(Model):
    """A document of a certificate."""

    id: Id | None = None
    name: str | None = None
    format: str | None = None
    urls: Many[str] = []


class Certification(Model):
    """A certificate of the product."""

    id: Id | None = None
    title: str | None = None
    files: Many[CertificateFile] = []
    images: Many[Image] = []
    expiration_date: Time = None


class SizeChart(Model):
    """A product's size chart: a picture, or one of the seller's templates."""

    image: Image | None = None
    template: Reference | None = None


class Audit(Model):
    """Where the platform's review of the product stands."""

    status: AuditStatus | None = None
    pre_approved_reasons: Many[PreApprovedReason] = []


class AuditFailure(Model):
    """What the platform's review found wrong, and where."""

    position: str | None = None
    reasons: Many[str] = []
    suggestions: Many[str] = []
    listing_platform: ListingPlatform | None = None


class PlatformStatus(Model):
    """How the product stands on one of the joined platforms."""

    platform: str | None = None
    status: ProductStatus | None = None


class DeliveryOption(Model):
    """A way in which the product may be delivered."""

    id: Id | None = None
    name: str | None = None
    is_available: bool | None = None


class ScheduledSale(Model):
    """When the product goes on sale by itself."""

    is_enabled_scheduled_sale: bool | None = None
    schedule_sale_time: Time = None


class ProductFamily(Model):
    """Products that are shown together as one."""

    id: Id | None = None
    products: Many[Reference] = []


class SalesAttributeMapping(Model):
    """A sales attribute here, and the same one in the global product."""

    local_attribute_id: Id | None = None
    global_attribute_id: Id | None = None
    local_value_id: Id | None = None
    global_value_id: Id | None = None


class SkuMapping(Model):
    """A SKU here, and the same one in the global product."""

    local_sku_id: Id | None = None
    global_sku_id: Id | None = None
    sales_attribute_mappings: Many[SalesAttributeMapping] = []


class GlobalProductAssociation(Model):
    """The global product that the product belongs to."""

    global_product_id: Id | None = None
    sku_mappings: Many[SkuMapping] = []


class PrescriptionRequirement(Model):
    """Whether the product is sold on prescription: a fact about the product, not about a buyer."""

    needs_prescription: bool | None = None


class SubscribeDiscount(Model):
    """A discount for subscribers."""

    discount_level: DiscountLevel | None = None
    discount_value: int | None = None


class SubscribePromotion(Model):
    """The discounts for subscribers that may be chosen."""

    discount_level: DiscountLevel | None = None
    discount_options: Many[int] = []
    min_discount: int | None = None
    max_discount: int | None = None


class Subscription(Model):
    """Whether buyers may subscribe to the product, and what they save."""

    support_subscribe: bool | None = None
    subscribe_status: SubscribeStatus | None = None
    subscribe_discount_details: Many[SubscribeDiscount] = []
    subscribe_promotion_config: Many[SubscribePromotion] = []


class Product(Model):
    """A product, as searching (Search Products) and reading (Get Product) tell it.

    Searching tells less: what it leaves out is None, or an empty list.
    """

    id: Id
    title: str | None = None
    description: str | None = None
    status: ProductStatus | None = None
    product_status: LifecycleStatus | None = None
    product_types: Many[ProductType] = []
    create_time: Time = None
    update_time: Time = None

    skus: Many[Sku] = []
    brand: Brand | None = None
    category_chains: Many[Category] = []
    recommended_categories: Many[Category] = []
    product_attributes: Many[ProductAttribute] = []
    search_terms: Many[str] = []
    key_product_features: Many[str] = []

    main_images: Many[Image] = []
    video: Video | None = None
    size_chart: SizeChart | None = None

    # The platform's review.
    audit: Audit | None = None
    audit_failed_reasons: Many[AuditFailure] = []
    listing_quality_tier: QualityTier | None = None
    has_draft: bool | None = None

    # How it is sold.
    sales_regions: Many[Region] = []
    integrated_platform_statuses: Many[PlatformStatus] = []
    product_sync_fail_reasons: Many[str] = []
    scheduled_sale: ScheduledSale | None = None
    subscribe_info: Subscription | None = None
    minimum_order_quantity: int | None = None
    is_cod_allowed: bool | None = None
    is_not_for_sale: bool | None = None
    is_pre_owned: bool | None = None

    # How it travels.
    package_dimensions: Dimensions | None = None
    package_weight: Weight | None = None
    delivery_options: Many[DeliveryOption] = []
    shipping_template_id: Id | None = None
    shipping_insurance_requirement: InsuranceRequirement | None = None

    # What the law asks.
    certifications: Many[Certification] = []
    manufacturer_ids: Many[Id] = []
    responsible_person_ids: Many[Id] = []
    prescription_requirement: PrescriptionRequirement | None = None

    # Its relatives, here and elsewhere.
    product_families: Many[ProductFamily] = []
    primary_combined_product_id: Id | None = None
    global_product_association: GlobalProductAssociation | None = None
    external_product_id: Id | None = None
    is_replicated: bool | None = None


# Changing many things at once: what was refused.
class Refusal(Model):
    """One reason why something was refused."""

    code: int | None = None
    message: ServerText = None


class RefusedProductDetail(Model):
    """Which product was refused, and further reasons."""

    product_id: Id | None = None
    extra_errors: Many[Refusal] = []


class RefusedProduct(Refusal):
    """A product that was not changed."""

    detail: RefusedProductDetail | None = None


class ProductsUpdated(Model):
    """The products that were not changed; the others were. The list is empty if all of them were."""

    errors: Many[RefusedProduct] = []


# Stock.
class WarehouseInventory(Model):
    """What one warehouse has left of a SKU, and what it owes to orders."""

    warehouse_id: Id | None = None
    available_quantity: int | None = None
    committed_quantity: int | None = None


class CampaignInventory(Model):
    """What is kept for a campaign."""

    campaign_name: str | None = None
    quantity: int | None = None


class CreatorInventory(Model):
    """What is kept for a creator. The name comes in under a purpose that covers affiliate or market data."""

    creator_name: ThirdParty[str] = None
    quantity: int | None = None


class InShopInventory(Model):
    """What anybody may buy."""

    quantity: int | None = None


class InventoryDistribution(Model):
    """For whom the available stock is kept."""

    in_shop_inventory: InShopInventory | None = None
    campaign_inventory: Many[CampaignInventory] = []
    creator_inventory: Many[CreatorInventory] = []


class SkuInventory(Model):
    """The stock of a SKU, in all and by warehouse."""

    id: Id
    seller_sku: str | None = None
    total_available_quantity: int | None = None
    total_committed_quantity: int | None = None
    warehouse_inventory: Many[WarehouseInventory] = []
    total_available_inventory_distribution: InventoryDistribution | None = None


class ProductInventory(Model):
    """The stock of a product's SKUs."""

    product_id: Id
    skus: Many[SkuInventory] = []


class WarehouseStock(TypedDict):
    """What one warehouse shall hold of a SKU."""

    warehouse_id: NotRequired[Id]
    # The page says 1 to 99,999, but an answer tells a stock of 0, and selling out must be sayable.
    quantity: Annotated[int, Field(ge=0, le=99_999)]
    backorder_quantity: NotRequired[int]
    handling_time: NotRequired[int]


class SkuStock(TypedDict):
    """The stock of a SKU: it replaces what was there."""

    id: Id
    inventory: list[WarehouseStock]


class RefusedWarehouse(Refusal):
    """Why the stock of one warehouse was not set."""

    warehouse_id: Id | None = None


class RefusedStockDetail(Model):
    """Which SKU was refused, and in which warehouses."""

    sku_id: Id | None = None
    extra_errors: Many[RefusedWarehouse] = []


class RefusedStock(Refusal):
    """A SKU whose stock was not set."""

    detail: RefusedStockDetail | None = None


class StockUpdated(Model):
    """The SKUs whose stock was not set; the others were. The list is empty if all of them were."""

    errors: Many[RefusedStock] = []


class StockOperationSetting(TypedDict):
    """What the platform may do with the stock by itself."""

    enable_auto_restock: NotRequired[bool]


class StockOperation(Model):
    """The SKUs for which the setting holds now, and those for which it does not."""

    success_sku_ids: Many[Id] = []
    failed_sku_ids: Many[Id] = []


# Prices.
class AmountIn(TypedDict):
    """An amount and its currency."""

    amount: Amount
    currency: Currency


class ExternalAmountIn(AmountIn):
    """An amount on another platform."""

    source: str


class PriceIn(TypedDict):
    """What a SKU shall cost, in `currency`."""

    currency: Currency
    amount: NotRequired[Amount]
    sale_price: NotRequired[Amount]


class SkuPrice(TypedDict):
    """The price of a SKU."""

    id: Id
    price: PriceIn
    list_price: NotRequired[AmountIn]
    external_list_prices: NotRequired[list[ExternalAmountIn]]


class ImageIn(TypedDict):
    """A picture, by the `uri` that `upload_image` answered."""

    uri: str


class TransactionIn(AmountIn):
    """A sale of a SKU on another platform, with a picture that proves it."""

    image: NotRequired[ImageIn]
    transaction_time: NotRequired[Moment]


class StrikethroughSku(TypedDict):
    """A SKU whose list price shall be shown crossed out, and what justifies it."""

    id: NotRequired[Id]
    external_sku_id: NotRequired[Annotated[Id, Field(max_length=999)]]
    external_retail_price: NotRequired[AmountIn]
    external_transaction_price: NotRequired[TransactionIn]


class RefusedPriceDetail(Model):
    """Which SKU was refused."""

    sku_id: Id | None = None


class RefusedPrice(Model):
    """A SKU whose list price is not shown crossed out."""

    code: str | None = None
    message: ServerText = None
    detail: RefusedPriceDetail | None = None


class StrikethroughEnabled(Model):
    """The SKUs that were refused; the list is empty if none was."""

    errors: Many[RefusedPrice] = []


# What a listing is made of, when it is sent.
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


class ListedStockIn(TypedDict):
    """What one warehouse holds of a SKU when it is listed."""

    warehouse_id: Id
    quantity: NotRequired[Annotated[int, Field(ge=1, le=99_999)]]
    backorder_quantity: NotRequired[int]
    handling_time: NotRequired[int]


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
    """How a SKU is sold before it exists."""

    type: NotRequired[PreSaleType]
    fulfillment_type: NotRequired[PreSaleFulfillmentIn]


class FeeIn(TypedDict):
    """A fee on a SKU, such as a bottle deposit."""

    type: NotRequired[str]
    amount: NotRequired[Amount]
    additional_attribute: NotRequired[Packaging]


class SkuIn(TypedDict):
    """A variant of a product to be listed."""

    price: PriceIn
    inventory: list[ListedStockIn]
    sales_attributes: NotRequired[list[SalesAttributeIn]]
    seller_sku: NotRequired[str]
    list_price: NotRequired[AmountIn]
    external_list_prices: NotRequired[list[ExternalAmountIn]]
    fees: NotRequired[list[FeeIn]]
    pre_sale: NotRequired[PreSaleIn]
    sku_unit_count: NotRequired[str]
    combined_skus: NotRequired[list[CombinedSkuIn]]
    identifier_code: NotRequired[IdentifierCodeIn]
    extra_identifier_codes: NotRequired[list[str]]
    external_sku_id: NotRequired[Annotated[Id, Field(max_length=999)]]
    external_urls: NotRequired[list[str]]


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


class VideoIn(TypedDict):
    """A video, by the `id` that `upload_file` answered."""

    id: Id


class CheckOptionIn(TypedDict):
    """How the platform shall check."""

    need_trigger_gne_async_check: NotRequired[bool]
    gne_async_check_session_id: NotRequired[Id]


class ScheduledSaleIn(TypedDict):
    """When the product shall go on sale by itself."""

    is_enabled_scheduled_sale: bool
    schedule_sale_time: MomentMillis


class LinkIn(TypedDict):
    """A picture on the web."""

    url: str


# The quality of a listing: what is wrong, and what would be better.
class ListingQuality(Model):
    """How good the listing is, and how many recommendations are left."""

    current_tier: QualityTier | None = None
    remaining_recommendations: int | None = None


class DiagnosisResult(Model):
    """One thing that is wrong, how to mend it, and the tier that this reaches."""

    code: str | None = None
    how_to_solve: str | None = None
    quality_tier: QualityTier | None = None


class SuggestedText(Model):
    """A text that the platform suggests."""

    text: str | None = None


class Suggestion(Model):
    """Words, texts and pictures that would be better."""

    seo_words: Many[SuggestedText] = []
    smart_texts: Many[SuggestedText] = []
    images: Many[OptimizedImage] = []


class Finding(Model):
    """What is wrong with one field of a listing."""

    field: DiagnosedField | None = None
    diagnosis_results: Many[DiagnosisResult] = []


class Diagnosis(Finding):
    """What is wrong with one field of a listing, and what would be better."""

    suggestion: Suggestion | None = None


class ListingDiagnosis(Model):
    """How good a listing is, field by field."""

    listing_quality: ListingQuality | None = None
    diagnoses: Many[Diagnosis] = []


class ProductDiagnosis(ListingDiagnosis):
    """How good a product's listing is, field by field."""

    id: Id


class CheckedField(Finding):
    """What is wrong with one field of a payload, and what would be better."""

    suggestions: Suggestion | None = None


class Warned(Model):
    """What the platform warns of."""

    message: ServerText = None


class PreCheckDetail(Model):
    """Why a pre-check failed, in short and at length, and in which fields."""

    short_reason: str | None = None
    long_reason: str | None = None
    related_fields: Many[str] = []


class PreCheck(Model):
    """One pre-check of a payload."""

    pre_check_item: str | None = None
    pre_check_details: Many[PreCheckDetail] = []


class ListingCheck(Model):
    """Whether a payload could be listed, and why not."""

    check_result: str | None = None
    fail_reasons: Many[Refusal] = []
    warnings: Warned | None = None
    listing_quality: ListingQuality | None = None
    diagnoses: Many[CheckedField] = []
    pre_check_results: Many[PreCheck] = []


class SeoWords(Model):
    """Words that buyers search for and a product's title might hold."""

    id: Id
    seo_words: Many[SuggestedText] = []


class FieldSuggestion(Model):
    """Better texts for one field."""

    field: SuggestedField | None = None
    items: Many[SuggestedText] = []


class TextSuggestions(Model):
    """Better titles and descriptions for a product."""

    id: Id
    suggestions: Many[FieldSuggestion] = []


class Span(Model):
    """From the smallest to the greatest value that is likely."""

    min_value: Measure = None
    max_value: Measure = None


class WeightAdvice(Model):
    """What the parcel probably weighs, in `unit`."""

    weight: Span | None = None
    unit: str | None = None


class DimensionAdvice(Model):
    """How large the parcel probably is, in `unit`."""

    length: Span | None = None
    width: Span | None = None
    height: Span | None = None
    unit: str | None = None


class PackageAdvice(Model):
    """A product whose stated weight or size is unlikely, and what it probably is."""

    product_id: Id
    abnormality_types: Many[str] = []
    weight_recommendation: WeightAdvice | None = None
    dimension_recommendation: DimensionAdvice | None = None


class RefusedCategoryDetail(Model):
    """Which category was refused."""

    category_id: Id | None = None


class RefusedCategory(Refusal):
    """A category whose fields could not be told."""

    detail: RefusedCategoryDetail | None = None


class ListingSchemas(Model):
    """The fields of the categories that were asked for, and the categories that could not be told."""

    listing_schemas: Many[ListingSchema] = []
    errors: Many[RefusedCategory] = []


class ListingOption(Model):
    """A product in a suggested group, and the value by which it differs."""

    id: Id
    option_value: str | None = None


class CombinedListing(Model):
    """Similar products that might be shown together, told apart by `option_name`."""

    option_name: str | None = None
    products: Many[ListingOption] = []


# Those who answer for a product: businesses, not buyers.
class Phone(Model):
    """The number of a business."""

    availability: Availability | None = None
    country_code: str | None = None
    local_number: str | None = None


class ManufacturerProfile(Model):
    """A manufacturer as one region's buyers read of it."""

    locale: str | None = None
    name: str | None = None
    registered_trade_name: str | None = None
    email: str | None = None
    phone_number: Phone | None = None
    address: str | None = None


class Manufacturer(Model):
    """Who made a product, as EU law asks to say."""

    id: Id
    regional_profiles: Many[ManufacturerProfile] = []


class BusinessAddress(Model):
    """Where a responsible person is to be found."""

    street_address_line1: str | None = None
    street_address_line2: str | None = None
    district: str | None = None
    city: str | None = None
    postal_code: str | None = None
    province: str | None = None
    country: str | None = None


class ResponsiblePersonProfile(Model):
    """A responsible person as one region's buyers read of it."""

    locale: str | None = None
    name: str | None = None
    email: str | None = None
    phone_number: Phone | None = None
    address: BusinessAddress | None = None


class ResponsiblePerson(Model):
    """Who answers for a product in the EU."""

    id: Id
    regional_profiles: Many[ResponsiblePersonProfile] = []


class AuditedProduct(Model):
    """A product of any seller, as compliance research finds it."""

    id: Id
    title: str | None = None
    description: str | None = None
    listing_url: str | None = None
    main_image_urls: Many[str] = []
    brand_id: Id | None = None
    brand_name: str | None = None
    categories: Many[Category] = []
    country: str | None = None
    seller_id: Id | None = None
    seller_name: str | None = None
    variants: Many[Reference] = []


# The market: what might sell. Figures of the market and of competitors come in under market data only.
class Opportunity(Model):
    """Something that buyers look for and few sell."""

    id: Id
    title: str | None = None
    opportunity_type: str | None = None
    is_collected: bool | None = None
    create_time: Time = None
    expire_time: Time = None
    reference_images: Many[str] = []
    brand_name: str | None = None
    category_id_level_1: Id | None = None
    category_id_level_2: Id | None = None
    category_id_level_3: Id | None = None
    category_name_level_1: str | None = None
    category_name_level_2: str | None = None
    category_name_level_3: str | None = None
    query_words: str | None = None
    tags: str | None = None
    search_volume: str | None = None
    video_view_pv: str | None = None
    est_market_sales_volume: ThirdParty[str] = None
    est_market_gmv: ThirdParty[str] = None
    competitor_product_count: ThirdParty[str] = None


class OpportunityBasics(Model):
    """What an opportunity is about."""

    title: str | None = None
    opportunity_type: str | None = None
    status: str | None = None
    create_time: Time = None
    expire_time: Time = None
    reference_images: Many[str] = []
    reference_price: str | None = None
    category_id_level_1: Id | None = None
    category_id_level_2: Id | None = None
    category_id_level_3: Id | None = None
    category_name_level_1: str | None = None
    category_name_level_2: str | None = None
    category_name_level_3: str | None = None
    brand_info: str | None = None
    reward_info: str | None = None
    recom_info: str | None = None


class ListingCriteria(Model):
    """What a product must be to fit an opportunity."""

    product_brand: str | None = None
    product_category: str | None = None
    product_status: str | None = None
    keywords: str | None = None


class ContentFigures(Model):
    """How much is shown and looked for. The videos are other people's."""

    video_view_pv: str | None = None
    shoppable_video_search_pv: str | None = None
    trending_hashtag: str | None = None
    top_shoppable_video_links: ThirdParty[list[str]] = None


class MarketFigures(Model):
    """How much is sold, and by how many."""

    market_buzz: str | None = None
    search_keyword: str | None = None
    search_volume: str | None = None
    est_market_sales_volume: ThirdParty[str] = None
    est_market_gmv: ThirdParty[str] = None
    competitor_product_count: ThirdParty[str] = None
    competitor_seller_count: ThirdParty[str] = None


class OpportunityDetail(Model):
    """An opportunity in full."""

    id: Id | None = None
    action_type: str | None = None
    basic_info: OpportunityBasics | None = None
    listing_criteria: ListingCriteria | None = None
    content_data: ContentFigures | None = None
    market_data: MarketFigures | None = None


class OpportunitySummary(Model):
    """An opportunity in short."""

    id: Id
    type: OpportunityScope | None = None
    tags: Many[OpportunityTag] = []
    benefits: Many[str] = []
    create_time: Time = None
    update_time: Time = None


class Submission(Model):
    """A product of the shop that was put forward for an opportunity, and what became of it."""

    id: Id
    status: str | None = None
    opportunity_id: Id | None = None
    opportunity_title: str | None = None
    product_id: Id | None = None
    product_name: str | None = None
    product_orders: int | None = None
    product_pv: int | None = None
    submit_time: Time = None
    review_time: Time = None
    rejection_reason: str | None = None


class CandidateAttribute(Model):
    """What tells a candidate's SKU from its siblings."""

    name: str | None = None
    value: str | None = None
    sku_images: Many[Image] = []


class CandidateSku(Model):
    """A variant of a candidate."""

    price: ListPrice | None = None
    sales_attributes: Many[CandidateAttribute] = []


class CandidateProduct(Model):
    """A product from elsewhere that was uploaded to find opportunities for it."""

    external_product_id: Id | None = None
    external_category_name: str | None = None
    title: str | None = None
    description: str | None = None
    images: Many[Image] = []
    skus: Many[CandidateSku] = []
    opportunity_ids: Many[Id] = []
    opportunity_matching_status: MatchingStatus | None = None
    opportunity_matching_end_time: Time = None
    create_time: Time = None
    update_time: Time = None


# The key-product programme (SKPP). Its answers are not documented, so nothing of them comes in yet.
class KeyProductDiagnosis(Model):
    """How a product does in the key-product programme: no field is documented yet."""


class KeyProductStatus(Model):
    """Where a product stands in the key-product programme: no field is documented yet."""


class KeyProductSummary(Model):
    """How a shop does in the key-product programme: no field is documented yet."""
