"""The product family: search, details, and switching products on and off."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from ..call import Answer, Call, failed_item
from ..exchange import encode
from ..paging import SortKey, cut_page
from ..refusals import UNKNOWN_PRODUCT, Refusal
from .shelf import Product, Sku

_STATUSES = (
    "ALL",
    "DRAFT",
    "PENDING",
    "FAILED",
    "ACTIVATE",
    "SELLER_DEACTIVATED",
    "PLATFORM_DEACTIVATED",
    "FREEZE",
    "DELETED",
)


def product_of(call: Call) -> Product:
    """The product that the path names."""
    product = call.shop.products.get(call.path_values["product_id"])
    if product is None:
        raise Refusal(UNKNOWN_PRODUCT)
    return product


def search(call: Call) -> bytes:
    """Products by status, time and SKU, oldest first."""
    wanted = {
        "status": call.choice("status", _STATUSES) or "ALL",
        "seller_skus": call.texts("seller_skus"),
        "sku_ids": call.texts("sku_ids", 10),
        **{name: call.whole(name) for name in ("create_time_ge", "create_time_le", "update_time_ge", "update_time_le")},
    }
    found = [product for product in call.shop.products.values() if _matches(product, wanted)]
    page = cut_page(found, call.query, search=json.dumps(wanted, sort_keys=True), key=_sort_key, rules=call.paging)
    head = encode({"next_page_token": page.next_page_token, "total_count": len(found)})
    if not page.rows:
        return head
    return head[:-1] + b',"products":[' + b",".join(product.encoded() for product in page.rows) + b"]}"


def _sort_key(product: Product) -> SortKey:
    return product.create_time, product.id


def _matches(product: Product, wanted: Mapping[str, Any]) -> bool:
    if wanted["status"] not in ("ALL", product.status):
        return False
    for name in ("create_time", "update_time"):
        value = getattr(product, name)
        at_least, at_most = wanted[f"{name}_ge"], wanted[f"{name}_le"]
        if (at_least is not None and value < at_least) or (at_most is not None and value > at_most):
            return False
    return _has_any(product.skus.values(), wanted["seller_skus"], wanted["sku_ids"])


def _has_any(skus: Iterable[Sku], seller_skus: tuple[str, ...], sku_ids: tuple[str, ...]) -> bool:
    return any(
        (not seller_skus or sku.seller_sku in seller_skus) and (not sku_ids or sku.id in sku_ids) for sku in skus
    )


def detail(call: Call) -> dict[str, Any]:
    """One product with all that is known of it."""
    return product_of(call).detail()


def edit(call: Call) -> dict[str, Any]:
    """Change a product's title; other fields are accepted and not kept."""
    product = product_of(call)
    title = call.body.get("title")
    product.change(call.now, title=title if isinstance(title, str) else None)
    skus = [{"id": sku.id, "seller_sku": sku.seller_sku, "sales_attributes": []} for sku in product.skus.values()]
    return {"product_id": product.id, "skus": skus, "audit": {"status": "APPROVED"}}


def create(call: Call) -> dict[str, Any]:
    """Accept a draft: it gets an id and can be read, searched and switched on."""
    number = len(call.shop.products)
    now = int(call.now)
    product = Product(
        id=f"1731{call.shop.id[-4:]}{number:010d}",
        title=str(call.body.get("title", "")),
        status="DRAFT" if call.body.get("save_mode") == "AS_DRAFT" else "ACTIVATE",
        category_id=str(call.body.get("category_id", "")),
        region=call.shop.region,
        create_time=now,
        update_time=now,
    )
    call.shop.products[product.id] = product
    return {"product_id": product.id, "skus": [], "warnings": []}


def _switch(status: str) -> Answer:
    def answer(call: Call) -> dict[str, Any]:
        errors = []
        for product_id in call.texts("product_ids", 20):
            product = call.shop.products.get(product_id)
            if product is None:
                errors.append(failed_item(Refusal(UNKNOWN_PRODUCT), product_id=product_id))
            else:
                product.change(call.now, status=status)
        return {"errors": errors} if errors else {}

    return answer


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "POST /product/202502/products/search": search,
        "POST /product/202312/products/search": search,
        "POST /product/202309/products/search": search,
        "GET /product/202309/products/{product_id}": detail,
        "POST /product/202309/products": create,
        "PUT /product/202509/products/{product_id}": edit,
        "PUT /product/202309/products/{product_id}": edit,
        "POST /product/202509/products/{product_id}/partial_edit": edit,
        "POST /product/202309/products/{product_id}/partial_edit": edit,
        "POST /product/202309/products/activate": _switch("ACTIVATE"),
        "POST /product/202309/products/deactivate": _switch("SELLER_DEACTIVATED"),
        "POST /product/202309/products/recover": _switch("ACTIVATE"),
        "DELETE /product/202309/products": _switch("DELETED"),
    }
)
