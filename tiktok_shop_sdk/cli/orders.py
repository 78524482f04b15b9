"""`tiktok-shop orders pull`: a shop's orders in a file, resumable at any moment."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ..core.lanes import LANES, Lane
from .commands import as_time, command, group, option, pass_session
from .plain import plain
from .session import Session


@command("help.orders.pull")
@option("--shop", metavar="ID", required=True)
@option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", required=True)
@option("--since", callback=as_time, metavar="TIME")
@option("--until", callback=as_time, metavar="TIME")
@option("--resume", is_flag=True)
@option("--lane", type=click.Choice(LANES), default="backfill")
@pass_session
def pull(
    session: Session,
    shop: str,
    out: Path,
    since: datetime | None,
    until: datetime | None,
    resume: bool,
    lane: Lane,
) -> None:
    from ..sync.progress import Progress
    from ..sync.pull import pull_orders_to

    if out.exists() and not resume:
        raise click.UsageError(session.screen.say("usage.out_exists", path=out))
    if since is None and not resume:
        raise click.UsageError(session.screen.say("usage.missing", name="--since"))
    with session.shop(shop, lane) as view, session.screen.progress("orders.pulling") as show:

        def watch(progress: Progress) -> None:
            show(progress.done, progress.total)

        report = pull_orders_to(view, out, since=since, until=until, progress=watch)
    if session.json:
        session.screen.document(plain(report))
        return
    facts = {"orders": report.orders, "pages": report.pages, "until": report.until, "path": report.path}
    session.screen.note("orders.pulled", **facts)


orders = group("help.orders", pull)
