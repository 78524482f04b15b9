"""Removes what is older than the log has to be kept, and says so in the log.

Nothing is removed because one clock says so. A sealed segment goes only when its last record, its checkpoint
and its file are all old enough, and when as much time has been *witnessed* by checkpoints since: steps
between two of them that are longer than eight days count for nothing, so a clock that jumps buys no time. A
log in which nothing is written for weeks is therefore kept longer, never shorter.
"""

from __future__ import annotations

import os
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from ..core.audit import Checkpoint, Record, nanoseconds
from ..errors import AuditUnavailable, DeclarationError
from ..ports.files import FileLock, sync_directory
from .jsonl import JsonLinesSink
from .segments import read_min_index, sealed_segment_path, segment_seqs, streams, write_min_index
from .source import FileStream
from .verify import verify

KEEP_DAYS = 180  # the least that the platform's rules ask for
_DAY_NS = 86_400 * 1_000_000_000
_STEP_NS = 8 * _DAY_NS  # a job that runs weekly still witnesses; one undetected jump of that length is taken off
_STREAMS_PER_RECORD = 64


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was removed: how many segments, and the first record that each stream still holds."""

    segments: int
    kept_from: dict[str, int]


def prune(
    directory: str | os.PathLike[str], *, keep_days: int = KEEP_DAYS, now_ns: Callable[[], int] = time.time_ns
) -> Pruned:
    """Remove the sealed segments that are older than `keep_days`, oldest first.

    Raises DeclarationError for less than 180 days, AuditUnavailable if the log is damaged or cannot be
    written.
    """
    if keep_days < KEEP_DAYS:
        raise DeclarationError(f"The audit log is kept for at least {KEEP_DAYS} days; {keep_days} is too short.")
    log = Path(directory)
    verdict = verify(log)
    if not verdict.ok:
        raise AuditUnavailable(f"The audit log in {log} is not pruned, for it does not verify: {verdict}.")
    try:
        with FileLock(log / "prune.lock"):
            return _prune(log, keep_days * _DAY_NS, now_ns)
    except (OSError, ValueError) as error:
        raise AuditUnavailable(f"The audit log in {log} cannot be pruned: {error}.") from error


def _prune(log: Path, keep_ns: int, now_ns: Callable[[], int]) -> Pruned:
    now = now_ns()
    before = {stream.name: read_min_index(stream) for stream in streams(log)}
    witnesses = Witnesses(log, now)
    after = {stream.name: _kept_from(stream, keep_ns, now, witnesses) for stream in streams(log)}
    if any(after[name] > before[name] for name in after):
        _say(log, after, now_ns)
    removed = 0
    for stream in streams(log):
        kept_from = after.get(stream.name, 1)
        if kept_from > read_min_index(stream):
            write_min_index(stream, kept_from)
        old = [path for path, first in segment_seqs(stream).items() if first < kept_from]
        for path in old:
            path.unlink()
        if old:
            sync_directory(stream)
        removed += len(old)
    return Pruned(removed, after)


def _say(log: Path, kept_from: dict[str, int], now_ns: Callable[[], int]) -> None:
    """Record the pruning before it is done, for all streams: the record of an earlier one may go with this one."""
    names = sorted(kept_from)
    with JsonLinesSink(log, clock_ns=now_ns) as sink:
        for start in range(0, len(names), _STREAMS_PER_RECORD):
            part = names[start : start + _STREAMS_PER_RECORD]
            sink.append(Record("prune", detail={name: kept_from[name] for name in part}))


def _kept_from(stream: Path, keep_ns: int, now: int, witnesses: Witnesses) -> int:
    """Return the first record to keep: that behind the youngest segment which is old by every measure."""
    kept_from = read_min_index(stream)
    for checkpoint in _checkpoints(stream):
        path = sealed_segment_path(stream, kept_from)
        if checkpoint.size < kept_from or not checkpoint.closes:
            continue
        if not path.exists():
            break
        time_ns = nanoseconds(checkpoint.time)  # that of the segment's last record, as `verify` has checked
        ages = (now - time_ns, now - path.stat().st_mtime_ns, witnesses.passed_since(time_ns))
        if min(ages) < keep_ns:
            break
        kept_from = checkpoint.size + 1
    return kept_from


def _checkpoints(stream: Path) -> Iterator[Checkpoint]:
    ahead = FileStream(stream).ahead()
    try:
        while (checkpoint := ahead.peek()) is not None:
            yield checkpoint
            ahead.advance()
    finally:
        ahead.close()


class Witnesses:
    """How much time the checkpoints of all streams prove to have passed until now."""

    def __init__(self, log: Path, now: int) -> None:
        times = {nanoseconds(checkpoint.time) for stream in streams(log) for checkpoint in _checkpoints(stream)}
        self._times = sorted({time_ns for time_ns in times if time_ns < now} | {now})
        steps = [later - earlier for earlier, later in pairwise(self._times)]
        self._passed = [0, *accumulate(step if step <= _STEP_NS else 0 for step in steps)]

    def passed_since(self, time_ns: int) -> int:
        """Return the time that has surely passed since then; negative for less than one step."""
        return self._passed[-1] - self._passed[bisect_left(self._times, time_ns, hi=len(self._times) - 1)] - _STEP_NS
