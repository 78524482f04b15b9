"""A receiver as an ASGI and as a WSGI application, for whichever web server; neither needs a framework."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http import HTTPStatus
from typing import Any, TypeAlias

LIMIT = 1024 * 1024
"""Bytes of a body; the platform's events have a few hundred."""

Receive: TypeAlias = Callable[[bytes, str], int]
Message: TypeAlias = MutableMapping[str, Any]


def _refused(method: str, length: str) -> HTTPStatus | None:
    """What can be said before the body is read."""
    if method != "POST":
        return HTTPStatus.METHOD_NOT_ALLOWED
    if length and not (length.isascii() and length.isdigit()):
        return HTTPStatus.BAD_REQUEST
    too_large = len(length) > 12 or int(length or 0) > LIMIT
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_large else None


def _headers(status: int) -> list[tuple[str, str]]:
    allow = [("allow", "POST")] if status == HTTPStatus.METHOD_NOT_ALLOWED else []
    return [("content-type", "text/plain"), ("content-length", "0"), *allow]


class AsgiApp:
    """Answers in the event loop and works in a thread."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive

    async def __call__(
        self,
        scope: MutableMapping[str, Any],
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        if scope["type"] == "lifespan":
            return await _lifespan(receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close"})
        status = await self._status(scope, receive)
        if status is None:
            return None
        headers = [(name.encode(), value.encode()) for name, value in _headers(status)]
        await send({"type": "http.response.start", "status": int(status), "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _status(self, scope: MutableMapping[str, Any], receive: Callable[[], Awaitable[Message]]) -> int | None:
        """None: the sender hung up."""
        if (refused := _refused(scope["method"], _header(scope, b"content-length"))) is not None:
            return refused
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            if len(body) > LIMIT:
                return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            if not message.get("more_body", False):
                return await asyncio.to_thread(self._receive, bytes(body), _header(scope, b"authorization"))


def _header(scope: MutableMapping[str, Any], name: bytes) -> str:
    """The one header of this name; a name that stands there twice says nothing."""
    values = [value for key, value in scope["headers"] if key.lower() == name]
    return values[0].decode("latin-1") if len(values) == 1 else ""


async def _lifespan(receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]) -> None:
    while True:
        asked = (await receive())["type"]
        await send({"type": f"{asked}.complete"})
        if asked == "lifespan.shutdown":
            return


class WsgiApp:
    """Answers in the thread that calls."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        status = HTTPStatus(self._status(environ))
        start_response(f"{status.value} {status.phrase}", _headers(status))
        return [b""]

    def _status(self, environ: dict[str, Any]) -> int:
        length = environ.get("CONTENT_LENGTH") or ""
        if (refused := _refused(environ["REQUEST_METHOD"], length)) is not None:
            return refused
        # Without a length there is a body only where the server marks its end (chunked transfer).
        wanted = int(length) if length else LIMIT + 1 if environ.get("wsgi.input_terminated") else 0
        body = environ["wsgi.input"].read(wanted)
        if len(body) > LIMIT:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if length and len(body) < wanted:
            return HTTPStatus.BAD_REQUEST
        return self._receive(body, environ.get("HTTP_AUTHORIZATION", ""))
