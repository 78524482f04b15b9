"""Where `verify` and `query` read a log from: a directory of files, or the tables of a database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from . import segments
from .checkpoints import NAME, Ahead


class StreamSource(Protocol):
    """One stream, read as the files of format v1 read."""

    @property
    def name(self) -> str: ...

    def kept_from(self) -> int:
        """The seq of the first record that was not pruned. Raises OSError, ValueError."""
        ...

    def firsts(self) -> set[int]:
        """The first seqs of all segments that are there. Raises OSError, ValueError."""
        ...

    def ahead(self) -> Ahead:
        """Its checkpoints, one after the other. Raises OSError."""
        ...

    def open_first(self, first: int) -> tuple[BinaryIO, bool] | None:
        """Open the segment that starts with this record, and say whether it is sealed. Raises OSError."""
        ...


class LogSource(Protocol):
    """All streams of a log."""

    def streams(self) -> Sequence[StreamSource]:
        """The streams in the order of their numbers. Raises OSError."""
        ...


class FileStream:
    """A stream in its directory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name

    def kept_from(self) -> int:
        return segments.read_min_index(self.path)

    def firsts(self) -> set[int]:
        return set(segments.segment_seqs(self.path).values())

    def ahead(self) -> Ahead:
        return Ahead(lambda: segments.open_plain(self.path / NAME))

    def open_first(self, first: int) -> tuple[BinaryIO, bool] | None:
        return segments.open_first(self.path, first)


class Files:
    """A log in its directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def streams(self) -> list[FileStream]:
        return [FileStream(path) for path in segments.streams(self._directory)]
