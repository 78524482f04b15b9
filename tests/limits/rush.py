"""
A backfill that never ends and people who want something now, through the real flow, line and ledger, in virtual time.

Each process has a line of its own; the ledger is common to all. Interactive calls come at random moments (Poisson),
each backfill worker calls again as soon as it was sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice, product
from random import Random
from types import SimpleNamespace
from typing import Any

from tests.limits.simulation import AUDIT, Referee, World
from tests.virtual import VirtualClock, run_virtual
from tiktok_shop_sdk.core.errand import Errand
from tiktok_shop_sdk.core.flow import Flow
from tiktok_shop_sdk.core.lanes import Lane
from tiktok_shop_sdk.core.limits import Booking, Ledger, QuotaClass, Told, Wait, Window
from tiktok_shop_sdk.core.world import Departure
from tiktok_shop_sdk.ports.aio import AsyncTurn
from tiktok_shop_sdk.ports.turn import Turnstile


class Process:
    """The verbs that waiting for a slot needs, over one ledger; see `core.world.World`."""

    def __init__(self, ledger: Ledger, clock: VirtualClock, account: Any) -> None:
        self.ledger, self.clock = ledger, clock
        self.turnstile = Turnstile(clock)
        self.flow = Flow(account, self)  # type: ignore[arg-type]  # only what waiting needs

    def now(self) -> float:
        return self.clock.boot()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    def turn(self, windows: tuple[Window, ...], lane: Lane, patience: float | None) -> AsyncTurn:
        return AsyncTurn(self.turnstile, tuple(window.name for window in windows), lane, patience)

    async def book(self, windows: tuple[Window, ...]) -> Booking | Wait:
        return self.ledger.book(windows)

    async def confirm(self, booking: Booking) -> Wait | None:
        return self.ledger.confirm(booking)

    def settle(self, booking: Booking, told: Told) -> None:
        self.ledger.settle(booking, told)
        self.turnstile.look_again()


@dataclass
class Rush:
    """`interactive`: their share of what the rules allow. `lanes`: in which lanes people and backfill call."""

    ledgers: Sequence[Ledger]  # one for each process, all of the same slots
    clock: VirtualClock
    world: World
    hours: float
    interactive: float = 0.1
    lanes: tuple[Lane, Lane] = ("interactive", "backfill")
    workers: int = 30
    waits: dict[Lane, list[float]] = field(default_factory=lambda: {"interactive": [], "sync": [], "backfill": []})
    served: int = 0  # of the backfill, within the time
    people: int = 0

    def __post_init__(self) -> None:
        account = SimpleNamespace(limits=self.world.limits, statement=SimpleNamespace(covers=()))
        self.processes = [Process(ledger, self.clock, account) for ledger in self.ledgers]
        self.referee = Referee(self.world.limits)
        self.end = self.clock.boot() + self.hours * 3600
        self.arrivals = Random(self.world.seed)

    def run(self, *quotas: QuotaClass) -> Rush:
        run_virtual(self._run(quotas), self.clock)
        return self

    @property
    def late(self) -> float:
        """The share of people who waited longer than 1.8 s."""
        waits = self.waits["interactive"] or self.waits["sync"]
        return sum(wait > 1.8 for wait in waits) / len(waits)

    async def _run(self, quotas: Sequence[QuotaClass]) -> None:
        everywhere = cycle(product(quotas, self.processes))
        jobs = [self._backfill(process, quota) for quota, process in islice(everywhere, self.workers)]
        jobs += [self._people(quota, len(quotas)) for quota in quotas]
        await asyncio.gather(*jobs)

    async def _backfill(self, process: Process, quota: QuotaClass) -> None:
        while await self._call(process, quota, self.lanes[1]):
            self.served += 1

    async def _people(self, quota: QuotaClass, classes: int) -> None:
        """Each comes to the process that happens to serve him."""
        (window,) = self.world.limits.windows(quota)[:1]
        rate = self.interactive * min(window.limit / window.period, 1 / self.world.limits.pace / classes)
        calls = []
        while True:
            await asyncio.sleep(self.arrivals.expovariate(rate))
            if self.clock.boot() >= self.end:
                break
            self.people += 1
            calls.append(asyncio.ensure_future(self._person(quota)))
        await asyncio.gather(*calls)

    async def _person(self, quota: QuotaClass) -> None:
        process, came = self.arrivals.choice(self.processes), self.clock.boot()
        await self._call(process, quota, self.lanes[0])
        self.waits[self.lanes[0]].append(min(self.clock.boot(), self.end) - came)

    async def _call(self, process: Process, quota: QuotaClass, lane: Lane) -> bool:
        """One call, answered in the background; False when the time is over."""
        errand = Errand("x", "GET", "/", self.world.limits.windows(quota), lane=lane)
        waiting = asyncio.ensure_future(process.flow.booked(errand))
        await asyncio.wait([waiting], timeout=max(0.0, self.end - self.clock.boot()))
        if not waiting.done():
            waiting.cancel()
            return False
        booking = waiting.result()
        await asyncio.sleep(AUDIT)
        if await process.flow._still_holds(booking, Departure("", process.ledger.confirm(booking))):
            fate = self.world.next_fate(quota)
            self.referee.saw(quota, self.clock.boot(), fate.arrives_after)
            asyncio.get_running_loop().call_later(fate.ends_after, process.settle, booking, fate.told)
        return True
