"""What an editor sees of `affiliate`. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Pager
from tiktok_shop_sdk.models.affiliate import LiveProducts, LiveRoom, PromotedProduct
from tiktok_shop_sdk.models.affiliate_creator import ProductsAdded, ShopProduct
from tiktok_shop_sdk.resources.affiliate import Affiliate


async def asynchronous(affiliate: Affiliate[Async]) -> None:
    assert_type(affiliate.get_live_room(), Awaitable[LiveRoom])
    assert_type(await affiliate.add_live_products(["1"]), ProductsAdded)
    assert_type(affiliate.list_showcase_products(), AsyncPager[PromotedProduct])
    assert_type(affiliate.pin_live_product("1"), Awaitable[None])


def blocking(affiliate: Affiliate[Sync]) -> None:
    assert_type(affiliate.list_live_products(), LiveProducts)
    assert_type(affiliate.search_shop_products(page_size=20), Pager[ShopProduct])
