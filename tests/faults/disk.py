"""A disk between the code and the real one: it sees each file call below a directory, and may fail it, die, or lie."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BY_PATH = ("open", "mkdir", "unlink", "rename", "replace", "link", "chmod", "stat", "lstat", "scandir", "listdir")
BY_DESCRIPTOR = ("write", "read", "fsync", "ftruncate", "fstat", "lseek", "close", "fdopen")
_LETS_GO = ("close", "fdopen")  # a file object closes its descriptor itself


class Killed(BaseException):
    """The process is gone: what it still does on its way out never reaches the disk."""


@dataclass(frozen=True, slots=True)
class FileCall:
    """One call, before it is made: the how many-th it is, its name, the file, and its arguments."""

    number: int
    name: str
    path: str
    arguments: tuple[Any, ...]


Hook = Callable[[FileCall], None]
Note = Callable[[FileCall, Any], None]
Lie = Callable[[FileCall], bool]


def nothing(call: FileCall) -> None:
    """The disk does as it is told."""


def failing(number: int, code: int) -> Hook:
    """The disk refuses that one call."""

    def refuse(call: FileCall) -> None:
        if call.number == number:
            raise OSError(code, os.strerror(code), call.path)

    return refuse


def dying(number: int) -> Hook:
    """The process dies in place of that call."""

    def die(call: FileCall) -> None:
        if call.number == number:
            raise Killed

    return die


class Disk:
    """Stands between `os` and the files below `root` while it is `inserted`.

    `before` sees each call and may raise an OSError in its place, or `Killed`, after which nothing more is done.
    `after` sees each call that went well. What `lie` picks is not carried out, and said to have been.
    """

    def __init__(
        self, root: Path, *, before: Hook = nothing, after: Note | None = None, lie: Lie | None = None
    ) -> None:
        self._root = str(root)
        self._before = before
        self._after = after
        self._lie = lie
        self._files: dict[int, str] = {}
        self.dead = False
        self._real = {name: getattr(os, name) for name in BY_PATH + BY_DESCRIPTOR}
        self.calls: list[FileCall] = []

    @contextlib.contextmanager
    def inserted(self) -> Iterator[Disk]:
        """Put the disk in its place; a process that dies on it ends here."""
        for name, real in self._real.items():
            setattr(os, name, self._seen(name, real))
        try:
            yield self
        except Killed:
            pass
        finally:
            for name, real in self._real.items():
                setattr(os, name, real)
            for descriptor in self._files if self.dead else ():  # with its locks
                os.close(descriptor)

    def _seen(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            path = self._path(name, arguments[0] if arguments else ".")
            if path is None:
                return real(*arguments, **options)
            return self._made(FileCall(len(self.calls), name, path, arguments), real, options)

        return call

    def _path(self, name: str, target: Any) -> str | None:
        if name in BY_DESCRIPTOR:
            return self._files.get(target)
        text = os.fspath(target) if not isinstance(target, int) else ""
        return text if isinstance(text, str) and text.startswith(self._root) else None

    def _made(self, call: FileCall, real: Callable[..., Any], options: dict[str, Any]) -> Any:
        if self.dead:
            if call.name == "close":
                return None  # the system does that, when all is over
            raise Killed
        self.calls.append(call)
        try:
            self._before(call)
        except Killed:
            self.dead = True
            raise
        except OSError:
            if call.name in _LETS_GO:  # gone all the same, as Linux does it
                os.close(self._let_go(call))
            raise
        if self._lie is not None and self._lie(call):
            return None
        result = real(*call.arguments, **options)
        if call.name == "open":
            self._files[result] = call.path
        if self._after is not None:
            self._after(call, result)
        if call.name in _LETS_GO:
            self._let_go(call)
        return result

    def _let_go(self, call: FileCall) -> int:
        descriptor: int = call.arguments[0]
        del self._files[descriptor]
        return descriptor
