"""The log is kept for 180 days at least; no clock can shorten that, and what is left still verifies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.audit.logs import DAY, HOUR, Clock, Opened, call, content, segments_of
from tiktok_shop_sdk.core.audit import Tree, commit_line, leaf_hash
from tiktok_shop_sdk.errors import AuditUnavailable, DeclarationError
from tiktok_shop_sdk.ports.files import FileLock
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.prune import prune
from tiktok_shop_sdk.sinks.query import records
from tiktok_shop_sdk.sinks.verify import verify


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def file_times(log: Path, clock: Clock) -> None:
    """What was sealed just now bears the time of the clock."""
    for path in log.glob("s*/seg-*"):
        if path.stat().st_mtime_ns > clock.now + 100 * 365 * DAY or path.stat().st_mtime_ns > 1_780_000_000 * 10**9:
            os.utime(path, ns=(clock.now, clock.now))


def days(log: Path, clock: Clock, count: int, *, step: int = 1) -> None:
    """Run for that many days, one call every `step` days."""
    for _ in range(count // step):
        with JsonLinesSink(log, clock_ns=clock) as sink:
            call(sink)
        file_times(log, clock)
        clock.now += step * DAY


def firsts(log: Path, stream: str = "s1") -> list[int]:
    return [int(path.name[4:16]) for path in segments_of(log, stream)]


@pytest.mark.parametrize("keep", [179, 0, -1])
def test_less_than_180_days_is_refused(log: Path, clock: Clock, keep: int) -> None:
    days(log, clock, 3)
    with pytest.raises(DeclarationError, match="at least 180 days"):
        prune(log, keep_days=keep, now_ns=clock)


def test_what_is_old_by_every_measure_goes_and_the_rest_verifies(log: Path, clock: Clock) -> None:
    days(log, clock, 200)
    count = len(segments_of(log))
    pruned = prune(log, now_ns=clock)
    assert 9 <= pruned.segments <= 13  # 200 - 180 - 8 days, for a jump of up to 8 days could hide in them
    assert firsts(log)[0] == pruned.kept_from["s1"]
    assert len(segments_of(log)) == count - pruned.segments + 1  # the one in which the pruning is recorded
    assert verify(log).ok
    (told,) = [record for record in records(log) if record["kind"] == "prune"]
    assert told["detail"] == pruned.kept_from
    assert prune(log, now_ns=clock).segments == 0
    days(log, clock, 30)
    assert prune(log, now_ns=clock).segments > 20
    days(log, clock, 3)
    assert verify(log).ok


def test_nothing_younger_than_180_days_ever_goes(log: Path, clock: Clock) -> None:
    days(log, clock, 180)
    assert prune(log, now_ns=clock).segments == 0


def test_a_clock_that_jumps_ahead_prunes_nothing(log: Path, clock: Clock) -> None:
    days(log, clock, 20)
    clock.now += 1000 * DAY
    assert prune(log, now_ns=clock).segments == 0
    days(log, clock, 20)  # and the wrong clock even goes on for a while
    assert prune(log, now_ns=clock).segments == 0


def test_a_clock_that_was_behind_while_it_was_written_prunes_nothing(log: Path, clock: Clock) -> None:
    right = clock.now
    clock.now = 365 * DAY
    days(log, clock, 5)
    clock.now = right
    days(log, clock, 100)
    assert prune(log, now_ns=clock).segments == 0


def test_a_file_that_looks_younger_than_its_records_stays(log: Path, clock: Clock) -> None:
    days(log, clock, 200)
    os.utime(segments_of(log)[3], ns=(clock.now, clock.now))
    assert prune(log, now_ns=clock).segments == 3
    assert verify(log).ok


def test_a_log_that_is_written_every_other_week_is_kept_longer_not_shorter(log: Path, clock: Clock) -> None:
    days(log, clock, 420, step=14)
    assert prune(log, now_ns=clock).segments == 0


def test_streams_that_were_used_once_are_pruned_with_the_others(log: Path, clock: Clock, opened: Opened) -> None:
    one, two = opened(), opened()
    call(one)
    call(two)
    clock.now += HOUR
    call(two)
    one.close()
    two.close()
    file_times(log, clock)
    days(log, clock, 200)
    assert prune(log, now_ns=clock).kept_from["s2"] > 1
    assert verify(log).ok
    days(log, clock, 220)
    prune(log, now_ns=clock)
    assert verify(log).ok  # the record of the first pruning is gone; the second one says it again


def test_a_damaged_log_is_not_pruned(log: Path, clock: Clock) -> None:
    days(log, clock, 200)
    (log / "s1" / "checkpoints").write_bytes(b"")
    with pytest.raises(AuditUnavailable, match="does not verify: FAIL at seq"):
        prune(log, now_ns=clock)


def test_two_prunings_at_a_time_exclude_each_other(log: Path, clock: Clock) -> None:
    days(log, clock, 3)
    with FileLock(log / "prune.lock"), pytest.raises(AuditUnavailable, match="locked by another"):
        prune(log, now_ns=clock)


def test_an_interrupted_pruning_is_finished_by_the_next(log: Path, clock: Clock, monkeypatch) -> None:
    days(log, clock, 200)
    unlink = Path.unlink

    def busy(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".gz":
            raise OSError("busy")
        unlink(path, missing_ok)

    with monkeypatch.context() as interrupted:
        interrupted.setattr(Path, "unlink", busy)
        with pytest.raises(AuditUnavailable, match="busy"):
            prune(log, now_ns=clock)
    assert verify(log).ok
    assert next(iter(records(log)))["seq"] > 1
    assert prune(log, now_ns=clock).segments > 5
    assert verify(log).ok


def test_a_log_that_is_pruned_while_it_is_verified_is_read_again(log: Path, clock: Clock, monkeypatch) -> None:
    days(log, clock, 200)
    from tiktok_shop_sdk.sinks import verify as module

    real, pruned = module._verify, []

    def meanwhile(*args: object) -> object:
        verdict = real(*args)
        if not pruned:
            pruned.append(prune_without_verifying(log, clock))
            return module.Verdict(ok=False, seq=1, why="its files went away")
        return verdict

    def prune_without_verifying(log: Path, clock: Clock) -> object:
        pruned.append(None)
        return prune(log, now_ns=clock)

    monkeypatch.setattr(module, "_verify", meanwhile)
    assert verify(log).ok
    assert len(pruned) == 2


def test_a_segment_that_could_not_be_sealed_yet_stays(log: Path, clock: Clock) -> None:
    days(log, clock, 200)
    third = segments_of(log)[3]
    records_alone = content(third)
    before = Tree()
    for path in segments_of(log)[:4]:
        for line in content(path).splitlines():
            before.add(leaf_hash(line))
    third.with_suffix("").write_bytes(records_alone + commit_line(before) + b"\n")
    third.unlink()
    # A writer seals it as soon as it takes the stream, so the pruning is recorded in another one.
    busy = FileLock(log / "s1" / "lock")
    assert busy.try_acquire()
    assert prune(log, now_ns=clock).segments == 3
    busy.release()
    assert verify(log).ok
