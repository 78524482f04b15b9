"""A refresh that is interrupted: nothing is sent twice blindly, and whoever waits loses no grant."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.flow.conftest import Rig
from tests.flow.test_flow import first_page, houses
from tests.virtual import run_virtual
from tiktok_shop_sdk.core.kept import Kept
from tiktok_shop_sdk.core.tokens import Grant, RefreshMark, TokenAnswer
from tiktok_shop_sdk.errors import AuditUnavailable, ConsentNeeded, TransportError
from tiktok_shop_sdk.ports.aio import AsyncWorld
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.stores.tokens import TokenFile

WEEK = 7 * 86400.0


def kept(rig: Rig) -> Kept:
    return TokenFile(rig.account.directory).kept()


def granted(rig: Rig) -> Grant:
    grant = kept(rig).grant
    assert grant is not None
    return grant


def refreshes(rig: Rig) -> list[int]:
    """The numbers of the refreshes that the log knows of: 1, or 2 for the deliberate repetition."""
    return [r["attempt"] for r in rig.calls() if r["kind"] == "intent" and r["operation"] == "auth.refresh"]


def second_uses(rig: Rig) -> list[bool]:
    """For each second use of a refresh token, as the server sees it, whether it was a blind one."""
    return [use.blind for use in rig.platform.grants.second_uses]


@contextmanager
def lost(rig: Rig, spec: str) -> Iterator[Grant]:
    """Half a day before the access token expires, the answer to a refresh is lost."""
    rig.clock.sleep(WEEK - 3600)
    before = granted(rig)
    rig.platform.trouble(spec)
    yield before


@pytest.mark.parametrize("spec", ["cut@token+1", "500-after@token+1", "garbage@token+1"])
def test_after_a_lost_answer_the_old_token_serves_until_it_expires(rig: Rig, spec: str) -> None:
    with lost(rig, spec) as before:
        for _ in range(3):
            rig.go(first_page(rig))
    assert refreshes(rig) == [1] and second_uses(rig) == []
    assert kept(rig).mark == RefreshMark.of(before, kept(rig).mark.at)  # type: ignore[union-attr]


def test_then_it_is_repeated_once_and_deliberately(rig: Rig) -> None:
    rig.new_platform(rotate_refresh_tokens=False)
    rig.consent()
    with lost(rig, "cut@token+1") as before:
        rig.go(first_page(rig))
    rig.clock.sleep(3600)
    rig.go(first_page(rig))
    assert refreshes(rig) == [1, 2]
    assert granted(rig).access_token != before.access_token and kept(rig).mark is None


@pytest.mark.parametrize("revoked", [True, False])
def test_where_the_repetition_is_refused_a_consent_is_asked_for_and_nothing_more_is_sent(
    rig: Rig, revoked: bool
) -> None:
    rig.new_platform(revoke_on_second_use=revoked)
    rig.consent()
    with lost(rig, "cut@token+1"):
        rig.go(first_page(rig))
    rig.clock.sleep(3600)
    with pytest.raises(ConsentNeeded) as refused:
        rig.go(first_page(rig))
    assert refused.value.code == 36004001
    for _ in range(2):
        with pytest.raises(ConsentNeeded, match="sent twice") as gone:
            rig.go(first_page(rig))
    assert "auth url" in gone.value.next_step and "auth url" in gone.value.next_step_zh
    assert refreshes(rig) == [1, 2] and second_uses(rig) == [False]
    rig.consent()
    rig.go(first_page(rig))


def test_where_the_answer_is_lost_twice_a_consent_is_asked_for(rig: Rig) -> None:
    rig.clock.sleep(WEEK)
    rig.platform.trouble("cut-before@token+1,500@token+2")
    with pytest.raises(TransportError):
        rig.go(first_page(rig))
    for _ in range(2):
        with pytest.raises(ConsentNeeded, match="sent twice"):
            rig.go(first_page(rig))
    assert refreshes(rig) == [1, 2] and second_uses(rig) == []


def test_a_refusal_ahead_of_expiry_is_not_asked_for_twice(rig: Rig) -> None:
    with lost(rig, "36004001@token+1"):
        rig.go(first_page(rig))
        rig.go(first_page(rig))
    rig.clock.sleep(3600)
    with pytest.raises(ConsentNeeded, match="refused it"):
        rig.go(first_page(rig))
    assert refreshes(rig) == [1]


def test_what_was_surely_not_done_leaves_no_mark(rig: Rig) -> None:
    with lost(rig, "429:1@token+1"):
        rig.go(first_page(rig))
    assert kept(rig).mark is None
    rig.clock.sleep(5)
    rig.go(first_page(rig))
    assert refreshes(rig) == [1, 1] and granted(rig).is_usable(rig.clock.wall() + 3600) and second_uses(rig) == []


def test_a_log_that_cannot_be_written_spends_no_token(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(sink: JsonLinesSink, record: Any) -> str:
        raise AuditUnavailable("the disk is full")

    rig.clock.sleep(WEEK - 3600)
    with monkeypatch.context() as patch:
        patch.setattr(JsonLinesSink, "append", full)
        with pytest.raises(AuditUnavailable):
            rig.go(first_page(rig))
    assert kept(rig).mark is None
    rig.go(first_page(rig))
    assert refreshes(rig) == [1]


def test_a_refresh_that_lost_its_slot_before_it_was_sent_takes_another(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = JsonLinesSink.append
    told: list[str] = []

    def another_process_is_told_to_stop(self: JsonLinesSink, record: Any) -> str:
        if record.kind == "intent" and not told:
            told.append(record.operation)
            for house in houses():
                house.ledger().pause_for(30.0, "429 elsewhere")
        return append(self, record)

    monkeypatch.setattr(JsonLinesSink, "append", another_process_is_told_to_stop)
    rig.clock.sleep(WEEK - 3600)
    rig.go(first_page(rig))
    outcomes = [r["outcome"] for r in rig.calls() if r["kind"] == "outcome"]
    assert told == ["auth.refresh"] and outcomes[-3:] == ["not_sent", "ok", "ok"]
    assert kept(rig).mark is None and second_uses(rig) == []


def test_a_rejected_token_whose_refresh_was_lost_is_refreshed_once_more(rig: Rig) -> None:
    rig.new_platform(rotate_refresh_tokens=False)
    rig.consent()
    with lost(rig, "cut@token+1"):
        rig.go(first_page(rig))
    rig.platform.trouble("expired@+1")
    rig.go(first_page(rig))
    assert refreshes(rig) == [1, 2] and kept(rig).mark is None


def test_a_consent_that_came_in_between_outlives_the_refresh(rig: Rig) -> None:
    rig.clock.sleep(WEEK - 3600)
    newer = Grant.of(TokenAnswer.model_validate(rig.platform.issue_tokens()), rig.clock.wall())

    def while_the_refresh_is_on_its_way() -> float:
        TokenFile(rig.account.directory).change(lambda kept: kept.with_grant(newer))
        return 0.0

    rig.lag = while_the_refresh_is_on_its_way
    rig.go(first_page(rig))
    assert refreshes(rig) == [1] and granted(rig) == newer


def give_up_after_a_second(rig: Rig) -> None:
    """`asyncio.timeout` cancels the call in the middle of a refresh whose answer takes three seconds."""
    rig.clock.sleep(WEEK - 3600)
    rig.lag = lambda: 3.0

    async def hurried(client: Any) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1.0):
                await client.shops()

    run_virtual(rig.through_async(hurried), rig.clock)


def test_a_caller_who_gives_up_loses_no_grant(rig: Rig) -> None:
    before = granted(rig)
    give_up_after_a_second(rig)
    assert granted(rig).refresh_token != before.refresh_token and kept(rig).mark is None


def test_a_refresh_that_is_cut_off_with_its_caller_would_lose_it(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the server has spent the token, and its answer is nowhere."""

    async def broken(world: AsyncWorld, work: Any) -> Any:
        return await work

    monkeypatch.setattr(AsyncWorld, "unbroken", broken)
    before = granted(rig)
    give_up_after_a_second(rig)
    assert granted(rig) == before and kept(rig).mark is not None
