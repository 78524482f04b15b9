"""The checks that a call must pass before it reaches any data, each one a rule of the platform."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from .declared import missing_declarations
from .endpoints import Endpoint
from .exchange import Incoming
from .grants import Grant
from .refusals import Refusal, credentials
from .world import Shop


def check_app(query: Mapping[str, str], apps: Mapping[str, str]) -> str:
    """The key of a known app. A wrong key is refused before the signature is looked at."""
    app_key = query.get("app_key", "")
    if app_key not in apps:
        raise credentials("Invalid credentials. Invalid 'app_key' query parameter.")
    return app_key


def check_scope(endpoint: Endpoint, grant: Grant) -> None:
    """Refuse what the seller did not grant."""
    if endpoint.cipher != "partner" and endpoint.scope and endpoint.scope not in grant.scopes:
        raise Refusal(105005, why=f"the grant lacks {endpoint.scope}")


def check_cipher(endpoint: Endpoint, query: Mapping[str, str], grant: Grant) -> Shop | None:
    """The shop that the call is about; None if the endpoint is about the seller."""
    if endpoint.cipher == "partner":
        raise Refusal(101000)
    forbidden = ("shop_cipher", "category_asset_cipher") if endpoint.cipher == "-" else ("category_asset_cipher",)
    for name in forbidden:
        if name in query:
            raise credentials(f"Unexpected identifier. '{name}' is not required for this request.")
    wanted = query.get("shop_cipher")
    if not wanted:
        if endpoint.cipher == "shop":
            raise Refusal(106013)
        return None
    for shop in grant.seller.shops:
        if shop.cipher == wanted:
            return shop
    raise Refusal(101000, "Invalid credentials. 'shop_cipher' does not fit the access token.")


def check_caller(call: Incoming, allowed_addresses: Collection[str] | None) -> None:
    """Refuse tools that do not say who they are (HTTP 403), and addresses that are not on the app's list."""
    missing = missing_declarations(call.headers.get("user-agent", ""))
    if missing:
        raise Refusal(None, "Forbidden", status=403, why=f"User-Agent without {', '.join(missing)}")
    if allowed_addresses is not None and call.client_address not in allowed_addresses:
        raise Refusal(36009033)


def read_body(call: Incoming, endpoint: Endpoint) -> dict[str, Any]:
    """The JSON object in the body; empty if there is no body, or if the endpoint takes a file."""
    if endpoint.takes_file:
        if call.media_type != "multipart/form-data":
            raise Refusal(36009023)
        return {}
    if call.media_type != "application/json" and (call.media_type or call.body):
        raise Refusal(36009022)
    if not call.body:
        return {}
    try:
        body = json.loads(call.body)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refusal(36009022)
    return body
