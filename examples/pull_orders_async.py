"""Keep orders.jsonl up to date: run it as often as you like, stop it whenever you like.

保持 orders.jsonl 与店铺订单同步:可随时运行,可随时中断,断点续传,不丢单、不重复。

    TIKTOK_SHOP_ACCOUNT_FILE=account.toml python pull_orders_async.py [orders.jsonl | orders.csv]
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta

from tiktok_shop_sdk import Account, AsyncTikTokShop, ShopError
from tiktok_shop_sdk.sync import Progress, apull_orders_to


def show(progress: Progress) -> None:
    total = "?" if progress.total is None else progress.total
    print(f"{progress.done} of {total} orders, {progress.rate_per_s:.1f} a second", file=sys.stderr)


async def main(path: str) -> None:
    # Who calls, from where, and for which purpose: without these there is no client.
    account = Account.from_env()
    async with AsyncTikTokShop(account) as client:
        shop = (await client.shops())[0]
        # `since` is for the first run; later runs go on where the cursor beside the file stands.
        since = datetime.now(UTC) - timedelta(days=31)
        report = await apull_orders_to(client.shop(shop), path, since=since, progress=show)
    print(f"{report.orders} new or changed orders up to {report.until:%Y-%m-%d %H:%M:%S} UTC in {report.path}")


if __name__ == "__main__":
    try:
        asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else "orders.jsonl"))
    except ShopError as error:
        sys.exit(str(error))  # it says what to do next, in English and Chinese
