"""A disk with a volatile cache, as a file for a loop device: `python -m tests.faults.power DIRECTORY MEGABYTES`.

In the directory lies `disk`. What is written there can be read at once, and is durable once the disk was told to flush.
Whoever makes another file beside it finds in it what a power cut leaves at this moment: all that was flushed, and of
the sectors written since then as many as the dice want (their seed is the file's name). Renamed to `disk` it is the
disk that is switched on again. Needs root, /dev/fuse, libfuse, and mfusepy.
"""

from __future__ import annotations

import errno
import random
import stat
import sys
from typing import Any

import mfusepy

SECTOR = 512
_DISK = "/disk"


class Image:
    """What the disk says it holds, and what it would hold without its cache."""

    def __init__(self, durable: dict[int, bytes]) -> None:
        self._durable = durable
        self._now = dict(durable)
        self._cache: list[tuple[int, bytes]] = []

    def read(self, offset: int, size: int) -> bytes:
        sectors = range(offset // SECTOR, -(-(offset + size) // SECTOR))
        data = b"".join(self._now.get(number, bytes(SECTOR)) for number in sectors)
        return data[offset % SECTOR :][:size]

    def write(self, offset: int, data: bytes) -> None:
        before, after = offset % SECTOR, -(offset + len(data)) % SECTOR
        data = self.read(offset - before, before) + data + self.read(offset + len(data), after)
        for at in range(0, len(data), SECTOR):
            number = (offset - before + at) // SECTOR
            self._now[number] = data[at : at + SECTOR]
            self._cache.append((number, self._now[number]))

    def flush(self) -> None:
        self._durable.update(self._cache)
        self._cache.clear()

    def after_a_power_cut(self, dice: random.Random) -> Image:
        kept = dice.choice([0.0, 0.5, 0.9, 1.0])
        return Image({**self._durable, **dict(sector for sector in self._cache if dice.random() < kept)})


class Power(mfusepy.Operations):
    """The directory."""

    use_ns = True

    def __init__(self, size: int) -> None:
        self._size = size
        self._images = {_DISK: Image({})}

    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        if path == "/":
            return {"st_mode": stat.S_IFDIR | 0o700, "st_nlink": 2}
        if path not in self._images:
            raise mfusepy.FuseOSError(errno.ENOENT)
        return {"st_mode": stat.S_IFREG | 0o600, "st_nlink": 1, "st_size": self._size}

    def readdir(self, path: str, fh: int) -> list[str]:
        return [".", "..", *(name[1:] for name in self._images)]

    def create(self, path: str, mode: int, fi: Any = None) -> int:
        self._images[path] = self._images[_DISK].after_a_power_cut(random.Random(path))
        return 0

    def rename(self, old: str, new: str) -> int:
        self._images[new] = self._images.pop(old)
        return 0

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        return self._images[path].read(offset, min(size, self._size - offset))

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        self._images[path].write(offset, data)
        return len(data)

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        self._images[path].flush()
        return 0


if __name__ == "__main__":
    mfusepy.FUSE(Power(int(sys.argv[2]) << 20), sys.argv[1], foreground=True, nothreads=True, direct_io=True)
