"""Tokens under the same rules as every call: a pace slot, an intent, an outcome, and one refresh for all processes."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import NamedTuple

from ..errors import ConsentNeeded, Refused, ShopError
from .envelope import AnswerReader
from .errand import Errand, Patience, events_of
from .flow import Flow
from .limits import Booking
from .request import Request
from .secret import Secret
from .tokens import (
    TOKEN_GET,
    TOKEN_REFRESH,
    Grant,
    RefreshMark,
    TokenAnswer,
    TokenStep,
    exchange_request,
    mark_after,
    next_step,
    refresh_request,
)

_READER: AnswerReader[TokenAnswer] = AnswerReader(TokenAnswer)


class _TokenCall(NamedTuple):
    """A call that brings tokens; a refresh has a mark, and replaces a grant."""

    errand: Errand
    build: Callable[[], Request]
    mark: RefreshMark | None = None
    replaced: Grant | None = None


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
        if grant.serves(world.wall(), rejected) and not grant.is_due(world.wall()):
            return grant
        async with world.refreshing():
            kept = await world.kept()  # another task or process may have been here first, or have died on the way
            if kept.grant is None:
                raise ConsentNeeded(f"the tokens of account {self._flow.account.name!r} were removed")
            step = next_step(kept.grant, kept.mark, world.wall(), rejected)
            if step is TokenStep.USE:
                return kept.grant
            if step in _OVER:
                raise _over(step)
            return await self._refreshed(kept.grant, kept.mark, rejected, last=step is TokenStep.REPEAT)

    async def _refreshed(
        self, grant: Grant, before: RefreshMark | None, rejected: Secret | None, *, last: bool
    ) -> Grant:
        world, account = self._flow.world, self._flow.account
        mark = RefreshMark.of(grant, world.wall(), last=last)
        call = _TokenCall(
            self._errand("auth.refresh", TOKEN_REFRESH, number=2 if last else 1),
            lambda: refresh_request(account.app, grant.refresh_token, account.user_agent.header),
            mark,
            grant,
        )
        trouble: ShopError
        try:
            return await self._obtain(call)
        except ShopError as error:
            trouble = error
        left = mark_after(trouble, mark, before)
        await world.mark_refresh(left)
        if grant.serves(world.wall(), rejected) and not isinstance(trouble, Refused):
            return grant  # refreshed ahead: the old token serves until it expires
        step = next_step(grant, left, world.wall(), rejected)
        raise _over(step) if step in _OVER and not isinstance(trouble, ConsentNeeded) else trouble

    async def withdrawn(self, used: Secret) -> None:
        """Forget the tokens of a grant that was taken back, unless there has been a new consent since."""
        await self._flow.world.forget_grant(used)

    async def exchange(self, code: Secret, patience: Patience) -> Grant:
        """Turn the one-time code of a consent into tokens, and store them."""
        account = self._flow.account
        latest = patience.latest(self._flow.world)
        return await self._obtain(
            _TokenCall(
                self._errand("auth.exchange", TOKEN_GET, latest=latest),
                lambda: exchange_request(account.app, code, account.user_agent.header),
            )
        )

    def _errand(self, operation: str, path: str, *, number: int = 1, latest: float = inf) -> Errand:
        windows = self._flow.account.limits.windows("none")
        return Errand(operation, "GET", path, windows, host="auth", number=number, latest=latest)

    async def _obtain(self, call: _TokenCall) -> Grant:
        """One token call. Never repeated: a spent token may be revoked. A caller who is cancelled waits for its end,
        for an answer that nobody stores is a grant lost."""
        grant = None
        while grant is None:
            booking = await self._flow.booked(call.errand)
            grant = await self._flow.world.unbroken(self._exchanged(call, booking))
        return grant

    async def _exchanged(self, call: _TokenCall, booking: Booking) -> Grant | None:
        """Marked before it is sent, stored before it is used. None: the slot was lost before anything was sent."""
        world = self._flow.world
        if call.mark is not None:
            await world.mark_refresh(call.mark)
        opened = await self._flow.exchange(call.errand, booking, call.build, _READER)
        if opened is None:
            return None
        if opened.error is not None:
            raise opened.error
        assert opened.result is not None
        grant = Grant.of(opened.result, world.wall())
        await world.store_grant(grant, replaced=call.replaced)
        if call.mark is not None:
            world.tell(events_of(call.errand, "refresh", {}, world.wall(), world.now()))
        return grant


_OVER = (TokenStep.GONE, TokenStep.ENDED)


def _over(step: TokenStep) -> ConsentNeeded:
    if step is TokenStep.ENDED:
        return ConsentNeeded("the seller's grant has ended")
    return ConsentNeeded(
        "the refresh token was sent twice and no new tokens came back, or the platform refused it; "
        "it is not sent again, for that could end what the seller still allows",
        next_step_zh="刷新令牌已发送两次但未取得新令牌,或已被平台拒绝;为避免授权被吊销,不再重复发送。"
        + ConsentNeeded.next_step_zh,
    )
