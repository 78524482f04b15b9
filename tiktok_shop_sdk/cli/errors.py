"""`tiktok-shop errors`: what a code of the platform means and what to do next; or all codes by family and class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..errors import every_code, explain
from .commands import command, pass_session
from .exits import in_language
from .session import Session

if TYPE_CHECKING:
    from ..errors import ErrorCode


@command("help.errors")
@click.argument("number", required=False, type=int, metavar="[CODE]")
@pass_session
def errors(session: Session, number: int | None) -> None:
    if number is None:
        _list(session)
        return
    known = explain(number)
    if known is None:
        raise click.UsageError(session.screen.say("usage.no_code", code=number))
    _show(session, known)


def _list(session: Session) -> None:
    if session.json:
        session.screen.document([described(known) for known in every_code()])
        return
    columns = ("column.family", "column.class", "column.code", "column.again", "column.meaning")
    rows = [
        (one.family, one.kind, one.code, session.screen.say(f"again.{one.again}"), _said(session, one, "meaning"))
        for one in every_code()
    ]
    session.screen.table(columns, rows)


def _show(session: Session, known: ErrorCode) -> None:
    screen = session.screen
    if session.json:
        screen.document(described(known))
        return
    screen.facts(
        {
            "column.code": known.code,
            "column.family": known.family,
            "column.class": known.kind,
            "column.meaning": _said(session, known, "meaning"),
            "column.again": screen.say(f"again.{known.again}"),
            "fact.raises": f"tiktok_shop_sdk.errors.{known.error.__name__}",
            "fact.next": _said(session, known, "next_step"),
        }
    )
    if not known.has_own_words:
        screen.note("errors.by_class")


def _said(session: Session, known: ErrorCode, name: str) -> str:
    return in_language(session.language, known, name)


def described(known: ErrorCode) -> dict[str, Any]:
    """A code as plain data, in both languages."""
    return {
        "code": known.code,
        "family": known.family,
        "class": known.kind,
        "retryable": known.retryable,
        "again": known.again,
        "error": known.error.__name__,
        "meaning": known.meaning,
        "meaning_zh": known.meaning_zh,
        "next_step": known.next_step,
        "next_step_zh": known.next_step_zh,
        "has_own_words": known.has_own_words,
    }
