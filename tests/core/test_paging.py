"""Pages, one by one or as one long list, through both kinds of pager."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager, Paging

Book = dict[str, Page[int]]
TOKENS = Paging("orders")
NUMBERS = Paging("orders", place="body", parameter="page_no", style="number")

THREE: Book = {
    "": Page(items=[1, 2], next_page_token="b"),
    "b": Page(items=[], next_page_token="c"),
    "c": Page(items=[3], next_page_token=None),
}


def walk_sync(book: Book, paging: Paging, start: str = "") -> tuple[list[int], list[str]]:
    asked: list[str] = []

    def fetch(token: str) -> Page[int]:
        asked.append(token)
        return book[token]

    return list(Pager(fetch, paging, start)), asked


def walk_async(book: Book, paging: Paging, start: str = "") -> tuple[list[int], list[str]]:
    asked: list[str] = []

    async def fetch(token: str) -> Page[int]:
        asked.append(token)
        return book[token]

    async def walk() -> list[int]:
        return [item async for item in AsyncPager(fetch, paging, start)]

    return asyncio.run(walk()), asked


Walk = Callable[..., tuple[list[int], list[str]]]
both = pytest.mark.parametrize("walk", [walk_sync, walk_async])


@both
def test_iterating_gives_every_item_of_every_page(walk: Walk) -> None:
    assert walk(THREE, TOKENS) == ([1, 2, 3], ["", "b", "c"])


@both
def test_an_empty_page_in_between_is_not_the_end(walk: Walk) -> None:
    assert "c" in walk(THREE, TOKENS)[1]


@both
@pytest.mark.parametrize("last", [None, ""])
def test_no_token_or_an_empty_one_is_the_end(walk: Walk, last: str | None) -> None:
    assert walk({"": Page(items=[1], next_page_token=last)}, TOKENS) == ([1], [""])


@both
def test_a_page_that_names_itself_as_the_next_is_the_end(walk: Walk) -> None:
    book: Book = {"": Page(items=[1], next_page_token="b"), "b": Page(items=[2], next_page_token="b")}
    assert walk(book, TOKENS) == ([1, 2], ["", "b"])


@both
def test_numbered_pages_are_counted_until_one_is_empty(walk: Walk) -> None:
    book: Book = {"": Page(items=[1]), "2": Page(items=[2]), "3": Page()}
    assert walk(book, NUMBERS) == ([1, 2], ["", "2", "3"])


@both
def test_a_walk_goes_on_from_the_page_that_the_call_names(walk: Walk) -> None:
    assert walk(THREE, TOKENS, "b") == ([3], ["b", "c"])
    assert walk({"5": Page(items=[5]), "6": Page()}, NUMBERS, "5") == ([5], ["5", "6"])


def test_one_page_is_one_call() -> None:
    asked: list[str] = []

    def fetch(token: str) -> Page[int]:
        asked.append(token)
        return THREE[token]

    async def fetch_later(token: str) -> Page[int]:
        return fetch(token)

    async def first() -> Page[int]:
        return await AsyncPager(fetch_later, TOKENS)

    assert Pager(fetch, TOKENS).first().items == [1, 2]
    assert asyncio.run(first()).items == [1, 2]
    assert asked == ["", ""]


def test_pages_may_begin_at_a_token_that_was_kept() -> None:
    def fetch(token: str) -> Page[int]:
        return THREE[token]

    async def fetch_later(token: str) -> Page[int]:
        return THREE[token]

    async def walk() -> list[Page[int]]:
        return [page async for page in AsyncPager(fetch_later, TOKENS).pages("b")]

    assert list(Pager(fetch, TOKENS).pages("b")) == [THREE["b"], THREE["c"]]
    assert asyncio.run(walk()) == [THREE["b"], THREE["c"]]


def test_a_page_is_read_only_and_survives_pickling() -> None:
    page: Page[Any] = Page[int](items=[1], next_page_token="b", total_count=7)
    with pytest.raises(ValueError, match="frozen"):
        page.total_count = 8
    again = pickle.loads(pickle.dumps(page))  # noqa: S301
    assert (again.items, again.next_page_token, again.total_count) == ([1], "b", 7)
