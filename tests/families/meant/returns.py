"""Where the declarations of returns mean to differ from the catalogue, and why."""

from __future__ import annotations

A_NUMBER = "the catalogue types it as text, with a range of numbers; in the query the two look the same"
UNIX_SECONDS = "Unix seconds, as in cancellations, where the catalogue says so"
MONEY = "an amount of money: a float would pass as a text"
EACH_ITS_OWN = "each decision has a key of its own, which only the caller can repeat; the call as a whole has none"
NOT_ALL_KNOWN = "of a decision only its key is known; a closed shape would refuse everything else"
LIST_UNKNOWN = "the catalogue knows no list in this answer; named after the word by which requests ask for the same"

MEANT: dict[tuple[str, str], str] = {
    **{
        (search, f"query.page_size: {what}"): A_NUMBER
        for search in ("search", "search_cancellations")
        for what in ("type", "ge", "le")
    },
    ("search", "data[].seller_next_action_response[].deadline: type"): UNIX_SECONDS,
    ("create", "body.refund_total: type"): MONEY,
    ("review_aftersales", "idempotency_key"): EACH_ITS_OWN,
    ("review_aftersales", "body.aftersales_request_decisions[]: type"): NOT_ALL_KNOWN,
    ("search_rmas", "paging.items"): LIST_UNKNOWN,
    ("search_rmas", "data.return_merchandise_authorizations"): LIST_UNKNOWN,
}
