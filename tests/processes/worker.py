"""One process of an account: calls until it is killed, or until its time is over.

python -m tests.processes.worker URL STATE SECONDS WHAT [slow disk in seconds]
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from tests.processes.scene import account
from tiktok_shop_sdk import TikTokShop
from tiktok_shop_sdk.errors import ShopError


def slow_disk(seconds: float) -> None:
    """Every second sync takes that long: an even delay would hide what an uneven one shows."""
    sync, count = os.fsync, 0

    def slowly(descriptor: int) -> None:
        nonlocal count
        count += 1
        if count % 2:
            time.sleep(seconds)
        sync(descriptor)

    os.fsync = slowly


def main() -> None:
    url, state, seconds, what = sys.argv[1:5]
    if len(sys.argv) > 5:
        slow_disk(float(sys.argv[5]))
    end = time.monotonic() + float(seconds)
    with TikTokShop(account(url, Path(state), what)) as client:
        shop = client.shop(client.shops()[0])
        while time.monotonic() < end:
            try:
                shop.orders.search(page_size=1).first()
            except ShopError as error:
                print(type(error).__name__, error.code, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
