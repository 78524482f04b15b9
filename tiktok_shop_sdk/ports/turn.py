"""
Whose turn it is: the callers of one account wait in line here, by lane, and within a lane first come, first served.

Theory of operation. An account has a queue for each lane and set of windows, so that an order call waiting for
its hour never blocks a product call. Only the head of a queue may ask the ledger, and only one head at a time:
among the heads whose time has come, one of the first lane, and of those the one that came first. A head that
was not served for long counts as one of the lane before (`core/lanes.py`). A head that is told to wait rests
outside; nobody sleeps holding the head.

The line knows neither threads nor event loops: a caller brings a function that wakes it, and everything that
happens is a message. Whoever leaves a message also serves the inbox, unless somebody is doing so, who then
looks again before he goes. So nobody ever waits for a lock here: not an event loop for a thread, and not the
garbage collector (which may end a forgotten call in the middle of another message) for itself. One message
costs the same with 1 waiting as with 1,000.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from itertools import count
from math import inf
from typing import TypeAlias

from ..core.lanes import LANES, Lane, aged
from .clock import Clock

Key: TypeAlias = tuple[str, ...]
"""The names of the windows that a call needs."""


class Caller:
    """One caller in line.

    `first`: since when it is the head of its queue (inf: not yet). `due`: when it wants to go (inf: not said
    yet). `going`: it is the one to ask the ledger. `hurried`: something changed while it was asking, so what it
    is told is old.
    """

    __slots__ = ("due", "first", "going", "hurried", "key", "lane", "ticket", "wake")

    def __init__(self, key: Key, lane: Lane, wake: Callable[[], object]) -> None:
        self.key = key
        self.lane: Lane = lane
        self.wake = wake
        self.ticket = -1
        self.first = inf
        self.due = inf
        self.going = False
        self.hurried = False


class _Line:
    """The queues of one account in one process."""

    def __init__(self, clock: Clock) -> None:
        self.pid = os.getpid()
        self._clock = clock
        self._tickets = count()
        self._queues: dict[tuple[Lane, Key], OrderedDict[int, Caller]] = {}
        self._going: Caller | None = None
        self._inbox: list[Callable[[], None]] = []  # short, and an empty deque takes ten times the memory
        self._serving = threading.Lock()

    def enter(self, caller: Caller) -> None:
        def message() -> None:
            if caller.ticket < 0:
                caller.ticket = next(self._tickets)
                queue = self._queues.setdefault((caller.lane, caller.key), OrderedDict())
                queue[caller.ticket] = caller
                self._note_first(queue)

        self._tell(message)

    def first_for(self, caller: Caller) -> float:
        """For how many seconds the caller has been the head of its queue."""
        return max(0.0, self._clock.boot() - caller.first)

    def want(self, caller: Caller, seconds: float) -> None:
        """The caller wants to go in `seconds`; until then it is the turn of others."""
        due = self._clock.boot() + seconds

        def message() -> None:
            self._yield(caller)
            caller.due = -inf if caller.hurried else due
            caller.hurried = False

        self._tell(message)

    def leave(self, caller: Caller) -> None:
        def message() -> None:
            self._yield(caller)
            self._remove(caller)

        self._tell(message)

    def look_again(self) -> None:
        def message() -> None:
            for head in self._heads():
                head.hurried = head.going
                head.due = -inf if head.due < inf else inf

        self._tell(message)

    def _tell(self, message: Callable[[], None]) -> None:
        self._inbox.append(message)
        while self._inbox and self._serving.acquire(blocking=False):
            try:
                while self._inbox:
                    self._inbox[0]()  # removed only when done: Ctrl-C may fall in between, and all of them
                    self._inbox.pop(0)  # may be done twice
                self._choose()
            finally:
                self._serving.release()

    def _heads(self) -> list[Caller]:
        return [next(iter(queue.values())) for queue in self._queues.values()]

    def _yield(self, caller: Caller) -> None:
        if self._going is caller:
            self._going = None
            caller.going = False

    def _remove(self, caller: Caller) -> None:
        queue = self._queues.get((caller.lane, caller.key), OrderedDict())
        queue.pop(caller.ticket, None)
        if queue:
            self._note_first(queue)
        else:
            self._queues.pop((caller.lane, caller.key), None)

    def _note_first(self, queue: OrderedDict[int, Caller]) -> None:
        head = next(iter(queue.values()))
        head.first = min(head.first, self._clock.boot())

    def _order(self, head: Caller) -> tuple[int, int]:
        return LANES.index(aged(head.lane, self.first_for(head))), head.ticket

    def _choose(self) -> None:
        while self._going is None:
            now = self._clock.boot()
            due = [head for head in self._heads() if head.due <= now]
            if not due:
                return
            chosen = min(due, key=self._order)
            chosen.going = True
            self._going = chosen
            try:
                chosen.wake()
            except RuntimeError:  # its event loop was closed: it will never come
                self._yield(chosen)
                self._remove(chosen)


class Turnstile:
    """The line of one account: thread-safe, not bound to an event loop; a forked child begins a new one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._line = _Line(clock)

    def line(self) -> _Line:
        if self._line.pid != os.getpid():
            self._line = _Line(self._clock)  # the callers of the parent will never come here
        return self._line

    def look_again(self) -> None:
        """The situation changed (a slot was settled, a setting changed): every resting head may ask again."""
        self.line().look_again()
