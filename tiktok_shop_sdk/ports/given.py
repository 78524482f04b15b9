"""A transport of httpx that a sandbox on this machine gave, in the place of a pool of connections."""

from __future__ import annotations

from typing import Any

import httpcore
import httpx


class Given:
    """Hands requests to a blocking transport, which its owner closes."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._transport = transport

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        answer = self._transport.handle_request(_as_httpx(request))
        return httpcore.Response(answer.status_code, headers=answer.headers.raw, content=answer.stream)

    def close(self) -> None:
        """Nothing was opened here."""


class AsyncGiven:
    """Hands requests to an async transport, which its owner closes."""

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        self._transport = transport

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        answer = await self._transport.handle_async_request(_as_httpx(request))
        return httpcore.Response(answer.status_code, headers=answer.headers.raw, content=answer.stream)

    async def aclose(self) -> None:
        """Nothing was opened here."""


def _as_httpx(request: httpcore.Request) -> httpx.Request:
    url = bytes(request.url).decode("ascii")
    body: Any = request.stream  # the same bytes for both kinds of transport
    return httpx.Request(
        request.method.decode(), url, headers=request.headers, stream=body, extensions=request.extensions
    )
