"""
Decides which orders to ask for next, so that none is missed while orders change under the reader.

Theory of operation. Orders are read in the ascending order of their update_time, within a window whose end
was pinned at the start. An order that changes gets a later update_time: it leaves its place, and all orders
behind it move up by one. A page token that counts rows then skips the order that slipped over the border of
the page. So:

1. The next question starts from the last update_time seen (inclusive), without a page token. Its first page
   is the beginning of a list made at one moment: whatever lies between its ends is on it. Nothing is read by
   position.
2. States that were seen already (id and update_time) are dropped; the last second is asked for twice, no
   more.
3. A change in the past is impossible, so what leaves the window carries an update_time after the pin: the
   next run finds it. That run begins `overlap` seconds before the last one ended, for changes that become
   visible late and for a clock of ours that runs ahead (the platform refuses signatures more than 31 s ahead,
   so 60 s cover it).
4. A search with `cap` matches or more is not trusted to show them all: its window is halved until it has
   fewer.
5. If one second fills more than a page, that second alone is read by page tokens, and read again until one
   pass has seen as many orders as the platform counted on every page of it. Orders only leave a second that
   has passed, so this ends. A second with `cap` orders or more cannot be read and is an error.

Pure: no clock, no call, no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..core.paging import Page
from ..models.orders import Order
from .faults import OrdersUnsettled, TooManyAtOnce
from .position import Key, Position, later_than

# Pages in a row that contradict themselves, until we say so.
CONTRADICTIONS = 5


@dataclass(frozen=True, slots=True)
class PullRules:
    """How a pull goes about it; times in seconds.

    `page_size` is the platform's maximum. `lag`: the window ends that long before now, for changes still on
    their way. `overlap`: see the theory of operation. `cap`: how many rows one search shows at most; no page
    of the platform says, 10,000 is what such searches usually allow. `tries` and `pause`: how often a page is
    tried after what the client itself has tried, and the first wait, doubled each time.
    """

    page_size: int = 100
    lag: int = 10
    overlap: int = 60
    cap: int = 10_000
    tries: int = 4
    pause: float = 2.0


@dataclass(frozen=True, slots=True)
class Question:
    """Orders with `ge` <= update_time < `lt`, ascending; `token` only inside one crowded second."""

    ge: int
    lt: int
    token: str = ""


@dataclass(slots=True)
class _Second:
    """One crowded second, read by page tokens."""

    at: int
    token: str = ""
    ids: set[str] = field(default_factory=set)
    counts: set[int | None] = field(default_factory=set)
    before: set[str] | None = None  # the pass before this one

    @property
    def is_clean(self) -> bool:
        """Whether this pass has seen every order of the second."""
        if self.counts == {None}:
            return self.ids == self.before
        return self.counts == {len(self.ids)}


class Walk:
    """One run: ask `question`, give the answer to `take`, until there is no question left."""

    def __init__(self, position: Position, until: int, rules: PullRules) -> None:
        self._rules = rules
        self._shop, self._since, self._until = position.shop, position.since, until
        self._floor = max(position.since, position.reached - rules.overlap)
        self._reached = position.reached
        self._recent: dict[Key, None] = dict.fromkeys(position.recent)
        self._ends = [until] if self._floor < until else []
        self._second: _Second | None = None
        self._contradictions = 0

    @property
    def question(self) -> Question | None:
        """What to ask next; None when the window has been read to its end."""
        if self._second is not None:
            return Question(self._second.at, self._second.at + 1, self._second.token)
        return Question(self._floor, self._ends[-1]) if self._ends else None

    @property
    def position(self) -> Position:
        """Where the run stands when everything taken so far has been handed over."""
        reached = self._reached if self._ends else max(self._reached, self._until)
        recent = later_than(self._recent, reached - self._rules.overlap)
        return Position(self._shop, self._since, self._until, reached, recent)

    def take(self, asked: Question, page: Page[Order]) -> list[Order]:
        """The orders of this page that were not handed over before."""
        times = _times(asked, page.items)
        if page.total_count is not None and page.total_count >= self._rules.cap:
            self._split(asked, page.total_count)
            return []
        if self._second is not None:
            self._pass_on(self._second, page)
        else:
            self._advance(asked, page, [at for at in times if at < asked.lt])
        return self._fresh(page.items, times)

    def _fresh(self, orders: Sequence[Order], times: Sequence[int]) -> list[Order]:
        fresh = [o for o, at in zip(orders, times, strict=True) if (o.id, at) not in self._recent]
        self._recent.update(((o.id, at), None) for o, at in zip(orders, times, strict=True))
        horizon = max(self._reached, self._floor) - self._rules.overlap
        self._recent = dict.fromkeys(later_than(self._recent, horizon))
        return fresh

    def _split(self, asked: Question, count: int) -> None:
        width = asked.lt - asked.ge
        if width <= 1:
            raise TooManyAtOnce(
                f"{count} orders were updated in the one second {asked.ge} (Unix time), "
                f"and one search shows fewer than {self._rules.cap}"
            )
        self._ends.append(asked.ge + width // 2)

    def _advance(self, asked: Question, page: Page[Order], times: Sequence[int]) -> None:
        if _is_all(page):
            self._move_to(asked.lt)
        elif not times:
            self._contradict(f"{page.total_count} orders counted, none shown that belongs here")
        elif times[-1] > asked.ge:
            self._move_to(times[-1])
        else:
            self._second = _Second(asked.ge)

    def _pass_on(self, second: _Second, page: Page[Order]) -> None:
        second.ids.update(order.id for order in page.items)
        second.counts.add(page.total_count)
        following = page.next_page_token
        if following and following != second.token and page.items:
            second.token = following
        elif second.is_clean:
            self._second = None
            self._move_to(second.at + 1)
        else:
            self._second = _Second(second.at, before=second.ids)
            if second.before is not None and len(second.ids) >= len(second.before):
                self._contradict(f"{len(second.ids)} orders of one second shown, {second.counts} counted")

    def _move_to(self, second: int) -> None:
        self._contradictions = 0
        self._floor = second
        self._reached = max(self._reached, second)
        while self._ends and second >= self._ends[-1]:
            self._ends.pop()

    def _contradict(self, how: str) -> None:
        self._contradictions += 1
        if self._contradictions >= CONTRADICTIONS:
            raise OrdersUnsettled(f"the platform's pages contradict each other: {how}")


def _is_all(page: Page[Order]) -> bool:
    """Whether this first page shows all there is. A capped list has no token, so the count decides."""
    if page.total_count is None:
        return not page.next_page_token or not page.items
    return len(page.items) >= page.total_count


def _times(asked: Question, orders: Sequence[Order]) -> list[int]:
    """The update_times, in Unix seconds; everything here rests on their order.

    An order found at its old place may be shown in its newest state, with a time after the window's end.
    """
    times = [int(order.update_time.timestamp()) if order.update_time else -1 for order in orders]
    inside = [at for at in times if at < asked.lt]
    if inside != sorted(inside) or (inside and inside[0] < asked.ge):
        raise OrdersUnsettled("the platform's page is not in the order, or not from the time, that was asked for")
    return times
