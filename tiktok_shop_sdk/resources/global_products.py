"""Global products: list once, sell in several markets; and copies of a shop's products in other markets."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ..core.operation import UNSET, Body, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..models.base import Id, Moment
from ..models.global_products import (
    BoundProductIn,
    CheckedGlobalSkuIn,
    EditGlobalSkuIn,
    GlobalCategoryAttribute,
    GlobalCategoryRules,
    GlobalCertificationIn,
    GlobalListingCheck,
    GlobalProduct,
    GlobalProductAttributeIn,
    GlobalProductPublished,
    GlobalProductSaved,
    GlobalProductsDeleted,
    GlobalProductStatus,
    GlobalSkuIn,
    GlobalSkuStockIn,
    ListingRules,
    LocalProductsBound,
    ManufacturerContactIn,
    PartialEditGlobalSkuIn,
    ProductReplicated,
    PublishTargetIn,
    ReplicatedProduct,
    ReplicateTargetIn,
)
from ..models.products import (
    Category,
    DimensionsIn,
    ExternalId,
    ImageIn,
    RecommendedCategory,
    SizeChartIn,
    VideoIn,
    WeightIn,
)

Pictures: TypeAlias = Annotated[list[ImageIn], Field(max_length=9)]
Certificates: TypeAlias = Annotated[list[GlobalCertificationIn], Field(max_length=10)]


class GlobalProducts(Resource[M], quota="product", cipher="forbidden", scopes=("seller.global_product.write",)):
    """The seller's global products. Most calls are made for the seller, not for one shop."""

    @paged(
        "POST /product/202312/global_products/search",
        paging=Paging("global_products"),
        reads="products",
        scopes=("seller.global_product.info",),
        also=("202309",),
    )
    def search(
        self,
        *,
        status: GlobalProductStatus = UNSET,
        seller_skus: list[str] = UNSET,
        create_time_ge: Moment = UNSET,
        create_time_le: Moment = UNSET,
        update_time_ge: Moment = UNSET,
        update_time_le: Moment = UNSET,
        page_size: Query[Annotated[int, Field(ge=1, le=100)]] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[GlobalProduct]:
        """Find global products by status and time (Search Global Products).

        Both ends of a time range are inclusive.
        """
        ...

    @operation(
        "GET /product/202309/global_products/{global_product_id}",
        reads="products",
        scopes=("seller.global_product.info",),
    )
    def get(self, global_product_id: Id) -> GlobalProduct:
        """Read one global product, and the products that markets have made of it (Get Global Product)."""
        ...

    # Listing and editing. Pictures are named by the `uri` that `products.upload_image` answered.
    @operation("POST /product/202404/global_products/listing_check", reads="products", scopes=())
    def check_listing(
        self,
        *,
        title: str = UNSET,
        description: str = UNSET,
        category_id: Id = UNSET,
        main_images: list[ImageIn] = UNSET,
        skus: list[CheckedGlobalSkuIn] = UNSET,
        package_weight: WeightIn = UNSET,
        package_dimensions: DimensionsIn = UNSET,
        brand_id: Id = UNSET,
        product_attributes: list[GlobalProductAttributeIn] = UNSET,
        video: VideoIn = UNSET,
        size_chart: SizeChartIn = UNSET,
        certifications: list[GlobalCertificationIn] = UNSET,
        manufacturer: ManufacturerContactIn = UNSET,
    ) -> GlobalListingCheck:
        """Check a global product before it is created, without creating it (Check Global Product Listing)."""
        ...

    @operation("POST /product/202309/global_products", writes="products")
    def create(
        self,
        *,
        title: str,
        description: str,
        category_id: Id,
        main_images: Pictures,
        skus: list[GlobalSkuIn],
        package_weight: WeightIn,
        package_dimensions: DimensionsIn = UNSET,
        brand_id: Id = UNSET,
        product_attributes: list[GlobalProductAttributeIn] = UNSET,
        video: VideoIn = UNSET,
        size_chart: SizeChartIn = UNSET,
        certifications: Certificates = UNSET,
        manufacturer: ManufacturerContactIn = UNSET,
        manufacturer_ids: list[Id] = UNSET,
        responsible_person_ids: list[Id] = UNSET,
        external_global_product_id: ExternalId = UNSET,
        source_locale: str = UNSET,
        category_version: str = UNSET,
    ) -> GlobalProductSaved:
        """Create a global product; no market sells it before `publish` (Create Global Product).

        There is no idempotency key: if it is not known whether a call was carried out, `search` for the product
        before you repeat it, or there may be two.
        """
        ...

    @operation("PUT /product/202309/global_products/{global_product_id}", writes="products")
    def edit(
        self,
        global_product_id: Id,
        *,
        title: str,
        description: str,
        category_id: Id,
        main_images: Pictures,
        skus: list[EditGlobalSkuIn],
        package_weight: WeightIn,
        package_dimensions: DimensionsIn = UNSET,
        brand_id: Id = UNSET,
        product_attributes: list[GlobalProductAttributeIn] = UNSET,
        video: VideoIn = UNSET,
        size_chart: SizeChartIn = UNSET,
        certifications: Certificates = UNSET,
        manufacturer: ManufacturerContactIn = UNSET,
        manufacturer_ids: list[Id] = UNSET,
        responsible_person_ids: list[Id] = UNSET,
        external_global_product_id: ExternalId = UNSET,
        category_version: str = UNSET,
    ) -> GlobalProductSaved:
        """Overwrite a global product: what you leave out is gone (Edit Global Product).

        Raises `PartialFailure` if some markets did not take the edit over; the others have.
        """
        ...

    @operation(
        "PUT /product/202509/global_products/{global_product_id}/partial_edit",
        writes="products",
        scopes=("seller.product.basic",),
    )
    def partial_edit(
        self,
        global_product_id: Id,
        *,
        title: str = UNSET,
        description: str = UNSET,
        category_id: Id = UNSET,
        main_images: Pictures = UNSET,
        skus: list[PartialEditGlobalSkuIn] = UNSET,
        package_weight: WeightIn = UNSET,
        package_dimensions: DimensionsIn = UNSET,
        brand_id: Id = UNSET,
        product_attributes: list[GlobalProductAttributeIn] = UNSET,
        video: VideoIn = UNSET,
        size_chart: SizeChartIn = UNSET,
        certifications: Certificates = UNSET,
        manufacturer: ManufacturerContactIn = UNSET,
        manufacturer_ids: list[Id] = UNSET,
        responsible_person_ids: list[Id] = UNSET,
        external_global_product_id: ExternalId = UNSET,
        category_version: str = UNSET,
    ) -> GlobalProductSaved:
        """Change parts of a global product: what you leave out stays (Partial Edit Global Product).

        Raises `PartialFailure` if some markets did not take the edit over; the others have.
        """
        ...

    @operation("POST /product/202309/global_products/{global_product_id}/inventory/update", writes="inventory")
    def update_inventory(self, global_product_id: Id, *, global_skus: list[GlobalSkuStockIn]) -> None:
        """Set the stock of a global product that is not published yet (Update Global Inventory)."""
        ...

    @operation("DELETE /product/202309/global_products", writes="products", scopes=("seller.global_product.delete",))
    def delete(self, global_product_ids: Body[Annotated[list[Id], Field(min_length=1)]]) -> GlobalProductsDeleted:
        """Delete global products (Delete Global Products).

        Raises `PartialFailure` if some were refused; the others are deleted.
        """
        ...

    # Selling in the markets.
    @operation("POST /product/202309/global_products/{global_product_id}/publish", writes="products")
    def publish(self, global_product_id: Id, *, publish_target: list[PublishTargetIn]) -> GlobalProductPublished:
        """Make products of a global product in one or more markets (Publish Global Product).

        A market may keep its product as a draft. Raises `PartialFailure` if some markets failed; its `result` holds
        the products of the others.
        """
        ...

    @operation(
        "POST /product/202503/global_products/{global_product_id}/bind_local_products", writes="products", scopes=()
    )
    def bind_local_products(
        self, global_product_id: Id, *, local_products: list[BoundProductIn] = UNSET
    ) -> LocalProductsBound:
        """Tie products that markets have already to a global product (Bind Local Products).

        Raises `PartialFailure` if some of them could not be tied; the others are.
        """
        ...

    # Categories and what they ask for. `category_version="v2"` is the newer tree, as in `products`.
    @operation(
        "GET /product/202309/global_categories",
        reads="products",
        answer="categories",
        scopes=("seller.global_product.category.info",),
    )
    def list_categories(
        self, *, keyword: str = UNSET, locale: str = UNSET, category_version: str = UNSET
    ) -> list[Category]:
        """List the categories in which global products may be listed (Get Global Categories)."""
        ...

    @operation(
        "POST /product/202309/global_categories/recommend",
        reads="products",
        scopes=("seller.global_product.category.info",),
    )
    def recommend_category(
        self,
        product_title: str,
        *,
        description: str = UNSET,
        images: list[ImageIn] = UNSET,
        category_version: str = UNSET,
    ) -> RecommendedCategory:
        """Suggest a category from a product's title, text and pictures (Recommend Global Categories)."""
        ...

    @operation(
        "GET /product/202309/categories/{category_id}/global_attributes",
        reads="products",
        answer="attributes",
        scopes=("seller.global_product.category.info",),
    )
    def get_attributes(
        self, category_id: Id, *, locale: str = UNSET, category_version: str = UNSET
    ) -> list[GlobalCategoryAttribute]:
        """List the attributes of a category, and which markets require them (Get Global Attributes)."""
        ...

    @operation(
        "GET /product/202309/categories/{category_id}/global_rules",
        reads="products",
        scopes=("seller.global_product.category.info",),
    )
    def get_category_rules(
        self, category_id: Id, *, locale: str = UNSET, category_version: str = UNSET
    ) -> GlobalCategoryRules:
        """Read which certificates and contacts a category asks for, by market (Get Global Category Rules)."""
        ...

    # Copies of a shop's products in other markets: the way to sell there without a global product.
    @operation(
        "GET /product/202507/global_listing_rules",
        reads="products",
        cipher="required",
        scopes=("seller.product.basic",),
    )
    def get_listing_rules(self) -> ListingRules:
        """Ask how the shop may list in other markets, and how stock is shared (Get Global Listing Rules)."""
        ...

    @operation(
        "POST /product/202507/products/{product_id}/global_replicate",
        writes="products",
        cipher="required",
        scopes=("seller.product.write",),
    )
    def replicate_product(
        self, product_id: Id, *, replicate_target: list[ReplicateTargetIn] = UNSET, inventory_mode: str = UNSET
    ) -> ProductReplicated:
        """Copy a product of the shop to other markets (Replicate Product).

        The copies are made afterwards: `list_replicated_products` tells how they fare. Raises `PartialFailure` if
        some markets were refused; the others are not.
        """
        ...

    @operation(
        "GET /product/202507/products/{product_id}/replicated_products",
        reads="products",
        answer="replicated_products",
        cipher="required",
        scopes=("seller.product.basic",),
    )
    def list_replicated_products(self, product_id: Id) -> list[ReplicatedProduct]:
        """List the copies of a product in other markets (Get Global Replicated Products)."""
        ...
