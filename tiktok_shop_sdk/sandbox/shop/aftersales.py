"""The return and refund family: cancellations, returns, and what the seller decides about them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import wraps
from types import MappingProxyType
from typing import Any

from ..call import Answer, Call
from ..exchange import encode
from ..paging import SortKey, cut_page, page_size
from ..refusals import parameter
from . import possible
from .aftersales_rules import case_of, chosen, order_of
from .cancelling import cancel_for_seller, drop, grant
from .cases import DROPPED_CANCEL, PENDING_CANCEL, WITHDRAWN, Case, Kind, refund_of
from .faults import Fault, refused
from .reasons import BUYER_CANCELS, BUYER_RETURNS, SELLER_CANCELS, WITHDRAWN_REASONS, reject_reasons
from .returning import (
    APPROVALS,
    REFUSALS,
    RETURN_TYPES,
    accept,
    fault_of_decision,
    offer,
    open_return,
    refund,
    refuse,
)

LONGEST_COMMENT = 200  # rules on refusing a return: a preset reason, or free text up to 200 characters
_TIMES = ("create_time_ge", "create_time_lt", "update_time_ge", "update_time_lt")


def once(answer: Answer) -> Answer:
    """The same answer, but a call that repeats an `idempotency_key` gets what the first one got, and does nothing."""

    @wraps(answer)
    def answer_once(call: Call) -> bytes | dict[str, Any]:
        given = call.query.get("idempotency_key")
        if not given:
            return answer(call)
        key = (call.endpoint.key, *call.path_values.values(), given)
        if key not in call.shop.answered:
            data = answer(call)
            call.shop.answered[key] = data if isinstance(data, bytes) else encode(data)
        return call.shop.answered[key]

    return answer_once


# Finding


def search_cancellations(call: Call) -> dict[str, Any]:
    """Cancellations by order, status and time, oldest first unless asked otherwise."""
    # One status has two spellings: a search asks for the first, and finds the second.
    asked = (DROPPED_CANCEL if one == "CANCELLATION_REQUEST_CANCEL" else one for one in call.texts("cancel_status"))
    wanted = {
        "cancel_id": call.texts("cancel_ids"),
        "cancel_type": call.texts("cancel_types"),
        "cancel_status": tuple(asked),
    }
    return _found(call, "cancel", "cancellations", wanted, least=1)


def search_returns(call: Call) -> dict[str, Any]:
    """Returns by order, status and time, oldest first unless asked otherwise."""
    wanted = {
        "return_id": call.texts("return_ids"),
        "return_type": call.texts("return_types"),
        "return_status": call.texts("return_status"),
        "arbitration_status": call.texts("arbitration_status"),
        "seller_proposed_return_type": call.texts("seller_proposed_return_type"),
    }
    return _found(call, "return", "return_orders", wanted, least=10)


def _found(call: Call, kind: Kind, name: str, wanted: dict[str, tuple[str, ...]], *, least: int) -> dict[str, Any]:
    query = {**call.query, "page_size": call.query.get("page_size") or "10"}
    if page_size(query, 50) < least:
        raise parameter("page_size", "it is outside the limits", f"a whole number from {least} to 50")
    field, direction = query.get("sort_field", "create_time"), query.get("sort_order", "ASC")
    if field not in ("create_time", "update_time") or direction not in ("ASC", "DESC"):
        raise parameter("sort_field", "sort_field or sort_order is unknown", "create_time or update_time, ASC or DESC")
    wanted = {**wanted, "order_id": call.texts("order_ids")}
    buyers, times = call.texts("buyer_user_ids"), {one: call.whole(one) for one in _TIMES}

    def sort_key(case: Case) -> SortKey:
        return int(case.record[field]), case.id

    def matches(case: Case) -> bool:
        record = case.record
        return (
            all(not values or record.get(one) in values for one, values in wanted.items())
            and (not buyers or call.shop.orders[case.order_id].record["user_id"] in buyers)
            and all(value is None or record[one[:-3]] >= value for one, value in times.items() if one.endswith("_ge"))
            and all(value is None or record[one[:-3]] < value for one, value in times.items() if one.endswith("_lt"))
        )

    found = sorted((case for case in call.shop.cases.values() if case.kind == kind and matches(case)), key=sort_key)
    named = json.dumps([kind, field, direction, wanted, buyers, times])
    page = cut_page(found, query, search=named, key=sort_key, rules=call.paging, descending=direction == "DESC")
    rows = [case.record for case in page.rows]
    return {name: rows, "total_count": len(found), "next_page_token": page.next_page_token}


def records(call: Call) -> dict[str, Any]:
    """What happened to a return, newest first."""
    return {"records": case_of(call, "return").history[::-1]}


# Cancellations


def cancel_order(call: Call) -> dict[str, Any]:
    """Cancel an order, or some of its line items, for the seller."""
    order = order_of(call)
    reason = _reason(call, "cancel_reason", SELLER_CANCELS, BUYER_CANCELS)
    case = cancel_for_seller(call.shop, order, chosen(call.shop, order, call.body, "CANCEL"), call.now, reason=reason)
    return {"cancel_id": case.id, "cancel_status": case.status}


def _reason(call: Call, field: str, allowed: Mapping[str, str], others: Mapping[str, str]) -> str:
    reason = str(call.body.get(field, ""))
    if reason in allowed:
        return reason
    if reason in WITHDRAWN_REASONS:
        raise refused(Fault.REASON_WITHDRAWN)
    raise refused(Fault.NOT_FOR_SELLERS if reason in others else Fault.UNKNOWN_REASON)


def approve_cancellation(call: Call) -> dict[str, Any]:
    """Let a buyer cancel."""
    case = case_of(call, "cancel")
    if case.status in WITHDRAWN:
        raise refused(Fault.WITHDRAWN_ALREADY)
    if case.status != PENDING_CANCEL:
        raise refused(Fault.NOT_TO_BE_APPROVED)
    grant(call.shop, case, call.now, role="SELLER")
    return {}


def reject_cancellation(call: Call) -> dict[str, Any]:
    """Refuse to let a buyer cancel."""
    case = case_of(call, "cancel")
    if not case.is_open:
        raise refused(Fault.NOT_TO_BE_REFUSED)
    why, note = _refusal_words(call, case)
    drop(call.shop, case, call.now, role="SELLER", why=why, note=note)
    return {}


def _refusal_words(call: Call, case: Case) -> tuple[str, str]:
    """The reason's words and the comment of a refusal."""
    allowed = reject_reasons(case)
    reason = _reason(call, "reject_reason", allowed, BUYER_RETURNS)
    comment = str(call.body.get("comment") or "")
    if len(comment) > LONGEST_COMMENT:
        raise refused(Fault.COMMENT_TOO_LONG)
    return allowed[reason], comment


# Returns


def create_return(call: Call) -> dict[str, Any]:
    """Open a return on the buyer's behalf; it is granted with that."""
    order, kind = order_of(call), str(call.body.get("return_type"))
    if kind not in RETURN_TYPES:
        raise refused(Fault.BAD_REQUEST)
    reason = _reason(call, "return_reason", BUYER_RETURNS, BUYER_CANCELS)
    lines = chosen(call.shop, order, call.body, "RETURN" if kind == "REFUND" else "RETURN_AND_REFUND")
    most = refund_of(order, lines)
    total = _amount(call.body.get("refund_total") or most["refund_total"])
    if call.body.get("currency", most["currency"]) != most["currency"] or total is None:
        raise refused(Fault.BAD_REQUEST)
    if total > Decimal(most["refund_total"]):
        raise refused(Fault.REFUND_TOO_LARGE)
    case = open_return(call.shop, order, lines, call.now, role="SELLER", return_type=kind, reason=reason)
    case.record["refund_amount"] = {**most, "refund_total": f"{total:.2f}"}
    return {"return_id": case.id, "return_status": case.status}


def _amount(text: object) -> Decimal | None:
    try:
        amount = Decimal(str(text))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount > 0 else None


def approve_return(call: Call) -> dict[str, Any]:
    """Accept what the buyer asks for, pay at once, or offer a part."""
    case, decision = case_of(call, "return"), str(call.body.get("decision"))
    _check_decision(case, decision, APPROVALS)
    if decision == "OFFER_PARTIAL_REFUND":
        given: Mapping[str, Any] = call.body.get("partial_refund") or {}
        amount, whole = _amount(given.get("amount")), case.record["refund_amount"]
        if amount is None or given.get("currency", whole["currency"]) != whole["currency"]:
            raise refused(Fault.BAD_OFFER)
        if amount >= Decimal(whole["refund_total"]):
            raise refused(Fault.BAD_OFFER)
        offer(call.shop, case, call.now, amount=f"{amount:.2f}")
    elif decision in ("DIRECT_REFUND", "ISSUE_REPLACEMENT_REFUND"):
        refund(call.shop, case, call.now, role="SELLER", can_buyer_keep_item=True)
    else:
        if "buyer_keep_item" in call.body:
            case.record["can_buyer_keep_item"] = bool(call.body["buyer_keep_item"])
        accept(call.shop, case, call.now, role="SELLER")
    return {}


def reject_return(call: Call) -> dict[str, Any]:
    """Refuse a request, or the parcel that came back: with a reason and with evidence."""
    case, decision = case_of(call, "return"), str(call.body.get("decision"))
    _check_decision(case, decision, REFUSALS)
    why, note = _refusal_words(call, case)
    if not call.body.get("images"):
        raise refused(Fault.EVIDENCE_NEEDED)
    refuse(call.shop, case, call.now, why=why, note=note)
    return {}


def _check_decision(case: Case, decision: str, table: Mapping[str, object]) -> None:
    fault = fault_of_decision(case, decision) if decision in table else Fault.WRONG_DECISION
    if fault is not None:
        raise refused(fault)


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        **{f"POST /return_refund/{one}/cancellations": cancel_order for one in (202602, 202309)},
        **{f"POST /return_refund/{one}/cancellations/search": search_cancellations for one in (202602, 202309)},
        "POST /return_refund/202309/cancellations/{cancel_id}/approve": once(approve_cancellation),
        "POST /return_refund/202309/cancellations/{cancel_id}/reject": once(reject_cancellation),
        **{f"POST /return_refund/{one}/returns": once(create_return) for one in (202602, 202309)},
        **{f"POST /return_refund/{one}/returns/search": search_returns for one in (202602, 202309)},
        "POST /return_refund/202309/returns/{return_id}/approve": once(approve_return),
        "POST /return_refund/202309/returns/{return_id}/reject": once(reject_return),
        "GET /return_refund/202309/returns/{return_id}/records": records,
        **possible.ANSWERS,
    }
)
