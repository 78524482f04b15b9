"""The return and refund family: what of an order may be cancelled or returned, and what may be decided."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ..call import Answer, Call
from .aftersales_rules import REQUESTS, Request, case_by_id, chosen, fault_of, order_of
from .cases import refund_of
from .faults import Fault
from .harvest import Order
from .reasons import BUYER_CANCELS, BUYER_RETURNS, SELLER_CANCELS, reject_reasons
from .returning import APPROVALS, REFUSALS, fault_of_decision


def list_reject_reasons(call: Call) -> dict[str, Any]:
    """The reasons for which a request may be refused now."""
    case = case_by_id(call, call.needed("return_or_cancel_id"))
    return {"reasons": _shown(reject_reasons(case))}


def _shown(reasons: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "text": text} for name, text in reasons.items()]


def decision_eligibility(call: Call) -> dict[str, Any]:
    """Which decisions a request allows now."""
    case = case_by_id(call, call.needed("return_or_cancel_id"))
    known = (*APPROVALS, *REFUSALS) if case.kind == "return" else ("APPROVE_CANCELLATION", "REJECT_CANCELLATION")
    asked = [one for one in call.query.get("check_decisions", "").split(",") if one] or list(known)
    shown = []
    for decision in asked:
        if case.kind == "return":
            fault = fault_of_decision(case, decision)
        else:
            fault = None if case.is_open and decision in known else Fault.WRONG_STATE
        code, words = fault.value if fault else (0, "")
        reasons = reject_reasons(case) if decision.startswith("REJECT") and fault is None else {}
        facts = {"decision": decision, "eligible": fault is None, "ineligible_code": code, "ineligible_reason": words}
        shown.append({**facts, "available_reject_reasons": _shown(reasons)})
    return {"decisions": shown}


def aftersale_eligibility(call: Call) -> dict[str, Any]:
    """What of an order may be cancelled, returned or refunded, by SKU."""
    order = order_of(call)
    asked = [one for one in call.query.get("request_types", "").split(",") if one] or list(REQUESTS)
    seller = call.query.get("initiate_aftersale_user", "SELLER") == "SELLER"
    shown = []
    for sku_id in dict.fromkeys(line["sku_id"] for line in order.lines):
        lines = [line for line in order.lines if line["sku_id"] == sku_id]
        rows = [row for request in REQUESTS if request in asked for row in _rows(call, order, lines, request, seller)]
        shown.append({"sku_id": sku_id, "line_item_eligibility": rows})
    return {"sku_eligibility": shown}


def _rows(
    call: Call, order: Order, lines: list[dict[str, Any]], request: Request, seller: bool
) -> list[dict[str, Any]]:
    by_fault: dict[Fault | None, list[str]] = {}
    for line in lines:
        by_fault.setdefault(fault_of(call.shop, order, line, request), []).append(line["id"])
    reasons = BUYER_RETURNS if request != "CANCEL" else SELLER_CANCELS if seller else BUYER_CANCELS
    return [
        {
            "request_type": request,
            "order_line_items_ids": ids,
            "order_line_list": [{"order_line_item_id": one} for one in ids],
            "eligible": fault is None,
            "ineligible_code": fault.value[0] if fault else 0,
            "ineligible_reason": fault.value[1] if fault else "",
            "available_reason_names": [] if fault else list(reasons),
        }
        for fault, ids in by_fault.items()
    ]


def calculate_refund(call: Call) -> dict[str, Any]:
    """What a cancellation or return would refund."""
    order, asked = order_of(call), call.choice("request_type", REQUESTS)
    request: Request = next(one for one in REQUESTS if one == asked)
    return {"order_refund_amount": refund_of(order, chosen(call.shop, order, call.body, request))}


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "GET /return_refund/202309/reject_reasons": list_reject_reasons,
        "GET /return_refund/202601/decision_eligibility": decision_eligibility,
        **{
            f"GET /return_refund/{one}/orders/{{order_id}}/aftersale_eligibility": aftersale_eligibility
            for one in (202602, 202512, 202309)
        },
        **{f"POST /return_refund/{one}/refunds/calculate": calculate_refund for one in (202602, 202309)},
    }
)
