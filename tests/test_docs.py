"""The documentation builds without a warning, tells of all that the code has, has no dead link; its snippets run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from urllib.parse import unquote, urlsplit

import click
import pytest

from tests.snippets import ROOT, blocks
from tiktok_shop_sdk import Account, TikTokShop, errors, home
from tiktok_shop_sdk.cli.app import app
from tiktok_shop_sdk.cli.session import Session
from tiktok_shop_sdk.core.error_codes import every_code
from tiktok_shop_sdk.core.purpose import DATA_CLASSES
from tiktok_shop_sdk.core.sensitive import Kind
from tiktok_shop_sdk.resources import every_operation
from tiktok_shop_sdk.sandbox import SANDBOX_APP_KEY, SANDBOX_APP_SECRET
from tiktok_shop_sdk.sandbox.app import RunningSandbox, running_sandbox
from tiktok_shop_sdk.sandbox.shop.outside import Outside
from tiktok_shop_sdk.webhooks.events import EVENTS

DOCS = ROOT / "docs"
GUIDES = sorted(path.name.removesuffix(".zh-CN.md") for path in DOCS.glob("*.zh-CN.md"))
PAGES = [f"{name}{language}.md" for name in GUIDES for language in ("", ".zh-CN")]
READMES = ["README.md", "README.zh-CN.md"]


# What is built.
@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (find_spec("mkdocs") and find_spec("material")):
        if os.environ.get("CI"):
            pytest.fail("mkdocs-material is missing: install the extra `docs`")
        pytest.skip("mkdocs-material is not installed: pip install -e '.[docs]'")
    out = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "-f",
        str(DOCS / "site" / "mkdocs.yml"),
        "-d",
        str(out),
    ]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}  # the theme's advertisement for its successor
    built = subprocess.run(command, env=quiet, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    return out


class Anchored(HTMLParser):
    """The ids of a page, where it leads, and what a browser fetches for it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag in ("script", "img", "link", "iframe", "source"):
            self.fetched += [given[name] for name in ("src", "href") if name in given]


@pytest.fixture(scope="module")
def built(site: Path) -> dict[Path, Anchored]:
    # The page for a wrong address may stand anywhere, so its links begin at the root.
    return {file: Anchored(file.read_text("utf-8")) for file in sorted(site.rglob("*.html")) if file.name != "404.html"}


def dead_links(built: dict[Path, Anchored]) -> list[str]:
    dead = []
    for file, page in built.items():
        for link in (*page.links, *page.fetched):
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto", "data"):
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            known = built[target].ids if target in built else set()
            if not target.exists() or (parts.fragment and unquote(parts.fragment) not in known):
                dead.append(f"{file.name}: {link}")
    return dead


def test_every_link_and_anchor_leads_somewhere(built: dict[Path, Anchored]) -> None:
    assert dead_links(built) == []


def test_a_dead_link_would_be_found(built: dict[Path, Anchored]) -> None:
    (index,) = [file for file in built if file.name == "index.html" and file.parent.name != "families"]
    for link in ("no-such.html", "limits.html#no-such"):
        assert dead_links({**built, index: Anchored(f'<a href="{link}">')}) == [f"index.html: {link}"]


def test_a_reader_fetches_nothing_from_elsewhere(built: dict[Path, Anchored]) -> None:
    fetched = {link for page in built.values() for link in page.fetched}
    assert {link for link in fetched if urlsplit(link).scheme not in ("", "data") or link.startswith("//")} == set()


def test_every_operation_code_kind_event_and_command_appears(site: Path, built: dict[Path, Anchored]) -> None:
    def ids(page: str) -> set[str]:
        return built[(site / page).resolve()].ids

    wanted = {f"families/{one.id.partition('.')[0]}.html": set[str]() for one in every_operation()}
    for one in every_operation():
        wanted[f"families/{one.id.partition('.')[0]}.html"].add(one.id)
    wanted["reference/error-codes.html"] = {f"code-{one.code}" for one in every_code()}
    kinds = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type)}
    wanted["reference/exceptions.html"] = {name for name, kind in kinds.items() if issubclass(kind, errors.ShopError)}
    wanted["reference/kinds.html"] = {str(kind) for kind in Kind}
    wanted["reference/webhook-events.html"] = {kind.__name__ for kind in EVENTS.values()}
    wanted["reference/commands.html"] = {"-".join(("tiktok-shop", *path)) for path in commands(app)}
    missing = {page: sorted(names - ids(page)) for page, names in wanted.items()}
    assert {page: names for page, names in missing.items() if names} == {}


def test_a_family_tells_what_is_needed_what_is_stripped_and_in_which_unit(site: Path) -> None:
    def row(page: str, shape: str, field: str) -> str:
        text = (site / "families" / page).read_text("utf-8").partition(f'id="{shape}"')[2]
        told = re.sub("<[^>]*>", " ", text.partition(f"<code>{field}</code>")[2].partition("</tr>")[0])
        return " ".join(told.split())

    assert "stripped always: buyer_phone" in row("orders.html", "Recipient", "phone_number")
    assert "settlement:read" in row("finance.html", "Statement", "settlement_amount")
    assert "datetime in UTC" in row("orders.html", "Order", "create_time")
    assert "required" in row("returns.html", "SkuIn", "quantity")
    assert "required" not in row("returns.html", "AftersalesFilterIn", "main_order_ids")
    assert "1 to 50 items" in row("orders.html", "orders.get", "ids")


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), name)
            assert found is not None
            yield from commands(found, (*path, name))


def test_a_page_speaks_its_language_and_leads_to_its_twin(site: Path) -> None:
    for name in ("index", *GUIDES):
        english = (site / f"{name}.html").read_text("utf-8")
        chinese = (site / f"{name}.zh-CN.html").read_text("utf-8")
        assert '<html lang="en"' in english and '<html lang="zh"' in chinese, name
        assert f'href="{name}.zh-CN.html" hreflang="zh"' in english
        assert f'href="{name}.html" hreflang="en"' in chinese


# What is written.
def outline(page: str) -> tuple[int, ...]:
    text = re.sub(r"^```.*?^```", "", (DOCS / page).read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
    return (*levels, text.count("\n| "), *(len(blocks(DOCS / page, language)) for language in ("python", "sh", "toml")))


@pytest.mark.parametrize("name", GUIDES)
def test_both_languages_say_the_same(name: str) -> None:
    english, chinese = f"{name}.md", f"{name}.zh-CN.md"
    assert outline(english) == outline(chinese)
    assert f"({chinese})" in (DOCS / english).read_text("utf-8").partition("\n## ")[0]
    assert f"({english})" in (DOCS / chinese).read_text("utf-8").partition("\n## ")[0]


def test_every_command_that_is_shown_exists_with_its_options() -> None:
    shown = [
        line
        for page in (*(DOCS / page for page in PAGES), *(ROOT / name for name in READMES))
        for block in blocks(page, "sh")
        for line in block.splitlines()
        if line.startswith("tiktok-shop ")
    ]
    assert len(shown) > 20
    for line in shown:
        parse(shlex.split(line, comments=True)[1:])
    with pytest.raises(click.UsageError):
        parse(["orders", "pull", "--no-such-option"])


def parse(arguments: list[str]) -> None:
    """Read a command line as the program would, and do nothing."""
    command: click.Command = app
    context = None
    while True:
        context = command.make_context(command.name, arguments, parent=context, obj=Session())
        if not isinstance(command, click.Group):
            return
        name, found, arguments = command.resolve_command(
            context, [*getattr(context, "_protected_args", ()), *context.args]
        )
        assert found is not None, name
        command = found


# What is run.
ACCOUNT = f"""\
name = "{{name}}"
state = "state"
[app]
key = "{SANDBOX_APP_KEY}"
secret = "{SANDBOX_APP_SECRET}"
[user_agent]
application = "acme-erp"
version = "2.4"
contact = "ops@acme.example"
certificate = "TK-CERT-00017"
[statement]
text = "Running the snippets of the documentation."
covers = {{covers}}
filed = 2024-01-01
[egress]
registered = "127.0.0.1"
[limits]
pace = 0.01
[endpoints]
sandbox = "{{url}}"
"""
COVERS = {f"{name}:{action}" for name in DATA_CLASSES - {"messages"} for action in ("read", "write")}


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningSandbox]:
    """A sandbox, and the files that the snippets open, in the current directory."""
    monkeypatch.chdir(tmp_path)
    covers = sorted({*COVERS, "GET /product/202309/brands"})
    with running_sandbox() as sandbox:
        for seller, name in zip(sandbox.platform.world.sellers, ("account", "bright"), strict=False):
            file = Path(f"{name}.toml")
            file.write_text(ACCOUNT.format(name=name, covers=covers, url=sandbox.url), encoding="utf-8")
            file.chmod(0o600)
            with TikTokShop(Account.from_file(file)) as client:
                client.auth_exchange(sandbox.platform.issue_code(seller))
        Path("mug.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
        Path("mug.mp4").write_bytes(bytes(6 * 1024 * 1024))
        yield sandbox


@pytest.fixture(autouse=True)
def nothing_stays_open() -> Iterator[None]:
    """A snippet that opens a receiver for good leaves it open here."""
    yield
    while home._OPEN:
        home._OPEN.popitem()[1].close()


def run_snippets(page: str, **given: Any) -> dict[str, Any]:
    """Run a page from its top to its end; `given` are names that it does not make itself."""
    names: dict[str, Any] = {"__name__": page, **given}
    for block in blocks(DOCS / page, "python"):
        exec(compile(block, page, "exec"), names)
    return names


# Run with what they need by a test of their own, below or beside the code that they are about.
ELSEWHERE = ("errors", "recipes", "sandbox")


@pytest.mark.parametrize("page", [page for page in PAGES if not page.startswith(ELSEWHERE)])
def test_the_snippets_run(page: str, practice: RunningSandbox) -> None:
    run_snippets(page)
    assert practice.report()["violations"] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("errors")])
def test_the_snippets_about_errors_run(page: str, practice: RunningSandbox) -> None:
    with TikTokShop(Account.from_file("account.toml")) as client:
        shop = client.shop(client.shops()[0])
        product = shop.products.search().first().items[0]
        run_snippets(page, shop=shop, product_id=product.id, skus=[{"id": "1", "inventory": [{"quantity": 7}]}])


# The frameworks of the recipes, as far as the recipes use them.
def module(monkeypatch: pytest.MonkeyPatch, name: str, **names: Any) -> None:
    made = ModuleType(name)
    vars(made).update(names)
    monkeypatch.setitem(sys.modules, name, made)


class Retry(Exception):
    pass


@pytest.fixture
def erp(practice: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    kept: dict[str, Any] = {}
    orders = SimpleNamespace(update_or_create=lambda *, id, defaults: kept.update({id: defaults}))
    module(monkeypatch, "django.core.management.base", BaseCommand=object)
    module(monkeypatch, "django.db", transaction=SimpleNamespace(atomic=nullcontext))
    module(monkeypatch, "erp.models", Order=SimpleNamespace(objects=orders))
    module(monkeypatch, "odoo", models=SimpleNamespace(AbstractModel=object))
    module(monkeypatch, "celery", shared_task=lambda **_: lambda task: task)
    database = SimpleNamespace(set_value=lambda *_: None)
    old = SimpleNamespace(status="UNPAID", modified="2026-11-01")
    module(monkeypatch, "frappe", whitelist=lambda: lambda call: call, db=database, get_doc=lambda *_: old)
    for package in ("django", "django.core", "django.core.management", "erp"):
        module(monkeypatch, package, __path__=[])
    yield SimpleNamespace(kept=kept)


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("recipes")])
def test_the_recipes_do_what_they_say(page: str, practice: RunningSandbox, erp: SimpleNamespace) -> None:
    names = run_snippets(page)
    first, second, *_ = practice.platform.seller.shops
    try:
        names["Command"]().handle()
        assert erp.kept.keys() == {*first.orders, *second.orders}

        task = SimpleNamespace(retry=lambda *, countdown: Retry(countdown))
        assert names["pull"](task, first.id) == len(first.orders)

        sku = next(sku for product in first.products.values() for sku in product.skus.values())
        stock = names["TikTokStock"]()
        logged: list[dict[str, Any]] = []
        stock.env = odoo_tables(sku.seller_sku, next(iter(sku.stock)), logged)
        stock.push()
        assert next(iter(sku.stock.values())) == 55
        assert [entry["sku"] for entry in logged] == ["NO-SUCH"]

        delivered = next(order.id for order in first.orders.values() if order.status == "DELIVERED")
        wish = Outside(first, practice.platform.clock).ask_for_return(delivered, return_type="REFUND")
        assert [found.return_id for _, found in names["returns_to_answer"]()] == [wish.id]
        names["accept"](wish.id)
        assert names["returns_to_answer"]() == []

        printed: list[bytes] = []
        names["print_labels"](lambda file: printed.append(file.read_bytes()))
        assert printed and all(label.startswith(b"%PDF") for label in printed)
        assert not list(Path().glob("*.pdf"))

        order = next(iter(first.orders))
        assert names["order_status"](first.id, order)["status"] == first.orders[order].status
        names["client"]()._engine.house.ledger().pause_for(600, "the platform said so")
        with pytest.raises(Retry):
            names["pull"](task, first.id)
        assert names["order_status"](first.id, order)["as_of"] == "2026-11-01"
    finally:
        names["client"]().close()
    assert practice.report()["violations"] == []


def odoo_tables(seller_sku: str, warehouse: str, logged: list[dict[str, Any]]) -> dict[str, Any]:
    quants = [
        SimpleNamespace(
            product_id=SimpleNamespace(default_code=code),
            location_id=SimpleNamespace(tiktok_warehouse_id=warehouse),
            available_quantity=55.0,
        )
        for code in (seller_sku, "NO-SUCH")
    ]
    return {
        "stock.quant": SimpleNamespace(search=lambda _: quants),
        "tiktok.log": SimpleNamespace(create=logged.append),
    }
