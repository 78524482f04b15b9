"""Small pieces of Markdown and HTML: prose as it stands in a docstring, tables, anchors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from inspect import cleandoc

_CODE = re.compile(r"(`[^`\n]+`)")


def prose(docstring: str | None) -> str:
    """A docstring as Markdown: what is not code is taken by the letter, and indented lines stay as they are."""
    paragraphs = cleandoc(docstring or "").split("\n\n")
    return "\n\n".join(_paragraph(one) for one in paragraphs)


def _paragraph(text: str) -> str:
    lines = text.splitlines()
    if any(line.startswith("  ") for line in lines):
        return f"```text\n{text}\n```"
    return "\n".join(_by_the_letter(line) for line in lines)


def _by_the_letter(line: str) -> str:
    pieces = _CODE.split(line)
    return "".join(piece if piece.startswith("`") else re.sub(r"([\\*_\[\]<>#|])", r"\\\1", piece) for piece in pieces)


def line(text: str) -> str:
    """One line of a docstring as HTML, for a cell of a table."""
    pieces = _CODE.split(" ".join(text.split()))
    return "".join(code(piece[1:-1]) if piece.startswith("`") else escape(piece) for piece in pieces)


def code(text: object) -> str:
    """Code in a cell of a table; without a text, nothing."""
    return f"<code>{escape(str(text))}</code>" if text != "" else ""


def codes(texts: Iterable[object]) -> str:
    """Several pieces of code."""
    return ", ".join(code(text) for text in texts)


def link(shown: str, to: str) -> str:
    """A link in a cell of a table; `shown` is HTML already."""
    return f'<a href="{escape(to)}">{shown}</a>'


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, anchors: Sequence[str] = ()) -> str:
    """A table whose cells are HTML; `anchors` are the ids of its rows, if they have any."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "\n".join(
        f"<tr{_id(anchors, number)}>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for number, row in enumerate(rows)
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _id(anchors: Sequence[str], number: int) -> str:
    return f' id="{escape(anchors[number])}"' if anchors else ""


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """A table of two columns without a head; a fact that is empty is left out."""
    cells = "\n".join(f"<tr><th>{escape(name)}</th><td>{value}</td></tr>" for name, value in rows if value)
    return f'<table class="facts">\n<tbody>\n{cells}\n</tbody>\n</table>'
