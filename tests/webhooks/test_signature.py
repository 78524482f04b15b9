"""Only what the platform signed is an event."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.webhooks.conftest import APP, BODIES, an_event, signature
from tiktok_shop_sdk import App
from tiktok_shop_sdk.webhooks import verify

# The vector of the platform's webhook guide: app key `abcdef`, secret `123` (protocol facts, section 9).
GUIDE_BODY = (
    b'{"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507","timestamp":1718305585,'
    b'"data":{"is_on_hold_order":true,"order_id":"576653688135258178","order_status":"UNPAID","update_time":1718305585}}'
)
GUIDE_SIGNATURE = "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05"


def test_the_vector_of_the_guide_is_accepted() -> None:
    assert verify(App(key="abcdef", secret="123"), GUIDE_BODY, GUIDE_SIGNATURE)


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.name)
def test_the_signature_of_every_fixture_is_accepted(path: Path) -> None:
    given = json.loads(path.read_text())
    app = App(key=given["app_key"], secret=given["app_secret"])
    assert verify(app, given["raw_body"].encode(), given["headers"]["authorization"])


def test_every_changed_byte_of_the_body_is_found() -> None:
    body = an_event(order_id="576800000000000101")
    signed = signature(body)
    assert verify(APP, body, signed)
    for place in range(len(body)):
        for bit in (1, 128):
            assert not verify(APP, body[:place] + bytes([body[place] ^ bit]) + body[place + 1 :], signed)
        assert not verify(APP, body[:place] + body[place + 1 :], signed)
        assert not verify(APP, body[:place] + b" " + body[place:], signed)


def test_every_changed_character_of_the_header_is_found() -> None:
    body = an_event()
    signed = signature(body)
    for place, character in enumerate(signed):
        other = "0" if character != "0" else "1"
        assert not verify(APP, body, signed[:place] + other + signed[place + 1 :])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda signed: "",
        lambda signed: signed[:-1],
        lambda signed: signed + "0",
        lambda signed: signed.upper(),
        lambda signed: f"Bearer {signed}",
        lambda signed: f" {signed}",
        lambda signed: "签名" + signed,
        lambda signed: "\udcff" + signed,
        lambda signed: "\x00" * 64,
    ],
)
def test_nothing_but_the_bare_signature_is_accepted(spoil: object) -> None:
    body = an_event()
    assert not verify(APP, body, spoil(signature(body)))


def test_the_signature_is_over_the_bytes_and_not_over_their_meaning() -> None:
    body = an_event(order_id="1")
    written_again = json.dumps(json.loads(body), separators=(",", ":")).encode()
    assert json.loads(written_again) == json.loads(body)
    assert not verify(APP, written_again, signature(body))


def test_key_and_secret_both_count() -> None:
    body = an_event()
    signed = signature(body)
    assert not verify(App(key="testappkez", secret="testappsecret"), body, signed)
    assert not verify(App(key="testappkey", secret="testappsecres"), body, signed)


def test_all_bytes_may_be_signed() -> None:
    body = bytes(range(256)) * 4
    assert verify(APP, body, signature(body))
    assert verify(APP, b"", signature(b""))
