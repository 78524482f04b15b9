"""Remembers how new the stock was that was pushed, so that an older value never overwrites a newer one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias, TypeVar

from ..ports.files import FileLock, open_file, private_directory
from .faults import AlreadyRunning, JournalUnavailable

T = TypeVar("T")
Place: TypeAlias = tuple[str, str]
"""A SKU's id and a warehouse's id."""

_TABLE = """
CREATE TABLE IF NOT EXISTS pushed (
    sku_id TEXT NOT NULL, warehouse_id TEXT NOT NULL, as_of_us INTEGER NOT NULL,
    PRIMARY KEY (sku_id, warehouse_id)
) WITHOUT ROWID
"""
_CLAIM = """
INSERT INTO pushed VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET as_of_us = excluded.as_of_us WHERE excluded.as_of_us >= as_of_us
"""


class Journal:
    """One small SQLite file (0600). A push holds it alone from beginning to end."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._lock = FileLock(self.path.with_name(f"{self.path.name}.lock"))

    def take(self) -> None:
        """Hold the journal for one push; `AlreadyRunning` if another push holds it."""
        try:
            if not self.path.parent.exists():
                private_directory(self.path.parent)
            taken = self._lock.try_acquire()
            if taken:
                os.close(open_file(self.path, os.O_RDWR | os.O_CREAT))
        except OSError as error:
            reason = error.strerror or type(error).__name__
        else:
            if taken:
                return
            raise AlreadyRunning("another inventory push works with this journal just now")
        raise JournalUnavailable(f"the journal {self.path} cannot be used: {reason}")

    def release(self) -> None:
        self._lock.release()

    def claim(self, wanted: Iterable[tuple[Place, datetime]]) -> dict[Place, datetime]:
        """Note, durably, that stock of this age is about to be sent; returns what is older than what was.

        It is noted before the sending: after a crash in between, an older value stays out.
        """
        rows = [(sku, warehouse, _micros(as_of)) for (sku, warehouse), as_of in wanted]

        def work(connection: sqlite3.Connection) -> dict[Place, datetime]:
            newer: dict[Place, datetime] = {}
            for sku, warehouse, age in rows:
                if connection.execute(_CLAIM, (sku, warehouse, age)).rowcount == 0:
                    found = "SELECT as_of_us FROM pushed WHERE sku_id = ? AND warehouse_id = ?"
                    (known,) = connection.execute(found, (sku, warehouse)).fetchone()
                    newer[sku, warehouse] = _time(known)
            return newer

        return self._run(work)

    def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous=EXTRA")  # the directory too, when the rollback file goes
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(_TABLE)
                result = work(connection)
                connection.execute("COMMIT")
                return result
        except (sqlite3.Error, OSError) as error:
            reason = getattr(error, "sqlite_errorname", None) or type(error).__name__
        raise JournalUnavailable(f"the journal {self.path} cannot be used: {reason}")


def _micros(moment: datetime) -> int:
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _time(micros: int) -> datetime:
    return datetime.fromtimestamp(micros / 1_000_000, UTC)
