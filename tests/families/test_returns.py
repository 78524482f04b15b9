"""Returns: read whole from the platform's answer; sent as it wants them; paged in the body where it pages there."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration, Sync
from tiktok_shop_sdk.core.paging import Page
from tiktok_shop_sdk.core.request import Response, Upload
from tiktok_shop_sdk.core.sensitive import Kind, Stripped, Stripper
from tiktok_shop_sdk.core.terms import Bound
from tiktok_shop_sdk.errors import InvalidRequest, PartialFailure
from tiktok_shop_sdk.models.returns import NextAction, PartialRefundIn, RefundAmount, Return
from tiktok_shop_sdk.resources.returns import Returns

FIXTURE = (Path(__file__).parents[1] / "fixtures" / "search_returns.json").read_bytes()


def opened(declaration: Declaration[..., Any], data: Any) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    return declaration.reader.open(Response(200, {}, body), Stripper(), operation=declaration.id)


def found() -> Page[Return]:
    answer = Returns.search.reader.open(Response(200, {}, FIXTURE), Stripper(), operation="returns.search")
    assert answer.error is None and answer.result is not None
    return answer.result


# Reading.
def as_told(sent: Any, name: str = "") -> Any:
    """What the platform sent, as a model tells it: times in ISO 8601, all else unchanged."""
    if isinstance(sent, dict):
        return {name: as_told(value, name) for name, value in sent.items()}
    if isinstance(sent, list):
        return [as_told(item) for item in sent]
    is_time = name in ("create_time", "update_time", "deadline")
    return datetime.fromtimestamp(sent, UTC).isoformat() if is_time else sent


def test_a_page_of_returns_arrives_whole() -> None:
    sent = json.loads(FIXTURE)["data"]
    page = found()
    (told,) = (one.to_dict() for one in page.items)
    (wanted,) = as_told(sent["return_orders"])
    (line,) = told["return_line_items"]
    assert line.pop("return_sub_line_items") == []  # what the platform leaves out is an empty list
    assert told == wanted
    assert (page.total_count, page.next_page_token) == (sent["total_count"], None)


def test_the_values_of_a_return_have_their_types() -> None:
    (one,) = found().items
    refund = RefundAmount(
        currency="USD",
        refund_total=Decimal("19.98"),
        refund_subtotal=Decimal("18.50"),
        refund_shipping_fee=Decimal(0),
        refund_tax=Decimal("1.48"),
        retail_delivery_fee=Decimal(0),
    )
    assert one.refund_amount == one.return_line_items[0].refund_amount == refund
    assert one.shipping_fee_amount[0].platform_paid_return_shipping_fee == Decimal("5.00")
    assert one.discount_amount[0].product_seller_discount == Decimal("1.00")
    assert one.create_time == datetime(2026, 5, 5, 11, 20, tzinfo=UTC)
    assert one.update_time == datetime(2026, 5, 5, 14, 6, 40, tzinfo=UTC)
    assert one.seller_next_action_response == [
        NextAction(action="SELLER_RESPOND_RETURN", deadline=datetime(2026, 5, 7, 11, 20, tzinfo=UTC))
    ]
    assert (one.can_buyer_keep_item, one.is_combined_return, one.is_quick_refund) == (False, False, None)


def test_the_history_of_a_return_comes_in_without_the_buyers_words_and_pictures() -> None:
    step = {"event": "ORDER_RETURN", "role": "BUYER", "note": "it hurt me", "images": [{"url": "https://planted.test"}]}
    (record,) = opened(Returns.list_records, {"records": [step]}).result
    assert (record.event, record.role) == ("ORDER_RETURN", "BUYER")
    assert (record.note, record.images) == (Stripped(Kind.BUYER_FREE_TEXT), Stripped(Kind.BUYER_MEDIA))


def test_refused_decisions_are_a_partial_failure() -> None:
    answer = opened(Returns.review_aftersales, {"errors": [{"code": "98001004", "message": "planted"}]})
    assert isinstance(answer.error, PartialFailure) and len(answer.error.items) == 1
    assert "planted" not in repr(answer)
    assert opened(Returns.review_aftersales, {"errors": []}).error is None


# Sending.
def test_pages_travel_in_the_query_and_filters_in_the_body() -> None:
    bound = Returns.search.bind(order_ids=["5768"], update_time_ge=datetime(2026, 1, 1, tzinfo=UTC))
    assert bound.query == {"page_size": "50"}
    assert bound.body == {"order_ids": ["5768"], "update_time_ge": 1767225600}
    assert Returns.search.turned_to(bound, "a+/=").query == {"page_size": "50", "page_token": "a+/="}


def test_the_key_of_a_repeated_call_travels_in_the_query() -> None:
    offer: PartialRefundIn = {"currency": "USD", "amount": Decimal("5.00")}
    bound = Returns.approve.bind("4035", decision="OFFER_PARTIAL_REFUND", partial_refund=offer, idempotency_key="k")
    assert bound.path == "/return_refund/202309/returns/4035/approve"
    assert bound.query == {"idempotency_key": "k"}
    assert bound.body == {"decision": "OFFER_PARTIAL_REFUND", "partial_refund": {"currency": "USD", "amount": "5.00"}}


def test_what_the_platform_can_tell_apart_may_be_repeated_and_nothing_else() -> None:
    keyed = {"create", "approve", "reject", "approve_cancellation", "reject_cancellation"}
    declared = {name: one for name, one in vars(Returns).items() if isinstance(one, Declaration)}
    writes = {name for name, one in declared.items() if one.terms.action == "write"}
    assert {name for name in writes if declared[name].repeatable} == keyed
    assert writes - keyed == {"cancel_order", "upload_shipping_documents", "review_aftersales"}


def test_a_label_is_sent_for_several_returns() -> None:
    label = Upload("label.pdf", b"%PDF", "application/pdf")
    bound = Returns.upload_shipping_documents.bind(["1", "2"], return_shipping_label=label, tracking_number="1Z9")
    assert bound.query == {"return_ids": "1,2"}
    assert bound.body == {"return_shipping_label": label, "tracking_number": "1Z9"}


def test_a_refund_is_no_float() -> None:
    with pytest.raises(InvalidRequest, match="refund_total"):
        Returns.create.bind("5768", return_type="REFUND", return_reason="r", refund_total=19.98)


# Pages in the body.
def finish(coroutine: Coroutine[Any, Any, Any]) -> Any:
    with pytest.raises(StopIteration) as end:
        coroutine.send(None)
    return end.value.value


class Pages:
    """A caller that answers with two pages and keeps what was asked."""

    def __init__(self) -> None:
        self.run: Callable[[Coroutine[Any, Any, Any]], Any] | None = finish
        self.asked: list[dict[str, Any]] = []

    async def make(self, declaration: Declaration[..., Any], bound: Bound) -> Any:
        self.asked.append(bound.body)
        number = len(self.asked)
        token = "second" if number == 1 else ""
        return opened(declaration, {"aftersales_requests": [{"id": str(number)}], "next_page_token": token}).result


def test_aftersales_requests_are_paged_in_the_body() -> None:
    caller = Pages()
    returns: Returns[Sync] = Returns(caller)
    requests = returns.search_aftersales_requests(filters={"main_order_ids": ["5768"]}, pagination={"page_size": 20})
    assert [request.id for request in requests] == ["1", "2"]
    filters = {"main_order_ids": ["5768"]}
    assert caller.asked == [
        {"filters": filters, "pagination": {"page_size": 20}},
        {"filters": filters, "pagination": {"page_size": 20, "page_token": "second"}},
    ]


def test_returned_parcels_are_counted() -> None:
    answer = opened(Returns.search_rmas, {"return_merchandise_authorizations": [{"id": "planted"}], "total_count": 7})
    assert answer.result.total_count == 7 and "planted" not in repr(answer)
    bound = Returns.search_rmas.bind(filters={"statuses": ["RMA_CREATED"]})
    assert Returns.search_rmas.turned_to(bound, "t").body == {**bound.body, "pagination": {"page_token": "t"}}
