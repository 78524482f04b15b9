"""Events: where a declaration means to differ from the catalogue, and why."""

from __future__ import annotations

MEANT: dict[tuple[str, str], str] = {
    ("list_webhooks", "data.total_count"): "the answer is the whole list, and `len` counts it",
}
