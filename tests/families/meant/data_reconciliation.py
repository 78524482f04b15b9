"""Where the data reconciliation declarations mean to differ from the catalogue, and why."""

from __future__ import annotations

MEANINGLESS = "the call says nothing without it, so the editor asks for it"
MEANT: dict[tuple[str, str], str] = {
    ("import_orders", "body.orders: required"): MEANINGLESS,
    ("sync_order_status", "body.orders: required"): MEANINGLESS,
}
