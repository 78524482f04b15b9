"""Reviews: bring along what buyers wrote about a product on another platform."""

from __future__ import annotations

from ..core.operation import UNSET, M, Resource, operation
from ..core.request import Upload
from ..models.reviews import MediaType, ProductReviewsIn, ReviewsImported, UploadedMedia


class Reviews(Resource[M], quota="product"):
    """Reviews of the shop's products."""

    @operation("POST /review_rating/202410/media/upload", writes="reviews", cipher="forbidden", multipart=True)
    def upload_media(self, data: Upload, *, file_type: MediaType = UNSET) -> UploadedMedia:
        """Upload a picture or a video that belongs to a review (Upload Review Media)."""
        ...

    @operation("POST /review_rating/202508/product_reviews", writes="reviews", cipher="optional", differing=("202410",))
    def import_reviews(self, product_review: ProductReviewsIn) -> ReviewsImported:
        """Take over up to 50 reviews of one product (Import Product Reviews).

        Raises `PartialFailure` if some of them were refused; the others are taken over.
        """
        ...
