"""`tiktok-shop shops` and `tiktok-shop quota`: what an account may work with, and how much is left."""

from __future__ import annotations

from .commands import command, option, pass_session
from .plain import plain
from .session import Session


@command("help.shops")
@pass_session
def shops(session: Session) -> None:
    with session.client() as client:
        found = client.shops()
    if session.json:
        session.screen.document([plain(shop) for shop in found])
        return
    columns = ("column.shop", "column.name", "column.region", "column.seller_type")
    session.screen.table(columns, [(shop.id, shop.name, shop.region, shop.seller_type) for shop in found])


@command("help.quota")
@option("--shop", metavar="ID")
@pass_session
def quota(session: Session, shop: str | None) -> None:
    with session.client() as client:
        state = client.quota(shop)
    if session.json:
        session.screen.document(plain(state))
        return
    columns = ("window", "used", "left", "limit", "period", "next_free")
    rows = [(w.name, w.used, w.left, w.limit, w.period, w.next_free_in) for w in state.windows]
    session.screen.table([f"column.{name}" for name in columns], rows)
    facts: dict[str, object] = {"fact.pace": state.pace, "fact.pause": state.paused_for}
    if state.paused_for:
        facts |= {"fact.pause_reason": state.pause_reason, "fact.strikes": state.strikes}
    session.screen.facts(facts)
