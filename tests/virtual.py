"""Virtual time for tests: a clock that jumps, and an event loop that jumps with it instead of sleeping."""

from __future__ import annotations

import asyncio
import selectors
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

# Real seconds: how long to wait for another thread before calling it a deadlock.
_PATIENCE = 10.0


class VirtualClock:
    """`ports.clock.Clock` whose sleeps move it; `step_wall` sets the wall clock alone."""

    def __init__(self, boot: float = 1000.0, wall: float = 1_721_000_000.0, boot_id: str = "boot-1") -> None:
        self._boot = boot
        self._wall_ahead = wall - boot
        self._boot_id = boot_id

    def boot(self) -> float:
        return self._boot

    def boot_id(self) -> str:
        return self._boot_id

    def wall(self) -> float:
        return self._boot + self._wall_ahead

    def sleep(self, seconds: float) -> None:
        self._boot += max(0.0, seconds)

    advance = sleep

    def wait(self, event: threading.Event, seconds: float | None) -> bool:
        """Without a time only another thread can set the event, so that one is waited for, in real time."""
        if seconds is None:
            assert event.wait(_PATIENCE), "deadlock: nobody sets the event"
        elif not event.is_set():
            self.sleep(seconds)
        return event.is_set()

    def step_wall(self, seconds: float) -> None:
        self._wall_ahead += seconds

    def reboot(self, boot_id: str, boot: float = 0.0) -> None:
        """Start this machine again: the clock that counts from boot starts over, the wall clock goes on."""
        self._wall_ahead += self._boot - boot
        self._boot, self._boot_id = boot, boot_id


class _Selector(selectors.DefaultSelector):
    """Waits by moving the clock. With no timer at all only another thread can wake the loop."""

    clock: VirtualClock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            woken = super().select(_PATIENCE)
            if not woken:
                raise RuntimeError("deadlock: every task waits and no timer is set")
            return woken
        woken = super().select(0)
        if not woken:
            self.clock.advance(timeout)
        return woken


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop in virtual time; what is run in an executor runs inline."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        selector = _Selector()
        selector.clock = clock
        super().__init__(selector)

    def time(self) -> float:
        return self.clock.boot()

    def run_in_executor(self, executor: object, func: Callable[..., T], *args: Any) -> asyncio.Future[T]:
        future: asyncio.Future[T] = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:
            future.set_exception(error)
        return future


def run_virtual(coro: Coroutine[Any, Any, T], clock: VirtualClock) -> T:
    """Run a coroutine to its end in virtual time, whatever hours it takes."""
    with asyncio.Runner(loop_factory=lambda: VirtualLoop(clock)) as runner:
        return runner.run(coro)
