"""One of the processes of `test_processes`: calls as fast as the ledger lets it, and prints what it sent."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from tiktok_shop_sdk.core.limits import Answered, Limits, QuotaClass, Wait, Window
from tiktok_shop_sdk.ports.clock import SystemClock
from tiktok_shop_sdk.stores.sqlite import SqliteLedger

LIMITS = Limits(
    product=Window("product", 60, 1.0),
    order=Window("order", 80, 1.5),
    pace=0.005,
    attempt_timeout=0.3,
    grace=0.2,
)


class RememberingClock(SystemClock):
    """Knows the last time that was read: for a confirmed call, the time of its sending in the ledger."""

    last = 0.0

    def boot(self) -> float:
        self.last = super().boot()
        return self.last


def main(path: Path, until: float) -> None:
    clock = RememberingClock()
    ledger = SqliteLedger(path, LIMITS, clock=clock)
    while clock.boot() < until:
        quota: QuotaClass = random.choice(["product", "order"])
        booked = ledger.book(LIMITS.windows(quota))
        if isinstance(booked, Wait):
            clock.sleep(min(booked.seconds, 0.05))
        elif ledger.confirm(booked) is None:
            sent = clock.last
            clock.sleep(random.uniform(0.0, 0.02))
            print(quota, sent, clock.boot())
            clock.sleep(random.uniform(0.0, 0.005))
            ledger.settle(booked, Answered(ok=True))
    ledger.close()


if __name__ == "__main__":
    print("ready", flush=True)
    main(Path(sys.argv[1]), until=float(sys.stdin.readline()))
