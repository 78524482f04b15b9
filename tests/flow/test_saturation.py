"""Saturating demand for hours of virtual time, through the whole path of both clients, judged by the referee."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.flow.conftest import Rig
from tiktok_shop_sdk.errors import ShopError
from tiktok_shop_sdk.sandbox.transport import SandboxTransport

HOUR = 3600.0
pytestmark = pytest.mark.no_cover  # hundreds of thousands of calls, over lines that other tests reach too


class Saturated(Rig):
    """Requests and answers are on their way for 0 to 200 ms each; the audit log and the ledger are real files."""

    def __init__(self, kind: str, state: Path) -> None:
        super().__init__(kind, state)
        self.sent: list[float] = []
        dice = random.Random(7)
        self.lag = lambda: dice.uniform(0.0, 0.2)

    def transport(self) -> SandboxTransport:
        def lag() -> float:
            self.sent.append(self.clock.boot())  # asked once for each request, at the moment of its sending
            return self.lag()

        return SandboxTransport(self.platform, lag=lag, sleep=self.clock.sleep)


def calls_of(kind: str, shop: Any, number: int) -> Any:
    """A cheap call of the wanted class."""
    if kind == "order" or (kind == "mixed" and number % 2):
        return shop.orders.get_price_detail("576801010000000000")
    return shop.products.get("172901010000000001")


def demand(rig: Rig, kind: str, hours: float) -> Any:
    """Four callers at once, or one after another, for as long as it takes."""
    end = rig.clock.boot() + hours * HOUR
    numbers = count()

    def blocking(client: Any) -> None:
        shop = client.shop(rig.shop_id)
        while rig.clock.boot() < end:
            calls_of(kind, shop, next(numbers))

    async def awaitable(client: Any) -> None:
        shop = client.shop(rig.shop_id)

        async def caller(mine: str) -> None:
            while rig.clock.boot() < end:
                await calls_of(mine, shop, next(numbers))

        mine = ["order", "product"] * 2 if kind == "mixed" else [kind] * 4
        await asyncio.gather(*(caller(each) for each in mine))

    return awaitable if rig.kind == "async" else blocking


def optimum(kind: str, seconds: float) -> float:
    """How many calls the rules allow: one per 500 ms, and of orders no more than 3,000 in each hour begun."""
    paced = seconds / 0.5
    return min(paced, 3000 * -(-seconds // HOUR)) if kind == "order" else paced


@pytest.mark.parametrize(
    ("client", "kind", "hours"),
    [
        ("async", "mixed", 0.25),
        ("async", "order", 2),
        ("async", "product", 0.25),
        ("blocking", "mixed", 0.25),
        *(pytest.param("async", kind, 24, marks=pytest.mark.slow) for kind in ("mixed", "order", "product")),
        pytest.param("blocking", "product", 24, marks=pytest.mark.slow),
    ],
)
def test_no_window_is_broken_and_hardly_a_slot_is_wasted(tmp_path: Path, client: str, kind: str, hours: float) -> None:
    rig = Saturated(client, tmp_path / "state")
    rig.consent()
    rig.sent.clear()
    rig.referee.arrivals.clear()
    start = rig.clock.boot()
    rig.go(demand(rig, kind, hours))
    report = rig.platform.report()
    (seen,) = report["accounts"].values()
    gap = min(later - earlier for earlier, later in pairwise(rig.sent))
    within = sum(start <= at < start + hours * HOUR for at in rig.sent)
    allowed = optimum(kind, hours * HOUR)
    worst = {name: window["worst"] for name, window in seen["worst_windows"].items()}
    print(f"{client} {kind} {hours} h: {within} calls, {within / allowed:.2%}, worst {worst}, smallest gap {gap:.4f} s")
    assert report["violations"] == []
    assert worst["product"] <= 120 and worst["order"] <= 3000
    assert gap >= 0.5 - 1e-6
    assert within >= 0.99 * allowed


@pytest.mark.parametrize("hours", [0.25, pytest.param(24, marks=pytest.mark.slow)])
def test_cancelled_callers_time_outs_and_429s_break_no_window(tmp_path: Path, hours: float) -> None:
    """Requests whose callers gave up arrive all the same, up to 89 s after their sending; 5 % are cancelled."""
    rig = Saturated("async", tmp_path / "state")
    rig.consent()
    dice = random.Random(11)
    calls = int(hours * 7200)
    rig.platform.trouble([f"429@{number}" for number in sorted(dice.sample(range(50, calls), calls // 500))])
    end = rig.clock.boot() + hours * HOUR
    given_up: list[str] = []

    def lag() -> float:
        return dice.uniform(30.0, 89.0) if dice.random() < 0.01 else dice.uniform(0.0, 0.2)

    async def caller(shop: Any, kind: str) -> None:
        while rig.clock.boot() < end:
            call = asyncio.ensure_future(calls_of(kind, shop, 0))
            if dice.random() < 0.05:
                asyncio.get_running_loop().call_later(dice.uniform(0.0, 3.0), call.cancel)
            try:
                await call
            except (asyncio.CancelledError, ShopError) as error:
                given_up.append(type(error).__name__)

    async def awaitable(client: Any) -> None:
        shop = client.shop(rig.shop_id)
        await asyncio.gather(*(caller(shop, kind) for kind in ["order", "product"] * 4))
        await asyncio.sleep(120)  # whatever is still on its way arrives

    rig.lag = lag
    rig.go(awaitable)
    report = rig.platform.report()
    (seen,) = report["accounts"].values()
    worst = {name: window["worst"] for name, window in seen["worst_windows"].items()}
    gave = Counter(given_up)
    print(f"{hours} h: {seen['arrivals']} arrivals, {seen['arrivals'] / calls:.1%} of the pace, worst {worst}, {gave}")
    assert report["violations"] == []
    assert worst["product"] <= 120 and worst["order"] <= 3000
    assert gave["CancelledError"] > 20 * hours
    outcomes = Counter(record["outcome"] for record in rig.calls() if record["kind"] == "outcome")
    assert outcomes["timeout"] > 20 * hours and outcomes["api_error"] > 5 * hours
    intents = sum(record["kind"] == "intent" for record in rig.calls())
    assert intents == sum(outcomes.values())  # exactly one each
