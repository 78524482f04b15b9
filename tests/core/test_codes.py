"""What each refusal of the platform becomes, and what is told to do next."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tiktok_shop_sdk import errors
from tiktok_shop_sdk.core.codes import BUSINESS, GATEWAY, clock_offset, refusal, retry_after
from tiktok_shop_sdk.core.request import Response

PLANTED = "Avery Example, +1 541 555 0142, avery.ex@example.com, TTP_exampleAccessToken0001"
NOON = 1_792_584_000.0  # Wed, 21 Oct 2026 12:00:00 GMT

# The gateway codes that have an error of their own; every other one is a plain ApiError.
KINDS: dict[int, type[errors.ShopError]] = {
    36009002: errors.Throttled,
    36009003: errors.ServerError,
    36009007: errors.ServerError,
    36009033: errors.EgressNotAllowed,
    36009043: errors.ShopInactive,
    36009044: errors.ShopInactive,
    36004001: errors.ConsentNeeded,
    36004004: errors.ConsentNeeded,
    105001: errors.ConsentNeeded,
    105002: errors.TokenRejected,
    105004: errors.TokenRejected,
    105005: errors.ScopeMissing,
}


def refused(code: int | None, message: str = "", *, status: int = 200, operation: str = "orders.get") -> Any:
    return refusal(Response(status, {}, b""), code, message, request_id="r1", operation=operation)


def test_every_gateway_code_of_the_protocol_is_known() -> None:
    protocol = {
        *(36009002, 36009003, 36009004, 36009007, 36009009, 36009010, 36009014, 36009021, 36009022, 36009023),
        *(36009033, 36009037, 36009043, 36009044, 36004001, 36004004, 101000, 105001, 105002, 105005),
        *(106001, 106011, 106013, 11007009, 45101004, 66009315, 98001004),
    }
    assert protocol <= GATEWAY.keys()
    assert len(GATEWAY) == 30
    assert not GATEWAY.keys() & BUSINESS.keys()


@pytest.mark.parametrize("status", [200, 400, 401, 403, 429, 500])
@pytest.mark.parametrize("code", sorted(GATEWAY))
def test_a_gateway_code_decides_before_the_status_does(code: int, status: int) -> None:
    assert type(refused(code, status=status)) is KINDS.get(code, errors.ApiError)


@pytest.mark.parametrize("code", [*sorted(GATEWAY), *sorted(BUSINESS)])
def test_every_code_says_what_to_do_next_in_english_and_chinese(code: int) -> None:
    error = refused(code, f"failed for {PLANTED}")
    assert error.code == code
    assert error.request_id == "r1"
    assert error.next_step.endswith(".") and error.next_step.isascii()
    assert any("一" <= character <= "鿿" for character in error.next_step_zh)
    assert error.next_step_zh.endswith("。")
    assert error.next_step not in (errors.ShopError.next_step, errors.ApiError.next_step)


@pytest.mark.parametrize("code", [*sorted(GATEWAY), *sorted(BUSINESS), 12345, None])
@pytest.mark.parametrize("status", [200, 403, 404, 429, 503])
def test_the_platforms_own_words_are_not_shown(code: int | None, status: int) -> None:
    error = refused(code, f"Failed: {PLANTED}", status=status)
    shown = str(error) + repr(error) + json.dumps(vars(error), default=repr)
    for word in ("541", "avery.ex", "TTP_"):
        assert word not in shown
    if code != 98001004:
        assert "Avery" not in shown


@pytest.mark.parametrize(
    ("code", "operation"),
    [(98001004, "orders.get"), (12052999, "products.create"), (98001004, "products.get")],
)
def test_a_parameter_fault_keeps_field_and_reason_but_no_value(code: int, operation: str) -> None:
    message = "'sale_price' is invalid: '19,99' for buyer avery.ex@example.com 5415550142; 张三 '张三' is given"
    error = refused(code, message, operation=operation)
    assert "'sale_price' is invalid" in error.message
    assert "19,99" not in error.message
    assert "5415550142" not in error.message
    assert "avery.ex" not in error.message


def test_words_that_say_nothing_new_are_left_out() -> None:
    assert refused(98001004, "").message == GATEWAY[98001004].meaning
    assert refused(98001004, "a parameter is invalid").message == GATEWAY[98001004].meaning


@pytest.mark.parametrize(
    ("message", "kind", "says"),
    [
        ("Invalid timestamp. 'timestamp' is earlier than 5 minutes", errors.ClockSkew, "clock"),
        ("Invalid credentials. Invalid 'app_key' query parameter.", errors.ApiError, "app key"),
        ("Missing credentials. No signature in the query.", errors.ApiError, "signature"),
        ("Unexpected identifier. 'shop_cipher' is not required", errors.ApiError, "takes no shop"),
        ("Invalid version.", errors.ApiError, "version"),
        ("Missing 'x-tts-access-token' header", errors.TokenRejected, "token"),
        ("Something else", errors.ApiError, "credentials or a parameter"),
    ],
)
def test_the_overloaded_code_is_told_apart_by_its_words(message: str, kind: type[errors.ShopError], says: str) -> None:
    error = refused(36009004, message, status=400)
    assert type(error) is kind
    assert says in error.message
    assert message not in error.message


def test_a_clock_fault_leaves_the_offset_to_the_flow() -> None:
    assert refused(36009004, "timestamp").offset is None


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (429, None, errors.Throttled),
        (429, 0, errors.Throttled),
        (429, 177001008, errors.Throttled),
        (403, None, errors.NotCertified),
        (403, 12345, errors.NotCertified),
        (500, None, errors.ServerError),
        (503, 12345, errors.ServerError),
        (200, 12345, errors.ApiError),
        (404, None, errors.ApiError),
        (302, None, errors.ApiError),
    ],
)
def test_an_unknown_code_is_classified_by_the_status(
    status: int, code: int | None, kind: type[errors.ShopError]
) -> None:
    assert type(refused(code, status=status)) is kind


def test_a_throttled_call_and_a_fault_say_whether_they_were_carried_out() -> None:
    assert refused(36009002).delivered is False
    assert refused(36009003).delivered is None
    assert refused(12345).delivered is True


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2", 2.0),
        ("2.5", 2.5),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("Wed, 21 Oct 2026 12:00:30 GMT", 30.0),
        ("Wed, 21 Oct 2026 12:00:30 -0000", 30.0),
        ("Wed, 21 Oct 2026 14:00:30 +0200", 30.0),
        ("Wednesday, 21-Oct-26 12:00:30 GMT", 30.0),
        ("Wed, 21 Oct 2026 11:00:00 GMT", 0.0),
        *((rubbish, None) for rubbish in ("", "soon", "-5", "1e5", "nan", "inf", "0x10", "1.2.3", ".", "٣", "²")),
        *((f"Wed, 21 Oct {rubbish} GMT", None) for rubbish in ("99999 07:28:00", "2026 99:00:00", "-1 0:0:0")),
        ("Wed, 21 Oct 2026 07:28:00 +9999", None),
        ("Wed, 99 Oct 2026 07:28:00 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(text: str, seconds: float | None) -> None:
    assert retry_after(Response(429, {"retry-after": text}, b""), NOON) == seconds


def test_without_a_retry_after_nothing_is_asked() -> None:
    assert retry_after(Response(429, {}, b""), NOON) is None


def test_an_absurd_retry_after_stays_a_finite_number() -> None:
    asked = retry_after(Response(429, {"retry-after": "9" * 400}, b""), NOON)
    assert asked is not None and 1e11 <= asked < 1e12


def test_the_clock_offset_comes_from_the_date_header() -> None:
    assert clock_offset(Response(400, {"date": "Wed, 21 Oct 2026 11:54:00 GMT"}, b""), NOON) == 360.0
    assert clock_offset(Response(400, {"date": "now"}, b""), NOON) is None
    assert clock_offset(Response(400, {}, b""), NOON) is None
