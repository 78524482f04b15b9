"""Tokens encrypted at rest: the key is declared, never stored, and without it nothing is read, written or lost."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from cryptography.fernet import Fernet
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from tests.stores.test_tokens import CIPHERS, GRANT, NEWER, granted, store, with_ciphers
from tiktok_shop_sdk import KeyFromEnvironment, KeyFromKeyring
from tiktok_shop_sdk.core.kept import Kept
from tiktok_shop_sdk.core.token_key import TokenKey
from tiktok_shop_sdk.errors import DeclarationError, TokensUnavailable
from tiktok_shop_sdk.ports.sealing import Sealer
from tiktok_shop_sdk.stores.tokens import TokenFile

OLD, NEW = (base64.urlsafe_b64encode(text * 32).decode() for text in (b"o", b"n"))
KEY = KeyFromEnvironment("ACME_TOKEN_KEY")
SECRETS = (b"access", b"newer", b"refresh", b"ciphers", b"open_id")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("ACME_TOKEN_KEY", OLD)
    return monkeypatch


def sealed(directory: Path, key: TokenKey | None = KEY) -> TokenFile:
    return TokenFile(directory, Sealer("account 'acme-uk'", key))


def raw(directory: Path) -> bytes:
    return (directory / "tokens.json").read_bytes()


def is_clear(stored: bytes) -> bool:
    return any(secret in stored for secret in SECRETS)


def test_what_is_sealed_comes_back_and_shows_nothing(tmp_path: Path) -> None:
    sealed(tmp_path).change(granted)
    sealed(tmp_path).change(with_ciphers)
    assert sealed(tmp_path).kept() == Kept(GRANT, ciphers=CIPHERS)
    assert not is_clear(raw(tmp_path))


def test_a_clear_file_is_taken_over_and_sealed_at_the_next_write(tmp_path: Path) -> None:
    store(tmp_path, granted)
    assert is_clear(raw(tmp_path))
    assert sealed(tmp_path).kept().grant == GRANT
    sealed(tmp_path).change(with_ciphers)
    assert sealed(tmp_path).kept() == Kept(GRANT, ciphers=CIPHERS)
    assert not is_clear(raw(tmp_path))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (NEW, "cannot be decrypted with what the environment variable ACME_TOKEN_KEY holds"),
        ("", "is empty"),
        ("password", "holds none that is well-formed"),
        (f"{OLD} password", "holds none that is well-formed"),
    ],
)
def test_a_wrong_or_missing_key_is_told_and_nothing_is_lost(
    tmp_path: Path, environment: pytest.MonkeyPatch, text: str, told: str
) -> None:
    sealed(tmp_path).change(granted)
    before = raw(tmp_path)
    environment.setenv("ACME_TOKEN_KEY", text)
    for attempt in (lambda shelf: shelf.kept(), lambda shelf: shelf.change(with_ciphers)):
        with pytest.raises(TokensUnavailable, match=told) as error:
            attempt(sealed(tmp_path))
        assert text == "" or text not in str(error.value)
    assert raw(tmp_path) == before
    environment.setenv("ACME_TOKEN_KEY", OLD)
    assert sealed(tmp_path).kept().grant == GRANT


def test_without_its_key_a_new_grant_is_not_stored_in_clear(tmp_path: Path, environment: pytest.MonkeyPatch) -> None:
    environment.delenv("ACME_TOKEN_KEY")
    with pytest.raises(TokensUnavailable, match="is empty"):
        sealed(tmp_path).change(granted)
    assert not (tmp_path / "tokens.json").exists()


def test_an_account_that_no_longer_declares_its_key_is_told(tmp_path: Path) -> None:
    sealed(tmp_path).change(granted)
    before = raw(tmp_path)
    for attempt in (lambda shelf: shelf.kept(), lambda shelf: shelf.change(with_ciphers)):
        with pytest.raises(TokensUnavailable, match="declares no token_key"):
            attempt(sealed(tmp_path, None))
    assert raw(tmp_path) == before


def test_keys_are_exchanged_by_putting_the_new_one_first(tmp_path: Path, environment: pytest.MonkeyPatch) -> None:
    sealed(tmp_path).change(granted)
    environment.setenv("ACME_TOKEN_KEY", f"{NEW}, {OLD}")
    sealed(tmp_path).change(lambda kept: kept.with_grant(NEWER))
    environment.setenv("ACME_TOKEN_KEY", NEW)
    assert sealed(tmp_path).kept().grant == NEWER


@pytest.mark.parametrize("at", [0, 20, -20])
def test_an_edited_file_is_not_believed(tmp_path: Path, at: int) -> None:
    sealed(tmp_path).change(granted)
    edited = bytearray(raw(tmp_path))
    edited[at] ^= 1
    (tmp_path / "tokens.json").write_bytes(edited)
    with pytest.raises(TokensUnavailable, match="cannot be decrypted"):
        sealed(tmp_path).kept()


def test_what_is_sealed_and_yet_no_tokens_is_told(tmp_path: Path) -> None:
    (tmp_path / "tokens.json").write_bytes(Fernet(OLD).encrypt(b"[]"))
    with pytest.raises(TokensUnavailable, match="are damaged"):
        sealed(tmp_path).kept()


class Entries(KeyringBackend):
    """A keyring in memory."""

    priority = 1.0
    locked = False

    def __init__(self) -> None:
        self.entries = {("acme-erp", "acme-uk"): OLD}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked(f"{OLD} is locked")
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


@pytest.fixture
def entries() -> Iterator[Entries]:
    before, mine = keyring.get_keyring(), Entries()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def test_the_key_may_stand_in_the_systems_keyring(tmp_path: Path, entries: Entries) -> None:
    key = KeyFromKeyring("acme-erp", "acme-uk")
    sealed(tmp_path, key).change(granted)
    assert not is_clear(raw(tmp_path))
    assert sealed(tmp_path).kept().grant == GRANT  # the same key from elsewhere
    with pytest.raises(TokensUnavailable, match="the keyring entry acme-erp / nobody is empty"):
        sealed(tmp_path, KeyFromKeyring("acme-erp", "nobody")).kept()
    entries.locked = True
    with pytest.raises(TokensUnavailable, match="is empty") as error:
        sealed(tmp_path, key).kept()
    assert error.value.__context__ is None


@pytest.mark.parametrize(
    ("key", "module", "extra"),
    [(KEY, "cryptography.fernet", "crypto"), (KeyFromKeyring("acme-erp", "acme-uk"), "keyring", "keyring")],
)
def test_a_missing_package_is_told_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: TokenKey, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(DeclarationError, match=rf"pip install 'tiktok-shop-sdk\[{extra}\]'"):
        sealed(tmp_path, key).change(granted)
    assert not (tmp_path / "tokens.json").exists()
