"""The command line against a sandbox on a loopback port, with an account whose pace is for tests."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import CommandLine, account_text

from tiktok_shop_sdk.sandbox import PLANTED, Platform, Referee, World
from tiktok_shop_sdk.sandbox.app import RunningSandbox, running_sandbox


@pytest.fixture
def running() -> Iterator[RunningSandbox]:
    world = World(epoch=time.time(), shops=(2,), orders=60, skus=20, drift=True)
    with running_sandbox(Platform(world=world, referee=Referee(pace=0.002))) as found:
        yield found


@pytest.fixture
def new_cli(running: RunningSandbox, tmp_path: Path) -> Iterator[CommandLine]:
    """An account without a consent. Whatever a test prints, no secret and no buyer's value may be in it."""
    file = tmp_path / "account.toml"
    file.touch(mode=0o600)
    file.write_text(account_text(tmp_path / "state", running.url), encoding="utf-8")
    found = CommandLine(file, running)
    yield found
    for value in found.secrets | {planted for values in PLANTED.values() for planted in values}:
        assert value not in found.said


@pytest.fixture
def cli(new_cli: CommandLine) -> CommandLine:
    """An account whose seller has consented."""
    new_cli.consent()
    return new_cli
