"""
What of an answer is not read at all: too large, too many values, nested too deep, numbers that are none.

The parser does most of it. It stops at a depth of its own, so it gets an answer within as many levels as are too many;
and it takes NaN for a number, which an escaped N ends: `\\u004e` is an N inside a text, and nothing outside. This costs
a copy, where a look at each byte would cost as much as the reading. (What closes those levels itself is no JSON, and is
read up to there.)
"""

from __future__ import annotations

import re
from bisect import bisect
from functools import cache

from pydantic import AliasPath
from pydantic_core import from_json

MAX_DEPTH = 64  # levels of an answer, and of JSON within texts
MAX_NUMBER = 2**64  # the platform's ids have 63 bits
MAX_ANSWER = 3 * 1024 * 1024  # bytes; a large page has one million, and in memory a text takes several times as many
# A large page has 20,000 values in 5,000 objects. In memory a value takes up to 160 bytes and an object 2 KB, however
# few it has on the wire: 29 KB of gzip could fill any memory.
MAX_VALUES = 250_000
MAX_OBJECTS = 20_000
MAX_DIGITS = 47  # a request id is a text of 32 digits and letters, and most are digits
_LARGE = 1024 * 1024  # bytes

_STEP = 8  # of so many bytes one is looked at, and six in a row are digits where 48 are
_DIGITS = bytes(ord("0") if chr(byte) in "0123456789" else ord(" ") for byte in range(256))
_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_LONG = re.compile(rb"\d{%d}" % (MAX_DIGITS + 1))


def misfit_of(body: bytes) -> str:
    """Why an answer is not even parsed; "" if it may be."""
    if len(body) > MAX_ANSWER:
        return f"more than {MAX_ANSWER:,} bytes"
    if len(body) > MAX_VALUES and sum(map(body.count, (b",", b"[", b"{"))) > MAX_VALUES:
        return f"more than {MAX_VALUES:,} values"
    # Without a character is a tenth of the time of counting it.
    if len(body) > MAX_OBJECTS and len(body) - len(body.replace(b"{", b"")) > MAX_OBJECTS:
        return f"more than {MAX_OBJECTS:,} objects"
    return ""


def is_overlong(body: bytes) -> bool:
    """Whether valid JSON has a number of more than MAX_DIGITS digits; a few of its bytes tell that most has none."""
    if b"000000" not in body[::_STEP].translate(_DIGITS) or not _LONG.search(body):
        return False
    return _LONG.search(_TEXT.sub(b"", body)) is not None


def guarded(body: bytes) -> bytes:
    """An answer as the parser gets it; `AT` is where it stands there."""
    # Each N of a large text would make it six times as long, so there the whole word is looked for, which takes longer.
    none, infinite = (b"NaN", b"Infinity") if len(body) > _LARGE else (b"N", b"I")
    escaped = body.replace(none, b"\\u004e" + none[1:]).replace(infinite, b"\\u0049" + infinite[1:])
    return escaped.join(_around())


def at() -> AliasPath:
    """Where the answer stands in what `guarded` gives."""
    return AliasPath("a", *[0] * (_spare() - 1))


@cache
def _around() -> tuple[bytes, bytes]:
    lists = _spare() - 1
    return b'{"a":' + b"[" * lists, b"]" * lists + b"}"


@cache
def _spare() -> int:
    """How many levels the parser reads more than we do."""

    def is_refused(levels: int) -> bool:
        try:
            from_json(b"[" * levels + b"]" * levels)
        except ValueError:
            return True
        return False

    return bisect(range(1, 1024), False, key=is_refused) - MAX_DEPTH
