"""What reaches the sandbox and what it answers, as plain values that no web framework needs to know."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

JSON_HEADERS = (("content-type", "application/json"),)
TEXT_HEADERS = (("content-type", "text/plain; charset=utf-8"),)
HTML_HEADERS = (("content-type", "text/html; charset=utf-8"),)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One HTTP request as it arrived: `path` and `query_string` undecoded, header names in lower case."""

    method: str
    path: str
    query_string: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    client_address: str = "127.0.0.1"

    @classmethod
    def of(
        cls,
        method: str,
        target: str,
        headers: Iterable[tuple[str, str]] = (),
        body: bytes = b"",
        client_address: str = "127.0.0.1",
    ) -> Incoming:
        """A request from its raw target (`/path?query`) and header pairs."""
        path, _, query = target.partition("?")
        folded = {name.lower(): value for name, value in headers}
        return cls(method.upper(), path, query, folded, body, client_address)

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One HTTP answer; send it after `delay` seconds, or close the connection instead if `cut`."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    delay: float = 0.0
    cut: bool = False


def encode(value: Any) -> bytes:
    """JSON as the platform writes it: compact, UTF-8, nothing escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def envelope(data: bytes, request_id: str, *, code: int = 0, message: str = "Success") -> bytes:
    """The platform's envelope around `data`, which is encoded already: big pages are never encoded twice."""
    return b'{"code":%d,"data":%b,"message":%b,"request_id":"%b"}' % (
        code,
        data,
        encode(message),
        request_id.encode(),
    )
