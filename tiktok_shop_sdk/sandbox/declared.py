"""Judges whether a User-Agent declares an application, a contact and a certificate (or that it has none)."""

from __future__ import annotations

import re

_APPLICATION = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+/[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_CONTACT = re.compile(r"([\w.+-]+@|https?://)[\w.-]+|\b[\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}")
_CERTIFICATE = re.compile(r"\bTK-CERT-[0-9A-Za-z]{5}\b|\bnone\b|\buncertified\b", re.IGNORECASE)


def missing_declarations(user_agent: str) -> tuple[str, ...]:
    """What a User-Agent fails to declare; empty if the platform would accept it.

    Accepted: `application/version` first, anywhere after it an e-mail or web address, and a certification
    number (`TK-CERT-` with five digits or letters) or one of the words `none` and `uncertified`.
    """
    application = _APPLICATION.match(user_agent)
    rest = user_agent[application.end() :] if application else user_agent
    found = {
        "application/version": application,
        "contact": _CONTACT.search(rest),
        "certificate": _CERTIFICATE.search(rest),
    }
    return tuple(name for name, match in found.items() if match is None)
