"""The two clients, `AsyncTikTokShop` and `TikTokShop`: the same families, the same rules, one of them awaitable."""

from __future__ import annotations

import importlib
from collections.abc import Coroutine
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self

from .account import Account
from .core.errand import Patience
from .core.limits import QuotaState
from .core.operation import Async, Declaration, M, Sync
from .core.terms import Bound
from .engine import AuthStatus as AuthStatus
from .engine import Engine
from .errors import InvalidRequest
from .ports.aio import AsyncWorld
from .ports.blocking import BlockingWorld, run
from .ports.clock import Clock

if TYPE_CHECKING:
    import httpx

    from .models.authorization import Shop
    from .resources.authorization import Authorization
    from .resources.orders import Orders
    from .resources.products import Products
    from .resources.seller import Seller


class _Families(Generic[M]):
    """The API, one attribute per family; a family is imported when it is first used."""

    authorization: Authorization[M]
    seller: Seller[M]
    orders: Orders[M]
    products: Products[M]

    def __init__(self, engine: Engine, shop_id: str | None, patience: Patience) -> None:
        self._engine = engine
        self._shop_id = shop_id
        self._patience = patience
        self.run = engine.run

    @property
    def account(self) -> Account:
        """What was declared for the account."""
        return self._engine.account

    def call(self, declaration: Declaration[..., Any], bound: Bound) -> Coroutine[Any, Any, Any]:
        """Make a declared call (what the families do; use them)."""
        return self._engine.call(declaration, bound, self._shop_id, self._patience)

    def within(self, *, max_wait: float | None = None, deadline: datetime | float | None = None) -> Self:
        """The same, for callers in a hurry: a call that would wait longer raises `WaitTooLong` with `retry_at`.

        `max_wait` is in seconds, `deadline` an aware datetime or Unix seconds.
        """
        until = deadline.timestamp() if isinstance(deadline, datetime) else deadline
        return self._view(self._shop_id, Patience(max_wait, until))

    def _view(self, shop_id: str | None, patience: Patience) -> Self:
        view = object.__new__(type(self))
        _Families.__init__(view, self._engine, shop_id, patience)
        return view

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_") or name not in _Families.__annotations__:
                raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")
            module = importlib.import_module(f".resources.{name}", __package__)
            family = getattr(module, name.capitalize())(self)
            setattr(self, name, family)
            return family

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(n for n in _Families.__annotations__ if not n.startswith("_"))})

    def __repr__(self) -> str:
        shop = f", shop {self._shop_id}" if self._shop_id else ""
        return f"<{type(self).__name__} {self._engine.account.name!r}{shop}>"


class AsyncShop(_Families[Async]):
    """One shop of the account: `client.shop(shop).orders.search(...)`."""

    @property
    def id(self) -> str:
        """The shop's id."""
        return self._shop_id or ""


class SyncShop(_Families[Sync]):
    """One shop of the account: `client.shop(shop).orders.search(...)`."""

    @property
    def id(self) -> str:
        """The shop's id."""
        return self._shop_id or ""


class AsyncTikTokShop(_Families[Async]):
    """`async with AsyncTikTokShop(account) as client: ...`

    Any number of clients, tasks and processes may work for one account: they share its limits, its pause, its tokens
    and its audit log. `transport` is for a sandbox on this machine.
    """

    def __init__(
        self,
        account: Account,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Clock | None = None,
    ) -> None:
        engine = Engine(account, lambda house: AsyncWorld(house, transport), None, clock, transport is not None)
        super().__init__(engine, None, Patience())

    async def shops(self) -> list[Shop]:
        """The shops of this grant (Get Authorized Shops)."""
        return await self._engine.shops(self._patience)

    def shop(self, shop: Shop | str) -> AsyncShop:
        """One shop, by the object that `shops()` gave or by its id."""
        return AsyncShop(self._engine, _shop_id(shop), self._patience)

    async def quota(self, shop: Shop | str | None = None) -> QuotaState:
        """What is left of the account's quotas just now, counted over all processes."""
        shop_id = None if shop is None else _shop_id(shop)
        return await self._engine.world.aside(lambda: self._engine.quota(shop_id))

    def auth_url(self) -> str:
        """The address where the seller consents; it carries a one-time state."""
        return self._engine.auth_url()

    async def auth_exchange(self, pasted: str, *, from_app_store: bool = False) -> AuthStatus:
        """Turn what the consent page gave back (the whole address, or the code alone) into stored tokens."""
        return await self._engine.auth_exchange(pasted, from_app_store=from_app_store, patience=self._patience)

    async def auth_status(self) -> AuthStatus | None:
        """How the consent stands; None before the first one."""
        return await self._engine.auth_status()

    async def close(self) -> None:
        """Close the connections, and the audit log with the account's last client."""
        await self._world.aclose()
        await self._engine.world.aside(self._engine.leave)

    @property
    def _world(self) -> AsyncWorld:
        world = self._engine.world
        assert isinstance(world, AsyncWorld)
        return world

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


class TikTokShop(_Families[Sync]):
    """`with TikTokShop(account) as client: ...`; safe to share between threads.

    Any number of clients, threads and processes may work for one account: they share its limits, its pause, its tokens
    and its audit log. `transport` is for a sandbox on this machine.
    """

    def __init__(
        self,
        account: Account,
        *,
        transport: httpx.BaseTransport | None = None,
        clock: Clock | None = None,
    ) -> None:
        engine = Engine(account, lambda house: BlockingWorld(house, transport), run, clock, transport is not None)
        super().__init__(engine, None, Patience())

    def shops(self) -> list[Shop]:
        """The shops of this grant (Get Authorized Shops)."""
        return run(self._engine.shops(self._patience))

    def shop(self, shop: Shop | str) -> SyncShop:
        """One shop, by the object that `shops()` gave or by its id."""
        return SyncShop(self._engine, _shop_id(shop), self._patience)

    def quota(self, shop: Shop | str | None = None) -> QuotaState:
        """What is left of the account's quotas just now, counted over all processes."""
        return self._engine.quota(None if shop is None else _shop_id(shop))

    def auth_url(self) -> str:
        """The address where the seller consents; it carries a one-time state."""
        return self._engine.auth_url()

    def auth_exchange(self, pasted: str, *, from_app_store: bool = False) -> AuthStatus:
        """Turn what the consent page gave back (the whole address, or the code alone) into stored tokens."""
        return run(self._engine.auth_exchange(pasted, from_app_store=from_app_store, patience=self._patience))

    def auth_status(self) -> AuthStatus | None:
        """How the consent stands; None before the first one."""
        return run(self._engine.auth_status())

    def close(self) -> None:
        """Close the connections, and the audit log with the account's last client."""
        world = self._engine.world
        assert isinstance(world, BlockingWorld)
        world.close()
        self._engine.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _shop_id(shop: Shop | str) -> str:
    found = shop if isinstance(shop, str) else shop.id
    if not found:
        raise InvalidRequest("this shop has no id: take one from client.shops()")
    return found
