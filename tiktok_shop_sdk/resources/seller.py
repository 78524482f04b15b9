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


class Seller(Resource[M]):
    """The seller's own account."""

    @operation(
        "GET /seller/202309/shops",
        quota="both",
        reads="account",
        cipher="forbidden",
        scopes=("seller.shop.info",),
        answer="shops",
    )
    def active_shops(self) -> list[ActiveShop]:
        """List the seller's active shops (Get Active Shops)."""
        ...

    @operation(
        "GET /seller/202601/shop_groups",
        quota="both",
        reads="account",
        cipher="forbidden",
        scopes=("seller.authorization.info",),
        answer="shop_group_data",
    )
    def shop_groups(self) -> ShopGroups:
        """Read the group of linked shops to which the seller's shop belongs (Get Shop Group)."""
        ...

    @operation(
        "GET /seller/202508/status",
        quota="both",
        reads="account",
        cipher="forbidden",
        answer="seller_status_data",
    )
    def status(self) -> SellerStatus:
        """Read the state of the seller's account and shops (Get Seller Status)."""
        ...

    @operation(
        "GET /seller/202309/permissions",
        quota="both",
        reads="account",
        cipher="forbidden",
        scopes=("seller.shop.info",),
        answer="permissions",
    )
    def permissions(self) -> list[str]:
        """List what a cross-border seller may do, as manage global products (Get Seller Permissions)."""
        ...

    @operation(
        "GET /seller/202407/shop_creators",
        quota="both",
        reads="account",
        cipher="optional",
        answer="shop_creators",
    )
    def shop_creators(self) -> list[ShopCreator]:
        """List how creators are bound to the shop (Get Shop Creators)."""
        ...

    @operation(
        "POST /seller/202508/collections/sync",
        quota="both",
        writes="account",
        cipher="optional",
        answer="failed_info",
    )
    def sync_collections(
        self, *, collections: list[CollectionIn] = UNSET, logo_url: str = UNSET, source: int = UNSET
    ) -> FailedCollections:
        """Take over collections of products from another system (Sync Collections).

        The answer names the collections that failed; all others are taken over.
        """
        ...
