"""Lays out an audit log for a review: its records, what they name by a hash alone, and what `verify` says of them.

log/          the log, in the files of format v1, also where it is kept in a database
heads/        the newest head of each stream that was kept elsewhere (for a `DirectoryAnchor`)
statements/   the purpose statements whole
policy.json   the table of what is stripped; the first 16 digits of its SHA-256 are `policy` in the records
verdict.json  what `verify` said of `log/` against the anchors themselves
README.txt    how to check all that
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from ..__about__ import __version__
from ..core.audit import Checkpoint
from ..core.sensitive import POLICY_TEXT
from ..ports.files import private_directory
from .anchors import DirectoryAnchor, HeadAnchor
from .segments import COMMIT, lines, open_segment_path, sealed_segment_path, write_min_index
from .source import FileStream, LogSource, StreamSource
from .verify import Verdict, verify

README = """\
The audit log of an account of tiktok-shop-sdk, and what is needed to judge it.

Check it anew, offline:

    pip install 'tiktok-shop-sdk[cli]'
    tiktok-shop audit verify --dir log

verdict.json says what was found when this was made, then also against heads that are kept where the log is not (a copy
of them is in heads/; ask for the originals). One line of log/ is one record; the format is described in
docs/audit-format.md of the project. `statement` in a record begins with the name of a file in statements/; `policy` is
the first 16 hexadecimal digits of the SHA-256 of policy.json. Accounts and shops are named by keyed hashes.

这是 tiktok-shop-sdk 某账号的审计日志及核对所需的材料。请用上面的命令离线重新校验。verdict.json 是生成时的结论,当时还与
保存在别处的锚点做过比对(副本在 heads/,原件请另行索取)。记录中的 statement 以 statements/ 中的文件名
开头,policy 是 policy.json 的 SHA-256 的前 16 位;账号和店铺以带密钥的哈希表示。
"""


def lay_out(
    log: LogSource, out: Path, *, place: str = "", anchors: Sequence[HeadAnchor] = (), statements: Path | None = None
) -> Verdict:
    """Fill a directory that is not there yet, and return the verdict. Raises OSError, ValueError."""
    out.mkdir(mode=0o700)
    verdict = _copied(log, out / "log", anchors)
    if verdict.ok:
        for head in _newest(head for anchor in anchors for head in anchor.heads()):
            DirectoryAnchor(out / "heads").publish(head)
    if statements is not None:
        shutil.copytree(statements, out / "statements")
    (out / "policy.json").write_bytes(POLICY_TEXT)
    said = {"verdict": str(verdict), **asdict(verdict), "log": place, "sdk": __version__}
    (out / "verdict.json").write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    (out / "README.txt").write_text(README, encoding="utf-8")
    return verdict


def _copied(log: LogSource, place: Path, anchors: Sequence[HeadAnchor], tries: int = 3) -> Verdict:
    """Copy the log; once more if a live writer has named a head of a stream that was copied before it got there."""
    private_directory(place)
    for stream in log.streams():
        _copy(stream, private_directory(place / stream.name))
    verdict = verify(place, anchors=anchors)
    if verdict.ok or tries == 1:
        return verdict
    shutil.rmtree(place)
    return _copied(log, place, anchors, tries - 1)


def _newest(heads: Iterable[Checkpoint]) -> Iterable[Checkpoint]:
    found: dict[str, Checkpoint] = {}
    for head in heads:
        found[head.stream] = max(found.get(head.stream, head), head, key=lambda each: each.size)
    return found.values()


def _copy(stream: StreamSource, place: Path) -> None:
    """Copy a stream as it stands; what is being written at its end just now is left out."""
    write_min_index(place, stream.kept_from())
    seq = stream.kept_from()
    while opened := stream.open_first(seq):
        before = seq
        with opened[0] as file:
            if opened[1] and isinstance(stream, FileStream):
                shutil.copyfile(sealed_segment_path(stream.path, seq), sealed_segment_path(place, seq))
                seq += sum(1 for _ in lines(file))
            else:
                seq += _copy_open(file, open_segment_path(place, seq))
        if seq == before:
            break
    ahead = stream.ahead()
    with (place / "checkpoints").open("wb") as file:
        while (checkpoint := ahead.peek()) is not None and checkpoint.size < seq:
            file.write(checkpoint.encode() + b"\n")
            ahead.advance()
    ahead.close()


def _copy_open(source: BinaryIO, path: Path) -> int:
    """Copy up to the last commit line, and return the number of records."""
    count, waiting = 0, list[bytes]()
    with path.open("wb") as file:
        for line in lines(source):
            if line.endswith(b"\n"):
                break  # a live writer is at it
            waiting.append(line + b"\n")
            if line.startswith(COMMIT):
                file.writelines(waiting)
                count += len(waiting) - 1
                waiting.clear()
    return count
