"""
Hours of demand in virtual time, judged by a referee who counts as the platform does: calls as they arrive.

The fate of each call (delay, answer, time-out, cancellation, 429) is a function of the seed, its class and
its ordinal, so that an oracle, which knows neither turns nor ledgers, can say how many calls the same fates
allow.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import chain, pairwise
from random import Random
from typing import Any

from tests.virtual import VirtualClock, run_virtual
from tiktok_shop_sdk.core.limits import (
    Answered,
    Booking,
    Ledger,
    Limits,
    Lost,
    QuotaClass,
    Told,
    TooMany,
    Wait,
    Window,
)
from tiktok_shop_sdk.ports.aio import AsyncTurn
from tiktok_shop_sdk.ports.turn import Turnstile

# Opens a ledger with the limits and settings given.
OpenLedger = Callable[..., Any]

# The platform's clock loses this much against ours, which the stretched period has to bear.
SERVER_CLOCK_LAG = 400e-6
# From the booking to the sending: what a durable audit record costs.
AUDIT = 0.0007


@dataclass(frozen=True)
class Fate:
    told: Told
    arrives_after: float
    ends_after: float
    cancelled: bool = False


@dataclass
class World:
    """What happens to calls.

    `faulty`: 1 % time-outs, 5 % cancelled callers, 0.2 % 429s. `slow_disk`: seconds that an audit may take.
    """

    limits: Limits
    faulty: bool = False
    slow_disk: float = 0.0
    seed: int = 1
    counts: Counter[str] = field(default_factory=Counter)

    def next_fate(self, quota: str) -> Fate:
        self.counts[quota] += 1
        return self.fate(quota, self.counts[quota])

    def fate(self, quota: str, ordinal: int) -> Fate:
        random = Random(f"{self.seed} {quota} {ordinal}")
        arrival = random.uniform(0.0, 0.2)
        answer = arrival + random.uniform(0.0, 0.1)
        kind = random.random() if self.faulty else 1.0
        if kind < 0.01:
            return Fate(Lost(), random.uniform(0.0, self.limits.hold), self.limits.attempt_timeout)
        if kind < 0.035:  # the other half of the cancelled callers never gets as far as sending
            return Fate(Lost(), random.uniform(0.0, self.limits.hold), answer / 2, cancelled=True)
        if kind < 0.037:
            return Fate(TooMany(random.choice([None, 0.0, 2.0, 5.0])), arrival, answer)
        return Fate(Answered(ok=True), arrival, answer)


@dataclass
class Referee:
    """Counts as the platform does, on its own clock, which lags."""

    limits: Limits
    arrivals: dict[str, list[float]] = field(default_factory=lambda: {"product": [], "order": []})
    sendings: list[float] = field(default_factory=list)

    def saw(self, quota: str, sent: float, arrives_after: float) -> None:
        self.sendings.append(sent)
        self.arrivals[quota].append((sent + arrives_after) * (1 - SERVER_CLOCK_LAG))

    def worst(self, window: Window) -> int:
        """The most calls that arrived within any `period` seconds."""
        arrivals = sorted(self.arrivals[window.name])
        ends = (bisect_left(arrivals, start + window.period) for start in arrivals)
        return max((end - first for first, end in enumerate(ends)), default=0)

    def violations(self) -> list[str]:
        found = []
        for window in (self.limits.product, self.limits.order):
            if (worst := self.worst(window)) > window.limit:
                found.append(f"{worst} {window.name} calls in {window.period:g} s")
        if self.smallest_gap() < self.limits.pace - 1e-9:
            found.append(f"{self.smallest_gap()} s between two sendings")
        return found

    def smallest_gap(self) -> float:
        return min(later - earlier for earlier, later in pairwise(self.sendings))

    def smallest_gap_of_arrivals(self) -> float:
        return min(later - earlier for earlier, later in pairwise(sorted(chain(*self.arrivals.values()))))


@dataclass
class Demand:
    """Saturating demand on one account: `workers` callers for each class, each calling again at once."""

    ledger: Ledger
    clock: VirtualClock
    world: World
    until: float
    workers: int = 30

    def __post_init__(self) -> None:
        self.turnstile = Turnstile(self.clock)
        self.referee = Referee(self.world.limits)
        self.impatience = Random(self.world.seed)

    async def run(self, quotas: list[QuotaClass]) -> Referee:
        await asyncio.gather(*(self.work(quota) for quota in quotas for _ in range(self.workers)))
        return self.referee

    async def work(self, quota: QuotaClass) -> None:
        while self.clock.boot() < self.until:
            task = asyncio.ensure_future(self.call(quota))
            await asyncio.wait([task])
            if not task.cancelled():
                task.result()

    async def call(self, quota: QuotaClass) -> None:
        task = asyncio.current_task()
        assert task is not None
        impatient = None
        if self.world.faulty and self.impatience.random() < 0.025:
            patience = self.impatience.uniform(0.0, 30.0)
            impatient = asyncio.get_running_loop().call_later(patience, task.cancel)
        windows = self.world.limits.windows(quota)
        booking = await self.book(windows)
        if impatient:
            impatient.cancel()
        if booking is not None:
            await asyncio.sleep(AUDIT + self.impatience.uniform(0.0, self.world.slow_disk))
            if self.ledger.confirm(booking) is None:
                await self.exchange(task, quota, booking)

    async def book(self, windows: tuple[Window, ...]) -> Booking | None:
        async with AsyncTurn(self.turnstile, tuple(window.name for window in windows), "sync") as turn:
            while self.clock.boot() < self.until:
                await turn.come()
                booked = self.ledger.book(windows)
                if not isinstance(booked, Wait):
                    return booked
                await turn.rest(min(booked.seconds, self.until - self.clock.boot()))
        return None

    async def exchange(self, task: asyncio.Task[None], quota: QuotaClass, booking: Booking) -> None:
        fate = self.world.next_fate(quota)
        self.referee.saw(quota, self.clock.boot(), fate.arrives_after)
        told: Told = Lost()
        if fate.cancelled:
            asyncio.get_running_loop().call_later(fate.ends_after, task.cancel)
        try:
            await asyncio.sleep(60.0 if fate.cancelled else fate.ends_after)
            told = fate.told
        finally:
            self.ledger.settle(booking, told)


def simulate(ledger: Ledger, clock: VirtualClock, world: World, quotas: list[QuotaClass], hours: float) -> Referee:
    demand = Demand(ledger, clock, world, until=clock.boot() + hours * 3600)
    return run_virtual(demand.run(quotas), clock)


class Oracle:
    """How many calls the same fates allow: slots, pace and pauses as the rules say, without a line."""

    def __init__(self, limits: Limits, world: World, jitter: float) -> None:
        self.limits, self.world, self.jitter = limits, world, jitter
        self.pace, self.strikes = limits.pace, 0
        self.paused_until, self.struck = -1.0, -1.0
        self.coming: list[tuple[float, float, bool, float | None]] = []

    def best(self, quotas: list[QuotaClass], hours: float) -> int:
        windows = {quota: getattr(self.limits, quota) for quota in quotas}
        free = {quota: [-1e9] * window.limit for quota, window in windows.items()}
        counts = dict.fromkeys(quotas, 0)
        now = 0.0
        while True:
            quota = min(quotas, key=lambda quota: max(free[quota][0], now))
            start = max(now, free[quota][0])
            start = self.after_pauses(start)
            if start >= hours * 3600:
                return sum(counts.values())
            counts[quota] += 1
            fate = self.world.fate(quota, counts[quota])
            lost = isinstance(fate.told, Lost)
            released = start + (self.limits.hold if lost else fate.ends_after)
            heappop(free[quota])
            heappush(free[quota], released + windows[quota].period * (1 + self.limits.drift))
            if not lost:
                too_many = isinstance(fate.told, TooMany)
                asked = fate.told.retry_after if isinstance(fate.told, TooMany) else None
                heappush(self.coming, (released, start, too_many, asked))
            now = start + self.after_answers(start)
            quotas = [*quotas[1:], quotas[0]]

    def after_answers(self, now: float) -> float:
        """Take in what was answered until now; returns the pace."""
        while self.coming and self.coming[0][0] <= now:
            answered, start, too_many, asked = heappop(self.coming)
            if too_many:
                if start > self.struck:
                    self.pace, self.strikes, self.struck = (
                        min(2 * self.pace, 60.0),
                        self.strikes + 1,
                        answered,
                    )
                pause = min(2.0 ** (self.strikes - 1), 60.0) + self.jitter if asked is None else asked
                self.paused_until = max(self.paused_until, answered + pause)
            elif start > self.struck:
                self.pace, self.strikes = max(self.pace * 0.9, self.limits.pace), 0
        return self.pace

    def after_pauses(self, start: float) -> float:
        while True:
            before = self.pace
            self.after_answers(start)
            later = max(start + max(0.0, self.pace - before), self.paused_until)
            if later <= start:
                return start
            start = later
