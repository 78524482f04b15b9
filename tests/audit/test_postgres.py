"""The audit log in PostgreSQL keeps the same rules, and its tables refuse what would break them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.audit.logs import DAY, HOUR, Clock, call
from tests.audit.postgres import URL, rewrite, tables
from tiktok_shop_sdk.core.audit import Checkpoint, Record, utc
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.errors import AuditUnavailable, DeclarationError
from tiktok_shop_sdk.sinks.anchors import DirectoryAnchor, HeadAnchor
from tiktok_shop_sdk.sinks.postgres import database as database_module
from tiktok_shop_sdk.sinks.postgres.anchor import PostgresHeads
from tiktok_shop_sdk.sinks.postgres.database import Database, let_go, telling
from tiktok_shop_sdk.sinks.postgres.rows import snapshot
from tiktok_shop_sdk.sinks.postgres.schema import ddl
from tiktok_shop_sdk.sinks.postgres.sink import PostgresSink
from tiktok_shop_sdk.sinks.query import records
from tiktok_shop_sdk.sinks.verify import Verdict, verify


@pytest.fixture
def database() -> Iterator[Database]:
    with tables() as made:
        yield made


@pytest.fixture
def sink(database: Database, clock: Clock) -> Iterator[PostgresSink]:
    made = PostgresSink(database, clock_ns=clock)
    yield made
    for writer in made._writers.values():
        writer.abandon()


def verdict_of(database: Database, *anchors: HeadAnchor) -> Verdict:
    with snapshot(database) as rows:
        return verify(rows, anchors=anchors)


def kinds(database: Database) -> list[str]:
    with snapshot(database) as rows:
        return [record["kind"] for record in records(rows)]


def outcomes(database: Database) -> list[str]:
    with snapshot(database) as rows:
        return [record["outcome"] for record in records(rows) if record["kind"] == "outcome"]


def session_of(sink: PostgresSink) -> psycopg.Connection:
    (writer,) = sink._writers.values()
    return writer._stream._connection


def cut_off(sink: PostgresSink) -> None:
    """End the writer's session at the server, as a failing network or a restart does."""
    with psycopg.connect(URL, autocommit=True) as other:
        pid = session_of(sink).info.backend_pid
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))


def test_a_record_is_durable_in_one_transaction_and_verifies_as_files_do(
    database: Database, sink: PostgresSink
) -> None:
    assert str(verdict_of(database)) == "FAIL at seq 0: there is no audit log: it holds no stream"
    assert call(sink) == ("s1-2", "s1-3")
    verdict = verdict_of(database)
    assert (str(verdict), verdict.records) == ("OK unanchored (truncation not excluded)", 3)
    sink.close()
    assert kinds(database) == ["start", "intent", "outcome", "stop"]
    assert verdict_of(database).ok


def test_segments_close_with_a_checkpoint_and_many_rows_are_read_in_parts(
    database: Database, sink: PostgresSink, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiktok_shop_sdk.sinks.postgres.rows._ROWS", 3)
    for _ in range(3):
        for _ in range(4):
            call(sink)
        clock.now += HOUR
    sink.checkpoint()
    call(sink)
    verdict = verdict_of(database)
    assert (verdict.ok, verdict.segments, verdict.records) == (True, 4, 1 + 3 * 9 + 2)
    assert kinds(database).count("checkpoint") == 3
    with snapshot(database) as rows, rows.streams()[0].open_first(1)[0] as file:
        assert len(file.read(10).splitlines()) == 2
        assert file.read().count(b"\n") == 18


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE {schema}.record SET line = replace(line, 'orders', 'Orders') WHERE seq = 2",
        "UPDATE {schema}.record SET line = 'x' WHERE seq = 2",
        "UPDATE {schema}.record SET line = line || 'ä' WHERE seq = 2",
        "DELETE FROM {schema}.record WHERE seq = 2",
        "DELETE FROM {schema}.record WHERE seq > 4",
        "DELETE FROM {schema}.record WHERE stream = 1",
        "UPDATE {schema}.record SET seq = 1000 WHERE seq = 2",
        "UPDATE {schema}.record SET root = repeat('0', 64) WHERE seq = 3",
        "UPDATE {schema}.checkpoint SET line = replace(line, '0', '1')",
    ],
)
def test_what_the_owner_changes_behind_the_triggers_is_found(
    database: Database, sink: PostgresSink, clock: Clock, edit: str
) -> None:
    call(sink)
    call(sink)
    clock.now += HOUR
    call(sink)
    with PostgresSink(database, clock_ns=clock) as second:
        call(second)
    sink.close()
    assert verdict_of(database).ok
    rewrite(database, edit)
    assert not verdict_of(database).ok


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {schema}.record SET line = 'x'",
        "DELETE FROM {schema}.record",
        "TRUNCATE {schema}.record",
        "TRUNCATE {schema}.checkpoint",
        "DELETE FROM {schema}.head",
        "INSERT INTO {schema}.record VALUES ('acme-uk', 1, 2, 'x', 'y')",
        "INSERT INTO {schema}.record VALUES ('acme-uk', 1, 99, 'x', 'y')",
        "INSERT INTO {schema}.checkpoint VALUES ('acme-uk', 1, 1, true, 'x')",
        "INSERT INTO {schema}.head VALUES ('acme-uk', 1, 4, 'x')",
        "SET session_replication_role = replica; DELETE FROM {schema}.record",
    ],
)
def test_the_tables_refuse_every_change_even_by_their_owner(
    database: Database, sink: PostgresSink, statement: str
) -> None:
    call(sink)
    sink.close()
    PostgresHeads(database).publish(Checkpoint("tiktok-shop-sdk/audit/v1/s1/00", 5, b"r" * 32, utc(0)))
    with psycopg.connect(URL, autocommit=True) as owner, pytest.raises(psycopg.Error):
        owner.execute(statement.format(schema=database.schema))
    assert verdict_of(database).ok


def test_the_role_that_writes_may_insert_and_read_and_nothing_else(clock: Clock) -> None:
    role = f"audit_writer_{os.getpid()}"
    schema = f"audit_role_{os.getpid()}"
    with psycopg.connect(URL, autocommit=True) as owner:
        owner.execute(ddl(schema=schema, role=role))
        try:
            database = Database(Secret(URL.replace("root@", f"{role}@")), "acme-uk", schema)
            with PostgresSink(database, clock_ns=clock) as sink:
                call(sink)
            assert verdict_of(database).ok
            with psycopg.connect(database.url.reveal(), autocommit=True) as writer:
                for statement in ("DELETE FROM {}.record", "ALTER TABLE {}.record DISABLE TRIGGER ALL"):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        writer.execute(statement.format(schema))
        finally:
            owner.execute(f"DROP SCHEMA {schema} CASCADE")
            owner.execute(f"DROP ROLE {role}")


@pytest.mark.parametrize("name", ["", "a b", 'x"; DROP', "Ä", "1a"])
def test_names_that_would_need_quotes_are_refused(name: str) -> None:
    with pytest.raises(DeclarationError, match="not a plain name"):
        ddl(schema=name)
    with pytest.raises(DeclarationError, match="not a plain name"):
        Database(Secret(URL), "acme-uk", name)


def test_a_killed_process_leaves_orphans_that_the_next_one_closes(database: Database, clock: Clock) -> None:
    code = textwrap.dedent(
        """
        import os, signal, sys
        from tiktok_shop_sdk.core.audit import Record
        from tiktok_shop_sdk.core.secret import Secret
        from tiktok_shop_sdk.sinks.postgres.database import Database
        from tiktok_shop_sdk.sinks.postgres.sink import PostgresSink
        sink = PostgresSink(Database(Secret(sys.argv[1]), "acme-uk", sys.argv[2]))
        sink.append(Record("intent", operation="orders.search"))
        os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    done = subprocess.run([sys.executable, "-c", code, URL, database.schema], env=dict(os.environ), check=False)
    assert done.returncode == -signal.SIGKILL
    for _ in range(200):  # the server needs a moment to see that the session is gone
        with PostgresSink(database, clock_ns=clock) as sink:
            call(sink)
        with snapshot(database) as rows:
            if outcomes(database).count("unknown"):
                break
            assert len(rows.streams()) > 1
    assert outcomes(database).count("unknown") == 1
    assert verdict_of(database).ok


def test_the_next_start_closes_the_orphans_of_every_session_that_ended(database: Database, clock: Clock) -> None:
    sinks = first, dead, alive = [PostgresSink(database, clock_ns=clock) for _ in range(3)]
    intents = [sink.append(Record("intent")) for sink in sinks]
    first.close()
    for writer in dead._writers.values():
        writer.abandon()
    assert outcomes(database) == ["unknown"]
    with PostgresSink(database, clock_ns=clock) as following:
        call(following)
    alive.append(Record("outcome", cause=intents[2], outcome="ok"))
    alive.close()
    assert sorted(outcomes(database)) == ["ok", "ok", "unknown", "unknown"]
    assert verdict_of(database).ok


def test_a_session_that_is_cut_off_goes_on_by_itself_and_keeps_its_open_intents(
    database: Database, sink: PostgresSink
) -> None:
    intent = sink.append(Record("intent"))
    cut_off(sink)
    with pytest.raises(AuditUnavailable, match="PostgreSQL"):
        sink.append(Record("intent", operation="lost.call"))
    sink.append(Record("outcome", cause=intent, outcome="ok"))
    assert kinds(database) == ["start", "intent", "outcome"]
    assert verdict_of(database).ok


def test_a_write_whose_answer_was_lost_is_found_again_and_closed(
    database: Database, sink: PostgresSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(sink)
    session = session_of(sink)

    class Deaf:
        """Does what it is told, and does not hear the answer."""

        def execute(self, *statement: object) -> None:
            session.execute(*statement)
            raise psycopg.OperationalError("the connection is lost")

        def close(self) -> None:
            session.close()

    (writer,) = sink._writers.values()
    writer._stream._connection = Deaf()
    with pytest.raises(AuditUnavailable, match="the connection is lost"):
        sink.append(Record("intent", operation="was.written"))
    call(sink)
    assert outcomes(database) == ["ok", "unknown", "ok"]
    assert verdict_of(database).ok


def test_a_stream_that_another_took_over_is_left_to_it(database: Database, sink: PostgresSink, clock: Clock) -> None:
    intent = sink.append(Record("intent"))
    cut_off(sink)
    other = PostgresSink(database, clock_ns=clock)
    assert other.append(Record("pause")) == "s1-5"
    for _ in range(2):
        with pytest.raises(AuditUnavailable):
            sink.append(Record("outcome", cause=intent, outcome="ok"))
    assert call(sink)[0].startswith("s2-")
    sink.close()
    other.close()
    assert outcomes(database) == ["unknown", "ok"]
    assert verdict_of(database).ok


def test_two_processes_write_two_streams_that_name_each_other(database: Database, clock: Clock) -> None:
    with PostgresSink(database, clock_ns=clock) as one:
        call(one)
        with PostgresSink(database, clock_ns=clock) as two:
            assert call(two)[0] == "s2-2"
    assert verdict_of(database).streams == 2
    rewrite(database, "DELETE FROM {schema}.record WHERE stream = 2")
    assert str(verdict_of(database)).startswith("FAIL at seq 0: s2: the whole stream is missing; another stream knows")


def test_logs_of_two_accounts_do_not_meet(database: Database, clock: Clock) -> None:
    other = Database(database.url, "acme-us", database.schema)
    with PostgresSink(database, clock_ns=clock) as one, PostgresSink(other, clock_ns=clock) as two:
        assert call(one) == call(two)
    assert verdict_of(database).records == verdict_of(other).records == 4


def test_a_damaged_log_is_not_continued(database: Database, sink: PostgresSink, clock: Clock) -> None:
    call(sink)
    call(sink)
    sink.close()
    for edit, why in (
        ("UPDATE {schema}.record SET root = repeat('0', 64) WHERE seq = 5", "are not those that were committed"),
        ("DELETE FROM {schema}.record WHERE seq > 4", "the stream ends with record 4"),
        ("UPDATE {schema}.checkpoint SET line = 'x'", "cannot be read"),
    ):
        rewrite(database, edit)
        with pytest.raises(AuditUnavailable, match=why):
            PostgresSink(database, clock_ns=clock).append(Record("intent"))


def test_the_child_of_a_fork_lets_its_parents_session_live(database: Database, sink: PostgresSink) -> None:
    intent = sink.append(Record("intent"))
    child = os.fork()
    if child == 0:
        code = 1
        try:
            call(sink)
            sink.close()
            code = 0
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    sink.append(Record("outcome", cause=intent, outcome="ok"))
    verdict = verdict_of(database)
    assert (verdict.ok, verdict.streams) == (True, 2)


def test_only_its_copy_of_the_socket_is_closed_in_a_child() -> None:
    class Session:
        def fileno(self) -> int:
            return os.dup(1)

    let_go(Session(), -1)


def test_heads_are_kept_in_the_table_and_never_move_back(database: Database, log: Path, clock: Clock) -> None:
    heads = PostgresHeads(database)
    assert heads.heads() == []
    head = Checkpoint("tiktok-shop-sdk/audit/v1/s1/00", 5, b"r" * 32, utc(0))
    later = Checkpoint(head.origin, 9, head.root, head.time)
    for each in (head, head, later):
        heads.publish(each)
    assert heads.heads() == [later]
    for wrong in (head, Checkpoint("tiktok-shop-sdk/audit/v1/s1/11", 99, b"r" * 32, utc(0))):
        with pytest.raises(ValueError, match="already holds"):
            heads.publish(wrong)


def test_a_log_in_postgres_can_be_anchored_elsewhere(database: Database, clock: Clock, tmp_path: Path) -> None:
    anchor = DirectoryAnchor(tmp_path / "anchor")
    with PostgresSink(database, clock_ns=clock, anchors=[anchor]) as sink:
        call(sink)
        clock.now += DAY
        call(sink)
    assert str(verdict_of(database, anchor)) == "OK anchored"
    rewrite(database, "DELETE FROM {schema}.record; DELETE FROM {schema}.checkpoint")
    assert not verdict_of(database, anchor).ok


def test_a_server_that_cannot_be_reached_stops_the_calls_and_tells_no_password(clock: Clock) -> None:
    nowhere = Database(Secret("postgresql://root:hunter2@127.0.0.1:1/test"), "acme-uk")
    with pytest.raises(AuditUnavailable, match="PostgreSQL") as caught:
        PostgresSink(nowhere, clock_ns=clock).append(Record("intent"))
    assert "hunter2" not in repr(nowhere) + str(caught.value)
    with pytest.raises(OSError, match="PostgreSQL"), snapshot(nowhere):
        raise AssertionError("there is no server")


def test_a_server_that_forgets_what_it_confirmed_is_refused(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(database_module, "_FSYNC", "SELECT 'off'")
        with pytest.raises(OSError, match="would forget"), database.connected():
            raise AssertionError("a server without fsync")
    with monkeypatch.context() as changed:
        changed.setattr(database_module, "_FSYNC", "SELECT nothing")
        with pytest.raises(OSError, match="PostgreSQL"), database.connected():
            raise AssertionError("a server that does not answer")


def test_a_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DeclarationError, match=r"pip install 'tiktok-shop-sdk\[postgres\]'"), telling():
        raise psycopg.Error
