"""What stands in a module's source and nowhere else: how types are written, comments, texts below a name."""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import resolve_name
from inspect import getsource
from textwrap import dedent
from types import ModuleType
from typing import Any

PACKAGE = "tiktok_shop_sdk"
_LINE = 90  # characters of a signature that fit beside the two side bars


@dataclass(frozen=True, slots=True)
class Written:
    """A name that a module or a class declares: its type or value, and what is said of it."""

    name: str
    expression: ast.expr
    module: ModuleType
    default: str = ""
    said: str = ""  # the text below it, or the comment behind it
    needed: bool = True  # whether a body of a request must have it


@dataclass(frozen=True, slots=True)
class _Source:
    tree: ast.Module
    comments: Mapping[int, str]


@cache
def _source(module: ModuleType) -> _Source:
    text = getsource(module)
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = {one.start[0]: one.string.lstrip("# ") for one in tokens if one.type == tokenize.COMMENT}
    return _Source(ast.parse(text), comments)


@cache
def aliases(module: ModuleType) -> Mapping[str, Written]:
    """The names that a module assigns, with the text that stands below them."""
    source = _source(module)
    found = {}
    for node, following in zip(source.tree.body, [*source.tree.body[1:], None], strict=True):
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case _:
                continue
        found[name] = Written(name, value, module, said=_text(following))
    return found


def _text(node: ast.stmt | None) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str(said))):
            return said
    return ""


@cache
def _imports(module: ModuleType) -> Mapping[str, str]:
    package = module.__package__ or ""
    return {
        alias.asname or alias.name: resolve_name("." * node.level + (node.module or ""), package)
        for node in ast.walk(_source(module).tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def home_of(name: str, module: ModuleType) -> ModuleType | None:
    """The module of this package in which a name that `module` uses is declared; None for foreign ones."""
    while (origin := _imports(module).get(name)) is not None:
        if not origin.startswith(PACKAGE):
            return None
        module = import_module(origin)
    return module if hasattr(module, name) else None


def fields_of(shape: type) -> list[Written]:
    """The fields that a class declares, those of its bases first, with what is said of each."""
    module = sys.modules[shape.__module__]
    if not shape.__module__.startswith(PACKAGE):
        return []
    source = _source(module)
    node = next(one for one in source.tree.body if isinstance(one, ast.ClassDef) and one.name == shape.__name__)
    inherited = [
        field
        for base in node.bases
        if isinstance(base, ast.Name) and isinstance(getattr(module, base.id, None), type)
        for field in fields_of(getattr(module, base.id))
    ]
    own = _declared(node, source, module)
    names = {field.name for field in own}
    return [*(field for field in inherited if field.name not in names), *own]


def _declared(node: ast.ClassDef, source: _Source, module: ModuleType) -> list[Written]:
    found = []
    # With annotations as texts, `__required_keys__` does not know what is not required.
    partial = any(one.arg == "total" and ast.unparse(one.value) == "False" for one in node.keywords)
    for one, following in zip(node.body, [*node.body[1:], None], strict=True):
        if not isinstance(one, ast.AnnAssign) or not isinstance(one.target, ast.Name) or one.target.id.startswith("_"):
            continue
        mark = ast.unparse(one.annotation).partition("[")[0]
        if mark == "ClassVar":
            continue
        said = _text(following) or source.comments.get(one.end_lineno or 0, "")
        default = ast.unparse(one.value) if one.value else ""
        needed = mark == "Required" or not (partial or mark == "NotRequired")
        found.append(Written(one.target.id, one.annotation, module, default, said, needed))
    return found


def signature(name: str, function: Callable[..., Any]) -> str:
    """A signature as it is written, on one line if there is room."""
    (node,) = ast.parse(dedent(getsource(function))).body
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    asks = "async " if isinstance(node, ast.AsyncFunctionDef) else ""
    answer = f" -> {ast.unparse(node.returns)}" if node.returns and node.name != "__init__" else ""
    pieces = _parameters(node.args)
    flat = f"{asks}{name}({', '.join(pieces)}){answer}"
    if len(flat) <= _LINE:
        return flat
    return f"{asks}{name}(\n" + "".join(f"    {piece},\n" for piece in pieces) + f"){answer}"


def _parameters(given: ast.arguments) -> list[str]:
    plain = [*given.posonlyargs, *given.args]
    defaults = [None] * (len(plain) - len(given.defaults)) + list(given.defaults)
    pieces = [_parameter(*one) for one in zip(plain, defaults, strict=True) if one[0].arg not in ("self", "cls")]
    if given.vararg:
        pieces.append(f"*{_parameter(given.vararg, None)}")
    elif given.kwonlyargs:
        pieces.append("*")
    pieces += [_parameter(*one) for one in zip(given.kwonlyargs, given.kw_defaults, strict=True)]
    return [*pieces, *([f"**{_parameter(given.kwarg, None)}"] if given.kwarg else [])]


def _parameter(given: ast.arg, default: ast.expr | None) -> str:
    kind = f": {ast.unparse(given.annotation)}" if given.annotation else ""
    return f"{given.arg}{kind}{f' = {ast.unparse(default)}' if default else ''}".replace("'", '"')
