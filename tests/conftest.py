"""How the tests run: on several workers."""

from __future__ import annotations

import os


def pytest_xdist_auto_num_workers() -> int:
    """Three at least, for many tests wait for disks, processes and time."""
    return max(3, os.cpu_count() or 1)
