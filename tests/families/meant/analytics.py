"""Where the analytics declarations mean to differ from the catalogue, and why."""

from __future__ import annotations

NO_PLACE = "a page has no place beside its items; the reports of single things tell the day"
TOTALS = "a page has no place beside its items; `list_lives` tells the totals of a LIVE"
A_PICTURE = "the address of a creator's picture is kind 17, though the catalogue has no mark here"
A_LIST = "the text holds up to 100 ids joined by commas, which is how a list is sent"
A_NUMBER = "the older route says text, and a query is text anyway; the limit of 100 is documented"
MEANT: dict[tuple[str, str], str] = {
    ("list_products", "data.latest_available_date"): NO_PLACE,
    ("list_skus", "data.latest_available_date"): NO_PLACE,
    ("list_videos", "data.latest_available_date"): NO_PLACE,
    ("list_video_products", "data.latest_available_date"): NO_PLACE,
    ("list_lives", "data.latest_available_date"): NO_PLACE,
    ("list_lives_legacy", "data.latest_available_date"): NO_PLACE,
    ("list_live_minutes", "data.performance.overall"): TOTALS,
    ("get_product", "data.performance.top_creators[].creator_profile: kind"): A_PICTURE,
    ("get_creator_videos", "query.video_ids: type"): A_LIST,
    ("get_creator_videos", "query.video_ids: max_length"): A_LIST,
    ("list_lives_legacy", "query.page_size: type"): A_NUMBER,
    ("list_lives_legacy", "query.page_size: ge"): A_NUMBER,
    ("list_lives_legacy", "query.page_size: le"): A_NUMBER,
}
