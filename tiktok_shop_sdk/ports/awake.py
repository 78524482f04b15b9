"""Which accounts of a process hold their files open, and how many calls may be on their way: descriptors are few."""

from __future__ import annotations

import importlib
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from typing import Protocol, runtime_checkable

# An account that made no call for so many seconds lets go of its files when another one calls, or at the next round:
# so the log of an idle account ends with a checkpoint, and its anchors have that, well within the hour.
IDLE = 300.0
_EACH = 8  # descriptors of an account with a call on its way: three of its log, three of its ledger, two lines
_OTHERS = 200  # descriptors for everything else in the process
_MOST = 1000
_LEAST = 16
_PER_CALL = 2  # that let go while one calls: it must not wait for all that have become idle


@runtime_checkable
class Sleeper(Protocol):
    """What can let go of its files while no call needs them."""

    def rest(self) -> bool:
        """Let go, unless a call is on its way; False: not now. Whatever comes next opens them again."""
        ...


@cache
def most_awake() -> int:
    """How many accounts may hold files open, and how many calls be on their way: 103 under the usual 1,024."""
    limit = _MOST * _EACH + _OTHERS
    if sys.platform != "win32":  # no such limit there
        resource = importlib.import_module("resource")
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        limit = limit if soft == resource.RLIM_INFINITY else soft
    return max(_LEAST, min(_MOST, (limit - _OTHERS) // _EACH))


class Awake:
    """Accounts by the time of their last call. Thread-safe; files are let go outside the guard."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic, pause: float = IDLE) -> None:
        self._now = now
        self._pause = pause  # between two rounds
        self._guard = threading.Lock()
        self._nobody = threading.Event()
        self._rounds: threading.Thread | None = None
        self._since: OrderedDict[int, tuple[Sleeper, float]] = OrderedDict()  # the one that called last stands last

    def wake(self, account: Sleeper) -> None:
        """This account calls; those that have not called for long, or for longest among too many, let go."""
        with self._guard:
            self._since[id(account)] = account, self._now()
            self._since.move_to_end(id(account))
            if self._rounds is None:
                self._rounds = threading.Thread(target=self._make_rounds, name="tiktok-shop-rounds", daemon=True)
                self._rounds.start()
        self._let_rest(_PER_CALL)

    def _make_rounds(self) -> None:
        while True:
            self._nobody.wait(self._pause)
            self._let_rest(sys.maxsize)
            with self._guard:
                self._nobody.clear()
                if not self._since:
                    self._rounds = None
                    return

    def _let_rest(self, most: int) -> None:
        with self._guard:
            tired = self._tired(most)
        for one in tired:
            if not one.rest():
                with self._guard:  # it has a call on its way, so it is no older than that
                    self._since.setdefault(id(one), (one, self._now()))

    def forget(self, account: Sleeper) -> None:
        """This account was closed."""
        with self._guard:
            self._since.pop(id(account), None)
            if not self._since:
                self._nobody.set()

    def _tired(self, most: int) -> list[Sleeper]:
        before, tired = self._now() - IDLE, list[Sleeper]()
        while self._since and len(tired) < most:
            oldest, since = next(iter(self._since.values()))
            if since >= before and len(self._since) <= most_awake():
                break
            self._since.popitem(last=False)
            tired.append(oldest)
        return tired
