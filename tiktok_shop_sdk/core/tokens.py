"""Consent and tokens: the consent URL, the grant that comes of it, and when it must be refreshed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from pydantic import BaseModel, ConfigDict

from ..errors import ConsentNeeded, InvalidRequest, ShopError
from .identity import App
from .request import Request
from .secret import Secret

# An access token lives 7 days (protocol facts, section 4); half a day ahead leaves room for a platform outage.
REFRESH_AHEAD = 12 * 3600.0
TOKEN_GET = "/api/v2/token/get"
TOKEN_REFRESH = "/api/v2/token/refresh"


class TokenAnswer(BaseModel):
    """`data` of a token answer. Both `*_expire_in` are absolute Unix seconds, despite their names."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True, arbitrary_types_allowed=True, defer_build=True)

    access_token: Secret
    access_token_expire_in: int
    refresh_token: Secret
    refresh_token_expire_in: int
    open_id: str
    seller_name: str | None = None
    seller_base_region: str | None = None
    user_type: int = 0
    granted_scopes: list[str] = []


@dataclass(frozen=True, slots=True)
class Grant:
    """What the seller's consent gave us; times are absolute Unix seconds."""

    access_token: Secret = field(repr=False)
    access_expires: float
    refresh_token: Secret = field(repr=False)
    refresh_expires: float
    open_id: str
    seller_name: str = ""
    region: str = ""
    user_type: int = 0
    scopes: tuple[str, ...] = ()
    obtained: float = 0.0

    @classmethod
    def of(cls, answer: TokenAnswer, now: float) -> Grant:
        """The grant that a token answer carries."""
        return cls(
            access_token=answer.access_token,
            access_expires=float(answer.access_token_expire_in),
            refresh_token=answer.refresh_token,
            refresh_expires=float(answer.refresh_token_expire_in),
            open_id=answer.open_id,
            seller_name=answer.seller_name or "",
            region=answer.seller_base_region or "",
            user_type=answer.user_type,
            scopes=tuple(answer.granted_scopes),
            obtained=now,
        )

    def is_due(self, now: float) -> bool:
        """Whether it is time to refresh: the last half day, or the last tenth of a short-lived token."""
        ahead = min(REFRESH_AHEAD, max(0.0, self.access_expires - self.obtained) / 10)
        return now >= self.access_expires - ahead

    def is_usable(self, now: float) -> bool:
        """Whether the access token still holds."""
        return now < self.access_expires

    def serves(self, now: float, rejected: Secret | None) -> bool:
        """Whether a call may use the access token: it holds, and is not the one that was just turned away."""
        return self.is_usable(now) and self.access_token != rejected

    def can_refresh(self, now: float) -> bool:
        """Whether the refresh token still holds; 0 stands for a grant without end."""
        return self.refresh_expires == 0 or now < self.refresh_expires

    def reveal(self) -> dict[str, Any]:
        """Everything in clear, for the private token file and nothing else."""
        return {
            "access_token": self.access_token.reveal(),
            "access_expires": self.access_expires,
            "refresh_token": self.refresh_token.reveal(),
            "refresh_expires": self.refresh_expires,
            "open_id": self.open_id,
            "seller_name": self.seller_name,
            "region": self.region,
            "user_type": self.user_type,
            "scopes": list(self.scopes),
            "obtained": self.obtained,
        }

    @classmethod
    def revealed(cls, stored: Mapping[str, Any]) -> Grant:
        """The grant that `reveal()` wrote."""
        return cls(
            **{
                **stored,
                "access_token": Secret(stored["access_token"]),
                "refresh_token": Secret(stored["refresh_token"]),
                "scopes": tuple(stored["scopes"]),
            }
        )


class RefreshMark(NamedTuple):
    """Stands in the store from before a refresh is sent until its answer is stored.

    A refresh token may work once, and a server may take a second use for theft and revoke the whole grant. Whoever
    finds this mark knows that the token may have been used, by a process that died or by an answer that was lost.
    `token` is a hash, `at` Unix seconds, `last` says that the one deliberate repetition was made too, or that the
    platform refused the token.
    """

    token: str
    at: float
    last: bool = False

    @classmethod
    def of(cls, grant: Grant, now: float, *, last: bool = False) -> RefreshMark:
        """About the refresh token of this grant."""
        return cls(_token_hash(grant), now, last)

    def is_of(self, grant: Grant) -> bool:
        """Whether it is this grant's refresh token that may have been used."""
        return self.token == _token_hash(grant)

    def as_dict(self) -> dict[str, Any]:
        """For the store; no secret is in it."""
        return self._asdict()


def _token_hash(grant: Grant) -> str:
    return hashlib.sha256(b"refresh " + grant.refresh_token.reveal().encode()).hexdigest()[:32]


class TokenStep(Enum):
    """What to do so that a call has a token."""

    USE = "use"
    """The access token serves."""
    REFRESH = "refresh"
    """Refresh for the first time."""
    REPEAT = "repeat"
    """Use the refresh token once more, deliberately: the access token no longer serves, so nothing can be lost."""
    GONE = "gone"
    """The refresh token was used twice or refused, and no answer was stored: only a new consent helps."""
    ENDED = "ended"
    """The time for which the seller consented is over."""


def next_step(grant: Grant, mark: RefreshMark | None, now: float, rejected: Secret | None = None) -> TokenStep:
    """Decide from what is stored. `rejected` is an access token that the platform just turned away."""
    serves = grant.serves(now, rejected)
    if serves and not grant.is_due(now):
        return TokenStep.USE
    if not grant.can_refresh(now):
        return TokenStep.USE if serves else TokenStep.ENDED
    if mark is None or not mark.is_of(grant):
        return TokenStep.REFRESH
    if serves:
        return TokenStep.USE
    return TokenStep.GONE if mark.last else TokenStep.REPEAT


def mark_after(error: ShopError, mark: RefreshMark, before: RefreshMark | None) -> RefreshMark | None:
    """The mark to keep after a refresh failed: that of `before` if it is certain that the token was not used."""
    if isinstance(error, ConsentNeeded):
        return mark._replace(last=True)  # the platform refused this token for good
    return before if error.delivered is False else mark


def account_identity(app_key: str, open_id: str) -> str:
    """Names the unit that limits are counted for: one app and one seller, under whatever account name."""
    return hashlib.sha256(f"{app_key}\n{open_id}".encode()).hexdigest()[:32]


def exchange_request(app: App, code: Secret, user_agent: str) -> Request:
    """Code for tokens. Note the platform's spelling `authorized_code`; the call is not signed."""
    query = {"app_key": app.key, "app_secret": app.secret.reveal(), "auth_code": code.reveal()}
    return Request("GET", TOKEN_GET, {**query, "grant_type": "authorized_code"}, {"user-agent": user_agent})


def refresh_request(app: App, refresh_token: Secret, user_agent: str) -> Request:
    """A new pair for the refresh token, which is spent by it."""
    query = {"app_key": app.key, "app_secret": app.secret.reveal(), "refresh_token": refresh_token.reveal()}
    return Request("GET", TOKEN_REFRESH, {**query, "grant_type": "refresh_token"}, {"user-agent": user_agent})


def consent_url(base: str, app: App, state: str) -> str:
    """Where the seller consents. Apps with a service id use the current page, others the older one."""
    if app.service_id:
        return f"{base}/open/authorize?{urlencode({'service_id': app.service_id, 'state': state})}"
    return f"{base}/oauth/authorize?{urlencode({'app_key': app.key, 'state': state})}"


class Returned(NamedTuple):
    """What came back from the consent page: the one-time code, and the state if there was one."""

    code: Secret
    state: str | None = None
    is_address: bool = False

    @classmethod
    def read(cls, pasted: str) -> Returned:
        """From the redirect address, or from the bare code when the page could not be opened here."""
        text = pasted.strip()
        if "?" not in text and "=" not in text:
            return cls(_code(text))
        query = parse_qs(urlsplit(text).query or text)
        if "error" in query:
            raise ConsentNeeded("the seller refused the consent")
        states = query.get("state")
        return cls(_code(query.get("code", [""])[0]), states[0] if states else None, is_address=True)


def _code(text: str) -> Secret:
    if not text or text == "null" or len(text) > 1000 or not text.isprintable():
        raise InvalidRequest("no authorisation code in this text: paste the redirect address or the code itself")
    return Secret(text)
