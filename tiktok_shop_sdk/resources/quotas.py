"""The platform's documented quotas of single operations; they hold beside the two quota classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.limits import Window
from ..core.terms import OwnLimit

DAY = 86_400.0  # the platform's day has no stated time zone, so any 24 hours count


def _translations(arguments: Mapping[str, Any]) -> int:
    """One task for each language into which an image is translated."""
    return sum(len(image["target_languages"]) for image in arguments["images"])


# Sources: the operations' reference pages of 2026-04-30; code 45101004 for the second.
CUSTOM_BRANDS = OwnLimit(Window("custom_brands", 50, DAY))
CREATOR_AND_CHAT_QUERIES = OwnLimit(Window("creator_and_chat_queries", 10_000, DAY))
IMAGE_TRANSLATIONS = OwnLimit(Window("image_translations", 500, DAY), counts=_translations)
IMAGE_TRANSLATION_POLLS = OwnLimit(Window("image_translation_polls", 1, 10.0))
# Known from secondary sources, like the operation itself; its 5 calls a second are implied by the account's pace.
TRACKING_OF_AN_ORDER = OwnLimit(Window("tracking_of_an_order", 1, 8 * 3600.0), each="order_id")
