"""The files of a stream: how they are called, read and sealed.

<log>/<stream>/seg-<first seq>.jsonl      a segment that is written, or was closed just now
               seg-<first seq>.jsonl.gz   a sealed segment: the same records without commit lines
               checkpoints                one `core.audit.Checkpoint` per line, the oldest first
               min-index                  seq of the first record that was not pruned
               lock, reserve-<n>          of the writer
"""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from ..core.audit import LINE_LIMIT
from ..ports.files import open_file, replace_file, sync_directory

COMMIT = b'{"size":'  # a commit line starts so, a record never does
SEGMENT_BYTES = 8 * 1024 * 1024  # a longer one is closed
_CHUNK = 1 << 18
_END = 1 << 15  # bytes in which the last records are for certain
_STREAM = re.compile(r"s([1-9][0-9]{0,5})")
_SEGMENT = re.compile(r"seg-([0-9]{12,18})\.jsonl(\.gz)?")


def stream_number(name: str) -> int | None:
    """Return the number in a stream's name, None for any other name."""
    found = _STREAM.fullmatch(name)
    return int(found[1]) if found else None


def streams(log: Path) -> list[Path]:
    """Return the streams of a log in the order of their numbers. Raises OSError."""
    numbered = [(number, path) for path in log.iterdir() if (number := stream_number(path.name))]
    return [path for _, path in sorted(numbered)]


def open_segment_path(stream: Path, first: int) -> Path:
    """Return where the segment that starts with this record is written."""
    return stream / f"seg-{first:012d}.jsonl"


def sealed_segment_path(stream: Path, first: int) -> Path:
    """Return where the segment that starts with this record lies once it is sealed."""
    return stream / f"seg-{first:012d}.jsonl.gz"


def segment_seqs(stream: Path) -> dict[Path, int]:
    """Return the segment files of a stream with the seq of their first record. Raises OSError, ValueError."""
    found: dict[Path, int] = {}
    for path in sorted(stream.iterdir()):
        if not path.name.startswith("seg-") or path.suffix == ".tmp":
            continue
        name = _SEGMENT.fullmatch(path.name)
        if name is None:
            raise ValueError(f"{path.name} is not the name of a segment")
        found[path] = int(name[1])
    return found


def open_plain(path: Path) -> BinaryIO:
    """Open a file for reading, never through a symlink. Raises OSError."""
    return cast(BinaryIO, os.fdopen(open_file(path, os.O_RDONLY), "rb"))


def open_sealed(path: Path) -> BinaryIO:
    """Open a sealed segment for reading, never through a symlink. Raises OSError."""
    return cast(BinaryIO, _Unsealed(open_plain(path)))


class _Unsealed(gzip.GzipFile):
    """A gzip file that closes what it reads from."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__(fileobj=source, mode="rb")
        self._source = source

    def close(self) -> None:
        super().close()
        self._source.close()


def open_first(stream: Path, first: int) -> tuple[BinaryIO, bool] | None:
    """Open the segment that starts with this record and say whether it is sealed; None if there is none.

    A live writer may seal it at this very moment, so the sealed file is looked for once more. Raises OSError.
    """
    for path in (sealed_segment_path(stream, first), open_segment_path(stream, first)) * 2:
        try:
            return (open_sealed(path), True) if path.suffix == ".gz" else (open_plain(path), False)
        except FileNotFoundError:
            continue
    return None


def lines_by_chunk(file: BinaryIO) -> Iterator[list[bytes]]:
    """Yield lines without their line feed, some at a time, in constant memory.

    An unfinished last line comes with a line feed, which tells it from the others. Raises OSError (also for a
    line without end), EOFError, zlib.error.
    """
    rest = b""
    while chunk := file.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\n")
        yield whole
        if len(rest) > LINE_LIMIT:
            raise OSError("a line is longer than any record")
    if rest:
        yield [rest + b"\n"]


def lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield lines one by one; see `lines_by_chunk`."""
    return chain.from_iterable(lines_by_chunk(file))


def records_only(found: Iterable[bytes]) -> Iterator[bytes]:
    """Leave out the commit lines."""
    return (line for line in found if not line.startswith(COMMIT))


def last_lines(stream: Path) -> list[bytes]:
    """Return the whole lines at the end of the newest segment; none if it is sealed. Raises OSError, ValueError."""
    plain = [path for path in segment_seqs(stream) if path.suffix == ".jsonl"]
    try:
        file = open_plain(plain[-1]) if plain else None
    except FileNotFoundError:  # sealed just now; its checkpoint says as much
        file = None
    if file is None:
        return []
    with file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _END))
        return file.read(_END).split(b"\n")[:-1]


def seal(path: Path) -> None:
    """Turn a closed segment into a compressed one without commit lines, then remove it. Raises OSError."""
    sealed = path.with_name(f"{path.name}.gz")
    if sealed.exists():
        sync_directory(path.parent)  # its name may not be on the disk yet
    else:
        with open_plain(path) as file:
            text = b"".join(line + b"\n" for line in records_only(lines(file)))
        replace_file(sealed, gzip.compress(text, 9, mtime=0))
    path.unlink(missing_ok=True)


def read_min_index(stream: Path) -> int:
    """Return the seq of the first record that was not pruned. Raises OSError, ValueError."""
    with open_plain(stream / "min-index") as file:
        text = file.read(32)
    if not re.fullmatch(rb"[1-9][0-9]{0,17}\n", text):
        raise ValueError("min-index cannot be read")
    return int(text)


def write_min_index(stream: Path, seq: int) -> None:
    """Say from which record on the stream is kept. Raises OSError."""
    replace_file(stream / "min-index", b"%d\n" % seq)
