"""Which family of the client holds which part of the catalogue."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tiktok_shop_sdk.core.operation import Declaration

# Name in the catalogue: name on the client.
FAMILIES = {
    "affiliate": "affiliate",
    "affiliate_creator": "affiliate_creator",
    "affiliate_partner": "affiliate_partner",
    "affiliate_seller": "affiliate_seller",
    "analytics": "analytics",
    "authorization": "authorization",
    "customer_engagement": "customer_engagement",
    "customer_service": "customer_service",
    "data_reconciliation": "data_reconciliation",
    "epharmacy": "epharmacy",
    "event": "events",
    "fbt": "fbt",
    "finance": "finance",
    "fulfillment": "fulfillment",
    "global_product": "global_products",
    "gs_full_service": "gs_full_service",
    "logistics": "logistics",
    "open": "files",
    "order": "orders",
    "product": "products",
    "promotion": "promotions",
    "return_refund": "returns",
    "review_rating": "reviews",
    "seller": "seller",
    "supply_chain": "supply_chain",
}


def declared_in(family: str) -> dict[str, Declaration[..., Any]]:
    """The declarations of a family of the client, by their names."""
    module = import_module(f"tiktok_shop_sdk.resources.{family}")
    found = vars(getattr(module, family.title().replace("_", "")))
    return {name: value for name, value in found.items() if isinstance(value, Declaration)}
