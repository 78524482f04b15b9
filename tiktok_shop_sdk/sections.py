"""The sections of an account file, or of the environment: each is read into its declaration."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from .core.egress import Direct, Egress, Proxy
from .core.endpoints import Endpoints
from .core.identity import App, UserAgent
from .core.limits import Limits
from .core.purpose import Language, PurposeStatement
from .core.token_key import KeyFromEnvironment, KeyFromKeyring, TokenKey
from .errors import DeclarationError

_COVER = re.compile(r"(?:(?:GET|POST|PUT|DELETE) )?[^\s,]+")  # a class, or a route with its method


def only(given: Mapping[str, Any], known: set[str], where: str) -> None:
    """Refuse what is not known: a misspelt key would be a silence."""
    if unknown := sorted(set(given) - known):
        raise DeclarationError(f"{where} has unknown keys {', '.join(unknown)}; it takes {', '.join(sorted(known))}")


def app(given: dict[str, Any]) -> App:
    only(given, {"key", "secret", "secret_env", "service_id"}, "[app]")
    secret = given.get("secret") or os.environ.get(given.get("secret_env", ""), "")
    return App(key=given.get("key", ""), secret=secret, service_id=given.get("service_id"))


def user_agent(given: dict[str, Any]) -> UserAgent:
    known = {"application", "version", "contact", "certificate", "uncertified_because"}
    only(given, known, "[user_agent]")
    because = given.get("uncertified_because", "")
    certificate = given.get("certificate") or (None if because else "")
    return UserAgent(
        given.get("application", ""),
        str(given.get("version", "")),
        contact=given.get("contact", ""),
        certificate=certificate,
        uncertified_because=because,
    )


def statement(given: dict[str, Any]) -> PurposeStatement:
    only(given, {"ready", "language", "text", "covers", "filed", "expires", "reference"}, "[statement]")
    filed, expires = _date(given.get("filed"), "filed"), _date(given.get("expires"), "expires")
    reference = given.get("reference", "")
    if case := given.get("ready"):
        if filed is None:
            raise DeclarationError("[statement] filed is missing: the date on which it was filed")
        language: Language = "zh" if given.get("language") == "zh" else "en"
        return PurposeStatement.ready(case, filed=filed, expires=expires, reference=reference, language=language)
    covers = given.get("covers", ())
    classes = _COVER.findall(covers) if isinstance(covers, str) else covers
    return PurposeStatement(given.get("text", ""), covers=classes, filed=filed, expires=expires, reference=reference)


def _date(value: Any, name: str) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        pass
    raise DeclarationError(f"[statement] {name} is a date, such as 2026-03-01")


def egress(given: dict[str, Any]) -> Egress:
    only(given, {"registered", "local_address", "proxy", "transport"}, "[egress]")
    if given.get("proxy") and (given.get("local_address") or given.get("transport")):
        raise DeclarationError("[egress] takes proxy, or local_address and transport, not both")
    transport = given.get("transport", "standard")
    via = Proxy(given["proxy"]) if given.get("proxy") else Direct(given.get("local_address"), transport=transport)
    return Egress(registered=given.get("registered", ""), via=via)


def token_key(given: dict[str, Any]) -> TokenKey | None:
    only(given, {"environment", "keyring", "user"}, "[token_key]")
    if given.get("environment") and given.get("keyring"):
        raise DeclarationError("[token_key] takes environment, or keyring and user, not both")
    if variable := given.get("environment"):
        return KeyFromEnvironment(variable)
    return KeyFromKeyring(given.get("keyring", ""), given.get("user", "")) if given else None


def limits(given: dict[str, Any]) -> Limits:
    words = {"counted_per", "paced_from"}
    only(given, {"pace", "attempt_timeout", "grace", "reserve", *words}, "[limits]")
    for key, value in given.items():
        if key not in words and not str(value).replace(".", "", 1).isdigit():
            raise DeclarationError("[limits] takes numbers: seconds, and reserve as a share such as 0.1")
    return Limits.articles_2024_07(**{k: v if k in words else float(v) for k, v in given.items()})


def endpoints(given: dict[str, Any]) -> Endpoints:
    only(given, {"api", "auth", "consent", "sandbox"}, "[endpoints]")
    if sandbox := given.pop("sandbox", None):
        return Endpoints.sandbox(sandbox)
    return Endpoints(**given)
