"""Consent, exchange and refresh: one-time states, one refresh for all, nothing blindly repeated."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.flow.conftest import Rig
from tests.flow.test_flow import first_page
from tests.virtual import run_virtual
from tiktok_shop_sdk import App, TikTokShop
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.tokens import Grant, Returned, consent_url
from tiktok_shop_sdk.errors import ConsentNeeded, InvalidRequest, RateLimited, ShopError
from tiktok_shop_sdk.stores.tokens import TokenFile


def url_of(rig: Rig) -> str:
    return str(rig.go(lambda client: client.auth_url()))


def state_of(url: str) -> str:
    return parse_qs(urlsplit(url).query)["state"][0]


def test_the_consent_address_carries_a_state_that_nobody_can_guess(rig: Rig) -> None:
    first, second = url_of(rig), url_of(rig)
    assert len(state_of(first)) == 32 and state_of(first) != state_of(second)
    assert "app_key=sandboxappkey" in first and "secret" not in first
    with_service = App(key="k", secret="s", service_id="77")
    assert consent_url("https://services.example", with_service, "x") == (
        "https://services.example/open/authorize?service_id=77&state=x"
    )


def test_the_whole_address_is_exchanged_once(rig: Rig) -> None:
    returned = f"https://erp.example/back?code={rig.platform.issue_code()}&state={state_of(url_of(rig))}"
    status = rig.go(lambda client: client.auth_exchange(returned))
    assert status.open_id == rig.platform.seller.open_id
    with pytest.raises(ConsentNeeded, match="used already"):
        rig.go(lambda client: client.auth_exchange(returned))


def test_a_state_of_somebody_else_is_refused_and_no_code_is_spent(rig: Rig) -> None:
    code = rig.platform.issue_code()
    for pasted in (f"https://erp.example/back?code={code}&state=forged", f"https://erp.example/back?code={code}"):
        with pytest.raises(ConsentNeeded, match="state"):
            rig.go(lambda client, pasted=pasted: client.auth_exchange(pasted))
    assert rig.arrived() == []
    rig.go(lambda client: client.auth_exchange(code))  # the bare code, pasted by the person who consented


def test_an_install_from_the_app_store_has_no_state_and_says_so(rig: Rig) -> None:
    returned = f"https://erp.example/back?code={rig.platform.issue_code()}"
    assert rig.go(lambda client: client.auth_exchange(returned, from_app_store=True)).scopes


def test_a_state_does_not_live_for_ever(rig: Rig) -> None:
    state = state_of(url_of(rig))
    rig.clock.sleep(2 * 86400)
    returned = f"https://erp.example/back?code={rig.platform.issue_code()}&state={state}"
    with pytest.raises(ConsentNeeded):
        rig.go(lambda client: client.auth_exchange(returned))


@pytest.mark.parametrize("pasted", ["", "null", "https://erp.example/back?code=&state=x", "a\x00b", "x" * 1001])
def test_what_is_no_code_is_told_before_anything_is_sent(rig: Rig, pasted: str) -> None:
    with pytest.raises(InvalidRequest, match="authorisation code"):
        rig.go(lambda client: client.auth_exchange(pasted))
    assert rig.arrived() == []


def test_a_refusal_of_the_seller_is_told() -> None:
    with pytest.raises(ConsentNeeded, match="refused"):
        Returned.read("https://erp.example/back?code=null&error=auth_denied&state=x")


def test_an_exchange_in_a_hurry_does_not_wait_for_the_pause(rig: Rig) -> None:
    rig.platform.trouble("429:100@+1")
    with pytest.raises(RateLimited):
        rig.go(lambda client: client.within(max_wait=1).shops())
    with pytest.raises(RateLimited):
        rig.go(lambda client: client.within(max_wait=1).auth_exchange(rig.platform.issue_code()))


def test_a_used_code_needs_a_new_consent(rig: Rig) -> None:
    code = rig.platform.issue_code()
    rig.go(lambda client: client.auth_exchange(code))
    with pytest.raises(ConsentNeeded):
        rig.go(lambda client: client.auth_exchange(code))


def test_the_status_says_what_was_granted(rig: Rig) -> None:
    status = rig.go(lambda client: client.auth_status())
    assert status.region == "US" and "seller.order.info" in status.scopes
    assert status.access_expires < status.refresh_expires
    assert "access" not in repr(status).replace("access_expires", "")


def test_a_new_consent_is_not_forgotten_because_the_old_one_was_taken_back(rig: Rig) -> None:
    shelf = TokenFile(rig.account.directory)
    before = shelf.kept().grant
    assert before is not None

    def consented_elsewhere(*_: Any) -> None:
        shelf.change(lambda kept: kept.with_grant(replace(before, access_token=Secret("of the new consent"))))

    rig.platform.withdraw()
    rig.platform.on_call.append(consented_elsewhere)
    with pytest.raises(ConsentNeeded):
        rig.go(first_page(rig))
    kept = TokenFile(rig.account.directory).kept().grant
    assert kept is not None and kept.access_token == Secret("of the new consent")


def test_before_the_first_consent_there_is_no_status(rig: Rig) -> None:
    rig.account = replace(rig.account, name="nobody-yet")
    assert rig.go(lambda client: client.auth_status()) is None


def test_many_callers_at_expiry_refresh_once(rig: Rig) -> None:
    rig.clock.sleep(7 * 86400 - 60)

    async def many(client: Any) -> None:
        shop = client.shop(rig.shop_id)
        await asyncio.gather(*(shop.orders.get_price_detail("576801010000000000") for _ in range(10)))

    run_virtual(rig.through_async(many), rig.clock)
    refreshes = [r for r in rig.calls() if r["kind"] == "intent" and r["operation"] == "auth.refresh"]
    assert len(refreshes) == 1


def test_many_threads_at_expiry_refresh_once(rig: Rig) -> None:
    rig.limits(pace=0.001)
    rig.clock.sleep(7 * 86400 - 60)
    with TikTokShop(rig.account, transport=rig.transport(), clock=rig.clock) as client:
        shop = client.shop(rig.shop_id)
        threads = [threading.Thread(target=shop.orders.get_price_detail, args=["576801010000000000"]) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len([r for r in rig.calls() if r["kind"] == "intent" and r["operation"] == "auth.refresh"]) == 1


def test_a_grant_that_has_ended_needs_a_new_consent(rig: Rig) -> None:
    rig.clock.sleep(400 * 86400)
    with pytest.raises(ConsentNeeded, match="ended"):
        rig.go(first_page(rig))
    assert rig.arrived() == []


@pytest.mark.parametrize("spec", ["500@token+1", "cut@token+1", "garbage@token+1"])
def test_a_refresh_is_not_repeated_after_it_failed(rig: Rig, spec: str) -> None:
    rig.platform.trouble([spec, "expired@+1"])
    with pytest.raises(ShopError):
        rig.go(first_page(rig))
    assert len([r for r in rig.calls() if r["kind"] == "intent" and r["operation"] == "auth.refresh"]) == 1


def test_a_token_that_expires_in_line_is_refreshed_before_the_call_is_sent(rig: Rig) -> None:
    rig.clock.sleep(6.5 * 86400 - 10)  # not due yet
    rig.platform.trouble("429:3600@+1")
    rig.go(first_page(rig))
    rig.clock.sleep(0)
    grant = Grant(Secret("a"), 10.0, Secret("r"), 0.0, "o", obtained=0.0)
    assert grant.can_refresh(1e12) and not grant.is_usable(10.0) and grant.is_due(9.5)
    assert all(arrival.code != 105002 for arrival in rig.arrived())
