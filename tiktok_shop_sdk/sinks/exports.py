"""Writes records of the audit log in the forms that others read: OCSF API Activity, CloudEvents, CSV, JSON lines.

The log itself stays what counts: an export can be made again from it, and proves nothing alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TextIO

from ..core.audit import nanoseconds
from .query import Found, write_csv, write_jsonl

_SOURCE = "tiktok-shop-sdk/audit"
_ACTIVITY = {"GET": 2, "PUT": 3, "DELETE": 4}  # OCSF: Read, Update, Delete; a POST may be any of them: Other
_OTHER = 99
_STATUS = {"ok": 1, "unknown": 0}  # OCSF: Success, Unknown; all else is Failure
_FAILURE = 2


def ocsf(found: Iterable[Found]) -> Iterator[dict[str, Any]]:
    """Yield one OCSF 1.3 API Activity (class 6003) for each outcome, with what its intent says, and each refusal."""
    for record in with_intents(found):
        if record["kind"] not in ("outcome", "refusal"):
            continue
        activity = _ACTIVITY.get(record.get("method", ""), _OTHER)
        status = _FAILURE if record["kind"] == "refusal" else _STATUS.get(record.get("outcome", ""), _FAILURE)
        yield {
            "class_uid": 6003,
            "category_uid": 6,
            "type_uid": 600300 + activity,
            "activity_id": activity,
            "activity_name": record.get("operation", ""),
            "severity_id": 1,
            "time": nanoseconds(record["time"]) // 1_000_000,
            "status_id": status,
            "status_detail": record.get("outcome", record["kind"]),
            "actor": {"app_uid": record.get("app", ""), "user": {"uid": record.get("account", "")}},
            "api": {
                "operation": record.get("operation", ""),
                "request": {"uid": record.get("request_id", record["id"])},
                "response": {"code": record.get("status", 0), "message": str(record.get("code", ""))},
            },
            "http_request": {
                "http_method": record.get("method", ""),
                "user_agent": record.get("user_agent", ""),
                "url": {"path": record.get("path", "")},
            },
            "src_endpoint": {"name": record.get("egress", "")},
            "duration": record.get("elapsed_ms", 0),
            "metadata": {
                "version": "1.3.0",
                "uid": record["id"],
                "product": {"name": "tiktok-shop-sdk", "vendor_name": "tiktok-shop-sdk"},
            },
            "unmapped": record,
        }


def cloud_events(found: Iterable[Found]) -> Iterator[dict[str, Any]]:
    """Yield one CloudEvent (1.0, structured JSON) for each record."""
    for record in found:
        yield {
            "specversion": "1.0",
            "id": record["id"],
            "source": f"{_SOURCE}/{record.get('account', '')}".rstrip("/"),
            "type": f"tiktok-shop-sdk.audit.{record['kind']}.v1",
            "time": record["time"],
            "datacontenttype": "application/json",
            "data": record,
        }


def with_intents(found: Iterable[Found]) -> Iterator[Found]:
    """Add to each outcome what its intent said: which call it was, and under which declarations."""
    intents: dict[str, Mapping[str, Any]] = {}
    for record in found:
        if record["kind"] == "intent":
            intents[record["id"]] = record
        yield {**intents.pop(record.get("cause", ""), {}), **record}


def write_ocsf(found: Iterable[Found], file: TextIO) -> int:
    """Write one OCSF event per line and return how many."""
    return write_jsonl(ocsf(found), file)


def write_cloud_events(found: Iterable[Found], file: TextIO) -> int:
    """Write one CloudEvent per line and return how many."""
    return write_jsonl(cloud_events(found), file)


WRITERS: Mapping[str, Callable[[Iterable[Found], TextIO], int]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "ocsf": write_ocsf,
    "cloudevents": write_cloud_events,
}
