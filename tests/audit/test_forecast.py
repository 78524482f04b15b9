"""A log does not start on a disk that will soon be full, and warns in time."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.audit.logs import Clock, Opened, call, segments_of, written
from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.sinks import forecast as module
from tiktok_shop_sdk.sinks.forecast import forecast, require_room
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink

DAY = 86_400


@pytest.fixture
def aged(log: Path, clock: Clock, opened: Opened) -> int:
    """A log of three segments, written ten, five and no days ago; the bytes of the last two."""
    sink = opened()
    written(sink, clock, segments=2, calls=3)
    sink.close()
    for path, days in zip(segments_of(log), (10, 5, 0), strict=True):
        at = time.time() - days * DAY
        os.utime(path, (at, at))
    return sum(path.stat().st_size for path in segments_of(log)[1:])


def with_room(monkeypatch: pytest.MonkeyPatch, free: float) -> None:
    monkeypatch.setattr(module.shutil, "disk_usage", lambda path: SimpleNamespace(free=int(free)))


def test_the_rate_is_that_of_the_last_week(log: Path, aged: int) -> None:
    assert forecast(log).per_day == pytest.approx(aged / 7)


def test_a_log_of_one_day_has_no_rate_yet(log: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    call(opened())
    with_room(monkeypatch, 1)
    assert forecast(log).days == float("inf")
    with JsonLinesSink(log) as other:
        call(other)


def test_a_disk_for_less_than_a_week_stops_the_start_and_for_less_than_a_month_warns(
    log: Path, aged: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_room(monkeypatch, aged / 7 * 6.9)
    with pytest.raises(AuditUnavailable, match=r"room for 6\.\d more days"):
        JsonLinesSink(log).append(Record("intent"))
    with_room(monkeypatch, aged / 7 * 20)
    with pytest.warns(UserWarning, match="room for (19|20) more days"):
        require_room(log)
    with_room(monkeypatch, aged / 7 * 40)
    with JsonLinesSink(log) as sink:
        call(sink)


def test_files_that_go_away_or_cannot_be_read_are_for_others_to_judge(
    log: Path, aged: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = segments_of(log)[1]
    listed = module.segment_seqs(log / "s1")
    gone.unlink()
    monkeypatch.setattr(module, "segment_seqs", lambda stream: listed)
    assert forecast(log).per_day < aged / 7
    require_room(log / "nowhere")
