"""
One exchange with the platform: what is sent, what is read, what may go wrong; and the blocking way out.

There is no HTTP client in between: no redirects, no cookies, no environment proxies, no log line with the signed
address, no trace header. No exception of a transport leaves this module: each becomes a plain `TransportError` that
says whether the call may have been read.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Protocol, cast
from urllib.parse import urlsplit

import httpcore

from ..core.egress import Egress
from ..core.request import Request, Response
from ..errors import TransportError
from .pools import blocking_pool, under_deadline

# Hard ceilings: an honest answer is far below them, and a hostile one must not fill the memory.
MAX_WIRE = 8 * 1024 * 1024
MAX_DECODED = 32 * 1024 * 1024
_STEP = 1024 * 1024  # what is decoded at once

# By name: a transport that a sandbox gave raises httpx's exceptions, a pool httpcore's or aiohttp's.
_NEVER_LEFT = {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError"}
_NEVER_LEFT |= {"ClientConnectorError", "ConnectionTimeoutError"}
_NOT_SENDABLE = {"LocalProtocolError", "UnsupportedProtocol", "InvalidURL"}


class BlockingPool(Protocol):
    """What sends one request: httpcore's pool, or a transport that a sandbox gave."""

    def handle_request(self, request: httpcore.Request) -> httpcore.Response: ...

    def close(self) -> None: ...


def outgoing(request: Request, base: str, timeout: float) -> httpcore.Request:
    """The request as it goes out, byte for byte what was signed."""
    parts = urlsplit(base)
    headers = {"host": parts.netloc, "accept": "application/json", **request.headers, "accept-encoding": "gzip"}
    if request.body or request.method != "GET":
        headers["content-length"] = str(len(request.body))
    return httpcore.Request(
        request.method,
        httpcore.URL(scheme=parts.scheme, host=parts.hostname or "", port=parts.port, target=request.target),
        headers=list(headers.items()),
        content=request.body or None,
        extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), timeout)},
    )


def trouble(error: BaseException) -> TransportError:
    """What an exception of the transport means. Its text may quote a header, so only its kind is kept."""
    said = TransportError(f"the exchange broke: {type(error).__name__}")
    names = {kind.__name__ for kind in type(error).__mro__}
    said.timed_out = not names.isdisjoint({"TimeoutException", "TimeoutError"})
    if not names.isdisjoint(_NEVER_LEFT | _NOT_SENDABLE):
        said.delivered = False
    return said


class BlockingLine:
    """An open way out for plain threads: a pool of connections by one egress, or a transport that a sandbox gave."""

    def __init__(self, egress: Egress, *, secure: bool, given: BlockingPool | None = None) -> None:
        self._pool = given or blocking_pool(egress, secure=secure)

    def exchange(self, request: Request, base: str, limit: float) -> Response:
        """One exchange under one total deadline of `limit` seconds. Raises `TransportError` and nothing else."""
        failed: TransportError
        try:
            with under_deadline(limit):
                return self._exchange(outgoing(request, base, limit))
        except TransportError as error:
            failed = error
        except Exception as error:
            failed = trouble(error)
        # Raised outside the block: the exception of the transport holds the request, and the request the token.
        raise failed

    def _exchange(self, request: httpcore.Request) -> Response:
        answer = self._pool.handle_request(request)
        try:
            body = Body()
            for chunk in cast(Iterable[bytes], answer.stream):
                body.add(chunk)
            return body.response(answer.status, headers_of(answer))
        finally:
            answer.close()

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()


def headers_of(answer: httpcore.Response) -> dict[str, str]:
    """The headers by their names in small letters; one that came twice holds both values."""
    found: dict[str, str] = {}
    for raw_name, raw_value in answer.headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


class Body:
    """Collects an answer's body under the ceilings."""

    def __init__(self) -> None:
        # It gives what it holds without a copy, and chunks of one byte do not fill the memory as a list of them would.
        self._raw = BytesIO()

    def add(self, chunk: bytes) -> None:
        if self._raw.tell() + len(chunk) > MAX_WIRE:
            raise TransportError(f"the answer is larger than {MAX_WIRE} bytes")
        self._raw.write(chunk)

    def response(self, status: int, headers: Mapping[str, str]) -> Response:
        """The whole answer, decoded."""
        raw = self._raw.getvalue()
        encoding = headers.get("content-encoding", "").strip().lower()
        return Response(status, headers, _decoded(raw, encoding) if encoding not in ("", "identity") else raw)


def _decoded(raw: bytes, encoding: str) -> bytes:
    if encoding != "gzip":
        raise TransportError("the answer came in an encoding that was not asked for")
    inflate = zlib.decompressobj(wbits=31)
    decoded = BytesIO()
    try:
        while not inflate.eof and decoded.tell() < MAX_DECODED:
            step = inflate.decompress(raw, _STEP)
            decoded.write(step)
            raw = inflate.unconsumed_tail
            if not step and not raw:
                break
    except zlib.error:
        pass
    if not inflate.eof:
        raise TransportError("the answer's gzip encoding is broken, or larger than it may be")
    return decoded.getvalue()
