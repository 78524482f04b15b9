"""Keep the newest state of every order in your own database: the cursor moves only after your commit.

把每个订单的最新状态写入自己的数据库:提交成功之后游标才会前进,随时中断都不丢单。

    TIKTOK_SHOP_ACCOUNT_FILE=account.toml python orders_into_sqlite.py [orders.sqlite3]
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

from tiktok_shop_sdk import Account, ShopError, TikTokShop
from tiktok_shop_sdk.sync import CursorFile, pull_orders

KEEP = "INSERT OR REPLACE INTO orders VALUES (?, ?, ?)"


def main(path: str) -> None:
    with closing(sqlite3.connect(path)) as database, TikTokShop(Account.from_env()) as client:
        database.execute("CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY, status TEXT, data TEXT)")
        shop = client.shop(client.shops()[0])
        since = datetime.now(UTC) - timedelta(days=31)
        for batch in pull_orders(shop, since=since, cursor=CursorFile(f"{path}.cursor")):
            # An order may come again in a later state; `to_dict` holds nothing about the buyer.
            rows = [(order.id, order.status, json.dumps(order.to_dict())) for order in batch]
            database.executemany(KEEP, rows)
            database.commit()  # durable now; asking for the next batch moves the cursor
        for status, count in database.execute("SELECT status, COUNT(*) FROM orders GROUP BY status ORDER BY status"):
            print(f"{count:6} {status}")


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "orders.sqlite3")
    except ShopError as error:
        sys.exit(str(error))  # it says what to do next, in English and Chinese
