"""Promotions: activities are paged in the body, sent with exact amounts, and read alike however they were found."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response, encode_json
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import InvalidRequest
from tiktok_shop_sdk.resources.promotions import Promotions


def opened(declaration: Declaration[..., Any], data: Any) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    answer = declaration.reader.open(Response(200, {}, body), Stripper(), operation=declaration.id)
    assert answer.error is None, answer.error
    return answer.result


def test_an_activity_has_one_id_whether_it_was_found_or_read() -> None:
    (found,) = opened(Promotions.search, {"activities": [{"id": "71", "title": "May"}]}).items
    assert found == opened(Promotions.get, {"activity_id": "71", "title": "May"})
    assert found.to_dict()["id"] == "71"


def test_the_terms_of_products_and_skus_are_read() -> None:
    sku = {"id": "172", "activity_price": {"amount": "9.90", "currency": "USD"}, "quantity_limit": -1}
    activity = opened(Promotions.get, {"activity_id": "71", "products": [{"id": "171", "skus": [sku]}]})
    offer = activity.products[0].skus[0]
    assert (offer.activity_price.amount, offer.quantity_limit, offer.discount) == (Decimal("9.90"), -1, None)


def test_activities_are_paged_in_the_body() -> None:
    bound = Promotions.search.bind(status="ONGOING")
    assert (bound.query, bound.body) == ({}, {"status": "ONGOING", "page_size": 100})
    assert Promotions.search.turned_to(bound, "t").body == {**bound.body, "page_token": "t"}


def test_an_activity_is_sent_with_exact_amounts_and_unix_seconds() -> None:
    bound = Promotions.create.bind(
        title="May",
        activity_type="BUY_X_GET_Y",
        product_level="PRODUCT",
        begin_time=datetime(2026, 5, 1, tzinfo=UTC),
        end_time=datetime(2026, 6, 1, tzinfo=UTC),
        discount={
            "bxgy_discount": {
                "threshold_type": "MINIMAL_ORDER_AMOUNT",
                "threshold_value": Decimal("50.00"),
                "discount_type": "AMOUNT_OFF_EACH",
                "discount_value": "5.5",
                "benefit_max_applicable_quantity": "2",
            }
        },
    )
    assert (bound.body["begin_time"], bound.body["end_time"]) == (1777593600, 1780272000)
    gift = json.loads(encode_json(bound.body))["discount"]["bxgy_discount"]
    assert (gift["threshold_value"], gift["discount_value"]) == ("50.00", "5.5")


def test_products_leave_an_activity_by_a_body() -> None:
    bound = Promotions.remove_products.bind("71", product_ids=["1", "2"])
    assert bound.path == "/promotion/202309/activities/71/products"
    assert (bound.query, bound.body) == ({}, {"product_ids": ["1", "2"]})


def test_an_offer_without_its_limits_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="quantity_limit"):
        Promotions.update_products.bind("71", products=[{"id": "171", "quantity_per_user": -1}])
