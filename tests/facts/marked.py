"""Answers in which every leaf can be told from every other, to see which arrive and which do not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tiktok_shop_sdk.core.sensitive import POLICY, Kind

from .answers import kind_of
from .catalogue import CREDENTIALS, Facts, is_time, item_of, quota_and_data

# The server's words are cleaned, and a page's token is the pager's.
_NOT_KEPT_AS_SENT = frozenset({"message", "fail_reason", "issue", "next_page_token"})
RELEASABLE = frozenset(rule.kind for rule in POLICY if rule.released_by)


@dataclass(slots=True)
class MarkedAnswer:
    """`data`, and what was put where: the marks of leaves that must arrive, and of those that must not."""

    data: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)  # path: mark
    stripped: dict[str, tuple[str, Kind | None]] = field(default_factory=dict)  # None: a credential
    count: int = 0


def marked_answer(facts: Facts) -> MarkedAnswer:
    """An answer with every field of the catalogue filled by a value of its own."""
    answer = MarkedAnswer()
    market = quota_and_data(facts)[1] == "market"
    answer.data = _fill(answer, facts["response"], "", None, market)
    return answer


def _fill(answer: MarkedAnswer, fields: list[Facts], above: str, kind: Kind | None, market: bool) -> dict[str, Any]:
    return {f["name"]: _value(answer, f, f"{above}{f['name']}", kind_of(f, market) or kind, market) for f in fields}


def _value(answer: MarkedAnswer, entry: Facts, path: str, kind: Kind | None, market: bool) -> Any:
    item = item_of(entry)
    if item is not None:
        return [_value(answer, item, f"{path}[]", kind, market)]
    if entry["type"] == "object":
        return _fill(answer, entry.get("fields") or [], f"{path}.", kind, market)
    form = entry.get("format") or ""
    if form.startswith("unix_") or (entry["type"] == "integer" and is_time(entry["name"])):
        return 1_770_000_000_123 if "millis" in form else 1_770_000_000
    if form == "date":
        return "2026-05-01"
    if entry["type"] == "boolean":
        return True
    answer.count += 1
    mark = str(910_000_000 + answer.count)
    if kind is not None or entry.get("pii") in CREDENTIALS:
        answer.stripped[path] = (mark, kind)
    elif entry["name"] not in _NOT_KEPT_AS_SENT:
        answer.kept[path] = mark
    if entry["type"] == "integer":
        return int(mark)
    return float(mark) if entry["type"] == "number" else mark
