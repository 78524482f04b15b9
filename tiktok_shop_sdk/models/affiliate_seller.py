"""What a seller agrees with creators: collaborations, samples, chats and the orders that creators bring."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from ..core.sensitive import BuyerConversation, ThirdParty
from .base import Amount, Id, Many, Model, Moment, Money, Open, Time

Ratio: TypeAlias = Money
"""A decimal too, but a share or a rate instead of an amount."""

SortOrder: TypeAlias = Annotated[Literal["ASC", "DESC"] | str, Open]
ProductSortField: TypeAlias = Annotated[Literal["commission_rate", "product_sales_price", "units_sold"] | str, Open]
ProductStatus: TypeAlias = Annotated[
    Literal["LIVE", "OUT_OF_STOCK", "SELLER_DEACTIVATE", "PLATFORM_DEACTIVATE", "GNE_REJECT", "DELETE", "OTHER"] | str,
    Open,
]
PromotionStatus: TypeAlias = Annotated[Literal["NORMAL", "TERMINATING"] | str, Open]
OpenKeywordType: TypeAlias = Annotated[Literal["PRODUCT_ID", "PRODUCT_NAME"] | str, Open]

TargetStatus: TypeAlias = Annotated[Literal["ONGOING", "EXPIRING", "VALID", "CANCELING", "COMPLETED"] | str, Open]
TargetKeywordType: TypeAlias = Annotated[
    Literal["PRODUCT_ID", "PRODUCT_NAME", "TARGET_COLLABORATION_ID", "TARGET_COLLABORATION_NAME"] | str, Open
]
TargetType: TypeAlias = Annotated[Literal["STANDARD", "TOP_CREATOR_PROGRAM"] | str, Open]
AcceptStatus: TypeAlias = Annotated[Literal["ALL", "ACCEPT"] | str, Open]
FreeSampleSetting: TypeAlias = Annotated[Literal["ALL", "WITH_FREE_SAMPLE"] | str, Open]
CollaborationStatus: TypeAlias = Annotated[Literal["NORMAL", "DELETING", "DELETED"] | str, Open]
EffectiveStatus: TypeAlias = Annotated[Literal["EFFECTIVE_ALL", "EFFECTIVE_PARTIALLY", "EFFECTIVE_NONE"] | str, Open]

SampleRuleSwitch: TypeAlias = Annotated[Literal["ACTIVATE", "DEACTIVATE"] | str, Open]
FulfillmentRank: TypeAlias = Annotated[Literal["ALL", "LOW", "MEDIUM", "HIGH"] | str, Open]
SampleStatus: TypeAlias = Annotated[
    Literal[
        "PENDING",
        "AWAITING_SHIPMENT",
        "SHIPPED",
        "CONTENT_PENDING",
        "REJECT_CANCELLED",
        "OVERDUE_CANCELLED",
        "UNFULFILL_CANCELLED",
        "DEL_OPEN_COLLAB",
        "SELLER_NOT_SHIP_CANCELLED",
        "WITHDRAW_CANCELLED",
        "UNFULFILLABLE_CANCELLED",
        "OPS_CANCELLED",
        "OPS_FAILED",
        "OPS_COMPLETED",
        "COMPLETED",
    ]
    | str,
    Open,
]
FulfillmentStatus: TypeAlias = Annotated[
    Literal["PENDING", "ONGOING", "SUCCEED", "FAILED", "OVERDUE", "SUSPEND", "CANCELLED", "EXEMPTED"] | str, Open
]
ReviewResult: TypeAlias = Annotated[Literal["APPROVE", "REJECT"] | str, Open]
RejectReason: TypeAlias = Annotated[Literal["NOT_MATCH", "OFFLINE", "OUT_OF_STOCK", "OTHER"] | str, Open]

ContentFormat: TypeAlias = Annotated[Literal["LIVE", "VIDEO"] | str, Open]
SalesChannel: TypeAlias = Annotated[Literal["VIDEO", "LIVE", "SHOWCASE"] | str, Open]
OrderContentType: TypeAlias = Annotated[
    Literal["SHOP", "VIDEO", "LIVE", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE"] | str, Open
]

ConversationFilter: TypeAlias = Annotated[Literal["ALL", "UNREAD", "UNREPLIED"] | str, Open]
ConversationMark: TypeAlias = Annotated[Literal["STARRED", "UNSTARRED", "ARCHIVED"] | str, Open]
SentMessageType: TypeAlias = Annotated[Literal["TEXT", "PRODUCT_CARD", "FREE_SAMPLE_CARD", "IMAGE"] | str, Open]
MessageType: TypeAlias = Annotated[
    Literal[
        "TEXT",
        "PRODUCT_CARD",
        "TARGET_COLLABORATION_CARD",
        "FREE_SAMPLE_CARD",
        "IMAGE",
        "CRM_TEXT_WITH_IMAGE_CARD",
        "CRM_TEXT_WITH_PRODUCTS_CARD",
        "NOTIFICATION",
        "EMOTICONS",
        "SYSTEM",
    ]
    | str,
    Open,
]

ExportModule: TypeAlias = Annotated[Literal["CREATOR", "BASE"] | str, Open]
ExportWindow: TypeAlias = Annotated[Literal["PAST_24H", "PAST_7_DAYS", "PAST_30_DAYS"] | str, Open]
ExportPlan: TypeAlias = Annotated[Literal["ALL", "TARGET", "OPEN", "PARTNER"] | str, Open]


# What everything below is made of.
class Sum(Model):
    """An amount of money, in `currency`."""

    currency: str | None = None
    amount: Money = None


class SumRange(Model):
    """From which amount to which, in `currency`."""

    currency: str | None = None
    minimum_amount: Money = None
    maximum_amount: Money = None
    formatted_range: str | None = None


class CountRange(Model):
    """From which number to which."""

    minimum_amount: int | None = None
    maximum_amount: int | None = None
    formatted_range: str | None = None


class ProductCard(Model):
    """The product that a collaboration is about."""

    id: Id | None = None
    title: str | None = None
    main_image_url: str | None = None
    original_price: SumRange | None = None


# Creators.
class Avatar(Model):
    """A creator's picture."""

    url: str | None = None


class CreatorProfile(Model):
    """How a creator appears on TikTok."""

    username: ThirdParty[str] = None
    nickname: ThirdParty[str] = None
    avatar: ThirdParty[Avatar] = None


class CreatorFigures(CreatorProfile):
    """A creator of the marketplace, with the sales of the last 30 days."""

    selection_region: str | None = None
    category_ids: Many[Id] = []
    follower_count: int | None = None

    gmv: ThirdParty[Sum] = None
    gmv_range: ThirdParty[SumRange] = None
    live_gmv: ThirdParty[Sum] = None
    video_gmv: ThirdParty[Sum] = None
    units_sold_range: CountRange | None = None


class MajorGender(Model):
    """The gender of most followers; `percentage` is in hundredths of a percent."""

    gender: str | None = None
    percentage: int | None = None


class FollowerDemographics(Model):
    """Who most followers of a creator are."""

    age_ranges: Many[str] = []
    major_gender: MajorGender | None = None


class Creator(CreatorFigures):
    """A creator as the search finds them."""

    creator_open_id: ThirdParty[Id] = None
    avg_ec_live_uv: int | None = None
    avg_ec_video_view_count: int | None = None
    top_follower_demographics: FollowerDemographics | None = None


class CategoryShare(Model):
    """The share of one category in a creator's sales."""

    category_id: Id | None = None
    value: Ratio = None


class ChannelShare(Model):
    """The share of one way to sell in a creator's sales."""

    content_type: SalesChannel | None = None
    value: Ratio = None


class FollowerShare(Model):
    """The share of one place, age or gender (`key`) in a creator's followers."""

    key: str | None = None
    value: Ratio = None


class CreatorPerformance(CreatorFigures):
    """What a creator sold and showed in the last 30 days, with whom, and to whom."""

    bio_description: ThirdParty[str] = None
    profile_tt_uri: ThirdParty[str] = None
    pps: str | None = None
    rating: str | None = None
    post_rate: Ratio = None

    # What they sold.
    units_sold: int | None = None
    promoted_product_num: int | None = None
    product_original_price_range: SumRange | None = None
    category_gmv_distribution: Many[CategoryShare] = []
    content_gmv_distribution: Many[ChannelShare] = []
    avg_gmv_per_buyer: ThirdParty[Sum] = None
    avg_gmv_per_buyer_range: ThirdParty[SumRange] = None
    gpm: ThirdParty[Sum] = None
    gpm_range: ThirdParty[SumRange] = None
    live_gpm: ThirdParty[Sum] = None
    live_gpm_range: ThirdParty[SumRange] = None
    video_gpm: ThirdParty[Sum] = None
    video_gpm_range: ThirdParty[SumRange] = None

    # With whom they worked, and for how much.
    top_collaborated_brand_ids: Many[Id] = []
    brand_collaboration_count: int | None = None
    avg_commission_rate: ThirdParty[int] = None
    avg_commission_rate_range: ThirdParty[CountRange] = None

    # What they showed.
    ec_live_count: int | None = None
    ec_live_engagement_rate: Ratio = None
    avg_ec_live_view_count: int | None = None
    avg_ec_live_like_count: int | None = None
    avg_ec_live_comment_count: int | None = None
    avg_ec_live_share_count: int | None = None
    ec_video_count: int | None = None
    ec_video_engagement_rate: Ratio = None
    avg_ec_video_play_count: int | None = None
    avg_ec_video_like_count: int | None = None
    avg_ec_video_comment_count: int | None = None
    avg_ec_video_share_count: int | None = None

    # Who follows them.
    follower_age: Many[FollowerShare] = []
    follower_gender: Many[FollowerShare] = []
    follower_location: Many[FollowerShare] = []


class CreatorFilters(Model):
    """The words that the advanced filters know in the shop's country."""

    language: Many[str] = []
    creator_level: Many[str] = []
    category_pro: Many[str] = []


class FollowerCountIn(TypedDict):
    """From how many followers to how many; both ends are inclusive."""

    count_ge: NotRequired[int]
    count_le: NotRequired[int]


class FollowerGenderIn(TypedDict):
    """Which gender, and at least which share of it: 6000 is 60 %."""

    gender: NotRequired[str]
    percentage_ge: NotRequired[int]


class FollowersIn(TypedDict):
    """Which followers a creator shall have."""

    age_ranges: NotRequired[list[str]]
    count_range: NotRequired[FollowerCountIn]
    gender_distribution: NotRequired[FollowerGenderIn]


class CreatorCategoryIn(TypedDict):
    """A category in which a creator shall sell, and some of its children."""

    parent_category_id: NotRequired[Id]
    child_category_id_list: NotRequired[list[str]]


class ContentPerformanceIn(TypedDict):
    """How well a creator's content shall do; ask about all videos (or all LIVEs) or about the shoppable, not both."""

    avg_video_views: NotRequired[str]
    avg_shoppable_video_views: NotRequired[str]
    avg_live_avg_viewers_ge: NotRequired[str]
    avg_shoppable_live_avg_viewers_ge: NotRequired[str]
    avg_engagement_rate: NotRequired[Amount]
    avg_shopable_engagement_rate: NotRequired[Amount]


class AffiliateDataIn(TypedDict):
    """How a creator shall work with sellers (`creator_agency_staus` is the platform's spelling)."""

    avg_commission_rate: NotRequired[str]
    post_rate: NotRequired[str]
    creator_agency_staus: NotRequired[str]
    is_fast_growing: NotRequired[bool]
    not_invited_l90_days: NotRequired[bool]


class CreatorFiltersIn(TypedDict):
    """Further filters; `get_creator_filters` tells their words."""

    language: NotRequired[list[str]]
    creator_level: NotRequired[list[str]]
    category_pro: NotRequired[list[str]]


# Open collaborations.
class AutoAddProduct(Model):
    """Whether new products are offered by themselves, and at which commission."""

    enable: bool | None = None
    commission_rate: ThirdParty[int] = None


class OpenCollaborationSettings(Model):
    """How the shop offers its products to all creators."""

    auto_add_product: AutoAddProduct | None = None


class AutoAddProductIn(TypedDict):
    """Whether new products are offered by themselves, and at which commission."""

    enable: bool
    commission_rate: int


class NewOpenCollaboration(Model):
    """An offer that was made, and when it takes effect."""

    id: Id | None = None
    product_id: Id | None = None
    effective_time: Time = None


class CurrentCommission(Model):
    """The commission that creators get now, and how long."""

    rate: int | None = None
    start_time: Time = None
    end_time: Time = None


class OpenCollaborationProduct(ProductCard):
    """The product of an open collaboration."""

    status: ProductStatus | None = None
    inventory: int | None = None


class OpenCollaboration(Model):
    """A product that any creator may promote."""

    id: Id | None = None
    status: PromotionStatus | None = None
    product: OpenCollaborationProduct | None = None
    current_commission: CurrentCommission | None = None
    showcase_creator_count: int | None = None
    content_creator_count: int | None = None


class PromotingProfile(CreatorProfile):
    """The creator who promotes a product."""

    creator_open_id: ThirdParty[Id] = None
    follower_count: int | None = None


class PromotingCreator(Model):
    """A creator who promotes a product, and how much they made for it."""

    creator_profile: PromotingProfile | None = None
    video_count: int | None = None
    live_count: int | None = None
    promotion_status: PromotionStatus | None = None
    promotion_end_time: Time = None


# Products of the marketplace.
class Shop(Model):
    """The shop that sells a product."""

    name: str | None = None


class Category(Model):
    """One step of the way from a top category down to the product's own."""

    id: Id | None = None
    parent_id: Id | None = None
    local_name: str | None = None
    is_leaf: bool | None = None


class Commission(Model):
    """What a creator gets for one sale."""

    rate: int | None = None
    currency: str | None = None
    amount: Money = None


class MarketplaceProduct(ProductCard):
    """A product that is open for collaboration, whoever sells it."""

    shop: Shop | None = None
    sale_region: str | None = None
    category_chains: Many[Category] = []
    detail_link: str | None = None

    has_inventory: bool | None = None
    units_sold: int | None = None
    sales_price: SumRange | None = None
    commission: Commission | None = None


class PriceRangeIn(TypedDict):
    """From which price, inclusive, to below which."""

    amount_ge: NotRequired[Amount]
    amount_lt: NotRequired[Amount]


class RateRangeIn(TypedDict):
    """From which commission rate, inclusive, to below which."""

    rate_ge: NotRequired[int]
    rate_lt: NotRequired[int]


class CategoryIn(TypedDict):
    """A category, by its id."""

    id: NotRequired[Id]


# Samples.
class SampleThresholds(Model):
    """What a creator must exceed to ask for a sample."""

    minimum_follower_count: int | None = None
    minimum_gmv: int | None = None
    avg_ec_video_views: int | None = None
    category_ids: Many[Id] = []
    predicted_fulfillment_rank: FulfillmentRank | None = None


class SampleRule(Model):
    """How many samples of a product creators may ask for, when, and which creators."""

    product_id: Id | None = None
    status: str | None = None
    sample_quota: int | None = None
    available_quantity: int | None = None
    is_sample_time_unlimited: bool | None = None
    start_time: Time = None
    end_time: Time = None
    thresholds: SampleThresholds | None = None


class SampleThresholdsIn(TypedDict):
    """What a creator must exceed to ask for a sample."""

    minimum_follower_count: NotRequired[int]
    minimum_gmv: NotRequired[int]
    avg_ec_video_views: NotRequired[int]
    category_ids: NotRequired[list[Id]]
    predicted_fulfillment_rank: NotRequired[FulfillmentRank]


class SampleRuleIn(TypedDict):
    """How many samples creators may ask for, when, and which creators; `start_time` and `end_time` come together."""

    activate_status: SampleRuleSwitch
    sample_quota: NotRequired[int]
    is_sample_time_unlimited: NotRequired[bool]
    start_time: NotRequired[Moment]
    end_time: NotRequired[Moment]
    thresholds: NotRequired[SampleThresholdsIn]


class SampleApplicant(Model):
    """The creator who asks for a sample, and what became of earlier ones."""

    creator_open_id: ThirdParty[Id] = None
    username: ThirdParty[str] = None
    nickname: ThirdParty[str] = None
    avatar_url: ThirdParty[str] = None

    follower_count: int | None = None
    gmv: ThirdParty[Sum] = None
    content_count: int | None = None
    ec_video_view: int | None = None
    fulfillment_percentage: Ratio = None


class SampleProduct(Model):
    """What a creator asks for."""

    id: Id | None = None
    title: str | None = None
    sku_id: Id | None = None
    sku_name: str | None = None
    sku_image_url: str | None = None


class SampleApplication(Model):
    """A creator's wish for a free sample, and how far it is."""

    id: Id | None = None
    status: SampleStatus | None = None
    creator: SampleApplicant | None = None
    product: SampleProduct | None = None
    partner_name: str | None = None
    commission_rate: ThirdParty[Ratio] = None

    is_approvable: bool | None = None
    disapprovable_reasons: Many[str] = []
    available_quantity: int | None = None
    approve_expiration_time: Time = None

    order_id: Id | None = None
    tracking_number: str | None = None
    shipment_expiration_time: Time = None
    fulfillment_status: FulfillmentStatus | None = None


class PromotedProduct(Model):
    """The product that a video or LIVE shows."""

    id: Id | None = None
    main_image_url: str | None = None


class Content(Model):
    """A video or LIVE of a creator, and how it did."""

    id: Id | None = None
    format: ContentFormat | None = None
    description: str | None = None
    url: str | None = None
    page_link: str | None = None
    create_time: Time = None
    live_end_time: Time = None

    view_count: int | None = None
    like_count: int | None = None
    comment_count: int | None = None
    paid_order_count: int | None = None


class SampleFulfillment(Model):
    """What a creator made of a sample."""

    product: PromotedProduct | None = None
    content: Content | None = None


# Target collaborations.
class FreeSampleRule(Model):
    """Whether invited creators get a sample, and whether without the seller's review."""

    has_free_sample: bool | None = None
    is_sample_approval_exempt: bool | None = None


class SellerContact(Model):
    """Where creators reach the seller."""

    email: str | None = None
    phone_number: str | None = None
    whatsapp: str | None = None
    telegram: str | None = None
    line: str | None = None


class TargetCollaborationTerms(Model):
    """What a seller offers to chosen creators."""

    id: Id | None = None
    name: str | None = None
    type: TargetType | None = None
    message: BuyerConversation = None
    free_sample_rule: FreeSampleRule | None = None

    start_time: Time = None
    end_time: Time = None
    update_time: Time = None

    product_count: int | None = None
    showcase_creator_count: int | None = None
    content_creator_count: int | None = None


class FoundTargetCollaboration(TargetCollaborationTerms):
    """A target collaboration as the search finds it (`creator_inivited_count` is the platform's spelling)."""

    creator_inivited_count: int | None = None


class TargetCommission(Model):
    """The commission on one product, and from when on."""

    rate: int | None = None
    shop_ads_commission_rate: ThirdParty[int] = None
    effective_time: Time = None
    currency: str | None = None
    minimum_amount: Money = None
    maximum_amount: Money = None


class TargetProduct(ProductCard):
    """A product of a target collaboration."""

    status: ProductStatus | None = None
    collaboration_status: CollaborationStatus | None = None
    commission: TargetCommission | None = None
    commission_effective_status: ThirdParty[EffectiveStatus] = None


class InvitedCreator(CreatorProfile):
    """A creator of a target collaboration."""

    creator_open_id: ThirdParty[Id] = None
    selection_region: str | None = None
    collaboration_status: CollaborationStatus | None = None
    product_effective_status: EffectiveStatus | None = None
    showcase_product_count: int | None = None
    content_product_count: int | None = None


class TargetCollaboration(TargetCollaborationTerms):
    """A target collaboration with its products and creators."""

    seller_contact_info: SellerContact | None = None
    creator_invited_count: int | None = None
    products: Many[TargetProduct] = []
    creators: Many[InvitedCreator] = []


class TargetCollaborationRef(Model):
    """A target collaboration, by its id."""

    id: Id | None = None


class CollaborationConflict(Model):
    """A creator who has another target collaboration about the same product."""

    creator_user_open_id: ThirdParty[Id] = None
    product_id: Id | None = None


class TargetCollaborationCreated(Model):
    """The new target collaboration, or what stood in its way."""

    target_collaboration: TargetCollaborationRef | None = None
    target_collaboration_conflicts: Many[CollaborationConflict] = []
    invalid_open_id_list: ThirdParty[list[str]] = None
    invalid_product_id_list: Many[str] = []


class RefusedCommission(Model):
    """A product that was not added (`id`), or whose commission was not changed (`product_id`)."""

    id: Id | None = None
    product_id: Id | None = None
    commission_rate: ThirdParty[int] = None


class RefusedChanges(Model):
    """What of an update was not carried out; the rest was."""

    name: str | None = None
    end_time: Time = None
    seller_contact_info: SellerContact | None = None

    add_products: RefusedCommission | None = None
    change_commissions: RefusedCommission | None = None
    remove_product_ids: Many[Id] = []
    invalid_product_id_list: Many[str] = []

    add_creator_open_ids: ThirdParty[list[Id]] = None
    remove_creator_open_ids: ThirdParty[list[Id]] = None
    invalid_open_id_list: ThirdParty[list[str]] = None


class TargetCollaborationUpdated(Model):
    """What of an update was not carried out."""

    target_collaboration_conflicts: Many[CollaborationConflict] = []
    update_failed: RefusedChanges | None = None


class SellerContactIn(TypedDict):
    """Where creators reach the seller."""

    email: str
    phone_number: NotRequired[str]
    whatsapp: NotRequired[str]
    telegram: NotRequired[str]
    line: NotRequired[str]


class FreeSampleRuleIn(TypedDict):
    """Whether invited creators get a sample, and whether without the seller's review."""

    has_free_sample: bool
    is_sample_approval_exempt: bool


class NewTargetProductIn(TypedDict):
    """A product to be promoted, and its commission."""

    id: Id
    target_commission_rate: int
    shop_ads_commission_rate: NotRequired[int]


class TargetProductIn(TypedDict):
    """A product to be promoted, and its commission; updating has other names for the rates than creating."""

    id: Id
    commission_rate: int
    target_ad_commission_rate: NotRequired[int]


class TargetSearchIn(TypedDict):
    """A word to look for, and where."""

    keyword_type: TargetKeywordType
    keyword: str


# Orders.
class OrderSku(Model):
    """What was sold in one order through one creator, and what it costs in commissions."""

    sku_id: Id | None = None
    product_id: Id | None = None
    price: Sum | None = None
    quantity: int | None = None
    refunded_quantity: int | None = None
    returned_quantity: int | None = None
    fully_return: str | None = None
    settlement_status: str | None = None

    creator_username: ThirdParty[str] = None
    content_id: Id | None = None
    content_type: OrderContentType | None = None
    open_collaboration_id: Id | None = None
    target_collaboration_id: Id | None = None
    campaign_id: Id | None = None

    commission_model: ThirdParty[str] = None
    commission_tier_setting: ThirdParty[str] = None
    commission_rate: ThirdParty[Ratio] = None
    partner_commission_rate: ThirdParty[Ratio] = None
    shop_ads_commission_rate: ThirdParty[Ratio] = None

    # Expected when the order was made.
    estimated_commission_base: Sum | None = None
    estimated_paid_commission: ThirdParty[Sum] = None
    estimated_paid_partner_commission: ThirdParty[Sum] = None
    estimated_paid_shop_ads_commission: ThirdParty[Sum] = None
    estimated_cofunded_creator_bonus_amount: ThirdParty[Sum] = None

    # Owed after returns and refunds.
    actual_commission_base: Sum | None = None
    actual_paid_commission: ThirdParty[Sum] = None
    actual_paid_partner_commission: ThirdParty[Sum] = None
    actual_paid_shop_ads_commission: ThirdParty[Sum] = None
    actual_cofunded_creator_bonus_amount: ThirdParty[Sum] = None


class AffiliateOrder(Model):
    """An order that creators brought."""

    id: Id | None = None
    status: str | None = None
    create_time: Time = None
    delivery_time: Time = None
    skus: Many[OrderSku] = []


# Chats with creators.
class ConversationSummary(Model):
    """With whom a chat is, and how much of it is unread."""

    username: ThirdParty[str] = None
    avatar: ThirdParty[str] = None
    creator_im_id: ThirdParty[Id] = None
    unread_count: int | None = None


class Conversation(ConversationSummary):
    """A chat with a creator."""

    id: Id | None = None


class OpenedConversation(ConversationSummary):
    """The chat with a creator, new or not."""

    conversation_id: Id | None = None
    is_new: bool | None = None


class Message(Model):
    """One message of a chat: its place in it. What was written is stripped, and by whom and when with it."""

    conversation_index: Id | None = None
    message_body: BuyerConversation = None


class UnreadMessage(Model):
    """An unread message; what was written is stripped."""

    conversation_id: Id | None = None
    type: MessageType | None = None
    content: BuyerConversation = None
    sender_id: ThirdParty[Id] = None
    unread_message_count: int | None = None


class MessageImage(Model):
    """An uploaded picture, as `send_message` wants it told in its content."""

    url: str | None = None
    width: int | None = None
    height: int | None = None


class ConversationCounts(Model):
    """How many chats stand under each tab of the inbox: no field is documented yet."""


class OutreachQuota(Model):
    """How many creators may still be written to this week: no field is documented yet."""


class OutreachRecords(Model):
    """Which creators were written to this week: no field is documented yet."""


# Exports.
class ExportTask(Model):
    """An export that was asked for; `create_export` tells its id only."""

    id: Id | None = None
    module_type: ExportModule | None = None
    file_name: str | None = None
    status: str | None = None


class ExportFile(Model):
    """The file of an export, in base64: `base64.b64decode(file.base64)` gives its bytes."""

    base64: str | None = None
