"""Turns a signed body into a typed event, stripped; and an event into the text that the inbox keeps, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from ..core.net import misfit
from ..core.sensitive import Kind, Stripper
from .events import EVENTS, Event, InventoryChanged, UnknownEvent

ReleasedTo = Callable[[str | None], frozenset[Kind]]
"""The kinds that the purpose of an account, by its name, releases."""

IDS = ("shop_id", "seller_open_id", "creator_open_id")


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was delivered, not stripped yet: who it is for is read first, for that decides what may come in."""

    number: int
    key: str
    """By which a second delivery of the same event is known."""
    notification_id: str | None
    ids: Mapping[str, str | None]
    timestamp: Any = field(repr=False)
    data: Any = field(repr=False)

    @classmethod
    def opened(cls, raw_body: bytes) -> Delivery | None:
        """From the bytes; None if they are no event."""
        try:
            body = from_json(raw_body, allow_inf_nan=False)
        except ValueError:  # its text quotes the body
            return None
        if not isinstance(body, dict) or misfit(body):
            return None
        number, data = _number(body.get("type")), body.get("data")
        if "type" not in body and "event_id" in body and "occurred_at" in body:
            number, data = InventoryChanged.number, body  # documented without an envelope
        if number is None:
            return None
        notification_id = _id(body.get("tts_notification_id"))
        known_by = b"id " + notification_id.encode() if notification_id else b"body " + raw_body
        return cls(
            number=number,
            key=hashlib.sha256(known_by).hexdigest(),
            notification_id=notification_id,
            ids={name: _id(body.get(name)) for name in IDS},
            timestamp=body.get("timestamp"),
            data=data,
        )


def _number(value: Any) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None


def _id(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value or None if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Reading:
    """A delivery after reading: the event, what was stripped of it, and what did not fit."""

    event: Event
    stripper: Stripper
    misfits: tuple[str, ...]
    """Fields, by the platform's names, whose values did not fit their types and were left out."""

    @property
    def counts(self) -> dict[str, int]:
        """What was stripped, by kind, and what a purpose released, as the audit log says it."""
        stripper = self.stripper
        return {**stripper.stripped, **{f"{kind}:released": count for kind, count in stripper.passed.items()}}


def read(delivery: Delivery, *, account: str | None, released: frozenset[Kind]) -> Reading:
    """The event of a delivery for `account`; only what the purpose releases comes in."""
    envelope = {
        **delivery.ids,
        "notification_id": delivery.notification_id,
        "account": account,
        "timestamp": delivery.timestamp,
    }
    data = delivery.data
    kind = EVENTS.get(delivery.number)
    if kind is None:
        return _fitting(UnknownEvent, {**envelope, "type": delivery.number, "data": data}, released)
    if not isinstance(data, dict):
        reading = _fitting(kind, envelope, released)
        return reading if data is None else Reading(reading.event, reading.stripper, ("data", *reading.misfits))
    return _fitting(kind, {**data, "data": data, **envelope}, released)


def _fitting(kind: type[Event], values: dict[str, Any], released: frozenset[Kind]) -> Reading:
    """What does not fit is left out, for an event that is refused comes four times more and is lost."""
    stripper = Stripper(released)
    try:
        return Reading(kind.model_validate(values, context=stripper), stripper, ())
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
    misfits = tuple(dict.fromkeys(str(fault["loc"][0]) for fault in faults))  # names of the class, never of the body
    fitting = {name: value for name, value in values.items() if name not in misfits}
    stripper = Stripper(released)
    return Reading(kind.model_validate(fitting, context=stripper), stripper, misfits)


def packed(event: Event, released: frozenset[Kind]) -> str:
    """The event as the inbox keeps it. What was stripped is in no file; its kind is."""
    known = EVENTS.get(event.number) is type(event)
    kept = {
        "number": event.number if known else 0,
        "released": sorted(released),
        "event": event.model_dump(mode="json"),
    }
    return json.dumps(kept, ensure_ascii=True, separators=(",", ":"))


def unpacked(text: str, released_to: ReleasedTo) -> Event:
    """The event that `packed` wrote; a kind that the purpose no longer releases is stripped now."""
    kept = json.loads(text)
    values = kept["event"]
    released = released_to(values.get("account")) & {Kind(name) for name in kept["released"]}
    return _fitting(EVENTS.get(kept["number"], UnknownEvent), {"type": kept["number"], **values}, released).event
