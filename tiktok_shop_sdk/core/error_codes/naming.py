"""Names a refusal: by its code first, by words of the message for code 36009004, by the HTTP status last."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ...errors import AllowanceUsedUp, ApiError, ClockSkew, NotCertified, RateLimited, ShopError
from ..codes import OVERLOADED_CODE, TEMPLATED_FAULT, http_date, retry_after
from ..net import clean_text
from ..request import Response
from . import AT_THE_GATEWAY, ErrorCode, explain, told
from .gateway import TOLD_APART
from .kinds import INTERNAL, RATE_LIMIT, Kind

HOUR = 3600.0
DAY = 86400.0

_NOT_CERTIFIED = Kind(
    "not_certified",
    ("the platform does not accept calls from this tool", ""),
    ("平台不接受此工具的调用", ""),
    error=NotCertified,
)
_UNKNOWN = Kind("unknown", ("the platform refused the call", ""), ("平台拒绝了此次调用", ""))
_QUOTED_FAMILIES = ("products.", "global_products.")  # about goods: what the platform says there names no buyer
_LINK = re.compile(r"https?://\S+")  # messages end with a link to a help page, whose words mean nothing


def named(response: Response, code: int | None, message: str, *, request_id: str, operation: str) -> ShopError:
    """The error for an answer that is not a success."""
    known = _known(response.status, code, message)
    facts: dict[str, Any] = {
        "operation": operation,
        "code": code,
        "request_id": request_id,
        "next_step": known.next_step,
        "next_step_zh": known.next_step_zh,
    }
    if not issubclass(known.error, ApiError):
        return known.error(known.meaning, **facts)
    words = clean_text(message) if code == TEMPLATED_FAULT or operation.startswith(_QUOTED_FAMILIES) else ""
    words = f": {words}" if words and words not in known.meaning else ""
    facts |= {"kind": known.kind, "retryable": known.retryable, "message_zh": known.meaning_zh + words}
    if issubclass(known.error, RateLimited):
        facts["retry_at"] = _comes_back(known, response)
    if issubclass(known.error, ClockSkew):
        facts["offset"] = None  # the flow has a clock to compare with, and fills it in
    return known.error(known.meaning + words, **facts)


def _known(status: int, code: int | None, message: str) -> ErrorCode:
    if code == OVERLOADED_CODE:
        said = _LINK.sub("", message).lower()
        kind = next((kind for pattern, kind in TOLD_APART if re.search(pattern, said)), None)
        if kind is not None:
            return told(code, AT_THE_GATEWAY, kind, own_words=True)
    known = explain(code) if code is not None else None
    if known is None or (status == 429 and known.family != AT_THE_GATEWAY):
        return _by_status(status)
    return known


def _by_status(status: int) -> ErrorCode:
    kind = {429: RATE_LIMIT, 403: _NOT_CERTIFIED}.get(status, INTERNAL if status >= 500 else _UNKNOWN)
    known = told(0, "", kind, own_words=False)
    if kind is RATE_LIMIT:
        return known
    return replace(known, meaning=f"{known.meaning} (HTTP {status})", meaning_zh=f"{known.meaning_zh}(HTTP {status})")


def _comes_back(known: ErrorCode, response: Response) -> float:
    """When an allowance is renewed, in Unix seconds by the platform's clock; 0.0 where only the flow can say it.

    The platform does not say in which zone its day turns: a day later it has turned in all of them.
    """
    now = http_date(response.headers.get("date", ""))
    if now is None or not issubclass(known.error, AllowanceUsedUp):
        return 0.0
    asked = retry_after(response, now)
    if asked is not None:
        return now + asked
    return now + DAY if known.again == "next_day" else now - now % HOUR + HOUR
