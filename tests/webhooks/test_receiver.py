"""What is acknowledged is kept, recorded and stripped; what is not from the platform leaves no trace."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.flow.conftest import an_account
from tests.webhooks.conftest import APP, BODIES, SHOP, Desk, a_grant, an_event, consented, records, signature
from tiktok_shop_sdk import App, TikTokShop, home
from tiktok_shop_sdk.core.kept import Kept
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.sensitive import POLICY_HASH
from tiktok_shop_sdk.errors import AuditUnavailable, DeclarationError
from tiktok_shop_sdk.sinks.verify import verify as verify_log
from tiktok_shop_sdk.stores.inbox import REMEMBERED
from tiktok_shop_sdk.stores.tokens import TokenFile
from tiktok_shop_sdk.webhooks import (
    AffiliateMessageReceived,
    InboxUnavailable,
    OrderStatusChanged,
    Receiver,
)

PHONE = "+1 541 555 0142"


# The answer.
def test_a_signed_event_is_taken_and_handed_over(desk: Desk) -> None:
    events: list[OrderStatusChanged] = []
    desk.receiver.on(OrderStatusChanged)(events.append)
    assert desk.take(an_event(order_id="5768", order_status="AWAITING_SHIPMENT")) == 200
    assert events == []  # acknowledged first
    desk.work()
    (event,) = events
    assert (event.order_id, event.order_status, event.shop_id, event.account) == (
        "5768", "AWAITING_SHIPMENT", SHOP, "acme-uk",
    )  # fmt: skip


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.name)
def test_every_fixture_is_taken(desk: Desk, path: Path) -> None:
    given = json.loads(path.read_text())
    events = desk.keep_all()
    assert desk.receiver.receive(given["raw_body"].encode(), given["headers"]["authorization"]) == 200
    desk.work()
    assert [f"webhook.{event.name}.json" for event in events] == [path.name]


def test_a_wrong_signature_is_refused_and_leaves_no_trace(desk: Desk) -> None:
    body = an_event()
    assert desk.receiver.receive(body, signature(body)[::-1]) == 401
    assert desk.receiver.receive(body + b" ", signature(body)) == 401
    assert desk.receiver.receive(body, "") == 401
    events = desk.keep_all()
    desk.work()
    assert events == [] and records(desk.account) == []
    assert desk.receiver.receive(body, signature(body)) == 200  # the control: the same bytes, well signed
    desk.work()
    assert len(events) == 1


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff\xfe{", b"[" * 200_000, b"x" * 2_000_000, b'{"type":{}}'])
def test_signed_bytes_that_are_no_event_are_a_bad_request(desk: Desk, body: bytes) -> None:
    assert desk.take(body) == 400
    assert records(desk.account) == []


def test_an_event_of_a_megabyte_is_taken(desk: Desk) -> None:
    events = desk.keep_all()
    assert desk.take(an_event(36, order_ids=[str(n) for n in range(50_000)])) == 200
    desk.work()
    assert len(events[0].order_ids) == 50_000


def test_receive_never_raises(desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*given: Any, **more: Any) -> None:
        raise ValueError(PHONE)

    monkeypatch.setattr("tiktok_shop_sdk.webhooks.receiver.read", broken)
    assert desk.take(an_event()) == 503
    assert "ValueError" in caplog.text and PHONE not in caplog.text


def test_a_closed_receiver_takes_nothing(desk: Desk) -> None:
    desk.receiver.close()
    desk.receiver.close()
    assert desk.take(an_event()) == 503
    assert home._OPEN == {}


# Once.
def test_a_second_delivery_is_acknowledged_and_not_handed_over(desk: Desk) -> None:
    events = desk.keep_all()
    assert desk.take(an_event(id="n1", order_id="1")) == 200
    assert desk.take(an_event(id="n1", order_id="1")) == 200
    desk.work()
    assert desk.take(an_event(id="n1", order_id="1")) == 200
    desk.work()
    assert [event.order_id for event in events] == ["1"]
    assert desk.take(an_event(id="n2", order_id="1")) == 200  # the control: another id
    desk.work()
    assert len(events) == 2


def test_a_second_delivery_is_known_after_a_restart_and_for_a_week(desk: Desk) -> None:
    body = an_event(id="n1")
    assert desk.take(body) == 200
    desk.work()
    desk.clock.advance(REMEMBERED - 1)
    desk.reopened()
    events = desk.keep_all()
    assert desk.take(body) == 200
    desk.work()
    assert events == [] and REMEMBERED > 24 * 3600
    desk.clock.advance(2)
    assert desk.take(body) == 200  # the control: forgotten
    desk.work()
    assert len(events) == 1


def test_what_waits_is_never_forgotten(desk: Desk) -> None:
    body = an_event(id="n1")
    desk.take(body)
    desk.clock.advance(10 * REMEMBERED)
    desk.take(an_event(id="n2"))
    events = desk.keep_all()
    desk.work()
    assert [event.notification_id for event in events] == ["n1", "n2"]


def test_an_event_without_an_id_is_known_by_its_bytes(desk: Desk) -> None:
    body = json.dumps({"type": 1, "shop_id": SHOP, "timestamp": 1, "data": {"order_id": "1"}}).encode()
    events = desk.keep_all()
    assert [desk.take(body), desk.take(body), desk.take(body + b"\n")] == [200, 200, 200]
    desk.work()
    assert len(events) == 2


def test_of_many_deliveries_at_once_one_is_handed_over(desk: Desk) -> None:
    body, answers = an_event(), list[int]()
    threads = [threading.Thread(target=lambda: answers.append(desk.take(body))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    events = desk.keep_all()
    desk.work()
    assert answers == [200] * 8 and len(events) == 1


# Whose.
def test_an_event_is_its_shops_or_its_sellers(open_receiver: Callable[..., Receiver], tmp_path: Path) -> None:
    acme = consented(an_account(tmp_path, app=APP, name="acme"), a_grant("seller-a"), ("71", "72"))
    bright = consented(an_account(tmp_path, app=APP, name="bright"), a_grant("creator-b"), ("73",))
    receiver = open_receiver(acme, bright)
    seen: list[str | None] = []
    receiver.on(OrderStatusChanged)(lambda event: seen.append(event.account))
    wanted = {"shop_id": ("72", "73", "74"), "seller_open_id": ("seller-a", "x"), "creator_open_id": ("creator-b",)}
    for name, values in wanted.items():
        for value in values:
            body = an_event(identity={name: value})
            assert receiver.receive(body, signature(body)) == 200
    body = an_event(identity={})
    assert receiver.receive(body, signature(body)) == 200
    receiver.work(until_empty=True)
    assert seen == ["acme", "bright", None, "acme", None, "bright", None]
    receiver.close()
    assert len([r for r in records(bright) if r["kind"] == "intent"]) == 2
    mine = [r for r in records(acme) if r["kind"] == "intent"]
    assert [("account" in r, "shop" in r) for r in mine] == [
        (True, True),
        (False, False),
        (True, False),
        (False, False),
        (False, False),
    ]


def test_a_shop_that_moved_to_another_account_is_found_there(
    open_receiver: Callable[..., Receiver], tmp_path: Path
) -> None:
    accounts = [consented(an_account(tmp_path, app=APP, name=name), shops=()) for name in ("one", "two")]
    receiver = open_receiver(*accounts)
    seen: list[str | None] = []
    receiver.on(OrderStatusChanged)(lambda event: seen.append(event.account))
    for holder in (0, 0, 1, None, 0):
        for number, account in enumerate(accounts):
            ciphers = {SHOP: Secret("cipher")} if number == holder else {}
            TokenFile(account.directory).change(partial(Kept.with_ciphers, ciphers=ciphers))
        body = an_event()
        assert receiver.receive(body, signature(body)) == 200
    receiver.work(until_empty=True)
    assert seen == ["one", "one", "two", None, "one"]


def test_damaged_tokens_make_an_event_nobodys_and_not_lost(desk: Desk) -> None:
    (desk.account.directory / "tokens.json").write_text("{")
    events = desk.keep_all()
    assert desk.take(an_event()) == 200
    desk.work()
    assert [event.account for event in events] == [None]


# Stripped.
def test_what_is_sensitive_is_in_no_file_and_no_event(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    events = desk.keep_all()
    assert desk.take(an_event(14, content=PHONE, sender={"im_user_id": "70700001", "role": "BUYER"})) == 200
    assert desk.take(an_event(99, buyer_phone=PHONE, note={"im_user_id": "70700001"})) == 200
    assert desk.take(an_event(1, order_id=[PHONE], update_time="70700001x")) == 200
    assert desk.account.state is not None
    files = [path.read_bytes() for path in desk.account.state.rglob("*") if path.is_file()]
    assert files and not any(PHONE.encode() in file or b"70700001" in file for file in files)
    desk.work()
    assert PHONE not in f"{events} {caplog.text}" and "70700001" not in f"{events} {caplog.text}"
    assert "order_id" in caplog.text  # what did not fit is named


def test_a_purpose_releases_what_it_covers(tmp_path: Path, open_receiver: Callable[..., Receiver]) -> None:
    body = an_event(33, content=PHONE, sender={"sender_im_user_id": "creator-1"})
    for name, covers in (("narrow", {"orders:read"}), ("wide", {"affiliate:read"})):
        statement = replace(an_account(tmp_path).statement, covers=frozenset(covers))
        account = consented(an_account(tmp_path / name, app=APP, statement=statement))
        receiver = open_receiver(account)
        seen: list[AffiliateMessageReceived] = []
        receiver.on(AffiliateMessageReceived)(seen.append)
        assert receiver.receive(body, signature(body)) == 200
        receiver.work(until_empty=True)
        assert seen[0].sender is not None
        assert (seen[0].sender.sender_im_user_id == "creator-1") == (name == "wide")
        assert PHONE not in repr(seen)
        receiver.close()
        (outcome,) = [record for record in records(account) if record["kind"] == "outcome"]
        key = "third_party_commercial:released" if name == "wide" else "third_party_commercial"
        assert outcome["stripped"] == {"buyer_conversation": 1, key: 1}


def test_a_purpose_that_has_ended_releases_nothing(desk: Desk) -> None:
    day = date(2024, 7, 14)  # the desk's clock begins on it
    for expires in (date(2024, 7, 16), day):
        statement = replace(desk.account.statement, covers=frozenset({"affiliate:read"}), expires=expires)
        desk.reopened(replace(desk.account, statement=statement))
        events = desk.keep_all()
        assert desk.take(an_event(33, sender={"sender_im_user_id": "creator-1"})) == 200
        desk.work()
    assert ["creator-1" in repr(event) for event in events] == [True, False]


def test_ids_may_be_numbers(desk: Desk) -> None:
    events = desk.keep_all()
    body = b'{"type":1,"tts_notification_id":7327,"shop_id":%s,"data":{}}' % SHOP.encode()
    assert desk.take(body) == 200
    assert desk.take(body.replace(b":7327,", b':"7327",')) == 200
    desk.work()
    assert [(event.notification_id, event.shop_id, event.account) for event in events] == [("7327", SHOP, "acme-uk")]


def test_a_handed_over_event_leaves_the_file(desk: Desk) -> None:
    desk.take(an_event(order_id="576800000000000101"))
    path = desk.account.directory.parent / "webhooks" / f"inbox-{APP.key}.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        assert "576800000000000101" in database.execute("SELECT event FROM event").fetchone()[0]
        desk.work()
        assert database.execute("SELECT event FROM event").fetchone()[0] == ""
    assert path.stat().st_mode & 0o077 == 0


# Recorded.
def test_each_accepted_event_has_an_intent_and_an_outcome(desk: Desk) -> None:
    desk.take(an_event(14, id="n1", content=PHONE))
    desk.take(an_event(14, id="n1", content=PHONE))
    desk.receiver.close()
    first, done, second, again = records(desk.account)
    assert (first["kind"], done["kind"], second["kind"], again["kind"]) == ("intent", "outcome", "intent", "outcome")
    assert first["operation"] == done["operation"] == "webhooks.new_message"
    assert first["detail"] == {"type": 14} and first["bytes"] > 100
    assert first["statement"] == desk.account.statement.digest and first["policy"] == POLICY_HASH
    assert {"account", "shop", "app", "sdk"} <= first.keys()
    assert (done["cause"], done["outcome"], done["status"]) == (first["id"], "ok", 200)
    assert done["stripped"] == {"buyer_conversation": 1} and "detail" not in done
    assert again["detail"] == {"duplicate": 1}
    assert SHOP not in json.dumps([first, done, second, again])
    assert verify_log(desk.account.directory / "audit").ok


def test_the_record_is_durable_before_the_event_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    house = home._OPEN[next(iter(home._OPEN))]
    append, take = house.sink.append, desk.receiver._inbox.take

    def noted(record: Any) -> str:
        order.append(record.kind)
        return append(record)

    def taken(key: str, event: str, **_: Any) -> bool:
        order.append("taken")
        return take(key, event)

    monkeypatch.setattr(house.sink, "append", noted)
    monkeypatch.setattr(desk.receiver._inbox, "take", taken)
    assert desk.take(an_event()) == 200
    assert order == ["intent", "taken", "outcome"]


def test_an_event_that_cannot_be_recorded_is_not_acknowledged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(record: Any) -> str:
        raise AuditUnavailable("The audit log cannot be written: there is no room left.")

    house = home._OPEN[next(iter(home._OPEN))]
    events = desk.keep_all()
    with monkeypatch.context() as broken:
        broken.setattr(house.sink, "append", full)
        assert desk.take(an_event(id="n1")) == 503
    desk.work()
    assert events == []
    assert desk.take(an_event(id="n1")) == 200  # the platform sends it again
    desk.work()
    assert len(events) == 1


def test_an_outcome_that_cannot_be_recorded_does_not_undo_the_event(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = home._OPEN[next(iter(home._OPEN))]
    append = house.sink.append

    def full(record: Any) -> str:
        if record.kind == "outcome":
            raise AuditUnavailable("The audit log cannot be written.")
        return append(record)

    monkeypatch.setattr(house.sink, "append", full)
    events = desk.keep_all()
    assert desk.take(an_event()) == 200
    desk.work()
    assert len(events) == 1


def test_an_event_that_cannot_be_kept_is_not_acknowledged(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def locked(key: str, event: str, **_: Any) -> bool:
        raise InboxUnavailable("the inbox was locked by another process for 1 s")

    with monkeypatch.context() as broken:
        broken.setattr(desk.receiver._inbox, "take", locked)
        assert desk.take(an_event(id="n1")) == 503
    assert "locked by another process" in caplog.text
    assert [(r["kind"], r.get("outcome"), r.get("status")) for r in records(desk.account)] == [
        ("intent", None, None),
        ("outcome", "refused", 503),
    ]
    assert desk.take(an_event(id="n1")) == 200


# What a receiver is made of.
def test_a_receiver_needs_accounts_of_one_app_in_one_place(tmp_path: Path) -> None:
    account = an_account(tmp_path, app=APP)
    other_app = an_account(tmp_path, name="other", app=App(key="other", secret="s"))
    other_secret = an_account(tmp_path, name="other", app=App(key=APP.key, secret="s"))
    elsewhere = an_account(tmp_path / "elsewhere", name="other", app=APP)
    for accounts in [(), (account, account), (account, other_app), (account, other_secret), (account, elsewhere)]:
        with pytest.raises(DeclarationError, match="Receiver"):
            Receiver(*accounts)
    assert home._OPEN == {}


def test_a_receiver_that_cannot_be_opened_leaves_nothing_open(tmp_path: Path) -> None:
    account = an_account(tmp_path, app=APP)
    (tmp_path / "webhooks").write_text("no directory")
    with pytest.raises(InboxUnavailable, match=r"inbox.*cannot be used"):
        Receiver(account)
    (tmp_path / "acme-2").write_text("no directory")
    with pytest.raises(DeclarationError, match="cannot be used"):
        Receiver(account, an_account(tmp_path, app=APP, name="acme-2"))
    assert home._OPEN == {}


def test_a_receiver_closes_with_its_block_and_shares_the_household_of_a_client(tmp_path: Path) -> None:
    account = consented(an_account(tmp_path, app=APP))
    with TikTokShop(account) as client:
        with Receiver(account) as receiver:
            body = an_event()
            assert receiver.receive(body, signature(body)) == 200
            assert receiver._addressees.first.house is client._engine.house
        assert len(home._OPEN) == 1
    assert home._OPEN == {}
    assert verify_log(account.directory / "audit").ok
