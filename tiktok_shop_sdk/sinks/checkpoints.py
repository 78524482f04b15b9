"""Reads the checkpoints of a stream: the last ones for who goes on writing, each in turn for who verifies."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ..core.audit import Checkpoint
from .segments import open_plain

NAME = "checkpoints"
_LINE_LIMIT = 1 << 20
_REACH = 1 << 16  # bytes read from the end at first


class Last(NamedTuple):
    """The end of the file: its last checkpoint, the last that closed a segment, the bytes of whole lines."""

    checkpoint: Checkpoint | None
    closing: Checkpoint | None
    length: int
    torn: bytes


def last(stream: Path) -> Last:
    """Read the end of the file, as far back as the last closed segment. Raises OSError, ValueError."""
    try:
        file = open_plain(stream / NAME)
    except FileNotFoundError:
        return Last(None, None, 0, b"")
    with file:
        size = file.seek(0, os.SEEK_END)
        reach = _REACH
        while True:
            file.seek(max(0, size - reach))
            data = file.read(min(size, reach))
            found = _last_of(data, whole=reach >= size)
            if found is not None:
                checkpoint, closing, torn = found
                return Last(checkpoint, closing, size - len(torn), torn)
            reach *= 4


def _last_of(data: bytes, *, whole: bool) -> tuple[Checkpoint | None, Checkpoint | None, bytes] | None:
    *text, torn = data.split(b"\n")
    newest = None
    for line in reversed(text if whole else text[1:]):
        checkpoint = Checkpoint.decode(line)
        newest = newest or checkpoint
        if checkpoint.closes:
            return newest, checkpoint, torn
    return (newest, None, torn) if whole else None


class Ahead:
    """Reads the checkpoints one after the other, also beside a writer: who asks again at the end may get more.

    `offset` is where the line of the next checkpoint starts. An unfinished line is not there yet.
    """

    def __init__(self, opening: Callable[[], BinaryIO]) -> None:
        self._opening = opening
        self._file: BinaryIO | None = None
        self._open()
        self.size_at_start = self._file.seek(0, os.SEEK_END) if self._file else 0
        self.offset = 0
        self._next: Checkpoint | None = None
        self._end = 0

    def _open(self) -> BinaryIO | None:
        """The first checkpoint makes the file, which may be later than now."""
        if self._file is None:
            with contextlib.suppress(FileNotFoundError):
                self._file = self._opening()
        return self._file

    def peek(self) -> Checkpoint | None:
        """Return the next checkpoint, None if there is none (yet). Raises OSError, ValueError."""
        if self._next is not None:
            return self._next
        file = self._open()
        if file is None:
            return None
        file.seek(self._end)
        line = file.readline(_LINE_LIMIT)
        if line.endswith(b"\n"):
            self._next = Checkpoint.decode(line[:-1])
            self.offset, self._end = self._end, self._end + len(line)
        elif len(line) == _LINE_LIMIT:
            raise ValueError("a line of the checkpoints is too long")
        return self._next

    def advance(self) -> None:
        """Go to the next checkpoint."""
        self._next = None

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
