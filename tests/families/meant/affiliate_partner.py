"""Where `affiliate_partner` means to differ from the catalogue, and why."""

from __future__ import annotations

COUNT = "a number of creators, as its neighbours; no amount of money"
EARNINGS = "what a creator earns is kind 17, as the rates beside it that the catalogue marks"

MEANT: dict[tuple[str, str], str] = {
    (
        "list_product_performance",
        "data[].campaign_product_detail.indicator_data.collaborated_creators_num: type",
    ): COUNT,
    ("search_cap_orders", "data[].revenue_sharing_portion_rate: kind"): EARNINGS,
    **{
        ("search_cap_orders", f"data[].{stage}_{share}: kind"): EARNINGS
        for stage in ("estimated", "actual")
        for share in (
            "standard_commission",
            "bonus_commission",
            "shop_ads_commission",
            "tap_bonus_commission",
            "creator_tax_isr",
            "creator_tax_iva",
            "creator_tax_pit",
            "creator_total_earnings_after_tax",
        )
    },
    **{
        ("search_tap_orders", f"data[].{stage}_creator_{share}_commission: kind"): EARNINGS
        for stage in ("estimated", "actual")
        for share in ("standard", "shop_ads", "tap_bonus")
    },
}
