"""Affiliate agencies: what the comparison with the catalogue cannot see."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Kind, Stripped, Stripper
from tiktok_shop_sdk.errors import InvalidRequest
from tiktok_shop_sdk.resources.affiliate_partner import AffiliatePartner

CAMPAIGN: dict[str, Any] = {
    "name": "Spring",
    "description": "All that grows",
    "registration_start_time": 1,
    "registration_end_time": 2,
    "campaign_start_time": 3,
    "campaign_end_time": datetime(2026, 5, 1, tzinfo=UTC),
    "commission_rate": 1000,
}


def opened(declaration: Declaration[..., Any], data: Any, released: frozenset[Kind] = frozenset()) -> Any:
    body = json.dumps({"code": 0, "message": "Success", "request_id": "A", "data": data}).encode()
    answer = declaration.reader.open(Response(200, {}, body), Stripper(released), operation=declaration.id)
    assert answer.error is None, answer.error
    return answer.result


def test_a_new_campaign_needs_an_email_address_and_a_changed_one_does_not() -> None:
    with pytest.raises(InvalidRequest, match=r"contact_info\.email"):
        AffiliatePartner.create_campaign.bind(**CAMPAIGN, contact_info={"phone": "+1"})
    bound = AffiliatePartner.create_campaign.bind(**CAMPAIGN, contact_info={"email": "agency@example.com"})
    assert bound.body["campaign_end_time"] == 1_777_593_600
    assert AffiliatePartner.update_campaign.bind("1", contact_info={"phone": "+1"}).body == {
        "contact_info": {"phone": "+1"}
    }


def test_the_products_without_a_link_are_told() -> None:
    links = opened(
        AffiliatePartner.generate_product_links,
        {"product_promotion_links": [{"product_id": "1", "link": "https://example.com"}], "failed_product_ids": ["2"]},
    )
    assert [link.product_id for link in links.product_promotion_links] == ["1"]
    assert links.failed_product_ids == ["2"]


def test_the_creators_of_a_product_are_counted() -> None:
    page = opened(AffiliatePartner.list_creator_performance, {"total_creator_count": 12, "promotion_creators": []})
    assert page.total_count == 12


def test_what_a_creator_earns_comes_in_only_for_who_works_with_creators_and_what_the_agency_earns_always() -> None:
    amount = {"amount": "3.50", "currency": "USD"}
    data = {"sku_orders": [{"actual_standard_commission": amount, "actual_total_agency_commission": amount}]}
    order = opened(AffiliatePartner.search_cap_orders, data).items[0]
    assert order.actual_standard_commission == Stripped(Kind.THIRD_PARTY_COMMERCIAL)
    assert str(order.actual_total_agency_commission.amount) == "3.50"
    released = opened(AffiliatePartner.search_cap_orders, data, frozenset({Kind.THIRD_PARTY_COMMERCIAL})).items[0]
    assert str(released.actual_standard_commission.amount) == "3.50"
