"""Hours of saturating demand: the platform sees no window overrun, and hardly a slot is wasted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

import pytest
from aiolimiter import AsyncLimiter

from tests.limits.simulation import OpenLedger, Oracle, Referee, World, simulate
from tests.virtual import VirtualClock, run_virtual
from tiktok_shop_sdk.core.limits import Booking, Limits, QuotaClass, Window
from tiktok_shop_sdk.stores.memory import MemoryLedger

LIMITS = Limits()
JITTER = 0.25
pytestmark = pytest.mark.no_cover  # hours of virtual time, over lines that other tests reach too


@dataclass(frozen=True)
class Scenario:
    name: str
    quotas: tuple[QuotaClass, ...]
    per_hour: int
    """What a limiter that knew the platform's clock and every delay could start in an hour."""


SCENARIOS = [
    Scenario("product", ("product",), 7200),
    Scenario("order", ("order",), 3000),
    Scenario("mixed", ("product", "order"), 7200),
]


def report(name: str, referee: Referee, share: float) -> None:
    worst = (referee.worst(LIMITS.product), referee.worst(LIMITS.order))
    print(f"{name}: {len(referee.sendings)} calls, {share:.2%}, worst windows {worst}, ", end="")
    print(f"smallest gap {referee.smallest_gap():.6f} s")


def check(scenario: Scenario, hours: float, faulty: bool, ledger: MemoryLedger, clock: VirtualClock) -> None:
    world = World(LIMITS, faulty=faulty)
    quotas = list(scenario.quotas)
    referee = simulate(ledger, clock, world, quotas, hours)
    best = Oracle(LIMITS, world, JITTER).best(quotas, hours) if faulty else scenario.per_hour * hours
    share = len(referee.sendings) / best
    report(f"{scenario.name} {hours} h {'with faults' if faulty else ''}", referee, share)
    assert referee.violations() == []
    assert 0.99 <= share <= 1.01


@pytest.mark.parametrize("faulty", [False, True], ids=["quiet", "faulty"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_two_hours_keep_every_window_and_waste_next_to_nothing(
    scenario: Scenario, faulty: bool, clock: VirtualClock
) -> None:
    check(scenario, 2, faulty, MemoryLedger(LIMITS, clock, lambda: 0.5), clock)


@pytest.mark.slow
@pytest.mark.parametrize("faulty", [False, True], ids=["quiet", "faulty"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_day_keeps_every_window_and_wastes_next_to_nothing(
    scenario: Scenario, faulty: bool, clock: VirtualClock
) -> None:
    check(scenario, 24, faulty, MemoryLedger(LIMITS, clock, lambda: 0.5), clock)


@pytest.mark.parametrize("hours", [0.5, pytest.param(24, marks=pytest.mark.slow)])
def test_the_same_holds_in_a_file(open_sqlite: OpenLedger, clock: VirtualClock, hours: float) -> None:
    check(SCENARIOS[2], hours, True, open_sqlite(LIMITS), clock)


def test_paced_from_the_answer_even_the_arrivals_are_a_pace_apart(clock: VirtualClock) -> None:
    strict = replace(LIMITS, paced_from="answer")
    world = World(strict, faulty=True)
    referee = simulate(MemoryLedger(strict, clock), clock, world, ["product", "order"], 1.0)
    assert referee.violations() == []
    assert referee.smallest_gap_of_arrivals() >= strict.pace


def test_the_referee_catches_arrivals_of_calls_that_were_paced_from_their_sending(clock: VirtualClock) -> None:
    referee = simulate(MemoryLedger(LIMITS, clock), clock, World(LIMITS), ["product"], 0.2)
    assert referee.smallest_gap() >= LIMITS.pace > referee.smallest_gap_of_arrivals() + 0.1


def test_the_referee_catches_windows_that_run_from_the_sending(clock: VirtualClock) -> None:
    naive = replace(LIMITS, attempt_timeout=0.0, grace=0.0, drift=0.0)
    referee = simulate(MemoryLedger(naive, clock), clock, World(LIMITS), ["product"], 0.5)
    assert any("product" in violation for violation in referee.violations())


def test_the_referee_catches_calls_that_are_read_after_their_deadline(clock: VirtualClock) -> None:
    hasty = replace(LIMITS, grace=0.0, product=replace(LIMITS.product, limit=60))
    world = World(replace(hasty, grace=60.0), faulty=True)
    referee = simulate(MemoryLedger(hasty, clock), clock, world, ["product"], 0.5)
    assert any("product" in violation for violation in referee.violations())


def test_the_referee_catches_a_period_that_is_not_stretched(clock: VirtualClock) -> None:
    exact = Limits(drift=0.0, pace=0.0, order=Window("order", 60, 3600.0))
    referee = simulate(MemoryLedger(exact, clock), clock, World(exact), ["order"], 1.5)
    assert any("order" in violation for violation in referee.violations())


def test_a_slow_disk_never_closes_the_gap_between_two_sendings(clock: VirtualClock) -> None:
    referee = simulate(MemoryLedger(LIMITS, clock), clock, World(LIMITS, slow_disk=1.5), ["product"], 0.2)
    assert referee.violations() == []


def test_the_referee_catches_sendings_without_the_last_check(clock: VirtualClock) -> None:
    class Careless(MemoryLedger):
        def confirm(self, booking: Booking) -> None:
            return None

    referee = simulate(Careless(LIMITS, clock), clock, World(LIMITS, slow_disk=1.5), ["product"], 0.2)
    assert any("between two sendings" in violation for violation in referee.violations())


def test_the_referee_catches_the_burst_of_a_leaky_bucket(clock: VirtualClock) -> None:
    referee = Referee(LIMITS)

    async def demand() -> None:
        bucket = AsyncLimiter(120, 60)
        while clock.boot() < 1300:
            await bucket.acquire()
            referee.saw("product", clock.boot(), 0.1)
            await asyncio.sleep(0.001)

    run_virtual(demand(), clock)
    assert referee.worst(LIMITS.product) > 230
