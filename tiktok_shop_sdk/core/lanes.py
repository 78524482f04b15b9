"""
Who goes first, and what history leaves to the others: the three lanes of an account.

Theory of operation. Under a job that never ends, first come, first served makes a person at a screen wait for
minutes, and for the rest of the hour once its quota is gone. So each call is made in a lane:

1. Inside a process `interactive` goes before `sync` before `backfill`, and within a lane the first who came.
2. A share of each quota is kept back from a backfill (`Limits.reserve`): it books in a window that is smaller by
   that share. All calls of the account count in it, so the reserve stays free in every process, and a ledger needs
   no idea of lanes.
3. A backfill is spread over its quota: of a long period it takes no more in a minute than a minute's share.
4. Whoever has to wait comes back a little after the lanes before his own. Among processes, which have no common
   line, it is this that lets those go first.
5. No lane starves: when the first in line of a lane did not get his turn for `STARVED_AFTER` seconds, he counts as
   one of the lane before, for the order and for the quota. It is counted from when he became the first, so a long
   line alone makes nobody hurry: in that time one call of the lane goes ahead.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Literal, TypeAlias, get_args

from .limits import Limits, Window

Lane: TypeAlias = Literal["interactive", "sync", "backfill"]
"""Somebody waits for it; the day's jobs; history, which may take its time."""

LANES: tuple[Lane, ...] = get_args(Lane)  # the first goes first

STARVED_AFTER = 300.0  # seconds [ours: 12 calls an hour at most go ahead, of a reserve of 300]
SPREAD = 60.0  # seconds [ours: long enough to catch up, short against the hour]
# How much later than told a lane comes back, as a share of the pace. [ours: a tenth is the share of the reserve, so it
# costs a backfill nothing more; 2 ms are what two timers of one moment may differ by, and cost a sync 0.4 %]
COURTESY: dict[Lane, float] = {"interactive": 0.0, "sync": 0.004, "backfill": 0.1}


def windows_in(limits: Limits, windows: tuple[Window, ...], lane: Lane) -> tuple[Window, ...]:
    """The windows in which a call of this lane books, where another would book in `windows`."""
    if lane != "backfill":
        return windows
    return tuple(narrow for window in windows for narrow in _for_backfill(window, limits.reserve))


def _for_backfill(window: Window, reserve: float) -> tuple[Window, ...]:
    limit = max(window.cost, window.limit - math.floor(window.limit * reserve))
    smaller = replace(window, limit=limit)
    if window.period <= SPREAD:
        return (smaller,)
    share = max(window.cost, math.ceil(limit * SPREAD / window.period))
    return smaller, replace(window, name=f"{window.name}/backfill", limit=share, period=SPREAD)


def aged(lane: Lane, first_for: float) -> Lane:
    """The lane that a caller counts as, after so many seconds as the first in line of his own."""
    return LANES[max(0, LANES.index(lane) - int(first_for // STARVED_AFTER))]


def rest_for(limits: Limits, lane: Lane, seconds: float) -> float:
    """How long a caller rests who was told to wait for `seconds`: behind the lanes before, until he may have aged."""
    return min(seconds + limits.pace * COURTESY[lane], STARVED_AFTER)
