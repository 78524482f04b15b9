"""`tiktok-shop call`: any declared operation, with its arguments as name=value."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from inspect import Parameter
from mimetypes import guess_type
from pathlib import Path
from typing import Any, get_args, get_origin

import click

from ..core.operation import Declaration, PagedOperation
from ..core.request import Upload
from .commands import command, option, pass_session
from .operations import find
from .plain import plain
from .session import Session

_FLAGS = {"true": True, "false": False, "null": None}


@command("help.call")
@click.argument("operation")
@click.argument("arguments", nargs=-1, metavar="[NAME=VALUE]...")
@option("--shop", metavar="ID")
@option("--all", "all_pages", is_flag=True, help="option.all")
@pass_session
def call(session: Session, operation: str, arguments: tuple[str, ...], shop: str | None, all_pages: bool) -> None:
    declaration = find(session, operation)
    values = _values(session, declaration, arguments)
    if all_pages and not isinstance(declaration, PagedOperation):
        raise click.UsageError(session.screen.say("usage.not_paged", name=operation))
    family, _, name = operation.partition(".")
    with session.client() as client:
        made = getattr(getattr(client.shop(shop) if shop else client, family), name)(**values)
        if all_pages:
            for item in made:
                session.screen.line(plain(item))
            return
        answer = made.first() if isinstance(declaration, PagedOperation) else made
    session.screen.document(plain(answer))


def _values(session: Session, declaration: Declaration[..., Any], arguments: tuple[str, ...]) -> dict[str, Any]:
    """The arguments by name, as the declaration types them; what does not fit is a usage error."""
    say = session.screen.say
    values: dict[str, Any] = {}
    for place, argument in enumerate(arguments, start=1):
        name, equals, text = argument.partition("=")
        if not equals:  # not shown: it may be anything
            raise click.UsageError(say("usage.no_equals", place=place))
        if name not in declaration.signature.parameters:
            raise click.UsageError(say("usage.takes", name=declaration.id, parameters=_parameters(declaration)))
        if name in values:
            raise click.UsageError(say("usage.twice", name=name))
        try:
            values[name] = typed(text, declaration.hints[name])
        except ValueError:
            raise click.UsageError(say("usage.no_json", name=name)) from None
    for name, parameter in declaration.signature.parameters.items():
        if parameter.default is Parameter.empty and name not in values:
            raise click.UsageError(say("usage.missing", name=name))
    return values


def _parameters(declaration: Declaration[..., Any]) -> str:
    return ", ".join(declaration.signature.parameters) or "-"


def typed(text: str, hint: Any) -> Any:
    """A value as its declaration wants it: JSON, a list with commas, a moment, else the text.

    Numbers inside JSON stay texts, so that an id keeps its digits and an amount its cents.
    """
    wanted = _parts(hint)
    if Upload in wanted:
        return _upload(Path(text.removeprefix("@")))
    start = text.lstrip()[:1]
    if start in ("{", "[") or (start == '"' and len(text) > 1):
        return json.loads(text, parse_float=str)
    if list in wanted:
        return [part.strip() for part in text.split(",") if part.strip()]
    if bool in wanted and text in _FLAGS:
        return _FLAGS[text]
    if datetime in wanted and not text.isdigit():
        with suppress(ValueError):
            return datetime.fromisoformat(text)
    return int(text) if int in wanted and text.isdigit() else text


def _upload(file: Path) -> Upload:
    media_type = guess_type(file.name)[0] or "application/octet-stream"
    return Upload(file.name, file.read_bytes(), media_type)


def _parts(hint: Any) -> set[Any]:
    """The plain types that a hint consists of, through Annotated and unions, not into lists."""
    origin = get_origin(hint)
    if origin is list:
        return {list}
    inner = [part for argument in get_args(hint) for part in _parts(argument)]
    return {origin or hint, *inner} if _is_hashable(hint) else set(inner)


def _is_hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
