"""Orders: read from the platform's answers without anything about the buyer, and asked for as it wants."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tiktok_shop_sdk import errors
from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Kind, Stripped, Stripper
from tiktok_shop_sdk.models.orders import FailedReference, Order, OrderReferenceIn
from tiktok_shop_sdk.resources.orders import Orders

DECLARED = [declared for declared in vars(Orders).values() if isinstance(declared, Declaration)]
FIXTURES = Path(__file__).parents[1] / "fixtures"

# What the fixtures plant about the buyer, in clear and masked.
PLANTED = [
    *(
        "Avery",
        "A*** E",
        "5415550142",
        "541***0142",
        "12 Example Lane",
        "Apt 3",
        "Sampleton",
        "Oregon",
        "97400",
    ),
    *(
        "v2b2v4exampletoken",
        "scs.tiktokw.us",
        "avery.ex",
        "a.jpeg",
        "7497000000000000077",
        "leave at the door",
    ),
    *("Credit/Debit Card",),
]


def fixture(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def opened(declaration: Declaration[..., Any], body: bytes, status: int = 200) -> tuple[Any, Stripper]:
    stripper = Stripper()
    answer = declaration.reader.open(Response(status, {}, body), stripper, operation=declaration.id)
    return answer, stripper


def answered(declaration: Declaration[..., Any], data: Any) -> Any:
    answer, _ = opened(declaration, json.dumps({"code": 0, "data": data}).encode())
    assert answer.error is None, answer.error
    return answer.result


# Reading.
@pytest.mark.parametrize(
    ("declaration", "name"),
    [
        (Orders.search, "get_order_list.page1.json"),
        (Orders.search, "get_order_list.last_page.json"),
        (Orders.search, "get_order_list.empty.json"),
        (Orders.get, "get_order_detail.json"),
    ],
)
def test_nothing_about_the_buyer_comes_in(declaration: Declaration[..., Any], name: str) -> None:
    raw = fixture(name)
    answer, stripper = opened(declaration, raw)
    assert answer.error is None
    result = answer.result
    orders = result if isinstance(result, list) else result.items
    shown = [repr(result), str(result), pickle.dumps(result).decode("latin-1")]
    for order in orders:
        shown += [repr(order.model_dump()), order.model_dump_json(), json.dumps(order.to_dict())]
        shown += [order.model_copy(deep=True).model_dump_json(), repr(vars(order))]
    for planted in PLANTED:
        assert planted not in "".join(shown)
    if orders:
        assert any(planted in raw.decode() for planted in PLANTED)
        assert {Kind.BUYER_PHONE, Kind.BUYER_ADDRESS, Kind.BUYER_NAME} <= stripper.stripped.keys()


def test_what_is_wanted_arrives() -> None:
    answer, _ = opened(Orders.search, fixture("get_order_list.page1.json"))
    page = answer.result
    assert (page.next_page_token, page.total_count, len(page.items)) == ("b2Zmc2V0PTIKZXhhbXBsZQ==", 3, 2)
    order: Order = page.items[0]
    assert (order.id, order.status, order.warehouse_id) == (
        "576800000000000101",
        "AWAITING_SHIPMENT",
        "7400000000000000009",
    )
    assert order.payment and order.payment.total_amount == Decimal("23.97") and order.payment.currency == "USD"
    assert order.create_time == datetime(2026, 5, 4, 13, 6, 40, tzinfo=UTC)
    assert order.rts_time is None and order.cancel_time is None
    assert order.packages[0].id == "1152900000000000000"
    item = order.line_items[0]
    assert (item.seller_sku, item.sale_price, item.is_dangerous_good) == (
        "TEE-BLK-M",
        Decimal("18.50"),
        False,
    )
    assert item.item_tax[0].tax_rate == Decimal("0.08")
    assert order.handling_duration and order.handling_duration.days == "2"
    assert order.recipient_address and order.recipient_address.region_code == "US"


def test_a_stripped_field_says_its_kind_and_an_empty_one_is_none() -> None:
    answer, _ = opened(Orders.get, fixture("get_order_detail.json"))
    order: Order = answer.result[0]
    assert order.recipient_address is not None
    assert repr(order.recipient_address.phone_number) == "<stripped: buyer_phone>"
    assert order.recipient_address.district_info == Stripped(Kind.BUYER_ADDRESS)
    assert order.buyer_message == Stripped(Kind.BUYER_FREE_TEXT)
    assert order.recipient_address.address_line3 is None and order.cpf is None and order.seller_note is None
    assert order.recipient_address.to_dict() == {"region_code": "US"}


def test_plain_data_has_texts_for_amounts_and_times() -> None:
    answer, _ = opened(Orders.get, fixture("get_order_detail.json"))
    plain = answer.result[0].to_dict()
    assert plain["payment"]["total_amount"] == "23.97"
    assert plain["create_time"] == "2026-05-04T13:06:40+00:00"
    assert json.loads(json.dumps(plain)) == plain


def test_the_platforms_variations_are_accepted() -> None:
    (order,) = answered(
        Orders.get,
        {
            "orders": [
                {
                    "id": 576800000000000101,
                    "status": "TELEPORTING",
                    "line_items": None,
                    "packages": None,
                    "order_rights": None,
                    "paid_time": 0,
                    "update_time": "1777900100",
                    "create_time": None,
                    "payment": {"total_amount": "", "tax": None, "sub_total": 18.5, "shipping_fee": 3},
                    "warehouse_id": 7400000000000000009,
                    "recipient_address": None,
                }
            ]
        },
    )
    assert (order.id, order.warehouse_id, order.status) == (
        "576800000000000101",
        "7400000000000000009",
        "TELEPORTING",
    )
    assert order.line_items == order.packages == order.order_rights == []
    assert order.paid_time is order.create_time is None
    assert order.update_time == datetime(2026, 5, 4, 13, 8, 20, tzinfo=UTC)
    assert (order.payment.total_amount, order.payment.tax) == (None, None)
    assert (order.payment.sub_total, order.payment.shipping_fee) == (Decimal("18.5"), Decimal(3))


# Asking.
def test_searching_sends_filters_in_the_body_and_pages_in_the_query() -> None:
    bound = Orders.search.bind(
        order_status="AWAITING_SHIPMENT",
        update_time_ge=datetime(2026, 5, 4, 13, 8, 20, tzinfo=UTC),
        buyer_user_id="7497000000000000077",
        warehouse_ids=["1", "2"],
        is_buyer_request_cancel=False,
        sort_field="update_time",
    )
    assert bound.path == "/order/202309/orders/search"
    assert bound.query == {"page_size": "50", "sort_field": "update_time"}
    assert bound.body == {
        "order_status": "AWAITING_SHIPMENT",
        "update_time_ge": 1777900100,
        "buyer_user_id": "7497000000000000077",
        "warehouse_ids": ["1", "2"],
        "is_buyer_request_cancel": False,
    }
    assert "7497000000000000077" not in repr(bound)


def test_limits_are_checked_before_anything_is_sent() -> None:
    assert Orders.get.bind([str(n) for n in range(50)]).query["ids"].count(",") == 49
    for wrong in ([], [str(n) for n in range(51)]):
        with pytest.raises(errors.InvalidRequest, match="ids"):
            Orders.get.bind(wrong)
    for size in (0, 101):
        with pytest.raises(errors.InvalidRequest, match="page_size"):
            Orders.search.bind(page_size=size)
    with pytest.raises(errors.InvalidRequest, match="warehouse_ids"):
        Orders.search.bind(warehouse_ids=["1"] * 101)


def test_references_are_sent_whole_and_the_failed_ones_raise() -> None:
    reference: OrderReferenceIn = {
        "id": "576800000000000101",
        "external_order": {"id": "A-1", "platform": "SHOPIFY", "line_items": [{"id": "1", "origin_id": "2"}]},
    }
    assert Orders.add_external_references.bind([reference]).body == {"orders": [reference]}
    body = {
        "code": 0,
        "data": {
            "errors": [
                {
                    "code": 10006402,
                    "message": "Order of avery.ex@example.com, 5415550142, is unknown: 'order_id'",
                    "detail": {"order_id": 1, "external_order": {"id": "A-1", "platform": "SHOPIFY"}},
                }
            ]
        },
    }
    answer, _ = opened(Orders.add_external_references, json.dumps(body).encode())
    assert isinstance(answer.error, errors.PartialFailure)
    failed: FailedReference = answer.error.items[0]
    assert (failed.code, failed.detail and failed.detail.order_id) == ("10006402", "1")
    assert failed.message == "Order of … …, is unknown: 'order_id'"
    assert answered(Orders.add_external_references, {"errors": [{"message": None}][:0]}).errors == []


def test_a_search_by_reference_is_a_post_without_a_body() -> None:
    bound = Orders.search_by_external_reference.bind(platform="SHOPIFY", external_order_id="A-1")
    assert (bound.query, bound.body) == ({"platform": "SHOPIFY", "external_order_id": "A-1"}, {})


def test_blind_box_results_are_sent_with_milliseconds() -> None:
    opened_at = datetime(2026, 5, 4, 13, 8, 20, 5000, tzinfo=UTC)
    bound = Orders.report_blind_box_results.bind(
        "1",
        blind_box_results=[
            {
                "order_line_id": "2",
                "blind_result_product_id": "3",
                "blind_result_sku_id": "4",
                "blind_open_time": opened_at,
            }
        ],
    )
    assert bound.body["blind_box_results"][0]["blind_open_time"] == 1777900100005


def test_the_personalisation_of_an_item_is_the_buyers_text() -> None:
    (detail,) = answered(
        Orders.search_pod_details, {"pod_details": [{"order_line_id": "1", "pod_detail": "For Avery"}]}
    )
    assert detail.pod_detail == Stripped(Kind.BUYER_FREE_TEXT)


# Refusals.
REFUSALS: dict[str, type[errors.ShopError]] = {
    "app_key_invalid": errors.ApiError,
    "business": errors.ApiError,
    "cipher_missing": errors.ApiError,
    "cipher_unexpected": errors.ApiError,
    "internal": errors.ServerError,
    "ip_denied": errors.EgressNotAllowed,
    "path_unknown": errors.ApiError,
    "rate_limit": errors.Throttled,
    "rate_limit_retry_after": errors.Throttled,
    "sandbox_hourly_limit": errors.AllowanceUsedUp,
    "scope_missing": errors.ScopeMissing,
    "shop_inactive": errors.ShopInactive,
    "sign_invalid": errors.ApiError,
    "sign_missing": errors.ApiError,
    "timestamp_old": errors.ClockSkew,
    "token_deauthorized": errors.ConsentNeeded,
    "token_expired": errors.TokenRejected,
    "unavailable_503": errors.ServerError,
    "version_invalid": errors.ApiError,
}


def test_every_refusal_among_the_fixtures_is_tried() -> None:
    assert {path.name.split(".")[1] for path in FIXTURES.glob("error.*.json")} == REFUSALS.keys()


@pytest.mark.parametrize("declared", DECLARED, ids=lambda declared: declared.id)
@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_becomes_its_error(declared: Declaration[..., Any], name: str) -> None:
    refusal = json.loads(fixture(f"error.{name}.json"))
    body = json.dumps(refusal["body"]) if "body" in refusal else refusal["body_text"]
    answer, stripper = opened(declared, body.encode(), refusal["http_status"])
    assert type(answer.error) is REFUSALS[name]
    assert answer.error.operation == declared.id
    assert answer.result is None and not stripper.stripped
    if "body" in refusal:
        assert answer.error.code == refusal["body"]["code"]
        assert answer.error.request_id == refusal["body"]["request_id"]
        assert refusal["body"]["message"] not in str(answer.error)
