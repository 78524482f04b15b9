"""What a consent gives, how it is asked for, and the names under which it is kept and counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tiktok_shop_sdk import App
from tiktok_shop_sdk.core.request import Request
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.tokens import (
    Grant,
    RefreshMark,
    Returned,
    TokenAnswer,
    account_identity,
    consent_url,
    exchange_request,
    refresh_request,
)
from tiktok_shop_sdk.errors import ConsentNeeded, InvalidRequest

APP = App(key="6abc", secret="s3cret")
ANSWER: dict[str, Any] = {
    "access_token": "TTP_access",
    "access_token_expire_in": 1_700_000_000,
    "refresh_token": "TTP_refresh",
    "refresh_token_expire_in": 1_800_000_000,
    "open_id": "open",
    "seller_name": "Acme",
    "seller_base_region": "GB",
    "user_type": 3,
    "granted_scopes": ["seller.order.info"],
}
GRANT = Grant(Secret("TTP_access"), 1.7e9, Secret("TTP_refresh"), 1.8e9, "open", "Acme", "GB", 3,
              ("seller.order.info",), 1.6e9)  # fmt: skip


def test_a_grant_holds_all_that_the_answer_says() -> None:
    assert Grant.of(TokenAnswer.model_validate(ANSWER), 1.6e9) == GRANT
    nameless = Grant.of(TokenAnswer.model_validate({**ANSWER, "seller_name": None, "seller_base_region": None}), 1.6e9)
    assert nameless == replace(GRANT, seller_name="", region="")


def test_a_token_is_due_half_a_day_ahead_or_in_the_last_tenth_of_a_short_life() -> None:
    week = replace(GRANT, obtained=0.0, access_expires=7 * 86400.0)
    assert not week.is_due(6.5 * 86400 - 1) and week.is_due(6.5 * 86400)
    hour = replace(GRANT, obtained=1000.0, access_expires=4600.0)
    assert not hour.is_due(4239.0) and hour.is_due(4240.0)
    backwards = replace(GRANT, obtained=5000.0, access_expires=4600.0)  # by a clock that was set meanwhile
    assert not backwards.is_due(4599.95) and backwards.is_due(4600.0)


def test_a_token_ends_at_its_moment_and_not_after() -> None:
    assert GRANT.is_usable(1.7e9 - 1) and not GRANT.is_usable(1.7e9)
    assert GRANT.can_refresh(1.8e9 - 1) and not GRANT.can_refresh(1.8e9)


def test_the_token_calls_are_those_of_the_platform() -> None:
    headers = {"user-agent": "acme/1"}
    asked = {"app_key": "6abc", "app_secret": "s3cret"}
    assert exchange_request(APP, Secret("C0DE"), "acme/1") == Request(
        "GET", "/api/v2/token/get", {**asked, "auth_code": "C0DE", "grant_type": "authorized_code"}, headers
    )
    assert refresh_request(APP, Secret("TTP_refresh"), "acme/1") == Request(
        "GET",
        "/api/v2/token/refresh",
        {**asked, "refresh_token": "TTP_refresh", "grant_type": "refresh_token"},
        headers,
    )


def test_the_consent_page_is_that_of_the_app() -> None:
    base = "https://services.example"
    assert consent_url(base, APP, "a/b") == f"{base}/oauth/authorize?app_key=6abc&state=a%2Fb"
    current = App(key="6abc", secret="s3cret", service_id="77")
    assert consent_url(base, current, "a/b") == f"{base}/open/authorize?service_id=77&state=a%2Fb"


@pytest.mark.parametrize(
    ("pasted", "code", "state", "is_address"),
    [
        (" C0DE\n", "C0DE", None, False),
        ("x" * 1000, "x" * 1000, None, False),
        ("https://erp.example/back?code=C0DE&state=s", "C0DE", "s", True),
        ("https://erp.example/back?app_key=6abc&code=C0DE", "C0DE", None, True),
        ("https://erp.example/back?code=C0DE&code=other&state=s&state=t", "C0DE", "s", True),
        ("code=C0DE&state=s", "C0DE", "s", True),  # only the end of the address was copied
        ("?code=C0DE", "C0DE", None, True),
    ],
)
def test_the_code_is_found_in_what_was_pasted(pasted: str, code: str, state: str | None, is_address: bool) -> None:
    assert Returned.read(pasted) == Returned(Secret(code), state, is_address)


@pytest.mark.parametrize(
    "pasted",
    ["", " ", "null", "x" * 1001, "a\x00b", "https://erp.example/back?state=s", "https://erp.example/back?code"],
)
def test_what_holds_no_code_is_refused_and_not_repeated(pasted: str) -> None:
    with pytest.raises(InvalidRequest, match="no authorisation code") as told:
        Returned.read(pasted)
    assert "xx" not in str(told.value) and "\x00" not in str(told.value)


def test_a_refusal_is_told_as_one() -> None:
    with pytest.raises(ConsentNeeded, match="the seller refused"):
        Returned.read("https://erp.example/back?error=auth_denied&code=C0DE")


def test_names_that_stand_on_disks_stay_what_they_are() -> None:
    """Under another name the ledger would find no slots, and a used refresh token would count as a fresh one."""
    assert account_identity("6abc", "open") == "908b62fee49f69c655f081ee1d2bb246"
    assert RefreshMark.of(GRANT, 5.0) == RefreshMark("135c700b00123a9e1329dcc3a4bcf359", 5.0, last=False)
    assert RefreshMark.of(GRANT, 5.0, last=True).last
