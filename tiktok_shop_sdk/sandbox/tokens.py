"""The two unsigned calls with which an app gets its first tokens and renews them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from .grants import Grant, Grants
from .refusals import parameter

TOKEN_GET: Final = "/api/v2/token/get"
TOKEN_REFRESH: Final = "/api/v2/token/refresh"
TOKEN_PATHS = frozenset({TOKEN_GET, TOKEN_REFRESH})


def grant_asked_about(query: Mapping[str, str], grants: Grants) -> Grant | None:
    """Whose tokens a call asks for, so that it counts towards the right account; None if nobody's."""
    return grants.behind(query.get("auth_code", "")) or grants.behind(query.get("refresh_token", ""))


def answer_token(path: str, query: Mapping[str, str], app_key: str, grants: Grants, now: float) -> dict[str, Any]:
    """A token pair for a code or a refresh token; an official client sends `authorized_code` for both."""
    grant_type = query.get("grant_type")
    if path == TOKEN_GET:
        if grant_type != "authorized_code":
            raise parameter("grant_type", "it is missing or unknown", "authorized_code")
        return grants.exchange_code(app_key, query.get("auth_code", ""), now)
    if grant_type not in ("refresh_token", "authorized_code"):
        raise parameter("grant_type", "it is missing or unknown", "refresh_token")
    return grants.refresh(app_key, query.get("refresh_token", ""), now)
