"""The account of the benchmarks; it imports what a user of the package imports, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from tiktok_shop_sdk import Account, App, Direct, Egress, Endpoints, Limits, PurposeStatement, UserAgent, Window


def account(url: str, state: Path, transport: Literal["standard", "fast"] = "standard") -> Account:
    """Against loopback the limits may be loosened, so that the path and not the waiting is measured."""
    return Account(
        name="bench",
        app=App(key="sandboxappkey", secret="sandbox-app-secret-not-a-real-one"),
        user_agent=UserAgent("bench", "1", contact="ops@acme.example", certificate="TK-CERT-00017"),
        statement=PurposeStatement("Orders", covers={"orders:read"}, filed=date(2024, 1, 1)),
        egress=Egress(registered="127.0.0.1", via=Direct(transport=transport)),
        limits=Limits.articles_2024_07(
            pace=0.0, product=Window("product", 10**6, 60.0), order=Window("order", 10**6, 3600.0)
        ),
        endpoints=Endpoints.sandbox(url),
        state=state,
    )
