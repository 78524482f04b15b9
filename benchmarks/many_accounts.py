"""
Ten thousand accounts in one process: memory per idle account, then all of them calling at once, against the sandbox.

    python benchmarks/many_accounts.py [--accounts 10000] [--calls 2] [--transport fast]

Prints bytes per idle account before its first call and asleep after it (tracemalloc), resident memory, calls per
second, CPU of this process per call (the sandbox is a process of its own), descriptors, and how long calls waited: the
largest wait beside the median, of calls and of accounts. State lies below $TMPDIR; on a real disk its syncs count too.
"""

from __future__ import annotations

import argparse
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

SERVER = Path(__file__).with_name("server.py")
TRACED = 200  # accounts whose memory is traced, which makes calls several times slower


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
        with TikTokShop(one) as client:
            client._engine.house.tokens.change(partial(_with, grant, {shop: cipher}))
        made.append(one)
    return made


def _with(grant: Grant, ciphers: dict[str, Secret], kept: Kept) -> Kept:
    return kept.with_grant(grant).with_ciphers(ciphers)


async def opened(accounts: list[Account], stack: AsyncExitStack) -> list[AsyncTikTokShop]:
    return [await stack.enter_async_context(AsyncTikTokShop(one)) for one in accounts]


async def call(client: AsyncTikTokShop, shop: str) -> float:
    """One call; how long it took."""
    asked = time.perf_counter()
    await client.shop(shop).orders.search(page_size=1)
    return time.perf_counter() - asked


def asleep(clients: list[AsyncTikTokShop]) -> None:
    """As after five minutes without a call."""
    for client in clients:
        assert client._engine.house.rest()
    gc.collect()


async def traced(accounts: list[Account], shop: str, stack: AsyncExitStack) -> None:
    """What an idle account holds, before its first call and after it."""
    first, *others = accounts
    (client,) = await opened([first], stack)
    await call(client, shop)
    asleep([client])
    tracemalloc.start()
    clients = await opened(others, stack)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    for client in clients:
        await call(client, shop)
    asleep(clients)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    each = len(clients)
    print(
        f"bytes of an idle account: {before / each:,.0f} before its first call, {after / each:,.0f} after it (traced)"
    )


async def calling(clients: list[AsyncTikTokShop], shop: str, calls: int) -> None:
    """Every account calls again as soon as it was answered. Waits count from when all have made their first call, which
    takes longer."""
    waits: list[list[float]] = []
    most, first_done, further = 0, 0, 0

    async def seller(client: AsyncTikTokShop) -> None:
        nonlocal most, first_done, further
        await call(client, shop)
        first_done += 1
        if first_done % 50 == 0:
            most = max(most, descriptors())
        if first_done == len(clients):
            begun.append((time.perf_counter(), time.process_time(), further))
        waits.append(mine := [])
        for _ in range(calls):
            counts = bool(begun)
            took = await call(client, shop)
            further += 1
            if counts:
                mine.append(took)

    begun: list[tuple[float, float, int]] = []
    start, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*map(seller, clients))
    ended, used = time.perf_counter(), time.process_time()
    (at, cpu_at, early), accounts = begun[0], len(clients)
    made = accounts * calls - early
    told("first calls", at - start, cpu_at - cpu, accounts + early)
    told("further calls", ended - at, used - cpu_at, made)
    fairness("of calls", [wait for mine in waits for wait in mine])
    fairness("of accounts, in the mean", [statistics.mean(mine) for mine in waits if mine])
    print(f"at most {most} descriptors")


def told(which: str, took: float, used: float, made: int) -> None:
    each = used / made
    print(
        f"{made:,} {which}: {made / took:,.0f} calls/s here, {each * 1000:.2f} ms of CPU each; "
        f"a core of one's own would make {1 / each:,.0f} calls/s",
        flush=True,
    )


def fairness(whose: str, waits: list[float]) -> None:
    median, largest = statistics.median(waits), max(waits)
    print(f"waits {whose}: median {median:.3f} s, largest {largest:.3f} s = {largest / median:.2f} x")


async def run(accounts: list[Account], shop: str, calls: int) -> None:
    async with AsyncExitStack() as stack:
        await traced(accounts[:TRACED], shop, stack)
        gc.collect()
        resided, begun, each = resident(), time.perf_counter(), len(accounts) - TRACED
        clients = await opened(accounts[TRACED:], stack)
        took, grown = (time.perf_counter() - begun) / each, (resident() - resided) / each
        print(f"{each:,} more opened in {took * 1e6:,.0f} us, {grown:,.0f} bytes each (resident)")
        await calling(clients, shop, calls)
        asleep(clients)
        print(f"all asleep: {(resident() - resided) / each:,.0f} bytes each (resident), {descriptors()} descriptors")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--accounts", type=int, default=10_000)
    parser.add_argument("--calls", type=int, default=2)
    parser.add_argument("--transport", choices=("standard", "fast"), default="standard")
    given = parser.parse_args()
    server = subprocess.Popen([sys.executable, str(SERVER)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        started = json.loads(server.stdout.readline())
        with tempfile.TemporaryDirectory() as state:
            model = account(started["url"], Path(state), given.transport)
            with TikTokShop(model) as client:
                client.auth_exchange(started["code"])
                (shop, *_) = client.shops()
            sellers = consented(model, given.accounts + TRACED, started["url"], shop.id, shop.cipher)
            asyncio.run(run(sellers, shop.id, given.calls))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
