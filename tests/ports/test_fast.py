"""The fast way out keeps every rule of the ordinary one; over real sockets, against a server that says what it got."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest

from tiktok_shop_sdk import Direct, Egress, sections
from tiktok_shop_sdk.core.request import Request, Response
from tiktok_shop_sdk.errors import DeclarationError, TransportError
from tiktok_shop_sdk.ports.http_aio import AsyncLine

T = TypeVar("T")
FAST = Egress(registered="127.0.0.1", via=Direct("127.0.0.1", transport="fast"))
GOOD = b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Twice: a\r\nX-Twice: b\r\nSet-Cookie: c="1"\r\n\r\n{}'


@dataclass
class Server:
    """Answers each request with what `say` gives for its number (None: closes the connection), and keeps its head."""

    say: Callable[[int], bytes | None]
    heads: list[bytes] = field(default_factory=list)
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                self.heads.append(head)
                answer = self.say(len(self.heads))
                if answer is None:
                    break
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


def through(
    server: Server,
    use: Callable[[Callable[..., Coroutine[Any, Any, Response]]], Coroutine[Any, Any, T]],
    egress: Egress = FAST,
) -> T:
    """Run `use(exchange)` over one line to the server."""

    async def main() -> T:
        listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
        server.port = listening.sockets[0].getsockname()[1]
        line = AsyncLine(egress, secure=False)

        async def exchange(request: Request | None = None, limit: float = 5.0) -> Response:
            return await line.exchange(request or a_request(), f"http://127.0.0.1:{server.port}", limit)

        try:
            return await use(exchange)
        finally:
            await line.close()
            listening.close()

    return asyncio.run(main())


def a_request(method: str = "GET") -> Request:
    headers = {"content-type": "application/json", "user-agent": "acme/1", "x-tts-access-token": "secret-token"}
    return Request(method, "/a/b", {"q": "中 +/=%2C"}, headers)


def failure_of(server: Server, **given: Any) -> TransportError:
    async def use(exchange: Any) -> TransportError:
        with pytest.raises(TransportError) as error:
            await exchange(**given)
        return error.value

    return through(server, use)


def test_what_is_sent_is_what_was_signed_and_nothing_is_added() -> None:
    server = Server(lambda number: GOOD)

    async def use(exchange: Any) -> list[Response]:
        return [await exchange(), await exchange(a_request("POST"))]

    first, _ = through(server, use)
    assert (first.status, first.body, first.headers["x-twice"]) == (200, b"{}", "a, b")
    get, post = (head.decode().split("\r\n") for head in server.heads)
    assert get[0] == "GET /a/b?q=%E4%B8%AD%20%2B%2F%3D%252C HTTP/1.1"
    names = {line.partition(":")[0].lower() for line in get[1:] if line}
    assert names == {"host", "accept", "accept-encoding", "content-type", "user-agent", "x-tts-access-token"}
    assert {line.partition(":")[0].lower() for line in post[1:] if line} == names | {"content-length"}


def test_a_compressed_answer_is_read_and_a_redirect_is_not_followed() -> None:
    packed = gzip.compress(b'{"code":0}')
    zipped = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed
    moved = b"HTTP/1.1 307 Away\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
    server = Server(lambda number: zipped if number == 1 else moved)

    async def use(exchange: Any) -> list[Response]:
        return [await exchange(), await exchange()]

    first, second = through(server, use)
    assert first.body == b'{"code":0}'
    assert second.status == 307 and len(server.heads) == 2


def test_a_read_is_never_sent_a_second_time_when_a_kept_connection_turns_out_to_be_closed() -> None:
    server = Server(lambda number: GOOD if number == 1 else None)

    async def use(exchange: Any) -> TransportError:
        await exchange()
        with pytest.raises(TransportError) as error:
            await exchange()
        return error.value

    assert through(server, use).delivered is None
    assert len(server.heads) == 2


def test_what_never_left_is_told_from_what_may_have_been_read() -> None:
    closed = Server(lambda number: None)
    assert failure_of(closed).delivered is None

    async def nobody() -> TransportError:
        line = AsyncLine(FAST, secure=False)
        try:
            with pytest.raises(TransportError) as error:
                await line.exchange(a_request(), "http://127.0.0.1:1", 5.0)
        finally:
            await line.close()
        return error.value

    assert asyncio.run(nobody()).delivered is False


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\n" + b"X-Pad: %b\r\n" % (b"x" * 8000) * 250 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + b"x" * 9_000_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"no HTTP at all\r\n\r\n",
    ],
    ids=["2 MB of headers", "9 MB of body", "a drip", "no HTTP"],
)
def test_a_hostile_answer_is_refused_and_its_error_quotes_nothing(answer: bytes) -> None:
    error = failure_of(Server(lambda number: answer), limit=0.04 if answer.endswith(b"short") else 5.0)
    assert error.delivered is None and error.timed_out is answer.endswith(b"short")
    assert "secret" not in str(error) and error.__context__ is None and error.__cause__ is None


def test_it_is_declared_for_a_direct_line_and_a_missing_extra_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(DeclarationError, match="standard"):
        Direct(transport="faster")  # type: ignore[arg-type]
    with pytest.raises(DeclarationError, match="not both"):
        sections.egress({"registered": "203.0.113.7", "proxy": "socks5://h:1080", "transport": "fast"})
    assert sections.egress({"registered": "127.0.0.1", "local_address": "127.0.0.1", "transport": "fast"}) == FAST
    monkeypatch.setattr("tiktok_shop_sdk.ports.fast.find_spec", lambda name: None)
    with pytest.raises(DeclarationError, match=r"tiktok-shop-sdk\[fast\]"):
        AsyncLine(FAST, secure=False)
