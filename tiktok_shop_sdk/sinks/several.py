"""Writes each record into several logs: a call leaves when all of them, or one of them, have its intent."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from ..core.audit import Record
from ..errors import AuditUnavailable
from .pending import Pending, disown
from .sink import StreamSink


class _Begun(NamedTuple):
    """A record on its way into one of the logs."""

    sink: StreamSink
    pending: Pending


class Several:
    """Each log has streams and ids of its own; an id of this sink stands for the record's ids in all of them.

    `need` is how many logs must have a record before it counts. A log that is late or fails is held to its own
    time limit, and an intent that does not count is closed there as `not_sent`.
    """

    def __init__(self, sinks: Sequence[StreamSink], *, need: int) -> None:
        self._sinks = tuple(sinks)
        self._need = need
        self._open: dict[str, list[_Begun]] = {}  # intents without outcome
        self._guard = threading.Lock()

    def append(self, record: Record) -> str:
        """Return the record's id once it is durable in as many logs as are needed. Raises AuditUnavailable."""
        begun = self._closing(record) if record.kind == "outcome" else [_begun(sink, record) for sink in self._sinks]
        try:
            record_id = self._awaited(begun)
        except BaseException:
            for each in begun:
                disown(each.pending, each.sink.begin)
            raise
        finally:
            for sink in self._sinks:
                sink.seal()
        if record.kind == "intent":
            with self._guard:
                self._open[record_id] = begun
        return record_id

    def _closing(self, record: Record) -> list[_Begun]:
        """Close the intent wherever it is; where it still is on its way, its outcome follows it."""
        with self._guard:
            intents = self._open.pop(record.cause or "", None)
        if intents is None:
            raise AuditUnavailable(f"The outcome closes no open intent: {record.cause!r}.")
        begun: list[_Begun] = []
        for sink, intent in intents:
            if intent.id:
                begun.append(_begun(sink, record._replace(cause=intent.id)))
            else:
                intent.then(partial(_follow, sink, record))
        return begun

    def _awaited(self, begun: Sequence[_Begun]) -> str:
        """Wait until enough logs have the record. Raises AuditUnavailable."""
        settled = threading.Semaphore(0)
        for each in begun:
            each.pending.then(lambda _: settled.release())
        until = time.monotonic() + max(sink.seconds for sink in self._sinks)
        need = min(self._need, len(begun))
        while len(durable := [each for each in begun if each.pending.id]) < need:
            failed = [each.pending for each in begun if each.pending.done and not each.pending.id]
            if len(begun) - len(failed) < need:
                failed[0].result()
            if not settled.acquire(timeout=max(0.0, until - time.monotonic())):
                raise AuditUnavailable(f"{need} of {len(begun)} audit logs did not take a record in time.")
        first = durable[0]
        return f"{self._sinks.index(first.sink)}/{first.pending.id}"

    def checkpoint(self) -> None:
        """Close the segments that are an hour old. Raises AuditUnavailable."""
        self._each(lambda sink: sink.checkpoint())

    def close(self) -> None:
        """Say in each log that it ended here. Raises AuditUnavailable."""
        self._each(lambda sink: sink.close())

    def rest(self) -> bool:
        """Let go of all streams until the next record; False while a call is on its way, or one cannot be let go of."""
        if self._open:
            return False
        rested = [sink.rest() for sink in self._sinks]
        return all(rested)

    def _each(self, work: Callable[[StreamSink], None]) -> None:
        errors = list[AuditUnavailable]()
        for sink in self._sinks:
            try:
                work(sink)
            except AuditUnavailable as error:
                errors.append(error)
        if len(self._sinks) - len(errors) < self._need:
            raise errors[0]


def _begun(sink: StreamSink, record: Record) -> _Begun:
    return _Begun(sink, sink.begin(record))


def _follow(sink: StreamSink, outcome: Record, intent: Pending) -> None:
    if intent.id:
        sink.begin(outcome._replace(cause=intent.id))
