"""Who may have a call on its way in one event loop: first come, first served, and no account can take all places."""

from __future__ import annotations

from asyncio import Semaphore
from collections import Counter
from collections.abc import Hashable


class Places:
    """`most` calls at once. An account with a call on its way leaves half of the places to others, so that one whose
    answers hang keeps nobody from calling. A place is taken before the booking and given back when that is settled:
    nothing waits between the last check and the sending.
    """

    def __init__(self, most: int) -> None:
        self._all = Semaphore(most)
        self._further = Semaphore(max(1, most // 2))
        self._taken: Counter[Hashable] = Counter()

    async def take(self, account: Hashable) -> Place:
        """Wait for a place."""
        place = Place(self, account, further=self._taken[account] > 0)
        self._taken[account] += 1
        try:
            if place.further:
                await self._further.acquire()
            try:
                await self._all.acquire()
            except BaseException:
                if place.further:
                    self._further.release()
                raise
        except BaseException:
            self._left(account)
            raise
        return place

    def give_back(self, place: Place) -> None:
        self._all.release()
        if place.further:
            self._further.release()
        self._left(place.account)

    def _left(self, account: Hashable) -> None:
        self._taken[account] -= 1
        if not self._taken[account]:
            del self._taken[account]


class Place:
    """One place, until it is given back."""

    __slots__ = ("_places", "account", "further")

    def __init__(self, places: Places, account: Hashable, *, further: bool) -> None:
        self._places = places
        self.account = account
        self.further = further

    def give_back(self) -> None:
        self._places.give_back(self)
