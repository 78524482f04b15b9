"""The fulfillment family: what the platform's own shipping costs, its labels, its handover, its documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from ..call import Answer, Call
from ..refusals import parameter
from .faults import Fault, refused
from .harvest import Order
from .lifecycle import pack, ship
from .packing import PROVIDERS, USUAL_PROVIDER, Parcel
from .shipping_rules import (
    check_handover,
    check_shippable,
    chosen_lines,
    order_by_id,
    order_of,
    parcel_for,
    parcel_of,
    pickup_slots,
    platform_number,
)

_DOCUMENTS = (
    "SHIPPING_LABEL",
    "PACKING_SLIP",
    "SHIPPING_LABEL_AND_PACKING_SLIP",
    "SHIPPING_LABEL_PICTURE",
    "HAZMAT_LABEL",
    "INVOICE_LABEL",
)
_NO_LABEL_NEEDED = frozenset({"PACKING_SLIP"})
_SERVICES = MappingProxyType(
    {
        "7208500000000000001": ("Sample Ground", "4.10", (3, 6)),
        "7208500000000000002": ("Sample Express", "9.80", (1, 2)),
    }
)
_USUAL_SERVICE = next(iter(_SERVICES))


def services(call: Call) -> dict[str, Any]:
    """The services that can carry an order, or the line items named."""
    order = order_of(call)
    lines = chosen_lines(order, call.body)
    shown = {"order_id": order.id, "order_line_id": [line["id"] for line in lines]}
    return {**shown, **_sizes(call), "shipping_services": [_service(call, name) for name in _SERVICES]}


def _service(call: Call, service_id: str) -> dict[str, Any]:
    name, price, (earliest, latest) = _SERVICES[service_id]
    return {
        "id": service_id,
        "name": name,
        "price": price,
        "currency": call.shop.currency,
        "earliest_delivery_days": earliest,
        "latest_delivery_days": latest,
        "is_default": service_id == _USUAL_SERVICE,
        "shipping_provider_id": USUAL_PROVIDER,
        "shipping_provider_name": PROVIDERS[USUAL_PROVIDER],
        "shipping_fee": price,
        "shipping_app_service_fee": "0",
        "signature_fee": "0",
    }


def _sizes(call: Call) -> dict[str, Any]:
    return {name: call.body[name] for name in ("dimension", "weight") if name in call.body}


def buy_label(call: Call) -> dict[str, Any]:
    """Buy a label for an order, a part of it or several orders: they are packed, and wait for the carrier."""
    service_id = str(call.body.get("shipping_service_id") or _USUAL_SERVICE)
    if service_id not in _SERVICES:
        raise refused(Fault.UNKNOWN_SERVICE)
    named = call.body.get("order_list_ids") or [call.body.get("order_id")]
    packed = [
        (order, line)
        for order in [order_by_id(call, name) for name in named]
        for line in chosen_lines(order, call.body)
    ]
    parcel = _parcel_for_label(call, packed)
    parcel.change(call.now, details=_sizes(call))
    ship(call.shop, parcel, call.now, tracking_number=platform_number(call), provider_id=USUAL_PROVIDER)
    shown = {"package_id": parcel.id, "create_time": int(call.now), **_sizes(call)}
    return {**shown, "shipping_service_info": _service(call, service_id)}


def buy_label_202309(call: Call) -> dict[str, Any]:
    """The older version, whose answer names the order and its line items too."""
    bought = buy_label(call)
    lines = call.shop.parcels[bought["package_id"]].lines
    return {**bought, "order_id": lines[0][0], "order_line_item_ids": [line_id for _, line_id in lines]}


def _parcel_for_label(call: Call, packed: Sequence[tuple[Order, dict[str, Any]]]) -> Parcel:
    """The parcel that holds just these line items: the one that is there, or a new one that takes them in."""
    for order in {order.id: order for order, _ in packed}.values():
        found = parcel_for(call, order, [line for of_order, line in packed if of_order is order])
        check_shippable(call, found)
        if found.shipping_type == "SELLER":
            raise refused(Fault.SELLER_SHIPS)
        if set(found.lines) == {(of_order.id, line["id"]) for of_order, line in packed}:
            return found
    return pack(call.shop, packed, call.now)


def handover_slots(call: Call) -> dict[str, Any]:
    """How a package, or the packages of an order, can be handed over."""
    _ = parcel_of(call) if "package_id" in call.path_values else order_of(call)
    slots = {"can_pickup": True, "can_drop_off": True, "can_van_collection": False}
    return {**slots, "drop_off_point_url": "https://example.test/drop-off", "pickup_slots": pickup_slots(call)}


def schedule(call: Call) -> dict[str, Any]:
    """Book the handover of an order that the platform ships."""
    order = order_by_id(call, call.body.get("order_id"))
    lines = chosen_lines(order, call.body)
    method, slot = check_handover(call, call.body)
    parcel = _parcel_for_label(call, [(order, line) for line in lines])
    parcel.change(call.now, handover_method=method, pickup_slot=slot, handed_over=True)
    ship(call.shop, parcel, call.now, tracking_number=platform_number(call), provider_id=USUAL_PROVIDER)
    return {
        "package_id": parcel.id,
        "order_id": order.id,
        "order_line_item_ids": [line["id"] for line in lines],
        "handover_method": method,
        "tracking_number": parcel.tracking_number,
        "shipping_provider_id": USUAL_PROVIDER,
        "shipping_provider_name": PROVIDERS[USUAL_PROVIDER],
        "create_time": parcel.create_time,
        "update_time": parcel.update_time,
    }


def document(call: Call) -> dict[str, Any]:
    """Where a package's document lies: on the sandbox's own host."""
    parcel = parcel_of(call)
    kind = call.needed("document_type")
    if kind not in _DOCUMENTS:
        raise parameter("document_type", "the value is unknown", " or ".join(_DOCUMENTS))
    if parcel.status == "CANCELLED" or not (parcel.tracking_number or kind in _NO_LABEL_NEEDED):
        raise refused(Fault.NO_LABEL_YET)
    name = f"{kind.lower().replace('_', '-')}-{parcel.id}"
    return {"doc_url": call.desk.link(name), "tracking_number": parcel.tracking_number}


def validate_tracking(call: Call) -> dict[str, Any]:
    """Whether a tracking number is one of the platform's own shipping."""
    number = call.needed("tracking_number")
    known = any(
        parcel.tracking_number == number and parcel.shipping_type == "TIKTOK" for parcel in call.shop.parcels.values()
    )
    return {"is_tiktok_shipping": known, "is_tiktok_collection": known}


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "POST /fulfillment/202309/orders/{order_id}/shipping_services/query": services,
        "POST /fulfillment/202512/packages": buy_label,
        "POST /fulfillment/202309/packages": buy_label_202309,
        "GET /fulfillment/202309/packages/{package_id}/handover_time_slots": handover_slots,
        "GET /fulfillment/202309/orders/{order_id}/handover_time_slots": handover_slots,
        "POST /fulfillment/202309/packages/schedule": schedule,
        "GET /fulfillment/202309/packages/{package_id}/shipping_documents": document,
        "GET /fulfillment/202508/tts_tracking_validation": validate_tracking,
    }
)
