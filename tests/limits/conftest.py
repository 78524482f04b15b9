"""Ledgers over a virtual clock, of both kinds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.limits.simulation import OpenLedger
from tests.virtual import VirtualClock
from tiktok_shop_sdk.core.limits import Ledger, Limits
from tiktok_shop_sdk.stores.memory import MemoryLedger
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


@pytest.fixture(params=["memory", "sqlite"])
def open_ledger(request: pytest.FixtureRequest, clock: VirtualClock, open_sqlite: OpenLedger) -> OpenLedger:
    """A new ledger of either kind."""
    if request.param == "sqlite":
        return lambda limits=None: open_sqlite(limits, patience=10.0)
    return lambda limits=None: MemoryLedger(limits or Limits(), clock, lambda: 0.5)


@pytest.fixture
def ledger(open_ledger: OpenLedger) -> Ledger:
    kept: Ledger = open_ledger()
    return kept
