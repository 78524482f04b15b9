"""A web server gets its answer at once, whatever the handlers do, over ASGI and over WSGI."""

from __future__ import annotations

import http.client
import io
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
import uvicorn

from tests.webhooks.conftest import an_event, signature
from tiktok_shop_sdk.webhooks import Event, Receiver
from tiktok_shop_sdk.webhooks.web import LIMIT

DEADLINE = 3.0  # the platform's (protocol facts, section 9)


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def over_wsgi(receiver: Receiver) -> Iterator[int]:
    with make_server("127.0.0.1", 0, receiver.wsgi, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@contextmanager
def over_asgi(receiver: Receiver) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        server = uvicorn.Server(uvicorn.Config(receiver.asgi, lifespan="on", log_config=None, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        while not server.started:
            time.sleep(0.005)
        yield bound.getsockname()[1]
        server.should_exit = True
        thread.join()


@pytest.fixture(params=[over_asgi, over_wsgi], ids=["asgi", "wsgi"])
def serve(request: pytest.FixtureRequest) -> Callable[[Receiver], Any]:
    return request.param


def ask(
    port: int, body: bytes, *, method: str = "POST", headers: dict[str, str] | None = None
) -> tuple[int, bytes, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    signed = {"Authorization": signature(body), "Content-Type": "application/json"}
    connection.request(method, "/anywhere?a=b", body, signed if headers is None else headers)
    answer = connection.getresponse()
    read = answer.status, answer.read(), answer.headers
    connection.close()
    return read


def test_over_a_socket(serve: Callable[[Receiver], Any], open_receiver: Callable[..., Receiver]) -> None:
    receiver = open_receiver()
    seen: list[str | None] = []
    receiver.on(Event)(lambda event: seen.append(event.notification_id))
    body = an_event(id="a")
    with serve(receiver) as port:
        status, content, headers = ask(port, body)
        assert (status, content, headers["content-length"]) == (200, b"", "0")
        assert ask(port, body)[0] == 200  # again
        assert ask(port, body, headers={"Authorization": "0" * 64})[0] == 401
        assert ask(port, body, headers={})[0] == 401
        assert ask(port, b"{}")[0] == 400
        status, content, headers = ask(port, b"", method="GET")
        assert (status, content, headers["allow"]) == (405, b"", "POST")
        assert ask(port, body, method="PUT")[0] == 405
    receiver.work(until_empty=True)
    assert seen == ["a"]


def test_a_slow_handler_delays_no_answer(
    serve: Callable[[Receiver], Any], open_receiver: Callable[..., Receiver]
) -> None:
    receiver = open_receiver()
    busy, go_on = threading.Event(), threading.Event()

    @receiver.on(Event)
    def slow(event: Event) -> None:
        busy.set()
        assert go_on.wait(30)

    worker = threading.Thread(target=receiver.work)
    worker.start()
    with serve(receiver) as port:
        assert ask(port, an_event())[0] == 200
        assert busy.wait(5)  # from now on the handler has not answered
        for _ in range(5):
            start = time.monotonic()
            assert ask(port, an_event())[0] == 200
            assert time.monotonic() - start < DEADLINE / 3
        assert busy.is_set() and not go_on.is_set()
        go_on.set()
    receiver.close()
    worker.join(10)


def test_a_body_beyond_the_limit_is_refused_by_its_length(
    serve: Callable[[Receiver], Any], open_receiver: Callable[..., Receiver]
) -> None:
    with serve(open_receiver()) as port, socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        head = f"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: {LIMIT + 1}\r\nconnection: close\r\n\r\n"
        line.sendall(head.encode())  # and not a byte of the body
        assert b" 413 " in line.recv(100)


def test_a_body_at_the_limit_is_read(serve: Callable[[Receiver], Any], open_receiver: Callable[..., Receiver]) -> None:
    receiver = open_receiver()
    body = an_event(order_id="1")
    with serve(receiver) as port:
        assert ask(port, body + b" " * (LIMIT - len(body)))[0] == 200


def test_a_body_in_pieces_is_counted_while_it_comes(open_receiver: Callable[..., Receiver]) -> None:
    receiver = open_receiver()
    body = an_event()
    with over_asgi(receiver) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        headers = {"Authorization": signature(body)}
        connection.request("POST", "/", iter([body[:10], body[10:]]), headers, encode_chunked=True)
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (200, b"")
        connection.close()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("POST", "/", iter([b"x" * 65536] * 17), headers, encode_chunked=True)
        assert connection.getresponse().status == 413
        connection.close()


# What only shows without a server.
def wsgi(receiver: Receiver, body: bytes, **environ: Any) -> str:
    answers: list[str] = []
    given = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body), **environ}
    given.setdefault("HTTP_AUTHORIZATION", signature(body))
    assert b"".join(receiver.wsgi(given, lambda status, headers: answers.append(status))) == b""
    return answers[0]


def test_wsgi_reads_what_the_length_says_and_no_more(open_receiver: Callable[..., Receiver]) -> None:
    receiver = open_receiver()
    body = an_event()
    assert wsgi(receiver, body) == "200 OK"
    assert wsgi(receiver, body, CONTENT_LENGTH=str(len(body) - 1)) == "401 Unauthorized"
    assert wsgi(receiver, body, CONTENT_LENGTH=str(len(body) + 1)) == "400 Bad Request"
    assert wsgi(receiver, body, CONTENT_LENGTH="") == "401 Unauthorized"
    assert wsgi(receiver, body, **{"CONTENT_LENGTH": "", "wsgi.input_terminated": True}) == "200 OK"
    huge = {"CONTENT_LENGTH": "", "wsgi.input_terminated": True, "wsgi.input": io.BytesIO(b"x" * (LIMIT + 1))}
    assert wsgi(receiver, body, **huge).startswith("413 ")


@pytest.mark.parametrize("length", ["-1", "1e3", "٣", "abc", "+5", "0x10"])
def test_a_length_that_is_none_is_a_bad_request(length: str, open_receiver: Callable[..., Receiver]) -> None:
    assert wsgi(open_receiver(), an_event(), CONTENT_LENGTH=length) == "400 Bad Request"


def test_an_absurd_length_is_too_large(open_receiver: Callable[..., Receiver]) -> None:
    assert wsgi(open_receiver(), an_event(), CONTENT_LENGTH="9" * 5000).startswith("413 ")


def test_wsgi_keeps_to_its_standard(open_receiver: Callable[..., Receiver]) -> None:
    body = an_event()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_AUTHORIZATION": signature(body),
        "wsgi.input": io.BytesIO(body),
        "QUERY_STRING": "",
    }
    setup_testing_defaults(environ)
    answers: list[str] = []

    def start(status: str, headers: Any, error: Any = None) -> Callable[[bytes], object]:
        answers.append(status)
        return lambda data: None

    strict = validator(open_receiver().wsgi)
    result = strict(environ, start)
    assert b"".join(result) == b""
    result.close()
    assert answers == ["200 OK"]


async def asgi(receiver: Receiver, scope: dict[str, Any], *messages: dict[str, Any]) -> list[Any]:
    waiting, sent = list(messages), list[Any]()

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    await receiver.asgi({"method": "POST", "headers": [], **scope}, receive, send)
    return sent


async def test_who_hangs_up_gets_no_answer_and_leaves_nothing(open_receiver: Callable[..., Receiver]) -> None:
    receiver = open_receiver()
    body = an_event()
    headers = [(b"authorization", signature(body).encode())]
    piece = {"type": "http.request", "body": body, "more_body": True}
    assert await asgi(receiver, {"type": "http", "headers": headers}, piece, {"type": "http.disconnect"}) == []
    sent = await asgi(receiver, {"type": "http", "headers": headers}, {**piece, "more_body": False})
    assert sent[0]["status"] == 200  # the control
    seen: list[Event] = []
    receiver.on(Event)(seen.append)
    await receiver.awork(until_empty=True)
    assert len(seen) == 1


async def test_two_signatures_are_none(open_receiver: Callable[..., Receiver]) -> None:
    body = an_event()
    headers = [(b"Authorization", signature(body).encode())] * 2
    sent = await asgi(open_receiver(), {"type": "http", "headers": headers}, {"type": "http.request", "body": body})
    assert sent[0]["status"] == 401


async def test_lifespan_and_websockets_are_answered(open_receiver: Callable[..., Receiver]) -> None:
    receiver = open_receiver()
    told = await asgi(receiver, {"type": "lifespan"}, {"type": "lifespan.startup"}, {"type": "lifespan.shutdown"})
    assert [message["type"] for message in told] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert await asgi(receiver, {"type": "websocket"}) == [{"type": "websocket.close"}]
