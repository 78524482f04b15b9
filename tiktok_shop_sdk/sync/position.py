"""Where an order pull stands, kept in a small file that a crash cannot tear."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from ..ports.files import replace_file
from .faults import CursorUnusable

Key = tuple[str, int]
"""An order's id and its update_time in Unix seconds: one state of one order."""


@dataclass(frozen=True, slots=True)
class Position:
    """Every change before the second `reached` has been handed over; times are Unix seconds.

    `recent` are the states handed over lately: the next question overlaps what came before, and these are not
    handed over again. `since` is where the first run began, `until` the pin of the last one, `written` the
    size of the output file in bytes, for `pull_orders_to`.
    """

    shop: str
    since: int
    until: int
    reached: int
    recent: tuple[Key, ...] = ()
    written: int = 0


class Cursor(Protocol):
    """Where a position is kept. `save` is durable before it returns."""

    def load(self) -> Position | None: ...
    def save(self, position: Position) -> None: ...


class CursorFile:
    """A position in one file (0600) that is replaced whole and durably."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def load(self) -> Position | None:
        """The stored position, None before the first run; `CursorUnusable` for anything else in the file."""
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            reason = type(error).__name__
        else:
            position = decoded(raw)
            if position is not None:
                return position
            reason = "it is damaged or no cursor"
        raise CursorUnusable(f"the cursor {self.path} cannot be read: {reason}")

    def save(self, position: Position) -> None:
        """Durable before it returns."""
        try:
            replace_file(self.path, encoded(position))
            return
        except OSError as error:
            reason = error.strerror or type(error).__name__
        raise CursorUnusable(
            f"the cursor {self.path} cannot be written: {reason}",
            next_step="Give a path that this user may write, with room on its disk, then run the pull again.",
            next_step_zh="请提供当前用户可写且磁盘有空间的路径,然后重新运行。",
        )

    def __repr__(self) -> str:
        return f"CursorFile({str(self.path)!r})"


class NoCursor:
    """For a pull that nobody will resume."""

    def load(self) -> Position | None:
        return None

    def save(self, position: Position) -> None:
        return None


def encoded(position: Position) -> bytes:
    return json.dumps({"version": 1, **asdict(position)}).encode()


def decoded(raw: bytes) -> Position | None:
    """What `encoded` wrote; None for anything else."""
    try:
        stored: dict[str, Any] = json.loads(raw)
        if stored.pop("version") != 1:
            return None
        stored["recent"] = tuple((str(order), int(at)) for order, at in stored["recent"])
        position = Position(**stored)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    numbers = (position.since, position.until, position.reached, position.written)
    return position if all(type(number) is int for number in numbers) else None


def later_than(recent: Iterable[Key], second: int) -> tuple[Key, ...]:
    """Those of the states that were updated in `second` or later."""
    return tuple(key for key in recent if key[1] >= second)
