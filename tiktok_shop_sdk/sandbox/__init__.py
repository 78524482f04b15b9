"""A TikTok Shop on this machine that enforces the platform's rules and referees every call."""

from __future__ import annotations

from .agenda import Delays
from .exchange import Incoming, Outgoing
from .messenger import Habits, Messenger
from .outside import Outside
from .paging import PagingRules
from .people import DRIFT, PLANTED
from .platform import SANDBOX_APP_KEY, SANDBOX_APP_SECRET, Platform
from .referee import Arrival, Referee, Window
from .trouble import FORMS, BadTrouble
from .world import World

__all__ = [
    "DRIFT",
    "FORMS",
    "PLANTED",
    "SANDBOX_APP_KEY",
    "SANDBOX_APP_SECRET",
    "Arrival",
    "BadTrouble",
    "Delays",
    "Habits",
    "Incoming",
    "Messenger",
    "Outgoing",
    "Outside",
    "PagingRules",
    "Platform",
    "Referee",
    "Window",
    "World",
]
