"""How a run ends: exit codes for cron, and for people what, where and what to do next."""

from __future__ import annotations

import json
import sqlite3
from importlib import import_module
from pathlib import Path

import click
import pytest
from command_line import CommandLine

from tiktok_shop_sdk import errors
from tiktok_shop_sdk.cli.exits import Exit, exit_code, run
from tiktok_shop_sdk.cli.session import Session

FACTS = {"operation": "orders.get", "code": 1, "request_id": "R1"}


def test_a_403_is_exit_code_6_with_the_steps_to_take(cli: CommandLine) -> None:
    for lang, title, step in (
        ("en", "does not accept this tool", "partner console"),
        ("zh", "平台不接受", "合作伙伴后台"),
    ):
        cli.platform.trouble("403@+1")
        result = cli("shops", lang=lang)
        assert (result.exit_code, result.stdout) == (6, "")
        assert title in result.stderr
        assert step in result.stderr
        assert "authorization.shops" in result.stderr


@pytest.mark.parametrize(
    ("trouble", "code", "said"),
    [
        ("429:600*9@+1", 4, "retry at: "),
        ("deauthorized@+1", 5, "consent"),
        ("address@+1", 6, "not registered"),
        ("clock@+1", 6, "clock is off"),
        ("36009043@+1", 6, "inactive"),
        ("cut*9@+1", 7, "exchange with the platform broke"),
        ("garbage*9@+1", 7, "cannot be used"),
    ],
)
def test_what_the_platform_says_has_its_exit_code(cli: CommandLine, trouble: str, code: int, said: str) -> None:
    cli.platform.trouble(trouble)
    result = cli("shops", "--max-wait", "2")
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    assert said in result.stderr
    assert "next: " in result.stderr


def test_an_error_is_json_on_stderr_for_programs(cli: CommandLine) -> None:
    cli.platform.trouble("403@+1")
    result = cli("shops", "--json", lang="zh")
    assert (result.exit_code, result.stdout) == (6, "")
    told = json.loads(result.stderr)["error"]
    assert (told["kind"], told["operation"], told["exit_code"]) == ("NotCertified", "authorization.shops", 6)
    assert "合作伙伴后台" in told["next_step"]


def test_a_call_outside_the_purpose_is_exit_code_3_and_nothing_is_sent(cli: CommandLine) -> None:
    cli.json("shops")
    before = cli.running.report()["arrivals"]
    result = cli("call", "products.list_opportunities", "--shop", cli.shop, "opportunity_type=HOT")
    assert result.exit_code == 3
    assert "Refused for its purpose" in result.stderr
    assert cli.running.report()["arrivals"] == before
    assert "refused" in cli("audit", "query", "--kind", "refusal").stdout


def test_a_wait_that_is_too_long_says_when_to_come_back(cli: CommandLine) -> None:
    cli.platform.trouble("429:300@+1")
    cli("shops", "--max-wait", "1")
    result = cli("shops", "--max-wait", "1", "--json")
    assert result.exit_code == 4
    assert json.loads(result.stderr)["error"]["retry_at"] > 0
    assert cli.json("quota")["paused_for"] > 100
    assert "paused for s" in cli("quota").stdout


def test_without_a_consent_the_exit_code_is_5(new_cli: CommandLine) -> None:
    result = new_cli("shops")
    assert result.exit_code == 5
    assert "auth url" in result.stderr


def test_a_wrong_declaration_is_exit_code_2(cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text("name = 'x'\n", encoding="utf-8")
    for arguments in (("shops",), ("doctor",), ("quota", "--json")):
        result = cli("--account", str(file), *arguments)
        assert result.exit_code == 2, result.output
    assert cli("--account", str(tmp_path / "none.toml"), "shops").exit_code == 2


def test_a_secret_file_that_others_can_read_is_refused(cli: CommandLine) -> None:
    cli.account.chmod(0o644)
    result = cli("shops")
    assert result.exit_code == 2
    assert "chmod 600" in result.stderr


def test_a_ledger_that_cannot_be_used_is_exit_code_3(cli: CommandLine) -> None:
    for ledger in cli.account.parent.rglob("ledgers/*.sqlite3*"):
        ledger.unlink()
        ledger.mkdir()
    result = cli("shops")
    assert result.exit_code == 3, result.output


def test_an_audit_log_that_cannot_be_written_is_exit_code_8(cli: CommandLine) -> None:
    log = next(cli.account.parent.rglob("audit"))
    log.rename(log.with_name("moved"))
    log.write_text("in the way", encoding="ascii")
    result = cli("shops")
    assert result.exit_code == 8, result.output


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.DeclarationError("x"), 2),
        (errors.InvalidRequest("x"), 2),
        (errors.PurposeRefused("x"), 3),
        (errors.EgressRefused("x"), 3),
        (errors.ClientClosed("x"), 3),
        (errors.LedgerUnavailable("x"), 3),
        (errors.WaitTooLong("x", retry_at=1.0), 4),
        (errors.Throttled("x", retry_at=1.0), 4),
        (errors.ConsentNeeded("x"), 5),
        (errors.TokenRejected("x"), 5),
        (errors.ScopeMissing("x"), 6),
        (errors.NotCertified("x"), 6),
        (errors.ApiError("x"), 6),
        (errors.ServerError("x"), 7),
        (errors.TransportError("x"), 7),
        (errors.AnswerUnreadable("x"), 7),
        (errors.AuditUnavailable("x"), 8),
        (errors.PartialFailure("x", items=["one"], result=None), 9),
        (errors.ShopError("x"), 1),
        (errors.ShopError("x", delivered=True), 7),
    ],
)
def test_every_error_has_its_exit_code(error: errors.ShopError, code: int) -> None:
    assert exit_code(error) == code


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("is_json", [True, False])
def test_an_error_says_what_where_and_what_next(
    capsys: pytest.CaptureFixture[str], language: str, is_json: bool
) -> None:
    def fails() -> None:
        raise errors.PartialFailure("two failed", items=["sku 1", "sku 2"], result=None, **FACTS)

    assert run(Session(language=language, json=is_json), fails) == Exit.PARTIAL
    said = capsys.readouterr()
    assert said.out == ""
    for fact in ("two failed", "orders.get", "R1", "sku 1", "sku 2"):
        assert fact in said.err
    assert ("视为已完成" in said.err) == (language == "zh")


def test_an_unexpected_error_shows_no_values_and_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> None:
        token = "planted-token"
        raise RuntimeError(f"it was {token}")

    assert run(Session(), fails) == Exit.UNEXPECTED
    said = capsys.readouterr().err
    assert "RuntimeError" in said
    assert "--debug" in said
    assert "Traceback" not in said
    assert "planted-token" not in said


def test_a_module_that_is_missing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Session(), lambda: import_module("no_such_module")) == Exit.UNEXPECTED
    assert "ModuleNotFoundError: no_such_module" in capsys.readouterr().err


def test_debug_shows_where_and_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    def fails(token: str) -> None:
        raise sqlite3.OperationalError(token)

    assert run(Session(debug=True), lambda: fails("planted-" + "token")) == Exit.UNEXPECTED
    said = capsys.readouterr().err
    assert "test_cli_failures.py" in said
    assert "in fails" in said
    assert "planted-token" not in said


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.exceptions.Abort()])
def test_ctrl_c_is_exit_code_130(error: BaseException, capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> None:
        raise error

    assert run(Session(), fails) == 130
    assert capsys.readouterr().err == "interrupted\n"


def test_trouble_with_a_file_names_the_file(cli: CommandLine, tmp_path: Path) -> None:
    result = cli("audit", "export", "--out", str(tmp_path / "none" / "x.csv"))
    assert result.exit_code == 1
    assert "No such file" in result.stderr


def test_a_terminal_cannot_be_steered_by_what_the_platform_says(cli: CommandLine) -> None:
    seller = cli.platform.seller
    object.__setattr__(seller, "name", "Evil\x1b[2J\u202eSeller")
    cli.consent()
    shown = cli("auth", "status").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "Evil" in shown
