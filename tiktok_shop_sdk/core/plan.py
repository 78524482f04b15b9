"""
What a job will cost before it begins: how many calls, how long under the ledger as it stands, and what it leaves.

The job is run in thought: each call leaves as soon as the limits and its lane let it, over the slots that are in force
now. It is assumed that the account does nothing else meanwhile, that an answer takes `ANSWER`, and that there is always
somebody who asks. Other work makes a job later, never earlier.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping
from dataclasses import dataclass

from .lanes import Lane, rest_for, windows_in
from .limits import Limits, QuotaState, Window
from .slots import opens_at

ANSWER = 0.2  # seconds [ours: what an answer usually takes; the period of its slot runs from there]


@dataclass(frozen=True, slots=True)
class Plan:
    """A job before it begins: `calls` in all, the last of them answered in `seconds`, at `ends_at` (Unix seconds).

    `left`: how many calls of each quota are free at that moment, for a lane from which nothing is kept back.
    """

    lane: Lane
    calls: int
    seconds: float
    ends_at: float
    left: Mapping[str, int]


@dataclass(slots=True)
class _Work:
    """Calls of one kind that are still to be made: in which windows, and when the slots of each open, in seconds."""

    windows: tuple[Window, ...]
    opens: list[list[float]]
    calls: int

    def earliest(self, now: float) -> float:
        for window, opens in zip(self.windows, self.opens, strict=True):
            decides = len(opens) - window.limit + window.cost - 1
            if decides >= 0:
                now = max(now, opens[decides])
        return now

    def make_one(self, limits: Limits, start: float) -> None:
        for window, opens in zip(self.windows, self.opens, strict=True):
            for _ in range(window.cost):
                insort(opens, opens_at(limits, window, start + ANSWER))
        self.calls -= 1


def plan(limits: Limits, state: QuotaState, calls: Mapping[tuple[Window, ...], int], lane: Lane, wall: float) -> Plan:
    """The plan of so many calls for each set of windows; `state` tells of the windows in which this lane books them."""
    opens = {window.name: list(window.frees_in) for window in state.windows}
    works = []
    for windows, number in calls.items():
        booked = windows_in(limits, windows, lane)
        works.append(_Work(booked, [opens[window.name] for window in booked], number))
    begins = now = state.paused_for
    while any(work.calls for work in works):
        begins, work = min(((work.earliest(now), work) for work in works if work.calls), key=lambda pair: pair[0])
        work.make_one(limits, begins)
        now = begins + rest_for(limits, lane, state.pace)
    total = sum(calls.values())
    ends = begins + ANSWER if total else 0.0
    quotas = {window.name: window for windows in calls for window in windows}
    left = {
        name: window.limit - (len(opens[name]) - bisect_right(opens[name], ends)) for name, window in quotas.items()
    }
    return Plan(lane, total, ends, wall + ends, left)
