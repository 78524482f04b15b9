"""What each refusal of the platform becomes, and what is told to do next."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tiktok_shop_sdk import errors
from tiktok_shop_sdk.core.codes import clock_offset, refusal, retry_after
from tiktok_shop_sdk.core.error_codes.gateway import GATEWAY, TOLD_APART
from tiktok_shop_sdk.core.request import Response

FIXTURES = Path(__file__).parents[1] / "fixtures"
PLANTED = "Avery Example, +1 541 555 0142, avery.ex@example.com, TTP_exampleAccessToken0001"
NOON = 1_792_584_000.0  # Wed, 21 Oct 2026 12:00:00 GMT

# The gateway codes that have an error of their own; every other one is a plain ApiError.
KINDS: dict[int, type[errors.ShopError]] = {
    36009002: errors.Throttled,
    36009003: errors.ServerError,
    36009007: errors.ServerError,
    36009033: errors.EgressNotAllowed,
    36009037: errors.AllowanceUsedUp,
    36009043: errors.ShopInactive,
    36009044: errors.ShopInactive,
    36004001: errors.ConsentNeeded,
    36004004: errors.ConsentNeeded,
    105001: errors.ConsentNeeded,
    105002: errors.TokenRejected,
    105004: errors.TokenRejected,
    105005: errors.ScopeMissing,
    45101004: errors.AllowanceUsedUp,
}
CODES = [known.code for known in errors.every_code()]


def refused(
    code: int | None,
    message: str = "",
    *,
    status: int = 200,
    operation: str = "orders.get",
    headers: dict[str, str] | None = None,
) -> Any:
    return refusal(Response(status, headers or {}, b""), code, message, request_id="r1", operation=operation)


@pytest.mark.parametrize("status", [200, 400, 401, 403, 429, 500])
@pytest.mark.parametrize("code", sorted(GATEWAY))
def test_a_gateway_code_decides_before_the_status_does(code: int, status: int) -> None:
    assert type(refused(code, status=status)) is KINDS.get(code, errors.ApiError)


@pytest.mark.parametrize("status", [200, 400, 403, 500])
def test_a_business_code_decides_before_the_status_does(status: int) -> None:
    error = refused(21011006, status=status)
    assert (type(error), error.kind, error.retryable) == (errors.ApiError, "conflict_or_duplicate", False)
    assert "shipped already" in error.message
    assert error.message_zh == "已发货"


def test_every_code_keeps_what_is_known_of_it() -> None:
    for code in CODES:
        known, error = errors.explain(code), refused(code, f"failed for {PLANTED}")
        assert known is not None
        assert type(error) is known.error
        assert (error.code, error.request_id, error.operation) == (code, "r1", "orders.get")
        assert (error.next_step, error.next_step_zh) == (known.next_step, known.next_step_zh)
        if isinstance(error, errors.ApiError):
            assert (error.kind, error.retryable) == (known.kind, known.retryable)


@pytest.mark.parametrize("status", [200, 403, 404, 429, 503])
def test_the_platforms_own_words_are_not_shown(status: int) -> None:
    for code in (*CODES, 12345, None):
        error = refused(code, f"Failed: {PLANTED}", status=status)
        shown = str(error) + repr(error) + json.dumps(vars(error), default=repr)
        for word in ("541 555", "0142", "avery.ex", "TTP_"):
            assert word not in shown
        if code != 98001004:
            assert "Avery" not in shown


@pytest.mark.parametrize(
    ("code", "operation"),
    [
        (98001004, "orders.get"),
        (12052999, "products.create"),
        (12052015, "global_products.create"),
        (98001004, "products.get"),
    ],
)
def test_a_parameter_fault_keeps_field_and_reason_but_no_value(code: int, operation: str) -> None:
    message = "'sale_price' is invalid: '19,99' for buyer avery.ex@example.com 5415550142; 张三 '张三' is given"
    error = refused(code, message, operation=operation)
    for said in (error.message, error.message_zh):
        assert "'sale_price' is invalid" in said
        assert "19,99" not in said
        assert "5415550142" not in said
        assert "avery.ex" not in said


def test_words_that_say_nothing_new_are_left_out() -> None:
    assert refused(98001004, "").message == "a parameter is invalid"
    assert refused(98001004, "a parameter is invalid").message == "a parameter is invalid"


# The faults of code 36009004 as section 6 of the protocol lists them, and what is said of each.
OVERLOADED: list[tuple[str, str, type[errors.ShopError], str]] = [
    ("Invalid timestamp. 'timestamp' is earlier than 5 minutes", "timestamp_outside_window", errors.ClockSkew, "clock"),
    ("Invalid credentials. Invalid 'app_key' query parameter.", "app_key_invalid", errors.ApiError, "app key"),
    ("Missing credentials. No signature in the query.", "signature_missing", errors.ApiError, "signature"),
    ("Missing credentials. 'sign' is missing.", "signature_missing", errors.ApiError, "signature"),
    ("Missing 'x-tts-access-token' header", "token_missing_or_malformed", errors.TokenRejected, "token"),
    (
        "Invalid credentials. The token header is malformed.",
        "token_missing_or_malformed",
        errors.TokenRejected,
        "token",
    ),
    (
        "Unexpected identifier. 'shop_cipher' is not required",
        "shop_cipher_unexpected",
        errors.ApiError,
        "takes no shop",
    ),
    (
        "Unexpected identifier. 'category_asset_cipher' is not required",
        "category_asset_unexpected",
        errors.ApiError,
        "category asset",
    ),
    ("Invalid `shop_id`.", "shop_invalid", errors.ApiError, "the shop is not accepted"),
    ("Invalid shop id in the query.", "shop_invalid", errors.ApiError, "the shop is not accepted"),
    ("Invalid version.", "version_retired_or_invalid", errors.ApiError, "version"),
    ("Something else", "credentials_or_parameter", errors.ApiError, "credentials or a parameter"),
    ("Invalid 'page_token', it was designed for another conversion", "credentials_or_parameter", errors.ApiError, ""),
    ("Refused. https://partner.test/docs/timestamp?version=2", "credentials_or_parameter", errors.ApiError, ""),
]


@pytest.mark.parametrize(("message", "kind", "error", "says"), OVERLOADED)
def test_the_overloaded_code_is_told_apart_by_its_words(
    message: str, kind: str, error: type[errors.ShopError], says: str
) -> None:
    found = refused(36009004, f"{message} See https://partner.test/docs/timestamp", status=400)
    assert (type(found), found.kind, found.retryable) == (error, kind, False)
    assert says in found.message
    assert message not in found.message
    assert found.next_step != errors.ApiError.next_step
    assert any("一" <= character <= "鿿" for character in found.message_zh + found.next_step_zh)


def test_every_way_to_tell_the_overloaded_code_apart_is_tried() -> None:
    assert {kind.name for _, kind in TOLD_APART} <= {kind for _, kind, _, _ in OVERLOADED}


FIXTURE_KINDS = {
    "app_key_invalid": "app_key_invalid",
    "business": "quota_or_size",
    "cipher_missing": "shop_cipher_missing",
    "cipher_unexpected": "shop_cipher_unexpected",
    "internal": "internal",
    "ip_denied": "ip_not_allowed",
    "path_unknown": "unknown_path",
    "rate_limit": "rate_limit",
    "rate_limit_retry_after": "rate_limit",
    "sandbox_hourly_limit": "sandbox_hourly_limit",
    "scope_missing": "scope_missing",
    "shop_inactive": "shop_inactive",
    "sign_invalid": "signature_invalid",
    "sign_missing": "signature_missing",
    "timestamp_old": "timestamp_outside_window",
    "token_deauthorized": None,  # ConsentNeeded
    "token_expired": "access_token_expired",
    "unavailable_503": "internal",
    "version_invalid": "version_retired_or_invalid",
}


def test_every_answer_of_the_fixtures_is_told_by_its_kind() -> None:
    found = {}
    for path in FIXTURES.glob("error.*.json"):
        fixture = json.loads(path.read_text("utf-8"))
        body = fixture.get("body", {"code": None, "message": ""})
        error = refused(body["code"], body["message"], status=fixture["http_status"])
        found[path.stem.removeprefix("error.")] = getattr(error, "kind", None)
    assert found == FIXTURE_KINDS


def test_a_clock_fault_leaves_the_offset_to_the_flow() -> None:
    assert refused(36009004, "timestamp").offset is None


NOON_AND_A_BIT = {"date": "Wed, 21 Oct 2026 12:10:30 GMT"}


@pytest.mark.parametrize(
    ("code", "headers", "seconds"),
    [
        (36009037, NOON_AND_A_BIT, 3600.0),
        (36009037, {"date": "Wed, 21 Oct 2026 12:00:00 GMT"}, 3600.0),
        (36009037, {**NOON_AND_A_BIT, "retry-after": "90"}, 720.0),
        (45101004, NOON_AND_A_BIT, 630.0 + 86400.0),
    ],
)
@pytest.mark.parametrize("status", [200, 429])
def test_a_used_up_allowance_says_when_to_come_back_by_the_platforms_clock(
    code: int, headers: dict[str, str], seconds: float, status: int
) -> None:
    error = refused(code, status=status, headers=headers)
    assert type(error) is errors.AllowanceUsedUp
    assert error.retry_at == NOON + seconds
    assert (error.retryable, error.delivered) == (True, False)


def test_without_a_date_the_flow_says_when_to_come_back() -> None:
    assert refused(36009037, status=429).retry_at == 0.0
    assert refused(36009002, status=429, headers=NOON_AND_A_BIT).retry_at == 0.0


@pytest.mark.parametrize(
    ("status", "code", "error", "kind"),
    [
        (429, None, errors.Throttled, "rate_limit"),
        (429, 0, errors.Throttled, "rate_limit"),
        (429, 177001008, errors.Throttled, "rate_limit"),
        (429, 12052055, errors.Throttled, "rate_limit"),
        (403, None, errors.NotCertified, "not_certified"),
        (403, 12345, errors.NotCertified, "not_certified"),
        (500, None, errors.ServerError, "internal"),
        (503, 12345, errors.ServerError, "internal"),
        (200, 12345, errors.ApiError, "unknown"),
        (404, None, errors.ApiError, "unknown"),
        (302, None, errors.ApiError, "unknown"),
    ],
)
def test_an_unknown_code_is_classified_by_the_status(
    status: int, code: int | None, error: type[errors.ShopError], kind: str
) -> None:
    found = refused(code, status=status)
    assert (type(found), found.kind) == (error, kind)
    assert f"(HTTP {status})" in found.message or kind == "rate_limit"
    assert found.retryable == (kind in ("rate_limit", "internal"))


def test_a_throttled_call_and_a_fault_say_whether_they_were_carried_out() -> None:
    assert refused(36009002).delivered is False
    assert refused(36009003).delivered is None
    assert refused(10007999).delivered is None
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


def test_what_the_flow_asks_for_comes_without_the_tables_of_codes() -> None:
    code = "import sys, tiktok_shop_sdk.client; print([m for m in sys.modules if 'error_codes' in m])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
