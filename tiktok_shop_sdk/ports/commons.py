"""What all accounts of a process share: threads that work aside, one line per egress, descriptors and places."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from .awake import Awake, most_awake
from .hands import Hands
from .ways import Ways

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from .http import BlockingLine
    from .http_aio import AsyncLine
    from .places import Places
    from .workers import Workers

# Calls of an event loop that may be between booking and sending.
DEPARTING = 4


class _Own:
    """What belongs to one process."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.guard = threading.Lock()
        self.workers: Workers | None = None
        self.ways: Ways[BlockingLine] = Ways()
        self.awake = Awake()
        self.loops: dict[AbstractEventLoop, tuple[Ways[AsyncLine], Places]] = {}


class Commons:
    """Shared by all accounts of a process; a forked child begins its own, and closes nothing of its parent's."""

    def __init__(self) -> None:
        self._owned = _Own()
        self.hands = Hands()

    @property
    def _own(self) -> _Own:
        if self._owned.pid != os.getpid():
            self._owned = _Own()
        return self._owned

    @property
    def ways(self) -> Ways[BlockingLine]:
        """The open lines for plain threads."""
        return self._own.ways

    def ways_of(self, loop: AbstractEventLoop) -> Ways[AsyncLine]:
        """The open lines of an event loop: no other loop may use its sockets."""
        return self._of(loop)[0]

    def places_of(self, loop: AbstractEventLoop) -> Places:
        """Who may have a call on its way in an event loop."""
        return self._of(loop)[1]

    def _of(self, loop: AbstractEventLoop) -> tuple[Ways[AsyncLine], Places]:
        from .places import Places  # and asyncio with it: a blocking client has no loop

        own = self._own
        with own.guard:
            if loop not in own.loops:
                own.loops = {known: shared for known, shared in own.loops.items() if not known.is_closed()}
                own.loops[loop] = Ways(), Places(most_awake(), DEPARTING)
            return own.loops[loop]

    @property
    def awake(self) -> Awake:
        """Which accounts hold files open."""
        return self._own.awake

    def workers(self) -> Workers:
        """Threads for blocking work of the asyncio clients."""
        from .workers import Workers  # the blocking client has no use for them

        own = self._own
        with own.guard:
            if own.workers is None:
                own.workers = Workers()
            return own.workers

    def close(self) -> None:
        """Let the threads go; whoever needs some again gets new ones."""
        own = self._own
        with own.guard:
            workers, own.workers = own.workers, None
        if workers is not None:
            workers.shutdown()
