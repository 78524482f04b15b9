"""What one grant costs with 1 and with 1,000 callers in line.

    python -m benchmarks.lanes

The line is the real one of the asyncio client; both sides run in turns, and the ratio is what counts.
"""

from __future__ import annotations

import asyncio
from collections import deque
from statistics import median
from time import perf_counter_ns

from tiktok_shop_sdk.ports.aio import AsyncTurn
from tiktok_shop_sdk.ports.clock import SystemClock
from tiktok_shop_sdk.ports.turn import Turnstile

ROUNDS, GRANTS = 20, 200


async def grants(waiting: int) -> float:
    """Microseconds for one grant: one more comes, the head asks, gets its turn and leaves, with so many behind it."""
    turnstile = Turnstile(SystemClock())
    line: deque[AsyncTurn] = deque()

    async def enter() -> None:
        line.append(AsyncTurn(turnstile, ("order",), "backfill"))
        await line[-1].__aenter__()

    for _ in range(waiting):
        await enter()
    begun = perf_counter_ns()
    for _ in range(GRANTS):
        await enter()
        head = line.popleft()
        await head.come()
        await head.__aexit__(None, None, None)
    return (perf_counter_ns() - begun) / GRANTS / 1000


def main() -> None:
    pairs = [(asyncio.run(grants(1)), asyncio.run(grants(1000))) for _ in range(ROUNDS)]
    one, thousand = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    ratio = median(later / first for first, later in pairs)
    print(f"a grant with 1 waiting {one:.1f} us, with 1,000 waiting {thousand:.1f} us, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
