"""Cancellations: asked for by buyers, done by sellers, granted by the platform when nobody answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from .agenda import stamp
from .cases import DONE_CANCEL, DROPPED_CANCEL, GRANTED_CANCEL, PENDING_CANCEL, Case, opened
from .harvest import Order
from .lifecycle import cancel_lines
from .news import cancellation_changed
from .reasons import BUYER_CANCELS, SELLER_CANCELS, SYSTEM_REASONS
from .world import Shop


def cancel_for_seller(shop: Shop, order: Order, lines: Sequence[dict[str, Any]], at: float, *, reason: str) -> Case:
    """The seller cancels line items; nobody has to agree."""
    text = SELLER_CANCELS[reason]
    case = _open(shop, order, lines, at, role="SELLER", cancel_type="CANCEL", reason=reason, text=text)
    grant(shop, case, at, role="SELLER")
    return case


def ask_to_cancel(shop: Shop, order: Order, lines: Sequence[dict[str, Any]], at: float, *, reason: str) -> Case:
    """The buyer wants to cancel: done at once before the hold is over, else the seller is asked."""
    text = BUYER_CANCELS[reason]
    case = _open(shop, order, lines, at, role="BUYER", cancel_type="BUYER_CANCEL", reason=reason, text=text)
    if order.status in ("UNPAID", "ON_HOLD"):
        grant(shop, case, at, role="BUYER")
        return case
    deadline = at + shop.delays.cancellation
    action = {"action": "SELLER_RESPOND_CANCEL", "deadline": stamp(deadline)}
    case.move(PENDING_CANCEL, at, role="BUYER", why=text, seller_next_action_response=[action])
    shop.change_order(order, at, is_buyer_request_cancel=True, request_cancel_time=int(at))
    shop.tell(cancellation_changed(case.record))
    shop.plan_for(case, deadline, partial(grant, shop, case, role="SYSTEM"))
    return case


def _open(
    shop: Shop,
    order: Order,
    lines: Sequence[dict[str, Any]],
    at: float,
    *,
    role: str,
    cancel_type: str,
    reason: str,
    text: str,
) -> Case:
    facts = {"role": role, "cancel_type": cancel_type, "cancel_reason": reason, "cancel_reason_text": text}
    case = opened("cancel", shop.new_id("4035"), order, lines, at, **facts, should_replenish_stock=True)
    shop.cases[case.id] = case
    return case


def grant(shop: Shop, case: Case, at: float, *, role: str) -> None:
    """Cancel the line items; the money is back a little later."""
    order = shop.orders[case.order_id]
    why = SYSTEM_REASONS["system_no_response"] if role == "SYSTEM" else ""
    case.move(GRANTED_CANCEL, at, role=role, why=why)
    lines = [line for line in order.lines if line["id"] in case.line_ids]
    cancel_lines(shop, order, lines, at, role=case.record["role"], reason=case.record["cancel_reason_text"])
    shop.change_order(order, at, is_buyer_request_cancel=False)
    shop.tell(cancellation_changed(case.record))
    shop.plan_for(case, at + shop.delays.refund, partial(_finish, shop, case))


def _finish(shop: Shop, case: Case, at: float) -> None:
    case.move(DONE_CANCEL, at, role="SYSTEM")
    shop.tell(cancellation_changed(case.record))


def drop(shop: Shop, case: Case, at: float, *, role: str, why: str = "", note: str = "") -> None:
    """The seller refuses, or the buyer takes the request back: the order goes on."""
    case.move(DROPPED_CANCEL, at, role=role, why=why, note=note)
    shop.change_order(shop.orders[case.order_id], at, is_buyer_request_cancel=False)
    shop.tell(cancellation_changed(case.record))
