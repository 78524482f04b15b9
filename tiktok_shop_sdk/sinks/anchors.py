"""Heads of the audit log, kept where whoever can change the log cannot change them.

Nothing inside a directory can prove that its own end was not cut off. An anchor keeps the newest checkpoint
of each stream outside; with it, `verify` misses what was cut, up to the last checkpoint that reached the
anchor.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from ..core.audit import Checkpoint
from ..ports.files import FileLock, private_directory, read_file, sync_name
from .appendfile import AppendFile
from .segments import stream_number


class HeadAnchor(Protocol):
    """A place outside the log that takes heads and never forgets one."""

    def publish(self, head: Checkpoint) -> None:
        """Keep the head durably; an exception stops further calls until it works."""
        ...

    def heads(self) -> Iterable[Checkpoint]:
        """Return at least the newest head of each stream."""
        ...


def publish(anchors: Iterable[HeadAnchor], head: Checkpoint) -> None:
    """Tell all anchors about a head. Raises OSError for whatever one of them raises."""
    for anchor in anchors:
        try:
            anchor.publish(head)
        except Exception as error:
            raise OSError(f"the head of {head.stream} cannot be anchored: {error}") from error


class DirectoryAnchor:
    """A second directory, on another disk or machine or under another user: one append-only file per stream.

    One directory belongs to one log. Only the newest head counts, for its root stands for all before it.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)

    def publish(self, head: Checkpoint) -> None:
        """Append the head to its stream's file. Raises OSError, and ValueError for a head that lies before the last."""
        sync_name(private_directory(self._path))
        with FileLock(self._path / f"{head.stream}.lock"):
            file = self._path / f"{head.stream}.heads"
            data = read_file(file) if file.exists() else b""
            whole = data[: data.rfind(b"\n") + 1]
            last = _last(whole)
            if last is not None and (last.origin != head.origin or last.size > head.size):
                raise ValueError(f"{file} already holds {last.origin} at size {last.size}")
            if last is not None and last.size == head.size:
                return
            held = AppendFile(file, len(whole))
            try:
                if whole != data:
                    held.repair()
                if last is not None:
                    held.secure(last.encode() + b"\n")
                held.append(Checkpoint(head.origin, head.size, head.root, head.time).encode() + b"\n")
            finally:
                held.close()

    def heads(self) -> list[Checkpoint]:
        """Return the newest head of each stream. Raises OSError, ValueError."""
        files = [path for path in sorted(self._path.glob("*.heads")) if stream_number(path.stem)]
        found = [_last(read_file(path)) for path in files]
        return [head for head in found if head is not None]


def _last(data: bytes) -> Checkpoint | None:
    whole = data.split(b"\n")[:-1]
    return Checkpoint.decode(whole[-1]) if whole else None
