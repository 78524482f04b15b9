"""A power cut at any moment, and what the disk may hold then: nothing acknowledged is lost, and the log goes on."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.audit.logs import DAY
from tests.faults.crash_states import CrashState, Journal, crash_states
from tests.faults.disk import Disk, FileCall, Hook, dying, failing, nothing
from tests.faults.judge import Judgement, judged
from tests.faults.scene import Scene, call
from tiktok_shop_sdk.sinks import recovery, stream

Lie = Callable[[FileCall], bool]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is on the disk is worked out here, so the real one need not be waited for."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def verdicts(tmp_path: Path) -> Callable[[list[CrashState]], Iterator[Judgement]]:
    """Lay out each state, let the next writer take it over, and judge."""

    def judge_one(state: CrashState) -> Judgement:
        root = tmp_path / "found"
        root.mkdir()
        state.put(root)
        scene = Scene(root)
        scene.clock.now += DAY
        try:
            return judged(scene, state.told)
        finally:
            shutil.rmtree(root)

    return lambda states: map(judge_one, states)


def life(root: Path, journal: Journal, before: Hook = nothing, lie: Lie | None = None) -> Disk:
    """Let a log live on a disk that is written down, up to the given fault."""
    root.mkdir(exist_ok=True)
    disk = Disk(root, before=journal.watching(before), after=journal.note, lie=lie)
    with disk.inserted():
        Scene(root).live(journal.tell)
    return disk


def after_a_life(root: Path, lie: Lie | None = None) -> list[CrashState]:
    """The power goes at any moment of a life, on a disk that lies only at its end: then most is unsure anyway."""
    journal = Journal(root)
    life(root, journal, lie=lie)
    return crash_states(journal.steps, since=len(journal.steps) - 10 if lie else 0)


def after_a_death(root: Path, number: int) -> list[CrashState]:
    """A writer is killed, the next one takes its log over as the kernel still knows it, and then the power goes."""
    journal = Journal(root)
    life(root, journal, dying(number))
    killed = len(journal.steps)
    with Disk(root, after=journal.note).inserted():
        scene = Scene(root)
        with scene.opened() as sink:
            call(sink, "next", journal.tell)
    shutil.rmtree(root)
    return crash_states(journal.steps, since=killed, seed=number)


def after_a_failed_sync(root: Path, number: int) -> list[CrashState]:
    """One sync fails, and with it go the bytes that it was for; the writer goes on until the power goes."""
    journal = Journal(root)
    life(root, journal, failing(number, errno.EIO))
    shutil.rmtree(root)
    return crash_states(journal.steps, seed=number)


def numbers(root: Path, name: str) -> Iterator[int]:
    """At which calls of a whole life that call is made."""
    calls = life(root, Journal(root)).calls
    shutil.rmtree(root)
    return (made.number for made in calls if name in (made.name, "any"))


def unsound(found: Iterable[Judgement]) -> list[Judgement]:
    return [judgement for judgement in found if not judgement.sound]


def test_no_power_cut_takes_what_was_acknowledged(tmp_path: Path, verdicts) -> None:
    states = after_a_life(tmp_path / "root")
    assert len(states) > 90
    assert unsound(verdicts(states)) == []


@pytest.mark.parametrize("step", [24, pytest.param(1, marks=pytest.mark.slow)])
def test_nor_one_behind_the_death_of_a_writer(tmp_path: Path, verdicts, step: int) -> None:
    count = 0
    for number in list(numbers(tmp_path / "root", "any"))[::step]:
        states = after_a_death(tmp_path / "root", number)
        count += len(states)
        assert unsound(verdicts(states)) == [], number
    print(f"{count} crash states behind {number // step + 1} deaths")
    assert count > 200


@pytest.mark.parametrize("step", [24, pytest.param(1, marks=pytest.mark.slow)])
def test_nor_one_behind_a_sync_that_failed_and_dropped_its_bytes(tmp_path: Path, verdicts, step: int) -> None:
    count = 0
    for number in list(numbers(tmp_path / "root", "fsync"))[::step]:
        states = after_a_failed_sync(tmp_path / "root", number)
        count += len(states)
        assert unsound(verdicts(states)) == [], number
    print(f"{count} crash states with a failed sync")


def test_control_a_disk_that_lies_about_files_loses_records(tmp_path: Path, verdicts) -> None:
    states = after_a_life(tmp_path / "root", lie=lambda made: made.name == "fsync" and not is_directory(made))
    assert any(not judgement.sound for judgement in verdicts(states[::-1]))


def test_control_a_disk_that_lies_about_names_loses_records(tmp_path: Path, verdicts) -> None:
    states = after_a_life(tmp_path / "root", lie=lambda made: made.name == "fsync" and is_directory(made))
    assert any(judgement.lost for judgement in verdicts(states[::-1]))


def is_directory(made: FileCall) -> bool:
    return Path(made.path).is_dir()


def test_control_a_writer_that_syncs_again_after_a_failure_loses_records(
    tmp_path: Path, verdicts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def twice(descriptor: int) -> None:
        try:
            os.fsync(descriptor)
        except OSError:
            os.fsync(descriptor)

    monkeypatch.setattr("tiktok_shop_sdk.sinks.appendfile.sync_file", twice)
    assert any(
        judgement.lost
        for number in list(numbers(tmp_path / "root", "fsync"))[12:]
        for judgement in verdicts(after_a_failed_sync(tmp_path / "root", number)[::-1])
    )


def test_control_a_recovery_that_believes_what_it_finds_spoils_the_log(
    tmp_path: Path, verdicts, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = after_a_life(tmp_path / "root")
    real = recovery.recover

    def naive(path: Path) -> recovery.Position:
        position = real(path)
        if position.segment is not None:
            position.segment.length = position.segment.path.stat().st_size  # the torn tail stays
        return position

    monkeypatch.setattr(recovery, "replace_file", lambda path, data: None)
    monkeypatch.setattr(stream, "recover", naive)
    assert any(not judgement.sound for judgement in verdicts(states))
