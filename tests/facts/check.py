"""
Holds a declaration against the facts of the catalogue, and says in words where the two differ.

Every function takes a declaration and the operation's entry in the catalogue, and answers with differences:
none if they agree. A family's test lists those that are meant, each with its reason, and lets no other pass:

    from facts import check

    facts = check.family("product")
    for difference in check.differences(Products.search, facts["search_products"]): ...

`told` and `declared` are for what a single operation cannot say: a model that several operations share may
have a field that one of them lacks, but no field that all of them lack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from inspect import Parameter
from typing import Any, NotRequired, Required, get_args, get_origin, get_type_hints

from typing_extensions import is_typeddict

from tiktok_shop_sdk.core.operation import Declaration, PagedOperation
from tiktok_shop_sdk.core.request import Upload
from tiktok_shop_sdk.models.base import Moment, MomentMillis, MomentText

from .answers import Difference, answer_differences, declared, told, word_differences
from .catalogue import (
    CIPHER,
    DAILY_QUERIES,
    STYLE,
    Facts,
    family,
    is_id,
    is_time,
    item_of,
    paths,
    quota_and_data,
    route,
    sample_answer,
)
from .hints import Hint, named_object, read_hint

__all__ = [
    "Difference",
    "Facts",
    "answer_differences",
    "declared",
    "differences",
    "family",
    "paging_differences",
    "parameter_differences",
    "route",
    "rule_differences",
    "sample_answer",
    "told",
]


def differences(declaration: Declaration[..., Any], facts: Facts) -> list[Difference]:
    """Everything in which the two disagree."""
    return [
        *rule_differences(declaration, facts),
        *paging_differences(declaration, facts),
        *parameter_differences(declaration, facts),
        *answer_differences(declaration, facts),
    ]


# The rules that a call is under.
def rule_differences(declaration: Declaration[..., Any], facts: Facts) -> list[Difference]:
    """Route, version, quota, data class, action, cipher, scopes, token, and the rest of the terms."""
    terms = declaration.terms
    quota, data = quota_and_data(facts)
    said = {
        "method": (declaration.method, facts["method"]),
        "path": (declaration.path, facts["path"]),
        "version": (declaration.version, facts["version"]),
        "quota": (terms.quota, quota),
        "data": (terms.data, data),
        "action": (terms.action, facts["semantics"]),
        "cipher": (terms.cipher, CIPHER[facts["shop_cipher"]]),
        "asset": (terms.asset, CIPHER[facts.get("category_asset_cipher", "none")]),
        "also": (terms.also, _older_versions(facts, alike=True)),
        "differing": (terms.differing, _older_versions(facts, alike=False)),
        "scopes": (terms.scopes, tuple(facts.get("scopes") or ())),
        "token": (terms.token, facts["token"] if isinstance(facts["token"], str) else "any"),
        "idempotency_key": (terms.idempotency_key, facts.get("idempotency_key")),
        "multipart": (terms.multipart, facts["method"] != "GET" and facts.get("content_type") == "multipart/form-data"),
        "provisional": (terms.provisional, facts.get("completeness") == "partial"),
        "own limits": (bool(terms.limits), bool(facts.get("limits")) or DAILY_QUERIES in (facts.get("errors") or ())),
        "official name": (_letters(facts["official_name"]) in _letters(declaration.__doc__ or ""), True),
    }
    return [Difference(name, mine, theirs) for name, (mine, theirs) in said.items() if mine != theirs]


def _older_versions(facts: Facts, *, alike: bool) -> tuple[str, ...]:
    """The older versions that the declaration fits as it is: same path but for the number, nothing that went since."""
    path, version = facts["path"], facts["version"]

    def fits(older: Facts) -> bool:
        went = older.get("request_removed_in_latest") or older.get("response_removed_in_latest")
        return not went and bool(older["path"] == path.replace(version, older["version"]))

    return tuple(older["version"] for older in facts.get("also") or () if fits(older) == alike)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


# Pages.
def paging_differences(declaration: Declaration[..., Any], facts: Facts) -> list[Difference]:
    """Whether it comes in pages, where the token travels, and where list, next token and total stand."""
    pagination = facts.get("pagination")
    if not isinstance(declaration, PagedOperation) or not pagination:
        paged, pages = isinstance(declaration, PagedOperation), bool(pagination)
        return [] if paged == pages else [Difference("paging", paged, pages)]
    paging = declaration.paging
    style = STYLE[pagination["style"]]
    place, _, within = pagination["token_in" if style == "token" else "page_in"].partition(".")
    answered = set(paths(facts["response"]))
    said: dict[str, tuple[Any, Any]] = {
        "paging.style": (paging.style, style),
        "paging.place": (paging.place, place),
        "paging.items": (f"{paging.items}[]" in answered, True),
    }
    if style == "token":
        said["paging.next_token"] = (f"data.{paging.next_token}", pagination["next_token"])
    if pagination.get("total"):
        said["paging.total"] = (f"data.{paging.total}", pagination["total"])
    sent = set(paths(facts.get(place) or ()))
    said["paging.parameter"] = (paging.parameter in sent and paging.parameter.startswith(within), True)
    return [Difference(name, mine, theirs) for name, (mine, theirs) in said.items() if mine != theirs]


# Parameters.
def parameter_differences(declaration: Declaration[..., Any], facts: Facts) -> list[Difference]:
    """Each parameter's place, type, requiredness and limits; and none that the platform does not have."""
    wanted = _wanted_parameters(facts)
    found: list[Difference] = []
    for name, parameter in declaration.signature.parameters.items():
        if name not in wanted:
            found.append(Difference(name, "a parameter", "no such parameter"))
            continue
        place, field = wanted[name]
        where = f"{place}.{name}"
        if declaration.places[name] != place:
            found.append(Difference(f"{name}: place", declaration.places[name], place))
        found += _default_differences(where, parameter, field, facts)
        found += _argument_differences(where, read_hint(declaration.hints[name]), _with_page_limits(field, facts))
    in_both = {field["name"] for field in facts.get("body") or ()} & {
        n for n, (at, _) in wanted.items() if at == "path"
    }
    if in_both != declaration.repeated:
        found.append(Difference("repeated in the body", sorted(declaration.repeated), sorted(in_both)))
    missing = wanted.keys() - declaration.signature.parameters.keys()
    return found + [Difference(name, "no such parameter", wanted[name][0]) for name in sorted(missing)]


def _wanted_parameters(facts: Facts) -> dict[str, tuple[str, Facts]]:
    in_path = {
        name: {"name": name, "type": "string", "required": True} for name in re.findall(r"{(\w+)}", facts["path"])
    }
    in_path.update({field["name"]: field for field in facts.get("path_params") or ()})
    return {
        **{field["name"]: ("query", field) for field in facts.get("query") or ()},
        **{field["name"]: ("body", field) for field in facts.get("body") or ()},
        **{name: ("path", field) for name, field in in_path.items()},
    }


def _with_page_limits(field: Facts, facts: Facts) -> Facts:
    pagination = facts.get("pagination") or {}
    if field["name"] != "page_size" or not pagination.get("size_max"):
        return field
    return {**field, "range": [pagination.get("size_min", 1), pagination["size_max"]]}


def _default_differences(where: str, parameter: Parameter, field: Facts, facts: Facts) -> list[Difference]:
    required = bool(field.get("required"))
    pagination = facts.get("pagination") or {}
    if required and field["name"] == "page_size" and pagination.get("size_max"):
        mine, theirs = parameter.default, pagination["size_max"]
        return [] if mine == theirs else [Difference(f"{where}: default", mine, theirs)]
    declared = parameter.default is Parameter.empty
    return [] if declared == required else [Difference(f"{where}: required", declared, required)]


_UNITS = {
    "unix_seconds": get_args(Moment)[1],
    "unix_millis": get_args(MomentMillis)[1],
    "unix_seconds_string": get_args(MomentText)[1],
}


_TEXTS: Mapping[str, list[set[Any]]] = {
    "decimal_string": [{Decimal, str}],
    "date": [{date, str}],
    "unix_seconds_string": [{datetime, int}],
}


def _argument_types(field: Facts) -> list[set[Any]]:
    kind, form = field["type"], field.get("format")
    if form in ("unix_seconds", "unix_millis") and kind == "integer":
        return [{datetime, int}]
    if kind == "integer":
        wanted: list[set[Any]] = [{int}]
        return wanted + [{str}] * is_id(field) + [{datetime, int}] * (is_time(field["name"]) and not form)
    plain: dict[str, list[set[Any]]] = {
        "string": _TEXTS.get(form or "", [{str}]),
        "number": [{float}, {Decimal, str}],
        "boolean": [{bool}],
        "file": [{Upload}],
        "map": [{dict}],
    }
    return plain.get(kind, [])


def _argument_differences(where: str, hint: Hint, field: Facts) -> list[Difference]:
    item = item_of(field)
    if item is not None:
        if hint.types != {list}:
            return [Difference(f"{where}: type", hint.types, field["type"])]
        found = _limit_differences(where, hint, {"max_length": field.get("max_items")})
        return found + _argument_differences(f"{where}[]", read_hint(hint.item), item)
    if field["type"] == "any":
        return []
    if field["type"] == "object":
        return _shape_differences(where, hint, field)
    found = []
    if hint.types not in _argument_types(field):
        found.append(Difference(f"{where}: type", hint.types, (field["type"], field.get("format"))))
    wanted = _UNITS.get(field.get("format", ""))
    if wanted is not None and wanted not in hint.marks:
        found.append(Difference(f"{where}: unit", hint.marks, field["format"]))
    limits: dict[str, Any] = {"ge": None, "le": None, "max_length": field.get("max_length")}
    if field.get("range") and field["type"] in (
        "integer",
        "number",
    ):  # a range of a text is the platform's to check
        limits["ge"], limits["le"] = field["range"]
    return found + _limit_differences(where, hint, limits) + word_differences(where, hint, field)


def _limit_differences(where: str, hint: Hint, limits: Mapping[str, Any]) -> list[Difference]:
    return [
        Difference(f"{where}: {name}", getattr(hint, name), limit)
        for name, limit in limits.items()
        if getattr(hint, name) != limit
    ]


def _shape_differences(where: str, hint: Hint, field: Facts) -> list[Difference]:
    shape = named_object(hint)
    if not is_typeddict(shape):
        fits = not field.get("fields") and hint.types == {dict}
        return [] if fits else [Difference(f"{where}: type", hint.types, "object")]
    hints = get_type_hints(shape, include_extras=True)
    wanted = {inner["name"]: inner for inner in field.get("fields") or ()}
    found = [Difference(f"{where}.{name}", "a key", "no such key") for name in sorted(hints.keys() - wanted.keys())]
    found += [Difference(f"{where}.{name}", "no such key", "a key") for name in sorted(wanted.keys() - hints.keys())]
    for name in sorted(hints.keys() & wanted.keys()):
        required, mine = bool(wanted[name].get("required")), _must_be_given(shape, name, hints[name])
        if mine != required:
            found.append(Difference(f"{where}.{name}: required", mine, required))
        found += _argument_differences(f"{where}.{name}", read_hint(hints[name]), wanted[name])
    return found


def _must_be_given(shape: Any, name: str, hint: Any) -> bool:
    # Where annotations are texts, `__required_keys__` does not see NotRequired.
    wrapped = get_origin(hint)
    return wrapped is Required or (wrapped is not NotRequired and name in shape.__required_keys__)
