"""
What the whole compliant path (booked, signed, audited, stripped, typed) costs beside bare httpx.

    python benchmarks/cost.py [calls]

Both sides in one run, by turns, against a server in another process: CPU of this process, worker threads included, for
`await httpx.AsyncClient().get(...)` + `.json()` and for `await shop.orders.search(...)` (blocking: the same two in
threads), over an answer of 1 KB and one of 100 KB (50 orders), 1 and 10 in flight. The ledger is in SQLite and the log
in files, below TMPDIR; the pace is off. Read the ratios: machines are noisy.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Literal

import httpx
from bench_account import account

from tiktok_shop_sdk import AsyncTikTokShop, TikTokShop

ROUNDS = 7
FLIGHTS = (1, 10)
PAGES = (1, 50)
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


async def in_tasks(calls: int, flight: int, call: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds of CPU of this process for one call, `flight` tasks calling at once."""
    turns = iter(range(calls))

    async def worker() -> None:
        for _ in turns:
            await call()

    start = time.process_time()
    await asyncio.gather(*(worker() for _ in range(flight)))
    return (time.process_time() - start) * 1000 / calls


def in_threads(calls: int, flight: int, call: Callable[[], object]) -> float:
    """The same for plain threads."""

    def worker() -> None:
        for _ in range(calls // flight):
            call()

    threads = [threading.Thread(target=worker) for _ in range(flight)]
    start = time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (time.process_time() - start) * 1000 / (calls // flight * flight)


def told(client: str, size: float, flight: int, pairs: Iterable[tuple[float, float]]) -> None:
    """Print one line of the table: medians of both sides, and of the ratio within each pair."""
    pairs = list(pairs)
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(
        f"{client:8} {size / 1000:4.0f} KB, {flight:2} in flight: ours {ours:.2f} ms, httpx + json {theirs:.2f} ms, "
        f"ratio {ratio:.2f}; on one core {1000 / ours:.0f} calls/s",
        flush=True,
    )


async def compare(url: str, state: Path, calls: int, transport: Literal["standard", "fast"] = "standard") -> None:
    """The asyncio client beside `httpx.AsyncClient`."""
    async with httpx.AsyncClient(trust_env=False) as bare, AsyncTikTokShop(account(url, state, transport)) as client:
        shop = client.shop((await client.shops())[0])
        for page in PAGES:
            address = f"{url}/bare/{page}"
            size = len((await bare.get(address)).content)

            async def through_httpx(address: str = address) -> object:
                return (await bare.get(address)).json()

            async def through_us(page: int = page) -> object:
                return await shop.orders.search(page_size=page)

            for flight in FLIGHTS:
                await in_tasks(2 * flight, flight, through_us)
                pairs = []
                for _ in range(ROUNDS):
                    theirs = await in_tasks(calls, flight, through_httpx)
                    pairs.append((await in_tasks(calls, flight, through_us), theirs))
                told("asyncio" if transport == "standard" else "fast", size, flight, pairs)


def compare_blocking(url: str, state: Path, calls: int) -> None:
    """The blocking client beside `httpx.Client`."""
    with httpx.Client(trust_env=False) as bare, TikTokShop(account(url, state)) as client:
        shop = client.shop(client.shops()[0])
        for page in PAGES:
            address = f"{url}/bare/{page}"
            size = len(bare.get(address).content)

            def through_httpx(address: str = address) -> object:
                return bare.get(address).json()

            def through_us(page: int = page) -> object:
                return shop.orders.search(page_size=page).first()

            for flight in FLIGHTS:
                in_threads(2 * flight, flight, through_us)
                pairs = []
                for _ in range(ROUNDS):
                    theirs = in_threads(calls, flight, through_httpx)
                    pairs.append((in_threads(calls, flight, through_us), theirs))
                told("blocking", size, flight, pairs)


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
            asyncio.run(compare(started["url"], Path(state), calls, "fast"))
            compare_blocking(started["url"], Path(state), calls)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
