"""The market: what might sell, what was put forward for it, and products from elsewhere."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from ...core.sensitive import ThirdParty
from ..base import Id, Many, Model, Moment, MomentText, Open, ServerText, Time
from .common import AmountIn, ExternalId, Image, ImageIn, LinkIn, ListPrice, Refusal, Region

MatchingStatus: TypeAlias = Annotated[Literal["PENDING", "MATCHED", "NOT_MATCHED"] | str, Open]
SubmissionStatus: TypeAlias = Annotated[Literal["REVIEWING", "APPROVED", "REJECTED"] | str, Open]
OpportunityTag: TypeAlias = Annotated[
    Literal["TIKTOKSHOP_HOT_SELLING", "POPULAR_IN_TIKTOKSHOP", "POPULAR_IN_MARKETPLACES"] | str, Open
]
OpportunityScope: TypeAlias = Annotated[Literal["PRODUCT", "LEAF_CATEGORY"] | str, Open]
ExternalStatus: TypeAlias = Annotated[
    Literal["ALL", "DRAFT", "ACTIVE", "ARCHIVED", "SUSPENDED", "PENDING_SUSPENSION"] | str, Open
]
CategoryName: TypeAlias = Annotated[str, Field(max_length=100)]


# Opportunities. Figures of the market and of competitors come in under market data only.
class OpportunityTopic(Model):
    """What an opportunity is about, and until when."""

    title: str | None = None
    opportunity_type: str | None = None
    create_time: Time = None
    expire_time: Time = None
    reference_images: Many[str] = []

    category_id_level_1: Id | None = None
    category_id_level_2: Id | None = None
    category_id_level_3: Id | None = None
    category_name_level_1: str | None = None
    category_name_level_2: str | None = None
    category_name_level_3: str | None = None


class Opportunity(OpportunityTopic):
    """Something that buyers look for and few sell."""

    id: Id
    is_collected: bool | None = None
    brand_name: str | None = None
    query_words: str | None = None
    tags: str | None = None
    search_volume: str | None = None
    video_view_pv: str | None = None
    est_market_sales_volume: ThirdParty[str] = None
    est_market_gmv: ThirdParty[str] = None
    competitor_product_count: ThirdParty[str] = None


class OpportunityBasics(OpportunityTopic):
    """What an opportunity is about, and what it is worth to the seller."""

    status: str | None = None
    reference_price: str | None = None
    brand_info: str | None = None
    reward_info: str | None = None
    recom_info: str | None = None


class ListingCriteria(Model):
    """What a product must be to fit an opportunity."""

    product_brand: str | None = None
    product_category: str | None = None
    product_status: str | None = None
    keywords: str | None = None


class ContentFigures(Model):
    """How much is shown and looked for. The videos are other people's."""

    video_view_pv: str | None = None
    shoppable_video_search_pv: str | None = None
    trending_hashtag: str | None = None
    top_shoppable_video_links: ThirdParty[list[str]] = None


class MarketFigures(Model):
    """How much is sold, and by how many."""

    market_buzz: str | None = None
    search_keyword: str | None = None
    search_volume: str | None = None
    est_market_sales_volume: ThirdParty[str] = None
    est_market_gmv: ThirdParty[str] = None
    competitor_product_count: ThirdParty[str] = None
    competitor_seller_count: ThirdParty[str] = None


class OpportunityDetail(Model):
    """An opportunity in full."""

    id: Id | None = None
    action_type: str | None = None
    basic_info: OpportunityBasics | None = None
    listing_criteria: ListingCriteria | None = None
    content_data: ContentFigures | None = None
    market_data: MarketFigures | None = None


class OpportunitySummary(Model):
    """An opportunity in short."""

    id: Id
    type: OpportunityScope | None = None
    tags: Many[OpportunityTag] = []
    benefits: Many[str] = []
    create_time: Time = None
    update_time: Time = None


class Submission(Model):
    """A product of the shop that was put forward for an opportunity, and what became of it."""

    id: Id
    status: SubmissionStatus | None = None
    opportunity_id: Id | None = None
    opportunity_title: str | None = None
    product_id: Id | None = None
    product_name: str | None = None
    product_orders: int | None = None
    product_pv: int | None = None
    submit_time: Time = None
    review_time: Time = None
    rejection_reason: str | None = None


# Candidates: products from elsewhere, uploaded to find opportunities for them.
class ExternalOptionIn(TypedDict):
    """What tells a SKU from its siblings: `Color`, `Black`."""

    name: NotRequired[Annotated[str, Field(max_length=50)]]
    value: NotRequired[Annotated[str, Field(max_length=50)]]


class CandidateAttribute(Model):
    """What tells a candidate's SKU from its siblings."""

    name: str | None = None
    value: str | None = None
    sku_images: Many[Image] = []


class CandidateSku(Model):
    """A variant of a candidate."""

    price: ListPrice | None = None
    sales_attributes: Many[CandidateAttribute] = []


class CandidateProduct(Model):
    """A product from elsewhere that was uploaded to find opportunities for it."""

    external_product_id: Id | None = None
    external_category_name: str | None = None
    title: str | None = None
    description: str | None = None
    images: Many[Image] = []
    skus: Many[CandidateSku] = []
    opportunity_ids: Many[Id] = []
    opportunity_matching_status: MatchingStatus | None = None
    opportunity_matching_end_time: Time = None
    create_time: Time = None
    update_time: Time = None


class CandidateAttributeIn(ExternalOptionIn):
    """What tells a candidate's SKU from its siblings, with pictures."""

    sku_images: NotRequired[Annotated[list[ImageIn], Field(max_length=25)]]


class CandidateSkuIn(TypedDict):
    """A variant of a candidate."""

    price: NotRequired[AmountIn]
    sales_attributes: NotRequired[list[CandidateAttributeIn]]


class CandidateProductIn(TypedDict):
    """A product from elsewhere, for which opportunities shall be found until `opportunity_matching_end_time`."""

    external_product_id: NotRequired[Annotated[Id, Field(max_length=64)]]
    external_category_name: NotRequired[CategoryName]
    title: NotRequired[Annotated[str, Field(max_length=100)]]
    description: NotRequired[Annotated[str, Field(max_length=6000)]]
    images: NotRequired[list[ImageIn]]
    skus: NotRequired[list[CandidateSkuIn]]
    opportunity_matching_end_time: NotRequired[Moment]


class RefusedCandidateDetail(Model):
    """Which candidate was refused."""

    external_product_id: Id | None = None


class RefusedCandidate(Refusal):
    """A candidate that was not taken over."""

    detail: RefusedCandidateDetail | None = None


class CandidatesSaved(Model):
    """The candidates that were not taken over; the others were. The list is empty if all of them were."""

    errors: Many[RefusedCandidate] = []


# Products of other platforms.
class _ProductFromElsewhereIn(TypedDict):
    """What any product of another platform may state."""

    external_product_id: NotRequired[ExternalId]
    title: NotRequired[Annotated[str, Field(max_length=300)]]
    description: NotRequired[str]
    vendor_name: NotRequired[Annotated[str, Field(max_length=255)]]


class DescribedAttributeIn(TypedDict):
    """What tells a SKU from its siblings, with pictures."""

    name: NotRequired[Annotated[str, Field(max_length=20)]]
    value: NotRequired[Annotated[str, Field(max_length=50)]]
    sku_images: NotRequired[Annotated[list[ImageIn], Field(max_length=9)]]


class DescribedSkuIn(TypedDict):
    """A variant of a product whose attributes shall be suggested."""

    sales_attributes: NotRequired[Annotated[list[DescribedAttributeIn], Field(max_length=3)]]


class DescribedProductIn(_ProductFromElsewhereIn):
    """A product whose attributes shall be suggested, as another platform describes it."""

    is_existing_product: NotRequired[bool]
    tts_category_id: NotRequired[Id]
    images: NotRequired[list[ImageIn]]
    skus: NotRequired[Annotated[list[DescribedSkuIn], Field(max_length=300)]]
    other_product_data: NotRequired[str]
    version: NotRequired[Annotated[MomentText, Field(max_length=13)]]


class ExternalWeightIn(TypedDict):
    """What a SKU weighs."""

    value: NotRequired[str]
    unit: NotRequired[str]


class ExternalSkuIn(TypedDict):
    """A variant of a product, as another platform has it."""

    external_sku_id: NotRequired[Id]
    title: NotRequired[str]
    status: NotRequired[str]
    selected_options: NotRequired[list[ExternalOptionIn]]
    image: NotRequired[LinkIn]

    price: NotRequired[str]
    external_list_price: NotRequired[str]
    taxable: NotRequired[bool]
    inventory_quantity: NotRequired[Annotated[int, Field(ge=1, le=99_999)]]
    weight: NotRequired[ExternalWeightIn]

    create_time: NotRequired[Moment]
    update_time: NotRequired[Moment]


class ExternalProductIn(_ProductFromElsewhereIn):
    """A product, as another platform has it."""

    external_shop_id: NotRequired[ExternalId]
    external_category_name: NotRequired[CategoryName]
    region: NotRequired[Region]
    status: NotRequired[ExternalStatus]
    first_image: NotRequired[LinkIn]
    images: NotRequired[Annotated[list[LinkIn], Field(max_length=25)]]
    skus: NotRequired[Annotated[list[ExternalSkuIn], Field(max_length=300)]]

    create_time: NotRequired[Moment]
    update_time: NotRequired[Moment]
    publish_time: NotRequired[Moment]


class ImportResult(Model):
    """How an import went."""

    code: str | None = None
    message: ServerText = None


# The key-product programme (SKPP). Its answers are not documented, so nothing of them comes in yet.
class KeyProductDiagnosis(Model):
    """How a product does in the key-product programme: no field is documented yet."""


class KeyProductStatus(Model):
    """Where a product stands in the key-product programme: no field is documented yet."""


class KeyProductSummary(Model):
    """How a shop does in the key-product programme: no field is documented yet."""
