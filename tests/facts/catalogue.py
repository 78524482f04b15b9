"""The catalogue of operations as the tests read it: entries, classes, and what `pii` means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tiktok_shop_sdk.core.sensitive import Kind

Facts = dict[str, Any]
HERE = Path(__file__).parent

KIND_OF: Mapping[str, Kind] = {
    "recipient_phone": Kind.BUYER_PHONE,
    "recipient_address": Kind.BUYER_ADDRESS,
    "settlement_amount": Kind.ORDER_PROFIT_MARGIN,
    "recipient_name": Kind.BUYER_NAME,
    "buyer_name": Kind.BUYER_NAME,
    "buyer_email": Kind.BUYER_EMAIL,
    "recipient_email": Kind.BUYER_EMAIL,
    "buyer_id": Kind.BUYER_ACCOUNT_ID,
    "buyer_nickname": Kind.BUYER_PROFILE,
    "buyer_avatar": Kind.BUYER_PROFILE,
    "government_id": Kind.GOVERNMENT_ID,
    "tax_id": Kind.GOVERNMENT_ID,
    "payment_method": Kind.PAYMENT_INSTRUMENT,
    "bank_account": Kind.PAYMENT_INSTRUMENT,
    "buyer_message": Kind.BUYER_FREE_TEXT,
    "free_text": Kind.BUYER_FREE_TEXT,
    "message_content": Kind.BUYER_CONVERSATION,
    "evidence_media": Kind.BUYER_MEDIA,
    "health": Kind.DEMOGRAPHICS_SPECIAL,
    "document_with_address": Kind.SHIPPING_DOCUMENT,
    "creator_identity": Kind.THIRD_PARTY_COMMERCIAL,
    "creator_avatar": Kind.THIRD_PARTY_COMMERCIAL,
    "creator_id": Kind.THIRD_PARTY_COMMERCIAL,
    "commission_amount": Kind.THIRD_PARTY_COMMERCIAL,
}
"""From the catalogue's `pii` to the kind that is stripped (design/privacy.md, section 1)."""

KEPT = frozenset(
    {
        "contact_name",
        "contact_phone",
        "contact_email",
        "contact_address",
        "company_identity",
        "order_amount",
        "tracking",
    }
)
CREDENTIALS = frozenset({"credential", "access_handle"})
CIPHER = {"required": "required", "none": "forbidden", "optional": "optional", "listed": "optional"}
DAILY_QUERIES = 45101004  # refuses who used up a day's queries: the operations that list it share one quota
STYLE = {"page_token": "token", "page_no": "number", "page_index": "number", "page_offset": "offset"}


@cache
def family(name: str) -> dict[str, Facts]:
    """The operations of one family by their ids."""
    read = yaml.load((HERE / f"{name}.yaml").read_text(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {entry["id"]: {**entry, "family": name} for entry in read["operations"]}


@cache
def _classes() -> list[dict[str, str]]:
    read: list[dict[str, str]] = yaml.safe_load((HERE / "classes.yaml").read_text())
    return read


def quota_and_data(facts: Facts) -> tuple[str, str]:
    """The quota and the data class of an operation: the first line of classes.yaml that fits."""
    for line in _classes():
        if line["family"] == facts["family"] and line.get("path_contains", "") in facts["path"]:
            return line["quota"], line["data"]
    raise LookupError(f"classes.yaml has no line for {facts['path']}")


def route(facts: Facts) -> str:
    """Method and path, as a declaration writes them."""
    return f"{facts['method']} {facts['path']}"


def paths(fields: Iterable[Facts], above: str = "") -> Iterator[str]:
    for field in fields:
        path = f"{above}{field['name']}{'[]' if field['type'].startswith('array') else ''}"
        yield path
        yield from paths(field.get("fields") or (), f"{path}.")


def item_of(field: Facts) -> Facts | None:
    """The field that stands for the items, if the field is a list."""
    inner = re.fullmatch(r"array\[(.*)\]", field["type"])
    return {**field, "type": inner[1], "max_items": None, "required": True} if inner else None


def is_id(field: Facts) -> bool:
    return field.get("format") == "int64" or re.fullmatch(r"(.*_)?ids?", field["name"]) is not None


def is_time(name: str) -> bool:
    return re.fullmatch(r"(.*_)?time(_(ge|gt|le|lt))?", name) is not None


def sample_answer(facts: Facts, planted: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """`data` with every field of the catalogue filled, and `planted` fields laid into every object of it."""
    return _sample_object(facts["response"], dict(planted or {}))


def _sample_object(fields: Iterable[Facts], planted: dict[str, Any]) -> dict[str, Any]:
    return {**planted, **{field["name"]: _sample(field, planted) for field in fields}}


def _sample(field: Facts, planted: dict[str, Any]) -> Any:
    item = item_of(field)
    if item is not None:
        return [_sample(item, planted)]
    if field["type"] == "object":
        return _sample_object(field.get("fields") or (), planted)
    form = field.get("format") or ""
    if form.startswith("unix_millis"):
        return 1_770_000_000_123
    if form.startswith("unix_"):
        return 1_770_000_000
    if field.get("enum"):
        return field["enum"][-1]
    if form == "decimal_string":
        return "19.90"
    plain = {"integer": 7, "number": 1.5, "boolean": True, "map": {}, "string": f"a {field['name']}"}
    return plain.get(field["type"])
