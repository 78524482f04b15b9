"""What a declared type says, without its wrapping."""

from __future__ import annotations

from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Required, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typing_extensions import is_typeddict

from tiktok_shop_sdk.core.sensitive import Kind, Release, Strip, Stripped


@dataclass(slots=True)
class Hint:
    """What a declared type says, without the wrapping: its plain types, its limits, its words, its kind."""

    types: set[Any]
    item: Any = None
    words: frozenset[str] = frozenset()
    kind: Kind | None = None
    ge: float | None = None
    le: float | None = None
    max_length: int | None = None
    marks: tuple[Any, ...] = ()


def read_hint(hint: Any) -> Hint:
    """Unwrap a type: Annotated, unions, Literal, lists, NotRequired."""
    read = Hint(set())
    _read_into(read, hint)
    return read


def _read_into(read: Hint, hint: Any) -> None:
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *marks = get_args(hint)
        read.marks += tuple(marks)
        for mark in marks:
            _read_mark(read, mark)
        _read_into(read, inner)
    elif origin in (NotRequired, Required):
        _read_into(read, get_args(hint)[0])
    elif origin in (Union, UnionType):
        for part in get_args(hint):
            if part not in (NoneType, Stripped):
                _read_into(read, part)
    elif origin is Literal:
        read.words |= {str(word) for word in get_args(hint)}
        read.types |= {type(word) for word in get_args(hint)}
    elif origin is list:
        read.types.add(list)
        read.item = get_args(hint)[0]
    elif origin is dict:
        read.types.add(dict)
    elif hint not in (NoneType, Stripped):
        read.types.add(hint)


def _read_mark(read: Hint, mark: Any) -> None:
    if isinstance(mark, (Strip, Release)):
        read.kind = mark.kind
    parts = mark.metadata if isinstance(mark, FieldInfo) else [mark]
    for part in parts:
        for name in ("ge", "le", "max_length"):
            limit = getattr(part, name, None)
            if isinstance(limit, (int, float)):
                setattr(read, name, limit)


def named_object(hint: Hint) -> Any:
    """The model or the typed dict that a hint names."""
    return next((t for t in hint.types if is_typeddict(t) or (isinstance(t, type) and issubclass(t, BaseModel))), None)
