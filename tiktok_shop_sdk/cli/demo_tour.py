"""The steps of the demo, each through the public client, at the full pace and with full limits."""

from __future__ import annotations

import csv
import http.client
import json
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from ..account import Account
from ..client import SyncShop, TikTokShop
from ..errors import PurposeRefused
from ..sandbox import PLANTED, SANDBOX_APP_KEY, SANDBOX_APP_SECRET, Platform, World
from ..sandbox.app import RunningSandbox, running_sandbox
from ..sinks.declared import AUDIT
from ..sinks.query import records
from ..sinks.verify import verify
from ..sync.progress import Progress
from ..sync.pull import pull_orders_to
from ..sync.push import push_inventory
from ..sync.stock_file import read_stock
from ..sync.walk import PullRules
from .audit_words import stripped_kinds, verdict_words
from .session import Session

ORDERS = 150
PAGE = 50
SKUS = 10
RETRY_AFTER = 2

ACCOUNT_FILE = """\
name = "demo"
state = '{state}'
[app]
key = "{key}"
secret = "{secret}"
[user_agent]
application = "demo-erp"
version = "1.0"
contact = "demo@example.com"
uncertified_because = "a sandbox on this machine"
[statement]
text = "Order pull and inventory sync of our own shop only."
covers = ["orders:read", "products:read", "inventory:read", "inventory:write"]
filed = 2026-01-01
[egress]
registered = "127.0.0.1"
[endpoints]
sandbox = "{url}"
"""


@dataclass
class Figures:
    """What came of the demo. Windows as the referee counted them, stripped values as the audit log does."""

    orders: int = 0
    pages: int = 0
    skus: int = 0
    refused: str = ""
    refusals: int = 0
    throttled: int = 0
    calls: dict[str, int] = field(default_factory=dict)
    worst_windows: dict[str, dict[str, Any]] = field(default_factory=dict)
    smallest_gap: float | None = None
    short_gaps: int = 0
    calls_in_pause: int = 0
    violations: int = 0
    stripped: dict[str, int] = field(default_factory=dict)
    leaks: int = 0
    audit: str = ""
    audit_ok: bool = False
    clean: bool = False
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """No rule broken, nothing leaked, everything done, and the log verifies."""
        done = self.orders == ORDERS and self.skus == SKUS
        shown = bool(self.refused) and self.refusals > 0 and self.throttled > 0
        return self.clean and self.audit_ok and not self.leaks and done and shown

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {"ok": self.ok, **asdict(self)}


class Tour:
    """Walks through the steps and tells each of them."""

    def __init__(self, session: Session, directory: Path) -> None:
        self._session = session
        self._directory = directory
        self._figures = Figures()
        self._step = 0

    def run(self) -> Figures:
        """All steps; the figures at the end."""
        start = time.monotonic()
        platform = Platform(world=World(epoch=time.time(), shops=(1,), orders=ORDERS, skus=SKUS * 2))
        with running_sandbox(platform) as running:
            account = self._account(running)
            with TikTokShop(account) as client:
                self._work(client, running)
            self._judge(account, platform.report())
        self._figures.seconds = round(time.monotonic() - start, 1)
        return self._figures

    def _work(self, client: TikTokShop, running: RunningSandbox) -> None:
        self._consent(client, running)
        (granted,) = client.shops()
        shop = client.shop(granted)
        self._detail("demo.shop", shop=granted.id, name=granted.name)
        self._pull(shop, running)
        self._detail("demo.throttled", times=self._figures.throttled, pace=client.quota().pace)
        self._push(shop)
        self._refusal(shop, running)

    # The steps

    def _account(self, running: RunningSandbox) -> Account:
        self._begin("demo.sandbox")
        file = self._directory / "account.toml"
        values = {"key": SANDBOX_APP_KEY, "secret": SANDBOX_APP_SECRET, "url": running.url}
        file.touch(mode=0o600)
        file.write_text(ACCOUNT_FILE.format(state=self._directory / "state", **values), encoding="utf-8")
        account = Account.from_file(file)
        self._detail("demo.sandbox_at", url=running.url, orders=ORDERS)
        self._detail("demo.purpose", text=account.statement.text, covers=", ".join(sorted(account.statement.covers)))
        self._detail("demo.agent", agent=account.user_agent.header)
        return account

    def _consent(self, client: TikTokShop, running: RunningSandbox) -> None:
        self._begin("demo.consent")
        status = client.auth_exchange(_consented(client.auth_url()))
        self._detail("demo.consented", seller=status.seller_name, until=status.refresh_expires or "-")

    def _pull(self, shop: SyncShop, running: RunningSandbox) -> None:
        self._begin("demo.pull", retry_after=RETRY_AFTER)
        running.platform.trouble(f"429:{RETRY_AFTER}@+2")
        since = datetime.now(UTC) - timedelta(days=365)
        file = self._directory / "orders.jsonl"
        begin, told = time.monotonic(), 0

        def watch(progress: Progress) -> None:
            nonlocal told
            if progress.page > told:
                told = progress.page
                seconds = f"{time.monotonic() - begin:.1f}"
                self._detail("demo.page", page=told, done=progress.done, total=progress.total, seconds=seconds)

        report = pull_orders_to(shop, file, since=since, progress=watch, rules=PullRules(page_size=PAGE))
        self._figures.orders, self._figures.pages = report.orders, report.pages
        refusals = running.report()["refusals"]
        self._figures.throttled = sum(arrival["status"] == 429 for arrival in refusals)
        self._figures.leaks = _planted(file.read_text(encoding="utf-8"))
        self._detail("demo.no_buyer", leaks=self._figures.leaks)

    def _push(self, shop: SyncShop) -> None:
        self._begin("demo.push", skus=SKUS)
        file = self._directory / "stock.csv"
        wanted = _write_stock(file, shop)
        done = push_inventory(shop, read_stock(file))
        self._figures.skus = done.counts["done"]
        self._detail("demo.pushed", done=done.counts["done"], wanted=wanted, calls=done.calls)

    def _refusal(self, shop: SyncShop, running: RunningSandbox) -> None:
        self._begin("demo.refusal")
        before = running.report()["arrivals"]
        try:
            shop.products.list_opportunities("HOT").first()
        except PurposeRefused as error:
            self._figures.refused = error.operation
            self._detail("demo.refused", operation=error.operation, said=error.message)
        self._detail("demo.nothing_sent", calls=running.report()["arrivals"] - before)

    def _judge(self, account: Account, report: dict[str, Any]) -> None:
        figures = self._figures
        log = account.directory / AUDIT
        verdict = verify(log)
        figures.audit_ok, figures.audit = verdict.ok, verdict_words(self._session.screen, verdict)
        figures.stripped = stripped_kinds(log)
        figures.refusals = sum(record["kind"] == "refusal" for record in records(log))
        figures.clean = report["clean"]
        for seen in report["accounts"].values():
            _add(figures, seen)
        figures.violations = len(report["violations"]) + figures.short_gaps + figures.calls_in_pause

    # Telling

    def _begin(self, key: str, **values: object) -> None:
        self._step += 1
        if not self._session.json:
            screen = self._session.screen
            screen.heading(f"{self._step}. {screen.say(key, **values)}")

    def _detail(self, key: str, **values: object) -> None:
        if not self._session.json:
            self._session.screen.text(f"   {self._session.screen.say(key, **values)}")


def _write_stock(file: Path, shop: SyncShop) -> int:
    """New stock for the first SKUs of the shop, as a warehouse system would write it."""
    found = [(product.id, sku) for product in shop.products.search().first().items for sku in product.skus]
    with file.open("w", encoding="utf-8", newline="") as opened:
        table = csv.writer(opened)
        table.writerow(("product_id", "sku_id", "warehouse_id", "quantity"))
        for number, (product, sku) in enumerate(found[:SKUS]):
            table.writerow((product, sku.id, sku.inventory[0].warehouse_id, 40 + number))
    return min(len(found), SKUS)


def _consented(url: str) -> str:
    """What a seller's browser would bring back. The sandbox consents at once when a program asks."""
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        line.request("GET", f"{parts.path}?{parts.query}&decision=allow")
        return _as_query(line.getresponse().read())
    finally:
        line.close()


def _as_query(body: bytes) -> str:
    answer: dict[str, str] = json.loads(body)
    return urlencode(answer)


def _planted(text: str) -> int:
    """How many of the sandbox's invented buyers' values stand in a text."""
    return sum(value in text for values in PLANTED.values() for value in values)


def _add(figures: Figures, seen: dict[str, Any]) -> None:
    for name, count in seen["by_class"].items():
        figures.calls[name] = figures.calls.get(name, 0) + count
    for name, window in seen["worst_windows"].items():
        known = figures.worst_windows.get(name)
        if known is None or window["worst"] > known["worst"]:
            figures.worst_windows[name] = {key: window[key] for key in ("worst", "allowed", "seconds")}
    gaps = [gap for gap in (figures.smallest_gap, seen["smallest_gap"]) if gap is not None]
    figures.smallest_gap = round(min(gaps), 3) if gaps else None
    figures.short_gaps += seen["short_gaps"]
    figures.calls_in_pause += seen["calls_in_pause"]
