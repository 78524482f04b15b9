"""Where an account's audit log is kept, and where its heads, as it is declared.

There is always a log: in files unless something else is declared. Heads are kept elsewhere, so that a cut end is
missed; see `sinks.anchors`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeAlias, runtime_checkable
from urllib.parse import urlsplit

from ..errors import DeclarationError
from .secret import Secret

SECONDS = 15.0  # ours: an fsync of 300 ms is slow, one of 15 s is a disk that hangs
SCHEMA = "tiktok_shop_audit"


@dataclass(frozen=True, slots=True)
class FileLog:
    """JSON Lines files in the account's state directory; a disk that hangs for `seconds` stops the calls."""

    seconds: float = SECONDS

    def __post_init__(self) -> None:
        _check_seconds(self.seconds)


@dataclass(frozen=True, slots=True)
class PostgresLog:
    """Tables in PostgreSQL (extra `postgres`, `tiktok-shop audit schema`); `url` is what libpq takes.

    Several accounts may share the tables. A database that hangs for `seconds` stops the calls.
    """

    url: Secret | str = field(repr=False)
    schema: str = SCHEMA
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", _postgres(self.url, "PostgresLog"))
        _check_seconds(self.seconds)


@dataclass(frozen=True, slots=True)
class SeveralLogs:
    """Several logs at once; made by `all_of` and `any_of`."""

    need: Literal["all", "any"]
    logs: tuple[FileLog | PostgresLog, ...]

    def __post_init__(self) -> None:
        if len(self.logs) < 2 or not all(isinstance(log, (FileLog, PostgresLog)) for log in self.logs):
            raise DeclarationError(f"{self.need}_of(...) takes two logs or more: FileLog(), PostgresLog(...)")
        if sum(isinstance(log, FileLog) for log in self.logs) > 1:
            raise DeclarationError(f"{self.need}_of(...) takes one FileLog(): an account has one directory")


Log: TypeAlias = FileLog | PostgresLog | SeveralLogs


def all_of(*logs: FileLog | PostgresLog) -> SeveralLogs:
    """A call leaves when its intent is durable in all of these logs. Raises DeclarationError."""
    return SeveralLogs("all", logs)


def any_of(*logs: FileLog | PostgresLog) -> SeveralLogs:
    """A call leaves when its intent is durable in one of these logs; the others follow if they can."""
    return SeveralLogs("any", logs)


@dataclass(frozen=True, slots=True)
class PostgresAnchor:
    """Keeps the heads of the audit log in a table that never forgets one (extra `postgres`)."""

    url: Secret | str = field(repr=False)
    schema: str = SCHEMA

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", _postgres(self.url, "PostgresAnchor"))


@dataclass(frozen=True, slots=True)
class SyslogAnchor:
    """Tells the heads of the audit log to syslog, at a socket of this machine or at `host:port` (UDP).

    Syslog does not say what it kept: `verify` needs the file in which they arrived (`--heads`).
    """

    address: str = "/dev/log"


@runtime_checkable
class Directory(Protocol):
    """A path, as `pathlib` and `os` know it; the core opens none."""

    def __fspath__(self) -> str: ...


Anchor: TypeAlias = str | PostgresAnchor | SyslogAnchor
"""What is declared, a directory as its text."""
Anchored: TypeAlias = Anchor | Directory | Sequence[Anchor | Directory] | None


def log_from(declared: Any) -> Log:
    """A log from its text: `files`, `postgresql://...`, or `all: ...` and `any: ...` with several after commas."""
    if isinstance(declared, (FileLog, PostgresLog, SeveralLogs)):
        return declared
    if not isinstance(declared, str):
        raise DeclarationError("Account(audit=...) is a log: FileLog(), PostgresLog(...), all_of(...), any_of(...)")
    need, colon, rest = declared.partition(":")
    if colon and need in ("all", "any"):
        return SeveralLogs("all" if need == "all" else "any", tuple(_single(part) for part in rest.split(",")))
    return _single(declared)


def _single(text: str) -> FileLog | PostgresLog:
    return FileLog() if text.strip() == "files" else PostgresLog(text.strip())


def anchors_from(declared: Any) -> tuple[Anchor, ...]:
    """Anchors from what is declared: a directory, `postgresql://...`, `syslog:...`, an anchor, or several of them."""
    if declared is None or declared == "":
        return ()
    if isinstance(declared, Sequence) and not isinstance(declared, str):
        return tuple(anchor for each in declared for anchor in anchors_from(each))
    if isinstance(declared, (PostgresAnchor, SyslogAnchor)):
        return (declared,)
    if isinstance(declared, Directory):
        return (declared.__fspath__(),)
    if not isinstance(declared, str):
        raise DeclarationError("Account(anchor=...) takes a directory, PostgresAnchor(...), SyslogAnchor(...)")
    if declared.startswith("syslog:"):
        return (SyslogAnchor(declared.removeprefix("syslog:").removeprefix("//") or SyslogAnchor().address),)
    if _is_postgres(declared):
        return (PostgresAnchor(declared),)
    return (declared,)


def has_password(declared: Any) -> bool:
    """Whether a text that declares a log or an anchor holds a password."""
    if isinstance(declared, str):
        return any("@" in part and ":" in part.rpartition("@")[0].partition("//")[2] for part in declared.split(","))
    return isinstance(declared, list) and any(has_password(each) for each in declared)


def _is_postgres(text: str) -> bool:
    return urlsplit(text).scheme in ("postgresql", "postgres")


def _postgres(url: Secret | str, name: str) -> Secret:
    text = url.reveal() if isinstance(url, Secret) else url
    if not isinstance(text, str) or not _is_postgres(text):
        raise DeclarationError(f"{name}(...) takes an address such as postgresql://audit@db.example/erp")
    return Secret(text)


def _check_seconds(seconds: float) -> None:
    if not 0 < seconds <= 60:
        raise DeclarationError("the time limit of an audit log is more than 0 and at most 60 seconds")
