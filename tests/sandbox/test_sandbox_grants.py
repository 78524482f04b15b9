"""Consent and tokens: codes work once, refresh tokens rotate, the consent page keeps the state."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest


def test_a_code_gives_tokens_once(caller: Any, clock: Any) -> None:
    code = caller.platform.issue_code()
    said = caller.token_get(code)
    assert said.json["message"] == "success"
    assert said.data["open_id"] == caller.platform.seller.open_id
    assert said.data["access_token_expire_in"] == int(clock()) + 7 * 86400
    assert said.data["refresh_token_expire_in"] > said.data["access_token_expire_in"]
    assert "seller.order.info" in said.data["granted_scopes"]
    caller.token = said.data["access_token"]
    assert caller.shops().json["code"] == 0
    again = caller.token_get(code)
    assert (again.status, again.code, again.message) == (200, 36004004, "Invalid auth code")


def test_a_code_lives_thirty_minutes(caller: Any, clock: Any) -> None:
    fresh, stale = caller.platform.issue_code(), caller.platform.issue_code()
    clock.now += 1799
    assert caller.token_get(fresh).json["code"] == 0
    clock.now += 1
    assert caller.token_get(stale).code == 36004004


def test_a_refresh_token_works_once_and_the_old_access_token_lives_on(new_caller: Any) -> None:
    caller = new_caller(revoke_on_second_use=False)
    first = caller.token_get(caller.platform.issue_code()).data
    second = caller.token_refresh(first["refresh_token"]).data
    assert second["refresh_token"] != first["refresh_token"]
    assert caller.token_refresh(first["refresh_token"]).code == 36004001
    for token in (first["access_token"], second["access_token"]):
        caller.token = token
        assert caller.shops().json["code"] == 0


def test_a_second_use_ends_the_grant_and_is_noted(caller: Any, clock: Any) -> None:
    first = caller.token_get(caller.platform.issue_code()).data
    second = caller.token_refresh(first["refresh_token"]).data
    for _ in range(2):
        assert caller.token_refresh(first["refresh_token"]).code == 36004001
        clock.now += 7 * 86400
    assert caller.token_refresh(second["refresh_token"]).code == 36004001
    caller.token = second["access_token"]
    assert caller.shops().code == 105001
    assert [(use.number, use.blind) for use in caller.platform.grants.second_uses] == [(2, True), (3, False)]


def test_refresh_tokens_need_not_rotate(new_caller: Any) -> None:
    caller = new_caller(rotate_refresh_tokens=False)
    first = caller.token_get(caller.platform.issue_code()).data
    for _ in range(2):
        again = caller.token_refresh(first["refresh_token"]).data
        assert again["refresh_token"] == first["refresh_token"]
        assert again["access_token"] != first["access_token"]


def test_a_withdrawn_or_ended_grant_cannot_be_refreshed(caller: Any, clock: Any) -> None:
    first = caller.platform.issue_tokens()
    caller.platform.withdraw()
    assert caller.token_refresh(first["refresh_token"]).code == 36004001
    second = caller.platform.issue_tokens()
    clock.now = second["refresh_token_expire_in"]
    assert caller.token_refresh(second["refresh_token"]).code == 36004001


def test_token_calls_check_app_secret_grant_type_and_caller(caller: Any) -> None:
    code = caller.platform.issue_code()
    assert caller.token_get(code, app_key="other").code == 36009004
    assert caller.token_get(code, app_secret="other").code == 36004003
    assert caller.plain("GET", "/api/v2/token/get?a=1&a=2").code == 36009004
    assert caller.plain("POST", "/api/v2/token/get").code == 36009010
    for path in ("get", "refresh"):
        query = "app_key=sandboxappkey&app_secret=sandbox-app-secret-not-a-real-one&grant_type=x"
        assert caller.plain("GET", f"/api/v2/token/{path}?{query}").code == 98001004
    caller.platform.certified_only = True
    caller.headers["user-agent"] = "curl/8"
    assert caller.token_get(code).status == 403
    caller.headers["user-agent"] = "acme/1 (a@b.example; none)"
    assert caller.token_get(code).json["code"] == 0, "a refused call does not spend the code"


def test_token_calls_count_towards_the_account(caller: Any, clock: Any) -> None:
    first = caller.token_get(caller.platform.issue_code()).data
    clock.now += 0.1
    caller.token_refresh(first["refresh_token"])
    [account] = caller.platform.report()["accounts"].values()
    assert account["arrivals"] == 2
    assert account["by_class"] == {"none": 2}
    assert account["short_gaps"] == 1
    assert "app_secret" not in str(caller.platform.report())


def test_the_consent_page_asks_a_human_and_redirects_with_the_state(new_caller: Any) -> None:
    caller = new_caller(redirect_url="http://127.0.0.1:9/callback")
    page = caller.plain("GET", "/open/authorize?service_id=1&state=s%22%3E%2B1")
    assert page.status == 200
    assert b"Sandbox Seller 2" in page.out.body
    assert b'"s">' not in page.out.body
    answer = caller.plain("GET", "/open/authorize?service_id=1&state=s%22%3E%2B1&decision=allow")
    assert answer.status == 302
    sent = parse_qs(urlparse(dict(answer.out.headers)["location"]).query)
    assert sent["state"] == ['s">+1']
    assert caller.token_get(sent["code"][0]).json["code"] == 0


def test_a_refusal_on_the_consent_page_goes_back_without_a_code(new_caller: Any) -> None:
    caller = new_caller(redirect_url="http://127.0.0.1:9/callback?from=sandbox")
    answer = caller.plain("GET", "/open/authorize?service_id=1&state=x&decision=deny")
    sent = parse_qs(urlparse(dict(answer.out.headers)["location"]).query)
    assert sent == {"from": ["sandbox"], "code": ["null"], "error": ["auth_denied"], "state": ["x"]}


def test_machines_get_the_code_printed(caller: Any) -> None:
    other = caller.platform.world.sellers[1]
    path = f"/oauth/authorize?app_key=sandboxappkey&state=x&seller={other.open_id}"
    said = caller.plain("GET", path, accept="application/json").json
    assert said["state"] == "x"
    assert caller.token_get(said["code"]).data["open_id"] == other.open_id
    assert "code" in caller.plain("GET", "/open/authorize?service_id=1&decision=allow").json


@pytest.mark.parametrize(
    "target", ["/open/authorize?state=x", "/oauth/authorize?app_key=other", "/open/authorize?state=1&state=2"]
)
def test_the_consent_page_wants_to_know_the_app(caller: Any, target: str) -> None:
    assert caller.plain("GET", target).json["code"] != 0
