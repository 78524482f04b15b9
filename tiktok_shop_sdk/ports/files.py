"""Files that survive a crash and that only their owner can read, on Linux, macOS and Windows alike."""

from __future__ import annotations

import contextlib
import glob
import os
import stat
import sys
import threading
from pathlib import Path
from types import TracebackType

if sys.platform == "win32":  # pragma: no cover - the other platform
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)  # no symlink, no translated line ends


def open_file(path: Path, flags: int) -> int:
    """Open a regular file and return its descriptor; a new file is 0600, a symlink is refused. Raises OSError."""
    if not _PLAIN & getattr(os, "O_NOFOLLOW", 0) and path.is_symlink():  # pragma: no cover - no O_NOFOLLOW there
        raise OSError(f"{path} is a symbolic link")
    descriptor = os.open(path, flags | _PLAIN, 0o600)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise OSError(f"{path} is not a regular file")


def read_file(path: Path) -> bytes:
    """Return all of a regular file. Raises OSError."""
    with os.fdopen(open_file(path, os.O_RDONLY), "rb") as file:
        return file.read()


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, also where the system takes only some of them at a time. Raises OSError."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_file(descriptor: int) -> None:
    """Return when the file's bytes are on the disk. Raises OSError; do not use the descriptor after that."""
    if sys.platform == "darwin":  # pragma: no cover - the other platform; fsync there stops at the drive's cache
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_directory(path: Path) -> None:
    """Return when names made, moved or removed in the directory are on the disk (nothing to do on Windows)."""
    if sys.platform == "win32":  # pragma: no cover - the other platform; directories cannot be opened there
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def private_directory(path: Path) -> Path:
    """Make a directory that only its owner can enter (0700) and return it. Raises OSError, also for a symlink.

    What has to be made above it is made likewise, and the names of what was made are on the disk when this
    returns. A directory that is there costs no sync; see `sync_name` for one whose maker may have died.
    """
    if not path.is_dir():
        if path.parent.is_dir():
            sync_name(path.parent)
        else:
            private_directory(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        sync_directory(path.parent)
    if path.is_symlink():
        raise OSError(f"{path} is a symbolic link")
    if sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(0o700)
    return path


def sync_name(directory: Path) -> None:
    """Return when the name of a directory that was found is on the disk. Raises OSError."""
    with contextlib.suppress(PermissionError):  # where we may not look, no process of ours has made a name
        sync_directory(directory.parent)


def replace_file(path: Path, data: bytes) -> None:
    """Put a file there, or put it in the place of the old one, so that a crash leaves either whole. Raises OSError."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    temporary.unlink(missing_ok=True)
    descriptor = open_file(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        try:
            write_all(descriptor, data)
            sync_file(descriptor)
        finally:
            os.close(descriptor)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def left_by_a_crash(path: Path) -> list[Path]:
    """What `replace_file` of a process that died in the middle left beside the file."""
    return sorted(path.parent.glob(f"{glob.escape(path.name)}.*.tmp"))


class FileLock:
    """A lock that one holder has at a time, among threads and processes of one machine.

    It ends with its process, however that ends. A forked child does not hold it, and cannot release its
    parent's.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None
        self._pid = 0

    def try_acquire(self) -> bool:
        """Take the lock if it is free, without waiting. Raises OSError if the system cannot tell."""
        if self.held:
            return False
        self.release()
        descriptor = open_file(self.path, os.O_RDWR | os.O_CREAT)
        try:
            taken = _lock(descriptor)
        except OSError:
            os.close(descriptor)
            raise
        if not taken:
            os.close(descriptor)
            return False
        self._descriptor, self._pid = descriptor, os.getpid()
        return True

    @property
    def held(self) -> bool:
        """Whether this process holds the lock through this object."""
        return self._descriptor is not None and self._pid == os.getpid()

    def release(self) -> None:
        """Let go of the lock; in a forked child, only of the parent's descriptor."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        try:
            if self._pid == os.getpid():
                _unlock(descriptor)  # explicitly, for a forked child may still hold a copy of the descriptor
        finally:
            os.close(descriptor)

    def __enter__(self) -> FileLock:
        if not self.try_acquire():
            raise BlockingIOError(f"{self.path} is locked by another process or thread")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
