"""What an editor sees of affiliate agencies. Checked, never run."""

from __future__ import annotations

from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.models.affiliate_partner import Campaign, CampaignDetail, CapOrder, CreatorContent, ProductLinks
from tiktok_shop_sdk.resources.affiliate_partner import AffiliatePartner


async def asynchronous(affiliate: AffiliatePartner[Async]) -> None:
    assert_type(affiliate.list_campaigns(status="ONGOING"), AsyncPager[Campaign])
    assert_type(await affiliate.search_cap_orders(), Page[CapOrder])
    assert_type(await affiliate.get_campaign("1"), CampaignDetail)
    assert_type(await affiliate.list_creator_content("1", "2", "3", affiliate_product_id="4"), list[CreatorContent])


def blocking(affiliate: AffiliatePartner[Sync]) -> None:
    assert_type(affiliate.list_campaigns(), Pager[Campaign])
    assert_type(affiliate.generate_product_links("1", product_ids=["2"]), ProductLinks)
    assert_type(affiliate.generate_product_link("1", "2", creator_commission_rate=500), str | None)
    assert_type(affiliate.update_campaign("1", contact_info={"phone": "+1"}), None)
