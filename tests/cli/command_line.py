"""A command line that runs with an account of a sandbox on a loopback port; everything it says is kept."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from click.testing import CliRunner, Result

import tiktok_shop_sdk
from tiktok_shop_sdk.cli.app import app
from tiktok_shop_sdk.sandbox import SANDBOX_APP_KEY, SANDBOX_APP_SECRET, Platform
from tiktok_shop_sdk.sandbox.app import RunningSandbox

ROOT = Path(tiktok_shop_sdk.__file__).parents[1]
PROGRAM = (sys.executable, "-m", "tiktok_shop_sdk.cli")
COVERS = ("orders:read", "products:read", "inventory:read", "inventory:write")
ACCOUNT = """\
name = "cli"
state = '{state}'
[app]
key = "{key}"
secret = "{secret}"
[user_agent]
application = "cli-tests"
version = "1.0"
contact = "tests@example.com"
uncertified_because = "a sandbox on this machine"
[statement]
text = "Automated tests."
covers = {covers}
filed = 2026-01-01
[egress]
registered = "127.0.0.1"
[limits]
pace = 0.002
[endpoints]
sandbox = "{url}"
"""


@dataclass
class CommandLine:
    """Runs commands with an account file; everything that came out is kept for the leak check."""

    account: Path
    running: RunningSandbox
    said: str = ""

    def __call__(self, *arguments: str, lang: str = "en", input: str | None = None) -> Result:
        environ = {"LC_ALL": "zh_CN.UTF-8" if lang == "zh" else "C.UTF-8"}
        result = CliRunner().invoke(
            app,
            ["--account", str(self.account), *arguments],
            input=input,
            env=environ,
            catch_exceptions=False,
        )
        self.said += result.output
        return result

    def json(self, *arguments: str, **settings: Any) -> Any:
        result = self("--json", *arguments, **settings)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def consent(self) -> None:
        url = self.json("auth", "url")["url"]
        assert self("auth", "exchange", "-", input=consented(url)).exit_code == 0

    @property
    def platform(self) -> Platform:
        return self.running.platform

    @property
    def shop(self) -> str:
        return self.platform.seller.shops[0].id

    @property
    def secrets(self) -> set[str]:
        """What must never be seen: the app secret, the tokens and the ciphers, as the token file holds them."""
        found = {SANDBOX_APP_SECRET}
        for file in self.account.parent.rglob("tokens.json"):
            kept = json.loads(file.read_text(encoding="utf-8"))
            found |= {kept["grant"]["access_token"], kept["grant"]["refresh_token"]} if kept.get("grant") else set()
            found |= set(kept.get("ciphers", {}).values())
        return found


def consented(url: str) -> str:
    """What the seller's browser brings back."""
    parts = urlsplit(url)
    line = HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        line.request("GET", f"{parts.path}?{parts.query}&decision=allow")
        return urlencode(json.loads(line.getresponse().read())) + "\n"
    finally:
        line.close()


def account_text(state: Path, url: str, **changed: object) -> str:
    values = {"state": state, "key": SANDBOX_APP_KEY, "secret": SANDBOX_APP_SECRET, "url": url}
    values["covers"] = json.dumps(list(COVERS))
    return ACCOUNT.format(**{**values, **changed})


def environ(**changed: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TIKTOK_SHOP_")}
    return {**kept, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "COLUMNS": "100", **changed}
