"""Fixtures for your own tests: a TikTok Shop in the test's process, a consented account, and a shop.

pytest finds them by itself once this package is installed:

    def test_open_orders_are_counted(shop):
        assert my_erp.count_orders(shop) == 150

    def test_my_job_survives_a_429(sandbox, tiktok_account):
        sandbox.trouble("429@+3")                  # the third call from now
        my_erp.run(tiktok_account)                 # opens its own TikTokShop(account)
        assert sandbox.report()["clean"]           # no quota, pace or pause was broken

    async def test_the_same_with_asyncio(async_shop):
        page = await async_shop.orders.search(page_size=20)
        assert len(page.items) == 20

`shop`, `async_shop` and the account talk to the same sandbox. The two shops reach it without a socket. A
client that is opened from `tiktok_account` alone needs the extra `sandbox`, which puts the sandbox on a free
port of this machine; without it, open `TikTokShop(tiktok_account, transport=sandbox.transport)`.

The quotas are the platform's; pace and back-off are loosened, which is allowed on this machine only, so that
tests are fast. Override a fixture in your `conftest.py` to change that: `tiktok_limits`, `tiktok_statement`,
`sandbox_world`.
Every test begins with a new sandbox, a new account and an empty state directory.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from .account import Account
    from .client import AsyncShop, SyncShop
    from .core.limits import Limits
    from .core.purpose import PurposeStatement
    from .sandbox import Platform, World
    from .sandbox.transport import SandboxTransport

# A pace at which a test notices nothing; 0 would be no pace at all.
PACE = 0.001
# Nobody listens here: clients reach the sandbox by its transport.
NO_PORT = "http://127.0.0.1:9"


class Sandbox:
    """The sandbox of one test: `platform` is the shop itself, `transport` reaches it without a socket."""

    def __init__(self, platform: Platform, transport: SandboxTransport) -> None:
        self.platform = platform
        self.transport = transport
        self._running = ExitStack()
        self._url = ""

    @property
    def url(self) -> str:
        """Where it answers; it is put on a port when first asked, if the extra `sandbox` is installed."""
        if not self._url and all(find_spec(name) for name in ("starlette", "uvicorn")):
            from .sandbox.app import running_sandbox

            self._url = self._running.enter_context(running_sandbox(self.platform)).url
        return self._url or NO_PORT

    def trouble(self, specs: str | Collection[str]) -> None:
        """Trouble on order: `429@+3`, `cut@+1`, `expired@+2`; see `tiktok_shop_sdk.sandbox.FORMS`."""
        self.platform.trouble(specs)

    def report(self) -> dict[str, Any]:
        """What the referee saw; `clean` if no quota, pace or pause was broken."""
        return self.platform.report()

    def close(self) -> None:
        """Stop answering."""
        self._running.close()


@pytest.fixture
def sandbox_world() -> World:
    """The sellers, shops, products and orders of the sandbox."""
    from .sandbox import World

    return World(epoch=time.time())


@pytest.fixture
def tiktok_limits() -> Limits:
    """The account's limits: the platform's quotas at a pace for tests."""
    from .core.limits import Limits

    return Limits.articles_2024_07(pace=PACE, pace_cap=PACE, backoff_base=PACE, backoff_cap=PACE, jitter=0.0)


@pytest.fixture
def tiktok_statement() -> PurposeStatement:
    """The account's purpose statement: what the ready-made ones cover, and writing products and prices."""
    from .core.purpose import READY_MADE, PurposeStatement

    covers = {name for ready in READY_MADE.values() for name in ready.covers} - {"settlement:read"}
    covers |= {"products:write", "prices:write", "orders:write"}
    return PurposeStatement("Automated tests against a sandbox.", covers=covers, filed=date(2026, 1, 1))


@pytest.fixture
def sandbox(sandbox_world: World, tiktok_limits: Limits) -> Iterator[Sandbox]:
    """A TikTok Shop for this test alone, with a referee that measures by the account's pace."""
    from .sandbox import Platform, Referee
    from .sandbox.transport import SandboxTransport

    platform = Platform(world=sandbox_world, referee=Referee(pace=tiktok_limits.pace))
    opened = Sandbox(platform, SandboxTransport(platform))
    yield opened
    opened.close()


@pytest.fixture
def tiktok_account(
    sandbox: Sandbox, tiktok_limits: Limits, tiktok_statement: PurposeStatement, tmp_path: Path
) -> Account:
    """An account of the sandbox's first seller, who has consented; its state lives in `tmp_path`."""
    from .account import Account
    from .client import TikTokShop
    from .core.egress import Egress
    from .core.endpoints import Endpoints
    from .core.identity import App, UserAgent
    from .sandbox import SANDBOX_APP_KEY, SANDBOX_APP_SECRET

    account = Account(
        name="testing",
        app=App(key=SANDBOX_APP_KEY, secret=SANDBOX_APP_SECRET),
        user_agent=UserAgent(
            "tests",
            "1",
            contact="tests@example.com",
            certificate=None,
            uncertified_because="a sandbox on this machine",
        ),
        statement=tiktok_statement,
        egress=Egress(registered="127.0.0.1"),
        limits=tiktok_limits,
        endpoints=Endpoints.sandbox(sandbox.url),
        state=tmp_path / "tiktok-shop",
    )
    with TikTokShop(account, transport=sandbox.transport) as client:
        client.auth_exchange(sandbox.platform.issue_code())
    return account


@pytest.fixture
def shop(tiktok_account: Account, sandbox: Sandbox) -> Iterator[SyncShop]:
    """The first shop of that account, blocking."""
    from .client import TikTokShop

    with TikTokShop(tiktok_account, transport=sandbox.transport) as client:
        yield client.shop(sandbox.platform.seller.shops[0].id)


@pytest.fixture
def async_shop(tiktok_account: Account, sandbox: Sandbox) -> Iterator[AsyncShop]:
    """The same shop, awaitable; for whatever runs your async tests."""
    import asyncio

    from .client import AsyncTikTokShop

    client = AsyncTikTokShop(tiktok_account, transport=sandbox.transport)
    yield client.shop(sandbox.platform.seller.shops[0].id)
    loop = asyncio.new_event_loop()  # the test's own loop is gone, or not ours to use
    try:
        loop.run_until_complete(client.close())
    finally:
        loop.close()
