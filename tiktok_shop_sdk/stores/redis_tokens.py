"""
The consent of one account in Redis, for all machines that call for it, and the lock under which it is refreshed.

What is kept is one value, sealed before it leaves the process, with a version: a change is applied only to the
version it was made from. The lock is a lease, so that it outlives no dead holder for long. Each holder has a number
(`fence`); while this process holds the lock, its changes are refused as soon as anybody else has held it since, and
each of them begins the lease anew. So a holder that was away for too long cannot mark, and thus not send, a refresh.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from ..core.kept import Kept
from ..core.tokens import account_identity
from ..errors import LedgerUnavailable, TokensUnavailable
from ..ports.sealing import Sealer
from .redis_server import TAG, RedisServer, Script

# Seconds for which what was read is believed, so that one call reads it once. An access token that another machine
# replaced still serves; one that was taken back is refused by the platform, and then the newest is read.
_FRESH = 1.0
_MIN_LEASE = 60.0
_TRIES = 100  # of one change, against changes of others: each loses to one that was made

# KEYS: the consent. What is stored has a version; `fence` counts the holders of the lock, `until` ends the lease.
_CHANGE = Script.of("""
local version, fence = unpack(redis.call('HMGET', KEYS[1], 'version', 'fence'))
if ARGV[2] ~= (version or '0') then return { 'changed' } end
if ARGV[3] ~= '' and ARGV[3] ~= fence then return { 'overtaken' } end
redis.call('HSET', KEYS[1], 'sealed', ARGV[1], 'version', ARGV[2] + 1)
if ARGV[3] ~= '' then
  redis.call('HSET', KEYS[1], 'until', string.format('%.17g', redis.call('TIME')[1] + ARGV[4]))
end
return { 'stored' }
""")
_ACQUIRE = Script.of("""
local now = tonumber(redis.call('TIME')[1])
if now < tonumber(redis.call('HGET', KEYS[1], 'until') or 0) then return { '0' } end
redis.call('HSET', KEYS[1], 'until', string.format('%.17g', now + ARGV[1]))
return { tostring(redis.call('HINCRBY', KEYS[1], 'fence', 1)) }
""")
_RELEASE = Script.of("""
if redis.call('HGET', KEYS[1], 'fence') == ARGV[1] then redis.call('HDEL', KEYS[1], 'until') end
return { 'released' }
""")


class RedisTokens:
    """`ports.household.TokenShelf` of the account `name` of an app. Raises `TokensUnavailable` and nothing else.

    `lease` in seconds: how long a refresh may take from its mark to its end.
    """

    def __init__(self, server: RedisServer, app_key: str, name: str, sealer: Sealer, *, lease: float) -> None:
        self._server = server
        self._keys = [f"{TAG}:consent:{account_identity(app_key, name)}"]
        self._sealer = sealer
        self._lease = max(lease, _MIN_LEASE)
        self._seen: tuple[float, Kept] | None = None
        self._guard = threading.Lock()
        self._held = (0, "")  # the process and its number, while one of its handles has the lock or asks for it

    def kept(self) -> Kept:
        """As the newest machine wrote it."""
        return self._read()[1]

    def unchanged(self) -> Kept | None:
        """What was read within the last second."""
        seen = self._seen
        return seen[1] if seen is not None and time.monotonic() - seen[0] < _FRESH else None

    def change(self, change: Callable[[Kept], Kept]) -> Kept:
        """Apply a change to what is there now; returns what was before."""
        fence = self._fence()
        for _ in range(_TRIES):
            version, before = self._read()
            after = change(before)
            if after == before:
                return before
            with _told():
                sealed = self._sealer.seal(after)
                (said,) = self._server.run(_CHANGE, self._keys, sealed, version, fence, self._lease)
            if said == b"stored":
                self._seen = time.monotonic(), after
                return before
            if said == b"overtaken":
                raise TokensUnavailable(
                    "another machine refreshes these tokens now, for this one was away for too long",
                    next_step="Make the call again: it takes the tokens that the other machine got.",
                    next_step_zh="请重新调用:将使用另一台机器取得的令牌。",
                )
        raise TokensUnavailable("the tokens in Redis are changed by others without end")

    def lock(self) -> RedisLock:
        """Held by whoever refreshes the tokens; every handle excludes every other, on any machine."""
        return RedisLock(self)

    def acquire(self) -> str:
        """The number of the new holder of the lock, "" while another holds it."""
        with self._guard:
            if self._held[0] == os.getpid():
                return ""
            self._held = os.getpid(), ""
        fence = ""
        try:
            with _told():
                (said,) = self._server.run(_ACQUIRE, self._keys, self._lease)
            fence = "" if said == b"0" else said.decode()
        finally:
            self._held = (os.getpid(), fence) if fence else (0, "")
        return fence

    def release(self, fence: str) -> None:
        """Let the next one hold the lock; whose number is over, or its parent's, releases nothing."""
        if self._fence() != fence:
            return
        try:
            with _told():
                self._server.run(_RELEASE, self._keys, fence)
        finally:
            self._held = 0, ""

    def _fence(self) -> str:
        """The number under which this process holds the lock; what its parent holds, it does not."""
        pid, fence = self._held
        return fence if pid == os.getpid() else ""

    def _read(self) -> tuple[str, Kept]:
        with _told():
            version, sealed = self._server.command("HMGET", self._keys[0], "version", "sealed")
        kept = self._sealer.open(sealed) if sealed else Kept()
        self._seen = time.monotonic(), kept
        return (version or b"0").decode(), kept


class RedisLock:
    """One handle of the lock; what it does not hold it cannot release."""

    def __init__(self, tokens: RedisTokens) -> None:
        self._tokens = tokens
        self._fence = ""

    def try_acquire(self) -> bool:
        """Take the lock if it is free, without waiting for its holder."""
        self._fence = self._tokens.acquire()
        return bool(self._fence)

    def release(self) -> None:
        """Let go of the lock. What cannot be said to the server ends with the lease."""
        fence, self._fence = self._fence, ""
        if fence:
            with suppress(TokensUnavailable):
                self._tokens.release(fence)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
        return
    except LedgerUnavailable as error:
        said = error
    raise TokensUnavailable(said.message, next_step=said.next_step, next_step_zh=said.next_step_zh)
