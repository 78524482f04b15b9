"""Whose event it is, what that account's audit log says of it, and whose tokens an event ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from typing import Any

from .. import home
from ..__about__ import VERSION
from ..account import Account
from ..core.audit import Kind as RecordKind
from ..core.audit import Outcome, Record
from ..core.errand import Errand, ShopRef, record_of
from ..core.secret import Secret
from ..core.sensitive import POLICY_HASH, Kind, released_kinds
from ..core.world import World
from ..errors import AuditUnavailable, DeclarationError, PurposeRefused, ShopError
from ..ports.blocking import BlockingWorld
from ..ports.clock import Clock
from ..ports.household import Household
from ..purge import purge
from .events import Event
from .handover import Hands
from .reading import Delivery, Reading

# A clock that runs further ahead than this gets no call through (protocol facts, section 2), so a grant that is newer
# by our clock than an event by the platform's, and by more than this, is a newer consent.
CLOCK_AHEAD = 30.0


@dataclass(frozen=True, slots=True)
class Addressee:
    """An account that events may be for."""

    account: Account
    house: Household
    world: World

    @property
    def released(self) -> frozenset[Kind]:
        """The kinds that the purpose releases, while it is in force."""
        statement = self.account.statement
        try:
            statement.in_force(datetime.fromtimestamp(self.world.wall(), UTC).date())
        except PurposeRefused:
            return frozenset()
        return released_kinds(statement.covers)

    def knows(self, ids: Mapping[str, str | None]) -> bool:
        """Whether the event is for the open id of this account's grant, or for one of its shops."""
        try:
            kept = self.house.tokens.kept()
        except ShopError:  # damaged tokens: who consented is not known
            return False
        if kept.grant is not None and kept.grant.open_id in (ids["seller_open_id"], ids["creator_open_id"]):
            return True
        return ids["shop_id"] in kept.ciphers


class Addressees:
    """The accounts of one receiver: of one app, in one state directory."""

    def __init__(self, accounts: Sequence[Account], *, clock: Clock | None) -> None:
        _check(accounts)
        self._all: list[Addressee] = []
        try:
            for account in accounts:
                house = home.enter(account, clock=clock)
                self._all.append(Addressee(account, house, BlockingWorld(house)))
        except BaseException:
            self.leave()
            raise
        self._found: dict[str, Addressee] = {}

    @property
    def first(self) -> Addressee:
        """The account that was named first."""
        return self._all[0]

    def one(self, ids: Mapping[str, str | None]) -> Addressee | None:
        """The account that an event is for; with thousands of accounts, the one found last time is asked first."""
        shown = next(filter(None, ids.values()), "")
        likely = self._found.get(shown)
        if likely is None or not likely.knows(ids):
            likely = next(iter(self.all(ids)), None)
            if likely is not None:
                self._found[shown] = likely
        return likely

    def all(self, ids: Mapping[str, str | None]) -> list[Addressee]:
        """Every account that an event is for: one seller may have consented under two names."""
        return [addressee for addressee in self._all if addressee.knows(ids)]

    def ended_by(self, ids: Mapping[str, str | None]) -> list[Addressee]:
        """Every account whose consent an event ends, with those that it ended when not all could be destroyed."""
        return [addressee for addressee in self._all if addressee.knows(ids) or addressee.house.closing]

    def released_to(self, name: str | None) -> frozenset[Kind]:
        """The kinds that the purpose of an account releases; none for an event that is nobody's."""
        return next((each.released for each in self._all if each.account.name == name), frozenset())

    def leave(self) -> None:
        """Give the households back."""
        while self._all:
            home.leave(self._all.pop().house)


def _check(accounts: Sequence[Account]) -> None:
    if not accounts:
        raise DeclarationError("Receiver(...) needs the accounts that its events are for")
    first = accounts[0]
    if any(each.app != first.app or each.state != first.state for each in accounts):
        raise DeclarationError("Receiver(...) takes accounts of one app and one state directory; make one for each app")
    if len({each.name for each in accounts}) < len(accounts):
        raise DeclarationError("Receiver(...) got an account twice")


@dataclass(slots=True)
class Note:
    """What the audit log says of one delivery: an intent before the event is kept, an outcome after it.

    An event that is nobody's stands in the log of the receiver's first account, without account, shop and purpose.
    """

    errand: Errand
    addressee: Addressee | None
    fallback: Addressee
    intent: str = ""

    @classmethod
    def of(cls, delivery: Delivery, reading: Reading, addressee: Addressee | None, fallback: Addressee) -> Note:
        """About an event for `addressee`, or for none of the receiver's accounts."""
        shop_id = delivery.ids["shop_id"]
        shop = ShopRef(shop_id, Secret("")) if shop_id else None
        return cls(Errand(f"webhooks.{reading.event.name}", "", "", (), shop=shop), addressee, fallback)

    def begin(self, **facts: Any) -> None:
        """Durable when it returns. Raises `AuditUnavailable`."""
        self.intent = self._append("intent", facts)

    def end(self, outcome: Outcome, **facts: Any) -> None:
        """The event is kept by now, so a log that cannot be written does not undo it; recovery closes the intent."""
        try:
            self._append("outcome", {**facts, "cause": self.intent, "outcome": outcome})
        except AuditUnavailable:
            return

    def _append(self, kind: RecordKind, facts: Mapping[str, Any]) -> str:
        found = self.addressee
        if found is not None:
            return found.house.record(record_of(found.account, found.world, kind, self.errand, **facts))
        app = self.fallback.account.app.key
        record = Record(kind, app=app, operation=self.errand.operation, policy=POLICY_HASH, sdk=VERSION, **facts)
        return self.fallback.house.record(record)


async def forget_consent(addressee: Addressee, hands: Hands, event: Event) -> None:
    """Destroy all that is kept under a grant that was taken back, unless there has been a new consent since."""
    account, house = addressee.account, addressee.house
    async with hands.world(house).refreshing():
        grant = (await hands.aside(house.tokens.kept)).grant
        told = event.timestamp.timestamp() + CLOCK_AHEAD if event.timestamp is not None else inf
        if house.closing or (grant is not None and grant.obtained <= told):
            await hands.aside(lambda: purge(house, account))
