"""An order pull that writes into a file by itself, and mends the file after a crash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal, TypeAlias

from ..errors import InvalidRequest
from ..exporters import CsvFile, FileUnusable, JsonLinesFile
from ..ports.files import FileLock
from .faults import AlreadyRunning
from .orders import Job, OrderBatch, pulling
from .position import Cursor, CursorFile, Position
from .steps import Aside, Hand, Plan

Form: TypeAlias = Literal["jsonl", "csv"]


@dataclass(frozen=True, slots=True)
class PullReport:
    """What one run wrote: `orders` in `pages`, all changes before `until`, into `path`."""

    orders: int
    pages: int
    until: datetime
    path: Path


class ToFile:
    """Writes each batch into a file."""

    def __init__(self, path: Path, form: Form | None, excel: bool) -> None:
        self.path = path
        self._form = form or _form_of(path)
        self._excel = excel
        self._lock = FileLock(path.with_name(f"{path.name}.lock"))
        self._file: JsonLinesFile | CsvFile | None = None
        self.orders = self.pages = 0

    def take(self) -> None:
        """Have the file for this run alone."""
        try:
            taken = self._lock.try_acquire()
        except OSError as error:
            raise FileUnusable(f"no lock can be made beside {self.path}: {error.strerror}") from None
        if not taken:
            raise AlreadyRunning(f"another pull writes into {self.path} just now")

    def open(self, position: Position | None) -> None:
        """Open the file, and mend what a crash left behind the position's mark."""
        mark = None if position is None else position.written
        is_csv = self._form == "csv"
        self._file = CsvFile(self.path, mark=mark, excel=self._excel) if is_csv else JsonLinesFile(self.path, mark=mark)

    @property
    def written(self) -> int:
        return self._file.mark if self._file is not None else 0

    def deliver(self, batch: OrderBatch) -> Hand[OrderBatch] | Aside:
        return Aside(partial(self._write, batch))

    def _write(self, batch: OrderBatch) -> None:
        assert self._file is not None
        self.orders += self._file.write(batch.orders)
        self.pages = batch.page

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        self._lock.release()


def _form_of(path: Path) -> Form:
    match path.suffix.lower():
        case ".csv":
            return "csv"
        case ".jsonl" | ".ndjson":
            return "jsonl"
    raise InvalidRequest(
        f"the form of {path.name} is not known: end its name in .jsonl or .csv, or give form=",
        next_step="Write to a .jsonl or a .csv file.",
        next_step_zh="请使用 .jsonl 或 .csv 文件名。",
    )


def writing(job: Job, cursor: Cursor | None, file: ToFile) -> Plan[PullReport]:
    """One run that writes each batch into a file; hands over its report."""
    kept = cursor or CursorFile(file.path.with_name(f"{file.path.name}.cursor"))
    try:
        yield Aside(file.take)
        stored: Position | None = yield Aside(kept.load)
        yield Aside(partial(file.open, stored))
        end = yield from pulling(job, stored, kept, file)
    finally:
        file.close()
    yield Hand(PullReport(file.orders, file.pages, datetime.fromtimestamp(end.reached, UTC), file.path))
