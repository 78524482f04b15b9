"""What the older creator operations tell: LIVE rooms, the products in them, and the showcase as it was told before."""

from ..core.sensitive import ThirdParty
from .affiliate_creator import Image, OwnImages, ProductSource, Profile, ShowcaseStatus
from .base import Id, Many, Model, Money, Time


class CreatorProfile(Profile):
    """The creator who granted the token, and the agency that the creator belongs to."""

    user_name: ThirdParty[str] = None
    partner_id: Id | None = None
    partner_name: str | None = None


class PriceRange(Model):
    """The prices of the cheapest and of the dearest SKU of a product."""

    currency: str | None = None
    lowest_amount: Money = None
    highest_amount: Money = None


class ProductPrices(Model):
    """What a product costs before and after discounts."""

    original_price: PriceRange | None = None
    seller_discount_price: PriceRange | None = None
    platform_discount_price: PriceRange | None = None


class ProductCommission(Model):
    """The creator's share of a sale, without and with the platform's reward, in hundredths of a percent."""

    commission_rate: ThirdParty[int] = None
    inclusive_reward_commission_rate: ThirdParty[int] = None


class PromotedProduct(Model):
    """A product in a LIVE or in the showcase."""

    id: Id | None = None
    title: str | None = None
    shop_name: str | None = None
    source: ProductSource | None = None
    status: ShowcaseStatus | None = None
    sale_regions: Many[str] = []

    main_images: Many[Image] = []
    addition: OwnImages | None = None
    detail_url: str | None = None
    original_url: str | None = None

    price: ProductPrices | None = None
    commission: ProductCommission | None = None


class LiveRoom(Model):
    """The creator's latest LIVE."""

    id: Id | None = None
    title: str | None = None
    status: str | None = None
    start_time: Time = None


class LiveProducts(Model):
    """The products in a LIVE, and which of them is shown on top of it."""

    pinned_product_id: Id | None = None
    products: Many[PromotedProduct] = []
