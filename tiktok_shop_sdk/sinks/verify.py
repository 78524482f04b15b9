"""Says whether an audit log is what was written: offline, read-only, beside a live writer and on moved files.

    python -c "from tiktok_shop_sdk.sinks.verify import verify; print(verify('audit/my-account'))"

What it cannot check is never OK. What it needs is the standard library and the files alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..core.audit import Checkpoint
from .anchors import HeadAnchor
from .chain import Broken
from .heads import named
from .source import Files, FileStream, LogSource, StreamSource
from .walk import UNREADABLE, Walk, root_at


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of `verify`; printed, it is one sentence.

    `anchored` says that each stream holds the newest head that an anchor has of it: then nothing up to those
    heads was cut off, and the last `after_anchors` records are covered by the log itself alone. After a
    failure, `stream` and `seq` name the first record that is not proven.
    """

    ok: bool
    anchored: bool = False
    stream: str = ""
    seq: int = 0
    why: str = ""
    records: int = 0
    streams: int = 0
    segments: int = 0
    after_anchors: int = 0

    def __str__(self) -> str:
        if not self.ok:
            return f"FAIL at seq {self.seq}: {self.why}"
        return "OK anchored" if self.anchored else "OK unanchored (truncation not excluded)"


class _Missed(Broken):
    """A rule of the log is broken in a stream other than the one that is read."""

    def __init__(self, stream: str, seq: int, why: str) -> None:
        super().__init__(seq, why)
        self.stream = stream


@dataclass(slots=True)
class _Findings:
    """What the streams say about each other."""

    walks: dict[str, Walk] = field(default_factory=dict)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)  # the newest that others name
    pruned: dict[str, int] = field(default_factory=dict)

    def see(self, record: Mapping[str, Any]) -> None:
        """Keep what a record says about other streams; a few values, however long the log."""
        if record["kind"] != "prune":
            for stream, size, root in named(record):
                self.heads[stream] = max(self.heads.get(stream, (0, "")), (size, root))
        else:
            for name, below in record.get("detail", {}).items():
                self.pruned[name] = max(self.pruned.get(name, 1), int(below))


def verify(log: str | os.PathLike[str] | LogSource, *, anchors: Sequence[HeadAnchor] = ()) -> Verdict:
    """Check every byte of every record in the directory, and against the anchors what may have been cut off.

    A log in PostgreSQL is checked by the same rules: see `postgres.rows.snapshot`.
    """
    source = Files(Path(log)) if isinstance(log, (str, os.PathLike)) else log
    while True:
        before = _pruned_so_far(source)
        verdict = _verify(source, anchors)
        if verdict.ok or before == _pruned_so_far(source):
            return verdict


def _pruned_so_far(log: LogSource) -> dict[str, int]:
    """What is pruned while it is read would be missed, so a log that was pruned meanwhile is read again."""
    try:
        return {stream.name: stream.kept_from() for stream in log.streams()}
    except (OSError, ValueError):
        return {}


def _verify(log: LogSource, anchors: Sequence[HeadAnchor]) -> Verdict:
    found = _Findings()
    stream = ""
    try:
        for each in _streams(log):
            stream = each.name
            walk = found.walks[stream] = Walk(each, found.see)
            walk.run()
        stream = ""
        _check_neighbours(found)
        anchored, after = _check_anchors(found, anchors)
        failure: dict[str, Any] = {"ok": True, "anchored": anchored, "after_anchors": after}
    except Broken as broken:
        where = broken.stream if isinstance(broken, _Missed) else stream
        why = f"{where}: {broken.why}" if where else broken.why
        failure = {"ok": False, "stream": where, "seq": broken.seq, "why": why}
    walks = found.walks.values()
    return Verdict(
        records=sum(walk.records for walk in walks),
        streams=len(walks),
        segments=sum(walk.segments for walk in walks),
        **failure,
    )


def _streams(log: LogSource) -> Sequence[StreamSource]:
    try:
        found = log.streams()
    except OSError as error:
        raise Broken(0, f"there is no audit log: {error}") from error
    for number, stream in enumerate(found, 1):
        if stream.name != f"s{number}":
            raise _Missed(f"s{number}", 0, "the whole stream is missing")
        if isinstance(stream, FileStream) and (stream.path.is_symlink() or not stream.path.is_dir()):
            raise _Missed(stream.name, 0, "it is not a directory of its own")
    if not found:
        raise Broken(0, "there is no audit log: it holds no stream")
    return found


def _check_neighbours(found: _Findings) -> None:
    """Hold the streams against what other streams saw of them, and against what was pruned on record."""
    if not any(walk.chain.tree.size for walk in found.walks.values()):
        raise Broken(0, "there is no audit log: no stream holds a record")
    for stream, (size, root) in sorted(found.heads.items()):
        _check_head(found, stream, size, root, "another stream")
    for stream, walk in found.walks.items():
        if walk.kept_from > found.pruned.get(stream, 1):
            raise _Missed(stream, 1, f"the records before {walk.kept_from} are missing, and no pruning says so")


def _check_head(found: _Findings, stream: str, size: int, root: str, witness: str) -> None:
    walk = found.walks.get(stream)
    if walk is None:
        raise _Missed(stream, 0, f"the whole stream is missing; {witness} knows {size} records of it")
    if size < walk.kept_from - 1:
        return  # pruned since, on record
    try:
        here = root_at(walk.stream, size)
    except UNREADABLE as error:
        raise _Missed(stream, size, f"it cannot be read: {error}") from error
    if here is None:
        seq = walk.chain.next
        raise _Missed(stream, seq, f"the end is missing; {witness} knows {size} records of it")
    if here.hex() != root:
        raise _Missed(stream, size, f"the records up to here are not those that {witness} knows")


def _check_anchors(found: _Findings, anchors: Iterable[HeadAnchor]) -> tuple[bool, int]:
    newest: dict[str, Checkpoint] = {}
    for anchor in anchors:
        for head in _heads_of(anchor):
            walk = found.walks.get(head.stream)
            _check_head(found, head.stream, head.size, head.root.hex(), "an anchor")
            if walk is not None and walk.chain.origin != head.origin:
                raise _Missed(head.stream, 1, f"an anchor knows another log: {head.origin}")
            if head.size > (newest[head.stream].size if head.stream in newest else 0):
                newest[head.stream] = head
    written = {name: walk.chain.tree.size for name, walk in found.walks.items() if walk.chain.tree.size}
    anchored = all(name in newest for name in written)
    after = sum(size - newest[name].size for name, size in written.items()) if anchored else 0
    return anchored, after


def _heads_of(anchor: HeadAnchor) -> list[Checkpoint]:
    try:
        return list(anchor.heads())
    except Exception as error:  # whatever an anchor of somebody else raises, it could not be checked
        raise Broken(0, f"an anchor cannot be read: {error}") from error
