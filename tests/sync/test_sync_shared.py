"""A cursor in the account's Redis: one pull at a time moves it, on whichever machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.flow.conftest import an_account
from tests.redis_servers import OwnRedis, free_port
from tests.redis_servers import own_redis as own_redis
from tests.redis_servers import redis_server as redis_server
from tiktok_shop_sdk.errors import DeclarationError
from tiktok_shop_sdk.stores.redis_server import RedisServer
from tiktok_shop_sdk.sync import CursorUnusable, Position, SharedCursor

POSITION = Position("7495", 1, 2, 1, (("order", 1),), 10)


@pytest.fixture
def open_cursor(own_redis: OwnRedis, redis_server: RedisServer, tmp_path: Path) -> object:
    account = an_account(tmp_path, redis=own_redis.address)
    return lambda name="orders": SharedCursor(account, name)


def test_the_next_machine_goes_on_where_the_last_one_was(open_cursor: type[SharedCursor]) -> None:
    first = open_cursor()
    assert first.load() is None
    first.save(POSITION)
    moved = replace(POSITION, reached=2)
    first.save(moved)
    assert open_cursor().load() == moved
    assert open_cursor("another").load() is None
    assert repr(first) == "SharedCursor('orders')"


def test_of_two_pulls_at_once_one_is_told(open_cursor: type[SharedCursor]) -> None:
    first, second = open_cursor(), open_cursor()
    first.load(), second.load()
    first.save(POSITION)
    with pytest.raises(CursorUnusable, match="moved by another pull") as caught:
        second.save(POSITION)
    assert "机器" in caught.value.next_step_zh
    second.load()
    second.save(replace(POSITION, reached=2))


def test_what_is_no_cursor_is_refused(open_cursor: type[SharedCursor], redis_server: RedisServer) -> None:
    open_cursor().save(POSITION)
    (key,) = redis_server.command("KEYS", "*cursor*")
    redis_server.command("SET", key, "{}")
    with pytest.raises(CursorUnusable, match="damaged"):
        open_cursor().load()


def test_without_redis_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match="redis"):
        SharedCursor(an_account(tmp_path), "orders")
    gone = SharedCursor(an_account(tmp_path, redis=f"redis://127.0.0.1:{free_port()}/0"), "orders")
    for use in (gone.load, lambda: gone.save(POSITION)):
        with pytest.raises(CursorUnusable, match="cannot be reached"):
            use()
