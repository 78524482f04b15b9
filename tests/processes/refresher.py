"""One process of an account whose token expires: told the time, it makes a call and says how that ended.

python -m tests.processes.refresher URL STATE [STEP at which it kills itself, or a fault: no-mark, no-lock]

Each line of standard input is by how many seconds the wall clock is ahead; each is answered by `ok` or by the name of
an error.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import wraps
from pathlib import Path
from typing import Any

from tests.processes.scene import account
from tiktok_shop_sdk import TikTokShop
from tiktok_shop_sdk.core.request import Request
from tiktok_shop_sdk.errors import ShopError
from tiktok_shop_sdk.ports.blocking import BlockingWorld
from tiktok_shop_sdk.ports.clock import SystemClock


class AheadClock(SystemClock):
    """The system's clocks, the wall clock ahead by some days."""

    ahead = 0.0

    def wall(self) -> float:
        return super().wall() + self.ahead


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def is_refresh(*given: Any, **_: Any) -> bool:
    return not given or not isinstance(given[0], Request) or "token/refresh" in given[0].path


def kill(verb: str, *, before: bool) -> None:
    """Die at this verb of the world, before it is done or after."""
    original: Callable[..., Any] = getattr(BlockingWorld, verb)

    @wraps(original)
    async def verb_of_the_dying(world: BlockingWorld, *given: Any, **named: Any) -> Any:
        if before and is_refresh(*given, **named):
            die()
        result = await original(world, *given, **named)
        if is_refresh(*given, **named):
            die()
        return result

    setattr(BlockingWorld, verb, verb_of_the_dying)


@asynccontextmanager
async def nothing(*_: Any) -> AsyncIterator[None]:
    yield


async def no_mark(*_: Any) -> None:
    return None


KILLS: dict[str, Callable[[], Any]] = {
    "before the mark": lambda: kill("mark_refresh", before=True),
    "after the mark": lambda: kill("mark_refresh", before=False),
    "before sending": lambda: kill("send", before=True),
    "after the answer": lambda: kill("send", before=False),
    "before storing": lambda: kill("store_grant", before=True),
    "after storing": lambda: kill("store_grant", before=False),
}
FAULTS: dict[str, Callable[[], Any]] = {
    **KILLS,
    "no-mark": lambda: setattr(BlockingWorld, "mark_refresh", no_mark),
    "no-lock": lambda: setattr(BlockingWorld, "refreshing", nothing),
}


def how_it_ends(client: TikTokShop) -> str:
    try:
        client.shops()
    except ShopError as error:
        return type(error).__name__
    return "ok"


def main() -> None:
    url, state, *faults = sys.argv[1:]
    for fault in faults:
        FAULTS[fault]()
    clock = AheadClock()
    with TikTokShop(account(url, Path(state)), clock=clock) as client:
        print("ready", flush=True)
        for line in sys.stdin:
            clock.ahead = float(line)
            print(how_it_ends(client), flush=True)


if __name__ == "__main__":
    main()
