"""An order from its placing to its end, moved by calls, by the clock and by hand, and the stock that moves with it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.erp import DAY, HOUR, Erp
from tiktok_shop_sdk.sandbox.shop.agenda import Agenda, Delays
from tiktok_shop_sdk.sandbox.shop.workdays import after_working_days


@pytest.fixture(params=["async", "blocking"])
def erp(request: pytest.FixtureRequest, tmp_path: Path) -> Erp:
    return Erp(request.param, tmp_path / "state")


def test_an_order_walks_from_unpaid_to_completed(erp: Erp) -> None:
    placed = erp.outside.place_order()
    walked: list[str] = []
    times: list[Any] = []

    def look() -> None:
        order = erp.order(placed.id)
        walked.append(order.status)
        times.append(order.update_time)
        assert {line.display_status for line in order.line_items} == {order.status}

    look()
    erp.clock.sleep(HOUR)
    look()
    erp.clock.sleep(HOUR)
    look()
    package = erp.package_of(placed)
    erp.call(lambda shop: shop.fulfillment.ship_package(package, handover_method="DROP_OFF"))
    look()
    for seconds in (7 * HOUR, 3 * DAY, 7 * DAY):
        erp.clock.sleep(seconds)
        look()
    assert walked == [
        "UNPAID",
        "ON_HOLD",
        "AWAITING_SHIPMENT",
        "AWAITING_COLLECTION",
        "IN_TRANSIT",
        "DELIVERED",
        "COMPLETED",
    ]
    assert times == sorted(set(times)), "every change moves update_time"
    erp.clock.sleep(90 * DAY)
    assert erp.order(placed.id).status == "COMPLETED", "nothing comes after it"


def test_each_step_happens_at_its_own_time_however_late_somebody_looks(erp: Erp) -> None:
    start = int(erp.clock.wall())
    placed = erp.outside.place_order()
    erp.clock.sleep(5 * HOUR)
    order = erp.order(placed.id)
    assert order.paid_time.timestamp() == start + 1800
    assert order.update_time.timestamp() == start + 1800 + 3600


def test_a_pull_by_update_time_finds_what_time_alone_has_moved(erp: Erp) -> None:
    placed = erp.outside.place_order()
    erp.clock.sleep(10.0)
    since = int(erp.clock.wall())

    def moved() -> list[str]:
        return [one.id for one in erp.call(lambda shop: shop.orders.search(update_time_ge=since))]

    assert moved() == []
    erp.clock.sleep(HOUR)
    assert moved() == [placed.id]


def test_seeded_orders_stay_as_they_are_until_somebody_touches_one(new_caller: Any) -> None:
    caller = new_caller()
    before = {order.id: order.encoded() for order in caller.shop.orders.values()}
    caller.clock.now += 90 * DAY
    caller.search()
    assert {order.id: order.encoded() for order in caller.shop.orders.values()} == before


def test_delays_are_a_setting_and_may_be_endless(erp: Erp) -> None:
    erp.start(Delays(payment=5.0, hold=math.inf))
    placed = erp.outside.place_order()
    erp.clock.sleep(90 * DAY)
    assert erp.order(placed.id).status == "ON_HOLD"


def test_what_happens_by_hand_need_not_wait(erp: Erp) -> None:
    order = erp.shipped_order()
    erp.outside.deliver(order.id)
    assert erp.order(order.id).status == "DELIVERED"
    erp.outside.pay(order.id)
    erp.outside.collect(order.id)
    assert erp.order(order.id).status == "DELIVERED", "no order goes back"
    erp.outside.complete(order.id)
    assert erp.order(order.id).status == "COMPLETED"


def test_an_order_that_nobody_pays_is_cancelled_by_the_platform(erp: Erp) -> None:
    erp.start(Delays(payment=math.inf))
    placed = erp.outside.place_order()
    erp.clock.sleep(2 * DAY)
    order = erp.order(placed.id)
    assert (order.status, order.cancellation_initiator) == ("CANCELLED", "SYSTEM")


def test_an_order_that_nobody_ships_is_cancelled_by_the_platform(erp: Erp) -> None:
    order = erp.paid_order()
    deadline = erp.order(order.id).cancel_order_sla_time.timestamp()
    erp.clock.sleep(deadline - erp.clock.wall() - 10)
    assert erp.order(order.id).status == "AWAITING_SHIPMENT"
    erp.clock.sleep(20)
    assert erp.order(order.id).status == "CANCELLED"


def test_an_order_takes_stock_and_its_cancellation_gives_it_back(erp: Erp) -> None:
    sku = erp.sku_id
    available, committed = erp.stock(sku)
    order = erp.outside.place_order(sku, sku)
    assert erp.stock(sku) == (available - 2, committed + 2)
    [product] = erp.call(lambda shop: shop.products.search(sku_ids=[sku]))
    [shown] = [one for one in product.skus if one.id == sku]
    assert sum(one.quantity for one in shown.inventory) == available - 2
    erp.outside.ask_to_cancel(order.id)
    assert erp.order(order.id).status == "CANCELLED", "before the hold is over a buyer need not ask"
    assert erp.stock(sku) == (available, committed)


def test_what_is_shipped_is_no_longer_committed(erp: Erp) -> None:
    available, committed = erp.stock(erp.sku_id)
    erp.shipped_order(2)
    assert erp.stock(erp.sku_id) == (available - 2, committed)


def test_nobody_orders_what_is_not_there(erp: Erp) -> None:
    available, _ = erp.stock(erp.sku_id)
    with pytest.raises(ValueError, match="in stock"):
        erp.outside.place_order(*[erp.sku_id] * (available + 1))
    with pytest.raises(ValueError, match="no SKU"):
        erp.outside.place_order("1")
    assert erp.call(lambda shop: shop.orders.search()) == []


def test_the_agenda_keeps_the_order_of_time_and_of_planning() -> None:
    done: list[str] = []
    agenda = Agenda()
    agenda.plan(2.0, lambda at: done.append(f"b{at}"))
    agenda.plan(1.0, lambda at: agenda.plan(at + 0.5, lambda later: done.append(f"a{later}")))
    agenda.plan(2.0, lambda at: done.append(f"c{at}"))
    agenda.plan(math.inf, lambda at: done.append("never"))
    assert agenda.next_time == 1.0
    agenda.run(2.0)
    assert done == ["a1.5", "b2.0", "c2.0"]
    assert agenda.next_time == math.inf


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (1_777_888_800, 2, 1_777_888_800 + 2 * 86400),  # Monday to Wednesday
        (1_778_234_400, 2, 1_778_234_400 + 4 * 86400),  # Friday to Tuesday
        (1_778_320_800, 2, 1_778_320_800 + 3 * 86400),  # Saturday to Tuesday
        (1_778_320_800, 0, 1_778_320_800 + 2 * 86400),  # Saturday: Monday
        (1_777_888_800, 4, 1_777_888_800 + 4 * 86400),  # Monday to Friday
        (1_777_975_200, 4, 1_777_975_200 + 6 * 86400),  # Tuesday to Monday
    ],
)
def test_working_days_leave_weekends_out(start: int, days: int, end: int) -> None:
    assert after_working_days(start, days) == end
