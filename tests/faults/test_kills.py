"""A process is killed anywhere in a whole call: no request arrived without an intent, each intent has one outcome."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.processes.scene import LIMITS, account, consent
from tiktok_shop_sdk import TikTokShop
from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.sandbox import Platform, Referee, Window
from tiktok_shop_sdk.sandbox.app import RunningSandbox, running_sandbox
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.query import records
from tiktok_shop_sdk.sinks.verify import verify

PROJECT = Path(__file__).parents[2]
CALLER = """
import sys
from pathlib import Path
from tests.faults import test_kills
from tests.processes.scene import account
from tiktok_shop_sdk import TikTokShop
if len(sys.argv) > 3:
    test_kills.put_off_intents()
client = TikTokShop(account(sys.argv[1], Path(sys.argv[2])))
shop = client.shop(client.shops()[0])
print("calling", flush=True)
while True:
    shop.orders.search(page_size=1).first()
"""


def put_off_intents() -> None:
    """The control: an intent that is written with its outcome only."""
    append, held = JsonLinesSink.append, list[Record]()

    def later(sink: JsonLinesSink, record: Record) -> str:
        if record.kind == "intent":
            held.append(record)
            return "held"
        if record.kind == "outcome":
            record = record._replace(cause=append(sink, held.pop()))
        return append(sink, record)

    JsonLinesSink.append = later


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    windows = LIMITS["windows"]
    order = Window(windows.order.limit, windows.order.period)
    referee = Referee(order=order, product=Window(windows.product.limit, windows.product.period), pace=0.01)
    with running_sandbox(Platform(referee=referee)) as running:
        yield running


@dataclass(frozen=True, slots=True)
class Count:
    """What the log and the platform's referee say about the same calls."""

    requests: int
    intents: int
    unknown: int
    without_outcome: int  # requests that arrived and that no outcome names


def killed(sandbox: RunningSandbox, state: Path, kills: int, *control: str) -> Count:
    """Kill that many processes, two at a time, anywhere in a call; the next start recovers both their streams."""
    consent(sandbox.platform, sandbox.url, state)
    sandbox.platform.trouble(["slow:0.1*100000@+1"])  # so that most of them have a call on its way
    dice = random.Random(kills)
    for _ in range(kills // 2):
        callers = [a_caller(sandbox.url, state, *control) for _ in range(2)]
        for caller in callers:
            kill_in_a_call(caller, dice.random() * 0.5)
    with TikTokShop(account(sandbox.url, state)) as client:
        client.shops()

    log = state / "acme-uk" / "audit"
    verdict = verify(log)
    assert verdict.ok, verdict
    found = list(records(log))
    intents = [record["id"] for record in found if record["kind"] == "intent"]
    outcomes = [record for record in found if record["kind"] == "outcome"]
    assert sorted(intents) == sorted(record["cause"] for record in outcomes)
    answered = {record.get("request_id") for record in outcomes}
    arrived = [arrival.request_id for arrival in sandbox.platform.referee.arrivals]
    return Count(
        requests=len(arrived),
        intents=len(intents),
        unknown=sum(record["outcome"] == "unknown" for record in outcomes),
        without_outcome=sum(request_id not in answered for request_id in arrived),
    )


def a_caller(url: str, state: Path, *control: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CALLER, url, str(state), *control]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)


def kill_in_a_call(caller: subprocess.Popen[str], seconds: float) -> None:
    assert caller.stdout is not None
    assert caller.stdout.readline() == "calling\n"
    time.sleep(seconds)
    caller.kill()
    caller.communicate()


@pytest.mark.parametrize("kills", [6, pytest.param(200, marks=pytest.mark.slow)])
def test_no_request_arrives_without_a_durable_intent(sandbox: RunningSandbox, tmp_path: Path, kills: int) -> None:
    counted = killed(sandbox, tmp_path, kills)
    print(f"{kills} kills: {counted}")
    assert counted.without_outcome <= counted.unknown <= kills
    assert sandbox.report()["violations"] == []


def test_control_a_client_that_puts_its_intents_off_is_found_out(sandbox: RunningSandbox, tmp_path: Path) -> None:
    counted = killed(sandbox, tmp_path, 4, "put off")
    assert counted.without_outcome > counted.unknown
