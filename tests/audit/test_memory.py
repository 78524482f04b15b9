"""The log in memory holds tests to the rules of the real one."""

from __future__ import annotations

import pytest

from tiktok_shop_sdk.core.audit import AuditSink, Record
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.sinks.memory import MemorySink


def test_records_are_kept_in_order_and_intents_close_once() -> None:
    memory = MemorySink()
    sink: AuditSink = memory
    intent = sink.append(Record("intent"))
    sink.append(Record("outcome", cause=intent, outcome="ok"))
    assert [record.kind for record in memory.records] == ["intent", "outcome"]
    for record in (Record("outcome", cause=intent), Record("outcome"), Record("stop")):
        with pytest.raises(AuditUnavailable):
            sink.append(record)
    memory.broken = True
    with pytest.raises(AuditUnavailable, match="broken"):
        sink.append(Record("intent"))
    sink.close()
    with pytest.raises(AuditUnavailable, match="closed"):
        sink.append(Record("intent"))
