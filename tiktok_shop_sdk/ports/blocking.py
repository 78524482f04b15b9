"""
The same world, blocking: its coroutines never suspend, so one step runs a whole call.

No event loop and no second thread: safe under fork, gevent and a debugger.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from math import inf
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakSet

from ..core.audit import Record
from ..core.kept import Kept
from ..core.lanes import Lane
from ..core.limits import Booking, Told, Wait, Window
from ..core.request import Request, Response
from ..core.secret import Secret
from ..core.tokens import Grant, RefreshMark
from ..core.world import Departure, Host
from .clock import Clock
from .household import Household, Instant
from .turn import Caller, Key, Turnstile

if TYPE_CHECKING:
    import httpx

    from ..core.observe import Observer
    from .http import BlockingLine
    from .ways import Ways

T = TypeVar("T")
LOCK_POLL = 0.05


class BlockingTurn:
    """`core.world.Turn` for plain threads: its coroutines block the thread and never suspend."""

    def __init__(self, turnstile: Turnstile, key: Key, lane: Lane, clock: Clock, patience: float | None = None) -> None:
        self._line = turnstile.line()
        self._clock = clock
        self._patience = inf if patience is None else patience
        self._woken = threading.Event()
        self._caller = Caller(key, lane, self._woken.set)

    async def __aenter__(self) -> BlockingTurn:
        self._until = self._clock.boot() + self._patience
        self._line.enter(self._caller)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.leave(self._caller)

    @property
    def first_for(self) -> float:
        return self._line.first_for(self._caller)

    async def come(self) -> bool:
        return self._caller.going or await self.rest(0.0)

    async def rest(self, seconds: float) -> bool:
        self._line.want(self._caller, seconds)
        due = self._clock.boot() + seconds
        while not self._caller.going:
            now = self._clock.boot()
            if now >= self._until:
                return False
            if now >= due:
                self._line.want(self._caller, 0.0)
                due = inf
                continue
            left = min(due, self._until) - now
            if self._clock.wait(self._woken, left if left < inf else None):
                self._woken.clear()
        return True


class BlockingWorld(Instant):
    """The verbs of the flow for one client, in whichever thread calls."""

    def __init__(
        self,
        household: Household,
        transport: httpx.BaseTransport | None = None,
        observers: Iterable[Observer] = (),
    ) -> None:
        super().__init__(household, observers)
        self._given = transport
        self._way = (transport or household.egress, household.secure)
        self._entered: WeakSet[Ways[BlockingLine]] = WeakSet()
        self._guard = threading.Lock()

    async def sleep(self, seconds: float) -> None:
        self._household.clock.sleep(seconds)

    def turn(self, windows: tuple[Window, ...], lane: Lane, patience: float | None) -> BlockingTurn:
        names = tuple(window.name for window in windows)
        return BlockingTurn(self._household.turnstile, names, lane, self._household.clock, patience)

    async def book(self, windows: tuple[Window, ...]) -> Booking | Wait:
        return self._household.book(windows)

    async def confirm(self, booking: Booking) -> Wait | None:
        self._open()
        return self._household.ledger().confirm(booking)

    async def depart(self, intent: Record, booking: Booking) -> Departure:
        self._open()
        return self._household.depart(intent, booking)

    async def arrive(self, booking: Booking, told: Told, outcome: Record) -> float:
        try:
            return self._household.arrive(booking, told, outcome)
        finally:
            self._household.turnstile.look_again()

    async def settle(self, booking: Booking, told: Told) -> float:
        pause = self._household.ledger().settle(booking, told)
        self._household.turnstile.look_again()
        return pause

    async def grant(self) -> Grant | None:
        return self._household.grant()

    async def kept(self) -> Kept:
        return self._household.tokens.kept()

    async def mark_refresh(self, mark: RefreshMark | None) -> None:
        self._household.tokens.change(lambda kept: kept.with_mark(mark))

    async def store_grant(self, grant: Grant, *, replaced: Grant | None) -> None:
        self._household.keep(grant, replaced)

    async def forget_grant(self, used: Secret) -> None:
        self._household.forget(used)

    @asynccontextmanager
    async def refreshing(self) -> AsyncIterator[None]:
        lock = self._household.refresh_lock()
        while not lock.try_acquire():
            self._household.clock.sleep(LOCK_POLL)
        try:
            yield
        finally:
            lock.release()

    async def unbroken(self, work: Coroutine[Any, Any, T]) -> T:
        return await work

    async def record(self, record: Record) -> str:
        return self._household.sink.append(record)

    async def send(self, request: Request, host: Host) -> Response:
        with self._ways().carrying(self._way, self._opened) as line:
            return line.exchange(request, self._household.base(host), self._household.limits.attempt_timeout)

    def _open(self) -> None:
        """The way out, opened before the last check: nothing slow may lie between the check and the sending."""
        ways = self._ways()
        if not ways.is_open(self._way):
            for line in ways.keep(self._way, self._opened()):
                line.close()

    def _ways(self) -> Ways[BlockingLine]:
        """Those of this process: never the parent's sockets."""
        ways = self._household.commons.ways
        with self._guard:
            if ways not in self._entered:
                self._entered.add(ways)
                ways.enter(self._way)
        return ways

    def _opened(self) -> BlockingLine:
        from .http import BlockingLine  # HTTP comes with the first call; who looks at quotas or the log needs none

        given = None
        if self._given is not None:
            from .given import Given  # and httpx with a transport of its kind

            given = Given(self._given)
        return BlockingLine(self._household.egress, secure=self._household.secure, given=given)

    async def aside(self, work: Callable[[], T]) -> T:
        """Work with files; here there is no event loop to keep free."""
        return work()

    def close(self) -> None:
        """Close the connections with their last user; the household is closed by the client."""
        ways = self._household.commons.ways
        if ways in self._entered:
            self._entered.discard(ways)
            line = ways.leave(self._way)
            if line is not None:
                line.close()
