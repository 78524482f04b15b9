"""The examples do what they say, run as a newcomer runs them: from the command line, against a sandbox with a port."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tiktok_shop_sdk import Account, TikTokShop
from tiktok_shop_sdk.sandbox import SANDBOX_APP_KEY, SANDBOX_APP_SECRET, Platform, World
from tiktok_shop_sdk.sandbox.app import RunningSandbox, running_sandbox

ROOT = Path(__file__).parents[2]
WEBHOOKS = ROOT / "tests" / "webhooks" / "test_webhook_examples.py"
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    with running_sandbox(Platform(world=World(epoch=time.time(), orders=30, skus=8))) as running:
        yield running


def variables(sandbox: RunningSandbox, state: Path, name: str = "acme") -> dict[str, str]:
    return {
        "TIKTOK_SHOP_NAME": name,
        "TIKTOK_SHOP_STATE": str(state),
        "TIKTOK_SHOP_APP_KEY": SANDBOX_APP_KEY,
        "TIKTOK_SHOP_APP_SECRET": SANDBOX_APP_SECRET,
        "TIKTOK_SHOP_USER_AGENT_APPLICATION": "acme-erp",
        "TIKTOK_SHOP_USER_AGENT_VERSION": "2.4",
        "TIKTOK_SHOP_USER_AGENT_CONTACT": "ops@acme.example",
        "TIKTOK_SHOP_USER_AGENT_CERTIFICATE": "TK-CERT-00017",
        "TIKTOK_SHOP_STATEMENT_TEXT": "Order and stock sync of our own shops.",
        "TIKTOK_SHOP_STATEMENT_COVERS": "orders:read products:read inventory:read inventory:write",
        "TIKTOK_SHOP_STATEMENT_FILED": "2024-01-01",
        "TIKTOK_SHOP_EGRESS_REGISTERED": "127.0.0.1",
        "TIKTOK_SHOP_ENDPOINTS_SANDBOX": sandbox.url,
        "TIKTOK_SHOP_LIMITS_PACE": "0.01",  # looser than the rules: against this machine only
    }


def account_file(directory: Path, sandbox: RunningSandbox, name: str) -> Path:
    declared: dict[str, dict[str, str]] = {}
    for key, value in variables(sandbox, directory / "state", name).items():
        section = next(
            s for s in ("user_agent", "statement", "egress", "endpoints", "limits", "app", "") if s.upper() in key
        )
        declared.setdefault(section, {})[
            key.removeprefix(f"TIKTOK_SHOP_{section.upper()}".rstrip("_") + "_").lower()
        ] = value
    lines = [f'{key} = "{value}"' for key, value in declared.pop("").items()]
    for section, pairs in declared.items():
        lines += [f"[{section}]", *(f'{key} = "{value}"' for key, value in pairs.items())]
    path = directory / f"{name}.toml"
    path.write_text("\n".join(lines).replace("\\", "\\\\"), encoding="utf-8")
    path.chmod(0o600)
    return path


def consent(account: Account, sandbox: RunningSandbox, seller: int = 0) -> None:
    code = sandbox.platform.issue_code(sandbox.platform.world.sellers[seller])
    with TikTokShop(account) as client:
        client.auth_exchange(code, from_app_store=True)


def run(script: str, *arguments: str, where: Path, environ: dict[str, str] | None = None) -> Any:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TIKTOK_SHOP_")}
    return subprocess.run(
        [sys.executable, str(ROOT / "examples" / script), *arguments],
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **(environ or {})},
        cwd=where,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture
def environ(sandbox: RunningSandbox, tmp_path: Path) -> dict[str, str]:
    chosen = variables(sandbox, tmp_path / "state")
    consent(Account.from_env(chosen), sandbox)
    return chosen


def test_pull_orders_async(environ: dict[str, str], sandbox: RunningSandbox, tmp_path: Path) -> None:
    first = run("pull_orders_async.py", where=tmp_path, environ=environ)
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("30 new or changed orders")
    rows = [json.loads(line) for line in (tmp_path / "orders.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["id"] for row in rows} == set(sandbox.platform.seller.shops[0].orders)
    again = run("pull_orders_async.py", where=tmp_path, environ=environ)
    assert again.stdout.startswith("0 new or changed orders")


def test_push_stock_from_csv(environ: dict[str, str], sandbox: RunningSandbox, tmp_path: Path) -> None:
    skus = [sku for product in sandbox.platform.seller.shops[0].products.values() for sku in product.skus.values()]
    rows = [f"{sku.seller_sku},{next(iter(sku.stock))},55" for sku in skus]
    (tmp_path / "stock.csv").write_text("\n".join(["seller_sku,warehouse_id,quantity", *rows, "NO-SUCH,9,5"]))
    ran = run("push_stock_from_csv.py", where=tmp_path, environ=environ)
    assert ran.returncode == 1, ran.stderr
    assert "line 10, NO-SUCH: not_done, the shop has no such SKU / 店铺中没有该 SKU" in ran.stdout
    assert ran.stdout.endswith("8 done, 1 not_done, 0 unknown, 0 skipped\n")
    assert all(next(iter(sku.stock.values())) == 55 for sku in skus)


def test_a_bad_stock_file_ends_with_all_faults(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "stock.csv").write_text("sku_id,warehouse_id,quantity\n1,9,5\n2,9,many\nx,9,5\n")
    ran = run("push_stock_from_csv.py", where=tmp_path, environ=environ)
    assert ran.returncode == 1
    assert "line 3:" in ran.stderr and "line 4:" in ran.stderr and "第 3 行" in ran.stderr


def test_isv_many_sellers(sandbox: RunningSandbox, tmp_path: Path) -> None:
    files = [account_file(tmp_path, sandbox, name) for name in ("acme", "bright", "careless")]
    for seller, file in enumerate(files[:2]):
        consent(Account.from_file(file), sandbox, seller)
    ran = run("isv_many_sellers.py", *map(str, files), where=tmp_path)
    assert ran.returncode == 1
    assert sorted(ran.stdout.splitlines()) == ["acme: 60 orders", "bright: 30 orders"]
    assert "careless.toml" in ran.stderr and "auth url" in ran.stderr
    assert len(list(tmp_path.glob("*.jsonl"))) == 3


def test_orders_into_sqlite(environ: dict[str, str], sandbox: RunningSandbox, tmp_path: Path) -> None:
    ran = run("orders_into_sqlite.py", where=tmp_path, environ=environ)
    assert ran.returncode == 0, ran.stderr
    with closing(sqlite3.connect(tmp_path / "orders.sqlite3")) as database:
        kept = {order for (order,) in database.execute("SELECT id FROM orders")}
    assert kept == set(sandbox.platform.seller.shops[0].orders)
    assert sum(int(line.split()[0]) for line in ran.stdout.splitlines()) == 30


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_an_example_is_short_says_what_it_is_for_in_both_languages_and_is_run_here(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert 20 <= len(text.splitlines()) <= 60
    assert re.search(r"[\u4e00-\u9fff]", text.partition("from __future__")[0])
    ran_in = WEBHOOKS if script.name.startswith("webhooks_") else Path(__file__)
    assert f'"{script.name}"' in ran_in.read_text(encoding="utf-8")
