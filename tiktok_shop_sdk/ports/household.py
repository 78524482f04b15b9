"""What all clients of one account share in this process: its line, its ledger, its tokens, its audit log."""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from ..core.audit import AuditSink, Record
from ..core.egress import Egress
from ..core.kept import Kept
from ..core.limits import Booking, Ledger, Limits, Told, Wait, Window
from ..core.secret import Secret
from ..core.tokens import Grant, account_identity
from ..core.world import Departure, Host
from ..errors import AuditUnavailable
from .awake import Sleeper
from .clock import Clock
from .commons import Commons
from .turn import Turnstile

if TYPE_CHECKING:
    from ..core.observe import Event, Observer


class RefreshLock(Protocol):
    """Has one holder at a time, wherever the tokens are shared, and outlives no dead holder for long."""

    def try_acquire(self) -> bool:
        """Take it if it is free, without waiting."""
        ...

    def release(self) -> None: ...


class TokenShelf(Protocol):
    """Where a consent is kept. Raises `TokensUnavailable` and nothing else."""

    def kept(self) -> Kept:
        """As the newest process wrote it."""
        ...

    def unchanged(self) -> Kept | None:
        """What was read last, if that is still the newest. Waits for nobody: an event loop may ask."""
        ...

    def change(self, change: Callable[[Kept], Kept]) -> Kept:
        """Apply a change to the newest, atomically among all processes and durably; returns what was before."""
        ...

    def lock(self) -> RefreshLock:
        """Held by whoever refreshes; a new handle each time."""
        ...


class Names(Protocol):
    """Keyed hashes for the audit log."""

    def of_account(self, identity: str) -> str: ...
    def of_shop(self, shop_id: str) -> str: ...
    def count(self, shop_id: str | None = None) -> int: ...
    def forget(self, shop_id: str | None = None) -> int: ...


@dataclass(slots=True)
class Household:
    """Limits, pause, token and audit state belong to the account: every client of it in this process lives here."""

    name: str
    app_key: str
    limits: Limits
    egress: Egress
    bases: dict[Host, str]
    clock: Clock
    turnstile: Turnstile
    tokens: TokenShelf
    sink: AuditSink
    names: Names
    open_ledger: Callable[[str], Ledger]
    commons: Commons
    pid: int = field(default_factory=os.getpid)
    clients: int = 0
    closing: bool = False
    _identity: str = ""
    _pseudonyms: dict[tuple[bool, str], str] = field(default_factory=dict)
    _ledgers: dict[str, Ledger] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def secure(self) -> bool:
        """Whether calls leave over TLS; off only against this machine."""
        return self.bases["api"].startswith("https:")

    def base(self, host: Host) -> str:
        return self.bases.get(host, host)

    def unique(self) -> str:
        return secrets.token_hex(16)

    def grant(self) -> Grant | None:
        """The grant as the newest process wrote it."""
        grant = self.tokens.kept().grant
        self._identity = self._identity_of(grant)
        self.pseudonym(None)  # made here, where waiting for the disk disturbs no event loop
        return grant

    def _identity_of(self, grant: Grant | None) -> str:
        """The unit that limits are counted for: app and seller after the consent, app and name before."""
        if grant is not None:
            return account_identity(self.app_key, grant.open_id)
        return "before-" + hashlib.sha256(f"{self.app_key}\n{self.name}".encode()).hexdigest()[:32]

    def ledger(self) -> Ledger:
        """The ledger of the account as it is known now."""
        kept = self.tokens.unchanged()
        identity = self._identity_of(self.grant() if kept is None else kept.grant)
        with self._guard:
            if identity not in self._ledgers:
                self._ledgers[identity] = self.open_ledger(identity)
            return self._ledgers[identity]

    def depart(self, intent: Record, booking: Booking) -> Departure:
        """Make the intent durable, then ask the ledger: once there is an intent, nothing is raised past it."""
        ledger, known = self.ledger(), self.sink.append(intent)
        try:
            return Departure(known, ledger.confirm(booking))
        except BaseException as error:
            return Departure(known, trouble=error)

    def arrive(self, booking: Booking, told: Told, outcome: Record) -> float:
        """Settle, and record the outcome even if the ledger cannot be told."""
        try:
            return self.ledger().settle(booking, told)
        finally:
            # A done write must not look undone: the caller gets the platform's answer. The next intent fails while
            # the log cannot be written, and recovery closes this one as `unknown`.
            with suppress(AuditUnavailable):
                self.sink.append(outcome)

    def keep(self, grant: Grant, replaced: Grant | None = None) -> None:
        """Store a grant. With the first one the account moves to the seller's ledger, and the pace goes on there."""
        self._changed(lambda kept: kept.with_grant(grant, replaced))

    def forget(self, used: Secret) -> None:
        """Forget the grant of this access token, unless there has been a new consent since."""
        self._changed(lambda kept: kept.without_grant(used))

    def _changed(self, change: Callable[[Kept], Kept]) -> None:
        before = self._identity_of(self.grant())
        self.tokens.change(change)
        self.grant()
        if self._identity != before:
            self.ledger().note_start()

    def pseudonym(self, shop_id: str | None) -> str:
        """The keyed hash of the account (None) or of a shop; read from the disk once."""
        if shop_id is None and not self._identity:
            self.grant()
        known = (shop_id is None, shop_id or self._identity)
        if known not in self._pseudonyms:
            name = self.names.of_account(self._identity) if shop_id is None else self.names.of_shop(shop_id)
            self._pseudonyms[known] = name
        return self._pseudonyms[known]

    def has_pseudonym(self, shop_id: str) -> bool:
        """Whether the keyed hash of this shop is at hand, without a look at the disk."""
        return (False, shop_id) in self._pseudonyms

    def forget_names(self, shop_id: str | None) -> None:
        """Destroy the keys of a shop's name, or of all names: nobody can say any more whose records they are."""
        self.names.forget(shop_id)
        if shop_id is None:
            self._identity = ""
            self._pseudonyms.clear()
        else:
            self._pseudonyms.pop((False, shop_id), None)

    def refresh_lock(self) -> RefreshLock:
        """A new handle each time: the lock excludes threads as well as processes."""
        return self.tokens.lock()

    def book(self, windows: tuple[Window, ...]) -> Booking | Wait:
        """A booking in the ledger; from here on the account holds its files open."""
        self.commons.awake.wake(self)
        return self.ledger().book(windows)

    def record(self, record: Record) -> str:
        """A record that belongs to no call of ours: the account holds its files open, as for a call."""
        self.commons.awake.wake(self)
        return self.sink.append(record)

    def rest(self) -> bool:
        """Let go of tokens, ledger and log until the next call; False while a call is on its way."""
        with self._guard:
            shared: list[object] = [self.tokens, *self._ledgers.values(), self.sink]
        return all(each.rest() for each in shared if isinstance(each, Sleeper))

    def close(self) -> None:
        """Seal the audit log and close the ledgers."""
        self.commons.awake.forget(self)
        ledgers, self._ledgers = self._ledgers, {}
        for ledger in ledgers.values():
            ledger.close()
        self.sink.close()


class Instant:
    """The verbs of the flow that wait for nothing, alike in both worlds."""

    def __init__(self, household: Household, observers: Iterable[Observer] = ()) -> None:
        self._household = household
        self._observers = tuple(observers)
        if self._observers:  # by now: the first event is told between the last check and the sending
            import_module("..core.observe", __package__)

    def tell(self, events: Iterable[Event]) -> None:
        """An observer that raises changes no call; the message of what it raised may hold anything, so it stays out."""
        for event in events if self._observers else ():
            for observer in self._observers:
                try:
                    observer(event)
                except Exception as error:
                    import logging  # no client loads it, unless something goes wrong

                    logging.getLogger("tiktok_shop_sdk.observers").warning(
                        "an observer raised %s at %s", type(error).__name__, type(event).__name__
                    )

    def wall(self) -> float:
        return self._household.clock.wall()

    def now(self) -> float:
        return self._household.clock.boot()

    def unique(self) -> str:
        return self._household.unique()

    def pseudonym(self, shop_id: str | None) -> str:
        return self._household.pseudonym(shop_id)
