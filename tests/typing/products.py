"""What an editor sees of products: pages, one answer, lists, ids, nothing. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from decimal import Decimal
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.core.request import Upload
from tiktok_shop_sdk.core.sensitive import Stripped
from tiktok_shop_sdk.models.products import (
    Brand,
    CandidatesSaved,
    CategoryAttribute,
    Opportunity,
    OpportunityDetail,
    Price,
    Product,
    ProductSaved,
    SkuIn,
    StockUpdated,
    TranslationTask,
    UploadedImage,
)
from tiktok_shop_sdk.resources.products import Products

SKU: SkuIn = {
    "price": {"currency": "USD", "amount": Decimal("19.90")},
    "inventory": [{"warehouse_id": "7", "quantity": 40}],
    "pre_sale": {"type": "PRE_ORDER"},
}


async def asynchronous(products: Products[Async]) -> None:
    assert_type(products.get("1"), Awaitable[Product])
    assert_type(products.search(status="ALL"), AsyncPager[Product])
    assert_type(await products.search(), Page[Product])
    assert_type(
        await products.create(title="t", description="d", category_id="1", main_images=[{"uri": "u"}], skus=[SKU]),
        ProductSaved,
    )
    assert_type(await products.create_brand("B"), str | None)
    assert_type(await products.update_price("1", skus=[]), None)
    async for brand in products.list_brands():
        assert_type(brand, Brand)


def blocking(products: Products[Sync]) -> None:
    assert_type(products.get("1"), Product)
    assert_type(products.get("1").skus[0].price, Price | None)
    assert_type(products.search(), Pager[Product])
    assert_type(products.partial_edit("1", skus=[{"id": "1", "pre_sale": {"type": "NONE"}}]), ProductSaved)
    assert_type(products.update_inventory("1", skus=[{"id": "1", "inventory": [{"quantity": 0}]}]), StockUpdated)
    assert_type(products.list_attributes("600001"), list[CategoryAttribute])
    assert_type(products.upload_image(Upload("tee.jpeg", b"", "image/jpeg")), UploadedImage)
    assert_type(
        products.create_image_translation_tasks([{"image_uri": "u", "target_languages": ["fr-FR"]}]),
        list[TranslationTask],
    )
    assert_type(products.upload_candidate_products([{"title": "t"}]), CandidatesSaved)
    assert_type(products.list_opportunities("HOT").first(), Page[Opportunity])
    found = products.get_opportunity("1")
    assert_type(found, OpportunityDetail)
    if found.market_data:
        assert_type(found.market_data.est_market_gmv, str | Stripped | None)
