"""What a creator promotes, sells and earns: offers, orders, samples, the showcase and shoppable videos.

Rates of commission are in hundredths of a percent: 1500 is 15 %. What a creator earns and is offered comes in
only where the purpose statement covers `affiliate`.
"""

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import AliasChoices, Field
from typing_extensions import TypedDict

from ..core.sensitive import ThirdParty
from .authorization import SellerType
from .base import Amount, Id, Many, Model, Money, Open, ServerText, Time

MaterialType: TypeAlias = Annotated[Literal["PRODUCT", "CAMPAIGN", "SHOWCASE"] | str, Open]
SortOrder: TypeAlias = Annotated[Literal["ASC", "DESC"] | str, Open]
OfferSortField: TypeAlias = Annotated[Literal["commission_rate", "product_sales_price", "units_sold"] | str, Open]
ShopProductSortField: TypeAlias = Annotated[Literal["PRODUCT_ID", "PRICE", "SALE"] | str, Open]
SelectionSort: TypeAlias = Annotated[
    Literal["RECOMMENDED", "BEST_SELLERS", "LOW_PRICE", "HIGH_PRICE", "NEWLY_RELEASED", "HIGH_COMMISSION_RATE"] | str,
    Open,
]
ContentType: TypeAlias = Annotated[
    Literal["SHOP", "VIDEO", "LIVE", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE"] | str, Open
]
TimeType: TypeAlias = Annotated[Literal["PAY_TIME", "DELIVERY_TIME", "SETTLE_TIME", "CREATE_TIME"] | str, Open]
UserType: TypeAlias = Annotated[
    Literal["TIKTOK_SHOP_OFFICIAL_ACCOUNT", "TIKTOK_MARKETING_ACCOUNT", "TIKTOK_SHOP_CREATOR"] | str, Open
]
CollaborationStatus: TypeAlias = Annotated[Literal["LIVE", "EXPIRED", "DELETED", "ENDED"] | str, Open]
CollaborationKeyword: TypeAlias = Annotated[
    Literal["TARGET_COLLABORATIONS_ID", "TARGET_COLLABORATIONS_NAME"] | str, Open
]
SampleType: TypeAlias = Annotated[
    Literal["FREE_SAMPLE", "SAMPLE_COUPON", "SAMPLE_CAMPAIGN", "PLATFORM_FREE_SAMPLE"] | str, Open
]
ApplicationFilter: TypeAlias = Annotated[
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
        "COMPLETED",
    ]
    | str,
    Open,
]
ApplicationStatus: TypeAlias = Annotated[
    Literal[
        "PENDING",
        "AWAITING_SHIPMENT",
        "SHIPPED",
        "CONTENT_PENDING",
        "TO_BE_POST",
        "POST_IN_REVIEW",
        "POST_FAILED",
        "REJECT_CANCELLED",
        "OVERDUE_CANCELLED",
        "UNFULFILL_CANCELLED",
        "FULFILLMENT_SUSPEND",
        "DEL_OPEN_COLLAB",
        "SELLER_NOT_SHIP_CANCELLED",
        "WITHDRAW_CANCELLED",
        "UNFULFILLABLE_CANCELLED",
        "OPS_CANCELLED",
        "OPS_FAILED",
        "COMPLETED",
        "CANCELED",
    ]
    | str,
    Open,
]
FulfillmentStatus: TypeAlias = Annotated[
    Literal["PENDING", "ONGOING", "SUCCEED", "FAILED", "OVERDUE", "SUSPEND", "CANCELLED", "EXEMPTED"] | str, Open
]
FulfillmentSortField: TypeAlias = Annotated[Literal["expired_time", "create_time"] | str, Open]
BoundProductStatus: TypeAlias = Annotated[
    Literal[
        "UNKNOWN",
        "LIVE",
        "OUT_OF_STOCK",
        "SELLER_DEACTIVATE",
        "PLATFORM_DEACTIVATE",
        "NO_PLAN",
        "PERMANENT_DELETED",
    ]
    | str,
    Open,
]
ShowcaseOrigin: TypeAlias = Annotated[Literal["SHOWCASE", "LIVE"] | str, Open]
AddedStatus: TypeAlias = Annotated[Literal["ADDABLE", "NOT_ADDED", "ADDED", "REJECTED"] | str, Open]
InventoryStatus: TypeAlias = Annotated[Literal["IN_STOCK", "SOLD_OUT"] | str, Open]
ReviewStatus: TypeAlias = Annotated[
    Literal["APPROVED", "UNDER_REVIEW", "CHANGES_UNDER_REVIEW", "UNAVAILABLE", "ZERO_COMMISSION"] | str, Open
]
ProductSource: TypeAlias = Annotated[Literal["AFFILIATE", "TIKTOK_STORE", "THIRD_PARTY"] | str, Open]
AddType: TypeAlias = Annotated[Literal["PRODUCT_ID", "PRODUCT_LINK"] | str, Open]
Progress: TypeAlias = Annotated[Literal["PROCESSING", "SUCCESS", "FAIL"] | str, Open]


# What several answers share.
class Image(Model):
    """A picture, and its size in pixels."""

    url: str | None = None
    width: int | None = None
    # The showcase spells it "heigth".
    height: int | None = Field(default=None, validation_alias=AliasChoices("height", "heigth"))


class Price(Model):
    """An amount of money."""

    amount: Money = None
    currency: str | None = None


class PriceRange(Model):
    """The prices of the cheapest and of the dearest SKU of a product."""

    currency: str | None = None
    minimum_amount: Money = None
    maximum_amount: Money = None


class Commission(Model):
    """What a sale brings the creator: rates in hundredths of a percent, and the amount for one unit."""

    rate: int | None = None
    reward_rate: int | None = None
    amount: Money = None
    currency: str | None = None


class Shop(Model):
    """The shop that sells a product; its rating goes up to 5."""

    name: str | None = None
    logo_url: str | None = None
    rating: str | None = None


# The creator.
class Profile(Model):
    """What every version of the profile tells: where the creator may promote what."""

    avatar: ThirdParty[Image] = None
    user_type: UserType | None = None
    seller_type: SellerType | None = None
    permissions: Many[str] = []
    register_region: str | None = None
    selection_region: str | None = None


class CreatorProfile(Profile):
    """The creator who granted the token."""

    username: ThirdParty[str] = None
    creator_user_open_id: ThirdParty[Id] = None


# Sharing links.
class MaterialsIn(TypedDict):
    """Up to 50 products to make links for; so far, nothing else gets them."""

    ids: Annotated[list[Id], Field(max_length=50)]
    type: Annotated[Literal["PRODUCT"] | str, Open]


class MaterialIn(TypedDict):
    """What to make a link for: a product by its `id`, a campaign by `id` and `campaign_url`, or the showcase."""

    type: NotRequired[MaterialType]
    id: NotRequired[Id]
    campaign_url: NotRequired[str]


class PublisherLink(Model):
    """The links that lead to one product."""

    material_id: Id | None = None
    sharing_link: str | None = None
    deep_link: str | None = None
    one_link: str | None = None


class FailedMaterial(Model):
    """A product that got no link, and why."""

    material_id: Id | None = None
    fail_reason: str | None = None


class PublisherLinks(Model):
    """The links that were made, and the products that got none."""

    sharing_links: Many[PublisherLink] = []
    failed_materials: Many[FailedMaterial] = []


class TaggedLink(Model):
    """The link that carries one of the tags."""

    tag: str | None = None
    affiliate_sharing_link: str | None = None


class FailedTagDetail(Model):
    """Which tag it was, and what stood in the way."""

    tag: str | None = None
    fail_reason: str | None = None


class FailedTag(Model):
    """A tag that got no link."""

    code: int | None = None
    message: ServerText = None
    detail: FailedTagDetail | None = None


class TaggedLinks(Model):
    """A link for each tag, and the tags that got none."""

    affiliate_sharing_links: Many[TaggedLink] = []
    errors: Many[FailedTag] = []


# Products to promote.
class Category(Model):
    """A category of a product, and the one above it."""

    id: Id | None = None
    parent_id: Id | None = None
    local_name: str | None = None
    is_leaf: bool | None = None


class OfferedProduct(Model):
    """A product in an open collaboration: any creator may promote it for the commission told here."""

    id: Id | None = None
    title: str | None = None
    main_image_url: str | None = None
    detail_link: str | None = None
    category_chains: Many[Category] = []
    shop: Shop | None = None
    sale_region: str | None = None

    has_inventory: bool | None = None
    units_sold: int | None = None
    original_price: PriceRange | None = None
    sales_price: PriceRange | None = None

    commission: ThirdParty[Commission] = None
    shop_ads_commission: ThirdParty[Commission] = None


class CategoryIn(TypedDict):
    """A category of the first level; deeper ones are not found."""

    id: NotRequired[Id]


class OfferPricesIn(TypedDict):
    """Prices from `amount_ge` to below `amount_lt`."""

    amount_ge: NotRequired[Amount]
    amount_lt: NotRequired[Amount]


class OfferRatesIn(TypedDict):
    """Rates of commission from `rate_ge` to below `rate_lt`, in hundredths of a percent, at least 1000."""

    rate_ge: NotRequired[int]
    rate_lt: NotRequired[int]


class SelectionCommission(Model):
    """The commission on the lowest price: the rate in hundredths of a percent, the amount as text, times 1000."""

    rate: int | None = None
    amount: str | None = None


class SelectionPrices(Model):
    """The lowest and the highest price of a product's SKUs."""

    currency: str | None = None
    floor_price: Money = None
    ceiling_price: Money = None


class MarketPerformance(Model):
    """How often a product was sold."""

    historical_sold_quantity: int | None = None


class Review(Model):
    """How many buyers rated a product, and their average, up to 5."""

    count: int | None = None
    overall_score: str | None = None


class Stock(Model):
    """How many units are left."""

    quantity: int | None = None


class SelectableProduct(Model):
    """A product that the creator could pick to promote."""

    id: Id | None = None
    title: str | None = None
    brand_name: str | None = None
    main_image_url: str | None = None
    shop: Shop | None = None

    price: SelectionPrices | None = None
    stock: Stock | None = None
    review: Review | None = None
    market_performance: MarketPerformance | None = None

    commission: ThirdParty[SelectionCommission] = None


class SelectionRatesIn(TypedDict):
    """Rates of commission in hundredths of a percent, 100 to 8000, cut to full percents; both ends included."""

    rate_ge: NotRequired[int]
    rate_le: NotRequired[int]


class SelectionPricesIn(TypedDict):
    """Prices in the creator's own currency, cut to whole units; both ends included."""

    price_ge: NotRequired[Amount]
    price_le: NotRequired[Amount]


class ShopRatingsIn(TypedDict):
    """Ratings of the shop times ten: 35 is 3.5. Both ends included."""

    rating_ge: NotRequired[int]
    rating_le: NotRequired[int]


class SoldQuantitiesIn(TypedDict):
    """Units sold, both ends included; an upper end of 0 means no end."""

    quantity_ge: NotRequired[int]
    quantity_le: NotRequired[int]


class SelectionFilterIn(TypedDict):
    """Which products to find. Where `product_ids` are given (up to 50), nothing else counts."""

    product_ids: NotRequired[list[Id]]
    pool_ids: NotRequired[list[Id]]
    category_ids: NotRequired[list[Id]]
    title_keyword: NotRequired[str]
    price_range: NotRequired[SelectionPricesIn]
    commission_rate_range: NotRequired[SelectionRatesIn]
    shop_rating_range: NotRequired[ShopRatingsIn]
    sold_quantity_range: NotRequired[SoldQuantitiesIn]


class SelectionSortIn(TypedDict):
    """In which order; as recommended for the creator if nothing is said."""

    sort_type: NotRequired[SelectionSort]


class TargetProduct(Model):
    """A product that the creator was invited to promote."""

    id: Id | None = None
    title: str | None = None
    main_image_url: str | None = None
    commission: ThirdParty[Commission] = None


class TargetCollaboration(Model):
    """An invitation of a shop to this creator."""

    id: Id | None = None
    name: str | None = None
    status: CollaborationStatus | None = None
    products: Many[TargetProduct] = []


# Orders.
class Trace(Model):
    """Where an order came from: your own event id (`GENERAL`) or the publisher's id (`SPECIFIC`)."""

    id: Id | None = None
    type: str | None = None


class AffiliateOrderSku(Model):
    """A SKU that the creator sold: what it cost, what came back, and what the creator earns by it."""

    id: Id | None = None
    product_id: Id | None = None
    product_name: str | None = None
    shop_name: str | None = None
    price: Price | None = None
    quantity: int | None = None
    returned_quantity: int | None = None
    refunded_quantity: int | None = None
    delivery_time: Time = None
    last_update_time: Time = None

    # What brought the order in.
    campaign_id: Id | None = None
    open_collaboration_id: Id | None = None
    target_collaboration_id: Id | None = None
    content_type: ContentType | None = None
    content_id: Id | None = None
    tag: str | None = None
    trace: Trace | None = Field(default=None, validation_alias=AliasChoices("trace", "trace_info"))

    # The rates, in hundredths of a percent.
    commission_model: ThirdParty[str] = None
    commission_tier_setting: ThirdParty[str] = None
    commission_rate: ThirdParty[int] = None
    standard_commission_rate: ThirdParty[int] = None
    commission_bonus_rate: ThirdParty[int] = None
    shop_ads_commission_rate: ThirdParty[int] = None
    creator_commission_reward_rate: ThirdParty[int] = None

    # Expected when the order was placed.
    estimated_commission_base: Price | None = None
    estimated_commission: ThirdParty[Price] = None
    estimated_standard_commission: ThirdParty[Price] = None
    estimated_bonus_commission: ThirdParty[Price] = None
    estimated_shop_ads_commission: ThirdParty[Price] = None
    estimated_creator_commission_reward_fee: ThirdParty[Price] = None

    # Earned in the end, and what is taken from it: taxes, and the agency's share.
    actual_commission_base: Price | None = None
    actual_commission: ThirdParty[Price] = None
    actual_standard_commission: ThirdParty[Price] = None
    actual_bonus_commission: ThirdParty[Price] = None
    actual_shop_ads_commission: ThirdParty[Price] = None
    actual_creator_commission_reward_fee: ThirdParty[Price] = None
    isr: ThirdParty[Price] = None
    iva: ThirdParty[Price] = None
    pit: ThirdParty[Price] = None
    shared_with_partner: ThirdParty[Price] = None


class AffiliateOrder(Model):
    """An order that the creator brought in."""

    id: Id | None = None
    status: str | None = None
    create_time: Time = None
    delivery_time: Time = None
    skus: Many[AffiliateOrderSku] = []


# Samples.
class SampleFulfillment(Model):
    """What the creator owes for a sample, and by when; a pause (in seconds) puts the deadline off."""

    id: Id | None = None
    shop_id: Id | None = None
    product_id: Id | None = None
    application_id: Id | None = None
    sample_application_type: SampleType | None = None
    status: FulfillmentStatus | None = None
    bound_product_status: BoundProductStatus | None = None
    expiration_time: Time = None
    total_suspend_duration: int | None = None


class SampleProduct(Model):
    """The SKU that was asked for."""

    id: Id | None = None
    sku_id: Id | None = None
    sku_sale_property_value_names: Many[str] = []


class SampleApplication(Model):
    """A creator's request for a sample, the order that came of it, and what is owed for it."""

    id: Id | None = None
    main_order_id: Id | None = None
    activity_id: Id | None = None
    type: SampleType | None = None
    status: ApplicationStatus | None = None
    create_time: Time = None
    sample_product: SampleProduct | None = None
    creator_fulfillment: SampleFulfillment | None = None


class SaleProperty(Model):
    """One property of a SKU, such as its colour."""

    id: Id | None = None
    name: str | None = None
    value_id: Id | None = None
    value_name: str | None = None


class SampleSku(Model):
    """A SKU that can be asked for, or why it cannot."""

    id: Id | None = None
    sale_property_value_ids: str | None = None
    sale_properties: Many[SaleProperty] = []
    price: Price | None = None
    is_available: bool | None = None
    unavailable_reason: str | None = None


class SampleSkus(Model):
    """The SKUs of the product."""

    sample_sku_list: Many[SampleSku] = []


class SampleLabel(Model):
    """Whether the creator may ask for a sample of a product, or already did."""

    status: str | None = None
    can_apply: bool | None = None
    reach_limit: bool | None = None
    application_id: Id | None = None
    sample_product: SampleSkus | None = None


# The showcase.
class ShopProduct(Model):
    """A product of the shop that the creator is bound to."""

    id: Id | None = None
    title: str | None = None
    brand_name: str | None = None
    images: Many[Image] = []
    price: Price | None = None
    sales_count: int | None = None
    added_status: AddedStatus | None = None


class OwnImages(Model):
    """Pictures that the creator chose for the product."""

    # The older route names the list like a single picture.
    customized_main_images: Many[Image] = Field(
        default=[], validation_alias=AliasChoices("customized_main_images", "customized_main_image")
    )


class ShowcasePrices(Model):
    """What a product costs before and after discounts."""

    original_price: PriceRange | None = None
    seller_discount_price: PriceRange | None = None
    platform_discount_price: PriceRange | None = None


class ShowcaseStatus(Model):
    """Whether a product can be bought, is approved, and is shown."""

    added_status: AddedStatus | None = None
    inventory_status: InventoryStatus | None = None
    review_status: ReviewStatus | None = None
    is_hidden: bool | None = None


class Partner(Model):
    """The agency behind a collaboration."""

    id: Id | None = None
    name: str | None = None


class Collaboration(Model):
    """The collaboration under which a product is promoted."""

    id: Id | None = None
    type: str | None = None
    partner: Partner | None = None


class ShowcaseProduct(Model):
    """A product in the creator's showcase."""

    id: Id | None = None
    title: str | None = None
    shop: Shop | None = None
    source: ProductSource | None = None
    status: ShowcaseStatus | None = None
    sale_regions: Many[str] = []

    main_images: Many[Image] = []
    addition: OwnImages | None = None
    detail_link: str | None = None
    third_party_link: str | None = None

    price: ShowcasePrices | None = None
    commission: ThirdParty[Commission] = None
    collaboration: Collaboration | None = None


class FailedProductDetail(Model):
    """Which product it was."""

    product_id: Id | None = None


class FailedProduct(Model):
    """A product that was not added, and why."""

    code: int | None = None
    message: ServerText = None
    detail: FailedProductDetail | None = None


class ProductsAdded(Model):
    """The products that were not added; the others were."""

    errors: Many[FailedProduct] = []


class ShowcaseChange(Model):
    """What the platform says of a change of the showcase; a `code` other than 0 tells that it was not made."""

    code: int | None = None
    message: ServerText = None
    request_id: str | None = None


# Shoppable videos.
class VideoIn(TypedDict):
    """A video that was uploaded; its cover is a picture or a place in the video, in milliseconds from its start."""

    file_id: Id
    title: Annotated[str, Field(max_length=2200)]
    cover_uri: NotRequired[str]
    cover_timestamp_ms: NotRequired[int]
    music_id: NotRequired[Id]


class VideoFileIn(TypedDict):
    """A video that was uploaded, by its id."""

    file_id: Id


class ProductLinkIn(TypedDict):
    """The product that a video sells, and the words on its link, fewer than 30 characters."""

    product_id: Id
    title: str


class VideoFile(Model):
    """A video that was just uploaded; post it by its `id`."""

    id: Id | None = None
    md5: str | None = None


class Video(Model):
    """A video that was posted, and how far it is."""

    id: Id | None = None
    post_status: Progress | None = None
    post_time: Time = None


class PrecheckStarted(Model):
    """A check that was begun; ask for its result by `task_id`."""

    task_id: Id | None = None


class CheckIssue(Model):
    """One thing that is wrong with a video (`risk`) or could be better (`code`), and what to do about it."""

    risk: str | None = None
    code: str | None = None
    suggestions: str | None = None


class CheckResult(Model):
    """How a check ended, or that it is still running."""

    status: Progress | None = None
    issues: Many[CheckIssue] = []


class VideoPrecheck(Model):
    """Whether a video keeps the rules, and whether it is good."""

    id: Id | None = None
    violation_check_result: CheckResult | None = None
    good_quality_check_result: CheckResult | None = None
