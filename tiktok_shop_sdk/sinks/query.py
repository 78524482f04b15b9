"""Finds records in the audit log and writes them as CSV or JSON lines, for a review or a spreadsheet."""

from __future__ import annotations

import csv
import heapq
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from ..core.audit import FIELD_NAMES
from .segments import lines, records_only
from .source import Files, LogSource, StreamSource

Found = Mapping[str, Any]


def records(
    log: str | os.PathLike[str] | LogSource,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    account: str | None = None,
    operation: str | None = None,
    purpose: str | None = None,
    outcome: str | None = None,
) -> Iterator[Found]:
    """Yield the records of all streams in the order of their times, `since` included, `until` not.

    An outcome also counts as of the account, operation and purpose of its intent. Times must be aware. This
    does not verify. Raises OSError and ValueError for what cannot be read.
    """
    asked = {"account": account, "operation": operation, "purpose": purpose, "outcome": outcome}
    wanted = {name: value for name, value in asked.items() if value is not None}
    first, last = _text(since, ""), _text(until, "9999")
    source = Files(Path(log)) if isinstance(log, (str, os.PathLike)) else log
    each = [_matching(stream, wanted) for stream in source.streams()]
    for record in heapq.merge(*each, key=lambda record: str(record["time"])):
        if first <= record["time"] < last:
            yield record


def _text(moment: datetime | None, otherwise: str) -> str:
    """Return a time as the log writes it, so that texts compare as times do."""
    if moment is None:
        return otherwise
    if moment.tzinfo is None:
        raise ValueError("a time without a time zone")
    return f"{moment.astimezone(UTC).isoformat(timespec='microseconds')[:26]}000Z"


def _matching(stream: StreamSource, wanted: Mapping[str, str]) -> Iterator[Found]:
    intents: dict[str, Found] = {}  # without outcome yet
    for record in _of(stream):
        known = {**intents.pop(record.get("cause", ""), {}), **record}
        if record["kind"] == "intent":
            intents[record["id"]] = {name: record[name] for name in wanted if name in record}
        if all(known.get(name) == value for name, value in wanted.items()):
            yield record


def _of(stream: StreamSource) -> Iterator[Found]:
    seq = stream.kept_from()
    while opened := stream.open_first(seq):
        before = seq
        with opened[0] as file:
            for line in records_only(lines(file)):
                if line.endswith(b"\n"):
                    return  # a live writer is at it
                yield json.loads(line)
                seq += 1
        if seq == before:
            return


def write_jsonl(found: Iterable[Found], file: TextIO) -> int:
    """Write one JSON object per line and return how many."""
    count = 0
    for record in found:
        file.write(json.dumps(record, separators=(",", ":")) + "\n")
        count += 1
    return count


def write_csv(found: Iterable[Found], file: TextIO) -> int:
    """Write a table with one column per field and return the number of records; open the file with newline=""."""
    table = csv.writer(file)
    table.writerow(FIELD_NAMES)
    count = 0
    for record in found:
        table.writerow([_cell(record.get(name)) for name in FIELD_NAMES])
        count += 1
    return count


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return json.dumps(value)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@")):
        return f"'{value}"  # a spreadsheet would take it for a formula
    return value
