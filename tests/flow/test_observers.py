"""Observers see what happens to each attempt, learn nothing that is nobody's business, and change nothing."""

from __future__ import annotations

import asyncio
import inspect
import logging
import pickle
from dataclasses import FrozenInstanceError, asdict
from typing import Any

import pytest

from tests.flow.conftest import Rig
from tests.flow.test_flow import houses
from tests.virtual import run_virtual
from tiktok_shop_sdk import AsyncTikTokShop, TikTokShop
from tiktok_shop_sdk.core import observe
from tiktok_shop_sdk.core.observe import Answered, Event, Observer, Paused, Refreshed, Sent, Waited
from tiktok_shop_sdk.errors import Refused
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink

ORDER = "576801010000000000"


def observed(rig: Rig, use: Any, *more: Observer) -> list[Event]:
    """What an observer was told while `use` made its calls."""
    seen: list[Event] = []
    observers = [*more, seen.append]
    if rig.kind == "blocking":
        with TikTokShop(rig.account, observers=observers, transport=rig.transport(), clock=rig.clock) as client:
            use(client)
        return seen

    async def main() -> None:
        made = AsyncTikTokShop(rig.account, observers=observers, transport=rig.transport(), clock=rig.clock)
        async with made as client:
            result = use(client)
            if inspect.isawaitable(result):
                await result

    run_virtual(main(), rig.clock)
    return seen


def one_call(rig: Rig) -> Any:
    return lambda client: client.shop(rig.shop_id).within(lane="backfill").orders.get_price_detail(ORDER)


def kinds(events: list[Event]) -> list[type[Event]]:
    return [type(event) for event in events]


def test_a_call_waits_is_sent_and_is_answered(rig: Rig) -> None:
    rig.clock.sleep(10.0)
    rig.lag = lambda: 0.2
    waited, sent, answered = observed(rig, one_call(rig))
    assert isinstance(waited, Waited) and isinstance(sent, Sent) and isinstance(answered, Answered)
    about = ("orders.get_price_detail", "order", "backfill", 1)
    assert {(e.operation, e.quota, e.lane, e.attempt) for e in (waited, sent, answered)} == {about}
    assert waited.seconds == 0.0
    assert (answered.outcome, answered.status, answered.code) == ("ok", 200, 0)
    assert answered.seconds == pytest.approx(answered.at - sent.at) and answered.seconds >= 0.2
    assert answered.at == pytest.approx(rig.clock.wall())


def test_a_429_pauses_and_the_next_attempt_says_that_it_is_one(rig: Rig) -> None:
    rig.platform.trouble("429:7@+1")
    events = observed(rig, one_call(rig))
    assert kinds(events) == [Waited, Sent, Answered, Paused, Waited, Sent, Answered]
    assert [event.attempt for event in events] == [1] * 4 + [2] * 3
    assert events[3].seconds == 7 and events[2].status == 429 and events[4].seconds == pytest.approx(7, abs=0.1)  # type: ignore[attr-defined]


def test_an_attempt_that_was_not_sent_is_not_told_as_sent(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    append = JsonLinesSink.append
    paused: list[str] = []

    def another_process_is_told_to_stop(self: JsonLinesSink, record: Any) -> str:
        if record.kind == "intent" and not paused:
            paused.append(record.operation)
            for house in houses():
                house.ledger().pause_for(30.0, "429 elsewhere")
        return append(self, record)

    monkeypatch.setattr(JsonLinesSink, "append", another_process_is_told_to_stop)
    events = observed(rig, one_call(rig))
    assert kinds(events) == [Waited, Answered, Waited, Sent, Answered]
    assert [event.outcome for event in events if isinstance(event, Answered)] == ["not_sent", "ok"]


def test_what_is_refused_is_told_with_the_name_of_its_reason(rig: Rig) -> None:
    told: list[Event] = []
    with pytest.raises(Refused) as refused:
        observed(rig, lambda client: client.call("GET /product/202309/brands"), told.append)
    assert kinds(told) == [observe.Refused]
    assert told[0].error == type(refused.value).__name__  # type: ignore[attr-defined]


def test_a_refresh_is_told(rig: Rig) -> None:
    rig.clock.sleep(6.8 * 86_400)
    events = observed(rig, one_call(rig))
    assert kinds(events)[:4] == [Waited, Sent, Answered, Refreshed]
    assert {event.operation for event in events[:4]} == {"auth.refresh"}
    assert {(event.quota, event.lane) for event in events[:4]} == {("none", "interactive")}


def test_a_lost_connection_has_no_status(rig: Rig) -> None:
    rig.platform.trouble("cut@+1")
    lost, good = (event for event in observed(rig, one_call(rig)) if isinstance(event, Answered))
    assert (lost.outcome, lost.status, lost.code) == ("unknown", None, None)
    assert (good.outcome, good.status, good.code) == ("ok", 200, 0)


def test_an_observer_that_raises_changes_no_call_and_its_message_stays_out(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(event: Event) -> None:
        raise ValueError("a buyer's phone, perhaps")

    with caplog.at_level(logging.DEBUG):
        events = observed(rig, one_call(rig), broken)
    assert kinds(events) == [Waited, Sent, Answered]
    assert "ValueError" in caplog.text and "phone" not in caplog.text
    assert [record["outcome"] for record in rig.calls() if record["kind"] == "outcome"][-1] == "ok"


def test_events_are_frozen_and_hold_plain_words_and_numbers_alone(rig: Rig) -> None:
    events = observed(rig, one_call(rig))
    for event in events:
        with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
            event.operation = "x"  # type: ignore[misc]
        assert {type(value) for value in asdict(event).values()} <= {str, int, float, type(None)}
        text = repr(event) + str(pickle.dumps(event))
        assert rig.shop_id not in text and ORDER not in text


@pytest.mark.parametrize("rig", ["async"], indirect=True)  # nobody can cancel a blocking call from outside
def test_a_cancelled_call_is_told_as_cancelled(rig: Rig) -> None:
    rig.platform.trouble("slow:20@+1")

    async def use(client: Any) -> None:
        call = asyncio.ensure_future(client.shop(rig.shop_id).orders.get_price_detail(ORDER))
        await asyncio.sleep(5.0)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call

    *_, sent, ended = observed(rig, use)
    assert isinstance(sent, Sent) and isinstance(ended, Answered)
    assert ended.outcome == "cancelled" and ended.seconds == pytest.approx(5.0, abs=0.1)
