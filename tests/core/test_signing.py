"""The signature, against the platform's vectors and a signer that reads requests as a server would."""

from __future__ import annotations

import hashlib
import hmac
import random
from urllib.parse import parse_qsl, urlsplit

import pytest

from tiktok_shop_sdk.core.request import JSON, Request, Upload, encode_json, encode_multipart
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.signing import sign, signature

CIPHER = "ROW_xkMbgAAAeVAQra0eZWebFQq5aIK"
WEBHOOKS = {"app_key": "68xu9ks5p4i8", "shop_cipher": CIPHER, "timestamp": "1696909648"}
SUBSCRIPTION = b'{"event_type":"PACKAGE_UPDATE","address":"https://partner.tiktokshop.com"}'

# protocol.md, section 3: secret, method, path, query, body, sign.
VECTORS = [
    (
        "e59af819cc",
        "GET",
        "/authorization/202309/shops",
        {"app_key": "29a39d", "timestamp": "1623812664"},
        b"",
        "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8",
    ),
    (
        "e59af819cc",
        "GET",
        "/event/202309/webhooks",
        WEBHOOKS,
        b"",
        "ed58e1b5e59865c22a7b828c1cab65007441f43cc91a6cb2f2cdc638e0995a37",
    ),
    (
        "e59af819cc",
        "PUT",
        "/event/202309/webhooks",
        WEBHOOKS,
        SUBSCRIPTION,
        "701dd6deb2389fe4c469b89bd37fc56f96a6da6afeb4d01c9077a65169752fa7",
    ),
    (
        "app_secret",
        "GET",
        "/test-api",
        {"foo": "bar"},
        b"",
        "d3cb7fe11ecae942802ceeca67e7cf10120cc12f1517d45fbc1c8cfe5413c80f",
    ),
]


@pytest.mark.parametrize(("secret", "method", "path", "query", "body", "expected"), VECTORS)
def test_the_platforms_vectors_come_out(
    secret: str, method: str, path: str, query: dict[str, str], body: bytes, expected: str
) -> None:
    request = Request(method, path, query, {"content-type": JSON}, body)
    assert signature(request, Secret(secret)) == expected


def test_swapping_two_keys_of_the_body_changes_the_signature() -> None:
    swapped = b'{"address":"https://partner.tiktokshop.com","event_type":"PACKAGE_UPDATE"}'
    request = Request("PUT", "/event/202309/webhooks", WEBHOOKS, {"content-type": JSON}, swapped)
    assert signature(request, Secret("e59af819cc")) != VECTORS[2][-1]


def test_sign_and_a_token_in_the_query_are_not_signed() -> None:
    bare = Request("GET", "/a", {"foo": "bar"}, {})
    laden = Request("GET", "/a", {"foo": "bar", "sign": "old", "access_token": "t"}, {})
    assert signature(bare, Secret("s")) == signature(laden, Secret("s"))


@pytest.mark.parametrize(
    "written", ["multipart/form-data; boundary=b; charset=utf-8", "Multipart/Form-Data ;boundary=b"]
)
def test_a_multipart_body_is_not_signed_however_its_type_is_written(written: str) -> None:
    bare = Request("POST", "/a", {"foo": "bar"}, {})
    laden = Request("POST", "/a", {"foo": "bar"}, {"content-type": written}, b"--b")
    assert signature(bare, Secret("s")) == signature(laden, Secret("s"))


def test_signing_again_replaces_the_old_signature_and_leaves_the_request_alone() -> None:
    request = Request("GET", "/a", {"foo": "bar"}, {})
    once = sign(request, Secret("s"))
    assert "sign" not in request.query
    assert sign(once, Secret("s")) == once


def as_the_server_reads_it(target: str, headers: dict[str, str], body: bytes, secret: str) -> tuple[str, str]:
    """The signature that a server expects for what arrived on the wire, and the one that it was sent."""
    parts = urlsplit(target)
    arrived = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    sent = dict(arrived)
    assert len(sent) == len(arrived), "a name travels once"
    message = secret + parts.path
    for name, value in sorted(arrived, key=lambda pair: pair[0].encode()):
        if name not in ("sign", "access_token"):
            message += name + value
    raw = message.encode()
    if not headers.get("content-type", "").startswith("multipart/form-data"):
        raw += body
    raw += secret.encode()
    return hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest(), sent["sign"]


TEXTS = [
    "",
    "+ / =",
    "b2Zmc2V0PTIKZXhhbXBsZQ==",
    "黑色,中号",
    "👕🧢",
    "a&b=c#d?e",
    "100%",
    " ",
    "é",
    "\t\n",
    "Z",
    "a",
    "_",
    "~.",
]


def random_text(dice: random.Random) -> str:
    return "".join(dice.choices(TEXTS, k=dice.randint(0, 3)))


def random_request(dice: random.Random) -> Request:
    method = dice.choice(["GET", "POST", "PUT", "DELETE"])
    names = dice.sample(["app_key", "timestamp", "shop_cipher", "ids", "Ids", "page_token", "a_b", "a", "A", "z"], 6)
    query = {name: random_text(dice) for name in names}
    query["ids"] = ",".join(str(dice.randrange(10**18)) for _ in range(dice.randint(0, 3)))
    path = f"/order/202309/orders/{dice.randrange(10**18)}/{dice.choice(['search', 'a.b', 'a_b', 'a-b~'])}"
    if method == "GET" or dice.random() < 0.2:
        return Request(method, path, query, {})
    if method == "POST" and dice.random() < 0.3:
        fields = {"data": Upload("图.png", dice.randbytes(40), "image/png"), "use_case": random_text(dice)}
        boundary = "b" + dice.randbytes(8).hex()
        headers = {"content-type": f"multipart/form-data; boundary={boundary}"}
        return Request(method, path, query, headers, encode_multipart(fields, boundary))
    values = [random_text(dice), dice.random(), None, True, [random_text(dice)], {"深": random_text(dice)}]
    body = {f"k{n}": dice.choice(values) for n in range(dice.randint(0, 4))}
    return Request(method, path, query, {"content-type": JSON}, encode_json(body))


@pytest.mark.parametrize("seed", range(10))
def test_a_server_that_reads_the_wire_agrees_with_every_signature(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(100):
        request = random_request(dice)
        secret = random_text(dice) + "s"
        signed = sign(request, Secret(secret))
        assert signed.target.isascii() and " " not in signed.target
        expected, sent = as_the_server_reads_it(signed.target, dict(signed.headers), signed.body, secret)
        assert sent == expected
