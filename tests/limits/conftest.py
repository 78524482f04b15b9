"""Ledgers over a virtual clock, of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.limits.simulation import OpenLedger
from tests.limits.steered import SteeredLedger, begin_long_ago
from tests.redis_servers import own_redis as own_redis
from tests.redis_servers import redis_server as redis_server
from tests.virtual import VirtualClock
from tiktok_shop_sdk.core.limits import Ledger, Limits
from tiktok_shop_sdk.stores.memory import MemoryLedger
from tiktok_shop_sdk.stores.redis_server import RedisServer
from tiktok_shop_sdk.stores.sqlite import SqliteLedger


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "ledger.db"


@pytest.fixture
def open_sqlite(sqlite_file: Path, clock: VirtualClock) -> Iterator[OpenLedger]:
    """Open the one file, as often as asked; every ledger is closed in the end."""
    opened: list[SqliteLedger] = []

    def open_one(limits: Limits | None = None, **settings: Any) -> SqliteLedger:
        chosen: dict[str, Any] = {"clock": clock, "random": lambda: 0.5, "patience": 0.05} | settings
        opened.append(SqliteLedger(sqlite_file, limits or Limits(), **chosen))
        return opened[-1]

    yield open_one
    for ledger in opened:
        ledger.close()


@pytest.fixture
def open_redis(redis_server: RedisServer, clock: VirtualClock) -> OpenLedger:
    """Ledgers of accounts that are new in an old database."""
    begin_long_ago(redis_server, clock)
    numbers = count()

    def open_one(limits: Limits | None = None, **settings: Any) -> SteeredLedger:
        chosen: dict[str, Any] = {"identity": f"account-{next(numbers)}", "clock": clock} | settings
        return SteeredLedger(redis_server, limits=limits or Limits(), **chosen)

    return open_one


@pytest.fixture(params=["memory", "sqlite", "redis"])
def open_ledger(request: pytest.FixtureRequest, clock: VirtualClock) -> OpenLedger:
    """A new ledger of each kind."""
    if request.param == "memory":
        return lambda limits=None: MemoryLedger(limits or Limits(), clock, lambda: 0.5)
    kept: OpenLedger = request.getfixturevalue(f"open_{request.param}")
    return (lambda limits=None: kept(limits, patience=10.0)) if request.param == "sqlite" else kept


@pytest.fixture
def ledger(open_ledger: OpenLedger) -> Ledger:
    kept: Ledger = open_ledger()
    return kept
