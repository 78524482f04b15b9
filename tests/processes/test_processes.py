"""Real processes, real sockets, real files, real time: what virtual time cannot show."""

from __future__ import annotations

import asyncio
import gc
import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.processes.scene import LIMITS, account, consent
from tiktok_shop_sdk import AsyncTikTokShop, TikTokShop
from tiktok_shop_sdk.sandbox import Platform, Referee, Window
from tiktok_shop_sdk.sandbox.app import RunningSandbox, running_sandbox
from tiktok_shop_sdk.sinks.verify import verify

ROOT = Path(__file__).parents[2]


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    windows = LIMITS["windows"]
    referee = Referee(
        order=Window(windows.order.limit, windows.order.period),
        product=Window(windows.product.limit, windows.product.period),
        pace=0.1,
    )
    with running_sandbox(Platform(referee=referee)) as running:
        yield running


def worker(url: str, state: Path, seconds: float, *what: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.processes.worker", url, str(state), str(seconds), *what]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def records(state: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in (state / "acme-uk" / "audit").rglob("seg-*"):
        half_sealed = path.suffix == ".jsonl" and path.with_name(f"{path.name}.gz").exists()  # killed in between
        if path.suffix not in (".jsonl", ".gz") or half_sealed:
            continue
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found += [record for line in raw.splitlines() if "kind" in (record := json.loads(line))]
    return found


@pytest.mark.parametrize("seconds", [12, pytest.param(60, marks=pytest.mark.slow)])
def test_four_processes_one_killed_every_second_break_no_window(
    sandbox: RunningSandbox, tmp_path: Path, seconds: int
) -> None:
    consent(sandbox.platform, sandbox.url, tmp_path)
    settled = [worker(sandbox.url, tmp_path, seconds, "windows") for _ in range(3)]
    start, killed = time.monotonic(), 0
    while time.monotonic() < start + seconds - 1:
        victim = worker(sandbox.url, tmp_path, seconds, "windows")
        time.sleep(1.0)
        victim.send_signal(signal.SIGKILL)
        victim.communicate()
        killed += 1
    errors = [process.communicate(timeout=30)[1] for process in settled]
    assert errors == ["", "", ""]

    report = sandbox.report()
    assert report["violations"] == []
    arrivals = [a for a in sandbox.platform.referee.arrivals if a.quota == "order"]
    assert all(arrival.status == 0 for arrival in arrivals)
    took = arrivals[-1].at - arrivals[0].at
    allowed = 50 * took / 2.0
    print(f"{killed} kills, {len(arrivals)} calls in {took:.1f} s, {len(arrivals) / allowed:.1%} of what is allowed")
    assert len(arrivals) >= 0.90 * allowed

    log = records(tmp_path)
    intents = {r["id"] for r in log if r["kind"] == "intent"}
    outcomes = [r for r in log if r["kind"] == "outcome"]
    told = {r.get("request_id") for r in outcomes}
    unanswered = [a for a in sandbox.platform.referee.arrivals if a.request_id not in told]
    ended = {r["cause"] for r in outcomes}
    assert ended <= intents and len(outcomes) == len(ended)
    left_by_a_kill = len(intents - ended) + sum(r["outcome"] == "unknown" for r in outcomes)
    assert len(unanswered) <= left_by_a_kill <= killed  # who arrived and has no outcome has an intent all the same
    verdict = verify(tmp_path / "acme-uk" / "audit")
    assert verdict.ok, str(verdict)


def test_a_slow_disk_and_a_slow_refresh_do_not_eat_the_pace(sandbox: RunningSandbox, tmp_path: Path) -> None:
    consent(sandbox.platform, sandbox.url, tmp_path, "pace")
    sandbox.platform.trouble(["expired@+8", "slow:2@token+1"])
    sandbox.platform.referee.arrivals.clear()
    processes = [worker(sandbox.url, tmp_path, 6, "pace", "0.3") for _ in range(4)]
    for process in processes:
        process.communicate(timeout=60)
    times = [arrival.at for arrival in sandbox.platform.referee.arrivals]
    gaps = [b - a for a, b in pairwise(times)]
    print(f"{len(times)} calls, smallest gap {min(gaps) * 1000:.0f} ms")
    assert len(times) >= 10  # enough gaps to judge by; a slow disk makes few
    assert min(gaps) >= 0.1 - 0.02


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded")
def test_a_forked_child_has_a_stream_and_connections_of_its_own(sandbox: RunningSandbox, tmp_path: Path) -> None:
    consent(sandbox.platform, sandbox.url, tmp_path)
    with TikTokShop(account(sandbox.url, tmp_path)) as client:
        shop = client.shop(client.shops()[0])
        child = os.fork()
        if child == 0:
            code = 1
            try:
                for _ in range(3):
                    shop.orders.search(page_size=1).first()
                code = 0
            finally:
                os._exit(code)
        for _ in range(3):
            shop.orders.search(page_size=1).first()
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
    verdict = verify(tmp_path / "acme-uk" / "audit")
    assert verdict.ok, str(verdict)
    assert verdict.streams == 2
    assert sandbox.report()["violations"] == []


def test_three_event_loops_in_a_row(sandbox: RunningSandbox, tmp_path: Path) -> None:
    consent(sandbox.platform, sandbox.url, tmp_path)
    mine = account(sandbox.url, tmp_path)

    async def once() -> int:
        async with AsyncTikTokShop(mine) as client:
            shop = client.shop((await client.shops())[0])
            pages = await asyncio.gather(*(shop.orders.search(page_size=1) for _ in range(5)))
            return len(pages)

    assert [asyncio.run(once()) for _ in range(3)] == [5, 5, 5]
    assert sandbox.report()["violations"] == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_one_client_in_three_event_loops(sandbox: RunningSandbox, tmp_path: Path) -> None:
    """A client that outlives its loop opens its connections anew; those of the dead loop nobody can close."""
    consent(sandbox.platform, sandbox.url, tmp_path)
    client = AsyncTikTokShop(account(sandbox.url, tmp_path))
    for _ in range(2):
        assert asyncio.run(client.shops())

    async def last() -> None:
        assert await client.shops()
        assert len(client._engine.world._metronomes) == 1  # none is kept of loops that are gone
        await client.close()

    asyncio.run(last())
    gc.collect()


def test_twenty_threads_on_one_blocking_client(sandbox: RunningSandbox, tmp_path: Path) -> None:
    consent(sandbox.platform, sandbox.url, tmp_path)
    with TikTokShop(account(sandbox.url, tmp_path)) as client:
        shop = client.shop(client.shops()[0])
        failed: list[BaseException] = []

        def calls() -> None:
            try:
                for _ in range(3):
                    shop.orders.search(page_size=1).first()
            except BaseException as error:
                failed.append(error)

        threads = [threading.Thread(target=calls) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failed == []
    assert sandbox.report()["violations"] == []
    assert len([a for a in sandbox.platform.referee.arrivals if a.quota == "order"]) == 60


WAITING = """
import sys, time
from pathlib import Path
from tests.processes.scene import account
from tiktok_shop_sdk import TikTokShop
client = TikTokShop(account(sys.argv[1], Path(sys.argv[2])))
client._engine.house.ledger().pause_for(60, "a long one")
print("waiting", flush=True)
client.shops()
"""


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows has no SIGINT for one process alone")
def test_ctrl_c_ends_a_wait_at_once(sandbox: RunningSandbox, tmp_path: Path) -> None:
    consent(sandbox.platform, sandbox.url, tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING, sandbox.url, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "waiting\n"
    time.sleep(0.3)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert time.monotonic() - start < 2.0
    assert "KeyboardInterrupt" in told
    verdict = verify(tmp_path / "acme-uk" / "audit")
    assert verdict.ok, str(verdict)
