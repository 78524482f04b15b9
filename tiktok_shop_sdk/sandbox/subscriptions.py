"""The event family: to which address the platform sends what happens in a shop."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from ..core.endpoints import is_loopback
from .call import Answer, Call
from .refusals import parameter
from .shop.news import EVENT_TYPES

_LONGEST_ADDRESS: Final = 255


def list_webhooks(call: Call) -> dict[str, Any]:
    """The addresses that this app has for the shop."""
    app_key = call.query["app_key"]
    shown = [
        {"event_type": event_type, **subscription}
        for (of_app, event_type), subscription in call.shop.webhooks.items()
        if of_app == app_key
    ]
    return {"webhooks": shown, "total_count": len(shown)}


def update_webhook(call: Call) -> dict[str, Any]:
    """Have events of one type sent to an address, from the next one on."""
    address = str(call.body.get("address") or "")
    if not _may_be_sent_to(address):
        expected = f"at most {_LONGEST_ADDRESS} characters: https, a domain name and no port, or this machine"
        raise parameter("address", "it is not an address that events can be sent to", expected)
    key = call.query["app_key"], _event_type(call)
    since = call.shop.webhooks.get(key, {}).get("create_time", int(call.now))
    call.shop.webhooks[key] = {"address": address, "create_time": since, "update_time": int(call.now)}
    return {}


def _may_be_sent_to(address: str) -> bool:
    """Protocol section 9; the sandbox sends to this machine too, where there is neither a domain nor a certificate."""
    if len(address) > _LONGEST_ADDRESS:
        return False
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return False
    named = "." in host and not host.replace(".", "").isdigit()
    return is_loopback(address) or (parts.scheme == "https" and port is None and named)


def delete_webhook(call: Call) -> dict[str, Any]:
    """Send no more events of one type to the shop's own address."""
    call.shop.webhooks.pop((call.query["app_key"], _event_type(call)), None)
    return {}


def _event_type(call: Call) -> str:
    event_type = str(call.body.get("event_type"))
    if event_type not in EVENT_TYPES:
        raise parameter("event_type", "the value is unknown", " or ".join(EVENT_TYPES))
    return event_type


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "GET /event/202309/webhooks": list_webhooks,
        "PUT /event/202309/webhooks": update_webhook,
        "DELETE /event/202309/webhooks": delete_webhook,
    }
)
