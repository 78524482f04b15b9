"""The part of the sandbox where users let apps in: codes, tokens, and the page that asks a seller."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from typing import Any

from . import consent
from .exchange import Incoming, Outgoing
from .grants import Grants
from .refusals import Refusal
from .shop.world import Seller, World
from .signature import read_query
from .troubled import refusal_answer
from .users import CREATOR, PARTNER, SCOPES, Creator, Partner, User, UserKind, kind_of


class Authority:
    """Who may let an app in, and what each has granted so far. `scopes` are those that a seller grants."""

    def __init__(
        self,
        world: World,
        apps: Mapping[str, str],
        *,
        scopes: Collection[str],
        redirect_url: str | None,
        rotate_refresh_tokens: bool,
        revoke_on_second_use: bool,
        clock: Callable[[], float],
    ) -> None:
        self.world = world
        self.apps = dict(apps)
        self.scopes = tuple(scopes)
        self.redirect_url = redirect_url
        self.grants = Grants(rotate=rotate_refresh_tokens, revoke=revoke_on_second_use)
        self.clock = clock
        self._lock = threading.RLock()

    @property
    def seller(self) -> Seller:
        """The first seller."""
        return self.world.sellers[0]

    @property
    def creator(self) -> Creator:
        """The one creator."""
        return CREATOR

    @property
    def partner(self) -> Partner:
        """The one partner, with its category assets."""
        return PARTNER

    def issue_code(
        self,
        user: User | None = None,
        *,
        kind: UserKind = "seller",
        scopes: Collection[str] | None = None,
        app_key: str = "",
    ) -> str:
        """A fresh authorization code, as if this user (the first of its kind, unless one is given) had consented."""
        with self._lock:
            chosen = user or self._first(kind)
            usual = self.scopes if isinstance(chosen, Seller) else SCOPES[kind_of(chosen)]
            granted = usual if scopes is None else tuple(scopes)
            return self.grants.issue_code(app_key or next(iter(self.apps)), chosen, granted, self.clock())

    def issue_tokens(
        self,
        user: User | None = None,
        *,
        kind: UserKind = "seller",
        scopes: Collection[str] | None = None,
        app_key: str = "",
    ) -> dict[str, Any]:
        """A fresh token pair in the platform's answer shape, without a call."""
        with self._lock:
            key = app_key or next(iter(self.apps))
            code = self.issue_code(user, kind=kind, scopes=scopes, app_key=key)
            return self.grants.exchange_code(key, code, self.clock())

    def withdraw(self, user: User | None = None) -> None:
        """The user (the first seller, unless one is given) takes back its consent: 105001 from now on."""
        with self._lock:
            self.grants.withdraw(user or self.seller)

    def _first(self, kind: UserKind) -> User:
        users: Mapping[UserKind, User] = {"seller": self.seller, "creator": CREATOR, "partner": PARTNER}
        return users[kind]

    def answer_consent(self, incoming: Incoming) -> Outgoing:
        """Ask a human which seller lets the app in, or hand out what was decided."""
        try:
            query = read_query(incoming.query_string)
            app_key = consent.check_question(incoming.path, query, self.apps)
        except Refusal as refusal:
            return refusal_answer(refusal, "")
        machine = "application/json" in incoming.headers.get("accept", "")
        decision = query.get("decision", "allow" if machine else "")
        if not decision:
            return consent.show_choice(incoming.path, query, self.world.sellers)
        code = None
        if decision == "allow":
            chosen = [one for one in self.world.sellers if one.open_id == query.get("seller")]
            code = self.issue_code(chosen[0] if chosen else None, app_key=app_key)
        return consent.hand_out(query, code, self.redirect_url, machine=machine)
