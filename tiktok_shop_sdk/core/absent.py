"""Reads the platform's ways to say "nothing" (`""`, `0`, null, a list left out) as None or as an empty list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias, TypeVar, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NoneWhen:
    """Marks a field in which one of these spellings means None."""

    spelled: tuple[Any, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        spelled = core_schema.literal_schema(list(self.spelled))
        nothing = core_schema.no_info_after_validator_function(lambda _: None, spelled)
        return core_schema.union_schema([nothing, handler(source)], mode="left_to_right")


@dataclass(frozen=True, slots=True)
class EmptyWhenNull:
    """Marks a list that may come as null. (A BeforeValidator would build the whole raw list first.)

    It is read up to the first item that does not fit: the faults of all would fill the memory.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        empty = core_schema.no_info_after_validator_function(lambda _: [], core_schema.none_schema())
        items = cast(core_schema.ListSchema, handler(source))
        items["fail_fast"] = True
        return core_schema.union_schema([items, empty], mode="left_to_right")


Many: TypeAlias = Annotated[list[T], EmptyWhenNull()]
"""A list that the platform may leave out or send as null when it is empty."""
