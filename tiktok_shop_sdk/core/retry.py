"""Which failures may be tried again, how often, and after how long."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ..errors import ServerError, ShopError, Throttled, TokenRejected, TransportError
from .codes import TOKEN_EXPIRED
from .limits import Limits

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
        backoff = import_module(".backoff", __package__)  # tenacity comes with the first failure
        again: float | None = backoff.pause(error, self.number, self._stop(error), self._may_repeat(error))
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
