"""
Hands the events of an inbox over, one at a time in the order in which they came, each at least once.

One worker works at a time, of all threads and processes of the machine: who holds the inbox's lock. The lock ends
with its process, so when a worker dies another one takes over, and an event that was in work comes again. An event
whose handler raised waits in memory, 1 s, then twice as long each time up to an hour, while the others go on; a new
worker begins with all that wait, at once.

The loop is written once, as a coroutine; over `BlockingHands` it never suspends (see `ports.run`).
"""

from __future__ import annotations

import asyncio
import heapq
import inspect
import logging
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, TypeVar

from ..core.world import World
from ..errors import ShopError
from ..ports.aio import AsyncWorld
from ..ports.blocking import BlockingWorld
from ..ports.clock import Clock
from ..ports.household import Household
from ..stores.inbox import Inbox, Waiting

T = TypeVar("T")
Handler = Callable[[Any], Any]

# Seconds between two looks at what other processes received; what this one received is seen at once.
POLL = 1.0
LONGEST_PAUSE = 3600.0

log = logging.getLogger("tiktok_shop_sdk.webhooks")


def is_async(handler: Handler) -> bool:
    """Whether a handler must be awaited."""
    call = getattr(handler, "__call__", None)  # noqa: B004 - not whether it can be called, but how
    return inspect.iscoroutinefunction(handler) or inspect.iscoroutinefunction(call)


class Bell:
    """Wakes the workers of this process. No lock: a thread that a fork did not copy could hold it for ever."""

    def __init__(self) -> None:
        self._wake: dict[object, Callable[[], object]] = {}

    def ring(self) -> None:
        for wake in list(self._wake.values()):
            with suppress(RuntimeError):  # its event loop is gone
                wake()

    def add(self, who: object, wake: Callable[[], object]) -> None:
        self._wake[who] = wake

    def remove(self, who: object) -> None:
        self._wake.pop(who, None)


class Hands(Protocol):
    """How a worker waits and works, in a plain thread or in an event loop."""

    async def aside(self, work: Callable[[], T]) -> T:
        """Work with files."""
        ...

    async def call(self, handler: Handler, event: Any) -> None: ...

    async def wait(self, seconds: float) -> None:
        """Until the bell rings, or the seconds are over."""
        ...

    def world(self, house: Household) -> World: ...


class BlockingHands:
    """For the thread that calls."""

    def __init__(self, bell: Bell, clock: Clock) -> None:
        self._clock = clock
        self._rung = threading.Event()
        bell.add(self, self._rung.set)

    async def aside(self, work: Callable[[], T]) -> T:
        return work()

    async def call(self, handler: Handler, event: Any) -> None:
        handler(event)

    async def wait(self, seconds: float) -> None:
        self._clock.wait(self._rung, seconds)
        self._rung.clear()

    def world(self, house: Household) -> World:
        return BlockingWorld(house)


class AsyncHands:
    """For the running event loop: files and handlers that are no coroutines are worked with in threads."""

    def __init__(self, bell: Bell, house: Household) -> None:
        self._loop = asyncio.get_running_loop()
        self._aside = AsyncWorld(house)
        self._rung = asyncio.Event()
        bell.add(self, lambda: self._loop.call_soon_threadsafe(self._rung.set))

    async def aside(self, work: Callable[[], T]) -> T:
        return await self._aside.aside(work)

    async def call(self, handler: Handler, event: Any) -> None:
        result = handler(event) if is_async(handler) else await asyncio.to_thread(handler, event)
        if inspect.isawaitable(result):
            await result

    async def wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        self._rung.clear()

    def world(self, house: Household) -> World:
        return AsyncWorld(house)


class Handover:
    """One worker. `deliver` gets the inbox's text of an event; what it raises puts the event off."""

    def __init__(self, inbox: Inbox, hands: Hands, clock: Clock, deliver: Callable[[str], Awaitable[None]]) -> None:
        self._inbox = inbox
        self._hands = hands
        self._clock = clock
        self._deliver = deliver
        self._lock = inbox.lock()
        self._seen = 0
        self._tries: Counter[int] = Counter()
        self._later: list[tuple[float, int]] = []  # a heap of when and which

    async def run(self, *, stopped: Callable[[], bool], until_empty: bool) -> None:
        """Work until `stopped`, or until nothing is due; with `until_empty` an unusable inbox raises."""
        try:
            while not stopped():
                try:
                    pause = await self._step()
                except (ShopError, OSError) as error:
                    if until_empty:
                        raise
                    log.warning(
                        "the webhook inbox cannot be read, trying on / 无法读取 webhook 收件箱,继续重试: %s",
                        said(error),
                    )
                    pause = POLL
                if pause and until_empty:
                    return
                if pause:
                    await self._hands.wait(pause)
        finally:
            self._lock.release()

    async def _step(self) -> float:
        """Hand one event over; the seconds until it is worth to look again."""
        if not self._lock.held and not self._lock.try_acquire():  # asks and does not wait
            return POLL  # another worker is at it
        waiting = await self._hands.aside(self._next)
        if waiting is None:
            return min(POLL, max(0.0, self._later[0][0] - self._clock.boot())) if self._later else POLL
        try:
            await self._deliver(waiting.event)
            await self._hands.aside(lambda: self._inbox.done(waiting.number))
        except Exception as error:
            self._put_off(waiting.number, error)
        else:
            self._tries.pop(waiting.number, None)
        return 0.0

    def _next(self) -> Waiting | None:
        while self._later and self._later[0][0] <= self._clock.boot():
            number = heapq.heappop(self._later)[1]
            if (again := self._inbox.get(number)) is not None:
                return again
        first = self._inbox.first_after(self._seen)
        self._seen = first.number if first else self._seen
        return first

    def _put_off(self, number: int, error: Exception) -> None:
        self._tries[number] += 1
        pause = min(2.0 ** min(self._tries[number] - 1, 30), LONGEST_PAUSE)
        heapq.heappush(self._later, (self._clock.boot() + pause, number))
        log.warning(
            "webhook event %d was not taken / 事件未处理成功: %s; try %d, again in %.0f s / 第 %d 次,%.0f 秒后重试",
            *(number, said(error), self._tries[number], pause, self._tries[number], pause),
        )


def said(error: Exception) -> str:
    """What went wrong and where. Only errors of this package speak for themselves: the words of others quote values."""
    words = f": {error.message}" if isinstance(error, ShopError) else ""
    return f"{type(error).__name__}{words}{_place(error.__traceback__)}"


def _place(trace: TracebackType | None) -> str:
    places = []
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f" at {' > '.join(places[-3:])}" if places else ""
