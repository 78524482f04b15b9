"""Says for how many days the disk can hold the audit log at its present rate, and refuses to start on too few."""

from __future__ import annotations

import os
import shutil
import time
import warnings
from math import inf
from pathlib import Path
from typing import NamedTuple

from ..errors import AuditUnavailable
from .segments import segment_seqs, streams

LEAST_DAYS = 7  # a week in which somebody sees it
SOON_DAYS = 30
_WINDOW_DAYS = 7  # a whole week, for shops are busier on some days
_DAY = 86_400.0


class Forecast(NamedTuple):
    """`free` bytes of the disk, and how many the log grows by `per_day`; 0 while it is younger than a day."""

    free: int
    per_day: float

    @property
    def days(self) -> float:
        """For how many days that lasts."""
        return self.free / self.per_day if self.per_day else inf


def forecast(directory: str | os.PathLike[str], *, now: float | None = None) -> Forecast:
    """Look at the files of a log as they are on the disk. Raises OSError, ValueError."""
    log, now = Path(directory), time.time() if now is None else now
    sizes: list[tuple[float, int]] = []
    for stream in streams(log):
        for path in segment_seqs(stream):
            try:
                found = path.stat()
            except FileNotFoundError:  # sealed, or pruned, just now
                continue
            sizes.append((found.st_mtime, found.st_size))
    free = shutil.disk_usage(log).free
    age = (now - min((written for written, _ in sizes), default=now)) / _DAY
    if age < 1:
        return Forecast(free, 0.0)
    window = min(age, _WINDOW_DAYS)
    return Forecast(free, sum(size for written, size in sizes if now - written <= window * _DAY) / window)


def require_room(directory: Path) -> None:
    """Refuse to start on a disk that will be full within a week, and warn a month before. Raises AuditUnavailable."""
    try:
        left = forecast(directory)
    except (OSError, ValueError):
        return  # whoever opens the log says what is wrong with it
    if left.days < LEAST_DAYS:
        raise AuditUnavailable(
            f"The disk of the audit log in {directory} has room for {left.days:.1f} more days at the present rate of "
            f"{left.per_day / 1e6:.1f} MB a day; {LEAST_DAYS} are needed to start."
        )
    if left.days < SOON_DAYS:
        why = f"The disk of the audit log in {directory} has room for {left.days:.0f} more days: make some in time."
        warnings.warn(why, stacklevel=2)
