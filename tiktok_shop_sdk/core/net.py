"""
The second net: what a sensitive name carries is dropped from free-form values, which no model declares.

It works by the names of the one table in `core.sensitive`, whatever their case, hyphens, width or padding, and follows
JSON inside texts and lists of pairs. It is a net, not a proof: the typed models are what holds.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from .sensitive import POLICY, Stripper

_KIND_OF_NAME = {re.sub(r"[^a-z0-9]", "", name): rule.kind for rule in POLICY for name in rule.names}
_CREDENTIALS = frozenset(
    {
        "accesstoken",
        "refreshtoken",
        "appsecret",
        "sign",
        "shopcipher",
        "cipher",
        "widgettoken",
        "uploadtoken",
        "authcode",
    }
)
_MAX_NESTED_TEXT = 64  # levels; deeper input is dropped rather than followed


def _plain_name(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in folded if character.isascii() and character.isalnum())


def _is_dropped(name: str, stripper: Stripper, value: Any) -> bool:
    plain = _plain_name(name)
    if plain in _CREDENTIALS:
        return True
    kind = _KIND_OF_NAME.get(plain)
    if kind is None:
        return False
    stripper.take(kind, value)
    return True


def clean(value: Any, stripper: Stripper, depth: int = 0) -> Any:
    """Copy decoded JSON without the names of the table: nested JSON in texts and lists of pairs are followed."""
    if depth > _MAX_NESTED_TEXT:
        return None
    if isinstance(value, Mapping):
        return _clean_mapping(value, stripper, depth)
    if isinstance(value, (list, tuple)):
        return _clean_list(value, stripper, depth)
    return _clean_nested(value, stripper, depth) if isinstance(value, str) else value


def _clean_nested(text: str, stripper: Stripper, depth: int) -> str:
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] not in ("{", "[", '"'):
        return text
    try:
        nested = json.loads(start)
    except (ValueError, RecursionError):
        return text if start[0] == '"' else clean_text(text)  # a title may begin with a quotation mark
    return json.dumps(clean(nested, stripper, depth + 1), ensure_ascii=False)


def _clean_list(value: list[Any] | tuple[Any, ...], stripper: Stripper, depth: int) -> list[Any]:
    # ["buyer_phone", "..."]: a pair, whose name is data.
    if len(value) == 2 and isinstance(value[0], str) and _is_dropped(value[0], stripper, value[1]):
        return [value[0]]
    return [clean(item, stripper, depth + 1) for item in value]


def _clean_mapping(value: Mapping[Any, Any], stripper: Stripper, depth: int) -> dict[str, Any]:
    # {"name": "buyer_phone", "value": "..."}: the name is data here, so it is read like one.
    plain = {_plain_name(str(key)): key for key in value}
    for key in ("name", "key", "field"):
        named = value.get(plain.get(key))
        if isinstance(named, str) and "value" in plain and _is_dropped(named, stripper, value[plain["value"]]):
            return {str(plain[key]): named}
    return {
        str(name): clean(item, stripper, depth + 1)
        for name, item in value.items()
        if not _is_dropped(str(name), stripper, item)
    }


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
