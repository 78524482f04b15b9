"""What a type checker and an editor infer on both clients: the same names, one of them awaitable."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, assert_type

from tiktok_shop_sdk import AsyncPager, AsyncTikTokShop, Page, Pager, QuotaState, Stripped, TikTokShop
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.models.authorization import CategoryAsset, Shop
from tiktok_shop_sdk.models.orders import Order
from tiktok_shop_sdk.models.products import Product, StockUpdated
from tiktok_shop_sdk.models.seller import ShopGroups
from tiktok_shop_sdk.transfer import Document


async def awaitable(client: AsyncTikTokShop) -> None:
    shops = await client.shops()
    assert_type(shops, list[Shop])
    shop = client.shop(shops[0]).within(max_wait=5)
    assert_type(shop.orders.search(order_status="UNPAID"), AsyncPager[Order])
    assert_type(await shop.orders.search(), Page[Order])
    async for order in shop.orders.search():
        assert_type(order, Order)
    assert_type(await shop.orders.get(["1"]), list[Order])
    assert_type(await shop.products.get("1"), Product)
    assert_type(shop.products.search(), AsyncPager[Product])
    assert_type(
        await shop.products.update_inventory(
            "1", skus=[{"id": "2", "inventory": [{"warehouse_id": "3", "quantity": 4}]}]
        ),
        StockUpdated,
    )
    assert_type(await client.seller.shop_groups(), ShopGroups)
    assert_type(await client.quota(), QuotaState)
    assert_type(await client.call("GET /product/202309/brands"), Any)
    assert_type(await shop.upload(b"video", file_type="video", target_path="/x"), str)
    assert_type(await shop.download("https://example.test/label.pdf"), Document)
    assert_type(
        await client.asset(CategoryAsset(cipher=Secret("x"))).authorization.category_assets(), list[CategoryAsset]
    )


def blocking(client: TikTokShop) -> None:
    shops = client.shops()
    assert_type(shops, list[Shop])
    shop = client.shop("7495000000000000001")
    assert_type(shop.orders.search(), Pager[Order])
    assert_type(shop.orders.search().first(), Page[Order])
    for order in shop.orders.search():
        assert_type(order, Order)
        if order.payment is not None:
            assert_type(order.payment.total_amount, Decimal | None)
        if order.recipient_address is not None:
            assert_type(order.recipient_address.phone_number, Stripped | None)
    assert_type(shop.orders.get(["1"]), list[Order])
    assert_type(shop.products.get("1"), Product)
    assert_type(client.seller.shop_groups(), ShopGroups)
    assert_type(client.quota(), QuotaState)
    assert_type(client.call("GET /product/202309/brands", query={"page_size": 1}), Any)
    assert_type(shop.upload("clip.mp4", file_type="video", target_path="/x", on_progress=print), str)
    assert_type(shop.download(None), Document)


def wrong(client: TikTokShop) -> None:
    """Mistakes that a checker must find; each silenced line would be an error of its own if it were none."""
    client.shop("1").orders.get("576800000000000101")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    client.shop("1").orders.search(status="UNPAID")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    client.shop("1").fulfilment  # type: ignore[attr-defined]  # noqa: B018  # pyright: ignore[reportAttributeAccessIssue]
