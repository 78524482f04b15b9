"""One stream of the audit log on the disk: a chain of records that one writer continues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..core.audit import Checkpoint, Draft, Record, commit_line, draft, leaf_hash, nanoseconds, utc
from ..ports.files import FileLock
from .anchors import HeadAnchor, publish
from .appendfile import AppendFile, Cut
from .heads import heads
from .recovery import damage, recover
from .reserve import Reserve
from .segments import SEGMENT_BYTES, open_segment_path, seal

SEGMENT_NS = 3600 * 1_000_000_000
_CUTS = 16  # that one write reports: a disk that stays full for days must not fill the memory as well


def is_due(opened: str, length: int, now: int, segment_bytes: int) -> bool:
    """Whether a segment of that length, whose first record has that time, is to be closed now."""
    if not length:
        return False
    return length >= segment_bytes or now - nanoseconds(opened) >= SEGMENT_NS or utc(now)[:10] != opened[:10]


class Stream:
    """Writes records into one stream; used by one thread at a time, except for `seal_closed`.

    A method that raises OSError has acknowledged nothing. The next `write` mends what it left behind: it cuts
    the segment back to the last acknowledged byte, closes it, and goes on in a new one.
    """

    def __init__(
        self,
        path: Path,
        lock: FileLock,
        *,
        anchors: Sequence[HeadAnchor] = (),
        segment_bytes: int = SEGMENT_BYTES,
    ) -> None:
        position = recover(path)
        self.path = path
        self.name = path.name
        self.open = position.chain.open
        self._reserve = Reserve(path)
        self._lock = lock
        self._anchors = anchors
        self._segment_bytes = segment_bytes
        self._chain = position.chain
        self._checkpoints = position.checkpoints
        self._segment = position.segment
        self._opened = position.opened
        self._closed = position.closed
        self._cuts = position.cuts
        self._unpublished: Checkpoint | None = None
        self._spent = False  # a write into the open segment failed

    def start(self, about: Record, now: int) -> None:
        """Close what the last writer left open, and say that a new one begins. Raises OSError."""
        self.write([*orphans(self.name, self.open), self._with_heads(about)], now)

    def write(self, drafts: Sequence[Draft], now: int) -> list[str]:
        """Make the records durable in one write and one sync and return their ids. Raises OSError."""
        self._mend()
        length = self._segment.length if self._segment else 0
        if is_due(self._opened, length, now, self._segment_bytes):
            if self._chain.kind != "checkpoint":
                self._commit([self._with_heads(Record("checkpoint"))], now)
            self._conclude()
        if any(each.kind == "intent" for each in drafts):
            self.publish()
            self._reserve.hold(len(self.open) + len(drafts))
        return self._commit(drafts, now) if drafts else []

    def stop(self, now: int) -> None:
        """Say that the writer ends here, with a checkpoint over all records. Raises OSError.

        What is under way now cannot be closed by its caller any more.
        """
        self.write([*orphans(self.name, self.open), self._with_heads(Record("stop"))], now)
        self._check(closing=False)
        self.publish()

    def abandon(self) -> None:
        """Let go of the files and the lock; whoever takes the stream next will find its end."""
        if self._segment is not None:
            self._segment.close()
        self._checkpoints.close()
        self._lock.release()

    @property
    def has_closed(self) -> bool:
        """Whether segments wait to be compressed."""
        return bool(self._closed)

    def seal_closed(self) -> None:
        """Compress the closed segments. Raises OSError; they stay valid as they are, and wait."""
        while self._closed:
            seal(self._closed[0])
            del self._closed[0]

    def make_room(self) -> None:
        """Give the reserved room back to the disk. Raises OSError."""
        self._reserve.give_back()

    def publish(self) -> None:
        """Tell the anchors about the last checkpoint. Raises OSError."""
        if self._unpublished is not None:
            publish(self._anchors, self._unpublished)
            self._unpublished = None

    def _with_heads(self, record: Record) -> Draft:
        try:
            named: Mapping[str, int | str] = heads(self.path.parent, self.name)
        except ValueError as error:
            raise damage(self.path.parent, "", str(error)) from error
        return draft(record._replace(detail={**(record.detail or {}), **named}))

    def _commit(self, drafts: Sequence[Draft], now: int) -> list[str]:
        said = [draft(_recovery(cut)) for cut in self._cuts]
        tree = self._chain.tree.copy()
        lines = list[bytes]()
        for each in (*said, *drafts):
            lines.append(each.line(stream=self.name, seq=tree.size + 1, time_ns=now))
            tree.add(leaf_hash(lines[-1]))
        segment = self._segment or AppendFile(open_segment_path(self.path, self._chain.next))
        self._segment, first = segment, self._chain.next
        if not segment.length:
            self._opened = utc(now)
        segment.append(b"\n".join([*lines, commit_line(tree), b""]))
        self._cuts = []
        for line in lines:
            self._chain.add(line)
        return [f"{self.name}-{first + number}" for number in range(len(said), len(lines))]

    def _mend(self) -> None:
        if self._checkpoints.broken:
            self._checkpoints.repair()
        segment = self._segment
        if segment is None:
            return
        if segment.broken:
            cut = segment.repair()
            self._spent = True
            if cut.size and len(self._cuts) < _CUTS:
                self._cuts.append(cut)
        if self._spent and segment.length:
            self._conclude()

    def _conclude(self) -> None:
        """Close the segment: from here on its checkpoint answers for it."""
        self._check(closing=True)
        segment, self._segment, self._spent = self._segment, None, False
        if segment is not None:  # pragma: no branch - there is nothing to close without one
            segment.close()
            self._closed.append(segment.path)

    def _check(self, *, closing: bool) -> None:
        checkpoint = self._chain.checkpoint(closing=closing)
        self._checkpoints.append(checkpoint.encode() + b"\n")
        self._unpublished = checkpoint


def orphans(stream: str, seqs: set[int]) -> list[Draft]:
    """Return the outcomes of the intents of which nobody will ever know more."""
    return [draft(Record("outcome", cause=f"{stream}-{seq}", outcome="unknown")) for seq in sorted(seqs)]


def _recovery(cut: Cut) -> Record:
    return Record("recovery", detail={"file": cut.file, "bytes": cut.size, "sha256": cut.sha256})
