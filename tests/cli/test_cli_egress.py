"""Changing the egress on the command line: on purpose, on record, in both languages."""

from __future__ import annotations

import json

import pytest

from tests.cli.command_line import CommandLine
from tiktok_shop_sdk.cli import session

HERE, THERE = "127.0.0.1 via direct", "203.0.113.8 via direct"


def declare(cli: CommandLine, address: str) -> None:
    text = cli.account.read_text("utf-8")
    before = "127.0.0.1" if 'registered = "127.0.0.1"' in text else "203.0.113.8"
    cli.account.write_text(text.replace(f'registered = "{before}"', f'registered = "{address}"'), "utf-8")


def test_another_egress_is_refused_until_it_is_moved(cli: CommandLine) -> None:
    assert cli("shops").exit_code == 0
    declare(cli, "203.0.113.8")
    refused = cli("shops")
    assert refused.exit_code == 3 and "tiktok-shop egress move" in refused.output
    assert cli.json("egress", "move", "--yes") == {"before": HERE, "now": THERE}
    assert cli("shops").exit_code == 0
    recorded = cli("audit", "query", "--json", "--operation", "egress.move", "--kind", "intent").stdout
    assert json.loads(recorded)["egress"] == THERE
    declare(cli, "127.0.0.1")
    assert cli("shops").exit_code == 3


def test_it_asks_before_and_speaks_chinese(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli("egress", "move").exit_code == 2
    monkeypatch.setattr(session, "is_attended", lambda: True)
    asked = cli("egress", "move", input="n\n")
    assert asked.exit_code == 130 and HERE in asked.output
    assert "此前" in cli("egress", "move", "--lang", "zh", input="y\n").output
