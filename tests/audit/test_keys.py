"""A shop's name in the log is a keyed hash, until its key is destroyed."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.sinks.keys import Pseudonyms


def test_names_are_the_same_in_every_process_and_tell_nothing(tmp_path: Path) -> None:
    names = Pseudonyms(tmp_path / "keys")
    shop = names.of_shop("7000714532876273420")
    assert shop == Pseudonyms(tmp_path / "keys").of_shop("7000714532876273420")
    assert len(shop) == len(names.of_account("app1")) == 32
    assert int(shop, 16)
    assert shop != names.of_account("7000714532876273420") != names.of_shop("1")
    assert "7000714532876273420" not in str(list((tmp_path / "keys").iterdir()))
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()} == {0o600}


def test_another_installation_has_other_names(tmp_path: Path) -> None:
    assert Pseudonyms(tmp_path / "one").of_shop("1") != Pseudonyms(tmp_path / "two").of_shop("1")


def test_a_forgotten_shop_cannot_be_named_again(tmp_path: Path) -> None:
    names = Pseudonyms(tmp_path / "keys")
    before = names.of_shop("1")
    other = names.of_shop("2")
    assert names.forget("1") == 1
    assert names.forget("1") == 0
    assert names.of_shop("1") != before
    assert names.of_shop("2") == other


def test_whoever_comes_first_makes_the_key_of_all(tmp_path: Path) -> None:
    barrier = threading.Barrier(16)
    found: list[str] = []

    def name() -> None:
        barrier.wait()
        found.append(Pseudonyms(tmp_path / "keys").of_shop("1"))

    threads = [threading.Thread(target=name) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 16
    assert len(set(found)) == 1
    assert len(list((tmp_path / "keys").iterdir())) == 1


def test_a_key_that_cannot_be_used_stops_the_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keys").write_bytes(b"")
    with pytest.raises(AuditUnavailable, match="cannot be used"):
        Pseudonyms(tmp_path / "keys").of_shop("1")
    names = Pseudonyms(tmp_path / "more")
    names.of_shop("1")
    (key,) = (tmp_path / "more").iterdir()
    key.write_bytes(b"short")
    with pytest.raises(AuditUnavailable, match="is damaged"):
        names.of_shop("1")
    monkeypatch.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError("no")))
    with pytest.raises(AuditUnavailable, match="cannot be destroyed"):
        names.forget("1")


def test_keys_that_cannot_be_listed_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = Pseudonyms(tmp_path / "keys")
    assert names.count() == names.count("1") == names.forget() == 0
    names.of_account("a")
    names.of_shop("1")
    assert (names.count(), names.count("1"), names.count("2")) == (2, 1, 0)

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch, pytest.raises(AuditUnavailable, match="cannot be listed"):
        patch.setattr(Path, "glob", refused)
        names.count()
    assert names.forget() == 2
