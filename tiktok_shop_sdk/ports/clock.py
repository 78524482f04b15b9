"""
Time as this package needs it: the clock that counts from boot, the wall clock, and waits that Ctrl-C
interrupts.

Limits are kept on the clock that counts from boot, because all processes of a machine share it and nobody can
set it; the wall clock serves signatures and records only.
"""

from __future__ import annotations

import sys
import threading
import time
from math import inf
from pathlib import Path
from typing import Protocol

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    def boot(self) -> float:
        """Seconds since this machine was started, alike in all its processes; never steps."""
        ...

    def boot_id(self) -> str:
        """A name of this boot, "" where the system gives none."""
        ...

    def wall(self) -> float:
        """Unix seconds; may step."""
        ...

    def sleep(self, seconds: float) -> None:
        """Block the calling thread; nothing happens for 0 or less."""
        ...

    def wait(self, event: threading.Event, seconds: float | None) -> bool:
        """Block the calling thread until the event is set (True) or the seconds are over (False)."""
        ...


class SystemClock:
    """The clocks of this machine."""

    # On Windows a thread that waits for a lock does not see Ctrl-C, so it looks up now and then.
    step = 0.2 if sys.platform == "win32" else threading.TIMEOUT_MAX

    def boot(self) -> float:
        if sys.platform == "linux":  # the only one with CLOCK_BOOTTIME: it goes on while the machine sleeps
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic()  # pragma: no cover - macOS, Windows: counts from boot, at worst too slowly

    def boot_id(self) -> str:
        try:
            return _BOOT_ID.read_text(encoding="ascii").strip()
        except OSError:
            return ""  # macOS, Windows; the ledger's rules for such machines are late, never early

    def wall(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds))  # sees Ctrl-C on Windows too

    def wait(self, event: threading.Event, seconds: float | None) -> bool:
        deadline = inf if seconds is None else time.monotonic() + seconds
        while not event.wait(max(0.0, min(self.step, deadline - time.monotonic()))):
            if time.monotonic() >= deadline:
                return False
        return True
