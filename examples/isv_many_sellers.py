"""Pull the orders of many sellers at once: each has its own limits, and one seller's failure stops nobody
else.

同时拉取多个卖家的订单:各账号独立限流,一个账号出错不影响其他账号。

    python isv_many_sellers.py acme.toml bright.toml ...
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tiktok_shop_sdk import Account, AsyncTikTokShop, ShopError
from tiktok_shop_sdk.sync import apull_orders_to


async def pull(account: Account) -> int:
    """All shops of one seller, one after the other: they share the account's quota anyway."""
    since = datetime.now(UTC) - timedelta(days=31)
    orders = 0
    async with AsyncTikTokShop(account) as client:
        for shop in await client.shops():
            path = Path(f"{account.name}-{shop.id}.jsonl")
            orders += (await apull_orders_to(client.shop(shop), path, since=since)).orders
    return orders


async def attempt(file: str) -> bool:
    """A task group cancels all its tasks when one of them raises, so each one keeps its own errors."""
    try:
        account = Account.from_file(file)
        print(f"{account.name}: {await pull(account)} orders")
        return True
    except ShopError as error:
        print(f"{file}: {error}", file=sys.stderr)  # the others go on
        return False


async def main(files: list[str]) -> int:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(attempt(file)) for file in files]
    return 0 if all(task.result() for task in tasks) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
