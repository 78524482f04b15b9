"""Eight clients of one account on hosts whose clocks differ: saturating demand, cancelled calls, crashes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from tests.limits.simulation import Demand, OpenLedger, Oracle, Referee, World
from tests.limits.steered import SteeredLedger
from tests.virtual import VirtualClock, run_virtual
from tiktok_shop_sdk.core.limits import Booking, Ledger, Limits, Lost, QuotaClass, QuotaState, Told, Wait, Window
from tiktok_shop_sdk.stores.memory import MemoryLedger

pytestmark = pytest.mark.no_cover  # hours of virtual time, over lines that other tests reach too
CLIENTS = 8
JITTER = 0.25
QUOTAS: list[QuotaClass] = ["product", "order"]
# A tenth of each number, for eight clients ask for each place of the pace; and windows that fill within minutes.
TENTH = Limits(product=Window("product", 12, 60.0), order=Window("order", 300, 3600.0), pace=5.0)
SHORT = replace(TENTH, order=Window("order", 40, 600.0))


class HostClock(VirtualClock):
    """The same time as another clock, as a host tells it that was started at another moment and whose clock is set
    otherwise."""

    def __init__(self, true: VirtualClock, random: Random) -> None:
        super().__init__()
        self._true = true
        self._since_boot = random.uniform(0.0, 1e6)
        self._off = random.uniform(-4.0, 4.0)
        self._boot_id = f"host {self._since_boot}"

    def boot(self) -> float:
        return self._true.boot() + self._since_boot

    def wall(self) -> float:
        return self._true.wall() + self._off


class Mortal:
    """A client that dies instead of settling a call without an answer, and is started again."""

    def __init__(self, start: Callable[[], Ledger]) -> None:
        self._start = start
        self._ledger = start()
        self.deaths = 0

    def book(self, windows: tuple[Window, ...]) -> Booking | Wait:
        return self._ledger.book(windows)

    def confirm(self, booking: Booking) -> Wait | None:
        return self._ledger.confirm(booking)

    def settle(self, booking: Booking, told: Told) -> float:
        if not isinstance(told, Lost):
            return self._ledger.settle(booking, told)
        self._ledger = self._start()
        self.deaths += 1
        return 0.0

    def state(self, windows: tuple[Window, ...]) -> QuotaState:
        return self._ledger.state(windows)

    def now(self) -> float:
        return self._ledger.now()

    def pause_for(self, seconds: float, reason: str) -> None:
        self._ledger.pause_for(seconds, reason)

    def note_start(self) -> None:
        self._ledger.note_start()

    def close(self) -> None:
        self._ledger.close()


@pytest.fixture(params=["memory", "sqlite", "redis"])
def open_on_host(request: pytest.FixtureRequest, clock: VirtualClock) -> Callable[[Limits, int], Ledger]:
    """The ledger of one account, opened by the client of that number, each on a host of its own where it can be."""
    if request.param == "memory":
        shared: list[MemoryLedger] = []
        return lambda limits, number: (shared or shared.append(MemoryLedger(limits, clock, lambda: 0.5)) or shared)[0]
    opened: OpenLedger = request.getfixturevalue(f"open_{request.param}")
    if request.param == "sqlite":
        files: dict[int, Ledger] = {}
        return lambda limits, number: files.setdefault(number, opened(limits, patience=10.0))
    hosts = {number: HostClock(clock, Random(number)) for number in range(CLIENTS)}
    true = VirtualClock.wall

    def on_host(limits: Limits, number: int) -> SteeredLedger:
        ledger: SteeredLedger = opened(
            limits, identity="shared", clock=hosts[number], server_time=lambda: true(clock) + 1.7
        )
        return ledger

    return on_host


def eight(open_on_host: Callable[[Limits, int], Ledger], limits: Limits, clock: VirtualClock, hours: float) -> float:
    """The share of what the known releases allow that eight clients reach; there must be no violation."""
    world = World(limits, faulty=True)
    until = clock.boot() + hours * 3600
    clients = [Mortal(lambda number=number: open_on_host(limits, number)) for number in range(CLIENTS)]  # type: ignore[misc]
    demands = [Demand(client, clock, world, until, workers=2) for client in clients]
    referee = Referee(limits)
    for number, demand in enumerate(demands):
        demand.referee, demand.impatience = referee, Random(number)

    async def all_of_them() -> None:
        await asyncio.gather(*(demand.run([QUOTAS[n % 2]]) for n, demand in enumerate(demands)))

    run_virtual(all_of_them(), clock)
    best = Oracle(limits, World(limits, faulty=True), JITTER).best(QUOTAS, hours)
    sent, deaths = len(referee.sendings), sum(client.deaths for client in clients)
    worst = (referee.worst(limits.product), referee.worst(limits.order))
    print(f"{hours} h: {sent} calls, {sent / best:.2%}, {deaths} deaths, worst windows {worst}", end=", ")
    print(f"smallest gap {referee.smallest_gap():.6f} s")
    assert referee.violations() == []
    return sent / best


def test_eight_clients_break_no_window_and_waste_next_to_nothing(
    open_on_host: Callable[[Limits, int], Ledger], clock: VirtualClock
) -> None:
    assert eight(open_on_host, SHORT, clock, 0.5) >= 0.97  # the beginning weighs more in a short time


@pytest.mark.slow
@pytest.mark.parametrize("limits", [TENTH, Limits()], ids=["a tenth", "whole"])
def test_eight_clients_for_a_day(
    open_on_host: Callable[[Limits, int], Ledger], limits: Limits, clock: VirtualClock
) -> None:
    assert 0.99 <= eight(open_on_host, limits, clock, 24.0) <= 1.01


def test_the_referee_catches_clients_that_do_not_share(clock: VirtualClock) -> None:
    apart = [MemoryLedger(SHORT, clock, lambda: 0.5) for _ in range(CLIENTS)]
    with pytest.raises(AssertionError, match="product"):
        eight(lambda limits, number: apart[number], SHORT, clock, 0.1)
