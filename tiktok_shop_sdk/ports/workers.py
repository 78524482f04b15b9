"""Threads for files and databases: few, for they share one interpreter; more only while those are held up."""

from __future__ import annotations

import threading
import time
from asyncio import get_running_loop
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")

# Each step of a database lets another thread have the interpreter, and the event loop waits for it like any of them:
# with 16 at work a call costs half as much CPU again as with 2.
FEW = 2
MOST = 16
# Seconds without a result after which those at work are held up: by a disk, or by a lock that another process holds.
HELD_UP = 0.05


class Workers(Executor):
    """Does the blocking work of asyncio clients, first come, first served; for callers inside an event loop."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._work: SimpleQueue[Callable[[], Callable[[], None]] | None] = SimpleQueue()
        self._threads = 0
        self._tasks = 0  # that have no result yet
        self._result = time.monotonic()  # when the last one came
        self._look = time.monotonic()  # when somebody looks whether all are held up

    def submit(self, work: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have the work done by a thread."""
        future: Future[T] = Future()
        with self._guard:
            self._tasks += 1
            if self._threads < min(FEW, self._tasks):
                self._begin()
            self._watch()
        self._work.put(partial(_do, partial(work, *args, **kwargs), future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the threads go when the work is done. Nobody waits for that: a client may close in one of them."""
        with self._guard:
            for _ in range(self._threads):
                self._work.put(None)

    def _begin(self) -> None:
        self._threads += 1
        threading.Thread(target=self._serve, name="tiktok-shop", daemon=True).start()

    def _serve(self) -> None:
        over = False
        while not over and (task := self._work.get()) is not None:
            tell = task()
            with self._guard:  # before its caller hears of it: he may come with the next, which needs no other thread
                self._tasks -= 1
                self._result = time.monotonic()
                over = self._threads > max(FEW, self._tasks)
                self._threads -= over
            tell()
            del task, tell  # a thread that waits keeps nobody's result

    def _watch(self) -> None:
        """Have the loop look again, while there is more to do than threads to do it."""
        if self._tasks > self._threads and time.monotonic() >= self._look:
            self._look = time.monotonic() + HELD_UP
            get_running_loop().call_later(HELD_UP, self._relieve)

    def _relieve(self) -> None:
        with self._guard:
            if self._threads < min(MOST, self._tasks) and time.monotonic() - self._result >= HELD_UP:
                self._begin()
            self._watch()


def _do(work: Callable[[], T], future: Future[T]) -> Callable[[], None]:
    """Do it, and return what tells the caller how it ended."""
    if not future.set_running_or_notify_cancel():
        return lambda: None
    try:
        return partial(future.set_result, work())
    except BaseException as error:
        return partial(future.set_exception, error)
