"""One account, one egress: who declares another one gets no slot, whichever process or machine it is on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.limits.simulation import OpenLedger
from tests.limits.test_ledger import must_book
from tests.virtual import VirtualClock
from tiktok_shop_sdk.core.limits import Ledger, Limits
from tiktok_shop_sdk.errors import EgressRefused
from tiktok_shop_sdk.stores.memory import MemoryLedger

LIMITS = Limits()
PRODUCT = LIMITS.windows("product")
HERE, THERE = "203.0.113.7 via direct", "203.0.113.8 via socks5:proxy.example:1080"

Declaring = Callable[[str], Ledger]


@pytest.fixture(params=["memory", "sqlite", "redis"])
def declaring(request: pytest.FixtureRequest, clock: VirtualClock) -> Declaring:
    """The one ledger of an account, as somebody sees it who declares this egress."""
    if request.param == "memory":
        shared = MemoryLedger(LIMITS, clock)

        def declared(egress: str) -> Ledger:
            shared._egress = egress
            return shared

        return declared
    opened: OpenLedger = request.getfixturevalue(f"open_{request.param}")
    named = {"identity": "one"} if request.param == "redis" else {}
    return lambda egress: opened(egress=egress, **named)


def test_the_first_booking_states_the_egress_and_another_one_gets_no_slot(
    declaring: Declaring, clock: VirtualClock
) -> None:
    must_book(declaring(HERE))
    clock.advance(1.0)
    with pytest.raises(EgressRefused) as refused:
        declaring(THERE).book(PRODUCT)
    assert HERE in str(refused.value) and THERE in str(refused.value)
    assert all("tiktok-shop egress move" in step for step in (refused.value.next_step, refused.value.next_step_zh))
    ledger = declaring(HERE)
    assert ledger.state(PRODUCT).windows[0].used == 1
    must_book(ledger)


def test_a_refused_egress_is_not_even_told_to_wait(declaring: Declaring) -> None:
    must_book(declaring(HERE))
    with pytest.raises(EgressRefused):
        declaring(THERE).book(PRODUCT)


def test_whoever_only_looks_needs_no_egress(declaring: Declaring, clock: VirtualClock) -> None:
    must_book(declaring(HERE))
    assert declaring(THERE).state(PRODUCT).windows[0].used == 1


def test_a_move_lets_the_new_egress_in_and_the_old_one_out(declaring: Declaring, clock: VirtualClock) -> None:
    booking = must_book(declaring(HERE))
    clock.advance(1.0)
    assert declaring(THERE).move_egress() == HERE
    with pytest.raises(EgressRefused):
        declaring(HERE).confirm(booking)
    must_book(declaring(THERE))
    assert declaring(HERE).move_egress() == THERE


def test_a_move_changes_no_slot_and_no_pace(declaring: Declaring, clock: VirtualClock) -> None:
    must_book(declaring(HERE))
    before = declaring(HERE).state(PRODUCT)
    ledger = declaring(THERE)
    ledger.move_egress()
    assert ledger.state(PRODUCT) == before
    assert ledger.book(PRODUCT).seconds == pytest.approx(LIMITS.pace)  # type: ignore[union-attr]


def test_a_ledger_in_memory_states_what_it_was_opened_with(clock: VirtualClock) -> None:
    for ledger, stated in ((MemoryLedger(LIMITS, clock, egress=HERE), HERE), (MemoryLedger(LIMITS, clock), "")):
        must_book(ledger)
        assert ledger.move_egress() == stated
