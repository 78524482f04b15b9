"""One exchange: ceilings, encodings, and which failure says what."""

from __future__ import annotations

import gzip
import ssl
import zlib

import httpcore
import httpx
import pytest

from tiktok_shop_sdk import Direct, Egress, Proxy
from tiktok_shop_sdk.core.request import Request
from tiktok_shop_sdk.errors import TransportError
from tiktok_shop_sdk.ports import http, pools


def read(raw: bytes, encoding: str = "") -> bytes:
    body = http.Body()
    for start in range(0, len(raw), 65536):
        body.add(raw[start : start + 65536])
    return body.response(200, {"content-encoding": encoding}).body


def test_plain_and_gzip_answers_are_read() -> None:
    assert read(b"{}") == read(b"{}", "identity") == read(gzip.compress(b"{}"), "gzip") == b"{}"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (b"x" * (http.MAX_WIRE + 1), ""),
        (gzip.compress(bytes(http.MAX_DECODED + 1)), "gzip"),
        (gzip.compress(b"{}")[:-4], "gzip"),
        (b"no gzip at all", "gzip"),
        (zlib.compress(b"{}"), "deflate"),
        (gzip.compress(gzip.compress(b"{}")), "gzip, gzip"),
    ],
    ids=["large", "a bomb", "cut", "no gzip", "deflate", "stacked"],
)
def test_what_is_too_large_or_encoded_otherwise_is_refused(raw: bytes, encoding: str) -> None:
    with pytest.raises(TransportError) as error:
        read(raw, encoding)
    assert error.value.delivered is None


@pytest.mark.parametrize(
    ("kind", "delivered", "timed_out"),
    [
        (httpx.ConnectError, False, False),
        (httpx.ConnectTimeout, False, True),
        (httpx.PoolTimeout, False, True),
        (httpx.ProxyError, False, False),
        (httpx.LocalProtocolError, False, False),
        (httpx.ReadTimeout, None, True),
        (httpx.WriteError, None, False),
        (httpx.ReadError, None, False),
        (httpx.RemoteProtocolError, None, False),
        (httpcore.ConnectTimeout, False, True),
        (httpcore.ReadTimeout, None, True),
        (httpcore.LocalProtocolError, False, False),
        (TimeoutError, None, True),
    ],
)
def test_an_exception_of_a_transport_becomes_ours(
    kind: type[Exception], delivered: bool | None, timed_out: bool
) -> None:
    said = http.trouble(kind("quotes x-tts-access-token: secret"))
    assert (said.delivered, said.timed_out) == (delivered, timed_out)
    assert "secret" not in str(said)


@pytest.mark.parametrize(
    ("via", "kind"),
    [
        (Direct("127.0.0.1"), ("ConnectionPool", "AsyncConnectionPool")),
        (Proxy("http://user:p%40ss@h:3128"), ("HTTPProxy", "AsyncHTTPProxy")),
        (Proxy("https://h:3128"), ("HTTPProxy", "AsyncHTTPProxy")),
        (Proxy("socks5h://h:1080"), ("SOCKSProxy", "AsyncSOCKSProxy")),
    ],
)
def test_an_egress_is_the_only_way_out(via: Direct | Proxy, kind: tuple[str, str]) -> None:
    egress = Egress(registered="203.0.113.7", via=via)
    opened = pools.blocking_pool(egress, secure=True), pools.async_pool(egress, secure=True)
    assert tuple(type(pool).__name__ for pool in opened) == kind
    _, options = pools.pool_options(egress, secure=True)
    assert options.get("local_address") == (via.local_address if isinstance(via, Direct) else None)
    contexts = [value for value in options.values() if isinstance(value, ssl.SSLContext)]
    assert len(contexts) == (2 if isinstance(via, Proxy) and via.label.startswith("https") else 1)
    for context in contexts:
        assert context.minimum_version == ssl.TLSVersion.TLSv1_2
        assert context.verify_mode == ssl.CERT_REQUIRED and context.check_hostname


def test_a_proxy_s_password_is_read_as_it_was_written() -> None:
    egress = Egress(registered="203.0.113.7", via=Proxy("socks5://user:p%40ss@h:1080"))
    kind, options = pools.pool_options(egress, secure=False)
    assert kind == "socks5" and options["proxy_auth"] == ("user", "p@ss")
    assert options["proxy_url"].host == b"h" and options["proxy_url"].port == 1080


def test_what_is_sent_is_what_was_signed() -> None:
    request = Request("DELETE", "/a/b", {"q": "中 +/="}, {"user-agent": "me/1"}, b'{"a":1}')
    sent = http.outgoing(request, "https://api.example", 3.0)
    assert bytes(sent.url) == b"https://api.example/a/b?q=%E4%B8%AD%20%2B%2F%3D"
    assert b"".join(sent.stream) == b'{"a":1}'
    assert dict(sent.headers) == {
        b"host": b"api.example", b"accept": b"application/json", b"user-agent": b"me/1", b"accept-encoding": b"gzip",
        b"content-length": b"7",
    }  # fmt: skip
    assert sent.extensions["timeout"]["read"] == 3.0
