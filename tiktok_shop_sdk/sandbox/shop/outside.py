"""What happens to a shop from outside, by hand: its buyers order, pay, cancel and return, and carriers deliver."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from . import cancelling, lifecycle, returning
from .aftersales_rules import Request, chosen
from .cases import OFFERED, TO_BE_SENT, Case
from .harvest import Order
from .news import address_changed
from .packing import Parcel
from .reasons import BUYER_CANCELS, BUYER_RETURNS
from .shelf import Product, Sku
from .world import Shop


class Outside:
    """The world around one shop, for tests and demos; `clock` is the platform's (`platform.clock`).

    Orders, cancellations and returns are named by their ids. What cannot be (paying twice, returning what was not
    delivered) changes nothing, or raises the `Refusal` that a call would get.
    """

    def __init__(self, shop: Shop, clock: Callable[[], float]) -> None:
        self.shop = shop
        self._clock = clock

    @contextmanager
    def _now(self) -> Iterator[float]:
        """The time, once all that was due before has happened; no call comes between."""
        with self.shop.lock:
            now = self._clock()
            self.shop.agenda.run(now)
            yield now

    # Orders and parcels

    def place_order(self, *sku_ids: str, warehouse_id: str = "", buyer: int = 0) -> Order:
        """A buyer orders one piece of each SKU named, the first one in stock if none is named; it is not paid yet.

        `ValueError` if no warehouse (or not `warehouse_id`) has it all.
        """
        with self._now() as now:
            bought = [self._sku(sku_id) for sku_id in sku_ids] or [self._anything()]
            for warehouse in (warehouse_id,) if warehouse_id else self.shop.warehouses:
                wanted = {sku.id: sum(one is sku for _, one in bought) for _, sku in bought}
                if all(sku.stock.get(warehouse, 0) >= wanted[sku.id] for _, sku in bought):
                    return lifecycle.place(self.shop, bought, now, warehouse=warehouse, buyer=buyer)
        raise ValueError("no warehouse of the shop has all of it in stock")

    def _sku(self, sku_id: str) -> tuple[Product, Sku]:
        for product in self.shop.products.values():
            if sku_id in product.skus:
                return product, product.skus[sku_id]
        raise ValueError(f"the shop has no SKU {sku_id}")

    def _anything(self) -> tuple[Product, Sku]:
        for product in self.shop.products.values():
            for sku in product.skus.values():
                if product.status == "ACTIVATE" and max(sku.stock.values()) > 0:
                    return product, sku
        raise ValueError("the shop has nothing in stock")

    def pay(self, order_id: str) -> None:
        """The buyer pays."""
        with self._now() as now:
            lifecycle.pay(self.shop, self.shop.orders[order_id], now)

    def end_hold(self, order_id: str) -> None:
        """The hour of hold is over early."""
        with self._now() as now:
            lifecycle.release(self.shop, self.shop.orders[order_id], now)

    def collect(self, order_id: str) -> None:
        """The carrier collects the order's shipped parcels."""
        with self._now() as now:
            for parcel in self._parcels(order_id):
                lifecycle.collect(self.shop, parcel, now)

    def deliver(self, order_id: str) -> None:
        """The carrier delivers the order's shipped parcels, collected or not."""
        with self._now() as now:
            for parcel in self._parcels(order_id):
                lifecycle.collect(self.shop, parcel, now)
                lifecycle.deliver(self.shop, parcel, now)

    def _parcels(self, order_id: str) -> list[Parcel]:
        return [parcel for parcel in self.shop.parcels.values() if order_id in parcel.order_ids]

    def complete(self, order_id: str) -> None:
        """The time for returns is over early."""
        with self._now() as now:
            lifecycle.complete(self.shop, self.shop.orders[order_id], now)

    def change_address(self, order_id: str) -> None:
        """The buyer gives another address."""
        with self._now() as now:
            order = self.shop.orders[order_id]
            self.shop.change_order(order, now, has_updated_recipient_address=True)
            self.shop.tell(address_changed(order.record))

    # Cancellations and returns

    def ask_to_cancel(
        self, order_id: str, *, line_ids: Sequence[str] = (), reason: str = next(iter(BUYER_CANCELS))
    ) -> Case:
        """The buyer wants to cancel the order, or some of its line items."""
        with self._now() as now:
            order, lines = self._chosen(order_id, line_ids, "CANCEL")
            return cancelling.ask_to_cancel(self.shop, order, lines, now, reason=reason)

    def ask_for_return(
        self,
        order_id: str,
        *,
        return_type: str = "RETURN_AND_REFUND",
        line_ids: Sequence[str] = (),
        reason: str = next(iter(BUYER_RETURNS)),
    ) -> Case:
        """The buyer wants to return the order, or some of its line items, or only the money back (`REFUND`)."""
        with self._now() as now:
            request: Request = "RETURN" if return_type == "REFUND" else "RETURN_AND_REFUND"
            order, lines = self._chosen(order_id, line_ids, request)
            return returning.open_return(
                self.shop, order, lines, now, role="BUYER", return_type=return_type, reason=reason
            )

    def _chosen(self, order_id: str, line_ids: Sequence[str], request: Request) -> tuple[Order, list[dict[str, Any]]]:
        order = self.shop.orders[order_id]
        return order, chosen(self.shop, order, {"order_line_item_ids": list(line_ids)}, request)

    def withdraw(self, case_id: str) -> None:
        """The buyer takes a request back."""
        with self._now() as now:
            case = self.shop.cases[case_id]
            if case.is_open and case.kind == "cancel":
                cancelling.drop(self.shop, case, now, role="BUYER")
            elif case.is_open:
                returning.withdraw(self.shop, case, now)

    def send_back(self, return_id: str) -> None:
        """The buyer hands the parcel over to the carrier."""
        with self._now() as now:
            case = self.shop.cases[return_id]
            if case.status == TO_BE_SENT:
                returning.send_back(self.shop, case, now)

    def answer_offer(self, return_id: str, *, accepted: bool) -> None:
        """The buyer takes the part of the money that the seller offered, or wants it all."""
        with self._now() as now:
            case = self.shop.cases[return_id]
            if case.status == OFFERED:
                (returning.take_offer if accepted else returning.decline_offer)(self.shop, case, now)
