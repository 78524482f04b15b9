"""
A ledger that forgets everything when the process ends: for tests and the sandbox, never for a live account.

A restart would forget the slots that are in force; use `SqliteLedger` for anything that reaches the platform.
"""

from __future__ import annotations

import random as _random
from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from threading import Lock

from ..core import slots
from ..core.limits import NEVER, Booking, Limits, QuotaState, Standing, Told, Wait, Window
from ..ports.clock import Clock


class _Slots:
    """The slots of one window: releases by number, and all (release, number) in order."""

    __slots__ = ("_holder", "_order", "_release", "forgotten")

    def __init__(self) -> None:
        self._release = array("d")
        self._holder = array("q")
        self._order: list[tuple[float, int]] = []
        self.forgotten = NEVER

    def deciding_release(self, window: Window) -> float:
        rank = slots.deciding_rank(window, len(self._release))
        if rank is None:
            return self.forgotten
        return self._order[rank][0]  # what was forgotten was released before all that are held

    def take(self, window: Window, release: float, holder: int) -> int:
        """Take the slot with the smallest release, or a new one; returns its number."""
        if len(self._release) < window.limit:
            number = len(self._release)
            self._release.append(release)
            self._holder.append(holder)
            insort(self._order, (release, number))
            return number
        self.forgotten, number = self._order[0]
        self._holder[number] = holder
        self.move(number, release)
        return number

    def move(self, number: int, release: float) -> None:
        del self._order[bisect_left(self._order, (self._release[number], number))]
        self._release[number] = release
        insort(self._order, (release, number))

    def holds(self, number: int, holder: int) -> bool:
        return self._holder[number] == holder

    def settle(self, number: int, told: Told, now: float) -> None:
        release = slots.settled_release(self._release[number], told, now)
        if release is not None:
            self._holder[number] = 0
            self.move(number, release)

    def in_force(self, after: float) -> Iterator[float]:
        return (release for release, _ in self._order if release > after)


class MemoryLedger:
    """`core.limits.Ledger` in the memory of this process; `random` gives numbers in [0, 1) for the jitter."""

    def __init__(
        self, limits: Limits, clock: Clock, random: Callable[[], float] = _random.random, *, egress: str = ""
    ) -> None:
        self._limits = limits
        self._egress = egress
        self._clock = clock
        self._random = random
        self._lock = Lock()
        self._standing = Standing()
        self._windows: dict[str, _Slots] = {}

    def _slots(self, window: Window) -> _Slots:
        found = self._windows.get(window.name)
        if found is None:
            found = self._windows[window.name] = _Slots()
        return found

    def book(self, windows: tuple[Window, ...]) -> Booking | Wait:
        with self._lock:
            now = self._clock.boot()
            self._standing = slots.by_one_egress(self._standing, self._egress)
            openings = [
                (window, slots.opens_at(self._limits, window, self._slots(window).deciding_release(window)))
                for window in windows
            ]
            wait = slots.wait_to_book(self._limits, self._standing, openings, now)
            if wait is not None:
                return wait
            self._standing = slots.after_booking(self._standing, now)
            serial, release = self._standing.serial, now + self._limits.hold
            taken = [self._slots(window).take(window, release, serial) for window in slots.slot_by_slot(windows)]
            return Booking(now, windows, (serial, *taken))

    def _held(self, booking: Booking) -> list[tuple[Window, _Slots, int]]:
        """The booking's slots that nobody took since."""
        serial, *numbers = booking.key
        pairs = zip(slots.slot_by_slot(booking.windows), numbers, strict=True)
        held = [(window, self._windows[window.name], number) for window, number in pairs]
        return [entry for entry in held if entry[1].holds(entry[2], serial)]

    def confirm(self, booking: Booking) -> Wait | None:
        with self._lock:
            now = self._clock.boot()
            slots.by_one_egress(self._standing, self._egress)
            held = self._held(booking)
            wait = slots.wait_to_confirm(self._limits, self._standing, booking, len(held), now)
            if wait is not None:
                return wait
            for _, table, number in held:
                table.move(number, now + self._limits.hold)
            self._standing = slots.after_sending(self._standing, now)
            return None

    def settle(self, booking: Booking, told: Told) -> float:
        with self._lock:
            now = self._clock.boot()
            for _, table, number in self._held(booking):
                table.settle(number, told, now)
            self._standing = slots.after_settling(
                self._limits, self._standing, booking.start, told, now, self._limits.jitter * self._random()
            )
            return max(0.0, self._standing.paused_until - now)

    def pause_for(self, seconds: float, reason: str) -> None:
        with self._lock:
            now = self._clock.boot()
            self._standing = slots.after_pause(self._limits, self._standing, seconds, reason, now)

    def note_start(self) -> None:
        with self._lock:
            self._standing = slots.after_sending(self._standing, self._clock.boot())

    def move_egress(self) -> str:
        with self._lock:
            before, self._standing = self._standing.egress, self._standing._replace(egress=self._egress)
            return before

    def state(self, windows: tuple[Window, ...]) -> QuotaState:
        with self._lock:
            now = self._clock.boot()
            tables = [(window, self._slots(window)) for window in windows]
            states = [
                slots.window_state(
                    self._limits,
                    window,
                    table.in_force(slots.in_force_after(self._limits, window, now)),
                    table.deciding_release(window),
                    now,
                )
                for window, table in tables
            ]
            return slots.quota_state(self._limits, self._standing, states, now)

    def now(self) -> float:
        return self._clock.boot()

    def close(self) -> None:
        """Nothing to close; the slots stay."""
