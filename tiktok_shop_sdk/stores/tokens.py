"""What is kept of one account's consent, in one private file that is replaced whole and durably."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.kept import Kept
from ..errors import TokensUnavailable
from ..ports.files import FileLock, private_directory, read_file, replace_file, sync_directory
from ..ports.sealing import Sealer

_PATIENCE = 5.0  # seconds to wait for another process that changes the file; it needs milliseconds
_POLL = 0.002


class TokenFile:
    """`tokens.json` (0600) in the account's directory, and the lock under which the tokens are refreshed.

    Raises `TokensUnavailable` and nothing else.
    """

    def __init__(self, directory: Path, sealer: Sealer | None = None) -> None:
        self._path = directory / "tokens.json"
        self._sealer = sealer or Sealer(str(self._path))
        self._guard = threading.Lock()
        self._seen: tuple[tuple[int, int, int], Kept] | None = None  # in one, for `unchanged` asks without the lock
        with self._told():
            private_directory(directory)

    def kept(self) -> Kept:
        """As the newest process wrote it; the file is read only when it changed."""
        with self._guard, self._told():
            return self._look()

    def unchanged(self) -> Kept | None:
        """What was read last, if its file is still the same. Waits for nobody: an event loop may ask."""
        seen = self._seen
        try:
            return seen[1] if seen is not None and seen[0] == self._stamp() else None
        except OSError:
            return None

    def rest(self) -> bool:
        """Keep no token in memory until somebody asks again."""
        self._seen = None
        return True

    def change(self, change: Callable[[Kept], Kept]) -> Kept:
        """Apply a change to what is there now, atomically among all processes and durably; returns what was before."""
        with self._guard, self._told(), self._alone():
            before = self._look()
            after = change(before)
            if after != before:
                self._store(after)
            return before

    def lock(self) -> FileLock:
        """Held by whoever refreshes the tokens; every handle excludes every other, in any process."""
        return FileLock(self._path.with_name("refresh.lock"))

    def _store(self, kept: Kept) -> None:
        self._seen = None  # whatever becomes of the writing, the file is read again
        if kept == Kept():
            self._path.unlink(missing_ok=True)
            sync_directory(self._path.parent)
        else:
            replace_file(self._path, self._sealer.seal(kept))
        self._look()

    def _look(self) -> Kept:
        try:
            stamp = self._stamp()
        except FileNotFoundError:
            self._seen = None
            return Kept()
        seen = self._seen
        if seen is None or seen[0] != stamp:
            seen = self._seen = stamp, self._sealer.open(read_file(self._path))
        return seen[1]

    def _stamp(self) -> tuple[int, int, int]:
        found = self._path.stat()
        return found.st_mtime_ns, found.st_size, found.st_ino

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Between reading and replacing nobody else replaces: a lost change could be a lost grant."""
        lock = FileLock(self._path.with_name("tokens.lock"))
        until = time.monotonic() + _PATIENCE
        while not lock.try_acquire():
            if time.monotonic() > until:
                raise TokensUnavailable(f"the tokens in {self._path} are in use by another process")
            time.sleep(_POLL)
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
            return
        except OSError as error:
            reason = error.strerror or type(error).__name__
        raise TokensUnavailable(f"the tokens in {self._path} cannot be used: {reason}")
