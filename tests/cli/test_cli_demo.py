"""The demo keeps every rule at the full pace, says so in figures, and its log verifies."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import PROGRAM, environ

from tiktok_shop_sdk.cli.app import app
from tiktok_shop_sdk.sandbox import PLANTED

FIGURES = (
    r"4 pages|page 4: 150 of 150 orders",
    r"429 received 1 time",
    r"10 of 10 SKUs set in \d+ calls",
    r"products\.list_opportunities refused",
    r"calls that reached the platform: 0",
    r"calls by class: .*order \d+",
    r"worst 60 s \(product\): \d+ of 120 calls",
    r"worst 3600 s \(order\): \d+ of 3000 calls",
    r"smallest gap between two calls in s: 0\.[5-9]|smallest gap between two calls in s: 0\.49|"
    r"smallest gap between two calls in s: 0\.48",
    r"stripped before any code saw it: .*buyer_phone \d+",
    r"buyers' values that came through: 0",
    r"audit log: OK",
    r"rules broken, as the referee saw it: 0",
)


def test_the_demo_keeps_every_rule(tmp_path: Path) -> None:
    keep = tmp_path / "kept"
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environ(PYTHONIOENCODING="utf-8")}
    people = subprocess.Popen([*PROGRAM, "demo", "--keep", str(keep)], **pipes)
    machine = subprocess.Popen([*PROGRAM, "--json", "--lang", "zh", "demo"], **pipes)
    out, err = people.communicate(timeout=90)
    said = out.decode()
    assert people.returncode == 0, said + err.decode()
    for figure in FIGURES:
        assert re.search(figure, said), (figure, said)
    assert float(re.search(r"duration in s: ([\d.]+)", said)[1]) < 60
    figures, err = machine.communicate(timeout=90)
    assert machine.returncode == 0, figures + err
    found = json.loads(figures)
    assert found["ok"] is True
    assert (found["orders"], found["skus"], found["throttled"], found["refusals"]) == (150, 10, 1, 1)
    assert (found["violations"], found["leaks"], found["clean"], found["audit_ok"]) == (0, 0, True, True)
    assert found["smallest_gap"] >= 0.48
    assert found["stripped"]["buyer_address"] > 0
    assert "完整" in found["audit"]
    seen = said + figures.decode() + (keep / "orders.jsonl").read_text(encoding="utf-8")
    for values in PLANTED.values():
        assert not [value for value in values if value in seen]
    verified = subprocess.run(
        [*PROGRAM, "--account", str(keep / "account.toml"), "audit", "verify"],
        capture_output=True,
        env=environ(),
    )
    assert verified.returncode == 0, verified.stderr


def test_the_demo_keeps_to_a_directory_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    result = CliRunner().invoke(app, ["demo", "--keep", str(tmp_path)])
    assert result.exit_code == 2


@pytest.mark.parametrize("command", ["demo", "sandbox"])
def test_without_its_extra_the_sandbox_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(app, ["--lang", "zh", command])
    assert result.exit_code == 2
    assert "tiktok-shop-sdk[sandbox]" in result.output
