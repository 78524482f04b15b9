"""Closing a shop: nothing of it is left below the state directory, the log stays whole, and a certificate says so."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import shutil
import signal
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.flow.conftest import Rig
from tests.flow.test_flow import first_page
from tests.virtual import VirtualClock
from tiktok_shop_sdk import Account, TikTokShop, home
from tiktok_shop_sdk.core.purging import Certificate, PurgeOrder
from tiktok_shop_sdk.errors import AuditUnavailable, ClientClosed, ConsentNeeded, InvalidRequest, PurgeUnfinished
from tiktok_shop_sdk.ports import files
from tiktok_shop_sdk.ports.household import Household
from tiktok_shop_sdk.purge import purge, resume
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.verify import verify
from tiktok_shop_sdk.stores.database import Database
from tiktok_shop_sdk.stores.inbox import Inbox, Owner
from tiktok_shop_sdk.stores.tokens import TokenFile
from tiktok_shop_sdk.sync import CursorFile, StockLine, push_inventory

OTHER = "7495999999999999999"


def files_below(state: Path) -> dict[Path, bytes]:
    found = {}
    for path in sorted(state.rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            found[path] = gzip.decompress(raw) if path.suffix == ".gz" else raw
    return found


def traces(state: Path, *values: str) -> list[str]:
    """Where one of the values still stands: in a file or in a name."""
    return [
        f"{value} in {path}"
        for path, raw in files_below(state).items()
        for value in values
        if value.encode() in raw or value in str(path)
    ]


@pytest.fixture
def lived_in(rig: Rig) -> Rig:
    """A shop that was worked with: calls, pushed stock, webhook events waiting and done, a cursor, and another shop."""
    rig.go(first_page(rig))
    product, sku = rig.product()
    counted = datetime.fromtimestamp(rig.clock.wall(), UTC)
    line = StockLine(next(iter(sku.stock)), 5, counted, str(sku.id), "", str(product.id))
    with TikTokShop(rig.account, transport=rig.transport(), clock=rig.clock) as client:
        push_inventory(client.shop(rig.shop_id), [line])
    inbox = Inbox(rig.account.inbox, clock=rig.clock)
    inbox.open()
    for number, shop in enumerate((rig.shop_id, rig.shop_id, OTHER), 1):
        event = json.dumps({"event": {"shop_id": shop, "account": rig.account.name, "order_id": "5768" + shop}})
        inbox.take(f"key-{number}", event, owner=Owner(rig.account.name, shop))
    inbox.done(1)
    inbox.close()
    CursorFile(cursor(rig)).path.write_text(f'{{"shop": "{rig.shop_id}"}}')
    return rig


def cursor(rig: Rig) -> Path:
    return rig.account.directory / "orders.jsonl.cursor"


def secrets(rig: Rig) -> list[str]:
    kept = TokenFile(rig.account.directory).kept()
    assert kept.grant is not None
    found = [kept.grant.access_token, kept.grant.refresh_token, *kept.ciphers.values()]
    return [secret.reveal() for secret in found]


def purge_shop(rig: Rig) -> Certificate:
    made: Certificate = rig.go(lambda client: client.purge_shop(rig.shop_id, cursors=[cursor(rig)]))
    return made


def purge_account(rig: Rig) -> Certificate:
    made: Certificate = rig.go(lambda client: client.purge_account(cursors=[cursor(rig)]))
    return made


def state(rig: Rig) -> Path:
    assert rig.account.state is not None
    return rig.account.state


def test_nothing_of_a_purged_shop_is_left(lived_in: Rig) -> None:
    rig = lived_in
    kept = TokenFile(rig.account.directory).kept()
    cipher = kept.ciphers[rig.shop_id].reveal()
    assert len(traces(state(rig), rig.shop_id, cipher)) >= 5
    certificate = purge_shop(rig)
    assert traces(state(rig), rig.shop_id, cipher) == []
    assert certificate.destroyed == {
        "tokens": 0, "shop_ciphers": 1, "name_keys": 1, "stock_journals": 1, "cursors": 1, "webhook_events": 2,
    }  # fmt: skip
    left = TokenFile(rig.account.directory).kept()
    assert left.grant == kept.grant and rig.shop_id not in left.ciphers
    assert traces(state(rig), OTHER)  # the events of another shop stay
    assert verify(rig.account.directory / "audit").ok


def test_nothing_of_a_purged_account_is_left(lived_in: Rig) -> None:
    rig = lived_in
    values = [rig.shop_id, OTHER, rig.platform.seller.open_id, *secrets(rig)]
    assert all(traces(state(rig), value) for value in values)
    certificate = purge_account(rig)
    assert traces(state(rig), *values) == []
    assert certificate.scope == "account" and certificate.destroyed["tokens"] == 1
    assert list((rig.account.directory / "keys").iterdir()) == []
    assert verify(rig.account.directory / "audit").ok
    with pytest.raises(ConsentNeeded, match="no token"):
        rig.go(lambda client: client.shops())
    rig.consent()
    rig.go(first_page(rig))
    assert verify(rig.account.directory / "audit").ok


def test_the_log_stays_whole_and_can_be_linked_to_nobody(lived_in: Rig) -> None:
    rig = lived_in
    before = [record["shop"] for record in rig.records() if record.get("shop")]
    certificate = purge_shop(rig)
    after = [(r["kind"], r.get("outcome")) for r in rig.records() if r.get("operation") == "purge.shop"]
    assert after == [("intent", None), ("purge", None), ("outcome", "ok")]
    names = {record["shop"] for record in rig.records() if record.get("shop")}
    assert certificate.shop in names and set(before) == names
    rig.consent()
    rig.go(first_page(rig))
    newer = {record["shop"] for record in rig.records() if record.get("shop")} - names
    assert len(newer) == 1  # the shop again, under a name that nobody can link to the old one


def test_slots_in_force_outlive_the_purge(lived_in: Rig) -> None:
    rig = lived_in
    used = [window.used for window in rig.go(lambda client: client.quota()).windows]
    assert any(used)
    purge_account(rig)
    rig.consent()
    assert [w.used for w in rig.go(lambda client: client.quota()).windows] >= used


def test_the_certificate_holds_no_personal_data_and_its_own_hash(lived_in: Rig) -> None:
    rig = lived_in
    values = [rig.shop_id, rig.platform.seller.open_id, rig.platform.seller.name, "ops@acme", *secrets(rig)]
    certificate = purge_shop(rig)
    (path,) = (rig.account.directory / "certificates").iterdir()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    assert [value for value in values if value in text] == []
    stored = json.loads(text)
    assert stored == json.loads(json.dumps(certificate.as_dict()))
    told = stored.pop("sha256")
    assert told == sha256(json.dumps(stored, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    assert stored["declared_by"]["application"] == "acme-erp/2.4" and stored["declared_by"]["statement"]
    assert stored["began"] <= stored["ended"] and set(stored["kept"]) >= {"audit_log", "quota_ledger"}
    (head,) = stored["log"].values()
    size, root = head.split(":")
    lines = [line for raw in files_below(rig.account.directory / "audit").values() for line in raw.splitlines()]
    assert any(f'"size":{size},"root":"{root}"'.encode() in line for line in lines)


def test_what_is_not_there_is_not_certified(rig: Rig) -> None:
    with pytest.raises(InvalidRequest, match="nothing is kept"):
        rig.go(lambda client: client.purge_shop(OTHER))
    assert not (rig.account.directory / "certificates").exists()
    assert not rig.account.purge_journal.exists()


def test_a_purge_waits_for_the_refresh_that_is_under_way(lived_in: Rig) -> None:
    """Otherwise the new tokens would be stored after the old ones were destroyed."""
    rig = lived_in
    lock = TokenFile(rig.account.directory).lock()
    assert lock.try_acquire()
    sleep = rig.clock.sleep

    def refreshed(seconds: float) -> None:
        sleep(seconds)
        lock.release()

    rig.clock.sleep = rig.clock.advance = refreshed  # type: ignore[method-assign]
    assert purge_account(rig).scope == "account"


def killed(account: Account, clock: VirtualClock, shop_id: str | None, *, at: int) -> bool:
    """Purge in a process that is killed just before its so-manieth change of anything on the disk; whether it was."""
    child = os.fork()
    if child == 0:
        changes = itertools.count(1)

        def deadly(original: Callable[..., Any]) -> Callable[..., Any]:
            def change(*given: Any, **named: Any) -> Any:
                if next(changes) == at:
                    os.kill(os.getpid(), signal.SIGKILL)
                return original(*given, **named)

            return change

        try:
            house = home.enter(account, clock=clock)
            for owner, name in CHANGES:
                setattr(owner, name, deadly(getattr(owner, name)))
            purge(house, account, shop_id=shop_id)
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL)
    return status != 0


CHANGES = (
    (JsonLinesSink, "append"),
    (Path, "unlink"),
    (Path, "replace"),
    (files, "write_all"),
    (os, "fsync"),
    (Database, "run"),
    (Database, "empty_log"),
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded")
@pytest.mark.parametrize("whole", [False, True], ids=["shop", "account"])
def test_a_purge_that_is_killed_anywhere_is_finished_at_the_next_start(tmp_path: Path, whole: bool) -> None:
    rig = Rig("blocking", tmp_path / "as it was")
    rig.consent()
    values = [rig.shop_id, *(secrets(rig) if whole else [])]
    kills = 0
    for at in itertools.count(1):
        there = tmp_path / str(at)
        shutil.copytree(state(rig), there)
        account = replace(rig.account, state=there)
        was_killed = killed(account, rig.clock, None if whole else rig.shop_id, at=at)
        if was_killed and not account.purge_journal.exists() and not (account.directory / "certificates").exists():
            assert traces(there, rig.shop_id)  # the order was not on the disk yet: nothing is destroyed
            continue
        TikTokShop(account, transport=rig.transport(), clock=rig.clock).close()
        assert not account.purge_journal.exists()
        assert traces(there, *values) == []
        assert len(list((account.directory / "certificates").iterdir())) == 1
        assert not list(account.directory.rglob("*.tmp"))
        assert verify(account.directory / "audit").ok
        if not was_killed:
            break
        kills += 1
    print(f"{kills} kills after the order was on the disk")
    assert kills >= 15


def test_without_the_order_on_the_disk_a_death_would_leave_half_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    rig = Rig("blocking", tmp_path)
    rig.consent()
    house = home.enter(rig.account, clock=rig.clock)
    key = f"shop-{sha256(f'shop:{rig.shop_id}'.encode()).hexdigest()[:32]}.key"
    house.pseudonym(rig.shop_id)

    def die(*_: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(Household, "forget_names", die)
        purge(house, rig.account, shop_id=rig.shop_id)
    rig.account.purge_journal.unlink()
    home._OPEN.clear()
    TikTokShop(rig.account, transport=rig.transport(), clock=rig.clock).close()
    assert rig.shop_id not in TokenFile(rig.account.directory).kept().ciphers
    assert (rig.account.directory / "keys" / key).exists()


@pytest.mark.parametrize("name", ["orders.jsonl.cursor", "key"])
def test_a_disk_that_refuses_leaves_the_purge_open_and_the_account_shut(
    lived_in: Rig, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    rig, unlink = lived_in, Path.unlink

    def refused(path: Path, **named: Any) -> None:
        if path.name.endswith(name):
            raise PermissionError(13, "Permission denied")
        unlink(path, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        for attempt in (purge_shop, first_page(rig), first_page(rig)):
            with pytest.raises((PurgeUnfinished, AuditUnavailable), match="Permission denied"):
                attempt(rig) if attempt is purge_shop else rig.go(attempt)
    assert rig.account.purge_journal.exists()
    rig.go(lambda client: client.shops())
    assert not rig.account.purge_journal.exists() and not cursor(rig).exists()


def test_where_the_order_cannot_be_written_nothing_is_destroyed(lived_in: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig = lived_in

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with TikTokShop(rig.account, transport=rig.transport(), clock=rig.clock) as client, monkeypatch.context() as patch:
        patch.setattr(files, "write_all", full)
        with pytest.raises(PurgeUnfinished, match="did not begin: No space left"):
            client.purge_shop(rig.shop_id)
    rig.go(first_page(rig))


def test_a_journal_that_cannot_be_read_shuts_the_account(rig: Rig) -> None:
    for damage in ("{", "{}", "[]"):
        rig.account.purge_journal.write_text(damage)
        with pytest.raises(PurgeUnfinished, match="is not complete") as told:
            rig.go(lambda client: client.shops())
        assert "purge goes on by itself" in told.value.next_step
    rig.account.purge_journal.unlink()
    rig.go(lambda client: client.shops())


def test_who_comes_second_finds_the_purge_finished(rig: Rig) -> None:
    """Two processes start after a crash: one waits while the other resumes."""
    order = PurgeOrder("id", 0.0, "account", None, None, {})
    house = home.enter(rig.account, clock=rig.clock)
    rig.account.purge_journal.write_bytes(order.encoded())
    lock = house.refresh_lock()
    assert lock.try_acquire()
    sleep = rig.clock.sleep

    def finished_by_the_other(seconds: float) -> None:
        sleep(seconds)
        rig.account.purge_journal.unlink(missing_ok=True)
        lock.release()

    rig.clock.sleep = finished_by_the_other  # type: ignore[method-assign]
    resume(house, rig.account)
    assert not (rig.account.directory / "certificates").exists()
    home.leave(house)


def test_while_a_purge_is_not_complete_nothing_is_sent_and_the_same_purge_finishes_it(
    lived_in: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig = lived_in

    def refused(*_: Any) -> None:
        raise AuditUnavailable("Permission denied")

    with TikTokShop(rig.account, transport=rig.transport(), clock=rig.clock) as client:
        with monkeypatch.context() as patch:
            patch.setattr(Household, "forget_names", refused)
            with pytest.raises(AuditUnavailable):
                client.purge_shop(rig.shop_id, cursors=[cursor(rig)])
        sent = len(rig.arrived())
        with pytest.raises(PurgeUnfinished):
            client.shops()
        with pytest.raises(PurgeUnfinished):
            client.auth_exchange(rig.platform.issue_code())
        assert len(rig.arrived()) == sent
        certificate = client.purge_shop(rig.shop_id)
        assert certificate.destroyed["shop_ciphers"] == certificate.destroyed["cursors"] == 1  # as the order said
        client.shops()


def test_another_purge_finishes_the_unfinished_one_first(lived_in: Rig) -> None:
    rig = lived_in
    with TikTokShop(rig.account, transport=rig.transport(), clock=rig.clock) as client:
        order = PurgeOrder("id", 0.0, "account", "shop", rig.shop_id, {"cursors": 1}, (str(cursor(rig)),))
        rig.account.purge_journal.write_bytes(order.encoded())
        assert client.purge_account().scope == "account"
    assert len(list((rig.account.directory / "certificates").iterdir())) == 2 and not cursor(rig).exists()


def test_a_closed_client_purges_nothing(rig: Rig) -> None:
    client = TikTokShop(rig.account, transport=rig.transport(), clock=rig.clock)
    client.close()
    with pytest.raises(ClientClosed):
        client.purge_account()


def test_what_a_crash_left_of_the_tokens_goes_too(lived_in: Rig) -> None:
    rig = lived_in
    values = secrets(rig)
    shutil.copy(rig.account.directory / "tokens.json", rig.account.directory / "tokens.json.77-88.tmp")
    key = next((rig.account.directory / "keys").glob("shop-*"))
    shutil.copy(key, key.with_name(f"{key.name}.aa.77-88.tmp"))
    purge_account(rig)
    assert traces(state(rig), *values) == [] and not list(rig.account.directory.rglob("*.tmp"))
