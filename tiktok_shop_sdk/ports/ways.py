"""The open lines of a process: one pool of connections per egress, whoever calls by it, closed when nobody does."""

from __future__ import annotations

import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

L = TypeVar("L")

# A line that carried nothing for so many seconds is closed; its connections would be closed by then too.
IDLE = 60.0
# Open lines of a process: an ISV may have a proxy for each of its sellers, and a process some 1,000 descriptors.
MOST = 64


@dataclass(slots=True)
class _Opened(Generic[L]):
    line: L
    used: float
    busy: int = 0


class Ways(Generic[L]):
    """Lines by what tells them apart: the egress, and who may use the sockets. Thread-safe.

    A user `enter`s a way once and `leave`s it once. Between, its line is opened when needed, and closed while it is
    idle. Whoever is given a line that is out of use closes it.
    """

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._guard = threading.Lock()
        self._users: Counter[Hashable] = Counter()
        self._opened: OrderedDict[Hashable, _Opened[L]] = OrderedDict()  # the one used last stands last

    def enter(self, way: Hashable) -> None:
        with self._guard:
            self._users[way] += 1

    def leave(self, way: Hashable) -> L | None:
        """Returns the line when its last user left."""
        with self._guard:
            self._users[way] -= 1
            if self._users[way] > 0:
                return None
            del self._users[way]
            opened = self._opened.pop(way, None)
            return opened.line if opened else None

    def is_open(self, way: Hashable) -> bool:
        return way in self._opened

    def keep(self, way: Hashable, line: L) -> list[L]:
        """Keep a line that was just opened; returns those that are out of use, which may be this one."""
        with self._guard:
            if way in self._opened:
                return [line]  # somebody was faster
            self._opened[way] = _Opened(line, self._now())
            return self._out_of_use()

    @contextmanager
    def carrying(self, way: Hashable, make: Callable[[], L]) -> Iterator[L]:
        """The line of this way, opened if it is not; it stays open while something is on its way."""
        with self._guard:
            opened = self._opened.get(way)
            if opened is None:
                opened = self._opened[way] = _Opened(make(), self._now())
            opened.busy += 1
            self._opened.move_to_end(way)
        try:
            yield opened.line
        finally:
            with self._guard:
                opened.busy -= 1
                opened.used = self._now()

    def _out_of_use(self) -> list[L]:
        before = self._now() - IDLE
        idle = [way for way, opened in self._opened.items() if not opened.busy]
        spare = len(self._opened) - MOST
        gone = [way for number, way in enumerate(idle) if number < spare or self._opened[way].used < before]
        return [self._opened.pop(way).line for way in gone]
