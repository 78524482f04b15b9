"""An httpx client talks to the sandbox in one process, and the test controls every delay."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from tiktok_shop_sdk.sandbox.transport import SandboxTransport

HOST = "https://open-api.tiktokglobalshop.com"


def ask(caller: Any, transport: SandboxTransport, *, timeout: float = 30.0) -> httpx.Response:
    target, headers, body = caller.request("POST", "/order/202309/orders/search", {"page_size": 5}, {})
    with httpx.Client(transport=transport, timeout=timeout) as client:
        return client.post(HOST + target, headers=headers, content=body)


async def ask_async(caller: Any, transport: SandboxTransport, *, timeout: float = 30.0) -> httpx.Response:
    target, headers, body = caller.request("POST", "/order/202309/orders/search", {"page_size": 5}, {})
    async with httpx.AsyncClient(transport=transport, timeout=timeout) as client:
        return await client.post(HOST + target, headers=headers, content=body)


async def test_both_kinds_of_client_get_the_same_answer(caller: Any) -> None:
    transport = SandboxTransport(caller.platform, client_address="192.0.2.1")
    blocking, suspending = ask(caller, transport), await ask_async(caller, transport)
    assert blocking.json()["data"] == suspending.json()["data"]
    assert len(blocking.json()["data"]["orders"]) == 5
    assert caller.platform.report()["addresses"] == ["192.0.2.1"]


async def test_the_way_there_and_back_takes_as_long_as_the_test_says(caller: Any, clock: Any) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.now += seconds

    async def async_sleep(seconds: float) -> None:
        sleep(seconds)

    transport = SandboxTransport(
        caller.platform, lag=lambda: 0.25, lag_back=lambda: 0.125, sleep=sleep, async_sleep=async_sleep
    )
    start = clock.boot()
    ask(caller, transport)
    await ask_async(caller, transport)
    assert slept == [0.25, 0.125] * 2
    assert [arrival.at - start for arrival in caller.platform.referee.arrivals] == [0.25, 0.625]


async def test_an_answer_that_comes_too_late_is_a_time_out(new_caller: Any) -> None:
    caller = new_caller(fail="slow:9*2@1")
    slept: list[float] = []

    async def async_sleep(seconds: float) -> None:
        slept.append(seconds)

    transport = SandboxTransport(caller.platform, sleep=slept.append, async_sleep=async_sleep)
    with pytest.raises(httpx.ReadTimeout):
        ask(caller, transport, timeout=3.0)
    with pytest.raises(httpx.ReadTimeout):
        await ask_async(caller, transport, timeout=3.0)
    assert slept == [3.0, 3.0]


@pytest.mark.parametrize("spec", ["cut@1", "cut-before@1"])
async def test_a_cut_connection_is_a_protocol_error(new_caller: Any, spec: str) -> None:
    for asked in (ask, ask_async):
        caller = new_caller(fail=spec)
        with pytest.raises(httpx.RemoteProtocolError):
            answer = asked(caller, SandboxTransport(caller.platform))
            await answer


@pytest.mark.parametrize(
    ("spec", "status"),
    [
        ("429:5@1", 429),
        ("36009002@1", 200),
        ("expired@1", 401),
        ("500@1", 500),
        ("503@1", 503),
        ("403@1", 403),
    ],
)
def test_scripted_trouble_comes_through(new_caller: Any, spec: str, status: int) -> None:
    caller = new_caller(fail=spec)
    answer = ask(caller, SandboxTransport(caller.platform))
    assert answer.status_code == status
    assert answer.headers.get("retry-after") == ("5" if status == 429 else None)


def test_calls_from_many_threads_are_all_counted(caller: Any) -> None:
    async def many() -> None:
        transport = SandboxTransport(caller.platform)
        await asyncio.gather(*(asyncio.to_thread(ask, caller, transport) for _ in range(20)))

    asyncio.run(many())
    arrivals = caller.platform.referee.arrivals
    assert [arrival.sequence for arrival in arrivals] == list(range(1, 21))
    assert len({arrival.request_id for arrival in arrivals}) == 20


class Timeline:
    """Sleeps without waiting: the clock stands still until somebody sleeps, and sleepers wake in order."""

    def __init__(self, clock: Any) -> None:
        self.clock = clock
        self.due: list[tuple[float, asyncio.Future[None]]] = []
        self.asleep = asyncio.Semaphore(0)

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        self.due.append((self.clock.now + seconds, woken))
        self.asleep.release()
        await woken

    async def run(self) -> None:
        while self.due:
            self.due.sort(key=lambda one: one[0])
            self.clock.now, woken = self.due.pop(0)
            if not woken.done():
                woken.set_result(None)
            for _ in range(10):
                await asyncio.sleep(0)


async def test_a_request_arrives_even_if_its_caller_was_cancelled(caller: Any, clock: Any) -> None:
    timeline = Timeline(clock)
    transport = SandboxTransport(caller.platform, lag=lambda: 5.0, async_sleep=timeline.sleep)
    call = asyncio.ensure_future(ask_async(caller, transport))
    await timeline.asleep.acquire()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert not caller.platform.referee.arrivals
    await timeline.run()
    [arrival] = caller.platform.referee.arrivals
    assert arrival.at == 5.0


async def test_a_request_arrives_even_if_its_caller_gave_up_before(caller: Any, clock: Any) -> None:
    timeline = Timeline(clock)
    transport = SandboxTransport(caller.platform, lag=lambda: 5.0, async_sleep=timeline.sleep)
    call = asyncio.ensure_future(ask_async(caller, transport, timeout=3.0))
    for _ in ("the caller", "the request on its way"):
        await timeline.asleep.acquire()
    await timeline.run()
    with pytest.raises(httpx.ReadTimeout):
        await call
    assert [arrival.at for arrival in caller.platform.referee.arrivals] == [5.0]


def test_a_blocking_caller_who_gives_up_on_the_way_takes_its_request_along(caller: Any) -> None:
    slept: list[float] = []
    transport = SandboxTransport(caller.platform, lag=lambda: 5.0, sleep=slept.append)
    with pytest.raises(httpx.ReadTimeout):
        ask(caller, transport, timeout=3.0)
    assert slept == [3.0]
    assert not caller.platform.referee.arrivals
