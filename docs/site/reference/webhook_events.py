"""The page of the events that the platform sends, from their classes."""

from __future__ import annotations

from tiktok_shop_sdk.webhooks.events import EVENTS, Event, UnknownEvent

from . import markup
from .families import shape_of, values_of
from .shelf import Shelf
from .source import fields_of


def page() -> str:
    """All events, in the order of their numbers, with what each of them carries."""
    shelf = Shelf()
    kinds = [EVENTS[number] for number in sorted(EVENTS)]
    listed = markup.table(
        ("Number", "Platform's name", "Class", "What happened"),
        [
            (
                str(kind.number),
                markup.code(kind.name),
                markup.link(markup.code(kind.__name__), f"#{kind.__name__}"),
                markup.line((kind.__doc__ or "").partition("\n\n")[0]),
            )
            for kind in kinds
        ],
        anchors=[f"event-{kind.number}" for kind in kinds],
    )
    shown: list[type[Event]] = [Event, *kinds, UnknownEvent]
    told = "\n\n".join(_event(kind, shelf) for kind in shown)
    shapes = [shape for shape in shelf.all() if shape.name not in {kind.__name__ for kind in kinds}]
    parts = "\n\n".join(shape_of(shape, shelf) for shape in shapes if shape.form != "value")
    return (
        "# Webhook events / Webhook 事件\n\n"
        "`from tiktok_shop_sdk.webhooks import ...`. How they are received: [Webhooks](../webhooks.md), "
        f"[Webhook](../webhooks.zh-CN.md).\n\n{listed}\n\n## The events\n\n{told}\n\n"
        f"## What they consist of\n\n{parts}\n\n{values_of(shapes, shelf)}\n"
    )


def _event(kind: type[Event], shelf: Shelf) -> str:
    common = {one.name for one in fields_of(Event)} if kind is not Event else set()
    rows = [
        (markup.code(written.name), told.html, "; ".join(told.notes))
        for written, told in shelf.fields(kind)
        if written.name not in common
    ]
    title = f"{kind.__name__} · {kind.number} {kind.name}" if kind.number else kind.__name__
    table = markup.table(("Field", "Type", "What"), rows) if rows else "It carries nothing of its own."
    return f"### {title} {{ #{kind.__name__} }}\n\n{markup.prose(kind.__doc__)}\n\n{table}"
