"""Holds what an operation answers against the catalogue: each field with its type, its words and its kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Any, NamedTuple, get_type_hints

from pydantic import AliasChoices
from pydantic.fields import FieldInfo
from typing_extensions import is_typeddict

from tiktok_shop_sdk.core.operation import Declaration, PagedOperation
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.sensitive import Kind

from .catalogue import CREDENTIALS, KEPT, KIND_OF, Facts, is_id, is_time, item_of, paths, quota_and_data
from .hints import Hint, named_object, read_hint


class Difference(NamedTuple):
    """Where a declaration and the catalogue disagree, and what each of them says."""

    where: str
    declared: Any
    catalogue: Any

    def __str__(self) -> str:
        return f"{self.where}: declared {self.declared!r}, the catalogue says {self.catalogue!r}"


def word_differences(where: str, hint: Hint, field: Facts) -> list[Difference]:
    """Every documented word must be declared; a shared set of words may hold more."""
    words = {str(word) for word in field.get("enum") or ()}
    missing = words - hint.words if field["type"] == "string" else set()
    return [Difference(f"{where}: words", sorted(hint.words), f"also {sorted(missing)}")] if missing else []


def answer_differences(declaration: Declaration[..., Any], facts: Facts) -> list[Difference]:
    """Each field of the answer is declared, with its type, its words and its kind."""
    found, _ = _read_answer(declaration, facts)
    return found


def told(declaration: Declaration[..., Any], facts: Facts) -> set[tuple[str, str]]:
    """The declared fields that the catalogue's answer has: (model, field)."""
    _, names = _read_answer(declaration, facts)
    return names


def declared(declaration: Declaration[..., Any]) -> set[tuple[str, str]]:
    """The fields that the answer's models declare: (model, field)."""
    found: set[tuple[str, str]] = set()
    _declare(declaration.hints["return"], found)
    return found


def _declare(hint: Any, found: set[tuple[str, str]]) -> None:
    page = getattr(hint, "__pydantic_generic_metadata__", {}).get("args")
    if page:
        return _declare(page[0], found)
    read = read_hint(hint)
    if read.item is not None:
        _declare(read.item, found)
    model = named_object(read)
    if model is None or is_typeddict(model):
        return None
    hints = get_type_hints(model, include_extras=True)
    for name in model.model_fields:
        if (model.__name__, name) not in found:
            found.add((model.__name__, name))
            _declare(hints[name], found)
    return None


@dataclass(slots=True)
class _Reading:
    market: bool
    found: list[Difference]
    told: set[tuple[str, str]]


def _read_answer(declaration: Declaration[..., Any], facts: Facts) -> tuple[list[Difference], set[tuple[str, str]]]:
    reading = _Reading(market=quota_and_data(facts)[1] == "market", found=[], told=set())
    result = declaration.hints["return"]
    root: Facts = {"name": "data", "type": "object", "fields": facts["response"]}
    if isinstance(declaration, PagedOperation):
        paging = declaration.paging
        beside = {paging.items, paging.next_token, paging.total}
        field = _descend(reading, root, paging.items, beside)
        result = list.__class_getitem__(result.__pydantic_generic_metadata__["args"][0])
    elif declaration.terms.answer:
        field = _descend(reading, root, declaration.terms.answer, {declaration.terms.answer})
    else:
        field = root
    if result in (None, NoneType):
        if facts["response"]:
            reading.found.append(Difference("data", None, sorted(paths(facts["response"]))))
    elif field is not None:
        _answer_field("data", reading, read_hint(result), field)
    return reading.found, reading.told


def _descend(reading: _Reading, root: Facts, path: str, beside: set[str]) -> Facts | None:
    """The field at `path`; what stands beside the way and is not in `beside` would be lost."""
    field, above = root, ""
    for name in path.split("."):
        inner = {entry["name"]: entry for entry in field.get("fields") or ()}
        for lost in sorted(inner.keys() - {name}):
            if f"{above}{lost}" not in beside:
                reading.found.append(Difference(f"data.{above}{lost}", "not declared", inner[lost]["type"]))
        if name not in inner:
            reading.found.append(Difference(f"data.{above}{name}", "the answer", "no such field"))
            return None
        field, above = inner[name], f"{above}{name}."
    return field


def _answer_field(where: str, reading: _Reading, hint: Hint, field: Facts) -> None:
    wanted = kind_of(field, reading.market)
    if wanted is None and hint.kind in _kinds_below(field, reading.market):
        wanted = hint.kind  # an object may be stripped as a whole for what it holds
    if hint.kind != wanted:
        reading.found.append(Difference(f"{where}: kind", hint.kind, wanted))
    if hint.kind is not None and not hint.types:
        return  # stripped always, so nothing below it comes in
    item = item_of(field)
    if item is not None:
        if hint.types != {list}:
            reading.found.append(Difference(f"{where}: type", hint.types, field["type"]))
            return
        inner = read_hint(hint.item)
        if wanted is not None:
            inner.kind = wanted
        _answer_field(f"{where}[]", reading, inner, item)
    elif field["type"] == "object":
        _answer_object(where, reading, hint, field)
    elif field["type"] != "any":
        if hint.types not in _answer_types(field):
            reading.found.append(Difference(f"{where}: type", hint.types, (field["type"], field.get("format"))))
        reading.found += word_differences(where, hint, field)


def kind_of(field: Facts, market: bool) -> Kind | None:
    """The kind that the catalogue's mark of a field means; None for what is kept."""
    category = field.get("pii")
    if category is None or category in KEPT or category in CREDENTIALS:
        return None
    if category == "commercial_metric":  # of the shop itself: kept; of the market: kind 17
        return Kind.THIRD_PARTY_COMMERCIAL if market else None
    if category == "recipient_address" and field["name"] == "region_code":
        return None
    return KIND_OF[category]


def _kinds_below(field: Facts, market: bool) -> set[Kind | None]:
    kinds: set[Kind | None] = set()
    for inner in field.get("fields") or ():
        kinds |= {kind_of(inner, market)} | _kinds_below(inner, market)
    return kinds - {None}


def _answer_types(field: Facts) -> list[set[Any]]:
    kind, form = field["type"], field.get("format") or ""
    if field.get("pii") in CREDENTIALS:
        return [{Secret}]
    if form.startswith("unix_"):
        return [{datetime}]
    if kind == "integer":
        wanted: list[set[Any]] = [{int}]
        return wanted + [{str}] * is_id(field) + [{datetime}] * (is_time(field["name"]) and not form.startswith("int"))
    plain: dict[str, list[set[Any]]] = {
        "string": [{Decimal}] if form == "decimal_string" else [{date}, {str}] if form == "date" else [{str}],
        "number": [{float}, {Decimal}],
        "boolean": [{bool}],
        "map": [{dict}],
    }
    return plain.get(kind, [])


def _answer_object(where: str, reading: _Reading, hint: Hint, field: Facts) -> None:
    model = named_object(hint)
    if model is None or is_typeddict(model):
        fits = not field.get("fields") and hint.types == {dict}
        if not fits:
            reading.found.append(Difference(f"{where}: type", hint.types, "object"))
        return
    hints = get_type_hints(model, include_extras=True)
    names = {wire: name for name, info in model.model_fields.items() for wire in _wire_names(name, info)}
    for inner in field.get("fields") or ():
        if inner["name"] not in names:
            reading.found.append(Difference(f"{where}.{inner['name']}", "not declared", inner["type"]))
            continue
        name = names[inner["name"]]
        reading.told.add((model.__name__, name))
        _answer_field(f"{where}.{inner['name']}", reading, read_hint(hints[name]), inner)


def _wire_names(name: str, info: FieldInfo) -> list[str]:
    alias = info.validation_alias
    if isinstance(alias, AliasChoices):
        return [choice for choice in alias.choices if isinstance(choice, str)]
    return [alias if isinstance(alias, str) else name]
