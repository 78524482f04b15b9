"""Reviews: where a declaration means to differ from the catalogue, and why."""

from __future__ import annotations

SENSELESS = "the call says nothing without it, and our sources do not know what is required"

MEANT: dict[tuple[str, str], str] = {
    ("upload_media", "body.data: required"): SENSELESS,
    ("import_reviews", "body.product_review: required"): SENSELESS,
}
