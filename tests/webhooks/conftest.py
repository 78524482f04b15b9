"""A receiver in virtual time: its account, the shop and the open id that the account knows, and a pen to sign with."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import hmac
import itertools
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.flow.conftest import an_account
from tests.virtual import VirtualClock, run_virtual
from tiktok_shop_sdk import Account, App
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.tokens import Grant
from tiktok_shop_sdk.stores.tokens import TokenFile
from tiktok_shop_sdk.webhooks import Event, Receiver

APP = App(key="testappkey", secret="testappsecret")
SHOP = "7495000000000000001"
SELLER = "exampleSellerOpenId01"
FIXTURES = Path(__file__).parents[1] / "fixtures"
BODIES = sorted(FIXTURES.glob("webhook.*.json"))


def signature(body: bytes, app: App = APP) -> str:
    return hmac.new(app.secret.reveal().encode(), app.key.encode() + body, hashlib.sha256).hexdigest()


_numbers = itertools.count(1)


def an_event(number: int = 1, *, identity: dict[str, str] | None = None, id: str = "", **data: Any) -> bytes:
    """The body of an event with an id of its own; for the shop unless told otherwise."""
    envelope = {"type": number, "tts_notification_id": id or f"n{next(_numbers)}", "timestamp": 1_720_999_000}
    return json.dumps({**envelope, **({"shop_id": SHOP} if identity is None else identity), "data": data}).encode()


def a_grant(open_id: str = SELLER, *, obtained: float = 1_720_000_000.0) -> Grant:
    return Grant(Secret("TTP_access"), 2e9, Secret("TTP_refresh"), 2e9, open_id, obtained=obtained)


def consented(account: Account, grant: Grant | None = None, shops: tuple[str, ...] = (SHOP,)) -> Account:
    tokens = TokenFile(account.directory)
    tokens.change(lambda kept: kept.with_grant(grant or a_grant()))
    tokens.change(lambda kept: kept.with_ciphers({shop: Secret(f"cipher of {shop}") for shop in shops}))
    return account


def records(account: Account) -> list[dict[str, Any]]:
    """Every record of an account's audit log about events and consent."""
    found = []
    for path in sorted((account.directory / "audit").rglob("seg-*")):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found += [record for line in raw.splitlines() if "operation" in (record := json.loads(line))]
    return found


class Desk:
    """A receiver of one consented account, worked by one of the two kinds of worker."""

    def __init__(self, kind: str, state: Path) -> None:
        self.kind = kind
        self.clock = VirtualClock()
        self.account = consented(an_account(state, app=APP))
        self.receiver = Receiver(self.account, clock=self.clock)
        self.events: list[Any] = []

    def take(self, body: bytes) -> int:
        return self.receiver.receive(body, signature(body))

    def work(self) -> None:
        """Hand over what is due."""
        if self.kind == "blocking":
            self.receiver.work(until_empty=True)
        else:
            run_virtual(self.receiver.awork(until_empty=True), self.clock)

    def work_for(self, seconds: float) -> None:
        """Hand over for so long, in virtual time."""
        if self.kind == "blocking":
            self._work_until(self.clock.boot() + seconds)
        else:
            run_virtual(self._cancelled_after(seconds), self.clock)

    def _work_until(self, end: float) -> None:
        wait = self.clock.wait

        def until_end(event: threading.Event, seconds: float | None) -> bool:
            self.receiver._closed = self.clock.boot() >= end
            return wait(event, seconds)

        self.clock.wait = until_end
        self.receiver.work()
        self.clock.wait = wait
        self.receiver._closed = False

    async def _cancelled_after(self, seconds: float) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.receiver.awork()

    def keep_all(self) -> list[Any]:
        """Every event that is handed over, in order."""
        self.receiver.on(Event)(self.events.append)
        return self.events

    def reopened(self, *accounts: Account) -> Receiver:
        """As after a restart."""
        self.receiver.close()
        self.receiver = Receiver(*(accounts or (self.account,)), clock=self.clock)
        return self.receiver


@pytest.fixture(params=["async", "blocking"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(request.param, tmp_path / "state")
    yield made
    made.receiver.close()


@pytest.fixture
def open_receiver(tmp_path: Path) -> Iterator[Callable[..., Receiver]]:
    """Receivers that are closed at the end of the test."""
    opened: list[Receiver] = []

    def make(*accounts: Account, **settings: Any) -> Receiver:
        receiver = Receiver(*(accounts or (consented(an_account(tmp_path / "state", app=APP)),)), **settings)
        opened.append(receiver)
        return receiver

    yield make
    for receiver in opened:
        receiver.close()
