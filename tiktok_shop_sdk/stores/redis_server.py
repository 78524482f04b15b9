"""
The Redis server that several machines share, reached with a time limit on every exchange; every failure is a
`LedgerUnavailable`.

Nothing is sent twice by itself: a command whose answer was lost may have been done. Connections are kept, shared
by threads, and never used by a forked child (redis-py sees to that). redis-py comes with the first command.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..core.secret import Secret
from ..errors import LedgerUnavailable

if TYPE_CHECKING:
    import redis

# Seconds for each of: to connect, to be answered, to be given a connection. A booking takes well under a millisecond.
PATIENCE = 2.0
# Connections of one process: commands take far less time than what happens between them.
CONNECTIONS = 16
# All keys lie in one slot of a cluster, so that they share one clock and are lost, if ever, together.
TAG = "{tiktok-shop}"


@dataclass(frozen=True, slots=True)
class Script:
    """A Lua text, and the name by which the server knows it once it has seen it."""

    text: str
    sha: str

    @classmethod
    def of(cls, text: str) -> Script:
        return cls(text, hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest())


class RedisServer:
    """One server, by its address (`rediss://user:password@host:6379/0`); thread-safe, one per process and address."""

    def __init__(self, address: Secret, *, patience: float = PATIENCE) -> None:
        self._address = address
        self._patience = patience
        self._client: redis.Redis | None = None
        parts = urlsplit(address.reveal())
        self.label = f"{parts.hostname}:{parts.port or 6379}" if parts.hostname else parts.path
        """Where it is, without user and password."""

    def run(self, script: Script, keys: list[str], *arguments: str | bytes | float) -> list[bytes]:
        """Run a script in one exchange; its text travels only when the server has never seen it."""
        answer: list[bytes]
        try:
            answer = self.command("EVALSHA", script.sha, len(keys), *keys, *arguments)
        except _ScriptUnknown:
            answer = self.command("EVAL", script.text, len(keys), *keys, *arguments)
        return answer

    def command(self, *words: str | bytes | float) -> Any:
        """One command and its answer."""
        if self._client is None:
            self._client = _client(self._address, self._patience)
        client = self._client
        from redis import exceptions  # redis-py is there: the client is made of it

        try:
            return client.execute_command(*words)  # type: ignore[no-untyped-call]
        except exceptions.NoScriptError:
            unavailable: LedgerUnavailable = _ScriptUnknown(f"the Redis server {self.label} forgot a script")
        except exceptions.ResponseError as error:
            kind = type(error).__name__
            unavailable = self._refused(str(error).partition(" ")[0] if kind == "ResponseError" else kind)
        except (exceptions.RedisError, OSError) as error:
            unavailable = self._unreachable(type(error).__name__)
        raise unavailable  # out here, so that the error carries no other with it

    def _unreachable(self, reason: str) -> LedgerUnavailable:
        return LedgerUnavailable(
            f"the Redis server {self.label} cannot be reached: {reason}",
            next_step="Start it or mend the way to it; calls go on by themselves once it answers.",
            next_step_zh="请启动 Redis 或修复到它的网络连接;恢复后调用会自动继续。",
        )

    def _refused(self, code: str) -> LedgerUnavailable:
        reason, step, step_zh = _REFUSALS.get(code, (f"refused a command ({code})", _LOOK, _LOOK_ZH))
        return LedgerUnavailable(f"the Redis server {self.label} {reason}", next_step=step, next_step_zh=step_zh)


class _ScriptUnknown(LedgerUnavailable):
    """The server has not seen the script, so nothing was done."""


_LOOK = "Look into the log of the server."
_LOOK_ZH = "请查看 Redis 服务器日志。"
_REFUSALS = {
    "EVICTS": (
        "may drop keys when its memory is full, and with them slots that are in force",
        "Set maxmemory-policy to noeviction there.",
        "请将该 Redis 的 maxmemory-policy 设为 noeviction。",
    ),
    "OutOfMemoryError": (
        "has no memory left",
        "Give it more memory (maxmemory).",
        "请为 Redis 分配更多内存(maxmemory)。",
    ),
    "ReadOnlyError": (
        "is a replica and takes no writes",
        "Give the address of the master, or of what stands before it.",
        "请填写主节点(或其前置代理)的地址。",
    ),
    "MISCONF": (
        "cannot write to its disk, so it takes no writes",
        "Make room on its disk or mend it.",
        "请清理或修复该服务器的磁盘。",
    ),
    "NOREPLICAS": ("has fewer replicas than it must", "Mend its replicas.", "请修复其副本节点。"),
    "MovedError": (
        "is a node of a cluster, and the keys live on another one",
        "Give the address of the node that has the slot of {tiktok-shop}, or a server that is no cluster.",
        "请填写负责 {tiktok-shop} 槽位的节点地址,或使用非集群的 Redis。",
    ),
    "NoPermissionError": (
        "does not allow this user what is needed",
        "Allow the user all keys that begin with {tiktok-shop}, and the commands that docs/limits.md lists.",
        "请授权该用户访问以 {tiktok-shop} 开头的键,以及 docs/limits.zh-CN.md 所列命令。",
    ),
}


def _client(address: Secret, patience: float) -> redis.Redis:
    if find_spec("redis") is None:
        raise LedgerUnavailable(
            "Account(redis=...) needs redis-py, which is not installed",
            next_step="pip install 'tiktok-shop-sdk[redis]'",
            next_step_zh="请运行 pip install 'tiktok-shop-sdk[redis]'。",
        )
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    secure = {"ssl_check_hostname": True, "ssl_min_version": _tls_1_2()} if _is_secure(address) else {}
    pool = redis.BlockingConnectionPool.from_url(
        address.reveal(),
        max_connections=CONNECTIONS,
        timeout=patience,
        socket_timeout=patience,
        socket_connect_timeout=patience,
        retry=Retry(NoBackoff(), 0),
        protocol=2,
        **secure,
    )
    return redis.Redis(connection_pool=pool)


def _is_secure(address: Secret) -> bool:
    return address.reveal().startswith("rediss:")


def _tls_1_2() -> Any:
    from ssl import TLSVersion  # loaded by whoever sends anything, but not by whoever opens an account

    return TLSVersion.TLSv1_2
