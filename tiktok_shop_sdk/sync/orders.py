"""The plan of one order pull: ask for a page, deliver it, move the cursor, in this order and no other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol, TypeAlias

from ..core.paging import Page
from ..errors import AnswerUnreadable, InvalidRequest, ServerError, ShopError, Throttled, TransportError
from ..models.orders import Order
from .faults import CursorUnusable, resumable
from .position import Cursor, Position
from .progress import Meter, Observer
from .steps import Aside, Ask, Hand, Plan, Rest
from .walk import PullRules, Question, Walk

When: TypeAlias = datetime | int

_WORTH_ANOTHER_TRY = (TransportError, ServerError, AnswerUnreadable, Throttled)


@dataclass(frozen=True, slots=True)
class OrderBatch:
    """The orders of one page that were not handed over before; `page` counts from 1 in each run."""

    orders: tuple[Order, ...]
    page: int

    def __iter__(self) -> Iterator[Order]:
        return iter(self.orders)

    def __len__(self) -> int:
        return len(self.orders)


@dataclass(frozen=True, slots=True)
class Job:
    """What one run was asked for, and by which clocks it goes."""

    shop: str
    since: When | None
    until: When | None
    rules: PullRules
    observer: Observer | None
    wall: Callable[[], float]
    now: Callable[[], float]


class Sink(Protocol):
    """Where batches go; `written` is the size of the output file in bytes."""

    @property
    def written(self) -> int: ...

    def deliver(self, batch: OrderBatch) -> Hand[OrderBatch] | Aside: ...


def handing(job: Job, cursor: Cursor) -> Plan[OrderBatch]:
    """One run that gives each batch to the user."""
    stored: Position | None = yield Aside(cursor.load)
    yield from pulling(job, stored, cursor, _ToUser())


class _ToUser:
    written = 0

    def deliver(self, batch: OrderBatch) -> Hand[OrderBatch] | Aside:
        return Hand(batch)


def pulling(job: Job, stored: Position | None, cursor: Cursor, sink: Sink) -> Generator[Any, Any, Position]:
    """One run. The cursor moves only after the orders were delivered."""
    position = _begin(job, stored)
    until = _seconds(job.until) if job.until is not None else int(job.wall()) - job.rules.lag
    walk, meter = Walk(position, until, job.rules), Meter(job.observer, job.now)
    try:
        # Before the first order: from here on the cursor knows where its part of the output begins.
        yield Aside(partial(cursor.save, replace(walk.position, written=sink.written)))
        while (question := walk.question) is not None:
            page: Page[Order] = yield from _patiently(question, job, meter)
            meter.total = page.total_count if meter.total is None else meter.total
            if orders := walk.take(question, page):
                yield sink.deliver(OrderBatch(tuple(orders), meter.page + 1))
                yield Aside(partial(cursor.save, replace(walk.position, written=sink.written)))
                meter.add(len(orders))
        yield Aside(partial(cursor.save, replace(walk.position, written=sink.written)))
    except ShopError as error:
        at = datetime.fromtimestamp(walk.position.reached, UTC).isoformat(timespec="seconds")
        raise resumable(error, f"it goes on at {at}.", f"将从 {at} 继续。") from None
    meter.finish()
    return walk.position


def _begin(job: Job, stored: Position | None) -> Position:
    since = None if job.since is None else _seconds(job.since)
    if stored is None:
        if since is None:
            raise InvalidRequest(
                "since= is missing: there is no cursor yet, so the first run needs a beginning",
                next_step="Give since= as an aware datetime or in Unix seconds.",
                next_step_zh="首次运行请用 since= 指定起始时间。",
            )
        return Position(job.shop, since, since, since)
    if stored.shop != job.shop:
        raise CursorUnusable("the cursor belongs to another shop")
    if since is not None and since < stored.since:
        began = datetime.fromtimestamp(stored.since, UTC).isoformat(timespec="seconds")
        raise CursorUnusable(f"the cursor began at {began}, and since= is earlier: what lies between was never read")
    return stored


def _seconds(when: When) -> int:
    if isinstance(when, int):
        return when
    if when.tzinfo is None:
        raise InvalidRequest("a time needs a time zone: datetime.now(timezone.utc), not datetime.now()")
    return int(when.timestamp())


def _patiently(question: Question, job: Job, meter: Meter) -> Generator[Any, Any, Page[Order]]:
    """One page, tried a few times more than the client does by itself: the page is repeated, not the run.

    `WaitTooLong` is not tried again: it is what a caller with a deadline asked for.
    """
    rules, tries = job.rules, 0
    while True:
        try:
            page: Page[Order] = yield Ask(partial(_search, question=question, page_size=rules.page_size))
            return page
        except _WORTH_ANOTHER_TRY as error:
            tries += 1
            if tries >= rules.tries:
                raise
            pause = rules.pause * 2.0 ** (tries - 1)
            if isinstance(error, Throttled):  # the client itself holds the account back until `retry_at`
                meter.show(waiting=max(0.0, error.retry_at - job.wall()))
                continue
        meter.show(waiting=pause)
        yield Rest(pause)


def _search(shop: Any, *, question: Question, page_size: int) -> Any:
    token = {"page_token": question.token} if question.token else {}
    return shop.orders.search(
        update_time_ge=question.ge,
        update_time_lt=question.lt,
        sort_field="update_time",
        sort_order="ASC",
        page_size=page_size,
        **token,
    )
