"""What an editor sees of `reviews`. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.request import Upload
from tiktok_shop_sdk.models.reviews import ReviewsImported, UploadedMedia
from tiktok_shop_sdk.resources.reviews import Reviews


def both(asynchronous: Reviews[Async], blocking: Reviews[Sync]) -> None:
    assert_type(asynchronous.upload_media(Upload("a.jpg", b""), file_type="IMAGE"), Awaitable[UploadedMedia])
    assert_type(
        blocking.import_reviews({"product": {"name": "Socks"}, "review_records": [{"rating": 5}]}), ReviewsImported
    )
