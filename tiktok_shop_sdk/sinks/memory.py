"""An audit log in memory, for tests only: nothing in it survives the process."""

from __future__ import annotations

import threading

from ..core.audit import OF_THE_SINK, Record
from ..errors import AuditUnavailable


class MemorySink:
    """Keeps the records in `records`, in order, and holds callers to the same rules as the real log.

    Set `broken` to make each append fail as it does when the disk is full.
    """

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.broken = False
        self.closed = False
        self._open: set[str] = set()
        self._lock = threading.Lock()

    def append(self, record: Record) -> str:
        """Keep the record and return its id. Raises AuditUnavailable."""
        with self._lock:
            if self.broken or self.closed:
                raise AuditUnavailable("The audit log was closed." if self.closed else "The audit log is broken.")
            if record.kind in OF_THE_SINK:
                raise AuditUnavailable(f"A sink writes `{record.kind}` records itself.")
            if record.kind == "outcome" and record.cause not in self._open:
                raise AuditUnavailable(f"The outcome closes no open intent: {record.cause!r}.")
            self._open.discard(record.cause or "")
            self.records.append(record)
            record_id = f"m1-{len(self.records)}"
            if record.kind == "intent":
                self._open.add(record_id)
            return record_id

    def close(self) -> None:
        """Refuse further records."""
        self.closed = True
