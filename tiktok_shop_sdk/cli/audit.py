"""`tiktok-shop audit`: verify, read, export and prune the audit log, and lay it out for a review."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import click

from ..core.logs import SCHEMA
from ..core.secret import Secret
from ..errors import AuditUnavailable
from ..sinks.anchors import HeadAnchor
from ..sinks.declared import Readable, reading
from ..sinks.evidence import lay_out
from ..sinks.exports import WRITERS
from ..sinks.postgres.database import Database
from ..sinks.postgres.schema import ddl
from ..sinks.prune import KEEP_DAYS, prune
from ..sinks.query import Found, records, write_jsonl
from ..sinks.source import Files
from ..sinks.syslog import HeadsInFile
from ..sinks.verify import verify
from ..sinks.walk import UNREADABLE
from .audit_words import audit_directory, verdict_words
from .commands import as_time, command, group, option, pass_session
from .exits import Exit
from .plain import plain
from .session import Session

_DIRECTORY = option("--dir", "directory", type=click.Path(path_type=Path), metavar="DIR", help="option.dir")
_WHICH = option("--log", "which", type=click.IntRange(min=1), default=1, metavar="NUMBER", help="option.log")
_COLUMNS = ("time", "kind", "operation", "outcome", "status", "code", "request_id")


@command("help.audit.verify")
@_DIRECTORY
@option("--heads", type=click.Path(path_type=Path), metavar="FILE", help="option.heads")
@pass_session
def verify_log(session: Session, directory: Path | None, heads: Path | None) -> int:
    with _logs(session, directory) as logs:
        found = {log.place: verify(log.source, anchors=(*log.anchors, *_kept(session, heads))) for log in logs}
    for place, verdict in found.items():
        if session.json:
            session.screen.document({"log": place, "verdict": str(verdict), **plain(verdict)})
            continue
        if len(found) > 1:
            session.screen.note("audit.place", place=place)
        words = verdict_words(session.screen, verdict)
        session.screen.verdict("OK" if verdict.ok else "FAIL", words, "green" if verdict.ok else "red")
        counts = {"records": verdict.records, "streams": verdict.streams, "segments": verdict.segments}
        session.screen.note("audit.counts", **counts)
    return Exit.OK if all(verdict.ok for verdict in found.values()) else Exit.AUDIT


@contextmanager
def _logs(session: Session, directory: Path | None) -> Iterator[list[Readable]]:
    """The logs of the account, or the one in a directory, which has no account and so no anchors."""
    if directory is not None:
        yield [Readable(str(directory), Files(directory), ())]
        return
    account = session.account()
    with ExitStack() as stack:
        with _told():
            logs = stack.enter_context(reading(account))
        yield logs


@contextmanager
def _log(session: Session, directory: Path | None, which: int) -> Iterator[Readable]:
    """One of several logs: each holds the records under ids of its own."""
    with _logs(session, directory) as logs:
        if which > len(logs):
            raise click.UsageError(session.screen.say("audit.no_such_log", count=len(logs)))
        yield logs[which - 1]


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except UNREADABLE as error:
        raise AuditUnavailable(f"The audit log cannot be read: {error}.") from error


def _found(log: Readable, **wanted: Any) -> Iterator[Found]:
    """Its records; what goes wrong where they are written to is not its fault."""
    with _told():
        yield from records(log.source, **wanted)


def _kept(session: Session, heads: Path | None) -> tuple[HeadAnchor, ...]:
    return () if heads is None else (HeadsInFile(heads, session.account().name),)


@command("help.audit.query")
@_DIRECTORY
@_WHICH
@option("--from", "since", callback=as_time, metavar="TIME", help="option.from")
@option("--to", "until", callback=as_time, metavar="TIME", help="option.to")
@option("--account-hash", "name", metavar="HASH", help="option.audit_account")
@option("--operation", metavar="ID")
@option("--purpose", metavar="TEXT")
@option("--kind", metavar="KIND")
@option("--outcome", metavar="OUTCOME")
@option("--limit", type=click.IntRange(min=1), default=100, metavar="NUMBER")
@pass_session
def query(
    session: Session,
    directory: Path | None,
    which: int,
    since: datetime | None,
    until: datetime | None,
    name: str | None,
    operation: str | None,
    purpose: str | None,
    kind: str | None,
    outcome: str | None,
    limit: int,
) -> None:
    wanted = {"account": name, "operation": operation, "purpose": purpose, "outcome": outcome}
    with _log(session, directory, which) as log:
        found = _found(log, since=since, until=until, **wanted)
        newest = deque((record for record in found if kind in (None, record["kind"])), maxlen=limit)
    if session.json:
        for record in newest:
            session.screen.line(record)
        return
    heads = [f"column.{name}" for name in (*_COLUMNS[:-1], "request")]
    rows = [[record.get(name) for name in _COLUMNS] for record in newest]
    session.screen.table(heads, [(f"{str(row[0])[:23]}Z", *row[1:]) for row in rows])


@command("help.audit.export")
@_DIRECTORY
@_WHICH
@option("--out", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE", required=True)
@option("--from", "since", callback=as_time, metavar="TIME", help="option.from")
@option("--to", "until", callback=as_time, metavar="TIME", help="option.to")
@option("--format", "form", type=click.Choice(sorted(WRITERS)), help="option.format")
@pass_session
def export(
    session: Session,
    directory: Path | None,
    which: int,
    out: Path,
    since: datetime | None,
    until: datetime | None,
    form: str | None,
) -> int:
    write = WRITERS.get(form or out.suffix.lstrip(".").lower(), write_jsonl)
    with _opened(session, out) as file, _log(session, directory, which) as log:
        verdict = verify(log.source, anchors=log.anchors)
        count = write(_found(log, since=since, until=until), file)
    if session.json and str(out) != "-":
        session.screen.document({"records": count, "path": str(out), "verdict": str(verdict)})
    else:
        words = verdict_words(session.screen, verdict)
        session.screen.note("audit.exported", count=count, path=out, verdict=words)
    return Exit.OK if verdict.ok else Exit.AUDIT


@command("help.audit.evidence")
@_DIRECTORY
@_WHICH
@option("--out", type=click.Path(path_type=Path), metavar="DIR", required=True, help="option.evidence")
@pass_session
def evidence(session: Session, directory: Path | None, which: int, out: Path) -> int:
    if out.exists():
        raise click.UsageError(session.screen.say("audit.out_exists", path=out))
    statements = None if directory is not None else session.account().statements
    with _log(session, directory, which) as log:
        verdict = lay_out(log.source, out, place=log.place, anchors=log.anchors, statements=statements)
    if session.json:
        session.screen.document({"path": str(out), "verdict": str(verdict), **plain(verdict)})
    else:
        session.screen.note("audit.laid_out", path=out, verdict=verdict_words(session.screen, verdict))
    return Exit.OK if verdict.ok else Exit.AUDIT


@command("help.audit.prune")
@_DIRECTORY
@option("--days", type=int, default=KEEP_DAYS, metavar="NUMBER")
@option("--yes", is_flag=True)
@pass_session
def prune_log(session: Session, directory: Path | None, days: int, yes: bool) -> None:
    log = audit_directory(session, directory)
    if not yes:
        session.ask(session.screen.say("audit.prune_sure", days=days, path=log))
    done = prune(log, keep_days=days)
    if session.json:
        session.screen.document(plain(done))
    else:
        session.screen.note("audit.pruned", segments=done.segments)


@command("help.audit.schema")
@option("--schema", "name", default=SCHEMA, metavar="NAME")
@option("--role", metavar="NAME", help="option.audit_role")
@option("--apply", "url", metavar="URL", help="option.audit_apply")
@pass_session
def schema(session: Session, name: str, role: str | None, url: str | None) -> None:
    statements = ddl(schema=name, role=role)
    if url is None:
        session.screen.text(statements)
        return
    with Database(Secret(url), "", name).connected() as connection:
        connection.execute(statements.encode())
    session.screen.note("audit.schema_made", schema=name)


@contextmanager
def _opened(session: Session, out: Path) -> Iterator[TextIO]:
    """A new file, or stdout for `-`: an export never writes over what is there."""
    if str(out) == "-":
        yield sys.stdout
        return
    try:
        file = out.open("x", encoding="utf-8", newline="")
    except FileExistsError:
        raise click.UsageError(session.screen.say("audit.out_exists", path=out)) from None
    with file:
        yield file


audit = group("help.audit", verify_log, query, export, evidence, prune_log, schema)
