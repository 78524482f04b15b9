"""Cuts long lists into pages and hands out tokens that are opaque, as awkward in a URL as the platform's."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from .refusals import parameter

# Encodes to `++++////`: a client that does not encode its query properly loses the token.
_AWKWARD = b"\xfb\xef\xbe\xff\xff\xff"

T = TypeVar("T")
SortKey = tuple[int, str]


@dataclass(frozen=True, slots=True)
class PagingRules:
    """How the sandbox reads the unsaid parts of paging.

    `style`: `offset` counts rows, so that a row which moves while a client pages shifts its neighbours over
    the page border (the harshest reading, and the default); `keyset` goes on after the last row shown.
    `row_cap`: no search shows more rows than this, however many match.
    """

    style: Literal["offset", "keyset"] = "offset"
    row_cap: int = 10_000


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """One page and the token of the next one (empty at the end)."""

    rows: Sequence[T]
    next_page_token: str


def page_size(query: Mapping[str, str], most: int = 100) -> int:
    """The required `page_size`, 1 to `most`."""
    text = query.get("page_size", "")
    size = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    if not 1 <= size <= most:
        raise parameter("page_size", "it is missing or outside the limits", f"a whole number from 1 to {most}")
    return size


def cut_page(
    ascending: Sequence[T],
    query: Mapping[str, str],
    *,
    search: str,
    key: Callable[[T], SortKey],
    rules: PagingRules,
    descending: bool = False,
) -> Cut[T]:
    """The page that `query` asks for; `search` names the filters, which must stay the same on every page."""
    size = page_size(query)
    mark = zlib.crc32(search.encode())
    shown, last = _read_token(query.get("page_token"), mark)
    size = min(size, rules.row_cap - shown)
    first = _first_row(ascending, shown, last, key, rules.style, descending)
    if descending:
        rows: Sequence[T] = ascending[max(0, first - size) : first][::-1]
        more = first - size > 0
    else:
        rows = ascending[first : first + size]
        more = first + size < len(ascending)
    shown += len(rows)
    if not (rows and more and shown < rules.row_cap):
        return Cut(rows, "")
    return Cut(rows, _write_token(shown, key(rows[-1]), mark))


def _first_row(
    ascending: Sequence[T],
    shown: int,
    last: SortKey | None,
    key: Callable[[T], SortKey],
    style: str,
    descending: bool,
) -> int:
    if style == "offset" or last is None:
        return max(0, len(ascending) - shown) if descending else shown
    return bisect_left(ascending, last, key=key) if descending else bisect_right(ascending, last, key=key)


def _write_token(shown: int, last: SortKey, mark: int) -> str:
    payload = json.dumps([shown, *last, mark], separators=(",", ":")).encode()
    padding = b" " * (-(len(payload) - 1) % 3)
    return base64.b64encode(_AWKWARD + payload + padding).decode()


def _read_token(token: str | None, mark: int) -> tuple[int, SortKey | None]:
    if token is None:
        return 0, None
    try:
        raw = base64.b64decode(token.encode(), validate=True)
        shown, value, row_id, of_search = json.loads(raw[len(_AWKWARD) :])
    except (binascii.Error, ValueError, TypeError):
        raise parameter("page_token", "it is not a token of this platform", "next_page_token, unchanged") from None
    if of_search != mark:
        raise parameter("page_token", "it belongs to another search", "the same filters on every page")
    return int(shown), (int(value), str(row_id))
