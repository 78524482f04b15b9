"""Requests and answers as plain values, laid out once: the bytes that are signed are the bytes that are sent."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ..errors import InvalidRequest

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send: its name, its bytes and its media type."""

    name: str
    content: bytes = field(repr=False)
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Request:
    """One request before it is sent. The query holds decoded values; `target` encodes them for the wire."""

    method: str
    path: str
    query: Mapping[str, str] = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)

    @property
    def target(self) -> str:
        """Path and query as they travel; everything but unreserved characters is percent-encoded."""
        query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in self.query.items())
        return f"{self.path}?{query}" if query else self.path


@dataclass(frozen=True, slots=True)
class Response:
    """One answer as it came: never printed, for it holds what has not been stripped yet."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


def encode_json(body: Mapping[str, Any] | None) -> bytes:
    """Serialise once. An empty body is no body: the official readers disagree about how `{}` is signed."""
    if not body:
        return b""
    try:
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except (ValueError, TypeError, RecursionError):  # UnicodeEncodeError too: a lone surrogate
        pass
    raise InvalidRequest("the body holds a value that JSON cannot carry (NaN, infinity, half a character, an object)")


def encode_multipart(fields: Mapping[str, Any], boundary: str) -> bytes:
    """`multipart/form-data`: texts and `Upload`s, in their order. The body is left out of the signature."""
    parts: list[bytes] = []
    for name, value in fields.items():
        if isinstance(value, Upload):
            disposition = f'form-data; name="{name}"; filename="{_file_name(value.name)}"'
            head = f"Content-Disposition: {disposition}\r\nContent-Type: {_media_type(value)}\r\n\r\n"
            content = value.content
        else:
            head = f'Content-Disposition: form-data; name="{name}"\r\n\r\n'
            content = query_text(value).encode()
        parts.append(b"--" + boundary.encode() + b"\r\n" + head.encode() + content + b"\r\n")
    return b"".join(parts) + b"--" + boundary.encode() + b"--\r\n"


def _file_name(name: str) -> str:
    if any(ord(character) < 32 or character in '"\\' for character in name):
        raise InvalidRequest("a file name holds a quote, a backslash or a control character")
    return _whole(name)


def _media_type(upload: Upload) -> str:
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+(; ?[\w-]+=[\w.-]+)?", upload.media_type, re.ASCII):
        raise InvalidRequest(f"the media type of {_file_name(upload.name)} is none, as image/png is one")
    return upload.media_type


def path_text(name: str, value: Any) -> str:
    """A value as it may stand in a path; raises `InvalidRequest`."""
    text = str(value)
    # Official samples disagree on whether the encoded path is signed; unreserved characters make both agree.
    if not re.fullmatch(r"[A-Za-z0-9._~-]+", text) or text in (".", ".."):
        raise InvalidRequest(f"{name} goes into the path and may hold letters, digits and . _ ~ - only")
    return text


def query_text(value: Any) -> str:
    """A value as the query spells it: `true`/`false`, lists joined by commas."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = [query_text(item) for item in value]
        if any("," in item for item in items):
            raise InvalidRequest("an item of a list in the query holds a comma; the platform would split it")
        return ",".join(items)
    return _whole(str(value))


def _whole(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        pass
    else:
        return text
    # Raised outside the block: the error would keep the text alive as our context.
    raise InvalidRequest("a text holds half a character (a lone surrogate) and cannot be sent")
