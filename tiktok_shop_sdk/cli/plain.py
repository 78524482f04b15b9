"""Turns answers into plain data for JSON and tables: no secret and no stripped value comes through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..core.secret import Secret
from ..core.sensitive import Stripped
from ..models.base import Model


def plain(value: Any) -> Any:
    """Numbers, texts, lists and mappings; secrets and stripped values are left out."""
    match value:
        case Secret() | Stripped():
            return None
        case Model():
            return plain(value.to_dict())
        case BaseModel():
            return _mapping((name, getattr(value, name)) for name in type(value).model_fields)
        case Mapping():
            return _mapping(value.items())
        case None | bool() | int() | float():
            return value
        case Enum():
            return value.value
        case str():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case bytes():
            return f"<{len(value)} bytes>"
        case Path():
            return str(value)
    if is_dataclass(value):
        return _mapping((field.name, getattr(value, field.name)) for field in fields(value) if field.repr)
    if isinstance(value, (Sequence, set, frozenset)):
        return [plain(item) for item in value]
    return str(value)


def _mapping(pairs: Any) -> dict[str, Any]:
    return {str(name): plain(item) for name, item in pairs if not isinstance(item, (Secret, Stripped))}
