"""Whoever changes the log, with every hash computed anew if need be, is found out by the heads kept elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.audit.logs import HOUR, Clock, call, content, put, segments_of
from tests.faults.forger import Record, Segments, checkpoints_changed, lines_changed, resealed, without_last_write
from tiktok_shop_sdk.core.audit import Checkpoint
from tiktok_shop_sdk.sinks.anchors import DirectoryAnchor
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.segments import open_segment_path
from tiktok_shop_sdk.sinks.verify import verify

Attack = Callable[[Path], object]
OPEN, SEALED = -1, 1  # which segment of the stream


def a_log(log: Path, clock: Clock, *, streams: int) -> DirectoryAnchor:
    """Write a log whose heads are kept elsewhere; `backup` is how it was some time ago."""
    anchor = DirectoryAnchor(log.with_name("heads"))
    sinks = [JsonLinesSink(log, clock_ns=clock, anchors=[anchor]) for _ in range(streams)]
    for hour in range(4):
        for number in range(3):
            for sink in sinks:
                call(sink, f"orders.search{hour}{number}")
        if hour == 1:
            shutil.copytree(log, log.with_name("backup"))
        clock.now += HOUR if hour < 3 else 0
    for sink in sinks:
        sink.close()
    verdict = verify(log, anchors=[anchor])
    assert (str(verdict), verdict.after_anchors) == ("OK anchored", 0)
    return anchor


@pytest.fixture
def anchored(log: Path, clock: Clock) -> DirectoryAnchor:
    return a_log(log, clock, streams=2)


def segment(which: int, change: Callable[[list[bytes]], list[bytes]]) -> Attack:
    return lambda log: lines_changed(segments_of(log)[which], change)


def go_on(log: Path) -> None:
    """An honest program writes on, and nobody has told it."""
    clock = Clock()
    clock.now += 9 * HOUR
    with JsonLinesSink(log, clock_ns=clock) as sink:
        call(sink)


def and_go_on(attack: Attack) -> Attack:
    return lambda log: (attack(log), go_on(log))


def cut(log: Path) -> None:
    """The end goes, and the checkpoint that knows of it."""
    lines_changed(segments_of(log)[OPEN], without_last_write)
    checkpoints_changed(log, lambda lines: lines[:-1])


def torn(log: Path) -> None:
    """The end goes as a crash would take it."""
    path = segments_of(log)[OPEN]
    path.write_bytes(path.read_bytes()[:-100])
    checkpoints_changed(log, lambda lines: lines[:-1])


def cut_to_the_last_hour(log: Path) -> None:
    segments_of(log)[OPEN].unlink()
    checkpoints_changed(log, lambda lines: lines[:-1])


def swap_two_segments(log: Path) -> None:
    one, two = segments_of(log)[:2]
    before, after = one.read_bytes(), two.read_bytes()
    one.write_bytes(after)
    two.write_bytes(before)


def swap_two_streams(log: Path) -> None:
    (log / "s1").rename(log / "aside")
    (log / "s2").rename(log / "s1")
    (log / "aside").rename(log / "s2")


def one_stream_twice(log: Path) -> None:
    shutil.rmtree(log / "s1")
    shutil.copytree(log / "s2", log / "s1")
    for path in segments_of(log, "s1"):
        put(path, content(path).replace(b'"s2-', b'"s1-'))
    resealed(log, "s1", lambda segments: segments)


def restored(*names: str) -> Attack:
    def attack(log: Path) -> None:
        for name in names:
            shutil.rmtree(log / name)
            shutil.copytree(log.with_name("backup") / name, log / name)

    return attack


def all_anew(log: Path) -> None:
    shutil.rmtree(log)
    for _ in range(2):
        go_on(log)


def all_anew_as_long(log: Path) -> None:
    """The same streams, as long as before, of calls that were never made."""
    for name in ("s1", "s2"):
        resealed(log, name, lambda segments: [[{**each, "operation": "x"} for each in part] for part in segments])


def unsealed(log: Path) -> None:
    sealed = segments_of(log)[SEALED]
    text = content(sealed).replace(b"orders.search", b"orders.detail")
    sealed.unlink()
    sealed.with_suffix("").write_bytes(text)


def a_member_more(log: Path) -> None:
    """A gzip file may hold several members, and a careless reader stops after the first."""
    path = segments_of(log)[SEALED]
    path.write_bytes(path.read_bytes() + segments_of(log)[0].read_bytes())


def first_segment_gone(log: Path, *, says_so: bool = False) -> None:
    first, second, *_ = segments_of(log)
    if says_so:
        seq = int(second.name[4:16])
        prune = {"v": 1, "time": "", "kind": "prune", "id": "", "detail": {"s1": seq}}

        def with_a_pruning(segments: Segments) -> Segments:
            last = segments[-1][-1]
            segments[-1].append({**prune, "seq": 0, "time": last["time"], "id": "new"})
            return segments

        resealed(log, "s1", lambda segments: [[ordered(each) for each in part] for part in with_a_pruning(segments)])
    (log / "s1" / "min-index").write_bytes(b"%d\n" % int(second.name[4:16]))
    first.unlink()


def ordered(record: Record) -> Record:
    place = ("v", "seq", "time", "kind", "id")
    return {name: record[name] for name in place} | record


def moved_into_the_future(log: Path) -> None:
    path = open_segment_path(log / "s1", 999)
    path.write_bytes(content(segments_of(log)[0]))


def behind_a_link(log: Path) -> None:
    (log / "s1").rename(log.with_name("elsewhere"))
    (log / "s1").symlink_to(log.with_name("elsewhere"))


def drop_a_call(segments: Segments) -> Segments:
    del segments[1][:2]
    return segments


def change(at: int, **fields: object) -> Attack:
    """Change one record and compute everything behind it anew."""

    def changed(segments: Segments) -> Segments:
        segments[SEALED][at] |= fields
        return segments

    return lambda log: resealed(log, "s1", changed)


def rearranged(arrange: Callable[[Segments], Segments]) -> Attack:
    return lambda log: resealed(log, "s1", arrange)


def swap_calls(segments: Segments) -> Segments:
    segments[1][:2], segments[1][2:4] = segments[1][2:4], segments[1][:2]
    return segments


def repeat_a_call(segments: Segments) -> Segments:
    segments[2] += [{**record} for record in segments[2][:2]]
    return segments


ATTACKS: dict[str, Attack] = {
    "a byte of a sealed segment": segment(SEALED, lambda lines: [lines[0].replace(b"a", b"b", 1), *lines[1:]]),
    "a word in a sealed segment": segment(SEALED, lambda lines: [line.replace(b"search", b"detail") for line in lines]),
    "a word in the open segment": segment(OPEN, lambda lines: [line.replace(b"search", b"detail") for line in lines]),
    "a record of a sealed segment dropped": segment(SEALED, lambda lines: lines[:2] + lines[3:]),
    "the last record of a sealed segment dropped": segment(SEALED, lambda lines: lines[:-1]),
    "a record said twice": segment(SEALED, lambda lines: [*lines, lines[-1]]),
    "two records swapped": segment(SEALED, lambda lines: [lines[1], lines[0], *lines[2:]]),
    "a sealed segment emptied": segment(SEALED, lambda lines: []),
    "two segments swapped": swap_two_segments,
    "a segment unsealed and edited": unsealed,
    "a second member behind a sealed segment": a_member_more,
    "a segment from the past put into the future": moved_into_the_future,
    "the first segment gone": lambda log: segments_of(log)[0].unlink(),
    "a segment in the middle gone": lambda log: segments_of(log)[SEALED].unlink(),
    "the last sealed segment gone": lambda log: segments_of(log)[OPEN - 1].unlink(),
    "the open segment gone": lambda log: segments_of(log)[OPEN].unlink(),
    "pruned without a word": first_segment_gone,
    "the last write cut": segment(OPEN, without_last_write),
    "the end cut with its checkpoint": cut,
    "the end cut with its checkpoint, and gone on": and_go_on(cut),
    "the end torn as by a crash": torn,
    "the end torn as by a crash, and recovered": and_go_on(torn),
    "the last hour gone": cut_to_the_last_hour,
    "the last hour gone, and gone on": and_go_on(cut_to_the_last_hour),
    "the last seal dropped": lambda log: checkpoints_changed(log, lambda lines: lines[:-2] + lines[-1:]),
    "a seal in the middle dropped": lambda log: checkpoints_changed(log, lambda lines: lines[:1] + lines[2:]),
    "two seals swapped": lambda log: checkpoints_changed(log, lambda lines: [lines[1], lines[0], *lines[2:]]),
    "all seals dropped": lambda log: checkpoints_changed(log, lambda lines: []),
    "an operation changed, resealed": change(1, operation="orders.detail"),
    "an account changed, resealed": change(1, account="c" * 32),
    "an outcome changed, resealed": change(2, outcome="api_error"),
    "a time changed, resealed": change(3, time="2026-01-05T13:00:00.000000001Z"),
    "a call dropped, resealed": rearranged(drop_a_call),
    "a call said twice, resealed": rearranged(repeat_a_call),
    "two calls swapped, resealed": rearranged(swap_calls),
    "the end cut, resealed": rearranged(lambda segments: [*segments[:-1], segments[-1][:-2]]),
    "the first segment dropped, resealed": rearranged(lambda segments: segments[1:]),
    "segments joined, resealed": rearranged(lambda segments: [segments[0] + segments[1][:-1], *segments[2:]]),
    "every word of all streams, resealed": all_anew_as_long,
    "a stream gone": lambda log: shutil.rmtree(log / "s1"),
    "the last stream gone": lambda log: shutil.rmtree(log / "s2"),
    "two streams swapped": swap_two_streams,
    "one stream in the place of the other, resealed": one_stream_twice,
    "a stream behind a link": behind_a_link,
    "one stream from a backup": restored("s1"),
    "all streams from a backup": restored("s1", "s2"),
    "all streams from a backup, and gone on": and_go_on(restored("s1", "s2")),
    "a new log": all_anew,
    "no log": shutil.rmtree,
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_no_attack_passes_where_heads_are_kept_elsewhere(
    log: Path, anchored: DirectoryAnchor, attack: Attack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiktok_shop_sdk.sinks.walk._PATIENCE", ())
    attack(log)
    assert str(verify(log, anchors=[anchored])).startswith("FAIL at seq ")


SOUND_IN_ITSELF = (
    "the end cut with its checkpoint",
    "the end cut with its checkpoint, and gone on",
    "the end torn as by a crash, and recovered",
    "the last hour gone",
    "the last hour gone, and gone on",
    "an operation changed, resealed",
    "an account changed, resealed",
    "an outcome changed, resealed",
    "a time changed, resealed",
    "a call dropped, resealed",
    "a call said twice, resealed",
    "two calls swapped, resealed",
    "the end cut, resealed",
    "segments joined, resealed",
    "one stream from a backup",
    "a new log",
)


@pytest.mark.parametrize("attack", SOUND_IN_ITSELF)
def test_control_without_anchors_what_is_sound_in_itself_passes(log: Path, clock: Clock, attack: str) -> None:
    a_log(log, clock, streams=1)
    ATTACKS[attack](log)
    assert str(verify(log)) == "OK unanchored (truncation not excluded)"


class Meanwhile:
    """An anchor that is asked while the log is verified; just then the log is changed."""

    def __init__(self, anchor: DirectoryAnchor, attack: Callable[[], object]) -> None:
        self._anchor = anchor
        self._attack = attack

    def publish(self, head: Checkpoint) -> None:
        raise NotImplementedError

    def heads(self) -> Sequence[Checkpoint]:
        self._attack()
        return self._anchor.heads()


@pytest.mark.parametrize("which", [SEALED, OPEN])
def test_an_edit_during_verify_is_found_at_once_or_by_the_next_one(
    log: Path, anchored: DirectoryAnchor, which: int
) -> None:
    attack = segment(which, lambda lines: [line.replace(b"search", b"detail") for line in lines])
    seen = verify(log, anchors=[Meanwhile(anchored, lambda: attack(log))])
    assert not seen.ok or which == SEALED  # what was read before it was changed was whole then
    assert not verify(log, anchors=[anchored]).ok
