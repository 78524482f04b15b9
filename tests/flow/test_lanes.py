"""Lanes as a user sees them: chosen once in a view, kept by all that comes of it, written into the log."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.flow.conftest import Rig
from tiktok_shop_sdk.core.limits import Window
from tiktok_shop_sdk.errors import InvalidRequest, WaitTooLong

ORDER = "576801010000000000"


def lanes_of(rig: Rig) -> list[str | None]:
    return [record.get("lane") for record in rig.calls() if record["kind"] != "outcome"]


@pytest.mark.parametrize("lane", ["interactive", "sync", "backfill"])
def test_the_log_says_in_which_lane_a_call_was_made(rig: Rig, lane: str) -> None:
    before = len(lanes_of(rig))
    rig.go(lambda client: client.shop(rig.shop_id).within(lane=lane).orders.get_price_detail(ORDER))
    assert lanes_of(rig)[before:] == [lane]


def test_who_says_nothing_is_in_the_middle_and_tokens_come_first(rig: Rig) -> None:
    rig.go(lambda client: client.shop(rig.shop_id).orders.get_price_detail(ORDER))
    assert lanes_of(rig) == ["interactive", "sync", "sync"]  # the consent, its shops, the call


def test_what_a_view_does_not_name_stays_as_it_was(rig: Rig) -> None:
    rig.platform.trouble("429:100@+1")
    with pytest.raises(WaitTooLong):
        rig.go(lambda c: c.within(max_wait=5).shop(rig.shop_id).within(lane="backfill").orders.get_price_detail(ORDER))
    assert lanes_of(rig)[-1] == "backfill"


def test_there_is_no_other_lane(rig: Rig) -> None:
    with pytest.raises(InvalidRequest, match="interactive, sync, backfill"):
        rig.go(lambda client: client.within(lane="urgent").shops())


def test_a_backfill_leaves_its_reserve_and_others_may_take_it(rig: Rig) -> None:
    rig.limits(order=Window("order", 10, 3600.0))

    def taken(lane: str) -> int:
        for number in range(20):
            try:
                rig.go(lambda c: c.shop(rig.shop_id).within(lane=lane, max_wait=90).orders.get_price_detail(ORDER))
            except WaitTooLong:
                return number
        return 20

    assert [taken("backfill"), taken("sync"), taken("interactive")] == [8, 1, 0]  # and one for the consent's shops


@pytest.mark.parametrize("rig", ["async"], indirect=True)  # nobody can cancel a blocking call from outside
def test_sixty_of_a_hundred_in_line_are_cancelled_and_cost_no_slot(rig: Rig) -> None:
    async def use(client: Any) -> float:
        shop = client.shop(rig.shop_id)
        calls = [asyncio.ensure_future(shop.orders.get_price_detail(ORDER)) for _ in range(100)]
        await asyncio.sleep(0.1)
        for number, call in enumerate(calls):
            if number % 5 in (1, 2, 4):
                call.cancel()
        begun = rig.clock.boot()
        results = await asyncio.gather(*calls, return_exceptions=True)
        assert sum(isinstance(result, asyncio.CancelledError) for result in results) == 60
        return rig.clock.boot() - begun

    took = rig.go(use)
    assert took == pytest.approx(40 * 0.5, abs=0.7)  # no place in the pace was spent on them
    assert len(rig.arrived()) == 40
    assert rig.go(lambda client: client.quota()).windows[1].used == 40 + 1  # and the shops of the consent
