"""One stream of the audit log in PostgreSQL: the chain that the files hold too, continued by one session at a time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from ...core.audit import Checkpoint, Draft, Record, draft, leaf_hash
from ...errors import AuditUnavailable
from ..anchors import HeadAnchor, publish
from ..chain import Broken, Chain
from ..heads import NEIGHBOURS, PREFIX
from ..segments import SEGMENT_BYTES
from ..stream import is_due, orphans
from ..taking import STOP, patiently
from .database import Database, let_go, telling
from .rows import RowStream

if TYPE_CHECKING:
    import psycopg

_DOOR = 0  # the lock of no stream


class RowWriter:
    """Writes records into one stream while its session holds the stream's advisory lock.

    A write is one statement, and so one transaction. When it is not known how a write ended, the next one
    connects anew, takes the same lock, and reads what became of it.
    """

    has_closed = False  # nothing is compressed here

    def __init__(self, database: Database, number: int, connection: psycopg.Connection[Any]) -> None:
        self.name = f"s{number}"
        self._number = number
        self._database = database
        self._connection: psycopg.Connection[Any] | None = connection
        self._pid = os.getpid()
        self._anchors: Sequence[HeadAnchor] = ()
        self._unpublished: Checkpoint | None = None
        self._recover(RowStream(connection, database, number))

    @property
    def open(self) -> set[int]:
        """The seqs of the intents that have no outcome yet."""
        return self._chain.open

    def _recover(self, rows: RowStream) -> None:
        """Go on behind the last closed segment. Raises OSError, AuditUnavailable for damage."""
        self._opened, self._length = "", 0
        try:
            closing, last = rows.last_closing(), rows.last_checkpoint()
            self._chain = Chain.after(self.name, closing) if closing else Chain(self.name)
            self._follow(rows)
            if last is not None and last.size > self._chain.tree.size:
                raise Broken(
                    last.size, f"the stream ends with record {self._chain.tree.size}, its checkpoint with this"
                )
        except (Broken, ValueError) as error:
            raise AuditUnavailable(
                f"The audit log in PostgreSQL is damaged: {self.name}: {error}.",
                next_step="Verify the log (`tiktok-shop audit verify`) and find out who changed the tables.",
                next_step_zh="请校验日志(`tiktok-shop audit verify`),并查明是谁修改了数据表。",
            ) from error

    def _follow(self, rows: RowStream) -> None:
        """Take what the tables hold behind what is known. Raises Broken."""
        for seq, line, root in rows.rows(self._chain.next):
            self._chain.add(line.encode("utf-8"))
            self._note(line)
            if root is not None and root != self._chain.tree.root().hex():
                raise Broken(seq, "the records up to here are not those that were committed")

    def _note(self, line: str) -> None:
        self._opened = self._opened or self._chain.time
        self._length += len(line)

    def start(self, about: Record, anchors: Sequence[HeadAnchor], now: int) -> None:
        """Close what the last writer left open, and say that a new one begins. Raises OSError."""
        self._anchors = anchors
        self.write([*orphans(self.name, self.open), self._with_heads(about)], now)

    def write(self, drafts: Sequence[Draft], now: int) -> list[str]:
        """Make the records durable in one transaction and return their ids. Raises OSError."""
        with telling():
            self._connected(now)
            if is_due(self._opened, self._length, now, SEGMENT_BYTES):
                self._insert([self._with_heads(Record("checkpoint"))], now)
                self._check(closing=True)
        if any(each.kind == "intent" for each in drafts):
            self._publish()
        with telling():
            return self._insert(drafts, now) if drafts else []

    def stop(self, now: int) -> None:
        """Say that the writer ends here, with a checkpoint over all records. Raises OSError."""
        self.write([*orphans(self.name, self.open), self._with_heads(Record("stop"))], now)
        with telling():
            self._check(closing=False)
        self._publish()

    def abandon(self) -> None:
        """End the session, and with it the lock; whoever takes the stream next will find its end."""
        connection, self._connection = self._connection, None
        if connection is not None:
            let_go(connection, self._pid)

    def seal_closed(self) -> None:
        """Nothing to do: the server stores its rows as it likes."""

    def make_room(self) -> None:
        """Nothing is reserved here."""

    def _connected(self, now: int) -> None:
        """Connect anew after a failure, and find out what became of the last write."""
        if self._connection is not None:
            return
        connection = self._database.connect()
        if not locked(connection, self._database, self._number):
            connection.close()
            raise _TakenOver(f"another session holds stream {self.name} now")
        self._connection = connection
        before = set(self._chain.open)
        self._follow(RowStream(connection, self._database, self._number))
        if unheard := self._chain.open - before:  # nobody was told their ids
            self._insert(orphans(self.name, unheard), now)

    def _insert(self, drafts: Sequence[Draft], now: int) -> list[str]:
        tree, lines, seqs = self._chain.tree.copy(), list[str](), list[int]()
        for each in drafts:
            line = each.line(stream=self.name, seq=tree.size + 1, time_ns=now)
            tree.add(leaf_hash(line))
            lines.append(line.decode("ascii"))
            seqs.append(tree.size)
        roots = [None] * (len(lines) - 1) + [tree.root().hex()]
        self._execute(
            f"INSERT INTO {self._database.schema}.record (log, stream, seq, line, root) "
            "SELECT %s, %s, * FROM unnest(%s::bigint[], %s::text[], %s::text[])",
            (self._database.log, self._number, seqs, lines, roots),
        )
        for text in lines:
            self._chain.add(text.encode("ascii"))
            self._note(text)
        return [f"{self.name}-{seq}" for seq in seqs]

    def _check(self, *, closing: bool) -> None:
        checkpoint = self._chain.checkpoint(closing=closing)
        self._execute(
            f"INSERT INTO {self._database.schema}.checkpoint (log, stream, size, closes, line) "
            "VALUES (%s, %s, %s, %s, %s)",
            (self._database.log, self._number, checkpoint.size, closing, checkpoint.encode().decode("ascii")),
        )
        self._unpublished = checkpoint
        if closing:
            self._opened, self._length = "", 0

    def _execute(self, query: str, values: tuple[object, ...]) -> psycopg.Cursor[Any]:
        assert self._connection is not None
        try:
            return self._connection.execute(cast(Any, query), values)
        except BaseException:
            self.abandon()  # only the server knows how it ended
            raise

    def _publish(self) -> None:
        if self._unpublished is not None:
            publish(self._anchors, self._unpublished)
            self._unpublished = None

    def _with_heads(self, record: Record) -> Draft:
        """Name the heads of the other streams, so that one that disappears, or loses its end, is missed."""
        table = f"{self._database.schema}.record"
        found = self._execute(
            "SELECT number, size, root FROM generate_series(1, (SELECT max(stream) FROM "
            f"{table} WHERE log = %s)) number CROSS JOIN LATERAL (SELECT seq AS size, root FROM {table} "
            "WHERE log = %s AND stream = number AND root IS NOT NULL ORDER BY seq DESC LIMIT 1) newest "
            "WHERE number <> %s ORDER BY number < %s, number LIMIT %s",
            (self._database.log, self._database.log, self._number, self._number, NEIGHBOURS),
        )
        named = {f"{PREFIX}s{number}": f"{size}:{root}" for number, size, root in found}
        return draft(record._replace(detail={**(record.detail or {}), **named}))


class _TakenOver(Exception):
    """The stream belongs to another session since; its writer must take a new one."""


def first_free(database: Database, about: Record, now: int, *, anchors: Sequence[HeadAnchor]) -> RowWriter:
    """Take the first stream that no session writes, and start there. Raises OSError, AuditUnavailable.

    What sessions that ended left open in the others is closed, as `taking` does it for files.
    """
    with telling():
        connection = database.connect()
        try:
            patiently(lambda: locked(connection, database, _DOOR))
            number = next(number for number in count(1) if locked(connection, database, number))
            writer = RowWriter(database, number, connection)
            writer.start(about, anchors, now)
            for left in _left(connection, database):
                if left != number:
                    _tend(left, database, about, anchors, now)
            connection.execute("SELECT pg_advisory_unlock(%s, %s)", _key(database, _DOOR))
        except BaseException:
            connection.close()
            raise
    return writer


def _tend(number: int, database: Database, about: Record, anchors: Sequence[HeadAnchor], now: int) -> None:
    with contextlib.suppress(OSError, AuditUnavailable), database.connected() as connection:  # who takes it says why
        if locked(connection, database, number):
            writer = RowWriter(database, number, connection)
            writer.start(about, anchors, now)
            writer.stop(now)


def _left(connection: psycopg.Connection[Any], database: Database) -> list[int]:
    """The streams whose last record does not say that their writer ended."""
    table = f"{database.schema}.record"
    query = (
        f"SELECT number FROM generate_series(1, (SELECT max(stream) FROM {table} WHERE log = %s)) number "
        f"CROSS JOIN LATERAL (SELECT line FROM {table} WHERE log = %s AND stream = number ORDER BY seq DESC LIMIT 1) "
        "newest WHERE position(%s IN line) = 0"
    )
    return [number for (number,) in connection.execute(cast(Any, query), (database.log, database.log, STOP))]


def locked(connection: psycopg.Connection[Any], database: Database, number: int) -> bool:
    """Take the lock of a stream if it is free; it ends with the session."""
    return connection.execute("SELECT pg_try_advisory_lock(%s, %s)", _key(database, number)).fetchone() == (True,)


def _key(database: Database, number: int) -> tuple[int, int]:
    name = sha256(f"{database.schema}/{database.log}".encode()).digest()[:4]
    return int.from_bytes(name, "big", signed=True), number
