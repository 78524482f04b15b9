"""Files that come in chunks: a session announces one, its chunks follow in their order, the last one brings its id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from .exchange import Incoming
from .grants import Grant
from .refusals import Refusal, parameter
from .users import kind_of

PREFIX: Final = "/upload/"
# Protocol section 11: chunks of 5 to 30 MB, files of up to 500 MB. Which megabyte is meant is not said; a chunk that
# passes here passes under both readings.
LEAST: Final = 5 * 1024 * 1024
MOST: Final = 30 * 1000 * 1000
LARGEST: Final = 500 * 1000 * 1000


@dataclass(slots=True)
class Session:
    """One announced file, and how much of it has come."""

    number: int
    user: str
    cipher: str
    size: int
    chunks: int
    taken: int = 0
    received: int = 0

    @property
    def path(self) -> str:
        return f"{PREFIX}{self.number}"

    @property
    def token(self) -> str:
        # `+`, `/` and `=` must survive the way through a URL.
        return f"sandbox+Upload/{self.number:06d}=="

    @property
    def resource_id(self) -> str:
        return f"v1{self.number:018d}"


class Uploads:
    """All sessions of one sandbox; the bytes themselves are not kept."""

    def __init__(self) -> None:
        self._sessions: list[Session] = []

    def begin(self, *, user: str, cipher: str, size: int, chunks: int) -> Session:
        """Announce a file of `size` bytes in `chunks` chunks, for a user's shop if there is a `cipher`."""
        if not 0 < size <= LARGEST:
            raise parameter("file_size", f"it is {size}", f"1 to {LARGEST} bytes")
        if not (chunks - 1) * LEAST < size <= chunks * MOST:
            raise parameter("total_chunk_count", "it does not fit file_size", "chunks of 5 to 30 MB")
        session = Session(len(self._sessions) + 1, user, cipher, size, chunks)
        self._sessions.append(session)
        return session

    def take(self, call: Incoming, query: Mapping[str, str], grant: Grant) -> dict[str, Any]:
        """Take the next chunk of a session; the answer to the last one names the file."""
        session = next((one for one in self._sessions if one.path == call.path), None)
        if session is None:
            raise Refusal(36009009)
        if call.method != "PUT":
            raise Refusal(36009010)
        _check_owner(session, query, grant)
        _check_chunk(session, query.get("chunk_num", ""), len(call.body))
        session.taken += 1
        session.received += len(call.body)
        return {"resource_id": session.resource_id} if session.taken == session.chunks else {}


def _check_owner(session: Session, query: Mapping[str, str], grant: Grant) -> None:
    if query.get("upload_token") != session.token:
        raise parameter("upload_token", "it is missing or belongs to another file", "the token of this file")
    if grant.user.open_id != session.user:
        raise Refusal(101000)
    if session.cipher and kind_of(grant.user) == "seller" and query.get("shop_cipher") != session.cipher:
        raise Refusal(101000 if "shop_cipher" in query else 106013)


def _check_chunk(session: Session, number: str, size: int) -> None:
    if session.taken == session.chunks:
        raise parameter("chunk_num", "the file is complete", "a new file")
    if number != str(session.taken + 1):
        raise parameter("chunk_num", "the chunks come in their order, from 1", f"{session.taken + 1}")
    last = session.taken + 1 == session.chunks
    if size > MOST:
        raise Refusal(36009021)
    if size < LEAST and not last:
        raise parameter("chunk", f"it has {size} bytes, and is not the last one", "5 to 30 MB")
    if last and session.received + size != session.size:
        raise parameter("chunk", "the chunks together are not file_size", f"{session.size - session.received} bytes")
