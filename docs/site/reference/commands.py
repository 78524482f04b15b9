"""The page of the command line: each command with its help, in English and Chinese, as the program prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tiktok_shop_sdk.cli.app import app
from tiktok_shop_sdk.cli.language import Language
from tiktok_shop_sdk.cli.session import Session

_WIDTH = 100


def page() -> str:
    """All commands, in the order of the program's own help."""
    said = "\n\n".join(_command(path) for path in every_command())
    return (
        "# Commands / 命令行\n\n"
        "`pip install 'tiktok-shop-sdk[cli]'` brings `tiktok-shop`. Every command takes the global options, wherever "
        "they stand; `--json` makes output for programs, and the exit codes are for cron.\n"
        "所有命令都接受全局选项;`--json` 供程序读取,退出码供 cron 判断。\n\n"
        f"{said}\n"
    )


def every_command() -> Iterator[tuple[str, ...]]:
    """The names of each command and group: `("orders", "pull")`; the program itself is `()`."""
    return _below((), app)


def _below(path: tuple[str, ...], command: click.Command) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _below((*path, name), found)


def _command(path: tuple[str, ...]) -> str:
    title = " ".join(("tiktok-shop", *path))
    shown = "\n".join(f"```text\n{_help(path, language)}\n```" for language in ("en", "zh"))
    return f"## {title} {{ #{title.replace(' ', '-')} }}\n\n{shown}"


def _help(path: tuple[str, ...], language: Language) -> str:
    session = Session(language=language)
    context = click.Context(app, info_name="tiktok-shop", obj=session, terminal_width=_WIDTH)
    command: click.Command = app
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(context, name)
        assert found is not None
        command = found
        context = click.Context(command, parent=context, info_name=name, terminal_width=_WIDTH)
    return command.get_help(context).rstrip()
