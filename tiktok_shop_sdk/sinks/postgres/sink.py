"""The audit log in PostgreSQL, for who has outgrown files: the same records, the same rules, the same verdicts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from ...core.audit import Record
from ...core.logs import SECONDS
from ...ports.hands import Hands
from ..anchors import HeadAnchor
from ..sink import StreamSink
from .database import Database
from .stream import RowWriter, first_free


class PostgresSink(StreamSink):
    """Appends audit records to tables; safe to use from several threads, and across a fork.

    Each process writes one stream in a session of its own, in the first one that nobody writes.
    """

    def __init__(
        self,
        database: Database,
        *,
        clock_ns: Callable[[], int] = time.time_ns,
        anchors: Sequence[HeadAnchor] = (),
        about: Record | None = None,
        seconds: float = SECONDS,
        hands: Hands | None = None,
    ) -> None:
        place = f"PostgreSQL ({database.schema}, {database.log})"
        super().__init__(place, clock_ns=clock_ns, anchors=anchors, about=about, seconds=seconds, hands=hands)
        self._database = database

    def _take(self, now: int) -> RowWriter:
        return first_free(self._database, self._about, now, anchors=self._anchors)
