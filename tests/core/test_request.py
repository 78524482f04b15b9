"""Requests as values: what is encoded once is what is signed and sent."""

from __future__ import annotations

import email
import email.policy
import json
from decimal import Decimal
from typing import Any

import pytest

from tiktok_shop_sdk.core.request import Request, Response, Upload, encode_json, encode_multipart, query_text
from tiktok_shop_sdk.errors import InvalidRequest


@pytest.mark.parametrize("nothing", [None, {}])
def test_an_empty_body_is_no_body(nothing: dict[str, Any] | None) -> None:
    assert encode_json(nothing) == b""


def test_json_is_compact_ordered_and_not_escaped() -> None:
    assert encode_json({"b": "黑", "a": [1, None, True]}) == '{"b":"黑","a":[1,null,true]}'.encode()


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), "\ud800", Decimal("1"), b"bytes", object(), nested(100_000)]
)
def test_what_json_cannot_carry_is_refused_without_its_value(value: Any) -> None:
    with pytest.raises(InvalidRequest) as refused:
        encode_json({"a": value})
    assert refused.value.__context__ is None
    assert "\ud800" not in str(refused.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (7, "7"),
        ("a b+/=", "a b+/="),
        (["1", "2"], "1,2"),
        (("1",), "1"),
        ([True, 3], "true,3"),
        ([], ""),
    ],
)
def test_the_query_spells_values_as_the_platform_reads_them(value: Any, text: str) -> None:
    assert query_text(value) == text


def test_an_item_with_a_comma_is_refused_for_the_platform_would_split_it() -> None:
    with pytest.raises(InvalidRequest, match="comma"):
        query_text(["1,2"])


def test_half_a_character_in_the_query_is_refused_and_not_kept() -> None:
    with pytest.raises(InvalidRequest) as refused:
        query_text("secret\ud800")
    assert refused.value.__context__ is None
    assert "secret" not in str(refused.value)


def test_the_target_escapes_all_but_unreserved_characters() -> None:
    assert Request("GET", "/a", {}, {}).target == "/a"
    request = Request("GET", "/a", {"ids": "1,2", "page_token": "a+/=", "q": "黑 ~._-"}, {})
    assert request.target == "/a?ids=1%2C2&page_token=a%2B%2F%3D&q=%E9%BB%91%20~._-"


def test_requests_answers_and_uploads_do_not_print_what_they_hold() -> None:
    request = Request("GET", "/a", {"q": "hidden"}, {"x-tts-access-token": "hidden"}, b"hidden")
    response = Response(200, {"x": "hidden"}, b"hidden")
    assert "hidden" not in repr(request) + repr(response) + repr(Upload("a.png", b"hidden"))


def test_multipart_is_what_a_mail_parser_reads_back() -> None:
    fields = {"data": Upload("图.png", b"\x00\r\n--x", "image/png"), "use_case": "MAIN_IMAGE", "n": True}
    body = encode_multipart(fields, "frontier")
    head = b"Content-Type: multipart/form-data; boundary=frontier\r\n\r\n"
    parts = list(email.message_from_bytes(head + body, policy=email.policy.HTTP).iter_parts())
    assert [part.get_payload(decode=True) for part in parts] == [b"\x00\r\n--x", b"MAIN_IMAGE", b"true"]
    assert [part.get_content_type() for part in parts] == ["image/png", "text/plain", "text/plain"]
    assert 'name="data"' in parts[0]["content-disposition"]


@pytest.mark.parametrize("name", ['a".png', "a\\.png", "a\r\nX: y", "a\x00", "\ud800.png"])
def test_a_file_name_that_would_break_the_form_is_refused(name: str) -> None:
    with pytest.raises(InvalidRequest):
        encode_multipart({"data": Upload(name, b"")}, "b")


@pytest.mark.parametrize("media_type", ["", "png", "image/png\r\nX: y", "image/png; a=b; c", "图/png"])
def test_a_media_type_that_is_none_is_refused(media_type: str) -> None:
    with pytest.raises(InvalidRequest, match="media type"):
        encode_multipart({"data": Upload("a.png", b"", media_type)}, "b")


def test_a_media_type_may_have_a_parameter() -> None:
    assert b"text/csv; charset=utf-8" in encode_multipart({"d": Upload("a", b"", "text/csv; charset=utf-8")}, "b")


def test_what_is_encoded_reads_back_the_same() -> None:
    body = {"skus": [{"id": "1", "price": {"amount": "19.99"}, "名": "👕"}]}
    assert json.loads(encode_json(body)) == body
