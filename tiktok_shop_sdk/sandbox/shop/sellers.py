"""The authorization and seller families: which shops or assets an access token covers, and how they stand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ..call import Answer, Call
from ..users import Partner


def authorized_shops(call: Call) -> dict[str, Any]:
    """The shops of the token, with the ciphers that shop-level calls need."""
    return {
        "shops": [
            {
                "id": shop.id,
                "name": shop.name,
                "region": shop.region,
                "seller_type": shop.seller_type,
                "cipher": shop.cipher,
                "code": shop.code,
            }
            for shop in call.seller.shops
        ]
    }


def category_assets(call: Call) -> dict[str, Any]:
    """The category assets of a partner's token, with the ciphers that asset-level calls need."""
    assets = call.user.assets if isinstance(call.user, Partner) else ()
    return {
        "category_assets": [
            {
                "category": {"id": asset.category_id, "name": asset.category},
                "target_market": asset.market,
                "cipher": asset.cipher,
            }
            for asset in assets
        ]
    }


def active_shops(call: Call) -> dict[str, Any]:
    """The seller's shops that are open."""
    return {"shops": [{"id": shop.id, "region": shop.region} for shop in call.seller.shops]}


def permissions(call: Call) -> dict[str, Any]:
    """What a cross-border seller may do."""
    return {"permissions": ["MANAGE_GLOBAL_PRODUCT"]}


def shop_groups(call: Call) -> dict[str, Any]:
    """How the seller's shops are linked."""
    return {
        "shop_group_data": {
            "shop_group": {"source": "GS_POP", "shop_group_name": f"{call.seller.name} group"},
            "shops": [
                {
                    "shop_id": shop.id,
                    "seller_id": call.seller.open_id,
                    "shop_name": shop.name,
                    "shop_region": shop.region,
                }
                for shop in call.seller.shops
            ],
        }
    }


def seller_status(call: Call) -> dict[str, Any]:
    """The seller's standing."""
    return {
        "seller_status_data": {
            "seller_status": "ACTIVE",
            "shop_statuses": [{"shop_id": shop.id, "shop_status": "ACTIVE"} for shop in call.seller.shops],
        }
    }


def widget_token(call: Call) -> dict[str, Any]:
    """A token for embedding widgets."""
    return {"widget_token": {"expire_at": int(call.now) + 3600, "token": "sandbox-widget-token"}}


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "GET /authorization/202309/shops": authorized_shops,
        "GET /authorization/202405/category_assets": category_assets,
        "GET /authorization/202401/widget_token": widget_token,
        "GET /authorization/202312/widget_token": widget_token,
        "GET /seller/202309/shops": active_shops,
        "GET /seller/202309/permissions": permissions,
        "GET /seller/202601/shop_groups": shop_groups,
        "GET /seller/202508/status": seller_status,
    }
)
