"""Creators and partners have tokens of their own kind, and partners category assets instead of shops."""

from __future__ import annotations

from typing import Any

import pytest

from tiktok_shop_sdk.sandbox.catalogue import catalogue
from tiktok_shop_sdk.sandbox.users import SCOPES

PROFILE = "/affiliate_creator/202508/profiles"
ASSETS = "/authorization/202405/category_assets"
CAMPAIGNS = "/affiliate_partner/202405/campaigns"
KINDS = [("seller", 0), ("creator", 1), ("partner", 3)]


def token(caller: Any, kind: str) -> str:
    return str(caller.platform.issue_tokens(kind=kind)["access_token"])


@pytest.mark.parametrize(("kind", "user_type"), KINDS)
def test_a_code_gives_the_tokens_of_its_kind(caller: Any, kind: Any, user_type: int) -> None:
    said = caller.token_get(caller.platform.issue_code(kind=kind)).data
    again = caller.token_refresh(said["refresh_token"]).data
    for one in (said, again):
        assert one["user_type"] == user_type
        assert one["granted_scopes"] == list(SCOPES[kind])


def test_every_kind_has_an_open_id_of_its_own(caller: Any) -> None:
    assert len({caller.platform.issue_tokens(kind=kind)["open_id"] for kind, _ in KINDS}) == 3


def test_an_endpoint_takes_the_token_of_its_kind_and_no_other(caller: Any) -> None:
    wanted = {"/authorization/202309/shops": "seller", ASSETS: "partner", PROFILE: "creator"}
    for path, kind in wanted.items():
        assert catalogue().table.find("GET", path), path
        for given, _ in KINDS:
            caller.token = token(caller, given)
            said = caller.call("GET", path, shop=False)
            assert (said.status, said.json["code"]) == ((200, 0) if given == kind else (401, 101000)), (path, given)


def test_a_partners_assets_have_the_ciphers_that_calls_for_them_need(caller: Any) -> None:
    caller.token = token(caller, "partner")
    assets = caller.call("GET", ASSETS, shop=False).data["category_assets"]
    assert [asset["target_market"] for asset in assets] == ["GB", "US"]
    for asset in assets:
        query = {"type": "MY_CAMPAIGNS", "page_size": 10, "category_asset_cipher": asset["cipher"]}
        assert caller.call("GET", CAMPAIGNS, query, shop=False).json["code"] == 0


@pytest.mark.parametrize(
    ("query", "shop", "status", "code"),
    [
        ({}, False, 400, 106013),
        ({"category_asset_cipher": "somebody-elses"}, False, 401, 101000),
        ({"category_asset_cipher": "ROW_sandbox+Asset/01=="}, True, 400, 36009004),
    ],
)
def test_a_call_without_its_asset_or_with_a_shop_is_refused(
    caller: Any, query: dict[str, str], shop: bool, status: int, code: int
) -> None:
    caller.token = token(caller, "partner")
    said = caller.call("GET", CAMPAIGNS, query, shop=shop)
    assert (said.status, said.code) == (status, code)


def test_a_creator_who_takes_back_consent_takes_back_nobody_elses(caller: Any) -> None:
    creators, sellers = token(caller, "creator"), caller.token
    caller.platform.withdraw(caller.platform.creator)
    caller.token = creators
    assert caller.call("GET", PROFILE, shop=False).code == 105001
    caller.token = sellers
    assert caller.shops().json["code"] == 0


def test_a_scope_that_a_creator_did_not_grant_is_refused(caller: Any) -> None:
    caller.token = caller.platform.issue_tokens(kind="creator", scopes=["creator.showcase.read"])["access_token"]
    assert caller.call("GET", PROFILE, shop=False).code == 105005
    shown = {"origin": "LIVE", "page_size": 10}
    assert caller.call("GET", "/affiliate_creator/202405/showcases/products", shown, shop=False).data


def test_one_of_several_scopes_is_enough(caller: Any) -> None:
    [endpoint] = [e for e in [catalogue().table.find("GET", PROFILE)] if e]
    assert len(endpoint[0].scopes) == 2
    for scope in endpoint[0].scopes:
        caller.token = caller.platform.issue_tokens(kind="creator", scopes=[scope])["access_token"]
        assert caller.call("GET", PROFILE, shop=False).json["code"] == 0


def test_calls_of_different_users_count_apart(caller: Any) -> None:
    caller.shops()
    caller.token = token(caller, "creator")
    caller.call("GET", PROFILE, shop=False)
    assert [one["arrivals"] for one in caller.platform.report()["accounts"].values()] == [1, 1]
