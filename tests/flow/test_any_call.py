"""Calls by route, under a pinned version, for assets, with the wrong token, and under quotas of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.flow.conftest import COVERS, Rig
from tiktok_shop_sdk import PurposeStatement
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.errors import DeclarationError, InvalidRequest, PurposeRefused, WaitTooLong
from tiktok_shop_sdk.models.authorization import AssetCategory, CategoryAsset

BRANDS = "GET /product/202309/brands"
PRODUCT = "GET /product/202309/products/{product_id}"


def covering(rig: Rig, *names: str) -> None:
    statement = PurposeStatement("Sync", covers={*COVERS, *names}, filed=date(2024, 3, 1))
    rig.account = replace(rig.account, statement=statement)


def test_a_route_that_the_statement_covers_by_name_is_called_under_all_rules(rig: Rig) -> None:
    covering(rig, PRODUCT)
    rig.consent()
    product, _ = rig.product()
    answer = rig.go(lambda client: client.shop(rig.shop_id).call(PRODUCT, path={"product_id": product.id}))
    assert answer["id"] == product.id
    intent, outcome = rig.calls()[-2:]
    assert (intent["operation"], intent["path"]) == (PRODUCT, "/product/202309/products/{product_id}")
    assert outcome["outcome"] == "ok"
    state = rig.go(lambda client: client.quota())
    assert all(window.used >= 1 for window in state.windows)  # it counts against both


def test_a_route_that_is_not_covered_by_name_is_refused_though_its_class_is(rig: Rig) -> None:
    rig.consent()
    before = len(rig.arrived())
    with pytest.raises(PurposeRefused, match="GET /product/202309/brands"):
        rig.go(lambda client: client.call(BRANDS, query={"page_size": 1}))
    assert len(rig.arrived()) == before
    assert rig.calls()[-1]["kind"] == "refusal"


def test_the_second_net_drops_what_sensitive_names_carry(rig: Rig) -> None:
    route = "POST /order/202309/orders/search"
    covering(rig, route)
    rig.consent()
    made = rig.go(lambda client: client.shop(rig.shop_id).call(route, query={"page_size": 5}))
    assert len(made["orders"]) == 5
    for order in made["orders"]:
        assert order["id"] and not {"recipient_address", "buyer_email", "user_id"} & order.keys()
    assert rig.calls()[-1]["stripped"]["buyer_address"] == 5


@pytest.mark.parametrize(
    ("route", "given"),
    [
        ("GET /product", {}),
        ("get /product/202309/brands", {}),
        ("PATCH /product/202309/brands", {}),
        ("GET /product/202309/../orders", {}),
        (PRODUCT, {}),
        (PRODUCT, {"path": {"product_id": "1", "more": "2"}}),
        (PRODUCT, {"path": {"product_id": "1/2"}}),
    ],
)
def test_a_route_that_is_none_is_refused_before_anything(rig: Rig, route: str, given: dict[str, Any]) -> None:
    covering(rig, PRODUCT)
    rig.consent()
    with pytest.raises((InvalidRequest, PurposeRefused)):
        rig.go(lambda client: client.call(route, **given))


def test_a_pinned_operation_is_called_in_its_older_version(rig: Rig) -> None:
    rig.account = replace(rig.account, versions={"orders.get": "202309"})
    rig.consent()
    orders = rig.go(lambda client: client.shop(rig.shop_id).orders.search(page_size=1))
    found = rig.go(lambda client: client.shop(rig.shop_id).orders.get([orders[0].id]))
    assert [order.id for order in found] == [orders[0].id]
    assert rig.arrived()[-1].operation == "GET /order/202309/orders"
    assert rig.calls()[-2]["path"] == "/order/202309/orders"


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        ({"orders.gett": "202309"}, "no operation"),
        ({"order.get": "202309"}, "no operation"),
        ({"orders.get": "202401"}, "202507, 202309"),
    ],
)
def test_a_pin_that_names_nothing_is_a_fault_of_the_declaration(rig: Rig, versions: Any, said: str) -> None:
    with pytest.raises(DeclarationError, match=said):
        replace(rig.account, versions=versions)


def test_a_call_with_another_kind_of_token_is_refused_unsent(rig: Rig) -> None:
    rig.consent()
    before = len(rig.arrived())
    with pytest.raises(InvalidRequest, match="token of a partner"):
        rig.go(lambda client: client.authorization.category_assets())
    assert len(rig.arrived()) == before
    assert rig.calls()[-1]["kind"] == "refusal"


ASSET = CategoryAsset(category=AssetCategory(id="7", name="Home"), target_market="GB", cipher=Secret("asset-cipher-x"))


def test_an_operation_for_a_shop_is_refused_on_an_asset_and_the_other_way_round(rig: Rig) -> None:
    covering(rig, "affiliate:read")
    rig.consent()
    with pytest.raises(InvalidRequest, match="one shop"):
        rig.go(lambda client: client.asset(ASSET).orders.get(["1"]))
    with pytest.raises(InvalidRequest, match="category asset"):
        rig.go(lambda client: client.shop(rig.shop_id).affiliate_partner.get_campaign("1"))
    assert "asset-cipher" not in repr(rig.go(lambda client: repr(client.asset(ASSET))))


def test_a_quota_of_one_operation_holds_beside_the_classes(rig: Rig) -> None:
    covering(rig, "fulfillment:read")
    rig.consent()

    one, another, *_ = rig.platform.seller.shops[0].orders

    def track(client: Any, order: str) -> Any:
        return client.shop(rig.shop_id).within(max_wait=60).logistics.get_tracking(order)

    rig.go(lambda client: track(client, one))
    rig.go(lambda client: track(client, another))
    with pytest.raises(WaitTooLong, match="tracking_of_an_order"):
        rig.go(lambda client: track(client, one))
    rig.clock.advance(8.1 * 3600)
    rig.go(lambda client: track(client, one))
