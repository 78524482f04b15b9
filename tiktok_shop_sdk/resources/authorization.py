"""Authorization: which shops and assets the grant covers."""

from __future__ import annotations

from ..core.operation import UNSET, M, Resource, operation
from ..models.authorization import CategoryAsset, Shop, WidgetToken
from ..models.base import Id


class Authorization(Resource[M], quota="both", cipher="forbidden"):
    """The grants that sellers and partners gave to the app."""

    @operation(
        "GET /authorization/202309/shops", reads="account", answer="shops", scopes=("seller.authorization.info",)
    )
    def shops(self) -> list[Shop]:
        """List the shops that the grant covers, with their ciphers (Get Authorized Shops)."""
        ...

    @operation(
        "GET /authorization/202405/category_assets",
        reads="account",
        answer="category_assets",
        scopes=("partner.authorization.info",),
        token="partner",
    )
    def category_assets(self) -> list[CategoryAsset]:
        """List the category assets of a partner, with their ciphers (Get Authorized Category Assets)."""
        ...

    @operation("GET /authorization/202401/widget_token", reads="account", answer="widget_token", also=("202312",))
    def widget_token(self, *, shop_id: Id = UNSET) -> WidgetToken:
        """Ask for a token with which a page of yours may show the platform's widgets (Get Widget Token)."""
        ...

    @operation("DELETE /authorization/202403/shops", writes="account", cipher="optional")
    def deauthorize_shop(self) -> None:
        """Give up the app's access to the shop; only the seller can grant it again (Deauthorize Shop)."""
        ...
