"""The inbox forgets nothing that was acknowledged, and says in its own words what is wrong with its file."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.virtual import VirtualClock
from tiktok_shop_sdk.errors import LedgerUnavailable
from tiktok_shop_sdk.stores import inbox as inbox_module
from tiktok_shop_sdk.stores.database import Database
from tiktok_shop_sdk.stores.inbox import REMEMBERED, Inbox, InboxUnavailable, Owner, Waiting


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "webhooks" / "inbox.sqlite3"


def opened(path: Path, clock: VirtualClock | None = None) -> Inbox:
    inbox = Inbox(path, clock=clock or VirtualClock(), patience=0.02)
    inbox.open()
    return inbox


def test_an_event_waits_until_it_is_done(path: Path) -> None:
    inbox = opened(path)
    assert inbox.first_after(0) is None
    assert inbox.take("a", "event a") and inbox.take("b", "event b")
    assert inbox.first_after(0) == inbox.get(1) == Waiting(1, "event a")
    assert inbox.first_after(1) == Waiting(2, "event b")
    inbox.done(1)
    assert inbox.get(1) is None and inbox.first_after(0) == Waiting(2, "event b")
    assert "event b" not in repr(inbox.get(2))
    inbox.close()


def test_a_known_key_is_not_taken_again_whether_it_waits_or_is_done(path: Path) -> None:
    inbox = opened(path)
    assert inbox.take("a", "first")
    assert not inbox.take("a", "second")
    inbox.done(1)
    assert not inbox.take("a", "third")
    inbox.close()
    again = opened(path)
    assert not again.take("a", "fourth") and again.take("b", "fifth")
    again.close()


def test_numbers_go_on_growing_when_all_is_forgotten(path: Path) -> None:
    clock = VirtualClock()
    inbox = opened(path, clock)
    inbox.take("a", "event")
    inbox.done(1)
    clock.step_wall(REMEMBERED + 1)
    assert inbox.take("a", "event")
    assert inbox.first_after(1) == Waiting(2, "event")
    inbox.close()


def test_a_clock_that_steps_back_forgets_nothing(path: Path) -> None:
    clock = VirtualClock()
    inbox = opened(path, clock)
    inbox.take("a", "event")
    inbox.done(1)
    clock.step_wall(-30 * REMEMBERED)
    assert not inbox.take("a", "event")
    inbox.close()


def test_what_is_taken_is_synced_and_what_is_done_need_not_be(path: Path) -> None:
    inbox = opened(path)
    levels = []
    for work in (lambda: inbox.take("a", "event"), lambda: inbox.done(1)):
        work()
        connection = inbox._database._own.connection
        assert connection is not None
        levels.append(connection.execute("PRAGMA synchronous").fetchone())
    assert levels == [(2,), (1,)]  # FULL, NORMAL
    inbox.close()


def test_a_closed_inbox_is_unavailable(path: Path) -> None:
    inbox = opened(path)
    inbox.close()
    with pytest.raises(InboxUnavailable, match=r"the inbox .* was closed"):
        inbox.take("a", "event")


def test_a_locked_inbox_is_unavailable_after_its_patience(path: Path) -> None:
    inbox = opened(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(InboxUnavailable, match="locked by another process") as caught:
            inbox.take("a", "event")
        assert isinstance(caught.value, LedgerUnavailable)
        other.execute("ROLLBACK")
    assert inbox.take("a", "event")
    inbox.close()


def test_a_damaged_inbox_says_what_to_do_and_no_word_of_quotas(path: Path) -> None:
    opened(path).close()
    path.write_bytes(b"this is no database" * 400)
    with pytest.raises(InboxUnavailable, match="is damaged: move it away") as caught:
        opened(path)
    assert "no call" not in str(caught.value) and "平台会重新推送" in str(caught.value)


def test_an_inbox_of_a_newer_version_is_refused(path: Path) -> None:
    opened(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 3")
    with pytest.raises(InboxUnavailable, match="newer version"):
        opened(path)


def test_an_inbox_that_was_removed_while_in_use_is_refused(path: Path) -> None:
    inbox = opened(path)
    path.unlink()
    with pytest.raises(InboxUnavailable, match="removed or replaced"):
        inbox.take("a", "event")
    inbox.close()


def test_a_place_that_is_no_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InboxUnavailable, match="cannot be used"):
        opened(tmp_path / "file" / "inbox.sqlite3")


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes there")
def test_the_files_are_their_owners_alone(path: Path) -> None:
    inbox = opened(path)
    inbox.take("a", "event")
    lock = inbox.lock()
    assert lock.try_acquire()
    assert path.parent.stat().st_mode & 0o077 == 0
    assert not [file for file in path.parent.iterdir() if file.stat().st_mode & 0o077]
    lock.release()
    inbox.close()


def kept(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


@pytest.mark.parametrize("owner", [Owner(shop_id="7495"), Owner("acme-uk")], ids=["shop", "account"])
def test_what_is_forgotten_stands_in_no_file_any_more(path: Path, owner: Owner) -> None:
    inbox = opened(path)
    for name in "abcd":
        inbox.take(name, f"the event {name}", owner=Owner("acme-uk", "7495"))
    inbox.take("e", "the event e", owner=Owner("acme-de", "7496"))
    inbox.done(1)
    assert inbox.count(owner) == 4 and b"the event b" in kept(path)
    inbox.forget(owner)
    assert inbox.count(owner) == 0 and inbox.first_after(0) == Waiting(5, "the event e")
    assert b"the event b" not in kept(path) and b"the event e" in kept(path)
    inbox.forget(owner)
    inbox.close()


def test_who_reads_elsewhere_is_waited_for_until_he_is_done(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = Inbox(path, clock=VirtualClock(), patience=5.0)
    owner = Owner("acme-uk", "7495")
    inbox.take("a", "event", owner=owner)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM event").fetchall()
    emptied, tried = Database._emptied, list[bool]()

    def emptied_while_somebody_reads(self: Database, own: Any) -> bool:
        tried.append(emptied(self, own))
        reader.close()
        return tried[-1]

    monkeypatch.setattr(Database, "_emptied", emptied_while_somebody_reads)
    inbox.forget(owner)
    assert tried == [False, True] and inbox.count(owner) == 0
    inbox.close()


def test_who_reads_elsewhere_is_waited_for_and_told(path: Path) -> None:
    inbox = opened(path)
    inbox.take("a", "event", owner=Owner("acme-uk", "7495"))
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM event").fetchall()
        with pytest.raises(InboxUnavailable, match="was in use by another process"):
            inbox.forget(Owner("acme-uk"))
    inbox.forget(Owner("acme-uk"))
    inbox.close()


def test_an_inbox_of_version_1_learns_whose_its_waiting_events_are(path: Path) -> None:
    opened(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("DROP TABLE event")
        for statement in inbox_module._SCHEMAS[1].split(";"):
            database.execute(statement)
        database.execute("PRAGMA user_version = 1")
        events = ('{"event": {"account": "acme-uk", "shop_id": "7495"}}', '{"event": {"account": null}}', "")
        for number, event in enumerate(events):
            database.execute("INSERT INTO event VALUES (NULL, ?, 0, ?)", (str(number), event))
    inbox = opened(path)
    assert inbox.count(Owner("acme-uk")) == inbox.count(Owner(shop_id="7495")) == 1
    assert inbox.count(Owner()) == 2
    inbox.close()
