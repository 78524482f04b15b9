"""Events are handed over one at a time, in order, at least once, and a withdrawn consent ends its tokens first."""

from __future__ import annotations

import asyncio
import itertools
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.flow.conftest import an_account
from tests.virtual import run_virtual
from tests.webhooks.conftest import APP, SELLER, SHOP, Desk, a_grant, an_event, consented, records, signature
from tiktok_shop_sdk import home
from tiktok_shop_sdk.core.kept import Kept
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.errors import AuditUnavailable, DeclarationError, PurposeRefused
from tiktok_shop_sdk.sinks.verify import verify as verify_log
from tiktok_shop_sdk.stores.tokens import TokenFile
from tiktok_shop_sdk.webhooks import (
    AuthorizationExpiring,
    CreatorDeauthorized,
    Event,
    InboxUnavailable,
    OrderStatusChanged,
    PackageUpdated,
    Receiver,
    SellerDeauthorized,
    UnknownEvent,
    handover,
)

PHONE = "+1 541 555 0142"


def ids(events: list[Any]) -> list[str | None]:
    return [event.notification_id for event in events]


def take(desk: Desk, *named: str, number: int = 1) -> None:
    for name in named:
        assert desk.take(an_event(number, id=name)) == 200


# Order, and whom.
def test_events_are_handed_over_in_the_order_in_which_they_came(desk: Desk) -> None:
    events = desk.keep_all()
    take(desk, *"abcdefgh")
    desk.work()
    take(desk, *"xyz")
    desk.work()
    assert ids(events) == list("abcdefghxyz")


def test_each_handler_gets_what_it_asked_for(desk: Desk) -> None:
    orders: list[Event] = []
    packages: list[Event] = []
    everything: list[Event] = []
    unknown: list[Event] = []
    desk.receiver.on(OrderStatusChanged)(orders.append)
    desk.receiver.on(PackageUpdated)(packages.append)
    desk.receiver.on(Event)(everything.append)
    desk.receiver.on(UnknownEvent)(unknown.append)
    take(desk, "order", number=1)
    take(desk, "package", number=4)
    take(desk, "new", number=99)
    desk.work()
    assert (ids(orders), ids(packages), ids(unknown)) == (["order"], ["package"], ["new"])
    assert ids(everything) == ["order", "package", "new"]


def test_a_decorated_handler_stays_what_it_was(desk: Desk) -> None:
    @desk.receiver.on(OrderStatusChanged)
    def changed(event: OrderStatusChanged) -> str | None:
        return event.order_id

    assert changed(OrderStatusChanged(order_id="1")) == "1"


def test_an_event_without_a_handler_is_done(desk: Desk) -> None:
    take(desk, "a")
    desk.work()
    events = desk.keep_all()
    desk.work()
    assert events == []


def test_coroutines_are_awaited_and_a_blocking_worker_refuses_them(desk: Desk) -> None:
    events: list[Event] = []

    class Callee:
        async def __call__(self, event: Event) -> None:
            await asyncio.sleep(0)
            events.append(event)

    async def changed(event: Event) -> None:
        await asyncio.sleep(0)
        events.append(event)

    desk.receiver.on(Event)(changed)
    desk.receiver.on(Event)(Callee())
    desk.receiver.on(Event)(lambda event: changed(event))  # gives an awaitable, and does not look it
    take(desk, "a")
    if desk.kind == "async":
        desk.work()
        assert ids(events) == ["a", "a", "a"]
    else:
        with pytest.raises(DeclarationError, match="awork"):
            desk.work()


# Again.
def test_an_event_whose_handler_raised_comes_again_later_and_the_others_go_on(desk: Desk) -> None:
    seen: list[tuple[str | None, float]] = []
    start = desk.clock.boot()

    @desk.receiver.on(Event)
    def stumble(event: Event) -> None:
        seen.append((event.notification_id, round(desk.clock.boot() - start)))
        if event.notification_id == "b" and len([name for name, _ in seen if name == "b"]) < 4:
            raise ValueError(PHONE)

    take(desk, "a", "b", "c")
    desk.work_for(60)
    assert seen == [("a", 0), ("b", 0), ("c", 0), ("b", 1), ("b", 3), ("b", 7)]


def test_the_pause_grows_up_to_an_hour_and_a_new_worker_begins_at_once(desk: Desk) -> None:
    seen: list[float] = []

    @desk.receiver.on(Event)
    def stumble(event: Event) -> None:
        seen.append(desk.clock.boot())
        raise ValueError

    take(desk, "a")
    desk.work_for(4 * 3600)
    gaps = [round(later - earlier) for earlier, later in itertools.pairwise(seen)]
    assert gaps[:13] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600]
    tries = len(seen)
    desk.work()
    assert len(seen) == tries + 1


def test_a_failure_is_reported_without_values(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    @desk.receiver.on(OrderStatusChanged)
    def stumble(event: OrderStatusChanged) -> None:
        raise KeyError(PHONE)

    @desk.receiver.on(PackageUpdated)
    def refused(event: PackageUpdated) -> None:
        raise PurposeRefused("the statement does not cover orders:read")

    take(desk, "secret-id")
    take(desk, "b", number=4)
    desk.work()
    assert "KeyError at " in caplog.text and "test_handover.py:" in caplog.text
    assert "does not cover orders:read" in caplog.text  # our own errors hold no values
    for value in (PHONE, "secret-id", SHOP):
        assert value not in caplog.text


def test_what_ends_a_worker_leaves_the_event(desk: Desk) -> None:
    @desk.receiver.on(Event)
    def interrupted(event: Event) -> None:
        raise KeyboardInterrupt

    take(desk, "a")
    with pytest.raises(KeyboardInterrupt):
        desk.work()
    desk.reopened()
    events = desk.keep_all()
    desk.work()
    assert ids(events) == ["a"]


def test_what_waits_comes_after_a_restart_and_what_is_done_does_not(desk: Desk) -> None:
    events = desk.keep_all()
    take(desk, "a")
    desk.work()
    take(desk, "b", "c")
    desk.reopened()
    desk.keep_all()
    desk.work()
    assert ids(events) == ["a", "b", "c"]


def test_an_event_that_could_not_be_marked_as_done_comes_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(number: int) -> None:
        monkeypatch.undo()
        raise InboxUnavailable("the inbox was locked")

    monkeypatch.setattr(desk.receiver._inbox, "done", locked)
    events = desk.keep_all()
    take(desk, "a")
    desk.work_for(10)
    assert ids(events) == ["a", "a"]


def test_a_retry_of_what_somebody_else_finished_is_dropped(desk: Desk) -> None:
    seen: list[Event] = []

    @desk.receiver.on(Event)
    def stumble(event: Event) -> None:
        seen.append(event)
        desk.receiver._inbox.done(1)
        raise ValueError

    take(desk, "a")
    desk.work_for(10)
    assert ids(seen) == ["a"]


def test_a_worker_outlives_an_inbox_that_cannot_be_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried, first_after = list[int](), desk.receiver._inbox.first_after

    def locked_at_first(number: int) -> Any:
        tried.append(number)
        if len(tried) < 4:
            raise InboxUnavailable("the inbox was locked by another process for 1 s")
        return first_after(number)

    monkeypatch.setattr(desk.receiver._inbox, "first_after", locked_at_first)
    events = desk.keep_all()
    take(desk, "a")
    with pytest.raises(InboxUnavailable):  # who wants an end wants the truth
        desk.work()
    desk.work_for(10)
    assert ids(events) == ["a"]
    assert caplog.text.count("locked by another process") == 2


# At once.
@pytest.fixture
def no_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is woken now was woken by the bell."""
    monkeypatch.setattr(handover, "POLL", 600.0)


@pytest.mark.usefixtures("no_poll")
def test_a_waiting_worker_is_woken_at_once(open_receiver: Callable[..., Receiver]) -> None:
    receiver = open_receiver()
    arrived = threading.Event()
    receiver.on(Event)(lambda event: arrived.set())
    worker = threading.Thread(target=receiver.work)
    worker.start()
    time.sleep(0.05)
    body = an_event()
    assert receiver.receive(body, signature(body)) == 200
    assert arrived.wait(10)
    receiver.close()
    worker.join(10)
    assert not worker.is_alive()
    assert home._OPEN == {}


@pytest.mark.usefixtures("no_poll")
async def test_a_waiting_task_is_woken_at_once_and_can_be_cancelled(open_receiver: Callable[..., Receiver]) -> None:
    receiver = open_receiver()
    arrived = asyncio.Event()

    @receiver.on(Event)
    async def changed(event: Event) -> None:
        arrived.set()

    task = asyncio.create_task(receiver.awork())
    await asyncio.sleep(0.05)
    body = an_event()
    assert await asyncio.to_thread(receiver.receive, body, signature(body)) == 200
    async with asyncio.timeout(10):
        await arrived.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    receiver.close()
    assert home._OPEN == {}


async def test_a_blocking_handler_does_not_stop_the_loop(open_receiver: Callable[..., Receiver]) -> None:
    receiver = open_receiver()
    begun, go_on = threading.Event(), threading.Event()

    @receiver.on(Event)
    def slow(event: Event) -> None:
        begun.set()
        assert go_on.wait(5)

    body = an_event()
    assert receiver.receive(body, signature(body)) == 200
    task = asyncio.create_task(receiver.awork(until_empty=True))
    assert await asyncio.to_thread(begun.wait, 5)  # the loop is free while the handler is not
    go_on.set()
    await task


def test_closing_lets_the_worker_finish_the_event_in_hand(
    open_receiver: Callable[..., Receiver], tmp_path: Path
) -> None:
    account = consented(an_account(tmp_path / "state", app=APP))
    receiver = open_receiver(account)
    begun, go_on, seen = threading.Event(), threading.Event(), list[str | None]()

    @receiver.on(Event)
    def slow(event: Event) -> None:
        begun.set()
        assert go_on.wait(5)
        seen.append(event.notification_id)

    for name in "ab":
        body = an_event(id=name)
        assert receiver.receive(body, signature(body)) == 200
    worker = threading.Thread(target=receiver.work)
    worker.start()
    assert begun.wait(5)
    receiver.close()
    assert home._OPEN  # the worker still needs it
    go_on.set()
    worker.join(5)
    assert seen == ["a"] and home._OPEN == {}
    again = open_receiver(account)
    again.on(Event)(lambda event: seen.append(event.notification_id))
    again.work(until_empty=True)
    assert seen == ["a", "b"]


def test_an_event_loop_that_is_gone_keeps_nobody_from_receiving(desk: Desk) -> None:
    loop = asyncio.new_event_loop()
    desk.receiver._bell.add("gone", lambda: loop.call_soon_threadsafe(print))
    loop.close()
    assert desk.take(an_event()) == 200


# One worker.
def test_of_two_workers_one_works_and_the_other_takes_over(
    open_receiver: Callable[..., Receiver], tmp_path: Path
) -> None:
    account = consented(an_account(tmp_path / "state", app=APP))
    first, second = open_receiver(account), open_receiver(account)
    seen: list[tuple[str, str | None]] = []
    first.on(Event)(lambda event: seen.append(("first", event.notification_id)))
    second.on(Event)(lambda event: seen.append(("second", event.notification_id)))
    worker = threading.Thread(target=first.work)
    worker.start()

    def deliver(name: str) -> None:
        body = an_event(id=name)
        assert first.receive(body, signature(body)) == 200
        until = time.monotonic() + 5
        while (not seen or seen[-1][1] != name) and time.monotonic() < until:
            time.sleep(0.005)

    deliver("a")
    second.work(until_empty=True)  # stands back
    deliver("b")
    body = an_event(id="c")
    first.close()
    worker.join(5)
    assert second.receive(body, signature(body)) == 200
    second.work(until_empty=True)
    assert seen == [("first", "a"), ("first", "b"), ("second", "c")]


def test_events_of_another_process_are_seen_within_a_second(desk: Desk) -> None:
    """The other process is another receiver here: it cannot ring this one's bell."""
    other = Receiver(desk.account, clock=desk.clock)
    start = desk.clock.boot()
    seen: list[float] = []
    desk.receiver.on(Event)(lambda event: seen.append(desk.clock.boot() - start))
    wait, taken = desk.clock.wait, list[int]()

    async def later() -> None:
        worker = asyncio.create_task(desk.receiver.awork())
        await asyncio.sleep(2.5)
        body = an_event()
        assert other.receive(body, signature(body)) == 200
        await asyncio.sleep(2)
        worker.cancel()

    def meanwhile(event: threading.Event, seconds: float | None) -> bool:
        if desk.clock.boot() - start >= 2 and not taken:
            body = an_event()
            taken.append(other.receive(body, signature(body)))
        return wait(event, seconds)

    if desk.kind == "async":
        run_virtual(later(), desk.clock)
    else:
        desk.clock.wait = meanwhile
        desk.work_for(5)
    other.close()
    assert len(seen) == 1 and seen[0] <= 3.5


# A consent that was taken back.
@pytest.mark.parametrize(
    ("number", "identity"),
    [(6, {"shop_id": SHOP}), (6, {"seller_open_id": SELLER}), (20, {"creator_open_id": SELLER})],
)
def test_a_withdrawn_consent_ends_the_tokens_before_a_handler_sees_it(
    desk: Desk, number: int, identity: dict[str, str]
) -> None:
    tokens = TokenFile(desk.account.directory)
    seen: list[tuple[str, Kept]] = []
    desk.receiver.on(Event)(lambda event: seen.append((type(event).__name__, tokens.kept())))
    assert tokens.kept().grant is not None
    assert desk.take(an_event(number, identity=identity)) == 200
    desk.work()
    name = "SellerDeauthorized" if number == 6 else "CreatorDeauthorized"
    assert seen == [(name, Kept())]
    assert not (desk.account.directory / "tokens.json").exists()
    desk.receiver.close()
    told = [(r["kind"], r["operation"], r.get("outcome")) for r in records(desk.account) if "purge" in r["operation"]]
    purge = "purge.account"
    assert told == [("intent", purge, None), ("purge", purge, None), ("outcome", purge, "ok")]
    assert verify_log(desk.account.directory / "audit").ok
    assert len({r["account"] for r in records(desk.account)}) == 1


@pytest.mark.parametrize(
    "body",
    [
        an_event(6, identity={"shop_id": "another"}),
        an_event(20, identity={"creator_open_id": "another"}),
        an_event(6, identity={}),
        an_event(7, expiration_time="1780492200"),
        an_event(1),
        an_event(99),
    ],
    ids=["another shop", "another creator", "nobody", "upcoming expiration", "order", "unknown"],
)
def test_no_other_event_touches_the_tokens(desk: Desk, body: bytes) -> None:
    events = desk.keep_all()
    assert desk.take(body) == 200
    desk.work()
    assert len(events) == 1
    assert TokenFile(desk.account.directory).kept().grant == a_grant()


def test_the_upcoming_end_of_a_consent_is_handed_over(desk: Desk) -> None:
    seen: list[AuthorizationExpiring] = []
    desk.receiver.on(AuthorizationExpiring)(seen.append)
    desk.take(an_event(7, expiration_time="1780492200"))
    desk.work()
    assert seen[0].expiration_time is not None and seen[0].account == "acme-uk"


@pytest.mark.parametrize(("ahead", "kept"), [(31, True), (30, False), (-1, False)])
def test_a_newer_consent_outlives_the_withdrawal_of_the_old_one(desk: Desk, ahead: float, kept: bool) -> None:
    taken_back = 1_720_999_000  # when `an_event` was sent
    newer = a_grant(obtained=taken_back + ahead)
    TokenFile(desk.account.directory).change(lambda kept: kept.with_grant(newer))
    desk.take(an_event(6))
    desk.work()
    assert TokenFile(desk.account.directory).kept().grant == (newer if kept else None)


def test_a_withdrawal_without_a_time_ends_the_tokens(desk: Desk) -> None:
    body = b'{"type":6,"shop_id":"%s","data":{}}' % SHOP.encode()
    assert desk.take(body) == 200
    desk.work()
    assert TokenFile(desk.account.directory).kept().grant is None


def test_a_withdrawal_finds_nothing_where_there_are_no_tokens(desk: Desk) -> None:
    tokens = TokenFile(desk.account.directory)
    tokens.change(lambda kept: kept.without_grant(a_grant().access_token))
    tokens.change(lambda kept: kept.with_ciphers({SHOP: Secret("cipher")}))
    events = desk.keep_all()
    assert desk.take(an_event(6)) == 200
    desk.work()
    assert len(events) == 1
    assert [record for record in records(desk.account) if "purge" in record["operation"]] == []


def test_every_account_of_the_seller_forgets_its_tokens(tmp_path: Path) -> None:
    accounts = [consented(an_account(tmp_path, app=APP, name=name)) for name in ("one", "two")]
    other = consented(an_account(tmp_path, app=APP, name="three"), a_grant("another"), ("79",))
    with Receiver(*accounts, other) as receiver:
        body = an_event(6)
        assert receiver.receive(body, signature(body)) == 200
        receiver.work(until_empty=True)
    assert [TokenFile(account.directory).kept().grant for account in accounts] == [None, None]
    assert TokenFile(other.directory).kept().grant is not None


def test_a_second_withdrawal_is_handed_over_like_any_event(desk: Desk) -> None:
    seen: list[SellerDeauthorized] = []
    desk.receiver.on(SellerDeauthorized)(seen.append)
    for name in "ab":
        desk.take(an_event(6, identity={"seller_open_id": SELLER, "shop_id": SHOP}, id=name))
    desk.work()
    assert ids(list(seen)) == ["a", "b"]


def test_a_purge_that_cannot_be_recorded_is_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    house = desk.receiver._addressees.first.house
    append, refused = house.sink.append, list[str]()

    def full_at_first(record: Any) -> str:
        if record.operation == "purge.account" and not refused:
            refused.append(record.kind)
            raise AuditUnavailable("The audit log cannot be written.")
        return append(record)

    monkeypatch.setattr(house.sink, "append", full_at_first)
    seen: list[CreatorDeauthorized] = []
    desk.receiver.on(CreatorDeauthorized)(seen.append)
    desk.take(an_event(20, identity={"creator_open_id": SELLER}))
    desk.work_for(5)
    assert refused == ["intent"] and len(seen) == 1
    assert TokenFile(desk.account.directory).kept().grant is None


def test_a_purge_that_cannot_be_finished_is_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    house, failed = desk.receiver._addressees.first.house, list[str]()
    forget = type(house).forget_names

    def refused_at_first(mine: Any, shop_id: str | None) -> None:
        if not failed:
            failed.append("the tokens are gone by now, the keys are not")
            raise AuditUnavailable("Permission denied")
        forget(mine, shop_id)

    monkeypatch.setattr(type(house), "forget_names", refused_at_first)
    events = desk.keep_all()
    desk.take(an_event(6))
    desk.work_for(5)
    assert len(failed) == len(events) == 1
    assert not desk.account.purge_journal.exists() and not house.closing
    assert len(list((desk.account.directory / "certificates").iterdir())) == 1


def test_what_waits_for_a_purged_account_is_destroyed_and_the_withdrawal_is_handed_over(desk: Desk) -> None:
    events = desk.keep_all()
    take(desk, "a", number=6)
    take(desk, "b", "c")
    desk.work()
    assert [type(event).__name__ for event in events] == ["SellerDeauthorized"]
    desk.receiver.close()
    assert not [path for path in desk.account.inbox.parent.iterdir() if SHOP.encode() in path.read_bytes()]


def test_a_purge_waits_for_a_refresh_that_is_under_way(desk: Desk) -> None:
    """Else the refreshed pair would be stored after the purge, and stay."""
    house = desk.receiver._addressees.first.house
    lock = house.refresh_lock()
    assert lock.try_acquire()
    desk.take(an_event(6))
    before = desk.clock.boot()
    sleep = desk.clock.sleep

    def refreshed(seconds: float) -> None:
        sleep(seconds)
        if desk.clock.boot() - before > 3 and lock.held:
            house.tokens.change(lambda kept: kept.with_grant(replace(a_grant(), scopes=("refreshed",))))
            lock.release()

    desk.clock.sleep = desk.clock.advance = refreshed
    desk.work()
    assert not lock.held
    assert TokenFile(desk.account.directory).kept().grant is None
