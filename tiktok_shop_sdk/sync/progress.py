"""How far a sync has come: one frozen value for whoever watches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` are safe; `total` is what the platform counted at the start, None if it did not say.

    `page` counts the calls that brought something, `rate_per_s` is the mean since the start, `eta_s` the
    seconds left at that rate (None while nobody knows), `waiting` the seconds of a wait that begins now (0.0:
    none).
    """

    done: int
    total: int | None
    page: int
    rate_per_s: float
    eta_s: float | None
    waiting: float = 0.0


Observer: TypeAlias = Callable[[Progress], None]


def unwatched(progress: Progress) -> None:
    """The observer of those who look at nothing."""


class Meter:
    """Counts for one run; `now` gives seconds on a clock that never steps."""

    def __init__(self, observer: Observer | None, now: Callable[[], float]) -> None:
        self._observer = observer or unwatched
        self._now = now
        self._start = now()
        self.done = 0
        self.total: int | None = None
        self.page = 0

    def add(self, done: int) -> None:
        """So many more are safe, from one more page."""
        self.done += done
        self.page += 1
        self.show()

    def reach(self, done: int) -> None:
        """So many are settled in all, after one more call."""
        self.add(done - self.done)

    def finish(self) -> None:
        """The run is over, and what is done is all there was."""
        self.total = self.done
        self.show()

    def show(self, *, waiting: float = 0.0) -> None:
        """Tell the observer."""
        passed = self._now() - self._start
        rate = self.done / passed if passed > 0 else 0.0
        total = None if self.total is None else max(self.total, self.done)
        left = (total - self.done) / rate if total is not None and rate > 0 else None
        self._observer(Progress(self.done, total, self.page, rate, left, waiting))
