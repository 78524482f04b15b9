"""The referee catches what breaks a window, a pace or a pause, and lets a legal schedule pass."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tiktok_shop_sdk.sandbox import Referee, Window
from tiktok_shop_sdk.sandbox.clocks import boot_clock

ACCOUNT = "key/seller"


def run(referee: Referee, times: list[float], quota: Any = "product") -> list[Any]:
    return [referee.arrive(ACCOUNT, quota, at=at) for at in times]


def test_a_burst_is_caught() -> None:
    referee = Referee()
    arrivals = run(referee, [n / 1000 for n in range(130)])
    assert [arrival.sequence for arrival in arrivals if arrival.over] == list(range(121, 131))
    report = referee.report()
    assert report["clean"] is False
    worst = report["accounts"][ACCOUNT]["worst_windows"]["product"]
    assert (worst["worst"], worst["allowed"]) == (130, 120)
    assert report["accounts"][ACCOUNT]["short_gaps"] == 129


def test_a_leaky_bucket_that_lets_a_full_burst_through_first_is_caught() -> None:
    # 120 at once, then two a second: the average is kept, the window is not.
    referee = Referee(pace=0.0)
    arrivals = run(referee, [0.0] * 120 + [0.5 * n for n in range(1, 121)])
    assert any(arrival.over for arrival in arrivals)
    assert referee.report()["accounts"][ACCOUNT]["worst_windows"]["product"]["worst"] == 239


def test_a_legal_schedule_is_not_caught() -> None:
    referee = Referee()
    assert not any(arrival.over for arrival in run(referee, [n * 0.5 for n in range(3000)]))
    report = referee.report()
    assert report["clean"] is True
    assert report["violations"] == report["refusals"] == []
    account = report["accounts"][ACCOUNT]
    assert account["smallest_gap"] == 0.5
    assert account["worst_windows"]["product"]["worst"] == 120


def test_a_window_is_open_at_its_beginning() -> None:
    referee = Referee(product=Window(1, 60.0))
    first, early, exact = run(referee, [0.0, 59.999, 60.0])
    assert (first.over, early.over, exact.over) == ("", "product", "")
    assert early.retry_in == pytest.approx(0.001)


def test_a_refused_arrival_takes_no_room() -> None:
    referee = Referee(product=Window(2, 10.0))
    overs = [arrival.over for arrival in run(referee, [0.0, 1.0, 2.0, 9.0, 10.0])]
    assert overs == ["", "", "product", "product", ""]


def test_each_class_counts_against_its_own_quotas() -> None:
    referee = Referee(product=Window(1, 60.0), order=Window(2, 60.0))
    steps = [
        ("order", ""),
        ("none", ""),
        ("both", ""),
        ("order", "order"),
        ("product", "product"),
        ("none", ""),
    ]
    for at, (quota, over) in enumerate(steps):
        [arrival] = run(referee, [float(at)], quota)
        assert arrival.over == over
    assert referee.report()["accounts"][ACCOUNT]["by_class"] == {
        "order": 2,
        "none": 2,
        "both": 1,
        "product": 1,
    }


def test_accounts_do_not_share_quotas() -> None:
    referee = Referee(product=Window(1, 60.0))
    assert not referee.arrive("key/a", "product", at=0.0).over
    assert not referee.arrive("key/b", "product", at=0.0).over
    assert len(referee.of_account("key/a")) == 1


def test_gaps_may_be_a_little_short_on_loopback() -> None:
    referee = Referee()
    run(referee, [0.0, 0.481, 0.961])
    assert referee.report()["clean"] is True
    run(referee, [1.43])
    assert referee.report()["accounts"][ACCOUNT]["short_gaps"] == 1


def test_calls_during_a_pause_are_counted_but_not_those_already_on_the_way() -> None:
    referee = Referee()
    run(referee, [0.0])
    referee.paused(ACCOUNT, at=0.0, seconds=5.0)
    run(referee, [0.9])
    assert referee.report()["clean"] is True
    run(referee, [2.0])
    referee.paused(ACCOUNT, at=2.0, seconds=5.0)
    run(referee, [6.9, 7.0])
    assert referee.report()["accounts"][ACCOUNT]["calls_in_pause"] == 2
    assert referee.report()["clean"] is False


def test_arrivals_can_be_looked_up_by_request_id() -> None:
    referee = Referee()
    [arrival] = run(referee, [0.0])
    assert referee.by_request_id(arrival.request_id) is arrival
    assert referee.by_request_id("other") is None
    assert (arrival.sequence, list(referee.arrivals)) == (1, [arrival])


def test_a_long_run_need_not_remember_every_arrival() -> None:
    referee = Referee(product=Window(2, 60.0), keep=2)
    arrivals = run(referee, [0.0, 1.0, 2.0, 3.0])
    assert list(referee.arrivals) == arrivals[2:]
    assert referee.by_request_id(arrivals[0].request_id) is None
    assert referee.by_request_id(arrivals[3].request_id) is arrivals[3]
    assert (referee.report()["arrivals"], len(referee.violations)) == (4, 2)


def test_the_clock_from_boot_does_not_run_backwards() -> None:
    assert boot_clock() <= boot_clock()


def test_the_platform_refuses_what_breaks_a_window(new_caller: Any, clock: Any) -> None:
    caller = new_caller(referee=Referee(product=Window(3, 6.0), order=Window(100, 60.0)))
    for _ in range(3):
        assert caller.shops().json["code"] == 0
        clock.now += 0.5
    said = caller.shops()
    assert (said.status, said.code, said.message) == (429, 36009002, "Too many requests.")
    assert dict(said.out.headers)["retry-after"] == "5"
    assert caller.search().json["code"] == 0, "the order quota has room"
    clock.now += 5
    assert caller.shops().json["code"] == 0
    report = caller.platform.report()
    [violation] = report["violations"]
    assert violation["over"] == "product"
    assert violation["why"] == "more than 3 product calls in 6 s"
    assert report["user_agents"] == [caller.headers["user-agent"]]


def test_retry_after_may_be_left_out(new_caller: Any) -> None:
    caller = new_caller(referee=Referee(order=Window(1, 60.0), retry_after=False))
    caller.search()
    said = caller.search()
    assert said.code == 36009002
    assert "retry-after" not in dict(said.out.headers)


def test_two_sellers_of_one_app_are_two_accounts(caller: Any) -> None:
    caller.shops()
    caller.token = caller.platform.issue_tokens(caller.platform.world.sellers[1])["access_token"]
    caller.shops()
    caller.token = "unknown"
    caller.shops()
    accounts = caller.platform.report()["accounts"]
    assert [shown["arrivals"] for shown in accounts.values()] == [1, 1, 1]
    assert "?/?" in accounts


def test_the_report_and_the_arrivals_can_be_read_while_running(caller: Any) -> None:
    request_id = caller.search().json["request_id"]
    report = caller.plain("GET", "/_sandbox/report").json
    assert (report["arrivals"], report["calls"], report["token_calls"]) == (1, 1, 0)
    [arrival] = caller.plain("GET", "/_sandbox/arrivals").json["arrivals"]
    assert (arrival["request_id"], arrival["quota"], arrival["sequence"]) == (request_id, "order", 1)
    assert caller.plain("GET", "/_sandbox/other").status == 404
    assert json.dumps(caller.platform.report())
