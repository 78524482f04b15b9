"""
The one path of every call, in the order in which the rules apply. What stands in brackets is one step aside.

    once per call       purpose                 refused: nothing is sent, the refusal is recorded
                        attempts                the first one bare, tenacity after a failure
    once per attempt    token                   ready before any slot is taken
                        turn, book              lanes, first come, first served; one atomic step in the ledger; re-check
                      [ intent                  durable before the first byte leaves; if not, nothing is sent
                      [ last check              pause and pace still hold, in every process; if not: `not_sent`, again
                        build, sign             after every wait, over the exact bytes that are sent
                        send                    from the registered egress, under one total deadline
                        open = strip            bytes into the allow-list model; what was stripped is counted
                      [ settle                  the slot's period runs from here; a 429 pauses the account
                      [ outcome                 also on error, time-out and cancellation

An attempt ends in a value, not in an exception: what went wrong is carried in `Opened.error` until the call is over,
so that no frame and no context of a failed attempt travels with the error that the user sees. Waiting and I/O are the
world's (`core.world`); this page decides only in which order it happens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from math import inf
from typing import Any, NoReturn, TypeVar

from ..errors import (
    AuditUnavailable,
    EgressRefused,
    LedgerUnavailable,
    Refused,
    ShopError,
    TokenRejected,
    TransportError,
    WaitTooLong,
)
from .audit import Kind, Outcome, Record
from .codes import WITHDRAWN
from .envelope import AnswerReader, Opened, undeclared_fields
from .errand import (
    Errand,
    Layout,
    Patience,
    ShopRef,
    complete,
    errand_of,
    events_of,
    keyed,
    outcome_of,
    pinned,
    record_of,
    signed_request,
    told_of,
    too_late,
)
from .lanes import aged, rest_for, windows_in
from .limits import Answered, Booking, Lost, Told, TooMany
from .operation import Declaration
from .request import Request, Response
from .retry import Attempts
from .secret import Secret
from .sensitive import Stripper, released_kinds
from .subject import wrong_subject, wrong_token
from .terms import Bound
from .tokens import Grant
from .world import Declared, Departure, Tokens, World

R = TypeVar("R")

# Counting undeclared keys costs more than reading the answer: done for an operation's first, then one in a hundred.
SAMPLE = 100
# A pace that another process's sending moved is waited for after the intent; a longer wait gives the slot back.
MAX_LAST_WAIT = 2.0


class Flow:
    """Runs the calls of one account."""

    def __init__(self, account: Declared, world: World) -> None:
        self.account = account
        self.world = world
        self._released = released_kinds(account.statement.covers)
        self._answers: Counter[str] = Counter()

    async def call(
        self,
        operation: Declaration[..., R],
        bound: Bound,
        *,
        tokens: Tokens,
        shop: ShopRef | None = None,
        patience: Patience | None = None,
        layout: Layout = signed_request,
    ) -> R:
        """Make one call under all the rules; raises a `ShopError` and nothing else."""
        bound = replace(bound, path=pinned(bound.path, self.account.versions.get(operation.id)))
        errand = errand_of(self.account, self.world, operation, bound, shop, patience or Patience())
        await self._check(errand, operation)
        bound = keyed(self.world, operation, bound)
        attempts = Attempts(self.account.limits, repeatable=operation.repeatable)
        rejected: Secret | None = None
        while True:
            errand.number = attempts.number
            opened, used = await self._attempt(errand, operation, bound, tokens, rejected, layout)
            if opened.error is None:
                return opened.result  # type: ignore[return-value]  # None only where R is None
            if opened.code == WITHDRAWN:
                await tokens.withdrawn(used)
            pause = attempts.after(opened.error)
            if pause is None or pause > errand.time_left(self.world):
                raise opened.error
            rejected = used if isinstance(opened.error, TokenRejected) else None
            await self.world.sleep(pause)

    async def _check(self, errand: Errand, operation: Declaration[..., Any]) -> None:
        """Purpose and shop; a refusal is recorded before it is raised."""
        refused: Refused | None = None
        try:
            today = datetime.fromtimestamp(self.world.wall(), UTC).date()
            self.account.statement.check(operation.terms.data_class, operation=operation.id, today=today)
        except Refused as error:
            refused = error
        refused = refused or wrong_subject(operation, errand.shop)
        if refused is not None:
            await self.refuse(errand, refused)

    async def refuse(self, errand: Errand, error: ShopError) -> NoReturn:
        """Record that we refused, then raise."""
        detail = {"error": type(error).__name__}
        await self._record("refusal", errand, lane=errand.lane, outcome="refused", detail=detail)
        raise error

    async def _attempt(
        self,
        errand: Errand,
        operation: Declaration[..., R],
        bound: Bound,
        tokens: Tokens,
        rejected: Secret | None,
        layout: Layout,
    ) -> tuple[Opened[R], Secret]:
        """One HTTP exchange, or as many bookings as it takes to come to one."""
        while True:
            grant = await tokens.usable(rejected=rejected)
            if (refused := wrong_token(operation, grant)) is not None:
                await self.refuse(errand, refused)
            booking = await self.booked(errand)
            async with self._given_back_on_error(booking):
                newest = await self.world.grant()
            if errand.waited and (newest is None or not newest.is_usable(self.world.wall())):
                await self._give_back(booking)  # the token expired in line: a new one, a new place
                continue
            grant = newest or grant

            def build(grant: Grant = grant) -> Request:
                return layout(self.account, self.world, errand, operation, bound, grant.access_token)

            opened = await self.exchange(errand, booking, build, operation.reader)
            if opened is not None:
                return opened, grant.access_token

    async def booked(self, errand: Errand) -> Booking:
        """Wait for the right to send; `WaitTooLong` when that takes longer than the caller allows."""
        world, limits, start = self.world, self.account.limits, self.world.now()
        refused: WaitTooLong | None = None
        left = errand.time_left(world)
        async with world.turn(errand.windows, errand.lane, None if left == inf else left) as turn:
            come = await turn.come()
            while come:
                lane = aged(errand.lane, turn.first_for)
                try:
                    answer = await world.book(windows_in(limits, errand.windows, lane))
                except EgressRefused as error:
                    await self.refuse(errand, error)
                if isinstance(answer, Booking):
                    errand.waited = world.now() - start
                    return answer
                if answer.seconds > errand.time_left(world):
                    refused = too_late(world, errand, answer.seconds, answer.window or answer.reason)
                    break
                come = await turn.rest(rest_for(limits, lane, answer.seconds))
        await self.refuse(errand, refused or too_late(world, errand, 0.0, "others came first"))

    async def exchange(
        self,
        errand: Errand,
        booking: Booking,
        build: Callable[[], Request],
        reader: AnswerReader[R],
    ) -> Opened[R] | None:
        """Intent, last check, send, open, settle, outcome. None: the slot was lost before anything was sent."""
        world = self.world
        departure = await self._depart(errand, booking)
        intent, errand.sent = departure.intent, inf
        stripper = Stripper(self._released)
        response: Response | None = None
        try:
            if not await self._still_holds(booking, departure):
                await self._arrive(errand, intent, booking, Answered(ok=False), outcome="not_sent")
                return None
            request = build()
            errand.sent = world.now()
            response = await world.send(request, errand.host)
            opened = reader.open(response, stripper, operation=errand.operation)
        except TransportError as error:
            error.operation = errand.operation
            opened = Opened(error=error.with_traceback(None))
        except BaseException as error:
            sent = errand.sent < inf
            ended: Outcome = "unreadable" if sent else "not_sent"
            ended = ended if isinstance(error, Exception) else "cancelled"
            await self._arrive(errand, intent, booking, Lost() if sent else Answered(ok=False), outcome=ended)
            raise
        told = told_of(response, opened.error, world.wall())
        pause = await self._arrive(
            errand,
            intent,
            booking,
            told,
            outcome=outcome_of(opened.error),
            status=response.status if response else None,
            code=opened.code,
            request_id=opened.request_id,
            elapsed_ms=round((world.now() - errand.sent) * 1000),
            bytes=len(response.body) if response else None,
            stripped={**stripper.stripped, **{f"{kind}:released": n for kind, n in stripper.passed.items()}},
            unknown_fields=self._undeclared(errand, response, reader),
        )
        complete(opened.error, response, pause, world.wall())
        if isinstance(told, TooMany) and pause < inf:
            with suppress(AuditUnavailable):  # the outcome stands, and the ledger knows of the pause
                await self._record("pause", errand, cause=intent, detail={"seconds": round(pause)})
        if pause == inf:
            raise LedgerUnavailable("the platform asked to slow down, and that could not be stored for all processes")
        return opened

    async def _depart(self, errand: Errand, booking: Booking) -> Departure:
        waited = round(errand.waited * 1000)
        async with self._given_back_on_error(booking):
            with self._recording("intent", errand, lane=errand.lane, waited_ms=waited) as intent:
                return await self.world.depart(intent, booking)

    @asynccontextmanager
    async def _given_back_on_error(self, booking: Booking) -> AsyncIterator[None]:
        try:
            yield
        except BaseException:
            await self._give_back(booking)
            raise

    async def _give_back(self, booking: Booking) -> None:
        with suppress(LedgerUnavailable):  # it keeps its worst release, which is late and never early
            await self.world.settle(booking, Answered(ok=False))  # nothing was sent: its period runs from now

    async def _still_holds(self, booking: Booking, departure: Departure) -> bool:
        """A slow disk may have eaten the gap, and another process may have been told to stop."""
        if departure.trouble is not None:
            raise departure.trouble
        wait = departure.wait
        while wait is not None:
            if wait.reason != "pace" or wait.seconds > MAX_LAST_WAIT:
                return False
            await self.world.sleep(wait.seconds)
            wait = await self.world.confirm(booking)
        return True

    def _undeclared(self, errand: Errand, response: Response | None, reader: AnswerReader[Any]) -> int | None:
        seen = self._answers[errand.operation]
        self._answers[errand.operation] += 1
        if response is None or seen % SAMPLE:
            return None
        return undeclared_fields(response.body, reader.declared)

    async def _arrive(self, errand: Errand, intent: str, booking: Booking, told: Told, **facts: Any) -> float:
        """Settle and record the outcome; returns the seconds of pause now in force."""
        try:
            with self._recording("outcome", errand, cause=intent, **facts) as outcome:
                return await self.world.arrive(booking, told, outcome)
        except LedgerUnavailable:
            # The slot keeps its worst release, which is late and never early, and the caller gets the platform's
            # answer. A pause that nobody else will know of is another matter.
            return inf if isinstance(told, TooMany) else 0.0

    async def _record(self, kind: Kind, errand: Errand, **facts: Any) -> str:
        with self._recording(kind, errand, **facts) as record:
            return await self.world.record(record)

    @contextmanager
    def _recording(self, kind: Kind, errand: Errand, **facts: Any) -> Iterator[Record]:
        """A record for the log; observers hear of it, whatever becomes of the record."""
        world = self.world
        try:
            yield record_of(self.account, world, kind, errand, **facts)
        finally:
            world.tell(events_of(errand, kind, facts, world.wall(), world.now()))
