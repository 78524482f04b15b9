"""Stock and prices: what may be set, and which part of a request fails while the rest is done."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from ..call import Answer, Call, failed_item
from ..refusals import (
    NAME_THE_WAREHOUSE,
    OUT_OF_LIMITS,
    UNKNOWN_SKU,
    UNKNOWN_WAREHOUSE,
    WAREHOUSE_OF_ANOTHER_SELLER,
    Refusal,
    parameter,
)
from .products import product_of
from .shelf import Product, Sku
from .stockroom import set_stock

MOST_STOCK = 99_999  # the range that the reference page gives for `quantity`


def search_inventory(call: Call) -> dict[str, Any]:
    """Stock of products or SKUs; ids that the shop does not have are left out."""
    product_ids, sku_ids = set(call.texts("product_ids")), set(call.texts("sku_ids"))
    if not product_ids and not sku_ids:
        raise parameter("product_ids", "product_ids and sku_ids are both empty", "ids of products or SKUs")
    shown = []
    for product in call.shop.products.values():
        skus = [s for s in product.skus.values() if s.id in sku_ids or product.id in product_ids]
        if skus:
            shown.append({"product_id": product.id, "skus": [sku.stock_record() for sku in skus]})
    return {"inventory": shown}


def update_inventory(call: Call) -> dict[str, Any]:
    """Set stock per SKU and warehouse.

    What can be done is done, the rest is named in `errors[]`; if nothing can be done, the first fault is the
    answer.
    """
    product = product_of(call)
    errors: list[dict[str, Any]] = []
    done = 0
    for row in call.rows("skus"):
        sku = product.skus.get(str(row.get("id")))
        if sku is None:
            errors.append(failed_item(Refusal(UNKNOWN_SKU), sku_id=str(row.get("id")), extra_errors=[]))
            continue
        entries = row.get("inventory")
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise parameter("inventory", "it is not a list of objects", "a JSON array of objects")
        failures = [failure for entry in entries if (failure := _set_stock(call, product, sku, entry)) is not None]
        done += len(entries) - len(failures)
        if failures:
            first = Refusal(failures[0]["code"])
            errors.append(failed_item(first, sku_id=sku.id, extra_errors=failures))
    if errors and not done:
        raise Refusal(errors[0]["code"])
    product.change(call.now)
    return {"errors": errors} if errors else {}


def _set_stock(call: Call, product: Product, sku: Sku, entry: Mapping[str, Any]) -> dict[str, Any] | None:
    """Do one entry; the failure of its warehouse, or None."""
    warehouse, quantity = entry.get("warehouse_id"), entry.get("quantity")
    if warehouse is None and len(sku.stock) == 1:
        warehouse = next(iter(sku.stock))
    code = _stock_fault(call, sku, warehouse, quantity)
    if code is not None:
        return {"warehouse_id": warehouse or "", "code": code, "message": Refusal(code).message}
    set_stock(call.shop, product, sku, str(warehouse), int(str(quantity)), call.now)
    return None


def _stock_fault(call: Call, sku: Sku, warehouse: object, quantity: object) -> int | None:
    if warehouse is None:
        return NAME_THE_WAREHOUSE
    if warehouse not in call.shop.warehouses:
        return WAREHOUSE_OF_ANOTHER_SELLER if str(warehouse).startswith("74000000000000") else UNKNOWN_WAREHOUSE
    if warehouse not in sku.stock:
        return UNKNOWN_WAREHOUSE
    if isinstance(quantity, bool) or not isinstance(quantity, int):
        return 12019024
    return None if 0 <= quantity <= MOST_STOCK else OUT_OF_LIMITS


def update_prices(call: Call) -> dict[str, Any]:
    """Set prices of a product's SKUs: all or none, for this answer has no place for partial failures."""
    product = product_of(call)
    agreed: list[tuple[Sku, str, Any]] = []
    for row in call.rows("skus"):
        sku = product.skus.get(str(row.get("id")))
        if sku is None:
            raise Refusal(UNKNOWN_SKU)
        agreed.append((sku, _price(sku, row.get("price")), row.get("list_price")))
    for sku, price, list_price in agreed:
        sku.price = price
        sku.list_price = list_price or sku.list_price
    product.change(call.now)
    return {}


def _price(sku: Sku, price: object) -> str:
    if not isinstance(price, dict):
        raise parameter("price", "it is missing", "an object with currency and amount")
    if price.get("currency") != sku.currency:
        raise Refusal(12052092)
    text = price.get("sale_price", price.get("amount"))
    try:
        valid = isinstance(text, str) and Decimal(text).is_finite() and Decimal(text) > 0
    except InvalidOperation:
        valid = False
    if not valid:
        raise Refusal(12052073)
    return str(text)


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "POST /product/202309/inventory/search": search_inventory,
        "POST /product/202309/products/{product_id}/inventory/update": update_inventory,
        "POST /product/202309/products/{product_id}/prices/update": update_prices,
    }
)
