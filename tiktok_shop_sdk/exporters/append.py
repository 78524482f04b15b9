"""A file that only grows, line by line: durable when a write returns, and whole again after a crash."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from ..errors import Refused
from ..ports.files import open_file, sync_directory, sync_file, write_all

T = TypeVar("T")
_BLOCK = 1 << 16


class FileUnusable(Refused):
    """The file that rows go to cannot be opened, read or written."""

    next_step = "Give a path that this user may write, with room on its disk, and run it again: it resumes."
    next_step_zh = "请提供当前用户可写且磁盘有空间的路径,然后重新运行,将从断点继续。"


class AppendFile:
    """Lines in UTF-8. What a crash tore off at the end is cut when the file is opened; a new file is 0600."""

    def __init__(self, path: str | Path, *, head: bytes = b"") -> None:
        self.path = Path(path)
        self._descriptor = self._guarded(self._opened)
        try:
            self.size = self._guarded(self._mended)
            if not self.size and head:
                self._guarded(lambda: self._append(head))
        except BaseException:
            self.close()
            raise

    def append(self, data: bytes) -> None:
        """Whole lines; on the disk when this returns. After `FileUnusable`, open the file anew."""
        if data:
            self._guarded(lambda: self._append(data))

    def first_line(self) -> bytes:
        """The first line, with its end."""
        return self._guarded(lambda: self._read(0, _BLOCK)).partition(b"\n")[0] + b"\n"

    def keep(self, mark: int, key: Callable[[bytes], Any]) -> set[Any]:
        """The keys of the lines behind the first `mark` bytes; from the first line that has none, the file is
        cut.

        Those lines were written and never acknowledged, so a crash may have left anything there.
        """
        return self._guarded(lambda: self._kept(mark, key))

    def _kept(self, mark: int, key: Callable[[bytes], Any]) -> set[Any]:
        keys: set[Any] = set()
        place = mark
        for line in _lines(self._read(mark, max(0, self.size - mark))):
            found = key(line)
            if found is None:
                self._cut(place)
                break
            keys.add(found)
            place += len(line)
        return keys

    def _read(self, start: int, most: int) -> bytes:
        os.lseek(self._descriptor, start, os.SEEK_SET)
        parts: list[bytes] = []
        while most > 0 and (part := os.read(self._descriptor, most)):
            parts.append(part)
            most -= len(part)
        return b"".join(parts)

    def _opened(self) -> int:
        is_new = not self.path.exists()
        descriptor = open_file(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        if is_new:
            sync_directory(self.path.parent)
        return descriptor

    def _mended(self) -> int:
        """Cut off what comes after the last line end; the size that is left."""
        size = end = os.fstat(self._descriptor).st_size
        while end > 0:
            start = max(0, end - _BLOCK)
            found = self._read(start, end - start).rfind(b"\n")
            if found >= 0:
                end = start + found + 1
                break
            end = start
        if end != size:
            self._cut(end)
        return end

    def _cut(self, size: int) -> None:
        os.ftruncate(self._descriptor, size)
        sync_file(self._descriptor)
        self.size = size

    def _append(self, data: bytes) -> None:
        write_all(self._descriptor, data)
        sync_file(self._descriptor)
        self.size = os.fstat(self._descriptor).st_size

    def _guarded(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except OSError as error:
            reason = error.strerror or str(error)
        raise FileUnusable(f"the file {self.path} cannot be used: {reason}")

    def close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _lines(data: bytes) -> Iterator[bytes]:
    start = 0
    while (end := data.find(b"\n", start)) >= 0:
        yield data[start : end + 1]
        start = end + 1
