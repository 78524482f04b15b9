"""Webhooks: who wants to hear of what, and letters that are signed, sent, sent again on the schedule, and lost.

Nothing goes out by itself: `run_due` sends what is due by the platform's clock. Delivery is at least once and in no
order; `Habits` make it more so.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import random
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import httpx

from ..core.endpoints import is_loopback
from .exchange import encode
from .shop.news import EVENT_TYPES, News
from .shop.world import Shop, World

# Protocol section 9: any other answer than 200 within three seconds is tried again so many seconds later, then lost.
PATIENCE_SECONDS: Final = 3.0
RETRY_DELAYS: Final = (120, 1800, 10_800, 43_200)
_NAMES: Final = {number: name for name, number in EVENT_TYPES.items()}
_KEPT = 10_000

Deliver = Callable[[str, Mapping[str, str], bytes], int]
"""Sends a letter (address, headers, body) and gives the status of the answer; may raise if there was none."""


def post_to_loopback(url: str, headers: Mapping[str, str], body: bytes) -> int:
    """Send over HTTP, to this machine only; 0 for an address elsewhere."""
    if not is_loopback(url):
        return 0
    with httpx.Client(trust_env=False, timeout=PATIENCE_SECONDS) as client:
        return client.post(url, headers=dict(headers), content=body).status_code


@dataclass(frozen=True, slots=True)
class Habits:
    """How untidy the delivery is: `double` sends every so-many-th letter twice, `lose` never sends it; 0: none.

    `shuffle` is the seed of the disorder in which letters go out that are due at the same run; None: in their order.
    """

    double: int = 0
    lose: int = 0
    shuffle: int | None = None


@dataclass(slots=True)
class Letter:
    """One event on its way to one address; `attempts` are (time, status), and status 0 means no answer in time."""

    id: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    due: float
    attempts: list[tuple[float, int]] = field(default_factory=list)
    lost: bool = False

    @property
    def arrived(self) -> bool:
        return bool(self.attempts) and self.attempts[-1][1] == 200


class Messenger:
    """Tells apps what happened in the shops of a world; safe to use from several threads.

    `apps` are the secrets by app key, `clock` gives the platform's time. `deliver` replaces the sending by HTTP.
    `letters` are those of the last events, whatever became of them.
    """

    def __init__(
        self,
        world: World,
        apps: Mapping[str, str],
        clock: Callable[[], float],
        *,
        deliver: Deliver = post_to_loopback,
        habits: Habits | None = None,
    ) -> None:
        self.deliver = deliver
        self.habits = habits or Habits()
        self.letters: deque[Letter] = deque(maxlen=_KEPT)
        self._world = world
        self._apps = apps
        self._clock = clock
        self._addresses: dict[str, str] = {}
        self._disorder = random.Random(self.habits.shuffle)
        self._lock = threading.Lock()
        self._written = 0
        for shop in world.shops:
            shop.listeners.append(partial(self._hear, shop))

    def use_address(self, address: str, *, app_key: str = "") -> None:
        """Send all events of all shops to this address, but those that a shop has another address for."""
        self._addresses[app_key or next(iter(self._apps))] = address

    def announce(self, shop: Shop, type: int, data: Mapping[str, Any]) -> None:
        """Tell of an event that the sandbox has no occasion for, by its number and content."""
        self._hear(shop, News(type, int(self._clock()), data))

    def _hear(self, shop: Shop, news: News) -> None:
        for app_key, secret in self._apps.items():
            subscribed = shop.webhooks.get((app_key, _NAMES.get(news.type, "")), {})
            address = subscribed.get("address") or self._addresses.get(app_key)
            if address:
                with self._lock:
                    self._write(shop, news, address, app_key, secret)

    def _write(self, shop: Shop, news: News, address: str, app_key: str, secret: str) -> None:
        self._written += 1
        name = f"7327{self._written:015d}"
        letter = {
            "type": news.type,
            "tts_notification_id": name,
            "shop_id": shop.id,
            "timestamp": news.at,
            "data": news.data,
        }
        body = encode(letter)
        sign = hmac.new(secret.encode(), app_key.encode() + body, hashlib.sha256).hexdigest()
        headers = {"content-type": "application/json", "authorization": sign}
        lost = self._falls_on(self.habits.lose)
        due = math.inf if lost else float(news.at)
        for _ in range(2 if self._falls_on(self.habits.double) else 1):
            self.letters.append(Letter(name, address, headers, body, due, lost=lost))

    def _falls_on(self, every: int) -> bool:
        return every > 0 and self._written % every == 0

    @property
    def next_time(self) -> float:
        """When something is due next, in a shop or on the way: Unix seconds, or infinity."""
        with self._lock:
            waiting = min((letter.due for letter in self.letters), default=math.inf)
        return min([waiting, *(shop.agenda.next_time for shop in self._world.shops)])

    def run_due(self) -> int:
        """Let happen what is due in the shops, then send every letter that is due; how many were sent."""
        for shop in self._world.shops:
            with shop.lock:
                shop.agenda.run(self._clock())
        sent = 0
        while due := self._take_due():
            for letter in due:
                self._send(letter)
            sent += len(due)
        return sent

    def _take_due(self) -> list[Letter]:
        now = self._clock()
        with self._lock:
            due = [letter for letter in self.letters if letter.due <= now]
            for letter in due:
                letter.due = math.inf  # taken: no other thread sends it
        if self.habits.shuffle is not None:
            self._disorder.shuffle(due)
        return due

    def _send(self, letter: Letter) -> None:
        started = self._clock()
        try:
            status = self.deliver(letter.url, letter.headers, letter.body)
        except Exception:  # whatever befell the receiver, the platform sees no answer
            status = 0
        late = self._clock() - started > PATIENCE_SECONDS
        letter.attempts.append((started, 0 if late else status))
        tries = len(letter.attempts)
        if not letter.arrived and tries <= len(RETRY_DELAYS):
            letter.due = started + RETRY_DELAYS[tries - 1]
        else:
            letter.lost = not letter.arrived

    def run_until(self, stop: threading.Event, *, every: float = 0.2) -> None:
        """Send what is due again and again (`every` real seconds), until the event is set; for a thread of its own."""
        while not stop.wait(every):
            self.run_due()
