"""Reads the stock of a warehouse from a CSV file, and names every faulty line before anything is sent."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_type_hints

from pydantic.fields import FieldInfo

from ..errors import InvalidRequest, Refused
from ..models.products import WarehouseStock

COLUMNS = ("sku_id", "seller_sku", "product_id", "warehouse_id", "quantity", "as_of")
# Clocks of warehouse systems differ a little; beyond that a time in the future would block all later lines.
_AHEAD = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class StockLine:
    """One wanted stock: so many pieces of a SKU in a warehouse, as counted at `as_of`.

    A SKU is named by `sku_id`, or by `seller_sku`. `line` is its number in the file (1 is the header).
    """

    warehouse_id: str
    quantity: int
    as_of: datetime
    sku_id: str = ""
    seller_sku: str = ""
    product_id: str = ""
    line: int = 0

    def __post_init__(self) -> None:
        if self.as_of.tzinfo is None:
            raise InvalidRequest(
                "StockLine(as_of=...) needs a time zone: datetime.now(timezone.utc), not datetime.now()"
            )
        if not self.name:
            raise InvalidRequest("StockLine needs sku_id or seller_sku")

    @property
    def name(self) -> str:
        """What to call the SKU."""
        return self.sku_id or self.seller_sku


@dataclass(frozen=True, slots=True)
class StockFault:
    """What is wrong with one line, in English and Chinese."""

    line: int
    message: str
    message_zh: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message} / 第 {self.line} 行:{self.message_zh}"


class BadStockFile(Refused, ValueError):
    """The stock file has faults; `faults` names them all, and nothing was sent."""

    next_step = "Correct the lines that `faults` names, and push the file again."
    next_step_zh = "请修正 faults 列出的行,然后重新推送。"

    def __init__(self, message: str, *, faults: Sequence[StockFault], **facts: Any) -> None:
        super().__init__(message, **facts)
        self.faults = tuple(faults)

    @property
    def message_zh(self) -> str:
        return f"库存文件有 {len(self.faults)} 处错误,未发送任何数据"

    def __str__(self) -> str:
        shown = [f"  {fault}" for fault in self.faults[:50]]
        more = [f"  ... and {len(self.faults) - 50} more"] if len(self.faults) > 50 else []
        return "\n".join([super().__str__(), *shown, *more])


def read_stock(path: str | Path, *, now: datetime | None = None) -> list[StockLine]:
    """All lines of a stock file; raises `BadStockFile` with every fault of the whole file.

    Columns, in any order: `sku_id` or `seller_sku`; `product_id` (looked up if left out); `warehouse_id`;
    `quantity`; and `as_of`, when it was counted: ISO 8601 with a time zone, or Unix seconds. A line without
    it is as old as the file. Other columns are ignored. Of two lines for one SKU and warehouse the newer
    wins. UTF-8, UTF-16 or GB 18030, separated by comma, semicolon or tab.
    """
    file = Path(path)
    faults: list[StockFault] = []
    try:
        text = _decoded(file.read_bytes())
        written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadStockFile(f"{file} cannot be read: {reason}", faults=()) from None
    reader = _Reader(faults, now or datetime.now(UTC), written)
    lines = list(_newest(reader.lines(text), faults))
    if faults:
        faults.sort(key=lambda fault: fault.line)
        raise BadStockFile(f"{file.name} has {len(faults)} fault(s); nothing was sent", faults=faults)
    return lines


def _decoded(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")  # what Excel writes on a Chinese Windows


@dataclass(slots=True)
class _Reader:
    """Turns rows into stock lines; what cannot be turned goes to `faults`."""

    faults: list[StockFault]
    now: datetime
    written: datetime
    _row: dict[str, str] = field(default_factory=dict)
    _number: int = 0

    def lines(self, text: str) -> Iterator[StockLine]:
        """Every line that can be read."""
        try:
            yield from self._lines(text)
        except csv.Error as error:
            self._number += 1
            self._fault(f"is no CSV from here on: {error}", "自此行起不是有效的 CSV,请检查引号")

    def _lines(self, text: str) -> Iterator[StockLine]:
        head = text.partition("\n")[0]
        delimiter = max(",;\t", key=head.count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        columns = [name.strip().lower() for name in next(rows, [])]
        if not self._has_columns(columns):
            return
        for cells in rows:
            self._number = rows.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                self._fault(
                    f"{len(cells)} cells, {len(columns)} columns",
                    f"有 {len(cells)} 格,应为 {len(columns)} 格",
                )
                continue
            self._row = {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}
            if (line := self._line()) is not None:
                yield line

    def _has_columns(self, columns: list[str]) -> bool:
        self._number = 1
        before = len(self.faults)
        for name in ("warehouse_id", "quantity"):
            if name not in columns:
                self._fault(f"the column {name} is missing", f"缺少列 {name}")
        if "sku_id" not in columns and "seller_sku" not in columns:
            self._fault("the column sku_id or seller_sku is missing", "缺少列 sku_id 或 seller_sku")
        for name in sorted({name for name in columns if name in COLUMNS and columns.count(name) > 1}):
            self._fault(f"the column {name} stands there twice", f"列 {name} 重复")
        return len(self.faults) == before

    def _line(self) -> StockLine | None:
        before = len(self.faults)
        seller_sku = self._row.get("seller_sku", "")
        sku_id = self._id("sku_id", needed=False)
        if not sku_id and not seller_sku and len(self.faults) == before:
            self._fault("sku_id and seller_sku are both empty", "sku_id 与 seller_sku 均为空")
        product_id = self._id("product_id", needed=False)
        warehouse_id = self._id("warehouse_id", needed=True)
        quantity, as_of = self._quantity(), self._as_of()
        if len(self.faults) > before:
            return None
        return StockLine(warehouse_id, quantity, as_of, sku_id, seller_sku, product_id, self._number)

    def _id(self, name: str, *, needed: bool) -> str:
        text = self._row.get(name, "").removeprefix("'")  # how a spreadsheet is told that a number is a text
        if text.isascii() and text.isdigit():
            return text
        if text:
            reason, reason_zh = "is not an id: digits only", "不是有效编号,只能包含数字"
            if "e+" in text.lower() or "." in text:
                reason = "was rounded by a spreadsheet: format the column as text and export it again"
                reason_zh = "被电子表格转换为科学计数法:请将该列设为文本后重新导出"
            self._fault(f"{name} {reason}", f"{name} {reason_zh}")
        elif needed:
            self._fault(f"{name} is empty", f"{name} 为空")
        return ""

    def _quantity(self) -> int:
        text, most = self._row["quantity"], most_stock()
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= most:
            return int(text)
        self._fault(f"quantity is not a whole number from 0 to {most}", f"quantity 必须是 0 到 {most} 的整数")
        return 0

    def _as_of(self) -> datetime:
        text = self._row.get("as_of", "")
        if not text:
            return min(self.written, self.now)
        moment = _moment(text)
        if moment is None:
            self._fault(
                "as_of is no time with a time zone, such as 2026-05-04T12:00:00+08:00",
                "as_of 不是带时区的时间,例如 2026-05-04T12:00:00+08:00",
            )
        elif moment > self.now + _AHEAD:
            self._fault("as_of lies in the future", "as_of 晚于当前时间")
        return moment or self.now

    def _fault(self, message: str, message_zh: str) -> None:
        self.faults.append(StockFault(self._number, message, message_zh))


def _moment(text: str) -> datetime | None:
    try:
        if text.isascii() and text.isdigit():
            return datetime.fromtimestamp(int(text[:12]), UTC)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None


def _newest(lines: Iterable[StockLine], faults: list[StockFault]) -> Iterator[StockLine]:
    """Of several lines for one SKU and warehouse the newest; two that are equally old are a fault."""
    groups: dict[tuple[str, str], list[StockLine]] = {}
    for line in lines:
        groups.setdefault((line.name, line.warehouse_id), []).append(line)
    for group in groups.values():
        newest = max(line.as_of for line in group)
        first, *others = [line for line in group if line.as_of == newest]
        for other in others:
            message = f"the same SKU and warehouse as line {first.line}, and equally old"
            faults.append(StockFault(other.line, message, f"与第 {first.line} 行的 SKU 和仓库相同,且时间相同"))
        yield first


def most_stock() -> int:
    """The platform's largest quantity, from the declaration of the operation that sets it."""
    declared: FieldInfo = get_type_hints(WarehouseStock, include_extras=True)["quantity"].__metadata__[0]
    return next(int(limit.le) for limit in declared.metadata if hasattr(limit, "le"))
