"""The console script in a process of its own: encodings, pipes, terminals, Ctrl-C, the missing extra."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import PROGRAM, CommandLine, environ

POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX signals and terminals")


def run(*arguments: str, cwd: Path | None = None, **changed: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, env=environ(**changed), cwd=cwd, timeout=30, check=False
    )


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8", "cp1252"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_console_is_too_poor(cli: CommandLine, encoding: str, lang: str) -> None:
    object.__setattr__(cli.platform.seller, "name", "深圳卖家 ✓ Ünïcode")
    cli.consent()
    account = ("--account", str(cli.account), "--lang", lang)
    for arguments in (("--help",), (*account, "auth", "status"), (*account, "nonsense")):
        result = run(*arguments, PYTHONIOENCODING=encoding)
        assert b"Traceback" not in result.stderr
        assert result.returncode == (2 if "nonsense" in arguments else 0)
        result.stdout.decode(encoding)
        result.stderr.decode(encoding)
    told = run(*account, "--json", "auth", "status", PYTHONIOENCODING=encoding)
    assert json.loads(told.stdout.decode(encoding))["seller_name"] == "深圳卖家 ✓ Ünïcode"


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_without_the_extra_one_line_says_how_to_get_it(missing: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; from tiktok_shop_sdk.cli import main; main()"
    for encoding in ("utf-8", "ascii"):
        result = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            env=environ(PYTHONIOENCODING=encoding),
            timeout=30,
            check=False,
        )
        said = result.stderr.decode(encoding)
        assert (result.returncode, result.stdout) == (2, b"")
        assert len(said.splitlines()) == 1
        assert "pip install 'tiktok-shop-sdk[cli]'" in said
        assert ("命令行" in said) == (encoding == "utf-8")


def test_the_console_script_imports_nothing_heavy() -> None:
    heavy = "('click', 'rich', 'httpx', 'pydantic', 'starlette', 'uvicorn', 'asyncio')"
    code = f"import sys, tiktok_shop_sdk.cli; print([m for m in {heavy} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environ(), check=True)
    assert result.stdout.decode().strip() == "[]"


def test_help_needs_no_client() -> None:
    code = (
        "import sys\nfrom tiktok_shop_sdk.cli.app import app\n"
        "try: app.main(['--help'])\nexcept SystemExit: pass\n"
        "sys.exit([m for m in ('httpx', 'pydantic', 'rich') if m in sys.modules] or 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, env=environ()).returncode == 0


def test_the_account_comes_from_the_directory_and_from_the_environment(cli: CommandLine, tmp_path: Path) -> None:
    assert run("auth", "status", cwd=cli.account.parent).returncode == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert run("auth", "status", cwd=elsewhere).returncode == 2
    assert run("auth", "status", cwd=elsewhere, TIKTOK_SHOP_ACCOUNT_FILE=str(cli.account)).returncode == 0


def test_the_locale_decides_the_language_of_a_process() -> None:
    assert "用法".encode() in run("--help", LC_ALL="zh_CN.UTF-8", PYTHONIOENCODING="utf-8").stdout
    assert b"Usage:" in run("--help", LC_ALL="C.UTF-8").stdout


def test_a_pipe_that_closes_early_is_no_error(cli: CommandLine) -> None:
    command = ("--account", str(cli.account), "call", "orders.search", "--all", "--shop", cli.shop)
    with subprocess.Popen(
        [*PROGRAM, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ()
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(30) == 0
        assert process.stderr.read() == b""


@POSIX
def test_ctrl_c_in_a_wait_is_exit_code_130(cli: CommandLine) -> None:
    cli.platform.trouble("429:300@+1")
    command = [*PROGRAM, "--account", str(cli.account), "shops"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ()) as process:
        until(lambda: bool(cli.running.report()["refusals"]))
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out) == (130, b"")
    assert err == b"interrupted\n"
    assert cli.json("audit", "verify")["ok"] is True


@POSIX
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["people", "json"])
def test_the_sandbox_runs_until_ctrl_c_and_reports(tmp_path: Path, form: tuple[str, ...]) -> None:
    command = [*PROGRAM, *form, "sandbox", "--port", "0", "--orders", "3", "--fail", "429@+5"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ()) as process:
        assert process.stderr is not None
        lines = iter(process.stderr.readline, b"")
        url = next(found for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+", line.decode())))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert process.returncode == 0
    if form:
        started, over = [json.loads(line) for line in out.splitlines()]
        assert (started["url"], over["arrivals"], over["clean"]) == (url[0], 0, True)
    else:
        assert b"rules broken: none" in err
        file = tmp_path / "account.toml"
        file.touch(mode=0o600)
        file.write_bytes(out)
        assert run("--account", str(file), "auth", "status", TIKTOK_SHOP_STATE=str(tmp_path)).returncode == 5


def test_trouble_that_cannot_be_read_lists_the_forms() -> None:
    result = run("sandbox", "--fail", "4x9")
    assert result.returncode == 2
    assert b"WHAT[:NUMBER]" in result.stderr


def test_a_port_that_is_taken_is_named(cli: CommandLine) -> None:
    port = cli.running.url.rpartition(":")[2]
    result = run("sandbox", "--port", port)
    assert result.returncode == 2
    assert port.encode() in result.stderr


@POSIX
def test_people_at_a_terminal_see_tables_and_bars(cli: CommandLine, tmp_path: Path) -> None:
    assert "─" in on_terminal("--account", str(cli.account), "shops")
    pull = ("orders", "pull", "--shop", cli.shop, "--out", str(tmp_path / "o.csv"), "--since", "2020-01-01")
    assert "60 orders in" in on_terminal("--account", str(cli.account), *pull)


@POSIX
def test_a_poor_terminal_gets_a_poor_table(cli: CommandLine) -> None:
    shown = on_terminal("--account", str(cli.account), "--lang", "zh", "shops", PYTHONIOENCODING="ascii", TERM="dumb")
    assert cli.shop in shown


def on_terminal(*arguments: str, **changed: str) -> str:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen([*PROGRAM, *arguments], stdout=theirs, stderr=theirs, env=environ(**changed)) as process:
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 30)[0]:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # the other end was closed
                break
        assert process.wait(30) == 0, shown
    os.close(ours)
    return shown.decode()


def until(condition: object, seconds: float = 10.0) -> None:
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
