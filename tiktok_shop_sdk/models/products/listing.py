"""Products as the platform tells them, with their pictures, files and size charts."""

from typing import Annotated, Literal, TypeAlias

from typing_extensions import TypedDict

from ..base import Id, Many, Model, Open, Time
from .common import (
    Image,
    ImageLink,
    ListingPlatform,
    Measure,
    QualityTier,
    Reference,
    Refusal,
    Region,
    Warned,
    WeightUnit,
)
from .rules import AttributeValue, Brand, Category
from .skus import Sku

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
SubscribeAndSave: TypeAlias = Annotated[Literal["CONFIGURED", "ELIGIBLE"] | str, Open]
ProductType: TypeAlias = Annotated[Literal["COMBINED_PRODUCT", "IN_COMBINED_PRODUCT", "GPR_TARGET_PRODUCT"] | str, Open]
InsuranceRequirement: TypeAlias = Annotated[Literal["REQUIRED", "OPTIONAL", "NOT_SUPPORTED"] | str, Open]
SubscribeStatus: TypeAlias = Annotated[Literal["ENABLED", "NOT_ENABLED"] | str, Open]
DiscountLevel: TypeAlias = Annotated[Literal["REGULAR", "FIRST_ORDER", "RETENTION"] | str, Open]
ImageUse: TypeAlias = Annotated[
    Literal["MAIN_IMAGE", "ATTRIBUTE_IMAGE", "DESCRIPTION_IMAGE", "CERTIFICATION_IMAGE", "SIZE_CHART_IMAGE"] | str,
    Open,
]
TaskStatus: TypeAlias = Annotated[Literal["PROCESSING", "COMPLETED", "FAILED"] | str, Open]


# Pictures, videos and files.
class UploadedImage(ImageLink):
    """A picture that was just uploaded; use its `uri` in products."""

    width: int | None = None
    height: int | None = None
    use_case: ImageUse | None = None


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


class ImageToTranslateIn(TypedDict):
    """A picture, and the languages into which it shall be translated: one task each."""

    image_uri: str
    target_languages: list[str]


class TranslationTask(Model):
    """One picture on its way into another language. Creating tells its `image_uri`, asking tells its links."""

    id: Id | None = None
    image_uri: str | None = None
    status: TaskStatus | None = None
    target_language: str | None = None
    original_image: ImageLink | None = None
    translated_image: ImageLink | None = None
    fail_reason: str | None = None


# Size charts.
class SizeChart(Model):
    """A product's size chart: a picture, or one of the seller's templates."""

    image: Image | None = None
    template: Reference | None = None


class SizeChartImage(ImageLink):
    """A size chart in one language."""

    locale: str | None = None


class SizeChartTemplate(Model):
    """A size chart that the seller keeps for several products."""

    template_id: Id
    template_name: str | None = None
    images: Many[SizeChartImage] = []


class SizeChartGuess(Model):
    """Whether the picture behind `url` is a size chart."""

    url: str | None = None
    is_size_chart: bool | None = None


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


class ProductSaved(Model):
    """A product that was created or edited; of its SKUs, only what tells them apart and their fees comes back."""

    product_id: Id | None = None
    skus: Many[Sku] = []
    audit: Audit | None = None
    warnings: Many[Warned] = []


# Changing many products at once: which were refused.
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
