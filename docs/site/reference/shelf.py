"""The types that a page explains: written as the source writes them, each name linked to where it is told."""

from __future__ import annotations

import ast
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from types import ModuleType
from typing import Any, Literal, get_args, is_typeddict

from typing_extensions import is_typeddict as is_extended_typeddict

from tiktok_shop_sdk.core.sensitive import POLICY, Kind, Release, Strip
from tiktok_shop_sdk.models.base import Model

from . import markup
from .source import PACKAGE, Written, aliases, fields_of, home_of

TYPES_PAGE = "../reference/types.html"
KINDS_PAGE = "../reference/kinds.html"
# Types that every family uses; the page of types explains them, and no other page does.
COMMON = ("models.base", "core.absent", "core.paging", "core.request", "core.secret", "core.sensitive")
_PLACES = ("Query", "Body", "Required", "NotRequired", "ClassVar")


@dataclass(frozen=True, slots=True)
class Told:
    """A type as it stands in a table: its HTML, and in words what the type alone does not say."""

    html: str
    notes: tuple[str, ...] = ()

    def __add__(self, other: str | Told) -> Told:
        more = Told(other) if isinstance(other, str) else other
        return Told(self.html + more.html, (*self.notes, *(note for note in more.notes if note not in self.notes)))


@dataclass(frozen=True, slots=True)
class Shape:
    """A type that the page explains: an answer, a body of a request, or a name for a set of values."""

    name: str
    anchor: str
    value: Any
    module: ModuleType

    @property
    def form(self) -> Literal["answer", "body", "value"]:
        if not isinstance(self.value, type):
            return "value"
        return "answer" if issubclass(self.value, Model) else "body"


@dataclass(slots=True)
class Shelf:
    """What one page explains, in the order in which it is first met."""

    shapes: dict[tuple[str, str], Shape] = field(default_factory=dict)
    _unread: deque[Shape] = field(default_factory=deque)

    def told(self, written: ast.expr | str, module: ModuleType) -> Told:
        """A type as the source writes it, with links; what it names is put on the shelf."""
        node = ast.parse(written, mode="eval").body if isinstance(written, str) else written
        told = self._told(node, module)
        return Told(f"<code>{told.html}</code>", told.notes)

    def fields(self, shape: type) -> list[tuple[Written, Told]]:
        """The fields of a class, with their types and with what is said of them."""
        return [(one, self._field(one)) for one in fields_of(shape)]

    def _field(self, written: Written) -> Told:
        told = self.told(written.expression, written.module)
        # A field may say in its default by which name it arrives: `= Field(validation_alias=...)`.
        named = self.told(f"Annotated[Any, {written.default}]", written.module).notes if "(" in written.default else ()
        said = (markup.line(written.said),) if written.said else ()
        return Told(told.html, (*told.notes, *named, *said))

    def all(self) -> list[Shape]:
        """Everything on the shelf, and everything that it names in turn."""
        while self._unread:
            shape = self._unread.popleft()
            if shape.form != "value":  # what those name was read with their name
                self.fields(shape.value)
        return list(self.shapes.values())

    def _told(self, node: ast.expr, module: ModuleType) -> Told:
        match node:
            case ast.Constant(value=str(text)):
                return self._told(ast.parse(text, mode="eval").body, module)
            case ast.Name(id=name):
                return self._name(name, module)
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return self._told(left, module) + " | " + self._told(right, module)
            case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[inner, *marks])):
                told = self._told(inner, module)
                return Told(told.html, (*told.notes, *_notes(marks, ast.unparse(inner))))
            case ast.Subscript(value=ast.Name(id=name), slice=inner) if name in _PLACES:
                return self._told(inner, module)
            case ast.Subscript(value=ast.Name(id="Literal")):
                return Told(escape(ast.unparse(node)))
            case ast.Subscript(value=outer, slice=inner):
                return self._told(outer, module) + "[" + self._told(inner, module) + "]"
            case ast.Tuple(elts=several) | ast.List(elts=several):
                told = Told("")
                for number, one in enumerate(several):
                    told = told + (", " if number else "") + self._told(one, module)
                return told
        return Told(escape(ast.unparse(node)))

    def _name(self, name: str, module: ModuleType) -> Told:
        home = home_of(name, module)
        if home is None:
            return Told(name)
        value = getattr(home, name)
        if kinds := _kinds(value):
            return Told(markup.link(name, f"{KINDS_PAGE}#{kinds[0]}"), tuple(map(_stripped, kinds)))
        if home.__name__.removeprefix(f"{PACKAGE}.") in COMMON:
            written = aliases(home).get(name)
            unit = (written.said if written else "").partition(";")[0].rstrip(".").replace("\n", " ")
            return Told(markup.link(name, f"{TYPES_PAGE}#{name}"), (markup.line(unit),) if unit else ())
        if not self._explains(name, value, home):
            return Told(name)
        # What a name stands for has its unit and its limits.
        notes = () if isinstance(value, type) else self._told(aliases(home)[name].expression, home).notes
        return Told(markup.link(name, f"#{self._put(name, value, home).anchor}"), notes)

    def _explains(self, name: str, value: Any, home: ModuleType) -> bool:
        if isinstance(value, type):
            return issubclass(value, Model) or is_typeddict(value) or is_extended_typeddict(value)
        return name in aliases(home)

    def _put(self, name: str, value: Any, home: ModuleType) -> Shape:
        key = (home.__name__, name)
        if key not in self.shapes:
            taken = {shape.anchor for shape in self.shapes.values()}
            # Two modules of one family may use one name.
            anchor = name if name not in taken else f"{home.__name__.rpartition('.')[2]}-{name}"
            self.shapes[key] = Shape(name, anchor, value, home)
            self._unread.append(self.shapes[key])
        return self.shapes[key]


def _kinds(value: Any) -> list[Kind]:
    return [mark.kind for mark in get_args(value)[1:] if isinstance(mark, (Strip, Release))]


def _stripped(kind: Kind) -> str:
    rule = next(rule for rule in POLICY if rule.kind is kind)
    shown = markup.link(markup.code(kind), f"{KINDS_PAGE}#{kind}")
    if not rule.released_by:
        return f"stripped always: {shown}"
    classes = " or ".join(markup.code(f"{name}:read") for name in rule.released_by)
    return f"stripped unless the purpose covers {classes}: {shown}"


def _notes(marks: Sequence[ast.expr], of: str) -> Iterator[str]:
    for mark in marks:
        match mark:
            case ast.Call(func=ast.Name(id="Field"), keywords=keywords):
                yield from _limits({one.arg or "": one.value for one in keywords}, of)


def _limits(said: dict[str, ast.expr], of: str) -> Iterator[str]:
    written = {name: ast.unparse(value).replace("_", "") for name, value in said.items()}
    counted = " items" if of.startswith(("list", "Many")) else " characters"
    for low, high, unit in (("ge", "le", ""), ("min_length", "max_length", counted)):
        match written.get(low), written.get(high):
            case str(least), str(most):
                yield f"{least} to {most}{unit}" if least != most else f"exactly {least}{unit}"
            case str(least), None:
                yield f"at least {least}{unit}"
            case None, str(most):
                yield f"at most {most}{unit}"
    if alias := said.get("validation_alias"):
        names = [one.value for one in ast.walk(alias) if isinstance(one, ast.Constant)]
        yield f"arrives as {markup.codes(names)}"


def module_of(function: Any) -> ModuleType:
    """The module in which a function or a class was written."""
    return sys.modules[function.__module__]
