"""The sellers, shops, products and orders of the sandbox, invented from a seed and always the same."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .agenda import Agenda, Delays
from .cases import Case
from .harvest import Order, invent_orders
from .news import News, order_changed
from .packing import Parcel, seeded_parcels
from .shelf import Shelf, invent_products

_REGIONS = (("US", "USD", "LOCAL"), ("GB", "GBP", "CROSS_BORDER"), ("DE", "EUR", "LOCAL"))


@dataclass
class Shop:
    """One shop; its products, orders and parcels are made when first looked at.

    What changes it takes its `lock` and then lets the `agenda` run: the world may change from several threads, and
    whatever is due has happened before anything else does.
    """

    id: str
    cipher: str
    region: str
    currency: str
    seller_type: str
    seller_id: str
    seller_name: str
    settings: WorldSettings
    seed: str
    epoch: int
    external_references: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    webhooks: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    answered: dict[tuple[str, ...], bytes] = field(default_factory=dict)
    agenda: Agenda = field(default_factory=Agenda)
    listeners: list[Callable[[News], None]] = field(default_factory=list, repr=False)
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1), repr=False)
    _searches: dict[str, list[Order]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.seller_name} {self.region}"

    @property
    def code(self) -> str:
        return f"{self.region}LC{self.id[-6:]}"

    @cached_property
    def warehouses(self) -> tuple[str, ...]:
        tail = int(self.id[-4:])
        return tuple(f"74000000000000{tail:04d}{n}" for n in (1, 2))

    @cached_property
    def products(self) -> Shelf:
        source = random.Random(f"{self.seed}:products")
        made = invent_products(
            source, self.settings.skus, self.id, self.warehouses, self.currency, self.region, self.epoch
        )
        return Shelf(made, self.tell)

    @cached_property
    def orders(self) -> dict[str, Order]:
        source = random.Random(f"{self.seed}:orders")
        made = invent_orders(
            source,
            self.settings.orders,
            shop_id=self.id,
            products=tuple(self.products.values()),
            currency=self.currency,
            epoch=self.epoch,
            drift=self.settings.drift,
        )
        return {order.id: order for order in made}

    @cached_property
    def parcels(self) -> dict[str, Parcel]:
        return {parcel.id: parcel for parcel in seeded_parcels(self.orders.values())}

    @property
    def delays(self) -> Delays:
        return self.settings.delays

    def new_id(self, kind: str) -> str:
        """An id that was not used before; `kind` is the four digits that it begins with."""
        return f"{kind}{self.id[-4:]}9{next(self.numbers):010d}"

    def tell(self, news: News | None) -> None:
        """Let everybody who listens know what happened."""
        if news is not None:
            for listener in self.listeners:
                listener(news)

    def plan_for(self, case: Case, at: float, act: Callable[[float], None]) -> None:
        """Plan what happens to a cancellation or return if nobody has done anything about it by then."""
        step = case.step
        self.agenda.plan(at, lambda when: act(when) if case.step == step else None)

    def change_order(self, order: Order, at: float, **changes: Any) -> None:
        """Note a change of an order made at `at`, and tell it if the order is in another state."""
        before = order.status
        order.touch(max(int(at), order.update_time), **changes)
        self._searches.clear()
        if order.status != before:
            self.tell(order_changed(order.record))

    def move_orders(self, count: int, now: float) -> tuple[str, ...]:
        """Advance `update_time` of the `count` orders updated longest ago: they change their place."""
        oldest = sorted(self.orders.values(), key=lambda order: (order.update_time, order.id))[:count]
        for order in oldest:
            order.touch(max(int(now), order.update_time + 1))
        self._searches.clear()
        return tuple(order.id for order in oldest)

    def add_order(self, order: Order) -> None:
        """A new order that a running pull has to find."""
        parcels = self.parcels  # made from the orders so far
        self.orders[order.id] = order
        for parcel in seeded_parcels([order]):
            parcels.setdefault(parcel.id, parcel)
        self._searches.clear()

    def remember_search(self, named: str, find: Callable[[], list[Order]]) -> list[Order]:
        """What a search found, kept until an order moves: paging through 10,000 orders sorts them once."""
        if named not in self._searches:
            if len(self._searches) >= 64:
                self._searches.clear()
            self._searches[named] = find()
        return self._searches[named]


@dataclass(frozen=True, slots=True)
class Seller:
    """One seller, who may grant an app access to all of its shops."""

    open_id: str
    name: str
    region: str
    shops: tuple[Shop, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class WorldSettings:
    """How much there is in each shop, undocumented sensitive fields if `drift`, and how fast things happen."""

    orders: int = 150
    skus: int = 40
    drift: bool = False
    delays: Delays = field(default_factory=Delays)


class World:
    """All sellers. `shops` says how many shops each seller has; `epoch` is when the data was made."""

    def __init__(
        self,
        *,
        epoch: float,
        seed: int = 7,
        shops: Sequence[int] = (2, 1),
        orders: int = 150,
        skus: int = 40,
        drift: bool = False,
        delays: Delays | None = None,
    ) -> None:
        settings = WorldSettings(orders, skus, drift, delays or Delays())
        self.sellers = tuple(
            _invent_seller(number, count, seed, int(epoch), settings) for number, count in enumerate(shops, start=1)
        )

    @property
    def shops(self) -> list[Shop]:
        """The shops of all sellers."""
        return [shop for seller in self.sellers for shop in seller.shops]

    def shop_by_cipher(self, cipher: str) -> tuple[Seller, Shop] | None:
        """The shop that a cipher names, with its seller."""
        for seller in self.sellers:
            for shop in seller.shops:
                if shop.cipher == cipher:
                    return seller, shop
        return None


def _invent_seller(number: int, shops: int, seed: int, epoch: int, settings: WorldSettings) -> Seller:
    name = f"Sandbox Seller {number}"
    return Seller(
        open_id=f"7010000000000000{number:03d}",
        name=name,
        region=_REGIONS[0][0],
        shops=tuple(_invent_shop(number, n, name, seed, epoch, settings) for n in range(shops)),
    )


def _invent_shop(seller: int, number: int, seller_name: str, seed: int, epoch: int, settings: WorldSettings) -> Shop:
    region, currency, seller_type = _REGIONS[number % len(_REGIONS)]
    return Shop(
        id=f"749500000000000{seller:02d}{number + 1:02d}",
        # `+` and `/` of real ciphers must survive the way through a URL.
        cipher=f"ROW_sandbox+Cipher/{seller:02d}{number + 1:02d}==",
        region=region,
        currency=currency,
        seller_type=seller_type,
        seller_id=f"749400000000000{seller:04d}",
        seller_name=seller_name,
        settings=settings,
        seed=f"{seed}:{seller}:{number}",
        epoch=epoch,
    )
