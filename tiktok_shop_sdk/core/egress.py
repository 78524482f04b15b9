"""The one registered way by which an account's calls leave: directly, or through a proxy of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from ..errors import DeclarationError
from .secret import Secret


@dataclass(frozen=True, slots=True)
class Direct:
    """A direct line; `local_address` binds it to one of this machine's addresses.

    `transport="fast"` lets the asyncio client send over aiohttp (extra `fast`) for a fraction of the CPU.
    """

    local_address: str | None = None
    transport: Literal["standard", "fast"] = field(default="standard", kw_only=True)

    def __post_init__(self) -> None:
        if self.transport not in ("standard", "fast"):
            raise DeclarationError('Direct(transport=...) is "standard" or "fast"')
        if self.local_address is not None:
            _address("Direct(local_address=...)", self.local_address)

    @property
    def label(self) -> str:
        """How the audit log names this way."""
        return f"direct:{self.local_address}" if self.local_address else "direct"


@dataclass(frozen=True, slots=True, init=False)
class Proxy:
    """An HTTP or SOCKS5 proxy of this account: `Proxy("socks5://user:password@host:1080")`."""

    url: Secret = field(repr=False)
    label: str

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https", "socks5", "socks5h") or not parts.hostname:
            raise DeclarationError("Proxy(...) takes http://, https://, socks5:// or socks5h://, with a host")
        try:
            port = parts.port
        except ValueError:
            port = None
        if port is None:
            raise DeclarationError("Proxy(...) needs a port: socks5://host:1080")
        object.__setattr__(self, "url", Secret(url))
        object.__setattr__(self, "label", f"{parts.scheme}:{parts.hostname}:{port}")


@dataclass(frozen=True, slots=True)
class Egress:
    """The public address that is registered for the app, and the line that leads there. There is no fall-back."""

    registered: str
    via: Direct | Proxy = field(default_factory=Direct)

    def __post_init__(self) -> None:
        _address("Egress(registered=...)", self.registered)
        if not isinstance(self.via, (Direct, Proxy)):
            raise DeclarationError("Egress(via=...) is Direct() or Proxy('socks5://host:1080')")

    @property
    def label(self) -> str:
        """How the audit log names this egress; a proxy's password is not part of it."""
        return f"{self.registered} via {self.via.label}"


def _address(name: str, text: str) -> None:
    try:
        ip_address(text)
        return
    except ValueError:
        pass
    raise DeclarationError(f"{name} is missing or not an IP address: write the public address, such as 203.0.113.7")
