"""Reviews: what is sent, what is too much, and which reviews were refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tiktok_shop_sdk.core.request import Response, Upload
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import InvalidRequest, PartialFailure
from tiktok_shop_sdk.resources.reviews import Reviews

REVIEW: dict[str, Any] = {"external_review_id": "1", "rating": 5, "content": "Warm socks."}


def test_a_review_is_sent_with_its_time_in_milliseconds() -> None:
    written = {**REVIEW, "create_time_millis": datetime(2026, 5, 1, 12, tzinfo=UTC)}
    product = {"identifiers": {"seller_sku": "SOCKS-1"}}
    bound = Reviews.import_reviews.bind({"product": product, "review_records": [written]})
    sent = bound.body["product_review"]
    assert sent["product"] == product
    assert sent["review_records"] == [{**REVIEW, "create_time_millis": 1_777_636_800_000}]


@pytest.mark.parametrize(
    ("reviews", "named"), [([{**REVIEW, "rating": 6}], "rating"), ([REVIEW] * 51, "review_records")]
)
def test_too_many_reviews_and_too_many_stars_are_not_sent(reviews: list[Any], named: str) -> None:
    with pytest.raises(InvalidRequest, match=named):
        Reviews.import_reviews.bind({"review_records": reviews})


def test_refused_reviews_are_named() -> None:
    body = json.dumps({"code": 0, "data": {"errors": [{"code": 1, "detail": {"external_review_id": 9}}]}}).encode()
    reader = Reviews.import_reviews.reader
    error = reader.open(Response(200, {}, body), Stripper(), operation="reviews.import_reviews").error
    assert isinstance(error, PartialFailure)
    assert [item.detail.external_review_id for item in error.items] == ["9"]


def test_a_picture_is_uploaded_as_a_form() -> None:
    picture = Upload("socks.jpg", b"picture", "image/jpeg")
    assert Reviews.upload_media.terms.multipart
    assert Reviews.upload_media.bind(picture, file_type="IMAGE").body == {"data": picture, "file_type": "IMAGE"}
