"""What an operation is under the rules, and what a call of it looks like once its arguments are laid out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple, TypeAlias, TypedDict

from .limits import QuotaClass, Window

Action: TypeAlias = Literal["read", "write"]
Cipher: TypeAlias = Literal["required", "optional", "forbidden"]
TokenKind: TypeAlias = Literal["seller", "creator", "partner", "any"]


class OwnLimit(NamedTuple):
    """A documented quota of one operation, kept beside the quota class that it belongs to.

    `counts` says how much of it one call takes, from the call's query and body (1 if not given); `each` names the
    path parameter for whose every value the quota is counted apart.
    """

    window: Window
    counts: Callable[[Mapping[str, Any]], int] | None = None
    each: str = ""

    def window_of(self, bound: Bound) -> Window:
        """The window that this call needs a place in."""
        window = self.window
        if self.each:
            window = window.apart_for(bound.in_path[self.each])
        if self.counts:
            window = replace(window, cost=max(1, self.counts({**bound.query, **bound.body})))
        return window


class Options(TypedDict, total=False):
    """What a declaration, or a family for all of its own, may say beside route and data class; see `Terms`."""

    quota: QuotaClass
    cipher: Cipher
    asset: Cipher
    scopes: tuple[str, ...]
    token: TokenKind
    idempotency_key: str
    multipart: bool
    provisional: bool
    also: tuple[str, ...]
    differing: tuple[str, ...]
    limits: tuple[OwnLimit, ...]


class Terms(NamedTuple):
    """What an operation is under the rules: its quota, the data it touches, what it needs, what it may repeat."""

    route: str
    quota: QuotaClass
    data: str
    action: Action
    answer: str = ""  # the one field of `data` that is the answer, if it is not all of it
    cipher: Cipher = "required"  # whether the call is made for a shop
    asset: Cipher = "forbidden"  # whether the call is made for a partner's category asset
    scopes: tuple[str, ...] = ()  # what the seller must have granted
    token: TokenKind = "seller"  # whose consent the call is made with
    idempotency_key: str | None = None  # the parameter by which the platform knows a repeated call
    multipart: bool = False
    provisional: bool = False  # known from secondary sources only
    by_name: bool = False  # no declared operation: the purpose statement must cover its route
    also: tuple[str, ...] = ()  # older versions that the declaration fits, which an account may pin
    differing: tuple[str, ...] = ()  # older versions with other fields: by their route only (`client.call`)
    limits: tuple[OwnLimit, ...] = ()  # documented quotas of this operation alone

    @property
    def data_class(self) -> str:
        """What a purpose statement must cover: `orders:read`, `inventory:write`, or a route by its name."""
        return self.route if self.by_name else f"{self.data}:{self.action}"


class Stated(NamedTuple):
    """What a declaration says itself; the rest it has in common with its family."""

    route: str
    data: str
    action: Action
    answer: str
    options: Options

    @classmethod
    def of(cls, route: str, reads: str, writes: str, answer: str, options: Options) -> Stated:
        """Raises `TypeError` unless exactly one of reading and writing is stated."""
        if bool(reads) == bool(writes):
            raise TypeError(f"{route}: declare either reads= or writes=, the data class that the purpose must cover")
        return cls(route, reads or writes, "read" if reads else "write", answer, options)

    def under(self, common: Options) -> Terms:
        """The whole terms; what the declaration says itself comes first. `TypeError` if nobody states the quota."""
        said: Options = {**common, **self.options}
        if "quota" not in said:
            raise TypeError(f"{self.route}: state the quota class, for the family or for the operation")
        return Terms(route=self.route, data=self.data, action=self.action, answer=self.answer, **said)


@dataclass(frozen=True, slots=True)
class Bound:
    """A call laid out, ready to be made."""

    path: str = field(repr=False)
    query: dict[str, str] = field(default_factory=dict, repr=False)
    body: dict[str, Any] = field(default_factory=dict, repr=False)
    in_path: Mapping[str, str] = field(default_factory=dict, repr=False)
    origin: str = field(default="", repr=False)  # where it goes, if not to the API
