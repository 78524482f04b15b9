"""The ledger in a file: reboots, power cuts, other processes, and all that can be wrong with a file."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.limits.simulation import OpenLedger
from tests.virtual import VirtualClock
from tiktok_shop_sdk.core.limits import Answered, Booking, Limits, Told, TooMany, Wait, Window
from tiktok_shop_sdk.errors import LedgerUnavailable
from tiktok_shop_sdk.stores import database as database_module
from tiktok_shop_sdk.stores.database import Database
from tiktok_shop_sdk.stores.sqlite import SqliteLedger

LIMITS = Limits(product=Window("product", 1, 60.0), order=Window("order", 1, 3600.0))
PRODUCT, BOTH = LIMITS.windows("product"), LIMITS.windows("both")
GOOD = Answered(ok=True)
STRETCHED_MINUTE = 60 * (1 + LIMITS.drift)


def settled_call(ledger: SqliteLedger, told: Told = GOOD) -> None:
    booking = ledger.book(PRODUCT)
    assert isinstance(booking, Booking)
    assert ledger.confirm(booking) is None
    ledger.settle(booking, told)


def test_another_process_sees_what_was_booked(open_sqlite: OpenLedger) -> None:
    assert isinstance(open_sqlite(LIMITS).book(PRODUCT), Booking)
    assert isinstance(open_sqlite(LIMITS).book(PRODUCT), Wait)


def test_a_dead_process_holds_its_slot_until_the_worst_release(open_sqlite: OpenLedger, clock: VirtualClock) -> None:
    open_sqlite(LIMITS).book(PRODUCT)
    ledger = open_sqlite(LIMITS)
    clock.advance(LIMITS.hold)
    assert ledger.book(PRODUCT).seconds == pytest.approx(STRETCHED_MINUTE)


@pytest.mark.parametrize("boot_id", ["boot-2", ""], ids=["new boot id", "boot id lost"])
def test_after_a_reboot_a_settled_slot_counts_from_the_boot(
    open_sqlite: OpenLedger, clock: VirtualClock, boot_id: str
) -> None:
    settled_call(open_sqlite(LIMITS))
    clock.reboot(boot_id, boot=5.0)
    wait = open_sqlite(LIMITS).book(PRODUCT)
    assert wait == Wait(STRETCHED_MINUTE - 5.0, "window", "product")


def test_after_a_reboot_an_unsettled_slot_holds_from_the_boot(open_sqlite: OpenLedger, clock: VirtualClock) -> None:
    open_sqlite(LIMITS).book(PRODUCT)
    clock.reboot("boot-2", boot=5.0)
    (window,) = open_sqlite(LIMITS).state(PRODUCT).windows
    assert window.next_free_in == pytest.approx(LIMITS.hold + STRETCHED_MINUTE - 5.0)


def test_after_a_reboot_a_pause_starts_again_unless_it_was_over(open_sqlite: OpenLedger, clock: VirtualClock) -> None:
    open_sqlite().pause_for(600.0, "asked by hand")
    clock.advance(500.0)
    clock.reboot("boot-2", boot=5.0)
    ledger = open_sqlite()
    assert ledger.state(()).paused_for == pytest.approx(595.0)
    clock.advance(600.0)
    assert isinstance(ledger.book(PRODUCT), Booking)
    clock.reboot("boot-3")
    assert open_sqlite().state(()).paused_for == 0.0


def test_after_a_reboot_strikes_and_pace_stay(open_sqlite: OpenLedger, clock: VirtualClock) -> None:
    settled_call(open_sqlite(LIMITS), TooMany())
    clock.reboot("boot-2")
    state = open_sqlite(LIMITS).state(())
    assert (state.strikes, state.pace) == (1, 1.0)


def test_what_was_forgotten_counts_from_the_boot_too(open_sqlite: OpenLedger, clock: VirtualClock) -> None:
    ledger, wide = open_sqlite(LIMITS), (Window("product", 5, 3600.0),)
    for _ in range(2):
        settled_call(ledger)
        clock.advance(100.0)
    clock.reboot("boot-2", boot=5.0)
    assert open_sqlite(LIMITS).book(wide).seconds == pytest.approx(3600 * (1 + LIMITS.drift) - 5.0)


def test_without_a_boot_id_times_that_may_be_of_this_boot_are_believed(open_sqlite: OpenLedger) -> None:
    clock = VirtualClock(boot=1000.0, boot_id="")
    settled_call(open_sqlite(LIMITS, clock=clock))
    clock.reboot("", boot=1030.0)
    assert open_sqlite(LIMITS, clock=clock).book(PRODUCT).seconds == pytest.approx(STRETCHED_MINUTE - 30.0)


def test_without_a_boot_id_times_of_the_future_count_from_the_boot(open_sqlite: OpenLedger) -> None:
    clock = VirtualClock(boot=1000.0, boot_id="")
    ledger = open_sqlite(LIMITS, clock=clock)
    booking = ledger.book(BOTH)
    ledger.settle(booking, TooMany(retry_after=100.0))
    clock.reboot("", boot=5.0)
    ledger = open_sqlite(LIMITS, clock=clock)
    assert ledger.state(()).paused_for == 95.0
    assert ledger.book(BOTH) == Wait(3600 * (1 + LIMITS.drift) - 5.0, "window", "order")


def test_a_file_in_use_by_another_machine_is_refused(open_sqlite: OpenLedger, clock: VirtualClock) -> None:
    ledger = open_sqlite(LIMITS)
    ledger.book(PRODUCT)
    open_sqlite(LIMITS, clock=VirtualClock(boot_id="another")).book(PRODUCT)
    with pytest.raises(LedgerUnavailable, match="another machine"):
        ledger.book(PRODUCT)


def test_a_file_locked_elsewhere_makes_a_bounded_wait(open_sqlite: OpenLedger, sqlite_file: Path) -> None:
    ledger = open_sqlite(LIMITS)
    ledger.now()
    ledger.state(PRODUCT)
    other = sqlite3.connect(sqlite_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    with pytest.raises(LedgerUnavailable, match="locked by another process") as caught:
        ledger.book(PRODUCT)
    assert time.monotonic() - begun < 2.0
    assert caught.value.__context__ is None and caught.value.__cause__ is None
    other.execute("ROLLBACK")
    other.close()
    assert isinstance(ledger.book(PRODUCT), Booking)


def test_a_lock_that_ends_in_time_is_waited_for(open_sqlite: OpenLedger, sqlite_file: Path) -> None:
    ledger = open_sqlite(LIMITS, patience=5.0)
    ledger.state(PRODUCT)
    other = sqlite3.connect(sqlite_file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    ending = threading.Timer(0.3, other.execute, ["ROLLBACK"])
    ending.start()
    assert isinstance(ledger.book(PRODUCT), Booking)
    ending.join()
    other.close()


def test_a_thread_that_holds_the_ledger_for_too_long_makes_a_bounded_wait(open_sqlite: OpenLedger) -> None:
    ledger = open_sqlite(LIMITS)
    with ledger._database._own.lock, pytest.raises(LedgerUnavailable, match="by other threads"):
        ledger.book(PRODUCT)


def test_a_damaged_file_is_refused_and_left_alone(open_sqlite: OpenLedger, sqlite_file: Path) -> None:
    sqlite_file.parent.mkdir()
    sqlite_file.write_bytes(b"not a database, " * 512)
    for _ in range(2):
        with pytest.raises(LedgerUnavailable, match="is damaged or no ledger"):
            open_sqlite(LIMITS).book(PRODUCT)
    assert sqlite_file.read_bytes().startswith(b"not a database")


def test_a_file_of_a_newer_version_is_refused(open_sqlite: OpenLedger, sqlite_file: Path) -> None:
    open_sqlite(LIMITS).state(())
    with sqlite3.connect(sqlite_file) as other:
        other.execute("PRAGMA user_version = 2")
    other.close()
    with pytest.raises(LedgerUnavailable, match="newer version"):
        open_sqlite(LIMITS).book(PRODUCT)


def test_a_directory_that_cannot_be_is_refused(tmp_path: Path, clock: VirtualClock) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerUnavailable, match=r"cannot be used: (NotADirectory|FileExists)Error"):
        SqliteLedger(tmp_path / "file" / "ledger.db", LIMITS, clock=clock).book(PRODUCT)
    (tmp_path / "directory").mkdir()
    with pytest.raises(LedgerUnavailable, match="cannot be opened"):
        SqliteLedger(tmp_path / "directory", LIMITS, clock=clock).book(PRODUCT)


def test_a_shared_file_system_is_refused(open_sqlite: OpenLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "shared_kind", lambda path: "nfs4")
    with pytest.raises(LedgerUnavailable, match=r"other machines share \(nfs4\)"):
        open_sqlite(LIMITS).book(PRODUCT)


def test_a_file_that_was_closed_for_a_while_is_not_looked_up_among_the_mounts_again(
    open_sqlite: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_sqlite(LIMITS)
    ledger.book(PRODUCT)
    ledger.rest()
    monkeypatch.setattr(database_module, "shared_kind", lambda path: "looked up")
    ledger.book(PRODUCT)


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_removed_while_in_use_is_refused_from_then_on(
    open_sqlite: OpenLedger, sqlite_file: Path, replaced: bool
) -> None:
    ledger = open_sqlite(LIMITS)
    ledger.book(PRODUCT)
    sqlite_file.rename(sqlite_file.with_name("elsewhere"))
    if replaced:
        open_sqlite(LIMITS).state(())
    for _ in range(2):
        with pytest.raises(LedgerUnavailable, match="removed or replaced"):
            ledger.book(PRODUCT)


def test_a_child_refuses_a_file_that_is_not_its_parents(
    open_sqlite: OpenLedger, sqlite_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_sqlite(LIMITS)
    ledger.book(PRODUCT)
    sqlite_file.rename(sqlite_file.with_name("elsewhere"))
    with monkeypatch.context() as child:
        child.setattr(os, "getpid", lambda: -1)
        with pytest.raises(LedgerUnavailable, match="removed or replaced"):
            ledger.book(PRODUCT)
    assert not sqlite_file.exists()
    ledger._database._own = ledger._database._own.inherited


def test_a_closed_ledger_is_refused(open_sqlite: OpenLedger) -> None:
    ledger = open_sqlite(LIMITS)
    ledger.book(PRODUCT)
    ledger.close()
    with pytest.raises(LedgerUnavailable, match="was closed"):
        ledger.book(PRODUCT)


def test_a_place_without_a_write_ahead_log_is_refused(
    clock: VirtualClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerUnavailable, match="write-ahead log"):
        SqliteLedger(":memory:", LIMITS, clock=clock).book(PRODUCT)


def test_windows_counted_apart_for_each_order_are_forgotten_when_they_are_over(
    open_sqlite: OpenLedger, clock: VirtualClock, sqlite_file: Path
) -> None:
    tracking = Window("tracking_of_an_order", 1, 8 * 3600.0)
    ledger = open_sqlite()
    for order in ("1", "2"):
        booking = ledger.book((tracking.apart_for(order),))
        assert isinstance(booking, Booking)
        ledger.settle(booking, GOOD)
        clock.advance(20 * 3600.0)
    again = open_sqlite()
    assert isinstance(again.book((tracking,)), Booking)
    with sqlite3.connect(sqlite_file) as db:
        kept = [name for (name,) in db.execute("SELECT name FROM quota ORDER BY name")]
        slots = {name for (name,) in db.execute("SELECT quota FROM slot")}
    db.close()
    assert kept == sorted([tracking.name, tracking.apart_for("2").name]) == sorted(slots)


def write_row(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO note VALUES ('x')")


def fill(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA max_page_count = 2")
    write_row(db)
    db.execute("INSERT INTO note VALUES (zeroblob(100000))")


def break_off(db: sqlite3.Connection) -> None:
    write_row(db)
    db.execute("nonsense")


def forbid_writing(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA query_only = 1")
    write_row(db)


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (fill, "the disk is full"),
        (forbid_writing, "read-only"),
        (break_off, "SQLITE_ERROR"),
        (lambda db: db.execute("ROLLBACK"), "SQLITE_ERROR"),
        (lambda db: db.close(), "ProgrammingError"),
    ],
)
def test_every_failure_of_sqlite_is_a_clear_refusal_and_leaves_nothing_half_done(
    tmp_path: Path, failure: Callable[[sqlite3.Connection], Any], reason: str
) -> None:
    def prepare(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE IF NOT EXISTS note (text)")

    file = Database(tmp_path / "file.db", prepare)
    with pytest.raises(LedgerUnavailable, match=reason) as caught:
        file.run(failure, durable=True)
    assert caught.value.__context__ is None
    file.run(write_row, durable=True)
    assert file.run(lambda db: db.execute("SELECT count(*) FROM note").fetchone(), durable=False) == (1,)
    file.close()
    file.close()


def test_bookings_and_pauses_are_durable_and_the_rest_is_not(
    open_sqlite: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_sqlite(LIMITS)
    seen: list[bool] = []
    run = ledger._database.run

    def watched(work: Any, *, durable: bool) -> Any:
        seen.append(durable)
        return run(work, durable=durable)

    monkeypatch.setattr(ledger._database, "run", watched)
    booking = ledger.book(PRODUCT)
    ledger.confirm(booking)
    ledger.settle(booking, Answered(ok=True))
    ledger.settle(booking, TooMany())
    ledger.pause_for(1.0, "asked by hand")
    ledger.note_start()
    assert seen == [True, False, False, True, True, False]


def test_a_power_cut_is_survived_because_a_booking_is_synchronised(open_sqlite: OpenLedger) -> None:
    ledger = open_sqlite(LIMITS)
    levels = []
    for durable in (True, False, True):
        level = ledger._database.run(lambda db: db.execute("PRAGMA synchronous").fetchone()[0], durable=durable)
        levels.append(level)
    assert levels == [2, 1, 2]  # FULL, NORMAL, FULL


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_child_counts_in_the_same_file_over_its_own_connection(open_sqlite: OpenLedger) -> None:
    limits = Limits(product=Window("product", 2, 60.0), pace=0.0)
    ledger, windows = open_sqlite(limits), limits.windows("product")
    ledger.book(windows)
    inherited = ledger._database._own.connection
    child = os.fork()
    if child == 0:
        taken = isinstance(ledger.book(windows), Booking)
        own = ledger._database._own
        os._exit(0 if taken and own.connection is not inherited and own.inherited else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert ledger._database._own.connection is inherited
    assert isinstance(ledger.book(windows), Wait)


def test_a_connection_of_the_parent_is_neither_used_nor_closed(
    open_sqlite: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_sqlite(LIMITS)
    ledger.book(PRODUCT)
    inherited = ledger._database._own.connection
    with monkeypatch.context() as child:
        child.setattr(os, "getpid", lambda: -1)
        assert isinstance(ledger.book(PRODUCT), Wait)
        assert ledger._database._own.connection is not inherited
        ledger._database._own.connection.close()
    ledger.close()  # back in a process that is not the child: not its connection
    inherited.execute("SELECT 1")
    inherited.close()
