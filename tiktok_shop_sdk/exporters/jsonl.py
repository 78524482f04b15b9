"""Orders as JSON Lines: one order a line, nothing left out that the platform told and the SDK may keep."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ..models.orders import Order
from .append import AppendFile

_Key = tuple[str, str]


class JsonLinesFile(AppendFile):
    """Appends orders. Opened with the `mark` of a cursor, it does not repeat what stands behind that mark."""

    def __init__(self, path: str | Path, *, mark: int | None = None) -> None:
        super().__init__(path)
        self._already: set[_Key] = self.keep(mark, _key) if mark is not None else set()

    def write(self, orders: Iterable[Order]) -> int:
        """How many of the orders were new; they are on the disk when this returns."""
        new = [order for order in orders if _key_of(order) not in self._already]
        self.append("".join(_line(order) for order in new).encode())
        return len(new)


def _line(order: Order) -> str:
    return json.dumps(order.to_dict(), ensure_ascii=False, separators=(",", ":")) + "\n"


def _key_of(order: Order) -> _Key:
    return order.id, order.update_time.isoformat() if order.update_time else ""


def _key(line: bytes) -> _Key | None:
    """The state of an order that a line holds: id and update_time."""
    try:
        row = json.loads(line)
        return str(row["id"]), str(row.get("update_time", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
