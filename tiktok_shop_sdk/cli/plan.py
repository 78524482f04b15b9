"""`tiktok-shop plan`: how long a job takes under the ledger as it stands, and what it leaves."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import click

from ..core.lanes import LANES, Lane
from .commands import command, option, pass_session
from .plain import plain
from .session import Session

_JOB = re.compile(r"(?P<operation>[\w.]+)=(?P<count>\d{1,7})(/(?P<per_call>[1-9]\d{0,5}))?")


@command("help.plan")
@click.argument("jobs", nargs=-1, required=True, metavar="OPERATION=CALLS...")
@option("--shop", metavar="ID")
@option("--lane", type=click.Choice(LANES), default="backfill")
@pass_session
def plan(session: Session, jobs: tuple[str, ...], shop: str | None, lane: Lane) -> None:
    calls = dict(_calls(session, job) for job in jobs)
    with session.client(lane) as client:
        found = client.plan(calls, shop=shop)
    if session.json:
        session.screen.document(plain(found))
        return
    session.screen.facts(
        {
            "fact.calls": found.calls,
            "fact.takes": timedelta(seconds=round(found.seconds)),
            "fact.ends": datetime.fromtimestamp(found.ends_at, UTC),
        }
    )
    session.screen.table(("column.window", "column.left"), list(found.left.items()))


def _calls(session: Session, job: str) -> tuple[str, int]:
    """`orders.get=12`, or so many items at so many in a call: `orders.search=2000/100`."""
    read = _JOB.fullmatch(job)
    if read is None:
        raise click.UsageError(session.screen.say("usage.job", job=job))
    return read["operation"], -(-int(read["count"]) // int(read["per_call"] or 1))
