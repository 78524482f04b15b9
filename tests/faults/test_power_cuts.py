"""The power goes while a process writes, on real file systems over a disk with a volatile cache.

What `crash_states` works out from a reading of what file systems promise, three of them show here.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.faults.judge import Judgement, judged
from tests.faults.scene import Scene

PROJECT = Path(__file__).parents[2]
MEGABYTES = 320  # the least that mkfs.xfs takes is 300
FILE_SYSTEMS = ("ext4", "xfs", "btrfs")
WRITER = """
import sys
from pathlib import Path
from tests.faults import worker
if len(sys.argv) > 2:
    worker.be_careless()
while True:
    worker.Scene(Path(sys.argv[1])).live(worker.tell)
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts need root"),
    pytest.mark.skipif(not Path("/dev/fuse").exists(), reason="there is no FUSE here"),
]


def run(*command: object) -> str:
    return subprocess.run([*map(str, command)], check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def power(tmp_path: Path) -> Iterator[Path]:
    """The directory of `power`."""
    pytest.importorskip("mfusepy", exc_type=(ImportError, OSError))  # an OSError: libfuse itself is missing
    place = tmp_path / "power"
    place.mkdir()
    command = [sys.executable, "-m", "tests.faults.power", str(place), str(MEGABYTES)]
    server = subprocess.Popen(command, cwd=PROJECT)
    try:
        for _ in range(100):
            if (place / "disk").exists():
                break
            time.sleep(0.1)  # the mount is made by another process
        yield place
    finally:
        run("umount", "--lazy", place)
        server.wait(10)


@contextmanager
def mounted(disk: Path, at: Path, *, make: str = "", options: str = "defaults") -> Iterator[Path]:
    """The file system on that disk; made first if its kind is given."""
    device = run("losetup", "--find", "--show", disk)
    try:
        if make:
            run(f"mkfs.{make}", "-q", device)
        at.mkdir(exist_ok=True)
        run("mount", "-o", options, device, at)
        try:
            yield at
        finally:
            run("umount", at)
    finally:
        run("losetup", "--detach", device)


def written_until_cut(root: Path, power: Path, number: int, *control: str) -> dict[str, str]:
    """Let a process write, cut the power at some moment, and return what the process had been told by then."""
    said = power.with_name("said")
    with said.open("wb") as output:
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(root), *control], cwd=PROJECT, stdout=output)
    try:
        while not said.stat().st_size:
            time.sleep(0.01)  # its first word comes through a file
        time.sleep(random.Random(number).random())  # the moment of the cut
        told = said.read_text()
        (power / f"cut-{number}").touch()
    finally:
        writer.kill()
        writer.wait()
    return dict(line.split(" ", 1) for line in told.splitlines()[: told.count("\n")])


def after_power_cuts(
    power: Path, kind: str, cuts: int, *control: str, options: str = "defaults"
) -> Generator[tuple[Judgement, int], None, None]:
    """Cut the power again and again, and judge the log each time it is back, with all that was ever told."""
    told: dict[str, str] = {}
    place = power.with_name("mounted")
    for number in range(cuts):
        with mounted(power / "disk", place, make="" if number else kind, options=options) as root:
            told |= written_until_cut(root, power, number, *control)
        (power / f"cut-{number}").rename(power / "disk")
        with mounted(power / "disk", place) as root:
            yield judged(Scene(root), told), len(told)


@pytest.mark.parametrize("kind", FILE_SYSTEMS)
def test_no_power_cut_takes_what_was_acknowledged(power: Path, kind: str) -> None:
    if shutil.which(f"mkfs.{kind}") is None:
        pytest.skip(f"there is no mkfs.{kind}")
    judgements = list(after_power_cuts(power, kind, 14))
    print(f"{kind}: {len(judgements)} power cuts, {judgements[-1][1]} records acknowledged")
    assert [judgement for judgement, _ in judgements if not judgement.sound] == []


def test_control_a_writer_that_syncs_no_records_is_found_out(power: Path) -> None:
    assert any(not judgement.sound for judgement, _ in after_power_cuts(power, "ext4", 14, "careless"))


def test_control_a_file_system_that_never_flushes_its_disk_is_found_out(power: Path) -> None:
    unsound = pytest.raises((AssertionError, OSError, subprocess.CalledProcessError))  # or lost altogether
    with closing(after_power_cuts(power, "ext4", 14, options="barrier=0")) as cuts, unsound:
        assert all(judgement.sound for judgement, _ in cuts)
