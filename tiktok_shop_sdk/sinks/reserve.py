"""Room on the disk that is set aside, so that the outcome of a call can be written when the disk is full."""

from __future__ import annotations

from hashlib import shake_128
from pathlib import Path

from ..core.audit import LINE_LIMIT
from ..ports.files import replace_file

STEP = 256 * 1024
_BESIDE_THE_LINES = 64 * 1024  # a new segment, its commit line, a checkpoint, directory blocks


class Reserve:
    """Files that are given back when a write finds the disk full.

    They are really written, with bytes that do not compress: a hole or a preallocation would promise room
    that some file systems do not keep.
    """

    def __init__(self, stream: Path) -> None:
        self._stream = stream
        self._pieces = 0
        while self._piece(self._pieces).exists():
            self._pieces += 1

    def _piece(self, number: int) -> Path:
        return self._stream / f"reserve-{number}"

    def hold(self, lines: int) -> None:
        """Keep room for that many lines. Raises OSError if the disk does not have it."""
        while self._pieces * STEP < _BESIDE_THE_LINES + lines * LINE_LIMIT:
            replace_file(self._piece(self._pieces), shake_128(b"reserve").digest(STEP))
            self._pieces += 1

    def give_back(self) -> None:
        """Return the room to the disk. Raises OSError."""
        while self._pieces:
            self._pieces -= 1
            self._piece(self._pieces).unlink(missing_ok=True)
