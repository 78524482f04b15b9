"""Pushes stock to a shop in the fewest calls: no older value over a newer one, a true word for each line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..client import AsyncShop, SyncShop
from .journal import Journal
from .progress import Meter, Observer
from .steps import adrive, drive, world_of
from .stock_file import StockLine
from .stock_push import StockPush
from .stock_report import PushReport

SETTLE = 2.0
"""Seconds between two readings of a stock that is not the wanted one after an ambiguous answer."""


def push_inventory(
    shop: SyncShop,
    lines: Iterable[StockLine],
    *,
    journal: Journal | str | Path | None = None,
    progress: Observer | None = None,
    settle: float = SETTLE,
) -> PushReport:
    """Set the stock of these lines, one call a product, and report what became of each of them.

        report = push_inventory(shop, read_stock("stock.csv"))
        for result in report: print(result.line.name, result.outcome, result.reason)

    Refusals and failures of single calls are in the report, not raised; look at `report.ok`. The journal
    (default: in the account's directory) remembers how new the last pushed value of each SKU and warehouse
    was: an older one is skipped. Raises `AlreadyRunning` and `JournalUnavailable`, before anything is sent.
    """
    (report,) = drive(_push(shop, lines, journal, progress, settle).plan(), shop)
    return report


async def apush_inventory(
    shop: AsyncShop,
    lines: Iterable[StockLine],
    *,
    journal: Journal | str | Path | None = None,
    progress: Observer | None = None,
    settle: float = SETTLE,
) -> PushReport:
    """`push_inventory` for the asyncio client."""
    (report,) = [one async for one in adrive(_push(shop, lines, journal, progress, settle).plan(), shop)]
    return report


def _push(
    shop: SyncShop | AsyncShop,
    lines: Iterable[StockLine],
    journal: Journal | str | Path | None,
    progress: Observer | None,
    settle: float,
) -> StockPush:
    if not isinstance(journal, Journal):
        account = shop.account
        journal = Journal(journal or account.directory / "sync" / f"inventory-{shop.id}.sqlite3")
    return StockPush(lines, journal, Meter(progress, world_of(shop).now), settle=settle)
