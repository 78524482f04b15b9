"""Where the key comes from that encrypts stored tokens: a declaration, never the key itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from ..errors import DeclarationError


@dataclass(frozen=True, slots=True)
class KeyFromEnvironment:
    """An environment variable that holds a Fernet key, or several, separated by spaces: the first encrypts, and each
    of them decrypts, so that a key can be exchanged."""

    variable: str

    def __post_init__(self) -> None:
        if not self.variable:
            raise DeclarationError("KeyFromEnvironment(...) needs the name of a variable")

    def __str__(self) -> str:
        return f"the environment variable {self.variable}"


@dataclass(frozen=True, slots=True)
class KeyFromKeyring:
    """An entry of the system's keyring that holds such keys: macOS Keychain, Windows Credential Locker, Secret
    Service."""

    service: str
    user: str

    def __post_init__(self) -> None:
        if not self.service or not self.user:
            raise DeclarationError("KeyFromKeyring(...) needs the service and the user of a keyring entry")

    def __str__(self) -> str:
        return f"the keyring entry {self.service} / {self.user}"


TokenKey: TypeAlias = KeyFromEnvironment | KeyFromKeyring
