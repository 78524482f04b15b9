"""Lets an httpx client talk to the sandbox inside one process, with delays that a test controls."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable

import httpx

from .exchange import Incoming, Outgoing
from .platform import Platform


def _no_lag() -> float:
    return 0.0


class SandboxTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport for `httpx.Client` and `httpx.AsyncClient` alike; every host is the sandbox.

    `lag` gives the seconds until a request arrives, `lag_back` those until its answer is read; both are asked
    once per request. `sleep` and `async_sleep` do the waiting. If the way there and back and the answer's
    delay together take longer than the request's read time-out, the call raises `httpx.ReadTimeout`. What was
    sent arrives all the same, at its time, even if the caller gave up or was cancelled meanwhile; only a
    blocking caller who gives up before the arrival takes its request along: nobody is left to deliver it.
    """

    def __init__(
        self,
        platform: Platform,
        *,
        client_address: str = "127.0.0.1",
        lag: Callable[[], float] = _no_lag,
        lag_back: Callable[[], float] = _no_lag,
        sleep: Callable[[float], None] = time.sleep,
        async_sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.platform = platform
        self.client_address = client_address
        self._lag = lag
        self._lag_back = lag_back
        self._sleep = sleep
        self._async_sleep = async_sleep
        self._on_the_way: set[asyncio.Future[Outgoing]] = set()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        sent = self._incoming(request, request.read())
        lag, patience = self._lag(), _patience(request)
        if lag > patience:
            self._wait(patience)
            raise _timed_out(request)
        self._wait(lag)
        out = self.platform.answer(sent)
        wait = out.delay + self._lag_back()
        self._wait(min(wait, patience - lag))
        return _response(request, out, timed_out=lag + wait > patience)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        sent = self._incoming(request, await request.aread())
        lag, patience = self._lag(), _patience(request)
        if lag <= 0:
            out = self.platform.answer(sent)
        else:
            arrival = asyncio.ensure_future(self._arrive(sent, lag))
            self._on_the_way.add(arrival)
            arrival.add_done_callback(self._on_the_way.discard)
            if lag > patience:
                await self._wait_async(patience)
                raise _timed_out(request)
            out = await asyncio.shield(arrival)
        wait = out.delay + self._lag_back()
        await self._wait_async(min(wait, patience - lag))
        return _response(request, out, timed_out=lag + wait > patience)

    async def _arrive(self, sent: Incoming, lag: float) -> Outgoing:
        await self._async_sleep(lag)
        return self.platform.answer(sent)

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self._sleep(seconds)

    async def _wait_async(self, seconds: float) -> None:
        if seconds > 0:
            await self._async_sleep(seconds)

    def _incoming(self, request: httpx.Request, body: bytes) -> Incoming:
        headers = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw)
        target = request.url.raw_path.decode("ascii")
        return Incoming.of(request.method, target, headers, body, self.client_address)


def _patience(request: httpx.Request) -> float:
    read: float | None = request.extensions.get("timeout", {}).get("read")
    return math.inf if read is None else read


def _timed_out(request: httpx.Request) -> httpx.ReadTimeout:
    return httpx.ReadTimeout("The answer took too long.", request=request)


def _response(request: httpx.Request, out: Outgoing, *, timed_out: bool) -> httpx.Response:
    if timed_out:
        raise _timed_out(request)
    if out.cut:
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
    return httpx.Response(out.status, headers=list(out.headers), content=out.body, request=request)
