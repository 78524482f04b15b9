"""What the audit log says, in words and counts: its place, its verdict, the kinds that were stripped."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ..sinks.declared import AUDIT
from ..sinks.query import records
from ..sinks.verify import Verdict
from .screen import Screen
from .session import Session


def audit_directory(session: Session, given: Path | None) -> Path:
    """The directory that `--dir` names, else that of the account."""
    return given if given is not None else session.account().directory / AUDIT


def verdict_words(screen: Screen, verdict: Verdict) -> str:
    """The verdict in the chosen language."""
    if not verdict.ok:
        return screen.say("audit.fail", seq=verdict.seq, why=verdict.why)
    return screen.say("audit.anchored" if verdict.anchored else "audit.unanchored")


def stripped_kinds(log: Path) -> dict[str, int]:
    """How many values of each kind were stripped, over all records."""
    counted: Counter[str] = Counter()
    for record in records(log):
        counted.update(record.get("stripped", {}))
    return dict(counted.most_common())
