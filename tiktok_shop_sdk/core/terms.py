"""What an operation is under the rules, and what a call of it looks like once its arguments are laid out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from .limits import QuotaClass

Action: TypeAlias = Literal["read", "write"]
Cipher: TypeAlias = Literal["required", "optional", "forbidden"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What an operation is under the rules: its quota, the data it touches, what it needs, what it may repeat."""

    route: str
    quota: QuotaClass
    data: str
    action: Action
    cipher: Cipher = "required"
    scopes: tuple[str, ...] = ()
    token: Literal["seller", "creator", "partner"] = "seller"
    idempotency_key: str | None = None
    multipart: bool = False
    answer: str = ""
    provisional: bool = False

    @property
    def data_class(self) -> str:
        """The class that a purpose statement must cover: `orders:read`, `inventory:write`."""
        return f"{self.data}:{self.action}"


@dataclass(frozen=True, slots=True)
class Bound:
    """A call laid out, ready to be made."""

    path: str = field(repr=False)
    query: dict[str, str] = field(default_factory=dict, repr=False)
    body: dict[str, Any] = field(default_factory=dict, repr=False)
