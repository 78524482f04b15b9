"""Gathers the records of all threads of one process into few writes, and lets none be waited for too long.

A hand (`ports.hands`) writes everything that waits, with one write and one sync. Who comes meanwhile is written
as soon as that sync has ended. There is no delay, and a disk that hangs holds up that hand alone: whoever waits
gives up after a time limit (`pending.awaited`).
"""

from __future__ import annotations

import contextlib
import errno
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from ..core.audit import OF_THE_SINK, Draft
from ..errors import AuditUnavailable
from ..ports.hands import Hands
from .chain import open_intent
from .pending import Pending

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class LogStream(Protocol):
    """A chain of records that one writer continues; a method that raises OSError has acknowledged nothing."""

    @property
    def name(self) -> str: ...
    @property
    def open(self) -> set[int]:
        """The seqs of the intents that have no outcome yet."""
        ...

    @property
    def has_closed(self) -> bool:
        """Whether there is something for `seal_closed` to do."""
        ...

    def write(self, drafts: Sequence[Draft], now: int) -> list[str]:
        """Make the records durable and return their ids."""
        ...

    def stop(self, now: int) -> None:
        """Say that the writer ends here."""
        ...

    def abandon(self) -> None:
        """Let go of the stream without a word."""
        ...

    def seal_closed(self) -> None:
        """Compress what is closed; called beside `write`, by another thread."""
        ...

    def make_room(self) -> None:
        """Give back what was reserved for outcomes."""
        ...


class _Chore:
    """Work of the writer that is no record, and whether it is done."""

    __slots__ = ("done", "error", "work")

    def __init__(self, work: Callable[[], None]) -> None:
        self.work = work
        self.done = threading.Event()
        self.error: BaseException | None = None

    def do(self) -> None:
        try:
            self.work()
        finally:
            self.done.set()


class Writer:
    """The part of a sink that belongs to one process; a forked child makes its own."""

    def __init__(
        self, place: str, take: Callable[[int], LogStream], *, clock_ns: Callable[[], int], hands: Hands
    ) -> None:
        self._place = place  # in the words of an error
        self._take = take
        self._clock_ns = clock_ns
        self._hands = hands
        self._turn = threading.Lock()
        self._waiting: list[Pending] = []
        self._chores: list[_Chore] = []
        self._busy = False
        self._closed = False
        self._stream: LogStream | None = None
        self._sealing = threading.Lock()

    def begin(self, draft: Draft) -> Pending:
        """Have the record written with all others that wait."""
        pending = Pending(draft)
        with self._turn:
            self._waiting.append(pending)
        self._go()
        return pending

    def checkpoint(self, seconds: float) -> None:
        """Close the segment if it is old enough, as an append would. Raises AuditUnavailable."""
        self._chore(self._close_segment, seconds)

    def close(self, seconds: float) -> None:
        """Say that the writer ends, and let go of the stream. Raises AuditUnavailable."""
        self._chore(self._stop, seconds)

    def rest(self, seconds: float) -> bool:
        """Let go of the stream as `close` does, unless a call is on its way; the next record takes it again."""
        self._chore(self._rest, seconds)
        return self._stream is None

    def seal(self, seconds: float) -> None:
        """Compress closed segments while others already write on; what cannot be sealed now is sealed later."""
        if self._stream is not None and self._stream.has_closed:
            chore = _Chore(self._seal)
            self._hands.take(chore.do)
            chore.done.wait(seconds)

    def abandon(self) -> None:
        """Let go of the files without a word, as a forked child does with its parent's."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.abandon()

    def _chore(self, work: Callable[[], None], seconds: float) -> None:
        chore = _Chore(work)
        with self._turn:
            self._chores.append(chore)
        self._go()
        if not chore.done.wait(seconds):
            raise AuditUnavailable(f"The audit log in {self._place} did not answer within {seconds:g} s.")
        if chore.error is not None:
            raise chore.error

    def _go(self) -> None:
        with self._turn:
            if self._busy:
                return
            self._busy = True
        self._hands.take(self._work)

    def _work(self) -> None:
        """Write everything that waits, with one write and one sync, until nothing waits any more."""
        while True:
            with self._turn:
                batch, self._waiting = self._waiting, []
                chores, self._chores = self._chores, []
                if not batch and not chores:
                    self._busy = False
                    return
            if batch := [pending for pending in batch if pending.take()]:
                error = self._tried(partial(self._commit, batch))
                _fail(batch, error or AuditUnavailable("The audit record was not written."))
            for chore in chores:
                chore.error = self._tried(chore.work)
                chore.done.set()

    def _tried(self, work: Callable[[], None]) -> BaseException | None:
        """Do the work and return what went wrong. What nobody foresaw lets go of the stream: the disk alone knows."""
        try:
            work()
        except AuditUnavailable as error:
            return error
        except OSError as error:
            return _unavailable(self._place, error)
        except Exception as error:
            self.abandon()
            unavailable = AuditUnavailable(f"Writing the audit record failed: {error!r}.")
            unavailable.__cause__ = error
            return unavailable
        except BaseException as error:
            self.abandon()
            return error
        return None

    def _commit(self, batch: list[Pending]) -> None:
        if self._closed:
            raise AuditUnavailable("The audit log was closed.", next_step="Open a new sink.")
        now = self._clock_ns()
        stream = self._stream = self._stream or self._take(now)
        admitted = _admitted(stream, batch)
        try:
            _write(stream, admitted, now)
        except OSError as error:
            outcomes = [entry for entry in admitted if entry.draft.kind == "outcome"]
            _fail([entry for entry in admitted if entry.draft.kind != "outcome"], _unavailable(self._place, error))
            if error.errno in _NO_ROOM:
                stream.make_room()
            if outcomes:
                _write(stream, outcomes, now)

    def _close_segment(self) -> None:
        if self._stream is not None:
            self._stream.write((), self._clock_ns())

    def _stop(self) -> None:
        self._closed = True
        self._let_go()

    def _rest(self) -> None:
        if self._stream is not None and not self._stream.open:
            self._let_go()

    def _let_go(self) -> None:
        stream, self._stream = self._stream, None
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


def _admitted(stream: LogStream, batch: list[Pending]) -> list[Pending]:
    """Keep the records that may enter the log; the others get an error that says why."""
    still_open = set(stream.open)
    admitted = list[Pending]()
    for pending in batch:
        draft = pending.draft
        if draft.kind in OF_THE_SINK:
            pending.settle(error=AuditUnavailable(f"A sink writes `{draft.kind}` records itself."))
            continue
        if draft.kind == "outcome":
            intent = open_intent(stream.name, draft.cause, still_open)
            if intent is None:
                pending.settle(error=AuditUnavailable(f"The outcome closes no open intent: {draft.cause!r}."))
                continue
            still_open.remove(intent)
        admitted.append(pending)
    return admitted


def _write(stream: LogStream, batch: list[Pending], now: int) -> None:
    ids = stream.write([pending.draft for pending in batch], now)
    for pending, record_id in zip(batch, ids, strict=True):
        pending.settle(record_id)


def _fail(batch: list[Pending], error: BaseException) -> None:
    for pending in batch:
        pending.settle(error=error)


def _unavailable(place: str, error: OSError) -> AuditUnavailable:
    why = "there is no room left" if error.errno in _NO_ROOM else str(error)
    return AuditUnavailable(f"The audit log in {place} cannot be written: {why}.")
