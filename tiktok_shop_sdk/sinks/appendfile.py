"""A file that only grows, and of which one always knows how much is on the disk."""

from __future__ import annotations

import contextlib
import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ..ports.files import open_file, sync_directory, sync_file, write_all


class Cut(NamedTuple):
    """Bytes that were taken off the end of a file, for they were never acknowledged."""

    file: str
    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path, data: bytes) -> Cut:
        """Describe the bytes that go."""
        return cls(path.name, len(data), sha256(data).hexdigest())


class AppendFile:
    """`length` bytes of the file are durable and acknowledged; whatever lies behind them is not.

    After a failed write or sync the descriptor is never used again: the kernel may have dropped the pages,
    and would say that a second sync went well. `repair` opens the file anew and cuts it back to `length`.
    """

    def __init__(self, path: Path, length: int = 0) -> None:
        self.path = path
        self.length = length
        self.broken = False
        self._descriptor: int | None = None

    def append(self, data: bytes) -> None:
        """Write the bytes and return when they are durable. Raises OSError; then call `repair` first."""
        descriptor = self._open() if self._descriptor is None else self._descriptor
        self.broken = True
        try:
            write_all(descriptor, data)
            sync_file(descriptor)
        except OSError:
            self.close()
            raise
        self.length += len(data)
        self.broken = False

    def _open(self) -> int:
        descriptor = open_file(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        try:
            if os.fstat(descriptor).st_size != self.length:
                raise OSError(f"{self.path} was changed by somebody else")
            if not self.length:
                sync_directory(self.path.parent)
        except OSError:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return descriptor

    def repair(self) -> Cut:
        """Cut off what was not acknowledged and say what it was. Raises OSError; then try again later."""
        self.close()
        descriptor = open_file(self.path, os.O_RDWR | os.O_CREAT)
        try:
            os.lseek(descriptor, self.length, os.SEEK_SET)
            rest = b"".join(iter(lambda: os.read(descriptor, 1 << 20), b""))
            os.ftruncate(descriptor, self.length)
            sync_file(descriptor)
        finally:
            os.close(descriptor)
        self.broken = False
        return Cut.of(self.path, rest)

    def secure(self, end: bytes) -> None:
        """Have the last bytes, which another process wrote, on the disk for sure. Raises OSError.

        It may have died before its sync, or seen it fail; so they are written again, for a sync alone would
        prove nothing.
        """
        descriptor = open_file(self.path, os.O_WRONLY)
        try:
            os.lseek(descriptor, self.length - len(end), os.SEEK_SET)
            write_all(descriptor, end)
            sync_file(descriptor)
        finally:
            os.close(descriptor)

    def close(self) -> None:
        """Let go of the descriptor. What was acknowledged was synced, so a close that fails takes nothing back."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(descriptor)
