"""Threads that do what may hang, so that one hanging disk or database holds up nobody but itself."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

_LINGER = 5.0  # seconds that an idle thread waits for more work


class Hands:
    """Starts a thread when all others are busy, and lets idle ones go.

    They are daemons: a write that never returns must not keep the interpreter from ending. A forked child has
    none of its parent's threads and starts its own.
    """

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._pid = os.getpid()
        self._guard = threading.Lock()
        self._idle = 0
        self._work: SimpleQueue[Callable[[], None]] = SimpleQueue()

    def take(self, work: Callable[[], None]) -> None:
        """Have the work done soon, in another thread; it must not raise."""
        if self._pid != os.getpid():
            self._begin()
        with self._guard:
            is_free = self._idle > 0
            self._idle -= is_free
        if is_free:
            self._work.put(work)
        else:
            threading.Thread(target=self._serve, args=(work,), name="tiktok-shop-audit", daemon=True).start()

    def _serve(self, work: Callable[[], None]) -> None:
        while True:
            work()
            with self._guard:
                self._idle += 1
            try:
                work = self._work.get(timeout=_LINGER)
            except Empty:
                with self._guard:
                    if self._idle:
                        self._idle -= 1
                        return
                work = self._work.get()  # somebody counted on this thread just now
