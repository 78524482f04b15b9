"""`tiktok-shop inventory push`: stock from a file to a shop, with a true word for each line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .commands import command, group, option, pass_session
from .exits import Exit, facts_of, in_language, report
from .plain import plain
from .session import Session

if TYPE_CHECKING:
    from ..sync.stock_file import StockLine
    from ..sync.stock_report import PushReport, StockResult


@command("help.inventory.push")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@option("--shop", metavar="ID", required=True)
@option("--dry-run", is_flag=True)
@pass_session
def push(session: Session, file: Path, shop: str, dry_run: bool) -> int:
    from ..sync.progress import Progress
    from ..sync.push import push_inventory
    from ..sync.stock_file import read_stock

    lines = read_stock(file)
    if dry_run:
        _show_lines(session, lines)
        return Exit.OK
    with session.shop(shop, "sync") as view, session.screen.progress("inventory.pushing") as show:

        def watch(progress: Progress) -> None:
            show(progress.done, progress.total)

        done = push_inventory(view, lines, progress=watch)
    _show_results(session, done)
    return _code(session, done)


def _show_lines(session: Session, lines: list[StockLine]) -> None:
    if session.json:
        session.screen.document({"dry_run": True, "lines": [plain(line) for line in lines]})
        return
    columns = ("column.line", "column.sku", "column.warehouse", "column.quantity")
    session.screen.table(columns, [(one.line, one.name, one.warehouse_id, one.quantity) for one in lines])
    session.screen.note("inventory.dry", lines=len(lines))


def _show_results(session: Session, done: PushReport) -> None:
    if session.json:
        session.screen.document(_document(session, done))
        return
    columns = (
        "column.line",
        "column.sku",
        "column.warehouse",
        "column.quantity",
        "column.outcome",
        "column.reason",
    )
    rows = [_row(session, result) for result in done if result.outcome != "done"]
    if rows:
        session.screen.table(columns, rows)
    session.screen.note("inventory.pushed", calls=done.calls, **done.counts)


def _row(session: Session, result: StockResult) -> tuple[object, ...]:
    line = result.line
    reason = in_language(session.language, result, "reason")
    return line.line, line.name, line.warehouse_id, line.quantity, result.outcome, reason


def _document(session: Session, done: PushReport) -> dict[str, Any]:
    stopped = None
    if (error := done.stopped_by) is not None:
        stopped = facts_of(error, session.language)
    return {
        "ok": done.ok,
        "calls": done.calls,
        "counts": done.counts,
        "results": [plain(result) for result in done],
        "stopped_by": stopped,
    }


def _code(session: Session, done: PushReport) -> int:
    if done.stopped_by is not None:
        return report(session, done.stopped_by)
    if done.counts["unknown"]:
        return Exit.UNKNOWN_DELIVERY
    return Exit.OK if done.ok else Exit.PARTIAL


inventory = group("help.inventory", push)
