"""Global products: a market that fails is raised, and prices and stock travel as the platform wants them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import InvalidRequest, PartialFailure
from tiktok_shop_sdk.resources.global_products import GlobalProducts


def opened(declaration: Declaration[..., Any], data: Any) -> Any:
    body = json.dumps({"code": 0, "message": "Success", "data": data}).encode()
    return declaration.reader.open(Response(200, {}, body), Stripper(), operation=declaration.id)


FAILED = {"region": "DE", "status": "FAILED", "fail_reasons": [{"message": "certificate missing"}]}


@pytest.mark.parametrize(
    ("declaration", "field"),
    [
        (GlobalProducts.publish, "publish_result"),
        (GlobalProducts.edit, "publish_results"),
        (GlobalProducts.partial_edit, "publish_results"),
        (GlobalProducts.bind_local_products, "bind_results"),
    ],
)
def test_a_market_that_fails_is_raised_and_the_others_are_in_the_result(
    declaration: Declaration[..., Any], field: str
) -> None:
    answer = opened(declaration, {field: [{"region": "FR", "status": "SUCCESS"}, FAILED]})
    assert isinstance(answer.error, PartialFailure)
    assert [(item.region, item.fail_reasons[0].message) for item in answer.error.items] == [
        ("DE", "certificate missing")
    ]
    assert [market.region for market in getattr(answer.error.result, field)] == ["FR", "DE"]


def test_a_market_that_keeps_a_draft_has_not_failed() -> None:
    answer = opened(GlobalProducts.publish, {"publish_result": [{"region": "FR", "status": "DRAFT"}]})
    assert answer.error is None
    assert answer.result.publish_result[0].status == "DRAFT"


@pytest.mark.parametrize(
    ("declaration", "detail"),
    [(GlobalProducts.delete, {"global_product_id": "17"}), (GlobalProducts.replicate_product, {"region": "DE"})],
)
def test_what_was_refused_is_raised(declaration: Declaration[..., Any], detail: dict[str, str]) -> None:
    answer = opened(declaration, {"errors": [{"code": 12019008, "message": "refused", "detail": detail}]})
    assert isinstance(answer.error, PartialFailure)
    assert [item.detail.to_dict() for item in answer.error.items] == [detail]


@pytest.mark.parametrize("data", [{}, {"errors": None}, {"errors": []}])
def test_nothing_refused_is_no_failure(data: Any) -> None:
    assert opened(GlobalProducts.delete, data).error is None


def test_deleting_names_the_products_in_the_body() -> None:
    bound = GlobalProducts.delete.bind(["17"])
    assert bound.body == {"global_product_ids": ["17"]} and bound.query == {}


def test_prices_are_sent_as_text_and_stock_of_a_market_as_one_object() -> None:
    sku: Any = {
        "related_global_sku_id": "3",
        "price": {"currency": "EUR", "sale_price": Decimal("19.90")},
        "inventory": {"warehouse_id": "9", "quantity": 5},
    }
    bound = GlobalProducts.publish.bind("17", publish_target=[{"region": "DE", "skus": [sku]}])
    assert bound.path == "/product/202309/global_products/17/publish"
    assert bound.body["publish_target"][0]["skus"][0] == {
        "related_global_sku_id": "3",
        "price": {"currency": "EUR", "sale_price": "19.90"},
        "inventory": {"warehouse_id": "9", "quantity": 5},
    }


def test_a_sku_needs_a_price_to_be_created_and_none_to_be_changed_or_checked() -> None:
    without_price: Any = [{"seller_sku": "TEE"}]
    product: Any = {"title": "t", "description": "d" * 100, "category_id": "1", "main_images": [{"uri": "u"}]}
    with pytest.raises(InvalidRequest, match=r"skus\.0\.price"):
        GlobalProducts.create.bind(**product, skus=without_price, package_weight={"value": "1", "unit": "KILOGRAM"})
    assert GlobalProducts.partial_edit.bind("17", skus=without_price).body == {"skus": without_price}
    assert GlobalProducts.check_listing.bind(skus=without_price).body == {"skus": without_price}
