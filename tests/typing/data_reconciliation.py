"""What an editor sees of data reconciliation, on both clients. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.models.data_reconciliation import OrdersTaken
from tiktok_shop_sdk.resources.data_reconciliation import DataReconciliation


async def asynchronous(reconciliation: DataReconciliation[Async]) -> None:
    assert_type(reconciliation.import_orders([{"order_id": "1", "issue_reason": "lost"}]), Awaitable[OrdersTaken])


def blocking(reconciliation: DataReconciliation[Sync]) -> None:
    assert_type(
        reconciliation.sync_order_status(
            [{"order_id": "1", "packages": [{"package_id": "1", "logistics_provider_name": "UPS"}]}], shop_id="1"
        ),
        OrdersTaken,
    )
