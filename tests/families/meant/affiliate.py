"""Affiliate, the older operations: where a declaration means to differ from the catalogue, and why."""

from __future__ import annotations

SENSELESS = "the call says nothing without it, and our sources do not know what is required"
BESIDE_THE_PAGE = "a page has one list; `list_live_products` tells what is in the LIVE"

MEANT: dict[tuple[str, str], str] = {
    ("add_live_products", "body.product_ids: required"): SENSELESS,
    ("top_live_products", "body.product_ids: required"): SENSELESS,
    ("remove_live_products", "body.product_ids: required"): SENSELESS,
    ("add_showcase_products", "body.product_ids: required"): SENSELESS,
    ("top_showcase_products", "body.product_ids: required"): SENSELESS,
    ("remove_showcase_products", "body.product_ids: required"): SENSELESS,
    ("check_anchor_prerequisites", "body.product_id: required"): SENSELESS,
    ("check_anchor_content", "body.title: required"): SENSELESS,
    ("list_showcase_products", "data.live_product_ids"): BESIDE_THE_PAGE,
}
