"""Which failures may be tried again, how often, and after how long."""

from __future__ import annotations

from collections.abc import Callable

import tenacity

from ..errors import ServerError, ShopError, Throttled, TokenRejected, TransportError
from .codes import TOKEN_EXPIRED
from .limits import Limits

# After a lost connection or a 5xx: 0.5, 1, 2 ... seconds, at most 8, with up to half a second of jitter.
_backoff = tenacity.wait_exponential(multiplier=0.5, max=8) + tenacity.wait_random(0, 0.5)
TRIES_AFTER_TROUBLE = 3


class Attempts:
    """Counts the attempts of one call. The first one is bare; tenacity decides once something has failed."""

    def __init__(self, limits: Limits, *, repeatable: bool) -> None:
        self.number = 1
        self._limits = limits
        self._repeatable = repeatable
        self._refreshed = False

    def after(self, error: ShopError) -> float | None:
        """Seconds to wait before the next attempt, or None when `error` is the end of it."""
        again = _Decision(error, self.number, self._stop(error), self._may_repeat(error)).seconds
        self._refreshed = self._refreshed or isinstance(error, TokenRejected)
        self.number += again is not None
        return again

    def _stop(self, error: ShopError) -> int:
        return self._limits.tries if isinstance(error, Throttled) else TRIES_AFTER_TROUBLE

    def _may_repeat(self, error: ShopError) -> Callable[[BaseException], bool]:
        def may(_: BaseException) -> bool:
            match error:
                case Throttled():
                    return True  # turned away before any effect: reads and writes alike
                case TokenRejected():
                    return error.code == TOKEN_EXPIRED and not self._refreshed
                case TransportError() | ServerError():
                    return error.delivered is False or self._repeatable
            return False

        return may


class _Decision:
    """One question to tenacity. It is asked with the failure alone, so nothing of the call can leak from it."""

    def __init__(self, error: ShopError, number: int, tries: int, may: Callable[[BaseException], bool]) -> None:
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(tries), wait=_wait, retry=tenacity.retry_if_exception(may), reraise=True
        )
        state = tenacity.RetryCallState(retrying, None, (), {})
        state.attempt_number = number
        state.set_exception((type(error), error, error.__traceback__))
        self.seconds = None
        if retrying.retry(state) and not retrying.stop(state):
            self.seconds = retrying.wait(state)


def _wait(state: tenacity.RetryCallState) -> float:
    failed = state.outcome.exception() if state.outcome else None
    # The ledger already holds a throttled account back, and a refreshed token is ready: no wait of our own.
    return 0.0 if isinstance(failed, (Throttled, TokenRejected)) else _backoff(state)
