"""A record that was acknowledged is on the disk; a record that could not be written stops the calls."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from tests.audit.logs import DAY, HOUR, Clock, Opened, call, content, segments_of, written
from tiktok_shop_sdk.core.audit import Checkpoint, Record
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.query import records
from tiktok_shop_sdk.sinks.segments import open_plain, streams
from tiktok_shop_sdk.sinks.verify import verify

REAL_FSYNC = os.fsync
REAL_WRITE = os.write


def all_records(log: Path) -> list[dict[str, object]]:
    return [dict(record) for record in records(log)]


def kinds(log: Path) -> list[str]:
    return [str(record["kind"]) for record in all_records(log)]


def test_an_intent_is_synced_before_its_id_comes_back(log: Path, opened: Opened, monkeypatch) -> None:
    synced: list[bytes] = []

    def fsync(descriptor: int) -> None:
        REAL_FSYNC(descriptor)
        synced.extend(path.read_bytes() for path in segments_of(log))

    sink = opened()
    monkeypatch.setattr(os, "fsync", fsync)
    intent = sink.append(Record("intent", operation="orders.search"))
    assert intent == "s1-2"
    assert b'"id":"s1-2","operation":"orders.search"' in synced[-1]


def test_an_attempt_costs_two_syncs(opened: Opened, monkeypatch) -> None:
    sink = opened()
    call(sink)
    syncs: list[int] = []
    monkeypatch.setattr(os, "fsync", syncs.append)
    call(sink)
    assert len(syncs) == 2


def test_twenty_threads_share_their_syncs_and_each_gets_its_own_id(log: Path, opened: Opened, monkeypatch) -> None:
    sink = opened()
    call(sink)
    syncs: list[int] = []
    slow = threading.Event()

    def fsync(descriptor: int) -> None:
        syncs.append(descriptor)
        slow.wait(0.002)

    monkeypatch.setattr(os, "fsync", fsync)
    ids: list[str] = []

    def work() -> None:
        for _ in range(10):
            ids.extend(call(sink))

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    monkeypatch.undo()
    assert len(set(ids)) == 400
    assert len(syncs) < 120  # one by one it would be 400
    assert verify(log).ok


def test_segments_close_after_an_hour_at_the_end_of_the_day_and_when_they_are_full(
    log: Path, clock: Clock, opened: Opened
) -> None:
    sink = opened(segment_bytes=4000)
    call(sink)
    clock.now += HOUR - 1_000_000
    call(sink)
    assert len(segments_of(log)) == 1
    clock.now += 1_000_000
    call(sink)
    assert [path.suffix for path in segments_of(log)] == [".gz", ".jsonl"]
    clock.now += 11 * HOUR - 60 * 10**9  # 23:59
    call(sink)
    clock.now += 120 * 10**9
    call(sink)
    assert len(segments_of(log)) == 4
    for _ in range(8):
        call(sink)
    assert len(segments_of(log)) == 5
    assert verify(log).ok
    assert b'"size"' not in content(segments_of(log)[0])  # the sealed one holds records alone


def test_an_idle_writer_can_close_its_segment(log: Path, clock: Clock, opened: Opened) -> None:
    sink = opened()
    sink.checkpoint()
    assert not list(log.iterdir())
    call(sink)
    sink.checkpoint()
    assert [path.suffix for path in segments_of(log)] == [".jsonl"]
    clock.now += DAY
    sink.checkpoint()
    assert [path.suffix for path in segments_of(log)] == [".gz"]
    sink.checkpoint()
    assert verify(log).ok


def test_a_clean_run_says_start_and_stop_and_checks_itself(log: Path, clock: Clock) -> None:
    with JsonLinesSink(log, clock_ns=clock, about=Record("start", app="app1", detail={"workers": 4})) as sink:
        call(sink)
    assert kinds(log) == ["start", "intent", "outcome", "stop"]
    start = all_records(log)[0]
    assert (start["app"], start["detail"]) == ("app1", {"workers": 4})
    (line,) = (log / "s1" / "checkpoints").read_bytes().splitlines()
    assert Checkpoint.decode(line).size == 4
    sink.close()
    with pytest.raises(AuditUnavailable, match="was closed"):
        sink.append(Record("intent"))


def test_a_sink_that_was_never_used_leaves_no_stream(log: Path) -> None:
    JsonLinesSink(log).close()
    assert not list(log.iterdir())


def test_directories_and_files_are_private(log: Path, clock: Clock, opened: Opened) -> None:
    written(opened(), clock, segments=1, calls=1)
    modes = {path.stat().st_mode & 0o777 for path in [log, *log.rglob("*")] if path.is_dir()}
    assert modes == {0o700}
    assert {path.stat().st_mode & 0o777 for path in log.rglob("*") if path.is_file()} == {0o600}


def test_a_directory_that_cannot_be_made_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AuditUnavailable, match="cannot be opened"):
        JsonLinesSink(tmp_path / "file")
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(AuditUnavailable, match="symbolic link"):
        JsonLinesSink(tmp_path / "link")


@pytest.mark.parametrize("cause", [None, "s1-99", "s2-2", "m1-2", "s1-x", "s1-02", "s1-1"])
def test_an_outcome_that_closes_nothing_is_refused_and_spoils_nothing(
    log: Path, opened: Opened, cause: str | None
) -> None:
    sink = opened()
    intent = sink.append(Record("intent"))
    with pytest.raises(AuditUnavailable, match="closes no open intent"):
        sink.append(Record("outcome", cause=cause, outcome="ok"))
    sink.append(Record("outcome", cause=intent, outcome="ok"))
    with pytest.raises(AuditUnavailable, match="closes no open intent"):
        sink.append(Record("outcome", cause=intent, outcome="ok"))
    assert verify(log).ok


def test_the_records_of_the_sink_itself_cannot_be_appended(opened: Opened) -> None:
    with pytest.raises(AuditUnavailable, match="writes `start` records itself"):
        opened().append(Record("start"))


class Disk:
    """A disk that fails when told so: `os.write` and `os.fsync` of whoever writes the log."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.write_error = self.sync_error = 0
        self.takes = 0  # bytes that a failing write still takes
        self.failed: set[int] = set()
        self.syncs: list[int] = []
        monkeypatch.setattr(os, "write", self.write)
        monkeypatch.setattr(os, "fsync", self.fsync)

    def write(self, descriptor: int, data: bytes) -> int:
        if not self.write_error:
            return REAL_WRITE(descriptor, bytes(data)[: len(data) // 2 + 1])  # always short: callers must go on
        if self.takes:
            taken, self.takes = self.takes, 0
            return REAL_WRITE(descriptor, bytes(data)[:taken])
        raise OSError(self.write_error, os.strerror(self.write_error))

    def fsync(self, descriptor: int) -> None:
        self.syncs.append(descriptor)
        if self.sync_error:
            error, self.sync_error = self.sync_error, 0
            raise OSError(error, os.strerror(error))
        REAL_FSYNC(descriptor)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_disk_that_refuses_stops_appends_and_goes_on_in_a_new_segment_by_itself(
    log: Path, opened: Opened, disk: Disk, code: int
) -> None:
    sink = opened()
    call(sink)
    disk.write_error, disk.takes = code, 50
    with pytest.raises(AuditUnavailable, match="cannot be written") as caught:
        sink.append(Record("intent", operation="lost"))
    assert ("no room left" in str(caught.value)) == (code != errno.EIO)
    for _ in range(40):
        disk.takes = 50
        with pytest.raises(AuditUnavailable):
            sink.append(Record("intent", operation="lost"))
    disk.write_error = 0
    call(sink)
    sink.close()
    assert verify(log).ok
    assert len(segments_of(log)) == 2
    told = [record for record in all_records(log) if record["kind"] == "recovery"]
    assert 1 <= len(told) <= 16
    assert told[0]["detail"]["bytes"] == 50
    assert not [record for record in all_records(log) if record.get("operation") == "lost"]


def test_a_descriptor_whose_sync_failed_is_never_used_again(
    log: Path, opened: Opened, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = opened()
    call(sink)
    closed: list[int] = []
    real_close = os.close
    monkeypatch.setattr(os, "close", lambda descriptor: (closed.append(descriptor), real_close(descriptor))[1])
    disk.syncs.clear()
    disk.sync_error = errno.EIO
    with pytest.raises(AuditUnavailable):
        sink.append(Record("intent", operation="lost"))
    assert len(disk.syncs) == 1  # not tried again
    assert closed == disk.syncs  # and gone
    assert [segment.name for segment in segments_of(log)] == ["seg-000000000001.jsonl"]
    call(sink)
    assert [segment.name for segment in segments_of(log)] == [
        "seg-000000000001.jsonl.gz",
        "seg-000000000004.jsonl",
    ]
    assert "lost" not in str(all_records(log))
    assert verify(log).ok


@pytest.mark.parametrize("occurrence", range(12))
@pytest.mark.parametrize("what", ["write", "fsync"])
def test_any_failing_write_or_sync_of_a_whole_run_loses_nothing_acknowledged(
    log: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, what: str, occurrence: int
) -> None:
    calls = 0
    real = {"write": REAL_WRITE, "fsync": REAL_FSYNC}[what]

    def failing(*args: object) -> object:
        nonlocal calls
        calls += 1
        if calls == occurrence + 1:
            raise OSError(errno.ENOSPC, "no space")
        return real(*args)

    acknowledged: list[str] = []
    sink = JsonLinesSink(log, clock_ns=clock)
    monkeypatch.setattr(os, what, failing)
    for number in range(6):
        try:
            acknowledged.append(sink.append(Record("intent")))
            acknowledged.append(sink.append(Record("outcome", cause=acknowledged[-1], outcome="ok")))
        except AuditUnavailable:
            pass
        clock.now += HOUR // 2 if number % 2 else 0
    try:
        sink.close()
    except AuditUnavailable:
        with JsonLinesSink(log, clock_ns=clock) as again:
            call(again)
    assert calls > occurrence
    verdict = verify(log)
    assert verdict.ok, verdict
    assert {*acknowledged} <= {record["id"] for record in all_records(log)}


def test_the_room_kept_for_outcomes_is_used_when_the_disk_is_full(log: Path, opened: Opened, disk: Disk) -> None:
    sink = opened()
    intents = [sink.append(Record("intent")) for _ in range(3)]
    disk.write_error, disk.takes = errno.ENOSPC, 10
    given_back = log / "s1" / "reserve-0"
    real_write = disk.write

    def room_while_the_reserve_is_gone(descriptor: int, data: bytes) -> int:
        disk.write_error = errno.ENOSPC if given_back.exists() else 0
        return real_write(descriptor, data)

    os.write = room_while_the_reserve_is_gone
    for intent in intents:
        sink.append(Record("outcome", cause=intent, outcome="ok"))
    assert not given_back.exists()
    assert verify(log).ok


def test_an_outcome_that_cannot_be_written_is_closed_as_unknown_by_the_next_start(
    log: Path, opened: Opened, disk: Disk, clock: Clock
) -> None:
    sink = opened()
    intent = sink.append(Record("intent"))
    disk.write_error = errno.EIO
    with pytest.raises(AuditUnavailable):
        sink.append(Record("outcome", cause=intent, outcome="ok"))
    disk.write_error = 0
    sink.close()
    for _ in range(2):
        JsonLinesSink(log, clock_ns=clock).close()
        with JsonLinesSink(log, clock_ns=clock) as again:
            again.append(Record("pause"))
    closings = [record for record in all_records(log) if record["kind"] == "outcome"]
    assert [(record["cause"], record["outcome"]) for record in closings] == [(intent, "unknown")]
    assert verify(log).ok


FULL_DISK = """
import os, sys
from pathlib import Path
from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.verify import verify

root = Path(sys.argv[1])
os.system(f"mount -t tmpfs -o size=1m none {root}") == 0 or sys.exit(77)
sink = JsonLinesSink(root / "log")
acknowledged, under_way = [], []
for _ in range(20):
    under_way.append(sink.append(Record("intent")))
filler = (root / "filler").open("wb", buffering=0)
try:
    while True:
        filler.write(b"x" * 512)
except OSError:
    pass
try:
    while True:
        acknowledged.append(sink.append(Record("intent", path="/" + "x" * 200)))
except AuditUnavailable as error:
    assert "no room left" in str(error), error
for intent in under_way:
    acknowledged.append(sink.append(Record("outcome", cause=intent, outcome="ok", path="/" + "y" * 200)))
try:
    sink.append(Record("intent"))
    raise SystemExit("an intent was taken on a full disk")
except AuditUnavailable:
    pass
(root / "filler").unlink()
filler.close()
acknowledged.append(sink.append(Record("intent")))
sink.close()
verdict = verify(root / "log")
assert verdict.ok, verdict
text = os.popen(f"cat {root}/log/s1/*.jsonl; zcat {root}/log/s1/*.gz").read()
assert all(f'"id":"{each}"' in text for each in acknowledged + under_way)
print("full", len(acknowledged))
"""


def test_a_full_disk_takes_the_outcomes_of_all_calls_under_way_and_no_new_intent(tmp_path: Path) -> None:
    command = ["unshare", "-rm", sys.executable, "-c", textwrap.dedent(FULL_DISK), str(tmp_path)]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=60, env=_environment())
    except FileNotFoundError:
        pytest.skip("there is no unshare here")
    if ran.returncode == 77 or "unshare" in ran.stderr:
        pytest.skip("this machine does not let a user mount")
    assert ran.stdout.startswith("full "), ran.stderr


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


FILE_LIMIT = """
import resource, sys
from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
sink = JsonLinesSink(sys.argv[1])
sink.append(Record("intent"))
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
refused = 0
for _ in range(300):
    try:
        cause = sink.append(Record("intent"))
    except AuditUnavailable:
        refused += 1
        continue
    sink.append(Record("outcome", cause=cause, outcome="ok"))
sink.close()
print(refused)
"""


def test_a_limit_on_the_file_size_opens_a_new_segment(log: Path) -> None:
    command = [sys.executable, "-c", FILE_LIMIT, str(log)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, env=_environment(), check=True)
    assert int(ran.stdout) <= 20
    assert len(segments_of(log)) > 2
    assert verify(log).ok


def test_an_interrupt_in_the_middle_of_a_write_leaves_a_sound_log(
    log: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = opened()
    call(sink)

    def interrupted(descriptor: int) -> None:
        REAL_FSYNC(descriptor)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        sink.append(Record("intent"))
    monkeypatch.undo()
    call(sink)
    assert verify(log).ok
    assert [record["outcome"] for record in all_records(log) if record["kind"] == "outcome"] == [
        "ok",
        "unknown",
        "ok",
    ]


def test_who_waits_behind_an_interrupted_writer_is_told(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    sink = opened()
    call(sink)
    (writer,) = sink._writers.values()
    monkeypatch.setattr(type(writer), "_commit", lambda self, batch: (_ for _ in ()).throw(KeyboardInterrupt))
    errors: list[BaseException] = []

    def append() -> None:
        try:
            sink.append(Record("intent"))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=append) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(errors) == 8
    assert all(isinstance(error, KeyboardInterrupt | AuditUnavailable) for error in errors)


def test_a_seal_that_fails_loses_nothing_and_is_made_up_for(
    log: Path, clock: Clock, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = opened()
    call(sink)
    clock.now += HOUR
    with monkeypatch.context() as broken:
        broken.setattr("tiktok_shop_sdk.sinks.stream.seal", lambda path: (_ for _ in ()).throw(OSError("full")))
        call(sink)
        assert [path.suffix for path in segments_of(log)] == [".jsonl", ".jsonl"]
        assert verify(log).ok
    sink._writers[os.getpid()]._sealing.acquire()
    call(sink)
    assert [path.suffix for path in segments_of(log)] == [".jsonl", ".jsonl"]  # somebody else is at it
    sink._writers[os.getpid()]._sealing.release()
    call(sink)
    assert [path.suffix for path in segments_of(log)] == [".gz", ".jsonl"]
    assert verify(log).ok


class Anchor:
    def __init__(self) -> None:
        self.error: Exception | None = None
        self.kept: list[Checkpoint] = []

    def publish(self, head: Checkpoint) -> None:
        if self.error:
            raise self.error
        self.kept.append(head)

    def heads(self) -> list[Checkpoint]:
        if self.error:
            raise self.error
        return self.kept


def test_an_anchor_that_fails_stops_new_calls_but_no_outcome(log: Path, clock: Clock, opened: Opened) -> None:
    anchor = Anchor()
    sink = opened(anchors=[anchor])
    call(sink)
    clock.now += HOUR
    call(sink)
    assert [head.size for head in anchor.kept] == [4]
    intent = sink.append(Record("intent"))
    anchor.error = RuntimeError("far away")
    clock.now += HOUR
    with pytest.raises(AuditUnavailable, match="cannot be anchored: far away"):
        sink.append(Record("intent"))
    sink.append(Record("outcome", cause=intent, outcome="ok"))
    assert "an anchor cannot be read: far away" in str(verify(log, anchors=[anchor]))
    anchor.error = None
    call(sink)
    sink.close()
    verdict = verify(log, anchors=[anchor])
    assert str(verdict) == "OK anchored"
    assert verdict.after_anchors == 0


def test_a_forked_child_writes_a_stream_of_its_own_and_frees_its_parents(log: Path, opened: Opened) -> None:
    sink = opened()
    intent, _ = call(sink)
    pid = os.fork()
    if not pid:  # pragma: no cover - the child is not traced
        try:
            sink.append(Record("intent", operation="child"))
            sink.close()
        finally:
            os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
    call(sink)
    streams = {str(record["id"]).partition("-")[0] for record in all_records(log) if record.get("operation") == "child"}
    assert (intent, streams) == ("s1-2", {"s2"})
    assert verify(log).ok


def test_the_child_of_a_fork_lets_go_of_its_parents_files(log: Path, opened: Opened, monkeypatch) -> None:
    sink = opened()
    call(sink)
    (writer,) = sink._writers.values()
    monkeypatch.setattr(os, "getpid", lambda: -1)
    call(sink)
    assert writer._stream is None
    assert list(sink._writers) == [-1]


def test_two_writers_never_share_a_stream(log: Path, opened: Opened) -> None:
    one, two = opened(), opened()
    for _ in range(5):
        call(one)
        call(two)
    one.close()
    two.close()
    call(opened())
    assert [path.name for path in streams(log)] == ["s1", "s2"]
    verdict = verify(log)
    assert (verdict.ok, verdict.streams) == (True, 2)


def test_a_thousand_short_runs_leave_one_stream(log: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    for number in range(1000):
        with JsonLinesSink(log, clock_ns=clock) as sink:
            sink.append(Record("pause"))
        clock.now += HOUR // 20
        if number % 7 == 0:  # killed: neither stop nor checkpoint
            dead = JsonLinesSink(log, clock_ns=clock)
            dead.append(Record("intent"))
            dead._writers[os.getpid()].abandon()
    assert [path.name for path in streams(log)] == ["s1"]
    verdict = verify(log)
    assert verdict.ok, verdict
    outcomes = [record for record in all_records(log) if record["kind"] == "outcome"]
    assert len(outcomes) == len({record["cause"] for record in outcomes}) == 143


RUN = """
import os, signal, sys
from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
sink = JsonLinesSink(sys.argv[1])
intent = sink.append(Record("intent", operation="orders.search"))
print(intent, flush=True)
sys.stdin.readline()
if sys.argv[2] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
print(sink.append(Record("outcome", cause=intent, outcome="ok")), flush=True)
sink.close()
"""


def test_real_processes_killed_or_not_leave_as_many_streams_as_ran_at_one_time(log: Path) -> None:
    acknowledged: list[str] = []
    for batch in range(5):
        running = [
            subprocess.Popen(
                [sys.executable, "-c", RUN, str(log), "killed" if (number + batch) % 2 else "well"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=_environment(),
            )
            for number in range(4)
        ]
        for process in running:
            assert process.stdout
            acknowledged.append(process.stdout.readline().strip())
        assert verify(log).ok  # beside four live writers
        for process in running:
            rest, _ = process.communicate("\n", timeout=30)
            acknowledged += rest.split()
            assert process.returncode in (0, -signal.SIGKILL)
    with JsonLinesSink(log) as last:
        last.append(Record("pause"))
    assert len(streams(log)) <= 4
    verdict = verify(log)
    assert verdict.ok, verdict
    assert {*acknowledged} <= {record["id"] for record in all_records(log)}


def test_verify_beside_a_writer_never_cries_wolf(log: Path, clock: Clock, opened: Opened) -> None:
    sink = opened(segment_bytes=3000)
    call(sink)
    done = threading.Event()

    def work() -> None:
        for _ in range(150):
            call(sink)
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    verdicts = []
    while not done.is_set():
        verdicts.append(verify(log))
    thread.join()
    assert len(verdicts) > 2
    assert {str(verdict) for verdict in verdicts} == {"OK unanchored (truncation not excluded)"}
    assert json.loads(content(segments_of(log)[0]).splitlines()[0])["kind"] == "start"


def test_many_open_intents_grow_the_reserve(log: Path, opened: Opened) -> None:
    sink = opened()
    for _ in range(60):
        sink.append(Record("intent"))
    assert sorted(path.name for path in (log / "s1").glob("reserve-*")) == ["reserve-0", "reserve-1"]
    assert resource.getpagesize() <= (log / "s1" / "reserve-1").stat().st_size


@pytest.mark.parametrize("record", [Record("intent", purpose={1, 2}), Record("intent", status=float("nan"))])
def test_a_value_that_is_no_json_is_said_to_whoever_brought_it(log: Path, opened: Opened, record: Record) -> None:
    sink = opened()
    with pytest.raises(AuditUnavailable, match="cannot be written as JSON"):
        sink.append(record)
    call(sink)
    assert verify(log).ok


def test_whatever_fails_comes_out_as_one_kind_of_error(log: Path, clock: Clock) -> None:
    def no_clock() -> int:
        raise ZeroDivisionError

    sink = JsonLinesSink(log, clock_ns=no_clock)
    with pytest.raises(AuditUnavailable, match="ZeroDivisionError"):
        sink.append(Record("intent"))


def test_a_close_or_an_idle_checkpoint_that_cannot_be_written_is_said(
    log: Path, clock: Clock, opened: Opened, disk: Disk
) -> None:
    sink = opened()
    call(sink)
    clock.now += HOUR
    disk.write_error = errno.ENOSPC
    with pytest.raises(AuditUnavailable, match="no room left"):
        sink.checkpoint()
    with pytest.raises(AuditUnavailable, match="no room left"):
        sink.close()
    disk.write_error = 0
    with JsonLinesSink(log, clock_ns=clock) as again:
        call(again)
    assert verify(log).ok


def test_a_segment_whose_checkpoint_failed_is_closed_once(log: Path, clock: Clock, opened: Opened, disk: Disk) -> None:
    sink = opened()
    call(sink)
    clock.now += HOUR
    syncs = len(disk.syncs)
    real = disk.fsync

    def second_sync_fails(descriptor: int) -> None:
        disk.sync_error = errno.EIO if len(disk.syncs) == syncs + 1 else 0
        real(descriptor)

    os.fsync = second_sync_fails
    with pytest.raises(AuditUnavailable):
        sink.append(Record("intent"))
    os.fsync = real
    call(sink)
    assert kinds(log).count("checkpoint") == 1
    assert verify(log).ok


def test_many_streams_name_each_other_within_a_line(log: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    sinks = [opened() for _ in range(40)]
    for sink in sinks:
        call(sink)
        call(sink)
    for sink in sinks:
        sink.close()
    stops = [record for record in all_records(log) if record["kind"] == "stop"]
    assert {len(record["detail"]) for record in stops} == {32}
    assert verify(log).ok
    (log / "s40").rename(log.parent / "aside")
    assert str(verify(log)).startswith("FAIL at seq 0: s40: the whole stream is missing; another stream knows")


def test_a_neighbour_that_is_sealed_at_this_moment_is_named_by_its_checkpoint(
    log: Path, clock: Clock, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = opened()
    call(one)
    clock.now += HOUR
    call(one)

    def gone(path: Path) -> object:
        if path.name.startswith("seg-"):
            raise FileNotFoundError(path)
        return open_plain(path)

    with monkeypatch.context() as sealing:
        sealing.setattr("tiktok_shop_sdk.sinks.segments.open_plain", gone)
        call(opened())
        clock.now += HOUR
        one.checkpoint()
        call(opened())
    found = [record for record in all_records(log) if record["kind"] == "start" and "detail" in record]
    starts = [json.loads(json.dumps(record["detail"])) for record in found]
    assert [sorted(detail) for detail in starts] == [["head.s1"], ["head.s1"]]
    assert [detail["head.s1"].partition(":")[0] for detail in starts] == ["4", "7"]
