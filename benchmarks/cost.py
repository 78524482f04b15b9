"""
What the whole compliant path costs beside bare httpx, both sides in one run against one local server.

    python benchmarks/cost.py [calls]

Prints import time, time until a client is ready, and CPU per call; read the ratios, machines are noisy.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
from bench_account import account

from tiktok_shop_sdk import AsyncTikTokShop, TikTokShop

ROUNDS = 5
SERVER = Path(__file__).with_name("server.py")


def interpreter(code: str) -> float:
    """Milliseconds of a fresh interpreter that runs `code`, median of some."""
    times = []
    for _ in range(15):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


READY = """
import sys, time
sys.path.insert(0, {here!r})
from pathlib import Path
start = time.perf_counter()
from bench_account import account
from tiktok_shop_sdk import TikTokShop
client = TikTokShop(account({url!r}, Path({state!r})))
print((time.perf_counter() - start) * 1000)
client.close()
"""


def ready(url: str, state: Path) -> None:
    """Time in a fresh interpreter from the first import until a client can be called."""
    code = READY.format(here=str(SERVER.parent), url=url, state=str(state))
    times = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(5)]
    print(f"client ready, imports included: {statistics.median(times):.0f} ms (median of 5)")


async def cpu_per_call(calls: int, flight: int, call: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds of CPU of this process, worker threads included, for one call."""
    await asyncio.gather(*(call() for _ in range(flight)))
    start = time.process_time()
    left = calls

    async def worker() -> None:
        nonlocal left
        while left > 0:
            left -= 1
            await call()

    await asyncio.gather(*(worker() for _ in range(flight)))
    return (time.process_time() - start) * 1000 / calls


async def compare(url: str, state: Path, calls: int) -> None:
    async with httpx.AsyncClient(trust_env=False) as bare, AsyncTikTokShop(account(url, state)) as client:
        shop = client.shop((await client.shops())[0])

        for page in (1, 20):
            address = f"{url}/bare/{page}"
            size = f"{len((await bare.get(address)).content) / 1000:.0f} KB"

            async def through_httpx(address: str = address) -> object:
                return (await bare.get(address)).json()

            async def through_us(page: int = page) -> object:
                return await shop.orders.search(page_size=page)

            pairs = []
            for _ in range(ROUNDS):
                theirs = await cpu_per_call(calls, 10, through_httpx)
                ours = await cpu_per_call(calls, 10, through_us)
                pairs.append((ours, theirs))
            ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            print(f"{size} answer, 10 in flight: ours {ours:.2f} ms, httpx + json {theirs:.2f} ms, ratio {ratio:.2f}")


def main() -> None:
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    bare, ours = interpreter("pass"), interpreter("import tiktok_shop_sdk")
    print(f"import: bare interpreter {bare:.1f} ms, with the package {ours:.1f} ms, difference {ours - bare:.1f} ms")
    server = subprocess.Popen([sys.executable, str(SERVER)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        started = json.loads(server.stdout.readline())
        with tempfile.TemporaryDirectory() as state:
            with TikTokShop(account(started["url"], Path(state))) as client:
                client.auth_exchange(started["code"])
            ready(started["url"], Path(state))
            asyncio.run(compare(started["url"], Path(state), calls))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
