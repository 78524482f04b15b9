"""The page on which a seller lets an app in: it asks, then hands out a code with the app's state."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from .exchange import HTML_HEADERS, JSON_HEADERS, Outgoing, encode
from .gate import check_app
from .refusals import parameter
from .shop.world import Seller

PATHS = frozenset({"/open/authorize", "/oauth/authorize"})


def show_choice(path: str, query: Mapping[str, str], sellers: Sequence[Seller]) -> Outgoing:
    """Ask a human: one link per seller that lets the app in, and one that refuses."""
    kept = {name: value for name, value in query.items() if name not in ("decision", "seller")}
    allow = "".join(
        f'<li><a href="{_link(path, kept, decision="allow", seller=seller.open_id)}">'
        f"Allow, as {html.escape(seller.name)}</a></li>"
        for seller in sellers
    )
    refuse = f'<li><a href="{_link(path, kept, decision="deny", seller="")}">Refuse</a></li>'
    page = (
        "<!doctype html><title>Sandbox consent</title><h1>Sandbox consent</h1>"
        f"<p>An app asks for access to your shops. All data here is invented.</p><ul>{allow}{refuse}</ul>"
    )
    return Outgoing(200, HTML_HEADERS, page.encode())


def hand_out(query: Mapping[str, str], code: str | None, redirect_url: str | None, *, machine: bool) -> Outgoing:
    """Send the browser back to the app, or print code and state if there is no address to go back to."""
    outcome = {"code": code} if code else {"code": "null", "error": "auth_denied"}
    if "state" in query:
        outcome["state"] = query["state"]
    if machine or redirect_url is None:
        return Outgoing(200, JSON_HEADERS, encode(outcome))
    joint = "&" if "?" in redirect_url else "?"
    return Outgoing(302, (("location", f"{redirect_url}{joint}{urlencode(outcome)}"),), b"")


def _link(path: str, kept: Mapping[str, str], **choice: str) -> str:
    return html.escape(f"{path}?{urlencode({**kept, **choice})}")


def check_question(path: str, query: Mapping[str, str], apps: Mapping[str, str]) -> str:
    """The app that asks: by `service_id` (a sandbox knows but one) or, in the older form, `app_key`."""
    if path == "/open/authorize":
        if not query.get("service_id"):
            raise parameter("service_id", "it is missing", "the service id of the app")
        return next(iter(apps))
    return check_app(query, apps)
