"""A declaration lays its arguments out, and gives the method to whichever client asks."""

# mypy: disable-error-code="empty-body"

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from decimal import Decimal
from inspect import signature
from typing import Annotated, Any

import pytest
from pydantic import Field
from typing_extensions import TypedDict

from tiktok_shop_sdk.core.operation import (
    UNSET,
    Async,
    Body,
    Bound,
    Declaration,
    M,
    Operation,
    PagedOperation,
    Query,
    Resource,
    Sync,
    operation,
    paged,
)
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager, Paging
from tiktok_shop_sdk.errors import InvalidRequest
from tiktok_shop_sdk.models.base import Amount, Id, Moment, MomentMillis


class Part(TypedDict):
    id: Id
    count: int


class Probe(Resource[M]):
    """Declarations of every shape."""

    @operation("GET /probe/202309/things/{thing_id}", quota="order", reads="orders")
    def get(self, thing_id: Id, *, ids: list[Id] = UNSET, full: bool = UNSET, extra: Body[str] = UNSET) -> None:
        """Read (Get Thing)."""
        ...

    @operation("POST /probe/202401/things", quota="both", writes="orders", idempotency_key="key")
    def create(
        self,
        *,
        name: Annotated[str, Field(max_length=5)],
        parts: list[Part] = UNSET,
        at: Moment = UNSET,
        at_millis: MomentMillis = UNSET,
        price: Amount = UNSET,
        key: str = UNSET,
        dry: Query[bool] = UNSET,
    ) -> None: ...

    @operation("DELETE /probe/202401/things", quota="both", writes="orders")
    def delete(self, ids: Body[list[Id]]) -> None: ...

    @paged("POST /probe/202309/things/search", paging=Paging("things"), quota="order", reads="orders")
    def search(self, *, page_size: Query[int] = 50, page_token: Query[str] = UNSET) -> Page[int]: ...

    @paged(
        "POST /probe/202309/pages",
        paging=Paging("things", place="body", parameter="page_no", style="number"),
        quota="order",
        reads="orders",
    )
    def pages(self, *, page_no: int = UNSET) -> Page[int]: ...

    @paged(
        "POST /probe/202309/tokens",
        paging=Paging("things", place="body"),
        quota="order",
        reads="orders",
    )
    def tokens(self, *, page_token: str = UNSET) -> Page[int]: ...


Book = dict[str, Page[int]]


class Calls:
    """Makes no call, and remembers what was asked."""

    def __init__(self, answers: list[Any], *, blocking: bool) -> None:
        self.asked: list[tuple[str, Bound]] = []
        self.answers = answers
        self.run: Callable[[Coroutine[Any, Any, Any]], Any] | None = asyncio.run if blocking else None

    async def make(self, declaration: Declaration[..., Any], bound: Bound) -> Any:
        self.asked.append((declaration.id, bound))
        return self.answers.pop(0)


def test_a_declaration_says_what_it_is() -> None:
    assert Probe.get.id == "probe.get"
    assert isinstance(Probe.get, Operation) and isinstance(Probe.search, PagedOperation)
    assert Probe.get.__doc__ == "Read (Get Thing)."
    assert (Probe.get.method, Probe.get.path) == ("GET", "/probe/202309/things/{thing_id}")
    assert Probe.get.version == "202309"
    assert Probe.get.terms.data_class == "orders:read"
    assert Probe.create.terms.data_class == "orders:write"


@pytest.mark.parametrize("name", ["get", "search"])
def test_help_and_notebooks_show_what_was_declared(name: str) -> None:
    method = getattr(Probe(Calls([], blocking=True)), name)
    declaration = getattr(Probe, name)
    assert method.__doc__ == declaration.__doc__ and method.__name__ == name
    assert signature(method) == declaration.signature and "self" not in signature(method).parameters


def test_reads_and_calls_with_an_idempotency_key_may_be_repeated() -> None:
    assert Probe.get.repeatable and Probe.search.repeatable and Probe.create.repeatable
    assert not Probe.delete.repeatable


def test_parameters_travel_where_the_route_and_the_marks_say() -> None:
    assert Probe.get.places == {"thing_id": "path", "ids": "query", "full": "query", "extra": "body"}
    assert Probe.create.places["dry"] == "query"
    assert set(Probe.create.places.values()) == {"body", "query"}
    assert Probe.delete.places == {"ids": "body"}


def test_arguments_are_laid_out_over_path_query_and_body() -> None:
    bound = Probe.get.bind("7", ids=["1", "2"], full=True, extra="x")
    assert bound.path == "/probe/202309/things/7"
    assert bound.query == {"ids": "1,2", "full": "true"}
    assert bound.body == {"extra": "x"}


def test_what_is_not_given_is_not_sent_but_for_defaults() -> None:
    assert Probe.get.bind("7").query == {}
    assert Probe.get.bind("7", full=UNSET).query == {}
    assert Probe.search.bind(page_token=UNSET).query == {"page_size": "50"}
    assert not UNSET and repr(UNSET) == "UNSET"


def test_ids_are_texts_though_numbers_were_given() -> None:
    bound = Probe.get.bind(576800000000000101, ids=[1, 2])
    assert bound.path.endswith("/576800000000000101")
    assert bound.query == {"ids": "1,2"}


def test_times_and_amounts_are_sent_as_the_platform_writes_them() -> None:
    at = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
    bound = Probe.create.bind(name="a", at=at, at_millis=at, price=Decimal("19.90"))
    assert bound.body == {"name": "a", "at": 1777887000, "at_millis": 1777887000000, "price": "19.90"}
    assert Probe.create.bind(name="a", at=5, at_millis=5, price="1.5").body["at"] == 5


def test_a_bound_call_does_not_print_what_it_carries() -> None:
    bound = Probe.get.bind("5415550142", ids=["5415550142"], extra="5415550142")
    assert "5415550142" not in repr(bound)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"name": "abcdef"}, "name"),
        ({"name": None}, "name"),
        ({"name": "a", "parts": [{"id": "1"}]}, "parts.0.count"),
        ({"name": "a", "parts": [{"id": "1", "count": 1, "colour": "x"}]}, "parts.0.colour"),
        ({"name": "a", "at": datetime(2026, 5, 4)}, "at"),
        ({"name": "a", "at_millis": datetime(2026, 5, 4)}, "at_millis"),
        ({"name": "a", "price": 19.99}, "price"),
    ],
)
def test_an_argument_that_does_not_fit_is_named_and_not_shown(arguments: dict[str, Any], named: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        Probe.create.bind(**arguments)
    assert refused.value.operation == "probe.create"
    assert f"{named}: " in refused.value.message
    assert refused.value.__context__ is None
    assert "abcdef" not in str(refused.value)


def test_of_many_faults_the_first_five_are_told() -> None:
    with pytest.raises(InvalidRequest) as refused:
        Probe.create.bind(name="a", parts=[{"count": "x"}] * 9)
    assert refused.value.message.count(";") == 4


def test_a_call_that_does_not_fit_the_signature_is_a_type_error_as_in_any_function() -> None:
    for ids, named in (((), {}), (("7",), {"colour": "x"})):
        with pytest.raises(TypeError):
            Probe.get.bind(*ids, **named)


@pytest.mark.parametrize("id", ["a/b", "", ".", "..", "a b", "%2e", "日本", "a?b", "a\n"])
def test_what_would_change_the_path_is_refused(id: str) -> None:
    with pytest.raises(InvalidRequest, match="thing_id"):
        Probe.get.bind(id)


def test_the_async_resource_answers_with_an_awaitable_and_the_sync_one_with_the_result() -> None:
    later, now = Calls([7], blocking=False), Calls([7], blocking=True)
    assert Probe[Sync](now).get("1") == 7

    async def ask() -> Any:
        return await Probe[Async](later).get("1")

    assert asyncio.run(ask()) == 7
    assert later.asked == now.asked == [("probe.get", Probe.get.bind("1"))]


def test_a_wrong_argument_is_refused_at_the_call_and_not_at_the_await() -> None:
    calls = Calls([], blocking=False)
    with pytest.raises(InvalidRequest):
        Probe[Async](calls).get("a/b")
    assert calls.asked == []


def two_pages() -> list[Page[int]]:
    return [Page(items=[1], next_page_token="b"), Page(items=[2])]


def walk(ask: Callable[[Any], Any], answers: list[Page[int]], *, blocking: bool) -> tuple[list[int], list[Bound]]:
    calls = Calls(answers, blocking=blocking)
    if blocking:
        pager = ask(Probe[Sync](calls))
        assert isinstance(pager, Pager)
        items = list(pager)
    else:
        later = ask(Probe[Async](calls))
        assert isinstance(later, AsyncPager)

        async def collect() -> list[int]:
            return [item async for item in later]

        items = asyncio.run(collect())
    return items, [bound for _, bound in calls.asked]


both = pytest.mark.parametrize("blocking", [True, False])


@both
def test_pages_are_asked_for_by_token_in_the_query(blocking: bool) -> None:
    items, asked = walk(lambda probe: probe.search(page_size=10), two_pages(), blocking=blocking)
    assert items == [1, 2]
    assert [bound.query for bound in asked] == [{"page_size": "10"}, {"page_size": "10", "page_token": "b"}]


@both
def test_pages_are_asked_for_by_token_in_the_body(blocking: bool) -> None:
    items, asked = walk(lambda probe: probe.tokens(), two_pages(), blocking=blocking)
    assert items == [1, 2]
    assert [bound.body for bound in asked] == [{}, {"page_token": "b"}]


@both
def test_numbered_pages_go_on_from_the_one_that_was_asked_for(blocking: bool) -> None:
    answers = [Page[int](items=[5]), Page[int](items=[6]), Page[int]()]
    items, asked = walk(lambda probe: probe.pages(page_no=5), answers, blocking=blocking)
    assert items == [5, 6]
    assert [bound.body for bound in asked] == [{"page_no": 5}, {"page_no": 6}, {"page_no": 7}]


@both
def test_a_walk_begins_at_the_token_that_was_given(blocking: bool) -> None:
    items, asked = walk(lambda probe: probe.search(page_token="b"), [Page(items=[2])], blocking=blocking)
    assert items == [2]
    assert [bound.query for bound in asked] == [{"page_size": "50", "page_token": "b"}]


def test_a_declaration_names_what_it_reads_or_what_it_writes() -> None:
    for classes in ({}, {"reads": "orders", "writes": "orders"}):
        with pytest.raises(TypeError, match="either reads= or writes="):
            operation("GET /probe/202309/x", quota="order", **classes)


def test_what_a_family_has_in_common_stands_at_its_class_and_an_operation_may_differ() -> None:
    class Family(Resource[M], quota="product", cipher="forbidden"):
        @operation("GET /family/202309/common", reads="orders")
        def common(self) -> None: ...

        @operation("GET /family/202309/own", reads="orders", quota="order", cipher="optional")
        def own(self) -> None: ...

    assert (Family.common.terms.quota, Family.common.terms.cipher) == ("product", "forbidden")
    assert (Family.own.terms.quota, Family.own.terms.cipher) == ("order", "optional")


def test_an_operation_whose_quota_nobody_states_is_a_fault_of_the_declaration() -> None:
    with pytest.raises(TypeError, match="state the quota class"):

        class Nameless(Resource[M]):
            @operation("GET /family/202309/common", reads="orders")
            def common(self) -> None: ...
