"""Results go to stdout, messages to stderr; tables and progress bars are for people only."""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TextIO

import click

from .language import Language
from .texts import say

Row = Sequence[object]
Show = Callable[[int, int | None], None]
"""Tells a progress bar how many things are done, and of how many if that is known."""


def tolerate_encodings() -> None:
    """A console that cannot show a character shows a question mark; it never ends the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def printable(text: str) -> str:
    """A text that cannot steer a terminal: control and format characters are left out."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def cell(value: object) -> str:
    """A value in one line of a table."""
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M:%S %z")
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    text = "" if value is None else str(value)
    return printable(text).replace("\n", " ").replace("\t", " ")


class Screen:
    """One language, and one form: for people or, with `json`, for programs."""

    def __init__(self, language: Language, *, json: bool) -> None:
        self.language: Language = language
        self.json = json

    def say(self, key: str, **values: object) -> str:
        """A text of the catalogue in this language."""
        return say(key, self.language, **{name: cell(value) for name, value in values.items()})

    # stdout

    def document(self, value: Any) -> None:
        """The one JSON document of this run."""
        self._out(self._dumps(value, indent=2 if _is_terminal(sys.stdout) else None))

    def line(self, value: Any) -> None:
        """One of many JSON documents, in a line of its own."""
        self._out(self._dumps(value, indent=None))

    def text(self, text: str) -> None:
        """A line for people."""
        self._out(printable(text))

    def heading(self, text: str) -> None:
        """What comes next."""
        self._out("")
        click.secho(printable(text), sys.stdout, fg="cyan", bold=True)

    def verdict(self, level: str, text: str, colour: str) -> None:
        """A line that begins with OK, WARN or FAIL; coloured where a person looks."""
        click.echo(f"{click.style(f'{level:<4}', fg=colour, bold=True)}  {printable(text)}", sys.stdout)

    def facts(self, facts: Mapping[str, object]) -> None:
        """Named values: the keys are names of the catalogue."""
        for key, value in facts.items():
            self.text(f"{self.say(key)}: {cell(value)}")

    def table(self, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """A table for people; in a pipe, lines with tabs. The columns are names of the catalogue."""
        heads = [self.say(column) for column in columns]
        texts = [[cell(value) for value in row] for row in rows]
        if not _is_terminal(sys.stdout):
            for line in [heads, *texts]:
                self._out("\t".join(line))
            return
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for head in heads:
            table.add_column(Text(head, style="bold"), overflow="fold")
        for row in texts:
            table.add_row(*(Text(value) for value in row))
        Console(file=sys.stdout, markup=False, highlight=False).print(table)

    # stderr

    def note(self, key: str, **values: object) -> None:
        """A message for whoever watches; never part of the result."""
        self.message(self.say(key, **values))

    def message(self, text: str, *, style: str = "") -> None:
        """The same for a text that is ready."""
        shown = printable(text)
        click.echo(click.style(shown, fg=style) if style else shown, sys.stderr)

    def error_document(self, value: Any) -> None:
        """What went wrong, for programs: in one line."""
        click.echo(json.dumps(value, ensure_ascii=not _is_unicode(sys.stderr)), sys.stderr)

    @contextmanager
    def progress(self, key: str) -> Iterator[Show]:
        """A bar where a person looks at stderr; elsewhere nothing, for the result says it all."""
        if self.json or not _is_terminal(sys.stderr):
            yield lambda done, total: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        console = Console(stderr=True, markup=False, highlight=False)
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(self.say(key), total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def _dumps(self, value: Any, *, indent: int | None) -> str:
        return json.dumps(value, ensure_ascii=not _is_unicode(sys.stdout), indent=indent, allow_nan=False)

    def _out(self, text: str) -> None:
        click.echo(text, sys.stdout)  # by itself click would write UTF-8 to a console that is said to be ASCII


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty()


def _is_unicode(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "").startswith("utf")
