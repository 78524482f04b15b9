"""A plan says how long a job takes; then the job is run through the real flow, line and ledger, and takes that long."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from tests.limits.rush import Process
from tests.virtual import VirtualClock, run_virtual
from tiktok_shop_sdk.core.errand import Errand
from tiktok_shop_sdk.core.lanes import Lane, windows_in
from tiktok_shop_sdk.core.limits import Answered, Booking, Limits, QuotaClass, Window
from tiktok_shop_sdk.core.plan import ANSWER, Plan, plan
from tiktok_shop_sdk.stores.memory import MemoryLedger

LIMITS = Limits()
SMALL = Limits(order=Window("order", 300, 600.0))
STRICT = Limits(paced_from="answer")


def planned(
    ledger: MemoryLedger, limits: Limits, clock: VirtualClock, calls: dict[QuotaClass, int], lane: Lane
) -> Plan:
    wanted = {limits.windows(quota): number for quota, number in calls.items()}
    booked = {window.name: window for windows in wanted for window in windows_in(limits, windows, lane)}
    return plan(limits, ledger.state(tuple(booked.values())), wanted, lane, clock.wall())


def run_job(
    ledger: MemoryLedger, limits: Limits, clock: VirtualClock, calls: dict[QuotaClass, int], lane: Lane
) -> float:
    """Seconds until the last answer."""
    account = SimpleNamespace(limits=limits, statement=SimpleNamespace(covers=()))
    begun, process = clock.boot(), Process(ledger, clock, account)

    async def one(quota: QuotaClass) -> None:
        booking = await process.flow.booked(Errand("x", "GET", "/", limits.windows(quota), lane=lane))
        assert ledger.confirm(booking) is None
        await asyncio.sleep(ANSWER)
        process.settle(booking, Answered(ok=True))

    async def main() -> None:
        await asyncio.gather(*(one(quota) for quota, number in calls.items() for _ in range(number)))

    run_virtual(main(), clock)
    return clock.boot() - begun


@pytest.mark.parametrize("lane", ["interactive", "sync", "backfill"])
@pytest.mark.parametrize(
    ("limits", "calls"),
    [
        (LIMITS, {"product": 1}),
        (LIMITS, {"product": 260}),
        (SMALL, {"order": 500}),
        (LIMITS, {"order": 100, "product": 100, "both": 30, "none": 2}),
        (STRICT, {"order": 60}),
    ],
    ids=["one", "minutes", "past the window", "mixed", "strict"],
)
def test_the_job_takes_as_long_as_its_plan_says(
    limits: Limits, calls: dict[QuotaClass, int], lane: Lane, clock: VirtualClock
) -> None:
    ledger = MemoryLedger(limits, clock)
    said = planned(ledger, limits, clock, calls, lane)
    took = run_job(ledger, limits, clock, calls, lane)
    assert said.calls == sum(calls.values())
    assert said.ends_at - clock.wall() == pytest.approx(said.seconds - took, abs=1e-6)
    assert took == pytest.approx(said.seconds, rel=0.015, abs=0.6)
    names = {window.name: window for quota in calls for window in limits.windows(quota)}
    left = {w.name: w.limit - w.used for w in ledger.state(tuple(names.values())).windows}
    assert left == pytest.approx(said.left, abs=2)


def test_it_counts_what_the_account_has_used_already(clock: VirtualClock) -> None:
    ledger = MemoryLedger(SMALL, clock)
    run_job(ledger, SMALL, clock, {"order": 290}, "sync")
    clock.advance(100.0)
    said = planned(ledger, SMALL, clock, {"order": 40}, "backfill")
    assert said.seconds > 300
    assert run_job(ledger, SMALL, clock, {"order": 40}, "backfill") == pytest.approx(said.seconds, rel=0.01)


def test_it_counts_a_pause_and_a_slowed_pace(clock: VirtualClock) -> None:
    ledger = MemoryLedger(LIMITS, clock)
    ledger.pause_for(30.0, "asked by hand")
    said = planned(ledger, LIMITS, clock, {"product": 10}, "interactive")
    assert said.seconds == pytest.approx(30.0 + 9 * 0.5 + ANSWER)


def test_a_backfill_is_planned_behind_its_reserve(clock: VirtualClock) -> None:
    ledger = MemoryLedger(LIMITS, clock)
    hours = planned(ledger, LIMITS, clock, {"order": 3000}, "backfill").seconds / 3600
    assert 1.05 < hours < 1.15
    assert planned(ledger, LIMITS, clock, {"order": 3000}, "sync").seconds == pytest.approx(1506, rel=0.01)


def test_nothing_to_do_takes_no_time(clock: VirtualClock) -> None:
    said = planned(MemoryLedger(LIMITS, clock), LIMITS, clock, {"order": 0}, "sync")
    assert (said.calls, said.seconds, said.left) == (0, 0.0, {"order": 3000})


def test_a_call_that_is_on_its_way_counts_until_it_is_answered(clock: VirtualClock) -> None:
    ledger = MemoryLedger(STRICT, clock)
    booking = ledger.book(STRICT.windows("order"))
    assert isinstance(booking, Booking)
    assert planned(ledger, STRICT, clock, {"order": 1}, "sync").seconds > STRICT.hold
    ledger.settle(booking, Answered(ok=True))
    assert planned(ledger, STRICT, clock, {"order": 1}, "sync").seconds < 1.0
