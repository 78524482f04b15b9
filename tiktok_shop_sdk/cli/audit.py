"""`tiktok-shop audit`: verify, read, export and prune the audit log."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

import click

from ..home import anchors
from ..sinks.prune import KEEP_DAYS, prune
from ..sinks.query import records, write_csv, write_jsonl
from ..sinks.verify import verify
from .audit_words import audit_directory, verdict_words
from .commands import as_time, command, group, option, pass_session
from .exits import Exit
from .plain import plain
from .session import Session

_DIRECTORY = option("--dir", "directory", type=click.Path(path_type=Path), metavar="DIR", help="option.dir")
_COLUMNS = ("time", "kind", "operation", "outcome", "status", "code", "request_id")


@command("help.audit.verify")
@_DIRECTORY
@pass_session
def verify_log(session: Session, directory: Path | None) -> int:
    log = audit_directory(session, directory)
    found = verify(log, anchors=() if directory else anchors(session.account()))
    if session.json:
        session.screen.document({"verdict": str(found), **plain(found)})
    else:
        words = verdict_words(session.screen, found)
        session.screen.verdict("OK" if found.ok else "FAIL", words, "green" if found.ok else "red")
        counts = {"records": found.records, "streams": found.streams, "segments": found.segments}
        session.screen.note("audit.counts", **counts)
    return Exit.OK if found.ok else Exit.AUDIT


@command("help.audit.query")
@_DIRECTORY
@option("--from", "since", callback=as_time, metavar="TIME", help="option.from")
@option("--to", "until", callback=as_time, metavar="TIME", help="option.to")
@option("--operation", metavar="ID")
@option("--kind", metavar="KIND")
@option("--outcome", metavar="OUTCOME")
@option("--limit", type=click.IntRange(min=1), default=100, metavar="NUMBER")
@pass_session
def query(
    session: Session,
    directory: Path | None,
    since: datetime | None,
    until: datetime | None,
    operation: str | None,
    kind: str | None,
    outcome: str | None,
    limit: int,
) -> None:
    log = audit_directory(session, directory)
    found = records(log, since=since, until=until, operation=operation, outcome=outcome)
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
@option("--out", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE", required=True)
@option("--from", "since", callback=as_time, metavar="TIME", help="option.from")
@option("--to", "until", callback=as_time, metavar="TIME", help="option.to")
@option("--format", "form", type=click.Choice(["jsonl", "csv"]), help="option.format")
@pass_session
def export(
    session: Session,
    directory: Path | None,
    out: Path,
    since: datetime | None,
    until: datetime | None,
    form: str | None,
) -> int:
    log = audit_directory(session, directory)
    verdict = verify(log, anchors=() if directory else anchors(session.account()))
    write = write_csv if (form or out.suffix.lstrip(".").lower()) == "csv" else write_jsonl
    with _opened(session, out) as file:
        count = write(records(log, since=since, until=until), file)
    if session.json and str(out) != "-":
        session.screen.document({"records": count, "path": str(out), "verdict": str(verdict)})
    else:
        words = verdict_words(session.screen, verdict)
        session.screen.note("audit.exported", count=count, path=out, verdict=words)
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


audit = group("help.audit", verify_log, query, export, prune_log)
