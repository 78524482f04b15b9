"""Where an order pull stands, kept in the account's Redis for whichever machine pulls next."""

from __future__ import annotations

from ..account import Account
from ..core.tokens import account_identity
from ..errors import DeclarationError, LedgerUnavailable
from ..home import server_of
from ..stores.redis_server import TAG, Script
from .faults import CursorUnusable
from .position import Position, decoded, encoded

_MOVE = Script.of("""
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return { 'moved' } end
redis.call('SET', KEYS[1], ARGV[2])
return { 'saved' }
""")


class SharedCursor:
    """A position under a name of the account's Redis. It moves only from where this pull has seen it, so that of two
    machines that pull at once one ends with `CursorUnusable`."""

    def __init__(self, account: Account, name: str) -> None:
        if account.shared is None:
            raise DeclarationError("SharedCursor needs an account with a Redis: Account(redis=...)")
        self.name = name
        self._server = server_of(account.shared)
        self._key = f"{TAG}:cursor:{account_identity(account.app.key, account.name)}:{name}"
        self._seen = b""

    def load(self) -> Position | None:
        """The stored position, None before the first run."""
        try:
            self._seen = self._server.command("GET", self._key) or b""
        except LedgerUnavailable as error:
            raise self._unusable(error) from None
        position = decoded(self._seen) if self._seen else None
        if self._seen and position is None:
            raise CursorUnusable(f"the cursor {self.name!r} in Redis is damaged or no cursor")
        return position

    def save(self, position: Position) -> None:
        """Kept by the server before it returns."""
        raw = encoded(position)
        try:
            (said,) = self._server.run(_MOVE, [self._key], self._seen, raw)
        except LedgerUnavailable as error:
            raise self._unusable(error) from None
        if said != b"saved":
            raise CursorUnusable(
                f"the cursor {self.name!r} was moved by another pull",
                next_step="Let one machine pull at a time; run it again to go on from where the other one is.",
                next_step_zh="同一时间只让一台机器拉取;重新运行将从另一台的位置继续。",
            )
        self._seen = raw

    def __repr__(self) -> str:
        return f"SharedCursor({self.name!r})"

    def _unusable(self, error: LedgerUnavailable) -> CursorUnusable:
        return CursorUnusable(error.message, next_step=error.next_step, next_step_zh=error.next_step_zh)
