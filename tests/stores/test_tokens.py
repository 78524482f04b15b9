"""Tokens on disk: private, whole, seen by every process, and told when they are damaged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.tokens import Grant
from tiktok_shop_sdk.errors import ConsentNeeded
from tiktok_shop_sdk.stores.tokens import TokenFile

GRANT = Grant(Secret("access"), 10.0, Secret("refresh"), 20.0, "open", "Seller", "US", 0, ("a", "b"), 1.0)


def test_a_grant_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    assert TokenFile(tmp_path).read() is None
    TokenFile(tmp_path).write(GRANT)
    assert TokenFile(tmp_path).read() == GRANT


def test_what_another_process_stored_is_seen_at_once(tmp_path: Path) -> None:
    mine, theirs = TokenFile(tmp_path), TokenFile(tmp_path)
    theirs.write(GRANT)
    assert mine.read() == GRANT
    assert mine.read() is mine.read()  # unchanged: not read again
    theirs.write(None)
    assert mine.read() is None
    (tmp_path / "tokens.json").unlink()
    assert mine.read() is None and mine.ciphers() == {}


def test_forgetting_the_tokens_keeps_no_copy(tmp_path: Path) -> None:
    shelf = TokenFile(tmp_path)
    shelf.write(GRANT)
    shelf.write(None)
    assert b"access" not in (tmp_path / "tokens.json").read_bytes()


def test_the_ciphers_of_another_seller_are_forgotten(tmp_path: Path) -> None:
    shelf = TokenFile(tmp_path)
    shelf.write(GRANT)
    shelf.keep_ciphers({"1": Secret("c")})
    shelf.write(replace(GRANT, access_token=Secret("newer")))
    assert shelf.ciphers() == {"1": Secret("c")}
    shelf.write(replace(GRANT, open_id="another"))
    assert shelf.ciphers() == {}


def test_ciphers_are_written_only_when_they_changed(tmp_path: Path) -> None:
    shelf = TokenFile(tmp_path)
    shelf.keep_ciphers({"1": Secret("c")})
    before = (tmp_path / "tokens.json").stat().st_mtime_ns
    shelf.keep_ciphers({"1": Secret("c")})
    assert (tmp_path / "tokens.json").stat().st_mtime_ns == before
    assert shelf.ciphers() == {"1": Secret("c")}


def test_a_state_works_once_and_for_a_day(tmp_path: Path) -> None:
    shelf = TokenFile(tmp_path)
    shelf.keep_state("s", 0.0)
    shelf.keep_state("old", -90000.0)
    assert not shelf.take_state("other", 1.0)
    assert shelf.take_state("s", 1.0) and not shelf.take_state("s", 1.0)
    assert not shelf.take_state("old", 1.0)


@pytest.mark.parametrize("damage", [b"{", b"[1]", b"", b"\xff"])
def test_a_damaged_file_is_told_without_its_text(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "tokens.json").write_bytes(damage)
    with pytest.raises(ConsentNeeded, match="damaged") as error:
        TokenFile(tmp_path).read()
    assert error.value.__context__ is None


def test_one_handle_of_the_lock_excludes_the_other(tmp_path: Path) -> None:
    shelf = TokenFile(tmp_path)
    first, second = shelf.lock(), shelf.lock()
    assert first.try_acquire() and not second.try_acquire()
    first.release()
    assert second.try_acquire()
    second.release()


def test_the_file_is_json_that_a_person_can_read_who_may(tmp_path: Path) -> None:
    TokenFile(tmp_path).write(GRANT)
    assert json.loads((tmp_path / "tokens.json").read_bytes())["grant"]["open_id"] == "open"
