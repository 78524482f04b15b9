"""What the flow asks of every answer: the few codes that it acts on, and the times in headers."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module

from ..errors import ShopError
from .request import Response

OVERLOADED_CODE = 36009004  # one code for many faults; only words in the message tell them apart
WITHDRAWN = 105001
TOKEN_EXPIRED = 105002
TEMPLATED_FAULT = 98001004


def refusal(response: Response, code: int | None, message: str, *, request_id: str, operation: str) -> ShopError:
    """The error for an answer that is not a success. Classified by code first, by status second."""
    naming = import_module(".error_codes.naming", __package__)  # the tables come with the first refusal
    error: ShopError = naming.named(response, code, message, request_id=request_id, operation=operation)
    return error


def retry_after(response: Response, wall: float) -> float | None:
    """Seconds that a Retry-After header asks for (a number or an HTTP date), or None if there is no usable one."""
    text = response.headers.get("retry-after", "").strip()
    if text.replace(".", "", 1).isdigit() and text.isascii():
        return float(text[:12])
    at = http_date(text)
    return None if at is None else max(0.0, at - wall)


def clock_offset(response: Response, wall: float) -> float | None:
    """Seconds by which this machine's clock runs ahead of the platform's Date header (whole seconds, and the way)."""
    at = http_date(response.headers.get("date", ""))
    return None if at is None else wall - at


def http_date(text: str) -> float | None:
    """An HTTP date in Unix seconds, or None."""
    if not text:
        return None
    try:
        at: datetime = import_module("email.utils").parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()  # "-0000": UTC, and not this machine's zone
