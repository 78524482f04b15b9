"""Makes an answer in the platform's real shape, from the model that a declaration returns; every value is invented.

Sensitive fields hold planted values (`people.PLANTED`), so that a client that lets one in is found out. Everything
succeeds: lists of failures stay empty, and a status says the best that it can.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import AliasChoices, AliasPath, BaseModel
from pydantic.fields import FieldInfo

from ..core.operation import UNSET, Declaration, PagedOperation
from ..core.secret import Secret
from ..core.sensitive import Kind, Release, Strip, Stripped
from .call import Call
from .paging import PagingRules, cut_page
from .refusals import parameter
from .shop.people import PLANTED_NUMBER, planted_text

# How many rows a paged operation has in all, or one more than its smallest page: two pages for who asks for little.
ROWS: Final = 3
_LARGEST_PAGE = 100

_BY_NUMBER = PagingRules(style="offset")  # these rows never move

_FAILURE = re.compile(r"(^|_)(errors?|fail|failed|failure|invalid)(_|$)")
_BAD_WORD = re.compile(r"FAIL|REJECT|REFUSE|INVALID|DENIED", re.IGNORECASE)
_MILLISECONDS = re.compile(r"millis|_ms$|schedule_sale_time|outbound_time")  # protocol section 8
_ID = re.compile(r"(^|_)ids?$")
_LINK = re.compile(r"(^|_)(urls?|links?)$")

# What else a name says about a text.
_TEXTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"next_page_token$"), ""),
    (re.compile(r"currency"), "USD"),
    (re.compile(r"region(_code)?$|country_code"), "US"),
    (re.compile(r"phone"), "+44 20 7946 0018"),  # set aside for fiction
    (re.compile(r"email"), "service@merchant.example"),
    (re.compile(r"locale|language"), "en-US"),
    (re.compile(r"(^|_)(amount|price|rate|percent|ratio|quantity|count|num)(_|$)"), "12.50"),
    (re.compile(r"(^|_)date$"), "2026-05-01"),
    (re.compile(r"base64"), "U2FtcGxl"),
)


@dataclass(frozen=True, slots=True)
class Filling:
    """What an answer is filled with. `number` tells items apart; under a `kind`, every text and number is planted."""

    now: int
    link: Callable[[str], str]
    known: Mapping[str, str] = field(default_factory=dict)
    number: int = 1
    kind: Kind | None = None
    within: tuple[type, ...] = ()


def answer_in_shape(declaration: Declaration[..., Any], call: Call) -> Any:
    """The content of `data` for one call; values that its path names come back in it."""
    filling = Filling(int(call.now), call.desk.link, call.path_values)
    if isinstance(declaration, PagedOperation):
        return _page(declaration, call, filling)
    returned = declaration.hints["return"]
    if returned in (None, NoneType):
        return {}
    answer = declaration.terms.answer
    name = answer.rpartition(".")[2]
    if _FAILURE.search(name):
        return {}
    value = _value(name, returned, filling)
    return _lay({}, answer, value) if answer else value


def _page(declaration: PagedOperation[..., Any], call: Call, filling: Filling) -> dict[str, Any]:
    paging = declaration.paging
    given: Mapping[str, Any] = call.query if paging.place == "query" else call.body
    outer, _, inner = paging.parameter.rpartition(".")
    within = given.get(outer) if outer else given
    if not isinstance(within, Mapping):
        within = {}
    size, count = _page_size(declaration, within), max(ROWS, _limit(declaration, "ge") + 1)
    item = declaration.hints["return"].__pydantic_generic_metadata__["args"][0]
    rows = [_value("", item, replace(filling, number=number)) for number in range(1, count + 1)]
    data = _lay({}, paging.total, count)
    named = within.get(inner)
    if paging.style == "token":
        asked = {"page_size": str(min(size, _LARGEST_PAGE))} | ({"page_token": str(named)} if named else {})
        cut = cut_page(rows, asked, search=declaration.id, key=lambda row: (0, ""), rules=_BY_NUMBER)
        return _lay(_lay(data, paging.items, list(cut.rows)), paging.next_token, cut.next_page_token)
    first = 0 if paging.style == "offset" else 1
    place = _whole(inner, first if named is None else named, least=first, most=10**5)
    start = place if paging.style == "offset" else (place - 1) * size
    return _lay(data, paging.items, rows[start : start + size])


def _page_size(declaration: Declaration[..., Any], given: Mapping[str, Any]) -> int:
    declared = declaration.signature.parameters.get("page_size")
    if "page_size" not in given and (declared is None or declared.default is UNSET):
        return ROWS - 1
    least, most = max(1, _limit(declaration, "ge")), _limit(declaration, "le") or _LARGEST_PAGE
    return _whole("page_size", given.get("page_size"), least=least, most=most)


def _whole(name: str, value: Any, *, least: int, most: int) -> int:
    text = str(value)
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1
    if not least <= number <= most:
        raise parameter(name, "it is missing or outside the limits", f"a whole number from {least} to {most}")
    return number


def _limit(declaration: Declaration[..., Any], bound: Literal["ge", "le"]) -> int:
    """The declared limit of `page_size`; 0 if there is none."""
    for mark in getattr(declaration.hints.get("page_size"), "__metadata__", ()):
        for part in mark.metadata if isinstance(mark, FieldInfo) else ():
            if isinstance(limit := getattr(part, bound, None), int):
                return limit
    return 0


def _lay(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Put a value at a dotted path, and give the same `data` back."""
    *above, name = path.split(".")
    place = data
    for part in above:
        place = place.setdefault(part, {})
    place[name] = value
    return data


def _value(name: str, hint: Any, filling: Filling) -> Any:
    """A value of a declared type for a field of this name; None where there is nothing to say."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _marked(name, *get_args(hint), filling=filling)
    if origin in (Union, UnionType):
        said = [part for part in get_args(hint) if part not in (NoneType, Stripped)]
        return _value(name, said[0], filling) if said else None
    if origin is Literal:
        return _word(get_args(hint), filling)
    if origin is list:
        count = 1 if filling.within else 2
        items = (
            _value(name, get_args(hint)[0], replace(filling, number=filling.number + more)) for more in range(count)
        )
        return [item for item in items if item is not None]
    if origin is dict:
        return {f"sample_{name}": _value(name, get_args(hint)[1], filling)}
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return None if hint in filling.within else _object(hint, filling)
    return _plain(name, hint, filling)


def _marked(name: str, hint: Any, *marks: Any, filling: Filling) -> Any:
    kind = next((mark.kind for mark in marks if isinstance(mark, (Strip, Release))), None)
    if kind is None:
        return _value(name, hint, filling)
    inner = _value(name, hint, replace(filling, kind=kind))
    return planted_text(kind, filling.number) if inner is None else inner


def _object(model: type[BaseModel], filling: Filling) -> dict[str, Any]:
    made: dict[str, Any] = {}
    inside = replace(filling, within=(*filling.within, model))
    hints = _hints(model)
    for name, declared in model.model_fields.items():
        if _FAILURE.search(name) and not declared.is_required():
            continue
        value = _value(name, hints[name], inside)
        if value is not None:
            _lay(made, _name_sent(name, declared), value)
    return made


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def _name_sent(name: str, declared: FieldInfo) -> str:
    """How the platform names a field, dotted where the model takes it out of an object."""
    alias = declared.validation_alias or name
    alias = alias.choices[0] if isinstance(alias, AliasChoices) else alias
    return ".".join(map(str, alias.path)) if isinstance(alias, AliasPath) else alias


def _word(words: tuple[Any, ...], filling: Filling) -> Any:
    if filling.kind is not None and isinstance(words[0], str):
        return planted_text(filling.kind, filling.number)
    return next((word for word in words if not _BAD_WORD.search(str(word))), words[0])


def _plain(name: str, hint: Any, filling: Filling) -> Any:
    planted = filling.kind is not None
    if hint is str:
        return _text(name, filling)
    if hint is bool:
        return True
    if hint is int:
        return PLANTED_NUMBER if planted else int(_digits(name, filling)) if _ID.search(name) else filling.number
    if hint is float:
        return PLANTED_NUMBER + 0.5 if planted else filling.number + 0.5
    if hint is Decimal:
        return f"{PLANTED_NUMBER}.50" if planted else f"{18 + filling.number}.90"
    if hint is datetime:
        return filling.now * 1000 if _MILLISECONDS.search(name) else filling.now
    if hint is date:
        return datetime.fromtimestamp(filling.now, UTC).date().isoformat()
    if hint is Secret:
        return f"sandbox-credential-{name}-{filling.number}"
    return None


def _text(name: str, filling: Filling) -> str:
    if filling.kind is not None:
        is_link = filling.kind is Kind.SHIPPING_DOCUMENT and _LINK.search(name)
        return filling.link(f"{name}-{filling.number}") if is_link else planted_text(filling.kind, filling.number)
    if name in filling.known:
        return filling.known[name]
    if _ID.search(name):
        return _digits(name, filling)
    if _LINK.search(name):
        return f"https://p16.example-cdn.test/{name}-{filling.number}.jpeg"
    said = next((text for pattern, text in _TEXTS if pattern.search(name)), None)
    return f"Sample {name.replace('_', ' ')} {filling.number}" if said is None else said


def _digits(name: str, filling: Filling) -> str:
    """An id of nineteen digits, always the same for a name and a number."""
    return f"72{zlib.crc32(name.encode()) % 10**8:08d}{filling.number:09d}"
