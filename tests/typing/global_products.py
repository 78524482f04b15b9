"""What an editor sees of products that are listed once and sold in several markets. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from decimal import Decimal
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.models.global_products import (
    GlobalPrice,
    GlobalProduct,
    GlobalProductPublished,
    GlobalProductSaved,
)
from tiktok_shop_sdk.models.products import Category
from tiktok_shop_sdk.resources.global_products import GlobalProducts


async def asynchronous(global_products: GlobalProducts[Async]) -> None:
    assert_type(global_products.search(status="PUBLISHED"), AsyncPager[GlobalProduct])
    assert_type(await global_products.search(), Page[GlobalProduct])
    assert_type(global_products.get("1"), Awaitable[GlobalProduct])
    assert_type(await global_products.list_categories(keyword="tee"), list[Category])
    assert_type(await global_products.update_inventory("1", global_skus=[]), None)


def blocking(global_products: GlobalProducts[Sync]) -> None:
    assert_type(global_products.search(), Pager[GlobalProduct])
    for sku in global_products.get("1").skus:
        assert_type(sku.price, GlobalPrice | None)
        if sku.price:
            assert_type(sku.price.amount, Decimal | None)
    assert_type(
        global_products.partial_edit("1", skus=[{"id": "2", "price": {"amount": "19.90", "currency": "USD"}}]),
        GlobalProductSaved,
    )
    assert_type(
        global_products.publish("1", publish_target=[{"region": "DE", "skus": [{"related_global_sku_id": "2"}]}]),
        GlobalProductPublished,
    )
