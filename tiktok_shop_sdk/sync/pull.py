"""Pulls the orders of a shop, resumable at any moment: no order is lost, and none is written twice."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

from ..client import AsyncShop, SyncShop
from .orders import Job, OrderBatch, When, handing
from .output import Form, PullReport, ToFile, writing
from .position import Cursor, NoCursor
from .progress import Observer
from .steps import adrive, drive, world_of
from .walk import PullRules


def pull_orders(
    shop: SyncShop,
    *,
    since: When | None = None,
    until: When | None = None,
    cursor: Cursor | None = None,
    progress: Observer | None = None,
    rules: PullRules | None = None,
) -> Iterator[OrderBatch]:
    """Every order changed between `since` and `until`, in the order of the changes, in batches of a page.

        for batch in pull_orders(shop, since=monday, cursor=CursorFile("orders.cursor")):
            save(batch)            # durably: when the loop asks for the next batch, the cursor moves on

    Times are aware datetimes or Unix seconds. `since` is for the first run; later runs go on where the cursor
    stands. `until` is now, less a small lag, unless given. What changes during the run comes in the next one.
    An order that changed twice comes twice, the later state later: keep the newest by id.

    After any error the cursor is intact and the error says how to go on; a batch that the loop body did not
    finish comes again. Raises `ShopError` only.
    """
    job = _job(shop, since, until, progress, rules)
    return drive(handing(job, cursor or NoCursor()), shop)


def apull_orders(
    shop: AsyncShop,
    *,
    since: When | None = None,
    until: When | None = None,
    cursor: Cursor | None = None,
    progress: Observer | None = None,
    rules: PullRules | None = None,
) -> AsyncGenerator[OrderBatch, None]:
    """`pull_orders` for the asyncio client: `async for batch in apull_orders(...)`.

    Leaving the loop early? `async with contextlib.aclosing(apull_orders(...)) as batches:` ends it at once.
    """
    job = _job(shop, since, until, progress, rules)
    return adrive(handing(job, cursor or NoCursor()), shop)


def pull_orders_to(
    shop: SyncShop,
    path: str | Path,
    *,
    since: When | None = None,
    until: When | None = None,
    form: Form | None = None,
    excel: bool = False,
    cursor: Cursor | None = None,
    progress: Observer | None = None,
    rules: PullRules | None = None,
) -> PullReport:
    """Append orders to a file, `.jsonl` (an order a line) or `.csv` (a line item a row), and go on where it
    stopped.

    The cursor stands beside the file (`orders.jsonl.cursor`) unless given. Interrupted at any moment, even by
    SIGKILL or a power cut, the next run resumes: no order is missing, and no state of an order stands in the
    file twice. `excel` makes a new CSV readable for Excel. Raises `ShopError` only.
    """
    job = _job(shop, since, until, progress, rules)
    file = ToFile(Path(path), form, excel)
    (report,) = drive(writing(job, cursor, file), shop)
    return report


async def apull_orders_to(
    shop: AsyncShop,
    path: str | Path,
    *,
    since: When | None = None,
    until: When | None = None,
    form: Form | None = None,
    excel: bool = False,
    cursor: Cursor | None = None,
    progress: Observer | None = None,
    rules: PullRules | None = None,
) -> PullReport:
    """`pull_orders_to` for the asyncio client."""
    job = _job(shop, since, until, progress, rules)
    file = ToFile(Path(path), form, excel)
    (report,) = [report async for report in adrive(writing(job, cursor, file), shop)]
    return report


def _job(
    shop: SyncShop | AsyncShop,
    since: When | None,
    until: When | None,
    progress: Observer | None,
    rules: PullRules | None,
) -> Job:
    world = world_of(shop)
    return Job(shop.id or "", since, until, rules or PullRules(), progress, world.wall, world.now)
