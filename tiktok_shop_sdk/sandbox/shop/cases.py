"""Cancellations and returns: their records, their history, and how much money goes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, Literal

from .harvest import Order
from .people import planted_text

Kind = Literal["cancel", "return"]

PENDING_CANCEL: Final = "CANCELLATION_REQUEST_PENDING"
GRANTED_CANCEL: Final = "CANCELLATION_REQUEST_SUCCESS"
DROPPED_CANCEL: Final = "CANCELLATION_REQUEST_CANCELLED"
DONE_CANCEL: Final = "CANCELLATION_REQUEST_COMPLETE"

PENDING: Final = "RETURN_OR_REFUND_REQUEST_PENDING"
REFUSED: Final = "REFUND_OR_RETURN_REQUEST_REJECT"
TO_BE_SENT: Final = "AWAITING_BUYER_SHIP"
SENT: Final = "BUYER_SHIPPED_ITEM"
OFFERED: Final = "AWAITING_BUYER_RESPONSE"
PARCEL_REFUSED: Final = "REJECT_RECEIVE_PACKAGE"
GRANTED: Final = "RETURN_OR_REFUND_REQUEST_SUCCESS"
DROPPED: Final = "RETURN_OR_REFUND_REQUEST_CANCEL"
DONE: Final = "RETURN_OR_REFUND_REQUEST_COMPLETE"
REPLACEMENT_PENDING: Final = "REPLACEMENT_REQUEST_PENDING"
REPLACEMENT_REFUSED: Final = "REPLACEMENT_REQUEST_REJECT"
REPLACEMENT_REFUNDED: Final = "REPLACEMENT_REQUEST_REFUND_SUCCESS"
REPLACEMENT_DROPPED: Final = "REPLACEMENT_REQUEST_CANCEL"
REPLACEMENT_DONE: Final = "REPLACEMENT_REQUEST_COMPLETE"

WITHDRAWN = frozenset({DROPPED_CANCEL, DROPPED, REPLACEMENT_DROPPED})
CLOSED = WITHDRAWN | {
    *(GRANTED_CANCEL, DONE_CANCEL, REFUSED, PARCEL_REFUSED, GRANTED, DONE),
    *(REPLACEMENT_REFUSED, REPLACEMENT_REFUNDED, REPLACEMENT_DONE),
}
"""States in which nobody has to decide anything any more."""
REFUNDING = frozenset({GRANTED_CANCEL, DONE_CANCEL, GRANTED, DONE, REPLACEMENT_REFUNDED, REPLACEMENT_DONE})
"""States in which the buyer got, or gets, what was asked for."""


@dataclass(slots=True)
class Case:
    """One cancellation or return; `record` is what a search shows, `step` counts its changes."""

    id: str
    kind: Kind
    order_id: str
    line_ids: tuple[str, ...]
    record: dict[str, Any]
    history: list[dict[str, Any]] = field(default_factory=list)
    step: int = 0

    @property
    def status(self) -> str:
        return str(self.record[f"{self.kind}_status"])

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to decide or to send something."""
        return self.status not in CLOSED

    def move(self, status: str, at: float, *, role: str, why: str = "", note: str = "", **changes: Any) -> None:
        """Take the next step: `role` did it at `at`, for the reason `why`."""
        self.step += 1
        self.record.update({f"{self.kind}_status": status, "seller_next_action_response": [], **changes})
        self.record["update_time"] = max(int(at), int(self.record["update_time"]))
        event = {"event": status, "role": role, "reason_text": why, "note": note, "create_time": int(at)}
        self.history.append({**event, **(_buyers_words(self.step) if role == "BUYER" else _NO_WORDS)})


_NO_WORDS: Final = MappingProxyType({"description": "", "images": [], "videos": []})


def _buyers_words(number: int) -> dict[str, Any]:
    picture = {"url": planted_text("buyer_media", number), "width": 200, "height": 200}
    return {"description": planted_text("buyer_free_text", number), "images": [picture], "videos": []}


def opened(kind: Kind, case_id: str, order: Order, lines: Sequence[dict[str, Any]], at: float, **facts: Any) -> Case:
    """A case about some line items of an order; `facts` are the fields that only its kind has."""
    lines_name = f"{kind}_line_item"
    record = {
        f"{kind}_id": case_id,
        "order_id": order.id,
        "create_time": int(at),
        "update_time": int(at),
        "refund_amount": refund_of(order, lines),
        f"{lines_name}s": [
            {
                f"{lines_name}_id": f"{case_id}{number}",
                "order_line_item_id": line["id"],
                **{name: line[name] for name in ("sku_id", "sku_name", "product_name", "seller_sku")},
                "product_image": {"url": line["sku_image"], "width": 200, "height": 200},
                "refund_amount": refund_of(order, [line], shipping=False),
            }
            for number, line in enumerate(lines)
        ],
        **facts,
    }
    return Case(case_id, kind, order.id, tuple(line["id"] for line in lines), record)


def refund_of(order: Order, lines: Iterable[dict[str, Any]], *, shipping: bool = True) -> dict[str, str]:
    """What the buyer gets back for some line items; the shipping fee too if nothing else of the order stays."""
    chosen = list(lines)
    goods = sum((Decimal(line["sale_price"]) for line in chosen), Decimal(0))
    tax = sum((Decimal(one["tax_amount"]) for line in chosen for one in line["item_tax"]), Decimal(0))
    whole = shipping and len(chosen) >= len(order.open_lines)
    fee = Decimal(order.record["payment"]["shipping_fee"]) if whole else Decimal(0)
    return {
        "currency": str(order.record["payment"]["currency"]),
        "refund_total": f"{goods + tax + fee:.2f}",
        "refund_subtotal": f"{goods:.2f}",
        "refund_shipping_fee": f"{fee:.2f}",
        "refund_tax": f"{tax:.2f}",
        "retail_delivery_fee": "0",
    }
