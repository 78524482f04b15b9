"""Every edit of the log is found, and by the hashes: a reader without them lets most of them pass."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.audit.logs import HOUR, Clock, Opened, call, content, overwrite, put, segments_of, written
from tiktok_shop_sdk.core.audit import Checkpoint, Record, Tree, leaf_hash
from tiktok_shop_sdk.sinks.anchors import DirectoryAnchor
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.segments import streams
from tiktok_shop_sdk.sinks.source import FileStream
from tiktok_shop_sdk.sinks.verify import verify
from tiktok_shop_sdk.sinks.walk import Walk

ALPHABET = b"0123456789abcdefghijklmnopqrstuvwxyz"


def without_hashes(log: Path) -> bool:
    """The control: reads all lines and checks all that one can check without a hash."""
    seq = 0
    for path in segments_of(log):
        for line in content(path).splitlines():
            try:
                record = json.loads(line)
            except ValueError:
                return False
            if "root" in record:
                continue
            seq += 1
            if record.get("seq") != seq or record.get("id") != f"s1-{seq}":
                return False
    return True


def edited(data: bytes, dice: random.Random) -> bytes:
    """Change one byte: half of the time into any other, else into one that leaves the text looking sound."""
    at = dice.randrange(len(data))
    while True:
        byte = dice.randrange(256) if dice.random() < 0.5 else dice.choice(ALPHABET)
        if byte != data[at]:
            return data[:at] + bytes([byte]) + data[at + 1 :]


def edits_found(log: Path, count: int, seed: int) -> tuple[int, int]:
    """Make that many edits, each in a log that is whole otherwise; return how many verify and the control found."""
    dice = random.Random(seed)
    whole = {path: (path.read_bytes(), content(path)) for path in segments_of(log)}
    weighted = [path for path, (_, text) in whole.items() for _ in range(1 + len(text) // 256)]
    found = by_control = 0
    for number in range(count):
        path = dice.choice(weighted)
        put(path, edited(whole[path][1], dice))
        found += not verify(log).ok
        if number % 20 == 0:
            by_control += not without_hashes(log)
        overwrite(path, whole[path][0])
    return found, by_control * 20


@pytest.fixture
def small(log: Path, clock: Clock, opened: Opened) -> JsonLinesSink:
    """Three sealed segments and an open one, in which a call is under way."""
    sink = opened()
    written(sink, clock, segments=3, calls=3)
    sink.append(Record("intent", operation="orders.search"))
    return sink


@pytest.mark.usefixtures("small")
@pytest.mark.no_cover
@pytest.mark.parametrize("edits", [2_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_single_byte_edits_are_all_found_sealed_and_open(log: Path, monkeypatch, edits: int) -> None:
    monkeypatch.setattr("tiktok_shop_sdk.sinks.walk._PATIENCE", ())
    assert [path.suffix for path in segments_of(log)] == [".gz", ".gz", ".gz", ".jsonl"]
    assert str(verify(log)) == "OK unanchored (truncation not excluded)"
    found, by_control = edits_found(log, edits, seed=20260105)
    assert found == edits
    assert by_control < 0.6 * edits  # the control lets most of the sound-looking edits pass, so the hashes do the work
    assert verify(log).ok


@pytest.mark.usefixtures("small")
def test_every_byte_of_every_checkpoint_and_of_min_index_counts(log: Path) -> None:
    for path in (log / "s1" / "checkpoints", log / "s1" / "min-index"):
        whole = path.read_bytes()
        for at in range(len(whole)):
            overwrite(path, whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert not verify(log).ok, (path, at)
        path.write_bytes(whole)
    assert verify(log).ok


def lines_of(path: Path) -> list[bytes]:
    return content(path).splitlines(keepends=True)


def drop(path: Path, at: int) -> None:
    put(path, b"".join(line for number, line in enumerate(lines_of(path)) if number != at))


def double(path: Path, at: int) -> None:
    lines = lines_of(path)
    put(path, b"".join([*lines[: at + 1], *lines[at:]]))


def swap(path: Path, at: int) -> None:
    lines = lines_of(path)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    put(path, b"".join(lines))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("change", [drop, double, swap])
def test_deleted_inserted_and_swapped_lines_are_found_everywhere(
    log: Path, change: Callable[[Path, int], None], monkeypatch
) -> None:
    monkeypatch.setattr("tiktok_shop_sdk.sinks.walk._PATIENCE", ())
    for path in segments_of(log):
        whole = path.read_bytes()
        for at in range(len(lines_of(path)) - 1):
            harmless = b'{"size":' in lines_of(path)[at] and change is not swap  # no record is touched
            change(path, at)
            assert verify(log).ok == harmless, (path.name, at)
            path.write_bytes(whole)
    assert verify(log).ok


@pytest.mark.usefixtures("small")
def test_a_missing_segment_is_found_wherever_it_was(log: Path) -> None:
    for path in segments_of(log):
        aside = path.rename(path.with_name("aside"))
        verdict = verify(log)
        if path.suffix == ".gz":
            assert not verdict.ok, path.name
        else:  # the open segment is the very end, and no checkpoint covers it
            assert str(verdict) == "OK unanchored (truncation not excluded)"
        aside.rename(path)


@pytest.mark.usefixtures("small")
def test_swapped_segments_are_found(log: Path) -> None:
    first, second, *_ = segments_of(log)
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    assert str(verify(log)).startswith("FAIL at seq 1: s1: the record here calls itself")


@pytest.mark.usefixtures("small")
def test_an_end_that_is_cut_is_found_up_to_the_last_checkpoint_and_beyond_it_only_by_an_anchor(
    log: Path, small: JsonLinesSink, tmp_path: Path
) -> None:
    live = segments_of(log)[-1]
    lines = lines_of(live)
    whole = live.read_bytes()
    put(live, b"".join(lines[:-2]))  # the last commit, whole: nothing inside the directory knows of it
    assert str(verify(log)) == "OK unanchored (truncation not excluded)"

    put(live, whole)
    small.close()
    whole = live.read_bytes()
    head = Checkpoint.decode((log / "s1" / "checkpoints").read_bytes().splitlines()[-1])
    anchor = DirectoryAnchor(tmp_path / "anchor")
    anchor.publish(head)
    assert str(verify(log, anchors=[anchor])) == "OK anchored"

    put(live, b"".join(lines_of(live)[:-3]))  # now a checkpoint knows
    first = head.size - 1  # of two records in the last write
    assert str(verify(log)).startswith(f"FAIL at seq {first}: s1: the records up to {head.size}")
    checkpoints = log / "s1" / "checkpoints"
    checkpoints.write_bytes(b"".join(checkpoints.read_bytes().splitlines(keepends=True)[:-1]))
    assert str(verify(log)) == "OK unanchored (truncation not excluded)"  # and now nobody inside knows
    verdict = verify(log, anchors=[anchor])
    assert str(verdict) == f"FAIL at seq {first}: s1: the end is missing; an anchor knows {head.size} records of it"
    assert (verdict.stream, verdict.seq, verdict.ok, verdict.anchored) == ("s1", first, False, False)


def test_a_log_that_was_made_anew_with_sound_hashes_is_found_by_an_anchor(
    log: Path, clock: Clock, tmp_path: Path
) -> None:
    anchor = DirectoryAnchor(tmp_path / "anchor")
    with JsonLinesSink(log, clock_ns=clock, anchors=[anchor]) as sink:
        call(sink)
        call(sink)
    assert str(verify(log, anchors=[anchor])) == "OK anchored"
    shutil.rmtree(log)
    with JsonLinesSink(log, clock_ns=clock) as sink:
        call(sink)
        call(sink)
    assert verify(log).ok
    assert "are not those that an anchor knows" in str(verify(log, anchors=[anchor]))


def test_a_stream_that_is_gone_is_missed_by_its_neighbours(log: Path, clock: Clock, opened: Opened) -> None:
    first, second, third = opened(), opened(), opened()
    for sink in (first, second, third):
        call(sink)
    third.close()
    assert [path.name for path in streams(log)] == ["s1", "s2", "s3"]
    assert verify(log).ok
    for name in ("s1", "s2", "s3"):
        aside = (log / name).rename(log / "aside")
        verdict = verify(log)
        if name == "s3":  # the last one: nobody has written since, so nobody has named it
            assert verdict.ok
        else:
            assert str(verdict) == f"FAIL at seq 0: {name}: the whole stream is missing"
        aside.rename(log / name)
    second.close()  # names s3, too
    (log / "s3").rename(log / "aside")
    assert str(verify(log)).startswith("FAIL at seq 0: s3: the whole stream is missing; another stream knows")


def test_a_neighbour_knows_more_of_a_stream_than_its_own_checkpoints(log: Path, clock: Clock, opened: Opened) -> None:
    first, second = opened(), opened()
    call(first)
    call(first)
    call(second)
    second.close()
    live = segments_of(log, "s1")[0]
    put(live, b"".join(lines_of(live)[:-4]))
    assert str(verify(log)) == "FAIL at seq 4: s1: the end is missing; another stream knows 4 records of it"


def test_two_streams_cannot_change_places(log: Path, opened: Opened) -> None:
    first, second = opened(), opened()
    call(first)
    call(second)
    (log / "s1").rename(log / "aside")
    (log / "s2").rename(log / "s1")
    (log / "aside").rename(log / "s2")
    assert str(verify(log)) == "FAIL at seq 1: s1: the record here calls itself s2-1, seq 1"


@pytest.mark.parametrize(
    "make", [lambda log: None, lambda log: log.mkdir(), lambda log: (log / "s1").mkdir(parents=True)]
)
def test_where_there_is_no_log_there_is_no_ok(log: Path, make: Callable[[Path], None]) -> None:
    make(log)
    verdict = verify(log)
    assert not verdict.ok
    assert str(verdict).startswith("FAIL at seq ")


def forged(log: Path, stream: str, lines: list[str], *, close: bool = True) -> None:
    """Write a log whose hashes are all right, whatever its records say."""
    directory = log / stream
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "min-index").write_bytes(b"1\n")
    tree, text = Tree(), []
    for seq, rest in enumerate(lines, 1):
        place = f'{{"v":1,"seq":{seq},"time":"2026-01-05T12:00:00.{seq:09d}Z","kind":%s,"id":"{stream}-{seq}"%s}}'
        kind, _, more = rest.partition(",")
        text.append((place % (kind, "," + more if more else "")).encode())
        tree.add(leaf_hash(text[-1]))
    put(directory / "seg-000000000001.jsonl.gz", b"".join(line + b"\n" for line in text))
    name = f"tiktok-shop-sdk/audit/v1/{stream}/{leaf_hash(text[0])[:8].hex()}"
    time = f"2026-01-05T12:00:00.{len(lines):09d}Z"
    checkpoint = Checkpoint(name, len(lines), tree.root(), time, tree.peaks if close else ())
    (directory / "checkpoints").write_bytes(checkpoint.encode() + b"\n")


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (['"start"', '"intent"', '"outcome","cause":"s1-2","outcome":"ok"'], "OK"),
        (['"start"', '"intent"', '"outcome","cause":"s1-2","outcome":"ok"'] * 2, "OK"),
        (['"start"', '"intent"', '"start"'], "FAIL at seq 2: s1: this intent has no outcome"),
        (
            [
                '"intent"',
                '"outcome","cause":"s1-1","outcome":"ok"',
                '"outcome","cause":"s1-1","outcome":"ok"',
            ],
            "FAIL at seq 3: s1: this outcome closes no open intent (it names s1-1)",
        ),
        (['"intent"', '"outcome","cause":"s1-1","outcome":"fine"'], "FAIL at seq 2: s1: this outcome closes"),
        (['"intent"', '"outcome","cause":"s1-1","outcome":[]'], "FAIL at seq 2: s1: this outcome closes"),
        (['"intent"', '"outcome","cause":"s2-1","outcome":"ok"'], "FAIL at seq 2: s1: this outcome closes"),
        (['"intent"', '"outcome","cause":"s1-01","outcome":"ok"'], "FAIL at seq 2: s1: this outcome closes"),
        (['"outcome"'], "FAIL at seq 1: s1: this outcome closes no open intent (it names None)"),
        (['"gossip"'], "FAIL at seq 1: s1: the line is not a record of this format"),
        (["[]"], "FAIL at seq 1: s1: the line cannot be read"),
        (['"start","detail":7'], "FAIL at seq 1: s1: the line is not a record of this format"),
        (['"start","detail":{"head.s1":"x"}'], "FAIL at seq 2: s1: s1 cannot be read"),
        (['"prune","detail":{"s1":"x"}'], "FAIL at seq 2: s1: s1 cannot be read"),
        (['"start","x":"' + "x" * 4096 + '"'], "FAIL at seq 1: s1: the line is longer than any record"),
        (['"start","x":"' + "x" * 600_000 + '"'], "FAIL at seq 1: s1: s1 cannot be read: a line is longer"),
        (['"start","x":' + "[" * 3000 + "]" * 100], "FAIL at seq 1: s1: the line cannot be read"),
    ],
)
def test_sound_hashes_do_not_make_records_sound(log: Path, lines: list[str], why: str) -> None:
    forged(
        log,
        "s1",
        lines if len(lines) < 6 else [*lines[:3], '"start"', '"intent"', lines[2].replace("s1-2", "s1-5")],
    )
    if why == "OK":
        assert verify(log).ok
    else:
        assert str(verify(log)).startswith(why)


def test_a_sealed_segment_without_its_closing_checkpoint_is_not_ok(log: Path) -> None:
    forged(log, "s1", ['"start"', '"stop"'], close=False)
    assert str(verify(log)) == "FAIL at seq 2: s1: the sealed segment that ends here has no checkpoint"
    (log / "s1" / "checkpoints").unlink()
    assert str(verify(log)) == "FAIL at seq 2: s1: the sealed segment that ends here has no checkpoint"


@pytest.mark.usefixtures("small")
def test_checkpoints_that_were_taken_away_or_moved_are_missed(log: Path) -> None:
    path = log / "s1" / "checkpoints"
    one, two, three = path.read_bytes().splitlines(keepends=True)
    for changed in (b"", one + two, two + three, one + three, one + three + two, two + one + three):
        path.write_bytes(changed)
        assert not verify(log).ok, changed
    path.write_bytes(one + two + three + three[:40])  # being written just now
    assert verify(log).ok
    path.write_bytes(one + two + three + b"x" * (1 << 20))
    assert "a line of the checkpoints is too long" in str(verify(log))


@pytest.mark.usefixtures("small")
def test_a_closed_segment_that_was_not_yet_sealed_is_as_good(log: Path) -> None:
    first = segments_of(log)[0]
    records = lines_of(first)
    tree, text = Tree(), b""
    for line in records:
        tree.add(leaf_hash(line[:-1]))
        text += line
    text += f'{{"size":{tree.size},"root":"{tree.root().hex()}"}}\n'.encode()
    plain = first.with_suffix("")
    plain.write_bytes(text)
    assert verify(log).ok  # the sealed one counts
    first.unlink()
    assert verify(log).ok
    (log / "s1" / "checkpoints").write_bytes(b"")
    assert str(verify(log)) == f"FAIL at seq {tree.size}: s1: the segment that ends here has no checkpoint"


@pytest.mark.usefixtures("small")
def test_what_cannot_be_read_is_not_ok(log: Path, tmp_path: Path) -> None:
    first = segments_of(log)[0]
    whole = first.read_bytes()
    for damaged in (b"", whole[:-9], b"not gzip", whole[:40] + b"\0" * 20 + whole[60:]):
        first.write_bytes(damaged)
        assert not verify(log).ok
    first.unlink()
    (tmp_path / "elsewhere").write_bytes(whole)
    first.symlink_to(tmp_path / "elsewhere")
    assert "cannot be read" in str(verify(log))
    first.unlink()
    first.mkdir()
    assert "cannot be read" in str(verify(log))
    first.rmdir()
    first.write_bytes(whole)
    (log / "s1" / "seg-extra.jsonl").write_bytes(b"")
    assert "seg-extra.jsonl is not the name of a segment" in str(verify(log))
    (log / "s1" / "seg-extra.jsonl").unlink()
    (log / "s1" / "seg-000000000002.jsonl").write_bytes(b"")
    assert "what lies before the segment of record 2 is missing" in str(verify(log))


@pytest.mark.usefixtures("small")
def test_an_open_segment_that_ends_within_a_write_is_not_ok(log: Path, monkeypatch) -> None:
    live = segments_of(log)[-1]
    whole = live.read_bytes()
    for end in (whole + b'{"v":1', whole[:-1], b"".join(lines_of(live)[:-1])):
        live.write_bytes(end)
        assert "the last write is unfinished" in str(verify(log))
    live.write_bytes(whole + b"x" * 5000)
    assert "longer than any record" in str(verify(log))
    live.write_bytes(whole[:-9])

    def the_writer_goes_on(seconds: float) -> None:
        live.write_bytes(whole)

    monkeypatch.setattr("tiktok_shop_sdk.sinks.walk.time.sleep", the_writer_goes_on)
    assert verify(log).ok


def test_a_stream_that_is_a_symlink_is_not_ok(log: Path, opened: Opened, tmp_path: Path) -> None:
    call(opened())
    (log / "s1").rename(tmp_path / "s1")
    (log / "s1").symlink_to(tmp_path / "s1")
    assert str(verify(log)) == "FAIL at seq 0: s1: it is not a directory of its own"


def test_a_moved_log_verifies_and_nothing_in_it_is_touched(
    log: Path, clock: Clock, opened: Opened, tmp_path: Path
) -> None:
    sink = opened()
    written(sink, clock, segments=2, calls=2)
    sink.close()
    moved = tmp_path / "moved"
    shutil.copytree(log, moved)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in moved.rglob("*") if path.is_file()}
    verdict = verify(moved)
    assert verdict.ok
    assert (verdict.streams, verdict.segments, verdict.records) == (1, 3, 1 + 2 * 3 * 2 + 2 + 1)
    assert before == {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in moved.rglob("*") if path.is_file()}


def test_a_stream_that_holds_only_an_empty_segment_beside_a_full_one_is_ok(log: Path, opened: Opened) -> None:
    call(opened())
    (log / "s2").mkdir()
    (log / "s2" / "min-index").write_bytes(b"1\n")
    (log / "s2" / "seg-000000000001.jsonl").write_bytes(b"")
    assert verify(log).ok


def test_a_pruned_checkpoint_is_looked_for_before_its_records_are_believed(
    log: Path, clock: Clock, opened: Opened
) -> None:
    sink = opened()
    written(sink, clock, segments=2, calls=2)
    first, second, _ = segments_of(log)
    seq = int(second.name[4:16])
    (log / "s1" / "min-index").write_bytes(b"%d\n" % seq)
    first.unlink()
    assert str(verify(log)) == f"FAIL at seq 1: s1: the records before {seq} are missing, and no pruning says so"
    (log / "s1" / "min-index").write_bytes(b"%d\n" % (seq + 1))
    assert "there is no checkpoint for what was pruned" in str(verify(log))
    (log / "s1" / "min-index").write_bytes(b"99\n")
    assert "there is no checkpoint for what was pruned" in str(verify(log))


def test_a_sealed_segment_that_ends_within_a_line_is_not_ok(log: Path, clock: Clock, opened: Opened) -> None:
    written(opened(), clock, segments=1, calls=2)
    path = segments_of(log)[0]
    whole = content(path)
    put(path, whole[:-1])
    assert "the last line is unfinished" in str(verify(log))
    put(path, whole + b"x" * 600_000)
    assert "cannot be read" in str(verify(log)) or "longer than any record" in str(verify(log))
    put(path, whole + b"\n")
    assert not verify(log).ok


def test_a_head_of_what_was_pruned_since_is_not_asked_for(
    log: Path, clock: Clock, opened: Opened, tmp_path: Path
) -> None:
    anchor = DirectoryAnchor(tmp_path / "anchor")
    sink = opened()
    written(sink, clock, segments=2, calls=2)
    one, two = map(Checkpoint.decode, (log / "s1" / "checkpoints").read_bytes().splitlines())
    sink.append(Record("prune", detail={"s1": two.size + 1}))
    (log / "s1" / "min-index").write_bytes(b"%d\n" % (two.size + 1))
    for path in segments_of(log)[:2]:
        path.unlink()
    anchor.publish(one)
    assert str(verify(log, anchors=[anchor])) == "OK anchored"
    anchor.publish(two)
    assert str(verify(log, anchors=[anchor])) == "OK anchored"
    anchor.publish(two._replace(size=99))
    assert "the end is missing; an anchor knows 99" in str(verify(log, anchors=[anchor]))


class Heads:
    def __init__(self, *heads: Checkpoint) -> None:
        self._heads = heads

    def publish(self, head: Checkpoint) -> None:
        raise NotImplementedError

    def heads(self) -> tuple[Checkpoint, ...]:
        return self._heads


def test_an_anchor_may_tell_all_its_heads_in_any_order(log: Path, clock: Clock, opened: Opened) -> None:
    written(opened(), clock, segments=2, calls=2)
    one, two = map(Checkpoint.decode, (log / "s1" / "checkpoints").read_bytes().splitlines())
    assert verify(log, anchors=[Heads(two, one)]).after_anchors == 4


def test_a_file_that_goes_away_between_two_readings_is_not_ok(log: Path, clock: Clock, opened: Opened) -> None:
    written(opened(), clock, segments=1, calls=2)
    (head,) = map(Checkpoint.decode, (log / "s1" / "checkpoints").read_bytes().splitlines())

    class Thief(Heads):
        def heads(self) -> tuple[Checkpoint, ...]:
            segments_of(log)[0].write_bytes(b"x")
            return super().heads()

    assert "s1: it cannot be read" in str(verify(log, anchors=[Thief(head._replace(size=3))]))


def test_an_empty_segment_at_the_end_is_no_end_of_the_search(log: Path, clock: Clock, opened: Opened) -> None:
    written(opened(), clock, segments=1, calls=1)
    (head,) = map(Checkpoint.decode, (log / "s1" / "checkpoints").read_bytes().splitlines())
    segments_of(log)[-1].write_bytes(b"")
    later = head._replace(size=head.size + 1)
    assert "the end is missing" in str(verify(log, anchors=[Heads(later)]))


def test_a_start_may_say_other_things_beside_the_heads(log: Path, opened: Opened) -> None:
    one = opened()
    call(one)
    call(one)
    call(opened(about=Record("start", detail={"workers": 4})))
    assert verify(log).ok


@pytest.mark.usefixtures("small")
def test_a_checkpoint_that_was_put_before_an_older_one_is_found(log: Path) -> None:
    path = log / "s1" / "checkpoints"
    one, two, three = path.read_bytes().splitlines(keepends=True)
    early = Checkpoint.decode(one[:-1])._replace(size=2, peaks=(), open=())
    path.write_bytes(one + early.encode() + b"\n" + two + three)
    assert str(verify(log)) == "FAIL at seq 2: s1: the checkpoints are out of order"


def test_streams_without_a_single_record_are_no_log(log: Path) -> None:
    (log / "s1").mkdir(parents=True)
    (log / "s1" / "min-index").write_bytes(b"1\n")
    assert str(verify(log)) == "FAIL at seq 0: there is no audit log: no stream holds a record"


@pytest.mark.parametrize("moment", ["start", "prune"])
def test_whatever_a_writer_does_while_its_stream_is_read_the_reader_keeps_up(
    log: Path, clock: Clock, opened: Opened, moment: str
) -> None:
    first = opened()
    first.append(Record("prune", detail={"s1": 1}))
    call(first)
    runs: list[int] = []

    def meanwhile(record: Mapping[str, object]) -> None:
        """The run ends, others follow, the segment is closed and sealed, and the next one is begun."""
        if record["kind"] != moment or runs:
            return
        runs.append(1)
        first.close()
        for _ in range(3):
            with JsonLinesSink(log, clock_ns=clock) as sink:
                call(sink)
        clock.now += HOUR
        with JsonLinesSink(log, clock_ns=clock) as sink:
            call(sink)

    assert not (log / "s1" / "checkpoints").exists()
    walk = Walk(FileStream(log / "s1"), meanwhile)
    walk.run()
    assert (runs, walk.segments) == ([1], 2)
    assert walk.records == 5 + 3 * 4 + 1 + 4
