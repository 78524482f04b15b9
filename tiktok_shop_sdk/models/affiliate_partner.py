"""Campaigns of an affiliate agency: their products, what creators make of them, and the orders they bring."""

from typing import Annotated, Literal, TypeAlias

from typing_extensions import TypedDict

from ..core.sensitive import ThirdParty
from .base import Day, Id, Many, Model, Money, Open, Time

CampaignStatus: TypeAlias = Annotated[Literal["READY", "UPCOMING", "ONGOING", "CLOSED"] | str, Open]
CampaignStatusFilter: TypeAlias = Annotated[
    Literal["READY", "UPCOMING", "ONGOING", "CLOSED", "UNSPECIFIED"] | str, Open
]
CampaignType: TypeAlias = Annotated[
    Literal["MY_CAMPAIGNS", "GS_SELLING_CAMPAIGNS", "SELLER_CAMPAIGNS", "EXCLUSIVE_TIKTOK_SHOP"] | str, Open
]
Participation: TypeAlias = Annotated[Literal["MARKETPLACE", "JOINED", "AVAILABLE"] | str, Open]
SellerType: TypeAlias = Annotated[Literal["LOCAL", "CROSS_BORDER"] | str, Open]

ReviewStatus: TypeAlias = Annotated[Literal["PENDING", "APPROVED", "REJECTED", "PENDING_CLOSED", "CLOSED"] | str, Open]
ReviewResult: TypeAlias = Annotated[Literal["APPROVE", "REJECT", "REJECT_FOREVER"] | str, Open]
RejectReason: TypeAlias = Annotated[
    Literal["COMMISSION_TOO_LOW", "PRODUCT_HARD_TO_PROMOTE", "PRODUCT_TOO_EXPENSIVE", "NO_SUITABLE_CREATOR"] | str,
    Open,
]
ProductStatus: TypeAlias = Annotated[
    Literal[
        "PRODUCT_UNSPECIFIED",
        "PRODUCT_PENDING",
        "PRODUCT_APPROVED",
        "PRODUCT_REJECTED",
        "PRODUCT_PENDING_CLOSED",
        "PRODUCT_CLOSED",
    ]
    | str,
    Open,
]
Currency: TypeAlias = Annotated[
    Literal["BRL", "EUR", "GBP", "IDR", "JPY", "MXN", "MYR", "PHP", "SGD", "THB", "USD", "VND"] | str, Open
]
DeliveryOption: TypeAlias = Annotated[Literal["ECONOMY_SHIPPING", "PREMIUM_SHIPPING"] | str, Open]
SettleStatus: TypeAlias = Annotated[Literal["PENDING", "SETTLED", "INELIGIBLE", "FROZEN"] | str, Open]
ContentType: TypeAlias = Annotated[
    Literal["SHOP", "VIDEO", "LIVE", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE"] | str, Open
]


class Sum(Model):
    """An amount of money, in `currency`."""

    currency: str | None = None
    amount: Money = None


# Campaigns.
class Campaign(Model):
    """A campaign, and when it runs; before, sellers register their products."""

    id: Id | None = None
    name: str | None = None
    status: CampaignStatus | None = None
    registration_start_time: Time = None
    registration_end_time: Time = None
    campaign_start_time: Time = None
    campaign_end_time: Time = None


class ContactInfo(Model):
    """Where sellers reach the agency."""

    email: str | None = None
    phone: str | None = None
    whatsapp: str | None = None
    zalo: str | None = None
    viber: str | None = None
    line: str | None = None


class TargetShop(Model):
    """A shop that may join a campaign."""

    code: str | None = None
    name: str | None = None


class CampaignDetail(Campaign):
    """A campaign with its terms, and who may join it."""

    description: str | None = None
    region: str | None = None
    commission_rate: ThirdParty[int] = None
    contact_info: ContactInfo | None = None
    target_shops: Many[TargetShop] = []
    target_seller_types: Many[SellerType] = []


class MessengersIn(TypedDict, total=False):
    """Telephone numbers; each market wants its messenger: Zalo in VN, Viber in PH, LINE in TH, else WhatsApp."""

    phone: str
    whatsapp: str
    zalo: str
    viber: str
    line: str


class ContactInfoIn(MessengersIn):
    """Where sellers reach the agency."""

    email: str


class ContactInfoChangeIn(MessengersIn, total=False):
    """What changes in where sellers reach the agency."""

    email: str


# Products of a campaign.
class Category(Model):
    """The category of a product."""

    id: Id | None = None
    name: str | None = None


class RegionPrice(Model):
    """The price of a SKU in one region, in `currency`."""

    region_code: str | None = None
    currency: Currency | None = None
    list_price: Money = None
    sale_price: Money = None
    localized_dutiable_price: Money = None


class Inventory(Model):
    """How much of a SKU is left."""

    available_quantity: str | None = None


class SkuProperty(Model):
    """What tells a SKU from its siblings, such as a colour."""

    name: str | None = None
    value_name: str | None = None


class Sku(Model):
    """A SKU of a campaign product."""

    sku_id: Id | None = None
    sku_name: str | None = None
    properties: Many[SkuProperty] = []
    inventory: Inventory | None = None
    base_price: RegionPrice | None = None
    region_prices: Many[RegionPrice] = []


class CampaignProduct(Model):
    """A product that a seller registered for a campaign. Rates are in hundredths of a percent."""

    id: Id | None = None
    name: str | None = None
    product_description: str | None = None
    main_image_url: str | None = None
    category: Category | None = None
    shop_name: str | None = None
    review_status: ReviewStatus | None = None

    is_available: bool | None = None
    inventory: int | None = None
    sample_quota: int | None = None
    product_sales: int | None = None
    lowest_price: Sum | None = None
    highest_price: Sum | None = None
    sku_information_list: Many[Sku] = []

    total_commission_rate: ThirdParty[int] = None
    creator_commission_rate: ThirdParty[int] = None
    partner_commission_rate: ThirdParty[int] = None
    open_collaboration_commission_rate: ThirdParty[int] = None


class ProductLink(Model):
    """The link by which creators take up a product."""

    product_id: Id | None = None
    link: str | None = None


class ProductLinks(Model):
    """The links that were made, and the products for which none could be."""

    product_promotion_links: Many[ProductLink] = []
    failed_product_ids: Many[Id] = []


# How products and creators do in a campaign.
class PriceRange(Model):
    """From which price to which, in `currency`."""

    currency: str | None = None
    min_price: Money = None
    max_price: Money = None


class Thumbnail(Model):
    """A small picture, at several addresses."""

    uri: str | None = None
    url_list: Many[str] = []


class Indicators(Model):
    """Sales and creators of one product. Estimated: all that was paid; actual: without what was returned."""

    paid_order_num: str | None = None
    actual_order_num: str | None = None
    estimated_amount: Money = None
    actual_amount: Money = None
    estimated_partner_commission: ThirdParty[Money] = None
    actual_partner_commission: ThirdParty[Money] = None

    collaborated_creators_num: str | None = None
    promoted_creator_num: str | None = None
    creator_sales_num: str | None = None
    sample_requested_creator_num: str | None = None


class PerformingProduct(Model):
    """A product of a campaign with its figures. Commissions are in hundredths of a percent."""

    product_id: Id | None = None
    product_name: str | None = None
    product_status: ProductStatus | None = None
    product_stock_count: str | None = None
    product_price: PriceRange | None = None
    product_thumbnail: Thumbnail | None = None

    total_commission_percent: ThirdParty[Money] = None
    creator_commission_percent: ThirdParty[Money] = None
    partner_commission_percent: ThirdParty[Money] = None
    plan_commission_percent: ThirdParty[Money] = None
    indicator_data: Indicators | None = None


class ProductPerformance(Model):
    """How one product does in a campaign, and with how many creators."""

    campaign_product_detail: PerformingProduct | None = None
    data_update_time: Time = None
    collaborated_creators_num: int | None = None
    promoted_creator_num: int | None = None
    creator_sales_num: int | None = None
    sample_requested_creator_num: int | None = None


class Creator(Model):
    """Who promotes a product."""

    creator_open_id: ThirdParty[Id] = None
    user_name: ThirdParty[str] = None
    nick_name: ThirdParty[str] = None
    avatar_url: ThirdParty[str] = None
    follower_num: int | None = None


class CreatorPerformance(Model):
    """What one creator does for a product of a campaign."""

    creator: Creator | None = None
    affiliate_product_id: Id | None = None
    effective_start_time: Time = None
    effective_end_time: Time = None
    free_sample_status: str | None = None

    video_count: int | None = None
    room_count: int | None = None
    paid_amount: Sum | None = None
    commission: ThirdParty[Money] = None


class CreatorContent(Model):
    """A video or LIVE that a creator made for a campaign, and how it did."""

    content_type: str | None = None
    source_url: str | None = None
    cover_img_url: str | None = None
    linked_tiktok_video: str | None = None
    published_date: Day = None
    content_end_date: Day = None

    view_count: str | None = None
    like_count: str | None = None
    comment_num: str | None = None
    paid_order_num: str | None = None
    paid_amount: Money = None


class TrackingEvent(Model):
    """One step of a sample on its way to a creator."""

    tracking_event_update_date: Time = None
    tracking_event_description: str | None = None
    tracking_event_description_extended: str | None = None


class SampleStatus(Model):
    """Where a sample is on its way to a creator."""

    quantity: int | None = None
    delivery_option: DeliveryOption | None = None
    shipping_provider_name: str | None = None
    estimated_earliest_delivery_date: Time = None
    estimated_latest_delivery_date: Time = None
    tracking_results: Many[TrackingEvent] = []


# Orders. Estimated: when the order was made; actual: after returns and refunds. ISR, IVA and PIT are taxes withheld.
class AffiliateOrder(Model):
    """One SKU of an order that a creator brought. Rates are in hundredths of a percent."""

    id: Id | None = None
    sku_id: Id | None = None
    product_id: Id | None = None
    product_name: str | None = None
    price: Sum | None = None
    quantity: int | None = None
    fully_return: str | None = None

    create_time: Time = None
    delivery_time: Time = None
    last_update_time: Time = None
    settlement_time: Time = None
    settle_status: SettleStatus | None = None

    creator_username: ThirdParty[str] = None
    content_id: Id | None = None
    content_type: ContentType | None = None
    estimated_commission_base: Sum | None = None
    actual_commission_base: Sum | None = None


class CapOrder(AffiliateOrder):
    """An order as the creator's own agency (CAP) sees it."""

    tags: str | None = None
    shop_name: str | None = None
    open_collaboration_id: Id | None = None
    target_collaboration_id: Id | None = None
    attribution_type: str | None = None

    commission_model: ThirdParty[str] = None
    commission_tier_setting: ThirdParty[str] = None
    standard_commission_rate: ThirdParty[int] = None
    commission_bonus_rate: ThirdParty[int] = None
    shop_ads_commission_rate: ThirdParty[int] = None
    tap_bonus_commission_rate: ThirdParty[int] = None
    revenue_sharing_portion_rate: ThirdParty[int] = None

    # The creator's part.
    estimated_standard_commission: ThirdParty[Sum] = None
    estimated_bonus_commission: ThirdParty[Sum] = None
    estimated_shop_ads_commission: ThirdParty[Sum] = None
    estimated_tap_bonus_commission: ThirdParty[Sum] = None
    estimated_creator_tax_isr: ThirdParty[Sum] = None
    estimated_creator_tax_iva: ThirdParty[Sum] = None
    estimated_creator_tax_pit: ThirdParty[Sum] = None
    estimated_creator_total_earnings_after_tax: ThirdParty[Sum] = None
    actual_standard_commission: ThirdParty[Sum] = None
    actual_bonus_commission: ThirdParty[Sum] = None
    actual_shop_ads_commission: ThirdParty[Sum] = None
    actual_tap_bonus_commission: ThirdParty[Sum] = None
    actual_creator_tax_isr: ThirdParty[Sum] = None
    actual_creator_tax_iva: ThirdParty[Sum] = None
    actual_creator_tax_pit: ThirdParty[Sum] = None
    actual_creator_total_earnings_after_tax: ThirdParty[Sum] = None

    # The agency's own part.
    estimated_total_agency_earnings: Sum | None = None
    estimated_agency_isr: Sum | None = None
    estimated_agency_iva: Sum | None = None
    actual_total_agency_commission: Sum | None = None
    actual_agency_isr: Sum | None = None
    actual_agency_iva: Sum | None = None


class TapOrder(AffiliateOrder):
    """An order as the agency of the campaign (TAP) sees it."""

    campaign_id: Id | None = None

    # The creator's part.
    creator_standard_commission_rate: ThirdParty[int] = None
    creator_shop_ads_commission_rate: ThirdParty[int] = None
    creator_tap_bonus_commission_rate: ThirdParty[int] = None
    estimated_creator_standard_commission: ThirdParty[Sum] = None
    estimated_creator_shop_ads_commission: ThirdParty[Sum] = None
    estimated_creator_tap_bonus_commission: ThirdParty[Sum] = None
    actual_creator_standard_commission: ThirdParty[Sum] = None
    actual_creator_shop_ads_commission: ThirdParty[Sum] = None
    actual_creator_tap_bonus_commission: ThirdParty[Sum] = None

    # The agency's own part.
    partner_standard_commission_rate: ThirdParty[int] = None
    partner_shop_ads_commission_rate: ThirdParty[int] = None
    partner_tap_bonus_commission_rate: ThirdParty[int] = None
    estimated_partner_standard_commission: Sum | None = None
    estimated_partner_shop_ads_commission: Sum | None = None
    estimated_partner_tap_bonus_commission: Sum | None = None
    estimated_partner_isr: Sum | None = None
    estimated_partner_iva: Sum | None = None
    actual_partner_standard_commission: Sum | None = None
    actual_partner_shop_ads_commission: Sum | None = None
    actual_partner_tap_bonus_commission: Sum | None = None
    actual_partner_isr: Sum | None = None
    actual_partner_iva: Sum | None = None
