"""The decisions under any sequence of events."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.virtual import VirtualClock
from tiktok_shop_sdk.core import slots
from tiktok_shop_sdk.core.limits import (
    Answered,
    Booking,
    Ledger,
    Limits,
    Lost,
    Standing,
    TooMany,
    Wait,
    Window,
)
from tiktok_shop_sdk.stores.memory import MemoryLedger
from tiktok_shop_sdk.stores.sqlite import SqliteLedger

LIMITS = Limits(pace=0.5, attempt_timeout=3.0, grace=2.0, drift=1 / 2000)
TOLD = [Answered(ok=True), Answered(ok=False), Lost(), TooMany(), TooMany(0.0), TooMany(9.0), TooMany(1e9)]

seconds = st.sampled_from([0.0, 0.1, 0.5, 0.6, 1.0, 4.0, 10.0, 11.0, 40.0])
windows = st.builds(
    lambda name, limit, period, cost: Window(name, limit, period, min(cost, limit)),
    st.sampled_from(["product", "order"]),
    st.integers(1, 4),
    st.sampled_from([1.0, 10.0, 30.0]),
    st.sampled_from([1, 1, 1, 2, 3]),
)
events = st.lists(
    st.one_of(
        st.tuples(st.just("advance"), seconds),
        st.tuples(st.just("book"), windows),
        st.tuples(st.just("call"), windows),
        st.tuples(st.just("confirm"), st.integers(0, 5)),
        st.tuples(st.just("settle"), st.tuples(st.integers(0, 5), st.sampled_from(TOLD))),
        st.tuples(st.just("pause"), seconds),
    ),
    min_size=20,
    max_size=80,
)


@dataclass
class Call:
    booking: Booking
    release: float
    settled: bool = False


@dataclass
class Model:
    """Remembers every call for ever and counts; knows nothing of slots."""

    clock: VirtualClock
    ledger: Ledger
    calls: list[Call] = field(default_factory=list)
    heard: list[Any] = field(default_factory=list)

    def play(self, name: str, value: Any) -> None:
        if name == "advance":
            self.clock.advance(value)
        elif name == "pause":
            self.ledger.pause_for(value, "asked by hand")
        elif name == "book":
            self.book(value)
        elif name == "call":
            before = len(self.calls)
            self.clock.advance(0.6)
            self.book(value)
            for call in self.calls[before:]:
                self.heard += [self.confirm(call), self.settle(call, Answered(ok=True))]
        elif self.calls:
            index, *rest = value if isinstance(value, tuple) else (value,)
            call = self.calls[-1 - index % len(self.calls)]
            self.heard.append(self.settle(call, *rest) if name == "settle" else self.confirm(call))

    def book(self, window: Window) -> None:
        now = self.clock.boot()
        answer = self.ledger.book((window,))
        self.heard.append(answer if isinstance(answer, Wait) else answer.start)
        if isinstance(answer, Booking):
            period = window.period * (1 + LIMITS.drift)
            others = [(call.release, call.booking.windows[0]) for call in self.calls]
            taken = sum(other.cost for release, other in others if other.name == window.name and release + period > now)
            assert taken + window.cost <= window.limit
            assert all(now >= call.booking.start + LIMITS.pace for call in self.calls)
            self.calls.append(Call(answer, now + LIMITS.hold))

    def confirm(self, call: Call) -> Any:
        answer = self.ledger.confirm(call.booking)
        if answer is None and not call.settled:
            call.release = self.clock.boot() + LIMITS.hold
        return answer

    def settle(self, call: Call, told: Any) -> Any:
        if not isinstance(told, Lost):
            call.release = min(call.release, self.clock.boot())
            call.settled = True
        return self.ledger.settle(call.booking, told)


@given(events)
@settings(max_examples=300, deadline=None)
def test_no_sequence_of_events_overruns_a_window_or_the_pace(sequence: list[tuple[str, Any]]) -> None:
    clock = VirtualClock()
    model = Model(clock, MemoryLedger(LIMITS, clock, lambda: 0.5))
    for event in sequence:
        model.play(*event)


@given(events)
@settings(max_examples=40, deadline=None)
def test_memory_and_file_decide_alike(sequence: list[tuple[str, Any]]) -> None:
    clock, other_clock = VirtualClock(), VirtualClock()
    memory = Model(clock, MemoryLedger(LIMITS, clock, lambda: 0.5))
    with tempfile.TemporaryDirectory() as directory:
        ledger = SqliteLedger(Path(directory) / "x.db", LIMITS, clock=other_clock, random=lambda: 0.5)
        file = Model(other_clock, ledger)
        for event in sequence:
            memory.play(*event)
            file.play(*event)
        watched = (Window("product", 3, 10.0), Window("order", 2, 30.0))
        assert memory.heard == file.heard
        assert memory.ledger.state(watched) == file.ledger.state(watched)
        ledger.close()


times = st.floats(0.0, 1e6)
standings = st.builds(
    Standing,
    serial=st.integers(0, 9),
    booked=times,
    sent=times,
    pace=st.just(0.0) | st.floats(0.5, 60.0),
    paused_at=times,
    paused_until=times,
    strikes=st.integers(0, 2000),
    struck=times,
)
tellings = st.one_of(
    st.builds(Answered, ok=st.booleans()), st.just(Lost()), st.builds(TooMany, st.none() | st.floats())
)


@given(standings, times, tellings, times)
def test_whatever_is_told_the_pause_only_grows_and_the_pace_keeps_its_bounds(
    standing: Standing, booked: float, told: Any, now: float
) -> None:
    after = slots.after_settling(LIMITS, standing, booked, told, now, jitter=0.5)
    assert after.paused_until >= standing.paused_until
    assert after.paused_until <= max(standing.paused_until, now + LIMITS.pause_cap)
    assert LIMITS.pace <= slots.pace_of(LIMITS, after) <= LIMITS.pace_cap
    assert 0 <= after.strikes <= standing.strikes + 1


@given(standings, st.lists(st.tuples(windows, times), max_size=2), times)
def test_who_waited_as_told_may_go_and_not_before(
    standing: Standing, openings: list[tuple[Window, float]], now: float
) -> None:
    openings = [(window, min(opens, slots.opens_at(LIMITS, window, now))) for window, opens in openings]
    wait = slots.wait_to_book(LIMITS, standing, openings, now)
    if wait is not None:
        assert wait.seconds > 0
        assert slots.wait_to_book(LIMITS, standing, openings, now + wait.seconds + 1e-6) is None
        assert slots.wait_to_book(LIMITS, standing, openings, now + wait.seconds - 1e-6) is not None


@given(standings)
def test_a_reboot_never_makes_anything_earlier_than_the_boot(standing: Standing) -> None:
    standing = standing._replace(paused_until=standing.paused_at + standing.paused_until)
    after = slots.standing_after_reboot(standing)
    assert min(after.booked, after.sent, after.paused_until) >= 0
    if standing.booked < standing.paused_until:
        assert after.paused_until == standing.paused_until - standing.paused_at


@given(st.floats(0.0, 1e6), st.floats(0.0, 1e4), st.integers(0, 3))
def test_an_unsettled_slot_holds_its_whole_time_from_the_boot(start: float, hold: float, holder: int) -> None:
    release = slots.release_after_reboot(start, start + hold, holder)
    assert release == ((start + hold) - start if holder else 0.0)


WHOLE = Standing(7, 100.0, 101.0, 2.0, 90.0, 150.0, "429", 3, 99.0, "203.0.113.7")


def test_after_a_reboot_everything_counts_as_if_it_had_happened_at_the_boot() -> None:
    assert slots.standing_after_reboot(WHOLE) == Standing(7, 0.0, 0.0, 2.0, 0.0, 60.0, "429", 3, 0.0, "203.0.113.7")
    over = WHOLE._replace(booked=150.0)  # nobody books in a pause
    assert slots.standing_after_reboot(over).paused_until == 0.0


def test_a_pause_tells_when_it_began_and_a_shorter_one_leaves_it_alone() -> None:
    paused = slots.after_pause(LIMITS, Standing(), 60.0, "asked by hand", now=100.0)
    assert paused == Standing(paused_at=100.0, paused_until=160.0, pause_reason="asked by hand")
    assert slots.after_pause(LIMITS, paused, 50.0, "another", now=110.0) is paused


@pytest.mark.parametrize(
    ("retry_after", "seconds", "said"),
    [
        (0.0, 0.0, "429, Retry-After of 0 s"),
        (3600.0, 3600.0, "429, Retry-After of 3600 s"),
        (3601.0, 3600.0, "429, Retry-After of 3601 s capped at 3600 s"),
    ],
)
def test_retry_after_is_taken_at_its_word_up_to_the_longest_window(
    retry_after: float, seconds: float, said: str
) -> None:
    assert slots.pause_after(LIMITS, TooMany(retry_after), 3, 0.5) == (seconds, said)


def test_a_slot_is_counted_until_it_opens() -> None:
    minute = Window("product", 4, 60.0)
    for ago, counts in ((60.02, True), (60.04, False)):
        assert (1000.0 - ago > slots.in_force_after(LIMITS, minute, 1000.0)) is counts
        assert (slots.opens_at(LIMITS, minute, 1000.0 - ago) > 1000.0) is counts


def test_nothing_is_left_while_a_start_must_wait_whatever_the_table_holds() -> None:
    """After a wider limit it holds more slots than there are, after a tighter one fewer than there were starts."""
    state = slots.window_state(LIMITS, Window("product", 2, 10.0), [93.0, 94.0, 95.0], 94.0, 100.0)
    assert (state.used, state.left, state.next_free_in) == (3, 0, pytest.approx(4.005))
    state = slots.window_state(LIMITS, Window("product", 4, 10.0), [95.0], 94.0, 100.0)
    assert (state.used, state.left, state.next_free_in) == (1, 0, pytest.approx(4.005))


def test_a_good_answer_forgives_until_the_base_pace_and_only_after_the_last_429() -> None:
    struck = Standing(pace=1.0, strikes=1, struck=50.0)
    assert slots.after_settling(LIMITS, struck, 50.0, Answered(ok=True), 60.0, 0.0) == struck
    assert slots.after_settling(LIMITS, struck, 50.1, Answered(ok=True), 60.0, 0.0) == Standing(pace=0.9, struck=50.0)
    nearly = Standing(pace=0.51, struck=50.0)
    assert slots.after_settling(LIMITS, nearly, 51.0, Answered(ok=True), 60.0, 0.0) == Standing(struck=50.0)
