"""What the flow needs: an account's declarations, and the verbs by which it waits, remembers, records and sends."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, TypeVar

from .audit import Record
from .egress import Egress
from .identity import App, UserAgent
from .kept import Kept
from .lanes import Lane
from .limits import Booking, Limits, Told, Wait, Window
from .purpose import PurposeStatement
from .request import Request, Response
from .secret import Secret
from .tokens import Grant, RefreshMark

if TYPE_CHECKING:
    from .observe import Event

T = TypeVar("T")
Host: TypeAlias = str
"""`api`, `auth`, or an origin such as https://host that the platform named in an answer."""


class Declared(Protocol):
    """What an account stated before its first call."""

    @property
    def name(self) -> str: ...
    @property
    def app(self) -> App: ...
    @property
    def user_agent(self) -> UserAgent: ...
    @property
    def statement(self) -> PurposeStatement: ...
    @property
    def egress(self) -> Egress: ...
    @property
    def limits(self) -> Limits: ...
    @property
    def versions(self) -> Mapping[str, str]: ...


class Turn(Protocol):
    """A caller's place in its account's line: first come, first served among those of its lane whose time has come."""

    @property
    def first_for(self) -> float:
        """For how many seconds it has been the first in line of its lane."""
        ...

    async def come(self) -> bool:
        """Wait until it is this caller's turn to ask the ledger; False when its patience ends before."""
        ...

    async def rest(self, seconds: float) -> bool:
        """Let others go first for that long, or less when the situation changed; then as `come`."""
        ...


class Departure(NamedTuple):
    """An intent that is durable now, and what the last check said right after; `trouble`: it could say nothing."""

    intent: str
    wait: Wait | None = None
    trouble: BaseException | None = None


class Tokens(Protocol):
    """Where a usable grant comes from (`core.consent`)."""

    async def usable(self, *, rejected: Secret | None) -> Grant:
        """A grant whose access token holds, and is not the one that the platform just rejected."""
        ...

    async def withdrawn(self, used: Secret) -> None:
        """The platform says that the seller took the grant back."""
        ...


class World(Protocol):
    """Twenty verbs; `ports.aio` and `ports.blocking` implement them. None of them decides anything."""

    def wall(self) -> float:
        """Unix seconds, for signatures, tokens and records."""
        ...

    def now(self) -> float:
        """Seconds on a clock that never steps, for waits."""
        ...

    def unique(self) -> str:
        """A new random name: a boundary, an idempotency key, a consent state."""
        ...

    def pseudonym(self, shop_id: str | None) -> str:
        """The keyed hash by which the audit log names the account (None) or one of its shops."""
        ...

    def tell(self, events: Iterable[Event]) -> None:
        """Tell the observers, whatever they do with it."""
        ...

    async def sleep(self, seconds: float) -> None: ...

    def turn(
        self, windows: tuple[Window, ...], lane: Lane, patience: float | None
    ) -> AbstractAsyncContextManager[Turn]:
        """A place in the account's line; `patience` in seconds, None for as long as it takes."""
        ...

    async def book(self, windows: tuple[Window, ...]) -> Booking | Wait: ...

    async def confirm(self, booking: Booking) -> Wait | None:
        """The last check, in the store, at the moment of sending."""
        ...

    async def depart(self, intent: Record, booking: Booking) -> Departure:
        """`record`, then `confirm`, in one step aside: one follows the other. Raises `AuditUnavailable` only."""
        ...

    async def arrive(self, booking: Booking, told: Told, outcome: Record) -> float:
        """`settle`, and `record` whatever the ledger said, in one step aside.

        A record that cannot be written is left to recovery: a done write must not look undone.
        """
        ...

    async def settle(self, booking: Booking, told: Told) -> float:
        """How the attempt ended; returns the seconds of pause now in force."""
        ...

    async def grant(self) -> Grant | None:
        """The stored grant, as the newest process wrote it."""
        ...

    async def kept(self) -> Kept:
        """The grant with all that is kept beside it. Raises `TokensUnavailable`."""
        ...

    async def mark_refresh(self, mark: RefreshMark | None) -> None:
        """Durable before it returns; None: nothing is under way."""
        ...

    async def store_grant(self, grant: Grant, *, replaced: Grant | None) -> None:
        """Durable before it returns; in the place of `replaced`, unless that is the stored one no more."""
        ...

    async def forget_grant(self, used: Secret) -> None:
        """Forget the grant of this access token, durably; a newer one stays."""
        ...

    def refreshing(self) -> AbstractAsyncContextManager[None]:
        """Held by one task of one process at a time: whoever refreshes this account's token."""
        ...

    async def unbroken(self, work: Coroutine[Any, Any, T]) -> T:
        """Run to its end; a caller who is cancelled meanwhile learns of it afterwards."""
        ...

    async def record(self, record: Record) -> str:
        """Durable before it returns; the record's id. Raises `AuditUnavailable`."""
        ...

    async def send(self, request: Request, host: Host) -> Response:
        """One exchange from the registered egress under one total deadline. Raises `TransportError` only."""
        ...
