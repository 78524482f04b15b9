"""Orders as JSON Lines: one order a line, nothing left out that the platform told and the SDK may keep."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ..models.orders import Order
from .orders import Key, OrderFile, changed


class JsonLinesFile(OrderFile):
    """Appends orders. Opened with the `mark` of a cursor, it does not repeat what stands behind that mark."""

    def __init__(self, path: str | Path, *, mark: int | None = None) -> None:
        super().__init__(path)
        if mark is not None:
            self._resume(mark, _key)

    def write(self, orders: Iterable[Order]) -> int:
        """How many of the orders were new; they are on the disk when this returns."""
        orders = list(orders)
        new = [order for order in orders if (order.id, changed(order)) not in self._already]
        self.append("".join(_line(order) for order in new).encode())
        self._written(orders)
        return len(new)


def _line(order: Order) -> str:
    return json.dumps(order.to_dict(), ensure_ascii=False, separators=(",", ":")) + "\n"


def _key(line: bytes) -> Key | None:
    """The state of an order that a line holds: id and update_time."""
    try:
        row = json.loads(line)
        return str(row["id"]), str(row.get("update_time", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
