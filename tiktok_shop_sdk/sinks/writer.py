"""Gathers the records of all threads of one process into as few disk writes as possible.

Whoever finds nobody writing becomes the leader and writes everything that waits, with one write and one sync.
Who comes meanwhile waits, and is written as soon as that sync has ended. There is no delay and no thread of
our own.
"""

from __future__ import annotations

import contextlib
import errno
import threading
from collections.abc import Callable, Sequence
from copy import copy
from itertools import count
from pathlib import Path

from ..core.audit import OF_THE_SINK, Draft, Record
from ..errors import AuditUnavailable
from ..ports.files import FileLock, private_directory
from .anchors import HeadAnchor
from .chain import open_intent
from .stream import Stream

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class _Entry:
    """A record on its way to the disk: in the end it has an id or an error."""

    __slots__ = ("draft", "error", "id")

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.id = ""
        self.error: AuditUnavailable | None = None

    @property
    def done(self) -> bool:
        return bool(self.id) or self.error is not None


class Writer:
    """The part of a sink that belongs to one process; a forked child makes its own."""

    def __init__(
        self,
        log: Path,
        *,
        clock_ns: Callable[[], int],
        start: Record,
        anchors: Sequence[HeadAnchor],
        segment_bytes: int,
    ) -> None:
        self._log = log
        self._clock_ns = clock_ns
        self._start = start
        self._anchors = anchors
        self._segment_bytes = segment_bytes
        self._turn = threading.Condition()
        self._waiting: list[_Entry] = []
        self._leading = False
        self._closed = False
        self._stream: Stream | None = None
        self._sealing = threading.Lock()

    def append(self, draft: Draft) -> str:
        """Return the id of the record once it is durable. Raises AuditUnavailable."""
        entry = _Entry(draft)
        with self._turn:
            self._waiting.append(entry)
        self._lead(self._commit_waiting, unless=lambda: entry.done)
        if entry.error is not None:
            raise entry.error
        return entry.id

    def checkpoint(self) -> None:
        """Close the segment if it is old enough, as an append would. Raises AuditUnavailable."""
        self._lead(self._close_segment)

    def close(self) -> None:
        """Say that the writer ends, and let go of the stream. Raises AuditUnavailable."""
        self._lead(self._stop)

    def abandon(self) -> None:
        """Let go of the files without a word, as a forked child does with its parent's."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.abandon()

    def _lead(self, work: Callable[[], None], *, unless: Callable[[], bool] = lambda: False) -> None:
        """Do the work as the only leader, then let the next one lead; do nothing once `unless` holds."""
        with self._turn:
            self._turn.wait_for(lambda: unless() or not self._leading)
            if unless():
                return
            self._leading = True
        try:
            work()
        except AuditUnavailable:
            raise
        except OSError as error:
            raise _unavailable(self._log, error) from error
        except Exception as error:
            self.abandon()
            raise AuditUnavailable(f"Writing the audit record failed: {error!r}.") from error
        except BaseException:
            self.abandon()  # interrupted anywhere: only the disk still knows how far it came
            raise
        finally:
            with self._turn:
                self._leading = False
                self._turn.notify_all()
        self._seal()

    def _commit_waiting(self) -> None:
        with self._turn:
            batch, self._waiting = self._waiting, []
        try:
            self._commit(batch)
        except OSError as error:
            _fail(batch, _unavailable(self._log, error))
        except AuditUnavailable as error:
            _fail(batch, error)
        finally:
            _fail(batch, AuditUnavailable("Writing the audit record was interrupted."))

    def _commit(self, batch: list[_Entry]) -> None:
        if self._closed:
            raise AuditUnavailable("The audit log was closed.", next_step="Open a new sink.")
        now = self._clock_ns()
        stream = self._stream = self._stream or self._take(now)
        admitted = _admitted(stream, batch)
        try:
            _write(stream, admitted, now)
        except OSError as error:
            outcomes = [entry for entry in admitted if entry.draft.kind == "outcome"]
            _fail([entry for entry in admitted if entry.draft.kind != "outcome"], _unavailable(self._log, error))
            if error.errno in _NO_ROOM:
                stream.reserve.give_back()
            if outcomes:
                _write(stream, outcomes, now)

    def _close_segment(self) -> None:
        if self._stream is not None:
            self._stream.write((), self._clock_ns())

    def _take(self, now: int) -> Stream:
        """Take the first stream that nobody writes, or make one. Raises OSError, AuditUnavailable."""
        for number in count(1):
            path = private_directory(self._log / f"s{number}")
            lock = FileLock(path / "lock")
            if not lock.try_acquire():
                continue
            with contextlib.ExitStack() as undo:
                undo.callback(lock.release)
                stream = Stream(path, lock, anchors=self._anchors, segment_bytes=self._segment_bytes)
                undo.callback(stream.abandon)
                stream.start(self._start, now)
                undo.pop_all()
                return stream
        raise AssertionError("count() does not end")  # pragma: no cover - for the type checker

    def _stop(self) -> None:
        stream, self._stream, self._closed = self._stream, None, True
        if stream is None:
            return
        try:
            stream.stop(self._clock_ns())
            with contextlib.suppress(OSError), self._sealing:
                stream.seal_closed()
        finally:
            stream.abandon()

    def _seal(self) -> None:
        """Compress closed segments while others already write on; what cannot be sealed now is sealed later."""
        stream = self._stream
        if stream is None or not self._sealing.acquire(blocking=False):
            return
        try:
            with contextlib.suppress(OSError):
                stream.seal_closed()
        finally:
            self._sealing.release()


def _admitted(stream: Stream, batch: list[_Entry]) -> list[_Entry]:
    """Keep the records that may enter the log; the others get an error that says why."""
    still_open = set(stream.open)
    admitted = list[_Entry]()
    for entry in batch:
        draft = entry.draft
        if draft.kind in OF_THE_SINK:
            entry.error = AuditUnavailable(f"A sink writes `{draft.kind}` records itself.")
            continue
        if draft.kind == "outcome":
            intent = open_intent(stream.path.name, draft.cause, still_open)
            if intent is None:
                entry.error = AuditUnavailable(f"The outcome closes no open intent: {draft.cause!r}.")
                continue
            still_open.remove(intent)
        admitted.append(entry)
    return admitted


def _write(stream: Stream, entries: list[_Entry], now: int) -> None:
    ids = stream.write([entry.draft for entry in entries], now)
    for entry, record_id in zip(entries, ids, strict=True):
        entry.id = record_id


def _fail(entries: list[_Entry], error: AuditUnavailable) -> None:
    for entry in entries:
        if not entry.done:
            entry.error = copy(error)  # each thread raises its own, with its own traceback


def _unavailable(log: Path, error: OSError) -> AuditUnavailable:
    why = "there is no room left" if error.errno in _NO_ROOM else str(error)
    return AuditUnavailable(f"The audit log in {log} cannot be written: {why}.")
