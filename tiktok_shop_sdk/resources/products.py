"""Products: find, list and edit them, keep stock and prices right, learn what the platform wants of a listing."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ..core.operation import UNSET, Body, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..core.request import Upload
from ..models.base import Id, Moment
from ..models.products import (
    AddressLine,
    AppealIn,
    AuditedProduct,
    AuditStatus,
    Brand,
    BusinessAddressIn,
    CandidateProduct,
    CandidateProductIn,
    CandidatesSaved,
    Category,
    CategoryAttribute,
    CategoryRules,
    CertificationIn,
    CheckOptionIn,
    CombinedListing,
    DescribedProductIn,
    DimensionsIn,
    EditReplicaIn,
    EditSkuIn,
    ExternalId,
    ExternalProductIn,
    ImageIn,
    ImageOptimization,
    ImageToOptimizeIn,
    ImageToTranslateIn,
    ImageUse,
    ImportResult,
    InsuranceRequirement,
    KeyProductDiagnosis,
    KeyProductStatus,
    KeyProductSummary,
    LinkIn,
    ListingCheck,
    ListingDiagnosis,
    ListingPlatform,
    ListingSchemas,
    Manufacturer,
    ManufacturerPhoneIn,
    MatchingStatus,
    Opportunity,
    OpportunityDetail,
    OpportunitySummary,
    OptimizedField,
    PackageAdvice,
    PartialEditReplicaIn,
    PartialEditSkuIn,
    PhoneIn,
    Prerequisite,
    Product,
    ProductAttributeIn,
    ProductDiagnosis,
    ProductInventory,
    ProductSaved,
    ProductsUpdated,
    QualityTier,
    RecommendedCategory,
    ResponsiblePerson,
    SaveMode,
    ScheduledSaleIn,
    SeoWords,
    SizeChartGuess,
    SizeChartIn,
    SizeChartTemplate,
    SkuIn,
    SkuPrice,
    SkuStock,
    StatusFilter,
    StockOperation,
    StockOperationSetting,
    StockUpdated,
    StrikethroughEnabled,
    StrikethroughSku,
    Submission,
    SubscribeAndSave,
    SubscriptionIn,
    TextSuggestions,
    TranslationTask,
    UploadedFile,
    UploadedImage,
    VideoIn,
    WeightIn,
)
from . import quotas

Ids: TypeAlias = Annotated[list[Id], Field(min_length=1)]
Images: TypeAlias = Annotated[list[ImageIn], Field(max_length=9)]
Certifications: TypeAlias = Annotated[list[CertificationIn], Field(max_length=10)]
OrderQuantity: TypeAlias = Annotated[int, Field(ge=1, le=20)]
Keyword: TypeAlias = Annotated[str, Field(max_length=200)]
ManufacturerName: TypeAlias = Annotated[str, Field(max_length=255)]
Name: TypeAlias = Annotated[str, Field(max_length=200)]
PageSize: TypeAlias = Annotated[int, Field(ge=1, le=100)]


class Products(Resource[M], quota="product", scopes=("seller.product.basic",)):
    """The shop's products."""

    @paged(
        "POST /product/202502/products/search",
        paging=Paging("products"),
        reads="products",
        also=("202309",),
        differing=("202312",),
    )
    def search(
        self,
        *,
        status: StatusFilter = UNSET,
        seller_skus: list[str] = UNSET,
        sku_ids: Annotated[list[Id], Field(max_length=10)] = UNSET,
        create_time_ge: Moment = UNSET,
        create_time_le: Moment = UNSET,
        update_time_ge: Moment = UNSET,
        update_time_le: Moment = UNSET,
        audit_status: list[AuditStatus] = UNSET,
        listing_quality_tiers: list[QualityTier] = UNSET,
        listing_platforms: list[ListingPlatform] = UNSET,
        sns_filter: SubscribeAndSave = UNSET,
        category_version: str = UNSET,
        return_draft_version: bool = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[Product]:
        """Find products by status and time (Search Products).

        Both ends of a time range are inclusive. To keep a copy up to date, search by `update_time_ge`.
        """
        ...

    @operation("GET /product/202309/products/{product_id}", reads="products")
    def get(
        self,
        product_id: Id,
        *,
        return_under_review_version: bool = UNSET,
        return_draft_version: bool = UNSET,
        locale: str = UNSET,
    ) -> Product:
        """Read one product with its SKUs, prices, stock and pictures (Get Product).

        You get the version that buyers see, unless you ask for the one under review or the draft.
        """
        ...

    # Creating and editing.
    @operation(
        "POST /product/202309/products",
        writes="products",
        scopes=("seller.product.write",),
        idempotency_key="idempotency_key",
    )
    def create(
        self,
        *,
        title: str,
        description: str,
        category_id: Id,
        main_images: Images,
        skus: list[SkuIn],
        save_mode: SaveMode = UNSET,
        category_version: str = UNSET,
        brand_id: Id = UNSET,
        product_attributes: list[ProductAttributeIn] = UNSET,
        search_terms: list[str] = UNSET,
        key_product_features: list[str] = UNSET,
        video: VideoIn = UNSET,
        size_chart: SizeChartIn = UNSET,
        package_weight: WeightIn = UNSET,
        package_dimensions: DimensionsIn = UNSET,
        delivery_option_ids: list[Id] = UNSET,
        shipping_template_id: Id = UNSET,
        shipping_insurance_requirement: InsuranceRequirement = UNSET,
        minimum_order_quantity: OrderQuantity = UNSET,
        is_cod_allowed: bool = UNSET,
        is_not_for_sale: bool = UNSET,
        is_pre_owned: bool = UNSET,
        scheduled_sale: ScheduledSaleIn = UNSET,
        listing_platforms: list[ListingPlatform] = UNSET,
        certifications: Certifications = UNSET,
        manufacturer_ids: list[Id] = UNSET,
        responsible_person_ids: list[Id] = UNSET,
        external_product_id: ExternalId = UNSET,
        primary_combined_product_id: Id = UNSET,
        locale: str = UNSET,
        auto_translate_enabled: bool = UNSET,
        idempotency_key: Annotated[str, Field(max_length=128)] = UNSET,
    ) -> ProductSaved:
        """List a product, or keep it as a draft with `save_mode="AS_DRAFT"` (Create Product).

        `check_listing` says beforehand what the platform would refuse. A new product is reviewed before
        buyers see it.
        """
        ...

    @operation(
        "PUT /product/202509/products/{product_id}",
        writes="products",
        scopes=("seller.product.write",),
        also=("202309",),
    )
    def edit(
        self,
        product_id: Id,
        *,
        title: str,
        description: str,
        category_id: Id,
        main_images: Images,
        skus: list[EditSkuIn],
        save_mode: SaveMode = UNSET,
        category_version: str = UNSET,
        brand_id: Id = UNSET,
        product_attributes: list[ProductAttributeIn] = UNSET,
        search_terms: list[str] = UNSET,
        key_product_features: list[str] = UNSET,
        video: VideoIn = UNSET,
        size_chart: SizeChartIn = UNSET,
        package_weight: WeightIn = UNSET,
        package_dimensions: DimensionsIn = UNSET,
        delivery_option_ids: list[Id] = UNSET,
        shipping_template_id: Id = UNSET,
        shipping_insurance_requirement: InsuranceRequirement = UNSET,
        minimum_order_quantity: OrderQuantity = UNSET,
        is_cod_allowed: bool = UNSET,
        is_pre_owned: bool = UNSET,
        scheduled_sale: ScheduledSaleIn = UNSET,
        subscribe_info_edit: SubscriptionIn = UNSET,
        listing_platforms: list[ListingPlatform] = UNSET,
        replicated_products: list[EditReplicaIn] = UNSET,
        inventory_mode: str = UNSET,
        certifications: Certifications = UNSET,
        manufacturer_ids: list[Id] = UNSET,
        responsible_person_ids: list[Id] = UNSET,
        external_product_id: ExternalId = UNSET,
        locale: str = UNSET,
        auto_translate_enabled: bool = UNSET,
    ) -> ProductSaved:
        """Replace a product as a whole (Edit Product).

        This call states the product anew: to change some of it and leave the rest alone, use `partial_edit`;
        for stock and prices alone, `update_inventory` and `update_price`.
        """
        ...

    @operation(
        "POST /product/202509/products/{product_id}/partial_edit",
        writes="products",
        scopes=("seller.product.write",),
        differing=("202309",),
    )
    def partial_edit(
        self,
        product_id: Id,
        *,
        title: str = UNSET,
        description: str = UNSET,
        main_images: Images = UNSET,
        skus: list[PartialEditSkuIn] = UNSET,
        save_mode: SaveMode = UNSET,
        brand_id: Id = UNSET,
        product_attributes: list[ProductAttributeIn] = UNSET,
        search_terms: list[str] = UNSET,
        key_product_features: list[str] = UNSET,
        video: VideoIn = UNSET,
        size_chart: SizeChartIn = UNSET,
        package_weight: WeightIn = UNSET,
        package_dimensions: DimensionsIn = UNSET,
        is_cod_allowed: bool = UNSET,
        scheduled_sale: ScheduledSaleIn = UNSET,
        subscribe_info_edit: SubscriptionIn = UNSET,
        listing_platforms: list[ListingPlatform] = UNSET,
        replicated_products: list[PartialEditReplicaIn] = UNSET,
        inventory_mode: str = UNSET,
        certifications: Certifications = UNSET,
        manufacturer_ids: list[Id] = UNSET,
        responsible_person_ids: list[Id] = UNSET,
        external_product_id: ExternalId = UNSET,
        locale: str = UNSET,
        auto_translate_enabled: bool = UNSET,
    ) -> ProductSaved:
        """Change some of a product and leave the rest as it is (Partial Edit Product)."""
        ...

    # Stock.
    @operation("POST /product/202309/inventory/search", reads="inventory", answer="inventory")
    def search_inventory(self, *, product_ids: list[Id] = UNSET, sku_ids: list[Id] = UNSET) -> list[ProductInventory]:
        """Read the stock of products or SKUs, by warehouse (Inventory Search)."""
        ...

    @operation(
        "POST /product/202309/products/{product_id}/inventory/update",
        writes="inventory",
        scopes=("seller.product.write",),
    )
    def update_inventory(self, product_id: Id, *, skus: list[SkuStock]) -> StockUpdated:
        """Set the stock of a product's SKUs, by warehouse (Update Inventory).

        Quantities are absolute, at most 99,999. Raises `PartialFailure` if some SKUs were refused; the
        others are set.
        """
        ...

    @operation(
        "POST /product/202604/inventory/operation/settings", writes="inventory", answer="stock_operation", scopes=()
    )
    def update_stock_operation_settings(
        self,
        seller_id: Id,
        *,
        sku_ids: list[Id] = UNSET,
        stock_operation_setting: StockOperationSetting = UNSET,
    ) -> StockOperation:
        """Let the platform restock SKUs by itself, or stop it (Update Stock Operation Settings)."""
        ...

    # Prices.
    @operation(
        "POST /product/202309/products/{product_id}/prices/update", writes="prices", scopes=("seller.product.write",)
    )
    def update_price(self, product_id: Id, *, skus: list[SkuPrice]) -> None:
        """Set the prices of a product's SKUs (Update Price).

        Amounts are `Decimal` or text such as "19.99", never float.
        """
        ...

    @operation(
        "POST /product/202502/products/{product_id}/strikethrough_prices/enable",
        writes="prices",
        cipher="optional",
        scopes=(),
    )
    def enable_strikethrough_prices(
        self,
        product_id: Id,
        *,
        external_product_id: ExternalId = UNSET,
        skus: list[StrikethroughSku] = UNSET,
    ) -> StrikethroughEnabled:
        """Show list prices crossed out, justified by prices elsewhere (Enable Strikethrough Prices).

        Raises `PartialFailure` if some SKUs were refused.
        """
        ...

    # On sale, off sale, gone and back. Each raises `PartialFailure` if some products were refused.
    @operation("POST /product/202309/products/activate", writes="products")
    def activate(self, product_ids: Ids, *, listing_platforms: list[ListingPlatform] = UNSET) -> ProductsUpdated:
        """Put hidden products back on sale (Activate Product)."""
        ...

    @operation("POST /product/202309/products/deactivate", writes="products")
    def deactivate(self, product_ids: Ids, *, listing_platforms: list[ListingPlatform] = UNSET) -> ProductsUpdated:
        """Take products off sale without deleting them (Deactivate Products)."""
        ...

    @operation("DELETE /product/202309/products", writes="products", scopes=("seller.product.delete",))
    def delete(self, product_ids: Body[Ids]) -> ProductsUpdated:
        """Delete products; `recover` brings them back (Delete Products)."""
        ...

    @operation("POST /product/202309/products/recover", writes="products", scopes=("seller.product.delete",))
    def recover(self, product_ids: Ids) -> ProductsUpdated:
        """Bring deleted products back (Recover Products)."""
        ...

    # Brands and categories.
    @paged("GET /product/202309/brands", paging=Paging("brands"), reads="products")
    def list_brands(
        self,
        *,
        category_id: Id = UNSET,
        brand_name: str = UNSET,
        is_authorized: bool = UNSET,
        category_version: str = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[Brand]:
        """List the brands that the shop may use (Get Brands)."""
        ...

    @operation(
        "POST /product/202309/brands",
        writes="products",
        answer="id",
        cipher="forbidden",
        limits=(quotas.CUSTOM_BRANDS,),
    )
    def create_brand(self, name: str) -> Id | None:
        """Create a brand of the seller's own, and learn its id (Create Custom Brands).

        A seller may create 50 a day and 1,000 in all.
        """
        ...

    @operation("POST /product/202309/brands/recommend", reads="products", answer="brand", cipher="forbidden", scopes=())
    def recommend_brand(self, *, product_title: str = UNSET, language: str = UNSET) -> Brand:
        """Suggest a brand from a product's title (Recommend Brand). Its `id` is None if none fits."""
        ...

    @operation("GET /product/202309/categories", reads="products", answer="categories")
    def list_categories(
        self,
        *,
        keyword: str = UNSET,
        locale: str = UNSET,
        category_version: str = UNSET,
        listing_platform: ListingPlatform = UNSET,
        include_prohibited_categories: bool = UNSET,
    ) -> list[Category]:
        """List the categories that the shop may sell in (Get Categories).

        `category_version="v2"` is the tree of seven levels (US, EU, South-East Asia), "v1" the older one.
        """
        ...

    @operation("POST /product/202309/categories/recommend", reads="products")
    def recommend_category(
        self,
        product_title: str,
        *,
        description: str = UNSET,
        images: list[ImageIn] = UNSET,
        category_version: str = UNSET,
        listing_platform: ListingPlatform = UNSET,
        include_prohibited_categories: bool = UNSET,
    ) -> RecommendedCategory:
        """Suggest a category from a product's title, text and pictures (Recommend Category)."""
        ...

    @operation("GET /product/202309/categories/{category_id}/attributes", reads="products", answer="attributes")
    def list_attributes(
        self, category_id: Id, *, locale: str = UNSET, category_version: str = UNSET
    ) -> list[CategoryAttribute]:
        """List the attributes that products of a category have (Get Attributes)."""
        ...

    @operation("GET /product/202309/categories/{category_id}/rules", reads="products")
    def get_category_rules(
        self, category_id: Id, *, locale: str = UNSET, category_version: str = UNSET
    ) -> CategoryRules:
        """Read which certificates, sizes and contacts a category asks for (Get Category Rules)."""
        ...

    @operation(
        "GET /product/202407/listing_schemas", reads="products", cipher="forbidden", scopes=(), differing=("202401",)
    )
    def get_listing_schemas(
        self, category_ids: Ids, *, locale: str = UNSET, category_version: str = UNSET
    ) -> ListingSchemas:
        """Read which fields a listing in leaf categories has, and their rules (Listing Schemas).

        Raises `PartialFailure` if some categories could not be told; its `result` holds the others.
        """
        ...

    # Before and after listing: what is missing, what is wrong, what would be better.
    # "serller" is how the platform spells the scope.
    @operation("GET /product/202312/prerequisites", reads="products", answer="check_results", differing=("202309",))
    def check_listing_prerequisites(self) -> list[Prerequisite]:
        """Check whether the shop may list products yet (Check Listing Prerequisites)."""
        ...

    @operation(
        "POST /product/202309/products/listing_check",
        reads="products",
        scopes=("seller.product.basic", "serller.product.optimize"),
    )
    def check_listing(
        self,
        *,
        title: str,
        description: str,
        category_id: Id,
        main_images: Images,
        skus: list[SkuIn],
        brand_id: Id = UNSET,
        video: VideoIn = UNSET,
        size_chart: SizeChartIn = UNSET,
        product_attributes: list[ProductAttributeIn] = UNSET,
        search_terms: list[str] = UNSET,
        key_product_features: list[str] = UNSET,
        package_weight: WeightIn = UNSET,
        package_dimensions: DimensionsIn = UNSET,
        delivery_option_ids: list[Id] = UNSET,
        shipping_template_id: Id = UNSET,
        shipping_insurance_requirement: InsuranceRequirement = UNSET,
        minimum_order_quantity: OrderQuantity = UNSET,
        is_cod_allowed: bool = UNSET,
        is_pre_owned: bool = UNSET,
        scheduled_sale: ScheduledSaleIn = UNSET,
        listing_platforms: list[ListingPlatform] = UNSET,
        certifications: Certifications = UNSET,
        manufacturer_ids: list[Id] = UNSET,
        responsible_person_ids: list[Id] = UNSET,
        external_product_id: ExternalId = UNSET,
        primary_combined_product_id: Id = UNSET,
        option: CheckOptionIn = UNSET,
        is_diagnosis_required: Query[bool] = UNSET,
    ) -> ListingCheck:
        """Check a product before it is listed, without listing it (Check Product Listing)."""
        ...

    @operation(
        "GET /product/202405/products/diagnoses",
        reads="products",
        answer="products",
        scopes=("serller.product.optimize",),
    )
    def diagnose(self, product_ids: Ids) -> list[ProductDiagnosis]:
        """List what is wrong with live listings (Product Information Issue Diagnosis)."""
        ...

    @operation(
        "POST /product/202411/products/diagnose_optimize", reads="products", scopes=("serller.product.optimize",)
    )
    def diagnose_and_optimize(
        self,
        *,
        category_id: Id,
        product_id: Id = UNSET,
        title: str = UNSET,
        description: str = UNSET,
        brand_id: Id = UNSET,
        main_images: list[ImageIn] = UNSET,
        product_attributes: list[ProductAttributeIn] = UNSET,
        size_chart: SizeChartIn = UNSET,
        optimization_fields: list[OptimizedField] = UNSET,
    ) -> ListingDiagnosis:
        """Say what is wrong with a product, and what would be better (Diagnose and Optimize Product)."""
        ...

    @operation("GET /product/202405/products/seo_words", reads="products", answer="products")
    def get_seo_words(self, product_ids: Ids) -> list[SeoWords]:
        """Suggest search words for the titles of products (Get Products SEO Words)."""
        ...

    @operation(
        "GET /product/202405/products/suggestions",
        reads="products",
        answer="products",
        scopes=("serller.product.optimize",),
    )
    def recommend_title_and_description(self, product_ids: Ids) -> list[TextSuggestions]:
        """Suggest better titles and descriptions (Get Recommended Product Title And Description)."""
        ...

    @paged("POST /product/202602/packages/recommend", paging=Paging("products"), reads="products")
    def recommend_packages(
        self,
        *,
        product_ids: list[Id] = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[PackageAdvice]:
        """Suggest weights and sizes where those stated are unlikely (Get Recommended Product Package)."""
        ...

    @paged(
        "POST /product/202506/combined_listing_recommendations/search",
        paging=Paging("combined_listing_recommendations"),
        reads="products",
        cipher="forbidden",
        scopes=(),
    )
    def search_combined_listing_recommendations(
        self,
        *,
        product_ids: Annotated[list[Id], Field(max_length=20)] = UNSET,
        page_size: Query[PageSize] = UNSET,
        page_token: Query[str] = UNSET,
    ) -> Page[CombinedListing]:
        """Find similar products to show together (Search Combined Listing Recommendations)."""
        ...

    @operation("POST /product/202604/appeals/submit", writes="products", scopes=(), provisional=True)
    def submit_appeal(self, product_id: Id, *, appeal_message: AppealIn) -> None:
        """Contest the refusal of a field, as of a size chart (Appeals Submit).

        Provisional: known from secondary sources only.
        """
        ...

    # Moving all products of the shop at once.
    @operation("POST /product/202407/products/category_upgrade_task", writes="products")
    def create_category_upgrade_task(self) -> None:
        """Start moving the shop's live products to the deeper category tree (Create Category Upgrade Task)."""
        ...

    @operation("POST /product/202604/products/gpa_upgrade_task", writes="products", cipher="forbidden")
    def create_gpa_upgrade_task(self) -> None:
        """Start upgrading the seller's products to linked EU listings (Create GPA Upgrade Task)."""
        ...

    # Pictures, files and size charts.
    @operation("POST /product/202309/images/upload", writes="products", cipher="forbidden", multipart=True)
    def upload_image(self, data: Upload, *, use_case: ImageUse = UNSET) -> UploadedImage:
        """Upload a picture; products name it by its `uri` (Upload Product Image)."""
        ...

    @operation("POST /product/202309/files/upload", writes="products", cipher="forbidden", multipart=True)
    def upload_file(self, data: Upload, *, name: str) -> UploadedFile:
        """Upload a PDF or a video; products name it by its `id` (Upload Product File)."""
        ...

    @operation("POST /product/202404/images/optimize", writes="products", answer="images")
    def optimize_images(
        self, images: Annotated[list[ImageToOptimizeIn], Field(max_length=200)]
    ) -> list[ImageOptimization]:
        """Give up to 200 pictures a white background (Optimized Images)."""
        ...

    @operation(
        "POST /product/202505/images/translation_tasks",
        writes="products",
        answer="translation_tasks",
        asset="optional",
        scopes=("serller.product.optimize",),
        limits=(quotas.IMAGE_TRANSLATIONS,),
    )
    def create_image_translation_tasks(
        self, images: Annotated[list[ImageToTranslateIn], Field(max_length=20)]
    ) -> list[TranslationTask]:
        """Have up to 20 pictures translated, one task for each language (Create Image Translation Tasks).

        500 tasks a day; `get_image_translation_tasks` tells how they go.
        """
        ...

    @operation(
        "GET /product/202506/images/translation_tasks",
        reads="products",
        answer="translation_tasks",
        asset="optional",
        scopes=("serller.product.optimize",),
        limits=(quotas.IMAGE_TRANSLATION_POLLS,),
    )
    def get_image_translation_tasks(
        self, translation_task_ids: Annotated[list[Id], Field(max_length=20)] = UNSET
    ) -> list[TranslationTask]:
        """Ask how the translation of up to 20 pictures goes (Get Image Translation Tasks).

        Ask for the first time after five minutes, then at most every ten seconds.
        """
        ...

    @operation(
        "POST /product/202309/images/size_charts/identify",
        reads="products",
        answer="images",
        cipher="forbidden",
        scopes=(),
    )
    def identify_size_charts(self, images: list[LinkIn]) -> list[SizeChartGuess]:
        """Tell which pictures are size charts (Recommend Sizechart)."""
        ...

    @paged("POST /product/202407/sizecharts/search", paging=Paging("size_chart"), reads="products", cipher="forbidden")
    def search_size_charts(
        self,
        *,
        ids: list[Id] = UNSET,
        keyword: str = UNSET,
        locales: Query[list[str]] = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[SizeChartTemplate]:
        """Find the seller's size charts (Search Size Charts)."""
        ...

    # Those who answer for a product, and research under the law.
    @paged(
        "POST /product/202501/compliance/manufacturers/search",
        paging=Paging("manufacturers"),
        reads="products",
        cipher="forbidden",
        differing=("202409",),
    )
    def search_manufacturers(
        self,
        *,
        manufacturer_ids: list[Id] = UNSET,
        keyword: Keyword = UNSET,
        locales: list[str] = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[Manufacturer]:
        """Find the manufacturers that the seller has registered (Search Manufacturers)."""
        ...

    @operation(
        "POST /product/202409/compliance/manufacturers", writes="products", answer="manufacturer_id", cipher="forbidden"
    )
    def create_manufacturer(
        self,
        *,
        name: ManufacturerName,
        email: str,
        phone_number: ManufacturerPhoneIn,
        address: AddressLine,
        registered_trade_name: Name = UNSET,
        locale: str = UNSET,
    ) -> Id | None:
        """Register a manufacturer, and learn its id (Create Manufacturer)."""
        ...

    @operation(
        "POST /product/202409/compliance/manufacturers/{manufacturer_id}/partial_edit",
        writes="products",
        cipher="forbidden",
    )
    def partial_edit_manufacturer(
        self,
        manufacturer_id: Id,
        *,
        name: ManufacturerName = UNSET,
        email: str = UNSET,
        phone_number: ManufacturerPhoneIn = UNSET,
        address: AddressLine = UNSET,
        registered_trade_name: Name = UNSET,
        locale: str = UNSET,
    ) -> None:
        """Change some of what is known of a manufacturer (Partial Edit Manufacturer)."""
        ...

    @paged(
        "POST /product/202501/compliance/responsible_persons/search",
        paging=Paging("responsible_persons"),
        reads="products",
        cipher="forbidden",
        differing=("202409",),
    )
    def search_responsible_persons(
        self,
        *,
        responsible_person_ids: list[Id] = UNSET,
        keyword: Keyword = UNSET,
        locales: list[str] = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[ResponsiblePerson]:
        """Find the EU responsible persons that the seller has registered (Search Responsible Persons)."""
        ...

    @operation(
        "POST /product/202409/compliance/responsible_persons",
        writes="products",
        answer="responsible_person_id",
        cipher="forbidden",
    )
    def create_responsible_person(
        self,
        *,
        name: Name,
        email: str,
        phone_number: PhoneIn,
        address: BusinessAddressIn,
        locale: str = UNSET,
    ) -> Id | None:
        """Register who answers for products in the EU, and learn the id (Create Responsible Person)."""
        ...

    @operation(
        "POST /product/202409/compliance/responsible_persons/{responsible_person_id}/partial_edit",
        writes="products",
        cipher="forbidden",
    )
    def partial_edit_responsible_person(
        self,
        responsible_person_id: Id,
        *,
        name: Name = UNSET,
        email: str = UNSET,
        phone_number: PhoneIn = UNSET,
        address: BusinessAddressIn = UNSET,
        locale: str = UNSET,
    ) -> None:
        """Change some of what is known of a responsible person (Partial Edit Responsible Person)."""
        ...

    @paged(
        "POST /product/202601/compliance/auditing/research",
        paging=Paging("products"),
        reads="products",
        cipher="forbidden",
        scopes=(),
    )
    def research_audits(
        self,
        *,
        product_ids: list[Id] = UNSET,
        product_title: str = UNSET,
        brand_ids: list[Id] = UNSET,
        category_ids: list[Id] = UNSET,
        seller_id: Id = UNSET,
        seller_name: str = UNSET,
        page_size: Query[Annotated[int, Field(ge=1, le=20)]] = 20,
        page_token: Query[str] = UNSET,
    ) -> Page[AuditedProduct]:
        """Search the platform's products for compliance research (Product Auditing Research)."""
        ...

    # The market: what might sell. The purpose must cover `market`.
    @paged(
        "POST /product/202604/opportunities/query",
        paging=Paging("data.opportunities", next_token="data.next_page_token", total="data.total_count"),
        reads="market",
    )
    def list_opportunities(
        self,
        opportunity_type: str,
        *,
        category_ids: list[Id] = UNSET,
        create_time_ge: Moment = UNSET,
        create_time_lt: Moment = UNSET,
        locale: Query[str] = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[Opportunity]:
        """List what buyers look for and few sell (List Opportunity)."""
        ...

    @paged(
        "POST /product/202409/opportunities/search",
        paging=Paging("opportunities"),
        reads="market",
        cipher="optional",
        scopes=(),
    )
    def search_opportunities(
        self,
        *,
        opportunity_ids: list[Id] = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[OpportunitySummary]:
        """Read opportunities by their ids, in short (Search Opportunities)."""
        ...

    @operation("GET /product/202604/opportunities/{opportunity_id}", reads="market", answer="opportunity")
    def get_opportunity(self, opportunity_id: Id, *, locale: str = UNSET) -> OpportunityDetail:
        """Read one opportunity in full, with its market figures (Get Opportunity Detail)."""
        ...

    @operation("POST /product/202604/opportunities/{opportunity_id}/submit", writes="market", answer="submission")
    def submit_to_opportunity(self, opportunity_id: Id, *, product_id: Id) -> Submission:
        """Put a product forward for an opportunity (Submit Product via Opportunity)."""
        ...

    @operation(
        "PUT /product/202409/products/{product_id}/opportunities",
        writes="market",
        answer="opportunity_applications",
        cipher="optional",
        scopes=(),
    )
    def apply_opportunities(self, product_id: Id, *, opportunity_ids: list[Id]) -> list[Submission]:
        """Put a product forward for several opportunities (Apply Opportunities)."""
        ...

    @paged(
        "GET /product/202604/opportunities/submissions",
        paging=Paging("data.submissions", next_token="data.next_page_token", total="data.total_count"),
        reads="market",
    )
    def list_submissions(
        self,
        *,
        status: str = UNSET,
        opportunity_id: Id = UNSET,
        product_id: Id = UNSET,
        submit_time_ge: Moment = UNSET,
        submit_time_lt: Moment = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[Submission]:
        """List the products that were put forward for opportunities (Get Submission Records)."""
        ...

    # Products from elsewhere: candidates for opportunities, and what other platforms have.
    @operation("POST /product/202409/candidate_products/batch", writes="products", cipher="optional", scopes=())
    def upload_candidate_products(self, candidate_products: list[CandidateProductIn]) -> CandidatesSaved:
        """Upload products from elsewhere to find opportunities for them (Upload Candidate Products).

        Raises `PartialFailure` if some of them were refused.
        """
        ...

    @operation(
        "POST /product/202409/candidate_products/partial_edit/batch", writes="products", cipher="optional", scopes=()
    )
    def partial_edit_candidate_products(self, candidate_products: list[CandidateProductIn]) -> CandidatesSaved:
        """Change some of what is known of candidates (Partial Edit Candidate Products).

        Raises `PartialFailure` if some of them were refused.
        """
        ...

    @paged(
        "POST /product/202409/candidate_products/search",
        paging=Paging("candidate_products"),
        reads="products",
        cipher="optional",
        scopes=(),
    )
    def search_candidate_products(
        self,
        *,
        external_product_ids: list[Id] = UNSET,
        opportunity_matching_statuses: list[MatchingStatus] = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[CandidateProduct]:
        """Find uploaded products and the opportunities that match them (Search Candidate Products)."""
        ...

    @operation("POST /product/202501/attribute_recommendation_request", writes="products", cipher="optional", scopes=())
    def create_attribute_recommendation_request(self, external_product: DescribedProductIn) -> None:
        """Ask for attributes that fit another platform's product (Create Attribute Recommendation Request)."""
        ...

    @operation("POST /product/202506/external_products", writes="products", cipher="optional", scopes=())
    def upload_external_product(self, external_product: ExternalProductIn) -> None:
        """Upload another platform's product to be analysed (Upload External Product)."""
        ...

    @operation(
        "POST /product/202508/import_external",
        writes="products",
        answer="import_result",
        cipher="forbidden",
        scopes=(),
        multipart=True,
    )
    def import_external_product_info(self, data: Upload) -> ImportResult:
        """Upload a file with products of another platform (Import External Product Info)."""
        ...

    # The key-product programme (SKPP). Its answers are undocumented, and what no model declares does not come in:
    # read them with `shop.call` until their fields are known.
    @operation("GET /product/202606/skpps/{product_id}", reads="products", scopes=(), provisional=True)
    def get_skpp(self, product_id: Id, *, locale: str = UNSET) -> KeyProductDiagnosis:
        """Ask how a product does in the key-product programme (Get Product Skpp Diagnostic).

        Provisional: known from secondary sources only.
        """
        ...

    @paged(
        "POST /product/202606/skpps/search",
        paging=Paging("products", place="body", parameter="page_no", style="number"),
        reads="products",
        scopes=(),
        provisional=True,
    )
    def search_skpp_status(
        self,
        *,
        product_ids: Annotated[list[Id], Field(max_length=100)] = UNSET,
        skpp_status: str = UNSET,
        page_size: int = UNSET,
        page_no: int = UNSET,
    ) -> Page[KeyProductStatus]:
        """Find where products stand in the key-product programme (List Products Skpp Status).

        Provisional: known from secondary sources only.
        """
        ...

    @operation("GET /product/202606/skpps/sum", reads="products", answer="shop_summary", scopes=(), provisional=True)
    def get_skpp_summary(self) -> KeyProductSummary:
        """Ask how the shop does in the key-product programme (Get Shop Skpp Summary).

        Provisional: known from secondary sources only.
        """
        ...
