"""A record on its way into the log: who brought it waits for it, but never longer than a time limit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from copy import copy

from ..core.audit import Draft, Record, draft
from ..errors import AuditUnavailable


class Pending:
    """In the end it has an id or an error; `settle` is called once, by the writer."""

    __slots__ = ("_done", "_error", "_guard", "_id", "_then", "_withdrawn", "draft")

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._id = ""
        self._error: BaseException | None = None
        self._guard = threading.Lock()
        self._done = threading.Event()
        self._withdrawn: bool | None = None  # None until the writer takes it
        self._then: list[Callable[[Pending], None]] = []

    def take(self) -> bool:
        """Called by the writer before it writes; False if nobody wants the record any more."""
        with self._guard:
            self._withdrawn = bool(self._withdrawn)
            return not self._withdrawn

    def withdraw(self) -> bool:
        """Take the record back unless the writer has it; True if it will never be written."""
        with self._guard:
            self._withdrawn = self._withdrawn is not False
            return self._withdrawn

    def settle(self, record_id: str = "", error: BaseException | None = None) -> None:
        """Say how it ended; a second word changes nothing."""
        with self._guard:
            if self.done:
                return
            self._id, self._error = record_id, error
            self._done.set()
            then, self._then = self._then, []
        for call in then:
            call(self)

    def then(self, call: Callable[[Pending], None]) -> None:
        """Call back once it is settled, from the writer's thread, or at once."""
        with self._guard:
            if not self.done:
                self._then.append(call)
                return
        call(self)

    @property
    def done(self) -> bool:
        """Whether it has an id or an error."""
        return self._done.is_set()

    @property
    def id(self) -> str:
        """The id of the record, empty unless it is durable."""
        return self._id

    def wait(self, seconds: float) -> bool:
        """Return whether it was settled within that time."""
        return self._done.wait(seconds)

    def result(self) -> str:
        """Return the id of the settled record. Raises AuditUnavailable."""
        if self._error is not None:
            raise copy(self._error) if isinstance(self._error, AuditUnavailable) else self._error
        return self._id


def encoded(record: Record) -> Draft:
    """Encode a record. Raises AuditUnavailable for a value that is no JSON."""
    try:
        return draft(record)
    except (TypeError, ValueError) as error:
        raise AuditUnavailable(f"The record cannot be written as JSON: {error}.") from error


def awaited(pending: Pending, seconds: float, close: Callable[[Record], object]) -> str:
    """Return the id once the record is durable. Raises AuditUnavailable, also when that takes too long.

    Nothing is lost without a word: a record that is still waiting when its time is over is written when the
    sink can write again, but an intent, whose call was never sent, is taken back; and if it is too late for
    that, `close` is given its outcome, `not_sent`.
    """
    in_time = False
    try:
        in_time = pending.wait(seconds)
    finally:
        if not in_time:
            disown(pending, close)
    if not in_time:
        raise AuditUnavailable(f"The audit log did not take a record within {seconds:g} s.")
    return pending.result()


def disown(pending: Pending, close: Callable[[Record], object]) -> None:
    """Nobody waits for this record any more: an intent must not stay open, for nothing will be sent."""

    def close_late(late: Pending) -> None:
        if late.id:
            close(Record("outcome", cause=late.id, outcome="not_sent"))

    if pending.draft.kind == "intent" and not pending.withdraw():
        pending.then(close_late)
