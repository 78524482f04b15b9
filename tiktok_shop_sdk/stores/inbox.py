"""
The inbox of webhook events: one SQLite file per app, shared by all processes that receive for it.

An event is on the disk before it is acknowledged, and stays until it was handed over: what the platform was told is
kept is kept. Its key stays a week longer, so that a second delivery is known (the platform repeats an event for up to
16 hours); the event itself is removed from the file once it was handed over.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from ..core.purging import shop_hash
from ..errors import LedgerUnavailable
from ..ports.clock import Clock
from ..ports.files import FileLock, private_directory
from .database import Database

# Seconds for which a second delivery is known. The clock may step, so it is far more than the 24 h that must hold.
REMEMBERED = 7 * 24 * 3600.0
_VERSION = 2
_SCHEMAS = {
    1: """
CREATE TABLE event (
    number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, taken REAL NOT NULL, event TEXT NOT NULL
);
CREATE INDEX event_by_age ON event (taken);
CREATE INDEX event_waiting ON event (number) WHERE event != '';
""",
    2: """
ALTER TABLE event ADD COLUMN account TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN shop TEXT NOT NULL DEFAULT '';
UPDATE event SET
    account = coalesce(json_extract(event, '$.event.account'), ''),
    shop = shop_hash(json_extract(event, '$.event.shop_id'))
WHERE json_valid(event);
""",
}


class InboxUnavailable(LedgerUnavailable):
    """The inbox of webhook events cannot be read or written, so nothing is acknowledged."""

    next_step = "Put the state directory on a local disk that this user may write; the platform sends the event again."
    next_step_zh = "请将状态目录放在当前用户可写的本地磁盘上;平台会重新推送该事件。"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that was taken and not handed over yet; a greater number came later."""

    number: int
    event: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Owner:
    """For which account, by its name, and which shop an event came; empty where nobody knows."""

    account: str = ""
    shop_id: str = field(default="", repr=False)


class Inbox:
    """Raises `InboxUnavailable` and nothing else. `patience`: seconds to wait for other processes."""

    def __init__(self, path: Path, *, clock: Clock, patience: float = 1.0) -> None:
        self._path = path
        self._clock = clock
        self._database = _Database(path, _prepare, patience=patience)

    def open(self) -> None:
        """Make the file, or see that it can be used."""
        try:
            private_directory(self._path.parent)
        except OSError as error:
            reason = error.strerror or type(error).__name__
        else:
            return self._database.run(lambda db: None, durable=False)
        raise InboxUnavailable(f"the inbox {self._path} cannot be used: {reason}")

    def take(self, key: str, event: str, *, owner: Owner | None = None) -> bool:
        """Keep an event, durably, unless its key is known; whether it is new."""
        now, of = self._clock.wall(), owner or Owner()
        shop = shop_hash(of.shop_id) if of.shop_id else ""

        def take(db: sqlite3.Connection) -> bool:
            db.execute("DELETE FROM event WHERE taken < ? AND event = ''", (now - REMEMBERED,))
            row = (key, now, event, of.account, shop)
            return db.execute("INSERT OR IGNORE INTO event VALUES (NULL, ?, ?, ?, ?, ?)", row).rowcount == 1

        return self._database.run(take, durable=True)

    def first_after(self, number: int) -> Waiting | None:
        """The first waiting event that came after the one of this number."""
        return self._one("number > ? AND event != '' ORDER BY number LIMIT 1", number)

    def get(self, number: int) -> Waiting | None:
        """The event of this number, if it still waits."""
        return self._one("number = ? AND event != ''", number)

    def done(self, number: int) -> None:
        """The event was handed over. A power cut may forget that: then it is handed over again."""
        self._database.run(
            lambda db: db.execute("UPDATE event SET event = '' WHERE number = ?", (number,)), durable=False
        )

    def count(self, owner: Owner) -> int:
        """How many events and keys are kept of a shop, whoever received them, or, without a shop, of an account."""
        where, name = _whose(owner)

        def count(db: sqlite3.Connection) -> int:
            (found,) = db.execute(f"SELECT count(*) FROM event WHERE {where} = ?", (name,)).fetchone()
            return int(found)

        return self._database.run(count, durable=False)

    def forget(self, owner: Owner) -> None:
        """Remove them, waiting or done, from the file and from what SQLite keeps beside it."""
        where, name = _whose(owner)
        self._database.run(lambda db: db.execute(f"DELETE FROM event WHERE {where} = ?", (name,)), durable=True)
        self._database.empty_log()

    def lock(self) -> FileLock:
        """Held by the one worker, of whichever process, that hands over."""
        return FileLock(self._path.with_name(f"{self._path.name}.lock"))

    def close(self) -> None:
        self._database.close()

    def _one(self, where: str, number: int) -> Waiting | None:
        def find(db: sqlite3.Connection) -> Waiting | None:
            row = db.execute(f"SELECT number, event FROM event WHERE {where}", (number,)).fetchone()
            return None if row is None else Waiting(*row)

        return self._database.run(find, durable=False)


def _prepare(db: sqlite3.Connection) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > _VERSION:
        raise InboxUnavailable(f"the inbox was written by a newer version of this package ({version})")
    db.execute("PRAGMA secure_delete = ON")  # what is removed is overwritten, not only forgotten
    db.create_function("shop_hash", 1, lambda shop_id: shop_hash(shop_id) if shop_id else "")
    for newer in range(version + 1, _VERSION + 1):
        for statement in _SCHEMAS[newer].split(";"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {newer}")


def _whose(owner: Owner) -> tuple[str, str]:
    return ("shop", shop_hash(owner.shop_id)) if owner.shop_id else ("account", owner.account)


class _Database(Database):
    """The same file handling, in the words of an inbox: a damaged one costs no quota."""

    def _unavailable(self, reason: str) -> LedgerUnavailable:
        return InboxUnavailable(f"the inbox {self._path} {reason}")

    def _reason(self, error: Exception) -> str:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return "is damaged: move it away; what waited in it is lost, so read what changed since"
        return super()._reason(error)
