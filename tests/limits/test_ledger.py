"""What every ledger promises, whatever it keeps its slots in."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from threading import Barrier, Thread
from typing import Any

import pytest

from tests.virtual import VirtualClock
from tiktok_shop_sdk.core.limits import (
    Answered,
    Booking,
    Ledger,
    Limits,
    Lost,
    QuotaState,
    TooMany,
    Wait,
    Window,
)
from tiktok_shop_sdk.errors import InvalidRequest

LIMITS = Limits()
PRODUCT = LIMITS.windows("product")
ORDER = LIMITS.windows("order")
SMALL = Limits(product=Window("product", 3, 60.0), order=Window("order", 5, 3600.0))
STRETCHED_MINUTE = 60 * (1 + LIMITS.drift)


def must_book(ledger: Ledger, windows: tuple[Window, ...] = PRODUCT) -> Booking:
    booking = ledger.book(windows)
    assert isinstance(booking, Booking), booking
    return booking


def must_wait(ledger: Ledger, windows: tuple[Window, ...] = PRODUCT) -> Wait:
    wait = ledger.book(windows)
    assert isinstance(wait, Wait), wait
    return wait


def opens_in(ledger: Ledger, windows: tuple[Window, ...] = PRODUCT) -> float:
    """Seconds until the first of these windows opens, if no call on its way is answered earlier."""
    return ledger.state(windows).windows[0].next_free_in


def call(ledger: Ledger, clock: VirtualClock, windows: tuple[Window, ...] = PRODUCT, took: float = 0.1) -> None:
    booking = must_book(ledger, windows)
    assert ledger.confirm(booking) is None
    clock.advance(took)
    ledger.settle(booking, Answered(ok=True))
    clock.advance(0.5)


def test_a_second_booking_waits_for_the_pace(ledger: Ledger, clock: VirtualClock) -> None:
    must_book(ledger)
    clock.advance(0.2)
    wait = must_wait(ledger, ORDER)
    assert wait.reason == "pace"
    assert wait.seconds == pytest.approx(0.3)
    clock.advance(wait.seconds)
    must_book(ledger, ORDER)


def test_a_booking_waits_for_the_pace_since_the_last_sending(ledger: Ledger, clock: VirtualClock) -> None:
    booking = must_book(ledger)
    clock.advance(0.4)
    assert ledger.confirm(booking) is None
    assert must_wait(ledger).seconds == pytest.approx(0.5)


def test_a_full_window_opens_a_stretched_period_after_the_first_answer(open_ledger: Any, clock: VirtualClock) -> None:
    ledger, windows = open_ledger(SMALL), SMALL.windows("product")
    first_answer = clock.boot() + 0.1
    for _ in range(3):
        call(ledger, clock, windows)
    wait = must_wait(ledger, windows)
    assert (wait.reason, wait.window) == ("window", "product")
    assert clock.boot() + wait.seconds == pytest.approx(first_answer + STRETCHED_MINUTE)
    clock.advance(wait.seconds)
    must_book(ledger, windows)


def test_a_full_window_does_not_hold_up_the_other_one(open_ledger: Any, clock: VirtualClock) -> None:
    ledger = open_ledger(SMALL)
    for _ in range(3):
        call(ledger, clock, SMALL.windows("product"))
    must_wait(ledger, SMALL.windows("both"))
    call(ledger, clock, SMALL.windows("order"))
    for _ in range(4):
        call(ledger, clock, SMALL.windows("order"))
    assert must_wait(ledger, SMALL.windows("order")).window == "order"


def test_an_operation_of_neither_class_counts_against_both(open_ledger: Any, clock: VirtualClock) -> None:
    ledger = open_ledger(SMALL)
    call(ledger, clock, SMALL.windows("both"))
    assert [window.used for window in ledger.state(SMALL.windows("both")).windows] == [1, 1]


def test_nothing_is_booked_half(open_ledger: Any, clock: VirtualClock) -> None:
    ledger = open_ledger(SMALL)
    for _ in range(3):
        call(ledger, clock, SMALL.windows("product"))
    must_wait(ledger, SMALL.windows("both"))
    assert ledger.state(SMALL.windows("order")).windows[0].used == 0


def test_a_token_call_takes_only_a_place_in_the_pace(ledger: Ledger, clock: VirtualClock) -> None:
    booking = must_book(ledger, LIMITS.windows("none"))
    assert ledger.confirm(booking) is None
    assert must_wait(ledger).reason == "pace"
    assert ledger.settle(booking, Answered(ok=True)) == 0.0
    assert ledger.state(PRODUCT).windows[0].used == 0


def test_paced_from_the_answer_the_next_call_leaves_a_pace_after_it(open_ledger: Any, clock: VirtualClock) -> None:
    strict = Limits(paced_from="answer")
    ledger, windows = open_ledger(strict), strict.windows("order")
    booking = must_book(ledger, windows)
    assert ledger.confirm(booking) is None
    clock.advance(3.0)
    assert must_wait(ledger, strict.windows("none")).window == "pace"  # even a token call
    ledger.settle(booking, Answered(ok=True))
    assert must_wait(ledger, windows).seconds == pytest.approx(0.5, abs=1e-3)
    clock.advance(0.501)
    unanswered = must_book(ledger, windows)
    assert ledger.confirm(unanswered) is None
    ledger.settle(unanswered, Lost())  # the platform may read it as late as this
    assert must_wait(ledger, windows).seconds == pytest.approx(0.5, abs=1e-3)  # or earlier: ask again
    assert opens_in(ledger, strict.windows("none")) == pytest.approx(strict.hold + 0.5, abs=1e-3)


def test_a_token_call_under_another_ledger_moves_the_pace(ledger: Ledger, clock: VirtualClock) -> None:
    booking = must_book(ledger)
    clock.advance(0.6)
    ledger.note_start()
    assert ledger.confirm(booking) == Wait(0.5, "pace")
    assert must_wait(ledger) == Wait(0.5, "pace")


@pytest.mark.parametrize(
    ("told", "held_for"), [(Answered(ok=True), 0.0), (Answered(ok=False), 0.0), (Lost(), 90.0), (None, 90.0)]
)
def test_the_period_runs_from_the_answer_or_from_the_worst_moment(
    open_ledger: Any, clock: VirtualClock, told: Any, held_for: float
) -> None:
    limits = Limits(product=Window("product", 1, 60.0))
    ledger, windows = open_ledger(limits), limits.windows("product")
    booking = must_book(ledger, windows)
    assert ledger.confirm(booking) is None
    sent = clock.boot()
    if told:
        clock.advance(2.0)
        ledger.settle(booking, told)
        held_for = held_for or 2.0
    must_wait(ledger, windows)
    assert clock.boot() + opens_in(ledger, windows) == pytest.approx(sent + held_for + STRETCHED_MINUTE)


def test_the_worst_release_counts_from_the_sending_not_from_the_booking(open_ledger: Any, clock: VirtualClock) -> None:
    limits = Limits(product=Window("product", 1, 60.0))
    ledger, windows = open_ledger(limits), limits.windows("product")
    booking = must_book(ledger, windows)
    clock.advance(20.0)
    assert ledger.confirm(booking) is None
    assert opens_in(ledger, windows) == pytest.approx(limits.hold + STRETCHED_MINUTE)


def test_a_slot_taken_over_is_neither_sent_nor_settled_by_its_late_owner(open_ledger: Any, clock: VirtualClock) -> None:
    limits = Limits(product=Window("product", 1, 60.0))
    ledger, windows = open_ledger(limits), limits.windows("product")
    late = must_book(ledger, windows)
    clock.advance(200.0)
    must_book(ledger, windows)
    clock.advance(1.0)
    assert ledger.confirm(late) == Wait(0.0, "window", "product")
    before = opens_in(ledger, windows)
    ledger.settle(late, Answered(ok=True))
    assert opens_in(ledger, windows) == before


def test_a_booking_whose_call_has_ended_is_not_sent_again(ledger: Ledger, clock: VirtualClock) -> None:
    booking = must_book(ledger)
    ledger.settle(booking, Answered(ok=True))
    clock.advance(1.0)
    assert ledger.confirm(booking) == Wait(0.0, "window", "product")


def test_the_last_check_sees_a_sending_that_came_between(ledger: Ledger, clock: VirtualClock) -> None:
    slow = must_book(ledger)
    clock.advance(0.5)
    quick = must_book(ledger)
    assert ledger.confirm(quick) is None
    clock.advance(0.2)
    wait = ledger.confirm(slow)
    assert wait is not None and wait.reason == "pace"
    clock.advance(wait.seconds)
    assert ledger.confirm(slow) is None


def test_the_last_check_sees_a_pause_that_came_between(ledger: Ledger, clock: VirtualClock) -> None:
    booking = must_book(ledger)
    ledger.pause_for(30.0, "asked by hand")
    assert ledger.confirm(booking) == Wait(30.0, "pause")
    clock.advance(30.0)
    assert ledger.confirm(booking) is None


def test_after_a_429_nothing_starts_before_retry_after(ledger: Ledger, clock: VirtualClock) -> None:
    booking = must_book(ledger)
    assert ledger.confirm(booking) is None
    assert ledger.settle(booking, TooMany(retry_after=7.0)) == 7.0
    assert must_wait(ledger, ORDER) == Wait(7.0, "pause")
    clock.advance(7.0)
    must_book(ledger, ORDER)


def test_without_retry_after_the_pause_doubles_and_so_does_the_pace(ledger: Ledger, clock: VirtualClock) -> None:
    pauses, paces = [], []
    for _ in range(9):
        clock.advance(100.0)
        pauses.append(ledger.settle(must_book(ledger), TooMany()))
        paces.append(ledger.state(()).pace)
    assert pauses == pytest.approx([1.25, 2.25, 4.25, 8.25, 16.25, 32.25, 60.25, 60.25, 60.25])
    assert paces == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]
    assert ledger.state(()).strikes == 9


def test_429s_of_calls_already_under_way_are_one_strike(ledger: Ledger, clock: VirtualClock) -> None:
    bookings = []
    for _ in range(3):
        bookings.append(must_book(ledger))
        clock.advance(0.5)
    assert ledger.settle(bookings[0], TooMany()) == 1.25
    assert ledger.settle(bookings[1], TooMany(retry_after=20.0)) == 20.0
    assert ledger.settle(bookings[2], Answered(ok=True)) == 20.0
    state = ledger.state(())
    assert (state.strikes, state.pace, state.paused_for) == (1, 1.0, 20.0)


def test_good_answers_bring_the_pace_back_by_tenths(ledger: Ledger, clock: VirtualClock) -> None:
    ledger.settle(must_book(ledger), TooMany())
    paces = []
    for _ in range(8):
        clock.advance(10.0)
        booking = must_book(ledger)
        clock.advance(0.1)
        ledger.settle(booking, Answered(ok=True))
        paces.append(ledger.state(()).pace)
    assert paces == pytest.approx([0.9, 0.81, 0.729, 0.6561, 0.59049, 0.531441, 0.5, 0.5])
    assert ledger.state(()).strikes == 0


@pytest.mark.parametrize("told", [Answered(ok=False), Lost()])
def test_other_ends_forgive_nothing(ledger: Ledger, clock: VirtualClock, told: Any) -> None:
    ledger.settle(must_book(ledger), TooMany())
    clock.advance(10.0)
    booking = must_book(ledger)
    clock.advance(0.1)
    ledger.settle(booking, told)
    assert (ledger.state(()).strikes, ledger.state(()).pace) == (1, 1.0)


def test_an_absurd_retry_after_is_capped_and_says_so(ledger: Ledger) -> None:
    assert ledger.settle(must_book(ledger), TooMany(retry_after=86400.0)) == 3600.0
    assert ledger.state(()).pause_reason == "429, Retry-After of 86400 s capped at 3600 s"


@pytest.mark.parametrize("nonsense", [-1.0, math.nan, None])
def test_a_senseless_retry_after_is_no_retry_after(ledger: Ledger, nonsense: float | None) -> None:
    assert ledger.settle(must_book(ledger), TooMany(nonsense)) == 1.25


def test_a_pause_only_ever_grows(ledger: Ledger, clock: VirtualClock) -> None:
    ledger.pause_for(100.0, "long")
    ledger.pause_for(5.0, "short")
    ledger.pause_for(math.nan, "senseless")
    assert ledger.state(()) == QuotaState((), 100.0, "long", 0.5, 0)
    clock.advance(100.0)
    assert ledger.state(()) == QuotaState((), 0.0, "", 0.5, 0)


def test_the_state_tells_what_is_left_and_when_it_opens(open_ledger: Any, clock: VirtualClock) -> None:
    ledger, windows = open_ledger(SMALL), SMALL.windows("product")
    assert ledger.state(windows).windows[0].left == 3
    call(ledger, clock, windows)
    window = ledger.state(windows).windows[0]
    assert (window.name, window.limit, window.period) == ("product", 3, 60.0)
    assert (window.used, window.left, window.next_free_in) == (1, 2, 0.0)
    call(ledger, clock, windows)
    call(ledger, clock, windows)
    window = ledger.state(windows).windows[0]
    assert (window.used, window.left) == (3, 0)
    gaps = [later - sooner for sooner, later in pairwise(window.frees_in)]
    assert window.frees_in[0] == window.next_free_in and gaps == pytest.approx([0.6, 0.6])
    clock.advance(window.next_free_in)
    assert ledger.state(windows).windows[0].left == 1


def test_a_call_may_take_several_slots_and_waits_until_all_are_free(ledger: Ledger, clock: VirtualClock) -> None:
    daily = Window("image_translations", 5, 100.0)
    call(ledger, clock, (replace(daily, cost=2),))
    clock.advance(10.0)
    call(ledger, clock, (replace(daily, cost=3),))
    clock.advance(1.0)
    wait = must_wait(ledger, (replace(daily, cost=3),))  # three need one of the younger slots too
    first = must_wait(ledger, (replace(daily, cost=2),))
    assert 80 < first.seconds < wait.seconds < 100.1
    clock.advance(first.seconds)
    must_book(ledger, (replace(daily, cost=2),))


def test_a_call_that_takes_more_than_there_is_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="at most 5"):
        Window("image_translations", 5, 100.0, cost=6)


def test_a_tighter_limit_counts_what_was_started_before_it(ledger: Ledger, clock: VirtualClock) -> None:
    wide, tight = (Window("product", 5, 60.0),), (Window("product", 2, 60.0),)
    for _ in range(5):
        call(ledger, clock, wide)
    started = clock.boot() - 5 * 0.6
    wait = must_wait(ledger, tight)
    fourth_answer = started + 3 * 0.6 + 0.1
    assert clock.boot() + wait.seconds == pytest.approx(fourth_answer + STRETCHED_MINUTE)
    clock.advance(wait.seconds)
    must_book(ledger, tight)


def test_a_wider_limit_does_not_forget_what_the_tighter_one_overwrote(ledger: Ledger, clock: VirtualClock) -> None:
    brief, wide = (Window("product", 2, 1.0),), (Window("product", 5, 3600.0),)
    for _ in range(6):
        call(ledger, clock, brief)
    wait = must_wait(ledger, wide)
    assert wait.reason == "window"
    assert 3595 < wait.seconds < 3602
    clock.advance(wait.seconds)
    must_book(ledger, wide)


def test_steps_of_the_wall_clock_change_nothing(open_ledger: Any, clock: VirtualClock) -> None:
    ledger, windows = open_ledger(SMALL), SMALL.windows("product")
    for _ in range(3):
        call(ledger, clock, windows)
    before = must_wait(ledger, windows)
    for step in (3600.0, -7200.0):
        clock.step_wall(step)
        assert must_wait(ledger, windows) == before


def test_twenty_threads_take_no_more_slots_than_there_are(open_ledger: Any) -> None:
    limits = Limits(product=Window("product", 30, 60.0), pace=0.0)
    ledger, windows = open_ledger(limits), limits.windows("product")
    taken: list[Booking] = []
    together = Barrier(20)

    def take() -> None:
        together.wait()
        while isinstance(booking := ledger.book(windows), Booking):
            taken.append(booking)

    threads = [Thread(target=take) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len({booking.key[1] for booking in taken}) == 30


def test_the_ledger_tells_its_own_time(ledger: Ledger, clock: VirtualClock) -> None:
    assert ledger.now() == clock.boot()
    ledger.close()
