"""
What is known of the platform's 873 error codes: kind, meaning and next step, in English and Chinese.

Loaded when an error has to be named, and not before. A code is listed once: with the gateway's own (`gateway`), or by
family and kind (`business`). Its words are its own where more is known (`particular`), else those of its kind (`kinds`)
with the family's subject filled in (`subjects`). To correct a code, move it or give it words of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ...errors import ShopError
from .business import CODES
from .gateway import GATEWAY
from .kinds import BUSINESS, Again, Kind
from .particular import PARTICULAR, BothWords
from .subjects import SUBJECTS

AT_THE_GATEWAY = "gateway"


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """One error code of the platform.

    `kind` is its class (`state`, `internal`, ...), `family` the resource whose operations answer with it, or `gateway`.
    `again` says when the same call may succeed: `never` (not before something was changed), `later`, `next_hour`,
    `next_day`, `after_refresh` (of the access token), `by_message`. `has_own_words` is False where meaning and next
    step are those of its kind. `error` is what is raised.
    """

    code: int
    kind: str
    family: str
    meaning: str
    next_step: str
    meaning_zh: str
    next_step_zh: str
    again: Again
    has_own_words: bool
    error: type[ShopError]

    @property
    def retryable(self) -> bool:
        """Whether the same call may succeed by waiting alone."""
        return self.again in ("later", "next_hour", "next_day")


def explain(code: int) -> ErrorCode | None:
    """What is known of a code, or None if the platform's documentation (pages of 2026-04-30) does not have it."""
    if code in GATEWAY:
        return told(code, AT_THE_GATEWAY, GATEWAY[code], own_words=True)
    place = _places().get(code)
    return _business(code, *place) if place else None


def every_code() -> tuple[ErrorCode, ...]:
    """Every known code: the gateway's first, then by family and kind."""
    gateway = (told(code, AT_THE_GATEWAY, kind, own_words=True) for code, kind in GATEWAY.items())
    return (*gateway, *(_business(code, *place) for code, place in _places().items()))


def told(code: int, family: str, kind: Kind, *, own_words: bool) -> ErrorCode:
    """A code in the words of its kind."""
    return _worded(code, family, kind, (kind.english, kind.chinese), own_words=own_words)


@cache
def _places() -> dict[int, tuple[str, str]]:
    """Family and kind of every business code."""
    return {code: (family, kind) for family, kinds in CODES.items() for kind, codes in kinds.items() for code in codes}


def _business(code: int, family: str, name: str) -> ErrorCode:
    kind = BUSINESS[name]
    if code in PARTICULAR:
        return _worded(code, family, kind, PARTICULAR[code], own_words=True)
    subject = SUBJECTS[family]
    pairs = [subject.fill(*pair) for pair in zip(kind.english, kind.chinese, strict=True)]
    (meaning, meaning_zh), (step, step_zh) = pairs
    return _worded(code, family, kind, ((meaning, step), (meaning_zh, step_zh)), own_words=False)


def _worded(code: int, family: str, kind: Kind, words: BothWords, *, own_words: bool) -> ErrorCode:
    (meaning, step), (meaning_zh, step_zh) = words
    return ErrorCode(
        code,
        kind.name,
        family,
        meaning,
        step or kind.error.next_step,
        meaning_zh,
        step_zh or kind.error.next_step_zh,
        kind.again,
        own_words,
        kind.error,
    )
