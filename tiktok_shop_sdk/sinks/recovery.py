"""Finds the place at which a stream goes on, after a clean end as after a crash.

Every write ends with a commit line and is acknowledged after its sync. So what lies behind the last commit
line was never acknowledged and may be cut; anything else that does not fit is damage, and stops the writer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..core.audit import Checkpoint, commit_line
from ..errors import AuditUnavailable
from ..ports.files import read_file, replace_file, sync_directory, sync_name
from . import checkpoints
from .appendfile import AppendFile, Cut
from .chain import Broken, Chain
from .segments import COMMIT, open_segment_path, read_min_index, segment_seqs, write_min_index


@dataclass(slots=True)
class Position:
    """Where a stream stands: all that its writer has to know."""

    chain: Chain
    checkpoints: AppendFile
    segment: AppendFile | None = None
    opened: str = ""  # time of the segment's first record
    closed: list[Path] = field(default_factory=list)  # segments that wait to be sealed
    cuts: list[Cut] = field(default_factory=list)


def recover(stream: Path) -> Position:
    """Read a stream whose lock is held and make it ready to go on. Raises AuditUnavailable for damage, OSError."""
    sync_directory(stream)  # the last writer may have died before the names that it made were on the disk
    for directory in (stream, stream.parent):
        sync_name(directory)
    try:
        last = checkpoints.last(stream)
        chain = Chain.after(stream.name, last.closing) if last.closing else Chain(stream.name)
        seqs = segment_seqs(stream)
    except Broken as broken:
        raise damage(stream, checkpoints.NAME, broken.why) from broken
    except ValueError as error:
        raise damage(stream, "", str(error)) from error
    position = Position(chain, AppendFile(stream / checkpoints.NAME, last.length))
    if last.torn:
        position.cuts.append(position.checkpoints.repair())
    if last.checkpoint:
        position.checkpoints.secure(last.checkpoint.encode() + b"\n")
    for leftover in stream.glob("*.tmp"):
        leftover.unlink()
    if not (stream / "min-index").exists() and not seqs and not chain.tree.size:
        write_min_index(stream, 1)
    position.closed = _closed_segments(stream, seqs, chain.next)
    _read_open_segment(position, stream, last.checkpoint)
    return position


def damage(stream: Path, file: str, why: str) -> AuditUnavailable:
    """Return the error that names the damaged place."""
    return AuditUnavailable(
        f"The audit log is damaged: {stream / file}: {why}.",
        next_step="Copy the log, verify it, and move this stream's directory away to go on.",
        next_step_zh="请先备份审计日志并运行校验,再移走该 stream 目录后继续。",
    )


def _closed_segments(stream: Path, seqs: dict[Path, int], going_on: int) -> list[Path]:
    for path, first in seqs.items():
        if first > going_on or (first == going_on and path.suffix == ".gz"):
            raise damage(
                stream,
                path.name,
                f"what lies between checkpoint {going_on - 1} and record {first} is missing",
            )
    kept = any(first < going_on for first in seqs.values())
    if not kept and going_on != read_min_index(stream):
        raise damage(stream, checkpoints.NAME, f"all segments up to record {going_on - 1} are missing")
    return [path for path, first in seqs.items() if first < going_on and path.suffix == ".jsonl"]


def _read_open_segment(position: Position, stream: Path, last: Checkpoint | None) -> None:
    chain, path = position.chain, open_segment_path(stream, position.chain.next)
    data = b""
    if path.exists():
        data = read_file(path)
        good = _commits(position, path, data, last)
        position.segment = AppendFile(path, good)
        if good < len(data):
            position.cuts.append(Cut.of(path, data[good:]))
    known = last.size if last else 0
    if known > chain.tree.size:
        raise damage(stream, path.name, f"it ends with record {chain.tree.size}, its checkpoint with {known}")
    if position.segment and (known < chain.tree.size or position.segment.length < len(data)):
        # The last writer did not come to its end. What it wrote may be in memory only, even after a failed
        # sync, and a new file is the one way to have it on the disk for sure.
        replace_file(path, data[: position.segment.length])


def _commits(position: Position, path: Path, data: bytes, last: Checkpoint | None) -> int:
    """Add all committed records and return the offset behind the last commit line."""
    chain, good, waiting = position.chain, 0, list[bytes]()
    offset = 0
    for line in data.split(b"\n")[:-1]:
        offset += len(line) + 1
        if not line.startswith(COMMIT):
            waiting.append(line)
            continue
        try:
            for waited in waiting:
                chain.add(waited)
                position.opened = position.opened or chain.time
                if last is not None and last.size == chain.tree.size:
                    chain.meets(last)
            if line != commit_line(chain.tree):
                raise Broken(chain.tree.size, "the commit line does not cover the records before it")
        except Broken as broken:
            where = f"record {broken.seq}, before byte {offset}: {broken.why}"
            raise damage(path.parent, path.name, where) from broken
        good, waiting = offset, []
    return good
