"""The names under which accounts and shops stand in the audit log: keyed hashes, until the key is destroyed.

The key of a shop is the one link between the log and the shop. `forget` destroys it: the log stays whole
and verifiable, and nobody can tell any more whose records they are. Keep the directory apart from the log.
"""

from __future__ import annotations

import hmac
import os
import secrets
import sys
from hashlib import sha256
from pathlib import Path

from ..errors import AuditUnavailable
from ..ports.files import private_directory, read_file, replace_file, sync_directory

_KEY_BYTES = 32
_NAME_LENGTH = 32  # hex digits: 128 bits, so that no two shops ever share a name


class Pseudonyms:
    """Keyed names, the same in all processes that use the directory. Safe to use from several threads."""

    def __init__(self, directory: str | os.PathLike[str]) -> None:
        self._directory = Path(directory)

    def of_account(self, identity: str) -> str:
        """Return the name of an account. Raises AuditUnavailable if its key can be neither read nor made."""
        return self._name("account", identity)

    def of_shop(self, shop_id: str) -> str:
        """Return the name of a shop. Raises AuditUnavailable if its key can be neither read nor made."""
        return self._name("shop", shop_id)

    def count(self, shop_id: str | None = None) -> int:
        """How many keys there are of a shop, or of the account with all its shops. Raises AuditUnavailable."""
        try:
            return sum(path.suffix == ".key" for path in self._keys_of(shop_id))
        except OSError as error:
            raise AuditUnavailable(f"The keys for the names in the audit log cannot be listed: {error}.") from error

    def forget(self, shop_id: str | None = None) -> int:
        """Destroy the key of a shop, or those of the account and all its shops; how many there were.

        Raises AuditUnavailable if one is still there.
        """
        try:
            there = self._keys_of(shop_id)
            for path in there:
                path.unlink(missing_ok=True)
            if there:
                sync_directory(self._directory)
        except OSError as error:
            raise AuditUnavailable(f"A key for the names in the audit log cannot be destroyed: {error}.") from error
        return len(there)

    def _keys_of(self, shop_id: str | None) -> list[Path]:
        """With what a crash left while a key was made."""
        pattern = "*.key" if shop_id is None else self._path("shop", shop_id).name
        return sorted(self._directory.glob(f"{pattern}*"))

    def _path(self, kind: str, identity: str) -> Path:
        return self._directory / f"{kind}-{sha256(f'{kind}:{identity}'.encode()).hexdigest()[:_NAME_LENGTH]}.key"

    def _name(self, kind: str, identity: str) -> str:
        path = self._path(kind, identity)
        try:
            key = self._read_or_make(path)
        except OSError as error:
            raise AuditUnavailable(f"The key for the names in the audit log cannot be used: {error}.") from error
        if len(key) != _KEY_BYTES:
            raise AuditUnavailable(f"The key for the names in the audit log is damaged: {path}.")
        return hmac.new(key, f"{kind}:{identity}".encode(), sha256).hexdigest()[:_NAME_LENGTH]

    def _read_or_make(self, path: Path) -> bytes:
        try:
            return read_file(path)
        except FileNotFoundError:
            private_directory(self._directory)
        candidate = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        replace_file(candidate, secrets.token_bytes(_KEY_BYTES))
        try:
            _place(candidate, path)
        except FileExistsError:
            pass  # somebody was faster, and theirs is the key
        finally:
            candidate.unlink(missing_ok=True)
        sync_directory(self._directory)
        return read_file(path)


def _place(candidate: Path, path: Path) -> None:
    """Give the file its name unless the name is taken. Raises FileExistsError."""
    if sys.platform == "win32":  # pragma: no cover - the other platform; a rename there replaces nothing
        candidate.rename(path)
    else:
        path.hardlink_to(candidate)
