"""Heads of audit logs in PostgreSQL: a table that takes heads and never forgets one."""

from __future__ import annotations

from typing import Any, cast

from ...core.audit import Checkpoint
from .database import Database


class PostgresHeads:
    """Keeps the heads of one log; the table refuses a head that moves backwards. See `schema`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def publish(self, head: Checkpoint) -> None:
        """Keep the head. Raises OSError, and ValueError for a head that contradicts the last."""
        table = f"{self._database.schema}.head"
        number = int(head.stream[1:])
        with self._database.connected() as connection:
            newest = f"SELECT line FROM {table} WHERE log = %s AND stream = %s ORDER BY size DESC LIMIT 1"
            found = connection.execute(cast(Any, newest), (self._database.log, number)).fetchone()
            last = Checkpoint.decode(found[0].encode("ascii")) if found else None
            if last is not None and (last.origin != head.origin or last.size > head.size):
                raise ValueError(f"the table already holds {last.origin} at size {last.size}")
            line = Checkpoint(head.origin, head.size, head.root, head.time).encode().decode("ascii")
            insert = f"INSERT INTO {table} VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
            connection.execute(cast(Any, insert), (self._database.log, number, head.size, line))

    def heads(self) -> list[Checkpoint]:
        """Return the newest head of each stream. Raises OSError, ValueError."""
        newest = (
            f"SELECT DISTINCT ON (stream) line FROM {self._database.schema}.head WHERE log = %s "
            "ORDER BY stream, size DESC"
        )
        with self._database.connected() as connection:
            found = connection.execute(cast(Any, newest), (self._database.log,)).fetchall()
        return [Checkpoint.decode(line.encode("ascii")) for (line,) in found]
