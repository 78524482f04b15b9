"""
What a booking costs in memory, in SQLite and in Redis, beside limiters of others.

    pip install pyrate-limiter limits throttled-py
    python benchmarks/booking.py [redis://127.0.0.1:6379/15]

All in one run, by turns: microseconds for one slot of an hour's window, wall time and CPU of this process, each the
best round of some. Ours count arrivals, settle and survive a crash; the others log starts. SQLite stands beside one
bare durable row, the floor of any file; with an address the ledger in Redis stands beside PING, the floor of any
exchange, and that database is emptied. Read the ratios: machines are noisy.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from limits import parse
from limits.storage import MemoryStorage
from limits.storage import RedisStorage as LimitsRedis
from limits.strategies import MovingWindowRateLimiter
from pyrate_limiter import Duration, InMemoryBucket, Limiter, Rate
from throttled import MemoryStore, RateLimiterType, RedisStore, Throttled, per_hour

from tiktok_shop_sdk.core.limits import Booking, Ledger, Limits, Window
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.ports.clock import SystemClock
from tiktok_shop_sdk.stores.memory import MemoryLedger
from tiktok_shop_sdk.stores.redis_ledger import RedisLedger
from tiktok_shop_sdk.stores.redis_server import RedisServer
from tiktok_shop_sdk.stores.sqlite import SqliteLedger

ROUNDS = 9
FLOORS = {"PING": "Redis", "a durable row": "SQLite"}
CALLS = 200
HOUR = 3000
# No pace, which would make a booking wait; and no time that a new life in Redis holds everything.
LIMITS = Limits(order=Window("order", HOUR, 1e-3), pace=0.0, attempt_timeout=0.0, grace=0.0, pause_cap=0.0)

Take = Callable[[], object]


def booking(ledger: Ledger) -> Take:
    windows = LIMITS.windows("order")

    def take() -> None:
        assert isinstance(ledger.book(windows), Booking)

    return take


def durable_row(file: Path) -> Take:
    connection = sqlite3.connect(file, isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE slot (release REAL)"):
        connection.execute(statement)

    def take() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO slot VALUES (?)", (time.time(),))
        connection.execute("COMMIT")

    return take


def in_process(directory: Path) -> dict[str, Take]:
    rate, hour = Limiter(InMemoryBucket([Rate(HOUR, Duration.HOUR)])), parse(f"{HOUR}/hour")
    moving = MovingWindowRateLimiter(MemoryStorage())
    sliding = Throttled(
        key="a", using=RateLimiterType.SLIDING_WINDOW.value, quota=per_hour(HOUR), store=MemoryStore(), timeout=-1
    )
    return {
        "memory": booking(MemoryLedger(LIMITS, SystemClock())),
        "a durable row": durable_row(directory / "row.db"),
        "SQLite": booking(SqliteLedger(directory / "ledger.db", LIMITS)),
        "pyrate-limiter": lambda: rate.try_acquire("a", blocking=False),
        "limits (moving window)": lambda: moving.hit(hour, "a"),
        "throttled-py (sliding window)": sliding.limit,
    }


def over_redis(address: str) -> dict[str, Take]:
    server, hour = RedisServer(Secret(address)), parse(f"{HOUR}/hour")
    server.command("FLUSHDB")
    ledger = RedisLedger(server, "a", LIMITS)
    moving = MovingWindowRateLimiter(LimitsRedis(address))
    sliding = Throttled(
        key="a",
        using=RateLimiterType.SLIDING_WINDOW.value,
        quota=per_hour(HOUR),
        store=RedisStore(server=address),
        timeout=-1,
    )
    ledger.state(())
    time.sleep(0.01)
    return {
        "PING": lambda: server.command("PING"),
        "Redis": booking(ledger),
        "limits over Redis (moving window)": lambda: moving.hit(hour, "a"),
        "throttled-py over Redis (sliding window)": sliding.limit,
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        sides = in_process(Path(directory))
        for address in sys.argv[1:]:
            sides |= over_redis(address)
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in sides}
        for take in sides.values():
            take()
        for _ in range(ROUNDS):
            for name, take in sides.items():
                times[name].append(one_round(take))
    best = {name: (min(wall for wall, _ in each), min(cpu for _, cpu in each)) for name, each in times.items()}
    for name, (wall, cpu) in best.items():
        floor = next((floor for floor, kind in FLOORS.items() if kind in name), "")
        beside = f"   {wall / best[floor][0]:.2f} x {floor}" if floor else ""
        print(f"{name:42}{wall:9.1f} us{cpu:9.1f} us CPU{beside}")


def one_round(take: Take) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(CALLS):
        take()
    return (time.perf_counter() - wall) / CALLS * 1e6, (time.process_time() - cpu) / CALLS * 1e6


if __name__ == "__main__":
    main()
