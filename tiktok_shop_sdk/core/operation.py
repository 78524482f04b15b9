"""
A call is declared once, as a method without a body.

The signature is the schema, the docstring is the documentation, and the descriptor gives the method to whichever
client asks: awaitable on `AsyncTikTokShop`, plain on `TikTokShop`. The declarations are the table that the docs,
the command line and the sandbox read (`resources.every_operation`).

    class Orders(Resource[M], quota="order", scopes=("seller.order.info",)):
        @operation("GET /order/202507/orders", reads="orders", answer="orders")
        def get(self, ids: list[str]) -> list[Order]:
            \"\"\"Read up to 50 orders (Get Order Detail).\"\"\"
            ...

What the operations of a family have in common stands once, at the class; each says only what differs. A parameter
goes where the route says (`{order_id}`), else into the query of a GET or DELETE and the body of a POST or PUT;
`Query[...]` and `Body[...]` say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from functools import cached_property
from inspect import Signature, signature
from typing import (
    Annotated,
    Any,
    Concatenate,
    Final,
    Generic,
    Literal,
    ParamSpec,
    Protocol,
    TypeVar,
    Unpack,
    get_args,
    get_type_hints,
    overload,
)

import pydantic
from pydantic import ConfigDict, ValidationError
from typing_extensions import TypedDict

from ..errors import InvalidRequest
from .envelope import AnswerReader
from .paging import AsyncPager, Page, Pager, Paging, T
from .request import path_text, query_text
from .terms import Action as Action
from .terms import Bound, Options, Stated, Terms

P = ParamSpec("P")
R = TypeVar("R")


class Async:
    """Marks a resource of the asynchronous client."""


class Sync:
    """Marks a resource of the blocking client."""


M = TypeVar("M", Async, Sync)


class _Unset:
    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> bool:
        return False


UNSET: Final[Any] = _Unset()
"""Default of an optional argument: the parameter is left out of the request."""

Query = Annotated[T, "query"]
Body = Annotated[T, "body"]


class Caller(Protocol):
    """What a resource is tied to: someone who makes calls, and runs them to their end if it is a blocking one."""

    run: Callable[[Coroutine[Any, Any, Any]], Any] | None

    def make(self, declaration: Declaration[..., Any], bound: Bound) -> Coroutine[Any, Any, Any]: ...


class Declaration(Generic[P, R]):
    """One operation: how its arguments are laid out, how its answer is read, which rules it is under."""

    id: str
    terms: Terms

    def __init__(self, function: Callable[..., Any], said: Terms | Stated) -> None:
        self.function = function
        self.method, _, self.path = said.route.partition(" ")
        self.__doc__ = function.__doc__
        self._said = said
        if isinstance(said, Terms):
            self.terms = said
        elif "quota" in said.options:  # it needs no family
            self.join({})

    def join(self, common: Options) -> None:
        """Become an operation of a family, whose operations have this in common."""
        assert isinstance(self._said, Stated)  # what stands in a family is made by `operation` or `paged`
        self.terms = self._said.under(common)

    def __set_name__(self, owner: type, name: str) -> None:
        family = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", owner.__name__).lower()
        self.id = f"{family}.{name}"

    @property
    def repeatable(self) -> bool:
        """Whether the call may be made again when nobody knows if it was carried out."""
        return self.terms.action == "read" or self.terms.idempotency_key is not None

    @property
    def version(self) -> str:
        """The platform's version of this operation, from its path."""
        return self.path.split("/")[2]

    @cached_property
    def signature(self) -> Signature:
        """The declared parameters, without `self`."""
        declared = signature(self.function)
        return declared.replace(parameters=list(declared.parameters.values())[1:])

    @cached_property
    def hints(self) -> dict[str, Any]:
        """The declared types, resolved."""
        return get_type_hints(self.function, include_extras=True)

    @cached_property
    def places(self) -> dict[str, Literal["path", "query", "body"]]:
        """Where each parameter travels."""
        in_path = set(re.findall(r"{(\w+)}", self.path))
        default: Literal["query", "body"] = "query" if self.method in ("GET", "DELETE") else "body"
        places: dict[str, Literal["path", "query", "body"]] = {}
        for name in self.signature.parameters:
            marks = get_args(self.hints[name])[1:] if hasattr(self.hints[name], "__metadata__") else ()
            marked = "query" if "query" in marks else "body" if "body" in marks else default
            places[name] = "path" if name in in_path else marked
        return places

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Parameters of the path that the body must repeat; they are declared as `Body[...]`."""
        marked = {name for name, hint in self.hints.items() if "body" in get_args(hint)[1:]}
        return frozenset(name for name in marked if self.places[name] == "path")

    @cached_property
    def _arguments(self) -> pydantic.TypeAdapter[dict[str, Any]]:
        declared = {name: self.hints[name] for name in self.signature.parameters}
        made_at_run_time: Any = TypedDict
        shape = made_at_run_time(f"Arguments of {self.id}", declared, total=False)
        shape.__pydantic_config__ = ConfigDict(
            extra="forbid", hide_input_in_errors=True, coerce_numbers_to_str=True, arbitrary_types_allowed=True
        )
        return pydantic.TypeAdapter(shape)  # loaded here, with what it brings along, and not with the client

    @cached_property
    def reader(self) -> AnswerReader[R]:
        """Reads an answer of this operation, stripping as it reads."""
        return AnswerReader(self.hints["return"], self.terms.answer)

    def told_by(self, call: Any) -> Any:
        """The function under which a client gives this operation; `help` and notebooks show what was declared."""
        call.__name__, call.__qualname__, call.__doc__ = self.function.__name__, self.id, self.__doc__
        call.__signature__ = self.signature
        return call

    def bind(self, *args: Any, **kwargs: Any) -> Bound:
        """Lay the arguments out over path, query and body; `InvalidRequest` names the argument that does not fit."""
        given = self.signature.bind(*args, **kwargs)
        given.apply_defaults()
        values = self._checked({name: value for name, value in given.arguments.items() if value is not UNSET})
        in_path = {n: path_text(n, v) for n, v in values.items() if self.places[n] == "path"}
        return Bound(
            path=self.path.format_map(in_path),
            query={n: query_text(v) for n, v in values.items() if self.places[n] == "query"},
            body={n: v for n, v in values.items() if self.places[n] == "body" or n in self.repeated},
            in_path=in_path,
        )

    def _checked(self, values: dict[str, Any]) -> dict[str, Any]:
        try:
            return self._arguments.validate_python(values)
        except ValidationError as error:
            faults = error.errors(include_url=False, include_context=False, include_input=False)
        # Raised outside the block: pydantic's error would keep the values alive as our context.
        said = "; ".join(f"{'.'.join(map(str, fault['loc']))[:120]}: {fault['msg'][:160]}" for fault in faults[:5])
        raise InvalidRequest(said, operation=self.id)


class Resource(Generic[M]):
    """A family of operations, tied to the client that makes the calls."""

    def __init_subclass__(cls, **common: Unpack[Options]) -> None:
        super().__init_subclass__()
        for declaration in vars(cls).values():
            if isinstance(declaration, Declaration):
                declaration.join(common)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def _make(self, declaration: Declaration[..., Any], bound: Bound) -> Any:
        coroutine = self._caller.make(declaration, bound)
        return self._caller.run(coroutine) if self._caller.run else coroutine


class Operation(Declaration[P, R]):
    """An operation with one answer."""

    @overload
    def __get__(self, obj: None, owner: type) -> Operation[P, R]: ...
    @overload
    def __get__(self, obj: Resource[Async], owner: type) -> Callable[P, Awaitable[R]]: ...
    @overload
    def __get__(self, obj: Resource[Sync], owner: type) -> Callable[P, R]: ...
    def __get__(self, obj: Resource[Any] | None, owner: type) -> Any:
        if obj is None:
            return self

        def call(*args: P.args, **kwargs: P.kwargs) -> Any:
            return obj._make(self, self.bind(*args, **kwargs))

        return self.told_by(call)


class PagedOperation(Declaration[P, Page[T]]):
    """An operation whose answer comes in pages."""

    def __init__(self, function: Callable[..., Any], said: Stated, paging: Paging) -> None:
        super().__init__(function, said)
        self.paging = paging

    @cached_property
    def reader(self) -> AnswerReader[Page[T]]:
        """Reads one page."""
        return AnswerReader(self.hints["return"], paging=self.paging)

    def turned_to(self, bound: Bound, token: str) -> Bound:
        """The same call for the page that `token` names; without a token, the call as it was bound."""
        if not token:
            return bound
        if self.paging.place == "query":
            return replace(bound, query={**bound.query, self.paging.parameter: token})
        return replace(bound, body=self.paging.turned(bound.body, token))

    @overload
    def __get__(self, obj: None, owner: type) -> PagedOperation[P, T]: ...
    @overload
    def __get__(self, obj: Resource[Async], owner: type) -> Callable[P, AsyncPager[T]]: ...
    @overload
    def __get__(self, obj: Resource[Sync], owner: type) -> Callable[P, Pager[T]]: ...
    def __get__(self, obj: Resource[Any] | None, owner: type) -> Any:
        if obj is None:
            return self

        def call(*args: P.args, **kwargs: P.kwargs) -> Any:
            bound = self.bind(*args, **kwargs)

            def fetch(token: str) -> Any:
                return obj._make(self, self.turned_to(bound, token))

            start = self.paging.named_by({**bound.query, **bound.body})
            return Pager(fetch, self.paging, start) if obj._caller.run else AsyncPager(fetch, self.paging, start)

        return self.told_by(call)


def operation(
    route: str, *, reads: str = "", writes: str = "", answer: str = "", **options: Unpack[Options]
) -> Callable[[Callable[Concatenate[Any, P], R]], Operation[P, R]]:
    """Declare an operation. `answer` names the one field of `data` that is the answer, if it is not all of it."""
    said = Stated.of(route, reads, writes, answer, options)

    def declare(function: Callable[Concatenate[Any, P], R]) -> Operation[P, R]:
        return Operation(function, said)

    return declare


def paged(
    route: str, *, paging: Paging, reads: str, **options: Unpack[Options]
) -> Callable[[Callable[Concatenate[Any, P], Page[T]]], PagedOperation[P, T]]:
    """Declare an operation that answers in pages: `paging=Paging("orders")` names the list below `data`."""
    said = Stated.of(route, reads, "", "", options)

    def declare(function: Callable[Concatenate[Any, P], Page[T]]) -> PagedOperation[P, T]:
        return PagedOperation(function, said, paging)

    return declare
