"""Analytics: how the shop, its products, videos and LIVEs do; what sells best; a creator's own figures."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ..core.operation import UNSET, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..models.analytics import (
    AccountType,
    BestsellingCreator,
    BestsellingLive,
    BestsellingProduct,
    BestsellingVideo,
    CreatorVideo,
    Currency,
    Granularity,
    LegacyLivesReport,
    LiveMinute,
    LiveProduct,
    LiveProductSort,
    LiveRoomAudience,
    LiveRoomProduct,
    LiveRoomStats,
    LiveSession,
    LiveSort,
    LivesReport,
    ProductPerformance,
    ProductReport,
    ProductSort,
    SalesTrend,
    ShopDay,
    ShopReport,
    SkuPerformance,
    SkuReport,
    SkuSort,
    SortOrder,
    StatusFilter,
    TimeSlot,
    TrafficSource,
    Trend,
    VideoPerformance,
    VideoProduct,
    VideoProductSort,
    VideoReport,
    VideoSort,
    VideosReport,
)
from ..models.base import DayIn, Id, Moment

PageSize: TypeAlias = Annotated[int, Field(ge=1, le=100)]


class Analytics(Resource[M], quota="both"):
    """Figures about the shop and its market.

    Days are days in the shop's own time zone; the one given as `end_date_lt` no longer belongs to them.
    `granularity="1D"` tells figures day by day, "ALL" (unless told otherwise) as one. Amounts come in the shop's
    own currency unless `currency="USD"`. Figures come with a delay: a report says up to which day it knows
    (`latest_available_date`).
    """

    # The shop.
    @operation(
        "GET /analytics/202509/shop/performance",
        reads="analytics",
        scopes=("data.shop_analytics.public.read",),
        differing=("202405",),
    )
    def get_shop(
        self,
        *,
        start_date_ge: DayIn,
        end_date_lt: DayIn,
        granularity: Granularity = UNSET,
        currency: Currency = UNSET,
    ) -> ShopReport:
        """Read what the shop sold and how many came to see it (Get Shop Performance)."""
        ...

    @operation(
        "GET /analytics/202510/shop/performance/{date}/performance_per_hour",
        reads="analytics",
        answer="performance",
        scopes=("data.shop_analytics.public.read",),
    )
    def get_shop_by_hour(self, date: DayIn, *, currency: Currency = UNSET) -> ShopDay:
        """Read what the shop sold on one day, hour by hour (Get Shop Performance Per Hour).

        Only the last 30 days are known, today included.
        """
        ...

    # Products and SKUs.
    @paged(
        "GET /analytics/202509/shop_products/performance",
        paging=Paging("products"),
        reads="analytics",
        scopes=("data.shop_analytics.public.read",),
        differing=("202405",),
    )
    def list_products(
        self,
        *,
        start_date_ge: DayIn,
        end_date_lt: DayIn,
        category_filter: list[Id] = UNSET,
        product_status_filter: StatusFilter = UNSET,
        sort_field: ProductSort = UNSET,
        sort_order: SortOrder = UNSET,
        currency: Currency = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[ProductPerformance]:
        """List products by what they sold, most GMV first unless sorted otherwise (Get Shop Product Performance List).

        `category_filter` takes ids of categories.
        """
        ...

    @operation(
        "GET /analytics/202509/shop_products/{product_id}/performance",
        reads="analytics",
        scopes=("data.shop_analytics.public.read",),
        differing=("202405",),
    )
    def get_product(
        self,
        product_id: Id,
        *,
        start_date_ge: DayIn,
        end_date_lt: DayIn,
        granularity: Granularity = UNSET,
        currency: Currency = UNSET,
    ) -> ProductReport:
        """Read how one product did, and which contents and creators sold it (Get Shop Product Performance Detail)."""
        ...

    @paged(
        "GET /analytics/202509/shop_skus/performance",
        paging=Paging("skus"),
        reads="analytics",
        scopes=("data.shop_analytics.public.read",),
        differing=("202406",),
    )
    def list_skus(
        self,
        *,
        start_date_ge: DayIn,
        end_date_lt: DayIn,
        product_ids: list[Id] = UNSET,
        category_filter: list[Id] = UNSET,
        product_status_filter: StatusFilter = UNSET,
        sort_field: SkuSort = UNSET,
        sort_order: SortOrder = UNSET,
        currency: Currency = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[SkuPerformance]:
        """List SKUs by what they sold, most GMV first unless sorted otherwise (Get Shop SKU Performance List)."""
        ...

    @operation(
        "GET /analytics/202509/shop_skus/{sku_id}/performance",
        reads="analytics",
        scopes=("data.shop_analytics.public.read",),
        differing=("202406",),
    )
    def get_sku(
        self,
        sku_id: Id,
        *,
        start_date_ge: DayIn,
        end_date_lt: DayIn,
        granularity: Granularity = UNSET,
        currency: Currency = UNSET,
    ) -> SkuReport:
        """Read what one SKU sold, and through which sort of content (Get Shop SKU Performance)."""
        ...

    # Videos.
    @operation(
        "GET /analytics/202509/shop_videos/overview_performance",
        reads="analytics",
        scopes=("data.shop_analytics.public.read",),
        differing=("202409",),
    )
    def get_videos_overview(
        self,
        *,
        start_date_ge: DayIn,
        end_date_lt: DayIn,
        today: bool = UNSET,
        granularity: Granularity = UNSET,
        currency: Currency = UNSET,
        account_type: AccountType = UNSET,
    ) -> VideosReport:
        """Read how all videos for the shop did together (Get Shop Video Performance Overview).

        `today=True` asks for today so far, and the platform then disregards the two dates.
        """
        ...

    @paged(
        "GET /analytics/202509/shop_videos/performance",
        paging=Paging("videos"),
        reads="analytics",
        scopes=("data.shop_analytics.public.read",),
        differing=("202409",),
    )
    def list_videos(
        self,
        *,
        start_date_ge: DayIn,
        end_date_lt: DayIn,
        account_type: AccountType = UNSET,
        sort_field: VideoSort = UNSET,
        sort_order: SortOrder = UNSET,
        currency: Currency = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[VideoPerformance]:
        """List videos by what they sold, most GMV first unless sorted otherwise (Get Shop Video Performance List)."""
        ...

    @operation(
        "GET /analytics/202509/shop_videos/{video_id}/performance",
        reads="analytics",
        scopes=("data.shop_analytics.public.read",),
        differing=("202409",),
    )
    def get_video(
        self,
        video_id: Id,
        *,
        start_date_ge: DayIn,
        end_date_lt: DayIn,
        granularity: Granularity = UNSET,
        currency: Currency = UNSET,
    ) -> VideoReport:
        """Read how one video did, and what its audience consists of (Get Shop Video Performance Details)."""
        ...

    @paged(
        "GET /analytics/202509/shop_videos/{video_id}/products/performance",
        paging=Paging("products"),
        reads="analytics",
        scopes=("data.shop_analytics.public.read",),
        also=("202409",),
    )
    def list_video_products(
        self,
        video_id: Id,
        *,
        start_date_ge: DayIn,
        end_date_lt: DayIn,
        sort_field: VideoProductSort = UNSET,
        sort_order: SortOrder = UNSET,
        currency: Currency = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[VideoProduct]:
        """List the products in a video by what it sold of them (Get Shop Video Product Performance List)."""
        ...

    # LIVEs.
    @operation(
        "GET /analytics/202509/shop_lives/overview_performance",
        reads="analytics",
        scopes=("data.shop_analytics.public.read",),
        differing=("202508",),
    )
    def get_lives_overview(
        self,
        *,
        start_date_ge: DayIn,
        end_date_lt: DayIn,
        today: bool = UNSET,
        granularity: Granularity = UNSET,
        currency: Currency = UNSET,
        account_type: AccountType = UNSET,
    ) -> LivesReport:
        """Read how all LIVEs for the shop did together (Get Shop LIVE Performance Overview).

        `today=True` asks for today so far, and the platform then disregards the two dates.
        """
        ...

    @paged(
        "GET /analytics/202509/shop_lives/performance",
        paging=Paging("live_stream_sessions"),
        reads="analytics",
        scopes=("data.shop_analytics.public.read",),
        differing=("202508",),
    )
    def list_lives(
        self,
        *,
        start_date_ge: DayIn,
        end_date_lt: DayIn,
        account_type: AccountType = UNSET,
        sort_field: LiveSort = UNSET,
        sort_order: SortOrder = UNSET,
        currency: Currency = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[LiveSession]:
        """List LIVEs by what they sold, most GMV first unless sorted otherwise (Get Shop LIVE Performance List)."""
        ...

    @operation(
        "GET /analytics/202512/shop/{live_id}/products_performance",
        reads="analytics",
        answer="products",
        scopes=("data.shop_analytics.public.read",),
    )
    def list_live_products(
        self,
        live_id: Id,
        *,
        sort_field: LiveProductSort = UNSET,
        sort_order: SortOrder = UNSET,
        currency: Currency = UNSET,
    ) -> list[LiveProduct]:
        """List the products in a LIVE by what it sold of them (Get Shop LIVE Products Performance List).

        Only of LIVEs by the shop's official and marketing accounts.
        """
        ...

    @paged(
        "GET /analytics/202510/shop_lives/{live_id}/performance_per_minutes",
        paging=Paging("performance.intervals"),
        reads="analytics",
        scopes=("data.shop_analytics.public.read",),
    )
    def list_live_minutes(
        self, live_id: Id, *, currency: Currency = UNSET, page_token: str = UNSET
    ) -> Page[LiveMinute]:
        """Read a LIVE minute by minute, once it is over (Get Shop LIVE Performance Per Minutes).

        Only of LIVEs by the shop's official and marketing accounts.
        """
        ...

    # The older routes to figures about LIVEs.
    @operation("POST /analytics/202503/shop_lives/overview_performance", reads="analytics", cipher="optional")
    def get_lives_overview_legacy(
        self,
        *,
        start_date_ge: Query[DayIn],
        end_date_lt: Query[DayIn],
        with_comparison: Query[bool] = UNSET,
        granularity: Query[Granularity] = UNSET,
        currency: Query[Currency] = UNSET,
        account_type: Query[AccountType] = UNSET,
    ) -> LegacyLivesReport:
        """Read how all LIVEs did, by the older route (Get Shop LIVE Performance Overview OLD).

        `with_comparison=True` adds the equally long time before. Prefer `get_lives_overview`.
        """
        ...

    @paged(
        "POST /analytics/202505/shop_lives/performance",
        paging=Paging("live_stream_sessions"),
        reads="analytics",
        cipher="optional",
    )
    def list_lives_legacy(
        self,
        *,
        start_date_ge: Query[DayIn],
        end_date_lt: Query[DayIn],
        account_type: Query[AccountType] = UNSET,
        sort_field: Query[LiveSort] = UNSET,
        sort_order: Query[SortOrder] = UNSET,
        currency: Query[Currency] = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[LiveSession]:
        """List LIVEs by what they sold, by the older route (Get Shop LIVE Performance List OLD).

        Prefer `list_lives`.
        """
        ...

    # What sells best on the market, by the last one, seven or thirty days up to `date`.
    @operation(
        "GET /analytics/202511/products/bestselling",
        reads="market",
        answer="products",
        scopes=("data.bestselling.public.read",),
    )
    def list_bestselling_products(
        self, *, date: DayIn, time_slot: TimeSlot, category_id: Id = UNSET, currency: Currency = UNSET
    ) -> list[BestsellingProduct]:
        """List the products that sell best (Get Bestselling Products)."""
        ...

    @operation(
        "GET /analytics/202511/videos/bestselling",
        reads="market",
        answer="videos",
        scopes=("data.bestselling.public.read",),
    )
    def list_bestselling_videos(
        self, *, date: DayIn, time_slot: TimeSlot, currency: Currency = UNSET
    ) -> list[BestsellingVideo]:
        """List the videos that sell best (Get Bestselling Videos)."""
        ...

    @operation(
        "GET /analytics/202511/lives/bestselling",
        reads="market",
        answer="lives",
        scopes=("data.bestselling.public.read",),
    )
    def list_bestselling_lives(
        self, *, date: DayIn = UNSET, time_slot: TimeSlot = UNSET, currency: Currency = UNSET
    ) -> list[BestsellingLive]:
        """List the LIVEs that sell best (Get Bestselling LIVEs)."""
        ...

    @operation(
        "GET /analytics/202511/creators/bestselling",
        reads="market",
        answer="creators",
        scopes=("data.bestselling.public.read",),
    )
    def list_bestselling_creators(
        self, *, date: DayIn, time_slot: TimeSlot, author_type: str, currency: Currency = UNSET
    ) -> list[BestsellingCreator]:
        """List the creators who sell best (Get Bestselling Creators)."""
        ...

    # A creator's own LIVE rooms and videos, read with the creator's consent.
    @operation(
        "GET /analytics/202502/live_rooms/{live_room_id}/core_stats",
        reads="analytics",
        answer="stats",
        cipher="forbidden",
        token="creator",
        also=("202309",),
    )
    def get_live_room_stats(self, live_room_id: Id) -> LiveRoomStats:
        """Read the main figures of a LIVE room (Get Live Core Stats)."""
        ...

    @operation(
        "GET /analytics/202502/live_rooms/{live_room_id}/gmv_trend_performances",
        reads="analytics",
        answer="gmv_trend_performances",
        cipher="forbidden",
        token="creator",
        also=("202309",),
    )
    def list_live_room_sales_trends(self, live_room_id: Id) -> list[SalesTrend]:
        """Read how GMV and orders of a LIVE room went (Get GMV Trend Performances)."""
        ...

    @operation(
        "GET /analytics/202502/live_rooms/{live_room_id}/interactive_trend_performances",
        reads="analytics",
        answer="interactive_trend_performances",
        cipher="forbidden",
        token="creator",
        also=("202309",),
    )
    def list_live_room_reaction_trends(self, live_room_id: Id) -> list[Trend]:
        """Read how views, comments and shares of a LIVE room went (Get Interactive Trend Performances)."""
        ...

    @operation(
        "GET /analytics/202502/live_rooms/{live_room_id}/view_trend_performances",
        reads="analytics",
        answer="view_trend_performances",
        cipher="forbidden",
        token="creator",
        also=("202309",),
    )
    def list_live_room_viewer_trends(self, live_room_id: Id) -> list[Trend]:
        """Read how many watched, entered and left a LIVE room over time (Get View Trend Performances)."""
        ...

    @operation(
        "GET /analytics/202502/live_rooms/{live_room_id}/product_stats",
        reads="analytics",
        answer="product_stats",
        cipher="forbidden",
        token="creator",
        also=("202309",),
    )
    def list_live_room_products(self, live_room_id: Id) -> list[LiveRoomProduct]:
        """List the products in a LIVE room with their figures (Get Product Stats)."""
        ...

    @operation(
        "GET /analytics/202502/live_rooms/{live_room_id}/traffic_performances",
        reads="analytics",
        answer="traffic_performances",
        cipher="forbidden",
        token="creator",
        also=("202309",),
    )
    def list_live_room_sources(self, live_room_id: Id) -> list[TrafficSource]:
        """List where the views of a LIVE room come from (Get Traffic Performances)."""
        ...

    @operation(
        "GET /analytics/202502/live_rooms/{live_room_id}/user_portraits",
        reads="analytics",
        cipher="forbidden",
        token="creator",
        also=("202309",),
    )
    def get_live_room_audience(self, live_room_id: Id) -> LiveRoomAudience:
        """Read what the audience of a LIVE room consists of (Get User Portraits)."""
        ...

    @operation(
        "GET /analytics/202403/videos/performances",
        reads="analytics",
        answer="videos",
        cipher="forbidden",
        scopes=("creator.video.write",),
        token="creator",
    )
    def get_creator_videos(
        self,
        video_ids: Annotated[list[Id], Field(min_length=1, max_length=100)],
        *,
        start_time_ge: Moment,
        end_time_le: Moment,
    ) -> list[CreatorVideo]:
        """Read what up to 100 videos of one creator sold, day by day; US only (Get Video Performances).

        Of the two times only the days count. Yesterday is the newest, and the last 180 days are known.
        """
        ...

    # The shop performance score.
    @operation("GET /analytics/202606/shop_performances/overview", reads="analytics", provisional=True)
    def get_score(self) -> None:
        """Read the shop performance score; US only (Get SPS Overview).

        What it answers is not known yet, so nothing of it comes in.

        Provisional: known from secondary sources only.
        """
        ...

    @operation("GET /analytics/202606/shop_performances/metrics", reads="analytics", provisional=True)
    def list_score_metrics(self) -> None:
        """List what the shop performance score is made of; US only (Get SPS Metrics).

        What it answers is not known yet, so nothing of it comes in.

        Provisional: known from secondary sources only.
        """
        ...

    @operation(
        "GET /analytics/202606/shop_performances/metrics/{metric_code}/diagnosis", reads="analytics", provisional=True
    )
    def diagnose_score_metric(self, metric_code: str) -> None:
        """Read why one metric of the score stands where it does; US only (Get SPS Metric Diagnosis).

        What it answers is not known yet, so nothing of it comes in.

        Provisional: known from secondary sources only.
        """
        ...

    @operation(
        "GET /analytics/202606/shop_performances/metrics/{metric_code}/problem_details",
        reads="analytics",
        provisional=True,
    )
    def list_score_problems(self, metric_code: str) -> None:
        """List the orders that spoil one metric of the score; US only (Get SPS Metric Problem Details).

        What it answers is not known yet, so nothing of it comes in.

        Provisional: known from secondary sources only.
        """
        ...

    @operation(
        "GET /analytics/202606/shop_performances/metrics/{metric_code}/top_items", reads="analytics", provisional=True
    )
    def list_score_top_items(self, metric_code: str) -> None:
        """List the items that weigh most in one metric of the score; US only (Get SPS Metric Top Items).

        What it answers is not known yet, so nothing of it comes in.

        Provisional: known from secondary sources only.
        """
        ...
