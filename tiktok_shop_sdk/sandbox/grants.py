"""Keeps what users granted to apps: codes, access tokens and refresh tokens, with their lives."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from .refusals import Refusal, credentials
from .users import USER_TYPES, User, kind_of

# Protocol section 4: a code lives 30 minutes and works once, an access token lives 7 days.
CODE_SECONDS = 30 * 60
ACCESS_SECONDS = 7 * 24 * 3600
GRANT_SECONDS = 365 * 24 * 3600


@dataclass(slots=True)
class Grant:
    """What one user allowed one app, until `expires_at`."""

    app_key: str
    user: User
    scopes: tuple[str, ...]
    expires_at: int
    withdrawn: bool = False

    @property
    def account(self) -> str:
        """The unit that limits are counted for."""
        return f"{self.app_key}/{self.user.open_id}"


@dataclass(slots=True)
class AccessToken:
    """One access token of a grant; `expires_at` in Unix seconds."""

    text: str
    grant: Grant
    expires_at: float


@dataclass(frozen=True, slots=True)
class SecondUse:
    """A spent refresh token came again; `blind` while the access token that came with it was still good."""

    at: float
    number: int
    blind: bool


@dataclass(slots=True)
class _Spent:
    grant: Grant
    access: AccessToken
    uses: int = 1


@dataclass(slots=True)
class _Code:
    grant: Grant
    expires_at: float


@dataclass(slots=True)
class Grants:
    """All grants of one sandbox. With `rotate` each refresh token works once, with `revoke` its second use is taken for
    theft and ends the grant: the harshest reading."""

    seed: int = 0
    rotate: bool = True
    revoke: bool = True
    second_uses: list[SecondUse] = field(default_factory=list)
    _issued: int = 0
    _codes: dict[str, _Code] = field(default_factory=dict)
    _access: dict[str, AccessToken] = field(default_factory=dict)
    _refresh: dict[str, AccessToken] = field(default_factory=dict)
    _spent: dict[str, _Spent] = field(default_factory=dict)

    def issue_code(self, app_key: str, user: User, scopes: tuple[str, ...], now: float) -> str:
        """A code that can be exchanged once, within 30 minutes."""
        grant = Grant(app_key, user, scopes, int(now) + GRANT_SECONDS)
        text = self._secret("ROW_code")
        self._codes[text] = _Code(grant, now + CODE_SECONDS)
        return text

    def exchange_code(self, app_key: str, text: str, now: float) -> dict[str, Any]:
        """The first token pair of a grant; the code is spent, whatever comes of it."""
        code = self._codes.pop(text, None)
        if code is None or now >= code.expires_at or code.grant.app_key != app_key:
            raise Refusal(36004004)
        return self.tokens_for(code.grant, now)

    def refresh(self, app_key: str, text: str, now: float) -> dict[str, Any]:
        """A new pair for a refresh token, which is then spent if tokens rotate."""
        access = self._refresh.get(text)
        if access is None or access.grant.app_key != app_key:
            self._came_again(text, now)
            raise Refusal(36004001)
        grant = access.grant
        if grant.withdrawn or now >= grant.expires_at:
            raise Refusal(36004001)
        if self.rotate:
            self._spent[text] = _Spent(grant, self._refresh.pop(text))
        return self.tokens_for(grant, now, kept=None if self.rotate else text)

    def _came_again(self, text: str, now: float) -> None:
        spent = self._spent.get(text)
        if spent is None:
            return
        spent.uses += 1
        self.second_uses.append(SecondUse(now, spent.uses, blind=now < spent.access.expires_at))
        spent.grant.withdrawn = spent.grant.withdrawn or self.revoke

    def tokens_for(self, grant: Grant, now: float, *, kept: str | None = None) -> dict[str, Any]:
        """A new access token and (unless one is `kept`) refresh token, in the platform's answer shape."""
        access = AccessToken(self._secret("ROW_access"), grant, int(now) + ACCESS_SECONDS)
        refresh = kept or self._secret("ROW_refresh")
        self._access[access.text] = access
        self._refresh[refresh] = access
        return {
            "access_token": access.text,
            "access_token_expire_in": int(access.expires_at),
            "refresh_token": refresh,
            "refresh_token_expire_in": grant.expires_at,
            "open_id": grant.user.open_id,
            "seller_name": grant.user.name,
            "seller_base_region": grant.user.region,
            "user_type": USER_TYPES[kind_of(grant.user)],
            "granted_scopes": list(grant.scopes),
        }

    def behind(self, text: str) -> Grant | None:
        """The grant behind a token or code, valid or not; None if it was never issued, or is spent."""
        if text in self._access:
            return self._access[text].grant
        if text in self._codes:
            return self._codes[text].grant
        return self._refresh[text].grant if text in self._refresh else None

    def check(self, text: str, app_key: str, now: float) -> Grant:
        """The grant behind the valid token of a request's header, or the platform's refusal."""
        if not text:
            raise credentials("Missing credentials. No access token header 'x-tts-access-token' in the request.")
        token = self._access.get(text)
        if token is None or token.grant.app_key != app_key or token.grant.withdrawn:
            raise Refusal(105001)
        if now >= token.expires_at:
            raise Refusal(105002)
        return token.grant

    def withdraw(self, user: User) -> None:
        """The user takes back all that was granted: its tokens of every kind stop working."""
        for token in self._access.values():
            if token.grant.user is user:
                token.grant.withdrawn = True

    def expire(self, user: User, now: float) -> None:
        """The user's access tokens end now; refresh tokens go on working."""
        for token in self._access.values():
            if token.grant.user is user:
                token.expires_at = min(token.expires_at, now)

    def _secret(self, prefix: str) -> str:
        self._issued += 1
        digest = hashlib.sha256(f"{self.seed}:{prefix}:{self._issued}".encode()).hexdigest()
        return f"{prefix}Sandbox{digest[:32]}"
