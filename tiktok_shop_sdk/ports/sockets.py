"""Connections of asyncio's own for httpcore's async pools: its way over anyio takes twice the CPU.

The exchange has one deadline, and whoever waits here is broken off by it; the timeouts that are passed in would start
anew with every byte.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import httpcore

# What is kept of an answer that nobody reads; then the peer has to wait.
_UNREAD = 256 * 1024
# Seconds for each address of a name but the last; what was lost on the way is sent again after one (RFC 6298).
_PATIENCE = 2.0


class AsyncSockets(httpcore.AsyncNetworkBackend):
    """Opens them."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        local = (local_address, 0) if local_address else None
        loop = asyncio.get_running_loop()

        async def connected(address: str) -> _Socket:
            return (await loop.create_connection(_Socket, address, port, local_addr=local))[1]

        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            *others, last = (str(address[0]) for *_, address in found)
            for address in others:  # one after the other: asyncio's race of them leaves sockets open when broken off
                with suppress(OSError):
                    async with asyncio.timeout(_PATIENCE):
                        return await connected(address)
            return await connected(last)
        except OSError as error:
            raise httpcore.ConnectError(type(error).__name__) from None


class _Socket(asyncio.Protocol, httpcore.AsyncNetworkStream):
    """One connection: what arrives waits here until it is read."""

    _transport: asyncio.Transport

    def __init__(self) -> None:
        self._unread = bytearray()
        self._ended = False
        self._broken: Exception | None = None
        self._reader: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]  # asyncio says no more of it

    def data_received(self, data: bytes) -> None:
        self._unread += data
        if len(self._unread) > _UNREAD:
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        self._ended = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended, self._broken = True, exc
        self._wake()

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        while not self._unread and not self._ended:
            self._reader = asyncio.get_running_loop().create_future()
            try:
                await self._reader
            except BaseException:  # broken off: httpcore forgets a proxy that did not finish its greeting
                self._transport.abort()
                raise
        if not self._unread and self._broken is not None:
            raise httpcore.ReadError(type(self._broken).__name__)
        data = bytes(self._unread[:max_bytes])
        del self._unread[:max_bytes]
        if not self._unread:
            self._transport.resume_reading()
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._ended:
            raise httpcore.WriteError("the peer has closed the connection")
        self._transport.write(buffer)  # it is in memory already, so nothing is gained by waiting until it has left

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        try:
            secured = await loop.start_tls(self._transport, self, ssl_context, server_hostname=server_hostname)
        except BaseException as error:
            self._transport.abort()
            if isinstance(error, OSError):
                raise httpcore.ConnectError(type(error).__name__) from None
            raise
        assert secured is not None
        self._transport = secured
        return self

    async def aclose(self) -> None:
        self._transport.abort()  # the answer is here or given up; nothing waits for a farewell
        await asyncio.sleep(0)  # the loop closes the descriptor in its next round

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # asked of a connection at rest: its peer has left, or says what nobody asked for
            return self._ended or bool(self._unread)
        return self._transport.get_extra_info(info)
