"""The reference pages, made from the code: nothing that the code says is written a second time."""

from __future__ import annotations

from . import commands, families, public, rules, webhook_events


def pages() -> dict[str, str]:
    """Each generated page by its address, as Markdown."""
    return {
        **families.pages(),
        "reference/declarations.md": public.declarations(),
        "reference/purposes.md": rules.purposes(),
        "reference/kinds.md": rules.kinds(),
        "reference/commands.md": commands.page(),
        "reference/error-codes.md": rules.error_codes(),
        "reference/exceptions.md": public.exceptions(),
        "reference/webhook-events.md": webhook_events.page(),
        "reference/api.md": public.api(),
        "reference/types.md": public.types(),
    }
