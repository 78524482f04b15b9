"""Where the customer service declarations mean to differ from the catalogue, and why."""

from __future__ import annotations

A_CARD = "the content of a card in the chat is message content, though the catalogue has no mark here"
OWN_WORDS = "why a buyer was not satisfied is the buyer's to say, though the catalogue has no mark here"
NO_PLACE = "a page has no place beside its items, and it only says that some messages cannot be shown"
MEANT: dict[tuple[str, str], str] = {
    ("list_messages", "data[].data: kind"): A_CARD,
    ("list_messages", "data.unsupported_msg_tips"): NO_PLACE,
    ("search_sessions", "data[].dissatisfaction_reason: kind"): OWN_WORDS,
}
