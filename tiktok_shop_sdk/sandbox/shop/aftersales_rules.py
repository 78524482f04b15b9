"""Which line items a cancellation or return may be about, and why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Literal

from ..call import Call
from .cases import REFUNDING, Case, Kind
from .faults import Fault, refused
from .harvest import Order
from .lifecycle import UNSHIPPED
from .world import Shop

Request = Literal["CANCEL", "RETURN", "RETURN_AND_REFUND"]
"""Money back before shipping, money back after it, money back for what comes back."""

REQUESTS: tuple[Request, ...] = ("CANCEL", "RETURN", "RETURN_AND_REFUND")
_RETURNABLE = frozenset({"DELIVERED", "COMPLETED"})
_REFUNDABLE = _RETURNABLE | {"IN_TRANSIT"}


def order_of(call: Call) -> Order:
    """The order that the path or the body names; refused if there is none."""
    order = call.shop.orders.get(str(call.path_values.get("order_id") or call.body.get("order_id")))
    if order is None:
        raise refused(Fault.BAD_REQUEST)
    return order


def case_of(call: Call, kind: Kind) -> Case:
    """The cancellation or return that the path names; refused if there is none."""
    return case_by_id(call, call.path_values[f"{kind}_id"], kind)


def case_by_id(call: Call, case_id: str, kind: Kind | None = None) -> Case:
    """The cancellation or return of that id; refused if there is none."""
    case = call.shop.cases.get(case_id)
    if case is None or kind not in (None, case.kind):
        raise refused(Fault.UNKNOWN_CASE)
    return case


def fault_of(shop: Shop, order: Order, line: Mapping[str, Any], request: Request) -> Fault | None:
    """Why a line item cannot be cancelled or returned; None if it can."""
    cases = [case for case in shop.cases.values() if case.order_id == order.id and line["id"] in case.line_ids]
    if any(case.is_open for case in cases):
        return Fault.CASE_RUNNING
    state = line["display_status"]
    if request == "CANCEL":
        if state == "CANCELLED":
            return Fault.CANCELLED_BEFORE
        return None if state in UNSHIPPED else Fault.NOT_CANCELLABLE
    if any(case.kind == "return" and case.status in REFUNDING for case in cases):
        return Fault.RETURN_FINISHED
    fits = state in (_REFUNDABLE if request == "RETURN" else _RETURNABLE)
    return None if fits else Fault.WRONG_STATE


def chosen(shop: Shop, order: Order, body: Mapping[str, Any], request: Request) -> list[dict[str, Any]]:
    """The line items that a body names in one of its three ways, or all; refused if one of them cannot be had."""

    def fault(line: Mapping[str, Any]) -> Fault | None:
        return fault_of(shop, order, line, request)

    named = [str(name) for name in body.get("order_line_item_ids") or ()]
    named += [str(row.get("order_line_item_id")) for row in body.get("order_line_list") or ()]
    if body.get("skus"):
        lines = _by_sku(order, body["skus"], fault)
    else:
        lines = [line for line in order.lines if line["id"] in named] if named else order.open_lines or order.lines
        if len(lines) < len(set(named)):
            raise refused(Fault.BAD_REQUEST)
    for found in map(fault, lines):
        if found is not None:
            raise refused(found)
    return lines


def _by_sku(
    order: Order, rows: list[Mapping[str, Any]], fault: Callable[[Mapping[str, Any]], Fault | None]
) -> list[dict[str, Any]]:
    wanted: Counter[str] = Counter()
    for row in rows:
        quantity = row.get("quantity")
        if not isinstance(quantity, int) or quantity < 1:
            raise refused(Fault.BAD_REQUEST)
        wanted[str(row.get("sku_id"))] += quantity
    found: list[dict[str, Any]] = []
    for sku_id, quantity in wanted.items():
        lines = [line for line in order.lines if line["sku_id"] == sku_id]
        if not lines:
            raise refused(Fault.BAD_REQUEST)
        if quantity > len(lines):
            raise refused(Fault.TOO_MANY_PIECES)
        found += sorted(lines, key=lambda line: fault(line) is not None)[:quantity]
    return found
