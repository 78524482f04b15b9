"""How a process comes to a stream of its own, and closes what processes that died left open in the others."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from pathlib import Path

from ..core.audit import Record
from ..errors import AuditUnavailable
from ..ports.files import FileLock, private_directory
from .anchors import HeadAnchor
from .segments import last_lines, streams
from .stream import Stream

STOP = '","kind":"stop","id":"'  # in no other record: a quote inside a value is escaped
_PATIENCE = (0.02,) * 50  # seconds


def first_free(log: Path, about: Record, now: int, *, anchors: Sequence[HeadAnchor], segment_bytes: int) -> Stream:
    """Take the first stream that nobody writes, or make one, and start there. Raises OSError, AuditUnavailable."""
    started = partial(_started, about=about, now=now, anchors=anchors, segment_bytes=segment_bytes)
    door = FileLock(log / "take.lock")
    with contextlib.ExitStack() as undo:
        patiently(door.try_acquire)
        undo.callback(door.release)
        own = next(stream for number in count(1) if (stream := started(log / f"s{number}")))
        with contextlib.ExitStack() as failed:
            failed.callback(own.abandon)
            for path in streams(log):
                # What is wrong there is for whoever takes that stream, or verifies.
                with contextlib.suppress(OSError, ValueError, AuditUnavailable):
                    _tend(path, started, now)
            failed.pop_all()
        return own


def _started(
    path: Path,
    *,
    about: Record,
    now: int,
    anchors: Sequence[HeadAnchor],
    segment_bytes: int,
    wanted: Callable[[Path], bool] = lambda path: True,
) -> Stream | None:
    """Take that stream and start there, unless somebody writes it."""
    lock = FileLock(private_directory(path) / "lock")
    if not lock.try_acquire():
        return None
    with contextlib.ExitStack() as undo:
        undo.callback(lock.release)
        if not wanted(path):
            return None
        stream = Stream(path, lock, anchors=anchors, segment_bytes=segment_bytes)
        undo.callback(stream.abandon)
        stream.start(about, now)
        undo.pop_all()
        return stream


def _tend(path: Path, started: Callable[..., Stream | None], now: int) -> None:
    stream = started(path, wanted=_is_left)
    if stream is not None:
        try:
            stream.stop(now)
            stream.seal_closed()  # nobody may take it again, and what is not sealed is never pruned
        finally:
            stream.abandon()


def _is_left(path: Path) -> bool:
    """Whether the last writer of a stream went without a word."""
    *_, record, _ = [b"", b"", *last_lines(path)]
    return STOP.encode() not in record


def patiently(take: Callable[[], bool]) -> None:
    """One process at a time looks for streams, or two would make more than there are writers. Nobody waits for long."""
    for pause in _PATIENCE:
        if take():
            return
        time.sleep(pause)
