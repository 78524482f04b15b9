"""The clock that counts from boot, by which a sandbox measures gaps and windows."""

from __future__ import annotations

import sys
import time


def boot_clock() -> float:
    """Seconds since boot where the system has such a clock, else those of its monotonic clock."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()  # pragma: no cover - the other platforms
