"""What became of each line of an inventory push: done, not done, unknown or skipped, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from ..errors import ShopError
from .stock_file import StockLine

Outcome: TypeAlias = Literal["done", "not_done", "unknown", "skipped"]


class Why(NamedTuple):
    """A reason in English and Chinese."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class StockResult:
    """One line of the file and what became of it.

    `done`: the platform said so, or the stock read back is the wanted one. `not_done`: the platform said so,
    or another stock was read back. `unknown`: nobody can say; read the stock before you push again.
    `skipped`: not sent, because a newer value was pushed before.
    """

    line: StockLine
    outcome: Outcome
    reason: str = ""
    reason_zh: str = ""
    code: int | None = None


@dataclass(frozen=True, slots=True)
class PushReport:
    """The results in the order of the lines; `calls` to the platform that set stock.

    `stopped_by` is the error after which nothing more was sent, None if everything was tried.
    """

    results: tuple[StockResult, ...]
    calls: int = 0
    stopped_by: ShopError | None = None

    @property
    def ok(self) -> bool:
        """Whether every line is done, or was skipped because a newer value is there."""
        return all(result.outcome in ("done", "skipped") for result in self.results)

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many lines came out how."""
        counted = Counter(result.outcome for result in self.results)
        order: tuple[Outcome, ...] = ("done", "not_done", "unknown", "skipped")
        return {outcome: counted[outcome] for outcome in order}

    def __iter__(self) -> Iterator[StockResult]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)
