"""Activities and coupons: what costs less, for whom, from when to when, and under which conditions."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import AliasChoices, Field
from typing_extensions import TypedDict

from .base import Amount, Id, Many, Model, Money, Open, Time

ActivityStatus: TypeAlias = Annotated[
    Literal["DRAFT", "NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED", "NOT_EFFECTIVE"] | str, Open
]
ActivityType: TypeAlias = Annotated[
    Literal["FIXED_PRICE", "DIRECT_DISCOUNT", "FLASHSALE", "SHIPPING_DISCOUNT", "BUY_MORE_SAVE_MORE", "BUY_X_GET_Y"]
    | str,
    Open,
]
ShippingThreshold: TypeAlias = Annotated[
    Literal["NO_THRESHOLD", "MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | str, Open
]
TierThreshold: TypeAlias = Annotated[Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | str, Open]
TierReduction: TypeAlias = Annotated[Literal["PERCENTAGE_OFF", "AMOUNT_OFF"] | str, Open]
BuyXGetYReduction: TypeAlias = Annotated[Literal["FREE", "AMOUNT_OFF_EACH"] | str, Open]
UserType: TypeAlias = Annotated[
    Literal["ALL_USER", "SHOP_NEW_CUSTOMER", "SHOP_EXISTING_CUSTOMER", "SHOP_REPEAT_CUSTOMER"] | str, Open
]
CouponStatus: TypeAlias = Annotated[Literal["NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED"] | str, Open]
CouponDisplay: TypeAlias = Annotated[Literal["REGULAR", "LIVE", "CREATOR_EXCLUSIVE", "CHAT", "PROMO_CODE"] | str, Open]
CouponReduction: TypeAlias = Annotated[Literal["AMOUNT_OFF", "PERCENT_OFF"] | str, Open]
SpendThreshold: TypeAlias = Annotated[Literal["NONE", "MIN_SPEND"] | str, Open]
RedemptionType: TypeAlias = Annotated[Literal["ABSOLUTE", "RELATIVE"] | str, Open]
BuyerSegment: TypeAlias = Annotated[
    Literal[
        "ALL",
        "NEW",
        "REPEAT_CUSTOMERS",
        "RECENT_CUSTOMERS",
        "FREQUENT_CUSTOMERS",
        "LAPSED_CUSTOMERS",
        "NEW_FOLLOWERS",
        "EXISTING_ACTIVE_FOLLOWERS",
    ]
    | str,
    Open,
]
ProductScope: TypeAlias = Annotated[Literal["FULL_SHOP", "SPECIFIC_PRODUCTS"] | str, Open]
LiveTaskType: TypeAlias = Annotated[Literal["NONE", "FOLLOW_HOST", "WATCH_FOR_MIN_TIME"] | str, Open]


class CurrencyAmount(Model):
    """An amount of money and its currency."""

    amount: Money = None
    currency: str | None = None


# What an activity gives.
class AreaScope(Model):
    """Where a shipping discount holds."""

    type: str | None = None
    specific_areas: Many[str] = []


class ShippingDiscount(Model):
    """Cheaper or free shipping, from a quantity or an order amount (`threshold_value`) on."""

    threshold_type: ShippingThreshold | None = None
    threshold_value: Money = None
    type: str | None = None
    value: Money = None
    shipping_method: str | None = None
    inventory_type: str | None = None
    area_scope: AreaScope | None = None


class BuyMoreTier(Model):
    """One step of buy more, save more: from `threshold_value` on, a percentage or an amount (`value`) less."""

    tier: int | None = None
    threshold_type: TierThreshold | None = None
    threshold_value: Money = None
    type: TierReduction | None = None
    value: Money = None


class BuyMoreSaveMore(Model):
    """The more a buyer buys, the less each piece costs."""

    details: Many[BuyMoreTier] = []


class Gift(Model):
    """A SKU that is given away, and how often."""

    product_id: Id | None = None
    sku_id: Id | None = None
    total_claim_limit: Money = None


class GiftTier(Model):
    """The gifts from a quantity or an order amount (`threshold_value`) on."""

    tier: int | None = None
    threshold_type: TierThreshold | None = None
    threshold_value: Money = None
    gift_details: Many[Gift] = []


class GiftDiscount(Model):
    """Gifts for who buys enough."""

    gift_receiving_type: str | None = None
    gift_infos: Many[GiftTier] = []


class BuyXGetY(Model):
    """Buy some, get others free or for less."""

    threshold_type: str | None = None
    threshold_value: Money = None
    discount_type: BuyXGetYReduction | None = None
    discount_value: Money = None
    benefit_max_applicable_quantity: str | None = None
    benefit_max_applicable_times: str | None = None


class ActivityDiscount(Model):
    """What an activity gives: the one of these that its type says."""

    shipping_discount: ShippingDiscount | None = None
    bmsm_discount: BuyMoreSaveMore | None = None
    gift_discount: GiftDiscount | None = None
    bxgy_discount: BuyXGetY | None = None


# Activities and their products.
class ActivityOffer(Model):
    """The terms of a product or SKU in an activity: its price or its percentage less, and how many may be sold so."""

    id: Id
    activity_price: CurrencyAmount | None = None
    discount: Money = None
    quantity_limit: int | None = None
    quantity_per_user: int | None = None


class ActivityProduct(ActivityOffer):
    """A product in an activity, with its SKUs if they are discounted one by one."""

    skus: Many[ActivityOffer] = []


class BenefitProduct(Model):
    """A product that buyers get free or for less."""

    id: Id


class ParticipationLimit(Model):
    """How often a buyer may take part."""

    type: str | None = None


class TargetUsers(Model):
    """For whom an activity is."""

    user_type: UserType | None = None


class Activity(Model):
    """A discount, flash sale or other activity. Searching leaves out products and target users."""

    id: Id = Field(validation_alias=AliasChoices("id", "activity_id"))
    title: str | None = None
    status: ActivityStatus | None = None
    activity_type: ActivityType | None = None
    product_level: str | None = None
    duration_type: str | None = None
    begin_time: Time = None
    end_time: Time = None
    create_time: Time = None
    update_time: Time = None

    discount: ActivityDiscount | None = None
    products: Many[ActivityProduct] = []
    benefit_products: Many[BenefitProduct] = []
    participation_limit: Many[ParticipationLimit] = []
    target_user_info: TargetUsers | None = None
    activity_commands: Many[str] = []


class ActivityChanged(Model):
    """The activity that was created or changed, and how it stands now. Each change leaves some of this out."""

    activity_id: Id
    title: str | None = None
    status: ActivityStatus | None = None
    create_time: Time = None
    update_time: Time = None
    total_count: int | None = None


# Coupons.
class ClaimPeriod(Model):
    """When buyers may claim a coupon."""

    start_time: Time = None
    end_time: Time = None


class RedemptionPeriod(Model):
    """When buyers may use a coupon: between two times, or for a while (`relative_time`) after claiming it."""

    type: RedemptionType | None = None
    start_time: Time = None
    end_time: Time = None
    relative_time: int | None = None


class CouponLimits(Model):
    """How often a coupon may be claimed and used."""

    single_buyer_claim_limit: int | None = None
    total_claim_limit: int | None = None
    redemption_limit: int | None = None


class CouponUsage(Model):
    """How often a coupon was claimed and used."""

    claimed_count: int | None = None
    redeemed_count: int | None = None


class CouponDiscount(Model):
    """What a coupon takes off: an amount, or a percentage up to `max_discount`."""

    type: CouponReduction | None = None
    reduction_amount: CurrencyAmount | None = None
    percentage: Money = None
    max_discount: CurrencyAmount | None = None


class CouponThreshold(Model):
    """How much a buyer must spend to use a coupon."""

    type: SpendThreshold | None = None
    min_spend: CurrencyAmount | None = None


class LiveTask(Model):
    """What a viewer of a live stream must do for a coupon."""

    type: LiveTaskType | None = None
    min_watch_time: str | None = None


class Coupon(Model):
    """A coupon. Searching leaves out its products, channels, tasks, terms and usage."""

    id: Id
    title: str | None = None
    status: CouponStatus | None = None
    display_type: CouponDisplay | None = None
    promo_code: str | None = None
    creation_source: str | None = None
    create_time: Time = None
    update_time: Time = None

    discount: CouponDiscount | None = None
    threshold: CouponThreshold | None = None
    product_scope: ProductScope | None = None
    product_ids: Many[Id] = []

    target_buyer_segment: BuyerSegment | None = None
    claim_duration: ClaimPeriod | None = None
    redemption_duration: RedemptionPeriod | None = None
    usage_limits: CouponLimits | None = None
    usage_stats: CouponUsage | None = None

    display_channels: Many[str] = []
    live_tasks: Many[LiveTask] = []
    seller_tnc: str | None = None


# What is sent.
class AreaScopeIn(TypedDict):
    """Where a shipping discount holds."""

    type: str
    specific_areas: NotRequired[list[str]]


class ShippingDiscountIn(TypedDict):
    """Cheaper or free shipping, from a quantity or an order amount (`threshold_value`) on."""

    threshold_type: ShippingThreshold
    threshold_value: NotRequired[Amount]
    type: str
    value: NotRequired[Amount]
    shipping_method: NotRequired[str]
    inventory_type: NotRequired[str]
    area_scope: AreaScopeIn


class BuyMoreTierIn(TypedDict):
    """One step of buy more, save more: from `threshold_value` on, a percentage or an amount (`value`) less."""

    tier: int
    threshold_type: TierThreshold
    threshold_value: Amount
    type: TierReduction
    value: Amount


class BuyMoreSaveMoreIn(TypedDict):
    """The more a buyer buys, the less each piece costs."""

    details: NotRequired[list[BuyMoreTierIn]]


class GiftIn(TypedDict):
    """A SKU to give away, and how often."""

    product_id: Id
    sku_id: Id
    total_claim_limit: Amount


class GiftTierIn(TypedDict):
    """The gifts from a quantity or an order amount (`threshold_value`) on."""

    tier: int
    threshold_type: TierThreshold
    threshold_value: Amount
    gift_details: list[GiftIn]


class GiftDiscountIn(TypedDict):
    """Gifts for who buys enough."""

    gift_receiving_type: str
    gift_infos: list[GiftTierIn]


class BuyXGetYIn(TypedDict):
    """Buy some, get others free or for less. Quantities and times are texts here."""

    threshold_type: str
    threshold_value: Amount
    discount_type: BuyXGetYReduction
    discount_value: Amount
    benefit_max_applicable_quantity: str
    benefit_max_applicable_times: NotRequired[str]


class ActivityDiscountIn(TypedDict):
    """What an activity gives: the one of these that its type says."""

    shipping_discount: NotRequired[ShippingDiscountIn]
    bmsm_discount: NotRequired[BuyMoreSaveMoreIn]
    gift_discount: NotRequired[GiftDiscountIn]
    bxgy_discount: NotRequired[BuyXGetYIn]


class ParticipationLimitIn(TypedDict):
    """How often a buyer may take part."""

    type: str


class TargetUsersIn(TypedDict):
    """For whom an activity is; left out, for everyone."""

    user_type: NotRequired[UserType]


class ActivityOfferIn(TypedDict):
    """The terms of a product or SKU. A quantity of -1 is no limit.

    Fixed prices and flash sales take `activity_price_amount`, direct discounts take `discount`, a percentage.
    """

    id: Id
    activity_price_amount: NotRequired[Amount]
    discount: NotRequired[Amount]
    quantity_limit: int
    quantity_per_user: int


class ActivityProductIn(ActivityOfferIn):
    """A product for an activity, with its SKUs if they are discounted one by one."""

    skus: NotRequired[list[ActivityOfferIn]]
