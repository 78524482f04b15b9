"""
TikTok Shop Open API: a client that keeps the platform's rules for you.

The names below are loaded when they are first used, so that `import tiktok_shop_sdk` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .__about__ import __version__ as __version__

if TYPE_CHECKING:
    from . import errors as errors
    from .account import Account as Account
    from .client import AsyncShop as AsyncShop
    from .client import AsyncTikTokShop as AsyncTikTokShop
    from .client import SyncShop as SyncShop
    from .client import TikTokShop as TikTokShop
    from .core import observe as observe
    from .core.egress import Direct as Direct
    from .core.egress import Egress as Egress
    from .core.egress import Proxy as Proxy
    from .core.endpoints import Endpoints as Endpoints
    from .core.identity import App as App
    from .core.identity import UserAgent as UserAgent
    from .core.limits import Limits as Limits
    from .core.limits import QuotaState as QuotaState
    from .core.limits import Window as Window
    from .core.logs import FileLog as FileLog
    from .core.logs import PostgresAnchor as PostgresAnchor
    from .core.logs import PostgresLog as PostgresLog
    from .core.logs import SyslogAnchor as SyslogAnchor
    from .core.logs import all_of as all_of
    from .core.logs import any_of as any_of
    from .core.operation import UNSET as UNSET
    from .core.paging import AsyncPager as AsyncPager
    from .core.paging import Page as Page
    from .core.paging import Pager as Pager
    from .core.purpose import PurposeStatement as PurposeStatement
    from .core.sensitive import Kind as Kind
    from .core.sensitive import Stripped as Stripped
    from .core.token_key import KeyFromEnvironment as KeyFromEnvironment
    from .core.token_key import KeyFromKeyring as KeyFromKeyring
    from .errors import ApiError as ApiError
    from .errors import PartialFailure as PartialFailure
    from .errors import RateLimited as RateLimited
    from .errors import ShopError as ShopError
    from .webhooks import Receiver as Receiver

_HOMES = {
    "account": ("Account",),
    "client": ("AsyncShop", "AsyncTikTokShop", "SyncShop", "TikTokShop"),
    "core.egress": ("Direct", "Egress", "Proxy"),
    "core.endpoints": ("Endpoints",),
    "core.identity": ("App", "UserAgent"),
    "core.limits": ("Limits", "QuotaState", "Window"),
    "core.logs": ("FileLog", "PostgresAnchor", "PostgresLog", "SyslogAnchor", "all_of", "any_of"),
    "core.operation": ("UNSET",),
    "core.paging": ("AsyncPager", "Page", "Pager"),
    "core.purpose": ("PurposeStatement",),
    "core.sensitive": ("Kind", "Stripped"),
    "core.token_key": ("KeyFromEnvironment", "KeyFromKeyring"),
    "errors": ("ApiError", "PartialFailure", "RateLimited", "ShopError"),
    "webhooks": ("Receiver",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}
_MODULES = {"errors": "errors", "observe": "core.observe"}
__all__ = ["__version__", *_MODULES, *sorted(_HOME)]  # pyright: ignore[reportUnsupportedDunderAll]  # written once, above

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name in _MODULES:
            return import_module(f".{_MODULES[name]}", __name__)
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f".{_HOME[name]}", __name__), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
