"""
The second net: what a sensitive name carries is dropped from free-form values, which no model declares.

It works by names (`core.net_names`), through maps, pairs, columns and rows, and looks through texts for whatever they
may be an encoding of (`core.net_texts`). What cannot be decided is dropped. It is a net, not a proof: the typed models
are what holds.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .hostile import MAX_DEPTH, MAX_NUMBER
from .net_names import CREDENTIAL, carried_by, words_in, words_of
from .net_texts import found_in, is_value, json_of
from .sensitive import Kind, Stripper

_GONE = object()
_NAMING = words_in("name key field label attribute column title property header k n")
_CALLED = _NAMING | words_in("type code id")  # these name something only where a value stands beside them
_VALUED = words_in("value values val content text data detail answer v")
_NAME = re.compile(r"[^:=<>{}\[\]\"|\t\r\n]{1,80}")
_PERSONAL = (Kind.BUYER_PHONE, Kind.BUYER_ADDRESS, Kind.BUYER_EMAIL, Kind.GOVERNMENT_ID)
_OPAQUE = frozenset(("token", "cursor"))  # pages are asked for by texts that only the platform can read


def misfit(value: Any) -> str:
    """Why decoded JSON is not read at all: nested too deep, a number that is none. "" if it may be read."""
    level, containers = [value], list[Any]()
    for _ in range(MAX_DEPTH + 1):
        for item in level:
            if isinstance(item, float) and not math.isfinite(item):
                return "a number that is none"
            if isinstance(item, int) and abs(item) >= MAX_NUMBER:
                return "a number that is too large"
        containers = [item for item in level if isinstance(item, (dict, list))]
        level = [inner for item in containers for inner in _inside(item)]
    return f"nested deeper than {MAX_DEPTH} levels" if containers else ""


def _inside(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


def clean(value: Any, stripper: Stripper, depth: int = 0) -> Any:
    """Copy decoded JSON without what a sensitive name carries, in any shape; None if nothing is left."""
    cleaned = _clean(value, stripper, depth)
    return None if cleaned is _GONE else cleaned


def _clean(value: Any, stripper: Stripper, depth: int, name: str = "") -> Any:
    if depth > MAX_DEPTH:
        return _GONE
    if isinstance(value, Mapping):
        return _clean_mapping(value, stripper, depth)
    if isinstance(value, (list, tuple)):
        return _clean_list(value, stripper, depth)
    return _clean_text(value, stripper, depth, name) if isinstance(value, str) else value


def _is_dropped(name: str, stripper: Stripper, value: Any) -> bool:
    carried = carried_by(name)
    if isinstance(value, bool) and carried is not Kind.DEMOGRAPHICS_SPECIAL:
        return False  # has_updated_recipient_address: nobody's address
    if isinstance(carried, Kind):
        stripper.take(carried, value)
    elif is_value(name):
        stripper.take(Kind.BUYER_ACCOUNT_ID, value)
        return True
    return carried is not None


def _clean_mapping(value: Mapping[Any, Any], stripper: Stripper, depth: int) -> Any:
    rest = {str(name): item for name, item in value.items()}
    # {"name": "buyer_phone", "value": "..."}: the name is data here, so it is read like one.
    naming = _CALLED if any(_last_word(name) in _VALUED for name in rest) else ()
    if any((name in _NAMING or _last_word(name) in naming) and _names(rest[name], stripper) for name in rest):
        return _GONE
    # {"columns": ["id", "buyer_phone"], "rows": [["1", "..."]]}: the names are beside the rows.
    head = next((name for name, item in rest.items() if _bad_columns(item) and _has_rows(rest, name)), None)
    if head is not None:
        cells = rest.pop(head)
        bad = _bad_columns(cells, stripper)
        rest = {name: _without_columns(item, bad, len(cells)) for name, item in rest.items()}
    kept: dict[str, Any] = {}
    # {"name": "...", "phone_number": "..."}: beside a phone or an address, a name is a person's.
    personal = any(carried_by(name) in _PERSONAL for name in rest)
    for name, item in rest.items():
        if personal and _last_word(name) == "name":
            stripper.take(Kind.BUYER_NAME, item)
        elif not _is_dropped(name, stripper, item):
            kept[name] = _clean(item, stripper, depth + 1, name)
    return {name: item for name, item in kept.items() if item is not _GONE}


def _last_word(name: str) -> str:
    words = words_of(name)
    return words[-1] if words else ""


def _names(text: Any, stripper: Stripper | None = None) -> bool:
    """Whether a text is nothing but a sensitive name. It counts one value, wherever that stands."""
    if not isinstance(text, str) or not _NAME.fullmatch(text) or (carried := carried_by(text)) is None:
        return False
    if stripper is not None and isinstance(carried, Kind):
        stripper.take(carried, text)
    return True


def _bad_columns(head: Any, stripper: Stripper | None = None) -> list[int]:
    """Where sensitive names stand in the head of a table: texts, or maps that hold a name."""
    if not isinstance(head, (list, tuple)):
        return []
    named = (next((v for k, v in c.items() if k in _NAMING), None) if isinstance(c, Mapping) else c for c in head)
    return [place for place, name in enumerate(named) if _names(name, stripper)]


def _has_rows(rest: Mapping[str, Any], head: str) -> bool:
    width = len(rest[head])
    return any(_are_rows([item], width) or _are_rows(item, width) for name, item in rest.items() if name != head)


def _are_rows(table: Any, width: int) -> bool:
    rows = table if isinstance(table, (list, tuple)) else ()
    return bool(rows) and all(isinstance(row, (list, tuple)) and len(row) == width for row in rows)


def _without_columns(table: Any, bad: list[int], width: int) -> Any:
    """The rows of a table without some columns; a list that is no row of it cannot be told apart, and goes."""
    if not isinstance(table, (list, tuple)):
        return table
    if _are_rows(table, width):
        return [[cell for place, cell in enumerate(row) if place not in bad] for row in table]
    return [row for row in table if isinstance(row, Mapping)]


def _clean_list(value: Sequence[Any], stripper: Stripper, depth: int) -> list[Any]:
    items = list(value)
    # [["id", "buyer_phone"], ["1", "..."]]: a table with its head, or pairs. The head may hold values, so it goes.
    bad = _bad_columns(items[0]) if items else []
    if bad and _are_rows(items[1:], len(items[0])):
        _bad_columns(items[0], stripper)
        items = _without_columns(items[1:], bad, len(items[0]))
    # ["buyer_phone", "...", "id", "1"]: names and values in one line, and which is which cannot be told.
    if len(items) > 1 and [item for item in items if _names(item, stripper)]:
        return []
    cleaned = [_clean(item, stripper, depth + 1) for item in items]
    return [item for item in cleaned if item is not _GONE]


def _clean_text(text: str, stripper: Stripper, depth: int, name: str) -> Any:
    nested = json_of(text)
    if nested is not None:
        cleaned = _clean(nested, stripper, depth + 1)
        return text if cleaned == nested else _GONE if cleaned is _GONE else json.dumps(cleaned, ensure_ascii=False)
    found = found_in(text, _is_dirty)
    if _last_word(name) in _OPAQUE:
        found = {kind for kind in found if isinstance(kind, Kind) or kind == CREDENTIAL}
    for kind in found:
        if isinstance(kind, Kind):
            stripper.take(kind, text)
    return _GONE if found else text


def _is_dirty(value: Any) -> bool:
    return bool(clean(value, Stripper()) != value)


_QUOTED = re.compile(r"""["'`“‘](.*?)(?:["'`”’]|$)""", re.DOTALL)
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_.\[\]]{0,63}|[A-Z][A-Z0-9_]{0,63}")  # sale_price, skus[0].id, ACTIVATE
_IDENTIFYING = re.compile(r"[^\s@]+@[^\s@]+|https?://\S+|\+?\(?\d[\d\s().*-]{4,}[\d*]|[A-Za-z0-9_\-]{24,}")
_MAX_SERVER_TEXT = 240
_MAX_READ_TEXT = 2000  # the expressions above take quadratic time over a text without blanks


def clean_text(text: str) -> str:
    """What may be kept of the server's words: field names and reasons, no quoted values, numbers, links, tokens."""
    if len(text) > _MAX_READ_TEXT:
        text = text[:_MAX_READ_TEXT].rpartition(" ")[0]  # half a value would not be recognised
    folded = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")  # zero width
    printable = "".join(c if c.isprintable() else " " for c in folded)
    bare = _QUOTED.sub(lambda quoted: quoted[0] if _FIELD_NAME.fullmatch(quoted[1]) else "…", printable)
    return _IDENTIFYING.sub("…", bare)[:_MAX_SERVER_TEXT].strip()
