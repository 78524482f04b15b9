"""What happened in a shop, in the payloads that the platform's webhooks carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

# Names by which a shop subscribes, with the number that the event carries (webhook reference of 2026-04-30).
EVENT_TYPES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "ORDER_STATUS_CHANGE": 1,
        "REVERSE_STATUS_UPDATE": 2,
        "RECIPIENT_ADDRESS_UPDATE": 3,
        "PACKAGE_UPDATE": 4,
        "PRODUCT_STATUS_CHANGE": 5,
        "SELLER_DEAUTHORIZATION": 6,
        "UPCOMING_AUTHORIZATION_EXPIRATION": 7,
        "CANCELLATION_STATUS_CHANGE": 11,
        "RETURN_STATUS_CHANGE": 12,
        "NEW_CONVERSATION": 13,
        "NEW_MESSAGE": 14,
        "PRODUCT_INFORMATION_CHANGE": 15,
        "PRODUCT_CREATION": 16,
        "PRODUCT_CATEGORY_CHANGE": 18,
        "NEW_MESSAGE_LISTENER": 33,
        "INVOICE_STATUS_CHANGE": 36,
        "PRODUCT_AUDIT_STATUS_CHANGE": 37,
    }
)
INVENTORY_CHANGED: Final = 68  # no shop subscribes to it: it goes to the address of the app

# The order event lists no PARTIALLY_SHIPPING, and spells a cancelled order in its own way.
_UNTOLD = "PARTIALLY_SHIPPING"
_TOLD = MappingProxyType({"CANCELLED": "CANCEL"})


@dataclass(frozen=True, slots=True)
class News:
    """One event: its number, when it happened (Unix seconds), and the content of `data`."""

    type: int
    at: int
    data: Mapping[str, Any]


def order_changed(record: Mapping[str, Any]) -> News | None:
    """An order is in another state; None for the one state that the platform does not tell."""
    status = str(record["status"])
    if status == _UNTOLD:
        return None
    data = {
        "order_id": record["id"],
        "order_status": _TOLD.get(status, status),
        "is_on_hold_order": bool(record.get("is_on_hold_order")),
        "update_time": record["update_time"],
    }
    return News(1, int(record["update_time"]), data)


def address_changed(record: Mapping[str, Any]) -> News:
    """A buyer gave another address; the event does not tell it."""
    data = {"order_id": record["id"], "update_time": record["update_time"]}
    return News(3, int(record["update_time"]), data)


def packages_changed(what: str, packages: Iterable[tuple[str, Iterable[str]]], at: float) -> News:
    """Packages were split or combined (`what`); each with the orders in it."""
    listed = [{"package_id": name, "order_id_list": list(orders)} for name, orders in packages]
    data = {"sc_type": what, "role_type": "ROLE_SELLER", "package_list": listed, "update_time": int(at)}
    return News(4, int(at), data)


def cancellation_changed(record: Mapping[str, Any]) -> News:
    """A cancellation began or went on."""
    names = ("order_id", "cancel_status", "cancel_id", "create_time")
    data = {**{name: record[name] for name in names}, "cancellations_role": record["role"]}
    return News(11, int(record["update_time"]), data)


def return_changed(record: Mapping[str, Any]) -> News:
    """A return began or went on."""
    names = ("order_id", "return_type", "return_status", "return_id", "create_time", "update_time")
    data = {**{name: record[name] for name in names}, "return_role": record["role"]}
    return News(12, int(record["update_time"]), data)


def invoice_checked(package_id: str, order_ids: Iterable[str], at: float) -> News:
    """An invoice was accepted."""
    data = {"package_id": package_id, "order_ids": list(order_ids), "invoice_status": "SUCCESS", "invalid_reason": ""}
    return News(36, int(at), data)


def product_created(product_id: str, at: float) -> News:
    """A product is new; its id is a JSON number here."""
    return News(16, int(at), {"product_id": int(product_id), "product_types": [], "update_time": int(at)})


def product_switched(product_id: str, at: float) -> News:
    """A product has another status; its id is a JSON number here."""
    data = {"product_id": int(product_id), "status": "PRODUCT_STATUS_CHANGED", "suspended_reason": ""}
    return News(5, int(at), {**data, "update_time": int(at)})


def product_edited(product_id: str, fields: Iterable[str], at: float) -> News:
    """A product's texts or pictures were edited."""
    data = {"product_id": product_id, "change_source": "OPEN_API", "changed_fields": list(fields)}
    return News(15, int(at), {**data, "update_time": int(at)})


_LOCKED: Final = MappingProxyType({"campaign_locked_quantity": 0, "creator_locked_quantity": 0})


def stock_changed(
    *,
    seller_id: str,
    product_id: str,
    sku_id: str,
    available: int,
    committed: int,
    deltas: tuple[int, int],
    source: str,
    at: float,
    number: int,
) -> News:
    """A SKU has another stock: `available` and `committed` are what is there now, `deltas` what each gained."""
    moment = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000000000Z")
    change = {
        "idempotency_key": f"{sku_id}-{number}",
        "trigger_source": source,
        "occurred_at": moment,
        "total_quantity_delta": sum(deltas),
        "available_quantity_delta": deltas[0],
        "committed_quantity_delta": deltas[1],
        "in_shop_quantity_delta": deltas[0],
        **{f"{name}_delta": 0 for name in _LOCKED},
    }
    snapshot = {
        "total_quantity": available + committed,
        "total_available_quantity": available,
        "total_committed_quantity": committed,
        "in_shop_quantity": available,
        **_LOCKED,
    }
    data = {
        "event_id": f"{sku_id}{number:06d}",
        "occurred_at": moment,
        "seller_id": seller_id,
        "product_id": product_id,
        "sku_id": sku_id,
        "quantity_snapshot_after_change": snapshot,
        "change_detail": [change],
    }
    return News(INVENTORY_CHANGED, int(at), data)
