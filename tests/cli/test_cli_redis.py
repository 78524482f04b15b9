"""The command line over an account whose machines share a Redis."""

from __future__ import annotations

import json

from command_line import CommandLine

from tests.redis_servers import OwnRedis, free_port
from tests.redis_servers import own_redis as own_redis
from tests.redis_servers import redis_server as redis_server
from tiktok_shop_sdk.cli.exits import Exit
from tiktok_shop_sdk.stores.redis_server import RedisServer


def share(cli: CommandLine, address: str) -> None:
    cli.account.write_text(f'redis = "{address}"\n' + cli.account.read_text(encoding="utf-8"), encoding="utf-8")


def test_quota_and_doctor_tell_of_a_new_life(cli: CommandLine, own_redis: OwnRedis, redis_server: RedisServer) -> None:
    share(cli, own_redis.address.reveal())
    state = cli.json("quota")
    assert state["paused_for"] > 3500 and "begin anew" in state["pause_reason"]
    checks = {check["check"]: check for check in _doctor(cli)}
    assert checks["quota"]["level"] == "WARN" and "begin anew" in checks["quota"]["message"]


def test_a_redis_that_is_gone_is_told_in_both_languages(cli: CommandLine) -> None:
    share(cli, f"redis://:pa55word@127.0.0.1:{free_port()}/0")
    for lang, told in (("en", "Start it or mend the way to it"), ("zh", "请启动 Redis")):
        result = cli("quota", lang=lang)
        assert result.exit_code == Exit.REFUSED
        assert told in result.output and "pa55word" not in result.output
    assert any(check["level"] == "FAIL" and "cannot be reached" in check["message"] for check in _doctor(cli))


def _doctor(cli: CommandLine) -> list[dict[str, str]]:
    checks: list[dict[str, str]] = json.loads(cli("doctor", "--json").stdout)["checks"]
    return checks
