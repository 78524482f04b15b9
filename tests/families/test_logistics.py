"""Logistics: refused warehouses, a body in a GET, and one call per order."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import InvalidRequest, PartialFailure
from tiktok_shop_sdk.resources.logistics import Logistics


def opened(declaration: Declaration[..., Any], data: Any) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    return declaration.reader.open(Response(200, {}, body), Stripper(), operation=declaration.id)


@pytest.mark.parametrize("declaration", [Logistics.create_warehouse, Logistics.update_warehouse])
def test_a_refused_warehouse_is_an_error(declaration: Declaration[..., Any]) -> None:
    error = opened(declaration, {"error_list": [{"code": 11, "message": "postcode is wrong"}]}).error
    assert isinstance(error, PartialFailure)
    assert [reason.to_dict() for reason in error.items] == [{"code": 11, "message": "postcode is wrong"}]


def test_a_new_warehouse_tells_its_id() -> None:
    answer = opened(Logistics.create_warehouse, {"warehouse_id": 7400000000000000009, "error_list": []})
    assert (answer.error, answer.result.warehouse_id) == (None, "7400000000000000009")
    assert opened(Logistics.update_warehouse, None).error is None


def test_the_address_of_a_warehouse_is_the_sellers_own() -> None:
    address = {"contact_person": "Kim", "phone_number": "+12025550100", "distict": "Queens"}
    (warehouse,) = opened(Logistics.list_warehouses, {"warehouses": [{"id": 7, "address": address}]}).result
    assert (warehouse.id, warehouse.address.to_dict()) == ("7", address)


def test_the_product_for_a_template_travels_in_the_body_of_a_get() -> None:
    bound = Logistics.list_shipping_templates.bind(product_attribute={"weight": {"weight": Decimal("0.50"), "unit": 1}})
    assert (bound.query, bound.body) == ({}, {"product_attribute": {"weight": {"weight": "0.50", "unit": 1}}})
    assert Logistics.list_shipping_templates.bind().body == {}


def test_each_order_has_its_own_place_in_the_tracking_quota() -> None:
    (limit,) = Logistics.get_tracking.terms.limits
    windows = [limit.window_of(Logistics.get_tracking.bind(order)) for order in ("5760", "5761", "5760")]
    assert windows[0] == windows[2] != windows[1]
    assert (windows[0].limit, windows[0].period) == (1, 8 * 3600)


def test_a_misspelt_key_of_a_warehouse_is_named() -> None:
    with pytest.raises(InvalidRequest, match=r"warehouse\.address\.postal_code"):
        Logistics.create_warehouse.bind({"address": {"postal_code": "10001"}})  # warehouses are given a `postcode`
