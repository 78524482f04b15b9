"""A caller that signs by itself: these tests need neither the client nor the sandbox's signature."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest

from tiktok_shop_sdk.sandbox import (
    SANDBOX_APP_KEY,
    SANDBOX_APP_SECRET,
    Incoming,
    Outgoing,
    Platform,
    Referee,
    Window,
    World,
)

AGENT = "acme-erp/2.4 (ops@acme.example; TK-CERT-00017) tiktok-shop-sdk/0.1.0"
START = 1_777_900_000.0


def own_sign(secret: str, path: str, query: dict[str, str], body: bytes = b"") -> str:
    signed = "".join(key + query[key] for key in sorted(query) if key not in ("sign", "access_token"))
    text = secret + path + signed + body.decode() + secret
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


@dataclass
class Clock:
    now: float = START

    def __call__(self) -> float:
        return self.now

    def boot(self) -> float:
        return self.now - START


@dataclass
class Said:
    out: Outgoing

    @property
    def status(self) -> int:
        return self.out.status

    @property
    def json(self) -> dict[str, Any]:
        found = json.loads(self.out.body)
        assert isinstance(found, dict)
        return found

    @property
    def data(self) -> dict[str, Any]:
        assert self.json["code"] == 0, self.json
        return self.json["data"]

    @property
    def code(self) -> int:
        return self.json["code"]

    @property
    def message(self) -> str:
        return self.json["message"]


@dataclass
class Caller:
    """Calls a platform like an app would; every part of a request can be spoilt."""

    platform: Platform
    clock: Clock
    token: str = ""
    headers: dict[str, str] = field(default_factory=lambda: {"user-agent": AGENT})
    address: str = "127.0.0.1"

    def __post_init__(self) -> None:
        self.token = self.token or self.platform.issue_tokens()["access_token"]

    @property
    def shop(self) -> Any:
        return self.platform.seller.shops[0]

    def request(
        self,
        method: str,
        path: str,
        query: dict[str, Any] | None = None,
        body: Any = None,
        *,
        shop: bool = True,
        sign: str | None = None,
        drop: tuple[str, ...] = (),
        headers: dict[str, str] | None = None,
        secret: str = SANDBOX_APP_SECRET,
    ) -> tuple[str, dict[str, str], bytes]:
        sent = {"app_key": SANDBOX_APP_KEY, "timestamp": str(int(self.clock()))}
        if shop:
            sent["shop_cipher"] = self.shop.cipher
        sent.update({name: str(value) for name, value in (query or {}).items()})
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        for name in drop:
            sent.pop(name, None)
        if "sign" not in drop:
            sent["sign"] = sign or own_sign(secret, path, sent, raw)
        all_headers = {**self.headers, "x-tts-access-token": self.token, "content-type": "application/json"}
        all_headers.update(headers or {})
        kept = {name: value for name, value in all_headers.items() if value}
        return f"{path}?{urlencode(sent)}", kept, raw

    def call(self, method: str, path: str, *args: Any, **kwargs: Any) -> Said:
        target, headers, raw = self.request(method, path, *args, **kwargs)
        return Said(self.platform.answer(Incoming.of(method, target, headers.items(), raw, self.address)))

    def plain(self, method: str, target: str, body: Any = None, **headers: str) -> Said:
        """An unsigned request: tokens, consent, the side door."""
        raw = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {**self.headers, **headers}
        return Said(self.platform.answer(Incoming.of(method, target, sent.items(), raw, self.address)))

    def search(self, body: dict[str, Any] | None = None, **query: Any) -> Said:
        return self.call("POST", "/order/202309/orders/search", {"page_size": 50, **query}, body)

    def shops(self) -> Said:
        return self.call("GET", "/authorization/202309/shops", shop=False)

    def token_get(self, code: str, **changed: str) -> Said:
        return self._token("get", grant_type="authorized_code", auth_code=code, **changed)

    def token_refresh(self, refresh_token: str, **changed: str) -> Said:
        return self._token("refresh", grant_type="refresh_token", refresh_token=refresh_token, **changed)

    def _token(self, which: str, grant_type: str, **parts: str) -> Said:
        query = {
            "app_key": SANDBOX_APP_KEY,
            "app_secret": SANDBOX_APP_SECRET,
            "grant_type": grant_type,
            **parts,
        }
        return self.plain("GET", f"/api/v2/token/{which}?{urlencode(query)}")


@pytest.fixture
def clock() -> Clock:
    return Clock()


def roomy() -> Referee:
    """A referee whose windows no test reaches by accident."""
    return Referee(product=Window(100_000, 60.0), order=Window(100_000, 3600.0))


def make_caller(clock: Clock, **settings: Any) -> Caller:
    settings.setdefault("referee", roomy())
    settings.setdefault("world", World(epoch=clock(), orders=60, skus=40))
    platform = Platform(clock=clock, monotonic=clock.boot, **settings)
    return Caller(platform, clock)


@pytest.fixture
def caller(clock: Clock) -> Iterator[Caller]:
    yield make_caller(clock)


@pytest.fixture
def new_caller(clock: Clock) -> Any:
    def make(**settings: Any) -> Caller:
        return make_caller(clock, **settings)

    return make


@pytest.fixture
def signer() -> Any:
    return own_sign
