"""The README's snippets run as they stand, in both languages, against the sandbox; CI runs its commands."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from tests.snippets import ROOT, blocks
from tiktok_shop_sdk import Account, Endpoints, TikTokShop, errors
from tiktok_shop_sdk.sandbox import SANDBOX_APP_KEY, SANDBOX_APP_SECRET
from tiktok_shop_sdk.sandbox.app import running_sandbox

READMES = ["README.md", "README.zh-CN.md"]


@pytest.mark.parametrize("name", READMES)
def test_the_snippets_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    with running_sandbox() as sandbox:
        monkeypatch.setenv("TIKTOK_SHOP_STATE", str(tmp_path))
        local = Endpoints.sandbox(sandbox.url)
        # The only changes: a reader's own key and secret, and a platform that can be reached from here.
        names: dict[str, Any] = {"__name__": "readme"}
        declared, pulled, pushed = blocks(ROOT / name, "python")
        declared = declared.replace('key="..."', f'key="{SANDBOX_APP_KEY}"')
        declared = declared.replace('secret="..."', f'secret="{SANDBOX_APP_SECRET}"')
        declared = declared.replace("account = Account(", "account = Account(endpoints=ENDPOINTS,")
        names["ENDPOINTS"] = local
        exec(declared, names)
        account: Account = names["account"]
        with TikTokShop(account) as client:
            client.auth_exchange(sandbox.platform.issue_code())
        # Orders of the last day only, so that the snippet is done in seconds.
        exec(pulled, names)
        assert "<stripped: buyer_phone>" in capsys.readouterr().out
        exec(pushed, names)
        shop = sandbox.platform.seller.shops[0]
        product = next(iter(shop.products.values()))
        sku = next(iter(product.skus.values()))
        warehouse = next(iter(sku.stock))
        with pytest.raises(errors.ShopError):  # the second shop of the sandbox's seller has no such product
            asyncio.run(names["push_stock"](product.id, sku.id, warehouse, 42))
        assert sku.stock[warehouse] == 42
        assert sandbox.report()["violations"] == []


@pytest.mark.parametrize("name", READMES)
def test_the_commands_are_the_ones_that_ci_runs(name: str) -> None:
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    first, *_, last = blocks(ROOT / name, "sh")
    assert first.strip() in ci
    assert last.strip() in ci


def test_both_languages_say_the_same() -> None:
    def shape(name: str) -> tuple[int, ...]:
        text = (ROOT / name).read_text("utf-8")
        return (
            text.count("\n## "),
            text.count("\n| "),
            len(blocks(ROOT / name, "python")),
            len(blocks(ROOT / name, "sh")),
        )

    assert shape("README.md") == shape("README.zh-CN.md")


def test_the_account_file_of_the_docs_is_one(tmp_path: Path) -> None:
    (text,) = blocks(ROOT / "docs" / "account.md", "toml")
    file = tmp_path / "account.toml"
    file.write_text(text.replace("6abc...", "6abc"), encoding="utf-8")
    file.chmod(0o600)
    assert Account.from_file(file).statement.covers == {"orders:read", "inventory:write"}
    everything = re.sub(r"^# (\[|\w+ = )", r"\1", text, flags=re.M)
    for line in ("proxy = ", "local_address = ", "counted_per", "ready = ", "language", "sandbox = ", "consent ="):
        assert line in everything
