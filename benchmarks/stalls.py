"""
How long the event loop stands still while the disk is slow, or another process holds the ledger.

    chrt -r 10 python benchmarks/stalls.py [seconds]

Ten calls in flight against a server in another process, and a timer of their loop that says each millisecond how late
it came. Beside the ordinary disk: one on which every sync takes 300 ms (those of SQLite too: a library in front of
libc, made with `cc`), and a ledger that another process locks for half a second at a time. The floors are a loop that
does nothing, and bare httpx. `chrt` (which needs root) keeps other programs out of it; what was there before the first
call is kept from the garbage collector, whose whole passes would be the longest stalls of all.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
from bench_account import account

from tiktok_shop_sdk import AsyncTikTokShop, TikTokShop

FLIGHT = 10
SERVER = Path(__file__).with_name("server.py")
SLOW = """
#include <unistd.h>
int fsync(int file) { (void)file; usleep(300000); return 0; }
int fdatasync(int file) { return fsync(file); }
"""
LOCK = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
while True:
    held.execute("BEGIN IMMEDIATE")
    time.sleep(0.5)  # holds the lock
    held.execute("COMMIT")
    time.sleep(0.1)  # and lets others have it
"""


async def lateness(found: list[float]) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + 0.001
        await asyncio.sleep(0.001)
        found.append((loop.time() - due) * 1000)


async def watched(call: Callable[[], Awaitable[object]], seconds: float) -> dict[str, float]:
    """Ten tasks call for so many seconds."""
    await call()
    gc.collect()
    gc.freeze()
    until, calls, found = time.monotonic() + seconds, 0, list[float]()

    async def worker() -> None:
        nonlocal calls
        while time.monotonic() < until:
            await call()
            calls += 1

    timer = asyncio.create_task(lateness(found))
    await asyncio.gather(*(worker() for _ in range(FLIGHT)))
    timer.cancel()
    found.sort()
    over = sum(late > 5 for late in found)
    return {
        "calls": calls,
        "p50": found[len(found) // 2],
        "p99": found[len(found) * 99 // 100],
        "max": found[-1],
        "over": over,
    }


async def bare(url: str, seconds: float) -> dict[str, float]:
    async with httpx.AsyncClient() as client:
        return await watched(lambda: client.get(f"{url}/bare/1"), seconds)


async def nothing(seconds: float) -> dict[str, float]:
    return await watched(lambda: asyncio.sleep(0.1), seconds)


async def calls(url: str, state: Path, seconds: float) -> dict[str, float]:
    async with AsyncTikTokShop(account(url, state)) as client:
        shop = client.shop((await client.shops())[0])
        return await watched(lambda: shop.orders.search(page_size=1), seconds)


def inner(kind: str, url: str, place: str, seconds: str) -> None:
    state, time = Path(place), float(seconds)
    if kind == "a locked ledger":
        (ledger,) = [path for path in state.rglob("*.sqlite3") if not path.name.startswith("before")]
        with subprocess.Popen([sys.executable, "-c", LOCK, str(ledger)]) as other:
            found = asyncio.run(calls(url, state, time))
            other.kill()
    else:
        floors = {"nothing": lambda: nothing(time), "bare httpx": lambda: bare(url, time)}
        found = asyncio.run(floors.get(kind, lambda: calls(url, state, time))())
    print(json.dumps(found))


def main(seconds: str = "10") -> None:
    with (
        tempfile.TemporaryDirectory() as place,
        subprocess.Popen([sys.executable, str(SERVER)], stdout=subprocess.PIPE, text=True) as server,
    ):
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        shim, state = Path(place) / "slow.so", Path(place) / "state"
        subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-o", shim, "-"], input=SLOW, text=True, check=True)
        with TikTokShop(account(told["url"], state)) as client:
            client.auth_exchange(told["code"])
            client.shop(client.shops()[0]).orders.search(page_size=1).first()
        for kind in ("nothing", "bare httpx", "an ordinary disk", "a disk of 300 ms", "a locked ledger"):
            slow = {"LD_PRELOAD": str(shim)} if "300" in kind else {}
            command = [sys.executable, __file__, kind, told["url"], str(state), seconds]
            found = json.loads(subprocess.check_output(command, env={**os.environ, **slow}))
            late = "".join(f"   {name} {found[name]:6.2f} ms" for name in ("p50", "p99", "max"))
            print(f"{kind:<18} {found['calls']:6.0f} calls{late}   {found['over']} over 5 ms", flush=True)
        server.kill()


if __name__ == "__main__":
    inner(*sys.argv[1:]) if len(sys.argv) > 2 else main(*sys.argv[1:])
