"""One exchange: ceilings, encodings, and which failure says what."""

from __future__ import annotations

import gzip
import ssl
import zlib

import httpx
import pytest

from tiktok_shop_sdk import Direct, Egress, Proxy
from tiktok_shop_sdk.core.request import Request
from tiktok_shop_sdk.errors import TransportError
from tiktok_shop_sdk.ports import http


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
    ],
)
def test_an_exception_of_httpx_becomes_ours(kind: type[Exception], delivered: bool | None, timed_out: bool) -> None:
    said = http.trouble(kind("quotes x-tts-access-token: secret"))
    assert (said.delivered, said.timed_out) == (delivered, timed_out)
    assert "secret" not in str(said)


def test_an_egress_is_the_only_way_out() -> None:
    direct = http.transport_options(Egress(registered="203.0.113.7", via=Direct("127.0.0.1")), secure=False)
    assert direct["local_address"] == "127.0.0.1" and direct["trust_env"] is False and direct["retries"] == 0
    proxied = http.transport_options(Egress(registered="203.0.113.7", via=Proxy("socks5://h:1080")), secure=True)
    assert str(proxied["proxy"].url) == "socks5://h:1080"
    assert "local_address" not in proxied
    assert proxied["verify"].minimum_version == ssl.TLSVersion.TLSv1_2
    assert proxied["verify"].verify_mode == ssl.CERT_REQUIRED
    for options in (direct, proxied):
        httpx.HTTPTransport(**options).close()


def test_what_is_sent_is_what_was_signed() -> None:
    request = Request("DELETE", "/a/b", {"q": "中 +/="}, {"user-agent": "me/1"}, b'{"a":1}')
    sent = http.outgoing(request, "https://api.example", 3.0)
    assert sent.url.raw_path == b"/a/b?q=%E4%B8%AD%20%2B%2F%3D"
    assert sent.content == b'{"a":1}' and sent.headers["user-agent"] == "me/1"
    assert sent.extensions["timeout"]["read"] == 3.0
