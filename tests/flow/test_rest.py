"""An account that lets go of its files between two calls loses nothing by it, through both clients."""

from __future__ import annotations

from typing import Any

import pytest

from tests.flow.conftest import Rig
from tests.flow.test_flow import first_page
from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.sinks.verify import verify


def test_a_rested_account_calls_as_before_and_its_log_is_whole(rig: Rig) -> None:
    rested: list[bool] = []

    def use(client: Any) -> Any:
        client._engine.house.sink.append(Record("refresh"))
        client._engine.house.ledger().state(())
        rested.append(client._engine.house.rest())
        return first_page(rig)(client)

    before = len(rig.records())
    assert rig.go(use).items
    assert rested == [True]
    kinds = [record["kind"] for record in rig.records()[before:]]
    assert kinds == ["start", "refresh", "stop", "start", "intent", "outcome", "stop"]
    assert verify(rig.account.directory / "audit").ok


def test_a_rested_account_keeps_no_token_in_memory(rig: Rig) -> None:
    kept: list[Any] = []

    def use(client: Any) -> Any:
        tokens = client._engine.house.tokens
        kept.append(tokens.kept())
        assert tokens.unchanged() is kept[0]
        assert client._engine.house.rest()
        assert tokens.unchanged() is None
        kept.append(tokens.kept())
        return first_page(rig)(client)

    assert rig.go(use).items
    assert kept[0] == kept[1]


def test_a_call_on_its_way_keeps_its_files(rig: Rig) -> None:
    rested: list[bool] = []

    def use(client: Any) -> Any:
        rig.platform.on_call.append(lambda *_: rested.append(client._engine.house.rest()))
        return first_page(rig)(client)

    rig.go(use)
    assert rested == [False]
    assert [record["outcome"] for record in rig.calls() if record["kind"] == "outcome"][-1] == "ok"


def test_a_log_that_cannot_be_written_just_now_rests_later(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def use(client: Any) -> Any:
        sink = client._engine.house.sink
        sink.append(Record("refresh"))
        (writer,) = sink._writers.values()
        monkeypatch.setattr(writer._stream, "stop", _full)
        assert not sink.rest()
        return first_page(rig)(client)

    rig.go(use)


def _full(_: int) -> None:
    raise OSError("no room")
