"""Orders as CSV: one line item a row, the same columns for ever, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..models.orders import Order
from .append import FileUnusable
from .orders import Key, OrderFile

# Column, and where its value stands in `order.to_dict()`; `line.` is the line item. New columns go to the end
# only.
_SOURCES: Mapping[str, str] = {
    "order_id": "id",
    "update_time": "update_time",
    "line_item_id": "line.id",
    "status": "status",
    "order_type": "order_type",
    "create_time": "create_time",
    "paid_time": "paid_time",
    "warehouse_id": "warehouse_id",
    "fulfillment_type": "fulfillment_type",
    "shipping_type": "shipping_type",
    "region_code": "recipient_address.region_code",
    "rts_sla_time": "rts_sla_time",
    "cancel_reason": "cancel_reason",
    "cancellation_initiator": "cancellation_initiator",
    "order_currency": "payment.currency",
    "order_total_amount": "payment.total_amount",
    "order_sub_total": "payment.sub_total",
    "order_shipping_fee": "payment.shipping_fee",
    "order_tax": "payment.tax",
    "order_seller_discount": "payment.seller_discount",
    "order_platform_discount": "payment.platform_discount",
    "line_status": "line.display_status",
    "product_id": "line.product_id",
    "product_name": "line.product_name",
    "sku_id": "line.sku_id",
    "sku_name": "line.sku_name",
    "seller_sku": "line.seller_sku",
    "is_gift": "line.is_gift",
    "currency": "line.currency",
    "original_price": "line.original_price",
    "sale_price": "line.sale_price",
    "seller_discount": "line.seller_discount",
    "platform_discount": "line.platform_discount",
    "package_id": "line.package_id",
    "package_status": "line.package_status",
    "shipping_provider_name": "line.shipping_provider_name",
    "tracking_number": "line.tracking_number",
    "rts_time": "line.rts_time",
}
COLUMNS = tuple(_SOURCES)
_PATHS = tuple(tuple(path.split(".")) for path in _SOURCES.values())
_KEY_COLUMNS = tuple(COLUMNS.index(name) for name in ("order_id", "update_time", "line_item_id"))

_BOM = "\ufeff"
# A spreadsheet takes a cell that begins so for a formula; the wide forms too, where East Asian text is
# expected.
_FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
_NUMBER = re.compile(r"-\d+(\.\d+)?")


class CsvFile(OrderFile):
    """Appends orders, a row for each line item. Opened with the `mark` of a cursor, it does not repeat what
    was written behind that mark. `excel` begins a new file with the mark by which Excel knows UTF-8.

    Ids have up to 19 digits: import those columns as text, or a spreadsheet rounds them.
    """

    def __init__(self, path: str | Path, *, mark: int | None = None, excel: bool = False) -> None:
        super().__init__(path, head=((_BOM if excel else "") + _row(COLUMNS)).encode())
        if self.first_line().decode(errors="replace").removeprefix(_BOM) != _row(COLUMNS):
            self.close()
            raise FileUnusable(f"the file {self.path} has other columns than the ones that would be added to it")
        if mark is not None:
            self._resume(mark, _key)

    def write(self, orders: Iterable[Order]) -> int:
        """How many of the orders were new, at least in part; they are on the disk when this returns."""
        orders = list(orders)
        rows = [self._new(order.to_dict()) for order in orders]
        self.append(b"".join(line for lines in rows for line in lines))
        self._written(orders)
        return sum(bool(lines) for lines in rows)

    def _new(self, order: Mapping[str, Any]) -> list[bytes]:
        lines = list(_lines(order))
        return [line for line in lines if _key(line) not in self._already] if self._already else lines


def _lines(order: Mapping[str, Any]) -> Iterator[bytes]:
    for line in order.get("line_items") or [{}]:
        yield _row(_cell(_at({**order, "line": line}, path)) for path in _PATHS).encode()


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = " ".join(str(value).splitlines())  # one row is one line, so that a torn one can be told
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _row(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _key(line: bytes) -> Key | None:
    """The state of a line item that a row holds: order, update_time and line item."""
    try:
        cells = next(csv.reader([line.decode().removeprefix(_BOM)]))
    except (UnicodeDecodeError, csv.Error, StopIteration):
        return None
    if len(cells) != len(COLUMNS):
        return None
    order, update_time, item = (cells[column] for column in _KEY_COLUMNS)
    return order, update_time, item
