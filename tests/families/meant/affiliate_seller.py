"""Where `affiliate_seller` means to differ from the catalogue, and why."""

from __future__ import annotations

ITEMS_ONLY = "a page holds items, next token and total"
SALES = "a creator's sales are kind 17, though the catalogue has no mark here"
COMMISSION = "what a creator earns is kind 17, as the rates beside it that the catalogue marks"
IDENTITY = "tells who the creator is: kind 17, though the catalogue has no mark here"

MEANT: dict[tuple[str, str], str] = {
    ("list_conversations", "only_need_conversation_id: place"): "in query and body alike; a GET has no body",
    ("list_conversations", "data.has_more"): ITEMS_ONLY,
    ("list_messages", "data.has_more"): ITEMS_ONLY,
    ("search_creators", "data.search_key"): ITEMS_ONLY,
    ("list_open_collaboration_creators", "data.product"): ITEMS_ONLY + "; it is the product that was asked for",
    ("list_outreach_records", "paging"): "nobody says where the list stands in the answer, so nothing can be paged",
    ("create_conversation", "data.creator_im_id: kind"): IDENTITY,
    ("list_conversations", "data[].creator_im_id: kind"): IDENTITY,
    ("list_unread_messages", "data[].sender_id: kind"): IDENTITY,
    ("get_creator", "data.bio_description: kind"): IDENTITY,
    ("get_creator", "data.profile_tt_uri: kind"): IDENTITY,
    ("get_creator", "data.avg_commission_rate_range: kind"): COMMISSION,
    ("search_sample_applications", "data[].creator.gmv: kind"): SALES,
    **{("search_creators", f"data[].{sales}: kind"): SALES for sales in ("gmv", "gmv_range", "live_gmv", "video_gmv")},
    **{
        ("get_creator", f"data.{sales}: kind"): SALES
        for sales in (
            "gmv",
            "gmv_range",
            "live_gmv",
            "video_gmv",
            "gpm",
            "gpm_range",
            "live_gpm",
            "live_gpm_range",
            "video_gpm",
            "video_gpm_range",
            "avg_gmv_per_buyer",
            "avg_gmv_per_buyer_range",
        )
    },
    **{
        ("search_orders", f"data[].skus[].{stage}_{share}: kind"): COMMISSION
        for stage in ("estimated", "actual")
        for share in (
            "paid_commission",
            "paid_partner_commission",
            "paid_shop_ads_commission",
            "cofunded_creator_bonus_amount",
        )
    },
}
