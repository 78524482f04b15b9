"""A purpose statement names the data it covers; a call outside it is never sent."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

from ..errors import DeclarationError, PurposeRefused
from .identity import printable

# Source of the classes: our own reading of the operations, closed (api/classes.yaml of the facts).
DATA_CLASSES = frozenset(
    {
        "account", "inventory", "prices", "market", "products", "promotions", "reviews", "analytics", "orders",
        "shipping_documents", "fulfillment", "returns", "settlement", "messages", "prescriptions", "affiliate",
        "supplier",
    }
)  # fmt: skip

ROUTE = re.compile(r"(GET|POST|PUT|DELETE) /[a-z_]+/\d{6}(/[A-Za-z0-9._~{}-]+)+")
"""What a statement may cover by name: an operation that the SDK does not declare."""

# Who am I, which shops are mine: without these no statement could be acted on.
ALWAYS_COVERED = "account:"

Language: TypeAlias = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready-made statement: its text in both languages and the classes it covers."""

    en: str
    zh: str
    covers: frozenset[str]


READY_MADE: Mapping[str, Ready] = {
    "stock_sync": Ready(
        "Inventory sync only: stock is read from and written to our own listings.",
        "仅用于库存同步:读取并更新本店商品的库存。",
        frozenset({"products:read", "inventory:read", "inventory:write"}),
    ),
    "price_monitoring": Ready(
        "Price monitoring only: prices of our own listings are read.",
        "仅用于价格监控:读取本店商品的价格。",
        frozenset({"products:read", "prices:read"}),
    ),
    "order_fulfilment": Ready(
        "Order fulfilment only: our own orders are read, packed and shipped.",
        "仅用于订单履约:读取、打包并发货本店订单。",
        frozenset({"orders:read", "fulfillment:read", "fulfillment:write", "shipping_documents:read"}),
    ),
    "after_sales": Ready(
        "After-sales service only: returns and cancellations of our own orders are answered.",
        "仅用于售后服务:处理本店订单的退货与取消。",
        frozenset({"orders:read", "returns:read", "returns:write"}),
    ),
    "settlement": Ready(
        "Settlement reconciliation only: our own settlements are compared with our books.",
        "仅用于结算对账:核对本店的结算数据。",
        frozenset({"orders:read", "settlement:read"}),
    ),
}


@dataclass(frozen=True, slots=True)
class PurposeStatement:
    """The written statement filed with the platform before the first call (trade article of 2026-03-05).

    `covers` names data classes, reading and writing apart: "orders:read", "inventory:write"; and whole routes for
    `client.call`: "GET /product/202309/brands". `filed` is the day on
    which it was filed, `expires` the first day on which it no longer holds, `reference` the platform's number.
    """

    text: str
    covers: frozenset[str] = field(default_factory=frozenset)
    filed: date | None = None
    expires: date | None = None
    reference: str = ""

    def __init__(
        self,
        text: str,
        *,
        covers: Iterable[str] = (),
        filed: date | None = None,
        expires: date | None = None,
        reference: str = "",
    ) -> None:
        if isinstance(covers, str):
            raise DeclarationError('PurposeStatement(covers=...) is a set of classes, such as {"orders:read"}')
        classes = frozenset(covers)
        object.__setattr__(self, "text", printable("PurposeStatement(text)", text, limit=1000))
        object.__setattr__(self, "covers", classes)
        object.__setattr__(self, "filed", filed)
        object.__setattr__(self, "expires", expires)
        object.__setattr__(self, "reference", reference and printable("PurposeStatement(reference=...)", reference))
        if not classes:
            raise DeclarationError(
                'PurposeStatement(covers=...) is missing: name data classes, such as {"orders:read"}'
            )
        for name in sorted(classes):
            data, _, action = name.partition(":")
            is_class = data in DATA_CLASSES and action in ("read", "write")
            if not is_class and not ROUTE.fullmatch(name):
                raise DeclarationError(
                    f"PurposeStatement(covers=...): {name[:40]!r} is no data class; "
                    f"write class:read or class:write, with class one of {', '.join(sorted(DATA_CLASSES))}; "
                    'or a whole route, such as "GET /product/202309/brands"'
                )
        if not isinstance(filed, date):
            raise DeclarationError("PurposeStatement(filed=...) is missing: the date on which it was filed")
        if expires is not None and expires <= filed:
            raise DeclarationError("PurposeStatement(expires=...) must be later than filed=")

    @classmethod
    def ready(
        cls, case: str, *, filed: date, expires: date | None = None, reference: str = "", language: Language = "en"
    ) -> PurposeStatement:
        """A ready-made statement: stock_sync, price_monitoring, order_fulfilment, after_sales or settlement."""
        if case not in READY_MADE:
            raise DeclarationError(f"no ready-made statement {case!r}; there are {', '.join(READY_MADE)}")
        made = READY_MADE[case]
        text = made.zh if language == "zh" else made.en
        return cls(text, covers=made.covers, filed=filed, expires=expires, reference=reference)

    @property
    def digest(self) -> str:
        """SHA-256 over the whole statement; it stands in every audit record."""
        parts = [self.text, sorted(self.covers), str(self.filed), str(self.expires), self.reference]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def as_dict(self) -> dict[str, Any]:
        """The statement as plain data, for the file beside the audit log."""
        return {
            "text": self.text,
            "covers": sorted(self.covers),
            "filed": str(self.filed),
            "expires": str(self.expires) if self.expires else None,
            "reference": self.reference,
            "sha256": self.digest,
        }

    def includes(self, data_class: str) -> bool:
        """Whether this data class, or route, is covered; who I am and which shops are mine always is."""
        return data_class.startswith(ALWAYS_COVERED) or data_class in self.covers

    def in_force(self, today: date) -> None:
        """Raise `PurposeRefused` unless the statement was filed and has not expired."""
        if self.filed is None or self.filed > today:
            raise PurposeRefused(
                f"the purpose statement is filed on {self.filed}, and today is {today}",
                next_step="Wait for the filing date, or correct `filed`.",
                next_step_zh="请等待声明的提交日期,或修正 filed。",
            )
        if self.expires is not None and self.expires <= today:
            raise PurposeRefused(
                f"the purpose statement expired on {self.expires}",
                next_step="File a new statement, then update the declaration.",
                next_step_zh="请提交新的用途声明,并更新账号声明。",
            )

    def check(self, data_class: str, *, operation: str, today: date) -> None:
        """Raise `PurposeRefused` unless this operation's data class is covered today."""
        self.in_force(today)
        if not self.includes(data_class):
            raise PurposeRefused(
                f"the purpose statement covers {', '.join(sorted(self.covers))}, not {data_class}",
                operation=operation,
            )
