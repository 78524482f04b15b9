"""Descriptors are few: idle accounts let go of their files, and calls on their way take their places in turn."""

from __future__ import annotations

import asyncio

import pytest

from tests.ports.test_ways import Clock
from tiktok_shop_sdk.ports import awake
from tiktok_shop_sdk.ports import places as places_module
from tiktok_shop_sdk.ports.awake import IDLE, Awake, most_awake
from tiktok_shop_sdk.ports.places import Places


class Account:
    def __init__(self, *, busy: bool = False) -> None:
        self.busy = busy
        self.rested = 0

    def rest(self) -> bool:
        self.rested += 1
        return not self.busy


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_an_account_that_was_idle_for_long_lets_go_when_another_calls(clock: Clock) -> None:
    accounts, idle, other = Awake(now=clock), Account(), Account()
    accounts.wake(idle)
    clock.now = IDLE
    accounts.wake(other)
    assert not idle.rested
    clock.now += 1
    accounts.wake(other)
    assert idle.rested == 1 and not other.rested


def test_of_too_many_the_one_that_called_longest_ago_lets_go(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(awake, "most_awake", lambda: 2)
    accounts, (one, two, three) = Awake(now=clock), (Account(), Account(), Account())
    for each in (one, two, one, three):
        accounts.wake(each)
    assert (one.rested, two.rested, three.rested) == (0, 1, 0)


def test_one_that_calls_waits_for_few_of_the_many_that_have_become_idle(clock: Clock) -> None:
    accounts, idle = Awake(now=clock), [Account() for _ in range(100)]
    for each in idle:
        accounts.wake(each)
    clock.now = IDLE + 1
    for calls in (1, 2):
        accounts.wake(Account())
        assert sum(each.rested for each in idle) == 2 * calls


def test_an_account_with_a_call_on_its_way_is_asked_again_later(clock: Clock) -> None:
    accounts, busy = Awake(now=clock), Account(busy=True)
    accounts.wake(busy)
    for round_ in (1, 2):
        clock.now += IDLE + 1
        accounts.wake(Account())
        assert busy.rested == round_


def test_a_closed_account_is_forgotten(clock: Clock) -> None:
    accounts, closed = Awake(now=clock), Account()
    accounts.wake(closed)
    accounts.forget(closed)
    clock.now = IDLE + 1
    accounts.wake(Account())
    assert not closed.rested


def test_an_account_that_nobody_follows_lets_go_at_the_next_round(clock: Clock) -> None:
    accounts, idle = Awake(now=clock, pause=0.001), Account()
    for _ in range(2):  # the rounds end with the last account, and begin again with the next
        accounts.wake(idle)
        rounds = accounts._rounds
        clock.now += IDLE + 1
        rounds.join(10)
    assert idle.rested == 2


def test_rounds_end_when_the_last_account_is_closed(clock: Clock) -> None:
    accounts, closed = Awake(now=clock), Account()
    accounts.wake(closed)
    rounds = accounts._rounds
    accounts.forget(closed)
    rounds.join(10)
    assert not rounds.is_alive() and not closed.rested


@pytest.mark.skipif("sys.platform == 'win32'", reason="no such limit there")
@pytest.mark.parametrize(("limit", "most"), [(1024, 103), (64, 16), (1_048_576, 1000), (-1, 1000)])
def test_how_many_may_be_awake_follows_from_the_limit_of_descriptors(
    limit: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import resource

    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit, limit))
    assert most_awake.__wrapped__() == most


async def _served(places: Places, account: str, order: list[str]) -> None:
    place = await places.take(account)
    order.append(account)
    await asyncio.sleep(0)
    place.give_back()


def test_places_are_given_in_turn_whoever_asks_how_often() -> None:
    async def use() -> list[str]:
        places, order = Places(2, 2), list[str]()
        greedy = [asyncio.create_task(_served(places, "greedy", order)) for _ in range(20)]
        await asyncio.sleep(0)
        modest = [asyncio.create_task(_served(places, name, order)) for name in "abcd"]
        await asyncio.gather(*greedy, *modest)
        return order

    order = asyncio.run(use())
    assert len(order) == 24
    assert max(order.index(name) for name in "abcd") < 12


def test_an_account_whose_answers_hang_leaves_half_of_the_places_to_others() -> None:
    async def use() -> None:
        places = Places(4, 10)
        hanging = [asyncio.create_task(places.take("hanging")) for _ in range(10)]
        await asyncio.sleep(0)
        for name in "abcdefgh":
            async with asyncio.timeout(1.0):
                (await places.take(name)).give_back()
        assert sum(task.done() for task in hanging) == 3
        for task in hanging:
            task.cancel()

    asyncio.run(use())


def test_few_are_between_booking_and_sending_and_those_on_their_way_do_not_count() -> None:
    async def use() -> None:
        places = Places(10, 2)
        first, second = await places.take("a"), await places.take("b")
        third, fourth = (asyncio.create_task(places.take(name)) for name in "cd")
        await asyncio.sleep(0)
        assert not third.done()
        first.depart()
        first.depart()  # said again after a second last check
        await asyncio.wait_for(third, 1.0)
        assert not fourth.done()
        second.give_back()  # it came to no sending
        (await fourth).give_back()
        first.give_back()
        third.result().give_back()

    asyncio.run(use())


def test_a_call_that_is_held_up_before_its_sending_keeps_no_other_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places_module, "PATIENCE", 0.0)

    async def use() -> None:
        places = Places(10, 1)
        hanging = await places.take("hanging")
        async with asyncio.timeout(1.0):
            (await places.take("other")).give_back()
        hanging.give_back()

    asyncio.run(use())


def test_who_gives_up_in_line_costs_no_place() -> None:
    async def use() -> None:
        places = Places(1, 1)
        first = await places.take("one")
        for account in ("one", "other"):
            waiting = asyncio.create_task(places.take(account))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        first.give_back()
        async with asyncio.timeout(1.0):
            (await places.take("one")).give_back()

    asyncio.run(use())
