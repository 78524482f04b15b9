"""An audit log is laid out for a review: whole, checkable by itself, and as it stands beside a live writer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.audit.logs import HOUR, Clock, Opened, call, content, segments_of, written
from tests.audit.postgres import tables
from tiktok_shop_sdk.core.audit import Checkpoint, Record
from tiktok_shop_sdk.core.sensitive import POLICY_HASH
from tiktok_shop_sdk.sinks.anchors import DirectoryAnchor
from tiktok_shop_sdk.sinks.evidence import lay_out
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.postgres.rows import snapshot
from tiktok_shop_sdk.sinks.postgres.sink import PostgresSink
from tiktok_shop_sdk.sinks.query import records
from tiktok_shop_sdk.sinks.segments import open_segment_path
from tiktok_shop_sdk.sinks.source import Files, FileStream
from tiktok_shop_sdk.sinks.verify import verify


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


def test_all_that_a_reviewer_needs_is_there(log: Path, clock: Clock, out: Path, tmp_path: Path) -> None:
    anchor = DirectoryAnchor(tmp_path / "elsewhere")
    (tmp_path / "statements").mkdir()
    (tmp_path / "statements" / "ab12.json").write_text("{}")
    with JsonLinesSink(log, clock_ns=clock, anchors=[anchor]) as one, JsonLinesSink(log, clock_ns=clock) as two:
        written(one, clock, segments=2, calls=3)
        call(two)
        verdict = lay_out(Files(log), out, place="here", anchors=[anchor], statements=tmp_path / "statements")
    assert str(verdict) == "OK unanchored (truncation not excluded)"  # nobody has told of the second stream
    assert verdict.segments == 4
    assert {path.name for path in out.iterdir()} == {
        "log", "heads", "statements", "policy.json", "verdict.json", "README.txt"
    }  # fmt: skip
    assert [path.suffix for path in segments_of(out / "log")] == [".gz", ".gz", ".jsonl"]
    assert [content(path) for path in segments_of(out / "log")[:2]] == [content(path) for path in segments_of(log)[:2]]
    assert (verify(out / "log").records, verdict.records) == (verdict.records, len(list(records(out / "log"))))
    assert verify(out / "log", anchors=[DirectoryAnchor(out / "heads")]).ok
    said = json.loads((out / "verdict.json").read_text())
    assert (said["verdict"], said["log"], said["records"]) == (str(verdict), "here", verdict.records)
    assert sha256((out / "policy.json").read_bytes()).hexdigest()[:16] == POLICY_HASH
    assert (out / "statements" / "ab12.json").read_text() == "{}"
    with pytest.raises(FileExistsError):
        lay_out(Files(log), out)


def test_what_is_being_written_just_now_is_left_out(log: Path, opened: Opened, out: Path) -> None:
    call(opened())
    whole = verify(log).records
    with segments_of(log)[-1].open("ab") as file:
        file.write(b'{"v":1,"seq":4}\n{"size":4,"ro')
    assert lay_out(Files(log), out).records == whole


def test_a_segment_that_was_only_begun_is_copied_as_it_is(log: Path, opened: Opened, clock: Clock, out: Path) -> None:
    sink = opened()
    call(sink)
    clock.now += HOUR
    sink.checkpoint()
    open_segment_path(log / "s1", 5).write_bytes(b"")
    assert lay_out(Files(log), out) == verify(log)


def test_a_checkpoint_that_came_later_is_left_out(log: Path, opened: Opened, clock: Clock, out: Path) -> None:
    sink = opened()
    call(sink)

    class Overtaken(FileStream):
        def open_first(self, first: int):
            found = super().open_first(first)
            if found is None:
                clock.now += HOUR
                call(sink)
            return found

    class Live(Files):
        def streams(self) -> list[FileStream]:
            return [Overtaken(log / "s1")]

    assert lay_out(Live(log), out).records == 3


def test_a_copy_that_a_live_writer_overtook_is_made_again(log: Path, opened: Opened, out: Path) -> None:
    one, two = opened(), opened()
    call(one)
    call(two)
    seen: list[Path] = []

    class Live(Files):
        def streams(self) -> Iterator[FileStream]:
            for number in (1, 2):
                yield FileStream(log / f"s{number}")
                if not seen:
                    seen.append(log)
                    call(one)
                    call(one)
                    two.close()  # names the new head of the first stream, which is copied already

    assert lay_out(Live(log), out).ok


def test_a_changed_log_is_laid_out_with_a_verdict_that_says_so(log: Path, opened: Opened, out: Path) -> None:
    sink = opened()
    call(sink)
    sink.close()
    (segment,) = segments_of(log)
    segment.write_bytes(segment.read_bytes().replace(b"orders.search", b"orders.detail"))
    assert not lay_out(Files(log), out, anchors=[DirectoryAnchor(out.with_name("none"))]).ok
    assert "FAIL" in json.loads((out / "verdict.json").read_text())["verdict"]


def test_a_log_that_holds_nothing_is_no_evidence(log: Path, out: Path) -> None:
    log.mkdir()
    assert str(lay_out(Files(log), out)) == "FAIL at seq 0: there is no audit log: it holds no stream"


def test_of_several_anchors_the_newest_heads_are_kept(log: Path, opened: Opened, out: Path, tmp_path: Path) -> None:
    early, late = DirectoryAnchor(tmp_path / "early"), DirectoryAnchor(tmp_path / "late")
    sink = opened(anchors=[early, late])
    call(sink)
    sink.close()
    sink = opened(anchors=[late])
    sink.append(Record("pause"))
    sink.close()
    assert str(lay_out(Files(log), out, anchors=[late, early])) == "OK anchored"
    kept = (out / "heads" / "s1.heads").read_bytes().splitlines()
    assert [Checkpoint.decode(line) for line in kept] == list(late.heads())


def test_a_log_in_postgres_is_laid_out_as_files(clock: Clock, out: Path) -> None:
    with tables() as database:
        with PostgresSink(database, clock_ns=clock) as sink:
            call(sink)
            clock.now += HOUR
            call(sink)
        with snapshot(database) as rows:
            verdict = lay_out(rows, out)
            assert verdict == verify(rows)
    assert len(segments_of(out / "log")) == 2
