"""The same exchange for asyncio."""

from __future__ import annotations

import asyncio

import httpx

from ..core.egress import Egress
from ..core.request import Request, Response
from ..errors import TransportError
from .http import Body, outgoing, transport_options, trouble


class AsyncLine:
    """An open way out for asyncio: a pool of connections by one egress, or a transport that a sandbox gave."""

    def __init__(self, egress: Egress, *, secure: bool, given: httpx.AsyncBaseTransport | None) -> None:
        self._given = given is not None
        self._transport = given or httpx.AsyncHTTPTransport(**transport_options(egress, secure=secure))

    async def exchange(self, request: Request, base: str, limit: float) -> Response:
        """One exchange under one total deadline of `limit` seconds. Raises `TransportError` and nothing else."""
        failed: TransportError
        try:
            async with asyncio.timeout(limit):
                return await self._exchange(outgoing(request, base, limit))
        except TransportError as error:
            failed = error
        except Exception as error:
            failed = trouble(error)
        # Raised outside the block: the exception of the transport holds the request, and the request the token.
        raise failed

    async def _exchange(self, request: httpx.Request) -> Response:
        answer = await self._transport.handle_async_request(request)
        try:
            body = Body()
            async for chunk in answer.stream:  # type: ignore[union-attr]  # an async transport streams async
                body.add(chunk)
            return body.response(answer.status_code, dict(answer.headers))
        finally:
            await answer.aclose()

    async def close(self) -> None:
        """Close the connections that were opened here."""
        if not self._given:
            await self._transport.aclose()
