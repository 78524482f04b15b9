"""The tree of commands; each lives in its own module and is imported when it is first used."""

from __future__ import annotations

from .commands import Root

app = Root(
    "tiktok-shop",
    homes={
        "demo": "demo",
        "sandbox": "sandbox",
        "doctor": "doctor",
        "auth": "auth",
        "shops": "shops",
        "quota": "shops",
        "plan": "plan",
        "purge": "purge",
        "egress": "egress",
        "operations": "operations",
        "call": "call",
        "orders": "orders",
        "inventory": "inventory",
        "audit": "audit",
        "errors": "errors",
    },
)
