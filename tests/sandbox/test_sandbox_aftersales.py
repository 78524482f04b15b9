"""Cancellations and returns: who may do what and when, reasons, deadlines in working days, money, and repeated keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.erp import DAY, HOUR, Erp
from tiktok_shop_sdk import ApiError
from tiktok_shop_sdk.sandbox.refusals import Refusal
from tiktok_shop_sdk.sandbox.shop.agenda import Delays

OUT_OF_STOCK = "seller_cancel_reason_out_of_stock"
DAMAGED = "ecom_order_delivered_refund_and_return_reason_damaged"
AS_DESCRIBED = "reverse_reject_request_reason_not_as_claimed"
EVIDENCE: Any = [{"image_id": "tos-example/1"}]


@pytest.fixture(params=["async", "blocking"])
def erp(request: pytest.FixtureRequest, tmp_path: Path) -> Erp:
    return Erp(request.param, tmp_path / "state")


@pytest.fixture
def plain(tmp_path: Path) -> Erp:
    """The same with one client only, for what is no matter of the client."""
    return Erp("blocking", tmp_path / "state")


def refusal(erp: Erp, use: Callable[[Any], Any]) -> int | None:
    """The code with which a call is refused."""
    with pytest.raises(ApiError) as caught:
        erp.call(use)
    return caught.value.code


def returned(erp: Erp, return_id: str) -> Any:
    [found] = erp.call(lambda shop: shop.returns.search(return_ids=[return_id]))
    return found


def cancelled(erp: Erp, cancel_id: str) -> Any:
    [found] = erp.call(lambda shop: shop.returns.search_cancellations(cancel_ids=[cancel_id]))
    return found


def approve(case_id: str, decision: str, **more: Any) -> Callable[[Any], Any]:
    return lambda shop: shop.returns.approve(case_id, decision=decision, **more)


def reject(case_id: str, decision: str, reason: str = AS_DESCRIBED, **more: Any) -> Callable[[Any], Any]:
    return lambda shop: shop.returns.reject(
        case_id, decision=decision, reject_reason=reason, **{"images": EVIDENCE, **more}
    )


# Cancellations


def test_the_seller_cancels_and_the_money_is_back_later(erp: Erp) -> None:
    order = erp.paid_order(2)
    available, _ = erp.stock(erp.sku_id)
    started = erp.call(lambda shop: shop.returns.cancel_order(order.id, cancel_reason=OUT_OF_STOCK))
    assert started.cancel_status == "CANCELLATION_REQUEST_SUCCESS"
    shown = erp.order(order.id)
    assert (shown.status, shown.cancellation_initiator, shown.cancel_reason) == ("CANCELLED", "SELLER", "Out of stock")
    assert erp.stock(erp.sku_id)[0] == available + 2
    erp.clock.sleep(2 * HOUR)
    case = cancelled(erp, started.cancel_id)
    assert (case.cancel_status, case.role) == ("CANCELLATION_REQUEST_COMPLETE", "SELLER")
    assert case.refund_amount.refund_total == shown.payment.total_amount
    assert len(case.cancel_line_items) == 2


def test_a_part_of_an_order_is_cancelled(erp: Erp) -> None:
    order = erp.paid_order(3)
    sku = order.lines[0]["sku_id"]
    one_piece: Any = [{"sku_id": sku, "quantity": 1}]
    erp.call(lambda shop: shop.returns.cancel_order(order.id, cancel_reason=OUT_OF_STOCK, skus=one_piece))
    shown = erp.order(order.id)
    assert shown.status == "AWAITING_SHIPMENT"
    assert sorted(line.display_status for line in shown.line_items) == [*["AWAITING_SHIPMENT"] * 2, "CANCELLED"]
    erp.call(lambda shop: shop.fulfillment.ship_package(erp.package_of(order)))
    assert erp.order(order.id).status == "AWAITING_COLLECTION", "what is cancelled need not be shipped"


def test_what_the_seller_cannot_cancel(plain: Erp) -> None:
    def cancel(order_id: str, reason: str = OUT_OF_STOCK, **what: Any) -> int | None:
        return refusal(plain, lambda shop: shop.returns.cancel_order(order_id, cancel_reason=reason, **what))

    waiting = plain.paid_order()
    assert cancel("1") == 25001001
    assert cancel(waiting.id, "because") == 25001014
    assert cancel(waiting.id, "ecom_order_to_ship_canceled_reason_better_price") == 25001015
    assert cancel(waiting.id, "seller_cancel_reason_other") == 25001020
    assert cancel(waiting.id, skus=[{"sku_id": waiting.lines[0]["sku_id"], "quantity": 2}]) == 25005011
    assert cancel(waiting.id, skus=[{"sku_id": "1", "quantity": 1}]) == 25001001
    assert cancel(waiting.id, order_line_item_ids=["1"]) == 25001001
    assert cancel(plain.shipped_order().id) == 25001021
    plain.outside.ask_to_cancel(waiting.id)
    assert cancel(waiting.id) == 25001011
    gone = plain.outside.place_order()
    plain.outside.ask_to_cancel(gone.id)
    assert cancel(gone.id) == 25001045


def test_a_buyers_request_blocks_shipping_until_it_is_refused(erp: Erp) -> None:
    order = erp.paid_order()
    asked = erp.outside.ask_to_cancel(order.id)
    assert erp.order(order.id).is_buyer_request_cancel is True
    assert refusal(erp, lambda shop: shop.fulfillment.ship_package(erp.package_of(order))) == 21011007
    [reason, *_] = erp.call(lambda shop: shop.returns.list_reject_reasons(asked.id))
    erp.call(lambda shop: shop.returns.reject_cancellation(asked.id, reject_reason=reason.name))
    assert cancelled(erp, asked.id).cancel_status == "CANCELLATION_REQUEST_CANCELLED"
    found = erp.call(lambda shop: shop.returns.search_cancellations(cancel_status=["CANCELLATION_REQUEST_CANCEL"]))
    assert [one.cancel_id for one in found] == [asked.id], "asked for in one spelling, told in the other"
    assert erp.order(order.id).is_buyer_request_cancel is False
    erp.call(lambda shop: shop.fulfillment.ship_package(erp.package_of(order)))
    assert refusal(erp, lambda shop: shop.returns.approve_cancellation(asked.id)) == 25020009


def test_a_buyers_request_is_approved_by_the_seller_or_by_time(erp: Erp) -> None:
    first, second = erp.paid_order(), erp.paid_order()
    by_seller, by_time = erp.outside.ask_to_cancel(first.id), erp.outside.ask_to_cancel(second.id)
    erp.call(lambda shop: shop.returns.approve_cancellation(by_seller.id))
    assert erp.order(first.id).status == "CANCELLED"
    [action] = cancelled(erp, by_time.id).seller_next_action_response
    erp.clock.sleep(action.deadline.timestamp() - erp.clock.wall() - 10)
    assert erp.order(second.id).status == "AWAITING_SHIPMENT"
    erp.clock.sleep(20)
    assert erp.order(second.id).status == "CANCELLED"
    assert refusal(erp, lambda shop: shop.returns.approve_cancellation(by_time.id)) == 25020003


def test_a_refused_cancellation_needs_its_reason_and_a_short_comment(plain: Erp) -> None:
    case_id = plain.outside.ask_to_cancel(plain.paid_order().id).id
    good = "seller_reject_apply_package_shipped"

    def refuse(reason: str, cancel_id: str = case_id, **more: Any) -> int | None:
        return refusal(plain, lambda shop: shop.returns.reject_cancellation(cancel_id, reject_reason=reason, **more))

    assert refuse("because") == 25001014
    assert refuse("seller_reject_apply_other") == 25001020
    assert refuse(good, comment="x" * 201) == 25001016
    assert refuse(good, "1") == 25007006
    plain.outside.withdraw(case_id)
    assert refuse(good) == 25020010
    assert plain.order(plain.shop.cases[case_id].order_id).status == "AWAITING_SHIPMENT"


# Returns


def test_a_return_is_refused_for_a_wrong_reason_accepted_and_completed(erp: Erp) -> None:
    order = erp.delivered_order()
    case = erp.outside.ask_for_return(order.id, reason=DAMAGED)
    assert refusal(erp, reject(case.id, "REJECT_RETURN", "I do not feel like it")) == 25001014
    assert returned(erp, case.id).return_status == "RETURN_OR_REFUND_REQUEST_PENDING"
    erp.call(approve(case.id, "APPROVE_RETURN"))
    assert returned(erp, case.id).return_status == "AWAITING_BUYER_SHIP"
    assert refusal(erp, approve(case.id, "APPROVE_RECEIVED_PACKAGE")) == 25001003
    erp.outside.send_back(case.id)
    back = returned(erp, case.id)
    assert (back.return_status, bool(back.return_tracking_number)) == ("BUYER_SHIPPED_ITEM", True)
    erp.call(approve(case.id, "APPROVE_RECEIVED_PACKAGE"))
    assert returned(erp, case.id).return_status == "RETURN_OR_REFUND_REQUEST_SUCCESS"
    erp.clock.sleep(2 * HOUR)
    done = returned(erp, case.id)
    assert done.return_status == "RETURN_OR_REFUND_REQUEST_COMPLETE"
    assert done.refund_amount.refund_total == erp.order(order.id).payment.total_amount
    steps = erp.call(lambda shop: shop.returns.list_records(case.id))
    assert [(step.role, step.event.rpartition("_")[2]) for step in steps[::-1]] == [
        ("BUYER", "PENDING"),
        ("SELLER", "SHIP"),
        ("BUYER", "ITEM"),
        ("SELLER", "SUCCESS"),
        ("SYSTEM", "COMPLETE"),
    ]


def test_a_refusal_needs_evidence_and_a_comment_of_200_characters_at_most(erp: Erp) -> None:
    case = erp.outside.ask_for_return(erp.delivered_order().id, return_type="REFUND")
    assert refusal(erp, reject(case.id, "REJECT_REFUND", images=[])) == 25001057
    assert refusal(erp, reject(case.id, "REJECT_REFUND", comment="x" * 201)) == 25001016
    assert refusal(erp, reject(case.id, "REJECT_REFUND", DAMAGED)) == 25001015
    erp.call(reject(case.id, "REJECT_REFUND", comment="x" * 200))
    assert returned(erp, case.id).return_status == "REFUND_OR_RETURN_REQUEST_REJECT"
    assert refusal(erp, reject(case.id, "REJECT_REFUND")) == 25020010
    assert refusal(erp, approve(case.id, "APPROVE_REFUND")) == 25001003


def test_decisions_must_fit_the_request(plain: Erp) -> None:
    order = plain.delivered_order()
    case = plain.outside.ask_for_return(order.id, return_type="REFUND")
    assert refusal(plain, approve(case.id, "APPROVE_RETURN")) == 25020004
    assert refusal(plain, approve(case.id, "REJECT_REFUND")) == 25020004
    assert refusal(plain, reject(case.id, "REJECT_RETURN")) == 25020004
    assert refusal(plain, approve("1", "APPROVE_REFUND")) == 25007006
    possible = plain.call(lambda shop: shop.returns.get_decision_eligibility(case.id))
    assert {one.decision for one in possible if one.eligible} == {
        "APPROVE_REFUND",
        "DIRECT_REFUND",
        "OFFER_PARTIAL_REFUND",
        "REJECT_REFUND",
    }
    [may_refuse] = [one for one in possible if one.decision == "REJECT_REFUND"]
    listed = plain.call(lambda shop: shop.returns.list_reject_reasons(case.id))
    assert may_refuse.available_reject_reasons == listed
    plain.outside.withdraw(case.id)
    assert refusal(plain, approve(case.id, "APPROVE_REFUND")) == 25020009


def test_what_came_back_is_refused_or_counts_as_received(plain: Erp) -> None:
    cases = [plain.outside.ask_for_return(plain.delivered_order().id) for _ in range(2)]
    for case in cases:
        plain.call(approve(case.id, "APPROVE_RETURN"))
        plain.outside.send_back(case.id)
    first, second = (case.id for case in cases)
    reasons = plain.call(lambda shop: shop.returns.list_reject_reasons(first))
    plain.call(reject(first, "REJECT_RECEIVED_PACKAGE", reasons[0].name))
    assert returned(plain, first).return_status == "REJECT_RECEIVE_PACKAGE"
    plain.call(approve(second, "APPROVE_RECEIVED_PACKAGE"))
    assert refusal(plain, reject(second, "REJECT_RECEIVED_PACKAGE", reasons[0].name)) == 25020011


@pytest.mark.parametrize(("pieces", "days"), [(1, 2), (20, 4)])
def test_the_seller_has_two_working_days_and_four_for_large_orders(erp: Erp, pieces: int, days: int) -> None:
    order = erp.delivered_order(pieces)
    assert (Decimal(order.record["payment"]["total_amount"]) > 100) is (days == 4)
    friday = datetime(2024, 7, 19, 12, tzinfo=UTC).timestamp()
    erp.clock.sleep(friday - erp.clock.wall())
    case = erp.outside.ask_for_return(order.id)
    [action] = returned(erp, case.id).seller_next_action_response
    assert action.action == "SELLER_RESPOND_RETURN"
    weekdays = {2: "Tuesday", 4: "Thursday"}
    assert action.deadline.strftime("%A") == weekdays[days]
    assert (action.deadline.timestamp() - friday) / DAY == days + 2, "a weekend lies between"


def test_a_passed_deadline_decides_for_the_buyer(erp: Erp) -> None:
    whole = erp.outside.ask_for_return(erp.delivered_order().id)
    money = erp.outside.ask_for_return(erp.delivered_order().id, return_type="REFUND")
    erp.clock.sleep(5 * DAY)
    assert returned(erp, money.id).return_status == "RETURN_OR_REFUND_REQUEST_COMPLETE"
    assert returned(erp, whole.id).return_status in ("AWAITING_BUYER_SHIP", "BUYER_SHIPPED_ITEM")
    assert {step["role"] for step in money.history} == {"BUYER", "SYSTEM"}
    erp.clock.sleep(20 * DAY)
    assert returned(erp, whole.id).return_status == "RETURN_OR_REFUND_REQUEST_COMPLETE"


def test_a_decision_in_time_stops_the_clock(erp: Erp) -> None:
    case = erp.outside.ask_for_return(erp.delivered_order().id)
    erp.call(reject(case.id, "REJECT_RETURN"))
    erp.clock.sleep(60 * DAY)
    assert returned(erp, case.id).return_status == "REFUND_OR_RETURN_REQUEST_REJECT"


def test_a_return_that_is_never_sent_is_closed(erp: Erp) -> None:
    erp.start(Delays(sending_back=float("inf")))
    case = erp.outside.ask_for_return(erp.delivered_order().id)
    erp.call(approve(case.id, "APPROVE_RETURN"))
    erp.clock.sleep(6 * DAY)
    assert returned(erp, case.id).return_status == "RETURN_OR_REFUND_REQUEST_CANCEL"


def test_a_part_of_the_money_is_offered_declined_and_taken(erp: Erp) -> None:
    order = erp.delivered_order()
    case = erp.outside.ask_for_return(order.id)
    total = Decimal(case.record["refund_amount"]["refund_total"])

    def offer(amount: Decimal) -> Callable[[Any], Any]:
        part = {"currency": "USD", "amount": str(amount)}
        return approve(case.id, "OFFER_PARTIAL_REFUND", partial_refund=part)

    assert refusal(erp, offer(total)) == 25011013
    assert refusal(erp, approve(case.id, "OFFER_PARTIAL_REFUND")) == 25011013
    erp.call(offer(total / 2))
    assert returned(erp, case.id).return_status == "AWAITING_BUYER_RESPONSE"
    erp.outside.answer_offer(case.id, accepted=False)
    again = returned(erp, case.id)
    assert (again.return_status, again.buyer_rejected_partial_refund) == ("RETURN_OR_REFUND_REQUEST_PENDING", True)
    erp.call(offer(Decimal("3.50")))
    erp.outside.answer_offer(case.id, accepted=True)
    assert returned(erp, case.id).refund_amount.refund_total == Decimal("3.50")


def test_replacements_have_states_of_their_own(plain: Erp) -> None:
    endings = {
        "APPROVE_REPLACEMENT": "REPLACEMENT_REQUEST_COMPLETE",
        "ISSUE_REPLACEMENT_REFUND": "REPLACEMENT_REQUEST_REFUND_SUCCESS",
    }
    for decision, ending in endings.items():
        case = plain.outside.ask_for_return(plain.delivered_order().id, return_type="REPLACEMENT")
        plain.call(approve(case.id, decision))
        assert returned(plain, case.id).return_status == ending
    case = plain.outside.ask_for_return(plain.delivered_order().id, return_type="REPLACEMENT")
    plain.call(reject(case.id, "REJECT_REPLACEMENT"))
    assert returned(plain, case.id).return_status == "REPLACEMENT_REQUEST_REJECT"
    case = plain.outside.ask_for_return(plain.delivered_order().id, return_type="REPLACEMENT")
    plain.outside.withdraw(case.id)
    assert returned(plain, case.id).return_status == "REPLACEMENT_REQUEST_CANCEL"


def test_an_order_is_not_complete_while_a_return_runs(erp: Erp) -> None:
    order = erp.delivered_order()
    erp.clock.sleep(6.5 * DAY)
    case = erp.outside.ask_for_return(order.id)
    erp.clock.sleep(DAY)
    assert erp.order(order.id).status == "DELIVERED"
    erp.call(reject(case.id, "REJECT_RETURN"))
    assert erp.order(order.id).status == "COMPLETED"


def test_the_seller_opens_a_return_for_the_buyer(erp: Erp) -> None:
    order = erp.delivered_order(2)
    line = order.lines[0]["id"]

    def create(**more: Any) -> Callable[[Any], Any]:
        wish = {"return_type": "REFUND", "return_reason": DAMAGED, "order_line_item_ids": [line], **more}
        return lambda shop: shop.returns.create(order.id, **wish)

    possible = erp.call(
        lambda shop: shop.returns.calculate_refund(
            order.id, request_type="RETURN", reason_name=DAMAGED, order_line_item_ids=[line]
        )
    )
    over = possible.refund_total + Decimal("0.01")
    assert refusal(erp, create(refund_total=over, currency="USD")) == 25005005
    assert refusal(erp, create(return_reason="because")) == 25001014
    assert refusal(erp, create(return_type="GIFT")) == 25001001
    started = erp.call(create(refund_total=possible.refund_total, currency="USD"))
    assert started.return_status == "RETURN_OR_REFUND_REQUEST_SUCCESS"
    assert returned(erp, started.return_id).refund_amount.refund_total == possible.refund_total
    assert refusal(erp, create()) == 25001010
    erp.outside.ask_for_return(order.id, line_ids=[order.lines[1]["id"]])
    assert refusal(erp, create(order_line_item_ids=[order.lines[1]["id"]])) == 25001011
    waiting = erp.paid_order()
    early = refusal(
        erp, lambda shop: shop.returns.create(waiting.id, return_type="RETURN_AND_REFUND", return_reason=DAMAGED)
    )
    assert early == 25001003


def test_a_buyer_cannot_ask_for_what_cannot_be(plain: Erp) -> None:
    with pytest.raises(Refusal) as caught:
        plain.outside.ask_for_return(plain.paid_order().id)
    assert caught.value.code == 25001003
    with pytest.raises(Refusal) as caught:
        plain.outside.ask_to_cancel(plain.delivered_order().id)
    assert caught.value.code == 25001021


# Repeated keys


def test_a_repeated_key_answers_the_same_and_does_nothing(erp: Erp) -> None:
    order = erp.delivered_order()

    def create(key: str) -> Any:
        return erp.call(
            lambda shop: shop.returns.create(order.id, return_type="REFUND", return_reason=DAMAGED, idempotency_key=key)
        )

    first = create("key-1")
    assert create("key-1") == first
    assert len(erp.shop.cases) == 1
    with pytest.raises(ApiError) as caught:
        create("key-2")
    assert caught.value.code == 25001010, "the control: another key is another request"


def test_a_repeated_decision_is_no_second_decision(erp: Erp) -> None:
    case = erp.outside.ask_for_return(erp.delivered_order().id)
    for _ in range(2):
        erp.call(approve(case.id, "APPROVE_RETURN", idempotency_key="key-1"))
    assert refusal(erp, approve(case.id, "APPROVE_RETURN", idempotency_key="key-2")) == 25001003
    assert [step["event"] for step in case.history].count("AWAITING_BUYER_SHIP") == 1


def test_a_refused_call_does_not_use_up_its_key(plain: Erp) -> None:
    case = plain.outside.ask_for_return(plain.delivered_order().id)
    wrong = approve(case.id, "APPROVE_REFUND", idempotency_key="key-1")
    assert refusal(plain, wrong) == 25020004
    plain.call(approve(case.id, "APPROVE_RETURN", idempotency_key="key-1"))
    assert case.status == "AWAITING_BUYER_SHIP"


# Searching, and what is possible


def test_cases_are_found_by_what_they_are(plain: Erp) -> None:
    orders = [plain.delivered_order() for _ in range(3)]
    since = int(plain.clock.wall())
    cases = [plain.outside.ask_for_return(order.id) for order in orders[:2]]
    plain.clock.sleep(10.0)
    money = plain.outside.ask_for_return(orders[2].id, return_type="REFUND")

    def find(**wanted: Any) -> list[str]:
        return [one.return_id for one in plain.call(lambda shop: shop.returns.search(**wanted))]

    assert find() == [*(case.id for case in cases), money.id], "oldest first"
    assert find(sort_order="DESC", sort_field="update_time", page_size=10)[0] == money.id
    assert find(return_types=["REFUND"]) == [money.id]
    assert find(order_ids=[orders[0].id]) == [cases[0].id]
    assert find(return_status=["AWAITING_BUYER_SHIP"]) == []
    assert find(create_time_ge=since + 5) == [money.id]
    assert len(find(create_time_lt=since + 5)) == 2
    assert find(buyer_user_ids=["1"]) == []


@pytest.mark.parametrize("family", ["returns", "cancellations"])
def test_page_sizes_have_limits(new_caller: Any, family: str) -> None:
    caller = new_caller()
    path = f"/return_refund/202602/{family}/search"
    assert caller.call("POST", path, {"page_size": 50}, {}).data["total_count"] == 0
    assert caller.call("POST", path, {"page_size": 51}, {}).code == 98001004
    assert caller.call("POST", path, {"page_size": 50, "sort_field": "id"}, {}).code == 98001004
    small = caller.call("POST", path, {"page_size": 9}, {})
    assert small.code == (98001004 if family == "returns" else 0)


def test_what_may_be_asked_for_an_order(erp: Erp) -> None:
    def possible(order_id: str, **more: Any) -> dict[str, tuple[bool, int]]:
        [sku] = erp.call(lambda shop: shop.returns.get_aftersale_eligibility(order_id, **more))
        return {row.request_type: (row.eligible, row.ineligible_code) for row in sku.line_item_eligibility}

    waiting, delivered = erp.paid_order(), erp.delivered_order()
    assert possible(waiting.id) == {
        "CANCEL": (True, 0),
        "RETURN": (False, 25001003),
        "RETURN_AND_REFUND": (False, 25001003),
    }
    assert possible(delivered.id) == {
        "CANCEL": (False, 25001021),
        "RETURN": (True, 0),
        "RETURN_AND_REFUND": (True, 0),
    }
    assert possible(waiting.id, request_types=["CANCEL"]) == {"CANCEL": (True, 0)}
    erp.outside.ask_for_return(delivered.id)
    assert possible(delivered.id)["RETURN"] == (False, 25001011)


def test_older_versions_answer_the_same(plain: Erp) -> None:
    plain.account = replace(plain.account, versions={"returns.search": "202309", "returns.cancel_order": "202309"})
    order = plain.paid_order()
    started = plain.call(lambda shop: shop.returns.cancel_order(order.id, cancel_reason=OUT_OF_STOCK))
    assert started.cancel_status == "CANCELLATION_REQUEST_SUCCESS"
    assert plain.call(lambda shop: shop.returns.search()) == []
