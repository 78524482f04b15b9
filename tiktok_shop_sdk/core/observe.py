"""
What observers are told of each call: frozen events, with nothing in them that could not stand on a dashboard.

An observer is any function of one event: `TikTokShop(account, observers=[print])`. It is told what is written into the
audit log, in that order, in the task or thread of the call, and changes nothing: what it answers is dropped, and what
it raises too. `Sent` is told together with its `Answered`, for nothing may come between the last check and the sending.
An observer that is slow keeps its caller waiting, and in asyncio its event loop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from .audit import Outcome
from .lanes import Lane
from .limits import QuotaClass


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to one attempt of a call, at `at` (Unix seconds)."""

    at: float
    operation: str
    quota: QuotaClass
    lane: Lane
    attempt: int


@dataclass(frozen=True, slots=True)
class Waited(Event):
    """It got its slot, after `seconds` in line, and is written into the audit log."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Sent(Event):
    """It left."""


@dataclass(frozen=True, slots=True)
class Answered(Event):
    """It ended, `seconds` after its sending: `outcome` is the audit log's word, and there may have been no answer."""

    outcome: Outcome
    seconds: float
    status: int | None
    code: int | None


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """The platform answered 429, and the whole account stops for `seconds`."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Refused(Event):
    """We did not send it; `error` is the name of the exception that says why."""

    error: str


@dataclass(frozen=True, slots=True)
class Refreshed(Event):
    """The account has new tokens."""


Observer: TypeAlias = Callable[[Event], object]
