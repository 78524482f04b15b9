"""The doctor names each fault with its remedy, in the order in which one would mend them."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine, account_text

from tiktok_shop_sdk.cli import checks


def levels(cli: CommandLine, *arguments: str, code: int = 0) -> dict[str, dict[str, Any]]:
    result = cli("doctor", "--json", *arguments)
    assert result.exit_code == code, result.output
    told = json.loads(result.stdout)
    assert told["ok"] == (code == 0)
    assert told["exit_code"] == code
    return {check["check"]: check for check in told["checks"]}


def declare(cli: CommandLine, old: str, new: str) -> None:
    text = cli.account.read_text(encoding="utf-8")
    assert old in text
    cli.account.write_text(text.replace(old, new), encoding="utf-8")


def test_a_healthy_account_passes(cli: CommandLine) -> None:
    found = levels(cli, "--call")
    assert list(found) == [
        "account", "certificate", "endpoints", "statement", "state", "clock", "egress", "audit", "consent", "quota",
        "call",
    ]  # fmt: skip
    assert {name for name, check in found.items() if check["level"] == "WARN"} == {"certificate", "endpoints"}
    assert all(check["next_step"] for check in found.values() if check["level"] != "OK")


@pytest.mark.parametrize(("lang", "word"), [("en", "state directory"), ("zh", "状态目录")])
def test_people_see_a_line_for_each_check(cli: CommandLine, lang: str, word: str) -> None:
    lines = cli("doctor", lang=lang).stdout.splitlines()
    assert any(line.startswith("OK") and word in line for line in lines)
    assert any(line.startswith("WARN") for line in lines)


def test_a_fresh_account_needs_a_consent_and_nothing_else(new_cli: CommandLine) -> None:
    found = levels(new_cli, code=5)
    assert found["consent"]["level"] == "FAIL"
    assert "auth url" in found["consent"]["next_step"]
    assert [name for name, check in found.items() if check["level"] == "FAIL"] == ["consent"]


def test_a_statement_out_of_force_is_found(cli: CommandLine) -> None:
    declare(cli, "filed = 2026-01-01", "filed = 2020-01-01\nexpires = 2021-01-01")
    assert levels(cli, code=3)["statement"]["level"] == "FAIL"


def test_a_statement_that_ends_soon_is_a_warning(cli: CommandLine) -> None:
    soon = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 10 * 86400))
    declare(cli, "filed = 2026-01-01", f"filed = 2026-01-01\nexpires = {soon}")
    assert levels(cli)["statement"]["level"] == "WARN"


def test_a_line_that_does_not_open_is_found(cli: CommandLine) -> None:
    declare(
        cli,
        'registered = "127.0.0.1"',
        'registered = "127.0.0.1"\nproxy = "socks5://user:planted@127.0.0.1:9"',
    )
    found = levels(cli, code=7)
    assert found["egress"]["level"] == "FAIL"
    assert "planted" not in json.dumps(found)


def test_a_state_directory_on_a_network_disk_is_found(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "shared_kind", lambda path: "nfs4")
    found = levels(cli, code=3)
    assert "nfs4" in found["state"]["message"]
    assert "audit" not in found


def test_a_state_directory_that_cannot_be_used_is_found(cli: CommandLine) -> None:
    state = next(cli.account.parent.rglob("audit")).parent
    shutil.rmtree(state)
    state.write_text("a file stands where the directory should be")  # refused to root too, unlike permissions
    assert levels(cli, code=3)["state"]["level"] == "FAIL"


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_state_directory_that_others_can_read_is_a_warning(cli: CommandLine) -> None:
    state = next(cli.account.parent.rglob("audit")).parent
    state.chmod(0o755)
    found = levels(cli)["state"]
    assert (found["level"], found["next_step"]) == ("WARN", f"next: chmod 700 {state}")


def test_a_full_disk_is_a_warning(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")(100, 99, 1)
    monkeypatch.setattr(checks.shutil, "disk_usage", lambda path: usage)
    assert levels(cli)["state"]["level"] == "WARN"


def test_a_clock_behind_its_own_records_is_found(cli: CommandLine) -> None:
    later = time.time() + 86400
    tokens = next(cli.account.parent.rglob("tokens.json"))
    os.utime(tokens, (later, later))
    assert levels(cli, code=6)["clock"]["level"] == "FAIL"


def test_a_pause_is_a_warning_with_its_reason(cli: CommandLine) -> None:
    cli.platform.trouble("429:300@+1")
    cli("shops", "--max-wait", "1")
    assert levels(cli)["quota"]["level"] == "WARN"


@pytest.mark.parametrize(("days", "level", "code"), [(-1, "FAIL", 5), (3, "WARN", 0), (60, "OK", 0)])
def test_a_consent_that_ends_is_told_in_time(cli: CommandLine, days: int, level: str, code: int) -> None:
    tokens = next(cli.account.parent.rglob("tokens.json"))
    kept = json.loads(tokens.read_text(encoding="utf-8"))
    kept["grant"]["refresh_expires"] = time.time() + days * 86400
    tokens.write_text(json.dumps(kept), encoding="utf-8")
    assert levels(cli, code=code)["consent"]["level"] == level


def test_a_certified_tool_has_no_warning(cli: CommandLine) -> None:
    declare(cli, 'uncertified_because = "a sandbox on this machine"', 'certificate = "TK-CERT-00017"')
    assert levels(cli)["certificate"]["level"] == "OK"


def test_a_call_that_fails_is_found(cli: CommandLine) -> None:
    cli.platform.trouble("403@+1")
    found = levels(cli, "--call", code=6)
    assert "partner console" in found["call"]["next_step"]


def test_nothing_is_sent_unless_asked(cli: CommandLine) -> None:
    before = cli.running.report()["arrivals"]
    levels(cli)
    assert cli.running.report()["arrivals"] == before


def test_a_broken_declaration_is_the_only_line(cli: CommandLine, tmp_path: Path) -> None:
    cli.account.write_text(account_text(tmp_path, "ftp://nowhere"), encoding="utf-8")
    assert list(levels(cli, code=2)) == ["account"]
