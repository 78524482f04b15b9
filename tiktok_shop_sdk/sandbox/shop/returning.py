"""Returns and refunds: asked for by buyers, decided by sellers within working days, decided by the clock otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from .cases import (
    DONE,
    DROPPED,
    GRANTED,
    OFFERED,
    PARCEL_REFUSED,
    PENDING,
    REFUSED,
    REPLACEMENT_DONE,
    REPLACEMENT_DROPPED,
    REPLACEMENT_PENDING,
    REPLACEMENT_REFUNDED,
    REPLACEMENT_REFUSED,
    SENT,
    TO_BE_SENT,
    WITHDRAWN,
    Case,
    opened,
)
from .faults import Fault
from .harvest import Order
from .lifecycle import complete
from .news import return_changed
from .reasons import BUYER_RETURNS, SYSTEM_REASONS
from .workdays import after_working_days, days_to_answer
from .world import Shop

RETURN_TYPES = ("REFUND", "RETURN_AND_REFUND", "REPLACEMENT")
_LATE: Final = SYSTEM_REASONS["system_no_response"]
# What the seller may decide, and of which state and which kinds of return.
_BOTH: Final = ("REFUND", "RETURN_AND_REFUND")
APPROVALS: Final = MappingProxyType(
    {
        "APPROVE_REFUND": (PENDING, ("REFUND",)),
        "APPROVE_RETURN": (PENDING, ("RETURN_AND_REFUND",)),
        "DIRECT_REFUND": (PENDING, _BOTH),
        "OFFER_PARTIAL_REFUND": (PENDING, _BOTH),
        "APPROVE_RECEIVED_PACKAGE": (SENT, RETURN_TYPES),
        "APPROVE_REPLACEMENT": (REPLACEMENT_PENDING, RETURN_TYPES),
        "ISSUE_REPLACEMENT_REFUND": (REPLACEMENT_PENDING, RETURN_TYPES),
    }
)
REFUSALS: Final = MappingProxyType(
    {
        "REJECT_REFUND": (PENDING, ("REFUND",)),
        "REJECT_RETURN": (PENDING, ("RETURN_AND_REFUND",)),
        "REJECT_RECEIVED_PACKAGE": (SENT, RETURN_TYPES),
        "REJECT_REPLACEMENT": (REPLACEMENT_PENDING, RETURN_TYPES),
    }
)
_REFUSED_AS: Final = MappingProxyType(
    {PENDING: REFUSED, SENT: PARCEL_REFUSED, REPLACEMENT_PENDING: REPLACEMENT_REFUSED}
)


def fault_of_decision(case: Case, decision: str) -> Fault | None:
    """Why the seller cannot decide so now; None if it can."""
    status, types = {**APPROVALS, **REFUSALS}.get(decision, ("", ()))
    if not status or case.record["return_type"] not in types:
        return Fault.WRONG_DECISION
    if case.status in WITHDRAWN:
        return Fault.WITHDRAWN_ALREADY
    if case.status == status:
        return None
    if decision in APPROVALS:
        return Fault.WRONG_STATE
    received = decision == "REJECT_RECEIVED_PACKAGE" and case.status in (GRANTED, DONE)
    return Fault.RECEIVED_ALREADY if received else Fault.NOT_TO_BE_REFUSED


# How a return begins


def open_return(
    shop: Shop, order: Order, lines: Sequence[dict[str, Any]], at: float, *, role: str, return_type: str, reason: str
) -> Case:
    """A return is asked for by the buyer; one that the seller opens is granted at once."""
    text = BUYER_RETURNS[reason]
    currency = order.record["payment"]["currency"]
    facts = {
        "role": role,
        "return_type": return_type,
        "return_reason": reason,
        "return_reason_text": text,
        "arbitration_status": "",
        "shipment_type": "PLATFORM",
        "handover_method": "DROP_OFF",
        "return_tracking_number": "",
        "return_provider_name": "",
        "return_provider_id": "",
        "can_buyer_keep_item": False,
        "is_combined_return": False,
        "is_quick_refund": False,
        "discount_amount": [{"currency": currency, "product_seller_discount": "0", "product_platform_discount": "0"}],
        "shipping_fee_amount": [{"currency": currency, "platform_paid_return_shipping_fee": "5.00"}],
        "return_warehouse_address": {"full_address": "1 Sample Street, Sampletown"},
    }
    case = opened("return", shop.new_id("4035"), order, lines, at, **facts)
    shop.cases[case.id] = case
    _ask_seller(shop, case, at, REPLACEMENT_PENDING if return_type == "REPLACEMENT" else PENDING, role=role, why=text)
    if role == "SELLER":
        accept(shop, case, at, role="SELLER")
    return case


def _ask_seller(shop: Shop, case: Case, at: float, status: str, *, role: str, why: str = "", **changes: Any) -> None:
    """The seller has some working days to decide; then the platform decides for the buyer."""
    asked = {
        SENT: "RECEIVE_PACKAGE",
        REPLACEMENT_PENDING: "REPLACEMENT",
        PENDING: "REFUND" if case.record["return_type"] == "REFUND" else "RETURN",
    }
    total = Decimal(shop.orders[case.order_id].record["payment"]["total_amount"])
    deadline = after_working_days(at, days_to_answer(total))
    action = {"action": f"SELLER_RESPOND_{asked[status]}", "deadline": deadline}
    _move(shop, case, status, at, role=role, why=why, seller_next_action_response=[action], **changes)
    shop.plan_for(case, deadline, partial(accept, shop, case, role="SYSTEM", why=_LATE))


def _move(shop: Shop, case: Case, status: str, at: float, *, role: str, **changes: Any) -> None:
    case.move(status, at, role=role, **changes)
    shop.tell(return_changed(case.record))
    order = shop.orders[case.order_id]
    if not case.is_open and order.status == "DELIVERED":
        over = float(order.record.get("delivery_time") or at) + shop.delays.completion
        shop.agenda.plan(max(at, over), partial(complete, shop, order))


# How it goes on


def accept(shop: Shop, case: Case, at: float, *, role: str, why: str = "") -> None:
    """Give the buyer what was asked for: the return, the replacement, or the money."""
    if case.status == REPLACEMENT_PENDING:
        _move(shop, case, REPLACEMENT_DONE, at, role=role, why=why)
    elif case.status == PENDING and case.record["return_type"] == "RETURN_AND_REFUND":
        _await_parcel(shop, case, at, role=role, why=why)
    else:
        refund(shop, case, at, role=role, why=why)


def _await_parcel(shop: Shop, case: Case, at: float, *, role: str, why: str) -> None:
    _move(shop, case, TO_BE_SENT, at, role=role, why=why)
    shop.plan_for(case, at + shop.delays.sending_back, partial(send_back, shop, case))
    shop.plan_for(case, at + shop.delays.never_sent, partial(withdraw, shop, case, role="SYSTEM", why=_LATE))


def send_back(shop: Shop, case: Case, at: float) -> None:
    """The buyer hands over the parcel; the seller has to say whether it is all right."""
    facts = {"return_tracking_number": f"RET{case.id}", "return_provider_name": "Sample Parcel"}
    _ask_seller(shop, case, at, SENT, role="BUYER", **facts)


def refund(shop: Shop, case: Case, at: float, *, role: str, why: str = "", **changes: Any) -> None:
    """The buyer gets the money, a little later."""
    if case.status == REPLACEMENT_PENDING:
        _move(shop, case, REPLACEMENT_REFUNDED, at, role=role, why=why)
        return
    _move(shop, case, GRANTED, at, role=role, why=why, **changes)
    shop.plan_for(case, at + shop.delays.refund, partial(_finish, shop, case))


def _finish(shop: Shop, case: Case, at: float) -> None:
    _move(shop, case, DONE, at, role="SYSTEM")


def refuse(shop: Shop, case: Case, at: float, *, why: str, note: str) -> None:
    """The seller refuses the request, or the parcel that came back."""
    _move(shop, case, _REFUSED_AS[case.status], at, role="SELLER", why=why, note=note)


def offer(shop: Shop, case: Case, at: float, *, amount: str) -> None:
    """The seller offers a part of the money; the buyer answers."""
    part = {"currency": case.record["refund_amount"]["currency"], "amount": amount}
    _move(shop, case, OFFERED, at, role="SELLER", partial_refund=part, seller_proposed_return_type="PARTIAL_REFUND")
    shop.plan_for(case, at + shop.delays.offer, partial(take_offer, shop, case))


def take_offer(shop: Shop, case: Case, at: float) -> None:
    """The buyer takes the part of the money, and keeps the item."""
    amounts = {**case.record["refund_amount"], "refund_total": case.record["partial_refund"]["amount"]}
    refund(shop, case, at, role="BUYER", refund_amount=amounts, can_buyer_keep_item=True)


def decline_offer(shop: Shop, case: Case, at: float) -> None:
    """The buyer wants it all; the seller has to decide again."""
    _ask_seller(shop, case, at, PENDING, role="BUYER", buyer_rejected_partial_refund=True)


def withdraw(shop: Shop, case: Case, at: float, *, role: str = "BUYER", why: str = "") -> None:
    """The buyer takes the request back, or never sent the parcel."""
    replacement = case.record["return_type"] == "REPLACEMENT"
    _move(shop, case, REPLACEMENT_DROPPED if replacement else DROPPED, at, role=role, why=why)
