"""A log with a clock of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.logs import Clock, Opened
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def opened(log: Path, clock: Clock) -> Iterator[Opened]:
    """Open a sink on the log; whatever a test leaves open is closed after it."""
    sinks: list[JsonLinesSink] = []

    def open_one(**options: object) -> JsonLinesSink:
        sinks.append(JsonLinesSink(log, **{"clock_ns": clock, **options}))
        return sinks[-1]

    yield open_one
    for sink in sinks:
        for writer in sink._writers.values():
            writer.abandon()
