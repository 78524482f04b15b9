"""A Redis ledger whose server tells the time of a virtual clock; everything else is the real one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from tests.virtual import VirtualClock
from tiktok_shop_sdk.core.limits import Limits
from tiktok_shop_sdk.stores.redis_ledger import RedisLedger, script_of
from tiktok_shop_sdk.stores.redis_server import RedisServer, Script

LONG_AGO = 200_000.0


@cache
def steered_script() -> Script:
    return script_of("local function server_time() return cjson.decode(ARGV[1]).steered end")


class SteeredLedger(RedisLedger):
    """`server_time` is asked at each step; the clock of the machine that asks is `clock`."""

    def __init__(
        self,
        server: RedisServer,
        identity: str,
        limits: Limits,
        *,
        clock: VirtualClock,
        server_time: Callable[[], float] | None = None,
        egress: str = "",
    ) -> None:
        super().__init__(server, identity, limits, egress=egress, clock=clock, random=lambda: 0.5)
        self._server_time = server_time or clock.boot

    def _script(self) -> Script:
        return steered_script()

    def _step(self, step: str, **facts: Any) -> list[str]:
        return super()._step(step, steered=self._server_time(), **facts)


def begin_long_ago(server: RedisServer, clock: VirtualClock) -> None:
    """Let the life of an empty database begin so early that nothing of its beginning is in force."""
    earlier = VirtualClock(clock.boot() - LONG_AGO, boot_id=clock.boot_id())
    SteeredLedger(server, "somebody-else", Limits(), clock=earlier).state(())
