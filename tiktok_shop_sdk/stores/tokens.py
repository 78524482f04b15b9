"""The tokens and shop ciphers of one account, in one private file that is replaced whole and durably."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

from ..core.secret import Secret
from ..core.tokens import Grant
from ..errors import ConsentNeeded
from ..ports.files import FileLock, private_directory, replace_file

# A consent may wait for the shop's owner; the code that comes back lives 30 minutes by itself.
STATE_LIFE = 24 * 3600.0


class TokenFile:
    """`tokens.json` (0600) in the account's directory, and the lock under which the tokens are refreshed."""

    def __init__(self, directory: Path) -> None:
        private_directory(directory)
        self._path = directory / "tokens.json"
        self._lock = directory / "refresh.lock"
        self._guard = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._kept: dict[str, Any] = {}
        self._grant: Grant | None = None

    def read(self) -> Grant | None:
        """The grant as the newest process wrote it; the file is read only when it changed."""
        with self._guard:
            self._look()
            return self._grant

    def unchanged(self) -> Grant | None:
        """The grant that was read last, if its file is still the same. Waits for nobody: an event loop may ask."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return self._grant if self._seen == (found.st_mtime_ns, found.st_size, found.st_ino) else None

    def write(self, grant: Grant | None) -> None:
        """Store a new pair before it is used, or forget the tokens (None)."""
        with self._guard:
            self._look()
            same = grant is not None and self._grant is not None and grant.open_id == self._grant.open_id
            ciphers = self._kept.get("ciphers", {}) if same else {}  # those of another seller open nothing
            kept = None if grant is None else grant.reveal()
            self._store({**self._kept, "grant": kept, "ciphers": ciphers})

    def ciphers(self) -> dict[str, Secret]:
        """The shop ciphers of the last `shops()`, by shop id."""
        with self._guard:
            self._look()
            return {shop: Secret(cipher) for shop, cipher in self._kept.get("ciphers", {}).items()}

    def keep_ciphers(self, ciphers: dict[str, Secret]) -> None:
        """Remember the shops of this grant, so that `client.shop("7495...")` needs no call."""
        revealed = {shop: cipher.reveal() for shop, cipher in ciphers.items()}
        with self._guard:
            self._look()
            if self._kept.get("ciphers", {}) != revealed:
                self._store({**self._kept, "ciphers": revealed})

    def keep_state(self, state: str, now: float) -> None:
        """Remember a consent state that was given out; `now` is in Unix seconds."""
        with self._guard:
            self._look()
            fresh = {s: end for s, end in self._kept.get("states", {}).items() if end > now}
            self._store({**self._kept, "states": {**fresh, state: now + STATE_LIFE}})

    def take_state(self, state: str, now: float) -> bool:
        """Whether this state was given out and has not been used; it works once."""
        with self._guard:
            self._look()
            states = dict(self._kept.get("states", {}))
            end = states.pop(state, 0.0)
            self._store({**self._kept, "states": states})
            return bool(end > now)

    def lock(self) -> FileLock:
        """Held by whoever refreshes the tokens; every handle excludes every other, in any process."""
        return FileLock(self._lock)

    def _store(self, kept: dict[str, Any]) -> None:
        replace_file(self._path, json.dumps(kept).encode())
        self._look()

    def _look(self) -> None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self._seen, self._kept, self._grant = None, {}, None
            return
        seen = (found.st_mtime_ns, found.st_size, found.st_ino)
        if seen == self._seen:
            return
        kept = _decoded(self._path.read_bytes())
        if kept is None:
            raise ConsentNeeded(f"the token file {self._path} is damaged")
        self._kept = kept
        self._grant = Grant.revealed(kept["grant"]) if kept.get("grant") else None
        self._seen = seen  # last, for `unchanged` asks without the lock


def _decoded(raw: bytes) -> dict[str, Any] | None:
    try:
        decoded = json.loads(raw)
    except ValueError:  # its text is the file, tokens and all, so it does not leave this function
        return None
    return decoded if isinstance(decoded, dict) else None
