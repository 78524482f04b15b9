"""
Any operation by its route, for what is not declared yet.

It is under all the rules of a declared one, with two differences: no model says what may come in, so only the second
net (`core.net`) stands between the answer and the caller; and therefore the purpose statement must cover the route by
its name. It counts against both quotas, and only a GET is repeated after trouble.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import Annotated, Any, TypeAlias

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ..errors import InvalidRequest
from .envelope import AnswerReader
from .net import clean, misfit
from .operation import Declaration
from .purpose import ROUTE
from .request import Upload, path_text, query_text
from .sensitive import Stripper
from .terms import Bound, Terms


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """Marks free-form data: what a sensitive name carries is dropped from it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def take(value: Any, info: core_schema.ValidationInfo) -> Any:
            if fault := misfit(value):
                raise ValueError(fault)
            return clean(value, info.context or Stripper())

        return core_schema.with_info_plain_validator_function(take)


FreeForm: TypeAlias = Annotated[Any, _Cleaned()]


class RawOperation(Declaration[..., Any]):
    """An operation known by its route alone."""

    def __init__(self, route: str, *, multipart: bool = False) -> None:
        if not ROUTE.fullmatch(route):
            raise InvalidRequest('a route is a method and a path with its version: "GET /product/202309/brands"')
        action = "read" if route.startswith("GET ") else "write"
        terms = Terms(
            route,
            "both",
            data=route,
            action="read" if action == "read" else "write",
            cipher="optional",
            asset="optional",
            token="any",
            multipart=multipart,
            by_name=True,
        )
        super().__init__(_undeclared, terms)
        self.id = route

    @cached_property
    def reader(self) -> AnswerReader[Any]:
        """Reads an answer without a model."""
        return AnswerReader(FreeForm)


def _undeclared() -> None:
    """An operation that the SDK does not declare."""


def raw_call(
    route: str, path: Mapping[str, Any], query: Mapping[str, Any], body: Mapping[str, Any]
) -> tuple[RawOperation, Bound]:
    """The operation behind a route, and a call of it; `path` fills the placeholders of the route."""
    operation = RawOperation(route, multipart=any(isinstance(value, Upload) for value in body.values()))
    wanted = {name for _, name, _, _ in Formatter().parse(operation.path) if name}
    if wanted != path.keys():
        raise InvalidRequest(f"path= must name the placeholders of the route: {', '.join(sorted(wanted)) or 'none'}")
    in_path = {name: path_text(name, value) for name, value in path.items()}
    return operation, Bound(
        operation.path.format_map(in_path),
        {name: query_text(value) for name, value in query.items()},
        dict(body),
        in_path,
    )
