"""Commands whose help speaks the chosen language, and that take the global options wherever they stand."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from datetime import UTC, datetime
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, Never

import click
from click.core import ParameterSource

from ..__about__ import VERSION
from .exits import Exit, exit_table, run
from .language import LANGUAGES, Language, asked_language, system_language
from .screen import tolerate_encodings
from .session import Session
from .texts import say

pass_session = click.make_pass_decorator(Session, ensure=True)


def language_of(context: click.Context) -> Language:
    """The language in which this run speaks."""
    session = context.find_object(Session)
    return session.language if session else "en"


class Option(click.Option):
    """An option whose `help` is a name of the catalogue."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        shown = copy(self)
        shown.help = say(self.help, language_of(ctx)) if self.help else None
        return click.Option.get_help_record(shown, ctx)


def option(*names: str, **settings: Any) -> Callable[[Any], Any]:
    """Declare an option; its help is the text `option.<name>` unless `help` names another."""
    longest = max(names, key=len).lstrip("-").partition("/")[0]
    settings.setdefault("help", f"option.{longest.replace('-', '_')}")
    return click.option(*names, cls=Option, **settings)


def as_time(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    """A callback for options: a date or a time in ISO 8601; without a time zone it is UTC."""
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(say("usage.time", language_of(context)), context, parameter) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    session = context.find_object(Session)
    name = parameter.name or ""
    if session is not None and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
        setattr(session, name, value)


def _global_options() -> list[click.Parameter]:
    file = click.Path(path_type=Path, dir_okay=False)
    return [
        _global("--account", "account_file", type=file, metavar="FILE"),
        _global("--json", "json", is_flag=True),
        _global("--lang", "language", type=click.Choice(LANGUAGES)),
        _global("--max-wait", "max_wait", type=click.FloatRange(min=0), metavar="SECONDS"),
        _global("--debug", "debug", is_flag=True),
    ]


def _global(name: str, attribute: str, **settings: Any) -> Option:
    key = f"option.{name.lstrip('-').replace('-', '_')}"
    return Option([name, attribute], help=key, expose_value=False, is_eager=True, callback=_remember, **settings)


_GLOBAL = frozenset({"--account", "--json", "--lang", "--max-wait", "--debug", "--help", "--version"})


class _Speaking(click.Command):
    """Writes its help from the catalogue: `help.<name>` is the text, its first line the summary."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        self.text_key: str = settings.pop("text_key", "")
        settings["params"] = [*(settings.get("params") or ()), *_global_options()]
        super().__init__(name, **settings)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.callback = _show_help
        return found

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{say('help.usage', language_of(ctx))} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            for line in say(self.text_key, language_of(ctx)).splitlines():
                formatter.write_text(line) if line else formatter.write_paragraph()

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = language_of(ctx)
        own: list[tuple[str, str]] = []
        shared: list[tuple[str, str]] = []
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is None or isinstance(parameter, click.Argument):
                continue
            if "--help" in parameter.opts:
                record = record[0], say("option.help", language)
            (shared if _GLOBAL.intersection(parameter.opts) else own).append(record)
        for title, records in (("help.options", own), ("help.global_options", shared)):
            if records:
                with formatter.section(say(title, language)):
                    formatter.write_dl(records)


class Command(_Speaking):
    """A command."""


class Group(_Speaking, click.Group):
    """A group of commands, in the order in which they were declared."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), sys.stderr)
            ctx.exit(Exit.USAGE)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            near = ", ".join(get_close_matches(args[0], self.list_commands(ctx)) or self.list_commands(ctx))
            raise click.UsageError(say("usage.no_command", language_of(ctx), near=near), ctx)
        return super().resolve_command(ctx, args)

    def summaries(self, ctx: click.Context) -> Iterable[tuple[str, str]]:
        """Each command with the first line of its help."""
        for name in self.list_commands(ctx):
            yield name, f"{self.text_key}.{name}"

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _Speaking.format_options(self, ctx, formatter)
        language = language_of(ctx)
        records = [(name, say(key, language).splitlines()[0]) for name, key in self.summaries(ctx)]
        with formatter.section(say("help.commands", language)):
            formatter.write_dl(records)


def command(text_key: str, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """Declare a command: `@command("help.shops")`."""
    name = text_key.rpartition(".")[2]
    declared: Callable[[Callable[..., Any]], Command] = click.command(name, cls=Command, text_key=text_key, **settings)
    return declared


def group(text_key: str, *commands: Command) -> Group:
    """Declare a group of commands: `group("help.auth", url, exchange)`."""
    return Group(
        text_key.rpartition(".")[2],
        text_key=text_key,
        commands={one.name or "": one for one in commands},
    )


class Root(Group):
    """`tiktok-shop`. Commands are imported when they are first used: `homes` maps a name to its module."""

    def __init__(self, name: str, *, homes: Mapping[str, str]) -> None:
        version = Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_version)
        version.help = "option.version"
        super().__init__(name, text_key="help", params=[version])
        self._homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._homes:
            return None
        module = import_module(f".{self._homes[cmd_name]}", __package__)
        found: click.Command = getattr(module, cmd_name)
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.text_key, kept = "help.root", self.text_key
        super().format_help_text(ctx, formatter)
        self.text_key = kept

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("help.exit_codes", language_of(ctx))):
            formatter.write_dl(exit_table(language_of(ctx)))

    def main(  # type: ignore[override]  # always ends with SystemExit
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> Never:
        """Run a command line; ends with its exit code."""
        arguments = list(sys.argv[1:] if args is None else args)
        tolerate_encodings()
        session = Session(language=asked_language(arguments) or system_language(os.environ))
        name = prog_name or self.name or ""
        self._main_shell_completion(extra, name)

        def work() -> Any:
            with self.make_context(name, arguments, obj=session) as context:
                return self.invoke(context)

        sys.exit(run(session, work))


def _show_help(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(context.get_help(), sys.stdout)
        context.exit()


def _version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"tiktok-shop {VERSION}", sys.stdout)
        context.exit()
