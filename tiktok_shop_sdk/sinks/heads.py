"""What a stream says about its neighbours, so that one that disappears, or loses its end, is missed.

A head is `size:root`. Only heads that are surely on the disk are named, or a power cut would make a liar of
the log: what a checkpoint covers was durable before the checkpoint was written, and a commit line that
another one follows was durable before that one was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from . import checkpoints
from .segments import COMMIT, last_lines, stream_number, streams

NEIGHBOURS = 32  # named per record: what fits into a line; further streams are named by those before them
PREFIX = "head."
_COMMIT = re.compile(rb'\{"size":([0-9]{1,18}),"root":"([0-9a-f]{64})"\}')


def heads(log: Path, own: str) -> dict[str, int | str]:
    """Return the heads of the other streams as a record's `detail` holds them. Raises OSError, ValueError."""
    found: dict[str, int | str] = {}
    for stream in _neighbours(streams(log), own):
        try:
            size, root = _head(stream)
        except ValueError as error:
            raise ValueError(f"{stream.name}: {error}") from error
        if size:
            found[f"{PREFIX}{stream.name}"] = f"{size}:{root}"
    return found


def _neighbours(all_streams: list[Path], own: str) -> list[Path]:
    """The streams that follow our own, the first after the last, so that each is named by as many others."""
    mine = stream_number(own) or 0
    behind = [path for path in all_streams if (stream_number(path.name) or 0) > mine]
    before = [path for path in all_streams if (stream_number(path.name) or 0) < mine]
    return (behind + before)[:NEIGHBOURS]


def _head(stream: Path) -> tuple[int, str]:
    checkpoint = checkpoints.last(stream).checkpoint
    known = (checkpoint.size, checkpoint.root.hex()) if checkpoint else (0, "")
    return max(known, _last_but_one_commit(stream))


def _last_but_one_commit(stream: Path) -> tuple[int, str]:
    commits = [found for line in last_lines(stream) if line.startswith(COMMIT) and (found := _COMMIT.fullmatch(line))]
    return (int(commits[-2][1]), commits[-2][2].decode()) if len(commits) > 1 else (0, "")


def named(record: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Yield stream, size and root of each head that a record names. Raises ValueError for what is none."""
    for name, value in record.get("detail", {}).items():
        if name.startswith(PREFIX):
            size, _, root = str(value).partition(":")
            yield name.removeprefix(PREFIX), int(size), root
