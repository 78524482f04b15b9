"""Whose turn it is, for tasks and threads, in one process."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
from collections.abc import Callable, Coroutine
from functools import partial
from types import FrameType
from typing import Any, TypeAlias

import pytest

from tests.virtual import VirtualClock, run_virtual
from tiktok_shop_sdk.core.lanes import LANES, Lane
from tiktok_shop_sdk.core.limits import Answered, Booking, Limits, Window
from tiktok_shop_sdk.ports.aio import AsyncTurn
from tiktok_shop_sdk.ports.blocking import BlockingTurn
from tiktok_shop_sdk.ports.clock import SystemClock
from tiktok_shop_sdk.ports.turn import Turnstile
from tiktok_shop_sdk.stores.memory import MemoryLedger

PRODUCT, ORDER = ("product",), ("order",)


@pytest.fixture
def turnstile(clock: VirtualClock) -> Turnstile:
    return Turnstile(clock)


def run_blocking(coroutine: Coroutine[Any, Any, None]) -> None:
    with pytest.raises(StopIteration):
        coroutine.send(None)


Turn: TypeAlias = AsyncTurn | BlockingTurn


async def pass_through(turn: Turn, done: Callable[[], object], rests: float | None = None) -> None:
    async with turn:
        await turn.come()
        if rests is not None:
            await turn.rest(rests)
            await turn.come()
        done()


def test_first_come_first_served(turnstile: Turnstile, clock: VirtualClock) -> None:
    served: list[int] = []

    async def main() -> None:
        calls = (pass_through(AsyncTurn(turnstile, PRODUCT, "sync"), partial(served.append, i)) for i in range(50))
        await asyncio.gather(*calls)

    run_virtual(main(), clock)
    assert served == list(range(50))


def test_a_queue_that_rests_blocks_no_other_queue(turnstile: Turnstile, clock: VirtualClock) -> None:
    served: list[tuple[str, float]] = []
    begun = clock.boot()

    def note(name: str) -> Callable[[], None]:
        return lambda: served.append((name, clock.boot() - begun))

    async def main() -> None:
        await asyncio.gather(
            pass_through(AsyncTurn(turnstile, ORDER, "sync"), note("order"), rests=2100.0),
            pass_through(AsyncTurn(turnstile, ORDER, "sync"), note("second order")),
            pass_through(AsyncTurn(turnstile, PRODUCT, "sync"), note("product"), rests=0.5),
        )

    run_virtual(main(), clock)
    assert served == [("product", 0.5), ("order", 2100.0), ("second order", 2100.0)]


def test_lanes_go_one_after_the_other_and_within_a_lane_the_first_who_came(
    turnstile: Turnstile, clock: VirtualClock
) -> None:
    served: list[str] = []

    async def main() -> None:
        async with asyncio.TaskGroup() as group, AsyncTurn(turnstile, PRODUCT, "backfill") as asking:
            await asking.come()
            for number in range(3):
                for lane in reversed(LANES):
                    turn = AsyncTurn(turnstile, ORDER if number else PRODUCT, lane)
                    group.create_task(pass_through(turn, partial(served.append, f"{lane} {number}")))
            await asyncio.sleep(0.1)

    run_virtual(main(), clock)
    assert served == [f"{lane} {number}" for lane in LANES for number in range(3)]


def test_a_lane_that_is_not_served_for_long_counts_as_the_one_before(turnstile: Turnstile, clock: VirtualClock) -> None:
    served: list[tuple[str, float]] = []
    begun = clock.boot()

    async def one(lane: Lane) -> None:
        async with AsyncTurn(turnstile, PRODUCT, lane) as turn:
            await turn.come()
            served.append((lane, clock.boot() - begun))
            await asyncio.sleep(0.5)

    async def without_end() -> None:
        while clock.boot() < begun + 1000:
            await asyncio.gather(one("sync"), one("sync"))

    async def main() -> None:
        await asyncio.gather(without_end(), without_end(), *(one("backfill") for _ in range(3)))

    run_virtual(main(), clock)
    times = [at for lane, at in served if lane == "backfill"]
    assert times == pytest.approx([0.0, 300.0, 600.0], abs=2.0)  # one at a time: a long line makes nobody hurry
    assert len(served) == pytest.approx(2000, abs=10)


def test_among_heads_whose_time_has_come_the_earliest_goes(turnstile: Turnstile, clock: VirtualClock) -> None:
    served: list[str] = []

    async def main() -> None:
        await asyncio.gather(
            pass_through(AsyncTurn(turnstile, ORDER, "sync"), lambda: served.append("first"), rests=0.5),
            # Its timer is set for the same moment and is the first to go off.
            pass_through(AsyncTurn(turnstile, PRODUCT, "sync"), lambda: served.append("second"), rests=0.5),
        )

    run_virtual(main(), clock)
    assert served == ["first", "second"]


def test_only_one_caller_asks_at_a_time(turnstile: Turnstile, clock: VirtualClock) -> None:
    asking = 0

    async def ask(key: tuple[str, ...]) -> None:
        nonlocal asking
        async with AsyncTurn(turnstile, key, "sync") as turn:
            await turn.come()
            asking += 1
            assert asking == 1
            await asyncio.sleep(1.0)
            asking -= 1

    async def main() -> None:
        await asyncio.gather(*(ask((f"queue {i % 3}",)) for i in range(9)))

    run_virtual(main(), clock)


@pytest.mark.parametrize("when", ["waiting", "resting", "asking"])
def test_a_cancelled_caller_takes_nothing_from_others(turnstile: Turnstile, clock: VirtualClock, when: str) -> None:
    served: list[str] = []

    async def caller() -> None:
        async with AsyncTurn(turnstile, PRODUCT, "sync") as turn:
            await turn.come()
            if when == "resting":
                await turn.rest(1000.0)
            await asyncio.sleep(1000.0)

    async def main() -> None:
        calls = [asyncio.ensure_future(caller()) for _ in range(2)]
        after = asyncio.ensure_future(
            pass_through(AsyncTurn(turnstile, PRODUCT, "sync"), lambda: served.append("after"))
        )
        await asyncio.sleep(1.0)
        for call in calls if when != "waiting" else reversed(calls):
            call.cancel()
            await asyncio.sleep(1.0)
        await after

    run_virtual(main(), clock)
    assert served == ["after"]
    assert clock.boot() < 1010.0


def test_a_change_wakes_who_rests(turnstile: Turnstile, clock: VirtualClock) -> None:
    begun = clock.boot()

    async def main() -> None:
        call = asyncio.ensure_future(pass_through(AsyncTurn(turnstile, PRODUCT, "sync"), lambda: None, rests=1000.0))
        await asyncio.sleep(3.0)
        turnstile.look_again()
        await call

    run_virtual(main(), clock)
    assert clock.boot() - begun == 3.0


def test_a_change_while_asking_is_not_missed(turnstile: Turnstile, clock: VirtualClock) -> None:
    begun = clock.boot()

    async def main() -> None:
        async with AsyncTurn(turnstile, PRODUCT, "sync") as turn, AsyncTurn(turnstile, ORDER, "sync"):
            await turn.come()
            turnstile.look_again()
            await turn.rest(1000.0)
            assert clock.boot() == begun
            await turn.rest(1000.0)

    run_virtual(main(), clock)
    assert clock.boot() - begun == 1000.0


def test_a_thread_never_suspends_its_coroutine(turnstile: Turnstile, clock: VirtualClock) -> None:
    served: list[float] = []
    begun = clock.boot()
    turn = BlockingTurn(turnstile, PRODUCT, "sync", clock)
    run_blocking(pass_through(turn, lambda: served.append(clock.boot() - begun), rests=7.0))
    assert served == [7.0]


@pytest.mark.parametrize("patience", [0.0, 2.0])
def test_who_has_no_patience_left_gives_up_his_place(
    turnstile: Turnstile, clock: VirtualClock, patience: float
) -> None:
    begun = clock.boot()
    gave_up: list[float] = []

    async def impatient(turn: Turn) -> None:
        async with turn:
            assert not await turn.come()
            gave_up.append(clock.boot() - begun)

    async def main() -> None:
        async with AsyncTurn(turnstile, PRODUCT, "sync") as turn:
            assert await turn.come()
            await impatient(AsyncTurn(turnstile, PRODUCT, "sync", patience))
            await impatient(BlockingTurn(turnstile, ORDER, "sync", clock, patience))

    run_virtual(main(), clock)
    assert gave_up == pytest.approx([patience, 2 * patience], abs=1e-6)


def test_patience_ends_a_rest_too_and_does_no_harm_before(turnstile: Turnstile, clock: VirtualClock) -> None:
    async def main() -> None:
        for turn in (AsyncTurn(turnstile, PRODUCT, "sync", 5.0), BlockingTurn(turnstile, PRODUCT, "sync", clock, 5.0)):
            begun = clock.boot()
            async with turn:
                assert await turn.come()
                assert await turn.come()
                assert await turn.rest(3.0)
                assert not await turn.rest(3.0)
            assert clock.boot() - begun == pytest.approx(5.0)

    run_virtual(main(), clock)


def test_the_same_line_serves_several_event_loops_one_after_another(turnstile: Turnstile, clock: VirtualClock) -> None:
    served: list[int] = []
    for i in range(3):
        run_virtual(pass_through(AsyncTurn(turnstile, PRODUCT, "sync"), partial(served.append, i)), clock)
    assert served == [0, 1, 2]


def test_a_caller_whose_loop_was_closed_is_passed_over(turnstile: Turnstile, clock: VirtualClock) -> None:
    async def hold() -> None:
        async with AsyncTurn(turnstile, PRODUCT, "sync") as turn:
            await turn.come()
            await asyncio.sleep(1000.0)

    holder, waiter = hold(), hold()
    loop = asyncio.new_event_loop()
    loop._asyncgens_shutdown_called = False
    tasks = [loop.create_task(holder), loop.create_task(waiter)]
    loop.run_until_complete(asyncio.sleep(0.01))
    loop.close()
    served: list[str] = []
    holder.close()  # leaves the line as the garbage collector would; the waiter cannot be woken any more
    run_blocking(pass_through(BlockingTurn(turnstile, PRODUCT, "sync", clock), lambda: served.append("served")))
    assert served == ["served"]
    waiter.close()
    for task in tasks:
        task._log_destroy_pending = False
    del tasks
    gc.collect()


class InterruptingClock(VirtualClock):
    """Ends a coroutine, as the garbage collector may at any moment: here, while the line reads the clock."""

    turnstile: Turnstile
    forgotten: Coroutine[Any, Any, None] | None = None

    def boot(self) -> float:
        if self.forgotten and self.turnstile.line()._serving.locked():
            forgotten, self.forgotten = self.forgotten, None
            forgotten.close()
        return super().boot()


def test_a_call_forgotten_in_the_middle_of_a_message_does_not_lock_the_line() -> None:
    clock = InterruptingClock()
    clock.turnstile = turnstile = Turnstile(clock)

    async def abandoned() -> None:
        async with AsyncTurn(turnstile, PRODUCT, "sync") as turn:
            await turn.come()
            await turn.rest(1000.0)

    async def main() -> None:
        coroutine = abandoned()
        coroutine.send(None)
        clock.forgotten = coroutine
        await pass_through(AsyncTurn(turnstile, ORDER, "sync"), lambda: None)
        await pass_through(AsyncTurn(turnstile, PRODUCT, "sync"), lambda: None)

    run_virtual(main(), clock)
    assert clock.forgotten is None


def test_ctrl_c_in_the_middle_of_a_message_loses_none(turnstile: Turnstile, clock: VirtualClock) -> None:
    class Interrupted(list[Any]):
        times = 1

        def pop(self, *where: Any) -> Any:
            if self.times:
                self.times -= 1
                raise KeyboardInterrupt
            return super().pop(*where)

    served: list[str] = []
    turnstile.line()._inbox = Interrupted()
    with pytest.raises(KeyboardInterrupt):
        pass_through(BlockingTurn(turnstile, PRODUCT, "sync", clock), lambda: None).send(None)
    turnstile.look_again()  # serves what was left

    run_virtual(pass_through(AsyncTurn(turnstile, ORDER, "sync"), lambda: served.append("order")), clock)
    assert served == ["order"]


def test_another_process_has_another_line(turnstile: Turnstile, monkeypatch: pytest.MonkeyPatch) -> None:
    line = turnstile.line()
    assert turnstile.line() is line
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert turnstile.line() is not line


def test_tasks_of_two_loops_and_threads_share_one_line() -> None:
    """In real time, with a pace of a millisecond."""
    clock = SystemClock()
    turnstile, served, lock = Turnstile(clock), [], threading.Lock()
    limits = Limits(product=Window("product", 10_000, 1.0), order=Window("order", 10_000, 1.0), pace=0.001)
    ledger = MemoryLedger(limits, clock)

    def note() -> None:
        with lock:
            served.append(clock.boot())

    async def call(turn: Turn, windows: tuple[Window, ...]) -> None:
        async with turn:
            while True:
                await turn.come()
                booked = ledger.book(windows)
                if isinstance(booked, Booking):
                    break
                await turn.rest(booked.seconds)
            note()
        ledger.settle(booked, Answered(ok=True))

    async def tasks() -> None:
        windows = limits.windows("product")
        await asyncio.gather(*(call(AsyncTurn(turnstile, PRODUCT, "sync"), windows) for _ in range(40)))

    def blocking() -> None:
        for _ in range(20):
            run_blocking(call(BlockingTurn(turnstile, ORDER, "sync", clock), limits.windows("order")))

    threads = [threading.Thread(target=lambda: asyncio.run(tasks())) for _ in range(2)]
    threads += [threading.Thread(target=blocking) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20.0)
        assert not thread.is_alive()
    assert len(served) == 2 * 40 + 3 * 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_child_does_not_wait_for_callers_of_its_parent(turnstile: Turnstile, clock: VirtualClock) -> None:
    waiting = AsyncTurn(turnstile, PRODUCT, "sync")

    async def main() -> None:
        async with waiting:
            await waiting.come()
            child = os.fork()
            if child == 0:
                served: list[int] = []
                turn = BlockingTurn(turnstile, PRODUCT, "sync", clock)
                with pytest.raises(StopIteration):
                    pass_through(turn, lambda: served.append(1)).send(None)
                os._exit(0 if served else 1)
            status = os.waitpid(child, 0)[1]  # noqa: ASYNC222 - nothing else runs in this loop
            assert os.waitstatus_to_exitcode(status) == 0

    run_virtual(main(), clock)


def steps_of_a_grant(clock: VirtualClock, waiting: int) -> int:
    """How many functions of this package are entered while one caller of a long line gets his turn and leaves."""
    turnstile, steps = Turnstile(clock), 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal steps
        steps += event == "call" and "tiktok_shop_sdk" in frame.f_code.co_filename

    async def main() -> None:
        turns = [AsyncTurn(turnstile, ORDER, "backfill") for _ in range(waiting + 1)]
        for turn in turns:
            await turn.__aenter__()
        tasks = [asyncio.ensure_future(turn.come()) for turn in turns]
        await asyncio.sleep(0.0)
        sys.setprofile(count)
        try:
            await turns[0].come()
            await turns[0].__aexit__(None, None, None)
        finally:
            sys.setprofile(None)
        await tasks[1]
        for task in tasks:
            task.cancel()

    run_virtual(main(), clock)
    return steps


def test_with_a_thousand_waiting_a_grant_costs_what_it_costs_with_one(clock: VirtualClock) -> None:
    assert steps_of_a_grant(clock, 1000) == steps_of_a_grant(clock, 1) > 0
