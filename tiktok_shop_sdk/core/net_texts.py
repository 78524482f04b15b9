"""
What a text carries that no name beside it tells of: forms, tables, markup, and whatever is encoded in it.

A text is looked through, never rewritten: if anything is found in any reading of it, the whole text goes.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from .net_names import CREDENTIAL, Carried, carried_by, plain_text
from .sensitive import Kind

UNREADABLE = "unreadable"  # nobody can tell what it is
Found = Carried | str

_MAX_LAYERS = 6  # encodings within one another
_MAX_UNPACKED = 1024 * 1024  # bytes
_LONGEST_WORD = 100  # characters without a blank
_SURE = 24  # characters; a shorter text without meaning may as well be an article number
_SHORT = re.compile(r"[A-Za-z0-9_.-]{0,11}")
_MARK = re.compile(r"[:=<>|\t\"{}\[\]]+")  # what stands between a name and its value
_CREDENTIAL = re.compile(r"(?:^|[?&;\s])([\w.-]{1,40})=")
_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{15,}={0,2}")
_TURN = re.compile(r"(?=[a-z][A-Z0-9+/]|[A-Z][a-z0-9+/]|[0-9+/][A-Za-z])")
_URL_SAFE = str.maketrans("-_", "+/")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){10,}")
_HASH = (32, 40, 64, 128)  # digits of MD5, SHA-1, SHA-256, SHA-512
_DATA_LINK = re.compile(r"data:[\w/+.;=-]*,")
_VALUES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.BUYER_EMAIL, re.compile(r"[^\s@<>()\"',;:]{1,64}@[^\s@<>()\"',;:]{1,64}\.\w")),
    (Kind.BUYER_PHONE, re.compile(r"\+\d[\d\s().-]{5,}\d|\(\d{2,4}\)\s?\d{3}|(?<![\d-])\d{3}-\d{3,4}-\d{4}(?![\d-])")),
    (Kind.BUYER_PHONE, re.compile(r"\w\*{3,}|\*{3,}\w")),  # the platform masks names, phones and addresses
    (Kind.SHIPPING_DOCUMENT, re.compile(r"https?://[^\s?#]+\.pdf\b", re.IGNORECASE)),
)
_BARE_PHONE = re.compile(r"\d{9,15}")  # an id of the platform has 16 to 19 digits


def is_value(key: str) -> bool:
    """Whether the key of a map is somebody's value: a phone, an address to write to, anything masked."""
    plain = plain_text(key)
    return _BARE_PHONE.fullmatch(plain) is not None or next(_values(plain), None) is not None


def found_in(text: str, is_dirty: Callable[[Any], bool], layer: int = 0) -> set[Found]:
    """What a text carries, in any reading; `is_dirty` says whether decoded JSON holds something."""
    if _SHORT.fullmatch(text):
        return set()
    if layer > _MAX_LAYERS:
        return {UNREADABLE}
    plain = plain_text(text)
    found: set[Found] = {*_values(plain), *_names(plain)}
    for value in _json_in(plain):
        if is_dirty(value):
            found.add(UNREADABLE)
    if found:
        return found
    for reading in _readings(text, plain):
        found |= {UNREADABLE} if reading is None else found_in(reading, is_dirty, layer + 1)
    return found


def json_of(text: str) -> Any:
    """The map, list or text that a text is the JSON of; None if it is not."""
    start = text.strip("\ufeff \t\r\n")
    if start[:1] not in ("{", "[", '"'):
        return None
    try:
        return json.loads(start, object_pairs_hook=_with_twins)
    except (ValueError, RecursionError):
        return None


def _with_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A map; a name that stands twice holds a list, or nobody would look at its first value."""
    found = dict(pairs)
    if len(found) < len(pairs):
        values: dict[str, list[Any]] = {}
        for name, value in pairs:
            values.setdefault(name, []).append(value)
        found |= {name: twins for name, twins in values.items() if len(twins) > 1}
    return found


def _json_in(text: str) -> Iterator[Any]:
    """The JSON values that a text consists of, or that its lines do."""
    pieces = (text, *text.splitlines()) if "\n" in text else (text,)
    return (value for piece in pieces if (value := json_of(piece)) is not None)


def _values(plain: str) -> Iterator[Kind]:
    return (kind for kind, pattern in _VALUES if pattern.search(plain))


def _names(plain: str) -> Iterator[Carried]:
    """The sensitive names that something follows: `phone=`, `"phone":`, `<phone>`, `Phone |`, the head of a table."""
    pieces = _MARK.split(plain)
    first, _, more = plain.strip().partition("\n")
    cells = re.split(r"[,;\t|]", first) if more else []
    for name in (*(piece[-80:] for piece in pieces[:-1]), *cells):
        carried = carried_by(_last_words(name))
        if carried is not None and carried != CREDENTIAL:
            yield carried
    if any(carried_by(name) == CREDENTIAL for name in _CREDENTIAL.findall(plain)):
        yield CREDENTIAL


def _last_words(text: str) -> str:
    return " ".join(re.split(r"[&\s,;/?]+", text.strip("\\/'` ,;()"))[-4:])


def _readings(text: str, plain: str) -> Iterator[str | None]:
    """The text as what it may be an encoding of; None for bytes that nobody can read."""
    if plain != text:
        yield plain
    if "&" in text and (unescaped := html.unescape(text)) != text:
        yield unescaped
    if "+" in text and "=" in text:
        yield text.replace("+", " ")
    if _DATA_LINK.match(text):
        yield None
    lines = text.replace("\r", "").replace("\n", "")
    if _HEX.fullmatch(lines) and not lines.isdigit():
        decoded = _as_text(bytes.fromhex(lines))
        yield "" if decoded is None and len(lines) in _HASH else decoded
    elif _ENCODED.fullmatch(lines) and not _is_word(lines):
        yield _decoded(lines)


def _is_word(text: str) -> bool:
    """Whether letters, digits and slashes are words: those turn from one kind to another less often than code does."""
    return len(text) <= _LONGEST_WORD and 4 * len(_TURN.findall(text[:48])) < len(text[:48])


def _decoded(text: str) -> str | None:
    bare = text.translate(_URL_SAFE).rstrip("=")
    try:
        raw = base64.b64decode(bare + "=" * (-len(bare) % 4))
    except binascii.Error:
        return ""  # no encoding at all
    decoded = _as_text(_unpacked(raw))
    return "" if decoded is None and len(bare) < _SURE else decoded


def _unpacked(raw: bytes) -> bytes:
    if raw[:2] != b"\x1f\x8b" and raw[:1] != b"\x78":
        return raw
    unpacker = zlib.decompressobj(wbits=47)
    try:
        unpacked = unpacker.decompress(raw, _MAX_UNPACKED)
    except zlib.error:
        return raw
    return unpacked if unpacker.eof else raw


def _as_text(raw: bytes) -> str | None:
    try:
        text = raw.decode(_encoding_of(raw))
    except UnicodeDecodeError:
        return None
    return text if all(c.isprintable() or c.isspace() for c in text) else None


def _encoding_of(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if raw.count(0) * 3 <= len(raw):
        return "utf-8-sig"
    # One half of each Latin letter is 0. Read with the wrong half first, it would be Chinese, and no phone in it.
    return "utf-16-be" if raw[::2].count(0) > raw[1::2].count(0) else "utf-16-le"
