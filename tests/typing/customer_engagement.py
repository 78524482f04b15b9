"""What an editor sees of customer engagement, on both clients. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from decimal import Decimal
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.models.customer_engagement import MessageSent, MessageTemplate, TaskPerformance
from tiktok_shop_sdk.resources.customer_engagement import CustomerEngagement


async def asynchronous(engagement: CustomerEngagement[Async]) -> None:
    assert_type(engagement.list_templates(locale="en-US"), Awaitable[list[MessageTemplate]])
    assert_type(await engagement.send(buyer_emails=["a@example.com"], task_id="1"), MessageSent)


def blocking(engagement: CustomerEngagement[Sync]) -> None:
    assert_type(engagement.is_customer_tab_visible(), bool | None)
    assert_type(
        engagement.create_custom_task(
            idempotency_key="1",
            task_name="Spring",
            end_time=1777593600,
            channel="TIKTOK_IM",
            custom_message={"title": "Hello"},
        ),
        str | None,
    )
    assert_type(engagement.get_performance(["1"]), list[TaskPerformance])
    assert_type(engagement.get_performance(["1"])[0].gmv_amount, Decimal | None)
