"""Finds the product and the SKU of stock lines that name only one of them, or the seller's own code."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, TypeAlias

from ..core.paging import Page
from ..errors import ShopError
from ..models.products import Product
from ..resources.products import Products
from .faults import is_final
from .steps import Ask
from .stock_file import StockLine
from .stock_report import Why

Kind: TypeAlias = Literal["sku_ids", "seller_skus"]
Owner: TypeAlias = tuple[str, str]
"""The ids of a product and of its SKU."""


@dataclass(slots=True)
class Found:
    """Product and SKU of each line by its place in the list, and why others have none."""

    skus: dict[int, Owner] = field(default_factory=dict)
    missing: dict[int, Why] = field(default_factory=dict)


def looking_up(lines: Sequence[StockLine]) -> Generator[Any, Any, Found]:
    """Ask for what the lines leave open, in as few calls as the platform allows."""
    found = Found()
    asked: dict[Kind, dict[str, list[int]]] = {"sku_ids": {}, "seller_skus": {}}
    for number, line in enumerate(lines):
        if line.sku_id and line.product_id:
            found.skus[number] = line.product_id, line.sku_id
        elif line.sku_id:
            asked["sku_ids"].setdefault(line.sku_id, []).append(number)
        else:
            asked["seller_skus"].setdefault(line.seller_sku, []).append(number)
    for kind, names in asked.items():
        owners, failed = yield from _owners(kind, list(names))
        for name, numbers in names.items():
            for number in numbers:
                _settle(found, number, lines[number], owners.get(name, set()), failed.get(name))
    return found


def _owners(kind: Kind, names: list[str]) -> Generator[Any, Any, tuple[dict[str, set[Owner]], dict[str, Why]]]:
    owners: dict[str, set[Owner]] = {}
    failed: dict[str, Why] = {}
    for start in range(0, len(names), most_skus()):
        part = names[start : start + most_skus()]
        try:
            products = yield from _search(kind, part)
        except ShopError as error:
            reason = f"could not be looked up (give product_id and sku_id to do without): {error.message}"
            left = names[start:] if is_final(error) else part
            failed.update(dict.fromkeys(left, Why(reason, f"无法查询商品。{error.next_step_zh}")))
            if is_final(error):
                break
            continue
        for name, owner in _matching(kind, products):
            owners.setdefault(name, set()).add(owner)
    return owners, failed


def _search(kind: Kind, names: list[str]) -> Generator[Any, Any, list[Product]]:
    products: list[Product] = []
    token: str | None = ""
    while token is not None:
        page: Page[Product] = yield Ask(partial(_products, kind=kind, names=names, token=token))
        products += page.items
        token = Products.search.paging.following(page, token)
    return products


def _products(shop: Any, *, kind: Kind, names: list[str], token: str) -> Any:
    turned = {"page_token": token} if token else {}
    return shop.products.search(**{kind: names}, **turned)


def _matching(kind: Kind, products: Sequence[Product]) -> Iterator[tuple[str, Owner]]:
    for product in products:
        if product.status == "DELETED":
            continue
        for sku in product.skus:
            name = sku.id if kind == "sku_ids" else sku.seller_sku
            if name:
                yield name, (product.id, sku.id)


def _settle(found: Found, number: int, line: StockLine, owners: set[Owner], failed: Why | None) -> None:
    fitting = {owner for owner in owners if not line.product_id or owner[0] == line.product_id}
    if failed is not None:
        found.missing[number] = failed
    elif len(fitting) == 1:
        found.skus[number] = next(iter(fitting))
    elif fitting:
        reason = f"{len(fitting)} SKUs have this seller_sku: give sku_id, and product_id"
        found.missing[number] = Why(reason, f"有 {len(fitting)} 个 SKU 使用该 seller_sku,请填写 sku_id 和 product_id")
    else:
        found.missing[number] = Why("the shop has no such SKU", "店铺中没有该 SKU")


def most_skus() -> int:
    """How many SKUs one search may name, from its declaration; seller_skus have no documented limit."""
    declared = Products.search.hints["sku_ids"].__metadata__[0]
    return next(int(limit.max_length) for limit in declared.metadata if hasattr(limit, "max_length"))
