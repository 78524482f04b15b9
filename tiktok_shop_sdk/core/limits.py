"""
How often an account may call, and when its next call may leave: the platform's limits as plain values.

Theory of operation. The platform counts the calls of an account as they arrive; we only know when a call was
sent and when its answer was received, and the arrival lies somewhere between. So:

1. A window of N calls in P seconds is N independent slots. A start takes a slot whose release + P has passed,
   the smallest release first; if none has passed, it waits for the smallest. (In a strict ring one slow
   answer would block every younger slot.)
2. Booking writes the worst release at once: start + the attempt's total deadline + a grace. Settling moves it
   earlier, to the moment the answer was received; after a time-out nobody knows when the server read the
   call, so the worst release stays. A process that dies needs no clean-up. A booked slot that is not used is
   lost.
3. P is stretched a little, because the platform's clock and ours do not run alike.
4. Sendings of one account are at least `pace` apart. After a 429 the whole account pauses (a moment that only
   ever moves later) and the pace doubles; each good answer takes a tenth off again.
5. The same is checked once more at the moment of sending (`confirm`): a slow disk may have eaten the gap, and
   another process may have been told to pause.
6. Sendings 500 ms apart may arrive closer together, by what the network adds to the first of them. Who wants even
   the arrivals apart (`paced_from="answer"`) takes a slot in one more window, of one call per pace: its period runs
   from the answer too, so there is one call on its way at a time, and the next leaves a pace after its answer.

Every error goes towards fewer calls. Here are the numbers and the words; `slots.py` holds the decisions, from
numbers to numbers. A store keeps the numbers and applies each decision in one atomic step, so that memory,
SQLite and a server decide alike. Times are seconds of the store's own clock: what leaves a store is a wait in
seconds, never a time.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

from ..errors import DeclarationError, InvalidRequest

QuotaClass = Literal["product", "order", "both", "none"]
"""What an operation counts against. "both": it belongs to neither class, so it counts against both;
"none": a token call, which takes only a place in the pace."""

NEVER = -math.inf
APART = "#"  # in the name of a window that is counted apart for each value of something
FORGET_AFTER = 90_000.0  # seconds: such windows are a day long at most, and there may be one for each order


@dataclass(frozen=True, slots=True)
class Window:
    """At most `limit` calls in any `period` seconds; a call may cost more than one of them."""

    name: str
    limit: int
    period: float
    cost: int = 1

    def __post_init__(self) -> None:
        if self.limit < 1 or not 0 < self.period < math.inf:
            raise DeclarationError(f"window {self.name}: limit must be 1 or more, period above 0 seconds")
        if not 1 <= self.cost <= self.limit:
            raise InvalidRequest(
                f"one call may take at most {self.limit} of {self.name}, and this one needs {self.cost}"
            )

    def apart_for(self, value: str) -> Window:
        """The same window, counted apart for this value; the ledger holds no value, only its hash."""
        return replace(self, name=f"{self.name}{APART}{hashlib.sha256(value.encode()).hexdigest()[:16]}")

    def implies(self, other: Window) -> bool:
        """Whether whoever keeps this window keeps the other too."""
        return self.limit * math.ceil(other.period / self.period) <= other.limit


@dataclass(frozen=True, slots=True)
class Limits:
    """A dated profile of the limits. Times are in seconds; sources in brackets."""

    product: Window = Window("product", 120, 60.0)  # [article of 2026-03-05, citing documents of 2024]
    order: Window = Window("order", 3000, 3600.0)  # [same article]
    counted_per: Literal["account", "shop"] = "account"  # ["one account"; the stricter reading]
    pace: float = 0.5  # [same article: "dynamic throttling", at least 500 ms between requests]
    paced_from: Literal["sending", "answer"] = "sending"  # [ours: the article does not say which end counts]
    pace_cap: float = 60.0  # [the official back-off's ceiling, applied to the pace too]
    attempt_timeout: float = 30.0  # [ours: the total deadline of one attempt]
    grace: float = 60.0  # [ours: how long after its deadline the server may still read a call]
    drift: float = 1 / 2000  # [ours: 500 ppm, five times what an unsynchronised crystal does]
    reserve: float = 0.1  # [ours: the share of each quota that a backfill leaves to the other lanes, `core/lanes.py`]
    pause_cap: float = 3600.0  # [ours: the longest window; a longer Retry-After is taken for a mistake]
    backoff_base: float = 1.0  # [official advice after a 429: 1 s ...]
    backoff_cap: float = 60.0  # [... doubling to 60 s ...]
    jitter: float = 0.5  # [... plus up to 500 ms ...]
    tries: int = 5  # [... 5 tries]

    def __post_init__(self) -> None:
        for name in _LOOSER_WHEN_LESS | {"attempt_timeout"}:
            if not 0 <= getattr(self, name) < math.inf:
                raise DeclarationError(f"limits: {name} must be 0 seconds or more, and finite")
        if not 0 <= self.reserve < 1:
            raise DeclarationError("limits: reserve is a share of the quotas, from 0 to below 1")
        if self.tries < 1:
            raise DeclarationError("limits: tries must be 1 or more")
        if self.counted_per not in ("account", "shop") or self.paced_from not in ("sending", "answer"):
            raise DeclarationError('limits: counted_per is "account" or "shop", paced_from "sending" or "answer"')

    @classmethod
    def articles_2024_07(cls, **tighter: Any) -> Limits:
        """The numbers of the documents of July 2024, the named ones replaced; `looser_than` judges those."""
        return replace(cls(), **tighter)

    @property
    def hold(self) -> float:
        """How long after its sending a call may still be read by the server, in seconds."""
        return self.attempt_timeout + self.grace

    def windows(self, quota: QuotaClass, shop_key: str = "") -> tuple[Window, ...]:
        """The windows in which an operation of this class needs a slot."""
        chosen = {
            "product": (self.product,),
            "order": (self.order,),
            "both": (self.product, self.order),
            "none": (),
        }[quota]
        if self.counted_per == "shop":
            chosen = tuple(replace(window, name=f"{window.name}:{shop_key}") for window in chosen)
        if self.paced_from == "answer" and self.pace:
            return (*chosen, Window("pace", 1, self.pace))
        return chosen

    def looser_than(self, other: Limits) -> list[str]:
        """The names of the numbers that would allow more, or sooner, than `other` does.

        `attempt_timeout` and `reserve` are not among them: slots are held for whatever the first is, and the second
        only divides among our own calls what all of them may take.
        """
        looser = []
        for ours, theirs in ((self.product, other.product), (self.order, other.order)):
            if not ours.implies(theirs):
                looser += [f"{ours.name}.limit"] if ours.limit > theirs.limit else []
                looser += [f"{ours.name}.period"] if ours.period < theirs.period else []
        names = (number.name for number in fields(self) if number.name in _LOOSER_WHEN_LESS)
        looser += [name for name in names if getattr(self, name) < getattr(other, name)]
        if self.tries > other.tries:
            looser.append("tries")
        if self.counted_per == "shop" and other.counted_per == "account":
            looser.append("counted_per")
        if self.paced_from == "sending" and other.paced_from == "answer":
            looser.append("paced_from")
        return looser


_LOOSER_WHEN_LESS = frozenset(
    {"pace", "pace_cap", "grace", "drift", "pause_cap", "backoff_base", "backoff_cap", "jitter"}
)


class Booking(NamedTuple):
    """A right to send one call; `start` is in the store's own time, `key` is the store's affair."""

    start: float
    windows: tuple[Window, ...]
    key: tuple[int, ...]


class Wait(NamedTuple):
    """Not yet: ask again in `seconds`, because of this."""

    seconds: float
    reason: Literal["window", "pace", "pause"]
    window: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The platform's answer has been received; `ok` if it did what was asked."""

    ok: bool


@dataclass(frozen=True, slots=True)
class TooMany:
    """The platform answered 429, with its Retry-After in seconds if there was one."""

    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer: a time-out, a broken connection, a cancelled caller, or a call that was never sent."""


Told: TypeAlias = Answered | TooMany | Lost


@dataclass(frozen=True, slots=True)
class WindowState:
    """One window as it stands: `next_free_in` seconds from now a start may take a slot.

    `frees_in`: for each used slot, in how many seconds it is free again, the soonest first.
    """

    name: str
    limit: int
    period: float
    used: int
    left: int
    next_free_in: float
    frees_in: tuple[float, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class QuotaState:
    """What `client.quota()` tells: windows, the pause in force, the pace in seconds, 429s in a row."""

    windows: tuple[WindowState, ...]
    paused_for: float
    pause_reason: str
    pace: float
    strikes: int


class Standing(NamedTuple):
    """How the account stands, apart from its slots: what a store keeps. `serial` counts the bookings, `egress` is the
    label of the one egress by which the account calls, "" before the first booking."""

    serial: int = 0
    booked: float = NEVER
    sent: float = NEVER
    pace: float = 0.0  # 0: the base pace
    paused_at: float = NEVER
    paused_until: float = NEVER
    pause_reason: str = ""
    strikes: int = 0
    struck: float = NEVER
    egress: str = ""


class Ledger(Protocol):
    """The shared record of slots of one account. Thread-safe; it owns its clock, so it answers in waits.

    It is opened with the label of the declared egress. `book` and `confirm` raise `EgressRefused` when the account
    calls by another one.
    """

    def book(self, windows: tuple[Window, ...]) -> Booking | Wait:
        """Take a slot in each window and a place in the pace, all or nothing, in one atomic step."""
        ...

    def confirm(self, booking: Booking) -> Wait | None:
        """The last check, at the moment of sending. None: send now, it is recorded. May be repeated."""
        ...

    def settle(self, booking: Booking, told: Told) -> float:
        """Say how the call ended. Returns the seconds of pause now in force, 0.0 if none."""
        ...

    def pause_for(self, seconds: float, reason: str) -> None:
        """Stop the account for that long, at most `pause_cap`; a pause in force is never shortened."""
        ...

    def note_start(self) -> None:
        """A call of this account was just sent under another ledger: the pace counts from now."""
        ...

    def move_egress(self) -> str:
        """From now on the account calls by the egress of this ledger; returns the one before, "" if there was none."""
        ...

    def state(self, windows: tuple[Window, ...]) -> QuotaState: ...

    def now(self) -> float:
        """The ledger's own time in seconds; only differences mean anything."""
        ...

    def close(self) -> None: ...
