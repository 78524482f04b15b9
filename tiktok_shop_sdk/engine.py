"""What both clients are made of: the flow over one world, the seller's consent, the shops of the grant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeVar

from . import home
from .account import Account
from .core.consent import Consent
from .core.errand import Errand, Layout, Patience, ShopRef, record_of, signed_request
from .core.flow import Flow
from .core.lanes import Lane, windows_in
from .core.limits import QuotaClass, QuotaState, Window
from .core.operation import Declaration
from .core.secret import Secret
from .core.sensitive import Stripped
from .core.terms import Bound, Terms
from .core.tokens import Returned, consent_url
from .errors import ClientClosed, ConsentNeeded, DeclarationError, InvalidRequest, PurgeUnfinished
from .ports.clock import Clock
from .ports.household import Household
from .resources import find_operation

if TYPE_CHECKING:
    from .core.plan import Plan
    from .core.purging import Certificate
    from .models.authorization import Shop
    from .ports.aio import AsyncWorld
    from .ports.blocking import BlockingWorld
    from .transfer import Document, Progress

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AuthStatus:
    """How the seller's consent stands; times are aware datetimes in UTC."""

    open_id: str
    seller_name: str
    region: str
    scopes: tuple[str, ...]
    access_expires: datetime
    refresh_expires: datetime | None


class Engine:
    """One client's flow, and the household that it shares with the other clients of its account."""

    def __init__(
        self,
        account: Account,
        world: Callable[[Household], AsyncWorld | BlockingWorld],
        run: Callable[[Coroutine[Any, Any, Any]], Any] | None,
        clock: Clock | None,
        given_transport: bool,
    ) -> None:
        if given_transport and not account.endpoints.is_local:
            raise DeclarationError(
                "transport= is for a sandbox on this machine: calls to the platform leave by the account's egress"
            )
        self.account = account
        self.house = home.enter(account, clock=clock)
        self.world = world(self.house)
        self.flow = Flow(account, self.world)
        self.consent = Consent(self.flow)
        self.run = run
        self.closed = False
        self._ciphers: dict[str, Secret] = {}
        try:
            account.statement.in_force(datetime.fromtimestamp(self.world.wall(), UTC).date())
        except BaseException:
            self.leave()
            raise

    def leave(self) -> None:
        """Give the household back, once."""
        if not self.closed:
            self.closed = True
            home.leave(self.house)

    async def upload(
        self,
        source: str | PathLike[str] | bytes,
        *,
        name: str,
        file_type: str,
        target_path: str,
        subject: str | ShopRef | None,
        patience: Patience,
        on_progress: Progress | None,
    ) -> str:
        """Announce a file, send its chunks one after the other, and answer its id."""
        from . import transfer  # nobody who uploads nothing pays for it

        local = self.account.endpoints.is_local
        chunks = await self.world.aside(lambda: transfer.Chunks.of(source))
        announced = transfer.Files.init_upload.bind(
            file_name=name or chunks.name,
            file_type=file_type,
            file_size=chunks.size,
            total_chunk_count=chunks.count,
            target_path=target_path,
        )
        shop = await self._subject(transfer.Files.init_upload.terms, subject, patience)
        session = await self._made(transfer.Files.init_upload, announced, shop, patience)
        taken = None
        for number in range(1, chunks.count + 1):
            content = await self.world.aside(partial(chunks.read, number))
            bound = transfer.UPLOAD_CHUNK.bind_chunk(session, number, content, local=local)
            taken = await self._made(transfer.UPLOAD_CHUNK, bound, shop, patience, transfer.chunk_request)
            if on_progress is not None:
                on_progress(min(number * transfer.CHUNK, chunks.size), chunks.size)
        return transfer.file_id(taken)

    async def download(
        self, link: str | Stripped | None, subject: str | ShopRef | None, patience: Patience
    ) -> Document:
        """Fetch a document behind a link."""
        from . import transfer

        bound = transfer.FETCH_DOCUMENT.bind_link(link, local=self.account.endpoints.is_local)
        shop = ShopRef(subject, Secret("")) if isinstance(subject, str) else subject
        return await self._made(transfer.FETCH_DOCUMENT, bound, shop, patience, transfer.document_request)

    async def call(
        self, declaration: Declaration[..., Any], bound: Bound, subject: str | ShopRef | None, patience: Patience
    ) -> Any:
        """Make a call for a shop (its id), for a category asset, or for none."""
        return await self._made(declaration, bound, await self._subject(declaration.terms, subject, patience), patience)

    async def _subject(self, terms: Terms, subject: str | ShopRef | None, patience: Patience) -> ShopRef | None:
        if not isinstance(subject, str):
            return subject
        # A call that will be refused anyway must not send another one to look its shop up.
        needed = terms.cipher != "forbidden" and self.account.statement.includes(terms.data_class)
        return ShopRef(subject, await self._cipher(subject, patience) if needed else Secret(""))

    def _check_open(self, operation: str) -> None:
        if self.closed:
            raise ClientClosed("this client was closed", operation=operation)
        if self.house.closing:
            raise PurgeUnfinished("the account, or a shop of it, is being closed", operation=operation)

    async def _made(
        self,
        declaration: Declaration[..., T],
        bound: Bound,
        shop: ShopRef | None,
        patience: Patience,
        layout: Layout = signed_request,
    ) -> T:
        self._check_open(declaration.id)
        if shop is not None and not self.house.has_pseudonym(shop.id):
            await self.world.aside(lambda: self.house.pseudonym(shop.id))  # its key may have to be made first
        return await self.flow.call(
            declaration, bound, tokens=self.consent, shop=shop, patience=patience, layout=layout
        )

    async def _cipher(self, shop_id: str, patience: Patience) -> Secret:
        if shop_id not in self._ciphers:
            self._ciphers = dict((await self.world.kept()).ciphers)
        if shop_id not in self._ciphers:
            await self.shops(patience)
        if shop_id not in self._ciphers:
            raise InvalidRequest(
                "this shop is not among the shops of the account's grant",
                next_step="Look at client.shops(); if the shop is missing there, let its seller consent.",
                next_step_zh="请查看 client.shops();若没有该店铺,请让其卖家授权。",
            )
        return self._ciphers[shop_id]

    async def shops(self, patience: Patience) -> list[Shop]:
        from .resources.authorization import Authorization  # a family is imported when it is first used

        shops = await self._made(Authorization.shops, Authorization.shops.bind(), None, patience)
        self._ciphers = {shop.id: shop.cipher for shop in shops}
        await self.world.aside(lambda: self.house.tokens.change(lambda kept: kept.with_ciphers(self._ciphers)))
        return shops

    async def purge(self, shop_id: str | None, cursors: Iterable[str | PathLike[str]]) -> Certificate:
        """Destroy what is kept of a shop, or of the whole account."""
        from .purge import purge  # nobody who closes no shop pays for it

        if self.closed:
            raise ClientClosed("this client was closed")
        async with self.world.refreshing():
            certificate = await self.world.aside(
                lambda: purge(self.house, self.account, shop_id=shop_id, cursors=cursors)
            )
        self._ciphers = {}
        return certificate

    def auth_url(self) -> str:
        state = self.house.unique()
        now = self.world.wall()
        self.house.tokens.change(lambda kept: kept.with_state(state, now))
        return consent_url(self.account.endpoints.consent, self.account.app, state)

    async def auth_exchange(self, pasted: str, *, from_app_store: bool, patience: Patience) -> AuthStatus:
        self._check_open("auth.exchange")
        returned = Returned.read(pasted)
        needs_state = returned.state is not None or (returned.is_address and not from_app_store)
        if needs_state and not await self._took_state(returned.state or ""):
            raise ConsentNeeded(
                "the state of this consent is not one that was given out here, or it was used already",
                next_step="Begin again with a new consent address. An install from the platform's app store comes "
                "back without a state: say so (from_app_store=True, --from-app-store).",
                next_step_zh="请重新获取授权链接。从平台应用市场安装时回调不带 state,请使用 --from-app-store。",
            )
        await self.consent.exchange(returned.code, patience)
        self._ciphers = {}  # another seller may have consented
        status = await self.auth_status()
        assert status is not None
        return status

    async def _took_state(self, state: str) -> bool:
        """Whether this state was given out and has not been used; it works once."""
        before = await self.world.aside(lambda: self.house.tokens.change(lambda kept: kept.without_state(state)))
        return before.states.get(state, 0.0) > self.world.wall()

    async def auth_status(self) -> AuthStatus | None:
        grant = await self.world.grant()
        if grant is None:
            return None
        ends = datetime.fromtimestamp(grant.refresh_expires, UTC) if grant.refresh_expires else None
        begins = datetime.fromtimestamp(grant.access_expires, UTC)
        return AuthStatus(grant.open_id, grant.seller_name, grant.region, grant.scopes, begins, ends)

    def move_egress(self) -> str:
        house, errand = self.house, Errand("egress.move", "", "", ())
        intent = house.sink.append(record_of(self.account, self.world, "intent", errand))
        moved: dict[str, Any] = {"outcome": "not_sent"}
        try:
            before = house.ledger().move_egress()
            moved = {"outcome": "ok", "detail": {"before": before.replace(" via ", "/")}}  # a detail is one word
        finally:
            house.sink.append(record_of(self.account, self.world, "outcome", errand, cause=intent, **moved))
        return before

    def quota(self, shop_id: str | None) -> QuotaState:
        return self.house.ledger().state(self._windows("both", shop_id))

    def _windows(self, quota: QuotaClass, shop_id: str | None) -> tuple[Window, ...]:
        return self.account.limits.windows(quota, self.world.pseudonym(shop_id) if shop_id else "")

    def plan(self, calls: Mapping[str, int], shop_id: str | None, lane: Lane) -> Plan:
        from .core.plan import plan  # nobody who plans nothing pays for it

        limits = self.account.limits
        wanted: Counter[tuple[Window, ...]] = Counter()
        for name, number in calls.items():
            operation = find_operation(name)
            if operation is None or number < 0:
                raise InvalidRequest(f"plan(...) takes names of operations with how many calls, not {name}={number}")
            own = (limit.window for limit in operation.terms.limits if not limit.each)
            wanted[(*self._windows(operation.terms.quota, shop_id), *own)] += number
        booked = {window.name: window for windows in wanted for window in windows_in(limits, windows, lane)}
        state = self.house.ledger().state(tuple(booked.values()))
        return plan(limits, state, wanted, lane, self.world.wall())
