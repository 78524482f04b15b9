"""Parcels: which line items travel together, how far they are, and how that looks in an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from .harvest import Order

PARCEL_STATUSES = ("PROCESSING", "FULFILLING", "COMPLETED", "CANCELLED")
# How the parcels of seeded orders stand; those of all other orders are still to be shipped.
_SEEDED: Final = MappingProxyType(
    {
        "AWAITING_COLLECTION": "FULFILLING",
        "IN_TRANSIT": "FULFILLING",
        "DELIVERED": "COMPLETED",
        "COMPLETED": "COMPLETED",
        "CANCELLED": "CANCELLED",
    }
)
PROVIDERS: Final = MappingProxyType(
    {
        "7117858858072016000": "Sample Parcel",
        "7117858858072016001": "Specimen Post",
        "7117858858072016002": "Example Express",
    }
)
"""Carriers by id; the first one carries what the platform ships."""
USUAL_PROVIDER: Final = next(iter(PROVIDERS))


@dataclass(slots=True)
class Parcel:
    """One package; `lines` are pairs of order id and line item id."""

    id: str
    lines: list[tuple[str, str]]
    create_time: int
    update_time: int
    status: str = "PROCESSING"
    shipping_type: str = "TIKTOK"
    tracking_number: str = ""
    provider_id: str = USUAL_PROVIDER
    handover_method: str = ""
    pickup_slot: Mapping[str, Any] = field(default_factory=dict)
    tag: str = ""
    handed_over: bool = False
    corrections: int = 0
    details: dict[str, Any] = field(default_factory=dict)
    track: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def order_ids(self) -> list[str]:
        """The orders in the parcel, each once."""
        return list(dict.fromkeys(order_id for order_id, _ in self.lines))

    def change(self, at: float, **changes: Any) -> None:
        """Note a change made at `at` (Unix seconds)."""
        for name, value in changes.items():
            setattr(self, name, value)
        self.update_time = max(int(at), self.update_time)

    def went(self, at: float, code: int, text: str) -> None:
        """Note a step of the way."""
        self.track.append((int(at), code, text))
        self.change(at)


def seeded_parcels(orders: Iterable[Order]) -> Iterator[Parcel]:
    """The parcels that the records of seeded orders speak of."""
    for order in orders:
        record = order.record
        for package in record.get("packages", ()):
            status = _SEEDED.get(order.status, "PROCESSING")
            shipped = int(record.get("rts_time") or 0)
            parcel = Parcel(
                id=str(package["id"]),
                lines=[(order.id, str(line["id"])) for line in order.lines],
                create_time=order.create_time,
                update_time=order.update_time,
                status=status,
                shipping_type=str(record["shipping_type"]),
                tracking_number=str(record["tracking_number"]),
                handed_over=status in ("FULFILLING", "COMPLETED"),
            )
            if shipped:
                parcel.track.append((shipped, *PREPARED))
            yield parcel


# Steps of the way: the platform's number, and its words.
PREPARED: Final = (10, "The seller has prepared the parcel.")
COLLECTED: Final = (40, "The carrier has collected the parcel.")
DELIVERED: Final = (60, "The parcel is delivered.")
UNDELIVERED: Final = (55, "The parcel could not be delivered.")


def lines_of(parcel: Parcel, orders: Mapping[str, Order]) -> Iterator[tuple[Order, dict[str, Any]]]:
    """The line items in a parcel, each with its order."""
    wanted = set(parcel.lines)
    for order_id in parcel.order_ids:
        order = orders[order_id]
        for line in order.lines:
            if (order_id, line["id"]) in wanted:
                yield order, line


def packed_orders(parcel: Parcel, orders: Mapping[str, Order]) -> list[dict[str, Any]]:
    """The orders in a parcel, and of each SKU how many pieces."""
    shown: dict[str, dict[str, dict[str, Any]]] = {}
    pieces: Counter[tuple[str, str]] = Counter()
    for order, line in lines_of(parcel, orders):
        sku_id = str(line["sku_id"])
        pieces[order.id, sku_id] += 1
        sku = {"id": sku_id, "name": line["sku_name"], "image_url": line["sku_image"]}
        shown.setdefault(order.id, {})[sku_id] = {**sku, "quantity": pieces[order.id, sku_id]}
    return [{"id": order_id, "skus": list(skus.values())} for order_id, skus in shown.items()]


def found_record(parcel: Parcel, orders: Mapping[str, Order]) -> dict[str, Any]:
    """The parcel as package search shows it."""
    return {
        "id": parcel.id,
        "orders": packed_orders(parcel, orders),
        "create_time": parcel.create_time,
        "update_time": parcel.update_time,
        "status": parcel.status,
        "tracking_number": parcel.tracking_number,
        "shipping_provider_name": PROVIDERS[parcel.provider_id],
        "shipping_provider_id": parcel.provider_id,
        "order_line_item_ids": [line_id for _, line_id in parcel.lines],
    }


def detail_record(parcel: Parcel, orders: Mapping[str, Order]) -> dict[str, Any]:
    """The parcel as package detail shows it, with the whole address of its buyer."""
    found = found_record(parcel, orders)
    order = orders[parcel.order_ids[0]].record
    address = order["recipient_address"]
    shown = ("full_address", "phone_number", "name", "postal_code", "address_detail", "region_code")
    return {
        **{name: value for name, value in found.items() if name not in ("id", "status")},
        "package_id": parcel.id,
        "package_status": parcel.status,
        "package_sub_status": "",
        "ship_exception_reason": "",
        "split_and_combine_tag": parcel.tag,
        "has_multi_skus": len({sku["id"] for one in found["orders"] for sku in one["skus"]}) > 1,
        "note_tag": "BUYER_NOTED" if order.get("buyer_message") else "BUYER_UNNOTED",
        "shipping_type": parcel.shipping_type,
        "delivery_option_name": order["delivery_option_name"],
        "delivery_option_id": order["delivery_option_id"],
        "last_mile_tracking_number": "",
        "pickup_slot": dict(parcel.pickup_slot),
        "handover_method": parcel.handover_method,
        "recipient_address": {name: address[name] for name in (*shown, *(f"address_line{n}" for n in range(1, 5)))},
        "sender_address": {"name": "Sandbox Warehouse", "region_code": "US", "full_address": "1 Sample Street"},
        "weight": parcel.details.get("weight", {"value": "250", "unit": "GRAM"}),
        "dimension": parcel.details.get("dimension", {"length": "30", "width": "25", "height": "3", "unit": "CM"}),
        "insurance": {"is_purchased": False, "is_claim_eligible": False, "claim_status": "NOT_STARTED"},
        "biz_extension_tags": [],
    }
