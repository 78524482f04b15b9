"""A cancelled caller: what it had begun is recorded, what others wait for is not touched."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.flow.conftest import Rig
from tests.virtual import run_virtual
from tiktok_shop_sdk import AsyncTikTokShop
from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    made = Rig("async", tmp_path / "state")
    made.consent()
    made.referee.arrivals.clear()
    return made


def cancelled_after(rig: Rig, seconds: float) -> None:
    async def use(client: Any) -> None:
        task = asyncio.ensure_future(client.shop(rig.shop_id).orders.get_price_detail("576801010000000000"))
        await asyncio.sleep(seconds)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run_virtual(rig.through_async(use), rig.clock)


def test_cancelled_on_the_way_it_is_recorded_as_cancelled_and_keeps_its_slot(rig: Rig) -> None:
    rig.platform.trouble("slow:20@+1")
    cancelled_after(rig, 5.0)
    assert [r.get("outcome") for r in rig.calls()][-2:] == [None, "cancelled"]
    used = rig.go(lambda client: client.quota()).windows[1].used
    rig.clock.sleep(3600)  # the answer may still be read for timeout + grace, and its hour runs from there
    assert used >= 1 and rig.go(lambda client: client.quota()).windows[1].used == 1


def test_cancelled_in_line_it_leaves_nothing_behind(rig: Rig) -> None:
    rig.platform.trouble("429:60@+1")

    async def use(client: Any) -> None:
        shop = client.shop(rig.shop_id)
        calls = [asyncio.ensure_future(shop.orders.get_price_detail("576801010000000000")) for _ in range(5)]
        await asyncio.sleep(10)
        for call in calls[1:4]:
            call.cancel()
        results = await asyncio.gather(*calls, return_exceptions=True)
        assert [isinstance(result, asyncio.CancelledError) for result in results] == [False, True, True, True, False]

    run_virtual(rig.through_async(use), rig.clock)
    intents = [r for r in rig.calls() if r["kind"] == "intent" and r["operation"] == "orders.get_price_detail"]
    outcomes = [r for r in rig.calls() if r["kind"] == "outcome" and r["operation"] == "orders.get_price_detail"]
    assert len(intents) == len(outcomes)


def test_cancelled_while_its_intent_is_written_the_intent_is_closed_and_nothing_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a real loop, with a worker thread that is still writing when the cancellation comes."""
    rig = Rig("async", tmp_path / "state")
    rig.consent()
    arrived = len(rig.arrived())
    writing, cancelled = threading.Event(), threading.Event()
    append = JsonLinesSink.append

    def slowly(sink: JsonLinesSink, record: Record) -> str:
        if record.kind == "intent":
            writing.set()
            cancelled.wait(5)
        return append(sink, record)

    monkeypatch.setattr(JsonLinesSink, "append", slowly)

    async def main() -> None:
        async with AsyncTikTokShop(rig.account, transport=rig.transport(), clock=rig.clock) as client:
            task = asyncio.ensure_future(client.shops())
            while not writing.is_set():  # noqa: ASYNC110  # set by a worker thread
                await asyncio.sleep(0.001)
            task.cancel()
            await asyncio.sleep(0)
            cancelled.set()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(main())
    assert [r.get("outcome") for r in rig.calls()][-2:] == [None, "cancelled"]
    assert len(rig.arrived()) == arrived


def test_a_timeout_of_the_caller_s_own_ends_as_a_timeout(rig: Rig) -> None:
    rig.platform.trouble("slow:20@+1")

    async def use(client: Any) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(3):
                await client.shop(rig.shop_id).orders.get_price_detail("576801010000000000")

    run_virtual(rig.through_async(use), rig.clock)
    assert rig.calls()[-1]["outcome"] == "cancelled"
