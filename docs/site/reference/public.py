"""Pages of the Python names that one may import: declarations, clients, jobs, errors, common types."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from enum import Enum
from importlib import import_module
from textwrap import dedent
from types import ModuleType
from typing import Any

from pydantic import BaseModel

import tiktok_shop_sdk
from tiktok_shop_sdk import AsyncPager, Page, Pager, Stripped, errors
from tiktok_shop_sdk.core.request import Upload
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.families import Families
from tiktok_shop_sdk.webhooks.events import Event

from . import markup
from .shelf import COMMON
from .source import PACKAGE, aliases, fields_of, signature

DECLARATIONS = (
    "Account", "App", "UserAgent", "PurposeStatement", "Egress", "Direct", "Proxy", "Limits", "Window", "Endpoints",
)  # fmt: skip
_SHARED = (Page, Pager, AsyncPager, Upload, Stripped, Secret)
_NEVER_MADE = (*_SHARED, Families)  # by a user
_INTERNAL = ("make",)  # what the families call
# Where the rest of the public names lives.
PACKAGES = ("sync", "exporters", "webhooks")


def declarations() -> str:
    """The settings of an account."""
    said = "\n\n".join(_named(name) for name in DECLARATIONS)
    return (
        "# Declarations / 账号声明\n\n"
        "What an account states before its first call. The same settings in a file: [The account file](../account.md). "
        "Times are in seconds; the source of a number stands beside it in brackets.\n\n"
        f"{said}\n"
    )


def api() -> str:
    """Every public name but declarations and errors."""
    values = {name: getattr(tiktok_shop_sdk, name) for name in tiktok_shop_sdk.__all__ if not name.startswith("__")}
    faults = ", ".join(f"`{name}`" for name, value in values.items() if _is_error(value) or value is errors)
    shared = ", ".join(f"[`{name}`](types.md#{name})" for name, value in values.items() if value in _SHARED)
    elsewhere = (*DECLARATIONS, *re.findall(r"`(\w+)`", faults + shared))
    own = "\n\n".join(_told(name, value) for name, value in values.items() if name not in elsewhere)
    more = "\n\n".join(_package(name) for name in PACKAGES)
    declared = ", ".join(f"[`{name}`](declarations.md#{name})" for name in DECLARATIONS)
    return (
        "# Python API\n\n"
        f"`from {PACKAGE} import ...`. Declarations ({declared}), errors ([{faults}](exceptions.md)) and common "
        f"types ({shared}) have pages of their own; families are attributes of a client "
        "([all families](../families/index.md)).\n\n"
        f"## {PACKAGE}\n\n{own}\n\n{_class('Families', Families)}\n\n{more}\n"
    )


def exceptions() -> str:
    """The tree of errors, and each class."""
    tree = inspect.cleandoc(errors.__doc__ or "")
    drawn = tree.partition("\n\n")[2].partition("\n\n")[0]
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.ShopError)]
    more = [kind for name in PACKAGES for _, kind in _names(import_module(f"{PACKAGE}.{name}")) if _is_error(kind)]
    said = "\n\n".join(_error(kind) for kind in dict.fromkeys((*kinds, *more)))
    return (
        "# Error classes / 错误类\n\n"
        "`from tiktok_shop_sdk import errors`. All are `ShopError`; catch the class that you can act on. "
        "How to: [Errors](../errors.md), [错误处理](../errors.zh-CN.md).\n\n"
        f"```text\n{dedent(drawn)}\n```\n\n{said}\n"
    )


def _error(kind: type[errors.ShopError]) -> str:
    bases = ", ".join(
        markup.link(markup.code(base.__name__), f"#{base.__name__}") if _is_error(base) else markup.code(base.__name__)
        for base in kind.__bases__
    )
    delivered = {False: "False: nothing was done", True: "True: it was delivered", None: "None: nobody can know"}
    rows = [
        ("Is a", bases),
        ("Import", "" if kind.__module__ == errors.__name__ else _import(kind)),
        ("delivered", delivered[kind.delivered]),
        ("next_step", markup.line(kind.next_step)),
        ("next_step_zh", markup.line(kind.next_step_zh)),
    ]
    return f"## {kind.__name__} {{ #{kind.__name__} }}\n\n{markup.prose(kind.__doc__)}\n\n{markup.facts(rows)}"


def _import(kind: type) -> str:
    name = next(name for name in PACKAGES if hasattr(import_module(f"{PACKAGE}.{name}"), kind.__name__))
    return markup.code(f"from {PACKAGE}.{name} import {kind.__name__}")


def types() -> str:
    """The types that all families share."""
    said = {"Id": "An id of the platform, as text: it has more digits than a float can hold."}  # has none in the source
    for module in COMMON:
        said |= {one.name: one.said for one in aliases(import_module(f"{PACKAGE}.{module}")).values() if one.said}
    rows = [(markup.code(name), markup.line(text)) for name, text in said.items()]
    classes = "\n\n".join(_class(kind.__name__, kind) for kind in _SHARED)
    return (
        "# Common types / 通用类型\n\n"
        "What the families' models and parameters are made of. Fields that the platform left out are None; "
        "lists are empty.\n\n"
        f"{markup.table(('Type', 'What it is'), rows, anchors=list(said))}\n\n{classes}\n"
    )


def _package(name: str) -> str:
    module = import_module(f"{PACKAGE}.{name}")
    own = [(one, value) for one, value in _names(module) if not _is_error(value) and not _is_event(value)]
    told = "\n\n".join(_told(one, value) for one, value in own)
    return f"## {PACKAGE}.{name}\n\n{markup.prose(module.__doc__)}\n\n{told}"


def _names(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The names that a package offers."""
    for name in getattr(module, "__all__", None) or vars(module):
        value = getattr(module, name)
        if getattr(value, "__module__", "").startswith(PACKAGE) and not name.startswith("_"):
            yield name, value


def _named(name: str) -> str:
    return _told(name, getattr(tiktok_shop_sdk, name))


def _told(name: str, value: Any) -> str:
    if isinstance(value, type):
        return _class(name, value)
    if inspect.isfunction(value):
        return f"### {name} {{ #{name} }}\n\n{_callable(name, value)}\n\n{markup.prose(value.__doc__)}"
    return f"### {name} {{ #{name} }}\n\n{_constant(name, value)}"


def _constant(name: str, value: Any) -> str:
    written = aliases(import_module(f"{PACKAGE}.core.operation")).get(name)
    return markup.prose(written.said) if written else f"`{value!r}`"


def _class(name: str, kind: type) -> str:
    parts = [f"### {name} {{ #{name} }}", markup.prose(kind.__doc__)]
    if issubclass(kind, Enum):
        parts.append(", ".join(f"`{one.value}`" for one in kind))
        return "\n\n".join(parts)
    rows = [
        (
            markup.code(one.name),
            markup.code(ast.unparse(one.expression)),
            markup.code(_default(one.default)),
            markup.line(one.said),
        )
        for one in (fields_of(kind) if _takes_its_fields(kind) else ())
    ]
    if rows:
        parts.append(markup.table(("Setting" if name in DECLARATIONS else "Field", "Type", "Default", ""), rows))
    elif "__init__" in vars(kind) and kind not in _NEVER_MADE:
        parts.append(_callable(name, vars(kind)["__init__"]))
    if Families in kind.__bases__:
        parts.append("Also all that [`Families`](#Families) has.")
    parts += [_member(name, attribute, value) for attribute, value in _members(kind)]
    return "\n\n".join(part for part in parts if part)


def _takes_its_fields(kind: type) -> bool:
    """Whether a class is made from its fields, and not by a function of its own."""
    made = getattr(kind, "__dataclass_params__", None)
    return made.init if made is not None else issubclass(kind, BaseModel)


def _default(written: str) -> str:
    """What a field is if it is not given; how its dataclass comes by it is nobody's concern."""
    made = re.fullmatch(r"field\(default_factory=(.*)\)", written)
    return f"{made[1]}()" if made else "" if written.startswith("field(") else written


def _members(kind: type) -> Iterator[tuple[str, Any]]:
    """Public methods and properties that have something to say."""
    for name, value in vars(kind).items():
        function = _function(value)
        if not name.startswith("_") and name not in _INTERNAL and function is not None and function.__doc__:
            yield name, value


def _function(value: Any) -> Callable[..., Any] | None:
    match value:
        case property():
            return value.fget
        case classmethod() | staticmethod():
            found: Callable[..., Any] = value.__func__
            return found
    return value if inspect.isfunction(value) else None


def _member(owner: str, name: str, value: Any) -> str:
    function = _function(value)
    assert function is not None
    shown = f"```python\n{owner}.{name}\n```" if isinstance(value, property) else _callable(f"{owner}.{name}", function)
    return f"{shown}\n\n{markup.prose(function.__doc__)}"


def _callable(name: str, function: Callable[..., Any]) -> str:
    return f"```python\n{signature(name, function)}\n```"


def _is_event(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, Event)


def _is_error(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, errors.ShopError)
