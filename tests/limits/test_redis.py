"""The ledger in Redis: what it does when the server loses its memory, its clock steps, or it is not there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.limits.simulation import OpenLedger
from tests.limits.steered import SteeredLedger, begin_long_ago
from tests.redis_servers import OwnRedis, free_port
from tests.virtual import VirtualClock
from tiktok_shop_sdk.core.limits import FORGET_AFTER, Answered, Booking, Limits, TooMany, Wait, Window
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.errors import LedgerUnavailable
from tiktok_shop_sdk.stores import redis_ledger
from tiktok_shop_sdk.stores import redis_server as server_module
from tiktok_shop_sdk.stores.redis_ledger import RedisLedger
from tiktok_shop_sdk.stores.redis_server import RedisServer

LIMITS = Limits()
PRODUCT = LIMITS.windows("product")
ORDER = LIMITS.windows("order")
FEW = Limits(product=Window("product", 30, 60.0))
DOUBT = 5.0


def booked(ledger: RedisLedger, windows: tuple[Window, ...] = PRODUCT) -> Booking:
    booking = ledger.book(windows)
    assert isinstance(booking, Booking), booking
    return booking


def sent(ledger: RedisLedger, clock: VirtualClock, windows: tuple[Window, ...] = PRODUCT) -> None:
    booking = booked(ledger, windows)
    assert ledger.confirm(booking) is None
    clock.advance(0.1)
    ledger.settle(booking, Answered(ok=True))
    clock.advance(0.5)


def holds_everything(ledger: RedisLedger, since: float, clock: VirtualClock) -> bool:
    """Whether every window is full, from `since`, and nothing else is let through."""
    state = ledger.state(LIMITS.windows("both"))
    opens = [clock.boot() + window.next_free_in for window in state.windows]
    full = [since + LIMITS.hold + window.period * (1 + LIMITS.drift) for window in (LIMITS.product, LIMITS.order)]
    wait = ledger.book(ORDER)
    return (
        isinstance(wait, Wait)
        and state.paused_for == pytest.approx(since + LIMITS.pause_cap - clock.boot())
        and opens == pytest.approx(full)
        and ledger.book(()) == Wait(state.paused_for, "pause")
    )


# A life begins ------------------------------------------------------------------------------------------------


def test_the_first_life_of_a_database_begins_as_if_everything_had_just_been_used(
    redis_server: RedisServer, clock: VirtualClock
) -> None:
    ledger = SteeredLedger(redis_server, "a", LIMITS, clock=clock)
    assert holds_everything(ledger, clock.boot(), clock)
    assert "begin anew" in ledger.state(()).pause_reason
    clock.advance(LIMITS.pause_cap)
    booked(ledger)
    waits = ledger.book(ORDER)
    assert isinstance(waits, Wait)
    clock.advance(LIMITS.hold + 3600 * LIMITS.drift)
    booked(ledger, ORDER)


def test_an_account_that_is_added_to_an_old_database_starts_at_once(open_redis: OpenLedger) -> None:
    booked(open_redis(), LIMITS.windows("both"))


def test_an_emptied_database_is_a_new_life(
    redis_server: RedisServer, open_redis: OpenLedger, clock: VirtualClock
) -> None:
    ledger = open_redis()
    sent(ledger, clock)
    under_way = booked(ledger)
    redis_server.command("FLUSHALL")
    assert ledger.confirm(under_way) == Wait(0.0, "window", "product")
    assert holds_everything(ledger, clock.boot(), clock)
    assert ledger.settle(under_way, TooMany(5.0)) == pytest.approx(LIMITS.pause_cap)


def test_an_account_whose_key_alone_is_gone_is_a_new_life_too(
    redis_server: RedisServer, open_redis: OpenLedger, clock: VirtualClock
) -> None:
    ledger = open_redis(identity="mine")
    sent(ledger, clock)
    redis_server.command("DEL", "{tiktok-shop}:ledger:mine")
    assert holds_everything(ledger, clock.boot(), clock)


def test_a_copy_that_knows_less_than_a_client_is_a_new_life(
    redis_server: RedisServer, open_redis: OpenLedger, clock: VirtualClock
) -> None:
    ledger = open_redis(identity="mine")
    sent(ledger, clock)
    account = redis_server.command("DUMP", "{tiktok-shop}:ledger:mine")
    sent(ledger, clock)
    redis_server.command("RESTORE", "{tiktok-shop}:ledger:mine", 0, account, "REPLACE")
    assert holds_everything(ledger, clock.boot(), clock)


def test_who_called_through_another_server_until_now_begins_a_new_life(
    redis_server: RedisServer, open_redis: OpenLedger, clock: VirtualClock
) -> None:
    """Two servers that each believe to be the master: what was booked at the other one is unknown here."""
    ledger = open_redis()
    sent(ledger, clock)
    redis_server.command("FLUSHALL")
    begin_long_ago(redis_server, clock)  # a life that is older than the last call of this client
    assert holds_everything(ledger, clock.boot(), clock)


def test_who_was_idle_since_before_the_new_life_changes_nothing(
    redis_server: RedisServer, open_redis: OpenLedger, clock: VirtualClock
) -> None:
    idle, busy = open_redis(identity="mine"), open_redis(identity="mine")
    sent(idle, clock)
    redis_server.command("FLUSHALL")
    born = clock.boot()
    busy.state(())
    clock.advance(100.0)
    assert holds_everything(idle, born, clock)
    clock.advance(7200.0)
    sent(busy, clock)
    sent(idle, clock)


def test_a_restarted_server_is_a_new_life_with_and_without_its_memory(tmp_path: Path, clock: VirtualClock) -> None:
    for options in ([], ["--appendonly", "yes", "--appendfsync", "always"]):
        own = OwnRedis(tmp_path / str(len(options)), *options).start()
        server = RedisServer(own.address)
        begin_long_ago(server, clock)
        ledger = SteeredLedger(server, "a", LIMITS, clock=clock)
        sent(ledger, clock)
        own.kill()
        with pytest.raises(LedgerUnavailable, match="cannot be reached") as caught:
            ledger.book(PRODUCT)
        assert "Redis" in caught.value.next_step_zh
        own.start()
        assert holds_everything(ledger, clock.boot(), clock)
        own.kill()


def test_a_replica_that_takes_over_is_a_new_life(tmp_path: Path, clock: VirtualClock) -> None:
    master, replica = OwnRedis(tmp_path / "m").start(), OwnRedis(tmp_path / "r").start()
    server = RedisServer(master.address)
    begin_long_ago(server, clock)
    replica.say("REPLICAOF", "127.0.0.1", str(master.port))
    ledger = SteeredLedger(server, "a", LIMITS, clock=clock)
    sent(ledger, clock)
    assert server.command("WAIT", 1, 5000) == 1
    master.kill()
    standby = RedisServer(replica.address)
    after = SteeredLedger(standby, "a", LIMITS, clock=clock)
    with pytest.raises(LedgerUnavailable, match="is a replica"):
        after.book(PRODUCT)
    replica.say("REPLICAOF", "NO", "ONE")
    assert holds_everything(after, clock.boot(), clock)
    replica.kill()


def test_a_server_that_may_evict_keys_is_refused(redis_server: RedisServer, open_redis: OpenLedger) -> None:
    ledger = open_redis()
    try:
        redis_server.command("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
        booked(ledger)  # without a limit of its memory it evicts nothing
        redis_server.command("CONFIG", "SET", "maxmemory", "500mb")
        with pytest.raises(LedgerUnavailable, match="may drop keys") as caught:
            open_redis().book(PRODUCT)
        assert "noeviction" in caught.value.next_step and "noeviction" in caught.value.next_step_zh
    finally:
        redis_server.command("CONFIG", "SET", "maxmemory", "0")
        redis_server.command("CONFIG", "SET", "maxmemory-policy", "noeviction")


# Time ---------------------------------------------------------------------------------------------------------


class Stepping:
    """The server's clock: it runs like everybody's, and may be set."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock, self.ahead = clock, 0.0

    def __call__(self) -> float:
        return self.clock.wall() + self.ahead


MINUTE = FEW.windows("product")


def fill(ledger: RedisLedger, clock: VirtualClock) -> None:
    for _ in range(FEW.product.limit):
        sent(ledger, clock, MINUTE)


@pytest.fixture
def server_time(clock: VirtualClock) -> Stepping:
    return Stepping(clock)


@pytest.fixture
def open_stepping(redis_server: RedisServer, clock: VirtualClock, server_time: Stepping) -> OpenLedger:
    def open_one(identity: str = "mine", mine: VirtualClock = clock) -> SteeredLedger:
        return SteeredLedger(redis_server, identity, FEW, clock=mine, server_time=server_time)

    open_one("somebody-else").state(())
    clock.advance(10_000.0)
    return open_one


@pytest.mark.parametrize("step", [-86_400.0, -3600.0, -1.0, 0.05, 1.0, 60.0, 3600.0, 86_400.0])
def test_a_step_of_the_servers_clock_books_nothing_early(
    open_stepping: OpenLedger, server_time: Stepping, clock: VirtualClock, step: float
) -> None:
    ledger = open_stepping()
    fill(ledger, clock)
    opens = clock.boot() + ledger.state(MINUTE).windows[0].next_free_in
    server_time.ahead += step
    late = clock.boot() + ledger.state(MINUTE).windows[0].next_free_in - opens
    assert -0.021 <= late <= 1.0  # late by what lies between two calls at most, early by what the stretch bears
    wait = ledger.book(MINUTE)
    assert isinstance(wait, Wait)
    clock.advance(wait.seconds)
    booked(ledger, MINUTE)


def test_a_ledger_that_trusts_the_servers_clock_books_early(
    open_stepping: OpenLedger, server_time: Stepping, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""
    monkeypatch.setitem(redis_ledger._TRUST, "tolerance", 1e9)
    ledger = open_stepping()
    fill(ledger, clock)
    assert isinstance(ledger.book(MINUTE), Wait)
    server_time.ahead += 60.0
    booked(ledger, MINUTE)


@pytest.mark.parametrize("step", [3600.0, 2.0])
def test_a_machine_that_was_never_seen_is_not_misled_by_a_step(
    open_stepping: OpenLedger, server_time: Stepping, clock: VirtualClock, step: float
) -> None:
    fill(open_stepping(), clock)
    server_time.ahead += step
    other = VirtualClock(boot=77.0, wall=clock.wall() - 1.5, boot_id="another machine")
    wait = open_stepping(mine=other).book(MINUTE)
    assert isinstance(wait, Wait)


def test_a_machine_that_was_never_seen_is_believed_less_a_doubt(
    open_stepping: OpenLedger, server_time: Stepping, clock: VirtualClock
) -> None:
    ledger = open_stepping()
    fill(ledger, clock)
    opens = clock.boot() + ledger.state(MINUTE).windows[0].next_free_in
    clock.advance(30.0)
    other = VirtualClock(boot=77.0, wall=clock.wall() + 1.5, boot_id="another machine")
    late = clock.boot() + open_stepping(mine=other).state(MINUTE).windows[0].next_free_in - opens
    assert late == pytest.approx(DOUBT, abs=1e-3)
    wrong = VirtualClock(boot=78.0, wall=clock.wall() + 1000.0, boot_id="a third one, with a wrong clock")
    clock.advance(3.0)
    late = clock.boot() + open_stepping(mine=wrong).state(MINUTE).windows[0].next_free_in - opens
    assert late == pytest.approx(DOUBT + 3.0, abs=1e-3)


def test_more_machines_than_are_remembered_are_met_anew(
    redis_server: RedisServer, open_stepping: OpenLedger, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(redis_ledger._TRUST, "witnesses", 8)
    for number in range(10):
        machine = VirtualClock(boot=float(number), wall=clock.wall(), boot_id=f"machine {number}")
        open_stepping(mine=machine).state(())
    assert redis_server.command("HLEN", "{tiktok-shop}:clock") <= 9
    booked(open_stepping(), MINUTE)


def test_a_machine_without_a_boot_id_is_a_machine_of_its_own(redis_server: RedisServer) -> None:
    nameless = VirtualClock(boot_id="")
    ledgers = [RedisLedger(redis_server, "mine", LIMITS, clock=nameless) for _ in range(2)]
    for ledger in ledgers:
        ledger.state(())
    assert sum(b"machine:" in field for field in redis_server.command("HKEYS", "{tiktok-shop}:clock")) == 2


def test_the_servers_own_clock_decides(redis_server: RedisServer) -> None:
    ledger = RedisLedger(redis_server, "mine", Limits(pause_cap=0.0))
    first = ledger.state(MINUTE).windows[0].next_free_in
    time.sleep(0.05)
    assert 0.04 < first - ledger.state(MINUTE).windows[0].next_free_in < 5.0


def test_windows_that_are_counted_apart_are_forgotten_when_they_are_over(
    redis_server: RedisServer, open_redis: OpenLedger, clock: VirtualClock
) -> None:
    ledger = open_redis(identity="mine")
    daily = Window("package", 2, 86_400.0)
    for order in range(3):
        sent(ledger, clock, (*ORDER, daily.apart_for(str(order))))
    clock.advance(FORGET_AFTER - 10.0)
    sent(ledger, clock, ORDER)
    assert len(redis_server.command("KEYS", "*package*")) == 3
    clock.advance(20.0)
    sent(ledger, clock, ORDER)
    assert redis_server.command("KEYS", "*package*") == []
    assert redis_server.command("ZRANGE", "{tiktok-shop}:ledger:mine:windows", 0, -1) == [b"order"]
    for key in redis_server.command("KEYS", "*"):
        assert redis_server.command("TTL", key) == -1  # nothing goes by itself


# The server is not there --------------------------------------------------------------------------------------


def refusal(ledger: RedisLedger) -> str:
    with pytest.raises(LedgerUnavailable) as caught:
        ledger.book(PRODUCT)
    assert caught.value.next_step_zh != LedgerUnavailable.next_step_zh  # its own words, not those of a file
    assert caught.value.__cause__ is caught.value.__context__ is None
    return str(caught.value)


def test_nobody_there_is_said_without_user_and_password() -> None:
    server = RedisServer(Secret(f"redis://someone:hunter2@127.0.0.1:{free_port()}/0"), patience=0.2)
    said = refusal(RedisLedger(server, "mine", LIMITS))
    assert "127.0.0.1" in said and "hunter2" not in said and "someone" not in said


def test_a_wrong_password_is_refused_and_not_told(tmp_path: Path) -> None:
    own = OwnRedis(tmp_path, "--requirepass", "correct-horse").start()
    wrong, right = (
        RedisServer(Secret(f"redis://:{word}@127.0.0.1:{own.port}/0")) for word in ("hunter2", "correct-horse")
    )
    said = refusal(RedisLedger(wrong, "mine", LIMITS))
    assert "hunter2" not in said and "AuthenticationError" in said
    assert isinstance(RedisLedger(right, "mine", LIMITS).book(PRODUCT), Wait)
    own.kill()


def test_a_server_that_hangs_is_given_up_in_time(tmp_path: Path) -> None:
    own = OwnRedis(tmp_path).start()
    server = RedisServer(own.address, patience=0.05)
    ledger = RedisLedger(server, "mine", LIMITS)
    ledger.state(())
    own.freeze()
    begun = time.monotonic()
    assert "TimeoutError" in refusal(ledger)
    assert time.monotonic() - begun < 2.0
    own.thaw()
    ledger.state(())  # a new connection, by itself
    own.kill()


@pytest.mark.parametrize(
    ("setting", "value", "normal", "word"),
    [
        ("maxmemory", "1", "0", "memory"),
        ("min-replicas-to-write", "1", "0", "replicas"),
    ],
)
def test_a_server_that_cannot_write_books_nothing(
    redis_server: RedisServer, open_redis: OpenLedger, setting: str, value: str, normal: str, word: str
) -> None:
    ledger = open_redis()
    redis_server.command("CONFIG", "SET", setting, value)
    try:
        assert word in refusal(ledger)
    finally:
        redis_server.command("CONFIG", "SET", setting, normal)
    booked(ledger)


def test_an_answer_that_nobody_expects_is_a_refusal(redis_server: RedisServer) -> None:
    with pytest.raises(LedgerUnavailable, match="refused a command"):
        redis_server.command("HGET", "too few")


def test_without_redis_py_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "find_spec", lambda name: None)
    said = refusal(RedisLedger(RedisServer(Secret("redis://127.0.0.1/0")), "mine", LIMITS))
    assert "pip install 'tiktok-shop-sdk[redis]'" in said


def test_off_this_machine_the_way_is_tls_and_the_certificate_is_checked() -> None:
    server = RedisServer(Secret("rediss://someone:hunter2@redis.example:6380/2"))
    pool: Any = server_module._client(server._address, 1.0).connection_pool
    settings = pool.connection_kwargs
    assert pool.connection_class.__name__ == "SSLConnection"
    assert settings["ssl_check_hostname"] is True and settings.get("ssl_cert_reqs", "required") == "required"
    assert settings["ssl_min_version"].name == "TLSv1_2"
    assert server.label == "redis.example:6380"
    assert RedisServer(Secret("unix:///run/redis.sock")).label == "/run/redis.sock"


# Threads, processes, exchanges --------------------------------------------------------------------------------


def test_each_step_is_one_exchange(own_redis: OwnRedis, redis_server: RedisServer, open_redis: OpenLedger) -> None:
    ledger = open_redis()
    ledger.state(PRODUCT)
    before = exchanges(redis_server)
    booking = booked(ledger)
    ledger.confirm(booking)
    ledger.settle(booking, Answered(ok=True))
    assert exchanges(redis_server) - before == 3


def exchanges(server: RedisServer) -> int:
    told: dict[str, Any] = server.command("INFO", "commandstats")
    return sum(told.get(f"cmdstat_{name}", {"calls": 0})["calls"] for name in ("evalsha", "eval", "ping", "auth"))


def test_a_server_that_forgot_the_script_is_told_it_again(redis_server: RedisServer, open_redis: OpenLedger) -> None:
    ledger = open_redis()
    ledger.state(())
    redis_server.command("SCRIPT", "FLUSH")
    booked(ledger)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded")
def test_a_forked_child_has_connections_of_its_own(redis_server: RedisServer, open_redis: OpenLedger) -> None:
    ledger = open_redis(Limits(pace=0.0))
    booked(ledger)
    child = os.fork()
    if child == 0:
        ended = 1
        try:
            for _ in range(50):
                booked(ledger)
            ended = 0
        finally:
            os._exit(ended)
    for _ in range(50):
        booked(ledger)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert ledger.state(PRODUCT).windows[0].used == 101


def test_redis_py_is_loaded_with_the_first_command_only() -> None:
    code = """
import sys
from tiktok_shop_sdk.stores.redis_ledger import RedisLedger
from tiktok_shop_sdk.stores.redis_server import RedisServer
assert "redis" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
