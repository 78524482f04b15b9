"""
Ten thousand accounts in one process: memory per idle account, then all of them calling at once, against the sandbox.

    python benchmarks/many_accounts.py [accounts] [calls of each]

Prints bytes per idle account (tracemalloc and resident memory), calls per second, CPU per call, descriptors, and how
long the unluckiest call waited beside the median one. The sandbox runs in a process of its own.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
import urllib.request
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench_account import account

from tiktok_shop_sdk import Account, AsyncTikTokShop, TikTokShop
from tiktok_shop_sdk.core.kept import Kept
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.tokens import Grant
from tiktok_shop_sdk.stores.tokens import TokenFile

SERVER = Path(__file__).with_name("server.py")


def resident() -> int:
    """Bytes of this process in memory (Linux), 0 elsewhere."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if statm.exists() else 0


def descriptors() -> int:
    folder = Path("/proc/self/fd")
    return sum(1 for _ in folder.iterdir()) if folder.exists() else 0


def consented(model: Account, accounts: int, url: str, shop: str, cipher: Secret) -> list[Account]:
    """Accounts of as many sellers, each with a stored consent and a ledger of its own."""
    with urllib.request.urlopen(f"{url}/bench/tokens") as answer:
        tokens = json.load(answer)
    made = []
    for number in range(accounts):
        one = replace(model, name=f"seller-{number}")
        grant = Grant(
            access_token=Secret(tokens["access_token"]),
            access_expires=time.time() + 86_400,
            refresh_token=Secret(tokens["refresh_token"]),
            refresh_expires=time.time() + 864_000,
            open_id=f"seller-{number}",
        )
        TokenFile(one.directory).change(partial(_with, grant, {shop: cipher}))
        made.append(one)
    return made


def _with(grant: Grant, ciphers: dict[str, Secret], kept: Kept) -> Kept:
    return kept.with_grant(grant).with_ciphers(ciphers)


async def idle(accounts: list[Account], stack: AsyncExitStack) -> list[AsyncTikTokShop]:
    """One client each, and what each costs beyond the first."""
    first = await stack.enter_async_context(AsyncTikTokShop(accounts[0]))
    gc.collect()
    tracemalloc.start()
    before, resided = tracemalloc.get_traced_memory()[0], resident()
    begun = time.perf_counter()
    clients = [await stack.enter_async_context(AsyncTikTokShop(one)) for one in accounts[1:]]
    took = time.perf_counter() - begun
    gc.collect()
    traced, grown = tracemalloc.get_traced_memory()[0] - before, resident() - resided
    tracemalloc.stop()
    each = len(clients)
    print(
        f"{each + 1:,} idle accounts: {traced / each:,.0f} bytes each (tracemalloc), {grown / each:,.0f} (resident), "
        f"{took / each * 1e6:,.0f} us to open, {descriptors()} descriptors"
    )
    return [first, *clients]


async def calling(clients: list[AsyncTikTokShop], shop_id: str, calls: int) -> None:
    """Every account calls again as soon as it was answered; the first round, when all stand in line, is not counted."""
    waits: list[float] = []

    async def seller(client: AsyncTikTokShop) -> None:
        for number in range(calls + 1):
            asked = time.perf_counter()
            await client.shop(shop_id).orders.search(page_size=1)
            if number:
                waits.append(time.perf_counter() - asked)

    begun, cpu = time.perf_counter(), time.process_time()
    most = 0

    async def watch() -> None:
        nonlocal most
        while True:
            most = max(most, descriptors())
            await asyncio.sleep(0.5)

    watching = asyncio.create_task(watch())
    await asyncio.gather(*map(seller, clients))
    watching.cancel()
    took, used, made = time.perf_counter() - begun, time.process_time() - cpu, len(clients) * (calls + 1)
    median, largest = statistics.median(waits), max(waits)
    print(
        f"{made:,} calls: {made / took:,.0f} calls/s, {used / made * 1000:.2f} ms of CPU each; waits: median "
        f"{median:.2f} s, largest {largest:.2f} s = {largest / median:.2f} x; at most {most} descriptors"
    )


async def run(accounts: list[Account], shop: str, calls: int) -> None:
    async with AsyncExitStack() as stack:
        clients = await idle(accounts, stack)
        await calling(clients, shop, calls)


def main() -> None:
    accounts, calls = (int(given) for given in (*sys.argv[1:], "10000", "2")[:2])
    server = subprocess.Popen([sys.executable, str(SERVER)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        started = json.loads(server.stdout.readline())
        with tempfile.TemporaryDirectory() as state:
            model = account(started["url"], Path(state))
            with TikTokShop(model) as client:
                client.auth_exchange(started["code"])
                (shop, *_) = client.shops()
            sellers = consented(model, accounts, started["url"], shop.id, shop.cipher)
            asyncio.run(run(sellers, shop.id, calls))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
