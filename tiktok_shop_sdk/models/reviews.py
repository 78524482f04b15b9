"""Reviews that a seller brings along from another platform."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from .base import Id, Many, Model, MomentMillis, Open, ServerText

MediaType: TypeAlias = Annotated[Literal["IMAGE", "VIDEO"] | str, Open]


class ProductIdentifiersIn(TypedDict):
    """By what the product is known: here, elsewhere, or to the seller."""

    tiktok_product_id: NotRequired[Id]
    external_product_id: NotRequired[Id]
    product_identifier_code: NotRequired[str]
    seller_sku: NotRequired[str]


class ReviewedProductIn(TypedDict):
    """The product that was reviewed, with one picture at most."""

    identifiers: NotRequired[ProductIdentifiersIn]
    name: NotRequired[Annotated[str, Field(max_length=255)]]
    description: NotRequired[str]
    image_uris: NotRequired[Annotated[list[str], Field(max_length=1)]]


class ReviewIn(TypedDict):
    """A review, with up to six pictures and one video, named by the `uri` of their upload."""

    external_review_id: NotRequired[Annotated[Id, Field(max_length=19)]]
    source: NotRequired[Annotated[str, Field(max_length=32)]]
    create_time_millis: NotRequired[MomentMillis]

    reviewer_display_name: NotRequired[Annotated[str, Field(max_length=32)]]
    rating: NotRequired[Annotated[int, Field(ge=1, le=5)]]
    title: NotRequired[Annotated[str, Field(max_length=50)]]
    content: NotRequired[Annotated[str, Field(max_length=5000)]]

    image_uris: NotRequired[Annotated[list[str], Field(max_length=6)]]
    video_uris: NotRequired[Annotated[list[str], Field(max_length=1)]]


class ProductReviewsIn(TypedDict):
    """A product, and up to 50 reviews of it."""

    product: NotRequired[ReviewedProductIn]
    review_records: NotRequired[Annotated[list[ReviewIn], Field(max_length=50)]]


class UploadedMedia(Model):
    """A picture or a video that was just uploaded; reviews name it by its `uri`."""

    uri: str | None = None


class RefusedReviewDetail(Model):
    """Which review it was."""

    external_review_id: Id | None = None


class RefusedReview(Model):
    """A review that was not taken over, and why."""

    code: int | None = None
    message: ServerText = None
    detail: RefusedReviewDetail | None = None


class ReviewsImported(Model):
    """The reviews that were not taken over; the others were."""

    errors: Many[RefusedReview] = []
