"""What every file of orders shares: opened with the mark of a cursor, it repeats nothing that stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ..models.orders import Order
from .append import AppendFile

Key = tuple[str, ...]
"""What a line holds: the order's id, its update_time as text, and whatever else tells two lines apart."""


class OrderFile(AppendFile):
    """`mark` is the size in bytes up to which the cursor may be told that everything is written.

    A run that ended between a write and the saving of its cursor leaves lines behind the mark which the next run
    is shown again. So the mark stays where it was until orders come that changed later than all of those lines:
    the next run may end early as well.
    """

    def __init__(self, path: str | Path, *, head: bytes = b"") -> None:
        super().__init__(path, head=head)
        self.mark = self.size
        self._already: set[Key] = set()
        self._latest = ""  # the last change that stands behind the mark

    def _resume(self, mark: int, key: Callable[[bytes], Key | None]) -> None:
        self._already = self.keep(mark, key)
        if self._already:
            self.mark, self._latest = mark, max(key[1] for key in self._already)
        else:
            self.mark = self.size

    def _written(self, orders: Iterable[Order]) -> None:
        if any(changed(order) > self._latest for order in orders):
            self._already.clear()
        if not self._already:
            self.mark = self.size


def changed(order: Order) -> str:
    """The order's update_time as its line has it."""
    return order.update_time.isoformat() if order.update_time else ""
