"""What an editor sees of promotions. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import datetime
from decimal import Decimal
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.models.promotions import Activity, ActivityChanged, ActivityOffer, Coupon
from tiktok_shop_sdk.resources.promotions import Promotions


async def asynchronous(promotions: Promotions[Async]) -> None:
    assert_type(promotions.search(status="ONGOING"), AsyncPager[Activity])
    assert_type(await promotions.search(), Page[Activity])
    assert_type(promotions.get("1"), Awaitable[Activity])
    assert_type(await promotions.deactivate("1"), ActivityChanged)
    async for coupon in promotions.search_coupons(display_type=["LIVE"]):
        assert_type(coupon, Coupon)


def blocking(promotions: Promotions[Sync], day: datetime) -> None:
    assert_type(promotions.search(), Pager[Activity])
    assert_type(promotions.get_coupon("1"), Coupon)
    for product in promotions.get("1").products:
        for sku in product.skus:
            assert_type(sku, ActivityOffer)
            assert_type(sku.discount, Decimal | None)
    assert_type(
        promotions.create(title="t", activity_type="FLASHSALE", product_level="PRODUCT", begin_time=day, end_time=day),
        ActivityChanged,
    )
    assert_type(
        promotions.update_products(
            "1",
            products=[
                {"id": "1", "activity_price_amount": Decimal("9.90"), "quantity_limit": -1, "quantity_per_user": -1}
            ],
        ),
        ActivityChanged,
    )
