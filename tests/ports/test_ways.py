"""One line per egress, whoever calls by it: shared, closed with its last user, never carried over a fork or a loop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flow.conftest import an_account
from tiktok_shop_sdk import Account, AsyncTikTokShop, Direct, Egress, Proxy, TikTokShop
from tiktok_shop_sdk.home import _COMMONS
from tiktok_shop_sdk.ports import commons, pools, ways
from tiktok_shop_sdk.ports.commons import Commons
from tiktok_shop_sdk.ports.ways import IDLE, Ways

ELSEWHERE = Egress(registered="127.0.0.1", via=Direct("127.0.0.2"))


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lines(clock: Clock) -> Ways[str]:
    return Ways(now=clock)


def test_a_line_is_given_back_by_its_last_user_alone(lines: Ways[str]) -> None:
    lines.enter("way")
    lines.enter("way")
    assert lines.keep("way", "line") == []
    assert lines.leave("way") is None and lines.is_open("way")
    assert lines.leave("way") == "line" and not lines.is_open("way")


def test_a_way_that_nobody_opened_is_left_without_a_line(lines: Ways[str]) -> None:
    lines.enter("way")
    assert lines.leave("way") is None


def test_who_comes_second_with_a_new_line_gets_it_back(lines: Ways[str]) -> None:
    lines.keep("way", "first")
    assert lines.keep("way", "second") == ["second"]
    with lines.carrying("way", lambda: "third") as line:
        assert line == "first"


def test_an_idle_line_is_out_of_use_and_opened_again_when_needed(lines: Ways[str], clock: Clock) -> None:
    lines.keep("old", "old line")
    clock.now = IDLE + 1
    assert lines.keep("new", "new line") == ["old line"]
    with lines.carrying("old", lambda: "again") as line:
        assert line == "again"


def test_a_line_that_carries_something_is_never_out_of_use(lines: Ways[str], clock: Clock) -> None:
    with lines.carrying("busy", lambda: "line"):
        clock.now = IDLE + 1
        assert lines.keep("new", "new line") == []
    clock.now += IDLE
    assert lines.keep("newer", "newer line") == []  # it was busy until just now


def test_of_too_many_lines_the_one_used_longest_ago_goes(lines: Ways[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "MOST", 2)
    for way in "ab":
        lines.keep(way, way)
    with lines.carrying("a", lambda: "not made"):
        pass
    assert lines.keep("c", "c") == ["b"]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Account, Account]]:
    yield an_account(tmp_path, name="one"), an_account(tmp_path, name="two")
    assert not _COMMONS.ways._opened, "a line outlived its last user"


def test_the_accounts_of_one_egress_share_its_line(two: tuple[Account, Account]) -> None:
    with TikTokShop(two[0]) as one:
        with TikTokShop(two[1]) as other, TikTokShop(two[1]) as third:
            for client in (one, other, third):
                client._engine.world._open()  # type: ignore[union-attr, unused-coroutine]
            assert len(_COMMONS.ways._opened) == 1
        assert len(_COMMONS.ways._opened) == 1


def test_the_clients_of_another_egress_never_share_a_line(tmp_path: Path) -> None:
    proxied = Egress(registered="127.0.0.1", via=Proxy("socks5://127.0.0.1:1080"))
    accounts = [an_account(tmp_path, name=f"a{n}", egress=e) for n, e in enumerate((ELSEWHERE, proxied))]
    accounts.append(an_account(tmp_path, name="a2"))
    clients = [TikTokShop(account) for account in accounts]
    for client in clients:
        client._engine.world._open()  # type: ignore[union-attr, unused-coroutine]
    assert len(_COMMONS.ways._opened) == 3
    for client in clients:
        client.close()
    assert not _COMMONS.ways._opened


def test_all_egresses_share_one_tls_context() -> None:
    assert pools._tls(True) is pools._tls(True)


def test_each_event_loop_has_lines_of_its_own_and_a_closed_one_is_forgotten(two: tuple[Account, Account]) -> None:
    clients = [AsyncTikTokShop(account) for account in two]

    async def call(last: bool) -> None:
        for client in clients:
            await client._world._open()
        assert len(_COMMONS.ways_of(asyncio.get_running_loop())._opened) == 1
        for client in clients if last else ():
            await client.close()

    for number in range(3):
        asyncio.run(call(number == 2))
        assert len(_COMMONS._own.loops) == 1
    ((left, _),) = _COMMONS._own.loops.values()
    assert not left._opened


def test_a_client_that_never_called_has_nothing_to_close(two: tuple[Account, Account]) -> None:
    async def use() -> None:
        async with AsyncTikTokShop(two[0]):
            pass

    asyncio.run(use())


def test_a_forked_child_begins_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = Commons()
    ours, workers = shared.ways, shared.workers()
    assert shared.ways is ours and shared.workers() is workers
    monkeypatch.setattr(commons.os, "getpid", lambda: -1)
    assert shared.ways is not ours and shared.workers() is not workers
    shared.close()
    shared.close()
    workers.submit(int).result()  # the parent's threads go on
    workers.shutdown()


def test_two_threads_that_open_one_line_at_once_keep_one(two: tuple[Account, Account]) -> None:
    with TikTokShop(two[0]) as client:
        world = client._engine.world
        kept = world._opened()  # type: ignore[union-attr]

        def meanwhile() -> object:
            _COMMONS.ways.keep(world._way, kept)  # type: ignore[union-attr]
            return type(world)._opened(world)  # type: ignore[union-attr, arg-type]

        world._opened = meanwhile  # type: ignore[union-attr, method-assign, assignment]
        world._open()  # type: ignore[union-attr, unused-coroutine]
        with _COMMONS.ways.carrying(world._way, meanwhile) as line:  # type: ignore[union-attr, arg-type]
            assert line is kept
