"""The audit log as JSON Lines files that grep, jq and DuckDB read: durable before a call leaves, and checkable.

    with JsonLinesSink("audit/my-account") as log:
        intent = log.append(Record("intent", operation="orders.search"))
        log.append(Record("outcome", cause=intent, outcome="ok"))

One directory belongs to one account. Each process writes one stream in it and continues a stream that nobody
writes, so there are as many streams as there were ever writers at one time. See `segments` for the files.

How far the running end is covered: each write ends, in the same write, with a commit line that holds the
Merkle root over all records so far. Any later change of a byte, a record or an order, made without computing
the later roots anew, is found, in an open segment as in a sealed one. What it cannot prove: the roots are not
keyed. Who may write into the directory can cut off the end behind the last checkpoint, or replace the log by
a different one that is consistent in itself. Heads kept outside (`HeadAnchor`) find that, up to the last head
that reached them; signatures and keys can be added to checkpoints without a change to records or trees.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from ..__about__ import __version__
from ..core.audit import Record
from ..errors import AuditUnavailable
from ..ports.files import private_directory
from ..ports.hands import Hands
from .anchors import HeadAnchor
from .pending import SECONDS, Pending, awaited, encoded
from .stream import SEGMENT_BYTES, Stream, first_free
from .writer import Writer


class JsonLinesSink:
    """Appends audit records to files; safe to use from several threads, and across a fork.

    `about` is a `start` record with what shall stand at the beginning of each run (app, egress, statement,
    ...); `anchors` are told about each checkpoint. Raises AuditUnavailable if the directory cannot be used.
    """

    def __init__(
        self,
        directory: str | os.PathLike[str],
        *,
        clock_ns: Callable[[], int] = time.time_ns,
        anchors: Sequence[HeadAnchor] = (),
        about: Record | None = None,
        segment_bytes: int = SEGMENT_BYTES,
        seconds: float = SECONDS,
        hands: Hands | None = None,
    ) -> None:
        self._log = Path(directory)
        self._clock_ns = clock_ns
        self._anchors = tuple(anchors)
        self._about = replace(about or Record("start"), kind="start", sdk=__version__)
        self._segment_bytes = segment_bytes
        self._seconds = seconds
        self._hands = hands or Hands()
        self._writers: dict[int, Writer] = {}  # by process: a forked child never writes its parent's stream
        try:
            private_directory(self._log)
        except OSError as error:
            raise AuditUnavailable(f"The audit log in {self._log} cannot be opened: {error}.") from error

    def append(self, record: Record) -> str:
        """Write a record and return its id once it is on the disk.

        An outcome needs the id of its intent as `cause`, and closes it once. Raises AuditUnavailable and
        nothing else; then nothing was recorded, and the next call tries again by itself. A disk that hangs is
        given up after `seconds`: see `pending.awaited` for what becomes of the record.
        """
        writer = self._writer()
        try:
            return awaited(writer.begin(encoded(record)), self._seconds, self.begin)
        finally:
            writer.seal(self._seconds)

    def begin(self, record: Record) -> Pending:
        """Have a record written, without waiting for it. Raises AuditUnavailable for one that is no JSON."""
        return self._writer().begin(encoded(record))

    def checkpoint(self) -> None:
        """Close the segment if it is an hour old: for a process that is idle. Raises AuditUnavailable."""
        writer = self._writer()
        writer.checkpoint(self._seconds)
        writer.seal(self._seconds)

    def close(self) -> None:
        """Write `stop` and a checkpoint, and let another process take the stream. Raises AuditUnavailable."""
        self._writer().close(self._seconds)

    def _writer(self) -> Writer:
        pid = os.getpid()
        writer = self._writers.get(pid)
        if writer is None:
            # No lock of our own: it could be held, for ever, by a thread that a fork did not copy.
            writer = self._writers.setdefault(pid, self._new_writer())
            for other in [other for other in self._writers if other != pid]:
                self._writers.pop(other).abandon()
        return writer

    def _new_writer(self) -> Writer:
        return Writer(str(self._log), self._take, clock_ns=self._clock_ns, hands=self._hands)

    def _take(self, now: int) -> Stream:
        return first_free(self._log, self._about, now, anchors=self._anchors, segment_bytes=self._segment_bytes)

    def __enter__(self) -> JsonLinesSink:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
