"""Any history of calls, failures, deaths, power cuts and recoveries leaves a sound log."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.audit.logs import HOUR
from tests.faults.crash_states import Journal, a_crash_state
from tests.faults.disk import Disk, FileCall, Killed
from tests.faults.judge import Judgement, judged
from tests.faults.scene import Scene, acknowledged
from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.sinks import appendfile
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink


class AuditWriter(RuleBasedStateMachine):
    """A log, the disk below it, and all that its writers were told."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.sync, os.fsync = os.fsync, lambda descriptor: None
        self.told: dict[str, str] = {}
        self.under_way: list[str] = []  # intents of the process that lives now
        self.fate: tuple[int, int | None] | None = None  # so many file calls from now: an error, or (None) the end
        self.marks = 0

    @initialize()
    def begin(self) -> None:
        root = self.root / "0"
        root.mkdir()
        self.scene, self.journal = Scene(root), Journal(root)
        self.another_process()

    def another_process(self) -> None:
        self.disk = Disk(self.journal.root, before=self.journal.watching(self.befall), after=self.journal.note)
        self.sink: JsonLinesSink | None = None
        self.under_way, self.fate = [], None

    def on_the_disk(self, work: Callable[[], object]) -> None:
        """Do it on a disk that keeps the journal, and on which the fate that was drawn comes true."""
        with self.disk.inserted():
            work()
        if self.disk.dead:
            self.another_process()

    def befall(self, call: FileCall) -> None:
        if self.fate is not None:
            left, code = self.fate
            self.fate = (left - 1, code) if left else None
            if not left:
                raise OSError(code, os.strerror(code)) if code else Killed

    def append(self, record: Record) -> str:
        if self.sink is None:
            try:
                self.sink = self.scene.opened()
            except AuditUnavailable:
                return ""
        return acknowledged(self.sink, record, self.tell)

    def tell(self, record_id: str, mark: str) -> None:
        self.told[record_id] = mark
        self.journal.tell(record_id, mark)

    def mark(self) -> str:
        self.marks += 1
        return f"mark-{self.marks}"

    @rule(kind=st.sampled_from(["intent", "refusal", "pause"]))
    def record(self, kind: str) -> None:
        def work() -> None:
            record_id = self.append(Record(kind, request_id=self.mark()))
            if record_id and kind == "intent":
                self.under_way.append(record_id)

        self.on_the_disk(work)

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        intent = self.under_way.pop(data.draw(st.integers(0, len(self.under_way) - 1)))
        self.on_the_disk(lambda: self.append(Record("outcome", cause=intent, outcome="ok", request_id=self.mark())))

    @rule(hours=st.sampled_from([0, 1, 30]))
    def wait(self, hours: int) -> None:
        self.scene.clock.now += hours * HOUR

    @rule(
        left=st.integers(0, 60),
        code=st.sampled_from([None, errno.EIO, errno.ENOSPC, errno.EACCES, errno.EMFILE]),
    )
    def fate_is_drawn(self, left: int, code: int | None) -> None:
        """At that file call from now the process will be killed, or the disk will refuse."""
        self.fate = left, code

    @precondition(lambda self: self.sink is not None)
    @rule()
    def close(self) -> None:
        def work() -> None:
            with contextlib.suppress(AuditUnavailable):
                self.sink.close()

        self.on_the_disk(work)
        self.let_go()
        self.another_process()

    @rule(seed=st.integers(0, 1 << 32))
    def power_cut(self, seed: int) -> None:
        """The process is gone, and of what was not synced some part is there."""
        self.let_go()
        found = a_crash_state(self.journal.steps, random.Random(seed))
        root = self.root / str(int(self.journal.root.name) + 1)
        root.mkdir()
        found.put(root)
        self.journal = Journal(root, found)
        self.scene = self.scene.moved(root)
        self.another_process()

    def let_go(self) -> None:
        for writer in self.sink._writers.values() if self.sink is not None else ():
            writer.abandon()

    def teardown(self) -> None:
        try:
            self.let_go()
            assert judged(self.scene, self.told) == Judgement()
        finally:
            os.fsync = self.sync
            shutil.rmtree(self.root)


@pytest.mark.parametrize("examples", [25, pytest.param(1000, marks=pytest.mark.slow)])
def test_whatever_happens_to_a_writer_its_log_is_sound(examples: int) -> None:
    run_state_machine_as_test(AuditWriter, settings=_settings(examples))


def test_control_a_writer_that_syncs_no_records_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appendfile, "sync_file", lambda descriptor: None)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(AuditWriter, settings=_settings(500))


def _settings(examples: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=30,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],  # a failure is reported as it was found: making it smaller takes minutes
        suppress_health_check=list(HealthCheck),
    )
