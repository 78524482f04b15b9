"""A sandbox in virtual time, and accounts for every kind of token, through whichever client is asked for."""

from __future__ import annotations

import gzip
import inspect
import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from tests.virtual import VirtualClock, run_virtual
from tiktok_shop_sdk import (
    Account,
    App,
    AsyncTikTokShop,
    Egress,
    Endpoints,
    Pager,
    PurposeStatement,
    TikTokShop,
    UserAgent,
)
from tiktok_shop_sdk.sandbox import SANDBOX_APP_KEY, SANDBOX_APP_SECRET, Incoming, Outgoing, Platform
from tiktok_shop_sdk.sandbox.transport import SandboxTransport
from tiktok_shop_sdk.sandbox.users import UserKind


class Overheard(Platform):
    """A platform that keeps its last answer."""

    last = b""

    def answer(self, incoming: Incoming) -> Outgoing:
        out = super().answer(incoming)
        self.last = out.body
        return out


class Scene:
    """`client` is async or blocking; `covers` is what the accounts' statement covers."""

    def __init__(self, client: str, state: Path, covers: Iterable[str]) -> None:
        self.client = client
        self.clock = VirtualClock()
        self.platform = Overheard(clock=self.clock.wall, monotonic=self.clock.boot)
        self.transport = SandboxTransport(self.platform, sleep=self.clock.sleep)
        self.covers = frozenset(covers)
        self.state = state

    @property
    def shop_id(self) -> str:
        return self.platform.seller.shops[0].id

    def account(self, kind: UserKind) -> Account:
        """An account to which a user of this kind has consented."""
        account = Account(
            name=kind,
            app=App(key=SANDBOX_APP_KEY, secret=SANDBOX_APP_SECRET),
            user_agent=UserAgent("acme-erp", "2.4", contact="ops@acme.example", certificate="TK-CERT-00017"),
            statement=PurposeStatement("Every operation once", covers=self.covers, filed=date(2024, 3, 1)),
            egress=Egress(registered="127.0.0.1"),
            endpoints=Endpoints.sandbox("http://127.0.0.1:1"),
            state=self.state / kind,
        )
        with TikTokShop(account, transport=self.transport, clock=self.clock) as client:
            client.auth_exchange(self.platform.issue_code(kind=kind))
        return account

    def each(self, account: Account, calls: Iterable[Callable[[Any], Any]]) -> list[tuple[Any, bytes]]:
        """Make calls, one after the other: what came of each (a pager's first page), and the answer as it was sent."""
        if self.client == "blocking":
            return self._blocking(account, calls)
        return run_virtual(self._async(account, calls), self.clock)

    def _blocking(self, account: Account, calls: Iterable[Callable[[Any], Any]]) -> list[tuple[Any, bytes]]:
        found = []
        with TikTokShop(account, transport=self.transport, clock=self.clock) as client:
            for call in calls:
                made = call(client)
                found.append((made.first() if isinstance(made, Pager) else made, self.platform.last))
        return found

    async def _async(self, account: Account, calls: Iterable[Callable[[Any], Any]]) -> list[tuple[Any, bytes]]:
        found = []
        async with AsyncTikTokShop(account, transport=self.transport, clock=self.clock) as client:
            for call in calls:
                made = call(client)
                found.append((await made if inspect.isawaitable(made) else made, self.platform.last))
        return found

    def audited(self) -> dict[str, list[str]]:
        """What the audit logs say of each operation: each intent, each refusal, and how the call ended."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.state.rglob("seg-*")):
            raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            for record in (json.loads(line) for line in raw.splitlines()):
                if record.get("kind") in ("intent", "refusal", "outcome"):
                    ended = record["outcome"] if record["kind"] == "outcome" else record["kind"]
                    found.setdefault(record["operation"], []).append(ended)
        return found
