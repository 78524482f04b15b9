"""Four machines, one Redis, and what may happen to it in the middle: real processes, sockets, servers and time."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.processes.machines import LIMITS, machine
from tests.redis_servers import OwnRedis
from tiktok_shop_sdk import TikTokShop
from tiktok_shop_sdk.sandbox import Platform, Referee, Window
from tiktok_shop_sdk.sandbox.app import RunningSandbox, running_sandbox
from tiktok_shop_sdk.sinks.verify import verify

ROOT = Path(__file__).parents[2]
MACHINES = 4
OUTAGE = 0.7  # seconds
ENOUGH = 11  # order calls: more than a window
ALWAYS = ("--appendonly", "yes", "--appendfsync", "always")


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    order = LIMITS.order
    with running_sandbox(Platform(referee=Referee(order=Window(order.limit, order.period)))) as running:
        yield running


@dataclass
class Scene:
    """The account's Redis, which has a replica, and the platform at the other end."""

    sandbox: RunningSandbox
    states: Path
    redis: OwnRedis
    replica: OwnRedis
    consents: int = -2  # token calls and what follows; the first one comes before the machines

    def consent(self) -> None:
        with TikTokShop(machine(self.sandbox.url, self.states / "0", self.redis.address.reveal())) as client:
            client.auth_exchange(self.sandbox.platform.issue_code())
            client.shops()
        self.consents += 2

    def calls(self) -> int:
        return sum(arrival.quota == "order" for arrival in self.sandbox.platform.referee.arrivals)

    def wait_for_calls(self, more: int) -> None:
        enough, deadline = self.calls() + more, time.monotonic() + 90.0
        while self.calls() < enough:
            assert time.monotonic() < deadline, f"{self.calls()} of {enough} calls"
            time.sleep(0.05)

    def run(self, fault: Callable[[Scene], None], *how: str) -> list[dict[str, object]]:
        """The violations that the platform saw while four machines called and the fault happened in the middle."""
        self.consent()
        already = len(self.sandbox.platform.referee.arrivals)
        address = self.redis.address.reveal()
        machines = [
            _started(self.sandbox.url, str(self.states / str(number)), address, *how) for number in range(MACHINES)
        ]
        self.wait_for_calls(ENOUGH)
        fault(self)
        self.wait_for_calls(ENOUGH)
        told = [process.communicate(timeout=60) for process in machines]
        assert [errors for _, errors in told] == [""] * MACHINES
        allowed = sum(int(output) for output, _ in told)
        sent = len(self.sandbox.platform.referee.arrivals) - already
        print(f"{fault.__name__}: {sent} sent, {allowed} allowed")
        assert sent <= allowed + self.consents  # the consent that a fault makes necessary is not one of theirs
        for number in range(MACHINES):
            assert verify(self.states / str(number) / "acme-uk" / "audit").ok
        violations: list[dict[str, object]] = self.sandbox.report()["violations"]
        return violations


def _started(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.processes.machines", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


@pytest.fixture
def open_scene(sandbox: RunningSandbox, tmp_path: Path) -> Iterator[Callable[..., Scene]]:
    scenes: list[Scene] = []

    def open_one(*options: str) -> Scene:
        servers = [OwnRedis(tmp_path / name, *options).start() for name in ("master", "replica")]
        scenes.append(Scene(sandbox, tmp_path / "states", *servers))
        return scenes[-1]

    yield open_one
    for scene in scenes:
        scene.redis.kill()
        scene.replica.kill()


def stopped(scene: Scene) -> None:
    scene.redis.stop()
    time.sleep(OUTAGE)
    scene.redis.start()


def killed(scene: Scene) -> None:
    scene.redis.kill()
    time.sleep(OUTAGE)
    scene.redis.start()


def killed_and_forgotten(scene: Scene) -> None:
    killed(scene)
    scene.consent()  # the tokens are gone too, and only their seller can bring them back


def flushed(scene: Scene) -> None:
    scene.redis.say("FLUSHALL")
    scene.consent()


def ledgers_removed(scene: Scene) -> None:
    """The tokens stay, so that calls go on at once, if the ledger lets them."""
    remove = "if not key:find(':consent:') then redis.call('DEL', key) end"
    scene.redis.say("EVAL", f"for _, key in ipairs(redis.call('KEYS', '*')) do {remove} end", "0")


def failed_over(scene: Scene) -> None:
    """The replica lags by what was booked since it was frozen, and takes the address of the master."""
    scene.replica.say("REPLICAOF", "127.0.0.1", str(scene.redis.port))
    time.sleep(1.5)
    scene.replica.freeze()
    time.sleep(0.5)
    scene.redis.kill()
    scene.replica.thaw()
    time.sleep(OUTAGE)
    scene.replica.say("REPLICAOF", "NO", "ONE")
    assert scene.replica.say("CONFIG", "SET", "port", str(scene.redis.port)) == "+OK"


def test_ledgers_that_are_removed_in_the_middle_break_no_window(open_scene: Callable[..., Scene]) -> None:
    assert open_scene().run(ledgers_removed) == []


@pytest.mark.slow
def test_the_referee_catches_a_ledger_without_lives(open_scene: Callable[..., Scene]) -> None:
    assert open_scene().run(ledgers_removed, "forgetful") != []


@pytest.mark.slow
@pytest.mark.parametrize("round_", range(3))
@pytest.mark.parametrize(
    ("fault", "options"),
    [
        (stopped, ALWAYS),
        (killed, ALWAYS),
        (killed_and_forgotten, ()),
        (flushed, ()),
        (failed_over, ()),
    ],
    ids=["stopped", "killed with a file", "killed without", "flushed", "failed over"],
)
def test_whatever_becomes_of_redis_no_window_is_broken(
    open_scene: Callable[..., Scene], fault: Callable[[Scene], None], options: tuple[str, ...], round_: int
) -> None:
    assert open_scene(*options).run(fault) == []
