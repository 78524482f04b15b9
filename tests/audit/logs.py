"""A log's clock, and the hands that fill and change its files."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink

SECOND = 1_000_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR
MONDAY_NOON = 1_767_614_400 * SECOND  # 2026-01-05T12:00:00Z


Opened = Callable[..., JsonLinesSink]


class Clock:
    """Nanoseconds since 1970 that pass when a test says so, and a microsecond with each look."""

    def __init__(self) -> None:
        self.now = MONDAY_NOON

    def __call__(self) -> int:
        self.now += 1000
        return self.now


def call(sink: JsonLinesSink, operation: str = "orders.search", **facts: object) -> tuple[str, str]:
    """Record one attempt: an intent and its outcome."""
    intent = sink.append(Record("intent", operation=operation, account="a" * 32, shop="b" * 32, attempt=1))
    return intent, sink.append(Record("outcome", cause=intent, outcome="ok", status=200, elapsed_ms=213, **facts))


def written(sink: JsonLinesSink, clock: Clock, *, segments: int, calls: int) -> None:
    """Fill that many segments (each an hour) with that many calls, and leave the last one open."""
    for number in range(segments + 1):
        for _ in range(calls):
            call(sink)
        if number < segments:
            clock.now += HOUR


def content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def put(path: Path, data: bytes) -> None:
    overwrite(path, gzip.compress(data, 1, mtime=0) if path.suffix == ".gz" else data)


def overwrite(path: Path, data: bytes) -> None:
    """Change a file in place: a file that is emptied and written again is flushed by some file systems, slowly."""
    path.touch()
    with path.open("r+b") as file:
        file.write(data)
        file.truncate()


def segments_of(log: Path, stream: str = "s1") -> list[Path]:
    return sorted((log / stream).glob("seg-*"))
