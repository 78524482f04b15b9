"""What an editor sees: awaitable on the async client, plain on the blocking one. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from decimal import Decimal
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.models.authorization import Shop
from tiktok_shop_sdk.models.orders import LineItem, Order, PriceDetail, ReferencesAdded
from tiktok_shop_sdk.resources.authorization import Authorization
from tiktok_shop_sdk.resources.orders import Orders


async def asynchronous(orders: Orders[Async], authorization: Authorization[Async]) -> None:
    assert_type(orders.get(["1"]), Awaitable[list[Order]])
    assert_type(await orders.get(["1"]), list[Order])
    assert_type(await orders.get_price_detail("1"), PriceDetail)
    assert_type(await authorization.shops(), list[Shop])
    assert_type(orders.search(order_status="UNPAID"), AsyncPager[Order])
    assert_type(await orders.search(), Page[Order])
    async for order in orders.search(order_status="A_NEW_STATUS", page_size=100):
        assert_type(order, Order)
    async for page in orders.search().pages("token"):
        assert_type(page, Page[Order])


def blocking(orders: Orders[Sync], authorization: Authorization[Sync]) -> None:
    assert_type(orders.get(["1"]), list[Order])
    assert_type(orders.get_price_detail("1"), PriceDetail)
    assert_type(authorization.shops(), list[Shop])
    assert_type(orders.search(order_status="UNPAID"), Pager[Order])
    assert_type(orders.search().first(), Page[Order])
    for order in orders.search(page_size=100):
        assert_type(order, Order)
        for item in order.line_items:
            assert_type(item, LineItem)
            assert_type(item.sale_price, Decimal | None)
    for page in orders.search().pages("token"):
        assert_type(page, Page[Order])
    assert_type(authorization.shops()[0].cipher, Secret)
    assert_type(
        orders.add_external_references(
            [{"id": "1", "external_order": {"id": "1", "platform": "SHOPIFY", "line_items": []}}]
        ),
        ReferencesAdded,
    )
