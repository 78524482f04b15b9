"""What an editor sees of returns. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from decimal import Decimal
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.core.sensitive import Stripped
from tiktok_shop_sdk.models.returns import (
    AftersalesRequest,
    Cancellation,
    CancellationStarted,
    RefundAmount,
    RejectReason,
    Return,
    ReturnLine,
)
from tiktok_shop_sdk.resources.returns import Returns


async def asynchronous(returns: Returns[Async]) -> None:
    assert_type(returns.search(order_ids=["1"]), AsyncPager[Return])
    assert_type(await returns.search(), Page[Return])
    assert_type(returns.list_reject_reasons("1"), Awaitable[list[RejectReason]])
    assert_type(await returns.cancel_order("1", cancel_reason="r"), CancellationStarted)
    assert_type(await returns.approve("1", decision="APPROVE_RETURN"), None)
    async for cancellation in returns.search_cancellations(cancel_status=["A_NEW_STATUS"]):
        assert_type(cancellation, Cancellation)


def blocking(returns: Returns[Sync]) -> None:
    for one in returns.search(return_status=["AWAITING_BUYER_SHIP"]):
        for line in one.return_line_items:
            assert_type(line, ReturnLine)
    assert_type(
        returns.calculate_refund("1", request_type="CANCEL", reason_name="r", skus=[{"sku_id": "1", "quantity": 2}]),
        RefundAmount,
    )
    assert_type(RefundAmount().refund_total, Decimal | None)
    assert_type(returns.list_records("1")[0].note, Stripped | None)
    assert_type(
        returns.search_aftersales_requests(pagination={"page_size": 20}, sort={"sort_order": "DESC"}),
        Pager[AftersalesRequest],
    )
