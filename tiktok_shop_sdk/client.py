"""The two clients, `AsyncTikTokShop` and `TikTokShop`: the same families, the same rules, one of them awaitable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from .account import Account
from .core.errand import Patience, ShopRef
from .core.limits import QuotaState
from .core.operation import Async, Sync
from .engine import AuthStatus as AuthStatus
from .engine import Engine
from .errors import InvalidRequest
from .families import Families
from .ports.clock import Clock
from .ports.run import run

if TYPE_CHECKING:
    import httpx

    from .core.observe import Observer
    from .core.plan import Plan
    from .core.purging import Certificate
    from .models.authorization import CategoryAsset, Shop
    from .ports.aio import AsyncWorld
    from .ports.blocking import BlockingWorld
    from .ports.household import Household


class AsyncShop(Families[Async]):
    """One shop of the account (`client.shop(shop).orders.search(...)`), or one category asset of a partner."""

    @property
    def id(self) -> str:
        """The shop's id."""
        return self._named


class SyncShop(Families[Sync]):
    """One shop of the account (`client.shop(shop).orders.search(...)`), or one category asset of a partner."""

    @property
    def id(self) -> str:
        """The shop's id."""
        return self._named


class AsyncTikTokShop(Families[Async]):
    """`async with AsyncTikTokShop(account) as client: ...`

    Any number of clients, tasks and processes may work for one account: they share its limits, its pause, its tokens
    and its audit log. Each of the `observers` is told what happens to the calls of this client (`core/observe.py`).
    `transport` is for a sandbox on this machine.
    """

    def __init__(
        self,
        account: Account,
        *,
        observers: Iterable[Observer] = (),
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Clock | None = None,
    ) -> None:
        from .ports.aio import AsyncWorld  # each client brings its own world, and not the other's

        def world(house: Household) -> AsyncWorld:
            return AsyncWorld(house, transport, observers)

        engine = Engine(account, world, None, clock, transport is not None)
        super().__init__(engine, None, Patience())

    async def shops(self) -> list[Shop]:
        """The shops of this grant (Get Authorized Shops)."""
        return await self._engine.shops(self._patience)

    def shop(self, shop: Shop | str) -> AsyncShop:
        """One shop, by the object that `shops()` gave or by its id."""
        return AsyncShop(self._engine, _shop_id(shop), self._patience)

    def asset(self, asset: CategoryAsset) -> AsyncShop:
        """One category asset of a partner, from `authorization.category_assets()`."""
        return AsyncShop(self._engine, _asset(asset), self._patience)

    async def quota(self, shop: Shop | str | None = None) -> QuotaState:
        """What is left of the account's quotas just now, counted over all processes."""
        shop_id = None if shop is None else _shop_id(shop)
        return await self._engine.world.aside(lambda: self._engine.quota(shop_id))

    async def plan(self, calls: Mapping[str, int], *, shop: Shop | str | None = None) -> Plan:
        """How long so many calls take: `client.within(lane="backfill").plan({"orders.search": 40, "orders.get": 12})`.

        Counted over the ledger as it stands, for calls in this client's lane, if nothing else is done meanwhile;
        nothing is sent, and nothing is booked. Quotas that are counted apart for each order are left out.
        """
        shop_id = None if shop is None else _shop_id(shop)
        return await self._engine.world.aside(lambda: self._engine.plan(calls, shop_id, self._patience.lane))

    def auth_url(self) -> str:
        """The address where the seller consents; it carries a one-time state."""
        return self._engine.auth_url()

    async def auth_exchange(self, pasted: str, *, from_app_store: bool = False) -> AuthStatus:
        """Turn what the consent page gave back (the whole address, or the code alone) into stored tokens."""
        return await self._engine.auth_exchange(pasted, from_app_store=from_app_store, patience=self._patience)

    async def auth_status(self) -> AuthStatus | None:
        """How the consent stands; None before the first one."""
        return await self._engine.auth_status()

    async def move_egress(self) -> str:
        """From now on the account calls by the egress that is declared here, and by no other, in all processes.

        On purpose and on record: whoever still declares the one before is refused. Returns its label, "" if none.
        """
        return await self._engine.world.aside(self._engine.move_egress)

    async def purge_shop(self, shop: Shop | str, *, cursors: Iterable[str | PathLike[str]] = ()) -> Certificate:
        """Destroy what this machine keeps of a closed shop: its cipher, the key of its name in the audit log, what sync
        and webhooks keep of it, and the `cursors` of its order pulls (paths of yours). The log stays whole.

        An interrupted purge is finished by the account's next client. Raises `InvalidRequest` if nothing is kept.
        """
        return await self._engine.purge(_shop_id(shop), cursors)

    async def purge_account(self, *, cursors: Iterable[str | PathLike[str]] = ()) -> Certificate:
        """`purge_shop` for all shops of the account, and the tokens too: after it only a new consent brings calls."""
        return await self._engine.purge(None, cursors)

    async def close(self) -> None:
        """Close the connections, and the audit log with the account's last client."""
        await self._world.aclose()
        await self._engine.world.aside(self._engine.leave)

    @property
    def _world(self) -> AsyncWorld:
        return cast("AsyncWorld", self._engine.world)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


class TikTokShop(Families[Sync]):
    """`with TikTokShop(account) as client: ...`; safe to share between threads.

    Any number of clients, threads and processes may work for one account: they share its limits, its pause, its tokens
    and its audit log. Each of the `observers` is told what happens to the calls of this client (`core/observe.py`).
    `transport` is for a sandbox on this machine.
    """

    def __init__(
        self,
        account: Account,
        *,
        observers: Iterable[Observer] = (),
        transport: httpx.BaseTransport | None = None,
        clock: Clock | None = None,
    ) -> None:
        from .ports.blocking import BlockingWorld

        def world(house: Household) -> BlockingWorld:
            return BlockingWorld(house, transport, observers)

        engine = Engine(account, world, run, clock, transport is not None)
        super().__init__(engine, None, Patience())

    def shops(self) -> list[Shop]:
        """The shops of this grant (Get Authorized Shops)."""
        return run(self._engine.shops(self._patience))

    def shop(self, shop: Shop | str) -> SyncShop:
        """One shop, by the object that `shops()` gave or by its id."""
        return SyncShop(self._engine, _shop_id(shop), self._patience)

    def asset(self, asset: CategoryAsset) -> SyncShop:
        """One category asset of a partner, from `authorization.category_assets()`."""
        return SyncShop(self._engine, _asset(asset), self._patience)

    def quota(self, shop: Shop | str | None = None) -> QuotaState:
        """What is left of the account's quotas just now, counted over all processes."""
        return self._engine.quota(None if shop is None else _shop_id(shop))

    def plan(self, calls: Mapping[str, int], *, shop: Shop | str | None = None) -> Plan:
        """How long so many calls take: `client.within(lane="backfill").plan({"orders.search": 40, "orders.get": 12})`.

        Counted over the ledger as it stands, for calls in this client's lane, if nothing else is done meanwhile;
        nothing is sent, and nothing is booked. Quotas that are counted apart for each order are left out.
        """
        return self._engine.plan(calls, None if shop is None else _shop_id(shop), self._patience.lane)

    def auth_url(self) -> str:
        """The address where the seller consents; it carries a one-time state."""
        return self._engine.auth_url()

    def auth_exchange(self, pasted: str, *, from_app_store: bool = False) -> AuthStatus:
        """Turn what the consent page gave back (the whole address, or the code alone) into stored tokens."""
        return run(self._engine.auth_exchange(pasted, from_app_store=from_app_store, patience=self._patience))

    def auth_status(self) -> AuthStatus | None:
        """How the consent stands; None before the first one."""
        return run(self._engine.auth_status())

    def move_egress(self) -> str:
        """From now on the account calls by the egress that is declared here, and by no other, in all processes.

        On purpose and on record: whoever still declares the one before is refused. Returns its label, "" if none.
        """
        return self._engine.move_egress()

    def purge_shop(self, shop: Shop | str, *, cursors: Iterable[str | PathLike[str]] = ()) -> Certificate:
        """Destroy what this machine keeps of a closed shop: its cipher, the key of its name in the audit log, what sync
        and webhooks keep of it, and the `cursors` of its order pulls (paths of yours). The log stays whole.

        An interrupted purge is finished by the account's next client. Raises `InvalidRequest` if nothing is kept.
        """
        return run(self._engine.purge(_shop_id(shop), cursors))

    def purge_account(self, *, cursors: Iterable[str | PathLike[str]] = ()) -> Certificate:
        """`purge_shop` for all shops of the account, and the tokens too: after it only a new consent brings calls."""
        return run(self._engine.purge(None, cursors))

    def close(self) -> None:
        """Close the connections, and the audit log with the account's last client."""
        cast("BlockingWorld", self._engine.world).close()
        self._engine.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _asset(asset: CategoryAsset) -> ShopRef:
    category = asset.category.id if asset.category else None
    return ShopRef(f"{asset.target_market}/{category}", asset.cipher, "category_asset_cipher")


def _shop_id(shop: Shop | str) -> str:
    found = shop if isinstance(shop, str) else shop.id
    if not found:
        raise InvalidRequest("this shop has no id: take one from client.shops()")
    return found
