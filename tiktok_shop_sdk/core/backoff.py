"""Asks tenacity, once something has failed: again, and after how long?"""

from __future__ import annotations

from collections.abc import Callable

import tenacity

from ..errors import ShopError, Throttled, TokenRejected

# After a lost connection or a 5xx: 0.5, 1, 2 ... seconds, at most 8, with up to half a second of jitter.
_backoff = tenacity.wait_exponential(multiplier=0.5, max=8) + tenacity.wait_random(0, 0.5)


def pause(error: ShopError, number: int, tries: int, may: Callable[[BaseException], bool]) -> float | None:
    """Seconds until the attempt after `number`, None for none.

    Tenacity is asked with the failure alone, so nothing of the call can leak from it.
    """
    retrying = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(tries), wait=_wait, retry=tenacity.retry_if_exception(may), reraise=True
    )
    state = tenacity.RetryCallState(retrying, None, (), {})
    state.attempt_number = number
    state.set_exception((type(error), error, error.__traceback__))
    return retrying.wait(state) if retrying.retry(state) and not retrying.stop(state) else None


def _wait(state: tenacity.RetryCallState) -> float:
    failed = state.outcome.exception() if state.outcome else None
    # The ledger already holds a throttled account back, and a refreshed token is ready: no wait of our own.
    return 0.0 if isinstance(failed, (Throttled, TokenRejected)) else _backoff(state)
