"""A TikTok Shop on this machine that enforces the platform's rules and referees every call."""

from __future__ import annotations

from .exchange import Incoming, Outgoing
from .messenger import Habits, Messenger
from .paging import PagingRules
from .platform import SANDBOX_APP_KEY, SANDBOX_APP_SECRET, Platform
from .referee import Arrival, Referee, Window
from .shop.agenda import Delays
from .shop.outside import Outside
from .shop.people import DRIFT, PLANTED
from .shop.world import World
from .trouble import FORMS, BadTrouble

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
