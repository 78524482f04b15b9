"""A consent in Redis: whole, sealed, changed by one machine at a time, and refreshed by one."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.redis_servers import OwnRedis, free_port
from tests.redis_servers import own_redis as own_redis
from tests.redis_servers import redis_server as redis_server
from tiktok_shop_sdk.core.kept import Kept
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.token_key import KeyFromEnvironment
from tiktok_shop_sdk.core.tokens import Grant, RefreshMark
from tiktok_shop_sdk.errors import TokensUnavailable
from tiktok_shop_sdk.ports.sealing import Sealer
from tiktok_shop_sdk.stores import redis_tokens
from tiktok_shop_sdk.stores.redis_server import RedisServer
from tiktok_shop_sdk.stores.redis_tokens import RedisTokens

GRANT = Grant(Secret("access"), 10.0, Secret("refresh"), 20.0, "open", "Seller", "US", 0, ("a", "b"), 1.0)
NEWER = replace(GRANT, access_token=Secret("newer"))
MARK = RefreshMark.of(GRANT, 5.0, last=False)

Open = Callable[[], RedisTokens]


@pytest.fixture
def open_tokens(redis_server: RedisServer) -> Open:
    """One account, opened on as many machines as asked."""
    return lambda: RedisTokens(redis_server, "6abc", "acme-uk", Sealer("Redis"), lease=60.0)


def test_what_one_machine_stored_the_others_read(open_tokens: Open) -> None:
    mine, theirs = open_tokens(), open_tokens()
    assert mine.unchanged() is None and mine.kept() == Kept()
    assert theirs.change(lambda kept: kept.with_grant(GRANT)) == Kept()
    assert theirs.unchanged() == Kept(GRANT)
    assert mine.kept() == Kept(GRANT) == mine.unchanged()
    assert mine.change(lambda kept: kept) == Kept(GRANT)
    assert mine.change(lambda kept: kept.with_mark(MARK).with_state("s", 1.0)) == Kept(GRANT)
    assert theirs.kept().mark == MARK and "s" in theirs.kept().states


def test_what_was_read_is_believed_for_a_moment_only(open_tokens: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = open_tokens()
    mine.kept()
    assert mine.unchanged() is not None
    monkeypatch.setattr(redis_tokens, "_FRESH", 0.0)
    assert mine.unchanged() is None


def test_accounts_do_not_share(redis_server: RedisServer, open_tokens: Open) -> None:
    open_tokens().change(lambda kept: kept.with_grant(GRANT))
    assert RedisTokens(redis_server, "6abc", "acme-de", Sealer("Redis"), lease=60.0).kept() == Kept()


def test_with_a_key_nothing_in_clear_leaves_the_process(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fernet = pytest.importorskip("cryptography.fernet")
    monkeypatch.setenv("TOKEN_KEY", fernet.Fernet.generate_key().decode())
    sealer = Sealer("Redis", KeyFromEnvironment("TOKEN_KEY"))
    tokens = RedisTokens(redis_server, "6abc", "acme-uk", sealer, lease=60.0)
    tokens.change(lambda kept: kept.with_grant(GRANT))
    stored = redis_server.command("HGETALL", tokens._keys[0])
    assert b"access" not in b"".join(stored.values()) and tokens.kept() == Kept(GRANT)


def test_no_change_of_many_is_lost(open_tokens: Open) -> None:
    def remember(number: int) -> None:
        tokens = open_tokens()
        for each in range(5):
            tokens.change(lambda kept: kept.with_state(f"{number}-{each}", 1.0))  # noqa: B023  # called before the next

    threads = [threading.Thread(target=remember, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(open_tokens().kept().states) == 30


def test_a_change_that_never_gets_through_is_given_up(open_tokens: Open) -> None:
    mine, theirs = open_tokens(), open_tokens()
    rounds = iter(range(1000))

    def overtaken(kept: Kept) -> Kept:
        theirs.change(lambda kept: kept.with_state(f"theirs {next(rounds)}", 1.0))
        return kept.with_state("mine", 1.0)

    with pytest.raises(TokensUnavailable, match="without end"):
        mine.change(overtaken)


def test_one_handle_holds_the_lock_at_a_time_on_all_machines(open_tokens: Open) -> None:
    mine, theirs = open_tokens(), open_tokens()
    first, second, third = mine.lock(), mine.lock(), theirs.lock()
    assert first.try_acquire()
    assert not second.try_acquire() and not third.try_acquire()
    second.release()  # what it does not hold it cannot release
    third.release()
    assert not third.try_acquire()
    mine.release("77")  # nor under a number that is not its own
    first.release()
    first.release()
    assert third.try_acquire()
    assert not second.try_acquire()
    third.release()
    assert second.try_acquire()


def test_a_dead_holder_is_outlived_and_can_neither_change_nor_release(
    redis_server: RedisServer, open_tokens: Open
) -> None:
    slow, quick = open_tokens(), open_tokens()
    slow.change(lambda kept: kept.with_grant(GRANT))
    lost, lock = slow.lock(), quick.lock()
    assert lost.try_acquire() and not lock.try_acquire()
    redis_server.command("HSET", slow._keys[0], "until", 1)  # the lease is over
    assert lock.try_acquire()
    quick.change(lambda kept: kept.with_grant(NEWER))
    with pytest.raises(TokensUnavailable, match="another machine"):
        slow.change(lambda kept: kept.with_mark(MARK))  # so the spent token is never sent
    lost.release()
    assert not open_tokens().lock().try_acquire()
    assert quick.kept() == Kept(NEWER)
    lock.release()
    slow.change(lambda kept: kept.with_state("s", 1.0))


def test_without_the_fence_the_late_holder_would_mark_a_refresh_of_the_spent_token(
    redis_server: RedisServer, open_tokens: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""
    monkeypatch.setattr(RedisTokens, "_fence", lambda self: "")
    slow, quick = open_tokens(), open_tokens()
    slow.change(lambda kept: kept.with_grant(GRANT))
    assert slow.lock().try_acquire()
    redis_server.command("HSET", slow._keys[0], "until", 1)
    assert quick.lock().try_acquire()
    quick.change(lambda kept: kept.with_grant(NEWER))
    slow.change(lambda kept: kept.with_mark(MARK))
    assert slow.kept() == Kept(NEWER, MARK)


def test_a_holder_who_was_overtaken_by_nobody_goes_on_under_a_new_lease(
    redis_server: RedisServer, open_tokens: Open
) -> None:
    mine = open_tokens()
    lock = mine.lock()
    assert lock.try_acquire()
    redis_server.command("HSET", mine._keys[0], "until", 1)
    mine.change(lambda kept: kept.with_grant(GRANT))
    assert not open_tokens().lock().try_acquire()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded")
def test_a_forked_child_neither_holds_nor_releases_the_lock_of_its_parent(open_tokens: Open) -> None:
    tokens = open_tokens()
    lock = tokens.lock()
    assert lock.try_acquire()
    child = os.fork()
    if child == 0:
        ended = 1
        try:
            lock.release()
            ended = int(tokens.lock().try_acquire())
        finally:
            os._exit(ended)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert not open_tokens().lock().try_acquire()


def test_a_server_that_is_gone_is_told_as_tokens_that_cannot_be_used(own_redis: OwnRedis) -> None:
    server = RedisServer(Secret(f"redis://127.0.0.1:{free_port()}/0"))
    tokens = RedisTokens(server, "6abc", "acme-uk", Sealer("Redis"), lease=60.0)
    for asked in (tokens.kept, tokens.lock().try_acquire, lambda: tokens.change(lambda kept: kept.with_mark(MARK))):
        with pytest.raises(TokensUnavailable, match="cannot be reached") as caught:
            asked()
        assert "Redis" in caught.value.next_step_zh


def test_a_lock_that_cannot_be_released_ends_with_its_lease(redis_server: RedisServer) -> None:
    tokens = RedisTokens(redis_server, "6abc", "acme-uk", Sealer("Redis"), lease=60.0)
    lock = tokens.lock()
    assert lock.try_acquire()
    tokens._server = RedisServer(Secret(f"redis://127.0.0.1:{free_port()}/0"))
    lock.release()
    tokens._server = redis_server
    assert not lock.try_acquire()  # the server still counts the lease
    redis_server.command("HDEL", tokens._keys[0], "until")
    assert lock.try_acquire()
