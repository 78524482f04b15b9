"""`tiktok-shop auth`: let a seller consent, and see how the consent stands, without ever showing a token."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from .commands import command, group, option, pass_session
from .exits import Exit
from .plain import plain
from .session import Session

if TYPE_CHECKING:
    from ..client import AuthStatus


@command("help.auth.url")
@pass_session
def url(session: Session) -> None:
    with session.client() as client:
        address = client.auth_url()
    if session.json:
        session.screen.document({"url": address})
        return
    session.screen.note("auth.open")
    session.screen.text(address)


@command("help.auth.exchange")
@click.argument("source", metavar="[-]", required=False)
@option("--from-app-store", is_flag=True)
@pass_session
def exchange(session: Session, source: str | None, from_app_store: bool) -> None:
    pasted = _pasted(session, source)
    with session.client() as client:
        status = client.auth_exchange(pasted, from_app_store=from_app_store)
    session.screen.note("auth.done")
    _show(session, status)


@command("help.auth.status")
@pass_session
def status(session: Session) -> int:
    with session.client() as client:
        found = client.auth_status()
    if found is not None:
        _show(session, found)
        return Exit.OK
    if session.json:
        session.screen.document({"consented": False})
    session.screen.note("auth.none")
    return Exit.CONSENT_NEEDED


def _pasted(session: Session, source: str | None) -> str:
    if source not in (None, "-"):
        raise click.UsageError(session.screen.say("usage.code_argument"))
    if source == "-" or not sys.stdin.isatty():
        return sys.stdin.readline()
    pasted: str = click.prompt(session.screen.say("auth.paste"), hide_input=True, err=True)
    return pasted


def _show(session: Session, status: AuthStatus) -> None:
    if session.json:
        session.screen.document({"consented": True, **plain(status)})
        return
    session.screen.facts(
        {
            "fact.seller": f"{status.seller_name} ({status.region})",
            "fact.open_id": status.open_id,
            "fact.scopes": ", ".join(status.scopes),
            "fact.access_expires": status.access_expires,
            "fact.refresh_expires": status.refresh_expires or session.screen.say("fact.no_end"),
        }
    )


auth = group("help.auth", url, exchange, status)
