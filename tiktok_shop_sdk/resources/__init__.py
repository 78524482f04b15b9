"""The API, one file per family: declarations only. A family is imported when it is first used."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..core.operation import Declaration

FAMILIES = (
    "affiliate",
    "affiliate_creator",
    "affiliate_partner",
    "affiliate_seller",
    "analytics",
    "authorization",
    "customer_engagement",
    "customer_service",
    "data_reconciliation",
    "epharmacy",
    "events",
    "fbt",
    "files",
    "finance",
    "fulfillment",
    "global_products",
    "gs_full_service",
    "logistics",
    "orders",
    "products",
    "promotions",
    "returns",
    "reviews",
    "seller",
    "supply_chain",
)


def family_class(family: str) -> type[Any]:
    """The class that declares a family: `AffiliateSeller` for `affiliate_seller`."""
    found: type[Any] = getattr(import_module(f".{family}", __name__), family.title().replace("_", ""))
    return found


def operations_of(family: str) -> Iterator[Declaration[..., Any]]:
    """The declared operations of a family, in the order of its file."""
    return (value for value in vars(family_class(family)).values() if hasattr(value, "terms"))


def every_operation() -> Iterator[Declaration[..., Any]]:
    """All declared operations; imports all families."""
    for family in FAMILIES:
        yield from operations_of(family)


def find_operation(name: str) -> Declaration[..., Any] | None:
    """The operation of this id (`orders.search`); imports its family only."""
    family, _, rest = name.partition(".")
    if family not in FAMILIES:
        return None
    return next((one for one in operations_of(family) if one.id == f"{family}.{rest}"), None)
