"""What the sinks that survive a process have in common: one writer for each process, and a time limit."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from ..__about__ import __version__
from ..core.audit import Record
from ..errors import AuditUnavailable
from ..ports.hands import Hands
from .anchors import HeadAnchor
from .pending import Pending, awaited, encoded
from .writer import LogStream, Writer


class StreamSink:
    """Appends audit records to a stream of its own; safe to use from several threads, and across a fork.

    `place` names the log in errors; a subclass says how a stream is taken.
    """

    def __init__(
        self,
        place: str,
        *,
        clock_ns: Callable[[], int],
        anchors: Sequence[HeadAnchor],
        about: Record | None,
        seconds: float,
        hands: Hands | None,
    ) -> None:
        self._place = place
        self._clock_ns = clock_ns
        self._anchors = tuple(anchors)
        self._about = (about or Record("start"))._replace(kind="start", sdk=__version__)
        self.seconds = seconds
        self._hands = hands or Hands()
        self._writers: dict[int, Writer] = {}  # by process: a forked child never writes its parent's stream

    def append(self, record: Record) -> str:
        """Write a record and return its id once it is durable.

        An outcome needs the id of its intent as `cause`, and closes it once. Raises AuditUnavailable and
        nothing else; then nothing was recorded, and the next call tries again by itself. A log that hangs is
        given up after `seconds`: see `pending.awaited` for what becomes of the record.
        """
        try:
            return awaited(self.begin(record), self.seconds, self.begin)
        finally:
            self.seal()

    def begin(self, record: Record) -> Pending:
        """Have a record written, without waiting for it. Raises AuditUnavailable for one that is no JSON."""
        return self._writer().begin(encoded(record))

    def checkpoint(self) -> None:
        """Close the segment if it is an hour old: for a process that is idle. Raises AuditUnavailable."""
        self._writer().checkpoint(self.seconds)
        self.seal()

    def seal(self) -> None:
        """Compress what is closed; what cannot be compressed now waits."""
        self._writer().seal(self.seconds)

    def close(self) -> None:
        """Write `stop` and a checkpoint, and let another process take the stream. Raises AuditUnavailable."""
        self._writer().close(self.seconds)

    def rest(self) -> bool:
        """Write `stop` and let go of the stream until the next record, which writes `start`; False while a call is on
        its way, or where the log cannot be written just now."""
        writer = self._writers.get(os.getpid())
        try:
            return writer is None or writer.rest(self.seconds)
        except AuditUnavailable:
            return False

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
        return Writer(self._place, self._take, clock_ns=self._clock_ns, hands=self._hands)

    def _take(self, now: int) -> LogStream:
        """Take a stream that nobody writes and start there. Raises OSError, AuditUnavailable."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
