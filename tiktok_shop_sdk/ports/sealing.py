"""Turns what is kept of a consent into bytes at rest and back: encrypted where the account declares a key."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..core.kept import Kept
from ..core.token_key import KeyFromEnvironment, TokenKey
from ..errors import DeclarationError, TokensUnavailable

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

_CLEAR = b"{"  # JSON begins so; a Fernet token is base64 of a version byte, and begins with gAAAAA


class Sealer:
    """For every store of tokens: `seal` before bytes leave the process, `open` after they came back.

    With a key (Fernet: AES-128-CBC and HMAC-SHA256), clear bytes of before are still read, and sealed at the next
    write. `where` names the store in errors. The key is read when it is first needed.
    """

    def __init__(self, where: str, key: TokenKey | None = None) -> None:
        self._where = where
        self._key = key
        self._fernet: MultiFernet | None = None

    def seal(self, kept: Kept) -> bytes:
        """Bytes for a private place. Raises `TokensUnavailable` without the declared key: never clear instead."""
        clear = kept.encoded()
        return clear if self._key is None else self._opened_key(self._key).encrypt(clear)

    def open(self, stored: bytes) -> Kept:
        """What `seal` was given. Raises `TokensUnavailable` for a wrong or missing key, and for damage."""
        if stored.startswith(_CLEAR):
            clear: bytes | None = stored
        elif self._key is None:
            raise self._unavailable(
                "are encrypted, or damaged, and this account declares no token_key",
                next_step="Declare the token_key under which they were stored. If there was none, move the file away "
                "and let the seller consent again.",
                next_step_zh="请声明存储时所用的 token_key;若从未加密,请移走该文件并让卖家重新授权。",
            )
        else:
            clear = _decrypted(self._opened_key(self._key), stored)
        if clear is None:
            raise self._unavailable(
                f"cannot be decrypted with what {self._key} holds",
                next_step="Give the key that encrypted them; after an exchange of keys, the old one behind the new "
                "one. Nothing was changed or lost.",
                next_step_zh="请提供加密时所用的密钥;更换密钥后,请把旧密钥放在新密钥之后。数据未被更改或丢失。",
            )
        kept = Kept.decoded(clear)
        if kept is None:
            raise self._unavailable(
                "are damaged",
                next_step="Bring them back from a backup, or move them away and let the seller consent again.",
                next_step_zh="请从备份恢复,或将其移走并让卖家重新授权。",
            )
        return kept

    def _opened_key(self, key: TokenKey) -> MultiFernet:
        opened = self._fernet
        if opened is None:
            fernet = _extra("cryptography.fernet", "crypto")
            text = _environment(key) if isinstance(key, KeyFromEnvironment) else _keyring(key.service, key.user)
            keys = _each(fernet.Fernet, text)
            if not keys:
                raise self._unavailable(
                    f"need a key, and {key} {'holds none that is well-formed' if text else 'is empty'}",
                    next_step="Give it a Fernet key: python -c 'from cryptography.fernet import Fernet; "
                    "print(Fernet.generate_key().decode())'. Tokens are never stored in clear instead.",
                    next_step_zh="请在其中存放 Fernet 密钥(生成方法见英文提示)。令牌绝不会改为明文存储。",
                )
            self._fernet = opened = fernet.MultiFernet(keys)
        return opened

    def _unavailable(self, what: str, *, next_step: str, next_step_zh: str) -> TokensUnavailable:
        return TokensUnavailable(f"the tokens in {self._where} {what}", next_step=next_step, next_step_zh=next_step_zh)


def _decrypted(fernet: MultiFernet, stored: bytes) -> bytes | None:
    try:
        return fernet.decrypt(stored)
    except import_module("cryptography.fernet").InvalidToken:
        return None


def _environment(key: KeyFromEnvironment) -> str:
    return os.environ.get(key.variable, "")


def _keyring(service: str, user: str) -> str:
    keyring = _extra("keyring", "keyring")
    try:
        return keyring.get_password(service, user) or ""
    except keyring.errors.KeyringError:  # locked, or none on this machine; its text may name the entry's content
        return ""


def _each(make: Callable[[str], Any], text: str) -> list[Any]:
    """All keys of the text; none if one is malformed, for nobody should find out at the exchange of keys."""
    try:
        return [make(one) for one in text.replace(",", " ").split()]
    except ValueError:
        return []


def _extra(module: str, extra: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError:
        pass
    install = f"pip install 'tiktok-shop-sdk[{extra}]'"
    raise DeclarationError(
        f"this token_key needs an optional package: {install}",
        next_step=f"{install}. Tokens are never stored in clear instead.",
        next_step_zh=f"请安装可选依赖:{install}。令牌绝不会改为明文存储。",
    )
