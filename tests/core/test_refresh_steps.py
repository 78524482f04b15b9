"""What to do for a token, decided from what is stored, in every state that a crash can leave behind."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.tokens import Grant, RefreshMark, TokenStep, mark_after, next_step
from tiktok_shop_sdk.errors import (
    AnswerUnreadable,
    ApiError,
    AuditUnavailable,
    ConsentNeeded,
    NotCertified,
    ServerError,
    ShopError,
    Throttled,
    TransportError,
)

WEEK = 7 * 86400.0
GRANT = Grant(Secret("access"), WEEK, Secret("refresh"), 50 * WEEK, "open", obtained=0.0)
OTHER = replace(GRANT, refresh_token=Secret("an earlier one"))
TIMES = {"young": 1.0, "due": WEEK - 3600, "expired": WEEK, "over": 50 * WEEK}
MARKS = {
    "none": None,
    "of an earlier token": RefreshMark.of(OTHER, 0.0, last=True),
    "sent": RefreshMark.of(GRANT, 0.0),
    "sent twice": RefreshMark.of(GRANT, 0.0, last=True),
}
REJECTED = {"not": None, "this one": GRANT.access_token, "an earlier one": Secret("earlier")}
STATES = list(product(TIMES, MARKS, REJECTED))


def expected(time: str, mark: str, rejected: str) -> TokenStep:
    serves = time in ("young", "due") and rejected != "this one"
    if serves and (time == "young" or mark in ("sent", "sent twice")):
        return TokenStep.USE
    if time == "over":
        return TokenStep.ENDED
    return {"sent": TokenStep.REPEAT, "sent twice": TokenStep.GONE}.get(mark, TokenStep.REFRESH)


@pytest.mark.parametrize(("time", "mark", "rejected"), STATES)
def test_every_state_has_its_step(time: str, mark: str, rejected: str) -> None:
    assert next_step(GRANT, MARKS[mark], TIMES[time], REJECTED[rejected]) is expected(time, mark, rejected)


@pytest.mark.parametrize(("time", "mark", "rejected"), STATES)
def test_a_token_that_may_have_been_used_is_never_sent_while_the_old_one_serves(
    time: str, mark: str, rejected: str
) -> None:
    step = next_step(GRANT, MARKS[mark], TIMES[time], REJECTED[rejected])
    if mark in ("sent", "sent twice"):
        assert step is not TokenStep.REFRESH
    if step is TokenStep.REPEAT:
        assert mark == "sent" and not GRANT.serves(TIMES[time], REJECTED[rejected])


def test_a_grant_that_ends_before_its_token_serves_until_then() -> None:
    short = replace(GRANT, refresh_expires=WEEK - 7200)
    assert next_step(short, None, WEEK - 3600) is TokenStep.USE
    assert next_step(short, None, WEEK) is TokenStep.ENDED
    assert next_step(replace(GRANT, refresh_expires=0.0), None, 99 * WEEK) is TokenStep.REFRESH  # without end


def test_a_mark_holds_no_token() -> None:
    mark = RefreshMark.of(GRANT, 5.0)
    assert mark.is_of(GRANT) and not mark.is_of(OTHER)
    assert "refresh" not in repr(mark) and mark.as_dict() == {"token": mark.token, "at": 5.0, "last": False}
    assert len(mark.token) == 32


BEFORE = (None, RefreshMark.of(GRANT, 1.0))
UNUSED = [
    AuditUnavailable("full"),
    Throttled("429", retry_at=1.0),
    NotCertified("403"),
    TransportError("refused", delivered=False),
]
UNKNOWN = [TransportError("cut"), ServerError("500"), AnswerUnreadable("html"), ApiError("no")]


@pytest.mark.parametrize("error", UNUSED, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("before", BEFORE, ids=["first", "repeated"])
def test_a_token_that_was_surely_not_used_is_as_unused_as_before(error: ShopError, before: RefreshMark | None) -> None:
    assert mark_after(error, RefreshMark.of(GRANT, 2.0), before) == before


@pytest.mark.parametrize("error", UNKNOWN, ids=lambda error: type(error).__name__)
def test_a_token_that_may_have_been_used_stays_marked(error: ShopError) -> None:
    for last in (False, True):
        mark = RefreshMark.of(GRANT, 2.0, last=last)
        assert mark_after(error, mark, None) == mark


def test_a_token_that_the_platform_refused_is_not_sent_again() -> None:
    mark = mark_after(ConsentNeeded("refused", code=36004001), RefreshMark.of(GRANT, 2.0), None)
    assert mark is not None and mark.last
