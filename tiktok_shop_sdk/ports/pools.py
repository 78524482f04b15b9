"""
The way out as httpcore opens it: connections by one egress, nothing of the environment, no line in a log.

httpx's transports are left out too: instrumentation wraps them, writes the signed address into spans and adds trace
headers to what it sends. A blocking exchange holds one total deadline: whoever reads or writes a connection asks what
is left of it, so a peer that drips a byte now and then cannot outlive it. (Looking up a name is the system's, which
gives up by itself.)
"""

from __future__ import annotations

import logging
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import certifi
import httpcore

from ..core.egress import Direct, Egress, Proxy

# When the exchange of this context must be over, on time.monotonic(); None between exchanges of ours.
_ENDS: ContextVar[float | None] = ContextVar("tiktok_shop_exchange_ends", default=None)
_LOUD = ("httpcore.connection", "httpcore.http11", "httpcore.proxy", "httpcore.socks")
# Connections that an egress keeps open between calls. How many calls are on their way at once is not decided here: one
# that waited for a connection after its last check would be sent too close to the next.
KEPT = 64
_RECORD = 16384  # bytes in a TLS record (RFC 8446, section 5.1); the system takes one whole or not at all


@contextmanager
def under_deadline(limit: float) -> Iterator[None]:
    """The exchange inside is one of ours, and must be over in `limit` seconds."""
    token = _ENDS.set(time.monotonic() + limit)
    try:
        yield
    finally:
        _ENDS.reset(token)


def blocking_pool(egress: Egress, *, secure: bool) -> httpcore.ConnectionPool:
    """The connections of an egress, for plain threads."""
    proxy, options = pool_options(egress, secure=secure)
    kinds = {"": httpcore.ConnectionPool, "http": httpcore.HTTPProxy, "socks5": httpcore.SOCKSProxy}
    pool: httpcore.ConnectionPool = kinds[proxy](**options, network_backend=_HeldBackend())
    return pool


def async_pool(egress: Egress, *, secure: bool) -> httpcore.AsyncConnectionPool:
    """The connections of an egress, for asyncio, which can break off an exchange wherever it stands."""
    from .sockets import AsyncSockets  # a blocking client needs no asyncio

    proxy, options = pool_options(egress, secure=secure)
    kinds = {"": httpcore.AsyncConnectionPool, "http": httpcore.AsyncHTTPProxy, "socks5": httpcore.AsyncSOCKSProxy}
    pool: httpcore.AsyncConnectionPool = kinds[proxy](**options, network_backend=AsyncSockets())
    return pool


def pool_options(egress: Egress, *, secure: bool) -> tuple[str, dict[str, Any]]:
    """The kind of proxy ("" for none), and the arguments of httpcore's pool."""
    for name in _LOUD:
        logging.getLogger(name).addFilter(_between_exchanges)
    options: dict[str, Any] = {
        "ssl_context": _tls(secure),
        "max_connections": None,
        "max_keepalive_connections": KEPT,
        "keepalive_expiry": 60.0,
        "http1": True,
        "http2": False,
    }
    if isinstance(egress.via, Direct):
        return "", {**options, "local_address": egress.via.local_address}
    return _proxied(egress.via, options)


def _proxied(proxy: Proxy, options: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    parts = urlsplit(proxy.url.reveal())
    options |= {
        "proxy_url": httpcore.URL(scheme=parts.scheme, host=parts.hostname or "", port=parts.port, target="/"),
        "proxy_auth": (unquote(parts.username), unquote(parts.password or "")) if parts.username else None,
    }
    if parts.scheme.startswith("socks5"):
        return "socks5", options
    return "http", options | ({"proxy_ssl_context": _tls(True)} if parts.scheme == "https" else {})


@cache
def _tls(secure: bool) -> ssl.SSLContext:
    # One for all egresses, for it costs 700 KB, and holds nothing of a connection.
    # Not ssl.create_default_context(): it would write the session keys to the file that SSLKEYLOGFILE names.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if secure:  # http is for loopback only, and loading the certificates costs 20 ms
        context.load_verify_locations(certifi.where())
    return context


def _between_exchanges(record: logging.LogRecord) -> bool:
    """Keeps httpcore's debug lines off our exchanges: they print an answer's headers and a proxy's password."""
    return _ENDS.get() is None


def _left(late: type[Exception]) -> float:
    """The seconds that are left of this exchange; raises `late` when there are none."""
    ends = _ENDS.get()
    left = 0.0 if ends is None else ends - time.monotonic()
    if left <= 0:
        raise late("the deadline of the exchange has passed")
    return left


class _HeldStream(httpcore.NetworkStream):
    """One connection, whose every wait ends with the exchange. The timeouts that are passed in start anew each time."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._closed_on_error():
            return self._inner.read(max_bytes, _left(httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self._closed_on_error():
            for start in range(0, len(buffer), _RECORD):
                self._inner.write(buffer[start : start + _RECORD], _left(httpcore.WriteTimeout))

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        # httpcore forgets to close the line to a SOCKS proxy that fails.
        try:
            yield
        except BaseException:
            self._inner.close()
            raise

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(httpcore.ConnectTimeout)
        return _HeldStream(self._inner.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _HeldBackend(httpcore.NetworkBackend):
    """Opens connections that hold the deadline; each address of a name gets a share of what is left."""

    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _addresses(host, port)
        for number, address in enumerate(addresses):
            share = _left(httpcore.ConnectTimeout) / (len(addresses) - number)
            try:
                return _HeldStream(self._inner.connect_tcp(address, port, share, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        raise httpcore.ConnectError("no address of the host can be reached")


def _addresses(host: str, port: int) -> list[str]:
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError:
        return []
