"""Affiliate, the creators' side: where a declaration means to differ from the catalogue, and why."""

from __future__ import annotations

ONE_CLASS_OF_MONEY = "money beside its currency; the same amounts are decimals where they are told elsewhere"
EARNINGS = "what a creator earns is kind 17; the catalogue marks the rates beside it, and no objects"
OFFERS = "what a creator is offered is kind 17; the older routes have the mark"
SENSELESS = "it is a read by ids, so the editor asks for them"
NO_POINT_IN_TIME = "a place in the video, counted from its start"
NOT_TWENTY = "twenty links is what the page says; no link to a product has twenty characters"

_PRICES = ("price", "estimated_commission_base", "actual_commission_base")
_EARNED = (
    "estimated_bonus_commission",
    "estimated_shop_ads_commission",
    "estimated_creator_commission_reward_fee",
    "estimated_commission",
    "actual_commission",
    "actual_bonus_commission",
    "actual_shop_ads_commission",
    "actual_creator_commission_reward_fee",
)
_EARNED_BY_COLLABORATION = (
    "estimated_standard_commission",
    "actual_standard_commission",
    "isr",
    "iva",
    "pit",
    "shared_with_partner",
)
_DECIMAL_IN_ORDERS = {
    "estimated_creator_commission_reward_fee",
    "actual_creator_commission_reward_fee",
    "isr",
    "iva",
    "pit",
    "shared_with_partner",
}
_DECIMAL_IN_TRACE_ORDERS = {
    "estimated_creator_commission_reward_fee",
    "actual_creator_commission_reward_fee",
    "estimated_commission",
    "actual_bonus_commission",
}

MEANT: dict[tuple[str, str], str] = {
    **{("search_orders", f"data[].skus[].{name}: kind"): EARNINGS for name in _EARNED + _EARNED_BY_COLLABORATION},
    **{("search_trace_orders", f"data[].skus[].{name}: kind"): EARNINGS for name in _EARNED},
    **{
        ("search_orders", f"data[].skus[].{name}.amount: type"): ONE_CLASS_OF_MONEY
        for name in {*_PRICES, *_EARNED, *_EARNED_BY_COLLABORATION} - _DECIMAL_IN_ORDERS
    },
    **{
        ("search_trace_orders", f"data[].skus[].{name}.amount: type"): ONE_CLASS_OF_MONEY
        for name in {*_PRICES, *_EARNED} - _DECIMAL_IN_TRACE_ORDERS
    },
    ("search_product_selection", "data[].price.floor_price: type"): ONE_CLASS_OF_MONEY,
    ("search_product_selection", "data[].price.ceiling_price: type"): ONE_CLASS_OF_MONEY,
    ("search_product_selection", "body.filter_params.price_range.price_ge: type"): ONE_CLASS_OF_MONEY,
    ("search_product_selection", "body.filter_params.price_range.price_le: type"): ONE_CLASS_OF_MONEY,
    ("search_product_selection", "data[].commission: kind"): OFFERS,
    ("search_open_collaboration_products", "data[].commission: kind"): OFFERS,
    ("get_open_collaboration_products", "data[].commission: kind"): OFFERS,
    ("get_open_collaboration_products", "data[].shop_ads_commission: kind"): OFFERS,
    ("search_target_collaborations", "data[].products[].commission: kind"): OFFERS,
    ("list_showcase_products", "data[].commission: kind"): OFFERS,
    ("get_open_collaboration_products", "query.product_ids: required"): SENSELESS,
    ("post_video", "body.video_info.cover_timestamp_ms: type"): NO_POINT_IN_TIME,
    ("post_video", "body.video_info.cover_timestamp_ms: unit"): NO_POINT_IN_TIME,
    ("add_showcase_products", "body.product_link: max_length"): NOT_TWENTY,
}
