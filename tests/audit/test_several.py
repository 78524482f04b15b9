"""Several logs at once: a call leaves when all, or one, of them has its intent, and none keeps an open intent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.logs import HOUR, Clock, call
from tests.audit.test_hanging import Hanging
from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.query import records
from tiktok_shop_sdk.sinks.several import Several
from tiktok_shop_sdk.sinks.verify import verify


@pytest.fixture
def one(tmp_path: Path, clock: Clock) -> JsonLinesSink:
    return JsonLinesSink(tmp_path / "one", clock_ns=clock)


@pytest.fixture
def two(tmp_path: Path, clock: Clock) -> Iterator[JsonLinesSink]:
    sink = JsonLinesSink(tmp_path / "two", clock_ns=clock)
    sink.append(Record("pause"))  # so that the ids of the two logs differ
    return sink


def break_down(sink: JsonLinesSink) -> None:
    """Let every write of this sink fail from now on."""
    for writer in sink._writers.values():
        writer.abandon()

    def fails(now: int) -> None:
        raise OSError("broken")

    sink._writer()._take = fails


def said(tmp_path: Path, name: str) -> list[str]:
    return [record.get("outcome", record["kind"]) for record in records(tmp_path / name)]


@pytest.mark.parametrize("need", [1, 2])
def test_each_log_has_the_intent_and_its_outcome_under_ids_of_its_own(
    one: JsonLinesSink, two: JsonLinesSink, tmp_path: Path, clock: Clock, need: int
) -> None:
    sink = Several([one, two], need=need)
    call(sink)
    sink.append(Record("refusal"))
    clock.now += HOUR
    sink.checkpoint()
    call(sink)
    with pytest.raises(AuditUnavailable, match="closes no open intent"):
        sink.append(Record("outcome", cause="0/s1-2", outcome="ok"))
    sink.close()
    for name in ("one", "two"):
        found = sorted(what for what in said(tmp_path, name) if what != "pause")
        assert found == sorted(["start", "intent", "ok", "refusal", "checkpoint", "intent", "ok", "stop"])
        assert verify(tmp_path / name).ok


def test_all_of_refuses_a_call_that_one_log_does_not_take_and_closes_it_in_the_other(
    one: JsonLinesSink, two: JsonLinesSink, tmp_path: Path
) -> None:
    sink = Several([one, two], need=2)
    call(sink)
    break_down(two)
    with pytest.raises(AuditUnavailable, match="broken"):
        sink.append(Record("intent"))
    sink.close()
    found = said(tmp_path, "one")  # taken back in time, or closed
    assert found.count("intent") == 1 + found.count("not_sent")


def test_any_of_goes_on_with_the_log_that_works(one: JsonLinesSink, two: JsonLinesSink, tmp_path: Path) -> None:
    sink = Several([one, two], need=1)
    call(sink)
    break_down(one)
    call(sink)
    sink.close()
    *_, last = found = said(tmp_path, "two")
    # One log is enough for a caller to go on, so the second intent may overtake the first outcome here.
    assert (found.count("intent"), found.count("ok"), last) == (2, 2, "stop") and verify(tmp_path / "two").ok
    break_down(two)
    with pytest.raises(AuditUnavailable):
        sink.append(Record("intent"))


def test_a_log_that_is_late_gets_the_outcome_after_its_intent(
    one: JsonLinesSink, two: JsonLinesSink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = Several([one, two], need=1)
    call(sink)
    go = threading.Event()
    (writer,) = two._writers.values()
    real = writer._commit

    def late(batch: list) -> None:
        assert go.wait(30)
        real(batch)

    monkeypatch.setattr(writer, "_commit", late)
    call(sink)
    assert said(tmp_path, "two")[-1] == "ok"
    assert len(said(tmp_path, "two")) == 4
    go.set()
    sink.close()
    assert said(tmp_path, "two")[-3:] == ["intent", "ok", "stop"]
    assert verify(tmp_path / "two").ok


def test_a_late_log_that_fails_after_all_is_left_as_it_is(
    one: JsonLinesSink, two: JsonLinesSink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = Several([one, two], need=1)
    call(sink)
    go, gone = threading.Event(), threading.Event()
    (writer,) = two._writers.values()

    def late(batch: list) -> None:
        assert go.wait(30)
        gone.set()
        raise OSError("broken")

    monkeypatch.setattr(writer, "_commit", late)
    call(sink)
    go.set()
    assert gone.wait(30)
    monkeypatch.undo()
    sink.close()
    assert said(tmp_path, "one").count("ok") == 2
    assert said(tmp_path, "two").count("ok") == 1


def test_when_no_log_answers_in_time_the_call_is_refused(
    one: JsonLinesSink, two: JsonLinesSink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = Several([one, two], need=2)
    call(sink)
    disk = Hanging(monkeypatch)
    disk.hang()
    one.seconds = two.seconds = 0.02
    with pytest.raises(AuditUnavailable, match="2 of 2 audit logs did not take a record in time"):
        sink.append(Record("intent"))
    disk.go_on()
    one.seconds = two.seconds = 30.0
    sink.close()
    for name in ("one", "two"):
        assert said(tmp_path, name).count("not_sent") == 1
        assert verify(tmp_path / name).ok


def test_a_close_that_too_few_logs_survive_is_said(
    one: JsonLinesSink, two: JsonLinesSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise AuditUnavailable("broken")

    monkeypatch.setattr(two, "close", fails)
    Several([one, two], need=1).close()
    with pytest.raises(AuditUnavailable, match="broken"):
        Several([one, two], need=2).close()
    two._writer().abandon()


def test_an_idle_account_lets_go_of_all_its_logs(one: JsonLinesSink, two: JsonLinesSink, tmp_path: Path) -> None:
    sink = Several([one, two], need=1)
    intent = sink.append(Record("intent"))
    assert not sink.rest()
    sink.append(Record("outcome", cause=intent, outcome="ok"))
    sink.close()
    assert Several([one], need=1).rest()
