"""One checked call on its way to the sandbox's data, and readers for its arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .endpoints import Endpoint
from .paging import PagingRules
from .refusals import Refusal, parameter
from .shop.world import Seller, Shop
from .uploads import Uploads
from .users import User


@dataclass(frozen=True, slots=True)
class Desk:
    """What the platform has for every call: the address it was called under, links to documents, and upload sessions.

    `link` makes the address of a document by its name: `call.desk.link("label-1152")`.
    """

    origin: str = "http://127.0.0.1"
    link: Callable[[str], str] = str
    uploads: Uploads = field(default_factory=Uploads)


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose credentials are checked; `now` is the platform's clock in Unix seconds."""

    endpoint: Endpoint
    user: User
    chosen_shop: Shop | None
    now: float
    path_values: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    paging: PagingRules = field(default_factory=PagingRules)
    desk: Desk = field(default_factory=Desk)

    @property
    def seller(self) -> Seller:
        """The seller who let the app in; creators and partners are refused."""
        if not isinstance(self.user, Seller):
            raise Refusal(101000)
        return self.user

    @property
    def shop(self) -> Shop:
        return self.chosen_shop or self.seller.shops[0]

    def ids(self, name: str, most: int) -> list[str]:
        """A required query array, comma-joined."""
        found = [part for part in self.query.get(name, "").split(",") if part]
        if not 1 <= len(found) <= most:
            raise parameter(name, f"{len(found)} values were given", f"1 to {most} ids, comma-joined")
        return found

    def needed(self, name: str) -> str:
        """A required query parameter."""
        value = self.query.get(name, "")
        if not value:
            raise parameter(name, "it is missing", "a value")
        return value

    def whole(self, name: str) -> int | None:
        """An optional whole number of the body."""
        value = self.body.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise parameter(name, "it is not a whole number", "Unix seconds as a JSON number")
        return value

    def choice(self, name: str, allowed: tuple[str, ...]) -> str | None:
        """An optional word of the body."""
        value = self.body.get(name)
        if value is not None and value not in allowed:
            raise parameter(name, "the value is unknown", " or ".join(allowed))
        return value

    def texts(self, name: str, most: int = 1000) -> tuple[str, ...]:
        """An optional list of strings of the body."""
        value = self.body.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise parameter(name, "it is not a list of strings", "a JSON array of strings")
        if len(value) > most:
            raise parameter(name, f"{len(value)} values were given", f"at most {most}")
        return tuple(value)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A required list of objects of the body."""
        value = self.body.get(name)
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            raise parameter(name, "it is not a filled list of objects", "a JSON array of objects")
        return value


Answer = Callable[[Call], "bytes | dict[str, Any]"]
"""Answers one endpoint: the content of `data`, as a value or encoded already; raises `Refusal`."""


def failed_item(refusal: Refusal, **detail: Any) -> dict[str, Any]:
    """One entry of `data.errors[]`."""
    return {"code": refusal.code, "message": refusal.message, "detail": detail}
