"""The API as a client and its shops show it: one attribute per family, any call by its route, files."""

from __future__ import annotations

from collections.abc import Awaitable, Coroutine, Mapping
from datetime import datetime
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Self, overload

from .account import Account
from .core.errand import Patience, ShopRef
from .core.lanes import LANES, Lane
from .core.operation import Async, Declaration, M, Sync
from .core.terms import Bound
from .engine import Engine
from .errors import InvalidRequest
from .resources import FAMILIES, family_class

if TYPE_CHECKING:
    from .core.sensitive import Stripped
    from .models.files import FileType
    from .resources.affiliate import Affiliate
    from .resources.affiliate_creator import AffiliateCreator
    from .resources.affiliate_partner import AffiliatePartner
    from .resources.affiliate_seller import AffiliateSeller
    from .resources.analytics import Analytics
    from .resources.authorization import Authorization
    from .resources.customer_engagement import CustomerEngagement
    from .resources.customer_service import CustomerService
    from .resources.data_reconciliation import DataReconciliation
    from .resources.epharmacy import Epharmacy
    from .resources.events import Events
    from .resources.fbt import Fbt
    from .resources.files import Files
    from .resources.finance import Finance
    from .resources.fulfillment import Fulfillment
    from .resources.global_products import GlobalProducts
    from .resources.gs_full_service import GsFullService
    from .resources.logistics import Logistics
    from .resources.orders import Orders
    from .resources.products import Products
    from .resources.promotions import Promotions
    from .resources.returns import Returns
    from .resources.reviews import Reviews
    from .resources.seller import Seller
    from .resources.supply_chain import SupplyChain
    from .transfer import Document, Progress


class Families(Generic[M]):
    """The API, one attribute per family; a family is imported when it is first used."""

    affiliate: Affiliate[M]
    affiliate_creator: AffiliateCreator[M]
    affiliate_partner: AffiliatePartner[M]
    affiliate_seller: AffiliateSeller[M]
    analytics: Analytics[M]
    authorization: Authorization[M]
    customer_engagement: CustomerEngagement[M]
    customer_service: CustomerService[M]
    data_reconciliation: DataReconciliation[M]
    epharmacy: Epharmacy[M]
    events: Events[M]
    fbt: Fbt[M]
    files: Files[M]
    finance: Finance[M]
    fulfillment: Fulfillment[M]
    global_products: GlobalProducts[M]
    gs_full_service: GsFullService[M]
    logistics: Logistics[M]
    orders: Orders[M]
    products: Products[M]
    promotions: Promotions[M]
    returns: Returns[M]
    reviews: Reviews[M]
    seller: Seller[M]
    supply_chain: SupplyChain[M]

    def __init__(self, engine: Engine, subject: str | ShopRef | None, patience: Patience) -> None:
        self._engine = engine
        self._subject = subject  # the id of a shop, or a category asset
        self._patience = patience
        self.run = engine.run

    @property
    def account(self) -> Account:
        """What was declared for the account."""
        return self._engine.account

    def make(self, declaration: Declaration[..., Any], bound: Bound) -> Coroutine[Any, Any, Any]:
        """Make a declared call (what the families do; use them)."""
        return self._engine.call(declaration, bound, self._subject, self._patience)

    @overload
    def call(
        self: Families[Async],
        route: str,
        *,
        path: Mapping[str, Any] = ...,
        query: Mapping[str, Any] = ...,
        body: Mapping[str, Any] = ...,
    ) -> Awaitable[Any]: ...
    @overload
    def call(
        self: Families[Sync],
        route: str,
        *,
        path: Mapping[str, Any] = ...,
        query: Mapping[str, Any] = ...,
        body: Mapping[str, Any] = ...,
    ) -> Any: ...
    def call(
        self,
        route: str,
        *,
        path: Mapping[str, Any] = MappingProxyType({}),
        query: Mapping[str, Any] = MappingProxyType({}),
        body: Mapping[str, Any] = MappingProxyType({}),
    ) -> Any:
        """Make a call that no family declares: `call("GET /product/202309/brands", query={"page_size": 100})`.

        `path` fills placeholders of the route (`{product_id}`). All rules hold; the purpose statement must cover the
        route by its name, as it stands here. No model strips the answer: what sensitive names carry is dropped by a
        second net, which is less sure, so prefer a declared operation. Answers `data` as plain JSON values.
        """
        from .core.raw import raw_call  # with the second net, of which no declared call has need

        coroutine = self.make(*raw_call(route, path, query, body))
        return self.run(coroutine) if self.run else coroutine

    @overload
    def upload(
        self: Families[Async],
        source: str | PathLike[str] | bytes,
        *,
        file_type: FileType,
        target_path: str,
        name: str = ...,
        on_progress: Progress | None = ...,
    ) -> Awaitable[str]: ...
    @overload
    def upload(
        self: Families[Sync],
        source: str | PathLike[str] | bytes,
        *,
        file_type: FileType,
        target_path: str,
        name: str = ...,
        on_progress: Progress | None = ...,
    ) -> str: ...
    def upload(
        self,
        source: str | PathLike[str] | bytes,
        *,
        file_type: FileType,
        target_path: str,
        name: str = "",
        on_progress: Progress | None = None,
    ) -> Any:
        """Upload a large file in chunks, and answer its id on the platform.

        For files from 10 MB on: up to 100 MB for customer service, 500 MB for a shoppable video. `target_path` is the
        operation that will take the file. `on_progress(done, total)` is called with bytes after each chunk. Every
        chunk is a call: it waits for its turn, and is recorded. Raises `InvalidRequest` for a file that cannot go.
        """
        coroutine = self._engine.upload(
            source,
            name=name,
            file_type=file_type,
            target_path=target_path,
            subject=self._subject,
            patience=self._patience,
            on_progress=on_progress,
        )
        return self.run(coroutine) if self.run else coroutine

    @overload
    def download(self: Families[Async], link: str | Stripped | None) -> Awaitable[Document]: ...
    @overload
    def download(self: Families[Sync], link: str | Stripped | None) -> Document: ...
    def download(self, link: str | Stripped | None) -> Any:
        """Fetch a document by the link of an answer (`doc_url` of a shipping document), at most 8 MiB.

        The statement must cover shipping_documents:read, for such a document shows who the buyer is. It leaves by the
        account's egress, takes a place in the order quota, is recorded, and carries no credential to the link's host.
        """
        coroutine = self._engine.download(link, self._subject, self._patience)
        return self.run(coroutine) if self.run else coroutine

    def within(
        self,
        *,
        max_wait: float | None = None,
        deadline: datetime | float | None = None,
        lane: Lane | None = None,
    ) -> Self:
        """The same, for callers that wait otherwise; what is not named stays as it was.

        A call that would wait longer than `max_wait` seconds, or beyond `deadline` (an aware datetime or Unix seconds),
        raises `WaitTooLong` with `retry_at`. `lane`: "interactive" if somebody waits for it (a person, a webhook's
        order), "backfill" for history, which leaves a tenth of each quota to the others; otherwise "sync".
        """
        if lane is not None and lane not in LANES:
            raise InvalidRequest(f"within(lane=...) is one of {', '.join(LANES)}")
        was = self._patience
        until = deadline.timestamp() if isinstance(deadline, datetime) else deadline
        patience = Patience(
            was.max_wait if max_wait is None else max_wait,
            was.deadline if until is None else until,
            lane or was.lane,
        )
        return self._view(self._subject, patience)

    def _view(self, subject: str | ShopRef | None, patience: Patience) -> Self:
        view = object.__new__(type(self))
        Families.__init__(view, self._engine, subject, patience)
        return view

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_") or name not in FAMILIES:
                raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")
            family = family_class(name)(self)
            setattr(self, name, family)
            return family

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *FAMILIES})

    def __repr__(self) -> str:
        subject = f", {self._named}" if self._subject else ""
        return f"<{type(self).__name__} {self._engine.account.name!r}{subject}>"

    @property
    def _named(self) -> str:
        return self._subject.id if isinstance(self._subject, ShopRef) else self._subject or ""
