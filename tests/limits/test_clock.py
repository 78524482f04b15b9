"""The clocks of this machine, and the virtual one."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from tests.virtual import VirtualClock, run_virtual
from tiktok_shop_sdk.ports import clock as clock_module
from tiktok_shop_sdk.ports.clock import SystemClock


def test_the_clock_counts_from_boot_and_the_wall_clock_from_1970() -> None:
    clock = SystemClock()
    assert 0 < clock.boot() <= clock.boot()
    assert abs(clock.wall() - time.time()) < 1.0


def test_a_system_without_boot_id_has_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "boot_id"
    monkeypatch.setattr(clock_module, "_BOOT_ID", file)
    assert SystemClock().boot_id() == ""
    file.write_text("3f5a\n")
    assert SystemClock().boot_id() == "3f5a"


def test_sleeping_takes_its_time_and_no_time_below_zero() -> None:
    clock = SystemClock()
    begun = time.monotonic()
    clock.sleep(-1.0)
    assert time.monotonic() - begun < 0.05
    clock.sleep(0.01)
    assert time.monotonic() - begun >= 0.01


@pytest.mark.parametrize("step", [SystemClock.step, 0.005])
def test_a_wait_ends_with_the_event_or_with_the_time(step: float) -> None:
    clock = SystemClock()
    clock.step = step
    event = threading.Event()
    begun = time.monotonic()
    assert not clock.wait(event, 0.02)
    assert time.monotonic() - begun >= 0.02
    setting = threading.Timer(0.02, event.set)
    setting.start()
    assert clock.wait(event, None)
    assert clock.wait(event, 0.0)
    setting.join()


def test_virtual_time_goes_on_only_when_somebody_waits() -> None:
    clock = VirtualClock(boot=10.0, wall=500.0)
    clock.sleep(5.0)
    clock.step_wall(-100.0)
    assert (clock.boot(), clock.wall()) == (15.0, 405.0)
    event = threading.Event()
    assert not clock.wait(event, 1.0)
    event.set()
    assert clock.wait(event, 1.0) and clock.wait(event, None)
    clock.reboot("second")
    assert (clock.boot(), clock.boot_id(), clock.wall()) == (0.0, "second", 406.0)


def test_a_virtual_loop_says_so_when_nothing_can_happen_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    from tests import virtual

    monkeypatch.setattr(virtual, "_PATIENCE", 0.01)

    async def forever() -> None:
        await asyncio.get_running_loop().create_future()

    with pytest.raises(RuntimeError, match="deadlock"):
        run_virtual(forever(), VirtualClock())
