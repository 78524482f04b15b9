"""One rig for all flow tests: a sandbox, an account, virtual time, and whichever client is asked for."""

from __future__ import annotations

import gzip
import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.virtual import VirtualClock, run_virtual
from tiktok_shop_sdk import (
    Account,
    App,
    AsyncTikTokShop,
    Egress,
    Endpoints,
    Limits,
    Pager,
    PurposeStatement,
    TikTokShop,
    UserAgent,
)
from tiktok_shop_sdk.core.observe import Observer
from tiktok_shop_sdk.sandbox import SANDBOX_APP_KEY, SANDBOX_APP_SECRET, Platform, Referee
from tiktok_shop_sdk.sandbox.transport import SandboxTransport

COVERS = frozenset({"orders:read", "products:read", "inventory:read", "inventory:write", "returns:read"})


def an_account(state: Path, **changes: Any) -> Account:
    return Account(
        **{
            "name": "acme-uk",
            "app": App(key=SANDBOX_APP_KEY, secret=SANDBOX_APP_SECRET),
            "user_agent": UserAgent("acme-erp", "2.4", contact="ops@acme.example", certificate="TK-CERT-00017"),
            "statement": PurposeStatement("Inventory and order sync only", covers=COVERS, filed=date(2024, 3, 1)),
            "egress": Egress(registered="127.0.0.1"),
            "endpoints": Endpoints.sandbox("http://127.0.0.1:1"),
            "state": state,
            **changes,
        }
    )


class Rig:
    """`rig.go(use)` runs `use(client)` through one of the two clients in virtual time, and gives its result."""

    def __init__(self, kind: str, state: Path) -> None:
        self.kind = kind
        self.clock = VirtualClock()
        self.account = an_account(state)
        self.referee = Referee()
        self.lag: Callable[[], float] = lambda: 0.0
        self.observers: tuple[Observer, ...] = ()
        self.platform = self.new_platform()

    def new_platform(self, **settings: Any) -> Platform:
        self.platform = Platform(referee=self.referee, clock=self.clock.wall, monotonic=self.clock.boot, **settings)
        return self.platform

    def limits(self, **changes: Any) -> None:
        self.account = replace(self.account, limits=Limits.articles_2024_07(**changes))

    def transport(self) -> SandboxTransport:
        return SandboxTransport(self.platform, lag=lambda: self.lag(), sleep=self.clock.sleep)

    def consent(self) -> None:
        with TikTokShop(self.account, transport=self.transport(), clock=self.clock) as client:
            client.auth_exchange(self.platform.issue_code())
            client.shops()
        self.clock.sleep(self.account.limits.pace)

    def another(self, account: Account) -> TikTokShop:
        """One more blocking client in the same virtual time."""
        return TikTokShop(account, transport=self.transport(), clock=self.clock)

    def go(self, use: Callable[[Any], Any]) -> Any:
        if self.kind == "blocking":
            with TikTokShop(self.account, **self._around()) as client:
                result = use(client)
                return list(result) if isinstance(result, Pager) else result
        return run_virtual(self.through_async(use), self.clock)

    async def through_async(self, use: Callable[[Any], Any]) -> Any:
        async with AsyncTikTokShop(self.account, **self._around()) as client:
            result = use(client)
            if hasattr(result, "__aiter__"):
                return [item async for item in result]
            return await result if inspect.isawaitable(result) else result

    def _around(self) -> dict[str, Any]:
        return {"transport": self.transport(), "clock": self.clock, "observers": self.observers}

    @property
    def shop_id(self) -> str:
        return str(self.platform.seller.shops[0].id)

    def product(self) -> tuple[Any, Any]:
        """A product of the shop, and its first SKU."""
        product = next(iter(self.platform.seller.shops[0].products.values()))
        return product, next(iter(product.skus.values()))

    def records(self) -> list[dict[str, Any]]:
        """Every record of the audit log, in the order of its stream."""
        found: list[dict[str, Any]] = []
        for path in sorted((self.account.directory / "audit").rglob("seg-*")):
            raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            found += [record for line in raw.splitlines() if "kind" in (record := json.loads(line))]
        return found

    def calls(self) -> list[dict[str, Any]]:
        """The records of calls: intents, outcomes and refusals, without what the log says of itself."""
        return [record for record in self.records() if record["kind"] in ("intent", "outcome", "refusal")]

    def arrived(self) -> list[Any]:
        return list(self.referee.arrivals)

    def files(self) -> Iterator[Path]:
        assert self.account.state is not None
        return (path for path in self.account.state.rglob("*") if path.is_file())


@pytest.fixture(params=["async", "blocking"])
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Rig:
    """A consented account, and its shop's id in `rig.shop_id`."""
    made = Rig(request.param, tmp_path / "state")
    made.consent()
    made.referee.arrivals.clear()
    return made
