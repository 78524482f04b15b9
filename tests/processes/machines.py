"""One machine of an account that several machines call for: a state directory of its own, one Redis for all.

python -m tests.processes.machines URL STATE REDIS [forgetful]

Calls until its input ends, whatever becomes of Redis, and prints how many sendings the ledger allowed. A forgetful one
has a ledger without lives: what is not found was never there.
"""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from tests.processes.scene import account
from tiktok_shop_sdk import Account, Limits, TikTokShop, Window
from tiktok_shop_sdk.core.limits import Booking, Wait
from tiktok_shop_sdk.errors import ConsentNeeded, LedgerUnavailable, ShopError, TokensUnavailable
from tiktok_shop_sdk.stores import redis_ledger
from tiktok_shop_sdk.stores.redis_ledger import SERVER_TIME, RedisLedger
from tiktok_shop_sdk.stores.redis_server import Script

# 5 calls a second, so that a window is full on a slow machine too; a new life holds everything for 5 s.
LIMITS = Limits.articles_2024_07(
    order=Window("order", 10, 2.0),
    product=Window("product", 1000, 1.0),
    pace=0.01,
    attempt_timeout=2.0,
    grace=1.0,
    pause_cap=1.0,
)
OF_THE_FAULT = (ConsentNeeded, LedgerUnavailable, TokensUnavailable)


def machine(url: str, state: Path, redis: str) -> Account:
    return replace(account(url, state), redis=redis, limits=LIMITS)


def without_lives() -> Script:
    text = redis_ledger.script_of(SERVER_TIME).text
    for rule, none in (
        ("if lost_something() then\n  born = now\n", "if not life then\n  born = now - 1000000\n"),
        ("local function lost_something()\n", "local function lost_something()\n  do return not life end\n"),
    ):
        assert rule in text
        text = text.replace(rule, none)
    return Script.of(text)


def main() -> None:
    url, state, redis = sys.argv[1:4]
    if sys.argv[4:] == ["forgetful"]:
        script = without_lives()
        RedisLedger._script = lambda self: script  # type: ignore[method-assign]
    allowed = 0
    confirm = RedisLedger.confirm

    def counted(ledger: RedisLedger, booking: Booking) -> Wait | None:
        nonlocal allowed
        wait = confirm(ledger, booking)
        allowed += wait is None
        return wait

    RedisLedger.confirm = counted  # type: ignore[method-assign]
    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    with TikTokShop(machine(url, Path(state), redis)) as client:
        shop = None
        while not over.is_set():
            try:
                shop = shop or client.shop(client.shops()[0])
                shop.orders.search(page_size=1).first()
            except OF_THE_FAULT:
                time.sleep(0.05)
            except ShopError as error:
                print(type(error).__name__, error.code, file=sys.stderr, flush=True)
    print(allowed)


if __name__ == "__main__":
    main()
