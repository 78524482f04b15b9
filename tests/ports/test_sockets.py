"""Connections of asyncio's own under httpcore's pool, over real sockets."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import httpcore
import pytest

from tiktok_shop_sdk import Direct, Egress
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.errors import TransportError
from tiktok_shop_sdk.ports import sockets

from .test_fast import GOOD, Server, through

ORDINARY = Egress(registered="127.0.0.1", via=Direct("127.0.0.1"))


def answers_of(server: Server, calls: int, over: asyncio.Event) -> list[bytes]:
    async def use(exchange: Any) -> list[bytes]:
        answers = []
        for _ in range(calls):
            answers.append((await exchange()).body)
            await over.wait()
            for _ in range(5):
                await asyncio.sleep(0)  # the loop hears of what the peer did
        return answers

    return through(server, use, ORDINARY)


def test_a_connection_is_kept_between_calls_and_a_large_answer_arrives_whole() -> None:
    body = bytes(range(256)) * 12_000
    server = Server(lambda number: b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
    over = asyncio.Event()
    over.set()
    assert answers_of(server, 3, over) == [body] * 3
    assert len(server.heads) == 3


@pytest.mark.parametrize("left", [b"", b"HTTP/1.1 200 OK\r\n\r\n", bytes(2_000_000)], ids=["gone", "says", "floods"])
def test_a_kept_connection_whose_peer_left_or_says_more_is_not_used_again(left: bytes) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        server.heads.append(b"")
        writer.write(GOOD)
        try:
            await asyncio.sleep(0.005)  # the answer has been read by then, and the connection rests
            writer.write(left)
        finally:
            writer.close()
            over.set()

    over = asyncio.Event()
    server = Server(lambda _: None)
    server.serve = serve  # type: ignore[method-assign]  # a server that does otherwise
    assert answers_of(server, 2, over) == [b"{}", b"{}"]


def test_an_answer_that_breaks_off_may_have_been_carried_out() -> None:
    server = Server(lambda _: GOOD[:-1])

    async def use(exchange: Any) -> Response:
        return await exchange(limit=0.05)  # type: ignore[no-any-return]  # the rig is loosely typed

    with pytest.raises(TransportError) as error:
        through(server, use, ORDINARY)
    assert error.value.delivered is None and error.value.timed_out


def test_what_never_left_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    async def connect() -> None:
        await sockets.AsyncSockets().connect_tcp("127.0.0.1", port)

    with pytest.raises(httpcore.ConnectError):
        asyncio.run(connect())


def test_the_next_address_of_a_name_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    async def connect() -> bytes:
        listening = await asyncio.start_server(Server(lambda _: GOOD).serve, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]

        async def two(host: str, *_: Any, **__: Any) -> list[Any]:
            kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
            return [(*kind, (address, port)) for address in ("127.0.0.3", "127.0.0.1")]

        loop = asyncio.get_running_loop()
        monkeypatch.setattr(loop, "getaddrinfo", two)
        line = await sockets.AsyncSockets().connect_tcp("a.name.test", port)
        await line.write(b"GET / HTTP/1.1\r\n\r\n")
        answer = await line.read(12)
        await line.aclose()
        listening.close()
        return answer

    assert asyncio.run(connect()) == GOOD[:12]
