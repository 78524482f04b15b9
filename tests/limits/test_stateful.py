"""Any order of events: all ledgers decide alike, and none lets more through than the windows hold, whatever is lost."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.limits.steered import SteeredLedger, begin_long_ago
from tests.limits.test_eight_clients import HostClock
from tests.redis_servers import OwnRedis
from tests.virtual import VirtualClock
from tiktok_shop_sdk.core.limits import Answered, Booking, Ledger, Limits, Lost, Told, TooMany, Wait, Window
from tiktok_shop_sdk.stores.memory import MemoryLedger
from tiktok_shop_sdk.stores.redis_server import RedisServer
from tiktok_shop_sdk.stores.sqlite import SqliteLedger

LIMITS = Limits(
    product=Window("product", 3, 10.0),
    order=Window("order", 4, 30.0),
    attempt_timeout=3.0,
    grace=2.0,
    pause_cap=20.0,
)
QUOTAS = st.sampled_from(["product", "order", "both", "none"])
TOLD: st.SearchStrategy[Told] = st.sampled_from(
    [Answered(ok=True), Answered(ok=True), Answered(ok=False), Lost(), TooMany(), TooMany(0.0), TooMany(9.0)]
)
SECONDS = st.sampled_from([0.1, 0.5, 0.6, 1.0, 4.0, 10.0, 31.0])
STEPS = settings(max_examples=8, stateful_step_count=40, deadline=None)


class Referee:
    """Knows each call that was let through, and until when the platform may have read it; nothing of ledgers."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._latest: dict[str, list[list[float]]] = defaultdict(list)

    def let_through(self, booking: Booking) -> list[float]:
        """Count a call that leaves now; its entry is the latest time at which it can arrive."""
        now = self._clock.boot()
        call = [now + LIMITS.hold]
        for window in booking.windows:
            calls = self._latest[window.name]
            calls.append(call)
            counted = sum(latest[0] > now - window.period for latest in calls)
            assert counted <= window.limit, f"{counted} {window.name} calls may arrive in {window.period:g} s"
        return call


class Account(RuleBasedStateMachine):
    """One account over an empty database, and the referee of its calls."""

    own: ClassVar[OwnRedis]

    def __init__(self) -> None:
        super().__init__()
        self.clock = VirtualClock()
        self.referee = Referee(self.clock)
        self.server = RedisServer(self.own.address)
        self.server.command("FLUSHALL")

    @rule(seconds=SECONDS)
    def time_passes(self, seconds: float) -> None:
        self.clock.advance(seconds)


class Alike(Account):
    """The account in memory, in a file and in Redis."""

    bookings = Bundle("bookings")

    def __init__(self) -> None:
        super().__init__()
        self.directory = tempfile.TemporaryDirectory()
        begin_long_ago(self.server, self.clock)
        self.ledgers: dict[str, Ledger] = {"memory": MemoryLedger(LIMITS, self.clock, lambda: 0.5)}
        self.start_again()

    def teardown(self) -> None:
        self.ledgers["sqlite"].close()
        self.directory.cleanup()

    @rule()
    def start_again(self) -> None:
        """The process ends and another begins; memory alone would forget."""
        if "sqlite" in self.ledgers:
            self.ledgers["sqlite"].close()
        file = Path(self.directory.name) / "ledger.db"
        self.ledgers["sqlite"] = SqliteLedger(file, LIMITS, clock=self.clock, random=lambda: 0.5)
        self.ledgers["redis"] = SteeredLedger(self.server, "mine", LIMITS, clock=self.clock)

    def all_say(self, ask: Any) -> Any:
        said = {name: ask(name, ledger) for name, ledger in self.ledgers.items()}
        first = said["memory"]
        assert all(other == first for other in said.values()), said
        return first

    @rule(target=bookings, quota=QUOTAS)
    def book(self, quota: Any) -> dict[str, Any]:
        booked: dict[str, Any] = {n: ledger.book(LIMITS.windows(quota)) for n, ledger in self.ledgers.items()}
        waits = {name: said if isinstance(said, Wait) else None for name, said in booked.items()}
        self.all_say(lambda name, ledger: waits[name])
        return {} if waits["memory"] else booked

    @rule(booking=bookings)
    def confirm(self, booking: dict[str, Any]) -> None:
        if booking and "sent" not in booking:
            wait = self.all_say(lambda name, ledger: ledger.confirm(booking[name]))
            if wait is None:
                booking["sent"] = self.referee.let_through(booking["memory"])

    @rule(booking=bookings, told=TOLD)
    def settle(self, booking: dict[str, Any], told: Told) -> None:
        if booking:
            self.all_say(lambda name, ledger: ledger.settle(booking[name], told))
            if not isinstance(told, Lost) and "sent" in booking:
                booking["sent"][0] = min(booking["sent"][0], self.clock.boot())
            booking["sent"] = [0.0]  # it is over: neither sent nor counted again

    @rule(seconds=SECONDS)
    def pause(self, seconds: float) -> None:
        self.all_say(lambda name, ledger: ledger.pause_for(seconds, "by hand"))

    @rule()
    def a_call_left_under_another_ledger(self) -> None:
        self.all_say(lambda name, ledger: ledger.note_start())

    @invariant()
    def they_tell_the_same_state(self) -> None:
        self.all_say(lambda name, ledger: ledger.state(LIMITS.windows("both")))


class Losing(Account):
    """The account on hosts that come and go, over a server that forgets, and whose clock is set."""

    bookings = Bundle("bookings")

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0.0
        self.hosts = 0
        self.clients: list[SteeredLedger] = []
        for _ in range(2):
            self.a_host_joins()
        self.clock.advance(100.0)

    @rule()
    def a_host_joins(self) -> None:
        self.hosts += 1
        host = HostClock(self.clock, Random(self.hosts))
        joined = SteeredLedger(
            self.server, "mine", LIMITS, clock=host, server_time=lambda: self.clock.wall() + self.ahead
        )
        joined.state(())
        self.clients = [*self.clients[-2:], joined]

    @rule(step=st.sampled_from([-3600.0, -2.0, 0.01, 3.0, 3600.0]))
    def the_clock_of_the_server_is_set(self, step: float) -> None:
        self.ahead += step

    @rule()
    def the_server_forgets(self) -> None:
        self.server.command("FLUSHALL")

    @rule(target=bookings, number=st.integers(0, 1), quota=QUOTAS)
    def book(self, number: int, quota: Any) -> list[Any]:
        client = self.clients[number]
        booked = client.book(LIMITS.windows(quota))
        return [client, booked, None] if isinstance(booked, Booking) else []

    @rule(booking=bookings)
    def confirm(self, booking: list[Any]) -> None:
        if booking and booking[2] is None and booking[0].confirm(booking[1]) is None:
            booking[2] = self.referee.let_through(booking[1])

    @rule(booking=bookings, told=TOLD)
    def settle(self, booking: list[Any], told: Told) -> None:
        if booking:
            booking[0].settle(booking[1], told)
            if not isinstance(told, Lost) and booking[2]:
                booking[2][0] = min(booking[2][0], self.clock.boot())
            booking[2] = [0.0]

    @rule(number=st.integers(0, 1), calls=st.integers(1, 6))
    def call_as_often_as_it_lets(self, number: int, calls: int) -> None:
        for _ in range(calls):
            booked = self.clients[number].book(LIMITS.windows("product"))
            if isinstance(booked, Booking) and self.clients[number].confirm(booked) is None:
                call = self.referee.let_through(booked)
                self.clock.advance(0.1)
                self.clients[number].settle(booked, Answered(ok=True))
                call[0] = self.clock.boot()
            self.clock.advance(0.5)


@pytest.fixture(autouse=True)
def _server(own_redis: OwnRedis) -> Iterator[None]:
    Account.own = own_redis
    yield


def test_all_ledgers_decide_alike() -> None:
    run_state_machine_as_test(Alike, settings=STEPS)


def test_whatever_the_server_forgets_and_however_its_clock_is_set_no_window_is_broken() -> None:
    run_state_machine_as_test(Losing, settings=STEPS)
