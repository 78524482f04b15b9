"""Reads one stream from its first kept record to its end and checks each byte on the way."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from ..core.audit import LINE_LIMIT, Tree, leaf_hash
from .chain import Broken, Chain
from .segments import COMMIT, lines, lines_by_chunk, records_only
from .source import StreamSource

UNREADABLE = (OSError, EOFError, zlib.error, ValueError)
TELLING = frozenset({"start", "checkpoint", "stop", "prune"})  # kinds that say something about other streams
_NEVER = 1 << 63
_PATIENCE = (0.02,) * 5  # seconds; a live writer's write is seen in parts, but never for long


class Walk:
    """One pass over a stream, in constant memory. It may run beside the stream's writer."""

    def __init__(self, stream: StreamSource, seen: Callable[[Mapping[str, Any]], None]) -> None:
        self.stream = stream
        self.chain = Chain(stream.name)
        self.kept_from = 1
        self.segments = 0
        self.records = 0
        self._seen = seen
        self._due = 0  # the size of the next checkpoint
        self._committed = 0  # records that a commit line or a checkpoint covers

    def run(self) -> None:
        """Read the stream. Raises Broken at the first thing that is not as it was written."""
        try:
            self._ahead = self.stream.ahead()
            try:
                self._run()
            finally:
                self._ahead.close()
        except UNREADABLE as error:
            raise Broken(self.chain.next, f"{self.stream.name} cannot be read: {error}") from error

    def _run(self) -> None:
        self.kept_from = self.stream.kept_from()
        listed = {first for first in self.stream.firsts() if first >= self.kept_from}
        self._skip_pruned()
        closed = True
        while opened := self.stream.open_first(self.chain.next):
            first = self.chain.next
            if not (closed or self._closing()):  # once more: the writer may have closed it just now
                raise Broken(first - 1, "the segment that ends here has no checkpoint")
            file, sealed = opened
            with file:
                self._sealed(file) if sealed else self._plain(file)
            listed.discard(first)
            closed = self._closing()
            if sealed and not closed:
                raise Broken(self.chain.tree.size, "the sealed segment that ends here has no checkpoint")
            if self.chain.next == first:
                break
            self.segments += 1
        self._end(listed)

    def _skip_pruned(self) -> None:
        """Go to the checkpoint that ends what was pruned."""
        before = self.kept_from - 1
        while before and self.chain.tree.size != before:
            checkpoint = self._ahead.peek()
            if checkpoint is None or checkpoint.size > before:
                raise Broken(before, "there is no checkpoint for what was pruned")
            self._ahead.advance()
            if checkpoint.size == before and checkpoint.closes:
                self.chain = Chain.after(self.stream.name, checkpoint)
                self._committed = before

    def _sealed(self, file: BinaryIO) -> None:
        for some in lines_by_chunk(file):
            at = 0
            while at < len(some):
                room = max(self._due - self.chain.tree.size, 0)
                taken = self.chain.add_plain(some[at : at + room])
                at, self.records = at + taken, self.records + taken
                if taken and taken == room:
                    self._meet()
                elif at < len(some):
                    self._record(some[at])
                    at += 1

    def _plain(self, file: BinaryIO) -> None:
        rest, patience = b"", iter(_PATIENCE)
        while True:
            chunk = file.read(1 << 18)
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                self._line(line)
            if len(rest) > LINE_LIMIT:
                raise Broken(self.chain.next, "the line is longer than any record")
            if chunk:
                continue
            if not rest and self._committed == self.chain.tree.size:
                return
            if (pause := next(patience, None)) is None:
                raise Broken(self.chain.next, "the last write is unfinished, and no writer has mended it yet")
            time.sleep(pause)

    def _line(self, line: bytes) -> None:
        if line.startswith(COMMIT):
            self.chain.commits(line)
            self._committed = self.chain.tree.size
        else:
            self._record(line)

    def _record(self, line: bytes) -> None:
        record = self.chain.add(line)
        if record["kind"] in TELLING:
            self._seen(record)
        self.records += 1
        if self.chain.tree.size >= self._due:
            self._meet()

    def _meet(self) -> None:
        """Check the checkpoints up to here; the one that closes the segment is left for `_closing`."""
        size = self.chain.tree.size
        while (checkpoint := self._ahead.peek()) is not None and checkpoint.size <= size:
            if checkpoint.size == size:
                self.chain.meets(checkpoint)
                if checkpoint.closes:
                    break
            elif self._ahead.offset < self._ahead.size_at_start:
                raise Broken(checkpoint.size, "the checkpoints are out of order")
            self._ahead.advance()
        self._due = _NEVER if checkpoint is None else max(checkpoint.size, size + 1)

    def _closing(self) -> bool:
        """Whether a checkpoint says that a segment ends here."""
        self._meet()
        checkpoint = self._ahead.peek()
        if checkpoint is None or checkpoint.size != self.chain.tree.size:
            return False
        self._ahead.advance()
        self._due = 0
        self._committed = checkpoint.size
        return True

    def _end(self, unread: set[int]) -> None:
        checkpoint, old = self._ahead.peek(), self._ahead.offset < self._ahead.size_at_start
        if checkpoint is not None and old:
            why = f"the records up to {checkpoint.size}, which a checkpoint covers, are missing"
            raise Broken(self.chain.next, why)
        if unread:
            raise Broken(self.chain.next, f"what lies before the segment of record {min(unread)} is missing")


def root_at(stream: StreamSource, size: int) -> bytes | None:
    """Return the root over the first records of a stream; None if it has fewer, or they were pruned.

    Raises OSError, EOFError, zlib.error, ValueError.
    """
    tree = _closed_before(stream, size)
    if tree.size == size:
        return tree.root()
    while opened := stream.open_first(tree.size + 1):
        before = tree.size
        with opened[0] as file:
            for line in records_only(lines(file)):
                tree.add(leaf_hash(line))
                if tree.size == size:
                    return tree.root()
        if tree.size == before:
            return None
    return None


def _closed_before(stream: StreamSource, size: int) -> Tree:
    ahead, tree = stream.ahead(), Tree()
    try:
        while (checkpoint := ahead.peek()) is not None and checkpoint.size <= size:
            if checkpoint.closes:
                tree = checkpoint.tree()
            ahead.advance()
    finally:
        ahead.close()
    return tree
