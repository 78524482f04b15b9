"""Each file call that a log makes fails once, or is the last one of its process: nothing acknowledged is lost."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from tests.faults import worker
from tests.faults.disk import Disk, Hook, dying, failing, nothing
from tests.faults.judge import Judgement, judged
from tests.faults.scene import Scene
from tiktok_shop_sdk.sinks import appendfile

PROJECT = Path(__file__).parents[2]
ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EMFILE)


class Lives:
    """Places for one life after the other, each tidied away when it was judged."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._numbers = count()
        self.calls = 0

    def judge(self, before: Hook = nothing) -> Judgement:
        """Let a log live in this process, on a disk with that fault."""
        root = self._root()
        told: dict[str, str] = {}
        disk = Disk(root, before=before)
        with disk.inserted():
            Scene(root).live(told.__setitem__)
        self.calls = len(disk.calls)
        return self._judged(root, told)

    def judge_process(self, fault: Fault | None, *control: str) -> Judgement:
        """Let a log live in a process of its own, in which the kernel's answer is changed once."""
        root = self._root()
        trace = root.parent / "trace"
        told, trouble = run(root, trace, ["-e", f"trace={fault.call}", "-e", str(fault)] if fault else [], *control)
        if fault is not None:
            assert re.search("INJECTED|killed by SIGKILL", trace.read_text()), fault
        assert trouble == "", fault
        return self._judged(root, told)

    def _root(self) -> Path:
        root = self._place / f"{next(self._numbers):06d}"  # as long as all others, and so are all that is read
        root.mkdir()
        return root

    def _judged(self, root: Path, told: dict[str, str]) -> Judgement:
        judgement = judged(Scene(root), told)
        shutil.rmtree(root)
        return judgement


@pytest.fixture
def lives(tmp_path: Path) -> Lives:
    return Lives(tmp_path)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No power is cut here, so nobody waits for the disk."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def faults(calls: int) -> Iterator[Hook]:
    for number in range(calls):
        yield from (failing(number, code) for code in ERRORS)
        yield dying(number)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_whatever_call_fails_or_is_the_last_nothing_acknowledged_is_lost(lives: Lives, step: int) -> None:
    assert lives.judge().sound
    injected = list(faults(lives.calls))[::step]
    judgements = [lives.judge(fault) for fault in injected]
    print(f"{len(judgements)} faults at {lives.calls} file calls")
    assert [judgement for judgement in judgements if not judgement.sound] == []


@pytest.mark.usefixtures("quick")
def test_control_a_writer_that_takes_errors_lightly_loses_records(
    lives: Lives, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lives.judge().sound
    monkeypatch.setattr(appendfile, "write_all", worker.careless)
    refused = (failing(number, errno.ENOSPC) for number in range(lives.calls - 60, lives.calls))
    assert any(not lives.judge(fault).sound for fault in refused)


@dataclass(frozen=True, slots=True)
class Fault:
    """What the kernel does in place of the `when`-th call of that name."""

    call: str
    when: int
    what: str

    def __str__(self) -> str:
        return f"inject={self.call}:{self.what}:when={self.when}"


needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None and not os.environ.get("CI"), reason="there is no strace here"
)


def run(root: Path, trace: Path, options: list[str], *control: str) -> tuple[dict[str, str], str]:
    """Run the worker under strace; what it was told, and what it complained about unless it was killed."""
    strace = ["strace", "-f", "-q", "-y", "-o", str(trace), *options]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
    command = [*strace, sys.executable, "-m", "tests.faults.worker", str(root), *control]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, env=environment, timeout=120)
    lines = ran.stdout.splitlines()
    return dict(line.split(" ", 1) for line in lines), ran.stderr if ran.returncode >= 0 else ""


def kernel_faults(root: Path, *control: str) -> list[Fault]:
    """Each system call on a file of the log, by its place among those of its name, with each fault."""
    trace = root.parent / "trace"
    root.mkdir()
    run(root, trace, ["-e", "trace=%file,%desc"], *control)
    found: list[Fault] = []
    seen: dict[str, int] = {}
    for line in trace.read_text().splitlines():
        if not (made := re.match(r"\d+ +(\w+)\(", line)):
            continue
        seen[made[1]] = seen.get(made[1], 0) + 1
        if str(root) in line and made[1] != "execve":
            what = [*(f"error={errno.errorcode[code]}" for code in ERRORS), "signal=SIGKILL"]
            found += [Fault(made[1], seen[made[1]], each) for each in what]
    shutil.rmtree(root)
    return found


@needs_strace
@pytest.mark.parametrize("step", [101, pytest.param(1, marks=pytest.mark.slow)])
def test_whatever_the_kernel_answers_nothing_acknowledged_is_lost(lives: Lives, tmp_path: Path, step: int) -> None:
    injected = kernel_faults(tmp_path / "traced")[::step]
    judgements = [(fault, lives.judge_process(fault)) for fault in injected]
    print(f"{len(judgements)} faults at {len({(fault.call, fault.when) for fault in injected})} system calls")
    assert [(fault, judgement) for fault, judgement in judgements if not judgement.sound] == []


@needs_strace
def test_control_a_process_that_takes_errors_lightly_loses_records(lives: Lives, tmp_path: Path) -> None:
    assert lives.judge_process(None, "careless").sound
    traced = kernel_faults(tmp_path / "traced", "careless")
    refused = [fault for fault in traced if fault.call == "write" and "ENOSPC" in fault.what]
    assert any(not lives.judge_process(fault, "careless").sound for fault in refused[::-2])
