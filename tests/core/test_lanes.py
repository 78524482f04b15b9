"""What each lane may book, and when it counts as another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktok_shop_sdk.core.lanes import LANES, Lane, aged, rest_for, windows_in
from tiktok_shop_sdk.core.limits import Limits, Window
from tiktok_shop_sdk.errors import DeclarationError

LIMITS = Limits()


def test_a_backfill_leaves_a_tenth_of_each_quota_and_is_spread_over_the_hour() -> None:
    assert windows_in(LIMITS, LIMITS.windows("both"), "backfill") == (
        Window("product", 108, 60.0),
        Window("order", 2700, 3600.0),
        Window("order/backfill", 45, 60.0),
    )


@pytest.mark.parametrize("lane", ["interactive", "sync"])
def test_the_other_lanes_book_in_the_windows_as_they_are(lane: Lane) -> None:
    assert windows_in(LIMITS, LIMITS.windows("both"), lane) == LIMITS.windows("both")


def test_the_reserve_is_sized_to_the_demand_of_the_others() -> None:
    third = replace(LIMITS, reserve=1 / 3)
    assert windows_in(third, third.windows("product"), "backfill") == (Window("product", 80, 60.0),)
    none = replace(LIMITS, reserve=0.0)
    assert windows_in(none, none.windows("product"), "backfill") == none.windows("product")
    for wrong in (-0.1, 1.0, float("nan")):
        with pytest.raises(DeclarationError, match="reserve"):
            replace(LIMITS, reserve=wrong)


def test_the_reserve_loosens_nothing() -> None:
    assert replace(LIMITS, reserve=0.0).looser_than(LIMITS) == []


@pytest.mark.parametrize("window", [Window("polls", 1, 10.0), Window("tasks", 5, 86_400.0, cost=5)])
def test_a_quota_too_small_to_share_stays_as_it_is(window: Window) -> None:
    first, *spread = windows_in(LIMITS, (window,), "backfill")
    assert first == window
    assert [each.limit for each in spread] == [window.cost] * len(spread)


def test_a_window_that_is_counted_apart_is_spread_apart() -> None:
    apart = Window("tracking", 100, 3600.0).apart_for("576800000000000001")
    first, spread = windows_in(LIMITS, (apart,), "backfill")
    assert spread.name == f"{first.name}/backfill"


def test_who_is_not_served_for_five_minutes_counts_as_one_of_the_lane_before() -> None:
    assert [aged("backfill", seconds) for seconds in (0, 299, 300, 599, 600, 10**6)] == [
        *("backfill", "backfill"), *("sync", "sync"), *("interactive", "interactive"),
    ]  # fmt: skip
    assert aged("sync", 300) == "interactive"
    assert aged("interactive", 10**6) == "interactive"


def test_whoever_waits_comes_back_a_little_after_the_lanes_before_and_in_time_to_have_aged() -> None:
    rests = [rest_for(LIMITS, lane, 2.0) for lane in LANES]
    assert rests == pytest.approx([2.0, 2.002, 2.05])
    assert rest_for(LIMITS, "backfill", 3000.0) == 300.0
