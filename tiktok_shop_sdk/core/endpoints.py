"""The hosts that an account talks to: the platform's or a sandbox's, and the Redis that its machines share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qs, quote, urlsplit

from ..errors import DeclarationError
from .secret import Secret

# The platform's own domains, all of which stand in the protocol facts, section 1. Tokens go nowhere else.
PLATFORM_DOMAINS = ("tiktokglobalshop.com", "tiktok-shops.com", "tiktokshop.com", "tiktokshops.us")
# A host by its name at the usual port: no user, no address of a machine, nothing that two readers read differently.
_NAMED = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_PRINTABLE = "!$%&'()*+,-./:;=?@[]_~"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The hosts of the platform (protocol facts, section 1). https everywhere, http only on this machine."""

    api: str = "https://open-api.tiktokglobalshop.com"
    auth: str = "https://auth.tiktok-shops.com"
    consent: str = "https://services.tiktokshop.com"
    """Sellers outside the US; a US app writes https://services.tiktokshops.us."""

    def __post_init__(self) -> None:
        for name in ("api", "auth", "consent"):
            parts = urlsplit(getattr(self, name))
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
                raise DeclarationError(f"Endpoints({name}=...) is an address without a path: https://host")
            if parts.scheme == "http" and not is_loopback(getattr(self, name)):
                raise DeclarationError(f"Endpoints({name}=...): http is for this machine only; use https")
        for name in ("api", "auth"):
            if not is_platforms(getattr(self, name)) and not is_loopback(getattr(self, name)):
                raise DeclarationError(f"Endpoints({name}=...) is one of the platform's own hosts, or a sandbox here")

    @classmethod
    def sandbox(cls, url: str) -> Endpoints:
        """All three on a sandbox of this machine."""
        return cls(api=url, auth=url, consent=url)

    @property
    def is_local(self) -> bool:
        """Whether calls stay on this machine, so that looser limits do no harm."""
        return is_loopback(self.api) and is_loopback(self.auth)


def is_loopback(url: str) -> bool:
    """Whether an address names this machine itself."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_platforms(url: str) -> bool:
    """Whether an address is https at one of the platform's own hosts."""
    host = urlsplit(url).netloc.lower()
    return is_public(url) and any(host == domain or host.endswith(f".{domain}") for domain in PLATFORM_DOMAINS)


def is_public(url: str) -> bool:
    """Whether an address is https at a host with a name, at the usual port."""
    parts = urlsplit(url)
    return parts.scheme == "https" and _NAMED.fullmatch(parts.netloc) is not None


def as_sent(target: str) -> str:
    """A path and query that others wrote, as it may stand in a request: blanks and control characters are escaped."""
    return quote(target, safe=_PRINTABLE)


_OWN_CERTIFICATES = {"ssl_ca_certs", "ssl_certfile", "ssl_keyfile"}


def redis_address(given: str | Secret) -> Secret:
    """The address of a Redis that machines share. It carries tokens and a password, so off this machine it is TLS."""
    text = given.reveal() if isinstance(given, Secret) else given
    parts = urlsplit(text)
    fault = ""
    if parts.scheme not in ("redis", "rediss", "unix") or not (parts.hostname or parts.scheme == "unix"):
        fault = "is an address such as rediss://user:password@host:6379/0"
    elif parts.scheme == "redis" and not is_loopback(text):
        fault = "is in clear; off this machine it must be rediss:// (TLS), for it carries tokens"
    elif unknown := sorted(parse_qs(parts.query, keep_blank_values=True).keys() - _OWN_CERTIFICATES):
        fault = f"takes no {', '.join(unknown)}; after ? may stand {', '.join(sorted(_OWN_CERTIFICATES))}"
    if fault:
        raise DeclarationError(f"Account(redis=...) {fault}")
    return Secret(text)
