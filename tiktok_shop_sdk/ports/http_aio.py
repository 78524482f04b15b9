"""The same exchange for asyncio."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable
from typing import Protocol, cast

import httpcore

from ..core.egress import Direct, Egress
from ..core.request import Request, Response
from ..errors import TransportError
from .http import Body, headers_of, outgoing, trouble
from .pools import async_pool, under_deadline


class AsyncPool(Protocol):
    """What sends one request: httpcore's pool, or a transport that a sandbox gave."""

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response: ...

    async def aclose(self) -> None: ...


class AsyncLine:
    """An open way out for asyncio: a pool of connections by one egress, or a transport that a sandbox gave."""

    def __init__(self, egress: Egress, *, secure: bool, given: AsyncPool | None = None) -> None:
        self._pool = given or _pool_of(egress, secure=secure)

    async def exchange(self, request: Request, base: str, limit: float) -> Response:
        """One exchange under one total deadline of `limit` seconds. Raises `TransportError` and nothing else."""
        failed: TransportError
        try:
            with under_deadline(limit):
                async with asyncio.timeout(limit):
                    return await self._exchange(outgoing(request, base, limit))
        except TransportError as error:
            failed = error
        except Exception as error:
            failed = trouble(error)
        # Raised outside the block: the exception of the transport holds the request, and the request the token.
        raise failed

    async def _exchange(self, request: httpcore.Request) -> Response:
        answer = await self._pool.handle_async_request(request)
        try:
            body = Body()
            async for chunk in cast(AsyncIterable[bytes], answer.stream):
                body.add(chunk)
            return body.response(answer.status, headers_of(answer))
        finally:
            await answer.aclose()

    async def close(self) -> None:
        """Close the connections."""
        await self._pool.aclose()


def _pool_of(egress: Egress, *, secure: bool) -> AsyncPool:
    if isinstance(egress.via, Direct) and egress.via.transport == "fast":
        from .fast import FastPool  # an extra, for those who declare it

        return FastPool(egress, secure=secure)
    return async_pool(egress, secure=secure)
