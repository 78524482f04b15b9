"""Events: what a change of a webhook sends, and what a shop without webhooks answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import InvalidRequest
from tiktok_shop_sdk.resources.events import Events


def listed(data: Any) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    return Events.list_webhooks.reader.open(
        Response(200, {}, body), Stripper(), operation="events.list_webhooks"
    ).result


def test_webhooks_are_listed_and_none_is_an_empty_list() -> None:
    data = {"total_count": 1, "webhooks": [{"event_type": "A_NEW_EVENT", "address": "https://example.test/hook"}]}
    assert [(hook.event_type, hook.address) for hook in listed(data)] == [("A_NEW_EVENT", "https://example.test/hook")]
    assert listed({"total_count": 0, "webhooks": None}) == listed({}) == listed(None) == []


def test_a_webhook_is_set_and_dropped_by_its_event() -> None:
    bound = Events.update_webhook.bind("ORDER_STATUS_CHANGE", address="https://example.test/hook")
    assert bound.body == {"event_type": "ORDER_STATUS_CHANGE", "address": "https://example.test/hook"}
    dropped = Events.delete_webhook.bind("ORDER_STATUS_CHANGE")
    assert (dropped.query, dropped.body) == ({}, {"event_type": "ORDER_STATUS_CHANGE"})
    with pytest.raises(InvalidRequest, match="address"):
        Events.update_webhook.bind("ORDER_STATUS_CHANGE", address="https://example.test/" + "x" * 255)
