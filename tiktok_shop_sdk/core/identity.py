"""Who is calling: the app, and the User-Agent that every request declares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..__about__ import VERSION
from ..errors import DeclarationError
from .secret import Secret

# Certification numbers have this form in the source (trade article of 2026-03-05): five digits or letters.
CERTIFICATE = re.compile(r"TK-CERT-[A-Za-z0-9]{5}")
_PRODUCT_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")


def printable(name: str, value: str, *, limit: int = 200) -> str:
    """The value, if it is a text of one line that may stand in a header and in a log."""
    if not isinstance(value, str) or not value.strip():
        raise DeclarationError(f"{name} is missing: write a text")
    if len(value) > limit or not value.isprintable():
        raise DeclarationError(f"{name} must be one line of at most {limit} characters, without control characters")
    return value.strip()


@dataclass(frozen=True, slots=True, init=False)
class App:
    """The app registered in the partner console: its key and secret, and the service id for the consent page."""

    key: str
    secret: Secret = field(repr=False)
    service_id: str | None = None

    def __init__(self, *, key: str, secret: str | Secret, service_id: str | None = None) -> None:
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", key or ""):
            raise DeclarationError("App(key=...) is missing or malformed: copy the app key from the partner console")
        text = secret.reveal() if isinstance(secret, Secret) else secret
        if not text or not text.isascii() or not text.isprintable() or " " in text:
            raise DeclarationError("App(secret=...) is missing or malformed: copy it from the partner console")
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "secret", Secret(text))
        object.__setattr__(self, "service_id", service_id)


@dataclass(frozen=True, slots=True)
class UserAgent:
    """What every request declares: application and version, whom to contact, and the certification number.

    `certificate` has the form TK-CERT-XXXXX. A seller's own app that has none says `certificate=None` and why in
    `uncertified_because`; a number is never invented.
    """

    application: str
    version: str
    contact: str = ""
    certificate: str | None = ""
    uncertified_because: str = ""

    def __post_init__(self) -> None:
        for name in ("application", "version"):
            if not _PRODUCT_TOKEN.fullmatch(getattr(self, name) or ""):
                raise DeclarationError(
                    f"UserAgent({name}=...) is missing or holds characters that a header cannot carry"
                )
        printable("UserAgent(contact=...)", self.contact)
        if not self.contact.isascii() or set(self.contact) & set("();\\"):
            raise DeclarationError("UserAgent(contact=...) is an e-mail or web address in ASCII, without ( ) ; \\")
        if self.certificate is None:
            printable("UserAgent(uncertified_because=...)", self.uncertified_because)
        elif not CERTIFICATE.fullmatch(self.certificate):
            raise DeclarationError(
                "UserAgent(certificate=...) must be the filed number TK-CERT-XXXXX; "
                "an app without one says certificate=None and uncertified_because='...'"
            )

    @property
    def header(self) -> str:
        """`acme-erp/2.4 (ops@acme.example; TK-CERT-00017) tiktok-shop-sdk/0.1.0`."""
        certificate = self.certificate or "uncertified"
        return f"{self.application}/{self.version} ({self.contact}; {certificate}) tiktok-shop-sdk/{VERSION}"
