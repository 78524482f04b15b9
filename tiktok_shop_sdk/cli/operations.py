"""`tiktok-shop operations`: what the SDK can call, by family; one operation with its parameters, limits and purpose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from inspect import Parameter, cleandoc
from typing import Any

import click

from ..core.limits import Limits
from ..core.operation import Declaration, PagedOperation
from ..resources import FAMILIES, every_operation, find_operation, operations_of
from .commands import command, pass_session
from .session import Session

_COLUMNS = ("column.operation", "column.quota", "column.data", "column.what")


@command("help.operations")
@click.argument("name", required=False, metavar="[FAMILY | OPERATION]")
@pass_session
def operations(session: Session, name: str | None) -> None:
    if name is None:
        _count(session)
    elif name in FAMILIES:
        _list(session, list(operations_of(name)))
    else:
        _show(session, find(session, name))


def find(session: Session, name: str) -> Declaration[..., Any]:
    """The operation of this name, or a usage error that says which are near."""
    found = find_operation(name)
    if found is None:
        known = [one.id for one in every_operation()]
        family = name.partition(".")[0]
        near = get_close_matches(name, known, n=5, cutoff=0.5) or [k for k in known if k.startswith(family)]
        shown = ", ".join(near[:40] or FAMILIES)
        raise click.UsageError(session.screen.say("usage.no_operation", name=name, near=shown))
    return found


def _count(session: Session) -> None:
    counts = {family: len(list(operations_of(family))) for family in FAMILIES}
    total = sum(counts.values())
    if session.json:
        session.screen.document({"families": counts, "total": total})
        return
    rows: list[Sequence[object]] = [(family, count, _about(family)) for family, count in counts.items()]
    session.screen.table(
        ("column.family", "column.operations", "column.what"), [*rows, (session.screen.say("fact.total"), total, "")]
    )


def _about(family: str) -> str:
    owner = next(operations_of(family)).function.__globals__
    return str(owner["__doc__"] or "").strip().partition("\n")[0]


def _list(session: Session, listed: list[Declaration[..., Any]]) -> None:
    if session.json:
        session.screen.document([described(one) for one in listed])
        return
    session.screen.table(_COLUMNS, [(one.id, one.terms.quota, one.terms.data_class, _summary(one)) for one in listed])


def _show(session: Session, declaration: Declaration[..., Any]) -> None:
    if session.json:
        session.screen.document(described(declaration))
        return
    screen, terms = session.screen, declaration.terms
    screen.text(cleandoc(declaration.__doc__ or ""))
    screen.heading(declaration.id)
    facts: dict[str, object] = {
        "fact.route": terms.route,
        "fact.purpose": terms.data_class,
        "fact.quota": terms.quota,
        "fact.limits": "; ".join(_windows(declaration)),
        "fact.scopes": ", ".join(terms.scopes) or "-",
        "fact.token": terms.token,
        "fact.shop": terms.cipher,
        "fact.asset": terms.asset,
        "fact.also": ", ".join(terms.also) or "-",
        "fact.differing": ", ".join(terms.differing) or "-",
        "fact.repeatable": screen.say("fact.yes" if declaration.repeatable else "fact.no"),
        "fact.answer": _type(declaration.function.__annotations__["return"]),
    }
    screen.facts(facts)
    columns = ("column.parameter", "column.place", "column.type", "column.needed")
    rows = [
        (row["name"], row["place"], row["type"], screen.say("fact.yes") if row["required"] else "")
        for row in _parameters(declaration)
    ]
    if rows:
        screen.table(columns, rows)


def described(declaration: Declaration[..., Any]) -> dict[str, Any]:
    """An operation as plain data."""
    terms = declaration.terms
    return {
        "operation": declaration.id,
        "route": terms.route,
        "version": declaration.version,
        "also": list(terms.also),
        "differing": list(terms.differing),
        "quota": terms.quota,
        "limits": _windows(declaration),
        "purpose": terms.data_class,
        "scopes": list(terms.scopes),
        "token": terms.token,
        "shop": terms.cipher,
        "asset": terms.asset,
        "repeatable": declaration.repeatable,
        "paged": isinstance(declaration, PagedOperation),
        "provisional": terms.provisional,
        "parameters": _parameters(declaration),
        "answer": _type(declaration.function.__annotations__["return"]),
        "summary": _summary(declaration),
    }


def _summary(declaration: Declaration[..., Any]) -> str:
    return (declaration.__doc__ or "").strip().partition("\n")[0]


def _windows(declaration: Declaration[..., Any]) -> list[str]:
    """The windows in which a call needs a place: `120 in 60 s`."""
    terms = declaration.terms
    own = [(limit.window, f" for each {limit.each}" if limit.each else "") for limit in terms.limits]
    shared = [(window, "") for window in Limits().windows(terms.quota)]
    return [f"{window.name}: {window.limit:,} in {window.period:,.0f} s{each}" for window, each in [*shared, *own]]


def _parameters(declaration: Declaration[..., Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "place": declaration.places[name],
            "type": _type(declaration.function.__annotations__[name]),
            "required": parameter.default is Parameter.empty,
        }
        for name, parameter in declaration.signature.parameters.items()
    ]


def _type(written: str) -> str:
    """A type as the declaration writes it, without the mark of its place; limits in brackets."""
    marked = re.fullmatch(r"(?:Query|Body)\[(.*)\]", written)
    return re.sub(r"Annotated\[(.*), Field\((.*)\)\]", r"\1 (\2)", marked[1] if marked else written)
