"""Where orders mean to differ from the catalogue, and why."""

from __future__ import annotations

NOT_KINDS = "an amount; the words are kinds of vouchers"

MEANT: dict[tuple[str, str], str] = {
    ("search", "query.page_size: default"): "50 orders weigh 200 kB; 100 are one argument away",
    (
        "get_privileged",
        "data[].status: words",
    ): "CALCELLED is a slip of the platform's page, and accepted like any text",
    ("get_price_detail", "data.voucher_deduction_platform: words"): NOT_KINDS,
    ("get_price_detail", "data.voucher_deduction_seller: words"): NOT_KINDS,
    ("get_price_detail", "data.line_items[].voucher_deduction_platform: words"): NOT_KINDS,
    ("get_price_detail", "data.line_items[].voucher_deduction_seller: words"): NOT_KINDS,
}
