"""`tiktok-shop egress move`: change, on purpose and on record, the one egress by which an account calls."""

from __future__ import annotations

from .commands import command, group, option, pass_session
from .session import Session


@command("help.egress.move")
@option("--yes", is_flag=True)
@pass_session
def move(session: Session, yes: bool) -> None:
    declared = session.account().egress.label
    if not yes:
        session.ask(session.screen.say("egress.ask", declared=declared))
    with session.client() as client:
        before = client.move_egress()
    session.screen.note("egress.moved", before=before or "-", declared=declared)
    if session.json:
        session.screen.document({"before": before, "now": declared})


egress = group("help.egress", move)
