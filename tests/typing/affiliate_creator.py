"""What an editor sees of `affiliate_creator`. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.core.request import Upload
from tiktok_shop_sdk.core.sensitive import Stripped
from tiktok_shop_sdk.models.affiliate_creator import (
    AffiliateOrder,
    CreatorProfile,
    OfferedProduct,
    Price,
    ProductsAdded,
    TaggedLinks,
    Video,
)
from tiktok_shop_sdk.resources.affiliate_creator import AffiliateCreator


async def asynchronous(creator: AffiliateCreator[Async]) -> None:
    assert_type(creator.get_profile(), Awaitable[CreatorProfile])
    assert_type(await creator.get_open_collaboration_products(["1"]), list[OfferedProduct])
    assert_type(await creator.get_sample_request_link(product_id="1", sku_id="2"), str | None)
    assert_type(creator.search_orders(), AsyncPager[AffiliateOrder])
    assert_type(await creator.search_trace_orders(time_ge=0, time_lt=1), Page[AffiliateOrder])
    async for order in creator.search_orders(page_size=50):
        for sku in order.skus:
            assert_type(sku.actual_commission, Price | Stripped | None)


def blocking(creator: AffiliateCreator[Sync]) -> None:
    assert_type(creator.search_orders(), Pager[AffiliateOrder])
    assert_type(creator.add_showcase_products(add_type="PRODUCT_ID", product_ids=["1"]), ProductsAdded)
    assert_type(creator.generate_sharing_links(material={"type": "PRODUCT", "id": "1"}, tags=["spring"]), TaggedLinks)
    file = creator.upload_video(Upload("socks.mp4", b""))
    assert_type(
        creator.post_video(
            video_info={"file_id": file.id or "", "title": "Socks"},
            product_link_info={"product_id": "1", "title": "Red socks"},
        ),
        Video,
    )
