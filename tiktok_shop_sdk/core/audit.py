"""What the audit log says about a call, and the arithmetic by which anybody can check that it was not changed.

A record becomes one line of ASCII JSON. Lines are the leaves of an RFC 6962 Merkle tree, one tree per stream:

    leaf hash   SHA-256(0x00 || line without its line feed)
    node hash   SHA-256(0x01 || left || right)

The root over the first n lines therefore stands for each byte of them. A `Checkpoint` states such a root; a
commit line states one inside a segment that is still being written. The hashed bytes are the bytes of the
file: nothing is parsed and written again before it is hashed. This is format v1; what later versions add must
leave it readable.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Literal, NamedTuple, Protocol, get_args

Kind = Literal[
    "start",
    "intent",
    "outcome",
    "refusal",
    "pause",
    "refresh",
    "checkpoint",
    "recovery",
    "prune",
    "purge",
    "stop",
]
Outcome = Literal["ok", "api_error", "refused", "cancelled", "timeout", "not_sent", "unreadable", "unknown"]
KINDS: frozenset[str] = frozenset(get_args(Kind))
OUTCOMES: frozenset[str] = frozenset(get_args(Outcome))
OF_THE_SINK = frozenset({"start", "checkpoint", "recovery", "stop"})  # a sink writes these itself

VERSION = 1
LINE_LIMIT = 4096  # bytes with the line feed; one page, so that a line is hardly ever torn
_PLACE = 160  # of these, at most, for v, seq, time, kind and id
_WIDTHS = (256, 128, 64, 32, 16, 8, 4)  # characters per value, entries per mapping: the first that fits
_WIDEST = {"request_id": 64}
_BEYOND = 2**63  # no number of a call is as large
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TOKEN = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Record(NamedTuple):
    """One event of the audit log. What has no field here cannot get into the log.

    `account` and `shop` are keyed hashes, `cause` is the id of the intent that an outcome closes, `path` is a
    template without values, times are milliseconds, `quota` says what is left per class.
    """

    kind: Kind
    cause: str | None = None
    outcome: Outcome | None = None
    account: str | None = None
    shop: str | None = None
    app: str | None = None
    purpose: str | None = None
    statement: str | None = None
    certificate: str | None = None
    user_agent: str | None = None
    operation: str | None = None
    method: str | None = None
    path: str | None = None
    attempt: int | None = None
    egress: str | None = None
    lane: str | None = None
    quota: Mapping[str, int] | None = None
    waited_ms: int | None = None
    status: int | None = None
    code: int | None = None
    request_id: str | None = None
    elapsed_ms: int | None = None
    bytes: int | None = None
    stripped: Mapping[str, int] | None = None
    unknown_fields: int | None = None
    policy: str | None = None
    sdk: str | None = None
    detail: Mapping[str, int | str] | None = None


_FIELDS = Record._fields[1:]
FIELD_NAMES = ("v", "seq", "time", "kind", "id", *_FIELDS)  # in the order in which a line holds them


class AuditSink(Protocol):
    """Where records go. Safe to use from several threads."""

    def append(self, record: Record) -> str:
        """Return the record's id once it is durable. Raises `errors.AuditUnavailable` and nothing else."""
        ...

    def close(self) -> None:
        """Say in the log that it ended here, and let go of it."""
        ...


class Draft(NamedTuple):
    """An encoded record that lacks only its place: stream, seq and time."""

    kind: Kind
    cause: str
    text: str

    def line(self, *, stream: str, seq: int, time_ns: int) -> bytes:
        """Return the line of this record, without its line feed."""
        place = f'{{"v":{VERSION},"seq":{seq},"time":"{utc(time_ns)}","kind":"{self.kind}","id":"{stream}-{seq}"'
        return f"{place}{',' if self.text else ''}{self.text}}}".encode("ascii")


def draft(record: Record) -> Draft:
    """Encode a record; whatever does not fit into a line of 4 KiB is cut, never refused.

    Raises TypeError or ValueError for a value of another type than its field's.
    """
    texts = (_encoded(record, width) for width in _WIDTHS)
    return Draft(record.kind, record.cause or "", next(text for text in texts if len(text) <= LINE_LIMIT - _PLACE))


def _encoded(record: Record, width: int) -> str:
    said = ((name, getattr(record, name)) for name in _FIELDS)  # most fields say nothing
    values = {name: _bounded(value, min(width, _WIDEST.get(name, width))) for name, value in said if value is not None}
    return _json({name: value for name, value in values.items() if value not in (None, "", {})})[1:-1]


def _bounded(value: Any, width: int) -> Any:
    if isinstance(value, str):
        if value.isascii() and value.isprintable():
            return value[:width]
        return _UNPRINTABLE.sub("", value[: 2 * width])[:width]
    if isinstance(value, Mapping):
        entries = list(value.items())[:width]
        return {_bounded(name, width): entry for name, entry in entries if _is_plain(entry)}
    if isinstance(value, int):
        return value if _is_plain(value) else None
    return value


def _is_plain(value: object) -> bool:
    """Whether a mapping may hold this value: a number or a short token, never a sentence."""
    if isinstance(value, int):
        return abs(value) < _BEYOND
    return isinstance(value, str) and _TOKEN.fullmatch(value) is not None


_json = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode


def utc(time_ns: int) -> str:
    """Return a time in nanoseconds since 1970 as text; texts sort as the times do."""
    seconds, nanoseconds = divmod(time_ns, 1_000_000_000)
    return f"{(_EPOCH + timedelta(seconds=seconds)).isoformat()[:19]}.{nanoseconds:09d}Z"


def nanoseconds(text: str) -> int:
    """Return the time that `utc` wrote. Raises ValueError for any other text."""
    time_ns = (datetime.fromisoformat(text[:19] + "+00:00") - _EPOCH) // timedelta(seconds=1) * 1_000_000_000
    time_ns += int(text[20:29])
    if utc(time_ns) != text:
        raise ValueError(f"not a time of the audit log: {text!r}")
    return time_ns


def leaf_hash(line: bytes) -> bytes:
    """Return the hash of a record: of its line without the line feed."""
    return sha256(b"\x00" + line).digest()


@dataclass(slots=True)
class Tree:
    """An RFC 6962 Merkle tree that only grows, kept as the roots of its perfect subtrees (at most log2 n)."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def add(self, leaf: bytes) -> None:
        """Append a leaf hash."""
        size = self.size
        self.size += 1
        if not size & 1:
            self.peaks += (leaf,)
            return
        kept = len(self.peaks)
        while size & 1:
            kept -= 1
            leaf = sha256(b"\x01" + self.peaks[kept] + leaf).digest()
            size >>= 1
        self.peaks = (*self.peaks[:kept], leaf)

    def root(self) -> bytes:
        """Return the root over all leaves."""
        if not self.peaks:
            return sha256(b"").digest()
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = sha256(b"\x01" + peak + root).digest()
        return root

    def copy(self) -> Tree:
        """Return a tree that grows on its own."""
        return Tree(self.size, self.peaks)


def commit_line(tree: Tree) -> bytes:
    """Return the line that ends each write into an open segment: it covers all records before it."""
    return f'{{"size":{tree.size},"root":"{tree.root().hex()}"}}'.encode("ascii")


def origin(stream: str, first_leaf: bytes) -> str:
    """Name a stream for good: the hash of its first record tells it from a stream that took its place."""
    return f"tiktok-shop-sdk/audit/v1/{stream}/{first_leaf[:8].hex()}"


class Checkpoint(NamedTuple):
    """The root over the first `size` records of a stream; `time` is that of the last of them.

    The checkpoint that closes a segment carries in addition what is needed to go on from there without
    reading what lies before: the subtree roots, and the seqs of the intents that had no outcome yet.
    """

    origin: str
    size: int
    root: bytes
    time: str = ""
    peaks: tuple[bytes, ...] = ()
    open: tuple[int, ...] = ()

    @property
    def stream(self) -> str:
        """The name of the stream."""
        return self.origin.split("/")[-2]

    @property
    def closes(self) -> bool:
        """Whether a segment ends here."""
        return bool(self.peaks)

    def tree(self) -> Tree:
        """Return the tree as it was here. Raises ValueError if the parts contradict each other."""
        tree = Tree(self.size, self.peaks)
        if len(self.peaks) != self.size.bit_count() or tree.root() != self.root:
            raise ValueError("the checkpoint contradicts itself")
        return tree

    def note(self) -> bytes:
        """Return the text that a signature or a witness covers (C2SP tlog-checkpoint without signatures)."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n".encode("ascii")

    def encode(self) -> bytes:
        """Return the line of the `checkpoints` file, without its line feed."""
        values: dict[str, Any] = {
            "origin": self.origin,
            "size": self.size,
            "root": self.root.hex(),
            "time": self.time,
        }
        if self.closes:
            values |= {"peaks": [peak.hex() for peak in self.peaks], "open": list(self.open)}
        return _json(values).encode("ascii")

    @classmethod
    def decode(cls, line: bytes) -> Checkpoint:
        """Return the checkpoint of a line. Raises ValueError unless `encode` gives exactly this line."""
        try:
            found = json.loads(line)
            peaks = tuple(bytes.fromhex(peak) for peak in found.get("peaks", ()))
            checkpoint = cls(
                found["origin"],
                found["size"],
                bytes.fromhex(found["root"]),
                found["time"],
                peaks,
                tuple(found.get("open", ())),
            )
            exact = checkpoint.encode() == line and bool(checkpoint.stream)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise ValueError("a line of the checkpoints cannot be read") from error
        if not exact:
            raise ValueError("a line of the checkpoints is not as it was written")
        return checkpoint
