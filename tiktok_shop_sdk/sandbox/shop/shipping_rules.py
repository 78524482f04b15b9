"""When a package may be shipped, and with what: its state, its tracking number, its way to the carrier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..call import Call
from .faults import Fault, refused
from .harvest import Order
from .lifecycle import UNSHIPPED, WAITING, open_cases, pack
from .packing import PROVIDERS, Parcel, lines_of

_MOST_PARCELS_PER_NUMBER = 5


def parcel_of(call: Call) -> Parcel:
    """The package that the path names; refused if there is none."""
    return parcel_by_id(call, call.path_values["package_id"])


def parcel_by_id(call: Call, package_id: object) -> Parcel:
    """The package of that id; refused if there is none."""
    parcel = call.shop.parcels.get(str(package_id))
    if parcel is None:
        raise refused(Fault.UNKNOWN_PARCEL)
    return parcel


def order_of(call: Call) -> Order:
    """The order that the path names; refused if there is none."""
    return order_by_id(call, call.path_values["order_id"])


def order_by_id(call: Call, order_id: object) -> Order:
    """The order of that id; refused if there is none."""
    order = call.shop.orders.get(str(order_id))
    if order is None:
        raise refused(Fault.UNKNOWN_ORDER)
    return order


def check_shippable(call: Call, parcel: Parcel) -> None:
    """Refuse packages of orders that are cancelled, in aftersales or not paid."""
    orders = [call.shop.orders[order_id] for order_id in parcel.order_ids]
    if parcel.status == "CANCELLED" or all(order.status == "CANCELLED" for order in orders):
        raise refused(Fault.ORDER_CANCELLED)
    if any(open_cases(call.shop, order) for order in orders):
        raise refused(Fault.AFTERSALES_OPEN)
    if any(line["display_status"] in UNSHIPPED - WAITING for _, line in lines_of(parcel, call.shop.orders)):
        raise refused(Fault.NOT_TO_BE_SHIPPED_YET)


def platform_number(call: Call) -> str:
    """A tracking number of the platform's own shipping."""
    return f"TTS{call.shop.new_id('92')}"


def check_tracking(call: Call, parcel: Parcel | None, given: object) -> tuple[str, str]:
    """The tracking number and carrier that a seller gives for its own shipment of `parcel`."""
    if not isinstance(given, Mapping) or not given.get("tracking_number"):
        raise refused(Fault.NEEDS_TRACKING)
    number, provider = str(given["tracking_number"]), str(given.get("shipping_provider_id"))
    if provider not in PROVIDERS or not (5 <= len(number) <= 40 and number.isascii() and number.isalnum()):
        raise refused(Fault.BAD_PROVIDER)
    sharing = [one for one in call.shop.parcels.values() if one.tracking_number == number and one is not parcel]
    if len(sharing) >= _MOST_PARCELS_PER_NUMBER:
        raise refused(Fault.TRACKING_OVERUSED)
    if parcel is not None and any(_buyers(call, one) != _buyers(call, parcel) for one in sharing):
        raise refused(Fault.TRACKING_TAKEN)
    return number, provider


def _buyers(call: Call, parcel: Parcel) -> set[str]:
    return {str(call.shop.orders[order_id].record["user_id"]) for order_id in parcel.order_ids}


def check_handover(call: Call, wish: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """How the parcel reaches the carrier: dropped off, or picked up in one of the slots offered."""
    method, slot = wish.get("handover_method") or "DROP_OFF", wish.get("pickup_slot") or {}
    offered = [(one["start_time"], one["end_time"]) for one in pickup_slots(call)]
    fits = not slot or (slot.get("start_time"), slot.get("end_time")) in offered
    if method not in ("PICKUP", "DROP_OFF") or not fits:
        raise refused(Fault.BAD_SLOT)
    return method, slot


def pickup_slots(call: Call) -> list[dict[str, Any]]:
    """The carrier comes on the next three days, in the morning and in the afternoon (UTC)."""
    today = int(call.now) // 86400 * 86400
    return [
        {"start_time": start, "end_time": start + 4 * 3600, "avaliable": True}  # spelled so officially
        for day in (1, 2, 3)
        for start in (today + day * 86400 + 8 * 3600, today + day * 86400 + 13 * 3600)
    ]


def chosen_lines(order: Order, body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The line items that a body names in one of its ways, or all that are not shipped; none may be shipped."""
    named = [str(name) for name in body.get("order_line_item_ids") or ()]
    rows: Sequence[Mapping[str, Any]] = body.get("order_line_list") or body.get("order_line_item") or ()
    named += [str(row.get("order_line_id")) for row in rows]
    lines = {str(line["id"]): line for line in order.open_lines}
    if not order.open_lines:
        raise refused(Fault.ORDER_CANCELLED)
    if not set(named) <= lines.keys():
        raise refused(Fault.UNKNOWN_LINE)
    unshipped = [line for line in lines.values() if line["display_status"] in UNSHIPPED]
    chosen = [lines[name] for name in dict.fromkeys(named)] or unshipped
    if not chosen or any(line not in unshipped for line in chosen):
        raise refused(Fault.SHIPPED_ALREADY)
    return chosen


def parcel_for(call: Call, order: Order, lines: Sequence[dict[str, Any]]) -> Parcel:
    """The one parcel in which line items lie, packed if they lie in none yet."""
    names = {str(line["package_id"]) for line in lines}
    if len(names) > 1:
        raise refused(Fault.NAME_THE_LINES)
    found = call.shop.parcels.get(names.pop())
    if found is None:
        if order.status in UNSHIPPED - WAITING:
            raise refused(Fault.NOT_TO_BE_SHIPPED_YET)
        found = pack(call.shop, [(order, line) for line in lines], call.now)
    return found
