"""
Files that are too large for one request, and documents behind a link: under the rules of every other call.

A chunk goes to the address that the platform named for its session, which must be one of the platform's own hosts,
because the access token goes with it (protocol facts, section 11). A document is fetched with no credential at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from os import PathLike
from pathlib import Path
from typing import Annotated, Any, TypeAlias
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field

from .core.codes import refusal
from .core.endpoints import as_sent, is_loopback, is_platforms, is_public
from .core.envelope import AnswerReader, Opened
from .core.errand import Errand
from .core.limits import QuotaClass
from .core.operation import Declaration
from .core.request import Request, Response
from .core.secret import Secret
from .core.sensitive import Kind, Stripped, Stripper
from .core.terms import Action, Bound, Terms
from .core.world import Declared, World
from .errors import AnswerUnreadable, ApiError, InvalidRequest, PurposeRefused
from .models.base import Id, Model
from .models.files import UploadSession
from .ports.files import replace_file
from .resources.files import Files as Files

Progress: TypeAlias = Callable[[int, int], object]
"""Called with the bytes that are through, and the bytes of the whole file."""

# Chunks have 5 to 30 MB (protocol facts, section 11); the smallest ones lose least when a connection breaks.
CHUNK = 5 * 1024 * 1024
LARGEST = 500 * 1000 * 1000  # a shoppable video; customer service takes up to 100 MB


def _for_anyone(route: str, quota: QuotaClass, data: str, action: Action) -> Terms:
    return Terms(route, quota, data, action, cipher="optional", asset="optional", token="any")


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was fetched. A shipping label shows a buyer's address: keep it no longer than the parcel."""

    content: bytes = field(repr=False)
    media_type: str = ""

    def save(self, path: str | PathLike[str]) -> Path:
        """Write it to a file that only its owner can read, whole or not at all."""
        file = Path(path)
        replace_file(file, self.content)
        return file


@dataclass(frozen=True, slots=True)
class Chunks:
    """A file cut into chunks, numbered from 1; it is read chunk by chunk."""

    source: Path | bytes = field(repr=False)
    size: int

    @classmethod
    def of(cls, source: str | PathLike[str] | bytes) -> Chunks:
        """The chunks of a file or of bytes; `InvalidRequest` if it is empty, too large, or cannot be read."""
        found = source if isinstance(source, bytes) else Path(source)
        try:
            size = len(found) if isinstance(found, bytes) else found.stat().st_size
        except OSError as error:
            size, reason = 0, error.strerror or type(error).__name__
        else:
            reason = "it is empty" if not size else f"it has more than {LARGEST:,} bytes" if size > LARGEST else ""
        if reason:
            raise InvalidRequest(f"this file cannot be uploaded: {reason}")
        return cls(found, size)

    @property
    def name(self) -> str:
        return self.source.name if isinstance(self.source, Path) else "file"

    @property
    def count(self) -> int:
        return ceil(self.size / CHUNK)

    def read(self, number: int) -> bytes:
        """The bytes of one chunk; `InvalidRequest` if the file was cut meanwhile."""
        start = (number - 1) * CHUNK
        if isinstance(self.source, bytes):
            return self.source[start : start + CHUNK]
        try:
            with self.source.open("rb") as file:
                file.seek(start)
                content = file.read(CHUNK)
        except OSError:
            content = b""
        if len(content) != min(CHUNK, self.size - start):
            raise InvalidRequest("the file changed while it was uploaded; begin again")
        return content


def file_id(taken: ChunkTaken | None) -> str:
    """The file's id, which comes with the last chunk; `AnswerUnreadable` if it does not."""
    if taken is None or taken.resource_id is None:
        raise AnswerUnreadable("all chunks were taken, and the platform named no file", operation=UploadChunk.id)
    return taken.resource_id


class ChunkTaken(Model):
    """The platform's word on a chunk; with the last one comes the id of the file."""

    resource_id: Annotated[Id | None, Field(validation_alias=AliasChoices("resource_id", "id"))] = None


class UploadChunk(Declaration[..., ChunkTaken]):
    """One chunk of an upload session."""

    id = "files.upload_chunk"

    def __init__(self) -> None:
        super().__init__(_described, _for_anyone("PUT {upload_url}", "both", "account", "write"))

    @cached_property
    def reader(self) -> AnswerReader[ChunkTaken]:
        """Reads what the platform says of a chunk."""
        return AnswerReader(ChunkTaken)

    def bind_chunk(self, session: UploadSession, number: int, content: bytes, *, local: bool) -> Bound:
        """Chunk `number` of a session, bound for the address that the platform named."""
        url = session.upload_url or ""
        if not is_platforms(url) and not (local and is_loopback(url)):
            raise InvalidRequest("the platform named an upload address outside its own hosts; nothing was sent there")
        token = session.upload_token
        query = {"upload_token": token.reveal() if token else "", "chunk_num": str(number)}
        parts = urlsplit(url)
        path = as_sent(parts.path or "/")
        return Bound(path, query, {"": content}, origin=f"{parts.scheme}://{parts.netloc}")


class FetchDocument(Declaration[..., Document]):
    """A document behind a link that an answer carried."""

    id = "files.download"

    def __init__(self) -> None:
        super().__init__(_described, _for_anyone("GET {link}", "order", "shipping_documents", "read"))

    @cached_property
    def reader(self) -> AnswerReader[Document]:
        """Takes the bytes as they are."""
        return DocumentReader(Document)

    def bind_link(self, link: str | Stripped | None, *, local: bool) -> Bound:
        """A fetch of `link`; `PurposeRefused` for one that was stripped."""
        if isinstance(link, Stripped):
            raise PurposeRefused(
                "this link was stripped, for the purpose statement does not cover shipping_documents:read",
                operation=self.id,
            )
        parts = urlsplit(link or "")
        if not is_public(link or "") and not (local and is_loopback(link or "")):
            raise InvalidRequest("a document's link is an https address, as the answer carried it", operation=self.id)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        return Bound(as_sent(path), origin=f"{parts.scheme}://{parts.netloc}")


class DocumentReader(AnswerReader[Document]):
    """Any answer with status 200 is the document."""

    def open(self, response: Response, stripper: Stripper, *, operation: str) -> Opened[Document]:
        """The bytes, counted as a release of kind 16; or what the status means."""
        if response.status == 429 or response.status >= 500:
            return Opened(error=refusal(response, None, "", request_id="", operation=operation))
        if response.status != 200:  # a file server knows nothing of certificates: its 403 is a link that has expired
            expired = ApiError(
                f"the link leads to no document (any more): HTTP {response.status}",
                operation=operation,
                next_step="Ask for the document again and fetch it at once: its link expires.",
                next_step_zh="请重新获取文件链接并立即下载:链接会过期。",
            )
            return Opened(error=expired)
        stripper.passed[Kind.SHIPPING_DOCUMENT] += 1
        return Opened(Document(response.body, response.headers.get("content-type", "")))


def chunk_request(
    account: Declared, world: World, errand: Errand, operation: Declaration[..., Any], bound: Bound, token: Secret
) -> Request:
    """A chunk as it travels: named by its session, with the token, unsigned."""
    query = {**bound.query, "app_key": account.app.key}
    if errand.shop is not None and errand.shop.cipher:
        query[errand.shop.parameter] = errand.shop.cipher.reveal()
    headers = {
        "content-type": "application/octet-stream",
        "user-agent": account.user_agent.header,
        "x-tts-access-token": token.reveal(),
    }
    return Request("PUT", bound.path, query, headers, bound.body[""])


def document_request(
    account: Declared, world: World, errand: Errand, operation: Declaration[..., Any], bound: Bound, token: Secret
) -> Request:
    """A fetch as it travels: the link as it is, and no credential."""
    return Request("GET", bound.path, {}, {"user-agent": account.user_agent.header, "accept": "*/*"})


def _described() -> None:
    """Neither is an operation of the catalogue; both are parts of one."""


UPLOAD_CHUNK = UploadChunk()
FETCH_DOCUMENT = FetchDocument()
