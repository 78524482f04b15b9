"""Tokens under the same rules as every call: a pace slot, an intent, an outcome, and one refresh for all processes."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import ConsentNeeded, ServerError, ShopError, TransportError
from .envelope import AnswerReader
from .errand import Errand, Patience
from .flow import Flow
from .request import Request
from .secret import Secret
from .tokens import (
    TOKEN_GET,
    TOKEN_REFRESH,
    Grant,
    TokenAnswer,
    exchange_request,
    refresh_request,
)

_READER: AnswerReader[TokenAnswer] = AnswerReader(TokenAnswer)


class Consent:
    """Keeps the grant of one account usable."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    async def usable(self, *, rejected: Secret | None = None) -> Grant:
        """A grant whose access token holds and is not the `rejected` one; refreshed ahead of its expiry."""
        world = self._flow.world
        grant = await world.grant()
        if grant is None:
            raise ConsentNeeded(f"account {self._flow.account.name!r} has no token yet")
        if not self._must_refresh(grant, rejected):
            return grant
        async with world.refreshing():
            newest = await world.grant()
            if newest is None:
                raise ConsentNeeded(f"the tokens of account {self._flow.account.name!r} were removed")
            if not self._must_refresh(newest, rejected):
                return newest  # another task or process was here first
            return await self._refreshed(newest, rejected)

    def _must_refresh(self, grant: Grant, rejected: Secret | None) -> bool:
        return grant.is_due(self._flow.world.wall()) or grant.access_token == rejected

    async def _refreshed(self, grant: Grant, rejected: Secret | None) -> Grant:
        world, account = self._flow.world, self._flow.account
        if not grant.can_refresh(world.wall()):
            raise ConsentNeeded("the seller's grant has ended")
        trouble: ShopError
        try:
            return await self._obtain(
                Errand("auth.refresh", "GET", TOKEN_REFRESH, account.limits.windows("none"), host="auth"),
                lambda: refresh_request(account.app, grant.refresh_token, account.user_agent.header),
            )
        except (TransportError, ServerError) as error:
            trouble = error
        if grant.is_usable(world.wall()) and grant.access_token != rejected:
            return grant  # refreshed ahead: the old token serves until it expires
        raise trouble

    async def withdrawn(self, used: Secret) -> None:
        """Forget the tokens of a grant that was taken back, unless there has been a new consent since."""
        newest = await self._flow.world.grant()
        if newest is not None and newest.access_token == used:
            await self._flow.world.store_grant(None)

    async def exchange(self, code: Secret, patience: Patience) -> Grant:
        """Turn the one-time code of a consent into tokens, and store them."""
        account = self._flow.account
        latest = patience.latest(self._flow.world)
        return await self._obtain(
            Errand("auth.exchange", "GET", TOKEN_GET, account.limits.windows("none"), host="auth", latest=latest),
            lambda: exchange_request(account.app, code, account.user_agent.header),
        )

    async def _obtain(self, errand: Errand, build: Callable[[], Request]) -> Grant:
        """One token call; the new pair is stored before it is used. Never repeated: a spent token may be revoked."""
        world = self._flow.world
        opened = None
        while opened is None:
            booking = await self._flow.booked(errand)
            opened = await self._flow.exchange(errand, booking, build, _READER)
        if opened.error is not None:
            raise opened.error
        assert opened.result is not None
        grant = Grant.of(opened.result, world.wall())
        await world.store_grant(grant)
        return grant
