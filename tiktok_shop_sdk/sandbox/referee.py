"""Watches every call as the platform sees it arrive, and says which quotas, paces and pauses were broken.

It shares no code with the client's limiter: an arrival counts at the moment it is read, a window is the exact
half-open interval that ends with it, and a full window refuses. What the client booked, or how it stretched a
period, is of no interest here.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any

from .declared import missing_declarations
from .endpoints import Quota


@dataclass(frozen=True, slots=True)
class Window:
    """At most `calls` arrivals in any `seconds`."""

    calls: int
    seconds: float


# Trade article of 2026-03-05, citing documents of 2024: 120 calls a minute on product endpoints, and 3,000
# calls an hour on order endpoints.
PRODUCT_WINDOW = Window(120, 60.0)
ORDER_WINDOW = Window(3000, 3600.0)
# The same article: at least 500 ms between requests.
PACE_SECONDS = 0.5

_COUNTS_AGAINST: Mapping[Quota, tuple[str, ...]] = MappingProxyType(
    {"product": ("product",), "order": ("order",), "both": ("product", "order"), "none": ()}
)


@dataclass(slots=True)
class Arrival:
    """One call as it arrived: `at` from boot, `time` in Unix seconds; `status` is 0 unless it was refused."""

    sequence: int
    request_id: str
    account: str
    quota: Quota
    operation: str
    at: float
    time: float
    user_agent: str = ""
    address: str = ""
    status: int = 0
    code: int | None = None
    why: str = ""
    over: str = ""
    retry_in: float = 0.0


@dataclass(slots=True)
class _Log:
    """Arrivals of one account in one window: those let in decide, those seen are reported."""

    window: Window
    let_in: deque[float] = field(default_factory=deque)
    seen: deque[float] = field(default_factory=deque)
    worst: int = 0
    worst_at: float = 0.0

    def note(self, at: float) -> None:
        self._forget(self.seen, at)
        self.seen.append(at)
        if len(self.seen) > self.worst:
            self.worst, self.worst_at = len(self.seen), at

    def full_for(self, at: float) -> float:
        """Seconds until there is room again; 0 if there is room."""
        self._forget(self.let_in, at)
        if len(self.let_in) < self.window.calls:
            return 0.0
        return self.let_in[-self.window.calls] + self.window.seconds - at

    def _forget(self, log: deque[float], at: float) -> None:
        while log and log[0] <= at - self.window.seconds:
            log.popleft()


@dataclass(slots=True)
class _Tally:
    """What is known of one account."""

    logs: dict[str, _Log]
    arrivals: int = 0
    by_class: dict[str, int] = field(default_factory=dict)
    last_at: float | None = None
    smallest_gap: float | None = None
    short_gaps: int = 0
    paused_since: float = -math.inf
    paused_until: float = -math.inf
    calls_in_pause: int = 0
    user_agents: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)


class Referee:
    """Counts arrivals per account and class. Times come from the caller; not thread-safe by itself.

    `gap_allowance`: how far below `pace` a gap may fall before it counts as short (what the way may take from
    a gap that was kept at sending; 20 ms on loopback). `in_flight`: how long after a 429 calls may still come
    in that were sent before it was read. `retry_after`: whether refusals say when to come back.
    `keep`: how many arrivals to remember one by one (None: all); counts, violations and refusals stay anyway.
    """

    def __init__(
        self,
        *,
        product: Window = PRODUCT_WINDOW,
        order: Window = ORDER_WINDOW,
        pace: float = PACE_SECONDS,
        gap_allowance: float = 0.02,
        in_flight: float = 1.0,
        retry_after: bool = True,
        keep: int | None = None,
    ) -> None:
        self.windows: Mapping[str, Window] = {"product": product, "order": order}
        self.pace = pace
        self.gap_allowance = gap_allowance
        self.in_flight = in_flight
        self.retry_after = retry_after
        self.arrivals: deque[Arrival] = deque()
        self.violations: list[Arrival] = []
        self.refusals: list[Arrival] = []
        self._keep = keep
        self._counted = 0
        self._by_request: dict[str, Arrival] = {}
        self._tallies: dict[str, _Tally] = {}

    def arrive(
        self,
        account: str,
        quota: Quota,
        *,
        at: float,
        time: float = 0.0,
        operation: str = "",
        request_id: str = "",
        user_agent: str | None = None,
        address: str = "",
    ) -> Arrival:
        """Note an arrival; its `over` names the window that it broke, `retry_in` when there is room."""
        self._counted += 1
        sequence = self._counted
        arrival = Arrival(
            sequence,
            request_id or f"A{sequence:031d}",
            account,
            quota,
            operation,
            at,
            time,
            user_agent or "",
            address,
        )
        self._remember(arrival)
        tally = self._tally(account)
        self._note_gap(tally, at)
        tally.arrivals += 1
        tally.by_class[quota] = tally.by_class.get(quota, 0) + 1
        if user_agent is not None:
            tally.user_agents.add(user_agent)
        tally.addresses.add(address)
        self._judge(tally, arrival)
        return arrival

    def refused(self, arrival: Arrival, *, status: int, code: int | None, why: str) -> None:
        """Note that the platform said no to an arrival, for whatever reason."""
        arrival.status, arrival.code, arrival.why = status, code, why
        self.refusals.append(arrival)

    def paused(self, account: str, *, at: float, seconds: float) -> None:
        """Note that the account was told to keep quiet for `seconds`."""
        tally = self._tally(account)
        if tally.paused_until <= at:
            tally.paused_since = at
        tally.paused_until = max(tally.paused_until, at + seconds)

    def by_request_id(self, request_id: str) -> Arrival | None:
        """The arrival that was answered with this `request_id`."""
        return self._by_request.get(request_id)

    def of_account(self, account: str) -> list[Arrival]:
        """All arrivals of one account, in order."""
        return [arrival for arrival in self.arrivals if arrival.account == account]

    def report(self) -> dict[str, Any]:
        """Everything seen, as plain values; `clean` if nothing was broken and every tool declared itself."""
        agents = sorted({agent for tally in self._tallies.values() for agent in tally.user_agents})
        undeclared = [agent for agent in agents if missing_declarations(agent)]
        accounts = {account: self._account_report(tally) for account, tally in self._tallies.items()}
        return {
            "arrivals": self._counted,
            "clean": not (self.violations or undeclared)
            and not any(shown["short_gaps"] or shown["calls_in_pause"] for shown in accounts.values()),
            "accounts": accounts,
            "violations": [asdict(arrival) for arrival in self.violations],
            "refusals": [asdict(arrival) for arrival in self.refusals],
            "user_agents": agents,
            "undeclared": undeclared,
            "addresses": sorted({address for tally in self._tallies.values() for address in tally.addresses}),
        }

    def _remember(self, arrival: Arrival) -> None:
        if self._keep is not None and len(self.arrivals) >= self._keep:
            del self._by_request[self.arrivals.popleft().request_id]
        self.arrivals.append(arrival)
        self._by_request[arrival.request_id] = arrival

    def _tally(self, account: str) -> _Tally:
        tally = self._tallies.get(account)
        if tally is None:
            logs = {name: _Log(window) for name, window in self.windows.items()}
            tally = self._tallies[account] = _Tally(logs)
        return tally

    def _note_gap(self, tally: _Tally, at: float) -> None:
        if tally.last_at is not None:
            gap = at - tally.last_at
            if tally.smallest_gap is None or gap < tally.smallest_gap:
                tally.smallest_gap = gap
            if gap < self.pace - self.gap_allowance:
                tally.short_gaps += 1
        tally.last_at = at
        if tally.paused_since + self.in_flight < at < tally.paused_until:
            tally.calls_in_pause += 1

    def _judge(self, tally: _Tally, arrival: Arrival) -> None:
        logs = {name: tally.logs[name] for name in _COUNTS_AGAINST[arrival.quota]}
        for name, log in logs.items():
            log.note(arrival.at)
            wait = log.full_for(arrival.at)
            if wait > 0:
                arrival.over = name
                arrival.retry_in = max(arrival.retry_in, wait)
        if arrival.over:
            self.violations.append(arrival)
        else:
            for log in logs.values():
                log.let_in.append(arrival.at)

    def _account_report(self, tally: _Tally) -> dict[str, Any]:
        return {
            "arrivals": tally.arrivals,
            "by_class": dict(tally.by_class),
            "worst_windows": {
                name: {
                    "allowed": log.window.calls,
                    "seconds": log.window.seconds,
                    "worst": log.worst,
                    "ended_at": log.worst_at,
                }
                for name, log in tally.logs.items()
            },
            "smallest_gap": tally.smallest_gap,
            "short_gaps": tally.short_gaps,
            "calls_in_pause": tally.calls_in_pause,
            "user_agents": sorted(tally.user_agents),
            "addresses": sorted(tally.addresses),
        }
