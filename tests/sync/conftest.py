"""A shop of the sandbox, and both clients before it, so that every test reads as one sentence for both."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
import tenacity

from tiktok_shop_sdk import (
    Account,
    App,
    AsyncShop,
    AsyncTikTokShop,
    Direct,
    Egress,
    Endpoints,
    Limits,
    PurposeStatement,
    SyncShop,
    TikTokShop,
    UserAgent,
    Window,
)
from tiktok_shop_sdk.models.orders import Order
from tiktok_shop_sdk.sandbox import (
    SANDBOX_APP_KEY,
    SANDBOX_APP_SECRET,
    Incoming,
    PagingRules,
    Platform,
    Referee,
    World,
)
from tiktok_shop_sdk.sandbox import Window as RefereeWindow
from tiktok_shop_sdk.sandbox.transport import SandboxTransport
from tiktok_shop_sdk.sync import (
    PullRules,
    PushReport,
    StockLine,
    apull_orders,
    apull_orders_to,
    apush_inventory,
    pull_orders,
    pull_orders_to,
    push_inventory,
)

T = TypeVar("T")
COVERS = frozenset({"orders:read", "products:read", "inventory:read", "inventory:write"})
SEARCH = "/order/202309/orders/search"
QUICK = PullRules(page_size=5, pause=0.0)
"""Small pages, and no waiting between tries."""


def quick_limits() -> Limits:
    """No pace and no waits; allowed against this machine only."""
    return Limits.articles_2024_07(
        pace=0.0001,
        pace_cap=0.0001,
        backoff_base=0.0,
        backoff_cap=0.0,
        jitter=0.0,
        grace=0.0,
        pause_cap=0.02,
        attempt_timeout=5.0,
        product=Window("product", 1_000_000, 60.0),
        order=Window("order", 1_000_000, 3600.0),
    )


def make_account(state: Path, *, covers: frozenset[str] = COVERS, url: str = "http://127.0.0.1:9") -> Account:
    return Account(
        name="acme",
        app=App(key=SANDBOX_APP_KEY, secret=SANDBOX_APP_SECRET),
        user_agent=UserAgent("acme-erp", "2.4", contact="ops@acme.example", certificate="TK-CERT-00017"),
        statement=PurposeStatement("Order and stock sync of our own shops.", covers=covers, filed=date(2024, 1, 1)),
        egress=Egress(registered="127.0.0.1", via=Direct()),
        limits=quick_limits(),
        endpoints=Endpoints.sandbox(url),
        state=state,
    )


@dataclass
class Sandbox:
    """A platform, an account before it, and the shop that the tests work on."""

    platform: Platform
    state: Path
    covers: frozenset[str] = COVERS
    searches: int = 0
    paths: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.platform.on_call.append(self._count)

    def _count(self, number: int, incoming: Incoming) -> None:
        self.searches += incoming.path == SEARCH
        self.paths.append(incoming.path)

    @property
    def shop(self) -> Any:
        return self.platform.seller.shops[0]

    @property
    def now(self) -> int:
        """A second later than every change so far."""
        return int(time.time()) + 2

    @property
    def beginning(self) -> int:
        return int(time.time()) - 60 * 86400

    def states(self) -> set[tuple[str, int]]:
        """Every order as it stands now."""
        return {(order.id, order.update_time) for order in self.shop.orders.values()}

    def at(self, update_time: int, count: int, start: int = 0) -> None:
        """Give `count` orders one update_time."""
        for order in sorted(self.shop.orders.values(), key=lambda order: order.id)[start : start + count]:
            order.touch(update_time)
        self.shop._searches.clear()

    def on_search(self, act: Callable[[int], None]) -> None:
        """Do something before every search for orders; it is told its number."""

        def look(number: int, incoming: Incoming) -> None:
            if incoming.path == SEARCH:
                act(self.searches)

        self.platform.on_call.append(look)

    def move(self, count: int = 1) -> None:
        """The orders updated longest ago are updated now."""
        self.shop.move_orders(count, time.time())

    def consent(self, account: Account, transport: httpx.BaseTransport | None) -> None:
        with TikTokShop(account, transport=transport) as client:
            if client.auth_status() is None:
                client.auth_exchange(self.platform.issue_code(), from_app_store=True)
            client.shops()

    @contextmanager
    def blocking(self) -> Iterator[SyncShop]:
        account, transport = make_account(self.state, covers=self.covers), SandboxTransport(self.platform)
        self.consent(account, transport)
        with TikTokShop(account, transport=transport) as client:
            yield client.shop(self.shop.id)

    @asynccontextmanager
    async def asyncio(self) -> AsyncIterator[AsyncShop]:
        account, transport = make_account(self.state, covers=self.covers), SandboxTransport(self.platform)
        self.consent(account, transport)
        async with AsyncTikTokShop(account, transport=transport) as client:
            yield client.shop(self.shop.id)


@dataclass
class Through:
    """Does the same through the blocking or the asyncio client."""

    kind: str
    sandbox: Sandbox

    def _run(self, blocking: Callable[[SyncShop], T], aio: Callable[[AsyncShop], Coroutine[Any, Any, T]]) -> T:
        if self.kind == "blocking":
            with self.sandbox.blocking() as shop:
                return blocking(shop)

        async def main() -> T:
            async with self.sandbox.asyncio() as shop:
                return await aio(shop)

        return asyncio.run(main())

    def pull(self, on_batch: Callable[[Any], None] = lambda batch: None, **options: Any) -> list[Order]:
        options = {"rules": QUICK, "since": self.sandbox.beginning, **options}
        pulled: list[Order] = []

        def keep(batch: Any) -> None:
            on_batch(batch)
            pulled.extend(batch)

        def blocking(shop: SyncShop) -> None:
            for batch in pull_orders(shop, **options):
                keep(batch)

        async def aio(shop: AsyncShop) -> None:
            async for batch in apull_orders(shop, **options):
                keep(batch)

        self._run(blocking, aio)
        return pulled

    def pull_to(self, path: Path, **options: Any) -> Any:
        options = {"rules": QUICK, "since": self.sandbox.beginning, **options}
        return self._run(
            lambda shop: pull_orders_to(shop, path, **options),
            lambda shop: apull_orders_to(shop, path, **options),
        )

    def push(self, lines: list[StockLine], **options: Any) -> PushReport:
        options = {"settle": 0.0, **options}
        return self._run(
            lambda shop: push_inventory(shop, lines, **options),
            lambda shop: apush_inventory(shop, lines, **options),
        )


def states_of(orders: list[Order]) -> list[tuple[str, int]]:
    return [(order.id, int(order.update_time.timestamp())) for order in orders if order.update_time]


@pytest.fixture(autouse=True)
def no_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client's waits between tries are tested elsewhere, in virtual time."""
    monkeypatch.setattr("tiktok_shop_sdk.core.backoff._backoff", tenacity.wait_none())


@pytest.fixture
def new_sandbox(tmp_path: Path) -> Callable[..., Sandbox]:
    def make(*, orders: int = 40, skus: int = 24, row_cap: int = 10_000, covers: frozenset[str] = COVERS) -> Sandbox:
        roomy = Referee(product=RefereeWindow(1_000_000, 60.0), order=RefereeWindow(1_000_000, 3600.0))
        platform = Platform(
            world=World(epoch=time.time(), orders=orders, skus=skus),
            referee=roomy,
            paging=PagingRules(row_cap=row_cap),
        )
        return Sandbox(platform, tmp_path / "state", covers)

    return make


@pytest.fixture
def sandbox(new_sandbox: Callable[..., Sandbox]) -> Sandbox:
    return new_sandbox()


@pytest.fixture(params=["blocking", "asyncio"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def through(kind: str, sandbox: Sandbox) -> Through:
    return Through(kind, sandbox)
