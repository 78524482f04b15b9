"""Stock as it moves: set by the seller, taken by orders, given back by cancellations, gone with the parcel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .harvest import Order
from .news import stock_changed
from .shelf import Product, Sku
from .world import Shop


def set_stock(shop: Shop, product: Product, sku: Sku, warehouse: str, quantity: int, at: float) -> None:
    """The seller sets what may be sold; what orders have taken stays as it is."""
    gained = quantity - sku.stock[warehouse]
    sku.stock[warehouse] = quantity
    _tell(shop, product, sku, (gained, 0), "api_sync", at)


def take(shop: Shop, order: Order, line: Mapping[str, Any], at: float) -> None:
    """An order takes one piece."""
    _move(shop, order, line, (-1, 1), "order_created", at)


def give_back(shop: Shop, order: Order, line: Mapping[str, Any], at: float) -> None:
    """A cancelled order gives its piece back."""
    _move(shop, order, line, (1, -1), "order_canceled", at)


def send_out(shop: Shop, order: Order, line: Mapping[str, Any], at: float) -> None:
    """A piece leaves with its parcel."""
    _move(shop, order, line, (0, -1), "order_shipped", at)


def _move(shop: Shop, order: Order, line: Mapping[str, Any], deltas: tuple[int, int], source: str, at: float) -> None:
    product = shop.products.get(str(line["product_id"]))
    sku = product.skus.get(str(line["sku_id"])) if product else None
    if product is None or sku is None:
        return
    asked = str(order.record["warehouse_id"])
    warehouse = asked if asked in sku.stock else next(iter(sku.stock))
    committed = sku.committed.get(warehouse, 0)
    gained = max(deltas[1], -committed)  # seeded orders are more than the seeded committed stock
    sku.stock[warehouse] += deltas[0]
    sku.committed[warehouse] = committed + gained
    product.stock_changed()
    _tell(shop, product, sku, (deltas[0], gained), source, at)


def _tell(shop: Shop, product: Product, sku: Sku, deltas: tuple[int, int], source: str, at: float) -> None:
    news = stock_changed(
        seller_id=shop.seller_id,
        product_id=product.id,
        sku_id=sku.id,
        available=sum(sku.stock.values()),
        committed=sum(sku.committed.values()),
        deltas=deltas,
        source=source,
        at=at,
        number=next(shop.numbers),
    )
    shop.tell(news)
