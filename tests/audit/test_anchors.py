"""A head that is kept outside never goes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.logs import HOUR, Clock, Opened, call
from tiktok_shop_sdk.core.audit import Checkpoint, utc
from tiktok_shop_sdk.sinks.anchors import DirectoryAnchor
from tiktok_shop_sdk.sinks.verify import verify

HEAD = Checkpoint("tiktok-shop-sdk/audit/v1/s1/00", 5, b"r" * 32, utc(0))


@pytest.fixture
def anchor(tmp_path: Path) -> DirectoryAnchor:
    return DirectoryAnchor(tmp_path / "anchor")


def test_heads_are_appended_and_the_newest_counts(anchor: DirectoryAnchor, tmp_path: Path) -> None:
    assert anchor.heads() == []
    later = HEAD._replace(size=9)
    for head in (HEAD, HEAD, later):
        anchor.publish(head)
    assert anchor.heads() == [later]
    assert len((tmp_path / "anchor" / "s1.heads").read_bytes().splitlines()) == 2
    for head in (HEAD, HEAD._replace(size=99, origin="tiktok-shop-sdk/audit/v1/s1/11")):
        with pytest.raises(ValueError, match="already holds"):
            anchor.publish(head)


def test_a_head_that_was_not_written_whole_does_not_count(anchor: DirectoryAnchor, tmp_path: Path) -> None:
    anchor.publish(HEAD)
    file = tmp_path / "anchor" / "s1.heads"
    file.write_bytes(file.read_bytes() + b'{"origin"')
    assert anchor.heads() == [HEAD]
    later = HEAD._replace(size=9)
    anchor.publish(later)
    assert anchor.heads() == [later]
    file.write_bytes(b"")
    assert anchor.heads() == []


def test_anchored_is_said_only_of_a_log_whose_every_stream_is(
    log: Path, clock: Clock, opened: Opened, anchor: DirectoryAnchor
) -> None:
    one, two = opened(anchors=[anchor]), opened()
    call(one)
    call(two)
    clock.now += HOUR
    call(one)
    assert str(verify(log, anchors=[anchor])) == "OK unanchored (truncation not excluded)"
    two.close()
    anchor.publish(Checkpoint.decode((log / "s2" / "checkpoints").read_bytes().splitlines()[-1]))
    anchor.publish(Checkpoint.decode((log / "s1" / "checkpoints").read_bytes().splitlines()[-1]))
    verdict = verify(log, anchors=[anchor])
    assert str(verdict) == "OK anchored"
    assert verdict.after_anchors == 2


def test_an_anchor_of_another_log_is_a_failure(
    log: Path, clock: Clock, opened: Opened, anchor: DirectoryAnchor, tmp_path: Path
) -> None:
    sink = opened()
    call(sink)
    sink.close()
    head = Checkpoint.decode((log / "s1" / "checkpoints").read_bytes().splitlines()[-1])
    anchor.publish(head._replace(origin=HEAD.origin))
    assert "an anchor knows another log" in str(verify(log, anchors=[anchor]))
    other = DirectoryAnchor(tmp_path / "other")
    other.publish(head._replace(origin="tiktok-shop-sdk/audit/v1/s2/00"))
    assert str(verify(log, anchors=[other])).startswith("FAIL at seq 0: s2: the whole stream is missing; an anchor")
    both = DirectoryAnchor(tmp_path / "both")
    both.publish(head._replace(size=2, root=b"x" * 32))
    assert str(verify(log, anchors=[both])).startswith("FAIL at seq 2: s1: the records up to here are not those")
