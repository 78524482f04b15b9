"""The sandbox agrees with the recorded facts: paths, scopes, ciphers, wordings and shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tiktok_shop_sdk.sandbox import PLANTED
from tiktok_shop_sdk.sandbox.endpoints import ENDPOINTS
from tiktok_shop_sdk.sandbox.refusals import Refusal, credentials
from tiktok_shop_sdk.sandbox.troubled import refusal_answer

TESTS = Path(__file__).parent.parent
FAMILIES = ("authorization", "seller", "order", "product")
# Kept by design: order totals and parcels; `needs_prescription` is a flag that is false.
NOT_PLANTED = {"order_amount", "tracking"}


@cache
def operations() -> list[dict[str, Any]]:
    found = []
    for family in FAMILIES:
        facts = yaml.safe_load((TESTS / "facts" / f"{family}.yaml").read_text(encoding="utf-8"))
        found += facts["operations"]
    return found


def fixture(name: str) -> Any:
    return json.loads((TESTS / "fixtures" / f"{name}.json").read_text(encoding="utf-8"))


def test_every_operation_of_the_four_families_is_there_as_recorded() -> None:
    ciphers = {"required": "shop", "none": "-", "listed": "either", "optional": "either"}
    recorded = {}
    for operation in operations():
        cipher = "partner" if operation["token"] == "partner" else ciphers[operation["shop_cipher"]]
        facts = ((*operation["scopes"], "")[0], cipher, operation["content_type"] == "multipart/form-data")
        for version in (operation, *operation.get("also", ())):
            recorded[f"{version['method']} {version['path']}"] = facts
    known = {one.key: (one.scope, one.cipher, one.takes_file) for one in ENDPOINTS}
    assert known == recorded


def test_the_quota_classes_are_those_on_record() -> None:
    classes = yaml.safe_load((TESTS / "facts" / "classes.yaml").read_text(encoding="utf-8"))
    recorded = {one["family"]: one["quota"] for one in classes}
    assert all(endpoint.quota == recorded[endpoint.parts[0]] for endpoint in ENDPOINTS)


ANSWERS = [
    ("app_key_invalid", credentials("Invalid credentials. Invalid 'app_key' query parameter.")),
    ("business", Refusal(12052055)),
    ("cipher_missing", Refusal(106013)),
    (
        "cipher_unexpected",
        credentials("Unexpected identifier. 'shop_cipher' is not required for this request."),
    ),
    ("internal", Refusal(36009003)),
    ("ip_denied", Refusal(36009033)),
    ("path_unknown", Refusal(36009009)),
    ("rate_limit", Refusal(36009002)),
    ("rate_limit_retry_after", Refusal(36009002, retry_after=2)),
    ("sandbox_hourly_limit", Refusal(36009037)),
    ("scope_missing", Refusal(105005)),
    ("shop_inactive", Refusal(36009043)),
    ("sign_invalid", Refusal(106001)),
    ("sign_missing", credentials("Missing credentials. No signature in the query.")),
    (
        "timestamp_old",
        credentials("Invalid timestamp. 'timestamp' is earlier than 5 minutes before the current time."),
    ),
    ("token_deauthorized", Refusal(105001)),
    ("token_expired", Refusal(105002)),
    ("version_invalid", Refusal(36009014)),
]


@pytest.mark.parametrize(("name", "refusal"), ANSWERS, ids=[name for name, _ in ANSWERS])
def test_refusals_look_like_the_recorded_ones(name: str, refusal: Refusal) -> None:
    recorded = fixture(f"error.{name}")
    out = refusal_answer(refusal, recorded["body"]["request_id"])
    assert out.status == recorded["http_status"]
    assert dict(out.headers) == recorded["headers"]
    assert json.loads(out.body) == recorded["body"]


def sensitive_paths(fields: list[dict[str, Any]], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for one in fields:
        here = (*path, one["name"])
        if one.get("pii") and one["pii"] not in NOT_PLANTED and one["type"] != "boolean":
            yield here
        yield from sensitive_paths(one.get("fields", []), here)


def values_at(value: Any, path: tuple[str, ...]) -> list[Any]:
    if isinstance(value, list):
        return [found for one in value for found in values_at(one, path)]
    if not path:
        return [value]
    return values_at(value[path[0]], path[1:]) if isinstance(value, dict) and path[0] in value else []


@pytest.mark.parametrize("name", ["get_order_detail", "get_privileged_order_detail", "get_order_list"])
def test_every_sensitive_field_on_record_is_filled(caller: Any, name: str) -> None:
    [operation] = [one for one in operations() if one["id"] == name]
    paths = list(sensitive_paths(operation["response"]))
    assert paths
    orders = {"orders": [order.record for order in caller.shop.orders.values()]}
    empty = [".".join(path) for path in paths if not any(values_at(orders, path))]
    assert empty == []


def without(value: Any, path: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [without(one, path) for one in value]
    if not isinstance(value, dict) or path[0] not in value:
        return value
    if len(path) == 1:
        return {name: kept for name, kept in value.items() if name != path[0]}
    return {**value, path[0]: without(value[path[0]], path[1:])}


def test_nothing_but_sensitive_fields_holds_a_planted_value(caller: Any) -> None:
    kept: Any = {"orders": [order.record for order in caller.shop.orders.values()]}
    for operation in operations():
        for path in sensitive_paths(operation["response"]):
            kept = without(kept, path)
    products = [product.detail() for product in caller.shop.products.values()]
    text = json.dumps([kept, products, caller.shops().json, caller.platform.issue_tokens()])
    assert "TRACK" in text
    assert [value for values in PLANTED.values() for value in values if value in text] == []


@pytest.mark.parametrize("name", ["get_order_detail", "get_order_list.page1", "get_order_list.last_page"])
def test_orders_have_every_field_of_the_recorded_ones(caller: Any, name: str) -> None:
    [recorded, *_] = fixture(name)["data"]["orders"]
    [ours, *_] = caller.search().data["orders"]
    assert recorded.keys() - ours.keys() == set()
    for part in ("recipient_address", "payment"):
        assert recorded[part].keys() - ours[part].keys() == set()
    assert recorded["line_items"][0].keys() - ours["line_items"][0].keys() == set()


def test_products_have_every_field_of_the_recorded_ones(caller: Any) -> None:
    recorded = fixture("get_product")["data"]
    product_id = next(iter(caller.shop.products))
    detail = caller.call("GET", f"/product/202309/products/{product_id}").data
    assert recorded.keys() - detail.keys() == set()
    assert recorded["skus"][0].keys() - detail["skus"][0].keys() == set()
    [listed, *_] = fixture("search_products")["data"]["products"]
    found = caller.call("POST", "/product/202502/products/search", {"page_size": 1}).data["products"]
    assert listed.keys() - found[0].keys() == set()


def test_tokens_and_shops_have_the_fields_of_the_recorded_ones(caller: Any) -> None:
    tokens = caller.token_get(caller.platform.issue_code()).json
    assert tokens.keys() == fixture("token_get").keys()
    assert tokens["data"].keys() == fixture("token_get")["data"].keys()
    refused = caller.token_get("never-issued").json
    recorded = fixture("token_get.invalid_code")
    assert {**refused, "request_id": ""} == {**recorded, "request_id": ""}
    [shop, *_] = caller.shops().data["shops"]
    assert shop.keys() == fixture("get_authorized_shops")["data"]["shops"][0].keys()
