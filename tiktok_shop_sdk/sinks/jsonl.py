"""The audit log as JSON Lines files that grep, jq and DuckDB read: durable before a call leaves, and checkable.

    with JsonLinesSink("audit/my-account") as log:
        intent = log.append(Record("intent", operation="orders.search"))
        log.append(Record("outcome", cause=intent, outcome="ok"))

One directory belongs to one account. Each process writes one stream in it and continues a stream that nobody
writes, so there are as many streams as there were ever writers at one time. See `segments` for the files.

How far the running end is covered: each write ends, in the same write, with a commit line that holds the
Merkle root over all records so far. Any later change of a byte, a record or an order, made without computing
the later roots anew, is found, in an open segment as in a sealed one. What it cannot prove: the roots are not
keyed. Who may write into the directory can cut off the end behind the last checkpoint, or replace the log by
a different one that is consistent in itself. Heads kept outside (`HeadAnchor`) find that, up to the last head
that reached them; signatures and keys can be added to checkpoints without a change to records or trees.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.audit import Record
from ..core.logs import SECONDS
from ..errors import AuditUnavailable
from ..ports.files import private_directory
from ..ports.hands import Hands
from .anchors import HeadAnchor
from .segments import SEGMENT_BYTES
from .sink import StreamSink

if TYPE_CHECKING:
    from .stream import Stream


class JsonLinesSink(StreamSink):
    """Appends audit records to files; safe to use from several threads, and across a fork.

    `about` is a `start` record with what shall stand at the beginning of each run (app, egress, statement,
    ...); `anchors` are told about each checkpoint. Raises AuditUnavailable if the directory cannot be used.
    """

    def __init__(
        self,
        directory: str | os.PathLike[str],
        *,
        clock_ns: Callable[[], int] = time.time_ns,
        anchors: Sequence[HeadAnchor] = (),
        about: Record | None = None,
        segment_bytes: int = SEGMENT_BYTES,
        seconds: float = SECONDS,
        hands: Hands | None = None,
    ) -> None:
        super().__init__(str(directory), clock_ns=clock_ns, anchors=anchors, about=about, seconds=seconds, hands=hands)
        self._log = Path(directory)
        self._segment_bytes = segment_bytes
        try:
            private_directory(self._log)
        except OSError as error:
            raise AuditUnavailable(f"The audit log in {self._log} cannot be opened: {error}.") from error

    def _take(self, now: int) -> Stream:
        from .forecast import require_room  # a stream is opened with the first record, and this loaded with it
        from .taking import first_free

        require_room(self._log)
        return first_free(self._log, self._about, now, anchors=self._anchors, segment_bytes=self._segment_bytes)
