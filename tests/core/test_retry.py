"""Which failures are tried again, how often and after how long."""

from __future__ import annotations

import pytest

from tiktok_shop_sdk.core.codes import refusal
from tiktok_shop_sdk.core.limits import Limits
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.retry import TRIES_AFTER_TROUBLE, Attempts
from tiktok_shop_sdk.errors import (
    AllowanceUsedUp,
    AnswerUnreadable,
    ApiError,
    ConsentNeeded,
    NotCertified,
    PurposeRefused,
    ServerError,
    ShopError,
    Throttled,
    TokenRejected,
    TransportError,
    WaitTooLong,
    every_code,
)

LIMITS = Limits()


def tries(error: ShopError, *, repeatable: bool) -> int:
    """How many attempts are made when each fails in the same way."""
    attempts = Attempts(LIMITS, repeatable=repeatable)
    while attempts.after(error) is not None:
        assert attempts.number < 20
    return attempts.number


@pytest.mark.parametrize("repeatable", [True, False])
def test_a_429_is_tried_five_times_reads_and_writes_alike(repeatable: bool) -> None:
    assert tries(Throttled("slow", retry_at=0.0), repeatable=repeatable) == 5


def test_after_an_unknown_effect_only_what_may_be_repeated_is_repeated() -> None:
    for error in (TransportError("gone"), ServerError("oops")):
        assert tries(error, repeatable=True) == TRIES_AFTER_TROUBLE
        assert tries(error, repeatable=False) == 1


def test_what_never_left_may_be_repeated_even_for_a_write() -> None:
    error = TransportError("no route")
    error.delivered = False
    assert tries(error, repeatable=False) == TRIES_AFTER_TROUBLE


def refused(code: int) -> ShopError:
    return refusal(Response(200, {}, b""), code, "", request_id="r1", operation="orders.get")


def test_after_an_internal_code_reads_and_idempotent_writes_are_repeated_and_nothing_else() -> None:
    internal = [known.code for known in every_code() if known.kind in ("internal", "timeout")]
    assert len(internal) == 45
    for code in internal:
        assert tries(refused(code), repeatable=True) == TRIES_AFTER_TROUBLE
        assert tries(refused(code), repeatable=False) == 1


def test_after_any_other_code_only_what_was_turned_away_for_its_pace_or_token_is_repeated() -> None:
    repeated = {known.kind for known in every_code() if tries(refused(known.code), repeatable=False) > 1}
    assert repeated == {"rate_limit", "access_token_expired"}


def test_an_expired_token_gets_one_more_attempt() -> None:
    assert tries(TokenRejected("expired", code=105002), repeatable=False) == 2
    assert tries(TokenRejected("wrong kind", code=105004), repeatable=True) == 1


@pytest.mark.parametrize(
    "error",
    [
        ApiError("no"),
        NotCertified("no"),
        ConsentNeeded("no"),
        PurposeRefused("no"),
        AnswerUnreadable("no"),
        AllowanceUsedUp("no", retry_at=0.0),
        WaitTooLong("no", retry_at=0.0),
    ],
)
def test_a_final_no_is_final(error: ShopError) -> None:
    assert tries(error, repeatable=True) == 1


def test_the_wait_grows_after_trouble_and_is_the_ledgers_after_a_429() -> None:
    attempts = Attempts(LIMITS, repeatable=True)
    first, second = attempts.after(ServerError("oops")), attempts.after(ServerError("oops"))
    assert first is not None and 0.5 <= first <= 1.0
    assert second is not None and 1.0 <= second <= 1.5
    assert Attempts(LIMITS, repeatable=True).after(Throttled("slow", retry_at=0.0)) == 0.0
