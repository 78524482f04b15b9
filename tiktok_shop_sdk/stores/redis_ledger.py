"""
The ledger of an account in Redis, shared by all processes of many machines.

Each step is one script (`redis_ledger.lua`): one exchange, atomic, with the decisions of `core/slots.py`.

Time is the server's, so clocks of hosts that differ do not matter. Because that clock may be set, it is not
believed alone: time in the ledger never runs back, and never faster than the steady clock of the machine that
asks, which the ledger has compared with its own before (`tolerance`: what the stretched period bears). A machine
it has never seen can only tell by its wall clock whether time has passed since the last call of anybody, and is
believed less `doubt`.

What Redis kept may be gone: the database emptied, the server restarted or replaced by a replica that lags. So the
ledgers of a database have a *life*, which is bound to the running server. A life that is not found, belongs to
another run, or knows less than a client does, is over; the next one begins with all that any client may have done
until then: every window full and held from that moment, and a pause of the longest kind. That is also how the
first life of a new database begins, for nobody can tell it from an emptied one. An account that was never seen in
a life counts from the beginning of that life, so one that is added later starts at once.

No key expires by itself: the server's clock may step, and slots in force must not go with it. A server that may
evict keys is refused.
"""

from __future__ import annotations

import json
import random as _random
import secrets
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..core import slots
from ..core.limits import (
    APART,
    FORGET_AFTER,
    Answered,
    Booking,
    Limits,
    Lost,
    QuotaState,
    Standing,
    Told,
    TooMany,
    Wait,
    Window,
)
from ..ports.clock import Clock, SystemClock
from .redis_server import TAG, RedisServer, Script

# Source of each: ours. A step of the server's clock below `tolerance` is borne by the stretch of a minute (30 ms);
# `doubt` is how far apart the wall clocks of hosts may be; more machines than `witnesses` are all met anew.
_TRUST = {"tolerance": 0.02, "doubt": 5.0, "witnesses": 1000, "forget_after": FORGET_AFTER}
_LOST = "the ledgers in Redis begin anew, so all slots count as just used"

SERVER_TIME = """
local function server_time()
  local time = redis.call('TIME')
  return tonumber(time[1]) + tonumber(time[2]) / 1000000
end
"""


def script_of(server_time: str) -> Script:
    """The script over a source of time."""
    return Script.of(server_time + Path(__file__).with_name("redis_ledger.lua").read_text(encoding="utf-8"))


@cache
def _script() -> Script:
    return script_of(SERVER_TIME)


class _Known(NamedTuple):
    """What the server said last: of which life, the newest booking, and when it was asked, on our steady clock."""

    life: str = ""
    serial: int = 0
    asked: float = 0.0


class RedisLedger:
    """`core.limits.Ledger` of the account `identity` on a server.

    `egress` is the label of the declared one; `random` gives numbers in [0, 1) for the jitter.
    """

    def __init__(
        self,
        server: RedisServer,
        identity: str,
        limits: Limits,
        *,
        egress: str = "",
        clock: Clock | None = None,
        random: Callable[[], float] = _random.random,
    ) -> None:
        self._server = server
        self._limits = limits
        self._egress = egress
        self._clock = clock or SystemClock()
        self._random = random
        self._machine = self._clock.boot_id() or secrets.token_hex(16)
        self._known = _Known()
        account = f"{TAG}:ledger:{identity}"
        self._keys = [f"{TAG}:clock", account, f"{account}:windows"]
        self._numbers = {name: getattr(limits, name) for name in ("pace", "pace_cap", "pause_cap", "hold", "drift")}

    def book(self, windows: tuple[Window, ...]) -> Booking | Wait:
        kind, first, *rest = self._step("book", windows=[_plain(window) for window in windows])
        if kind == "wait":
            return _wait(first, *rest)
        serial = int(rest[0])
        numbers = range(serial, serial + sum(window.cost for window in windows))
        return Booking(float(first), windows, (serial, *numbers))

    def confirm(self, booking: Booking) -> Wait | None:
        kind, *rest = self._step("confirm", slots=_slots(booking))
        return _wait(*rest) if kind == "wait" else None

    def settle(self, booking: Booking, told: Told) -> float:
        _, paused = self._step(
            "settle", slots=_slots(booking), start=booking.start, told=_word(told), pauses=self._pauses(told)
        )
        return float(paused)

    def _pauses(self, told: Told) -> list[tuple[float, str]]:
        """The pause after each number of strikes, until it grows no longer; the store knows how many there were."""
        if not isinstance(told, TooMany):
            return []
        jitter = self._limits.jitter * self._random()
        pauses = [slots.pause_after(self._limits, told, 1, jitter)]
        while (longer := slots.pause_after(self._limits, told, len(pauses) + 1, jitter)) > pauses[-1]:
            pauses.append(longer)
        return pauses

    def pause_for(self, seconds: float, reason: str) -> None:
        if seconds > 0:  # not a NaN
            self._step("pause", seconds=min(seconds, self._limits.pause_cap), reason=reason)

    def note_start(self) -> None:
        self._step("note_start")

    def move_egress(self) -> str:
        _, before = self._step("move_egress")
        return before

    def state(self, windows: tuple[Window, ...]) -> QuotaState:
        told = self._step("state", windows=[_plain(window) for window in windows])
        now, until, pace, strikes = map(float, told[1:5])
        standing = Standing(pace=pace, paused_until=until, pause_reason=told[5], strikes=int(strikes))
        counted = zip(windows, told[6::2], told[7::2], strict=True)
        states = [
            slots.window_state(self._limits, window, map(float, releases.split()), float(deciding), now)
            for window, releases, deciding in counted
        ]
        return slots.quota_state(self._limits, standing, states, now)

    def now(self) -> float:
        return self._clock.boot()

    def close(self) -> None:
        """The server is the household's; its connections serve other accounts too."""

    def _script(self) -> Script:
        return _script()

    def _step(self, step: str, **facts: Any) -> list[str]:
        """One exchange: the answer of the script's step, in texts."""
        known, boot = self._known, self._clock.boot()
        ask = {
            **_TRUST,
            **facts,
            "step": step,
            "limits": self._numbers,
            "egress": self._egress,
            "machine": self._machine,
            "boot": boot,
            "wall": self._clock.wall(),
            "life": known.life,
            "serial": known.serial,
            "age": boot - known.asked,
            "lost": _LOST,
        }
        answer = self._server.run(self._script(), self._keys, json.dumps(ask))
        *told, life, serial = (word.decode() for word in answer)
        self._known = _Known(life, int(serial), boot)
        if told[0] == "elsewhere":
            raise slots.other_egress(told[1], self._egress)
        return told


def _plain(window: Window) -> dict[str, Any]:
    return {
        "name": window.name,
        "limit": window.limit,
        "period": window.period,
        "cost": window.cost,
        "apart": APART in window.name,
    }


def _slots(booking: Booking) -> list[tuple[str, int]]:
    names: Iterable[str] = (window.name for window in slots.slot_by_slot(booking.windows))
    return list(zip(names, booking.key[1:], strict=True))


def _word(told: Told) -> str:
    if isinstance(told, Answered):
        return "good" if told.ok else "bad"
    return "lost" if isinstance(told, Lost) else "too many"


def _wait(seconds: str, reason: Any, window: str) -> Wait:
    return Wait(float(seconds), reason, window)
