"""Four real processes and one file, in real time and with windows of seconds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.limits.hammer import LIMITS
from tests.limits.simulation import Referee
from tiktok_shop_sdk.ports.clock import SystemClock

HERE = Path(__file__).parent


def hammer(files: list[Path], seconds: float) -> Referee:
    path = os.pathsep.join([str(HERE.parents[1]), str(HERE)])
    processes = [
        subprocess.Popen(
            [sys.executable, str(HERE / "hammer.py"), str(file)],
            env=os.environ | {"PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for file in files
    ]
    for process in processes:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    until = SystemClock().boot() + seconds
    referee = Referee(LIMITS)
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(f"{until}\n")
        process.stdin.flush()
    for process in processes:
        output, _ = process.communicate(timeout=seconds + 20)
        assert process.returncode == 0
        for line in output.splitlines():
            quota, sent, arrived = line.split()
            referee.sendings.append(float(sent))
            referee.arrivals[quota].append(float(arrived))
    referee.sendings.sort()
    return referee


def test_four_processes_share_the_slots_of_one_file(tmp_path: Path) -> None:
    referee = hammer([tmp_path / "ledger.db"] * 4, 3.0)
    assert referee.violations() == []
    assert len(referee.sendings) > 60 + 80  # so many that windows were full, and opened again


def test_the_referee_catches_processes_that_do_not_share(tmp_path: Path) -> None:
    referee = hammer([tmp_path / f"ledger-{i}.db" for i in range(3)], 1.5)
    assert len(referee.violations()) == 3
