"""Working as an affiliate agency: run campaigns, pick products for creators, see what the creators sell."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ..core.operation import UNSET, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..models.affiliate_partner import (
    Campaign,
    CampaignDetail,
    CampaignProduct,
    CampaignStatusFilter,
    CampaignType,
    CapOrder,
    ContactInfoChangeIn,
    ContactInfoIn,
    CreatorContent,
    CreatorPerformance,
    Participation,
    ProductLinks,
    ProductPerformance,
    RejectReason,
    ReviewResult,
    ReviewStatus,
    SampleStatus,
    SellerType,
    TapOrder,
)
from ..models.base import Id, Moment

UpTo50: TypeAlias = Annotated[int, Field(ge=1, le=50)]
UpTo100: TypeAlias = Annotated[int, Field(ge=1, le=100)]


class AffiliatePartner(
    Resource[M],
    quota="both",
    cipher="forbidden",
    asset="required",
    scopes=("partner.tap_campaign.read",),
    token="partner",
):
    """The agency's campaigns and orders. Commission rates are in hundredths of a percent: 1000 is 10 %."""

    # Campaigns.
    @paged("GET /affiliate_partner/202405/campaigns", paging=Paging("campaigns"), reads="affiliate")
    def list_campaigns(
        self,
        *,
        status: CampaignStatusFilter = UNSET,
        type: CampaignType = UNSET,
        query_type_filter: Participation = UNSET,
        page_size: UpTo100 = 100,
        page_token: str = UNSET,
    ) -> Page[Campaign]:
        """List campaigns, the agency's own unless `type` says otherwise (Get Affiliate Partner Campaign List)."""
        ...

    @operation("GET /affiliate_partner/202405/campaigns/{campaign_id}", reads="affiliate")
    def get_campaign(self, campaign_id: Id) -> CampaignDetail:
        """Read a campaign with its terms, and who may join it (Get Affiliate Partner Campaign Detail)."""
        ...

    @operation(
        "POST /affiliate_partner/202405/campaigns",
        writes="affiliate",
        answer="campaign_id",
        scopes=("partner.tap_campaign.write",),
    )
    def create_campaign(
        self,
        *,
        name: str,
        description: str,
        registration_start_time: Moment,
        registration_end_time: Moment,
        campaign_start_time: Moment,
        campaign_end_time: Moment,
        commission_rate: int,
        contact_info: ContactInfoIn,
        target_shop_codes: list[str] = UNSET,
        target_seller_types: list[SellerType] = UNSET,
    ) -> Id | None:
        """Prepare a campaign, and get its id (Create Affiliate Partner Campaign).

        Sellers do not see it before `publish_campaign`. The rate lies between 100 and 8000, and a campaign
        runs for less than 360 days.
        """
        ...

    @operation(
        "POST /affiliate_partner/202405/campaigns/{campaign_id}/partial_edit",
        writes="affiliate",
        scopes=("partner.tap_campaign.write",),
    )
    def update_campaign(
        self,
        campaign_id: Id,
        *,
        name: str = UNSET,
        description: str = UNSET,
        registration_start_time: Moment = UNSET,
        registration_end_time: Moment = UNSET,
        campaign_start_time: Moment = UNSET,
        campaign_end_time: Moment = UNSET,
        commission_rate: int = UNSET,
        contact_info: ContactInfoChangeIn = UNSET,
        target_shop_codes: list[str] = UNSET,
        target_seller_types: list[SellerType] = UNSET,
    ) -> None:
        """Change parts of a campaign that is not closed (Edit Affiliate Partner Campaign).

        What has begun keeps its start, and what is left out stays as it is.
        """
        ...

    @operation(
        "POST /affiliate_partner/202405/campaigns/{campaign_id}/publish",
        writes="affiliate",
        scopes=("partner.tap_campaign.write",),
    )
    def publish_campaign(self, campaign_id: Id) -> None:
        """Show a campaign to sellers (Publish Affiliate Partner Campaign)."""
        ...

    # Products of a campaign.
    @paged(
        "GET /affiliate_partner/202405/campaigns/{campaign_id}/products", paging=Paging("products"), reads="affiliate"
    )
    def list_campaign_products(
        self,
        campaign_id: Id,
        *,
        page_size: int,
        page_token: str = UNSET,
        review_status: ReviewStatus = UNSET,
        product_id: Id = UNSET,
        product_name: str = UNSET,
        shop_name: str = UNSET,
        category_id: Id = UNSET,
    ) -> Page[CampaignProduct]:
        """List the products that sellers registered (Get Affiliate Partner Campaign Product List).

        The largest `page_size` is not documented. Parts of names are enough.
        """
        ...

    @operation(
        "POST /affiliate_partner/202405/campaigns/{campaign_id}/products/{product_id}/review",
        writes="affiliate",
        scopes=("partner.tap_campaign.product.write",),
    )
    def review_campaign_product(
        self,
        campaign_id: Id,
        product_id: Id,
        *,
        review_result: ReviewResult,
        reject_reasons: list[RejectReason] = UNSET,
    ) -> None:
        """Take a product into a campaign, or refuse it (Review Affiliate Partner Campaign Product)."""
        ...

    @operation(
        "POST /affiliate_partner/202405/campaigns/{campaign_id}/products/{product_id}/promotion_link/generate",
        writes="affiliate",
        answer="product_promotion_link",
        scopes=("partner.tap_campaign.link.write",),
    )
    def generate_product_link(self, campaign_id: Id, product_id: Id, *, creator_commission_rate: int) -> str | None:
        """Make a link for creators to take up a product (Generate Affiliate Partner Campaign Product Link).

        The creators' rate is at most the whole rate that the seller set; the agency keeps the difference.
        """
        ...

    @operation(
        "POST /affiliate_partner/202505/campaigns/{campaign_id}/products/promotion_links/generate_batch",
        writes="affiliate",
        asset="optional",
    )
    def generate_product_links(
        self, campaign_id: Id, *, product_ids: Annotated[list[Id], Field(max_length=50)] = UNSET
    ) -> ProductLinks:
        """Make links for up to 50 products (Partner Generate Multi Affiliate Campaign Product Link).

        Read `failed_product_ids`: no error is raised for them.
        """
        ...

    # How products and creators do in a campaign.
    @paged(
        "GET /affiliate_partner/202501/campaigns/{campaign_id}/products/performance",
        paging=Paging("campaign_product_statistics"),
        reads="affiliate",
        asset="forbidden",
    )
    def list_product_performance(
        self, campaign_id: Id, *, page_size: UpTo50 = UNSET, page_token: str = UNSET
    ) -> Page[ProductPerformance]:
        """See how each product of a campaign does (Get Affiliate Campaign Creator Fulfillment Status List)."""
        ...

    @paged(
        "GET /affiliate_partner/202508/campaigns/{campaign_id}/products/{product_id}/performance",
        paging=Paging("promotion_creators", total="total_creator_count"),
        reads="affiliate",
        differing=("202501",),
    )
    def list_creator_performance(
        self, campaign_id: Id, product_id: Id, *, page_size: UpTo50 = UNSET, page_token: str = UNSET
    ) -> Page[CreatorPerformance]:
        """See what each creator does for a product (Get Affiliate Campaign Creator Fulfillment Status Info)."""
        ...

    @operation(
        "GET /affiliate_partner/202508/campaigns/{campaign_id}/products/{product_id}/creator/{creator_temp_id}"
        "/content/statistics",
        reads="affiliate",
        answer="creator_content_statistics",
        also=("202501",),
    )
    def list_creator_content(
        self,
        campaign_id: Id,
        product_id: Id,
        creator_temp_id: Id,
        *,
        affiliate_product_id: Id,
        content_type: str = UNSET,
    ) -> list[CreatorContent]:
        """See the content of one creator for a product (Get Affiliate Campaign Creator Product Content Statistics).

        `creator_temp_id` is the creator's open id; it and `affiliate_product_id` come from
        `list_creator_performance`. `content_type` is "1" for videos, "2" for LIVEs.
        """
        ...

    @operation(
        "GET /affiliate_partner/202508/campaigns/{campaign_id}/products/{product_id}/creator/{creator_temp_id}"
        "/content/statistics/sample/status",
        reads="affiliate",
        answer="sample_status",
        also=("202501",),
    )
    def get_sample_status(self, campaign_id: Id, product_id: Id, creator_temp_id: Id) -> SampleStatus:
        """Follow a sample on its way to a creator (Get Affiliate Campaign Creator Product Sample Status)."""
        ...

    # Orders.
    @paged(
        "POST /affiliate_partner/202603/cap_order/search",
        paging=Paging("sku_orders"),
        reads="affiliate",
        scopes=(),
        differing=("202504",),
    )
    def search_cap_orders(
        self,
        *,
        create_time_ge: Moment = UNSET,
        create_time_lt: Moment = UNSET,
        order_id: Id = UNSET,
        product_id: Id = UNSET,
        settle_status: int = UNSET,
        page_size: Query[UpTo100] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[CapOrder]:
        """Find the orders of the creators whom the agency manages (Search CAP Affiliate Orders)."""
        ...

    @paged(
        "POST /affiliate_partner/202603/orders/search",
        paging=Paging("sku_orders"),
        reads="affiliate",
        differing=("202411",),
    )
    def search_tap_orders(
        self,
        *,
        create_time_ge: Moment = UNSET,
        create_time_lt: Moment = UNSET,
        campaign_id: Id = UNSET,
        page_size: Query[UpTo100] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[TapOrder]:
        """Find the orders of the agency's campaigns (Search Tap Affiliate Orders)."""
        ...
