"""
The same world, blocking: its coroutines never suspend, so one step runs a whole call.

No event loop and no second thread: safe under fork, gevent and a debugger.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import httpx

from ..core.audit import Record
from ..core.limits import Booking, Told, Wait, Window
from ..core.request import Request, Response
from ..core.tokens import Grant
from ..core.world import Host
from ..errors import TransportError
from . import http
from .household import Household
from .turn import BlockingTurn

T = TypeVar("T")
LOCK_POLL = 0.05


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that only awaits a blocking world."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        coroutine.close()
    raise RuntimeError("a blocking verb suspended: something awaited an event loop")


class BlockingWorld:
    """The verbs of the flow for one client, in whichever thread calls."""

    def __init__(self, household: Household, transport: httpx.BaseTransport | None = None) -> None:
        self._household = household
        self._given = transport
        self._opened: tuple[int, httpx.BaseTransport] | None = None

    def wall(self) -> float:
        return self._household.clock.wall()

    def now(self) -> float:
        return self._household.clock.boot()

    def unique(self) -> str:
        return self._household.unique()

    def pseudonym(self, shop_id: str | None) -> str:
        return self._household.pseudonym(shop_id)

    async def sleep(self, seconds: float) -> None:
        self._household.clock.sleep(seconds)

    def turn(self, windows: tuple[Window, ...], patience: float | None) -> BlockingTurn:
        names = tuple(window.name for window in windows)
        return BlockingTurn(self._household.turnstile, names, self._household.clock, patience)

    async def book(self, windows: tuple[Window, ...]) -> Booking | Wait:
        return self._household.ledger().book(windows)

    async def confirm(self, booking: Booking) -> Wait | None:
        return self._household.ledger().confirm(booking)

    async def settle(self, booking: Booking, told: Told) -> float:
        pause = self._household.ledger().settle(booking, told)
        self._household.turnstile.look_again()
        return pause

    async def grant(self) -> Grant | None:
        return self._household.grant()

    async def store_grant(self, grant: Grant | None) -> None:
        self._household.keep(grant)

    @asynccontextmanager
    async def refreshing(self) -> AsyncIterator[None]:
        lock = self._household.refresh_lock()
        while not lock.try_acquire():
            self._household.clock.sleep(LOCK_POLL)
        try:
            yield
        finally:
            lock.release()

    async def record(self, record: Record) -> str:
        return self._household.sink.append(record)

    async def send(self, request: Request, host: Host) -> Response:
        failed: TransportError
        try:
            return self._exchange(request, host)
        except TransportError as error:
            failed = error
        except Exception as error:
            failed = http.trouble(error)
        # Raised outside the block: the exception of the transport holds the request, and the request the token.
        raise failed

    def _exchange(self, request: Request, host: Host) -> Response:
        limit = self._household.limits.attempt_timeout
        deadline = self.now() + limit
        answer = self._transport().handle_request(http.outgoing(request, self._household.base(host), limit))
        try:
            body = http.Body()
            for chunk in answer.stream:  # type: ignore[union-attr]  # a blocking transport streams blocking
                if self.now() > deadline:
                    raise TimeoutError
                body.add(chunk)
            return body.response(answer.status_code, dict(answer.headers))
        finally:
            answer.close()

    async def aside(self, work: Callable[[], T]) -> T:
        """Work with files; here there is no event loop to keep free."""
        return work()

    def _transport(self) -> httpx.BaseTransport:
        if self._given is not None:
            return self._given
        if self._opened is None or self._opened[0] != os.getpid():  # never the parent's sockets
            options = http.transport_options(self._household.egress, secure=self._household.secure)
            self._opened = os.getpid(), httpx.HTTPTransport(**options)
        return self._opened[1]

    def close(self) -> None:
        """Close the connections; the household is closed by the client."""
        opened, self._opened = self._opened, None
        if opened is not None and opened[0] == os.getpid():
            opened[1].close()
