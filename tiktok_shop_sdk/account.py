"""What an account states before its first call: app, User-Agent, purpose, egress, limits."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import NoneType
from typing import Any

from . import sections
from .core.egress import Egress
from .core.endpoints import Endpoints, redis_address
from .core.identity import App, UserAgent
from .core.limits import Limits
from .core.logs import Anchor, Anchored, FileLog, Log, anchors_from, has_password, log_from
from .core.purpose import PurposeStatement
from .core.secret import Secret
from .core.token_key import KeyFromEnvironment, KeyFromKeyring, TokenKey
from .errors import DeclarationError
from .resources import find_operation

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One seller authorisation and everything that is declared for it.

    `name` names its directory below `state` (default: the user's state directory, or TIKTOK_SHOP_STATE).
    `audit` says where the audit log is kept: `FileLog()`, `PostgresLog(...)`, `all_of(...)` or `any_of(...)` of them.
    `anchor` keeps its heads elsewhere, so that `verify` can say `OK anchored`: a directory (another disk, another
    machine's), `PostgresAnchor(...)`, `SyslogAnchor(...)`, or several. `versions` pins operations to an older version
    that the platform still serves: {"orders.get": "202309"}; `tiktok-shop operations orders.get` tells which there are.
    `limits` may be tightened by
    anyone; they can be loosened only against an address of this machine. `token_key` says where the key is under which
    stored tokens are encrypted: KeyFromEnvironment("TIKTOK_SHOP_TOKEN_KEY") or KeyFromKeyring("acme-erp", "acme-uk").
    `redis` is the address of a Redis where ledger, tokens and cursors live when several machines call for one account:
    "rediss://user:password@host:6379/0".
    Raises `DeclarationError` for what is missing or malformed.
    """

    name: str
    app: App
    user_agent: UserAgent
    statement: PurposeStatement
    egress: Egress
    limits: Limits = field(default_factory=Limits.articles_2024_07)
    endpoints: Endpoints = field(default_factory=Endpoints)
    state: Path | None = None
    audit: Log | str = field(default_factory=FileLog)
    anchor: Anchored = None
    versions: Mapping[str, str] = field(default_factory=dict)
    token_key: TokenKey | None = None
    redis: str | Secret | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name or ""):
            raise DeclarationError(
                "Account(name=...) is missing: letters, digits, . _ -, at most 64 (a directory name)"
            )
        kinds: tuple[tuple[str, type], ...] = (
            ("app", App),
            ("user_agent", UserAgent),
            ("statement", PurposeStatement),
            ("egress", Egress),
            ("limits", Limits),
            ("endpoints", Endpoints),
        )
        for name, kind in kinds:
            if not isinstance(getattr(self, name), kind):
                raise DeclarationError(f"Account({name}=...) is missing: give a {kind.__name__}(...)")
        if not isinstance(self.token_key, (KeyFromEnvironment, KeyFromKeyring, NoneType)):
            raise DeclarationError(
                "Account(token_key=...) says where the key is, such as KeyFromEnvironment('TIKTOK_SHOP_TOKEN_KEY')"
            )
        looser = self.limits.looser_than(Limits.articles_2024_07())
        if looser and not self.endpoints.is_local:
            raise DeclarationError(
                f"Account(limits=...) is looser than the platform's rules in {', '.join(looser)}; "
                "limits can be tightened, and loosened only against a sandbox on this machine"
            )
        object.__setattr__(self, "audit", log_from(self.audit))
        object.__setattr__(self, "anchor", anchors_from(self.anchor))
        _check_versions(self.versions)
        if self.redis is not None:
            object.__setattr__(self, "redis", redis_address(self.redis))
        object.__setattr__(self, "state", Path(self.state) if self.state is not None else default_state())

    @property
    def directory(self) -> Path:
        """Where this account's tokens and audit log live."""
        return self._state / self.name

    @property
    def ledgers(self) -> Path:
        """Where the ledgers live: beside the accounts, for two names of one seller share one."""
        return self._state / "ledgers"

    @property
    def log(self) -> Log:
        """Where the audit log is kept."""
        return log_from(self.audit)

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Where the heads of the audit log are kept elsewhere."""
        return anchors_from(self.anchor)

    @property
    def shared(self) -> Secret | None:
        """The address of the Redis that the account's machines share; None: one machine, and files."""
        return self.redis if isinstance(self.redis, Secret) else None

    @property
    def statements(self) -> Path:
        """The purpose statements whole, whose digests stand in the log."""
        return self.directory / "statements"

    @property
    def purge_journal(self) -> Path:
        """Stands there while a purge is not finished."""
        return self.directory / "purge.json"

    @property
    def inbox(self) -> Path:
        """Where webhook events wait: one file for all accounts of an app."""
        return self._state / "webhooks" / f"inbox-{self.app.key}.sqlite3"

    @property
    def _state(self) -> Path:
        return self.state or default_state()

    @classmethod
    def from_file(cls, path: str | Path) -> Account:
        """From a TOML file; see `docs/account.md` for its keys. The file must be readable by its owner only."""
        file = Path(path)
        declared, fault = _read_toml(file)
        if fault:
            raise DeclarationError(f"the account file {file} {fault}")
        secret = "secret" in declared.get("app", {}) or "redis" in declared
        secret = secret or has_password(declared.get("audit")) or has_password(declared.get("anchor"))
        if sys.platform != "win32" and secret and _readable_by_others(file):
            raise DeclarationError(f"{file} holds secrets and can be read by others: chmod 600 {file}")
        return cls.from_mapping(declared)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Account:
        """From variables TIKTOK_SHOP_*: the keys of the account file in capitals, as in TIKTOK_SHOP_APP_KEY."""
        env = os.environ if environ is None else environ
        if file := env.get("TIKTOK_SHOP_ACCOUNT_FILE"):
            return cls.from_file(file)
        declared: dict[str, Any] = {}
        for name, text in env.items():
            section, _, key = name.removeprefix("TIKTOK_SHOP_").lower().partition("_")
            if not name.startswith("TIKTOK_SHOP_"):
                continue
            if name in _PLAIN:
                declared[section] = text
            elif name.startswith("TIKTOK_SHOP_USER_AGENT_"):
                declared.setdefault("user_agent", {})[name.removeprefix("TIKTOK_SHOP_USER_AGENT_").lower()] = text
            elif section in _SECTIONS:
                declared.setdefault(section, {})[key] = text
        if _TOKEN_KEY in env:
            declared["token_key"] = {"environment": _TOKEN_KEY}
        return cls.from_mapping(declared)

    @classmethod
    def from_mapping(cls, declared: Mapping[str, Any]) -> Account:
        """From plain data with the keys of the account file; an unknown key is an error, not a silence."""
        sections.only(declared, {"name", "state", "audit", "anchor", "redis", "versions", *_SECTIONS}, "the account")
        given = {name: dict(declared.get(name, {})) for name in _SECTIONS}
        return cls(
            name=declared.get("name", ""),
            app=sections.app(given["app"]),
            user_agent=sections.user_agent(given["user_agent"]),
            statement=sections.statement(given["statement"]),
            egress=sections.egress(given["egress"]),
            limits=sections.limits(given["limits"]),
            endpoints=sections.endpoints(given["endpoints"]),
            state=_path(declared.get("state")),
            audit=declared.get("audit", "files"),
            anchor=declared.get("anchor"),
            versions=dict(declared.get("versions", {})),
            token_key=sections.token_key(given["token_key"]),
            redis=declared.get("redis"),
        )


_SECTIONS = ("app", "user_agent", "statement", "egress", "limits", "endpoints", "token_key")
_TOKEN_KEY = "TIKTOK_SHOP_TOKEN_KEY"
_PLAIN = {"TIKTOK_SHOP_NAME", "TIKTOK_SHOP_STATE", "TIKTOK_SHOP_AUDIT", "TIKTOK_SHOP_ANCHOR", "TIKTOK_SHOP_REDIS"}


def _check_versions(versions: Mapping[str, str]) -> None:
    """A pin that names nothing would be no pin, and nobody would know."""
    for name, version in versions.items():
        found = find_operation(name)
        if found is None:
            raise DeclarationError(f"Account(versions=...): there is no operation {name!r}")
        served = (found.version, *found.terms.also)
        if version not in served:
            raise DeclarationError(f"Account(versions=...): {name} has the versions {', '.join(served)}")


def default_state() -> Path:
    """Where state lives unless told otherwise: TIKTOK_SHOP_STATE, or the system's place for such data."""
    if chosen := os.environ.get("TIKTOK_SHOP_STATE"):
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "tiktok-shop"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "tiktok-shop"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "tiktok-shop"


def _path(text: Any) -> Path | None:
    return Path(text).expanduser() if text else None


def _read_toml(file: Path) -> tuple[dict[str, Any], str]:
    """The file, or what is wrong with it; an error of the parser would carry the file's text, secret and all."""
    tomllib = import_module("tomllib")  # for those who declare in a file, and nobody else
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")), ""
    except FileNotFoundError:
        return {}, "does not exist"
    except tomllib.TOMLDecodeError:
        return {}, "is not TOML: check quotes and brackets"
    except (OSError, UnicodeDecodeError) as error:
        return {}, f"cannot be read: {type(error).__name__}"


def _readable_by_others(file: Path) -> bool:
    return bool(stat.S_IMODE(file.stat().st_mode) & 0o077)
