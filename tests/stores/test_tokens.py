"""Tokens on disk: private, whole, seen by every process, and told when they cannot be used."""

from __future__ import annotations

import json
import os
import stat
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tiktok_shop_sdk.core.kept import STATE_LIFE, Kept
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.tokens import Grant, RefreshMark
from tiktok_shop_sdk.errors import TokensUnavailable
from tiktok_shop_sdk.ports import files
from tiktok_shop_sdk.ports.files import FileLock
from tiktok_shop_sdk.stores import tokens
from tiktok_shop_sdk.stores.tokens import TokenFile

GRANT = Grant(Secret("access"), 10.0, Secret("refresh"), 20.0, "open", "Seller", "US", 0, ("a", "b"), 1.0)
NEWER = replace(GRANT, access_token=Secret("newer"))
CIPHERS = {"1": Secret("c"), "2": Secret("d")}


def store(directory: Path, *changes: Callable[[Kept], Kept]) -> Kept:
    shelf = TokenFile(directory)
    for change in changes:
        shelf.change(change)
    return TokenFile(directory).kept()


def granted(kept: Kept) -> Kept:
    return kept.with_grant(GRANT)


def with_ciphers(kept: Kept) -> Kept:
    return kept.with_ciphers(CIPHERS)


def test_what_is_kept_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    assert TokenFile(tmp_path).kept() == Kept()
    mark = RefreshMark.of(GRANT, 5.0, last=True)
    kept = store(tmp_path, granted, with_ciphers, lambda kept: kept.with_mark(mark).with_state("s", 1.0))
    assert kept == Kept(GRANT, mark, CIPHERS, {"s": 1.0 + STATE_LIFE})


def test_what_another_process_stored_is_seen_at_once(tmp_path: Path) -> None:
    mine, theirs = TokenFile(tmp_path), TokenFile(tmp_path)
    assert mine.unchanged() is None
    theirs.change(granted)
    assert mine.kept().grant == GRANT
    assert mine.kept() is mine.kept() is mine.unchanged()  # unchanged: not read again
    theirs.change(lambda kept: kept.without_grant(GRANT.access_token))
    assert mine.unchanged() is None and mine.kept() == Kept()
    theirs.change(granted)
    (tmp_path / "tokens.json").unlink()
    assert mine.unchanged() is None and mine.kept() == Kept()


def test_nothing_kept_is_no_file(tmp_path: Path) -> None:
    assert store(tmp_path, granted, lambda kept: kept.without_grant(GRANT.access_token)) == Kept()
    assert not (tmp_path / "tokens.json").exists()


def test_a_newer_consent_is_neither_forgotten_nor_replaced_for_an_older_one(tmp_path: Path) -> None:
    kept = store(
        tmp_path,
        lambda kept: kept.with_grant(NEWER),
        lambda kept: kept.without_grant(GRANT.access_token),
        lambda kept: kept.with_grant(replace(GRANT, access_token=Secret("late")), GRANT),
    )
    assert kept.grant == NEWER


def test_a_new_pair_ends_the_mark(tmp_path: Path) -> None:
    mark = RefreshMark.of(GRANT, 5.0)
    assert store(tmp_path, granted, lambda kept: kept.with_mark(mark)).mark == mark
    assert store(tmp_path, lambda kept: kept.with_grant(NEWER, GRANT)) == Kept(NEWER)


def test_the_ciphers_of_another_seller_are_forgotten(tmp_path: Path) -> None:
    assert store(tmp_path, granted, with_ciphers, lambda kept: kept.with_grant(NEWER)).ciphers == CIPHERS
    assert store(tmp_path, lambda kept: kept.without_shop("1")).ciphers == {"2": Secret("d")}
    assert store(tmp_path, lambda kept: kept.with_grant(replace(GRANT, open_id="another"))).ciphers == {}


def test_the_file_is_written_only_when_something_changed(tmp_path: Path) -> None:
    store(tmp_path, granted, with_ciphers)
    before = (tmp_path / "tokens.json").stat().st_mtime_ns
    store(tmp_path, with_ciphers, granted)
    assert (tmp_path / "tokens.json").stat().st_mtime_ns == before


def test_a_state_works_once_and_for_a_day(tmp_path: Path) -> None:
    shelf = TokenFile(tmp_path)
    shelf.change(lambda kept: kept.with_state("old", -90000.0).with_state("s", 0.0))
    assert set(shelf.kept().states) == {"s"}
    assert set(shelf.kept().with_state("t", STATE_LIFE).states) == {"t"}
    assert shelf.change(lambda kept: kept.without_state("s")).states == {"s": STATE_LIFE}
    assert shelf.change(lambda kept: kept.without_state("s")).states == {}


def test_of_many_changes_at_once_none_is_lost(tmp_path: Path) -> None:
    def change(number: int) -> None:
        TokenFile(tmp_path).change(lambda kept: kept.with_state(str(number), 0.0))

    threads = [threading.Thread(target=change, args=[number]) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(TokenFile(tmp_path).kept().states) == 12


def test_who_finds_the_file_in_use_waits_a_while_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_PATIENCE", 0.01)
    shelf = TokenFile(tmp_path)
    with FileLock(tmp_path / "tokens.lock"), pytest.raises(TokensUnavailable, match="in use by another process"):
        shelf.change(granted)
    shelf.change(granted)


@pytest.mark.parametrize(
    "damage", [b"{", b"[1]", b"", b"\xff", b'{"grant": 1}', b'{"grant": {"a": 1}}', b'{"mark": [1]}']
)
def test_a_damaged_file_is_told_without_its_text_and_left_as_it_is(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "tokens.json").write_bytes(damage)
    for attempt in (lambda shelf: shelf.kept(), lambda shelf: shelf.change(granted)):
        with pytest.raises(TokensUnavailable, match="damaged") as error:
            attempt(TokenFile(tmp_path))
        assert error.value.__context__ is None
    assert (tmp_path / "tokens.json").read_bytes() == damage


def test_a_disk_that_takes_nothing_is_told_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = TokenFile(tmp_path)
    shelf.change(granted)

    def full(descriptor: int, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files, "write_all", full)
        with pytest.raises(TokensUnavailable, match="No space left"):
            shelf.change(lambda kept: kept.with_grant(NEWER))
    assert shelf.kept().grant == TokenFile(tmp_path).kept().grant == GRANT


def test_a_directory_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(TokensUnavailable, match="cannot be used"):
        TokenFile(tmp_path / "file" / "directory")
    (tmp_path / "tokens.json").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_text("{}")
    shelf = TokenFile(tmp_path)
    with pytest.raises(TokensUnavailable):
        shelf.kept()
    assert shelf.unchanged() is None


def test_a_file_that_cannot_be_looked_at_counts_as_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = TokenFile(tmp_path)
    shelf.change(granted)

    def refused(path: Path, **_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", refused)
        assert shelf.unchanged() is None
    assert shelf.unchanged() is shelf.kept()


def test_one_handle_of_the_lock_excludes_the_other(tmp_path: Path) -> None:
    shelf = TokenFile(tmp_path)
    first, second = shelf.lock(), shelf.lock()
    assert first.try_acquire() and not second.try_acquire()
    first.release()
    assert second.try_acquire()
    second.release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_nobody_else_can_read_what_is_kept(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store(tmp_path / "acme-uk", granted)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "acme-uk").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "acme-uk").iterdir()} == {0o600}


def test_a_file_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    (tmp_path / "tokens.json").write_text(json.dumps({"grant": GRANT.reveal(), "ciphers": {"1": "c"}}))
    assert TokenFile(tmp_path).kept() == Kept(GRANT, ciphers={"1": Secret("c")})
    (tmp_path / "tokens.json").write_text(json.dumps({"grant": GRANT.reveal()}))
    assert TokenFile(tmp_path).kept() == Kept(GRANT)
