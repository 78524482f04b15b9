"""Set the stock of a shop from a CSV file, and say truthfully what became of every line.

根据 CSV 文件更新店铺库存,并如实报告每一行的结果(完成 / 未完成 / 未知 / 跳过)。

    TIKTOK_SHOP_ACCOUNT_FILE=account.toml python push_stock_from_csv.py stock.csv

The file has the columns sku_id or seller_sku, warehouse_id, quantity, and if you have them product_id and
as_of (when the stock was counted): an older count never overwrites a newer one.
"""

from __future__ import annotations

import sys

from tiktok_shop_sdk import Account, ShopError, TikTokShop
from tiktok_shop_sdk.sync import push_inventory, read_stock


def main(path: str) -> int:
    # Every faulty line is reported here, before anything is sent.
    lines = read_stock(path)
    with TikTokShop(Account.from_env()) as client:
        shop = client.shop(client.shops()[0])
        report = push_inventory(shop, lines)
    for result in report:
        if result.outcome != "done":
            line = result.line
            print(f"line {line.line}, {line.name}: {result.outcome}, {result.reason} / {result.reason_zh}")
    print(", ".join(f"{count} {outcome}" for outcome, count in report.counts.items()))
    return 0 if report.ok else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "stock.csv"))
    except ShopError as error:
        sys.exit(str(error))  # it says what to do next, in English and Chinese
