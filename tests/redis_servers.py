"""Redis servers of the tests' own, which may be stopped, killed, emptied and replaced without harm to anybody."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.stores.redis_server import RedisServer

PROGRAM = shutil.which("redis-server")


def needed() -> str:
    """The program, or a skip with the reason; on CI its absence is a failure."""
    if PROGRAM is None and os.environ.get("CI") == "true":
        pytest.fail("there is no redis-server on this machine, and CI must not skip what needs one")
    return PROGRAM or pytest.skip("there is no redis-server on this machine")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class OwnRedis:
    """One server on a port and in a directory of its own."""

    def __init__(self, directory: Path, *options: str, port: int | None = None) -> None:
        self.port = port or free_port()
        directory.mkdir(parents=True, exist_ok=True)
        self._command = [needed(), "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(directory)]
        self._command += ["--save", "", "--loglevel", "warning", "--repl-diskless-sync-delay", "0", *options]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> Secret:
        return Secret(f"redis://127.0.0.1:{self.port}/0")

    def start(self) -> OwnRedis:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while not self.say("PING").startswith(("+PONG", "-NOAUTH")):
            assert time.monotonic() < deadline, "redis-server does not start"
            time.sleep(0.01)
        return self

    def say(self, *words: str) -> str:
        """One command and the first line of its answer; "" when nobody answers."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as line:
                told = b"".join(b"$%d\r\n%s\r\n" % (len(word), word.encode()) for word in words)
                line.sendall(b"*%d\r\n" % len(words) + told)
                return line.recv(65536).decode().splitlines()[0]
        except (OSError, IndexError):
            return ""

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: int) -> None:
        if self._process is not None:
            self._signal(how)
            self._process.wait(10)
            self._process = None

    def _signal(self, which: int) -> None:
        assert self._process is not None
        self._process.send_signal(which)


@pytest.fixture(scope="session")
def own_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnRedis]:
    """One server for all tests that leave it running."""
    running = OwnRedis(tmp_path_factory.mktemp("redis")).start()
    yield running
    running.kill()


@pytest.fixture
def redis_server(own_redis: OwnRedis) -> RedisServer:
    server = RedisServer(own_redis.address)
    server.command("FLUSHALL")
    return server
