"""What an editor sees of analytics: reports, pages and lists, on both clients. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date, datetime
from decimal import Decimal
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.core.sensitive import Stripped
from tiktok_shop_sdk.models.analytics import BestsellingCreator, LiveMinute, ProductPerformance, ShopDay, ShopReport
from tiktok_shop_sdk.resources.analytics import Analytics

DAY, NEXT = date(2026, 4, 1), date(2026, 4, 2)


async def asynchronous(analytics: Analytics[Async]) -> None:
    assert_type(analytics.get_shop(start_date_ge=DAY, end_date_lt=NEXT), Awaitable[ShopReport])
    assert_type(await analytics.get_shop_by_hour("2026-04-01"), ShopDay)
    assert_type(analytics.list_products(start_date_ge=DAY, end_date_lt=NEXT), AsyncPager[ProductPerformance])
    assert_type(await analytics.list_live_minutes("1"), Page[LiveMinute])
    assert_type(await analytics.get_score(), None)
    async for minute in analytics.list_live_minutes("1"):
        assert_type(minute.start_time, datetime | None)


def blocking(analytics: Analytics[Sync]) -> None:
    report = analytics.get_shop(start_date_ge=DAY, end_date_lt="2026-04-02", granularity="1D")
    assert_type(report, ShopReport)
    assert_type(report.latest_available_date, date | None)
    assert_type(analytics.list_live_minutes("1"), Pager[LiveMinute])
    creators = analytics.list_bestselling_creators(date=DAY, time_slot="7D", author_type="ALL")
    assert_type(creators, list[BestsellingCreator])
    assert_type(creators[0].user_name, str | Stripped | None)
    for product in analytics.list_products(start_date_ge=DAY, end_date_lt=NEXT, sort_field="items_sold"):
        if product.overall_performance and product.overall_performance.gmv:
            assert_type(product.overall_performance.gmv.amount, Decimal | None)
