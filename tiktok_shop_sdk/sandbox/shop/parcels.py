"""The fulfillment family: finding, shipping, correcting and tracking packages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ..call import Answer, Call, failed_item
from ..paging import SortKey, cut_page, page_size
from ..refusals import Refusal, parameter
from . import carriers, labels, regroup
from .faults import Fault, refused
from .lifecycle import collect, deliver, pack, ship
from .news import invoice_checked
from .packing import (
    PARCEL_STATUSES,
    PROVIDERS,
    UNDELIVERED,
    USUAL_PROVIDER,
    Parcel,
    detail_record,
    found_record,
    lines_of,
)
from .shipping_rules import (
    check_handover,
    check_shippable,
    check_tracking,
    chosen_lines,
    order_of,
    parcel_by_id,
    parcel_for,
    parcel_of,
    platform_number,
)

MOST_PER_PAGE = 50
_MOST_CORRECTIONS = 3
_TIMES = ("create_time_ge", "create_time_lt", "update_time_ge", "update_time_lt")


# Finding and reading


def search(call: Call) -> dict[str, Any]:
    """Packages by status and time, newest first unless asked otherwise."""
    page_size(call.query, MOST_PER_PAGE)
    field, direction = call.query.get("sort_field", "create_time"), call.query.get("sort_order", "DESC")
    if field not in ("create_time", "update_time", "order_pay_time") or direction not in ("ASC", "DESC"):
        raise parameter("sort_field", "sort_field or sort_order is unknown", "a time of packages, ASC or DESC")
    wanted = {"status": call.choice("package_status", PARCEL_STATUSES), **{name: call.whole(name) for name in _TIMES}}
    orders = call.shop.orders

    def sort_key(parcel: Parcel) -> SortKey:
        if field == "order_pay_time":
            return int(orders[parcel.order_ids[0]].record["paid_time"]), parcel.id
        return int(getattr(parcel, field)), parcel.id

    found = sorted((parcel for parcel in call.shop.parcels.values() if _matches(parcel, wanted)), key=sort_key)
    page = cut_page(
        found,
        call.query,
        search=json.dumps([field, direction, wanted]),
        key=sort_key,
        rules=call.paging,
        descending=direction == "DESC",
    )
    rows = [found_record(parcel, orders) for parcel in page.rows]
    return {"packages": rows, "next_page_token": page.next_page_token, "total_count": len(found)}


def _matches(parcel: Parcel, wanted: Mapping[str, Any]) -> bool:
    if wanted["status"] not in (None, parcel.status):
        return False
    for name in ("create_time", "update_time"):
        value, from_, until = getattr(parcel, name), wanted[f"{name}_ge"], wanted[f"{name}_lt"]
        if (from_ is not None and value < from_) or (until is not None and value >= until):
            return False
    return True


def detail(call: Call) -> dict[str, Any]:
    """All about one package."""
    return detail_record(parcel_of(call), call.shop.orders)


# Shipping


def ship_one(call: Call) -> dict[str, Any]:
    """Ship the package that the path names."""
    _ship(call, parcel_of(call), call.body)
    return {}


def ship_many(call: Call) -> dict[str, Any]:
    """Ship what can be shipped, and name the rest."""
    errors = []
    for row in call.rows("packages"):
        try:
            _ship(call, parcel_by_id(call, row.get("id")), row)
        except Refusal as refusal:
            errors.append(failed_item(refusal, package_id=str(row.get("id"))))
    return {"errors": errors} if errors else {}


def _ship(call: Call, parcel: Parcel, wish: Mapping[str, Any]) -> None:
    check_shippable(call, parcel)
    if parcel.handed_over:
        raise refused(Fault.PARCEL_SHIPPED_ALREADY)
    if parcel.shipping_type == "SELLER":
        number, provider = check_tracking(call, parcel, wish.get("self_shipment"))
    else:
        number, provider = parcel.tracking_number or platform_number(call), USUAL_PROVIDER
        method, slot = check_handover(call, wish)
        parcel.change(call.now, handover_method=method, pickup_slot=slot)
    parcel.handed_over = True
    if parcel.status == "PROCESSING":
        ship(call.shop, parcel, call.now, tracking_number=number, provider_id=provider)


def mark_as_shipped(call: Call) -> dict[str, Any]:
    """The seller shipped an order, or the line items named, with a carrier of its own."""
    order = order_of(call)
    lines = chosen_lines(order, call.body)
    parcel = parcel_for(call, order, lines)
    check_shippable(call, parcel)
    if parcel.shipping_type != "SELLER":
        raise refused(Fault.PLATFORM_SHIPS)
    number, provider = check_tracking(call, parcel, call.body)
    if len(lines) < len(parcel.lines):
        parcel = pack(call.shop, [(order, line) for line in lines], call.now, tag="SPLIT")
    parcel.handed_over = True
    ship(call.shop, parcel, call.now, tracking_number=number, provider_id=provider)
    ids = [line["id"] for line in lines]
    return {"order_id": order.id, "order_line_item_ids": ids, "package_id": parcel.id}


# Correcting


def correct_parcel(call: Call) -> dict[str, Any]:
    """Another tracking number for a shipped package."""
    _correct(call, parcel_of(call))
    return {}


def correct_order(call: Call) -> dict[str, Any]:
    """Another tracking number for the one package of a shipped order."""
    order = order_of(call)
    if order.status == "CANCELLED":
        raise refused(Fault.ORDER_CANCELLED)
    for name in {str(line["package_id"]) for line in order.open_lines}:
        _correct(call, parcel_by_id(call, name))
    return {}


def _correct(call: Call, parcel: Parcel) -> None:
    faults = (
        (parcel.status == "PROCESSING", Fault.NOT_SHIPPED_YET),
        (parcel.status == "COMPLETED", Fault.TOO_LATE_TO_CORRECT),
        (parcel.status == "CANCELLED", Fault.NOT_IN_THIS_STATE),
        (parcel.shipping_type != "SELLER", Fault.PLATFORM_TRACKING),
        (parcel.corrections >= _MOST_CORRECTIONS, Fault.CORRECTED_TOO_OFTEN),
    )
    for present, fault in faults:
        if present:
            raise refused(fault)
    number, provider = check_tracking(call, parcel, call.body)
    parcel.change(call.now, tracking_number=number, provider_id=provider, corrections=parcel.corrections + 1)
    for order, line in lines_of(parcel, call.shop.orders):
        line["tracking_number"] = number
        call.shop.change_order(order, call.now, tracking_number=number)


# What becomes of a package


def report_delivery(call: Call) -> dict[str, Any]:
    """The seller's own people delivered packages, or did not; what does not fit is named."""
    errors = []
    for row in call.rows("packages"):
        parcel, result = call.shop.parcels.get(str(row.get("id"))), row.get("delivery_type")
        if parcel is None or parcel.status != "FULFILLING" or parcel.shipping_type != "SELLER":
            errors.append(failed_item(refused(Fault.NOT_IN_THIS_STATE), package_id=str(row.get("id"))))
        elif result == "DELIVERY_SUCCESS":
            collect(call.shop, parcel, call.now)
            deliver(call.shop, parcel, call.now)
        elif result == "DELIVERY_FAILED":
            parcel.went(call.now, *UNDELIVERED)
    return {"errors": errors} if errors else {}


def tracking(call: Call) -> dict[str, Any]:
    """What happened to an order's packages on their way, newest first."""
    steps = sorted((step for parcel in _on_their_way(call) for step in parcel.track), reverse=True)
    shown = [{"description": text, "update_time_millis": at * 1000, "action_code": code} for at, code, text in steps]
    return {"tracking": shown}


def tracking_by_parcel(call: Call) -> dict[str, Any]:
    """The same for each package."""
    details = [
        {
            "newest_tracking_no": parcel.tracking_number,
            "carrier_name": PROVIDERS[parcel.provider_id],
            "track_list": [
                {
                    "description": text,
                    "tracking_no": parcel.tracking_number,
                    "update_time_millis": at * 1000,
                    "action_code": code,
                    "action_code_name": text,
                }
                for at, code, text in reversed(parcel.track)
            ],
        }
        for parcel in _on_their_way(call)
    ]
    return {"order_id": call.path_values["order_id"], "logistics_details": details}


def _on_their_way(call: Call) -> list[Parcel]:
    order = order_of(call)
    names = dict.fromkeys(str(line["package_id"]) for line in order.lines)
    return [call.shop.parcels[name] for name in names if name in call.shop.parcels]


def upload_invoices(call: Call) -> dict[str, Any]:
    """Take the invoices of known packages."""
    errors = []
    for row in call.rows("invoices"):
        package_id, order_ids = str(row.get("package_id")), [str(one) for one in row.get("order_ids") or ()]
        parcel = call.shop.parcels.get(package_id)
        if parcel is None or not set(order_ids) <= set(parcel.order_ids):
            errors.append(failed_item(refused(Fault.UNKNOWN_PARCEL), package_id=package_id, order_ids=order_ids))
        else:
            call.shop.tell(invoice_checked(package_id, order_ids, call.now))
    return {"errors": errors} if errors else {}


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "POST /fulfillment/202309/packages/search": search,
        "GET /fulfillment/202309/packages/{package_id}": detail,
        "POST /fulfillment/202309/packages/{package_id}/ship": ship_one,
        "POST /fulfillment/202309/packages/ship": ship_many,
        "POST /fulfillment/202309/orders/{order_id}/packages": mark_as_shipped,
        "POST /fulfillment/202309/packages/{package_id}/shipping_info/update": correct_parcel,
        "POST /fulfillment/202309/orders/{order_id}/shipping_info/update": correct_order,
        "POST /fulfillment/202309/packages/deliver": report_delivery,
        "GET /fulfillment/202309/orders/{order_id}/tracking": tracking,
        "GET /logistics/202604/orders/{order_id}/tracking": tracking_by_parcel,
        "POST /fulfillment/202502/invoice/upload": upload_invoices,
        **labels.ANSWERS,
        **regroup.ANSWERS,
        **carriers.ANSWERS,
    }
)
