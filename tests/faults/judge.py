"""Recovers a log as its next writer would, verifies it, and holds it against what its writers were told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tests.faults.scene import Scene
from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.sinks.query import records
from tiktok_shop_sdk.sinks.verify import verify


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with a log; nothing if it is sound."""

    lost: tuple[str, ...] = ()  # acknowledged, and not there as they were
    unsettled: tuple[str, ...] = ()  # intents without exactly one outcome
    why: str = ""  # the writer or `verify` says that the log is not whole

    @property
    def sound(self) -> bool:
        return self == Judgement()


def judged(scene: Scene, told: Mapping[str, str]) -> Judgement:
    """Take the log over, let one call through, and look at everything."""
    try:
        with scene.opened() as sink:
            sink.append(Record("outcome", cause=sink.append(Record("intent")), outcome="ok"))
    except AuditUnavailable as error:
        return Judgement(why=str(error))
    verdict = verify(scene.log, anchors=[scene.anchor])
    if not verdict.ok:
        return Judgement(why=str(verdict))
    marks, outcomes, intents = dict[str, str](), Counter[str](), list[str]()
    for record in records(scene.log):
        marks[record["id"]] = record.get("request_id", "")
        if record["kind"] == "intent":
            intents.append(record["id"])
        elif record["kind"] == "outcome":
            outcomes[record["cause"]] += 1
    return Judgement(
        lost=tuple(record_id for record_id, mark in told.items() if marks.get(record_id) != mark),
        unsettled=tuple(intent for intent in intents if outcomes[intent] != 1),
    )
