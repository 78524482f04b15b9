"""Trouble on order: what shall go wrong, at which call, written as short specs like `429:5@130`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

FORMS = """\
WHAT[:NUMBER][*TIMES]@WHEN
  WHAT   429 (NUMBER: Retry-After in seconds), or another HTTP status 400 to 599, before any effect
         36009002, 36009003 or another platform code, under HTTP 200, before any effect
         500-after, 36009003-after ...: the same, but the call has had its effect
         expired        the access token expires (105002 until it is refreshed)
         deauthorized   the seller withdraws the grant (105001 from now on)
         address        the calling address is not on the allow list (36009033)
         clock          the timestamp is called too old (36009004)
         slow:SECONDS   the answer comes late
         cut            the connection closes before the answer, after the effect
         cut-before     the connection closes before the answer and before the effect
         garbage        an HTML page under HTTP 200, after the effect
         move:COUNT     COUNT orders, those updated longest ago, are updated just before the call
  TIMES  so many calls in a row (1)
  WHEN   130 (the 130th API call), +5 (the 5th from now), token3 (the 3rd call for tokens)
Several specs are separated by commas: 429:5@130,cut@140"""

_SPEC = re.compile(
    r"(?P<what>\d{3}|\d{5,10}|[a-z]+)(?P<after>-after|-before)?(:(?P<number>\d+(\.\d+)?))?"
    r"(\*(?P<times>[1-9]\d*))?@(?P<line>\+|token\+?)?(?P<first>[1-9]\d*)"
)
_NEEDS_NUMBER = frozenset({"slow", "move"})
_WORDS = frozenset({"expired", "deauthorized", "address", "clock", "slow", "cut", "garbage", "move"})
_ON_TOKEN_CALLS = frozenset({"slow", "cut", "garbage"})

Line = Literal["call", "token"]


class BadTrouble(ValueError):
    """A spec that cannot be read; the message lists the forms."""

    def __init__(self, spec: str, reason: str) -> None:
        super().__init__(f"cannot read the trouble {spec!r}: {reason}. The forms are:\n{FORMS}")


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of trouble for the calls `first` to `last` of a `line`."""

    spec: str
    what: str
    number: float | None
    after: bool
    line: Line
    first: int
    last: int

    @property
    def figure(self) -> int | None:
        """The HTTP status or platform code, if it is one."""
        return int(self.what) if self.what.isdigit() else None

    def hits(self, line: Line, number: int) -> bool:
        return line == self.line and self.first <= number <= self.last


def parse_trouble(spec: str, *, calls: int = 0, tokens: int = 0) -> Trouble:
    """Read one spec; `calls` and `tokens` have been counted so far, for specs that count from now."""
    match = _SPEC.fullmatch(spec.strip())
    if match is None:
        raise BadTrouble(spec, "it has not the form WHAT[:NUMBER][*TIMES]@WHEN")
    what, suffix, place = match["what"], match["after"], match["line"] or ""
    number = None if match["number"] is None else float(match["number"])
    _check(spec, what, suffix, number, place)
    line: Line = "token" if place.startswith("token") else "call"
    so_far = (tokens if line == "token" else calls) if place.endswith("+") else 0
    first = so_far + int(match["first"])
    after = suffix == "-after" or what in ("cut", "garbage")
    return Trouble(
        spec=spec.strip(),
        what=what,
        number=number,
        after=after and suffix != "-before",
        line=line,
        first=first,
        last=first + int(match["times"] or 1) - 1,
    )


def _check(spec: str, what: str, suffix: str | None, number: float | None, place: str) -> None:
    if what.isdigit():
        if len(what) == 3 and not 400 <= int(what) <= 599:
            raise BadTrouble(spec, "an HTTP status is a number from 400 to 599")
        if suffix == "-before":
            raise BadTrouble(spec, "codes and statuses come before the effect anyway")
        if number is not None and what != "429":
            raise BadTrouble(spec, "only 429 takes a Retry-After")
        return
    if what not in _WORDS:
        raise BadTrouble(spec, f"{what!r} is unknown")
    if suffix and (what, suffix) != ("cut", "-before"):
        raise BadTrouble(spec, f"{what}{suffix} is unknown")
    if (what in _NEEDS_NUMBER) != (number is not None):
        raise BadTrouble(spec, f"{what} takes {'a' if what in _NEEDS_NUMBER else 'no'} number")
    if place.startswith("token") and what not in _ON_TOKEN_CALLS:
        raise BadTrouble(spec, f"{what} cannot befall a call for tokens")


class Script:
    """All trouble that is still to come, and the count of calls so far."""

    def __init__(self, specs: str | Iterable[str] = ()) -> None:
        self.calls = 0
        self.tokens = 0
        self._pending: list[Trouble] = []
        self.add(specs)

    def add(self, specs: str | Iterable[str]) -> tuple[Trouble, ...]:
        """Put more trouble on the list, all of it or (if one spec is bad) none."""
        texts = specs.split(",") if isinstance(specs, str) else list(specs)
        wanted = [part for text in texts for part in text.split(",") if part.strip()]
        added = tuple(parse_trouble(one, calls=self.calls, tokens=self.tokens) for one in wanted)
        self._pending.extend(added)
        return added

    def next_call(self) -> tuple[Trouble, ...]:
        """Count one API call; the trouble that befalls it."""
        self.calls += 1
        return self._due("call", self.calls)

    def next_token_call(self) -> tuple[Trouble, ...]:
        """Count one call for tokens; the trouble that befalls it."""
        self.tokens += 1
        return self._due("token", self.tokens)

    def _due(self, line: Line, number: int) -> tuple[Trouble, ...]:
        if not self._pending:
            return ()
        due = tuple(trouble for trouble in self._pending if trouble.hits(line, number))
        self._pending = [one for one in self._pending if one.line != line or one.last > number]
        return due
