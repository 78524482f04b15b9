"""The walk through a window, alone: whatever moves while it reads, no state of an order is lost or told twice."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from tiktok_shop_sdk.core.paging import Page
from tiktok_shop_sdk.models.orders import Order
from tiktok_shop_sdk.sync.faults import OrdersUnsettled, TooManyAtOnce
from tiktok_shop_sdk.sync.position import Position
from tiktok_shop_sdk.sync.walk import PullRules, Question, Walk

RULES = PullRules(page_size=5, overlap=3, cap=30)


@dataclass
class List:
    """What a search answers from: rows by id, pages counted by offset, at most `cap` rows of one search."""

    rows: dict[str, int]
    now: int
    counts: bool = True
    stale: bool = False  # a change is shown at once, and the order found at its old place once more
    shown: dict[str, int] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)

    def search(self, question: Question, size: int = 5, cap: int = 30) -> Page[Order]:
        self.asked.append(question)
        found = sorted((at, name) for name, at in self.rows.items() if question.ge <= at < question.lt)
        changed = dict(self.shown)
        self.settle()
        start = int(question.token or 0)
        shown = found[start : min(start + size, cap)]
        more = start + size < min(len(found), cap)
        return Page[Order](
            items=[_order(name, changed.get(name, at)) for at, name in shown],
            next_page_token=str(start + size) if more else None,
            total_count=len(found) if self.counts else None,
        )

    def move(self, name: str) -> None:
        self.now += 1
        (self.shown if self.stale else self.rows)[name] = self.now

    def settle(self) -> None:
        """Every order is found at its new place."""
        self.rows.update(self.shown)
        self.shown.clear()


def _order(name: str, at: int) -> Order:
    return Order(id=name, update_time=datetime.fromtimestamp(at, UTC))


def walked(
    shop: List, position: Position, until: int, source: random.Random, *, moves: bool, killed: float = 0.0
) -> tuple[list[tuple[str, int]], Position]:
    """One run after the other, each killed with that chance before its cursor moves, until one comes to its end."""
    told: list[tuple[str, int]] = []
    while True:
        walk = Walk(position, until, RULES)
        while (question := walk.question) is not None:
            orders = walk.take(question, shop.search(question))
            if source.random() < killed:
                break
            told += [(order.id, int(order.update_time.timestamp())) for order in orders if order.update_time]
            position = walk.position
            if moves and shop.rows:
                shop.move(source.choice(sorted(shop.rows)))
        else:
            return told, walk.position


@pytest.mark.parametrize(("counts", "stale"), [(True, False), (False, False), (True, True)])
@pytest.mark.parametrize("killed", [0.0, 0.3])
@pytest.mark.parametrize("crowd", [1, 4, 60], ids=["crowded", "dense", "sparse"])
def test_no_state_is_lost_or_told_twice_whatever_moves(crowd: int, killed: float, counts: bool, stale: bool) -> None:
    for seed in range(40):
        source = random.Random(seed)
        size = source.randint(0, 25) if crowd == 1 else source.randint(0, 90)
        rows = {f"{n:03d}": 1000 + source.randrange(crowd) for n in range(size)}
        shop = List(dict(rows), now=1000 + crowd, counts=counts, stale=stale)
        start = Position("s", 900, 900, 900)
        told, position = walked(shop, start, shop.now, source, moves=True, killed=killed)
        shop.settle()
        rest, _ = walked(shop, position, shop.now + 1, source, moves=False)
        assert {name for name, _ in told + rest} == set(rows)
        assert set(shop.rows.items()) <= set(told + rest)
        assert len(told + rest) == len(set(told + rest))


def test_reading_by_page_tokens_alone_loses_an_order_when_one_moves() -> None:
    """The control: the same list, read the naive way."""
    shop = List({f"{n:03d}": 1000 + n for n in range(20)}, now=1020)
    seen: set[str] = set()
    token: str | None = ""
    while token is not None:
        page = shop.search(Question(900, 1020, token))
        seen |= {order.id for order in page.items}
        token = page.next_page_token
        shop.move(min(shop.rows, key=shop.rows.__getitem__))
    moved_since = {name for name, at in shop.rows.items() if at >= 1020}
    assert set(shop.rows) - seen - moved_since  # neither seen nor to be found by the next run


def test_a_window_is_halved_until_each_part_is_below_the_cap() -> None:
    shop = List({f"{n:03d}": 1000 + n for n in range(90)}, now=1090)
    told, position = walked(shop, Position("s", 1000, 1000, 1000), 1090, random.Random(1), moves=False)
    assert sorted(told) == sorted(shop.rows.items())
    answered = [q for q in shop.asked if sum(q.ge <= at < q.lt for at in shop.rows.values()) < RULES.cap]
    assert len({q.lt for q in answered}) > 2
    assert position.reached == 1090


def test_a_second_with_as_many_orders_as_the_cap_is_a_clear_error() -> None:
    shop = List(dict.fromkeys((f"{n:03d}" for n in range(30)), 1000), now=1001)
    with pytest.raises(TooManyAtOnce, match="30 orders were updated in the one second 1000") as caught:
        walked(shop, Position("s", 900, 900, 900), 1100, random.Random(1), moves=False)
    assert "second" in caught.value.next_step and "秒" in caught.value.next_step_zh


def test_a_crowded_second_below_the_cap_is_read_completely() -> None:
    shop = List(dict.fromkeys((f"{n:03d}" for n in range(29)), 1000), now=1001)
    told, _ = walked(shop, Position("s", 900, 900, 900), 1100, random.Random(1), moves=False)
    assert sorted(told) == sorted(shop.rows.items())


def test_the_next_run_overlaps_the_last_one_and_tells_only_what_is_new() -> None:
    shop = List({"a": 1000, "b": 1001}, now=1001)
    told, position = walked(shop, Position("s", 900, 900, 900), 1002, random.Random(1), moves=False)
    shop.rows["late"] = 1000  # became visible late
    more, _ = walked(shop, position, 1005, random.Random(1), moves=False)
    assert (told, more) == ([("a", 1000), ("b", 1001)], [("late", 1000)])


def test_a_page_out_of_order_is_refused_for_everything_rests_on_the_order() -> None:
    page = Page[Order](
        items=[_order("a", 1001), _order("b", 1000)],
        total_count=2,
    )
    walk = Walk(Position("s", 900, 900, 900), 1100, RULES)
    question = walk.question
    assert question is not None
    with pytest.raises(OrdersUnsettled, match="not in the order"):
        walk.take(question, page)


def test_pages_that_contradict_themselves_for_ever_end_in_an_error() -> None:
    walk = Walk(Position("s", 900, 900, 900), 1100, RULES)
    with pytest.raises(OrdersUnsettled, match="contradict"):
        while (question := walk.question) is not None:
            walk.take(question, Page[Order](items=[], total_count=7))
