"""The states of an order and what moves them: calls, the platform's clock, and by hand what buyers and carriers do.

UNPAID - paid - ON_HOLD - an hour - AWAITING_SHIPMENT - shipped - AWAITING_COLLECTION - collected - IN_TRANSIT -
delivered - DELIVERED - a week - COMPLETED. An order of which a part is shipped is PARTIALLY_SHIPPING; one whose line
items are all cancelled is CANCELLED. The line items carry the states; the order's own follows from them. Every step
plans the next one on the shop's agenda. A seeded order stays as it is until somebody touches it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial, wraps
from types import MappingProxyType
from typing import Any, Final

from ..call import Answer, Call
from ..exchange import encode
from .agenda import stamp
from .harvest import STATUSES, Order, order_id_of, order_record
from .news import order_changed
from .packing import COLLECTED, DELIVERED, PREPARED, Parcel, lines_of
from .people import BUYERS, Buyer
from .shelf import Product, Sku
from .stockroom import give_back, send_out, take
from .world import Seller, Shop

WAITING: Final = frozenset({"AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"})
"""States of line items that are paid and not shipped; seeded ones may carry the second."""
UNSHIPPED: Final = WAITING | {"UNPAID", "ON_HOLD"}
_PROGRESS: Final = {status: number for number, status in enumerate(STATUSES)}


def keeping_time(*families: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """All these answers, each given after everything that is due in its shop has happened."""
    return MappingProxyType({key: _in_time(answer) for family in families for key, answer in family.items()})


def _in_time(answer: Answer) -> Answer:
    """The same answer, with no other thread in between."""

    @wraps(answer)
    def answer_in_time(call: Call) -> bytes | dict[str, Any]:
        if not (isinstance(call.user, Seller) and call.user.shops):
            return answer(call)
        with call.shop.lock:
            call.shop.agenda.run(call.now)
            data = answer(call)
            return data if isinstance(data, bytes) else encode(data)

    return answer_in_time


def status_of(order: Order) -> str:
    """The order's state as its line items make it."""
    states = {str(line["display_status"]) for line in order.open_lines}
    if not states:
        return "CANCELLED"
    if states & WAITING and states - WAITING:
        return "PARTIALLY_SHIPPING"
    return min(states, key=_PROGRESS.__getitem__)


def _settle(shop: Shop, order: Order, at: float, **changes: Any) -> None:
    shop.change_order(order, at, status=status_of(order), **changes)


def _set_lines(lines: Iterable[dict[str, Any]], **changes: Any) -> None:
    for line in lines:
        line.update(changes)


# A new order


def place(shop: Shop, bought: Sequence[tuple[Product, Sku]], at: float, *, warehouse: str, buyer: int = 0) -> Order:
    """A buyer orders one piece of each SKU in `bought`, from `warehouse`, and has not paid yet."""
    number = len(shop.orders)
    chosen: Buyer = BUYERS[buyer % len(BUYERS)]
    record = order_record(
        order_id_of(shop.id, number),
        bought,
        chosen,
        currency=shop.currency,
        created=int(at),
        status="UNPAID",
        drift=shop.settings.drift,
    )
    order = Order({**record, "warehouse_id": warehouse})
    shop.add_order(order)
    for line in order.lines:
        take(shop, order, line, at)
    shop.tell(order_changed(order.record))
    shop.agenda.plan(at + shop.delays.payment, partial(pay, shop, order))
    shop.agenda.plan(at + shop.delays.unpaid, partial(_give_up, shop, order))
    return order


def pay(shop: Shop, order: Order, at: float) -> None:
    """The buyer pays; the order is held for an hour."""
    if order.status != "UNPAID":
        return
    _set_lines(order.open_lines, display_status="ON_HOLD")
    _settle(shop, order, at, paid_time=int(at), is_on_hold_order=True)
    shop.agenda.plan(at + shop.delays.hold, partial(release, shop, order))


def _give_up(shop: Shop, order: Order, at: float) -> None:
    if order.status == "UNPAID":
        cancel_lines(shop, order, order.open_lines, at, role="SYSTEM", reason="The order was not paid in time.")


def release(shop: Shop, order: Order, at: float) -> None:
    """The hold is over: the order is packed and may be shipped."""
    if order.status != "ON_HOLD":
        return
    _set_lines(order.open_lines, display_status="AWAITING_SHIPMENT")
    if not order.record["packages"]:
        pack(shop, [(order, line) for line in order.open_lines], at)
    deadline = at + shop.delays.shipping
    _settle(shop, order, at, is_on_hold_order=False, cancel_order_sla_time=stamp(deadline))
    shop.agenda.plan(deadline, partial(_give_up_waiting, shop, order))


def _give_up_waiting(shop: Shop, order: Order, at: float) -> None:
    late = [line for line in order.open_lines if line["display_status"] in WAITING]
    if late:
        cancel_lines(shop, order, late, at, role="SYSTEM", reason="The seller did not ship in time.")


# Parcels on their way


def pack(shop: Shop, packed: Sequence[tuple[Order, dict[str, Any]]], at: float, *, tag: str = "") -> Parcel:
    """Put line items into a new parcel, out of the parcels that they were in; an emptied parcel is cancelled."""
    orders = list({order.id: order for order, _ in packed}.values())
    parcel = Parcel(
        id=shop.new_id("1153"),
        lines=[(order.id, str(line["id"])) for order, line in packed],
        create_time=int(at),
        update_time=int(at),
        shipping_type=str(orders[0].record["shipping_type"]),
        tag=tag,
    )
    unpack(shop, parcel.lines, at)
    shop.parcels[parcel.id] = parcel
    _set_lines((line for _, line in packed), package_id=parcel.id, package_status="PROCESSING")
    for order in orders:
        ids = dict.fromkeys(line["package_id"] for line in order.open_lines if line["package_id"])
        changes = {"split_or_combine_tag": tag} if tag else {}
        shop.change_order(order, at, packages=[{"id": name} for name in ids], **changes)
    return parcel


def unpack(shop: Shop, lines: Iterable[tuple[str, str]], at: float) -> None:
    """Take line items (order id, line id) out of the parcels that they are in."""
    leaving = set(lines)
    names = {
        line["package_id"]
        for order_id in {order_id for order_id, _ in leaving}
        for line in shop.orders[order_id].lines
        if (order_id, line["id"]) in leaving
    }
    for parcel in (shop.parcels[name] for name in names if name in shop.parcels):
        staying = [pair for pair in parcel.lines if pair not in leaving]
        if staying:
            parcel.change(at, lines=staying)
        else:
            parcel.change(at, status="CANCELLED")


def ship(shop: Shop, parcel: Parcel, at: float, *, tracking_number: str, provider_id: str) -> None:
    """The parcel is ready and has a number; its orders wait for the carrier."""
    parcel.went(at, *PREPARED)
    parcel.change(at, status="FULFILLING", tracking_number=tracking_number, provider_id=provider_id)
    facts = {"rts_time": int(at), "tracking_number": tracking_number}
    for order, line in lines_of(parcel, shop.orders):
        line.update(facts, display_status="AWAITING_COLLECTION", package_status="FULFILLING")
        send_out(shop, order, line, at)
    for order_id in parcel.order_ids:
        _settle(shop, shop.orders[order_id], at, **facts)
    shop.agenda.plan(at + shop.delays.collection, partial(collect, shop, parcel))


def collect(shop: Shop, parcel: Parcel, at: float) -> None:
    """The carrier has the parcel."""
    if _advance(shop, parcel, at, "AWAITING_COLLECTION", "IN_TRANSIT", collection_time=int(at)):
        parcel.went(at, *COLLECTED)
        shop.agenda.plan(at + shop.delays.delivery, partial(deliver, shop, parcel))


def deliver(shop: Shop, parcel: Parcel, at: float) -> None:
    """The buyer has the parcel."""
    if not _advance(shop, parcel, at, "IN_TRANSIT", "DELIVERED", delivery_time=int(at)):
        return
    parcel.went(at, *DELIVERED)
    parcel.change(at, status="COMPLETED")
    for _, line in lines_of(parcel, shop.orders):
        line["package_status"] = "COMPLETED"
    for order_id in parcel.order_ids:
        shop.agenda.plan(at + shop.delays.completion, partial(complete, shop, shop.orders[order_id]))


def _advance(shop: Shop, parcel: Parcel, at: float, before: str, after: str, **changes: Any) -> bool:
    """Move the parcel's line items from one state to the next; False if none of them is in the first."""
    moved = [(order, line) for order, line in lines_of(parcel, shop.orders) if line["display_status"] == before]
    _set_lines((line for _, line in moved), display_status=after)
    for order in {order.id: order for order, _ in moved}.values():
        _settle(shop, order, at, **changes)
    return bool(moved)


def complete(shop: Shop, order: Order, at: float) -> None:
    """The time for returns is over. While a return runs, the order waits for its end."""
    if order.status == "DELIVERED" and not open_cases(shop, order):
        _set_lines(order.open_lines, display_status="COMPLETED")
        _settle(shop, order, at)


# Cancelled line items


def open_cases(shop: Shop, order: Order) -> list[str]:
    """Cancellations and returns of this order that are not decided yet."""
    return [case.id for case in shop.cases.values() if case.order_id == order.id and case.is_open]


def cancel_lines(
    shop: Shop, order: Order, lines: Sequence[dict[str, Any]], at: float, *, role: str, reason: str
) -> None:
    """Cancel line items: their stock comes back and they leave their parcel."""
    for line in lines:
        give_back(shop, order, line, at)
    unpack(shop, [(order.id, line["id"]) for line in lines], at)
    _set_lines(lines, display_status="CANCELLED", package_status="CANCELLED", cancel_user=role, cancel_reason=reason)
    facts = {"cancel_reason": reason, "cancellation_initiator": role, "cancel_time": int(at)}
    whole = not order.open_lines
    _settle(shop, order, at, **({**facts, "is_on_hold_order": False} if whole else {}))
