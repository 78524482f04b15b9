"""After a crash only what was never acknowledged is cut; damage anywhere else stops the writer by name."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.audit.logs import HOUR, Clock, call, content, segments_of, written
from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.errors import AuditUnavailable
from tiktok_shop_sdk.sinks.appendfile import AppendFile
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.query import records
from tiktok_shop_sdk.sinks.segments import streams
from tiktok_shop_sdk.sinks.verify import verify


def of_kind(log: Path, kind: str) -> list[dict[str, object]]:
    return [dict(record) for record in records(log) if record["kind"] == kind]


@pytest.fixture
def crashed(log: Path, clock: Clock) -> Path:
    """Two sealed segments and an open one; the writer died with an intent under way."""
    sink = JsonLinesSink(log, clock_ns=clock)
    written(sink, clock, segments=2, calls=2)
    sink.append(Record("intent", operation="orders.search"))
    sink._writers[os.getpid()].abandon()
    return segments_of(log)[-1]


def started_again(log: Path, clock: Clock) -> None:
    with JsonLinesSink(log, clock_ns=clock) as sink:
        call(sink)


def test_orphans_are_closed_once_as_unknown(log: Path, clock: Clock, crashed: Path) -> None:
    started_again(log, clock)
    started_again(log, clock)
    unknown = [record["cause"] for record in of_kind(log, "outcome") if record["outcome"] == "unknown"]
    assert len(unknown) == 1
    assert verify(log).ok


def test_an_orphan_of_a_segment_that_was_closed_since_is_closed_too(log: Path, clock: Clock, crashed: Path) -> None:
    clock.now += HOUR
    started_again(log, clock)
    assert [path.suffix for path in segments_of(log)] == [".gz", ".gz", ".gz", ".jsonl"]
    assert [record["outcome"] for record in of_kind(log, "outcome")].count("unknown") == 1
    assert verify(log).ok


def test_a_torn_tail_is_cut_wherever_it_was_torn_and_recorded(log: Path, clock: Clock, crashed: Path) -> None:
    whole = crashed.read_bytes()
    last_write = len(whole) - len(b"".join(whole.splitlines(keepends=True)[-2:]))
    checkpoints = (log / "s1" / "checkpoints").read_bytes()
    for end in range(last_write + 1, len(whole), 23):
        crashed.write_bytes(whole[:end])
        assert not verify(log).ok or end == last_write
        started_again(log, clock)
        (told,) = of_kind(log, "recovery")
        torn = whole[last_write:end]
        assert told["detail"] == {
            "file": crashed.name,
            "bytes": len(torn),
            "sha256": sha256(torn).hexdigest(),
        }
        assert verify(log).ok
        for path in segments_of(log):
            if path.name > crashed.name:
                path.unlink()
        (log / "s1" / "checkpoints").write_bytes(checkpoints)


def test_a_tail_of_zeros_as_some_file_systems_leave_it_is_torn_too(log: Path, clock: Clock, crashed: Path) -> None:
    with crashed.open("ab") as file:
        file.write(b"\0" * 300)
    started_again(log, clock)
    assert of_kind(log, "recovery")[0]["detail"]["bytes"] == 300
    assert verify(log).ok


def test_a_clean_end_is_not_written_again_and_an_unclean_one_is(log: Path, clock: Clock, crashed: Path) -> None:
    inode = crashed.stat().st_ino
    started_again(log, clock)
    assert crashed.stat().st_ino != inode  # what a dead writer left may be in memory only
    inode = crashed.stat().st_ino
    started_again(log, clock)
    assert crashed.stat().st_ino == inode


def test_a_torn_checkpoint_is_cut_and_recorded(log: Path, clock: Clock, crashed: Path) -> None:
    with (log / "s1" / "checkpoints").open("ab") as file:
        file.write(b'{"origin"')
    started_again(log, clock)
    assert of_kind(log, "recovery")[0]["detail"] == {
        "file": "checkpoints",
        "bytes": 9,
        "sha256": sha256(b'{"origin"').hexdigest(),
    }
    assert verify(log).ok


def test_leftovers_of_an_interrupted_seal_are_tidied(log: Path, clock: Clock, crashed: Path) -> None:
    sealed = segments_of(log)[0]
    plain = sealed.with_suffix("")
    plain.write_bytes(content(sealed))
    leftover = sealed.with_name(f"{segments_of(log)[2].name}.1-2.tmp")
    leftover.write_bytes(b"half")
    started_again(log, clock)
    assert not leftover.exists()
    assert not plain.exists()
    assert verify(log).ok


def test_a_crash_between_checkpoint_and_seal_is_made_up_for(log: Path, clock: Clock, crashed: Path) -> None:
    second = segments_of(log)[1]
    plain = second.with_suffix("")
    plain.write_bytes(content(second))
    second.unlink()
    crashed.unlink()
    started_again(log, clock)
    assert second.exists()
    assert not plain.exists()


def test_an_empty_segment_of_a_crash_is_continued(log: Path, clock: Clock, crashed: Path) -> None:
    crashed.write_bytes(b"")
    started_again(log, clock)
    assert verify(log).ok


def flip_in_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def change_a_commit_line(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"root":"', b'"root":"0', 1))


def cut_a_whole_commit_below_the_checkpoint(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-2]))


@pytest.mark.parametrize("change", [flip_in_the_middle, change_a_commit_line])
def test_damage_in_the_open_segment_stops_the_writer_by_name(
    log: Path, clock: Clock, crashed: Path, change: Callable[[Path], None]
) -> None:
    change(crashed)
    before = crashed.read_bytes()
    with pytest.raises(AuditUnavailable, match=rf"{crashed.name}: record \d+, before byte \d+") as caught:
        started_again(log, clock)
    assert "move this stream's directory away" in str(caught.value)
    assert crashed.read_bytes() == before


def test_a_cut_below_a_checkpoint_stops_the_writer(log: Path, clock: Clock, crashed: Path) -> None:
    started_again(log, clock)
    cut_a_whole_commit_below_the_checkpoint(crashed)
    with pytest.raises(AuditUnavailable, match=r"it ends with record \d+, its checkpoint with \d+"):
        started_again(log, clock)


def test_records_that_contradict_their_last_checkpoint_stop_the_writer(log: Path, clock: Clock, crashed: Path) -> None:
    started_again(log, clock)
    path = log / "s1" / "checkpoints"
    *lines, last = path.read_bytes().splitlines()
    path.write_bytes(b"\n".join([*lines, _other_root(last), b""]))
    with pytest.raises(AuditUnavailable, match="do not have the root of their checkpoint"):
        started_again(log, clock)


def _other_root(line: bytes) -> bytes:
    start = line.index(b'"root":"') + 8
    return line[:start] + b"00" * 32 + line[start + 64 :]


def test_missing_and_misplaced_segments_stop_the_writer(log: Path, clock: Clock, crashed: Path) -> None:
    checkpoints = log / "s1" / "checkpoints"
    whole = checkpoints.read_bytes()
    one, _ = whole.splitlines(keepends=True)
    checkpoints.write_bytes(one)
    with pytest.raises(AuditUnavailable, match="is missing"):
        started_again(log, clock)
    crashed.unlink()
    with pytest.raises(AuditUnavailable, match="is missing"):
        started_again(log, clock)
    checkpoints.write_bytes(whole)
    for path in segments_of(log):
        path.unlink()
    with pytest.raises(AuditUnavailable, match=r"all segments up to record \d+ are missing"):
        started_again(log, clock)


def test_unreadable_checkpoints_stop_the_writer(log: Path, clock: Clock, crashed: Path) -> None:
    path = log / "s1" / "checkpoints"
    whole = path.read_bytes()
    path.write_bytes(whole + b"what is this\n")
    with pytest.raises(AuditUnavailable, match="checkpoints"):
        started_again(log, clock)
    path.write_bytes(_other_root(whole.splitlines()[-1]) + b"\n")
    with pytest.raises(AuditUnavailable, match="the checkpoint contradicts itself"):
        started_again(log, clock)


def test_a_damaged_neighbour_stops_the_writer_that_would_name_it(log: Path, clock: Clock, crashed: Path) -> None:
    busy = JsonLinesSink(log, clock_ns=clock)
    busy.append(Record("pause"))
    (log / "s2").mkdir()
    (log / "s2" / "checkpoints").write_bytes(b"what is this\n")
    clock.now += HOUR
    with pytest.raises(AuditUnavailable, match="s2"):
        busy.append(Record("pause"))
    busy._writers[os.getpid()].abandon()


def test_checkpoints_are_found_however_many_runs_lie_behind_the_last_closed_segment(
    log: Path, clock: Clock, crashed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiktok_shop_sdk.sinks.checkpoints._REACH", 100)
    for _ in range(5):
        JsonLinesSink(log, clock_ns=clock).close()
        with JsonLinesSink(log, clock_ns=clock) as sink:
            sink.append(Record("pause"))
    assert verify(log).ok


def test_a_file_that_somebody_else_changed_is_not_appended_to(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"theirs")
    with pytest.raises(OSError, match="was changed by somebody else"):
        AppendFile(path).append(b"ours")
    assert path.read_bytes() == b"theirs"


def test_a_symlink_in_the_place_of_a_segment_is_not_followed(
    log: Path, clock: Clock, crashed: Path, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    crashed.rename(victim)
    crashed.symlink_to(victim)
    with pytest.raises(AuditUnavailable):
        started_again(log, clock)
    assert gzip.decompress(segments_of(log)[0].read_bytes())


def test_a_symlink_in_the_place_of_a_stream_is_not_followed(
    log: Path, clock: Clock, crashed: Path, tmp_path: Path
) -> None:
    (log / "s1").rename(tmp_path / "elsewhere")
    (log / "s1").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(AuditUnavailable, match="symbolic link"):
        started_again(log, clock)


def test_a_start_that_cannot_be_written_lets_go_of_the_stream(
    log: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = JsonLinesSink(log, clock_ns=clock)
    with monkeypatch.context() as broken:
        broken.setattr("tiktok_shop_sdk.sinks.appendfile.write_all", lambda *_: (_ for _ in ()).throw(OSError("no")))
        with pytest.raises(AuditUnavailable):
            sink.append(Record("pause"))
    call(sink)
    sink.close()
    assert [path.name for path in streams(log)] == ["s1"]
    assert verify(log).ok


def test_a_close_beside_a_damaged_neighbour_says_so(log: Path, clock: Clock) -> None:
    sink = JsonLinesSink(log, clock_ns=clock)
    call(sink)
    (log / "s2").mkdir()
    (log / "s2" / "checkpoints").write_bytes(b"what is this\n")
    with pytest.raises(AuditUnavailable, match="s2: a line of the checkpoints cannot be read"):
        sink.close()
