"""A TikTok Shop on this machine: takes request after request and enforces the platform's rules.

A plain synchronous object without a socket or framework. Around it: `transport` for tests in one process,
`app` for a real port. The order in which a call is checked is written once, in `Platform._answer_call`.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import formatdate
from types import MappingProxyType
from typing import Any

from . import consent, gate, listing, orders, products, sellers, stock
from .call import Answer, Call
from .clocks import boot_clock
from .control import PREFIX, answer_control
from .endpoints import ALL_SCOPES, Endpoint, find_endpoint, path_is_known
from .exchange import JSON_HEADERS, Incoming, Outgoing, encode, envelope
from .grants import Grant, Grants
from .paging import PagingRules
from .referee import Arrival, Referee
from .refusals import Refusal
from .signature import check_signature, check_timestamp, read_query
from .tokens import TOKEN_PATHS, answer_token, grant_asked_about
from .trouble import Script, Trouble
from .troubled import answer_instead, dress, refusal_answer
from .world import Seller, World

SANDBOX_APP_KEY = "sandboxappkey"
SANDBOX_APP_SECRET = "sandbox-app-secret-not-a-real-one"

_ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {**orders.ANSWERS, **products.ANSWERS, **stock.ANSWERS, **listing.ANSWERS, **sellers.ANSWERS}
)


class Platform:
    """The sandbox itself. `answer` may be called from any thread.

    `clock` gives Unix seconds, `monotonic` seconds that never step; inject both for virtual time.
    `allowed_addresses` is the app's allow list (None: every address). `fail` is scripted trouble, see
    `trouble.FORMS`. Functions in `on_call` run before each API call with its number and may change the world
    (move an order, add one).
    """

    def __init__(
        self,
        *,
        world: World | None = None,
        referee: Referee | None = None,
        apps: Mapping[str, str] | None = None,
        scopes: Collection[str] = ALL_SCOPES,
        allowed_addresses: Collection[str] | None = None,
        redirect_url: str | None = None,
        rotate_refresh_tokens: bool = True,
        paging: PagingRules | None = None,
        fail: str | Collection[str] = (),
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = boot_clock,
    ) -> None:
        self.clock = clock
        self.monotonic = monotonic
        self.world = world or World(epoch=clock())
        self.referee = referee or Referee()
        self.apps = dict(apps or {SANDBOX_APP_KEY: SANDBOX_APP_SECRET})
        self.scopes = tuple(scopes)
        self.allowed_addresses = allowed_addresses
        self.redirect_url = redirect_url
        self.paging = paging or PagingRules()
        self.grants = Grants(rotate=rotate_refresh_tokens)
        self.script = Script(fail)
        self.on_call: list[Callable[[int, Incoming], None]] = []
        self._lock = threading.RLock()
        self._served = 0

    # What tests and demos ask for

    @property
    def seller(self) -> Seller:
        """The first seller."""
        return self.world.sellers[0]

    def issue_code(
        self, seller: Seller | None = None, *, scopes: Collection[str] | None = None, app_key: str = ""
    ) -> str:
        """A fresh authorization code, as if the seller had just consented."""
        with self._lock:
            granted = self.scopes if scopes is None else tuple(scopes)
            key = app_key or next(iter(self.apps))
            return self.grants.issue_code(key, seller or self.seller, granted, self.clock())

    def issue_tokens(
        self, seller: Seller | None = None, *, scopes: Collection[str] | None = None, app_key: str = ""
    ) -> dict[str, Any]:
        """A fresh token pair in the platform's answer shape, without a call."""
        with self._lock:
            key = app_key or next(iter(self.apps))
            code = self.issue_code(seller, scopes=scopes, app_key=key)
            return self.grants.exchange_code(key, code, self.clock())

    def withdraw(self, seller: Seller | None = None) -> None:
        """The seller takes back its consent: 105001 from now on."""
        with self._lock:
            self.grants.withdraw(seller or self.seller)

    def trouble(self, specs: str | Collection[str]) -> tuple[Trouble, ...]:
        """Put trouble on the list at run time."""
        with self._lock:
            return self.script.add(specs)

    def report(self) -> dict[str, Any]:
        """The referee's report."""
        with self._lock:
            return self.referee.report()

    # One request

    def answer(self, incoming: Incoming) -> Outgoing:
        """Answer one request; send the answer after its `delay`, or close the connection if `cut`."""
        with self._lock:
            out = self._answer(incoming)
            # A client whose clock is off finds out by how much from this header.
            return replace(out, headers=(*out.headers, ("date", formatdate(self.clock(), usegmt=True))))

    def _answer(self, incoming: Incoming) -> Outgoing:
        if incoming.path.startswith(PREFIX):
            return answer_control(incoming, self.referee, self.script)
        if incoming.path in consent.PATHS:
            return self._consent(incoming)
        if incoming.path in TOKEN_PATHS:
            return self._token_call(incoming)
        return self._api_call(incoming)

    def _api_call(self, incoming: Incoming) -> Outgoing:
        troubles = self.script.next_call()
        for look in self.on_call:
            look(self.script.calls, incoming)
        found = find_endpoint(incoming.method, incoming.path)
        grant = self.grants.behind(incoming.headers.get("x-tts-access-token", ""))
        arrival = self._arrive(incoming, found[0] if found else None, grant)
        try:
            return self._answer_call(incoming, found, arrival, troubles)
        except Refusal as refusal:
            return self._refuse(arrival, refusal)

    def _answer_call(
        self,
        incoming: Incoming,
        found: tuple[Endpoint, dict[str, str]] | None,
        arrival: Arrival,
        troubles: tuple[Trouble, ...],
    ) -> Outgoing:
        now = self.clock()
        if found is None:
            raise Refusal(36009010 if path_is_known(incoming.path) else 36009009)
        endpoint, values = found
        query = read_query(incoming.query_string)
        app_key = gate.check_app(query, self.apps)
        check_signature(incoming, query, self.apps[app_key])
        check_timestamp(query, now)
        grant = self.grants.check(incoming.headers.get("x-tts-access-token", ""), app_key, now)
        self._check_quota(arrival)
        instead = answer_instead(troubles, self.grants, grant, now)
        if instead is not None:
            return instead
        gate.check_scope(endpoint, grant)
        shop = gate.check_cipher(endpoint, query, grant)
        gate.check_caller(incoming, self.allowed_addresses)
        body = gate.read_body(incoming, endpoint)
        call = Call(endpoint, grant.seller, shop, now, values, query, body, self.paging)
        _move_orders(call, troubles)
        data = _ANSWERS.get(endpoint.key, listing.nothing_to_tell)(call)
        encoded = data if isinstance(data, bytes) else encode(data)
        return dress(Outgoing(200, JSON_HEADERS, envelope(encoded, arrival.request_id)), troubles)

    def _token_call(self, incoming: Incoming) -> Outgoing:
        troubles = self.script.next_token_call()
        query: dict[str, str] = {}
        try:
            query = read_query(incoming.query_string)
        except Refusal as refusal:
            return self._refuse(self._arrive(incoming, None, None), refusal)
        arrival = self._arrive(incoming, None, grant_asked_about(query, self.grants))
        try:
            return self._answer_token_call(incoming, query, arrival, troubles)
        except Refusal as refusal:
            return self._refuse(arrival, refusal)

    def _answer_token_call(
        self, incoming: Incoming, query: Mapping[str, str], arrival: Arrival, troubles: tuple[Trouble, ...]
    ) -> Outgoing:
        now = self.clock()
        if incoming.method != "GET":
            raise Refusal(36009010)
        app_key = gate.check_app(query, self.apps)
        if query.get("app_secret") != self.apps[app_key]:
            raise Refusal(36004003)
        gate.check_caller(incoming, self.allowed_addresses)
        instead = answer_instead(troubles, self.grants, None, now)
        if instead is not None:
            return instead
        data = encode(answer_token(incoming.path, query, app_key, self.grants, now))
        body = envelope(data, arrival.request_id, message="success")
        return dress(Outgoing(200, JSON_HEADERS, body), troubles)

    def _arrive(self, incoming: Incoming, endpoint: Endpoint | None, grant: Grant | None) -> Arrival:
        now = self.clock()
        self._served += 1
        return self.referee.arrive(
            f"{grant.app_key}/{grant.seller.open_id}" if grant else "?/?",
            "none" if endpoint is None else endpoint.quota,
            at=self.monotonic(),
            time=now,
            operation=endpoint.key if endpoint else f"{incoming.method} {incoming.path}",
            request_id=f"{datetime.fromtimestamp(now, UTC):%Y%m%d%H%M%S}{self._served:018X}",
            user_agent=incoming.headers.get("user-agent", ""),
            address=incoming.client_address,
        )

    def _check_quota(self, arrival: Arrival) -> None:
        if arrival.over:
            window = self.referee.windows[arrival.over]
            wait = math.ceil(arrival.retry_in) if self.referee.retry_after else None
            why = f"more than {window.calls} {arrival.over} calls in {window.seconds:g} s"
            raise Refusal(36009002, retry_after=wait, why=why)

    def _refuse(self, arrival: Arrival, refusal: Refusal) -> Outgoing:
        self.referee.refused(arrival, status=refusal.status, code=refusal.code, why=refusal.why)
        if refusal.retry_after is not None:
            self.referee.paused(arrival.account, at=arrival.at, seconds=refusal.retry_after)
        return refusal_answer(refusal, arrival.request_id)

    def _consent(self, incoming: Incoming) -> Outgoing:
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


def _move_orders(call: Call, troubles: tuple[Trouble, ...]) -> None:
    for trouble in troubles:
        if trouble.what == "move":
            call.shop.move_orders(int(trouble.number or 0), call.now)
