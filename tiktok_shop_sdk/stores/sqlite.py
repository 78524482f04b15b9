"""
The ledger of an account in one SQLite file, shared by all processes of a machine and kept over reboots.

Every decision is taken inside BEGIN IMMEDIATE, with the time read after the lock is held, so two processes
never see the same free slot. Bookings and pauses are on the disk before they count (synchronous=FULL: a power
cut must not forget a slot); a confirmation or a settlement that a power cut forgets only holds its slot
longer.

Times are those of the clock that counts from boot, with the boot's id beside them: nobody can set that clock,
and all processes of the machine share it. After a reboot nothing tells how long the machine was off, so all
that happened before counts as if it had happened at the boot: a settled slot is released at 0, an unsettled
one holds from 0 as long as it did, a pause starts its whole length again. Where the system gives no boot id,
a slot that starts in the future is from another boot and counts from this one. A start that could be of this
boot is believed as it is, which is late and never early: what happened before the boot happened before 0 on
this clock. Each slot carries its own start, so this holds whatever deadline and grace it was booked with.

Changed limits are safe too: slots beyond the limit go on counting, and what was forgotten under a smaller
limit is remembered as one number (`core/slots.py`).
"""

from __future__ import annotations

import random as _random
import sqlite3
from collections.abc import Callable
from os import PathLike
from pathlib import Path

from ..core import slots
from ..core.limits import (
    APART,
    FORGET_AFTER,
    NEVER,
    Booking,
    Limits,
    QuotaState,
    Standing,
    Told,
    TooMany,
    Wait,
    Window,
    WindowState,
)
from ..errors import LedgerUnavailable
from ..ports.clock import Clock, SystemClock
from .database import Database

_VERSION = 1
_SCHEMA = """
CREATE TABLE account (
    boot TEXT NOT NULL, serial INTEGER NOT NULL, booked REAL NOT NULL, sent REAL NOT NULL, pace REAL NOT NULL,
    paused_at REAL NOT NULL, paused_until REAL NOT NULL, pause_reason TEXT NOT NULL,
    strikes INTEGER NOT NULL, struck REAL NOT NULL, egress TEXT NOT NULL
);
CREATE TABLE quota (name TEXT PRIMARY KEY, held INTEGER NOT NULL, forgotten REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE slot (
    id INTEGER PRIMARY KEY, quota TEXT NOT NULL, start REAL NOT NULL, release REAL NOT NULL,
    holder INTEGER NOT NULL
);
CREATE INDEX slot_by_release ON slot (quota, release);
"""
_FORGET = (
    f"DELETE FROM quota WHERE name LIKE '%{APART}%' AND name NOT IN (SELECT quota FROM slot WHERE release > ?)",
    f"DELETE FROM slot WHERE quota LIKE '%{APART}%' AND quota NOT IN (SELECT name FROM quota)",
)
_WRITE_STANDING = """
UPDATE account SET serial = ?, booked = ?, sent = ?, pace = ?, paused_at = ?, paused_until = ?,
    pause_reason = ?, strikes = ?, struck = ?, egress = ?
"""


class SqliteLedger:
    """`core.limits.Ledger` in the file `path`, one per account.

    `egress` is the label of the declared one; `random` gives numbers in [0, 1) for the jitter; `patience` is how long
    to wait for a lock, in seconds.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        limits: Limits,
        *,
        egress: str = "",
        clock: Clock | None = None,
        random: Callable[[], float] = _random.random,
        patience: float = 5.0,
    ) -> None:
        self._limits = limits
        self._egress = egress
        self._clock = clock or SystemClock()
        self._random = random
        self._boot_id = self._clock.boot_id()
        self._database = Database(Path(path), self._prepare, patience=patience)

    def book(self, windows: tuple[Window, ...]) -> Booking | Wait:
        return self._database.run(lambda db: self._book(db, windows), durable=True)

    def confirm(self, booking: Booking) -> Wait | None:
        return self._database.run(lambda db: self._confirm(db, booking), durable=False)

    def settle(self, booking: Booking, told: Told) -> float:
        pauses = isinstance(told, TooMany)
        return self._database.run(lambda db: self._settle(db, booking, told), durable=pauses)

    def pause_for(self, seconds: float, reason: str) -> None:
        def pause(db: sqlite3.Connection) -> None:
            standing = self._standing(db)
            _keep(db, slots.after_pause(self._limits, standing, seconds, reason, self._clock.boot()))

        self._database.run(pause, durable=True)

    def note_start(self) -> None:
        def note(db: sqlite3.Connection) -> None:
            _keep(db, slots.after_sending(self._standing(db), self._clock.boot()))

        self._database.run(note, durable=False)

    def move_egress(self) -> str:
        def move(db: sqlite3.Connection) -> str:
            standing = self._standing(db)
            _keep(db, standing._replace(egress=self._egress))
            return standing.egress

        return self._database.run(move, durable=True)

    def state(self, windows: tuple[Window, ...]) -> QuotaState:
        def read(db: sqlite3.Connection) -> QuotaState:
            now = self._clock.boot()
            states = [self._window_state(db, window, now) for window in windows]
            return slots.quota_state(self._limits, self._standing(db), states, now)

        return self._database.run(read, durable=False)

    def now(self) -> float:
        return self._clock.boot()

    def close(self) -> None:
        self._database.close()

    def rest(self) -> bool:
        """Close the file until the next step; a booking in force is in the file."""
        self._database.rest()
        return True

    def _book(self, db: sqlite3.Connection, windows: tuple[Window, ...]) -> Booking | Wait:
        now = self._clock.boot()
        standing = slots.by_one_egress(self._standing(db), self._egress)
        openings = [(window, slots.opens_at(self._limits, window, _deciding_release(db, window))) for window in windows]
        wait = slots.wait_to_book(self._limits, standing, openings, now)
        if wait is not None:
            return wait
        standing = slots.after_booking(standing, now)
        _keep(db, standing)
        row = (now, now + self._limits.hold, standing.serial)
        taken = (_take(db, window, row) for window in slots.slot_by_slot(windows))
        return Booking(now, windows, (standing.serial, *taken))

    def _confirm(self, db: sqlite3.Connection, booking: Booking) -> Wait | None:
        now = self._clock.boot()
        standing = slots.by_one_egress(self._standing(db), self._egress)
        held = _held(db, booking)
        wait = slots.wait_to_confirm(self._limits, standing, booking, len(held), now)
        if wait is not None:
            return wait
        _keep(db, slots.after_sending(standing, now))
        for number, _ in held:
            db.execute("UPDATE slot SET start = ?, release = ? WHERE id = ?", (now, now + self._limits.hold, number))
        return None

    def _settle(self, db: sqlite3.Connection, booking: Booking, told: Told) -> float:
        now = self._clock.boot()
        for number, worst in _held(db, booking):
            release = slots.settled_release(worst, told, now)
            if release is not None:
                db.execute("UPDATE slot SET release = ?, holder = 0 WHERE id = ?", (release, number))
        before = self._standing(db)
        jitter = self._limits.jitter * self._random()
        standing = slots.after_settling(self._limits, before, booking.start, told, now, jitter)
        if standing is not before:
            _keep(db, standing)
        return max(0.0, standing.paused_until - now)

    def _window_state(self, db: sqlite3.Connection, window: Window, now: float) -> WindowState:
        after = slots.in_force_after(self._limits, window, now)
        rows = db.execute(
            "SELECT release FROM slot WHERE quota = ? AND release > ? ORDER BY release", (window.name, after)
        ).fetchall()
        in_force = (release for (release,) in rows)
        return slots.window_state(self._limits, window, in_force, _deciding_release(db, window), now)

    def _standing(self, db: sqlite3.Connection) -> Standing:
        boot, *row = db.execute("SELECT * FROM account").fetchone()
        if boot != self._boot_id:  # two kernels use one file, and their clocks have nothing in common
            raise LedgerUnavailable("the ledger is in use by another machine or container, with another clock")
        return Standing(*row)

    def _prepare(self, db: sqlite3.Connection) -> None:
        """Create the tables, or carry over what an earlier boot has left."""
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise LedgerUnavailable(f"the ledger was written by a newer version of this package ({version})")
        if version == 0:
            for statement in _SCHEMA.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {_VERSION}")
            db.execute("INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", ("", *Standing()))
        now = self._clock.boot()
        (boot,) = db.execute("SELECT boot FROM account").fetchone()
        another = boot != self._boot_id
        db.execute("UPDATE account SET boot = ?", (self._boot_id,))
        _carry_over(db, self._standing(db), NEVER if another else now)
        db.execute(_FORGET[0], (now - FORGET_AFTER,))
        db.execute(_FORGET[1])


def _carry_over(db: sqlite3.Connection, standing: Standing, now: float) -> None:
    """Let everything after `now` count from the boot; a fresh file has nothing of the kind."""
    if max(standing.booked, standing.sent, standing.paused_at, standing.struck) > now:
        _keep(db, slots.standing_after_reboot(standing))
    db.execute("UPDATE quota SET forgotten = 0 WHERE forgotten > ?", (now,))
    rows = db.execute("SELECT id, start, release, holder FROM slot WHERE start > ?", (now,)).fetchall()
    db.executemany(
        "UPDATE slot SET start = 0, release = ? WHERE id = ?",
        [(slots.release_after_reboot(start, release, holder), number) for number, start, release, holder in rows],
    )


def _keep(db: sqlite3.Connection, standing: Standing) -> None:
    s = standing
    db.execute(
        _WRITE_STANDING,
        (
            s.serial,
            s.booked,
            s.sent,
            s.pace,
            s.paused_at,
            s.paused_until,
            s.pause_reason,
            s.strikes,
            s.struck,
            s.egress,
        ),
    )


def _quota(db: sqlite3.Connection, window: Window) -> tuple[int, float]:
    """How many slots of the window the table holds, and the latest release that it has forgotten."""
    found: tuple[int, float] | None = db.execute(
        "SELECT held, forgotten FROM quota WHERE name = ?", (window.name,)
    ).fetchone()
    return found or (0, NEVER)


def _deciding_release(db: sqlite3.Connection, window: Window) -> float:
    held, forgotten = _quota(db, window)
    rank = slots.deciding_rank(window, held)
    if rank is None:
        return forgotten
    release: float
    (release,) = db.execute(
        "SELECT release FROM slot WHERE quota = ? ORDER BY release LIMIT 1 OFFSET ?", (window.name, rank)
    ).fetchone()
    return release if held >= window.limit else max(release, forgotten)


def _take(db: sqlite3.Connection, window: Window, row: tuple[float, float, int]) -> int:
    """Take the slot with the smallest release, or a new one; returns its number."""
    held, forgotten = _quota(db, window)
    if held < window.limit:
        db.execute("INSERT OR REPLACE INTO quota VALUES (?, ?, ?)", (window.name, held + 1, forgotten))
        added = db.execute("INSERT INTO slot VALUES (NULL, ?, ?, ?, ?)", (window.name, *row))
        return int(added.lastrowid or 0)
    number: int
    number, release = db.execute(
        "SELECT id, release FROM slot WHERE quota = ? ORDER BY release LIMIT 1", (window.name,)
    ).fetchone()
    db.execute("UPDATE quota SET forgotten = ? WHERE name = ?", (release, window.name))
    db.execute("UPDATE slot SET start = ?, release = ?, holder = ? WHERE id = ?", (*row, number))
    return number


def _held(db: sqlite3.Connection, booking: Booking) -> list[tuple[int, float]]:
    """The booking's slots that nobody took since, with their releases."""
    serial, *numbers = booking.key
    query = "SELECT id, release FROM slot WHERE id = ? AND holder = ?"
    rows = (db.execute(query, (number, serial)).fetchone() for number in numbers)
    return [row for row in rows if row is not None]
