"""Whoever starts closes what others left open that died, in whichever stream; those that live are left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.audit.logs import HOUR, Clock, Opened, call, segments_of
from tiktok_shop_sdk.core.audit import Checkpoint, Record
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.ports.files import FileLock
from tiktok_shop_sdk.sinks import taking
from tiktok_shop_sdk.sinks.anchors import DirectoryAnchor
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.query import records
from tiktok_shop_sdk.sinks.verify import verify


def die(sink: JsonLinesSink) -> None:
    sink._writers[os.getpid()].abandon()


def unknown(log: Path) -> list[str]:
    return [record["cause"] for record in records(log, outcome="unknown")]


def test_the_next_start_closes_the_orphans_of_all_dead_writers(log: Path, opened: Opened) -> None:
    sinks = first, dead, alive, ended, other = [opened() for _ in range(5)]
    intents = [sink.append(Record("intent")) for sink in sinks]
    for sink, intent in ((first, intents[0]), (ended, intents[3])):
        sink.append(Record("outcome", cause=intent, outcome="ok"))
        sink.close()
    die(dead)
    die(other)
    quiet = segments_of(log, "s4")[-1].read_bytes()
    assert unknown(log) == []

    call(opened())
    assert unknown(log) == [intents[1], intents[4]]
    assert segments_of(log, "s4")[-1].read_bytes() == quiet
    alive.append(Record("outcome", cause=intents[2], outcome="ok"))
    call(opened())
    assert len(unknown(log)) == 2
    assert verify(log).ok


def test_a_writer_that_ends_closes_what_is_under_way(log: Path, opened: Opened) -> None:
    sink = opened()
    under_way = sink.append(Record("intent"))
    sink.close()
    assert unknown(log) == [under_way]
    with pytest.raises(AuditUnavailable, match="was closed"):
        sink.append(Record("outcome", cause=under_way, outcome="ok"))
    assert verify(log).ok


@pytest.fixture
def one_died(log: Path, opened: Opened) -> None:
    """The first stream is free, and in the second one an intent is open."""
    first, dead = opened(), opened()
    call(first)
    dead.append(Record("intent"))
    die(dead)
    first.close()


@pytest.mark.usefixtures("one_died")
def test_one_process_at_a_time_looks_for_streams(log: Path, opened: Opened, tmp_path: Path) -> None:
    free: list[bool] = []

    class Watch(DirectoryAnchor):
        def publish(self, head: Checkpoint) -> None:
            free.append(FileLock(log / "take.lock").try_acquire())
            super().publish(head)

    call(opened(anchors=[Watch(tmp_path / "heads")]))
    assert free == [False]
    assert len(unknown(log)) == 1


@pytest.mark.usefixtures("one_died")
def test_what_a_dead_writer_left_unsealed_is_sealed(log: Path, opened: Opened, clock: Clock) -> None:
    clock.now += HOUR
    call(opened())
    assert [path.suffix for path in segments_of(log, "s2")] == [".gz", ".jsonl"]
    assert verify(log).ok


@pytest.mark.usefixtures("one_died")
def test_nobody_waits_for_long_for_another_who_looks(
    log: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "_PATIENCE", (0.0,))
    with FileLock(log / "take.lock"):
        call(opened())
    assert len(unknown(log)) == 1


@pytest.mark.usefixtures("one_died")
def test_what_nobody_foresaw_lets_go_of_the_own_stream_too(
    log: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = opened()
    with monkeypatch.context() as broken:
        broken.setattr(taking, "_tend", lambda *_: (_ for _ in ()).throw(RuntimeError("no")))
        with pytest.raises(AuditUnavailable, match="no"):
            sink.append(Record("pause"))
    call(sink)
    assert len(list(log.glob("s*"))) == 2


@pytest.mark.usefixtures("one_died")
def test_a_dead_stream_that_is_damaged_stops_nobody_else(log: Path, opened: Opened) -> None:
    (segment,) = segments_of(log, "s2")
    segment.write_bytes(segment.read_bytes().replace(b"intent", b"Intent"))
    call(opened())
    assert unknown(log) == []
    assert not verify(log).ok
