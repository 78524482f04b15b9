"""Reads a log in PostgreSQL as the files of format v1 would read, so that one verifier is enough for both."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from ...core.audit import Checkpoint
from ..checkpoints import Ahead
from .database import Database

if TYPE_CHECKING:
    import psycopg

_ROWS = 2000  # fetched at a time


class Rows:
    """All streams of one log, as they stood at one moment."""

    def __init__(self, connection: psycopg.Connection[Any], database: Database) -> None:
        self._connection = connection
        self._database = database

    def streams(self) -> list[RowStream]:
        """Return the streams in the order of their numbers."""
        query = f"SELECT coalesce(max(stream), 0) FROM {self._database.schema}.record WHERE log = %s"
        (last,) = self._connection.execute(cast(Any, query), (self._database.log,)).fetchone() or (0,)
        return [RowStream(self._connection, self._database, number) for number in range(1, last + 1)]


class RowStream:
    """One stream; see `sinks.source`."""

    def __init__(self, connection: psycopg.Connection[Any], database: Database, number: int) -> None:
        self.name = f"s{number}"
        self._connection = connection
        self._schema = database.schema
        self._place = (database.log, number)

    def kept_from(self) -> int:
        """Nothing is ever pruned here."""
        return 1

    def firsts(self) -> set[int]:
        """Whatever is there is read."""
        return set()

    def ahead(self) -> Ahead:
        """Return the checkpoints, one after the other."""
        text = b"".join(f"{line}\n".encode("ascii") for line in self.checkpoint_lines())
        return Ahead(lambda: io.BytesIO(text))

    def checkpoint_lines(self) -> list[str]:
        """Return the lines of the checkpoints."""
        query = f"SELECT line FROM {self._schema}.checkpoint WHERE log = %s AND stream = %s ORDER BY size, closes"
        return [line for (line,) in self._connection.execute(cast(Any, query), self._place)]

    def open_first(self, first: int) -> tuple[BinaryIO, bool] | None:
        """Open the segment that starts with this record; it has its commit lines, as one that is not sealed."""
        closing = self._one(f"SELECT min(size) FROM {self._schema}.checkpoint WHERE closes AND size >= %s", first)
        there = self._one(f"SELECT min(seq) FROM {self._schema}.record WHERE seq = %s", first)
        return (cast(BinaryIO, _Reader(self.rows(first, closing))), False) if there is not None else None

    def rows(self, first: int, last: int | None = None) -> Iterator[tuple[int, str, str | None]]:
        """Yield seq, line and root from a record on, through the last one that is wanted."""
        query = (
            f"SELECT seq, line, root FROM {self._schema}.record WHERE log = %s AND stream = %s AND seq >= %s "
            "AND (%s::bigint IS NULL OR seq <= %s) ORDER BY seq LIMIT %s"
        )
        while True:
            values = (*self._place, first, last, last, _ROWS)
            found = self._connection.execute(cast(Any, query), values).fetchall()
            yield from found
            if len(found) < _ROWS:
                return
            first = found[-1][0] + 1

    def last_closing(self) -> Checkpoint | None:
        """Return the last checkpoint that closed a segment. Raises ValueError."""
        line = self._text("checkpoint", "closes", "size")
        return Checkpoint.decode(line.encode("ascii")) if line else None

    def last_checkpoint(self) -> Checkpoint | None:
        """Return the last checkpoint. Raises ValueError."""
        line = self._text("checkpoint", "true", "size")
        return Checkpoint.decode(line.encode("ascii")) if line else None

    def _text(self, table: str, which: str, order: str) -> str | None:
        query = (
            f"SELECT line FROM {self._schema}.{table} WHERE log = %s AND stream = %s AND {which} "
            f"ORDER BY {order} DESC LIMIT 1"
        )
        found = self._connection.execute(cast(Any, query), self._place).fetchone()
        return found[0] if found else None

    def _one(self, query: str, value: int) -> int | None:
        found = self._connection.execute(cast(Any, f"{query} AND log = %s AND stream = %s"), (value, *self._place))
        (number,) = found.fetchone() or (None,)
        return cast("int | None", number)


class _Reader:
    """Gives rows out as the bytes of a segment that was not sealed yet."""

    def __init__(self, rows: Iterator[tuple[int, str, str | None]]) -> None:
        self._rows = rows

    def read(self, size: int = -1) -> bytes:
        """Return whole lines, about as many bytes as asked for, none at the end."""
        text: list[str] = []
        length = 0
        for seq, line, root in self._rows:
            text.append(f"{line}\n")
            if root is not None:
                text.append(f'{{"size":{seq},"root":"{root}"}}\n')
            length += len(line)
            if 0 <= size <= length:
                break
        return "".join(text).encode("utf-8")

    def __enter__(self) -> _Reader:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""


@contextmanager
def snapshot(database: Database) -> Iterator[Rows]:
    """The log as it stands now: whoever writes goes on, and is not seen. Raises OSError."""
    with database.connected() as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield Rows(connection, database)
