"""No drip outlives the total deadline of an exchange, whichever part of it is dripped, through both clients."""

from __future__ import annotations

import asyncio
import gc
import ssl
from collections.abc import Iterator

import certifi
import httpx
import pytest
import trustme

from tests.hostile.server import Act, drip, serving, sip
from tiktok_shop_sdk import Direct, Egress, Proxy
from tiktok_shop_sdk.core.request import Request, Response
from tiktok_shop_sdk.errors import TransportError
from tiktok_shop_sdk.ports import pools
from tiktok_shop_sdk.ports.http import BlockingLine
from tiktok_shop_sdk.ports.http_aio import AsyncLine

# A handshake that breaks, httpcore's tunnel when it is broken off, and aiohttp's TLS to a peer that says no farewell
# leave a socket to the collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

LIMIT = 0.5  # seconds
OK = b"HTTP/1.1 200 OK\r\n"

DRIPS: dict[str, Act] = {
    "status line": drip(b"", b"H"),
    "headers": drip(OK, b"x"),
    "many headers": drip(OK, b"X-More: 1\r\n"),
    "interim answers": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": drip(OK + b"Content-Length: 40\r\n\r\n", b"x"),
    "chunks": drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "size of a chunk": drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "request": sip,
}


@pytest.fixture(scope="module", autouse=True)
def collected() -> Iterator[None]:
    """It comes here, where it is expected, and not in the middle of another file's test."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def tls() -> ssl.SSLContext:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.configure_trust(context)
    context.authority = authority  # type: ignore[attr-defined]
    return context


@pytest.fixture
def trusted(tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[ssl.SSLContext]:
    with tls.authority.cert_pem.tempfile() as path:  # type: ignore[attr-defined]
        monkeypatch.setattr(certifi, "where", lambda: path)
        pools._tls.cache_clear()
        yield tls
    pools._tls.cache_clear()


def exchange(kind: str, base: str, *, body: bytes = b"", via: Proxy | None = None, limit: float = LIMIT) -> Response:
    egress = Egress(registered="127.0.0.1", via=via or Direct(transport="fast" if kind == "fast" else "standard"))
    request = Request("POST", "/order/202309/orders/search", {}, {}, body)
    secure = base.startswith("https:")
    if kind == "blocking":
        line = BlockingLine(egress, secure=secure)
        try:
            return line.exchange(request, base, limit)
        finally:
            line.close()

    async def go() -> Response:
        line = AsyncLine(egress, secure=secure)
        try:
            return await line.exchange(request, base, limit)
        finally:
            await line.close()

    return asyncio.run(go())


both = pytest.mark.parametrize("kind", ["async", "blocking"])
all_lines = pytest.mark.parametrize("kind", ["async", "blocking", "fast"])


@all_lines
@pytest.mark.parametrize("part", DRIPS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_drip_outlives_the_deadline(kind: str, part: str, scheme: str, trusted: ssl.SSLContext) -> None:
    body = b"x" * 16_000_000 if part == "request" else b""
    with serving(DRIPS[part], trusted if scheme == "https" else None) as server:
        with pytest.raises(TransportError) as error:
            exchange(kind, server.base(scheme), body=body)
        # aiohttp sees at once that "HH" begins no status line, which is better still.
        assert error.value.timed_out or (kind, part) == ("fast", "status line")
        assert not server.done.is_set()


@all_lines
def test_no_dripped_handshake_outlives_the_deadline(kind: str) -> None:
    with serving(drip(b"\x16\x03\x03\x40\x00", b"\x02")) as server:
        with pytest.raises(TransportError) as error:
            exchange(kind, server.base("https"))
        assert error.value.timed_out and error.value.delivered is not True and not server.done.is_set()


@both
@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_no_proxy_that_drips_outlives_the_deadline(kind: str, scheme: str) -> None:
    with serving(drip(b"", b"H") if scheme == "http" else drip(b"", b"")) as server:
        with pytest.raises(TransportError) as error:
            exchange(kind, "https://localhost:9", via=Proxy(f"{scheme}://127.0.0.1:{server.port}"))
        assert error.value.timed_out and not server.done.is_set()


def test_a_plain_client_waits_for_the_drip_to_its_end() -> None:
    """The control: a time limit for each read is none for the whole."""
    with serving(DRIPS["body"]) as server:
        assert httpx.post(server.base(), timeout=LIMIT, trust_env=False).content == b"x" * 40
    with serving(DRIPS["many headers"]) as server, pytest.raises(httpx.RemoteProtocolError):
        httpx.post(server.base(), timeout=LIMIT, trust_env=False)
    assert server.done.is_set()


@all_lines
def test_a_certificate_that_nobody_issued_is_refused(kind: str, tls: ssl.SSLContext) -> None:
    with serving(DRIPS["body"], tls) as server, pytest.raises(TransportError) as error:
        exchange(kind, server.base("https"))
    assert error.value.delivered is False


@all_lines
def test_tls_before_1_2_is_refused(kind: str, trusted: ssl.SSLContext) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trusted.authority.issue_cert("localhost").configure_cert(old)  # type: ignore[attr-defined]
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with serving(DRIPS["body"], old) as server, pytest.raises(TransportError) as error:
        exchange(kind, server.base("https"))
    assert error.value.delivered is False
