"""How good a listing is: what is wrong with it, and what would be better."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from ..base import Id, Many, Model, Open
from .common import ImageIn, Measure, QualityTier, Refusal, Warned

DiagnosedField: TypeAlias = Annotated[Literal["TITLE", "DESCRIPTION", "IMAGE", "ATTRIBUTE", "SIZE_CHART"] | str, Open]
OptimizedField: TypeAlias = Annotated[Literal["TITLE", "DESCRIPTION", "IMAGE", "ALL", "NONE"] | str, Open]
OptimizeStatus: TypeAlias = Annotated[Literal["SUCCESS", "IGNORE", "PROCESSING"] | str, Open]
SuggestedField: TypeAlias = Annotated[Literal["TITLE", "DESCRIPTION"] | str, Open]


# What is wrong, and what would be better.
class ListingQuality(Model):
    """How good the listing is, and how many recommendations are left."""

    current_tier: QualityTier | None = None
    remaining_recommendations: int | None = None


class DiagnosisResult(Model):
    """One thing that is wrong, how to mend it, and the tier that this reaches."""

    code: str | None = None
    how_to_solve: str | None = None
    quality_tier: QualityTier | None = None


class SuggestedText(Model):
    """A text that the platform suggests."""

    text: str | None = None


class BetterImage(Model):
    """The better picture that the platform made; sizes are in pixels."""

    optimized_uri: str | None = None
    optimized_url: str | None = None
    width: int | None = None
    height: int | None = None


class OptimizedImage(BetterImage):
    """A picture of a product, and the better one that the platform made of it."""

    uri: str | None = None
    url: str | None = None


class ImageOptimization(BetterImage):
    """What became of a picture that was to be optimized."""

    original_uri: str | None = None
    original_url: str | None = None
    optimize_status: OptimizeStatus | None = None


class ImageToOptimizeIn(ImageIn):
    """A picture to be made better, and how."""

    optimization_mode: NotRequired[list[str]]


class Suggestion(Model):
    """Words, texts and pictures that would be better."""

    seo_words: Many[SuggestedText] = []
    smart_texts: Many[SuggestedText] = []
    images: Many[OptimizedImage] = []


class Finding(Model):
    """What is wrong with one field of a listing."""

    field: DiagnosedField | None = None
    diagnosis_results: Many[DiagnosisResult] = []


class Diagnosis(Finding):
    """What is wrong with one field of a listing, and what would be better."""

    suggestion: Suggestion | None = None


class ListingDiagnosis(Model):
    """How good a listing is, field by field."""

    listing_quality: ListingQuality | None = None
    diagnoses: Many[Diagnosis] = []


class ProductDiagnosis(ListingDiagnosis):
    """How good a product's listing is, field by field."""

    id: Id


# Checking a product before it is listed.
class CheckedField(Finding):
    """What is wrong with one field of a payload, and what would be better."""

    suggestions: Suggestion | None = None


class PreCheckDetail(Model):
    """Why a pre-check failed, in short and at length, and in which fields."""

    short_reason: str | None = None
    long_reason: str | None = None
    related_fields: Many[str] = []


class PreCheck(Model):
    """One pre-check of a payload."""

    pre_check_item: str | None = None
    pre_check_details: Many[PreCheckDetail] = []


class ListingCheck(Model):
    """Whether a payload could be listed, and why not."""

    check_result: str | None = None
    fail_reasons: Many[Refusal] = []
    warnings: Warned | None = None
    listing_quality: ListingQuality | None = None
    diagnoses: Many[CheckedField] = []
    pre_check_results: Many[PreCheck] = []


# Better words, weights and groups.
class SeoWords(Model):
    """Words that buyers search for and a product's title might hold."""

    id: Id
    seo_words: Many[SuggestedText] = []


class FieldSuggestion(Model):
    """Better texts for one field."""

    field: SuggestedField | None = None
    items: Many[SuggestedText] = []


class TextSuggestions(Model):
    """Better titles and descriptions for a product."""

    id: Id
    suggestions: Many[FieldSuggestion] = []


class Span(Model):
    """From the smallest to the greatest value that is likely."""

    min_value: Measure = None
    max_value: Measure = None


class WeightAdvice(Model):
    """What the parcel probably weighs, in `unit`."""

    weight: Span | None = None
    unit: str | None = None


class DimensionAdvice(Model):
    """How large the parcel probably is, in `unit`."""

    length: Span | None = None
    width: Span | None = None
    height: Span | None = None
    unit: str | None = None


class PackageAdvice(Model):
    """A product whose stated weight or size is unlikely, and what it probably is."""

    product_id: Id
    abnormality_types: Many[str] = []
    weight_recommendation: WeightAdvice | None = None
    dimension_recommendation: DimensionAdvice | None = None


class ListingOption(Model):
    """A product in a suggested group, and the value by which it differs."""

    id: Id
    option_value: str | None = None


class CombinedListing(Model):
    """Similar products that might be shown together, told apart by `option_name`."""

    option_name: str | None = None
    products: Many[ListingOption] = []
