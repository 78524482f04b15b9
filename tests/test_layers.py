"""Imports point down only, the core neither waits nor talks, and importing the package is cheap."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import tiktok_shop_sdk

ROOT = Path(tiktok_shop_sdk.__file__).parent
PACKAGE = "tiktok_shop_sdk"

# From the ground up; what shares a line may import each other, and all that is above it in this list.
LAYERS = (
    ("__about__",),
    ("errors",),
    ("core",),
    ("models",),
    ("resources",),
    ("sections",),
    ("account",),
    ("ports",),
    ("stores", "sinks"),
    ("purge",),
    ("home",),
    ("transfer",),
    ("engine",),
    ("families",),
    ("client",),
    ("webhooks", "sandbox", "sync", "exporters", "otel"),
    ("testing",),
    ("cli",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

# What belongs to the world: the core decides, and never waits, reads a clock or opens anything.
WORLDLY = {
    "asyncio", "threading", "time", "socket", "ssl", "os", "pathlib", "random", "secrets", "sqlite3", "subprocess",
    "tempfile", "shutil", "signal", "logging", "httpx", "aiolimiter", "concurrent", "multiprocessing", "selectors",
}  # fmt: skip


def sources() -> Iterator[Path]:
    return ROOT.rglob("*.py")


def imported(path: Path, tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Absolute names of everything that a module imports at run time."""
    package = (PACKAGE, *path.relative_to(ROOT).parts[:-1])
    for node in outside_type_checking(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *((node.module or "").split(".") if node.module else ())))
            yield from ((f"{module}.{alias.name}", node) for alias in node.names)


def outside_type_checking(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            yield from (n for child in node.orelse for n in ast.walk(child))
            continue
        yield node
        yield from outside_type_checking(node)


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def upward(path: Path, source: str) -> list[str]:
    here = layer_of(path)
    if here == "__init__":
        return []
    faults = []
    for name, _ in imported(path, ast.parse(source)):
        parts = name.split(".")
        if parts[0] != PACKAGE or len(parts) < 2:
            continue
        if LEVEL.get(parts[1], 99) > LEVEL[here]:
            faults.append(f"{here} imports {name}")
    return faults


def worldly(path: Path, source: str) -> list[str]:
    return [name for name, _ in imported(path, ast.parse(source)) if name.split(".")[0] in WORLDLY]


def test_every_module_has_its_layer() -> None:
    assert {layer_of(path) for path in sources()} - {"__init__"} <= set(LEVEL)


@pytest.mark.parametrize("path", sorted(sources()), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_downwards(path: Path) -> None:
    assert upward(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "core").glob("*.py")), ids=lambda path: path.name)
def test_the_core_neither_waits_nor_talks(path: Path) -> None:
    assert worldly(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "from ..client import TikTokShop",
        "from .. import client",
        "import tiktok_shop_sdk.client",
        "from tiktok_shop_sdk import client",
        "def f():\n    from ..ports.clock import Clock",
    ],
)
def test_an_upward_import_is_found_however_it_is_written(line: str) -> None:
    assert upward(ROOT / "core" / "flow.py", line)


@pytest.mark.parametrize("line", ["from time import sleep", "import asyncio.locks", "def f():\n    import os"])
def test_a_worldly_import_in_the_core_is_found(line: str) -> None:
    assert worldly(ROOT / "core" / "flow.py", line)


def test_httpx_is_imported_in_few_modules() -> None:
    """httpx may have to be replaced one day; these are the places to look."""
    importing = {
        str(path.relative_to(ROOT).as_posix())
        for path in sources()
        if any(name.split(".")[0] == "httpx" for name, _ in imported(path, ast.parse(path.read_text("utf-8"))))
    }
    assert importing == {"ports/given.py", "sandbox/messenger.py", "sandbox/transport.py"}


IMPORTED = f"import {PACKAGE}"
READY = """
account = tiktok_shop_sdk.Account.from_mapping({
    "name": "acme", "app": {"key": "key", "secret": "secret"}, "egress": {"registered": "127.0.0.1"},
    "user_agent": {"application": "erp", "version": "1", "contact": "ops@acme.example", "certificate": "TK-CERT-00017"},
    "statement": {"text": "Orders", "covers": ["orders:read"], "filed": "2024-01-01"},
    "endpoints": {"sandbox": "http://127.0.0.1:1"}, "state": sys.argv[1],
})
client = tiktok_shop_sdk.%s(account)
"""
# What each step leaves to those that follow, or to whoever asks for it.
FOR_THE_FIRST_CALL = {"httpcore", "certifi", "sqlite3", "core.slots", "stores.sqlite", "sinks.stream", "sinks.recovery"}
ONLY_IF_ASKED_FOR = {
    "httpx", "tenacity", "cryptography", "redis", "psycopg", "core.raw", "core.net", "core.plan",
    "core.observe", "core.error_codes", "sinks.several", "sinks.source", "purge", "transfer", "webhooks",
}  # fmt: skip
LEFT = {
    IMPORTED: {"httpx", "pydantic", "tenacity", "asyncio", "dataclasses", "core", "errors"},
    READY % "TikTokShop": FOR_THE_FIRST_CALL
    | ONLY_IF_ASKED_FOR
    | {"asyncio", "aiolimiter", "socket", "ssl", "logging", "resources.orders", "models", "ports.aio", "ports.places"},
    READY % "AsyncTikTokShop": FOR_THE_FIRST_CALL
    | ONLY_IF_ASKED_FOR
    | {"resources.orders", "models", "ports.blocking"},
    f"{READY % 'TikTokShop'}\nclient.shop('1').orders.search": ONLY_IF_ASKED_FOR | {"asyncio", "resources.products"},
    f"{READY % 'TikTokShop'}\nfrom tiktok_shop_sdk.ports.http import BlockingLine\n"
    "BlockingLine(account.egress, secure=False)": ONLY_IF_ASKED_FOR | {"asyncio", "ports.sockets"},
}


def loaded(step: str, names: set[str], state: Path) -> list[str]:
    """Which of these modules an interpreter has after a step, by names from here or from the package."""
    told = f"print(*[name for name in {names} if name in sys.modules or '{PACKAGE}.' + name in sys.modules])"
    command = [sys.executable, "-c", f"import sys\n{IMPORTED}\n{step}\n{told}", str(state)]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT.parent).stdout.split()


@pytest.mark.parametrize(("step", "left"), LEFT.items(), ids=["import", "blocking", "asyncio", "a family", "a way out"])
def test_each_step_loads_no_more_than_it_needs(step: str, left: set[str], tmp_path: Path) -> None:
    assert loaded(step, left, tmp_path) == []


def test_what_observers_are_told_in_is_loaded_before_the_first_call(tmp_path: Path) -> None:
    """They are told between the last check and the sending, where nothing slow may lie."""
    watched = READY.replace("(account)", "(account, observers=[print])")
    assert loaded(watched % "TikTokShop", {"core.observe"}, tmp_path) == ["core.observe"]


def test_what_no_step_loads_is_there_to_be_loaded() -> None:
    """A name that was misspelt, or is old, would be left for ever."""
    own = {path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in sources()}
    own |= {name.removesuffix(".__init__") for name in own}
    assert [name for name in set().union(*LEFT.values()) - own if find_spec(name) is None] == []


def test_every_public_name_can_be_loaded() -> None:
    for name in tiktok_shop_sdk.__all__:
        assert getattr(tiktok_shop_sdk, name) is not None
    assert set(tiktok_shop_sdk.__all__) <= set(dir(tiktok_shop_sdk))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = tiktok_shop_sdk.nothing


def test_the_surface_is_the_one_we_promised() -> None:
    """A new public name is a promise: add it here, and to the changelog."""
    assert tiktok_shop_sdk.__all__ == [
        "__version__", "errors", "observe", "Account", "ApiError", "App", "AsyncPager", "AsyncShop", "AsyncTikTokShop",
        "Direct", "Egress", "Endpoints", "FileLog", "KeyFromEnvironment", "KeyFromKeyring", "Kind", "Limits", "Page",
        "Pager", "PartialFailure", "PostgresAnchor", "PostgresLog", "Proxy", "PurposeStatement", "QuotaState",
        "RateLimited", "Receiver", "ShopError", "Stripped", "SyncShop", "SyslogAnchor", "TikTokShop", "UNSET",
        "UserAgent", "Window", "all_of", "any_of",
    ]  # fmt: skip
