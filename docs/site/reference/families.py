"""A page for each family: its operations, what they take and what they answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from inspect import Parameter, cleandoc
from typing import Any

from tiktok_shop_sdk.cli.operations import described
from tiktok_shop_sdk.core.operation import Declaration, PagedOperation
from tiktok_shop_sdk.models.base import Open
from tiktok_shop_sdk.resources import FAMILIES, every_operation, operations_of

from . import markup
from .shelf import Shape, Shelf, Told, module_of
from .source import aliases, signature

_NAME_IN_BRACKETS = re.compile(r"\(((?:[^()]|\([^()]*\))+)\)")
_POLICY = {"required": "required: `{}`", "optional": "optional", "forbidden": ""}


def pages() -> dict[str, str]:
    """The families' pages, and the page that lists them."""
    return {"families/index.md": _overview(), **{f"families/{family}.md": _page(family) for family in FAMILIES}}


def about(family: str) -> str:
    """What a family is for, in the words of its module."""
    module = module_of(next(operations_of(family)).function)
    return cleandoc(module.__doc__ or "").partition("\n")[0]


def official_name(declaration: Declaration[..., Any]) -> str:
    """What the platform's documentation calls an operation; our docstrings say it in brackets."""
    first = cleandoc(declaration.__doc__ or "").partition("\n\n")[0]
    found = _NAME_IN_BRACKETS.findall(" ".join(first.split()))
    return str(found[-1]) if found else ""


def _overview() -> str:
    rows = []
    for family in FAMILIES:
        operations = list(operations_of(family))
        classes = sorted({one.terms.data_class for one in operations})
        quotas = sorted({one.terms.quota for one in operations})
        rows.append(
            (
                markup.link(markup.code(family), f"{family}.html"),
                str(len(operations)),
                markup.line(about(family)),
                markup.codes(classes),
                markup.codes(quotas),
            )
        )
    listed = markup.table(("Family", "Operations", "What it is for", "Purpose classes", "Counts against"), rows)
    every = [
        (
            markup.link(markup.code(one.id), f"{one.id.partition('.')[0]}.html#{one.id}"),
            markup.line(official_name(one)),
            markup.code(one.terms.route),
        )
        for one in every_operation()
    ]
    total = len(every)
    return (
        f"# Families / 接口族\n\n{total} operations in {len(FAMILIES)} families, generated from their declarations. "
        "`client.orders`, `client.shop(shop).orders`: a family is an attribute of the client. The same table at the "
        f"command line: `tiktok-shop operations`.\n\n{listed}\n\n"
        f"## All operations\n\n{markup.table(('Operation', 'Official name', 'Route'), every)}\n"
    )


def _page(family: str) -> str:
    shelf = Shelf()
    operations = "\n\n".join(_operation(one, shelf) for one in operations_of(family))
    shapes = shelf.all()
    sections = [
        f"# {family}\n\n{markup.prose(about(family))}",
        f"## Operations\n\n{operations}",
        _section("What they answer", (shape_of(one, shelf) for one in shapes if one.form == "answer")),
        _section("What they take", (shape_of(one, shelf) for one in shapes if one.form == "body")),
        values_of(shapes, shelf),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _section(title: str, parts: Iterable[str]) -> str:
    told = "\n\n".join(parts)
    return f"## {title}\n\n{told}" if told else ""


def _operation(declaration: Declaration[..., Any], shelf: Shelf) -> str:
    plain = described(declaration)
    answer = shelf.told(declaration.function.__annotations__["return"], module_of(declaration.function))
    parts = [
        f"### {declaration.id} {{ #{declaration.id} }}",
        markup.prose(declaration.__doc__),
        f"```python\n{signature(declaration.id.rpartition('.')[2], declaration.function)}\n```",
        markup.facts(_facts(declaration, plain, answer)),
    ]
    rows = [_parameter(declaration, name, parameter, shelf) for name, parameter in _parameters(declaration)]
    if rows:
        parts.append(markup.table(("Parameter", "Place", "Type", "", "What"), rows))
    return "\n\n".join(parts)


def _parameters(declaration: Declaration[..., Any]) -> list[tuple[str, Parameter]]:
    return list(declaration.signature.parameters.items())


def _facts(declaration: Declaration[..., Any], plain: dict[str, Any], answer: Told) -> list[tuple[str, str]]:
    terms = declaration.terms
    purpose = plain["purpose"]
    return [
        ("Official name", markup.line(official_name(declaration))),
        ("Route", markup.code(plain["route"])),
        ("Version", markup.code(plain["version"])),
        ("May be pinned to", markup.codes(plain["also"])),
        ("Older, with another shape", markup.codes(getattr(terms, "differing", ()))),
        ("Counts against", "; ".join(map(markup.line, plain["limits"])) or "the pace only"),
        ("Purpose class", markup.link(markup.code(purpose), f"../reference/purposes.html#{purpose.replace(':', '-')}")),
        ("Scopes", markup.codes(plain["scopes"])),
        ("Token of", plain["token"]),
        ("Shop", markup.line(_POLICY[plain["shop"]].format("client.shop(shop)"))),
        ("Category asset", markup.line(_POLICY[plain["asset"]].format("client.asset(asset)"))),
        ("Pages", _paging(declaration)),
        ("Idempotency key", markup.code(terms.idempotency_key or "")),
        ("Repeated after trouble", "yes" if declaration.repeatable else "no: it may have been carried out"),
        ("Body", "multipart form" if terms.multipart else ""),
        ("Provisional", "yes: known from secondary sources only" if plain["provisional"] else ""),
        (
            "Answers",
            answer.html + (f", the {markup.code(terms.answer)} of the platform's data" if terms.answer else ""),
        ),
    ]


def _paging(declaration: Declaration[..., Any]) -> str:
    if not isinstance(declaration, PagedOperation):
        return ""
    paging = declaration.paging
    token, items = markup.code(paging.parameter), markup.code(paging.items)
    return f"{token} in the {paging.place} (by {paging.style}); the list is {items}"


def _parameter(
    declaration: Declaration[..., Any], name: str, parameter: Parameter, shelf: Shelf
) -> tuple[str, str, str, str, str]:
    told = shelf.told(declaration.function.__annotations__[name], module_of(declaration.function))
    place = declaration.places[name]
    return (
        markup.code(name),
        f"{place} and body" if name in getattr(declaration, "repeated", ()) else place,
        told.html,
        "required" if parameter.default is Parameter.empty else "",
        "; ".join(told.notes),
    )


def shape_of(shape: Shape, shelf: Shelf) -> str:
    """An answer or a body of a request, field by field."""
    rows = [
        (
            markup.code(written.name),
            told.html,
            *(("required" if written.needed else "",) if shape.form == "body" else ()),
            "; ".join(told.notes),
        )
        for written, told in shelf.fields(shape.value)
    ]
    columns = ("Field", "Type", "", "What") if shape.form == "body" else ("Field", "Type", "What")
    told = markup.table(columns, rows) if rows else ""
    return f"#### {shape.name} {{ #{shape.anchor} }}\n\n{markup.prose(shape.value.__doc__)}\n\n{told}"


def values_of(shapes: list[Shape], shelf: Shelf) -> str:
    """The named sets of values among these shapes."""
    named = sorted((one for one in shapes if one.form == "value"), key=lambda one: one.name)
    if not named:
        return ""
    rows = []
    for shape in named:
        written = aliases(shape.module)[shape.name]
        values = _literals(shape.value)
        told = shelf.told(written.expression, shape.module)
        meant = markup.codes(values) if values else "; ".join((told.html, *told.notes))
        others = "and others" if Open in getattr(shape.value, "__metadata__", ()) else ""
        rows.append((markup.code(shape.name), meant, " ".join((others, markup.line(written.said))).strip()))
    said = 'Where it says "and others", the platform adds values without notice, and they are accepted.'
    table = markup.table(("Name", "Values", ""), rows, anchors=[one.anchor for one in named])
    return f"## Values\n\n{said}\n\n{table}"


def _literals(value: Any) -> list[Any]:
    """The documented values of an enum."""
    inner = getattr(value, "__origin__", value) if hasattr(value, "__metadata__") else value
    found: list[Any] = []
    for one in (inner, *getattr(inner, "__args__", ())):
        if "Literal" in str(getattr(one, "__origin__", "")):
            found += one.__args__
    return list(dict.fromkeys(found))
