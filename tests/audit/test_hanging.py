"""A disk that hangs stops the calls, and no record is lost without a word."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.logs import HOUR, Clock, Opened, call
from tiktok_shop_sdk.core.audit import Record, draft
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.ports.hands import Hands
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.pending import Pending, awaited
from tiktok_shop_sdk.sinks.query import records
from tiktok_shop_sdk.sinks.verify import verify

SOON = 0.02  # seconds that a test has patience with the disk
REAL_FSYNC = os.fsync


class Hanging:
    """A disk whose syncs return when a test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._goes = threading.Event()
        self._goes.set()
        monkeypatch.setattr(os, "fsync", self._fsync)

    def _fsync(self, descriptor: int) -> None:
        assert self._goes.wait(30)
        REAL_FSYNC(descriptor)

    def hang(self) -> None:
        self._goes.clear()

    def go_on(self) -> None:
        self._goes.set()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hanging]:
    hanging = Hanging(monkeypatch)
    yield hanging
    hanging.go_on()


def said(log: Path) -> list[tuple[str, str | None, str | None]]:
    return [(record["kind"], record.get("operation"), record.get("outcome")) for record in records(log)]


def test_an_intent_that_the_disk_took_too_late_is_closed_as_not_sent(log: Path, opened: Opened, disk: Hanging) -> None:
    sink = opened()
    call(sink, "first.call")
    sink.seconds = SOON
    disk.hang()
    with pytest.raises(AuditUnavailable, match=r"did not take a record within 0\.02 s"):
        sink.append(Record("intent", operation="given.up"))
    disk.go_on()
    sink.seconds = 30
    call(sink, "next.call")
    sink.close()
    assert ("intent", "given.up", None) in said(log)
    assert said(log).count(("outcome", None, "not_sent")) == 1
    assert verify(log).ok


def test_an_intent_that_the_disk_never_took_is_in_no_log_and_an_outcome_waits_its_turn(
    log: Path, opened: Opened, disk: Hanging
) -> None:
    sink = opened()
    intent = sink.append(Record("intent", operation="under.way"))
    disk.hang()
    sink.seconds = SOON
    for record in (
        Record("pause"),  # the hand is at this one
        Record("outcome", cause=intent, outcome="ok"),
        Record("intent", operation="never.sent"),
        Record("refusal", operation="refused.call"),
    ):
        with pytest.raises(AuditUnavailable):
            sink.append(record)
    disk.go_on()
    sink.seconds = 30
    call(sink, "next.call")
    assert said(log)[1:] == [
        ("intent", "under.way", None),
        ("pause", None, None),
        ("outcome", None, "ok"),
        ("refusal", "refused.call", None),
        ("intent", "next.call", None),
        ("outcome", None, "ok"),
    ]


def test_a_hanging_disk_does_not_hold_up_a_close_nor_an_idle_checkpoint(
    log: Path, clock: Clock, opened: Opened, disk: Hanging
) -> None:
    sink = opened()
    call(sink)
    clock.now += HOUR
    disk.hang()
    sink.seconds = SOON
    with pytest.raises(AuditUnavailable, match="did not answer within"):
        sink.checkpoint()
    with pytest.raises(AuditUnavailable, match="did not answer within"):
        sink.close()
    disk.go_on()
    sink.seconds = 30
    sink.checkpoint()
    assert [kind for kind, _, _ in said(log)] == ["start", "intent", "outcome", "checkpoint", "stop"]
    assert verify(log).ok


def test_who_is_interrupted_while_it_waits_leaves_no_open_intent() -> None:
    class Interrupted(Pending):
        def wait(self, seconds: float) -> bool:
            raise KeyboardInterrupt

    closing: list[Record] = []
    waiting = Interrupted(draft(Record("intent")))
    with pytest.raises(KeyboardInterrupt):
        awaited(waiting, 1, closing.append)
    assert not waiting.take()

    written = Interrupted(draft(Record("intent")))
    assert written.take()
    with pytest.raises(KeyboardInterrupt):
        awaited(written, 1, closing.append)
    written.settle("s1-7")
    written.settle("s1-8")
    assert closing == [Record("outcome", cause="s1-7", outcome="not_sent")]

    failed = Interrupted(draft(Record("intent")))
    assert failed.take()
    failed.settle(error=AuditUnavailable("broken"))
    with pytest.raises(KeyboardInterrupt):
        awaited(failed, 1, closing.append)
    assert len(closing) == 1


def test_the_same_thread_works_again_and_an_idle_one_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    hands = Hands()
    names: list[int] = []
    worked = threading.Semaphore(0)

    def work() -> None:
        names.append(threading.get_ident())
        worked.release()

    def all_idle() -> None:
        while not hands._idle:
            threading.Event().wait(0.001)

    for _ in range(3):
        hands.take(work)
        assert worked.acquire(timeout=30)
        all_idle()
    assert len(set(names)) == 1
    monkeypatch.setattr("tiktok_shop_sdk.ports.hands._LINGER", 0.001)
    hands.take(work)
    assert worked.acquire(timeout=30)
    (thread,) = [thread for thread in threading.enumerate() if thread.ident == names[0]]
    thread.join(30)
    assert not thread.is_alive()
    hands.take(work)  # a new one
    assert worked.acquire(timeout=30)


def test_a_thread_that_was_counted_on_while_it_wanted_to_go_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktok_shop_sdk.ports.hands._LINGER", 0.001)
    hands = Hands()
    done = threading.Event()
    hands.take(lambda: None)
    with hands._guard:  # the thread cannot say that it goes
        threading.Event().wait(0.005)
        hands._idle = 0
    hands._work.put(done.set)
    assert done.wait(30)


def test_a_forked_child_has_hands_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    hands = Hands()
    hands._idle = 1  # the parent's, which the child does not have
    hands._guard.acquire()  # held at the fork by a thread that the child does not have
    monkeypatch.setattr(os, "getpid", lambda: -1)
    done = threading.Event()
    hands.take(done.set)
    assert done.wait(30)


def test_a_sink_shares_hands_with_others(log: Path, clock: Clock) -> None:
    hands = Hands()
    with JsonLinesSink(log, clock_ns=clock, hands=hands) as one, JsonLinesSink(log, clock_ns=clock, hands=hands) as two:
        call(one)
        call(two)
    assert verify(log).ok
