"""A plan through both clients: in the lane of the view, over what the account has used, without a call."""

from __future__ import annotations

from typing import Any

import pytest

from tests.flow.conftest import Rig
from tiktok_shop_sdk.errors import InvalidRequest


def planned(rig: Rig, lane: str, **calls: int) -> Any:
    wanted = {name.replace("__", "."): number for name, number in calls.items()}
    return rig.go(lambda client: client.within(lane=lane).plan(wanted, shop=rig.shop_id))


def test_a_plan_counts_in_the_lane_of_the_view_and_sends_nothing(rig: Rig) -> None:
    rig.go(lambda client: client.shop(rig.shop_id).orders.get_price_detail("576801010000000000"))
    arrived = len(rig.arrived())
    history = planned(rig, "backfill", orders__search=40, orders__get=12)
    screen = planned(rig, "interactive", orders__search=40, orders__get=12)
    assert (history.lane, history.calls, screen.calls) == ("backfill", 52, 52)
    assert history.seconds > 60 > screen.seconds == pytest.approx(51 * 0.5 + 0.2)
    assert screen.left == {"order": 3000 - 52 - 2}  # the consent's shops, and the call above
    assert screen.ends_at == pytest.approx(rig.clock.wall() + screen.seconds)
    assert len(rig.arrived()) == arrived


def test_a_quota_of_one_operation_counts_too(rig: Rig) -> None:
    plan = planned(rig, "sync", products__create_brand=60)
    assert plan.seconds > 86_400 and plan.left["custom_brands"] == 0


@pytest.mark.parametrize("wrong", [{"orders.nothing": 1}, {"orders.get": -1}])
def test_what_cannot_be_planned_is_refused(rig: Rig, wrong: dict[str, int]) -> None:
    with pytest.raises(InvalidRequest, match="names of operations"):
        rig.go(lambda client: client.plan(wrong))
