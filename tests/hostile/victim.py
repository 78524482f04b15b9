"""Run as a process of its own: meets each attack once, and says what came of it and by how much the memory grew."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from tests.flow.conftest import an_account
from tests.flow.test_wire import Wire
from tiktok_shop_sdk import AsyncTikTokShop, Direct, Egress, Endpoints, Limits, PurposeStatement, TikTokShop, Window
from tiktok_shop_sdk.errors import ShopError
from tiktok_shop_sdk.ports.clock import SystemClock

SHOP, ROUTE = "7495000000000000001", "POST /order/202599/orders/export"


def peak() -> int:
    """In bytes, since the last `forget`. (What `getrusage` knows begins with the parent's.)"""
    return int(Path("/proc/self/status").read_text("utf-8").partition("VmHWM:")[2].split()[0]) * 1024


def forget() -> int:
    Path("/proc/self/clear_refs").write_text("5", "utf-8")
    return peak()


def through(kind: str, url: str, state: Path, *, declared: bool) -> str:
    """What comes of a call."""
    egress = Egress(registered="127.0.0.1", via=Direct(transport="fast" if kind == "fast" else "standard"))
    statement = PurposeStatement("Sync", covers={"orders:read", ROUTE}, filed=date(2024, 3, 1))
    fast = Limits.articles_2024_07(pace=0.0, product=Window("product", 10**6, 60.0), order=Window("order", 10**6, 60.0))
    account = an_account(state, endpoints=Endpoints.sandbox(url), egress=egress, statement=statement, limits=fast)

    def use(client: Any) -> Any:
        shop = client.shop(SHOP).within(max_wait=0.4)  # no second try
        return shop.orders.search() if declared else shop.call(ROUTE)

    async def go() -> None:
        async with AsyncTikTokShop(account) as client:
            await use(client)

    try:
        if kind == "blocking":
            with TikTokShop(account) as client:
                found = use(client)
                found.first() if declared else found
        else:
            asyncio.run(go())
    except ShopError as error:
        return type(error).__name__
    return "read"


def plainly(url: str) -> str:
    """The same with a plain client."""
    try:
        httpx.post(url, timeout=10, trust_env=False).json()
    except (httpx.HTTPError, ValueError, RecursionError) as error:
        return type(error).__name__
    return "read"


def main(kind: str, url: str, state: Path, *attacks: str) -> None:
    wire = Wire("blocking", state)
    wire.clock = SystemClock()  # type: ignore[assignment]  # real time, where the rig has a virtual clock
    wire.with_grant()
    for attack in attacks:
        for declared in (True, False):
            httpx.get(f"{url}/next/{quote(attack)}", trust_env=False)
            before = forget()
            came = plainly(url) if kind == "plain" else through(kind, url, state, declared=declared)
            print(json.dumps([attack, came, peak() - before]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), *sys.argv[4:])
