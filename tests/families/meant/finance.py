"""Where the declarations of finance mean to differ from the catalogue, and why."""

from __future__ import annotations

ONLY_WORD = "required, but the platform takes only this one word: so it is the default"
BESIDE_THE_PAGE = "a page holds items; these totals stand beside them, and items or statement tell nearly as much"
SUBSIDY = "an amount like all beside it, from which margins are computed; the catalogue lacks type and mark"
AN_AMOUNT = "an amount, which the catalogue types as text here and as a decimal elsewhere"
WHEN = "not an amount but when it will be settled: Unix seconds, or words such as '7 days after delivery'"

SORTED = ("list_payments", "list_statements", "list_statement_transactions", "list_unsettled_transactions")
BROKEN_DOWN = {
    "list_unsettled_transactions": "data[]",
    "list_statement_transactions": "data[]",
    "get_order_transactions": "data.sku_transactions[]",
}
BESIDE = {
    "list_unsettled_transactions": (
        "sum_est_settlement_amount",
        "sum_est_revenue_amount",
        "sum_est_fee_amount",
        "sum_est_adjustment_amount",
    ),
    "list_statement_transactions": (
        "id",
        "create_time",
        "status",
        "currency",
        "payable_amount",
        "total_reserve_amount",
        "total_settlement_amount",
        "total_settlement_breakdown",
    ),
}

MEANT: dict[tuple[str, str], str] = {
    **{(method, "query.sort_field: required"): ONLY_WORD for method in SORTED},
    **{(method, f"data.{field}"): BESIDE_THE_PAGE for method, fields in BESIDE.items() for field in fields},
    **{
        (method, f"{where}.shipping_cost_breakdown.{subsidy}: {what}"): SUBSIDY
        for method, where in BROKEN_DOWN.items()
        for subsidy in ("fbt_key_merchant_subsidy", "fbt_overall_merchant_subsidy")
        for what in ("type", "kind")
    },
    ("list_statement_transactions", "data[].supplementary_component.sales_tax_refund_amount: type"): AN_AMOUNT,
    ("list_unsettled_transactions", "data[].estimated_settlement: type"): WHEN,
}
