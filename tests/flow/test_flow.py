"""The way of one call, through both clients: every rule, in its order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

import pytest

from tests.flow.conftest import Rig
from tiktok_shop_sdk import PurposeStatement, TikTokShop
from tiktok_shop_sdk.errors import (
    AllowanceUsedUp,
    AnswerUnreadable,
    AuditUnavailable,
    ClientClosed,
    ClockSkew,
    ConsentNeeded,
    EgressNotAllowed,
    InvalidRequest,
    LedgerUnavailable,
    NotCertified,
    PartialFailure,
    PurposeRefused,
    RateLimited,
    ServerError,
    Throttled,
    TransportError,
    WaitTooLong,
)
from tiktok_shop_sdk.ports.files import FileLock
from tiktok_shop_sdk.stores.sqlite import SqliteLedger


def first_page(rig: Rig) -> Any:
    """One call: `search`, its first page alone."""

    def use(client: Any) -> Any:
        pager = client.shop(rig.shop_id).orders.search(page_size=10)
        return pager.first() if rig.kind == "blocking" else as_coroutine(pager)

    return use


async def as_coroutine(pager: Any) -> Any:
    return await pager


def push(rig: Rig, quantity: int = 7) -> Any:
    product, sku = rig.product()
    body = [{"id": sku.id, "inventory": [{"warehouse_id": next(iter(sku.stock)), "quantity": quantity}]}]
    return lambda client: client.shop(rig.shop_id).products.update_inventory(product.id, skus=body)


def test_a_call_is_recorded_before_it_arrives_and_after_it_ended(rig: Rig) -> None:
    seen: list[list[str]] = []
    rig.platform.on_call.append(lambda *_: seen.append([r["kind"] for r in rig.calls()][-1:]))
    rig.go(first_page(rig))
    assert seen == [["intent"]]  # durable in the file at the moment of arrival
    intent, outcome = rig.calls()[-2:]
    assert (intent["kind"], outcome["kind"], outcome["cause"]) == ("intent", "outcome", intent["id"])
    assert outcome["outcome"] == "ok" and outcome["status"] == 200 and outcome["code"] == 0
    assert intent["operation"] == "orders.search" and intent["path"] == "/order/202309/orders/search"
    assert intent["user_agent"].startswith("acme-erp/2.4") and intent["certificate"] == "TK-CERT-00017"
    assert intent["statement"] == rig.account.statement.digest
    assert outcome["stripped"]["buyer_phone"] == 10
    assert rig.platform.referee.by_request_id(outcome["request_id"]) is not None


def test_every_item_of_every_page_comes_once(rig: Rig) -> None:
    orders = rig.go(lambda client: client.shop(rig.shop_id).orders.search(page_size=50))
    assert len(orders) == len({order.id for order in orders}) == len(rig.platform.seller.shops[0].orders)


def test_outside_the_purpose_nothing_is_sent_and_the_refusal_is_recorded(rig: Rig) -> None:
    statement = PurposeStatement("Prices only", covers={"prices:read"}, filed=date(2024, 3, 1))
    rig.account = replace(rig.account, statement=statement)
    with pytest.raises(PurposeRefused, match="orders:read"):
        rig.go(first_page(rig))
    assert rig.arrived() == []
    assert [(r["kind"], r["outcome"]) for r in rig.calls()[-1:]] == [("refusal", "refused")]


@pytest.mark.parametrize(("filed", "expires"), [(date(2030, 1, 1), None), (date(2020, 1, 1), date(2021, 1, 1))])
def test_a_statement_that_is_not_in_force_opens_no_client(rig: Rig, filed: date, expires: date | None) -> None:
    statement = PurposeStatement("Orders", covers={"orders:read"}, filed=filed, expires=expires)
    rig.account = replace(rig.account, statement=statement)
    with pytest.raises(PurposeRefused):
        rig.go(first_page(rig))
    assert rig.arrived() == []


def test_a_shop_operation_without_a_shop_is_refused(rig: Rig) -> None:
    with pytest.raises(InvalidRequest, match="one shop"):
        rig.go(lambda client: client.orders.get(["1"]))
    assert rig.arrived() == []


def test_a_call_outside_the_purpose_does_not_even_look_its_shop_up(rig: Rig) -> None:
    with pytest.raises(PurposeRefused):
        rig.go(lambda client: client.shop("7495000000000000999").products.update_price("1", skus=[]))
    assert rig.arrived() == []


def test_a_shop_of_somebody_else_is_refused(rig: Rig) -> None:
    with pytest.raises(InvalidRequest, match="not among the shops"):
        rig.go(lambda client: client.shop("7495000000000000999").orders.get(["1"]))


def test_a_shop_is_known_by_its_id_alone(rig: Rig) -> None:
    order = next(iter(rig.platform.seller.shops[0].orders.values()))
    (found,) = rig.go(lambda client: client.shop(rig.shop_id).orders.get([order.id]))
    assert found.id == order.id
    assert len(rig.arrived()) == 1  # no call to look the shop up


@pytest.mark.parametrize("spec", ["429:90@+1", "36009002@+1", "429@+1"])
def test_after_a_429_nothing_starts_before_the_pause_ends(rig: Rig, spec: str) -> None:
    rig.platform.trouble(spec)
    rig.go(first_page(rig))
    before, after = (arrival.at for arrival in rig.arrived())
    assert after - before >= (90.0 if ":" in spec else 1.0)
    assert after - before <= 91.0


def test_a_retry_after_may_be_a_date(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.platform.trouble("429@+1")
    until = datetime.fromtimestamp(rig.clock.wall() + 30, UTC)
    answer = rig.platform.answer

    def dated(incoming: Any) -> Any:
        out = answer(incoming)
        headers = [(n, v) for n, v in out.headers if n.lower() != "retry-after"]
        extra = [("retry-after", format_datetime(until, usegmt=True))] if out.status == 429 else []
        return replace(out, headers=(*headers, *extra))

    monkeypatch.setattr(rig.platform, "answer", dated)
    rig.go(first_page(rig))
    before, after = (arrival.at for arrival in rig.arrived())
    assert 28.5 <= after - before <= 31.0


def test_after_five_tries_a_429_is_told_with_the_time_to_come_back(rig: Rig) -> None:
    rig.platform.trouble("429*9@+1")
    with pytest.raises(Throttled) as error:
        rig.go(first_page(rig))
    assert len(rig.arrived()) == 5
    assert error.value.retry_at > rig.clock.wall()
    assert error.value.delivered is False
    gaps = [b.at - a.at for a, b in pairwise(rig.arrived())]
    for gap, base in zip(gaps, (1, 2, 4, 8), strict=True):
        assert base <= gap <= base + 1.5


def test_a_429_stops_the_other_clients_of_the_account_too(rig: Rig) -> None:
    rig.platform.trouble("429:60@+1")
    with pytest.raises(WaitTooLong):
        rig.go(lambda client: first_page(rig)(client.within(max_wait=1)))
    start = rig.clock.boot()
    rig.go(lambda client: client.shops())
    assert rig.arrived()[-1].at - start >= 57.0


def test_a_used_up_allowance_ends_the_call_and_leaves_the_account_alone(rig: Rig) -> None:
    rig.platform.trouble("36009037@+1")
    with pytest.raises(AllowanceUsedUp) as error:
        rig.go(first_page(rig))
    assert 0 < error.value.retry_at - rig.clock.wall() <= 3601
    assert len(rig.arrived()) == 1
    start = rig.clock.boot()
    rig.go(lambda client: client.shops())
    assert rig.arrived()[-1].at - start < 2.0


def test_a_business_code_that_says_too_fast_pauses_like_a_429(rig: Rig) -> None:
    rig.platform.trouble("177001008@+1")
    rig.go(first_page(rig))
    before, after = rig.arrived()
    assert after.at - before.at >= 1.0


def test_an_internal_business_code_is_repeated_for_a_read_and_not_for_a_write(rig: Rig) -> None:
    rig.platform.trouble("10007999-after@+1")
    rig.go(first_page(rig))
    assert len(rig.arrived()) == 2
    rig.platform.trouble("10007999-after@+1")
    with pytest.raises(ServerError) as error:
        rig.go(push(rig))
    assert error.value.kind == "internal"
    assert len(rig.arrived()) == 3


def test_an_expired_token_is_refreshed_once_and_the_call_repeated(rig: Rig) -> None:
    rig.platform.trouble("expired@+1")
    rig.go(first_page(rig))
    assert [r["operation"] for r in rig.calls() if r["kind"] == "intent"][-3:] == [
        "orders.search",
        "auth.refresh",
        "orders.search",
    ]


def test_a_token_is_refreshed_ahead_of_its_expiry(rig: Rig) -> None:
    rig.clock.sleep(7 * 86400 - 3600)
    rig.go(first_page(rig))
    assert [r["operation"] for r in rig.calls() if r["kind"] == "intent"][-2:] == ["auth.refresh", "orders.search"]
    assert all(arrival.status == 0 for arrival in rig.arrived())


def test_while_a_refresh_ahead_fails_the_old_token_serves(rig: Rig) -> None:
    rig.clock.sleep(7 * 86400 - 3600)
    rig.platform.trouble("500@token+1")
    rig.go(first_page(rig))
    assert rig.calls()[-1]["outcome"] == "ok"


def test_a_withdrawn_grant_needs_a_new_consent_and_is_not_refreshed(rig: Rig) -> None:
    rig.platform.withdraw()
    with pytest.raises(ConsentNeeded):
        rig.go(first_page(rig))
    assert len(rig.arrived()) == 1
    assert rig.go(lambda client: client.auth_status()) is None  # the tokens are forgotten, and the shop ciphers
    assert not (rig.account.directory / "tokens.json").exists()
    rig.consent()
    rig.go(first_page(rig))


def test_without_a_token_consent_is_asked_for(rig: Rig) -> None:
    rig.account = replace(rig.account, name="somebody-new")
    with pytest.raises(ConsentNeeded, match="no token"):
        rig.go(lambda client: client.shops())
    assert rig.arrived() == []


@pytest.mark.parametrize("spec", ["cut@+1", "500-after@+1", "36009003-after@+1"])
def test_a_read_is_repeated_after_an_unknown_end_and_a_write_is_not(rig: Rig, spec: str) -> None:
    rig.platform.trouble(spec)
    rig.go(first_page(rig))
    assert len(rig.arrived()) == 2
    rig.platform.trouble(spec)
    with pytest.raises((TransportError, ServerError)) as error:
        rig.go(push(rig))
    assert error.value.delivered is None
    assert len(rig.arrived()) == 3


def test_an_answer_nobody_can_read_says_that_it_was_delivered(rig: Rig) -> None:
    rig.platform.trouble("garbage@+1")
    with pytest.raises(AnswerUnreadable) as error:
        rig.go(push(rig))
    assert error.value.delivered is True
    assert rig.calls()[-1]["outcome"] == "unreadable"


def test_some_items_failed_is_an_error_that_names_them(rig: Rig) -> None:
    product, sku = rig.product()
    warehouse = next(iter(sku.stock))
    skus = [
        {"id": sku.id, "inventory": [{"warehouse_id": warehouse, "quantity": 5}]},
        {"id": "1730000000000000999", "inventory": [{"warehouse_id": warehouse, "quantity": 5}]},
    ]
    with pytest.raises(PartialFailure) as error:
        rig.go(lambda client: client.shop(rig.shop_id).products.update_inventory(product.id, skus=skus))
    assert [item.detail.sku_id for item in error.value.items] == ["1730000000000000999"]


def test_a_403_says_which_steps_to_take(rig: Rig) -> None:
    rig.platform.trouble("403@+1")
    with pytest.raises(NotCertified) as error:
        rig.go(first_page(rig))
    assert "certification" in error.value.next_step and "认证" in error.value.next_step_zh
    assert len(rig.arrived()) == 1


def test_an_address_that_is_not_registered_is_told(rig: Rig) -> None:
    rig.platform.trouble("address@+1")
    with pytest.raises(EgressNotAllowed):
        rig.go(first_page(rig))


@pytest.mark.parametrize("ahead", [-400.0, 45.0])
def test_a_clock_that_is_off_is_told_by_how_much(rig: Rig, ahead: float) -> None:
    wall = rig.clock.wall
    rig.platform.clock = lambda: wall() - ahead
    with pytest.raises(ClockSkew) as error:
        rig.go(first_page(rig))
    assert error.value.offset == pytest.approx(ahead, abs=1.5)


def test_a_caller_in_a_hurry_is_told_when_to_come_back(rig: Rig) -> None:
    rig.platform.trouble("429:100@+1")
    deadline = datetime.fromtimestamp(rig.clock.wall() + 20, UTC)
    for patience in ({"max_wait": 20}, {"deadline": deadline}):
        with pytest.raises(RateLimited) as error:
            rig.go(lambda client, patience=patience: first_page(rig)(client.within(**patience)))
        assert isinstance(error.value, WaitTooLong)
        assert 60 <= error.value.retry_at - rig.clock.wall() <= 101
    assert rig.calls()[-1]["kind"] == "refusal"
    assert len(rig.arrived()) == 1


def test_without_an_audit_log_nothing_is_sent(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink

    def full(self: Any, record: Any) -> str:
        raise AuditUnavailable("no space left")

    monkeypatch.setattr(JsonLinesSink, "append", full)
    with pytest.raises(AuditUnavailable, match="no space"):
        rig.go(first_page(rig))
    assert rig.arrived() == []


def test_a_done_write_does_not_look_undone_when_its_outcome_cannot_be_written(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink

    append = JsonLinesSink.append

    def outcomes_fail(self: Any, record: Any) -> str:
        if record.kind == "outcome":
            raise AuditUnavailable("no space left")
        return append(self, record)

    monkeypatch.setattr(JsonLinesSink, "append", outcomes_fail)
    rig.go(push(rig, 11))
    _, sku = rig.product()
    assert 11 in sku.stock.values()


def test_a_pause_stored_while_the_intent_is_written_keeps_the_call_back(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink

    append = JsonLinesSink.append
    paused: list[float] = []

    def another_process_is_told_to_stop(self: Any, record: Any) -> str:
        if record.kind == "intent" and not paused:
            paused.append(rig.clock.boot())
            for house in houses():
                house.ledger().pause_for(30.0, "429 elsewhere")
        return append(self, record)

    monkeypatch.setattr(JsonLinesSink, "append", another_process_is_told_to_stop)
    rig.go(first_page(rig))
    assert [arrival.at - paused[0] >= 30.0 for arrival in rig.arrived()] == [True]
    assert [r["outcome"] for r in rig.calls() if r["kind"] == "outcome"][-2:] == ["not_sent", "ok"]


def houses() -> list[Any]:
    from tiktok_shop_sdk import home

    return list(home._OPEN.values())


def test_a_slow_disk_does_not_eat_the_gap(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink

    append = JsonLinesSink.append
    delays = iter([0.3, 0.0, 0.0] * 50)

    def slow(self: Any, record: Any) -> str:
        if record.kind == "intent":
            rig.clock.sleep(next(delays))
        return append(self, record)

    monkeypatch.setattr(JsonLinesSink, "append", slow)
    rig.go(lambda client: client.shop(rig.shop_id).orders.search(page_size=10))
    gaps = [b.at - a.at for a, b in pairwise(rig.arrived())]
    assert len(gaps) >= 10
    assert min(gaps) >= 0.5 - 1e-9


@pytest.mark.parametrize("step", [3600.0, -3600.0])
def test_a_wall_clock_that_steps_causes_no_early_call(rig: Rig, step: float) -> None:
    rig.limits(pace=1.0)
    wall = rig.platform.clock
    at_first = rig.clock.wall() - rig.clock.boot()
    rig.platform.clock = lambda: wall() - (rig.clock.wall() - rig.clock.boot() - at_first)  # the platform's own clock
    stepped: list[bool] = []

    def step_once(number: int, _: Any) -> None:
        if len(rig.arrived()) == 3 and not stepped:
            stepped.append(True)
            rig.clock.step_wall(step)

    rig.platform.on_call.append(step_once)
    with pytest.raises(ClockSkew) as error:
        rig.go(lambda client: client.shop(rig.shop_id).orders.search(page_size=10))
    assert error.value.offset == pytest.approx(step, abs=2)
    rig.clock.step_wall(-step)
    rig.go(lambda client: client.shop(rig.shop_id).orders.search(page_size=10))
    gaps = [b.at - a.at for a, b in pairwise(rig.arrived())]
    assert min(gaps) >= 1.0 - 1e-9
    assert sorted(gaps)[len(gaps) // 2] <= 1.01  # and it goes on at the allowed rate


def test_a_call_that_takes_too_long_ends_as_a_timeout(rig: Rig) -> None:
    rig.platform.trouble("slow:90@+1")
    with pytest.raises(TransportError) as error:
        rig.go(push(rig))
    assert error.value.delivered is None
    assert rig.calls()[-1]["outcome"] == "timeout"


def test_a_closed_client_makes_no_call(rig: Rig) -> None:
    kept: list[Any] = []
    rig.go(lambda client: kept.append(client) or client.shops())
    with pytest.raises(ClientClosed):
        rig.go(lambda _: kept[0].shops())


def test_token_calls_take_a_place_in_the_pace(rig: Rig) -> None:
    rig.clock.sleep(7 * 86400 - 3600)
    rig.go(first_page(rig))
    assert all(b.at - a.at >= 0.5 - 1e-9 for a, b in pairwise(rig.arrived()))
    assert len(rig.arrived()) == 2


def test_a_token_that_expires_in_line_is_replaced_before_the_call_is_sent(rig: Rig) -> None:
    with TikTokShop(rig.account, transport=rig.transport(), clock=rig.clock):
        (house,) = houses()
        wall = rig.clock.wall()
        house.keep(replace(house.tokens.kept().grant, obtained=wall, access_expires=wall + 100))
        house.ledger().pause_for(200.0, "429 elsewhere")
    rig.go(first_page(rig))
    assert [r["operation"] for r in rig.calls() if r["kind"] == "intent"][-2:] == ["auth.refresh", "orders.search"]
    assert all(arrival.code != 105002 for arrival in rig.arrived())


def test_tokens_that_are_removed_during_a_refresh_ask_for_consent(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.clock.sleep(7 * 86400 - 60)
    taken = FileLock.try_acquire

    def removed_meanwhile(lock: FileLock) -> bool:
        if lock.path.name == "refresh.lock":
            (rig.account.directory / "tokens.json").unlink(missing_ok=True)
        return taken(lock)

    monkeypatch.setattr(FileLock, "try_acquire", removed_meanwhile)
    with pytest.raises(ConsentNeeded, match="removed"):
        rig.go(first_page(rig))


def test_an_answer_is_told_even_when_its_slot_cannot_be_settled(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any) -> float:
        raise LedgerUnavailable("the disk went away")

    monkeypatch.setattr(SqliteLedger, "settle", gone)
    assert rig.go(push(rig)) is not None
    assert rig.calls()[-1]["outcome"] == "ok"


def test_a_pause_that_cannot_be_stored_is_not_passed_over(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any) -> float:
        raise LedgerUnavailable("the disk went away")

    monkeypatch.setattr(SqliteLedger, "settle", gone)
    rig.platform.trouble("429@+1")
    with pytest.raises(LedgerUnavailable, match="slow down"):
        rig.go(first_page(rig))
    assert len(rig.arrived()) == 1
    assert rig.calls()[-1]["outcome"] == "api_error"


def test_patience_is_counted_over_all_attempts(rig: Rig) -> None:
    rig.platform.trouble("429:4*9@+1")
    start = rig.clock.boot()
    with pytest.raises(WaitTooLong):
        rig.go(lambda client: first_page(rig)(client.within(max_wait=10)))
    assert 8 <= rig.clock.boot() - start <= 10


def test_without_a_ledger_nothing_is_sent(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any) -> Any:
        raise LedgerUnavailable("the disk went away")

    for name in ("confirm", "book"):
        monkeypatch.setattr(SqliteLedger, name, gone)
        with pytest.raises(LedgerUnavailable):
            rig.go(first_page(rig))
    assert rig.arrived() == []


def test_a_refresh_waits_for_whoever_is_refreshing(rig: Rig) -> None:
    rig.clock.sleep(7 * 86400 - 60)
    lock = FileLock(rig.account.directory / "refresh.lock")
    assert lock.try_acquire()
    start, sleep = rig.clock.boot(), rig.clock.sleep

    def release_after_a_second(seconds: float) -> None:
        sleep(seconds)
        if rig.clock.boot() > start + 1:
            lock.release()

    rig.clock.sleep = rig.clock.advance = release_after_a_second
    rig.go(first_page(rig))
    assert rig.arrived()[0].at >= start + 1


def test_a_pause_is_recorded_with_its_length(rig: Rig) -> None:
    rig.platform.trouble("429:7@+1")
    rig.go(first_page(rig))
    (pause,) = (record for record in rig.records() if record["kind"] == "pause")
    assert pause["detail"] == {"seconds": 7} and pause["cause"]


def test_two_names_of_one_seller_share_one_ledger(rig: Rig) -> None:
    rig.go(first_page(rig))
    used = rig.go(lambda client: client.quota()).windows[1].used
    rig.account = replace(rig.account, name="acme-uk-again")
    rig.consent()
    assert rig.go(lambda client: client.quota()).windows[1].used > used
