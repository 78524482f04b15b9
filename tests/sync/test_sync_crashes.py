"""Whenever a pull into a file dies, the next one resumes: no order is missing, and none stands there twice."""

from __future__ import annotations

import csv
import io
import json
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tiktok_shop_sdk import errors
from tiktok_shop_sdk.exporters import append
from tiktok_shop_sdk.ports import files
from tiktok_shop_sdk.sandbox.app import running_sandbox
from tiktok_shop_sdk.sandbox.transport import SandboxTransport
from tiktok_shop_sdk.sync import AlreadyRunning, CursorFile, PullRules, position, pull_orders_to

from .conftest import QUICK, Sandbox, Through, make_account

CHILD = """
import sys
from pathlib import Path
from tests.sync.conftest import QUICK, make_account
from tiktok_shop_sdk import TikTokShop
from tiktok_shop_sdk.sync import pull_orders_to

url, state, shop, path, since, until = sys.argv[1:]
with TikTokShop(make_account(Path(state), url=url)) as client:
    report = pull_orders_to(client.shop(shop), path, since=int(since), until=int(until), rules=QUICK)
print(report.orders)
"""
ROOT = Path(__file__).parents[2]


def rows_of(path: Path) -> list[tuple[str, ...]]:
    """Id and update_time of every row; for CSV the line item too."""
    if path.suffix == ".csv":
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        return [(row["order_id"], row["update_time"], row["line_item_id"]) for row in rows]
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["id"], row["update_time"]) for row in found]


def wanted(sandbox: Sandbox, suffix: str) -> set[tuple[str, ...]]:
    states = {(order.id, _iso(order.update_time)): order for order in sandbox.shop.orders.values()}
    if suffix == ".csv":
        return {(*state, line["id"]) for state, order in states.items() for line in order.record["line_items"]}
    return set(states)


def _iso(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()


class Crash(BaseException):
    """The process ends here."""


def crash_at(monkeypatch: pytest.MonkeyPatch, moment: int) -> Callable[[], int]:
    """End at the given step of writing: half of a write, before and after each sync, before and after each cursor."""
    steps = [0]

    def step() -> None:
        steps[0] += 1
        if steps[0] == moment:
            raise Crash

    def write_all(descriptor: int, data: bytes, whole: Any = files.write_all) -> None:
        step()
        whole(descriptor, data[: len(data) // 2])
        step()
        whole(descriptor, data[len(data) // 2 :])

    def sync_file(descriptor: int, whole: Any = files.sync_file) -> None:
        step()
        whole(descriptor)
        step()

    def replace_file(path: Path, data: bytes, whole: Any = files.replace_file) -> None:
        step()
        whole(path, data)
        step()

    monkeypatch.setattr(append, "write_all", write_all)
    monkeypatch.setattr(append, "sync_file", sync_file)
    monkeypatch.setattr(position, "replace_file", replace_file)
    return lambda: steps[0]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_a_crash_at_any_step_of_writing_loses_nothing_and_doubles_nothing(
    sandbox: Sandbox, tmp_path: Path, suffix: str, record_property: Callable[[str, object], None]
) -> None:
    rules = PullRules(page_size=25, pause=0.0)
    with sandbox.blocking() as shop:
        moment, crashed = 0, True
        while crashed:
            moment += 1
            path = tmp_path / f"{moment}{suffix}"
            with pytest.MonkeyPatch.context() as patched:
                crash_at(patched, moment)
                try:
                    pull_orders_to(shop, path, since=sandbox.beginning, rules=rules)
                    crashed = False
                except Crash:
                    pass
            pull_orders_to(shop, path, since=sandbox.beginning, rules=rules)
            rows = rows_of(path)
            assert set(rows) == wanted(sandbox, suffix)
            assert len(rows) == len(set(rows)), f"crashed at step {moment}"
        record_property("steps", moment - 1)
        assert moment > 15


def test_the_control_a_cursor_that_moves_before_the_rows_loses_orders(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same crash, with the cursor stored when a page was read and not when it was written."""
    from tiktok_shop_sdk.sync import output

    cursor = CursorFile(tmp_path / "cursor")
    path = tmp_path / "orders.jsonl"
    written = [0]

    def write(self: Any, batch: Any) -> None:
        position = cursor.load()
        assert position is not None
        last = max(int(order.update_time.timestamp()) for order in batch)
        recent = tuple((order.id, int(order.update_time.timestamp())) for order in batch)
        cursor.save(position.__class__(position.shop, position.since, position.until, last, recent, position.written))
        written[0] += 1
        if written[0] == 3:
            raise Crash
        self.orders += self._file.write(batch.orders)

    with sandbox.blocking() as shop:
        with monkeypatch.context() as patched:
            patched.setattr(output.ToFile, "_write", write)
            with pytest.raises(Crash):
                pull_orders_to(shop, path, since=sandbox.beginning, cursor=cursor, rules=QUICK)
        pull_orders_to(shop, path, since=sandbox.beginning, cursor=cursor, rules=QUICK)
    assert set(rows_of(path)) < wanted(sandbox, ".jsonl")


@pytest.mark.parametrize("suffix", [".jsonl", pytest.param(".csv", marks=pytest.mark.slow)])
def test_killed_at_every_page_no_order_is_lost_while_orders_move(
    sandbox: Sandbox, tmp_path: Path, suffix: str, record_property: Callable[[str, object], None]
) -> None:
    """One process after the other is killed when it asks for its second page; an order moves at every question."""
    path, before = tmp_path / f"orders{suffix}", {order.id for order in sandbox.shop.orders.values()}
    account = make_account(sandbox.state)
    sandbox.consent(account, SandboxTransport(sandbox.platform))
    running: list[subprocess.Popen[str]] = []
    asked, kills, state = [0], [0], {"killing": True}

    def look(number: int) -> None:
        asked[0] += 1
        if state["killing"]:
            sandbox.move()
            if asked[0] == 2:
                running[-1].kill()
                kills[0] += 1

    sandbox.on_search(look)
    until = sandbox.now - 12
    with running_sandbox(sandbox.platform) as served:
        while True:
            asked[0] = 0
            arguments = [served.url, sandbox.state, sandbox.shop.id, path, sandbox.beginning, until]
            command = [sys.executable, "-c", CHILD, *map(str, arguments)]
            running.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True))
            running[-1].communicate(timeout=60)
            if running[-1].returncode != 0:
                continue
            if not state["killing"]:
                break
            state["killing"], until = False, sandbox.now + 5  # the next run, undisturbed
    rows = rows_of(path)
    record_property("kills", kills[0])
    record_property("rows", len(rows))
    assert kills[0] >= 5
    assert {row[0] for row in rows} == before
    assert wanted(sandbox, suffix) <= set(rows)
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_both_clients_write_the_same_file(through: Through, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"orders{suffix}"
    report = through.pull_to(path)
    assert set(rows_of(path)) == wanted(through.sandbox, suffix)
    assert (report.orders, report.path) == (40, path)
    assert through.pull_to(path).orders == 0
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.with_name(f"{path.name}.cursor").stat().st_mode) == 0o600


def test_a_torn_last_line_is_cut_off_when_the_pull_resumes(through: Through, tmp_path: Path) -> None:
    path = tmp_path / "orders.jsonl"
    through.pull_to(path)
    with path.open("ab") as file:
        file.write(b'{"id": "57')
    through.pull_to(path)
    assert set(rows_of(path)) == wanted(through.sandbox, ".jsonl")


def test_two_pulls_into_one_file_exclude_each_other(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "orders.jsonl"
    with sandbox.blocking() as shop:

        def again(progress: Any) -> None:
            with pytest.raises(AlreadyRunning):
                pull_orders_to(shop, path, since=sandbox.beginning, rules=QUICK)

        pull_orders_to(shop, path, since=sandbox.beginning, rules=QUICK, progress=again)


def test_two_shops_may_share_a_file_one_after_the_other(sandbox: Sandbox, tmp_path: Path) -> None:
    path, other = tmp_path / "orders.jsonl", sandbox.platform.seller.shops[1]
    with sandbox.blocking() as shop:
        options: dict[str, Any] = {"since": sandbox.beginning, "rules": QUICK}
        second = shop._view(other.id, shop._patience)
        for _ in range(2):
            pull_orders_to(shop, path, cursor=CursorFile(tmp_path / "one"), **options)
            pull_orders_to(second, path, cursor=CursorFile(tmp_path / "two"), **options)
    rows = rows_of(path)
    assert len(rows) == len(set(rows)) == 80


def test_a_file_of_an_unknown_form_is_refused_before_anything_is_sent(through: Through, tmp_path: Path) -> None:
    with pytest.raises(errors.InvalidRequest, match="form"):
        through.pull_to(tmp_path / "orders.xlsx")
    assert through.sandbox.searches == 0


def test_a_place_that_cannot_be_written_is_a_clear_error(through: Through, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.write_text("a file stands where the directory should be")  # refused to root too, unlike permissions
    with pytest.raises(append.FileUnusable):
        through.pull_to(closed / "orders.jsonl")


def test_a_missing_directory_is_a_clear_error(through: Through, tmp_path: Path) -> None:
    with pytest.raises(append.FileUnusable, match=r"orders\.jsonl"):
        through.pull_to(tmp_path / "nowhere" / "orders.jsonl")
