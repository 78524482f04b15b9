"""
One exchange over httpx's transports: what is sent, what is read, what may go wrong; and the blocking way out.

The transport is called directly, without httpx's client layer: no redirects, no cookies, no environment proxies, no
log line with the signed address. No exception of httpx leaves this module: each becomes a plain `TransportError` that
says whether the call may have been read.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Mapping
from typing import Any

import certifi
import httpx

from ..core.egress import Direct, Egress
from ..core.request import Request, Response
from ..errors import TransportError

# Hard ceilings: an honest answer is far below them, and a hostile one must not fill the memory.
MAX_WIRE = 8 * 1024 * 1024
MAX_DECODED = 32 * 1024 * 1024

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_NOT_SENDABLE = (httpx.LocalProtocolError, httpx.UnsupportedProtocol, httpx.InvalidURL)


def transport_options(egress: Egress, *, secure: bool) -> dict[str, Any]:
    """Arguments of httpx's transports for an egress. One pool of connections each, nothing from the environment."""
    options: dict[str, Any] = {
        "verify": _tls(secure),
        "trust_env": False,
        "limits": httpx.Limits(max_connections=20, max_keepalive_connections=10, keepalive_expiry=60.0),
        "retries": 0,
    }
    if isinstance(egress.via, Direct):
        return {**options, "local_address": egress.via.local_address}
    return {**options, "proxy": httpx.Proxy(egress.via.url.reveal())}


def _tls(secure: bool) -> ssl.SSLContext:
    # Not ssl.create_default_context(): it would write the session keys to the file that SSLKEYLOGFILE names.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if secure:  # http is for loopback only, and loading the certificates costs 20 ms
        context.load_verify_locations(certifi.where())
    return context


def outgoing(request: Request, base: str, timeout: float) -> httpx.Request:
    """The request as httpx's transports take it, byte for byte what was signed."""
    return httpx.Request(
        request.method,
        base + request.target,
        headers={"accept": "application/json", **request.headers, "accept-encoding": "gzip"},
        content=request.body or None,
        extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), timeout)},
    )


def trouble(error: BaseException) -> TransportError:
    """What an exception of the transport means. Its text may quote a header, so only its kind is kept."""
    said = TransportError(f"the exchange broke: {type(error).__name__}")
    said.timed_out = isinstance(error, (httpx.TimeoutException, TimeoutError))
    if isinstance(error, (*_NEVER_LEFT, *_NOT_SENDABLE)):
        said.delivered = False
    return said


class BlockingLine:
    """An open way out for plain threads: a pool of connections by one egress, or a transport that a sandbox gave."""

    def __init__(self, egress: Egress, *, secure: bool, given: httpx.BaseTransport | None) -> None:
        self._given = given is not None
        self._transport = given or httpx.HTTPTransport(**transport_options(egress, secure=secure))

    def exchange(self, request: Request, base: str, limit: float) -> Response:
        """One exchange under one total deadline of `limit` seconds. Raises `TransportError` and nothing else."""
        failed: TransportError
        try:
            return self._exchange(outgoing(request, base, limit), time.monotonic() + limit)
        except TransportError as error:
            failed = error
        except Exception as error:
            failed = trouble(error)
        raise failed

    def _exchange(self, request: httpx.Request, deadline: float) -> Response:
        answer = self._transport.handle_request(request)
        try:
            body = Body()
            for chunk in answer.stream:  # type: ignore[union-attr]  # a blocking transport streams blocking
                if time.monotonic() > deadline:
                    raise TimeoutError
                body.add(chunk)
            return body.response(answer.status_code, dict(answer.headers))
        finally:
            answer.close()

    def close(self) -> None:
        """Close the connections that were opened here."""
        if not self._given:
            self._transport.close()


class Body:
    """Collects an answer's body under the ceilings."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._size = 0

    def add(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._size > MAX_WIRE:
            raise TransportError(f"the answer is larger than {MAX_WIRE} bytes")
        self._chunks.append(chunk)

    def response(self, status: int, headers: Mapping[str, str]) -> Response:
        """The whole answer, decoded."""
        raw = b"".join(self._chunks)
        encoding = headers.get("content-encoding", "").strip().lower()
        return Response(status, headers, _decoded(raw, encoding) if encoding not in ("", "identity") else raw)


def _decoded(raw: bytes, encoding: str) -> bytes:
    if encoding != "gzip":
        raise TransportError("the answer came in an encoding that was not asked for")
    inflate = zlib.decompressobj(wbits=31)
    try:
        decoded = inflate.decompress(raw, MAX_DECODED)
        whole = inflate.eof
    except zlib.error:
        decoded, whole = b"", False
    if not whole:
        raise TransportError("the answer's gzip encoding is broken, or larger than it may be")
    return decoded
