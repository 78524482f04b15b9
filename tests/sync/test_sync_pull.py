"""Pulling orders through both clients, while orders move, pages fail and the process dies."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import aclosing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tiktok_shop_sdk import errors
from tiktok_shop_sdk.models.orders import Order
from tiktok_shop_sdk.sync import (
    CursorFile,
    CursorUnusable,
    Position,
    Progress,
    PullRules,
    TooManyAtOnce,
    apull_orders,
    apull_orders_to,
)

from .conftest import QUICK, Sandbox, Through, states_of


def test_every_order_comes_once_in_the_order_of_the_changes(through: Through) -> None:
    pulled = states_of(through.pull())
    assert set(pulled) == through.sandbox.states()
    assert [at for _, at in pulled] == sorted(at for _, at in pulled)
    assert len(pulled) == len(set(pulled)) == 40


def test_no_order_is_lost_while_orders_move_between_pages(through: Through, tmp_path: Path) -> None:
    sandbox, cursor = through.sandbox, CursorFile(tmp_path / "cursor")
    before = {order.id for order in sandbox.shop.orders.values()}
    moving = [True]
    sandbox.on_search(lambda number: sandbox.move() if moving[0] and number > 1 else None)
    first = states_of(through.pull(cursor=cursor))
    moving[0] = False
    second = states_of(through.pull(cursor=cursor, until=sandbox.now))
    assert len(first) >= 30 and len(second) >= 5  # it did move
    assert {order for order, _ in first + second} == before
    assert sandbox.states() <= set(first + second)
    assert len(first + second) == len(set(first + second))


def test_a_naive_loop_over_page_tokens_loses_an_order_in_the_same_scene(sandbox: Sandbox) -> None:
    """The control. What moved would be found by the next run; what is neither seen nor moved is lost."""
    began = sandbox.now - 2
    sandbox.on_search(lambda number: sandbox.move() if number > 1 else None)
    with sandbox.blocking() as shop:
        window: dict[str, Any] = {"update_time_ge": sandbox.beginning, "update_time_lt": began}
        pager = shop.orders.search(sort_field="update_time", sort_order="ASC", page_size=5, **window)
        seen = {order.id for order in pager}
    found_later = {order for order, at in sandbox.states() if at >= began}
    assert {order for order, _ in sandbox.states()} - seen - found_later


def test_a_window_over_the_cap_is_split_and_read_completely(new_sandbox: Callable[..., Sandbox], kind: str) -> None:
    sandbox = new_sandbox(orders=60, row_cap=10)
    rules = PullRules(page_size=5, cap=10, pause=0.0)
    pulled = states_of(Through(kind, sandbox).pull(rules=rules))
    assert set(pulled) == sandbox.states()
    assert len(pulled) == 60


def test_a_crowded_second_is_read_completely_while_its_orders_leave(through: Through, tmp_path: Path) -> None:
    sandbox = through.sandbox
    sandbox.at(sandbox.beginning + 100, 17)
    moves = iter([False, False, True, False, False, True] + [False] * 100)
    sandbox.on_search(lambda number: sandbox.move() if next(moves) else None)
    cursor = CursorFile(tmp_path / "cursor")
    before = {order.id for order in sandbox.shop.orders.values()}
    pulled = states_of(through.pull(cursor=cursor)) + states_of(through.pull(cursor=cursor, until=sandbox.now))
    assert {order for order, _ in pulled} == before
    assert sandbox.states() <= set(pulled)
    assert len(pulled) == len(set(pulled))


def test_a_second_over_the_cap_says_so_and_keeps_the_cursor(through: Through, tmp_path: Path) -> None:
    sandbox, cursor = through.sandbox, CursorFile(tmp_path / "cursor")
    sandbox.at(max(at for _, at in sandbox.states()), 12)
    with pytest.raises(TooManyAtOnce) as caught:
        through.pull(cursor=cursor, rules=PullRules(page_size=5, cap=10, pause=0.0))
    stored = cursor.load()
    assert stored is not None and stored.reached > sandbox.beginning + 86400
    assert "run the pull again" in str(caught.value)


@pytest.mark.parametrize("trouble", ["cut", "500", "429", "36009003", "garbage", "cut-before"])
def test_a_page_is_repeated_and_not_the_run(through: Through, trouble: str) -> None:
    sandbox = through.sandbox
    shops = 1  # the call that fetches the ciphers
    sandbox.platform.trouble([f"{trouble}*2@{shops + 4}"])
    waits: list[float] = []
    pulled = states_of(through.pull(progress=lambda progress: waits.append(progress.waiting)))
    assert set(pulled) == sandbox.states() and len(pulled) == 40
    assert sandbox.searches <= 13


def test_more_tries_than_the_client_makes_by_itself(through: Through) -> None:
    through.sandbox.platform.trouble(["garbage*3@4"])  # the client never repeats an unreadable answer
    assert len(through.pull()) == 40


def test_after_the_last_try_the_error_says_how_to_go_on_and_the_next_run_does(through: Through, tmp_path: Path) -> None:
    sandbox, cursor = through.sandbox, CursorFile(tmp_path / "cursor")
    sandbox.platform.trouble(["36009044@6"])
    handed: list[Order] = []
    with pytest.raises(errors.ShopInactive) as caught:
        through.pull(handed.extend, cursor=cursor)
    assert "Then run the pull again: it goes on at 20" in caught.value.next_step
    assert "然后重新运行" in caught.value.next_step_zh
    assert handed
    rest = through.pull(cursor=cursor)
    assert set(states_of(handed + rest)) == sandbox.states()
    assert len(handed) + len(rest) == 40


def test_an_outage_ends_in_its_own_error_after_the_last_try(through: Through, tmp_path: Path) -> None:
    cursor = CursorFile(tmp_path / "cursor")
    through.sandbox.platform.trouble(["garbage*50@4"])
    with pytest.raises(errors.AnswerUnreadable, match="goes on at"):
        through.pull(cursor=cursor)
    assert through.sandbox.searches == 2 + QUICK.tries


def test_the_cursor_moves_only_after_the_loop_comes_back_for_more(through: Through, tmp_path: Path) -> None:
    cursor = CursorFile(tmp_path / "cursor")
    stored: list[Order] = []
    crashes: list[Exception] = []

    class Crash(Exception):
        pass

    def crash_once(batch: Any) -> None:
        if len(crashes) < 1 and len(stored) > 6:
            crashes.append(Crash())
            raise crashes[0]
        stored.extend(batch)

    with pytest.raises(Crash):
        through.pull(crash_once, cursor=cursor)
    assert len(stored) < 40
    through.pull(crash_once, cursor=cursor)
    assert set(states_of(stored)) == through.sandbox.states()
    assert len(stored) == 40


def test_a_loop_that_is_left_early_repeats_only_its_last_batch(sandbox: Sandbox, tmp_path: Path) -> None:
    cursor = CursorFile(tmp_path / "cursor")

    async def main() -> tuple[list[Order], list[Order]]:
        async with sandbox.asyncio() as shop:
            taken: list[Order] = []
            async with aclosing(apull_orders(shop, since=sandbox.beginning, cursor=cursor, rules=QUICK)) as batches:
                async for batch in batches:
                    taken.extend(batch)
                    if len(taken) > 10:
                        break
            rest = [order async for batch in apull_orders(shop, cursor=cursor, rules=QUICK) for order in batch]
            return taken, rest

    taken, rest = asyncio.run(main())
    assert {order.id for order in taken + rest} == {order.id for order in sandbox.shop.orders.values()}
    assert 1 <= len(taken) + len(rest) - 40 <= QUICK.page_size


def test_a_cancelled_pull_resumes_in_the_same_process(sandbox: Sandbox, tmp_path: Path) -> None:
    path, searched = tmp_path / "orders.jsonl", asyncio.Event()
    sandbox.on_search(lambda number: searched.set())

    async def main() -> int:
        async with sandbox.asyncio() as shop:
            options: dict[str, Any] = {"since": sandbox.beginning, "rules": QUICK}
            for searches in range(1, 9):  # each time while another page is on its way
                searched.clear()
                task = asyncio.create_task(apull_orders_to(shop, path, **options))
                await searched.wait()
                for _ in range(searches):
                    await asyncio.sleep(0)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            await apull_orders_to(shop, path, **options)
            return len(path.read_bytes().splitlines())

    assert asyncio.run(main()) == 40


class End(Exception):
    pass


class Ends(CursorFile):
    """Ends the run at its nth saving: before the position is stored, or after."""

    def __init__(self, path: Path, nth: int, after: bool) -> None:
        super().__init__(path)
        self._left, self._after = nth, after

    def save(self, position: Position) -> None:
        self._left -= 1
        if self._left != 0 or self._after:
            super().save(position)
        if self._left == 0:
            raise End


@pytest.mark.parametrize("name", ["orders.jsonl", "orders.csv"])
@pytest.mark.parametrize("page_size", [5, 2])
def test_two_runs_in_a_row_that_end_early_write_no_order_twice(
    through: Through, tmp_path: Path, name: str, page_size: int
) -> None:
    """The first ends with rows in the file that its cursor knows nothing of, the second while it meets them again."""
    whole, rules = tmp_path / f"whole-{name}", PullRules(page_size=page_size, pause=0.0)
    through.pull_to(whole, cursor=CursorFile(tmp_path / "whole.cursor"))
    for number, (nth, after) in enumerate([(1, True), (2, False), (2, True), (4, False)]):
        path = tmp_path / f"{number}-{name}"
        with pytest.raises(End):
            through.pull_to(path, cursor=Ends(tmp_path / f"{number}.cursor", 3, after=False))
        with pytest.raises(End):
            through.pull_to(path, cursor=Ends(tmp_path / f"{number}.cursor", nth, after), rules=rules)
        through.pull_to(path, cursor=CursorFile(tmp_path / f"{number}.cursor"))
        assert path.read_bytes() == whole.read_bytes(), (nth, after)


def test_the_next_run_brings_what_changed_since_and_nothing_twice(through: Through, tmp_path: Path) -> None:
    sandbox, cursor = through.sandbox, CursorFile(tmp_path / "cursor")
    assert len(through.pull(cursor=cursor)) == 40
    assert through.pull(cursor=cursor) == []
    moved = sandbox.shop.move_orders(3, sandbox.now)
    assert [order.id for order in through.pull(cursor=cursor, until=sandbox.now + 60)] == sorted(moved)


def test_progress_is_told_page_by_page(through: Through) -> None:
    seen: list[Progress] = []
    through.pull(progress=seen.append)
    assert [progress.done for progress in seen] == sorted(progress.done for progress in seen)
    last = seen[-1]
    assert (last.done, last.total, last.waiting) == (40, 40, 0.0)
    assert seen[0].total == 40 and seen[0].page == 1 and seen[0].rate_per_s > 0
    assert seen[0].eta_s is not None and last.eta_s == 0.0
    with pytest.raises(AttributeError):
        last.done = 1


def test_the_first_run_needs_a_beginning(through: Through) -> None:
    with pytest.raises(errors.InvalidRequest, match="since="):
        through.pull(since=None)


def test_a_time_without_a_zone_is_refused(through: Through) -> None:
    with pytest.raises(errors.InvalidRequest, match="time zone"):
        through.pull(since=datetime(2026, 1, 1))


def test_a_cursor_of_another_shop_or_a_damaged_one_is_never_started_over(through: Through, tmp_path: Path) -> None:
    cursor = CursorFile(tmp_path / "cursor")
    through.pull(cursor=cursor)
    stored = json.loads(cursor.path.read_bytes())
    cursor.path.write_text(json.dumps({**stored, "shop": "1"}))
    with pytest.raises(CursorUnusable, match="another shop"):
        through.pull(cursor=cursor)
    cursor.path.write_text(json.dumps(stored)[:-9])
    with pytest.raises(CursorUnusable, match="damaged"):
        through.pull(cursor=cursor)


def test_an_earlier_since_than_the_cursors_is_refused_and_not_ignored(through: Through, tmp_path: Path) -> None:
    cursor = CursorFile(tmp_path / "cursor")
    through.pull(cursor=cursor)
    with pytest.raises(CursorUnusable, match="never read"):
        through.pull(cursor=cursor, since=through.sandbox.beginning - 5)


def test_a_statement_that_does_not_cover_orders_is_refused_before_anything_is_sent(
    new_sandbox: Callable[..., Sandbox], kind: str
) -> None:
    sandbox = new_sandbox(covers=frozenset({"inventory:read"}))
    with pytest.raises(errors.PurposeRefused):
        Through(kind, sandbox).pull()
    assert sandbox.searches == 0
