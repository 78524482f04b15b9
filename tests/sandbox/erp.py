"""An ERP against the sandbox in virtual time: its own clients, and the buyers and carriers of its first shop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.flow.conftest import Rig
from tiktok_shop_sdk import PurposeStatement
from tiktok_shop_sdk.sandbox import World
from tiktok_shop_sdk.sandbox.shop.agenda import Delays
from tiktok_shop_sdk.sandbox.shop.harvest import Order
from tiktok_shop_sdk.sandbox.shop.outside import Outside
from tiktok_shop_sdk.sandbox.shop.packing import USUAL_PROVIDER

HOUR = 3600.0
DAY = 24 * HOUR
COVERS = (
    "orders:read",
    "products:read",
    "products:write",
    "inventory:read",
    "inventory:write",
    "fulfillment:read",
    "fulfillment:write",
    "shipping_documents:read",
    "account:read",
    "account:write",
    "returns:read",
    "returns:write",
)
# Buyers by whose orders are shipped how.
SHIPPED_BY_PLATFORM, SHIPPED_BY_SELLER = 0, 1


class Erp(Rig):
    """`erp.call(lambda shop: shop.fulfillment.get_package(...))` goes through one of the two clients."""

    def __init__(self, kind: str, state: Path) -> None:
        super().__init__(kind, state)
        statement = PurposeStatement("Order and stock sync", covers=frozenset(COVERS), filed=date(2024, 3, 1))
        self.account = replace(self.account, statement=statement)
        self.start()

    def start(self, delays: Delays | None = None) -> None:
        """A world without seeded orders, whose things happen after `delays`."""
        self.new_platform(world=World(epoch=self.clock.wall(), orders=0, delays=delays))
        self.outside = Outside(self.shop, self.platform.clock)
        self.consent()

    @property
    def shop(self) -> Any:
        return self.platform.seller.shops[0]

    def call(self, use: Callable[[Any], Any]) -> Any:
        return self.go(lambda client: use(client.shop(self.shop.id)))

    def order(self, order_id: str) -> Any:
        [order] = self.call(lambda shop: shop.orders.get([order_id]))
        return order

    def paid_order(self, pieces: int = 1, *, buyer: int = SHIPPED_BY_PLATFORM) -> Order:
        """An order that may be shipped now."""
        order = self.outside.place_order(*[self.sku_id] * pieces, buyer=buyer)
        self.outside.pay(order.id)
        self.outside.end_hold(order.id)
        return order

    def shipped_order(self, pieces: int = 1, *, buyer: int = SHIPPED_BY_SELLER) -> Order:
        """An order that its seller shipped, each with its own number."""
        order = self.paid_order(pieces, buyer=buyer)
        number = f"SELF{order.id}"
        self.call(
            lambda shop: shop.fulfillment.mark_package_as_shipped(
                order.id, tracking_number=number, shipping_provider_id=USUAL_PROVIDER
            )
        )
        return order

    def delivered_order(self, pieces: int = 1) -> Order:
        order = self.shipped_order(pieces)
        self.outside.deliver(order.id)
        return order

    def package_of(self, order: Order) -> str:
        return str(order.record["packages"][0]["id"])

    @property
    def sku_id(self) -> str:
        """A SKU with plenty in stock."""
        skus = (sku for product in self.shop.products.values() for sku in product.skus.values())
        return str(max(skus, key=lambda sku: next(iter(sku.stock.values()))).id)

    def stock(self, sku_id: str) -> tuple[int, int]:
        """How many pieces may be sold, and how many orders have taken."""
        [found] = self.call(lambda shop: shop.products.search_inventory(sku_ids=[sku_id]))
        [sku] = found.skus
        return sku.total_available_quantity, sku.total_committed_quantity
