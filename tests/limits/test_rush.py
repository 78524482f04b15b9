"""People are served at once while history loads, and history hardly notices; without lanes they are not."""

from __future__ import annotations

import pytest

from tests.limits.rush import Rush
from tests.limits.simulation import OpenLedger, World
from tests.virtual import VirtualClock
from tiktok_shop_sdk.core.lanes import COURTESY
from tiktok_shop_sdk.core.limits import Limits, QuotaClass, Window
from tiktok_shop_sdk.stores.memory import MemoryLedger

LIMITS = Limits()
Quotas = tuple[QuotaClass, ...]
pytestmark = pytest.mark.no_cover  # hours of virtual time, over lines that other tests reach too


def optimum(quotas: Quotas, hours: float) -> float:
    """How many calls the rules allow: one per 500 ms, and of orders no more than 3,000 in each hour begun."""
    paced = hours * 3600 / LIMITS.pace
    return min(paced, 3000 * -(-hours // 1)) if quotas == ("order",) else paced


def check(rush: Rush, quotas: Quotas) -> None:
    rush.run(*quotas)
    waits = sorted(rush.waits["interactive"])
    share = rush.served / (optimum(quotas, rush.hours) - rush.people)
    print(
        f"{quotas} {rush.hours} h, {len(rush.ledgers)} processes: {rush.people} people, {rush.late:.2%} late, ", end=""
    )
    print(f"median {waits[len(waits) // 2]:.2f} s, worst {waits[-1]:.2f} s, backfill {share:.1%}")
    assert rush.referee.violations() == []
    assert len(waits) == rush.people
    assert rush.late <= 0.001
    assert share >= 0.85


@pytest.mark.parametrize(
    ("quotas", "hours", "processes"),
    [
        (("order",), 1, 1),
        (("product",), 0.1, 4),
        (("order", "product"), 0.1, 4),
        *(
            pytest.param(quotas, 24, processes, marks=pytest.mark.slow)
            for quotas in (("order",), ("product",), ("order", "product"))
            for processes in (1, 4)
        ),
    ],
)
def test_under_a_backfill_without_end_people_wait_two_seconds_at_most(
    quotas: Quotas, hours: float, processes: int, clock: VirtualClock
) -> None:
    ledger = MemoryLedger(LIMITS, clock, lambda: 0.5)
    check(Rush([ledger] * processes, clock, World(LIMITS), hours), quotas)


def test_the_same_holds_between_two_connections_to_a_file(open_sqlite: OpenLedger, clock: VirtualClock) -> None:
    check(Rush([open_sqlite(), open_sqlite()], clock, World(LIMITS), 0.05), ("product",))


@pytest.mark.parametrize(("quotas", "processes"), [(("order",), 1), (("product",), 4)])
def test_first_come_first_served_keeps_them_waiting(quotas: Quotas, processes: int, clock: VirtualClock) -> None:
    ledger = MemoryLedger(LIMITS, clock, lambda: 0.5)
    hours = 0.5 if quotas == ("order",) else 0.05
    rush = Rush([ledger] * processes, clock, World(LIMITS), hours, lanes=("sync", "sync")).run(*quotas)
    waits = sorted(rush.waits["sync"])
    print(f"{quotas}: {rush.late:.0%} late, median {waits[len(waits) // 2]:.0f} s, worst {waits[-1]:.0f} s")
    assert rush.referee.violations() == []
    assert rush.late > 0.9


def test_without_courtesy_processes_race_for_each_place(clock: VirtualClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COURTESY, "backfill", 0.0)
    ledger = MemoryLedger(LIMITS, clock, lambda: 0.5)
    assert Rush([ledger] * 4, clock, World(LIMITS), 0.05).run("product").late > 0.01


def test_without_a_reserve_the_hour_is_gone_when_somebody_comes(clock: VirtualClock) -> None:
    limits = Limits(reserve=0.0, order=Window("order", 300, 3600.0))
    ledger = MemoryLedger(limits, clock, lambda: 0.5)
    assert Rush([ledger], clock, World(limits), 1.5).run("order").late > 0.1
