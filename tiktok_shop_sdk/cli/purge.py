"""`tiktok-shop purge`: close a shop on this machine, or the whole account, and print the certificate."""

from __future__ import annotations

from pathlib import Path

import click

from .commands import command, option, pass_session
from .session import Session


@command("help.purge")
@option("--shop", metavar="ID", help="option.shop")
@option("--whole-account", is_flag=True)
@option("--cursor", "cursors", multiple=True, metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@option("--yes", is_flag=True)
@pass_session
def purge(session: Session, shop: str | None, whole_account: bool, cursors: tuple[Path, ...], yes: bool) -> None:
    if bool(shop) is whole_account:
        raise click.UsageError(session.screen.say("usage.purge_what"))
    if not yes:
        session.ask(session.screen.say("purge.ask_shop" if shop else "purge.ask_account", shop=shop))
    with session.client() as client:
        certificate = client.purge_shop(shop, cursors=cursors) if shop else client.purge_account(cursors=cursors)
    session.screen.note("purge.done")
    if session.json:
        session.screen.document(certificate.as_dict())
        return
    counts = ", ".join(f"{kind} {count}" for kind, count in certificate.destroyed.items() if count)
    session.screen.facts({"fact.purge": certificate.id, "fact.destroyed": counts, "fact.sha256": certificate.digest})
