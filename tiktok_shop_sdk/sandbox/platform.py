"""A TikTok Shop on this machine: takes request after request and enforces the platform's rules.

A plain synchronous object without a socket or framework. Around it: `transport` for tests in one process,
`app` for a real port. The order in which a call is checked is written once, in `Platform._answer_call`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import formatdate
from typing import Any

from . import consent, documents, gate, listing, subscriptions, uploads
from .authority import Authority
from .call import Answer, Call, Desk
from .clocks import boot_clock
from .control import PREFIX, answer_control
from .documents import Documents, origin_of
from .endpoints import Endpoint, Quota
from .exchange import JSON_HEADERS, Incoming, Outgoing, encode, envelope
from .grants import Grant
from .known import answer_as_declared, find_endpoint, path_is_known
from .messenger import Messenger
from .paging import PagingRules
from .referee import Arrival, Referee
from .refusals import Refusal
from .shop import aftersales, orders, parcels, products, sellers, stock
from .shop.lifecycle import keeping_time
from .shop.world import Seller, World
from .signature import check_signature, check_timestamp, read_query
from .tokens import TOKEN_PATHS, answer_token, grant_asked_about
from .trouble import Script, Trouble
from .troubled import answer_instead, dress, refusal_answer
from .uploads import Uploads
from .users import SCOPES, User

SANDBOX_APP_KEY = "sandboxappkey"
SANDBOX_APP_SECRET = "sandbox-app-secret-not-a-real-one"

_ANSWERS: Mapping[str, Answer] = keeping_time(
    *(orders.ANSWERS, products.ANSWERS, stock.ANSWERS, listing.ANSWERS, sellers.ANSWERS),
    *(parcels.ANSWERS, aftersales.ANSWERS, subscriptions.ANSWERS),
)


class Platform(Authority):
    """The sandbox itself. `answer` may be called from any thread.

    `clock` gives Unix seconds, `monotonic` seconds that never step; inject both for virtual time.
    `allowed_addresses` is the app's allow list (None: every address). With `certified_only` a tool that does not
    declare itself in its User-Agent gets a 403; without, the referee notes it. With `rotate_refresh_tokens` each of
    them works once, with `revoke_on_second_use` a second use ends the grant (`grants.second_uses` lists them).
    `fail` is scripted trouble, see `trouble.FORMS`. Functions in `on_call` run before each API call with its number and
    may change the world (move an order, add one).
    """

    def __init__(
        self,
        *,
        world: World | None = None,
        referee: Referee | None = None,
        apps: Mapping[str, str] | None = None,
        scopes: Collection[str] = SCOPES["seller"],
        allowed_addresses: Collection[str] | None = None,
        certified_only: bool = False,
        redirect_url: str | None = None,
        rotate_refresh_tokens: bool = True,
        revoke_on_second_use: bool = True,
        paging: PagingRules | None = None,
        fail: str | Collection[str] = (),
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = boot_clock,
    ) -> None:
        super().__init__(
            world or World(epoch=clock()),
            apps or {SANDBOX_APP_KEY: SANDBOX_APP_SECRET},
            scopes=scopes,
            redirect_url=redirect_url,
            rotate_refresh_tokens=rotate_refresh_tokens,
            revoke_on_second_use=revoke_on_second_use,
            clock=clock,
        )
        self.monotonic = monotonic
        self.referee = referee or Referee()
        self.allowed_addresses = allowed_addresses
        self.certified_only = certified_only
        self.messenger = Messenger(self.world, self.apps, self.clock)
        self.paging = paging or PagingRules()
        self.documents = Documents()
        self.uploads = Uploads()
        self.script = Script(fail)
        self.on_call: list[Callable[[int, Incoming], None]] = []
        self._served = 0

    # What tests and demos ask for

    def withdraw(self, user: User | None = None) -> None:
        """The user (the first seller, unless one is given) takes back its consent: 105001, and webhook 6 to the app."""
        super().withdraw(user)
        left = user or self.seller
        for shop in left.shops if isinstance(left, Seller) else ():
            self.messenger.announce(shop, 6, {"message": f"Shop_id {shop.id} is deauthorized"})

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
            return self.answer_consent(incoming)
        if incoming.path in TOKEN_PATHS:
            return self._token_call(incoming)
        troubles = self.script.next_call()
        for look in self.on_call:
            look(self.script.calls, incoming)
        if incoming.path.startswith(documents.PREFIX):
            return self._fetch(incoming, troubles)
        if incoming.path.startswith(uploads.PREFIX):
            return self._chunk_call(incoming, troubles)
        return self._api_call(incoming, troubles)

    def _api_call(self, incoming: Incoming, troubles: tuple[Trouble, ...]) -> Outgoing:
        found = find_endpoint(incoming.method, incoming.path)
        endpoint = found[0] if found else None
        arrival = self._arrive(incoming, self._account_of(incoming), endpoint.quota if endpoint else "none", endpoint)
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
        shop = gate.check_grant(endpoint, query, grant)
        gate.check_caller(incoming, self.allowed_addresses, certified_only=self.certified_only)
        body = gate.read_body(incoming, endpoint)
        gate.check_needs(endpoint.needs, query, body)
        call = Call(endpoint, grant.user, shop, now, values, query, body, self.paging, self._desk(incoming, grant))
        _move_orders(call, troubles)
        data = _ANSWERS.get(endpoint.key, answer_as_declared)(call)
        encoded = data if isinstance(data, bytes) else encode(data)
        return dress(Outgoing(200, JSON_HEADERS, envelope(encoded, arrival.request_id)), troubles)

    def _desk(self, incoming: Incoming, grant: Grant) -> Desk:
        origin = origin_of(incoming)
        return Desk(origin, lambda name: self.documents.link(origin, grant.account, name), self.uploads)

    def _chunk_call(self, incoming: Incoming, troubles: tuple[Trouble, ...]) -> Outgoing:
        arrival = self._arrive(incoming, self._account_of(incoming), "both")
        now = self.clock()
        try:
            query = read_query(incoming.query_string)
            app_key = gate.check_app(query, self.apps)
            grant = self.grants.check(incoming.headers.get("x-tts-access-token", ""), app_key, now)
            self._check_quota(arrival)
            instead = answer_instead(troubles, self.grants, grant, now)
            if instead is not None:
                return instead
            gate.check_caller(incoming, self.allowed_addresses, certified_only=self.certified_only)
            data = encode(self.uploads.take(incoming, query, grant))
            return dress(Outgoing(200, JSON_HEADERS, envelope(data, arrival.request_id)), troubles)
        except Refusal as refusal:
            return self._refuse(arrival, refusal)

    def _fetch(self, incoming: Incoming, troubles: tuple[Trouble, ...]) -> Outgoing:
        arrival = self._arrive(incoming, self.documents.account(incoming.path), "none")
        try:
            gate.check_caller(incoming, None, certified_only=self.certified_only)
            instead = answer_instead(troubles, self.grants, None, self.clock())
            return instead or dress(self.documents.answer(incoming, read_query(incoming.query_string)), troubles)
        except Refusal as refusal:
            return self._refuse(arrival, refusal)

    def _token_call(self, incoming: Incoming) -> Outgoing:
        troubles = self.script.next_token_call()
        query: dict[str, str] = {}
        try:
            query = read_query(incoming.query_string)
        except Refusal as refusal:
            return self._refuse(self._arrive(incoming, "", "none"), refusal)
        grant = grant_asked_about(query, self.grants)
        arrival = self._arrive(incoming, grant.account if grant else "", "none")
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
        gate.check_caller(incoming, self.allowed_addresses, certified_only=self.certified_only)
        instead = answer_instead(troubles, self.grants, None, now)
        if instead is not None:
            return instead
        data = encode(answer_token(incoming.path, query, app_key, self.grants, now))
        body = envelope(data, arrival.request_id, message="success")
        return dress(Outgoing(200, JSON_HEADERS, body), troubles)

    def _account_of(self, incoming: Incoming) -> str:
        grant = self.grants.behind(incoming.headers.get("x-tts-access-token", ""))
        return grant.account if grant else ""

    def _arrive(self, incoming: Incoming, account: str, quota: Quota, endpoint: Endpoint | None = None) -> Arrival:
        now = self.clock()
        self._served += 1
        return self.referee.arrive(
            account or "?/?",
            quota,
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


def _move_orders(call: Call, troubles: tuple[Trouble, ...]) -> None:
    for trouble in troubles:
        if trouble.what == "move":
            call.shop.move_orders(int(trouble.number or 0), call.now)
