"""Seller: the seller's shops, their state, and what the seller may do."""

from __future__ import annotations

from ..core.operation import UNSET, M, Resource, operation
from ..models.seller import (
    ActiveShop,
    CollectionIn,
    FailedCollections,
    SellerStatus,
    ShopCreator,
    ShopGroups,
)


class Seller(Resource[M], quota="both", cipher="forbidden"):
    """The seller's own account."""

    @operation("GET /seller/202309/shops", reads="account", answer="shops", scopes=("seller.shop.info",))
    def active_shops(self) -> list[ActiveShop]:
        """List the seller's active shops (Get Active Shops)."""
        ...

    @operation(
        "GET /seller/202601/shop_groups",
        reads="account",
        answer="shop_group_data",
        scopes=("seller.authorization.info",),
    )
    def shop_groups(self) -> ShopGroups:
        """Read the group of linked shops to which the seller's shop belongs (Get Shop Group)."""
        ...

    @operation("GET /seller/202508/status", reads="account", answer="seller_status_data")
    def status(self) -> SellerStatus:
        """Read the state of the seller's account and shops (Get Seller Status)."""
        ...

    @operation("GET /seller/202309/permissions", reads="account", answer="permissions", scopes=("seller.shop.info",))
    def permissions(self) -> list[str]:
        """List what a cross-border seller may do, as manage global products (Get Seller Permissions)."""
        ...

    @operation("GET /seller/202407/shop_creators", reads="account", answer="shop_creators", cipher="optional")
    def shop_creators(self) -> list[ShopCreator]:
        """List how creators are bound to the shop (Get Shop Creators)."""
        ...

    @operation("POST /seller/202508/collections/sync", writes="account", answer="failed_info", cipher="optional")
    def sync_collections(
        self, *, collections: list[CollectionIn] = UNSET, logo_url: str = UNSET, source: int = UNSET
    ) -> FailedCollections:
        """Take over collections of products from another system (Sync Collections).

        The answer names the collections that failed; all others are taken over.
        """
        ...
