"""The sandbox on a loopback port, for demos and for tests with real sockets; needs the extra `sandbox`."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from .exchange import Incoming
from .platform import Platform

_START_SECONDS = 10.0


class NotLoopback(ValueError):
    """The sandbox may only be bound to an address of this machine that nobody else can reach."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host!r} is not a loopback address; use 127.0.0.1 or ::1")


def sandbox_app(platform: Platform) -> Starlette:
    """The ASGI application around a platform."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await _answer(platform, scope, receive, send)

    asgi: ASGIApp = answer
    return Starlette(routes=[Mount("/", app=asgi)])


async def _answer(platform: Platform, scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope, receive)
    try:
        body = await request.body()
    except ClientDisconnect:
        return
    out = platform.answer(_incoming(request, body))
    if out.delay > 0:
        await asyncio.sleep(out.delay)
    if out.cut:
        close: Callable[[], None] | None = scope.get("state", {}).get("close_connection")
        if close is None:
            raise RuntimeError("this server cannot close a connection unanswered; use serve()")
        close()
        await receive()  # the disconnect: a server answers 500 for an application that returns before it
        return
    await Response(out.body, out.status, dict(out.headers))(scope, receive, send)


def _incoming(request: Request, body: bytes) -> Incoming:
    scope = request.scope
    return Incoming(
        method=request.method,
        path=scope["raw_path"].decode("latin-1").partition("?")[0],
        query_string=scope["query_string"].decode("latin-1"),
        headers=dict(request.headers),
        body=body,
        client_address=request.client.host if request.client else "",
    )


class _Protocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, and the application may close the connection without an answer."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # asyncio names it BaseTransport
        super().connection_made(transport)
        self.app_state = {**self.app_state, "close_connection": transport.close}


def _server(platform: Platform) -> uvicorn.Server:
    config = uvicorn.Config(
        sandbox_app(platform),
        http=_Protocol,
        loop="asyncio",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


def _bind(host: str, port: int) -> socket.socket:
    address = "127.0.0.1" if host == "localhost" else host
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        raise NotLoopback(host) from None
    if not parsed.is_loopback:
        raise NotLoopback(host)
    family = socket.AF_INET6 if parsed.version == 6 else socket.AF_INET
    # With the protocol named, asyncio switches Nagle's delay off: 40 ms an answer otherwise.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((address, port))
    except OSError:
        bound.close()
        raise
    return bound


def serve(platform: Platform | None = None, *, host: str = "127.0.0.1", port: int = 8765) -> None:
    """Run the sandbox until it is interrupted; raises `NotLoopback` for any other host."""
    chosen = platform or Platform()
    with _bind(host, port) as bound, _sending_webhooks(chosen):
        _server(chosen).run(sockets=[bound])


@contextmanager
def _sending_webhooks(platform: Platform) -> Iterator[None]:
    """Webhooks go out by themselves for as long as the sandbox has a port."""
    stop = threading.Event()
    thread = threading.Thread(target=platform.messenger.run_until, args=(stop,), name="sandbox-webhooks", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@dataclass(frozen=True, slots=True)
class RunningSandbox:
    """A sandbox that answers at `url`."""

    url: str
    platform: Platform

    def report(self) -> dict[str, Any]:
        """The referee's report."""
        return self.platform.report()


@contextmanager
def running_sandbox(
    platform: Platform | None = None, *, host: str = "127.0.0.1", port: int = 0
) -> Iterator[RunningSandbox]:
    """Run the sandbox in a thread, on a free port unless one is given, for as long as the block lasts."""
    chosen = platform or Platform()
    with _bind(host, port) as bound, _sending_webhooks(chosen):
        server = _server(chosen)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, name="sandbox", daemon=True)
        thread.start()
        try:
            _await_start(server, thread)
            shown = f"[{host}]" if ":" in host else host
            yield RunningSandbox(f"http://{shown}:{bound.getsockname()[1]}", chosen)
        finally:
            server.should_exit = True
            thread.join()


def _await_start(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("the sandbox did not start")
        time.sleep(0.005)
