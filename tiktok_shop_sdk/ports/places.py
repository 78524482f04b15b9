"""Who may have a call on its way in one event loop: first come, first served, and no account can take all places."""

from __future__ import annotations

from asyncio import Semaphore, TimerHandle, get_running_loop
from collections import Counter
from collections.abc import Hashable

# Seconds between booking and sending after which a call holds up no other: its disk hangs, or it waits for its pace.
PATIENCE = 0.25


class Places:
    """`most` calls at once. An account with a call on its way leaves half of the places to others, so that one whose
    answers hang keeps nobody from calling. A place is taken before the booking and given back when that is settled:
    nothing waits between the last check and the sending.

    Only `departing` of them are between booking and sending: what is too much for this machine waits before the
    booking. Else the loop comes late to whatever the ledger agreed to, all ask it again, and it comes later still.
    """

    def __init__(self, most: int, departing: int) -> None:
        self._all = Semaphore(most)
        self._further = Semaphore(max(1, most // 2))
        self._departing = Semaphore(departing)
        self._taken: Counter[Hashable] = Counter()

    async def take(self, account: Hashable) -> Place:
        """Wait for a place."""
        place = Place(self, account)
        further = (self._further,) if self._taken[account] else ()
        self._taken[account] += 1
        try:
            for needed in (*further, self._all, self._departing):
                await needed.acquire()
                place.held.append(needed)
            place.come()
        except BaseException:
            place.give_back()
            raise
        return place

    def left(self, account: Hashable) -> None:
        """The account has one place less."""
        self._taken[account] -= 1
        if not self._taken[account]:
            del self._taken[account]


class Place:
    """One place, until it is given back."""

    __slots__ = ("_account", "_places", "_timer", "held", "paced")

    def __init__(self, places: Places, account: Hashable) -> None:
        self._places = places
        self._account = account
        self._timer: TimerHandle | None = None
        self.held: list[Semaphore] = []
        self.paced = False  # let pass by the metronome: a second last check is no second sending

    def come(self) -> None:
        """The call may be booked, and is sent soon."""
        self._timer = get_running_loop().call_later(PATIENCE, self.depart)

    def depart(self) -> None:
        """The call is sent, or has to wait: another may be booked."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self.held.pop().release()

    def give_back(self) -> None:
        """The call is over, however it ended."""
        self.depart()
        for each in self.held:
            each.release()
        self._places.left(self._account)
