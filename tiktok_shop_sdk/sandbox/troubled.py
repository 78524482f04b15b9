"""What scripted trouble does to a call: an answer instead of the effect, or another answer after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .exchange import HTML_HEADERS, JSON_HEADERS, TEXT_HEADERS, Outgoing, envelope
from .grants import Grant, Grants
from .refusals import Refusal, credentials
from .trouble import Trouble

_PHRASES = {403: "Forbidden", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}
_CLOSED = Outgoing(0, (), b"", cut=True)


def answer_instead(troubles: Iterable[Trouble], grants: Grants, grant: Grant | None, now: float) -> Outgoing | None:
    """Do what befalls a call before its effect: raise the refusal, or return a closed connection."""
    for trouble in troubles:
        if trouble.after:
            continue
        if trouble.figure is not None:
            raise _scripted(trouble, trouble.figure)
        if trouble.what == "cut":
            return _CLOSED
        if grant is not None:
            _befall(trouble, grants, grant, now)
    return None


def _befall(trouble: Trouble, grants: Grants, grant: Grant, now: float) -> None:
    why = f"scripted: {trouble.spec}"
    if trouble.what == "expired":
        grants.expire(grant.user, now)
        raise Refusal(105002, why=why)
    if trouble.what == "deauthorized":
        grants.withdraw(grant.user)
        raise Refusal(105001, why=why)
    if trouble.what == "address":
        raise Refusal(36009033, why=why)
    if trouble.what == "clock":
        raise credentials("Invalid timestamp. 'timestamp' is earlier than 5 minutes before the current time.")


def dress(out: Outgoing, troubles: Iterable[Trouble]) -> Outgoing:
    """Change the answer of a call that had its effect; raises the refusal that is told all the same."""
    for trouble in troubles:
        if trouble.what == "slow":
            out = replace(out, delay=out.delay + (trouble.number or 0.0))
        elif trouble.what == "garbage":
            out = replace(out, headers=HTML_HEADERS, body=b"<html><body><h1>It works!</h1></body></html>")
        elif trouble.after and trouble.what == "cut":
            out = replace(out, cut=True)
        elif trouble.after and trouble.figure is not None:
            raise _scripted(trouble, trouble.figure)
    return out


def _scripted(trouble: Trouble, figure: int) -> Refusal:
    why = f"scripted: {trouble.spec}"
    if figure == 429:
        retry_after = None if trouble.number is None else int(trouble.number)
        return Refusal(36009002, retry_after=retry_after, why=why)
    if figure < 1000:
        return Refusal(None, _PHRASES.get(figure, "Failed"), status=figure, why=why)
    return Refusal(figure, status=200, why=why)


def refusal_answer(refusal: Refusal, request_id: str) -> Outgoing:
    """A refusal as the platform sends it: an envelope, or a bare text where a gateway in front answers."""
    if refusal.code is None:
        return Outgoing(refusal.status, TEXT_HEADERS, refusal.message.encode())
    headers: tuple[tuple[str, str], ...] = JSON_HEADERS
    if refusal.retry_after is not None:
        headers = (*headers, ("retry-after", str(refusal.retry_after)))
    # The gateway answers with `null`, the services behind it with an empty object.
    data = b"{}" if refusal.status == 200 and refusal.code not in (36009003, 36009007) else b"null"
    body = envelope(data, request_id, code=refusal.code, message=refusal.message)
    return Outgoing(refusal.status, headers, body)
