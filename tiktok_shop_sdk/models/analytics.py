"""Figures about a shop, its products, videos and LIVEs, about a creator's own, and about what sells best.

GMV is what orders cost when they were paid: what was cancelled or refunded later is still in it. Some rates are
fractions (0.05), some are in per cent (5.00), and some are texts; a class says which, where the platform says so.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from ..core.sensitive import ThirdParty
from .base import Day, Id, Many, Model, Money, Open, Time

Rate: TypeAlias = Money
"""One number over another: clicks over views, a part over the whole."""

Granularity: TypeAlias = Annotated[Literal["ALL", "1D"] | str, Open]
Currency: TypeAlias = Annotated[Literal["USD", "LOCAL"] | str, Open]
TimeSlot: TypeAlias = Annotated[Literal["1D", "7D", "30D"] | str, Open]
AccountType: TypeAlias = Annotated[
    Literal["ALL", "OFFICIAL_ACCOUNTS", "MARKETING_ACCOUNTS", "AFFILIATE_ACCOUNTS"] | str, Open
]
StatusFilter: TypeAlias = Annotated[Literal["ALL", "LIVE", "INACTIVE"] | str, Open]
ContentType: TypeAlias = Annotated[Literal["VIDEO", "LIVE", "PRODUCT_CARD"] | str, Open]
Stars: TypeAlias = Annotated[Literal["1_STAR", "2_STAR", "3_STAR", "4_STAR", "5_STAR"] | str, Open]
Audience: TypeAlias = Annotated[Literal["NEW_FOLLOWER", "VIEWERS"] | str, Open]
Gender: TypeAlias = Annotated[Literal["MALE", "FEMALE"] | str, Open]

SortOrder: TypeAlias = Annotated[Literal["ASC", "DESC"] | str, Open]
ProductSort: TypeAlias = Annotated[Literal["gmv", "items_sold", "orders"] | str, Open]
SkuSort: TypeAlias = Annotated[Literal["gmv", "sku_orders", "units_sold"] | str, Open]
VideoSort: TypeAlias = Annotated[
    Literal["gmv", "gpm", "avg_customers", "sku_orders", "items_sold", "views", "click_through_rate"] | str, Open
]
VideoProductSort: TypeAlias = Annotated[Literal["gmv", "units_sold", "daily_avg_buyers"] | str, Open]
LiveSort: TypeAlias = Annotated[
    Literal[
        "gmv",
        "products_added",
        "different_products_sold",
        "sku_orders",
        "items_sold",
        "customers",
        "24h_live_gmv",
    ]
    | str,
    Open,
]
LiveProductSort: TypeAlias = Annotated[
    Literal[
        "direct_gmv",
        "items_sold",
        "customers",
        "created_sku_orders",
        "sku_orders",
        "main_orders",
        "product_impressions",
        "produt_clicks",  # the platform's own spelling
    ]
    | str,
    Open,
]


# What figures consist of.
class Value(Model):
    """An amount and its currency."""

    amount: Money = None
    currency: str | None = None


class Report(Model):
    """Figures, and the last day for which there are any, in the shop's own time zone."""

    latest_available_date: Day = None


class Interval(Model):
    """Days in the shop's own time zone, from `start_date` up to `end_date`, which no longer belongs to them."""

    start_date: Day = None
    end_date: Day = None


class Reactions(Model):
    """What viewers did beside buying."""

    new_followers: int | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None


class ClickToOrder(Model):
    """How many clicks on products became orders: counted by SKU, and by whole order."""

    sku_order_ctor: str | None = None
    main_order_ctor: str | None = None


class Gpm(Model):
    """The GMV of a thousand views of a LIVE (`watch_gpm`), and of a thousand times it was shown (`show_gpm`)."""

    watch_gpm: str | None = None
    show_gpm: str | None = None


# The shop.
class Part(Model):
    """The part of a figure that one sort of content brought, as an amount or as a share of the whole."""

    type: ContentType | None = None
    gmv: Value | None = None
    percentage: Rate = None


class Split(Model):
    """A figure as a whole and in its parts."""

    overall: Value | None = None
    breakdowns: Many[Part] = []


class ShopSales(Model):
    """What a shop sold."""

    gmv: Split | None = None
    gross_revenue: Split | None = None
    refunds: Value | None = None
    orders_count: int | None = None
    sku_orders_count: int | None = None
    items_sold: int | None = None
    avg_customers_count: int | None = None


class ShopTraffic(Model):
    """Who came to see what a shop sells, by day on average."""

    avg_page_views: int | None = None
    avg_visitors: int | None = None
    avg_conversation_rate: Rate = None  # of visitors who bought; the platform's own spelling


class ShopInterval(Interval):
    """A shop during some days."""

    sales: ShopSales | None = None
    traffic: ShopTraffic | None = None


class ShopPerformance(Model):
    """A shop over time."""

    intervals: Many[ShopInterval] = []


class ShopReport(Report):
    """How a shop did."""

    performance: ShopPerformance | None = None


class ShopFigures(Model):
    """What a shop sold within a day."""

    gmv: Value | None = None
    items_sold: int | None = None
    visitors: int | None = None
    customers: int | None = None


class ShopHour(ShopFigures):
    """What a shop sold within the hour `index`: 0 is 00:00 to 00:59."""

    index: int | None = None


class ShopDay(Model):
    """What a shop sold on one day, as a whole and by the hour."""

    overall: ShopFigures | None = None
    intervals: Many[ShopHour] = []
    latest_available_timestamp: Time = None


# Products and SKUs.
class ProductTotals(Model):
    """What a product sold, whatever brought it about."""

    gmv: Value | None = None
    orders: int | None = None
    items_sold: int | None = None


class ProductPerformance(Model):
    """One product of the shop, and what it sold."""

    id: Id | None = None
    overall_performance: ProductTotals | None = None


class ContentSales(Model):
    """What a product sold through one sort of content."""

    gmv: Value | None = None
    items_sold: int | None = None
    avg_customers: int | None = None


class ContentTraffic(Model):
    """How often a product was seen through one sort of content."""

    impressions: int | None = None
    page_views: int | None = None
    avg_unique_page_views: int | None = None
    ctr: str | None = None
    avg_conversion_rate: Rate = None


class SalesByContent(Model):
    """One sort of content, and what it sold."""

    content_type: ContentType | None = None
    sales: ContentSales | None = None


class TrafficByContent(Model):
    """One sort of content, and how often it showed the product."""

    content_type: ContentType | None = None
    traffic: ContentTraffic | None = None


class ProductSales(ProductTotals):
    """What a product sold, as a whole and by the sort of content."""

    breakdowns: Many[SalesByContent] = []


class ProductTraffic(Model):
    """How often a product was seen, by the sort of content."""

    breakdowns: Many[TrafficByContent] = []


class TakenBack(Model):
    """Units that were cancelled, refunded but kept, returned and refunded, or returned and replaced."""

    canceled: int | None = None
    refunded: int | None = None
    returned: int | None = None
    replacements: int | None = None


class ProductInterval(Interval):
    """A product during some days."""

    sales: ProductSales | None = None
    traffic: ProductTraffic | None = None
    cancel_and_refunds: TakenBack | None = None


class Rating(Model):
    """How many reviews gave so many stars."""

    stars: Stars | None = None
    count: int | None = None
    percentage: Rate = None


class ContentResult(Model):
    """A video or a LIVE by its id, and what it sold of the product."""

    content_id: Id | None = None
    gmv: Value | None = None
    items_sold: int | None = None


class TopContents(Model):
    """The hundred videos or LIVEs that sold most of the product."""

    type: ContentType | None = None
    contents: Many[ContentResult] = []


class TopCreator(Model):
    """A creator who sold the product. Who it is comes in under a purpose that covers affiliate or market data."""

    creator_open_id: ThirdParty[Id] = None
    creator_name: ThirdParty[str] = None
    creator_profile: ThirdParty[str] = None
    gmv: Value | None = None
    items_sold: int | None = None


class ProductDetail(Model):
    """A product over time, and what helped to sell it."""

    intervals: Many[ProductInterval] = []
    ratings: Many[Rating] = []
    top_contents: Many[TopContents] = []
    top_creators: Many[TopCreator] = []


class ProductReport(Report):
    """How a product did."""

    performance: ProductDetail | None = None


class SkuPerformance(Model):
    """One SKU of the shop, and what it sold."""

    id: Id | None = None
    product_id: Id | None = None
    gmv: Value | None = None
    sku_orders: int | None = None
    units_sold: int | None = None


class GmvByContent(Value):
    """The GMV that one sort of content brought."""

    type: ContentType | None = None


class UnitsByContent(Model):
    """The units that one sort of content sold: `amount` is their number."""

    type: ContentType | None = None
    amount: int | None = None


class SkuInterval(Interval):
    """A SKU during some days."""

    gmv: Value | None = None
    gmv_breakdown: Many[GmvByContent] = []
    items_sold: int | None = None
    items_sold_breakdown: Many[UnitsByContent] = []
    sku_orders: int | None = None


class SkuDetail(Model):
    """A SKU over time."""

    sku_id: Id | None = None
    product_id: Id | None = None
    intervals: Many[SkuInterval] = []


class SkuReport(Report):
    """How a SKU did."""

    performance: SkuDetail | None = None


# Videos.
class VideosInterval(Interval):
    """All videos for the shop during some days; a `click_through_rate` of 0.05 is 5 per cent."""

    gmv: Value | None = None
    sku_orders: int | None = None
    avg_customers: int | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None
    click_through_rate: Rate = None


class VideosPerformance(Model):
    """All videos for the shop over time."""

    intervals: Many[VideosInterval] = []


class VideosReport(Report):
    """How the shop's videos did, taken together."""

    performance: VideosPerformance | None = None


class NamedProduct(Model):
    """A product by its id and name."""

    id: Id | None = None
    name: str | None = None


class VideoPerformance(Model):
    """One video for the shop, and what it sold.

    `duration` is in seconds, `gpm` the GMV of a thousand views, and a `click_through_rate` of 0.05 is 5 per cent.
    """

    id: Id | None = None
    title: str | None = None
    username: ThirdParty[str] = None
    video_post_time: str | None = None
    duration: int | None = None
    hash_tags: Many[str] = []
    products: Many[NamedProduct] = []

    views: int | None = None
    click_through_rate: Rate = None
    gmv: Value | None = None
    gpm: Value | None = None
    sku_orders: int | None = None
    items_sold: int | None = None
    avg_customers: int | None = None


class VideoFigures(Model):
    """What a video sold; `gpm` is the GMV of a thousand views."""

    gmv: Value | None = None
    gpm: Value | None = None
    customers: int | None = None
    items_sold: int | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None
    ctr: str | None = None


class VideoProductFigures(VideoFigures):
    """What a video sold of one product."""

    product_id: Id | None = None


class VideoSales(Model):
    """What a video sold, as a whole and by product."""

    overall: VideoFigures | None = None
    breakdowns: Many[VideoProductFigures] = []


class VideoTraffic(Reactions):
    """How often a video was watched, and what viewers did beside buying."""

    views: int | None = None


class VideoInterval(Interval):
    """A video during some days."""

    sales: VideoSales | None = None
    traffic: VideoTraffic | None = None


class GenderShare(Model):
    """How much of an audience is of one gender."""

    gender: Gender | None = None
    percentage: Rate = None


class AgeShare(Model):
    """How much of an audience is of one age: "18-24", "55+"."""

    age: str | None = None
    percentage: Rate = None


class CountryShare(Model):
    """How much of an audience has its account in one country."""

    country_code: str | None = None
    percentage: Rate = None


class ViewerProfile(Model):
    """What an audience consists of; of no single viewer anything is told."""

    type: Audience | None = None
    gender_distribution: Many[GenderShare] = []
    age_distribution: Many[AgeShare] = []
    country_distribution: Many[CountryShare] = []


class VideoDetail(Model):
    """A video over time, and who watched it."""

    intervals: Many[VideoInterval] = []
    viewer_profile: Many[ViewerProfile] = []


class VideoReport(Report):
    """How a video did."""

    performance: VideoDetail | None = None


class VideoProduct(NamedProduct):
    """A product that a video shows, and what the video sold of it."""

    gmv: Value | None = None
    units_sold: int | None = None
    daily_avg_buyers: str | None = None


# LIVEs.
class LiveTotals(Interval):
    """What all LIVEs sold during some days, whichever route tells it."""

    gmv: Value | None = None
    sku_orders: int | None = None
    customers: int | None = None


class LivesInterval(LiveTotals):
    """All LIVEs of the shop during some days."""

    items_sold: int | None = None
    click_through_rate: Rate = None
    click_to_order_rate: Rate = None


class LivesPerformance(Model):
    """All LIVEs of the shop over time."""

    intervals: Many[LivesInterval] = []


class LivesReport(Report):
    """How the shop's LIVEs did, taken together."""

    performance: LivesPerformance | None = None


class LegacyLivesInterval(LiveTotals):
    """All LIVEs during some days; rates are texts and per cent."""

    units_sold: int | None = None
    click_through_rate: str | None = None
    click_to_order_rate: str | None = None


class LegacyLivesPerformance(Model):
    """All LIVEs over time, beside the equally long time before."""

    intervals: Many[LegacyLivesInterval] = []
    comparison_intervals: Many[LegacyLivesInterval] = []


class LegacyLivesReport(Report):
    """How the shop's LIVEs did, as the older route tells it."""

    performance: LegacyLivesPerformance | None = None


class SessionSales(Model):
    """What one LIVE sold; `click_to_order_rate` in per cent."""

    gmv: Value | None = None
    live_gmv_24h: Annotated[Value | None, Field(validation_alias="24h_live_gmv")] = None
    avg_price: Value | None = None
    products_added: int | None = None
    different_products_sold: int | None = None
    created_sku_orders: int | None = None
    sku_orders: int | None = None
    items_sold: int | None = None
    unit_sold: int | None = None  # what the older route calls items sold
    customers: int | None = None
    click_to_order_rate: str | None = None


class SessionInteraction(Reactions):
    """Who watched one LIVE: `acu` and `pcu` at once on average and at most; durations in seconds, rates in per cent."""

    acu: int | None = None
    pcu: int | None = None
    viewers: int | None = None
    views: int | None = None
    avg_viewing_duration: str | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None
    click_through_rate: str | None = None


class LiveSession(Model):
    """One LIVE, and how it did."""

    id: Id | None = None
    title: str | None = None
    username: ThirdParty[str] = None
    start_time: Time = None
    end_time: Time = None
    sales_performance: SessionSales | None = None
    interaction_performance: SessionInteraction | None = None


class LiveOrders(Model):
    """Who bought how much during a LIVE."""

    items_sold: int | None = None
    customers: int | None = None
    sku_orders: int | None = None
    main_orders: int | None = None


class LiveProductSales(LiveOrders):
    """What a LIVE sold of one product; `avg_price` is per whole order."""

    direct_gmv: Value | None = None
    avg_price: Value | None = None
    created_sku_orders: int | None = None
    payment_rate: Rate = None


class LiveProductTraffic(Model):
    """How often a LIVE showed one product, and what came of it."""

    product_impressions: int | None = None
    produt_clicks: int | None = None  # the platform's own spelling
    ctr: str | None = None
    add_to_cart_count: int | None = None
    click_to_order_rate: ClickToOrder | None = None
    gpm: Gpm | None = None


class LiveProduct(NamedProduct):
    """A product that a LIVE showed, and how it did there."""

    sales: LiveProductSales | None = None
    traffic: LiveProductTraffic | None = None


class MinuteSales(LiveOrders):
    """What a LIVE sold within a minute."""

    gmv: Value | None = None


class MinuteTraffic(Model):
    """Who watched a LIVE within a minute."""

    impressions: int | None = None
    enter_room_rate: Rate = None
    viewers: int | None = None
    views: int | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None
    ctr: str | None = None


class MinuteInteractions(Reactions):
    """What viewers did within a minute, and the same for each view."""

    follow_rate: Rate = None
    like_rate: Rate = None
    comment_rate: Rate = None
    share_rate: Rate = None


class MinuteConversion(Model):
    """How a minute's viewers became buyers; `avg_price` is per whole order."""

    avg_price: Value | None = None
    click_to_order_rate: ClickToOrder | None = None
    gpm: Gpm | None = None
    created_sku_orders: int | None = None
    sku_order_rate: Rate = None


class LiveMinute(Model):
    """One minute of a LIVE."""

    start_time: Time = None
    end_time: Time = None
    sales: MinuteSales | None = None
    traffic: MinuteTraffic | None = None
    interactions: MinuteInteractions | None = None
    conversion: MinuteConversion | None = None


# What sells best on the market. All but the ranks is other people's: much of it comes in only under a purpose that
# covers affiliate or market data.
class Bestseller(Model):
    """A rank, and between which amounts its GMV lies."""

    rank: int | None = None
    gmv_range: ThirdParty[str] = None


class BestsellingCreator(Bestseller):
    """A creator who sells much."""

    open_id: ThirdParty[Id] = None
    user_name: ThirdParty[str] = None
    nick_name: ThirdParty[str] = None
    followers_count: int | None = None
    likes_count: int | None = None


class BestsellingLive(Bestseller):
    """A LIVE that sold much."""

    id: Id | None = None
    title: str | None = None
    start_time: Time = None
    duration: int | None = None
    open_id: ThirdParty[Id] = None
    creator_name: ThirdParty[str] = None
    creator_nick_name: ThirdParty[str] = None


class BestsellingProduct(Bestseller):
    """A product that sells well, and the shop that sells it."""

    id: Id | None = None
    name: str | None = None
    rating: str | None = None
    shop_id: Id | None = None
    shop_name: str | None = None


class ShownProduct(Model):
    """A product that a bestselling video shows."""

    product_id: Id | None = None
    product_name: str | None = None


class BestsellingVideo(Bestseller):
    """A video that sold much."""

    id: Id | None = None
    nick_name: ThirdParty[str] = None
    publish_time: Time = None
    duration: int | None = None
    product_infos: Many[ShownProduct] = []
    views: int | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None


# A creator's own LIVE rooms and videos.
class LiveRoomStats(Model):
    """A creator's LIVE room in figures so far; orders are counted by SKU."""

    local_gmv: Value | None = None
    local_unit_price: Value | None = None
    sales: int | None = None
    created_order_count: int | None = None
    paid_order_count: int | None = None
    buyer_count: int | None = None

    watch_pv: int | None = None
    current_visitor_count: int | None = None
    peak_concurrent_user_count: int | None = None
    avg_watching_duration: int | None = None
    product_view_count: int | None = None
    product_reach_count: int | None = None
    click_through_rate: Rate = None
    click_order_rate: Rate = None

    accumulated_new_follower_count: int | None = None
    accumulated_comment_count: int | None = None
    accumulated_sharing_count: int | None = None


class SalesPoint(Model):
    """GMV or orders at one moment; which of them, the trend's `stats_type` says."""

    timestamp: Time = None
    gmv: Value | None = None
    order_count: int | None = None


class SalesTrend(Model):
    """How sales of a LIVE room went."""

    stats_type: str | None = None
    data_points: Many[SalesPoint] = []


class TrendPoint(Model):
    """A number at one moment."""

    timestamp: Time = None
    value: Money = None


class Trend(Model):
    """How a number went; of what, `stats_type` says."""

    stats_type: str | None = None
    data_points: Many[TrendPoint] = []


class LiveRoomProduct(Model):
    """A product in a creator's LIVE room, and how it does there; orders are counted by SKU."""

    product_id: Id | None = None
    product_name: str | None = None
    main_image_url: str | None = None
    sellable_region: str | None = None
    is_live: bool | None = None

    local_gmv: Value | None = None
    local_unit_price: Value | None = None
    created_order_count: int | None = None
    created_order_user_count: int | None = None
    paid_order_count: int | None = None
    paid_user_count: int | None = None
    inventory_consumption_count: int | None = None
    inventory_left_count: int | None = None

    exposure_count: int | None = None
    total_click_count: int | None = None
    click_through_rate: Rate = None
    click_order_rate: Rate = None


class Source(Model):
    """Where views come from, and how many."""

    name: str | None = None
    watch_pv: int | None = None


class TrafficSource(Model):
    """Where views of a LIVE room come from, in general and more closely."""

    source: Source | None = None
    sub_sources: Many[Source] = []


class Indicator(Model):
    """One group of an audience, and its number; of a region, its share times 10,000."""

    type: str | None = None
    value: Money = None


class LiveRoomAudience(Model):
    """What the audience of a LIVE room consists of: all of it, and what paid advertising brought."""

    region_indicators: Many[Indicator] = []
    all_ads_gender_indicators: Many[Indicator] = []
    all_ads_age_indicators: Many[Indicator] = []
    all_fan_indicators: Many[Indicator] = []
    paid_ads_gender_indicators: Many[Indicator] = []
    paid_ads_age_indicators: Many[Indicator] = []
    paid_fan_indicators: Many[Indicator] = []


class TimeRange(Model):
    """The day that figures are about."""

    start_time: Time = None
    end_time: Time = None


class CreatorVideoMetrics(Model):
    """What a creator's video sold on one day, and how often its product link was shown and clicked."""

    gmv: Value | None = None
    order_count: int | None = None
    item_sold_count: int | None = None
    anchor_display_rate: Rate = None
    click_through_rate: Rate = None


class CreatorVideoDay(Model):
    """A creator's video on one day."""

    time_range: TimeRange | None = None
    metrics: CreatorVideoMetrics | None = None


class CreatorVideo(Model):
    """A creator's video, day by day."""

    id: Id | None = None
    performances: Many[CreatorVideoDay] = []
