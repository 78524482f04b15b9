"""Two machines of one account: what one of them learns through the shared Redis, the other knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.conftest import an_account
from tests.redis_servers import OwnRedis
from tests.redis_servers import own_redis as own_redis
from tests.redis_servers import redis_server as redis_server
from tiktok_shop_sdk import AsyncTikTokShop, TikTokShop
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.tokens import Grant
from tiktok_shop_sdk.errors import ConsentNeeded
from tiktok_shop_sdk.ports.run import run
from tiktok_shop_sdk.stores.redis_server import RedisServer

GRANT = Grant(Secret("access"), 4e9, Secret("refresh"), 4e9, "open", "Seller", "US", 0, ("a",), 1.0)


async def test_grant_and_ledger_of_one_machine_serve_the_other(
    own_redis: OwnRedis, redis_server: RedisServer, tmp_path: Path
) -> None:
    here, there = (an_account(tmp_path / machine, redis=own_redis.address) for machine in ("here", "there"))
    with TikTokShop(here) as client:
        run(client._engine.world.store_grant(GRANT, replaced=None))
        client._engine.house.ledger().pause_for(3600.0, "asked by hand")
        client._engine.house.ledger().state(())
        assert client.quota().paused_for > 3000
    async with AsyncTikTokShop(there) as client:
        status = await client.auth_status()
        assert status is not None and status.seller_name == "Seller"
        assert (await client.quota()).paused_for > 3000
        async with client._engine.world.refreshing():
            with TikTokShop(here) as other:
                assert not other._engine.house.refresh_lock().try_acquire()
    assert not (tmp_path / "here" / "acme-uk" / "tokens.json").exists()
    assert list((tmp_path / "here" / "ledgers").iterdir()) == []


def test_a_consent_state_works_once_on_all_machines(
    own_redis: OwnRedis, redis_server: RedisServer, tmp_path: Path
) -> None:
    here, there = (an_account(tmp_path / machine, redis=own_redis.address) for machine in ("here", "there"))
    with TikTokShop(here) as one, TikTokShop(there) as other:
        state = one.auth_url().rpartition("state=")[2]
        assert other._engine.house.tokens.kept().states.keys() == {state}
        with pytest.raises(ConsentNeeded, match="not one that was given out"):
            other.auth_exchange("https://callback.example/?code=abc&state=another")


def test_the_accounts_of_a_process_share_the_connections(own_redis: OwnRedis, tmp_path: Path) -> None:
    with (
        TikTokShop(an_account(tmp_path, redis=own_redis.address)) as one,
        TikTokShop(an_account(tmp_path, redis=own_redis.address, name="other")) as other,
    ):
        assert one._engine.house.tokens._server is other._engine.house.tokens._server  # type: ignore[attr-defined]
