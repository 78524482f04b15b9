"""What an editor sees of `events`. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.models.events import Webhook
from tiktok_shop_sdk.resources.events import Events


async def asynchronous(events: Events[Async]) -> None:
    assert_type(await events.list_webhooks(), list[Webhook])
    assert_type(events.update_webhook("ORDER_STATUS_CHANGE", address="https://example.test/hook"), Awaitable[None])


def blocking(events: Events[Sync]) -> None:
    assert_type(events.list_webhooks(), list[Webhook])
    assert_type(events.delete_webhook("A_NEW_EVENT"), None)
