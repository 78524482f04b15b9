"""A slow disk and a ledger that somebody else holds stop calls, never the event loop that makes them."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.processes.scene import account, consent
from tiktok_shop_sdk import AsyncTikTokShop
from tiktok_shop_sdk.sandbox import Platform
from tiktok_shop_sdk.sandbox.app import RunningSandbox, running_sandbox
from tiktok_shop_sdk.stores import database


class Watch:
    """Writes down which thread made each call that may wait for a disk or a lock."""

    def __init__(self) -> None:
        self.made: list[tuple[str, int]] = []

    def over(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **options: Any) -> Any:
            self.made.append((name, threading.get_ident()))
            return real(*arguments, **options)

        return watched

    def by(self, thread: int) -> set[str]:
        return {name for name, made_by in self.made if made_by == thread}

    @property
    def names(self) -> set[str]:
        return {name for name, _ in self.made}


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watching = Watch()

    class Watched(sqlite3.Connection):
        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            watching.made.append(("execute", threading.get_ident()))
            return super().execute(*arguments)

    def slow(descriptor: int) -> None:
        time.sleep(0.03)  # each sync: tens of them make a call
        sync(descriptor)

    sync, connect = os.fsync, sqlite3.connect
    monkeypatch.setattr(os, "fsync", watching.over("fsync", slow))
    monkeypatch.setattr(fcntl, "flock", watching.over("flock", fcntl.flock))
    monkeypatch.setattr(os, "replace", watching.over("replace", os.replace))
    monkeypatch.setattr(os, "write", watching.over("write", os.write))
    monkeypatch.setattr(
        database.sqlite3, "connect", lambda *where, **options: connect(*where, factory=Watched, **options)
    )
    return watching


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    with running_sandbox(Platform()) as running:
        yield running


def a_locked_ledger(state: Path) -> sqlite3.Connection:
    """Another process is in the middle of a write to each ledger of the account."""
    (ledger,) = [path for path in state.rglob("*.sqlite3") if not path.name.startswith("before")]
    held = sqlite3.Connection(ledger, isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    return held


def test_no_call_waits_for_a_disk_or_a_lock_on_the_threads_of_its_loop(
    sandbox: RunningSandbox, tmp_path: Path, watch: Watch
) -> None:
    consent(sandbox.platform, sandbox.url, tmp_path, "pace")
    client = AsyncTikTokShop(account(sandbox.url, tmp_path, "pace"))
    held = a_locked_ledger(tmp_path)
    watch.made.clear()

    async def calls() -> None:
        asyncio.get_running_loop().call_later(0.05, held.execute, "COMMIT")
        shop = client.shop((await client.shops())[0])
        await asyncio.gather(*(shop.orders.search(page_size=1) for _ in range(4)))
        await client.close()

    asyncio.run(calls())
    held.close()
    assert watch.names >= {"fsync", "flock", "write", "execute"}
    assert watch.by(threading.get_ident()) == set()


def test_control_a_file_that_is_written_on_the_loop_is_seen(watch: Watch, tmp_path: Path) -> None:
    async def careless() -> None:
        descriptor = os.open(tmp_path / "file", os.O_WRONLY | os.O_CREAT)
        os.write(descriptor, b"x")
        os.fsync(descriptor)
        os.close(descriptor)

    asyncio.run(careless())
    assert watch.by(threading.get_ident()) == {"write", "fsync"}
