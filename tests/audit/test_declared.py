"""Where the log is kept is declared once, in code, in a file or in the environment; there is always a log."""

from __future__ import annotations

import dataclasses
import json
import socket
from io import StringIO
from pathlib import Path

import pytest

from tests.audit.logs import Clock, Opened, call
from tests.audit.postgres import URL, tables
from tests.flow.conftest import an_account
from tiktok_shop_sdk import FileLog, PostgresAnchor, PostgresLog, SyslogAnchor, TikTokShop, all_of, any_of
from tiktok_shop_sdk.core.audit import Checkpoint, Record, utc
from tiktok_shop_sdk.core.logs import SeveralLogs, has_password
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.errors import DeclarationError, InvalidRequest
from tiktok_shop_sdk.sinks.declared import AUDIT, anchors, reading
from tiktok_shop_sdk.sinks.exports import write_cloud_events, write_ocsf
from tiktok_shop_sdk.sinks.query import records
from tiktok_shop_sdk.sinks.syslog import HeadsInFile, SyslogHeads
from tiktok_shop_sdk.sinks.verify import verify

AT = "postgresql://audit:hunter2@db.example/erp"
HEAD = Checkpoint("tiktok-shop-sdk/audit/v1/s1/00", 5, b"r" * 32, utc(0))


def test_files_are_the_default_and_texts_declare_the_same(tmp_path: Path) -> None:
    def declared(audit: object) -> object:
        return an_account(tmp_path, audit=audit).log

    assert an_account(tmp_path).log == declared("files") == FileLog()
    assert declared(AT) == PostgresLog(AT) == PostgresLog(Secret(AT))
    assert declared(f"all: files, {AT}") == all_of(FileLog(), PostgresLog(AT))
    assert declared(f"any:files,{AT}") == any_of(FileLog(), PostgresLog(AT))
    assert "hunter2" not in repr(all_of(FileLog(), PostgresLog(AT)))
    assert hash(any_of(FileLog(), PostgresLog(AT)))


@pytest.mark.parametrize("audit", [None, False, "", "none", "all:", "all: files", "any: files, files", 5, "mysql://x"])
def test_there_is_no_way_to_have_no_log(tmp_path: Path, audit: object) -> None:
    with pytest.raises(DeclarationError):
        an_account(tmp_path, audit=audit)


def test_logs_that_make_no_sense_are_refused() -> None:
    for wrong in (
        lambda: all_of(FileLog()),
        lambda: SeveralLogs("any", (FileLog(), all_of(FileLog(), PostgresLog(AT)))),
        lambda: FileLog(seconds=0),
        lambda: PostgresLog(AT, seconds=61),
        lambda: PostgresAnchor("/tmp/x"),
    ):
        with pytest.raises(DeclarationError):
            wrong()


def test_anchors_are_a_directory_a_table_syslog_or_several(tmp_path: Path) -> None:
    def declared(anchor: object) -> tuple[object, ...]:
        return an_account(tmp_path, anchor=anchor).anchors

    assert declared(None) == declared("") == declared([]) == ()
    assert declared(tmp_path) == declared(str(tmp_path)) == (str(tmp_path),)
    assert declared(AT) == (PostgresAnchor(AT),)
    assert declared(["syslog:", "syslog://h:514", tmp_path]) == (SyslogAnchor(), SyslogAnchor("h:514"), str(tmp_path))
    assert declared(SyslogAnchor()) == (SyslogAnchor("/dev/log"),)
    assert "hunter2" not in repr(PostgresAnchor(AT))
    with pytest.raises(DeclarationError, match="takes a directory"):
        declared(5)
    made = anchors(an_account(tmp_path, anchor=["syslog:", AT, tmp_path]))
    assert len(made) == 3


def test_a_password_in_a_declaration_is_noticed() -> None:
    assert has_password(AT)
    assert has_password([tmp := "/mnt/heads", AT])
    assert has_password(f"all: files, {AT}")
    assert not has_password("postgresql://audit@db.example:5432/erp")
    assert not has_password([tmp, "syslog://h:514"])
    assert not has_password(None)


def refused_calls(account: object) -> None:
    with TikTokShop(account) as client, pytest.raises(InvalidRequest):
        client.orders.get(["1"])  # refused for want of a shop, and recorded


def test_a_client_writes_into_all_its_logs_and_each_is_anchored(tmp_path: Path) -> None:
    with tables() as database:
        both = all_of(FileLog(), PostgresLog(URL, database.schema))
        account = an_account(
            tmp_path / "state", audit=both, anchor=[tmp_path / "a", PostgresAnchor(URL, database.schema)]
        )
        refused_calls(account)
        with reading(account) as logs:
            assert [log.place for log in logs] == [str(account.directory / AUDIT), f"PostgreSQL, {database.schema}"]
            for log in logs:
                assert str(verify(log.source, anchors=log.anchors)) == "OK anchored"
                assert [record["kind"] for record in records(log.source)] == ["start", "refusal", "stop"]
        alone = dataclasses.replace(account, audit=PostgresLog(URL, database.schema), anchor=None)
        refused_calls(alone)
        with reading(alone) as logs:
            assert verify(logs[0].source).records == 6


def test_heads_told_to_syslog_are_read_back_from_its_file(tmp_path: Path) -> None:
    place = tmp_path / "s"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as daemon:
        daemon.bind(str(place))
        heads = SyslogHeads(str(place), "acme-uk")
        heads.publish(HEAD)
        told = daemon.recv(4096).decode()
    assert told.startswith("<109>tiktok-shop-audit: acme-uk {")
    assert heads.heads() == ()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as daemon:
        daemon.bind(("127.0.0.1", 0))
        SyslogHeads(f"127.0.0.1:{daemon.getsockname()[1]}", "acme-uk").publish(HEAD._replace(size=9))
        later = daemon.recv(4096).decode()
    file = tmp_path / "messages"
    other = told.replace("acme-uk", "acme-us")
    file.write_text(f"Jan  5 12:00:00 host {later[5:]}\nsomething else\n{other[5:]}\nJan  5 12:00:00 host {told[5:]}\n")
    read = HeadsInFile(file, "acme-uk")
    assert read.heads() == [HEAD._replace(size=9)]
    with pytest.raises(OSError, match="only read"):
        read.publish(HEAD)
    with pytest.raises(OSError):
        heads.publish(HEAD)  # the daemon is gone, and calls stop


def test_exports_say_of_each_outcome_which_call_it_was(log: Path, clock: Clock, opened: Opened) -> None:
    sink = opened()
    intent = sink.append(Record("intent", operation="orders.search", method="POST", app="6abc", account="a" * 32))
    sink.append(Record("outcome", cause=intent, outcome="ok", status=200, elapsed_ms=20, request_id="R1"))
    sink.append(Record("refusal", operation="orders.get", method="GET"))
    call(sink)
    file = StringIO()
    assert write_ocsf(records(log), file) == 3
    first, refused, last = map(json.loads, file.getvalue().splitlines())
    assert (first["class_uid"], first["activity_id"], first["type_uid"], first["status_id"]) == (6003, 99, 600399, 1)
    assert first["api"]["operation"] == first["activity_name"] == "orders.search"
    assert (first["api"]["request"]["uid"], first["duration"], first["actor"]["app_uid"]) == ("R1", 20, "6abc")
    assert (refused["activity_id"], refused["status_id"], refused["status_detail"]) == (2, 2, "refusal")
    assert last["time"] >= first["time"] > 1_700_000_000_000
    file = StringIO()
    assert write_cloud_events(records(log), file) == 6
    start, event, *_ = map(json.loads, file.getvalue().splitlines())
    assert start["source"] == "tiktok-shop-sdk/audit"
    assert (event["specversion"], event["id"], event["type"]) == ("1.0", "s1-2", "tiktok-shop-sdk.audit.intent.v1")
    assert event["source"] == f"tiktok-shop-sdk/audit/{'a' * 32}"
    assert event["data"]["operation"] == "orders.search"
