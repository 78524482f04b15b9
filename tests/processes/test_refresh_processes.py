"""Real processes at the expiry of a token: one refresh for all, and no death on the way spends a token blindly."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.processes.refresher import KILLS, AheadClock, how_it_ends, no_mark
from tests.processes.scene import account, consent
from tests.processes.test_processes import ROOT, records
from tiktok_shop_sdk import TikTokShop
from tiktok_shop_sdk.core.kept import Kept
from tiktok_shop_sdk.ports.blocking import BlockingWorld
from tiktok_shop_sdk.sandbox import Platform, Referee, Window, grants
from tiktok_shop_sdk.sandbox.app import RunningSandbox, running_sandbox
from tiktok_shop_sdk.sinks.verify import verify
from tiktok_shop_sdk.stores.tokens import TokenFile

WEEK = 7 * 86400.0
DUE = WEEK - 3600  # within the half day before expiry
EXPIRED = WEEK + 60


class Scene:
    """A sandbox whose wall clock can be put ahead, and processes that are told the same time."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.ahead = 0.0
        self.platform = self.server()
        self.processes: list[subprocess.Popen[str]] = []

    def server(self, **settings: Any) -> Platform:
        window = Window(100_000, 1.0)
        referee = Referee(order=window, product=window, pace=0.0)
        self.platform = Platform(referee=referee, clock=lambda: time.time() + self.ahead, **settings)
        return self.platform

    def start(self, sandbox: RunningSandbox, *faults: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.processes.refresher", sandbox.url, str(self.state), *faults]
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        self.processes.append(process)
        return process

    def call(self, *processes: subprocess.Popen[str]) -> list[str]:
        """Let them all make a call at once; how each ended, or nothing from the dead."""
        for process in processes:
            assert process.stdin is not None
            process.stdin.write(f"{self.ahead}\n")
            process.stdin.flush()
        return [process.stdout.readline().strip() for process in processes if process.stdout is not None]

    @property
    def directory(self) -> Path:
        return account("http://127.0.0.1:1", self.state).directory

    def kept(self) -> Kept:
        return TokenFile(self.directory).kept()

    def refreshes(self) -> int:
        return self.platform.script.tokens - 1  # the first call for tokens was the exchange

    def blind(self) -> int:
        return sum(use.blind for use in self.platform.grants.second_uses)

    def end(self) -> None:
        for process in self.processes:
            process.communicate(timeout=30)


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setattr(grants, "GRANT_SECONDS", 10 * 365 * 86400)
    made = Scene(tmp_path)
    yield made
    made.end()


def race(scene: Scene, processes: int, rounds: int, *faults: str) -> list[list[str]]:
    """Processes make a call at the same moment, each time that the token is due or has expired."""
    with running_sandbox(scene.platform) as sandbox:
        consent(scene.platform, sandbox.url, scene.state)
        workers = [scene.start(sandbox, *faults) for _ in range(processes)]
        ended = []
        for number in range(rounds):
            scene.ahead += EXPIRED if number % 2 else DUE
            ended.append(scene.call(*workers))
        scene.end()
    return ended


@pytest.mark.parametrize(("processes", "rounds"), [(3, 4), pytest.param(8, 100, marks=pytest.mark.slow)])
def test_processes_at_expiry_refresh_once_and_none_loses_the_grant(scene: Scene, processes: int, rounds: int) -> None:
    ended = race(scene, processes, rounds)
    print(f"{scene.refreshes()} refreshes for {rounds} expiries with {processes} processes")
    assert ended == [["ok"] * processes] * rounds
    assert scene.refreshes() == rounds
    assert scene.platform.grants.second_uses == []
    assert verify(scene.directory / "audit").ok


def test_without_the_lock_there_is_more_than_one_refresh(scene: Scene) -> None:
    """The control: the server takes the second use for theft."""
    scene.platform.trouble("slow:0.5@token2")
    ended = race(scene, 3, 1, "no-lock", "no-mark")
    assert scene.refreshes() > 1 and scene.blind() >= 1
    assert ended != [["ok"] * 3]


def how_calls_end(scene: Scene, sandbox: RunningSandbox) -> list[str]:
    """Calls of another process, while the old access token serves and after it expired."""
    clock, ended = AheadClock(), []
    with TikTokShop(account(sandbox.url, scene.state), clock=clock) as client:
        for clock.ahead in (DUE, DUE + 60, EXPIRED, EXPIRED + 60):
            scene.ahead = clock.ahead
            ended.append(how_it_ends(client))
    return ended


def killed(scene: Scene, *faults: str) -> list[str]:
    """One process dies in a refresh ahead of expiry; how calls of another end, then and after the expiry."""
    with running_sandbox(scene.platform) as sandbox:
        consent(scene.platform, sandbox.url, scene.state)
        scene.ahead = DUE
        assert scene.call(scene.start(sandbox, *faults)) == [""]
        scene.end()
        return how_calls_end(scene, sandbox)


# Where the server has spent the token and the answer was not stored, nobody can bring the new pair back.
UNSTORED = ("after the answer", "before storing")
OFTEN = ("after the mark", "after the answer", "after storing")
STEPS = [step if step in OFTEN else pytest.param(step, marks=pytest.mark.slow) for step in KILLS]


@pytest.mark.parametrize("step", STEPS)
def test_a_death_at_any_step_spends_no_token_blindly(scene: Scene, step: str) -> None:
    lost = step in UNSTORED
    assert killed(scene, step) == ["ok", "ok", *(["ConsentNeeded"] * 2 if lost else ["ok"] * 2)]
    assert scene.blind() == 0
    assert len(scene.platform.grants.second_uses) == (1 if lost else 0)
    assert lost or scene.kept().mark is None
    repeated = [r for r in records(scene.state) if r.get("operation") == "auth.refresh" and r.get("attempt") == 2]
    assert bool(repeated) is (step in ("after the mark", "before sending", *UNSTORED))
    assert verify(scene.directory / "audit").ok


@pytest.mark.slow
@pytest.mark.parametrize("step", UNSTORED)
def test_where_refresh_tokens_do_not_rotate_not_even_those_deaths_lose_the_grant(scene: Scene, step: str) -> None:
    scene.server(rotate_refresh_tokens=False)
    assert killed(scene, step) == ["ok"] * 4
    assert scene.refreshes() == 2 and scene.kept().mark is None


def test_without_the_mark_the_next_process_uses_the_token_blindly(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the server revokes a grant that still had an hour to serve."""
    monkeypatch.setattr(BlockingWorld, "mark_refresh", no_mark)
    assert killed(scene, "no-mark", "after the answer")[0] == "ConsentNeeded"
    assert scene.blind() == 1
