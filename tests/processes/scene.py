"""The account of the process tests: windows scaled down, so that minutes show what takes hours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tiktok_shop_sdk import (
    Account,
    App,
    Egress,
    Endpoints,
    Limits,
    PurposeStatement,
    TikTokShop,
    UserAgent,
    Window,
)
from tiktok_shop_sdk.sandbox import SANDBOX_APP_KEY, SANDBOX_APP_SECRET, Platform

LIMITS = {
    # 25 calls a second; a killed process holds a slot for 3 s.
    "windows": Limits.articles_2024_07(
        order=Window("order", 50, 2.0),
        product=Window("product", 1000, 1.0),
        pace=0.01,
        attempt_timeout=2.0,
        grace=1.0,
    ),
    # Nothing but the pace.
    "pace": Limits.articles_2024_07(
        order=Window("order", 1000, 1.0), product=Window("product", 1000, 1.0), pace=0.1, grace=1.0
    ),
}


def account(url: str, state: Path, what: str = "windows") -> Account:
    return Account(
        name="acme-uk",
        app=App(key=SANDBOX_APP_KEY, secret=SANDBOX_APP_SECRET),
        user_agent=UserAgent("acme-erp", "2.4", contact="ops@acme.example", certificate="TK-CERT-00017"),
        statement=PurposeStatement("Orders", covers={"orders:read"}, filed=date(2024, 3, 1)),
        egress=Egress(registered="127.0.0.1"),
        limits=LIMITS[what],
        endpoints=Endpoints.sandbox(url),
        state=state,
    )


def consent(platform: Platform, url: str, state: Path, what: str = "windows") -> None:
    with TikTokShop(account(url, state, what)) as client:
        client.auth_exchange(platform.issue_code())
        client.shops()
