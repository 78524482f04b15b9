"""The world over asyncio: httpx's async transport, aiolimiter as metronome, files and databases in worker threads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import ref

from aiolimiter import AsyncLimiter

from ..core.audit import Record
from ..core.kept import Kept
from ..core.lanes import Lane
from ..core.limits import Booking, Told, Wait, Window
from ..core.request import Request, Response
from ..core.secret import Secret
from ..core.tokens import Grant, RefreshMark
from ..core.world import Departure, Host
from .household import Household, Instant
from .turn import Caller, Key, Turnstile

if TYPE_CHECKING:
    import httpx

    from ..core.observe import Observer
    from .http_aio import AsyncLine
    from .places import Place
    from .ways import Ways

T = TypeVar("T")

# How late the loop may come to a sending after the ledger agreed to it; beyond that the ledger is asked again.
PROMPT = 0.010
LOCK_POLL = 0.05


class AsyncTurn:
    """`core.world.Turn` for asyncio tasks of any loop; entered once. `patience` is in seconds."""

    def __init__(self, turnstile: Turnstile, key: Key, lane: Lane, patience: float | None = None) -> None:
        self._line = turnstile.line()
        self._key = key
        self._lane: Lane = lane
        self._patience = patience

    async def __aenter__(self) -> AsyncTurn:
        self._loop = loop = asyncio.get_running_loop()
        self._until = None if self._patience is None else loop.time() + self._patience
        self._woken = woken = asyncio.Event()
        self._caller = Caller(self._key, self._lane, lambda: loop.call_soon_threadsafe(woken.set))
        self._line.enter(self._caller)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.leave(self._caller)

    @property
    def first_for(self) -> float:
        return self._line.first_for(self._caller)

    async def come(self) -> bool:
        if not self._caller.going:
            self._line.want(self._caller, 0.0)
        return await self._until_going()

    async def rest(self, seconds: float) -> bool:
        self._line.want(self._caller, seconds)
        timer = self._loop.call_later(seconds, self._line.want, self._caller, 0.0)
        try:
            return await self._until_going()
        finally:
            timer.cancel()

    async def _until_going(self) -> bool:
        try:
            async with asyncio.timeout_at(self._until):
                while not self._caller.going:
                    self._woken.clear()
                    await self._woken.wait()
        except TimeoutError:
            return False
        return True


class AsyncWorld(Instant):
    """The verbs of the flow for one client inside one event loop."""

    def __init__(
        self,
        household: Household,
        transport: httpx.AsyncBaseTransport | None = None,
        observers: Iterable[Observer] = (),
    ) -> None:
        super().__init__(household, observers)
        self._given = transport
        self._way = (transport or household.egress, household.secure)
        self._entered: tuple[ref[Ways[AsyncLine]], ...] = ()
        # A second line beside the ledger: inside one loop no two sendings are closer than the pace, whatever a store
        # says. (AsyncLimiter(120, 60) would admit 239 calls into a minute; one per period admits no burst.) A hair
        # faster than the pace, so that rounding never costs a slot that the ledger has given.
        self._metronomes: dict[ref[asyncio.AbstractEventLoop], AsyncLimiter] = {}
        self._placed: dict[Booking, Place] = {}

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    def turn(self, windows: tuple[Window, ...], lane: Lane, patience: float | None) -> AsyncTurn:
        return AsyncTurn(self._household.turnstile, tuple(window.name for window in windows), lane, patience)

    async def book(self, windows: tuple[Window, ...]) -> Booking | Wait:
        place = await self._household.commons.places_of(asyncio.get_running_loop()).take(id(self._household))
        booked: Booking | Wait | None = None
        try:
            booked = await self.aside(lambda: self._household.book(windows))
            return booked
        finally:
            if isinstance(booked, Booking):
                self._placed[booked] = place
            else:
                place.give_back()

    async def confirm(self, booking: Booking) -> Wait | None:
        wait, at = await self.aside(lambda: (self._household.ledger().confirm(booking), self.now()))
        return wait or await self._prompt(booking, at)

    async def depart(self, intent: Record, booking: Booking) -> Departure:
        await self._open()
        departure, at = await self.aside(lambda: (self._household.depart(intent, booking), self.now()))
        if departure.wait is not None or departure.trouble is not None:
            self._placed[booking].depart()
            return departure
        try:
            await _due_cancellation()  # a caller who gave up while the intent was written sends nothing
            return departure._replace(wait=await self._prompt(booking, at))
        except BaseException as error:
            return departure._replace(trouble=error)

    async def _prompt(self, booking: Booking, agreed: float) -> Wait | None:
        """What keeps a sending back to which the ledger agreed at `agreed`."""
        place = self._placed[booking]
        if self._household.limits.pace and not place.paced:  # against a sandbox there may be no pace
            place.paced = True
            await self._metronome().acquire()
        if self.now() - agreed > PROMPT:
            return Wait(0.0, "pace")  # ask again, lest the next sending be too close
        place.depart()
        return None

    def _metronome(self) -> AsyncLimiter:
        running = ref(asyncio.get_running_loop())
        if running not in self._metronomes:
            self._metronomes = {known: each for known, each in self._metronomes.items() if _is_open(known())}
            self._metronomes[running] = AsyncLimiter(1, self._household.limits.pace * 0.98)
        return self._metronomes[running]

    async def arrive(self, booking: Booking, told: Told, outcome: Record) -> float:
        self._over(booking)
        try:
            return await self.aside(lambda: self._household.arrive(booking, told, outcome))
        finally:
            self._household.turnstile.look_again()

    async def settle(self, booking: Booking, told: Told) -> float:
        self._over(booking)
        pause = await self.aside(lambda: self._household.ledger().settle(booking, told))
        self._household.turnstile.look_again()
        return pause

    def _over(self, booking: Booking) -> None:
        """The call is no longer on its way, however it ended: its place is another's."""
        if (place := self._placed.pop(booking, None)) is not None:
            place.give_back()

    async def grant(self) -> Grant | None:
        kept = self._household.tokens.unchanged()
        return await self.aside(self._household.grant) if kept is None else kept.grant

    async def kept(self) -> Kept:
        return await self.aside(self._household.tokens.kept)

    async def mark_refresh(self, mark: RefreshMark | None) -> None:
        await self.aside(lambda: self._household.tokens.change(lambda kept: kept.with_mark(mark)))

    async def store_grant(self, grant: Grant, *, replaced: Grant | None) -> None:
        await self.aside(lambda: self._household.keep(grant, replaced))

    async def forget_grant(self, used: Secret) -> None:
        await self.aside(lambda: self._household.forget(used))

    @asynccontextmanager
    async def refreshing(self) -> AsyncIterator[None]:
        lock = self._household.refresh_lock()
        while not await self.aside(lock.try_acquire):  # noqa: ASYNC110  # another process sets no event of ours
            await asyncio.sleep(LOCK_POLL)
        try:
            yield
        finally:
            await self._in_thread(lock.release)

    async def unbroken(self, work: Coroutine[Any, Any, T]) -> T:
        return await _to_its_end(asyncio.ensure_future(work))

    async def record(self, record: Record) -> str:
        return await self.aside(lambda: self._household.sink.append(record))

    async def send(self, request: Request, host: Host) -> Response:
        with self._ways().carrying(self._way, self._opened) as line:
            return await line.exchange(request, self._household.base(host), self._household.limits.attempt_timeout)

    async def _open(self) -> None:
        """The way out, opened before the last check: nothing slow may lie between the check and the sending."""
        ways = self._ways()
        if not ways.is_open(self._way):
            for line in ways.keep(self._way, await self.aside(self._opened)):
                await line.close()

    def _ways(self) -> Ways[AsyncLine]:
        """Those of this process and loop: never the parent's sockets, nor another loop's."""
        ways = self._household.commons.ways_of(asyncio.get_running_loop())
        if ref(ways) not in self._entered:
            self._entered = (*(known for known in self._entered if known() is not None), ref(ways))
            ways.enter(self._way)
        return ways

    def _opened(self) -> AsyncLine:
        from .http_aio import AsyncLine  # HTTP comes with the first call; who looks at quotas or the log needs none

        given = None
        if self._given is not None:
            from .given import AsyncGiven  # and httpx with a transport of its kind

            given = AsyncGiven(self._given)
        return AsyncLine(self._household.egress, secure=self._household.secure, given=given)

    async def aclose(self) -> None:
        """Close the connections with their last user; the household is closed by the client."""
        ways = self._household.commons.ways_of(asyncio.get_running_loop())
        if ref(ways) in self._entered:
            self._entered = tuple(known for known in self._entered if known != ref(ways))
            line = ways.leave(self._way)
            if line is not None:
                await line.close()

    async def aside(self, work: Callable[[], T]) -> T:
        """Run blocking work in a worker thread. A cancelled caller first learns how its work ended, so that no booking
        and no record is left half known; the cancellation is delivered at its next wait."""
        await _due_cancellation()
        return await self._in_thread(work)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        workers = self._household.commons.workers()
        return await _to_its_end(asyncio.get_running_loop().run_in_executor(workers, work))


def _is_open(loop: asyncio.AbstractEventLoop | None) -> bool:
    return loop is not None and not loop.is_closed()


async def _due_cancellation() -> None:
    """A cancellation that is due comes here, before the work and not after it."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        await asyncio.sleep(0)


async def _to_its_end(future: asyncio.Future[T]) -> T:
    task = asyncio.current_task()
    cancelled: asyncio.CancelledError | None = None
    while not future.done():
        try:
            await asyncio.shield(future)
        except asyncio.CancelledError as error:
            cancelled = error
            if task is not None:
                task.uncancel()
        except Exception:
            break
    if cancelled is not None and task is not None:
        task.cancel(*cancelled.args)
    return future.result()
