"""What `doctor` looks at without a client: declarations, statement, directory, clock and the way out."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from ..errors import PurposeRefused
from ..stores.filesystem import shared_kind
from .exits import Exit

if TYPE_CHECKING:
    from ..account import Account

Level = Literal["OK", "WARN", "FAIL"]

_SOON = timedelta(days=30)
_ENOUGH_BYTES = 1_000_000_000  # ours: a full quota writes less than this in a week
_CONNECT_SECONDS = 5.0
# No state of this package is older than the package.
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
_CLOCK_SLACK = 120.0  # seconds: coarse time stamps of files


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor. `key` and `next_key` name texts of the catalogue; `exit` counts for a FAIL."""

    name: str
    level: Level
    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    next_key: str = ""
    next_values: Mapping[str, object] = field(default_factory=dict)
    exit: Exit = Exit.REFUSED


def declarations(account: Account, source: str) -> Iterator[Check]:
    """The account is complete, or it would not be here; its certification and its host are worth a word."""
    yield Check("account", "OK", "doctor.account_ok", {"name": account.name, "source": source})
    agent = account.user_agent
    if agent.certificate is None:
        because = {"because": agent.uncertified_because}
        yield Check("certificate", "WARN", "doctor.uncertified", because, "doctor.uncertified_next")
    else:
        yield Check("certificate", "OK", "doctor.certified", {"certificate": agent.certificate})
    if account.endpoints.is_local:
        yield Check("endpoints", "WARN", "doctor.local", {"api": account.endpoints.api}, "doctor.local_next")


def statement(account: Account) -> Check:
    """Whether the purpose statement is in force, and how long it stays so."""
    today = datetime.now(UTC).date()
    declared = account.statement
    covers = {"covers": ", ".join(sorted(declared.covers)), "expires": declared.expires}
    try:
        declared.in_force(today)
    except PurposeRefused:
        return Check("statement", "FAIL", "doctor.statement_not", covers, "doctor.statement_next")
    if declared.expires is not None and declared.expires <= today + _SOON:
        return Check("statement", "WARN", "doctor.statement_soon", covers, "doctor.statement_next")
    key = "doctor.statement_ok" if declared.expires else "doctor.statement_open"
    return Check("statement", "OK", key, covers)


def local_directory(account: Account) -> Check:
    """Whether the state directory is a private, writable place on a disk of this machine."""
    directory = account.directory
    shown = {"path": directory}
    nearest = next(place for place in (directory, *directory.parents) if place.exists())
    if kind := shared_kind(nearest):
        return Check("state", "FAIL", "doctor.state_shared", {**shown, "kind": kind}, "doctor.state_shared_next")
    if not _is_writable(nearest):
        return Check("state", "FAIL", "doctor.state_readonly", shown, "doctor.state_readonly_next")
    if sys.platform != "win32" and nearest == directory and stat.S_IMODE(directory.stat().st_mode) & 0o077:
        return Check("state", "WARN", "doctor.state_open", shown, "doctor.state_open_next", shown)
    free = shutil.disk_usage(nearest).free
    if free < _ENOUGH_BYTES:
        left = {**shown, "megabytes": free // 1_000_000}
        return Check("state", "WARN", "doctor.state_full", left, "doctor.state_full_next")
    return Check("state", "OK", "doctor.state_ok", shown)


def _is_writable(place: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=place):
            return True
    except OSError:
        return False


def wall_clock(account: Account) -> Check:
    """Whether this machine's clock can be right: it is not behind what it said itself before."""
    now = time.time()
    newest = max((_modified(file) for file in _own_files(account)), default=0.0)
    shown = {"now": datetime.fromtimestamp(now, UTC)}
    if now < _EARLIEST.timestamp() or now < newest - _CLOCK_SLACK:
        return Check("clock", "FAIL", "doctor.clock_behind", shown, "doctor.clock_next", exit=Exit.PLATFORM_REFUSED)
    return Check("clock", "OK", "doctor.clock_ok", shown)


def _own_files(account: Account) -> Iterator[Path]:
    for place in (account.directory, account.directory / "audit"):
        if place.is_dir():
            yield from place.iterdir()


def _modified(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def egress(account: Account) -> Check:
    """Whether the line opens: to the proxy, or without one to the platform from the declared address."""
    host, port, local = _way_out(account)
    shown = {"label": account.egress.label, "host": host, "port": port}
    try:
        with socket.create_connection((host, port), timeout=_CONNECT_SECONDS, source_address=local):
            return Check("egress", "OK", "doctor.egress_ok", shown)
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno) if error.errno else type(error).__name__
        values = {**shown, "reason": reason}
        return Check("egress", "FAIL", "doctor.egress_not", values, "doctor.egress_next", exit=Exit.UNKNOWN_DELIVERY)


def _way_out(account: Account) -> tuple[str, int, tuple[str, int] | None]:
    from ..core.egress import Direct

    via = account.egress.via
    if isinstance(via, Direct):
        parts = urlsplit(account.endpoints.api)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return parts.hostname or "", port, (via.local_address, 0) if via.local_address else None
    parts = urlsplit(via.url.reveal())
    return parts.hostname or "", parts.port or 0, None
