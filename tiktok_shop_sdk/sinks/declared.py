"""Opens the logs and the anchors that an account declares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..account import Account
from ..core.audit import Record
from ..core.logs import FileLog, PostgresAnchor, PostgresLog, SeveralLogs
from ..core.secret import Secret
from ..ports.hands import Hands
from .anchors import DirectoryAnchor, HeadAnchor
from .jsonl import JsonLinesSink
from .sink import StreamSink

if TYPE_CHECKING:
    from .postgres.database import Database
    from .several import Several
    from .source import LogSource

AUDIT = "audit"


def sink(account: Account, *, clock_ns: Callable[[], int], about: Record, hands: Hands) -> StreamSink | Several:
    """The sink of the account. Raises AuditUnavailable, and DeclarationError for a missing extra."""
    made = [_single(account, log, clock_ns, about, hands) for log in _logs(account)]
    if not isinstance(account.log, SeveralLogs):
        return made[0]
    from .several import Several  # for who declares them

    return Several(made, need=len(made) if account.log.need == "all" else 1)


def _single(
    account: Account, log: FileLog | PostgresLog, clock_ns: Callable[[], int], about: Record, hands: Hands
) -> StreamSink:
    told = anchors(account, log)
    if isinstance(log, FileLog):
        directory = account.directory / AUDIT
        return JsonLinesSink(directory, clock_ns=clock_ns, anchors=told, about=about, seconds=log.seconds, hands=hands)
    from .postgres.sink import PostgresSink  # for who declares it

    database = _database(log, account.name)
    return PostgresSink(database, clock_ns=clock_ns, anchors=told, about=about, seconds=log.seconds, hands=hands)


def anchors(account: Account, log: FileLog | PostgresLog | None = None) -> tuple[HeadAnchor, ...]:
    """Where the heads of one of the account's logs (the files by default) are kept elsewhere."""
    # A name per log: their streams have the same names, and an anchor keeps one log under each.
    name = f"{account.name}.{log.schema}" if isinstance(log, PostgresLog) else account.name
    made: list[HeadAnchor] = []
    for anchor in account.anchors:
        if isinstance(anchor, str):
            made.append(DirectoryAnchor(Path(anchor).expanduser() / name))
        elif isinstance(anchor, PostgresAnchor):
            from .postgres.anchor import PostgresHeads  # for who declares it

            made.append(PostgresHeads(_database(anchor, name)))
        else:
            from .syslog import SyslogHeads  # for who declares it

            made.append(SyslogHeads(anchor.address, name))
    return tuple(made)


class Readable(NamedTuple):
    """One of an account's logs, to be verified or queried: where it is, and who keeps its heads."""

    place: str
    source: LogSource
    anchors: tuple[HeadAnchor, ...]


@contextmanager
def reading(account: Account) -> Iterator[list[Readable]]:
    """All logs of the account, each as it stands now. Raises OSError, and DeclarationError for a missing extra."""
    from .source import Files  # nobody who calls reads a log

    with ExitStack() as stack:
        found: list[Readable] = []
        for log in _logs(account):
            told = anchors(account, log)
            if isinstance(log, FileLog):
                directory = account.directory / AUDIT
                found.append(Readable(str(directory), Files(directory), told))
            else:
                from .postgres.rows import snapshot  # for who declares it

                rows = stack.enter_context(snapshot(_database(log, account.name)))
                found.append(Readable(f"PostgreSQL, {log.schema}", rows, told))
        yield found


def _logs(account: Account) -> Sequence[FileLog | PostgresLog]:
    return account.log.logs if isinstance(account.log, SeveralLogs) else (account.log,)


def _database(declared: PostgresLog | PostgresAnchor, log: str) -> Database:
    from .postgres.database import Database

    assert isinstance(declared.url, Secret)
    return Database(declared.url, log, declared.schema)
