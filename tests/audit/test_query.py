"""Records are found by time, account, operation, purpose and outcome, and leave as CSV or JSON lines."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.audit.logs import HOUR, MONDAY_NOON, Clock, Opened, segments_of
from tiktok_shop_sdk.core.audit import FIELD_NAMES, Record
from tiktok_shop_sdk.sinks.query import records, write_csv, write_jsonl

NOON = datetime.fromtimestamp(MONDAY_NOON // 10**9, UTC)


@pytest.fixture
def filled(log: Path, clock: Clock, opened: Opened) -> Path:
    one, two = opened(), opened()
    for number in range(3):
        for sink, operation in ((one, "orders.search"), (two, "products.search")):
            intent = sink.append(Record("intent", operation=operation, account=f"a{number}", purpose="orders"))
            sink.append(Record("outcome", cause=intent, outcome="ok" if number else "timeout", quota={"order": 7}))
        clock.now += HOUR
    return log


def ids(log: Path, **wanted: object) -> list[str]:
    return [record["id"] for record in records(log, **wanted)]


def test_all_streams_come_in_the_order_of_their_times(filled: Path) -> None:
    found = list(records(filled))
    assert [record["time"] for record in found] == sorted(record["time"] for record in found)
    assert {record["id"].partition("-")[0] for record in found} == {"s1", "s2"}


def test_an_outcome_counts_as_of_its_intents_operation(filled: Path) -> None:
    found = list(records(filled, operation="orders.search", account="a1", purpose="orders"))
    assert [record["kind"] for record in found] == ["intent", "outcome"]
    assert ids(filled, operation="orders.search", outcome="timeout") == ["s1-3"]
    assert ids(filled, operation="nothing") == []


def test_times_are_half_open_and_aware(filled: Path) -> None:
    hour = timedelta(hours=1)
    assert len(ids(filled, since=NOON + hour, until=NOON + 2 * hour)) == 4 + 2  # two closing checkpoints
    assert ids(filled, until=NOON) == []
    assert len(ids(filled, since=NOON)) == len(ids(filled))
    with pytest.raises(ValueError, match="time zone"):
        ids(filled, since=datetime(2026, 1, 5))


def test_a_line_that_is_being_written_is_not_there_yet(filled: Path) -> None:
    whole = len(ids(filled))
    with segments_of(filled)[-1].open("ab") as file:
        file.write(b'{"v":1')
    assert len(ids(filled)) == whole
    (filled / "s3").mkdir()
    (filled / "s3" / "min-index").write_bytes(b"1\n")
    (filled / "s3" / "seg-000000000001.jsonl").write_bytes(b"")
    assert len(ids(filled)) == whole


def test_json_lines_leave_as_they_are(filled: Path) -> None:
    file = io.StringIO()
    assert write_jsonl(records(filled), file) == len(ids(filled))
    assert [json.loads(line)["id"] for line in file.getvalue().splitlines()] == ids(filled)


def test_csv_has_one_column_per_field_and_no_formulas(log: Path, opened: Opened) -> None:
    opened().append(Record("intent", user_agent="=HYPERLINK(1)", quota={"order": 7}, attempt=-1))
    file = io.StringIO()
    assert write_csv(records(log), file) == 2
    header, _, row = csv.reader(io.StringIO(file.getvalue()))
    assert tuple(header) == FIELD_NAMES
    cells = dict(zip(header, row, strict=True))
    assert (cells["user_agent"], cells["quota"], cells["attempt"]) == ("'=HYPERLINK(1)", '{"order": 7}', "-1")
