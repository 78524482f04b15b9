"""What an editor sees of affiliate marketing for sellers. Checked, never run."""

from __future__ import annotations

from datetime import datetime
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.core.sensitive import Stripped
from tiktok_shop_sdk.models.affiliate_seller import (
    AffiliateOrder,
    Creator,
    CreatorPerformance,
    ExportFile,
    SampleRule,
    Sum,
)
from tiktok_shop_sdk.resources.affiliate_seller import AffiliateSeller


async def asynchronous(affiliate: AffiliateSeller[Async]) -> None:
    assert_type(affiliate.search_creators(keyword="tea"), AsyncPager[Creator])
    assert_type(await affiliate.search_orders(), Page[AffiliateOrder])
    assert_type(await affiliate.get_creator("c1"), CreatorPerformance)
    assert_type(await affiliate.get_sample_rules(["1"]), list[SampleRule])
    assert_type(await affiliate.delete_open_collaboration("1"), datetime | None)
    assert_type(await affiliate.send_message("1", msg_type="TEXT", content="{}"), str | None)


def blocking(affiliate: AffiliateSeller[Sync]) -> None:
    assert_type(affiliate.search_creators(keyword="tea"), Pager[Creator])
    assert_type(affiliate.get_creator("c1").gmv, Sum | Stripped | None)
    assert_type(affiliate.download_export("1"), ExportFile)
    assert_type(affiliate.mark_conversations_read(["1"]), list[str])
    assert_type(affiliate.review_sample_application("1", review_result="APPROVE"), None)
