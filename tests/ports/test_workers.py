"""Few threads do the blocking work of all accounts; more come only while those are held up."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator

import pytest

from tiktok_shop_sdk.ports import workers
from tiktok_shop_sdk.ports.workers import FEW, MOST, Workers


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    monkeypatch.setattr(workers, "HELD_UP", 0.001)
    made = Workers()
    yield made
    made.shutdown()


def all_of(made: Workers, works: list[Callable[[], object]]) -> list[object]:
    async def use() -> list[object]:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(10.0):
            return await asyncio.gather(*(loop.run_in_executor(made, work) for work in works))

    return asyncio.run(use())


def test_few_threads_do_whatever_goes_on(made: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "HELD_UP", 60.0)
    assert len(set(all_of(made, [threading.get_ident] * 200))) <= FEW


def test_a_single_caller_needs_a_single_thread(made: Workers) -> None:
    async def use() -> None:
        for _ in range(1000):
            await asyncio.get_running_loop().run_in_executor(made, threading.get_ident)

    asyncio.run(use())
    assert made._threads == 1


def test_a_thread_that_waits_keeps_no_result(made: Workers) -> None:
    class Result:
        pass

    (made_by_it,) = all_of(made, [Result])
    seen = weakref.ref(made_by_it)
    del made_by_it
    for _ in range(100):
        gc.collect()
        if seen() is None:
            break
        time.sleep(0.01)  # the thread is on its way to its wait
    assert seen() is None


def test_work_that_is_held_up_holds_up_no_other(made: Workers) -> None:
    released, hanging = threading.Event(), MOST - 1
    works: list[Callable[[], object]] = [lambda: released.wait(10.0)] * hanging
    assert all(all_of(made, [*works, released.set])[:hanging])


def test_no_more_threads_than_the_most(made: Workers) -> None:
    together = threading.Barrier(MOST)
    all_of(made, [together.wait] * MOST * 2)
    assert made._threads <= MOST


def test_what_the_work_raises_comes_to_its_caller(made: Workers) -> None:
    with pytest.raises(ZeroDivisionError):
        all_of(made, [lambda: 1 // 0])
