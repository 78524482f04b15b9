"""The older creator operations: products in a LIVE, links to products, and the showcase before `affiliate_creator`."""

from __future__ import annotations

from typing import TypeAlias

from ..core.operation import UNSET, Body, M, Resource, operation, paged
from ..core.paging import Page, Paging
from ..models.affiliate import CreatorProfile, LiveProducts, LiveRoom, PromotedProduct
from ..models.affiliate_creator import ProductsAdded, ShopProduct, ShopProductSortField, ShowcaseOrigin, SortOrder
from ..models.base import Id

Ids: TypeAlias = list[Id]


class Affiliate(Resource[M], quota="both", cipher="forbidden", token="creator"):
    """What creators could do first. For all but LIVEs and anchors, `affiliate_creator` has newer operations."""

    # Products in a LIVE.
    @operation("GET /affiliate/202309/live_rooms", reads="affiliate")
    def get_live_room(self) -> LiveRoom:
        """Read the creator's latest LIVE (Get Live Room Info)."""
        ...

    @operation("GET /affiliate/202309/live_rooms/products", reads="affiliate")
    def list_live_products(self) -> LiveProducts:
        """List the products in the creator's LIVE (Get LIVE Products)."""
        ...

    @operation("POST /affiliate/202309/live_rooms/products", writes="affiliate")
    def add_live_products(self, product_ids: Ids) -> ProductsAdded:
        """Put products into the running or the next LIVE (Add LIVE Products).

        Raises `PartialFailure` if some of them were not added; the others are.
        """
        ...

    @operation("POST /affiliate/202309/live_rooms/products/top", writes="affiliate")
    def top_live_products(self, product_ids: Ids) -> None:
        """Move products to the front of the LIVE's list (Top LIVE Products)."""
        ...

    @operation("POST /affiliate/202309/live_rooms/products/{product_id}/pin", writes="affiliate")
    def pin_live_product(self, product_id: Id) -> None:
        """Show one product on top of the running LIVE (Pin LIVE Product)."""
        ...

    @operation("POST /affiliate/202309/live_rooms/products/{product_id}/unpin", writes="affiliate")
    def unpin_live_product(self, product_id: Id) -> None:
        """No longer show a product on top of the LIVE (Unpin LIVE Product)."""
        ...

    @operation("DELETE /affiliate/202309/live_rooms/products", writes="affiliate")
    def remove_live_products(self, product_ids: Body[Ids]) -> None:
        """Take products out of the LIVE (Remove LIVE Products)."""
        ...

    # Anchors: the links to a product in a video.
    @operation("POST /affiliate/202402/anchors/prerequisite_check", reads="affiliate")
    def check_anchor_prerequisites(self, product_id: Id) -> None:
        """Check whether the creator may link a product in a video (Check Anchor Prerequisites).

        An answer means yes; a no is raised as the platform's refusal.
        """
        ...

    @operation("POST /affiliate/202403/anchors/content_check", reads="affiliate")
    def check_anchor_content(self, title: str) -> None:
        """Check whether the words of a link may be used (Check Anchor Content).

        An answer means yes; a no is raised as the platform's refusal.
        """
        ...

    # The creator and the showcase, by their older routes.
    @operation("GET /affiliate/202309/profiles", reads="affiliate")
    def get_profile(self) -> CreatorProfile:
        """Read who the creator is and what the creator may promote (Get Creator Profile Old)."""
        ...

    @paged("GET /affiliate/202309/shop_products", paging=Paging("products"), reads="affiliate")
    def search_shop_products(
        self,
        *,
        title_keyword: str = UNSET,
        sort_field: ShopProductSortField = UNSET,
        sort_order: SortOrder = UNSET,
        page_size: int,
        page_token: str = UNSET,
    ) -> Page[ShopProduct]:
        """Find products of the shop that the creator is bound to (Get Shop Products Legacy)."""
        ...

    @paged("GET /affiliate/202309/showcases/products", paging=Paging("products"), reads="affiliate")
    def list_showcase_products(
        self, *, origin: ShowcaseOrigin = UNSET, page_size: int = UNSET, page_token: str = UNSET
    ) -> Page[PromotedProduct]:
        """List the products in the creator's showcase (Get Showcase Products Old)."""
        ...

    @operation("POST /affiliate/202309/showcases/products", writes="affiliate")
    def add_showcase_products(self, product_ids: Ids) -> ProductsAdded:
        """Put products into the showcase (Add Showcase Products Old).

        Raises `PartialFailure` if some of them were not added; the others are.
        """
        ...

    @operation("POST /affiliate/202309/showcases/products/top", writes="affiliate")
    def top_showcase_products(self, product_ids: Ids) -> None:
        """Move products to the front of the showcase (Top Showcase Products Old)."""
        ...

    @operation("DELETE /affiliate/202309/showcases/products", writes="affiliate")
    def remove_showcase_products(self, product_ids: Body[Ids]) -> None:
        """Take products out of the showcase (Remove Showcase Products Old)."""
        ...
