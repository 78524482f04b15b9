"""What holds of one sink holds of all: in memory, in files, in PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.audit.logs import Clock, call
from tests.audit.postgres import tables
from tiktok_shop_sdk.core.audit import AuditSink, Record
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.memory import MemorySink
from tiktok_shop_sdk.sinks.postgres.rows import snapshot
from tiktok_shop_sdk.sinks.postgres.sink import PostgresSink
from tiktok_shop_sdk.sinks.query import records
from tiktok_shop_sdk.sinks.verify import Verdict, verify

Read = Callable[[], tuple[list[str], Verdict | None]]


@pytest.fixture(params=["memory", "files", "postgres"])
def sink_and_log(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[tuple[AuditSink, Read]]:
    with ExitStack() as stack:
        if request.param == "memory":
            memory = MemorySink()
            yield memory, lambda: ([record.kind for record in memory.records], None)
        elif request.param == "files":
            files = stack.enter_context(JsonLinesSink(tmp_path / "log", clock_ns=clock))
            yield files, lambda: ([r["kind"] for r in records(tmp_path / "log")], verify(tmp_path / "log"))
        else:
            database = stack.enter_context(tables())
            postgres = stack.enter_context(PostgresSink(database, clock_ns=clock))

            def read() -> tuple[list[str], Verdict | None]:
                with snapshot(database) as rows:
                    return [record["kind"] for record in records(rows)], verify(rows)

            yield postgres, read


def test_an_intent_is_closed_once_by_its_outcome_and_nothing_else(sink_and_log: tuple[AuditSink, Read]) -> None:
    sink, read = sink_and_log
    intent, _ = call(sink)
    for wrong in (
        Record("outcome", cause=intent, outcome="ok"),
        Record("outcome", cause="s1-999", outcome="ok"),
        Record("outcome", outcome="ok"),
        Record("start"),
        Record("checkpoint"),
    ):
        with pytest.raises(AuditUnavailable):
            sink.append(wrong)
    found, verdict = read()
    assert [kind for kind in found if kind != "start"] == ["intent", "outcome"]
    assert verdict is None or verdict.ok


def test_threads_share_a_sink_and_each_gets_its_own_ids(sink_and_log: tuple[AuditSink, Read]) -> None:
    sink, read = sink_and_log
    ids: list[str] = []
    threads = [threading.Thread(target=lambda: [ids.extend(call(sink)) for _ in range(5)]) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found, verdict = read()
    assert len(set(ids)) == 60
    assert sorted(found).count("intent") == found.count("outcome") == 30
    assert verdict is None or verdict.ok


def test_a_refusal_needs_no_outcome_and_a_closed_sink_takes_nothing(sink_and_log: tuple[AuditSink, Read]) -> None:
    sink, read = sink_and_log
    sink.append(Record("refusal", operation="orders.search"))
    sink.close()
    with pytest.raises(AuditUnavailable, match="was closed"):
        sink.append(Record("intent"))
    found, verdict = read()
    assert "refusal" in found
    assert "intent" not in found
    assert verdict is None or verdict.ok
