"""The supplier programme: what its three stages share, and what is sent."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response, encode_json
from tiktok_shop_sdk.core.sensitive import Kind, Stripped, Stripper
from tiktok_shop_sdk.errors import InvalidRequest, PartialFailure
from tiktok_shop_sdk.models.gs_full_service import RefusedVirtualStock
from tiktok_shop_sdk.resources.gs_full_service import GsFullService


def opened(declaration: Declaration[..., Any], data: Any) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    return declaration.reader.open(Response(200, {}, body), Stripper(), operation=declaration.id)


@pytest.mark.parametrize(
    "search",
    [
        GsFullService.search_delivery_orders,
        GsFullService.search_delivery_orders_beta,
        GsFullService.search_delivery_orders_preview,
    ],
    ids=lambda search: search.id,
)
def test_delivery_orders_of_every_stage_are_one_class(search: Declaration[..., Any]) -> None:
    order = {"code": "FH1", "status": "SIGNED", "ship_time": 1767225600, "skus": [{"platform_sku_code": "7"}]}
    (read,) = opened(search, {"delivery_orders": [order]}).result.items
    assert (read.code, read.status, read.skus[0].platform_sku_code) == ("FH1", "SIGNED", "7")
    assert read.ship_time == datetime(2026, 1, 1, tzinfo=UTC)


def test_the_weight_of_a_parcel_is_read_from_text_and_from_a_number() -> None:
    for batches in (GsFullService.get_delivery_batches_beta, GsFullService.get_delivery_batches_preview):
        for value in ("250", 250):
            parcel = {"package_weight": {"unit": "GRAM", "value": value}}
            (batch,) = opened(batches, {"delivery_batchs": [{"logistics_orders": [parcel]}]}).result
            assert batch.logistics_orders[0].package_weight.value == Decimal(250)


def test_the_sender_comes_in_and_the_receiver_does_not() -> None:
    person = {"contact_name": "Planted Person", "address_detail": {"city_name": "Planted"}}
    (order,) = opened(
        GsFullService.get_logistics_orders,
        {"logistics_orders": [{"sender_contact": {"contact_name": "Dock 3"}, "receiver_contact": person}]},
    ).result
    assert order.sender_contact.contact_name == "Dock 3"
    assert order.receiver_contact.contact_name == Stripped(Kind.BUYER_NAME)
    assert order.receiver_contact.address_detail == Stripped(Kind.BUYER_ADDRESS)
    assert "Planted" not in repr(order)


def test_a_sku_whose_virtual_stock_was_refused_is_told() -> None:
    refused = {"sku_code": "7", "warehouse_code": "W1", "code": "12", "message": "unknown SKU"}
    answer = opened(GsFullService.update_virtual_inventory_beta, {"errors": [refused]})
    assert isinstance(answer.error, PartialFailure)
    assert answer.error.items == (RefusedVirtualStock(**refused),)
    assert opened(GsFullService.update_virtual_inventory_beta, {"errors": []}).error is None


def test_the_preview_route_names_the_supplier_in_the_query_and_the_rest_in_the_body() -> None:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    bound = GsFullService.search_stockup_orders_preview.bind(supplier_id="9", order_create_time_ge=since)
    assert bound.query == {"supplier_id": "9"}
    assert bound.body == {"order_create_time_ge": 1767225600}


def test_pages_turn_in_the_body() -> None:
    search = GsFullService.search_stockup_orders
    assert search.turned_to(search.bind(page_size=50), "abc").body == {"page_size": 50, "page_token": "abc"}
    categories = GsFullService.search_categories_beta
    assert categories.turned_to(categories.bind(page_size=100), "100").body == {"page_size": 100, "page_offset": 100}


def test_a_product_is_sent_with_its_measures_as_text() -> None:
    sku = {"price": {"amount": Decimal("19.90"), "currency": "USD"}, "dimensions": {"height": "3.5", "unit": "CM"}}
    bound = GsFullService.create_product_beta.bind({"category_id": 600001, "skcs": [{"skus": [sku]}]})
    (sent,) = json.loads(encode_json(bound.body))["spu"]["skcs"][0]["skus"]
    assert sent == {"price": {"amount": "19.90", "currency": "USD"}, "dimensions": {"height": "3.5", "unit": "CM"}}
    assert bound.body["spu"]["category_id"] == "600001"


def test_the_preview_route_refuses_what_only_the_beta_route_takes() -> None:
    with pytest.raises(InvalidRequest, match="rp_ids"):
        GsFullService.create_product_preview.bind({"rp_ids": ["1"]}, supplier_id="9")
