"""Real processes: what was acknowledged survives a SIGKILL, and is handed over once over all of them."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.flow.conftest import an_account
from tests.webhooks.conftest import APP, an_event, consented, records, signature
from tiktok_shop_sdk.sinks.verify import verify as verify_log

ROOT = Path(__file__).parents[2]


class Process:
    """One process of `tests.webhooks.process`."""

    def __init__(self, state: Path, how: str) -> None:
        self.journal = state.parent / "journal"
        command = [sys.executable, "-m", "tests.webhooks.process", str(state), str(self.journal), how]
        self.running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.running.stdout is not None
        self.port = int(self.running.stdout.readline())

    def post(self, body: bytes) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("POST", "/", body, {"Authorization": signature(body)})
        status = connection.getresponse().status
        connection.close()
        return status

    def kill(self) -> None:
        self.running.kill()
        self.running.wait()
        assert self.running.stdout is not None
        self.running.stdout.close()


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return consented(an_account(tmp_path / "state", app=APP)).directory.parent


@pytest.fixture
def start(state: Path) -> Iterator[Callable[[str], Process]]:
    started: list[Process] = []

    def begin(how: str) -> Process:
        started.append(Process(state, how))
        return started[-1]

    yield begin
    for process in started:
        process.kill()


def journal(state: Path, *, until: Callable[[list[str]], bool] = bool, seconds: float = 30.0) -> list[str]:
    """The lines that handlers wrote, as soon as there are those that are waited for."""
    path, lines = state.parent / "journal", list[str]()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        lines = path.read_text().splitlines() if path.exists() else []
        if until(lines):
            break
        time.sleep(0.02)
    return lines


@pytest.mark.parametrize("how", ["idle", "slow"], ids=["before the handler", "within the handler"])
def test_an_acknowledged_event_survives_a_sigkill(start: Callable[[str], Process], state: Path, how: str) -> None:
    first = start(how)
    bodies = [an_event(id=name) for name in "abc"]
    assert [first.post(body) for body in bodies] == [200] * 3
    if how == "slow":
        assert journal(state) == ["begin a"]
    first.kill()
    begun = journal(state, seconds=0.1)
    second = start("plain")
    lines = journal(state, until=lambda lines: lines[-1:] == ["end c"])
    assert lines[len(begun) :] == [f"{what} {name}" for name in "abc" for what in ("begin", "end")]
    assert [second.post(body) for body in bodies] == [200] * 3  # the platform did not hear the first answer, say
    assert second.post(an_event(id="d")) == 200
    assert journal(state, until=lambda lines: lines[-1:] == ["end d"])[len(lines) :] == ["begin d", "end d"]
    second.kill()
    account = an_account(state, app=APP)
    assert verify_log(account.directory / "audit").ok
    assert len([record for record in records(account) if record["kind"] == "intent"]) == 7


def test_without_an_inbox_an_acknowledged_event_is_lost(start: Callable[[str], Process], state: Path) -> None:
    """The control of the test above: its way of finding a lost event works."""
    first = start("forgetful")
    assert first.post(an_event(id="a")) == 200
    first.kill()
    second = start("plain")
    assert second.post(an_event(id="b")) == 200
    assert journal(state, until=lambda lines: lines[-1:] == ["end b"]) == ["begin b", "end b"]


def test_over_all_processes_each_event_is_handed_over_once_and_in_order(
    start: Callable[[str], Process], state: Path
) -> None:
    processes = [start("plain"), start("plain")]
    names = [f"event-{number}" for number in range(20)]
    answers: list[int] = []

    def deliver(process: Process) -> None:
        answers.extend(process.post(an_event(id=name)) for name in names)

    threads = [threading.Thread(target=deliver, args=(process,)) for process in processes for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(answers) == {200: 80}
    lines = journal(state, until=lambda lines: len(lines) >= 40)
    assert lines == [f"{what} {name}" for name in names for what in ("begin", "end")]
    for process in processes:
        process.kill()
    assert verify_log(an_account(state, app=APP).directory / "audit").ok


def test_when_the_worker_dies_another_process_takes_over(start: Callable[[str], Process], state: Path) -> None:
    first = start("slow")
    assert first.post(an_event(id="a")) == 200
    assert journal(state) == ["begin a"]
    second = start("plain")
    assert second.post(an_event(id="b")) == 200
    time.sleep(0.05)
    assert journal(state) == ["begin a"]  # one works, the other stands by
    first.kill()
    lines = journal(state, until=lambda lines: lines[-1:] == ["end b"])
    assert lines == ["begin a", "begin a", "end a", "begin b", "end b"]


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there")
def test_a_receiver_works_on_both_sides_of_a_fork(state: Path) -> None:
    command = [sys.executable, "-m", "tests.webhooks.process", str(state), str(state.parent / "journal"), "fork"]
    subprocess.run(command, cwd=ROOT, check=True, timeout=30)
    began = {line for line in journal(state) if line.startswith("begin")}
    assert began == {"begin before", "begin child", "begin parent"}
    account = an_account(state, app=APP)
    assert verify_log(account.directory / "audit").ok
    assert len([record for record in records(account) if record["kind"] == "intent"]) == 3
