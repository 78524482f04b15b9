"""All that a disk may hold after a power cut, worked out from what a program did to it.

The strictest reading of what a file system promises: bytes are on the disk after a sync of their file, names
after a sync of their directory. Of what was not synced any part may be there, in any combination: names or
none, a write not at all, whole, or up to any boundary of 512 bytes. After a sync that failed, a later one
says nothing about the bytes before it: the kernel may have dropped them.
"""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.disk import FileCall, Hook

SECTOR = 512
_TORN = 8  # boundaries of one write at which it is torn: more of them only tear the reserve's filling elsewhere
_EXHAUSTIVE = 64  # combinations at one moment; where there are more, a draw of as many
_DIRECTORY = -1

Change = tuple[str, int | None]  # a path names a file from now on, or nothing


@dataclass(frozen=True, slots=True)
class Names:
    """Names that come and go at one stroke."""

    changes: tuple[Change, ...]

    @property
    def directory(self) -> str:
        return os.path.dirname(self.changes[0][0])  # noqa: PTH120  # a path below the root is text here


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes that are written into a file; without any, the file is cut there."""

    file: int
    offset: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Synced:
    """The bytes of a file, or the names in a directory, are on the disk now."""

    what: int | str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A sync of the file failed: no later one proves anything for the bytes so far."""

    file: int


@dataclass(frozen=True, slots=True)
class Told:
    """The program was told that its record is durable."""

    record_id: str
    mark: str


Step = Names | Bytes | Synced | Doubtful | Told


@dataclass(frozen=True, slots=True)
class CrashState:
    """What one finds after a power cut (None for a directory), and what the program had been told by then."""

    files: dict[str, bytes | None]
    told: dict[str, str]

    def put(self, root: Path) -> None:
        """Lay it out below an empty directory."""
        for path, data in sorted(self.files.items()):
            place = root / path
            if data is None:
                place.mkdir(mode=0o700)
            else:
                place.write_bytes(data)
                place.chmod(0o600)


@dataclass(slots=True)
class _Opened:
    file: int
    appends: bool
    position: int = 0


class Journal:
    """Writes down what happens below a directory: `Disk(root, after=journal.note)`. At first `found` is there."""

    def __init__(self, root: Path, found: CrashState | None = None) -> None:
        self.root = root
        self._names: dict[str, int] = {}
        self._sizes: list[int] = []
        self._opened: dict[int, _Opened | str] = {}
        self.steps: list[Step] = []
        for path, data in found.files.items() if found else ():
            self._names[path] = file = _DIRECTORY if data is None else len(self._sizes)
            self.steps += [Names(((path, file),)), Synced(os.path.dirname(path))]  # noqa: PTH120
            if data is not None:
                self._sizes.append(len(data))
                self.steps += [Bytes(file, 0, data), Synced(file)]

    def tell(self, record_id: str, mark: str) -> None:
        self.steps.append(Told(record_id, mark))

    def watching(self, before: Hook) -> Hook:
        """Write down, too, which syncs that hook lets fail."""

        def watched(call: FileCall) -> None:
            try:
                before(call)
            except OSError:
                opened = self._opened.get(call.arguments[0]) if call.name == "fsync" else None
                if isinstance(opened, _Opened):
                    self.steps.append(Doubtful(opened.file))
                raise

        return watched

    def note(self, call: FileCall, result: Any) -> None:
        """Take down one call that went well."""
        path = self._below(call.path)
        match call.name:
            case "open":
                self._open(path, call.arguments[1], result)
            case "mkdir":
                self._names[path] = _DIRECTORY
                self.steps.append(Names(((path, _DIRECTORY),)))
            case "unlink":
                del self._names[path]
                self.steps.append(Names(((path, None),)))
            case "replace":
                target = self._below(call.arguments[1])
                self._names[target] = file = self._names.pop(path)
                self.steps.append(Names(((path, None), (target, file))))
            case "write" | "read" | "lseek" | "ftruncate" | "fsync":
                self._within(call, self._opened[call.arguments[0]], result)

    def _below(self, path: str | os.PathLike[str]) -> str:
        return os.path.relpath(path, self.root).removeprefix(".")

    def _open(self, path: str, flags: int, descriptor: int) -> None:
        if flags & os.O_CREAT and path not in self._names:
            self._names[path] = len(self._sizes)
            self._sizes.append(0)
            self.steps.append(Names(((path, self._names[path]),)))
        file = self._names.get(path, _DIRECTORY)
        appends = bool(flags & os.O_APPEND)
        self._opened[descriptor] = path if file == _DIRECTORY else _Opened(file, appends)

    def _within(self, call: FileCall, opened: _Opened | str, result: Any) -> None:
        if isinstance(opened, str):
            self.steps.append(Synced(opened))
            return
        file = opened.file
        match call.name:
            case "fsync":
                self.steps.append(Synced(file))
            case "lseek":
                opened.position = result
            case "read":
                opened.position += len(result)
            case "ftruncate":
                self._sizes[file] = call.arguments[1]
                self.steps.append(Bytes(file, call.arguments[1], None))
            case "write":
                start = self._sizes[file] if opened.appends else opened.position
                opened.position = start + result
                self._sizes[file] = max(self._sizes[file], opened.position)
                self.steps.append(Bytes(file, start, bytes(call.arguments[1][:result])))


def crash_states(steps: Sequence[Step], *, since: int = 0, seed: int = 0) -> list[CrashState]:
    """Return every different disk that a power cut behind any step from `since` on may leave.

    What the program had been told is that of the last moment at which the disk may look so.
    """
    dice = random.Random(seed)
    found: dict[tuple[tuple[str, bytes | None], ...], CrashState] = {}
    for moment in range(since, len(steps) + 1):
        for state in _after(steps[:moment], dice):
            found[tuple(sorted(state.files.items()))] = state
    return list(found.values())


def a_crash_state(steps: Sequence[Step], dice: random.Random) -> CrashState:
    """Return one of the disks that a power cut right now may leave."""
    return dice.choice(list(_after(steps, dice)))


def _after(steps: Sequence[Step], dice: random.Random) -> Iterator[CrashState]:
    unsure = _unsynced(steps)
    choices = [_outcomes(steps[at]) for at in unsure]
    combinations: Iterator[tuple[int, ...]] = itertools.product(*choices)
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > _EXHAUSTIVE:
        drawn = [tuple(dice.choice(choice) for choice in choices) for _ in range(_EXHAUSTIVE - 2)]
        combinations = iter([tuple(choice[0] for choice in choices), tuple(choice[-1] for choice in choices), *drawn])
    told = {step.record_id: step.mark for step in steps if isinstance(step, Told)}
    for combination in combinations:
        yield CrashState(_laid_out(steps, dict(zip(unsure, combination, strict=True))), told)


def _unsynced(steps: Sequence[Step]) -> list[int]:
    """The places of the steps that no sync behind them has made sure."""
    unsure, synced = list[int](), set[int | str]()
    for at in range(len(steps) - 1, -1, -1):
        match steps[at]:
            case Synced(what):
                synced.add(what)
            case Doubtful(file):
                synced.discard(file)
            case Names() as names if names.directory not in synced:
                unsure.append(at)
            case Bytes(file=file) if file not in synced:
                unsure.append(at)
    return unsure[::-1]


def _outcomes(step: Step) -> list[int]:
    """How much of an unsynced step may be there: nothing, all, and of a write whole sectors."""
    if not isinstance(step, Bytes) or step.data is None:
        return [0, 1]
    size = len(step.data)
    boundaries = [at - step.offset for at in range(SECTOR * (step.offset // SECTOR + 1), step.offset + size, SECTOR)]
    return [0, *boundaries[:: max(1, len(boundaries) // _TORN)], size]


def _laid_out(steps: Sequence[Step], unsure: dict[int, int]) -> dict[str, bytes | None]:
    names, contents = dict[str, int](), dict[int, bytearray]()
    for at, step in enumerate(steps):
        if isinstance(step, Names) and unsure.get(at, 1):
            for path, file in step.changes:
                if file is None:
                    names.pop(path, None)
                else:
                    names[path] = file
        elif isinstance(step, Bytes):
            content = contents.setdefault(step.file, bytearray())
            if step.data is None:
                if unsure.get(at, 1):
                    del content[step.offset :]
                continue
            kept = step.data[: unsure.get(at, len(step.data))]
            content.extend(bytes(max(0, step.offset + len(kept) - len(content))))
            content[step.offset : step.offset + len(kept)] = kept
    found: dict[str, bytes | None] = {}
    for path, file in sorted(names.items()):
        above = os.path.dirname(path)  # noqa: PTH120
        if not above or above in found:  # who lost its directory is gone with it
            found[path] = None if file == _DIRECTORY else bytes(contents.get(file, b""))
    return found
