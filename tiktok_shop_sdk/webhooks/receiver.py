"""Receives the webhook events of an app: checked, stripped, kept, acknowledged; then handed over."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from types import TracebackType
from typing import Self, TypeVar

from ..account import Account
from ..errors import ClientClosed, DeclarationError
from ..ports.clock import Clock
from ..ports.run import run
from ..stores.inbox import Inbox, Owner
from .addressees import Addressees, Note, forget_consent
from .events import CreatorDeauthorized, Event, SellerDeauthorized
from .handover import AsyncHands, Bell, BlockingHands, Handler, Handover, Hands, is_async, log, said
from .reading import IDS, Delivery, packed, read, unpacked
from .signature import verify
from .web import AsgiApp, WsgiApp

E = TypeVar("E", bound=Event)
T = TypeVar("T")


class Receiver:
    """Takes the events of all accounts of one app.

        receiver = Receiver(account)

        @receiver.on(OrderStatusChanged)
        def order_changed(event: OrderStatusChanged) -> None: ...

    A web server gives it each request, by `receiver.asgi`, `receiver.wsgi` or `receiver.receive(...)`: the event is
    on the disk before it is acknowledged, and no handler is waited for. `receiver.work()` or `await receiver.awork()`,
    in a thread, a task or another process, hands it to the handlers. An event is for the account whose grant has its
    open id or whose shops, as the client's `shops()` told them last, include its shop.

    Raises `DeclarationError`, `InboxUnavailable` and `AuditUnavailable` for what is missing or cannot be used.
    """

    def __init__(self, *accounts: Account, clock: Clock | None = None) -> None:
        self._addressees = Addressees(accounts, clock=clock)
        first = self._addressees.first
        self._app = first.account.app
        self._clock = first.house.clock
        self._inbox = Inbox(first.account.inbox, clock=self._clock)
        self._handlers: list[tuple[type[Event], Handler]] = []
        self._bell = Bell()
        self._closed = False
        self._users = 1  # this object, and each of its workers
        self._guard = threading.Lock()
        self.asgi = AsgiApp(self.receive)
        self.wsgi = WsgiApp(self.receive)
        try:
            self._inbox.open()
        except BaseException:
            self.close()
            raise

    def on(self, kind: type[E]) -> Callable[[Callable[[E], T]], Callable[[E], T]]:
        """Register a handler for a class of events; `Event` stands for all of them.

        It is called at least once for each event. When it raises, the event comes again later, to all its handlers.
        """

        def register(handler: Callable[[E], T]) -> Callable[[E], T]:
            self._handlers.append((kind, handler))
            return handler

        return register

    def receive(self, raw_body: bytes, authorization: str) -> int:
        """Take one request; the HTTP status to answer with, and an empty body. Never raises.

        200: the event is kept, or was before. 401: not signed by the platform. 400: signed, and no event.
        503: it cannot be kept or recorded just now; the platform sends it again.
        """
        try:
            return self._received(raw_body, authorization)
        except Exception as error:
            log.error("a webhook event was not kept / 事件未能保存: %s", said(error))
            return HTTPStatus.SERVICE_UNAVAILABLE

    def _received(self, raw_body: bytes, authorization: str) -> int:
        if not verify(self._app, raw_body, authorization):
            return HTTPStatus.UNAUTHORIZED  # not recorded: strangers must not be able to fill the log
        delivery = Delivery.opened(raw_body)
        if delivery is None:
            log.warning("a signed webhook request holds no event / 已签名的请求不是事件 (%d bytes)", len(raw_body))
            return HTTPStatus.BAD_REQUEST
        with self._in_use():
            self._keep(delivery, len(raw_body))
        self._bell.ring()
        return HTTPStatus.OK

    def _keep(self, delivery: Delivery, size: int) -> None:
        found = self._addressees.one(delivery.ids)
        released = found.released if found else frozenset()
        reading = read(delivery, account=found.account.name if found else None, released=released)
        if reading.misfits:
            log.warning(
                "%s: left out what did not fit / 已略去不符字段: %s", reading.event.name, ", ".join(reading.misfits)
            )
        note = Note.of(delivery, reading, found, self._addressees.first)
        note.begin(bytes=size, detail={"type": delivery.number})
        try:
            is_new = self._inbox.take(delivery.key, packed(reading.event, released), owner=_owner(reading.event))
        except BaseException:
            note.end("refused", status=int(HTTPStatus.SERVICE_UNAVAILABLE))
            raise
        twice = {} if is_new else {"duplicate": 1}
        note.end("ok", status=int(HTTPStatus.OK), stripped=reading.counts, detail=twice)

    def work(self, *, until_empty: bool = False) -> None:
        """Hand events over in this thread, until the receiver is closed; `until_empty`: until none is due.

        Of all workers of a machine one works and the others stand by. Raises `DeclarationError` if a handler must be
        awaited.
        """
        if any(is_async(handler) for _, handler in self._handlers):
            raise DeclarationError("a handler of this receiver is a coroutine: use `await receiver.awork()`")
        run(self._work(lambda: BlockingHands(self._bell, self._clock), until_empty))

    async def awork(self, *, until_empty: bool = False) -> None:
        """`work()` for an event loop: coroutines are awaited, other handlers are called in a thread."""
        await self._work(lambda: AsyncHands(self._bell, self._addressees.first.house), until_empty)

    async def _work(self, hire: Callable[[], Hands], until_empty: bool) -> None:
        with self._in_use():
            hands = hire()
            try:
                worker = Handover(self._inbox, hands, self._clock, lambda text: self._deliver(text, hands))
                await worker.run(stopped=lambda: self._closed, until_empty=until_empty)
            finally:
                self._bell.remove(hands)

    async def _deliver(self, text: str, hands: Hands) -> None:
        event = unpacked(text, self._addressees.released_to)
        if isinstance(event, _WITHDRAWALS):
            await self._forget_consent(event, hands)
        for kind, handler in self._handlers:
            if isinstance(event, kind):
                await hands.call(handler, event)

    async def _forget_consent(self, event: Event, hands: Hands) -> None:
        ids = {name: getattr(event, name) for name in IDS}
        for addressee in await hands.aside(lambda: self._addressees.ended_by(ids)):
            await forget_consent(addressee, hands, event)

    def close(self) -> None:
        """Take no more events, and let the workers end with the event they have in hand."""
        with self._guard:
            was_closed, self._closed = self._closed, True
        self._bell.ring()
        if not was_closed:
            self._leave()

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        with self._guard:
            if self._closed:
                raise ClientClosed("this receiver was closed")
            self._users += 1
        try:
            yield
        finally:
            self._leave()

    def _leave(self) -> None:
        """The last one out closes the inbox and gives the households back."""
        with self._guard:
            self._users -= 1
            last = self._users == 0
        if last:
            self._inbox.close()
            self._addressees.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_WITHDRAWALS = (SellerDeauthorized, CreatorDeauthorized)


def _owner(event: Event) -> Owner:
    """Of whom the inbox keeps the event. What ends a consent outlives the purge that it causes, until it is handed
    over."""
    if isinstance(event, _WITHDRAWALS):
        return Owner()
    return Owner(event.account or "", event.shop_id or "")
