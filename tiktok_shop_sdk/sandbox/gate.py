"""The checks that a call must pass before it reaches any data, each one a rule of the platform."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from .declared import missing_declarations
from .endpoints import Cipher, Demand, Endpoint
from .exchange import Incoming
from .grants import Grant
from .refusals import Refusal, credentials, parameter
from .shop.world import Seller, Shop
from .users import Partner, kind_of

_PART = re.compile(rb'\r\ncontent-disposition: *form-data; *name="([^"\r\n]*)"', re.IGNORECASE)


def check_app(query: Mapping[str, str], apps: Mapping[str, str]) -> str:
    """The key of a known app. A wrong key is refused before the signature is looked at."""
    app_key = query.get("app_key", "")
    if app_key not in apps:
        raise credentials("Invalid credentials. Invalid 'app_key' query parameter.")
    return app_key


def check_grant(endpoint: Endpoint, query: Mapping[str, str], grant: Grant) -> Shop | None:
    """The shop that the call is about, if it is about one; refuses what the grant does not cover."""
    _check_kind(endpoint, grant)
    _check_scope(endpoint, grant)
    shop = _check_shop(endpoint, query, grant)
    _check_asset(endpoint, query, grant)
    return shop


def _check_kind(endpoint: Endpoint, grant: Grant) -> None:
    """Refuse the token of a seller where a creator or a partner must have consented, and the other way round."""
    given = kind_of(grant.user)
    if endpoint.token not in ("any", given):
        raise Refusal(101000, why=f"the token is a {given}'s, not a {endpoint.token}'s")


def _check_scope(endpoint: Endpoint, grant: Grant) -> None:
    """Refuse what the user did not grant."""
    if endpoint.scopes and not set(endpoint.scopes) & set(grant.scopes):
        raise Refusal(105005, why=f"the grant lacks {' or '.join(endpoint.scopes)}")


def _check_shop(endpoint: Endpoint, query: Mapping[str, str], grant: Grant) -> Shop | None:
    """The shop that the call is about; None if the endpoint is about the seller."""
    wanted = _identifier("shop_cipher", query, _DEMANDS[endpoint.cipher])
    shops = grant.user.shops if isinstance(grant.user, Seller) else ()
    found = next((shop for shop in shops if shop.cipher == wanted), None)
    if wanted and found is None:
        raise Refusal(101000, "Invalid credentials. 'shop_cipher' does not fit the access token.")
    return found


def _check_asset(endpoint: Endpoint, query: Mapping[str, str], grant: Grant) -> None:
    """Refuse a call whose category asset is missing, not wanted, or somebody else's."""
    wanted = _identifier("category_asset_cipher", query, endpoint.asset)
    assets = grant.user.assets if isinstance(grant.user, Partner) else ()
    if wanted and wanted not in (asset.cipher for asset in assets):
        raise Refusal(101000, "Invalid credentials. 'category_asset_cipher' does not fit the access token.")


_DEMANDS: Mapping[Cipher, Demand] = {"shop": "required", "either": "either", "-": "-", "partner": "-"}


def _identifier(name: str, query: Mapping[str, str], demand: Demand) -> str:
    if demand == "-" and name in query:
        raise credentials(f"Unexpected identifier. '{name}' is not required for this request.")
    if demand == "required" and not query.get(name):
        raise Refusal(106013)
    return query.get(name, "")


def check_needs(needs: Collection[tuple[str, str]], query: Mapping[str, str], body: Mapping[str, Any]) -> None:
    """Refuse a call that lacks a required parameter."""
    for place, name in needs:
        given = query.get(name) if place == "query" else body.get(name)
        if given is None or given == "":
            raise parameter(name, "it is missing", "a value")


def check_caller(call: Incoming, allowed_addresses: Collection[str] | None, *, certified_only: bool) -> None:
    """Refuse addresses that are not on the app's list, and (HTTP 403) tools that do not say who they are."""
    missing = missing_declarations(call.headers.get("user-agent", ""))
    if missing and certified_only:
        raise Refusal(None, "Forbidden", status=403, why=f"User-Agent without {', '.join(missing)}")
    if allowed_addresses is not None and call.client_address not in allowed_addresses:
        raise Refusal(36009033)


def read_body(call: Incoming, endpoint: Endpoint) -> dict[str, Any]:
    """The JSON object in the body, empty if there is no body; of a form, the names of its parts."""
    if endpoint.takes_file:
        if call.media_type != "multipart/form-data":
            raise Refusal(36009023)
        return {name.decode("utf-8", "replace"): True for name in _PART.findall(call.body)}
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
