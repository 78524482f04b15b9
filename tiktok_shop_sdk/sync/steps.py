"""
A sync is written once, as a plan that says what it needs; two drivers do it, one blocking and one over
asyncio.

A plan is a generator. It yields `Ask` (a call on the shop), `Rest` (wait), `Aside` (files) or `Hand`
(something for the user), and is told the outcome: a call's answer, or the `ShopError` it ended with, raised
where the plan stands. So a plan holds all decisions and neither waits nor talks, and the drivers below hold
none.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from ..client import AsyncShop, SyncShop
from ..core.paging import Pager
from ..errors import ShopError
from ..ports.aio import AsyncWorld
from ..ports.blocking import BlockingWorld
from ..ports.run import run

H = TypeVar("H")


@dataclass(frozen=True, slots=True)
class Ask:
    """Make this call; of a paged one, take the first page."""

    call: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Rest:
    """Wait that many seconds on the account's own clock."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Aside:
    """Do this with files; under asyncio in a worker thread."""

    work: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Hand(Generic[H]):
    """Give this to the user; the plan goes on when the user comes back for more."""

    value: H


Step: TypeAlias = Ask | Rest | Aside | Hand[H]
Plan: TypeAlias = Generator[Step[H], Any, None]


def world_of(shop: SyncShop | AsyncShop) -> BlockingWorld | AsyncWorld:
    """The clocks and the waits of the shop's account."""
    return shop._engine.world


def drive(plan: Plan[H], shop: SyncShop) -> Iterator[H]:
    """Carry a plan out with the blocking client."""
    answer: Any = None
    failed: ShopError | None = None
    try:
        while True:
            try:
                step = plan.send(answer) if failed is None else plan.throw(failed)
            except StopIteration:
                return
            answer, failed = None, None
            if isinstance(step, Hand):
                yield step.value
                continue
            try:
                answer = _done(step, shop)
            except ShopError as error:
                failed = error
    finally:
        failed = None
        plan.close()


async def adrive(plan: Plan[H], shop: AsyncShop) -> AsyncGenerator[H, None]:
    """Carry a plan out with the asyncio client."""
    answer: Any = None
    failed: ShopError | None = None
    try:
        while True:
            try:
                step = plan.send(answer) if failed is None else plan.throw(failed)
            except StopIteration:
                return
            answer, failed = None, None
            if isinstance(step, Hand):
                yield step.value
                continue
            try:
                answer = await _adone(step, shop)
            except ShopError as error:
                failed = error
    finally:
        failed = None
        plan.close()


def _done(step: Ask | Rest | Aside, shop: SyncShop) -> Any:
    match step:
        case Ask(call):
            answer = call(shop)
            return answer.first() if isinstance(answer, Pager) else answer
        case Rest(seconds):
            return run(world_of(shop).sleep(seconds))
        case Aside(work):
            return work()


async def _adone(step: Ask | Rest | Aside, shop: AsyncShop) -> Any:
    match step:
        case Ask(call):
            return await call(shop)
        case Rest(seconds):
            return await world_of(shop).sleep(seconds)
        case Aside(work):
            return await world_of(shop).aside(work)
