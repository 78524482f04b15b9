"""Where an account lives: opened once per process, closed with its last client, refused where it cannot be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.flow.conftest import an_account
from tiktok_shop_sdk import Egress, Limits, Proxy, TikTokShop, home
from tiktok_shop_sdk.errors import DeclarationError, InvalidRequest
from tiktok_shop_sdk.ports.run import run
from tiktok_shop_sdk.sinks.declared import AUDIT, anchors
from tiktok_shop_sdk.sinks.verify import verify


def test_the_clients_of_one_account_share_a_household(tmp_path: Path) -> None:
    account = an_account(tmp_path)
    with TikTokShop(account) as one, TikTokShop(account) as two:
        assert one._engine.house is two._engine.house
        with TikTokShop(replace(account, name="other")) as other:
            assert other._engine.house is not one._engine.house
    assert home._OPEN == {}
    with TikTokShop(account) as again:
        assert again._engine.house is not one._engine.house


def test_a_client_never_leaves_by_the_egress_that_another_declared(tmp_path: Path) -> None:
    direct = an_account(tmp_path)
    proxied = replace(direct, egress=Egress(registered="203.0.113.9", via=Proxy("socks5://127.0.0.1:1080")))
    with TikTokShop(direct) as one, TikTokShop(proxied) as two:
        assert one._engine.house.egress == direct.egress
        assert two._engine.house.egress == proxied.egress


def test_closing_twice_closes_once(tmp_path: Path) -> None:
    first, second = TikTokShop(an_account(tmp_path)), TikTokShop(an_account(tmp_path))
    first.close()
    first.close()
    assert len(home._OPEN) == 1
    second.close()
    assert home._OPEN == {}


def test_a_client_that_cannot_be_opened_leaves_nothing_open(tmp_path: Path) -> None:
    account = an_account(tmp_path, limits=Limits.articles_2024_07(pace=2.0))
    with TikTokShop(account) as client:
        assert client.account.limits.pace == 2.0
    assert home._OPEN == {}


def test_the_statement_is_kept_whole_beside_the_log(tmp_path: Path) -> None:
    account = an_account(tmp_path)
    with TikTokShop(account):
        pass
    (kept,) = (account.directory / "statements").iterdir()
    assert json.loads(kept.read_text("utf-8"))["sha256"] == account.statement.digest


def test_with_an_anchor_elsewhere_a_cut_end_is_found(tmp_path: Path) -> None:
    account = an_account(tmp_path / "state", anchor=tmp_path / "elsewhere")
    log = account.directory / AUDIT
    for _ in range(2):
        with TikTokShop(account) as client, pytest.raises(InvalidRequest):
            client.orders.get(["1"])  # refused for want of a shop, and recorded
    assert str(verify(log, anchors=anchors(account))) == "OK anchored"
    (segment,) = log.glob("s1/seg-*.jsonl")
    lines = segment.read_bytes().splitlines(keepends=True)
    segment.write_bytes(b"".join(lines[:2]))
    (log / "s1" / "checkpoints").write_bytes(b"")
    assert not verify(log, anchors=anchors(account)).ok
    assert anchors(an_account(tmp_path / "state")) == ()


def test_a_place_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file stands where the directory should be")
    with pytest.raises(DeclarationError, match="cannot be used") as error:
        TikTokShop(an_account(tmp_path / "state"))
    assert error.value.__context__ is None


def test_a_blocking_verb_that_suspends_is_an_error_and_not_a_hang() -> None:
    import asyncio

    with pytest.raises(RuntimeError, match="suspended"):
        run(asyncio.sleep(0))
