"""
A SQLite file that several processes of one machine write at once, where every failure is a
`LedgerUnavailable`.

Each process has its own connection: one inherited over a fork is neither used nor closed, because closing it
in the child would end the parent's locks. A file that was removed or replaced while in use is refused from
then on: a second ledger beside the first would forget what the first has counted.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from ..errors import LedgerUnavailable
from ..ports.files import open_file
from .filesystem import shared_kind

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

# SQLite waits this long for a lock before it comes back, so that Ctrl-C is seen in between.
_NAP = 0.25


class _Own:
    """What belongs to one process. `inherited` is the parent's: kept, so that nobody closes it."""

    def __init__(self, inherited: _Own | None = None) -> None:
        self.pid = os.getpid()
        self.lock = Lock()
        self.connection: sqlite3.Connection | None = None
        self.durable: bool | None = None
        self.file: tuple[int, int] | None = inherited.file if inherited else None
        self.inherited = inherited


class Database:
    """`prepare` brings an opened file up to date in a transaction; `patience`: seconds to wait for locks."""

    def __init__(self, path: Path, prepare: Work[None], *, patience: float = 5.0) -> None:
        self._path = path
        self._prepare = prepare
        self._patience = patience
        self._closed = False
        self._own = _Own()

    def run(self, work: Work[T], *, durable: bool) -> T:
        """Run `work` in one write transaction; `durable`: it is on the disk when this returns."""
        if self._own.pid != os.getpid():
            self._own = _Own(inherited=self._own)
        own = self._own
        if not own.lock.acquire(timeout=self._patience):
            raise self._unavailable(f"was in use by other threads for {self._patience:g} s")
        try:
            return self._transaction(own, work, durable)
        except (sqlite3.Error, OSError) as error:
            reason = self._reason(error)
            if not _is_busy(error):
                _disconnect(own)
        finally:
            own.lock.release()
        raise self._unavailable(reason)  # out here, so that the error carries no other with it

    def empty_log(self) -> None:
        """Bring the write-ahead log into the file and empty it, so that nothing removed is still in it."""
        deadline = time.monotonic() + self._patience
        while not self._emptied(self._own):  # SQLite itself waits a while for those who read
            if time.monotonic() >= deadline:
                raise self._unavailable(f"was in use by another process for {self._patience:g} s")

    def _emptied(self, own: _Own) -> bool:
        with own.lock:
            assert own.connection is not None  # it was worked with just now
            (busy, *_) = own.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def close(self) -> None:
        self._closed = True
        self.rest()

    def rest(self) -> None:
        """Close the connection until it is needed again: all that counts is in the file."""
        if self._own.pid == os.getpid():
            with self._own.lock:
                _disconnect(self._own)

    def _transaction(self, own: _Own, work: Work[T], durable: bool) -> T:
        if own.file is not None and _identity(self._path) != own.file:
            raise self._unavailable("was removed or replaced while in use")
        connection = own.connection or self._connect(own)
        if own.durable is not durable:
            connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            own.durable = durable
        return self._write(connection, work)

    def _write(self, connection: sqlite3.Connection, work: Work[T]) -> T:
        self._patiently(connection, "BEGIN IMMEDIATE")
        try:
            result = work(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return result

    def _connect(self, own: _Own) -> sqlite3.Connection:
        if self._closed:
            raise self._unavailable("was closed")
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A file that was there before is the same file still, and on the same file system.
        if own.file is None and (kind := shared_kind(self._path)):
            raise self._unavailable(f"lies on a file system that other machines share ({kind})")
        if not self._path.exists():
            os.close(open_file(self._path, os.O_RDWR | os.O_CREAT))  # 0600; SQLite would let others read it
        connection = sqlite3.connect(
            self._path, timeout=min(_NAP, self._patience), isolation_level=None, check_same_thread=False
        )
        try:
            # The first switch to the write-ahead log ignores SQLite's own waiting for locks.
            if self._patiently(connection, "PRAGMA journal_mode=WAL").fetchone() != ("wal",):
                raise self._unavailable("cannot have a write-ahead log here")
            connection.execute("PRAGMA fullfsync=1")  # macOS: past the disk's own cache; nothing elsewhere
            own.file = own.file or _identity(self._path)
            self._write(connection, self._prepare)
        except BaseException:
            connection.close()
            raise
        own.connection, own.durable = connection, None
        return connection

    def _patiently(self, connection: sqlite3.Connection, statement: str) -> sqlite3.Cursor:
        deadline = time.monotonic() + self._patience
        while True:
            try:
                return connection.execute(statement)
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or time.monotonic() >= deadline:
                    raise
            time.sleep(0.001)

    def _unavailable(self, reason: str) -> LedgerUnavailable:
        return LedgerUnavailable(f"the ledger {self._path} {reason}")

    def _reason(self, error: Exception) -> str:
        code = getattr(error, "sqlite_errorcode", None)
        if _is_busy(error):
            return f"was locked by another process for {self._patience:g} s"
        if isinstance(error, OSError) or code is None:
            return f"cannot be used: {type(error).__name__}"
        return _REASONS.get(code & 0xFF, f"cannot be used: {error.sqlite_errorname}")  # type: ignore[attr-defined]  # every sqlite3.Error has it


_REASONS = {
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: no such directory, or not allowed",
    sqlite3.SQLITE_READONLY: "cannot be written: the file or its directory is read-only",
    sqlite3.SQLITE_NOTADB: "is damaged or no ledger: move it away, then make no call for an hour",
    sqlite3.SQLITE_CORRUPT: "is damaged: move it away, then make no call for an hour",
    sqlite3.SQLITE_FULL: "cannot be written: the disk is full",
}


def _is_busy(error: Exception) -> bool:
    code: Any = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _disconnect(own: _Own) -> None:
    if own.connection is not None:
        own.connection.close()
        own.connection = None
