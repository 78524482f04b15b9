"""Who may write into the log's directory, knows the format, and computes every hash anew."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.audit.logs import content, put, segments_of
from tiktok_shop_sdk.core.audit import Checkpoint, Tree, commit_line, leaf_hash, origin
from tiktok_shop_sdk.sinks.segments import COMMIT, open_segment_path, records_only, sealed_segment_path

Record = dict[str, Any]
Segments = list[list[Record]]


def records_of(log: Path, stream: str) -> Segments:
    """Read the records of a stream, segment by segment."""
    texts = [content(path).splitlines() for path in segments_of(log, stream)]
    return [[json.loads(line) for line in records_only(lines)] for lines in texts]


def renumbered(segments: Segments, stream: str) -> Segments:
    """Give the records the places that they have now, and let outcomes name their intents by them."""
    names: dict[str, str] = {}
    for seq, record in enumerate((record for segment in segments for record in segment), 1):
        names[record["id"]] = f"{stream}-{seq}"
        record |= {"seq": seq, "id": f"{stream}-{seq}"}
        if "cause" in record:
            record["cause"] = names.get(record["cause"], record["cause"])
    return segments


def resealed(log: Path, stream: str, change: Callable[[Segments], Segments]) -> None:
    """Write the stream anew with those changes: sealed segments, commit lines and checkpoints, all sound."""
    segments = renumbered(change(records_of(log, stream)), stream)
    place = log / stream
    for path in segments_of(log, stream):
        path.unlink()
    tree, still_open, checkpoints, name = Tree(), set[int](), list[bytes](), ""
    for number, records in enumerate(segments, 1):
        first, lines = tree.size + 1, [json.dumps(record, separators=(",", ":")).encode() for record in records]
        for record, line in zip(records, lines, strict=True):
            tree.add(leaf_hash(line))
            name = name or origin(stream, leaf_hash(line))
            if record["kind"] == "intent":
                still_open.add(record["seq"])
            elif record["kind"] == "outcome":
                still_open.discard(int(record["cause"].rpartition("-")[2]))
        closes = number < len(segments)
        beyond = (tree.peaks, tuple(sorted(still_open))) if closes else ((), ())
        checkpoints.append(Checkpoint(name, tree.size, tree.root(), records[-1]["time"], *beyond).encode())
        if closes:
            sealed_segment_path(place, first).write_bytes(gzip.compress(b"\n".join([*lines, b""])))
        else:
            open_segment_path(place, first).write_bytes(b"\n".join([*lines, commit_line(tree), b""]))
    (place / "checkpoints").write_bytes(b"\n".join([*checkpoints, b""]))


def lines_changed(path: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Change the lines of one segment and compute nothing anew."""
    put(path, b"".join(change(content(path).splitlines(keepends=True))))


def checkpoints_changed(log: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Change the lines of the checkpoints of the first stream."""
    path = log / "s1" / "checkpoints"
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))


def without_last_write(lines: list[bytes]) -> list[bytes]:
    """Cut a segment back to the commit line before the last."""
    commits = [at for at, line in enumerate(lines) if line.startswith(COMMIT)]
    return lines[: commits[-2] + 1]
