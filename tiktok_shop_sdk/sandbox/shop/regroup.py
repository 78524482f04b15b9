"""The fulfillment family: spreading an order over packages, and putting orders into one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from ..call import Answer, Call, failed_item
from ..paging import SortKey, cut_page, page_size
from ..refusals import Refusal
from .faults import Fault, refused
from .harvest import Order
from .lifecycle import WAITING, open_cases, pack
from .news import packages_changed
from .packing import Parcel, lines_of
from .shipping_rules import order_of, parcel_of


def split_attributes(call: Call) -> dict[str, Any]:
    """Which orders can be split; unknown ones are left out."""
    shown = []
    for order_id in call.ids("order_ids", 50):
        order = call.shop.orders.get(order_id)
        if order is not None:
            splits = len(_unshipped(order)) > 1 and not open_cases(call.shop, order)
            reason = "" if splits else "Fewer than two line items can be shipped."
            facts = {"order_id": order_id, "can_split": splits, "reason": reason}
            shown.append({**facts, "must_split": False, "must_split_reasons": []})
    return {"split_attributes": shown}


def _unshipped(order: Order) -> dict[str, dict[str, Any]]:
    return {str(line["id"]): line for line in order.open_lines if line["display_status"] in WAITING}


def split(call: Call) -> dict[str, Any]:
    """A package for each group; what no group names stays where it is."""
    order = order_of(call)
    groups = _groups(call)
    lines = _unshipped(order)
    named = [line_id for _, ids in groups for line_id in ids]
    if len(lines) < 2 or open_cases(call.shop, order):
        raise refused(Fault.NOT_SPLITTABLE)
    if len(set(named)) < len(named) or not set(named) <= lines.keys() or not all(ids for _, ids in groups):
        raise refused(Fault.LINES_DO_NOT_FIT)
    made = [
        (name, pack(call.shop, [(order, lines[line_id]) for line_id in ids], call.now, tag="SPLIT"))
        for name, ids in groups
    ]
    _tell(call, "SPLIT", [parcel for _, parcel in made])
    return {"packages": [{"splittable_group_id": name, "id": parcel.id} for name, parcel in made]}


def _groups(call: Call) -> list[tuple[str, list[str]]]:
    if call.body.get("splittable_groups_v2"):
        rows = call.rows("splittable_groups_v2")
        named = [[str(one.get("order_line_id")) for one in row.get("order_line_list") or ()] for row in rows]
    else:
        rows = call.rows("splittable_groups")
        named = [[str(one) for one in row.get("order_line_item_ids") or ()] for row in rows]
    return [(str(row.get("id", "")), ids) for row, ids in zip(rows, named, strict=True)]


def combinable(call: Call) -> dict[str, Any]:
    """Packages to the same buyer that may become one, under the id of the oldest."""
    page_size(call.query, 50)
    groups: dict[object, list[Parcel]] = {}
    for parcel in call.shop.parcels.values():
        if _may_join(call, parcel):
            groups.setdefault(_goes_to(call, parcel), []).append(parcel)
    rows = [
        {"id": parcels[0].id, "order_ids": list(dict.fromkeys(one for parcel in parcels for one in parcel.order_ids))}
        for parcels in groups.values()
        if len(parcels) > 1
    ]
    rows.sort(key=_by_id)
    page = cut_page(rows, call.query, search="combinable", key=_by_id, rules=call.paging)
    shown = {"combinable_packages": list(page.rows), "total_count": len(rows)}
    return {**shown, "next_page_token": page.next_page_token}


def _by_id(row: Mapping[str, Any]) -> SortKey:
    return 0, str(row["id"])


def _may_join(call: Call, parcel: Parcel) -> bool:
    packed = list(lines_of(parcel, call.shop.orders))
    waits = parcel.status == "PROCESSING" and all(line["display_status"] == "AWAITING_SHIPMENT" for _, line in packed)
    return waits and not any(open_cases(call.shop, order) for order, _ in packed)


def _goes_to(call: Call, parcel: Parcel) -> object:
    record = call.shop.orders[parcel.order_ids[0]].record
    return record["user_id"], record["warehouse_id"], parcel.shipping_type


def combine(call: Call) -> dict[str, Any]:
    """Make one package of those that hold the orders named; what cannot be combined is named."""
    made, errors = [], []
    for row in call.rows("combinable_packages"):
        try:
            made.append(_combine(call, str(row.get("id")), [str(one) for one in row.get("order_ids") or ()]))
        except Refusal as refusal:
            errors.append(failed_item(refusal, package_id=str(row.get("id"))))
    if made:
        _tell(call, "COMBINE", made)
    answer: dict[str, Any] = {"packages": [_with_orders(parcel) for parcel in made]}
    return {**answer, "errors": errors} if errors else answer


def _combine(call: Call, package_id: str, order_ids: list[str]) -> Parcel:
    first = call.shop.parcels.get(package_id)
    if first is None:
        raise refused(Fault.NOT_IN_THIS_STATE)
    joined = [
        parcel
        for parcel in call.shop.parcels.values()
        if _may_join(call, parcel)
        and _goes_to(call, parcel) == _goes_to(call, first)
        and (parcel is first or not order_ids or set(parcel.order_ids) <= set(order_ids))
    ]
    reached = {order_id for parcel in joined for order_id in parcel.order_ids}
    if len(joined) < 2 or first not in joined or not set(order_ids) <= reached:
        raise refused(Fault.NOT_COMBINABLE)
    packed = [pair for parcel in joined for pair in lines_of(parcel, call.shop.orders)]
    return pack(call.shop, packed, call.now, tag="COMBINE")


def uncombine(call: Call) -> dict[str, Any]:
    """Take orders out of a combined package, all of them unless some are named."""
    parcel = parcel_of(call)
    if parcel.tag != "COMBINE" or not _may_join(call, parcel):
        raise refused(Fault.NOT_IN_THIS_STATE)
    leaving = list(call.texts("order_ids")) or parcel.order_ids
    if not set(leaving) <= set(parcel.order_ids):
        raise refused(Fault.LINES_DO_NOT_FIT)
    packed = list(lines_of(parcel, call.shop.orders))
    made = [
        pack(call.shop, [(order, line) for order, line in packed if order.id == order_id], call.now)
        for order_id in dict.fromkeys(leaving)
    ]
    left = [parcel] if parcel.status != "CANCELLED" else []
    for one in (*made, *left):
        for order_id in one.order_ids if len(one.order_ids) == 1 else ():
            call.shop.change_order(call.shop.orders[order_id], call.now, split_or_combine_tag="")
            one.change(call.now, tag="")
    _tell(call, "CANCEL_COMBINE", [*made, *left])
    return {"packages": [_with_orders(one) for one in (*made, *left)]}


def _with_orders(parcel: Parcel) -> dict[str, Any]:
    return {"id": parcel.id, "order_ids": parcel.order_ids}


def _tell(call: Call, what: str, parcels: Iterable[Parcel]) -> None:
    call.shop.tell(packages_changed(what, [(parcel.id, parcel.order_ids) for parcel in parcels], call.now))


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "GET /fulfillment/202309/orders/split_attributes": split_attributes,
        "POST /fulfillment/202309/orders/{order_id}/split": split,
        "GET /fulfillment/202309/combinable_packages/search": combinable,
        "POST /fulfillment/202309/packages/combine": combine,
        "POST /fulfillment/202309/packages/{package_id}/uncombine": uncombine,
    }
)
