"""Products, stock and prices: what may be set, and which part fails while the rest is done."""

from __future__ import annotations

from typing import Any

import pytest

from tiktok_shop_sdk.sandbox.shop.stock import MOST_STOCK


@pytest.fixture
def product(caller: Any) -> Any:
    """A product with at least two SKUs, the first in one warehouse and the last in two."""
    for one in caller.shop.products.values():
        kept = [len(sku.stock) for sku in one.skus.values()]
        if len(kept) > 1 and kept[0] == 1 and kept[-1] == 2:
            return one
    raise AssertionError("the seed gives no such product")


def set_stock(caller: Any, product: Any, rows: list[tuple[str, list[dict[str, Any]]]]) -> Any:
    skus = [{"id": sku_id, "inventory": inventory} for sku_id, inventory in rows]
    path = f"/product/202309/products/{product.id}/inventory/update"
    return caller.call("POST", path, {}, {"skus": skus})


def set_price(caller: Any, product: Any, *rows: dict[str, Any]) -> Any:
    return caller.call("POST", f"/product/202309/products/{product.id}/prices/update", {}, {"skus": list(rows)})


def find(caller: Any, body: dict[str, Any] | None = None, **query: Any) -> Any:
    return caller.call("POST", "/product/202502/products/search", {"page_size": 100, **query}, body)


def test_products_are_found_in_pages(caller: Any) -> None:
    first = find(caller, page_size=2).data
    assert first["total_count"] == len(caller.shop.products)
    second = find(caller, page_size=100, page_token=first["next_page_token"]).data
    ids = [product["id"] for product in first["products"] + second["products"]]
    assert ids == list(caller.shop.products)
    assert second["next_page_token"] == ""


def test_products_are_found_by_status_time_and_sku(caller: Any, product: Any) -> None:
    sku = next(iter(product.skus.values()))
    for body in ({"seller_skus": [sku.seller_sku]}, {"sku_ids": [sku.id]}):
        assert [one["id"] for one in find(caller, body).data["products"]] == [product.id]
    times = sorted(one.update_time for one in caller.shop.products.values())
    assert find(caller, {"update_time_ge": times[-1]}).data["total_count"] == 1
    assert find(caller, {"update_time_le": times[0]}).data["total_count"] == 1
    assert find(caller, {"status": "FREEZE"}).data == {"next_page_token": "", "total_count": 0}
    assert find(caller, {"sku_ids": ["1"] * 11}).code == 98001004


def test_the_detail_of_a_product(caller: Any, product: Any) -> None:
    data = caller.call("GET", f"/product/202309/products/{product.id}").data
    assert data["title"] == product.title
    assert len(data["skus"]) == len(product.skus)
    assert caller.call("GET", "/product/202309/products/1").code == 12052032


def test_stock_that_was_set_is_shown_everywhere(caller: Any, product: Any) -> None:
    find(caller)
    sku = next(iter(product.skus.values()))
    warehouse = next(iter(sku.stock))
    row = (sku.id, [{"warehouse_id": warehouse, "quantity": 7}])
    assert set_stock(caller, product, [row]).data == {}
    [shown] = caller.call("POST", "/product/202309/inventory/search", {}, {"sku_ids": [sku.id]}).data["inventory"]
    assert shown["skus"][0]["total_available_quantity"] == 7
    [found] = find(caller, {"sku_ids": [sku.id]}).data["products"]
    assert found["skus"][0]["inventory"] == [{"warehouse_id": warehouse, "quantity": 7}]
    assert found["update_time"] == int(caller.clock())


def test_a_sku_in_one_warehouse_needs_no_warehouse_and_a_sku_in_two_does(caller: Any, product: Any) -> None:
    [first, *_, last] = product.skus.values()
    assert set_stock(caller, product, [(first.id, [{"quantity": 0}])]).data == {}
    assert list(first.stock.values()) == [0]
    assert set_stock(caller, product, [(last.id, [{"quantity": 1}])]).code == 12019028


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        (-1, 12052055),
        (MOST_STOCK + 1, 12052055),
        ("5", 12019024),
        (True, 12019024),
        (None, 12019024),
        (1.5, 12019024),
    ],
)
def test_a_quantity_outside_the_limits_fails(caller: Any, product: Any, quantity: Any, code: int) -> None:
    sku = next(iter(product.skus.values()))
    before = dict(sku.stock)
    said = set_stock(caller, product, [(sku.id, [{"quantity": quantity}])])
    assert (said.status, said.code, said.json["data"]) == (200, code, {})
    assert sku.stock == before


def test_what_can_be_done_is_done_and_the_rest_is_named(caller: Any, product: Any) -> None:
    [first, *_, last] = product.skus.values()
    here, there = last.stock
    elsewhere = caller.platform.world.sellers[1].shops[0].warehouses[0]
    said = set_stock(
        caller,
        product,
        [
            (first.id, [{"quantity": 11}]),
            ("unknown-sku", [{"quantity": 1}]),
            (
                last.id,
                [
                    {"warehouse_id": here, "quantity": 12},
                    {"warehouse_id": there, "quantity": -3},
                    {"warehouse_id": "9", "quantity": 1},
                    {"warehouse_id": elsewhere, "quantity": 1},
                ],
            ),
        ],
    )
    unknown, partly = said.data["errors"]
    assert (unknown["code"], unknown["detail"]["sku_id"]) == (12052260, "unknown-sku")
    assert partly["detail"]["sku_id"] == last.id
    assert [(one["warehouse_id"], one["code"]) for one in partly["detail"]["extra_errors"]] == [
        (there, 12052055),
        ("9", 12052097),
        (elsewhere, 12052530),
    ]
    assert all(one["message"] for one in (unknown, partly, *partly["detail"]["extra_errors"]))
    assert list(first.stock.values()) == [11]
    assert last.stock[here] == 12


def test_a_warehouse_of_the_shop_that_does_not_keep_the_sku_is_unknown(caller: Any, product: Any) -> None:
    first = next(iter(product.skus.values()))
    row = (first.id, [{"warehouse_id": caller.shop.warehouses[1], "quantity": 1}])
    assert set_stock(caller, product, [row]).code == 12052097


def test_malformed_stock_updates_are_refused(caller: Any, product: Any) -> None:
    first = next(iter(product.skus))
    path = f"/product/202309/products/{product.id}/inventory/update"
    for body in (
        {},
        {"skus": []},
        {"skus": [1]},
        {"skus": [{"id": first}]},
        {"skus": [{"id": first, "inventory": [1]}]},
    ):
        assert caller.call("POST", path, {}, body).code == 98001004
    assert caller.call("POST", "/product/202309/inventory/search", {}, {}).code == 98001004


def test_prices_are_set_all_or_none(caller: Any, product: Any) -> None:
    [first, *_, last] = product.skus.values()
    before = first.price
    good = {"id": first.id, "price": {"currency": "USD", "amount": "12.34"}}
    bad = {"id": last.id, "price": {"currency": "USD", "amount": "0"}}
    assert set_price(caller, product, good, bad).code == 12052073
    assert first.price == before
    listed = {"amount": "20.00", "currency": "USD"}
    assert set_price(caller, product, {**good, "list_price": listed}).data == {}
    [found] = find(caller, {"sku_ids": [first.id]}).data["products"]
    assert found["skus"][0]["price"]["sale_price"] == "12.34"
    assert found["skus"][0]["list_price"] == listed


@pytest.mark.parametrize(
    ("price", "code"),
    [
        (None, 98001004),
        ({"currency": "EUR", "amount": "1"}, 12052092),
        ({"currency": "USD"}, 12052073),
        ({"currency": "USD", "amount": 5}, 12052073),
        ({"currency": "USD", "amount": "NaN"}, 12052073),
        ({"currency": "USD", "amount": "five"}, 12052073),
        ({"currency": "USD", "sale_price": "-1"}, 12052073),
    ],
)
def test_a_bad_price_is_refused(caller: Any, product: Any, price: Any, code: int) -> None:
    first = next(iter(product.skus))
    assert set_price(caller, product, {"id": first, "price": price}).code == code


def test_a_price_of_an_unknown_sku_is_refused(caller: Any, product: Any) -> None:
    row = {"id": "1", "price": {"currency": "USD", "amount": "1"}}
    assert set_price(caller, product, row).code == 12052260


def test_products_are_created_edited_and_switched(caller: Any) -> None:
    body = {"title": "Sample new", "category_id": "601226", "save_mode": "AS_DRAFT"}
    new = caller.call("POST", "/product/202309/products", {}, body).data["product_id"]
    path = f"/product/202509/products/{new}/partial_edit"
    assert caller.call("POST", path, {}, {"title": "Sample renamed"}).data["product_id"] == new
    assert caller.call("PUT", f"/product/202509/products/{new}", {}, {}).data["product_id"] == new
    detail = caller.call("GET", f"/product/202309/products/{new}").data
    assert (detail["title"], detail["status"]) == ("Sample renamed", "DRAFT")
    some = {"product_ids": [new, "1"]}
    [error] = caller.call("POST", "/product/202309/products/activate", {}, some).data["errors"]
    assert error["detail"] == {"product_id": "1"}
    assert caller.call("DELETE", "/product/202309/products", {}, {"product_ids": [new]}).data == {}
    assert caller.shop.products[new].status == "DELETED"


def test_brands_come_in_pages(caller: Any) -> None:
    path = "/product/202309/brands"
    first = caller.call("GET", path, {"page_size": 50}).data
    second = caller.call("GET", path, {"page_size": 50, "page_token": first["next_page_token"]}).data
    assert len(first["brands"]) + len(second["brands"]) == first["total_count"] == 60
    assert caller.call("GET", path, {"page_size": 50, "brand_name": "brand 60"}).data["total_count"] == 1
    assert caller.call("GET", path).code == 98001004


def test_categories_and_their_attributes(caller: Any) -> None:
    found = caller.call("GET", "/product/202309/categories").data["categories"]
    [leaf, *_] = [one["id"] for one in found if one["is_leaf"]]
    assert caller.call("GET", f"/product/202309/categories/{leaf}/attributes").data["attributes"]
    assert caller.call("GET", "/product/202309/categories/1/attributes").code == 12052023


def test_pages_without_behaviour_of_their_own_check_their_size_too(caller: Any) -> None:
    path = "/product/202601/compliance/auditing/research"
    assert caller.call("POST", path, {"page_size": 21}, shop=False).code == 98001004
    assert caller.call("POST", path, {"page_size": 20}, shop=False).data["products"]


def test_what_a_token_covers(caller: Any) -> None:
    shops = caller.shops().data["shops"]
    assert [shop["region"] for shop in shops] == ["US", "GB"]
    assert {"id", "name", "region", "seller_type", "cipher", "code"} == shops[0].keys()
    groups = caller.call("GET", "/seller/202601/shop_groups", shop=False).data["shop_group_data"]
    assert [shop["shop_id"] for shop in groups["shops"]] == [shop["id"] for shop in shops]
    assert caller.platform.world.shop_by_cipher(shops[1]["cipher"])[1].id == shops[1]["id"]
    assert caller.platform.world.shop_by_cipher("none") is None
