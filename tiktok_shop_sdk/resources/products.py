"""Products: find and read them, keep stock and prices right, learn what the platform wants of a listing."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ..core.operation import UNSET, Body, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..core.request import Upload
from ..models.base import Id, Moment
from ..models.products import (
    AuditedProduct,
    AuditStatus,
    Brand,
    CandidateProduct,
    Category,
    CategoryAttribute,
    CategoryRules,
    CertificationIn,
    CheckOptionIn,
    CombinedListing,
    DimensionsIn,
    ImageIn,
    ImageUse,
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
    MatchingStatus,
    Opportunity,
    OpportunityDetail,
    OpportunitySummary,
    OptimizedField,
    PackageAdvice,
    Prerequisite,
    Product,
    ProductAttributeIn,
    ProductDiagnosis,
    ProductInventory,
    ProductsUpdated,
    QualityTier,
    RecommendedCategory,
    ResponsiblePerson,
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
    TextSuggestions,
    TranslationTask,
    UploadedFile,
    UploadedImage,
    VideoIn,
    WeightIn,
)

Ids: TypeAlias = Annotated[list[Id], Field(min_length=1)]
PageSize: TypeAlias = Annotated[int, Field(ge=1, le=100)]


class Products(Resource[M]):
    """The shop's products."""

    @paged(
        "POST /product/202502/products/search",
        paging=Paging("products"),
        quota="product",
        reads="products",
        scopes=("seller.product.basic",),
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

    @operation(
        "GET /product/202309/products/{product_id}",
        quota="product",
        reads="products",
        scopes=("seller.product.basic",),
    )
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

    # Stock.
    @operation(
        "POST /product/202309/inventory/search",
        quota="product",
        reads="inventory",
        scopes=("seller.product.basic",),
        answer="inventory",
    )
    def search_inventory(self, *, product_ids: list[Id] = UNSET, sku_ids: list[Id] = UNSET) -> list[ProductInventory]:
        """Read the stock of products or SKUs, by warehouse (Inventory Search)."""
        ...

    @operation(
        "POST /product/202309/products/{product_id}/inventory/update",
        quota="product",
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
        "POST /product/202604/inventory/operation/settings",
        quota="product",
        writes="inventory",
        answer="stock_operation",
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
        "POST /product/202309/products/{product_id}/prices/update",
        quota="product",
        writes="prices",
        scopes=("seller.product.write",),
    )
    def update_price(self, product_id: Id, *, skus: list[SkuPrice]) -> None:
        """Set the prices of a product's SKUs (Update Price).

        Amounts are `Decimal` or text such as "19.99", never float.
        """
        ...

    @operation(
        "POST /product/202502/products/{product_id}/strikethrough_prices/enable",
        quota="product",
        writes="prices",
        cipher="optional",
    )
    def enable_strikethrough_prices(
        self,
        product_id: Id,
        *,
        external_product_id: Annotated[Id, Field(max_length=999)] = UNSET,
        skus: list[StrikethroughSku] = UNSET,
    ) -> StrikethroughEnabled:
        """Show list prices crossed out, justified by prices elsewhere (Enable Strikethrough Prices).

        Raises `PartialFailure` if some SKUs were refused.
        """
        ...

    # On sale, off sale, gone and back. Each raises `PartialFailure` if some products were refused.
    @operation(
        "POST /product/202309/products/activate",
        quota="product",
        writes="products",
        scopes=("seller.product.basic",),
    )
    def activate(self, product_ids: Ids, *, listing_platforms: list[ListingPlatform] = UNSET) -> ProductsUpdated:
        """Put hidden products back on sale (Activate Product)."""
        ...

    @operation(
        "POST /product/202309/products/deactivate",
        quota="product",
        writes="products",
        scopes=("seller.product.basic",),
    )
    def deactivate(self, product_ids: Ids, *, listing_platforms: list[ListingPlatform] = UNSET) -> ProductsUpdated:
        """Take products off sale without deleting them (Deactivate Products)."""
        ...

    @operation(
        "DELETE /product/202309/products",
        quota="product",
        writes="products",
        scopes=("seller.product.delete",),
    )
    def delete(self, product_ids: Body[Ids]) -> ProductsUpdated:
        """Delete products; `recover` brings them back (Delete Products)."""
        ...

    @operation(
        "POST /product/202309/products/recover",
        quota="product",
        writes="products",
        scopes=("seller.product.delete",),
    )
    def recover(self, product_ids: Ids) -> ProductsUpdated:
        """Bring deleted products back (Recover Products)."""
        ...

    # Brands and categories.
    @paged(
        "GET /product/202309/brands",
        paging=Paging("brands"),
        quota="product",
        reads="products",
        scopes=("seller.product.basic",),
    )
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
        "POST /product/202309/brands/recommend",
        quota="product",
        reads="products",
        cipher="forbidden",
        answer="brand",
    )
    def recommend_brand(self, *, product_title: str = UNSET, language: str = UNSET) -> Brand:
        """Suggest a brand from a product's title (Recommend Brand). Its `id` is None if none fits."""
        ...

    @operation(
        "GET /product/202309/categories",
        quota="product",
        reads="products",
        scopes=("seller.product.basic",),
        answer="categories",
    )
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

    @operation(
        "POST /product/202309/categories/recommend",
        quota="product",
        reads="products",
        scopes=("seller.product.basic",),
    )
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

    @operation(
        "GET /product/202309/categories/{category_id}/attributes",
        quota="product",
        reads="products",
        scopes=("seller.product.basic",),
        answer="attributes",
    )
    def get_attributes(
        self, category_id: Id, *, locale: str = UNSET, category_version: str = UNSET
    ) -> list[CategoryAttribute]:
        """List the attributes that products of a category have (Get Attributes)."""
        ...

    @operation(
        "GET /product/202309/categories/{category_id}/rules",
        quota="product",
        reads="products",
        scopes=("seller.product.basic",),
    )
    def get_category_rules(
        self, category_id: Id, *, locale: str = UNSET, category_version: str = UNSET
    ) -> CategoryRules:
        """Read which certificates, sizes and contacts a category asks for (Get Category Rules)."""
        ...

    @operation(
        "GET /product/202407/listing_schemas",
        quota="product",
        reads="products",
        cipher="forbidden",
    )
    def get_listing_schemas(
        self, category_ids: Ids, *, locale: str = UNSET, category_version: str = UNSET
    ) -> ListingSchemas:
        """Read which fields a listing in leaf categories has, and their rules (Listing Schemas).

        Raises `PartialFailure` if some categories could not be told; its `result` holds the others.
        """
        ...

    # Before and after listing: what is missing, what is wrong, what would be better.
    @operation(
        "GET /product/202312/prerequisites",
        quota="product",
        reads="products",
        scopes=("seller.product.basic",),
        answer="check_results",
    )
    def check_listing_prerequisites(self) -> list[Prerequisite]:
        """Check whether the shop may list products yet (Check Listing Prerequisites)."""
        ...

    @operation(
        "POST /product/202309/products/listing_check",
        quota="product",
        reads="products",
        scopes=("seller.product.basic", "serller.product.optimize"),
    )
    def check_listing(
        self,
        *,
        title: str,
        description: str,
        category_id: Id,
        main_images: Annotated[list[ImageIn], Field(max_length=9)],
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
        minimum_order_quantity: Annotated[int, Field(ge=1, le=20)] = UNSET,
        is_cod_allowed: bool = UNSET,
        is_pre_owned: bool = UNSET,
        scheduled_sale: ScheduledSaleIn = UNSET,
        listing_platforms: list[ListingPlatform] = UNSET,
        certifications: Annotated[list[CertificationIn], Field(max_length=10)] = UNSET,
        manufacturer_ids: list[Id] = UNSET,
        responsible_person_ids: list[Id] = UNSET,
        external_product_id: Annotated[Id, Field(max_length=999)] = UNSET,
        primary_combined_product_id: Id = UNSET,
        option: CheckOptionIn = UNSET,
        is_diagnosis_required: Query[bool] = UNSET,
    ) -> ListingCheck:
        """Check a product before it is listed, without listing it (Check Product Listing)."""
        ...

    # "serller" is how the platform spells the scope.
    @operation(
        "GET /product/202405/products/diagnoses",
        quota="product",
        reads="products",
        scopes=("serller.product.optimize",),
        answer="products",
    )
    def diagnose(self, product_ids: Ids) -> list[ProductDiagnosis]:
        """List what is wrong with live listings (Product Information Issue Diagnosis)."""
        ...

    @operation(
        "POST /product/202411/products/diagnose_optimize",
        quota="product",
        reads="products",
        scopes=("serller.product.optimize",),
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

    @operation(
        "GET /product/202405/products/seo_words",
        quota="product",
        reads="products",
        scopes=("seller.product.basic",),
        answer="products",
    )
    def get_seo_words(self, product_ids: Ids) -> list[SeoWords]:
        """Suggest search words for the titles of products (Get Products SEO Words)."""
        ...

    @operation(
        "GET /product/202405/products/suggestions",
        quota="product",
        reads="products",
        scopes=("serller.product.optimize",),
        answer="products",
    )
    def recommend_title_and_description(self, product_ids: Ids) -> list[TextSuggestions]:
        """Suggest better titles and descriptions (Get Recommended Product Title And Description)."""
        ...

    @paged(
        "POST /product/202602/packages/recommend",
        paging=Paging("products"),
        quota="product",
        reads="products",
        scopes=("seller.product.basic",),
    )
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
        quota="product",
        reads="products",
        cipher="forbidden",
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

    # Pictures, files and size charts.
    @operation(
        "POST /product/202309/images/upload",
        quota="product",
        writes="products",
        cipher="forbidden",
        scopes=("seller.product.basic",),
        multipart=True,
    )
    def upload_image(self, data: Upload, *, use_case: ImageUse = UNSET) -> UploadedImage:
        """Upload a picture; products name it by its `uri` (Upload Product Image)."""
        ...

    @operation(
        "POST /product/202309/files/upload",
        quota="product",
        writes="products",
        cipher="forbidden",
        scopes=("seller.product.basic",),
        multipart=True,
    )
    def upload_file(self, data: Upload, *, name: str) -> UploadedFile:
        """Upload a PDF or a video; products name it by its `id` (Upload Product File)."""
        ...

    @operation(
        "GET /product/202506/images/translation_tasks",
        quota="product",
        reads="products",
        scopes=("serller.product.optimize",),
        answer="translation_tasks",
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
        quota="product",
        reads="products",
        cipher="forbidden",
        answer="images",
    )
    def identify_size_charts(self, images: list[LinkIn] = UNSET) -> list[SizeChartGuess]:
        """Tell which pictures are size charts (Recommend Sizechart)."""
        ...

    @paged(
        "POST /product/202407/sizecharts/search",
        paging=Paging("size_chart"),
        quota="product",
        reads="products",
        cipher="forbidden",
        scopes=("seller.product.basic",),
    )
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
        quota="product",
        reads="products",
        cipher="forbidden",
        scopes=("seller.product.basic",),
    )
    def search_manufacturers(
        self,
        *,
        manufacturer_ids: list[Id] = UNSET,
        keyword: Annotated[str, Field(max_length=200)] = UNSET,
        locales: list[str] = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[Manufacturer]:
        """Find the manufacturers that the seller has registered (Search Manufacturers)."""
        ...

    @paged(
        "POST /product/202501/compliance/responsible_persons/search",
        paging=Paging("responsible_persons"),
        quota="product",
        reads="products",
        cipher="forbidden",
        scopes=("seller.product.basic",),
    )
    def search_responsible_persons(
        self,
        *,
        responsible_person_ids: list[Id] = UNSET,
        keyword: Annotated[str, Field(max_length=200)] = UNSET,
        locales: list[str] = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[ResponsiblePerson]:
        """Find the EU responsible persons that the seller has registered (Search Responsible Persons)."""
        ...

    @paged(
        "POST /product/202601/compliance/auditing/research",
        paging=Paging("products"),
        quota="product",
        reads="products",
        cipher="forbidden",
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
        quota="product",
        reads="market",
        scopes=("seller.product.basic",),
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
        quota="product",
        reads="market",
        cipher="optional",
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

    @operation(
        "GET /product/202604/opportunities/{opportunity_id}",
        quota="product",
        reads="market",
        scopes=("seller.product.basic",),
        answer="opportunity",
    )
    def get_opportunity(self, opportunity_id: Id, *, locale: str = UNSET) -> OpportunityDetail:
        """Read one opportunity in full, with its market figures (Get Opportunity Detail)."""
        ...

    @paged(
        "GET /product/202604/opportunities/submissions",
        paging=Paging("data.submissions", next_token="data.next_page_token", total="data.total_count"),
        quota="product",
        reads="market",
        scopes=("seller.product.basic",),
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

    @paged(
        "POST /product/202409/candidate_products/search",
        paging=Paging("candidate_products"),
        quota="product",
        reads="products",
        cipher="optional",
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

    # The key-product programme (SKPP). Provisional: known from secondary sources only, answers undocumented.
    # What no model declares does not come in: read them with `shop.call` until their fields are known.
    @operation(
        "GET /product/202606/skpps/{product_id}",
        quota="product",
        reads="products",
        provisional=True,
    )
    def get_skpp(self, product_id: Id, *, locale: str = UNSET) -> KeyProductDiagnosis:
        """Ask how a product does in the key-product programme (Get Product Skpp Diagnostic)."""
        ...

    @paged(
        "POST /product/202606/skpps/search",
        paging=Paging("products", place="body", parameter="page_no", numbered=True),
        quota="product",
        reads="products",
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
        """Find where products stand in the key-product programme (List Products Skpp Status)."""
        ...

    @operation(
        "GET /product/202606/skpps/sum",
        quota="product",
        reads="products",
        answer="shop_summary",
        provisional=True,
    )
    def get_skpp_summary(self) -> KeyProductSummary:
        """Ask how the shop does in the key-product programme (Get Shop Skpp Summary)."""
        ...
