"""Pages of results: take one, walk over all pages, or iterate over every item."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """One page of results, and the token of the next; no token means that this page is the last."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, arbitrary_types_allowed=True, defer_build=True)

    items: list[T] = []
    next_page_token: str | None = None
    total_count: int | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        # The class of a page is made at run time for its operation, and pickle could not find it again.
        return _unpickled, (self.items, self.next_page_token, self.total_count)


def _unpickled(items: list[Any], next_page_token: str | None, total_count: int | None) -> Page[Any]:
    return Page[Any].model_construct(items=items, next_page_token=next_page_token, total_count=total_count)


class Paging(NamedTuple):
    """How one operation pages: the list in the answer, and where the token travels."""

    items: str  # path of the list below `data`, dotted
    next_token: str = "next_page_token"  # path of the next token below `data`
    total: str = "total_count"
    place: Literal["query", "body"] = "query"
    parameter: str = "page_token"  # dotted, where the body has it in an object: `pagination.page_token`
    style: Literal["token", "number", "offset"] = "token"  # number: pages 1, 2, 3; offset: rows to skip

    def following(self, page: Page[Any], token: str) -> str | None:
        """The token of the page after `page`, which `token` named; None after the last."""
        if self.style == "token":
            return page.next_page_token or None
        if not page.items:
            return None
        return str(int(token or 1) + 1) if self.style == "number" else str(int(token or 0) + len(page.items))

    def turned(self, body: Mapping[str, Any], token: str) -> dict[str, Any]:
        """The same body for the page that `token` names."""
        outer, _, inner = self.parameter.rpartition(".")
        value = token if self.style == "token" else int(token)
        return {**body, outer: {**body.get(outer, {}), inner: value}} if outer else {**body, inner: value}

    def named_by(self, arguments: Mapping[str, Any]) -> str:
        """The token that the call itself names; "" for the first page."""
        outer, _, inner = self.parameter.rpartition(".")
        within = arguments.get(outer, {}) if outer else arguments
        return str(within.get(inner, ""))


@dataclass(slots=True)
class _Walk:
    """The way from page to page, which ends where the platform names a page again: else it would never end."""

    paging: Paging
    token: str | None
    seen: set[str] = field(default_factory=set)

    def turn(self, page: Page[Any]) -> None:
        token = self.token or ""
        self.seen.add(token)
        following = self.paging.following(page, token)
        self.token = None if following in self.seen else following


class AsyncPager(Generic[T]):
    """Await it for the first page; iterate over it for every item of every page; or walk over `pages()`."""

    def __init__(self, fetch: Callable[[str], Awaitable[Page[T]]], paging: Paging, start: str = "") -> None:
        self._fetch = fetch
        self._paging = paging
        self._start = start  # the page that the call itself names

    def __await__(self) -> Generator[Any, None, Page[T]]:
        return self._fetch(self._start).__await__()

    async def pages(self, start: str = "") -> AsyncIterator[Page[T]]:
        """Every page, beginning with the one that the token `start` names (the first, if it is empty)."""
        walk = _Walk(self._paging, start or self._start)
        while walk.token is not None:
            page = await self._fetch(walk.token)
            yield page
            walk.turn(page)

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item


class Pager(Generic[T]):
    """Iterate over it for every item of every page; take `first()` alone; or walk over `pages()`."""

    def __init__(self, fetch: Callable[[str], Page[T]], paging: Paging, start: str = "") -> None:
        self._fetch = fetch
        self._paging = paging
        self._start = start  # the page that the call itself names

    def first(self) -> Page[T]:
        """The first page alone: one call."""
        return self._fetch(self._start)

    def pages(self, start: str = "") -> Iterator[Page[T]]:
        """Every page, beginning with the one that the token `start` names (the first, if it is empty)."""
        walk = _Walk(self._paging, start or self._start)
        while walk.token is not None:
            page = self._fetch(walk.token)
            yield page
            walk.turn(page)

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items
