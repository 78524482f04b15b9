"""What will happen in a shop by itself and when: the delays of the lifecycle, and the list of what is planned."""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass, field

_HOUR = 3600.0
_DAY = 24 * _HOUR


@dataclass(frozen=True, slots=True)
class Delays:
    """How many seconds pass before the next step happens by itself; `math.inf`: it never does.

    Invented for the sandbox, but for the hour of hold. The seller's time to answer a return is counted in working
    days and stands in `workdays`.
    """

    payment: float = 0.5 * _HOUR  # a placed order is paid
    unpaid: float = 2 * _DAY  # an unpaid order is cancelled
    hold: float = _HOUR  # a paid order may be shipped; so long the buyer may cancel freely
    shipping: float = 7 * _DAY  # an order that may be shipped, and is not, is cancelled
    collection: float = 6 * _HOUR  # a shipped parcel is collected
    delivery: float = 3 * _DAY  # a collected parcel is delivered
    completion: float = 7 * _DAY  # a delivered order is complete
    cancellation: float = 2 * _DAY  # a buyer's request to cancel is approved
    refund: float = _HOUR  # money that was granted is back
    sending_back: float = 2 * _DAY  # the buyer hands over what goes back
    never_sent: float = 5 * _DAY  # a return that the buyer never sent is closed
    offer: float = 2 * _DAY  # the buyer takes a part of the money


def stamp(at: float) -> int:
    """A moment as answers show it, in whole Unix seconds; a moment that never comes is far away."""
    return int(min(at, 2**31 - 1))


@dataclass(slots=True)
class Agenda:
    """What is planned, by the platform's clock; nothing happens before `run` is called."""

    _planned: list[tuple[float, int, Callable[[float], None]]] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    def plan(self, at: float, act: Callable[[float], None]) -> None:
        """Have `act(at)` called once the clock is there; it checks itself whether it still makes sense."""
        if math.isfinite(at):
            heapq.heappush(self._planned, (at, next(self._numbers), act))

    @property
    def next_time(self) -> float:
        """When something is planned next: Unix seconds, or infinity."""
        return self._planned[0][0] if self._planned else math.inf

    def run(self, now: float) -> None:
        """Let everything happen that is planned up to `now`, in its order and each at its own time."""
        while self._planned and self._planned[0][0] <= now:
            at, _, act = heapq.heappop(self._planned)
            act(at)
