"""Closing a shop on the command line: asked before, certified after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tiktok_shop_sdk.cli import session


def directory(cli: CommandLine) -> Path:
    return Path(str(cli.account.parent / "state")) / "cli"


def test_a_shop_is_purged_and_certified(cli: CommandLine, tmp_path: Path) -> None:
    (shop, *_) = [shop["id"] for shop in cli.json("shops")]
    cursor = tmp_path / "orders.cursor"
    cursor.write_text(shop)
    told = cli.json("purge", "--shop", shop, "--cursor", str(cursor), "--yes")
    assert told["scope"] == "shop" and told["destroyed"]["cursors"] == 1 and len(told["sha256"]) == 64
    assert shop not in json.dumps(told) and not cursor.exists()
    assert cli("shops").exit_code == 0  # the consent is still there


def test_a_whole_account_is_purged_in_both_languages(cli: CommandLine) -> None:
    result = cli("purge", "--whole-account", "--yes", "--lang", "zh")
    assert result.exit_code == 0 and "tokens 1" in result.output and "已销毁" in result.output
    assert cli("auth", "status").exit_code == 5


@pytest.mark.parametrize("arguments", [(), ("--shop", "1", "--whole-account")])
def test_what_is_meant_must_be_said(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    result = cli("purge", "--yes", *arguments)
    assert result.exit_code == 2 and "--whole-account" in result.output


def test_where_nobody_can_be_asked_it_is_refused(cli: CommandLine) -> None:
    result = cli("purge", "--whole-account")
    assert result.exit_code == 2 and "--yes" in result.output
    assert cli("auth", "status").exit_code == 0


@pytest.mark.parametrize("scope", ["shop", "account"])
def test_it_asks_before(cli: CommandLine, monkeypatch: pytest.MonkeyPatch, scope: str) -> None:
    shop = cli.json("shops")[0]["id"]
    arguments = ("--shop", shop) if scope == "shop" else ("--whole-account",)
    monkeypatch.setattr(session, "is_attended", lambda: True)
    result = cli("purge", *arguments, input="n\n")
    assert result.exit_code == 130 and "Destroy all" in result.output
    assert cli("purge", *arguments, input="y\n").exit_code == 0
