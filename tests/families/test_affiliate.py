"""Affiliate, the older operations: the page of the showcase, and products that were not added."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import PartialFailure
from tiktok_shop_sdk.resources.affiliate import Affiliate


def answered(declaration: Declaration[..., Any], data: Any) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    return declaration.reader.open(Response(200, {}, body), Stripper(), operation=declaration.id)


def test_a_page_of_the_showcase_holds_products_and_not_the_ids_of_those_in_the_live() -> None:
    own = {"customized_main_image": [{"url": "https://example.test/own.jpg"}]}
    data = {"live_product_ids": ["9"], "products": [{"id": "1", "addition": own}], "next_page_token": "t"}
    page = answered(Affiliate.list_showcase_products, data).result
    assert ([product.id for product in page.items], page.next_page_token) == (["1"], "t")
    assert page.items[0].addition.customized_main_images[0].url == "https://example.test/own.jpg"


@pytest.mark.parametrize("declaration", [Affiliate.add_live_products, Affiliate.add_showcase_products])
def test_products_that_were_not_added_are_named(declaration: Declaration[..., Any]) -> None:
    error = answered(declaration, {"errors": [{"code": 1, "detail": {"product_id": "2"}}]}).error
    assert isinstance(error, PartialFailure)
    assert [item.detail.product_id for item in error.items] == ["2"]
    assert answered(declaration, {"errors": []}).error is None


@pytest.mark.parametrize("declaration", [Affiliate.remove_live_products, Affiliate.remove_showcase_products])
def test_what_is_removed_is_named_in_the_body(declaration: Declaration[..., Any]) -> None:
    bound = declaration.bind(["1", "2"])
    assert (bound.query, bound.body) == ({}, {"product_ids": ["1", "2"]})
