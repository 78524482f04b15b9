"""One account calls by one egress, through both clients: whoever declares another is refused, and nothing is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.flow.conftest import Rig
from tests.flow.test_flow import first_page
from tiktok_shop_sdk import Egress
from tiktok_shop_sdk.core.limits import Booking, Wait
from tiktok_shop_sdk.errors import EgressRefused, LedgerUnavailable

ELSEWHERE = Egress(registered="203.0.113.8")


def refusals(rig: Rig) -> list[dict[str, Any]]:
    return [record for record in rig.calls() if record["kind"] == "refusal"]


def test_a_process_that_declares_another_egress_is_refused_and_sends_nothing(rig: Rig) -> None:
    rig.go(first_page(rig))
    rig.referee.arrivals.clear()
    honest, rig.account = rig.account, replace(rig.account, egress=ELSEWHERE)
    with pytest.raises(EgressRefused, match=r"203\.0\.113\.8"):
        rig.go(first_page(rig))
    assert rig.arrived() == []
    (refusal,) = refusals(rig)
    assert refusal["detail"] == {"error": "EgressRefused"} and refusal["egress"] == ELSEWHERE.label
    rig.account = honest
    assert rig.go(first_page(rig)).items


def test_whoever_moved_the_egress_meanwhile_stops_a_call_at_its_last_check(rig: Rig) -> None:
    def use(client: Any) -> Any:
        ledger = client._engine.house.ledger()

        def moved(booking: Booking) -> Wait | None:
            with rig.another(replace(rig.account, egress=ELSEWHERE)) as other:
                other._engine.house.ledger().move_egress()
            return type(ledger).confirm(ledger, booking)  # type: ignore[no-any-return]

        ledger.confirm = moved
        return first_page(rig)(client)

    with pytest.raises(EgressRefused):
        rig.go(use)
    assert rig.arrived() == []
    assert [record["outcome"] for record in rig.calls() if record["kind"] == "outcome"][-1] == "not_sent"


def test_a_move_is_recorded_and_whoever_declares_the_old_egress_is_refused(rig: Rig) -> None:
    rig.go(first_page(rig))
    old, rig.account = rig.account, replace(rig.account, egress=ELSEWHERE)
    assert rig.go(lambda client: client.move_egress()) == old.egress.label
    assert rig.go(first_page(rig)).items
    intent, outcome = [record for record in rig.calls() if record["operation"] == "egress.move"]
    assert intent["egress"] == ELSEWHERE.label and outcome["cause"] == intent["id"]
    assert outcome["outcome"] == "ok" and outcome["detail"] == {"before": "127.0.0.1/direct"}
    rig.account = old
    with pytest.raises(EgressRefused):
        rig.go(first_page(rig))


def test_a_move_that_the_ledger_does_not_take_is_recorded_as_none(rig: Rig) -> None:
    def use(client: Any) -> Any:
        def unavailable() -> str:
            raise LedgerUnavailable("not now")

        client._engine.house.ledger().move_egress = unavailable
        return client.move_egress()

    with pytest.raises(LedgerUnavailable):
        rig.go(use)
    assert [r["outcome"] for r in rig.calls() if r["kind"] == "outcome"][-1] == "not_sent"
