"""The life of a log in small: two runs, a segment that is closed and sealed, calls under way at the end of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.audit.logs import HOUR, Clock
from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.ports.hands import Hands
from tiktok_shop_sdk.sinks.anchors import DirectoryAnchor
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink

Tell = Callable[[str, str], None]  # the id of a record that was acknowledged, and the mark that it bears


class OwnHands(Hands):
    """Work is done at once by whoever brings it, so that each run makes the same file calls in the same order."""

    def take(self, work: Callable[[], None]) -> None:
        work()


class Scene:
    """A log and its anchor below one directory."""

    def __init__(self, root: Path) -> None:
        self.log = root / "state" / "log"
        self.anchor = DirectoryAnchor(root / "heads")
        self.clock = Clock()

    def moved(self, root: Path) -> Scene:
        """The same log at another place, at the same time."""
        scene = Scene(root)
        scene.clock = self.clock
        return scene

    def opened(self) -> JsonLinesSink:
        return JsonLinesSink(self.log, clock_ns=self.clock, anchors=[self.anchor], hands=OwnHands())

    def live(self, tell: Tell) -> None:
        """Write as a client does: no outcome without intent, and after a failure the next call tries again."""
        for run in ("a", "b"):
            try:
                sink = self.opened()
            except AuditUnavailable:
                continue
            for number in range(4):
                call(sink, f"{run}{number}", tell)
                if number == 1:
                    self.clock.now += HOUR
            left = Record("intent", request_id=f"{run}-left")
            acknowledged(sink, left, tell)
            try:
                sink.close()
            except AuditUnavailable:
                continue


def call(sink: JsonLinesSink, mark: str, tell: Tell) -> None:
    """One attempt: its request leaves only behind an intent, and then it has an outcome to record."""
    intent = acknowledged(sink, Record("intent", request_id=f"{mark}-intent"), tell)
    if intent:
        acknowledged(sink, Record("outcome", cause=intent, outcome="ok", request_id=f"{mark}-outcome"), tell)


def acknowledged(sink: JsonLinesSink, record: Record, tell: Tell) -> str:
    """Append a record; its id, and none if the log could not be written."""
    try:
        record_id = sink.append(record)
    except AuditUnavailable:
        return ""
    tell(record_id, record.request_id or "")
    return record_id
