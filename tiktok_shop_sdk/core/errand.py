"""One call on its way: how long it may wait, what is sent for it, and what the audit log says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeAlias

from ..__about__ import VERSION
from ..errors import (
    AllowanceUsedUp,
    AnswerUnreadable,
    ClockSkew,
    RateLimited,
    ShopError,
    Throttled,
    TransportError,
    WaitTooLong,
)
from .audit import Kind, Outcome, Record
from .codes import clock_offset, retry_after
from .lanes import Lane
from .limits import Answered, Lost, QuotaClass, Told, TooMany, Window
from .operation import Declaration
from .request import JSON, Request, Response, encode_json, encode_multipart
from .secret import Secret
from .sensitive import POLICY_HASH
from .signing import sign
from .terms import Bound, Cipher, Terms
from .world import Declared, Host, World

if TYPE_CHECKING:
    from .observe import Event


class ShopRef(NamedTuple):
    """One shop, or one category asset of a partner, as a call needs it."""

    id: str
    cipher: Secret
    parameter: Literal["shop_cipher", "category_asset_cipher"] = "shop_cipher"

    def taken_by(self, terms: Terms) -> Cipher:
        """Whether an operation takes a call for what this is."""
        return terms.cipher if self.parameter == "shop_cipher" else terms.asset


class Patience(NamedTuple):
    """How a call waits for its slot: in its lane, at most `max_wait` seconds, not beyond `deadline` (Unix seconds)."""

    max_wait: float | None = None
    deadline: float | None = None
    lane: Lane = "sync"

    def latest(self, world: World) -> float:
        """The latest start of an attempt, on the clock of `world.now()`."""
        wait = inf if self.max_wait is None else self.max_wait
        left = inf if self.deadline is None else self.deadline - world.wall()
        return world.now() + min(wait, left)


@dataclass(slots=True)
class Errand:
    """One call on its way: what the rules and the records need to know of it, and no value of it."""

    operation: str
    method: str
    path: str
    windows: tuple[Window, ...]
    quota: QuotaClass = "none"
    host: Host = "api"
    shop: ShopRef | None = None
    lane: Lane = "interactive"  # unless the caller chose: the account's other calls wait for its tokens
    number: int = 1
    waited: float = 0.0
    sent: float = inf  # when this attempt left, on the clock of `world.now()`
    latest: float = inf

    def time_left(self, world: World) -> float:
        """Seconds for which this call may still wait."""
        return self.latest - world.now()


def errand_of(
    account: Declared,
    world: World,
    operation: Declaration[..., Any],
    bound: Bound,
    shop: ShopRef | None,
    patience: Patience,
) -> Errand:
    """What a call is, once its arguments are laid out."""
    terms = operation.terms
    quotas = account.limits.windows(terms.quota, world.pseudonym(shop.id) if shop else "")
    return Errand(
        operation.id,
        operation.method,
        pinned(operation.path, account.versions.get(operation.id)),
        (*quotas, *(limit.window_of(bound) for limit in terms.limits)),
        quota=terms.quota,
        host=bound.origin or "api",
        shop=shop,
        lane=patience.lane,
        latest=patience.latest(world),
    )


def too_late(world: World, errand: Errand, seconds: float, reason: str) -> WaitTooLong:
    """What to say to a caller who may not wait that long."""
    return WaitTooLong(
        f"the next slot is {seconds:.1f} s away or more ({reason}), and this call may not wait that long",
        retry_at=world.wall() + seconds,
        operation=errand.operation,
    )


def pinned(path: str, version: str | None) -> str:
    """A path under the version that the account chose for its operation: `/order/{version}/orders`."""
    if version is None:
        return path
    before, domain, _, *rest = path.split("/")
    return "/".join((before, domain, version, *rest))


def keyed(world: World, operation: Declaration[..., Any], bound: Bound) -> Bound:
    """The same call with its idempotency key, if the operation has one: all attempts of a call carry one key."""
    key = operation.terms.idempotency_key
    if key is None or key in bound.body or key in bound.query:
        return bound
    made = {key: world.unique()}
    if operation.places[key] == "query":
        return replace(bound, query={**bound.query, **made})
    return replace(bound, body={**bound.body, **made})


def signed_request(
    account: Declared,
    world: World,
    errand: Errand,
    operation: Declaration[..., Any],
    bound: Bound,
    token: Secret,
) -> Request:
    """The request, signed over the bytes that are sent; built after every wait, for the platform checks the time."""
    query = {**bound.query, "app_key": account.app.key, "timestamp": str(int(world.wall()))}
    if errand.shop is not None and errand.shop.taken_by(operation.terms) != "forbidden":
        query[errand.shop.parameter] = errand.shop.cipher.reveal()
    boundary = world.unique() if operation.terms.multipart else ""
    headers = {
        "content-type": f"multipart/form-data; boundary={boundary}" if boundary else JSON,
        "user-agent": account.user_agent.header,
        "x-tts-access-token": token.reveal(),
    }
    body = encode_multipart(bound.body, boundary) if boundary else encode_json(bound.body)
    return sign(Request(operation.method, bound.path, query, headers, body), account.app.secret)


Layout: TypeAlias = Callable[[Declared, World, Errand, Declaration[..., Any], Bound, Secret], Request]
"""How a call becomes a request, once its token is known."""


class Named(Protocol):
    """Who knows the keyed hashes by which the log names an account (None) and its shops: a world, most times."""

    def pseudonym(self, shop_id: str | None) -> str: ...


def record_of(account: Declared, names: Named, kind: Kind, errand: Errand, **facts: Any) -> Record:
    """A record of this errand; the log names account and shop by keyed hashes."""
    if kind != "outcome":  # an outcome names its intent instead of saying it all again
        facts = {**_declared(account, errand), **facts}
    return Record(
        kind=kind,
        account=names.pseudonym(None),
        shop=names.pseudonym(errand.shop.id) if errand.shop else None,
        operation=errand.operation,
        attempt=errand.number,
        policy=POLICY_HASH,
        **facts,
    )


def _declared(account: Declared, errand: Errand) -> dict[str, Any]:
    return {
        "app": account.app.key,
        "purpose": account.statement.text,
        "statement": account.statement.digest,
        "certificate": account.user_agent.certificate,
        "user_agent": account.user_agent.header,
        "method": errand.method,
        "path": errand.path,
        "egress": account.egress.label,
        "sdk": VERSION,
    }


def events_of(errand: Errand, kind: Kind, facts: Mapping[str, Any], wall: float, now: float) -> Iterator[Event]:
    """What a record of the audit log is for observers."""
    from . import observe  # for who is watched

    about = (errand.operation, errand.quota, errand.lane, errand.number)
    match kind:
        case "intent":
            yield observe.Waited(wall, *about, errand.waited)
        case "outcome":
            took = now - errand.sent if errand.sent < inf else 0.0
            if errand.sent < inf:
                yield observe.Sent(wall - took, *about)
            yield observe.Answered(wall, *about, facts["outcome"], took, facts.get("status"), facts.get("code"))
        case "pause":
            yield observe.Paused(wall, *about, facts["detail"]["seconds"])
        case "refusal":
            yield observe.Refused(wall, *about, facts["detail"]["error"])
        case _:  # "refresh": there is no other record of a call
            yield observe.Refreshed(wall, *about)


def told_of(response: Response | None, error: ShopError | None, wall: float) -> Told:
    """What an attempt's end means for the ledger: a 429 under whatever code pauses the account, but for an allowance
    of one kind of call."""
    if response is None:
        return Lost()
    too_many = response.status == 429 and not isinstance(error, AllowanceUsedUp)
    if too_many or isinstance(error, Throttled):
        return TooMany(retry_after(response, wall))
    return Answered(ok=error is None)


def complete(error: ShopError | None, response: Response | None, pause: float, wall: float) -> None:
    """Fill in what the answer alone does not tell: when the pause ends, by how much our clock is off."""
    if isinstance(error, RateLimited) and not error.retry_at:
        error.retry_at = wall + pause
    if isinstance(error, ClockSkew) and response is not None:
        error.offset = clock_offset(response, wall)


def outcome_of(error: ShopError | None) -> Outcome:
    """How an attempt ended, in the words of the log."""
    match error:
        case None:
            return "ok"
        case TransportError():
            return "timeout" if error.timed_out else "unknown" if error.delivered is None else "not_sent"
        case AnswerUnreadable():
            return "unreadable"
    return "api_error"
