"""What one run of the command line was told: account, language, patience, form of the output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .language import Language
from .screen import Screen

if TYPE_CHECKING:
    from ..account import Account
    from ..client import SyncShop, TikTokShop
    from ..core.lanes import Lane

ACCOUNT_FILE = Path("account.toml")


@dataclass
class Session:
    """The global options, and what follows from them. `account_file` is None unless `--account` was given."""

    language: Language = "en"
    json: bool = False
    account_file: Path | None = None
    max_wait: float | None = None
    debug: bool = False

    @property
    def screen(self) -> Screen:
        """Where this run writes."""
        return Screen(self.language, json=self.json)

    def account_source(self) -> str:
        """Where the account's declarations come from, for people."""
        found = self._file()
        return str(found) if found else "TIKTOK_SHOP_*"

    def _file(self) -> Path | None:
        if self.account_file is not None:
            return self.account_file
        if named := os.environ.get("TIKTOK_SHOP_ACCOUNT_FILE"):
            return Path(named)
        return ACCOUNT_FILE if ACCOUNT_FILE.is_file() else None

    def account(self) -> Account:
        """`--account`, TIKTOK_SHOP_ACCOUNT_FILE, ./account.toml, else the variables TIKTOK_SHOP_*."""
        from ..account import Account  # the help pages need neither pydantic nor httpx

        file = self._file()
        return Account.from_file(file) if file else Account.from_env()

    def ask(self, question: str) -> None:
        """Ask before what cannot be undone. Raises `click.Abort` for a no, `UsageError` where there is nobody."""
        if not is_attended():
            raise click.UsageError(self.screen.say("usage.give_yes"))
        click.confirm(question, abort=True, err=True)

    @contextmanager
    def client(self, lane: Lane = "interactive") -> Iterator[TikTokShop]:
        """The blocking client of the account, as patient as `--max-wait` says; a person waits for it, unless told."""
        from ..client import TikTokShop

        with TikTokShop(self.account()) as client:
            yield client.within(max_wait=self.max_wait, lane=lane)

    @contextmanager
    def shop(self, shop_id: str, lane: Lane = "interactive") -> Iterator[SyncShop]:
        """One shop of the account."""
        with self.client(lane) as client:
            yield client.shop(shop_id)


def is_attended() -> bool:
    """Whether a person sits at the other end."""
    return sys.stdin.isatty()
