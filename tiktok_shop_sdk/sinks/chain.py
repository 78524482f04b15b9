"""Reads the records of a stream in order and says which one breaks the rules of the log."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core.audit import (
    KINDS,
    LINE_LIMIT,
    OUTCOMES,
    VERSION,
    Checkpoint,
    Tree,
    commit_line,
    leaf_hash,
    origin,
)
from .lines import plain

_DECODE = json.JSONDecoder().raw_decode  # `json.loads` without what it does around it: a third faster


class Broken(Exception):
    """The log is not what was written, from record `seq` on."""

    def __init__(self, seq: int, why: str) -> None:
        super().__init__(why)
        self.seq = seq
        self.why = why


@dataclass(slots=True)
class Chain:
    """What is known of a stream after its first `tree.size` records: a few hashes and the intents without outcome."""

    stream: str
    tree: Tree = field(default_factory=Tree)
    open: set[int] = field(default_factory=set)
    origin: str = ""
    time: str = ""  # of the last record
    kind: str = ""  # of the last record
    _plain: Callable[[bytes], re.Match[bytes] | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._plain = plain(self.stream)

    @classmethod
    def after(cls, stream: str, closing: Checkpoint) -> Chain:
        """Go on behind a closed segment. Raises Broken."""
        try:
            return cls(stream, closing.tree(), set(closing.open), closing.origin, closing.time)
        except ValueError as error:
            raise Broken(closing.size, str(error)) from error

    @property
    def next(self) -> int:
        """The seq of the next record."""
        return self.tree.size + 1

    def add(self, line: bytes) -> Mapping[str, Any]:
        """Take the next line (without line feed) and return its record. Raises Broken."""
        seq = self.next
        record = self._read(line, seq)
        kind = record["kind"]
        if kind == "outcome":
            self._close(record, seq)
        elif kind == "intent":
            self.open.add(seq)
        elif kind == "start" and self.open:
            raise Broken(min(self.open), "this intent has no outcome, though its writer is gone")
        leaf = leaf_hash(line)
        self.origin = self.origin or origin(self.stream, leaf)
        self.tree.add(leaf)
        self.time, self.kind = record["time"], kind
        return record

    def add_plain(self, lines: Sequence[bytes]) -> int:
        """Take lines as `add` does, as far as they need no meaning, and return how many that were. Raises Broken."""
        matches, tree, still_open = self._plain, self.tree, self.open
        taken, seq, found = 0, tree.size, None
        for line in lines:
            if len(line) >= LINE_LIMIT or (match := matches(line)) is None:
                break
            seq += 1
            number, cause, kind = match.group("seq", "cause", "kind")
            if int(number) != seq or (cause and int(cause) not in still_open) or not tree.size:
                break
            if cause:
                still_open.remove(int(cause))
            elif kind == b"intent":
                still_open.add(seq)
            tree.add(leaf_hash(line))
            taken, found = taken + 1, match
        if found is not None:
            self.time = found["time"].decode()
            self.kind = (found["kind"] or b"outcome").decode()
        return taken

    def _read(self, line: bytes, seq: int) -> Mapping[str, Any]:
        record: dict[str, Any]
        if len(line) >= LINE_LIMIT:
            raise Broken(seq, "the line is longer than any record")
        if line.endswith(b"\n"):
            raise Broken(seq, "the last line is unfinished")
        try:
            record, end = _DECODE(text := line.decode("ascii"))
            known = record["v"] == VERSION and record["kind"] in KINDS and len(record["time"]) == 30
            known = known and end == len(text) and isinstance(record.get("detail", {}), dict)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise Broken(seq, "the line cannot be read") from error
        if not known:
            raise Broken(seq, "the line is not a record of this format")
        if record.get("seq") != seq or record.get("id") != f"{self.stream}-{seq}":
            raise Broken(seq, f"the record here calls itself {record.get('id')}, seq {record.get('seq')}")
        return record

    def _close(self, record: Mapping[str, Any], seq: int) -> None:
        cause = record.get("cause")
        intent = open_intent(self.stream, cause, self.open)
        if intent is None or str(record.get("outcome")) not in OUTCOMES:
            raise Broken(seq, f"this outcome closes no open intent (it names {cause})")
        self.open.remove(intent)

    def checkpoint(self, *, closing: bool) -> Checkpoint:
        """Return the checkpoint over all records so far."""
        peaks, still_open = (self.tree.peaks, tuple(sorted(self.open))) if closing else ((), ())
        return Checkpoint(self.origin, self.tree.size, self.tree.root(), self.time, peaks, still_open)

    def commits(self, line: bytes) -> None:
        """Check a commit line. Raises Broken."""
        if line != commit_line(self.tree):
            raise Broken(max(self.tree.size, 1), "the records up to here are not those that were committed")

    def meets(self, checkpoint: Checkpoint) -> None:
        """Check a checkpoint over all records so far. Raises Broken."""
        if checkpoint.origin != self.origin:
            raise Broken(checkpoint.size, f"the checkpoint belongs to {checkpoint.origin}")
        if checkpoint.size != self.tree.size or checkpoint.root != self.tree.root():
            raise Broken(checkpoint.size, "the records up to here do not have the root of their checkpoint")
        if checkpoint.time != self.time:
            raise Broken(checkpoint.size, "the checkpoint has not the time of its last record")
        if checkpoint.closes and (checkpoint.peaks != self.tree.peaks or checkpoint.open != tuple(sorted(self.open))):
            raise Broken(checkpoint.size, "the checkpoint that closes the segment contradicts the records")


def open_intent(stream: str, cause: object, still_open: set[int]) -> int | None:
    """Return the seq of the intent that an outcome names, None unless it is one of those without outcome."""
    name, _, number = str(cause).rpartition("-")
    seq = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    return seq if name == stream and seq in still_open and cause == f"{stream}-{seq}" else None
