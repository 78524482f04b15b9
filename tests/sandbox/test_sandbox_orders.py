"""Orders: the real shape with planted values, filters, paging while orders move, references."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tiktok_shop_sdk.sandbox import DRIFT, PLANTED, PagingRules, Platform, World
from tiktok_shop_sdk.sandbox.shop.harvest import Order


def pages(caller: Any, body: dict[str, Any] | None = None, **query: Any) -> list[list[str]]:
    found: list[list[str]] = []
    token: dict[str, str] = {}
    while True:
        data = caller.search(body, **query, **token).data
        found.append([order["id"] for order in data.get("orders", [])])
        if not data["next_page_token"]:
            return found
        token = {"page_token": data["next_page_token"]}


def test_the_same_seed_gives_the_same_world_and_another_gives_another() -> None:
    def shown(seed: int) -> list[bytes]:
        shop = World(epoch=1_777_900_000, seed=seed, orders=5).sellers[0].shops[0]
        return [order.encoded() for order in shop.orders.values()]

    assert shown(1) == shown(1) != shown(2)


def test_the_default_world_has_150_orders_and_40_skus_in_each_shop() -> None:
    shop = Platform(clock=lambda: 1_777_900_000.0).seller.shops[0]
    assert len(shop.orders) == 150
    assert sum(len(product.skus) for product in shop.products.values()) == 40


# Only drift brings the first three, and other families the rest.
NOT_IN_ORDERS = {
    "order_profit_margin",
    "buyer_device_network",
    "buyer_geolocation",
    "buyer_conversation",
    "buyer_media",
    "shipping_document",
    "third_party_commercial",
}


def test_an_order_carries_every_planted_value_of_its_buyer(caller: Any) -> None:
    text = json.dumps([order.record for order in caller.shop.orders.values()], ensure_ascii=False)
    for kind, values in PLANTED.items():
        if kind not in NOT_IN_ORDERS:
            assert any(value in text for value in values), kind
    address = next(iter(caller.shop.orders.values())).record["recipient_address"]
    assert all(address.values())
    assert address["phone_number"].startswith("(+1)541555")


def test_fields_that_no_page_documents_appear_when_asked_for(new_caller: Any, clock: Any) -> None:
    caller = new_caller(world=World(epoch=clock(), orders=3, skus=3, drift=True))
    [first, *_] = caller.search().data["orders"]
    assert DRIFT.items() <= first.items()
    text = json.dumps(first)
    assert any(value in text for value in PLANTED["order_profit_margin"])


def test_a_search_shows_newest_first_and_counts_all(caller: Any) -> None:
    data = caller.search(page_size=10).data
    times = [order["create_time"] for order in data["orders"]]
    assert data["total_count"] == 60
    assert len(times) == 10
    assert times == sorted(times, reverse=True)
    assert all(sign in data["next_page_token"] for sign in "+/=")


@pytest.mark.parametrize("style", ["offset", "keyset"])
@pytest.mark.parametrize("order", ["ASC", "DESC"])
@pytest.mark.parametrize("field", ["create_time", "update_time"])
def test_pages_cover_every_order_once(new_caller: Any, style: Any, order: str, field: str) -> None:
    caller = new_caller(paging=PagingRules(style=style))
    found = pages(caller, sort_order=order, sort_field=field, page_size=7)
    flat = [order_id for page in found for order_id in page]
    assert [len(page) for page in found] == [7] * 8 + [4]
    assert sorted(flat) == sorted(caller.shop.orders)
    times = [getattr(caller.shop.orders[order_id], field) for order_id in flat]
    assert times == sorted(times, reverse=order == "DESC")


def test_a_full_last_page_has_no_token(caller: Any) -> None:
    assert [len(page) for page in pages(caller, page_size=30)] == [30, 30]


def test_filters_choose_by_status_and_time(caller: Any) -> None:
    orders = list(caller.shop.orders.values())
    middle = sorted(order.update_time for order in orders)[30]
    after = caller.search({"update_time_ge": middle}, page_size=100).data
    before = caller.search({"update_time_lt": middle}, page_size=100).data
    assert after["total_count"] + before["total_count"] == 60
    assert min(order["update_time"] for order in after["orders"]) == middle
    created = sorted(order.create_time for order in orders)[10]
    assert caller.search({"create_time_lt": created}).data["total_count"] == 10
    assert caller.search({"create_time_ge": created}).data["total_count"] == 50
    wanted = orders[0].record
    for name, field in (
        ("order_status", "status"),
        ("shipping_type", "shipping_type"),
        ("buyer_user_id", "user_id"),
    ):
        found = caller.search({name: wanted[field]}, page_size=100).data["orders"]
        assert {order[field] for order in found} == {wanted[field]}
    assert caller.search({"warehouse_ids": [wanted["warehouse_id"]]}).data["total_count"] > 0


def test_a_search_that_finds_nothing_leaves_the_list_out(caller: Any) -> None:
    assert caller.search({"is_buyer_request_cancel": True}).data == {"next_page_token": "", "total_count": 0}


@pytest.mark.parametrize(
    ("body", "query", "named"),
    [
        ({}, {"page_size": 0}, "page_size"),
        ({}, {"page_size": 101}, "page_size"),
        ({}, {"page_size": "ten"}, "page_size"),
        ({}, {"page_size": ""}, "page_size"),
        ({}, {"page_token": "rubbish"}, "page_token"),
        ({}, {"page_token": ""}, "page_token"),
        ({}, {"page_token": "+/+/"}, "page_token"),
        ({}, {"sort_field": "id"}, "sort_field"),
        ({}, {"sort_order": "asc"}, "sort_field"),
        ({"order_status": "LOST"}, {}, "order_status"),
        ({"create_time_ge": "1"}, {}, "create_time_ge"),
        ({"create_time_ge": True}, {}, "create_time_ge"),
        ({"warehouse_ids": "1"}, {}, "warehouse_ids"),
        ({"warehouse_ids": [1]}, {}, "warehouse_ids"),
        ({"warehouse_ids": ["1"] * 101}, {}, "warehouse_ids"),
    ],
)
def test_a_bad_argument_is_named(caller: Any, body: dict[str, Any], query: dict[str, Any], named: str) -> None:
    said = caller.search(body, **query)
    assert said.code == 98001004
    assert named in said.message


def test_a_token_belongs_to_its_search(caller: Any) -> None:
    token = caller.search(page_size=10).data["next_page_token"]
    assert caller.search(page_size=10, page_token=token).data["orders"]
    assert caller.search({"order_status": "DELIVERED"}, page_token=token).code == 98001004
    assert caller.search(sort_order="ASC", page_token=token).code == 98001004


def test_a_token_whose_plus_sign_was_not_encoded_is_refused(caller: Any) -> None:
    token = caller.search(page_size=10).data["next_page_token"]
    assert caller.search(page_token=token.replace("+", " ")).code == 98001004


def test_no_search_shows_more_rows_than_the_cap(new_caller: Any) -> None:
    caller = new_caller(paging=PagingRules(row_cap=25))
    assert [len(page) for page in pages(caller, page_size=10)] == [10, 10, 5]
    assert caller.search().data["total_count"] == 60


@pytest.mark.parametrize(("style", "complete"), [("offset", False), ("keyset", True)])
def test_orders_that_move_shift_their_neighbours_over_the_page_border(
    new_caller: Any, clock: Any, style: Any, complete: bool
) -> None:
    caller = new_caller(paging=PagingRules(style=style), fail="move:3*2@2")
    still_there = sorted(caller.shop.orders.values(), key=lambda order: (order.update_time, order.id))[6:]
    before = int(clock())
    found = pages(caller, {"update_time_lt": before}, sort_field="update_time", sort_order="ASC", page_size=10)
    flat = {order_id for page in found for order_id in page}
    assert ({order.id for order in still_there} <= flat) is complete


def test_a_moved_order_is_found_at_its_new_time(caller: Any, clock: Any) -> None:
    clock.now += 100
    [moved] = caller.shop.move_orders(1, clock())
    found = caller.search({"update_time_ge": int(clock())}).data
    assert [order["id"] for order in found["orders"]] == [moved]


def test_a_hook_may_add_orders_while_a_client_pages(caller: Any) -> None:
    def grow(number: int, _: Any) -> None:
        first = next(iter(caller.shop.orders.values()))
        caller.shop.add_order(Order({**first.record, "id": f"new{number}"}))

    caller.platform.on_call.append(grow)
    assert caller.search().data["total_count"] == 61
    assert caller.search().data["total_count"] == 62


def test_searches_are_remembered_but_not_for_ever(caller: Any) -> None:
    for number in range(70):
        caller.search({"create_time_ge": number})
    assert len(caller.shop._searches) <= 64


def test_details_of_up_to_fifty_orders_by_id(caller: Any) -> None:
    ids = list(caller.shop.orders)[:50]
    for version in ("202507", "202309"):
        data = caller.call("GET", f"/order/{version}/orders", {"ids": ",".join(ids)}).data
        assert [order["id"] for order in data["orders"]] == ids
    assert caller.call("GET", "/order/202507/orders", {"ids": "nobody"}).data == {"orders": []}
    assert caller.call("GET", "/order/202507/orders").code == 98001004
    assert caller.call("GET", "/order/202507/orders", {"ids": ",".join(["1"] * 51)}).code == 98001004


def test_orders_of_one_shop_are_unknown_in_another(caller: Any) -> None:
    second = caller.platform.seller.shops[1]
    [theirs, *_] = second.orders
    assert caller.call("GET", "/order/202507/orders", {"ids": theirs}).data == {"orders": []}
    query = {"ids": theirs, "shop_cipher": second.cipher}
    assert len(caller.call("GET", "/order/202507/orders", query).data["orders"]) == 1


def test_the_price_detail_agrees_with_the_order(caller: Any) -> None:
    order = next(iter(caller.shop.orders.values())).record
    data = caller.call("GET", f"/order/202407/orders/{order['id']}/price_detail").data
    assert data["total"] == order["payment"]["total_amount"]
    assert [line["id"] for line in data["line_items"]] == [line["id"] for line in order["line_items"]]
    assert caller.call("GET", "/order/202407/orders/1/price_detail").code == 21001001


def test_external_references_are_kept_and_unknown_orders_fail_one_by_one(caller: Any) -> None:
    order_id = next(iter(caller.shop.orders))
    reference = {"id": "ERP-1", "platform": "ERP_SYSTEM", "line_items": []}
    rows = [{"id": order_id, "external_order": reference}, {"id": "1", "external_order": reference}]
    data = caller.call("POST", "/order/202406/orders/external_orders", {}, {"orders": rows}).data
    assert [error["detail"]["order_id"] for error in data["errors"]] == ["1"]
    found = caller.call(
        "POST",
        "/order/202406/orders/external_order_search",
        {"platform": "ERP_SYSTEM", "external_order_id": "ERP-1"},
    )
    assert found.data["orders"] == [{"id": order_id, "external_order": reference}]
    path = f"/order/202406/orders/{order_id}/external_orders"
    assert caller.call("GET", path, {"platform": "ERP_SYSTEM"}).data == {"external_orders": [reference]}
    assert caller.call("GET", path, {"platform": "SHOPIFY"}).data == {"external_orders": []}
    assert caller.call("GET", path).code == 98001004
    bad = {"orders": [{"id": order_id, "external_order": {}}]}
    assert caller.call("POST", "/order/202406/orders/external_orders", {}, bad).code == 98001004
    good = {"orders": [{"id": order_id, "external_order": reference}]}
    assert caller.call("POST", "/order/202406/orders/external_orders", {}, good).data == {}
