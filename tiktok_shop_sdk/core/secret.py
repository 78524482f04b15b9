"""A value that cannot be printed, logged, pickled or iterated: app secrets, tokens, shop ciphers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, SupportsIndex

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Secret:
    """Holds one secret text; `reveal()` is the only way to read it, so every reader can be found by its name.

    The text stands in a closure and in no attribute: what lists attributes (debuggers, error trackers, `dir`,
    `inspect`, the `{0.name}` of a format) sees a function. Whoever walks the objects of the process can still reach it.
    """

    __slots__ = ("__open",)
    __open: Callable[[], str]

    def __init__(self, text: str) -> None:
        self.__open = lambda: text

    def reveal(self) -> str:
        """The text itself, for a signature, a header or the private token file."""
        return self.__open()

    def __repr__(self) -> str:
        return "<secret>"

    def __format__(self, spec: str) -> str:
        return "<secret>"

    def __bool__(self) -> bool:
        return bool(self.__open())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.__open() == self.__open()

    def __hash__(self) -> int:
        return hash((Secret, self.__open()))  # not the text's own hash, by which it could be recognised

    def __getstate__(self) -> NoReturn:
        raise TypeError("a secret is not pickled; let each process read its own account")

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        self.__getstate__()

    # A copy of what holds a secret (a Shop, an account) is not a copy of its text.
    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: object) -> Secret:
        return self

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        wrap = core_schema.no_info_after_validator_function(cls, core_schema.str_schema())
        return core_schema.json_or_python_schema(
            json_schema=wrap,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), wrap]),
            serialization=core_schema.plain_serializer_function_ser_schema(repr),
        )
