"""Arguments for any declared operation: what it requires, made from the types that it declares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from inspect import Parameter
from typing import Any, NotRequired, get_origin, get_type_hints

from typing_extensions import is_typeddict

from tests.facts.hints import Hint, named_object, read_hint
from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Upload

NOW = 1_721_000_000


def arguments(declaration: Declaration[..., Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """The required arguments of an operation; those that are `known` by name are taken from there."""
    required = [n for n, p in declaration.signature.parameters.items() if p.default is Parameter.empty]
    return {name: known[name] if name in known else value(name, declaration.hints[name]) for name in required}


def value(name: str, hint: Any) -> Any:
    """A value of a declared type for a parameter of this name."""
    read = read_hint(hint)
    shape = named_object(read)
    if is_typeddict(shape):
        hints = get_type_hints(shape, include_extras=True)
        return {key: value(key, hints[key]) for key in shape.__required_keys__ if is_required(hints[key])}
    if list in read.types:
        return [value(name, read.item)]
    if dict in read.types:
        return {"key": "value"}
    if read.words:
        return min(read.words)
    return _plain(name, read)


def is_required(hint: Any) -> bool:
    # Where annotations are texts, `__required_keys__` does not see NotRequired.
    return get_origin(hint) is not NotRequired


def _plain(name: str, read: Hint) -> Any:
    if Upload in read.types:
        return Upload("sample.png", b"\x89PNG", "image/png")
    if bool in read.types:
        return True
    if datetime in read.types:
        return NOW
    if date in read.types:
        return date(2024, 7, 1)
    if Decimal in read.types:
        return Decimal("19.99")
    if int in read.types:
        return int(read.ge or 1)
    if float in read.types:
        return float(read.ge or 1)
    return ("7300000000000000001" if "id" in name.split("_") else "sample")[: int(read.max_length or 1000)]
