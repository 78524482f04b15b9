"""Clients that others wrote work against the sandbox, pointed at it by base URL alone."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiktok_shop_api as theirs

from tiktok_shop_sdk.sandbox import SANDBOX_APP_KEY, SANDBOX_APP_SECRET, Platform
from tiktok_shop_sdk.sandbox.app import RunningSandbox, running_sandbox

HERE = Path(__file__).parent
# The hosts that the npm package has built in; it knows no setting for them.
BUILT_IN = ("https://auth.tiktok-shops.com", "https://open-api.tiktokglobalshop.com")


@pytest.fixture
def running() -> Iterator[RunningSandbox]:
    with running_sandbox(Platform()) as sandbox:
        yield sandbox


def completed(platform: Platform) -> set[str]:
    orders = platform.seller.shops[0].orders.values()
    return {order.id for order in orders if order.record["status"] == "COMPLETED"}


def test_a_python_client_of_others_gets_tokens_and_reads_orders(running: RunningSandbox) -> None:
    auth = theirs.TikTokShopAuth(app_key=SANDBOX_APP_KEY, app_secret=SANDBOX_APP_SECRET, base_url=running.url)
    tokens = auth.exchange_code(running.platform.issue_code())
    known = {"app_key": SANDBOX_APP_KEY, "app_secret": SANDBOX_APP_SECRET, "base_url": running.url}
    with theirs.TikTokShop(access_token=tokens.access_token, **known) as client:
        shop = client.authorization.get_authorized_shops().data.shops[0]
        with client.with_shop(shop_cipher=shop.cipher) as bound:
            ids = [order.id for order in bound.orders.get_order_list(page_size=5).data.orders]
            # One at a time: it repeats `ids` in the query, and the platform documents one value joined by commas.
            details = [bound.orders.get_order_detail(ids=[one]).data.orders[0].id for one in ids]
    assert len(ids) == 5 and details == ids
    assert set(ids) <= set(running.platform.seller.shops[0].orders)


@pytest.mark.slow  # installs a package from the npm registry
def test_a_javascript_client_of_others_gets_tokens_and_reads_orders(running: RunningSandbox, tmp_path: Path) -> None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("there is no node with npm on this machine")
    (tmp_path / "package.json").write_text("{}")
    subprocess.run([npm, "install", "--silent", "--no-audit", "tiktok-shop-sdk@1.0.3"], cwd=tmp_path, check=True)
    package = tmp_path / "node_modules" / "tiktok-shop-sdk"
    built = package / "dist" / "index.js"
    code = built.read_text(encoding="utf-8")
    for host in BUILT_IN:
        assert f'"{host}"' in code
        code = code.replace(f'"{host}"', json.dumps(running.url))
    built.write_text(code, encoding="utf-8")
    arguments = [str(package), SANDBOX_APP_KEY, SANDBOX_APP_SECRET, running.platform.issue_code()]
    answer = subprocess.run([node, str(HERE / "orders.cjs"), *arguments], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    assert len(told["searched"]) == 3 and set(told["searched"]) <= completed(running.platform)
    assert set(told["read"]) == set(told["searched"])
