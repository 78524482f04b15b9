"""The platform's signature: HMAC-SHA256 over path, sorted query and body (partner guide, "Sign your API request")."""

from __future__ import annotations

import hmac
from dataclasses import replace

from .request import Request
from .secret import Secret

# `access_token` is the retired place of the token; it never entered the signature.
UNSIGNED = frozenset({"sign", "access_token"})


def signature(request: Request, secret: Secret) -> str:
    """Lower-case hex over `secret + path + sorted key-value pairs + body + secret`; multipart bodies are left out."""
    joined = "".join(name + request.query[name] for name in sorted(request.query) if name not in UNSIGNED)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = b"" if media_type == "multipart/form-data" else request.body
    key = secret.reveal().encode()
    message = b"".join((key, request.path.encode(), joined.encode(), body, key))
    return hmac.digest(key, message, "sha256").hex()


def sign(request: Request, secret: Secret) -> Request:
    """The same request with its `sign` parameter."""
    return replace(request, query={**request.query, "sign": signature(request, secret)})
