"""Whether a webhook request was signed by the platform: HMAC-SHA256 over app key and raw body (webhook guide)."""

from __future__ import annotations

import hashlib
import hmac

from ..core.identity import App


def verify(app: App, raw_body: bytes, authorization: str) -> bool:
    """Whether `authorization` is the lower-case hex signature of exactly these bytes; takes the same time either way.

    The header holds the signature alone, without a scheme. Decode the body only after this: a body that was parsed
    and written again has another signature.
    """
    expected = hmac.new(app.secret.reveal().encode(), app.key.encode() + raw_body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), authorization.encode("utf-8", "surrogatepass"))
