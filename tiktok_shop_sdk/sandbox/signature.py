"""Checks a request's signature by its own reading of the platform's rule, so that mistakes are found."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from urllib.parse import parse_qsl

from .exchange import Incoming
from .refusals import Refusal, credentials

# Protocol section 2: from five minutes behind to thirty seconds ahead of the platform's clock.
OLDEST_SECONDS = 300
NEWEST_SECONDS = 30
_UNSIGNED = frozenset({"sign", "access_token"})


def read_query(query_string: str) -> dict[str, str]:
    """Decoded query parameters; one given twice is refused, because arrays travel as one joined value."""
    pairs = parse_qsl(query_string, keep_blank_values=True)
    query = dict(pairs)
    if len(query) != len(pairs):
        raise credentials("Invalid parameter. A query parameter is given twice.")
    return query


def expected_sign(secret: str, path: str, pairs: Iterable[tuple[str, str]], body: bytes, media_type: str) -> str:
    """The platform's signature over raw path, decoded query and raw body (protocol section 3)."""
    message = bytearray(secret.encode())
    message += path.encode()
    for name, value in sorted((name.encode(), value.encode()) for name, value in pairs):
        if name.decode() not in _UNSIGNED:
            message += name + value
    if media_type != "multipart/form-data":
        message += body
    message += secret.encode()
    return hmac.new(secret.encode(), bytes(message), hashlib.sha256).hexdigest()


def check_signature(call: Incoming, query: dict[str, str], secret: str) -> None:
    """Refuse a call whose `sign` is missing or is not what its own bytes give."""
    given = query.get("sign")
    if not given:
        raise credentials("Missing credentials. No signature in the query.")
    expected = expected_sign(secret, call.path, query.items(), call.body, call.media_type)
    if not hmac.compare_digest(expected.encode(), given.encode()):
        raise Refusal(106001)


def check_timestamp(query: dict[str, str], now: float) -> None:
    """Refuse a call that was signed too long ago, or by a clock that runs ahead."""
    text = query.get("timestamp", "")
    if not (len(text) == 10 and text.isascii() and text.isdigit()):
        raise credentials("Invalid timestamp. 'timestamp' must be Unix seconds with 10 digits.")
    ahead = int(text) - now
    if ahead < -OLDEST_SECONDS:
        raise credentials("Invalid timestamp. 'timestamp' is earlier than 5 minutes before the current time.")
    if ahead > NEWEST_SECONDS:
        raise credentials("Invalid timestamp. 'timestamp' is later than 30 seconds after the current time.")
