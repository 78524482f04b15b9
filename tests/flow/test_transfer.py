"""Large files go up in chunks and documents come down, each under the rules of a call."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.flow.conftest import COVERS, Rig
from tiktok_shop_sdk import PurposeStatement, Stripped
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.sensitive import Kind, Stripper
from tiktok_shop_sdk.errors import (
    AnswerUnreadable,
    ApiError,
    InvalidRequest,
    PurposeRefused,
    ServerError,
    Throttled,
    TransportError,
)
from tiktok_shop_sdk.models.files import UploadSession
from tiktok_shop_sdk.transfer import CHUNK, FETCH_DOCUMENT, UPLOAD_CHUNK, Chunks, ChunkTaken, Document, file_id

TARGET = "/customer_service/202309/images/upload"


def covering(rig: Rig, *names: str) -> None:
    statement = PurposeStatement("Sync", covers={*COVERS, *names}, filed=date(2024, 3, 1))
    rig.account = replace(rig.account, statement=statement)


def upload(rig: Rig, source: Any, **settings: Any) -> Any:
    return rig.go(
        lambda client: client.shop(rig.shop_id).upload(source, file_type="video", target_path=TARGET, **settings)
    )


def test_a_file_goes_up_in_numbered_chunks_and_each_is_a_recorded_call(rig: Rig, tmp_path: Path) -> None:
    rig.consent()
    file = tmp_path / "clip.mp4"
    file.write_bytes(b"x" * (2 * CHUNK + 7))
    seen: list[tuple[int, int]] = []
    before = len(rig.arrived())
    found = upload(rig, file, on_progress=lambda done, total: seen.append((done, total)))
    assert found.startswith("v1")
    assert seen == [(CHUNK, 2 * CHUNK + 7), (2 * CHUNK, 2 * CHUNK + 7), (2 * CHUNK + 7, 2 * CHUNK + 7)]
    assert len(rig.arrived()) - before == 4  # the announcement and three chunks
    chunks = [record for record in rig.calls() if record.get("operation") == "files.upload_chunk"]
    assert [record["kind"] for record in chunks] == ["intent", "outcome"] * 3
    assert chunks[0]["path"] == "{upload_url}" and chunks[-1]["outcome"] == "ok"
    assert "sandbox+Upload" not in str(rig.records())
    gaps = [b.at - a.at for a, b in zip(rig.arrived()[before:], rig.arrived()[before + 1 :], strict=False)]
    assert min(gaps) >= 0.5


def test_bytes_go_up_too_and_a_small_file_is_one_chunk(rig: Rig) -> None:
    rig.consent()
    assert upload(rig, b"small", name="a.mp4").startswith("v1")


def test_a_chunk_whose_fate_is_unknown_is_not_sent_twice(rig: Rig) -> None:
    rig.consent()
    rig.platform.trouble("cut@+2")
    before = len(rig.arrived())
    with pytest.raises(TransportError):
        upload(rig, b"x" * CHUNK)
    assert len(rig.arrived()) - before == 2


@pytest.mark.parametrize(
    ("source", "said"), [(b"", "empty"), (Path("nowhere.mp4"), "No such file"), ("nowhere.mp4", "No such file")]
)
def test_a_file_that_cannot_go_is_refused_before_anything_is_sent(rig: Rig, source: Any, said: str) -> None:
    rig.consent()
    before = len(rig.arrived())
    with pytest.raises(InvalidRequest, match=said):
        upload(rig, source)
    assert len(rig.arrived()) == before


def test_a_file_that_is_too_large_or_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "video.mp4"
    with file.open("wb") as sparse:
        sparse.truncate(500 * 1000 * 1000 + 1)
    with pytest.raises(InvalidRequest, match="more than 500,000,000"):
        Chunks.of(file)
    file.write_bytes(b"x" * 10)
    chunks = Chunks.of(file)
    file.write_bytes(b"x" * 9)
    with pytest.raises(InvalidRequest, match="changed"):
        chunks.read(1)
    file.unlink()
    with pytest.raises(InvalidRequest, match="changed"):
        chunks.read(1)


@pytest.mark.parametrize(
    "url",
    [
        "https://files.example.test/upload/1",
        "https://open-api.tiktokglobalshop.com.example.test/upload/1",
        "http://open-api.tiktokglobalshop.com/upload/1",
        "http://127.0.0.1:1/upload/1",
        "https://open-api.tiktokglobalshop.com@files.example.test/upload/1",
        "https://files.example.test\\@open-api.tiktokglobalshop.com/upload/1",
        "https://open-api.tiktokglobalshop.com:8443/upload/1",
        "",
    ],
)
def test_a_token_never_goes_to_a_host_that_is_not_the_platforms(url: str) -> None:
    session = UploadSession(upload_url=url, upload_token=Secret("upload-token"))
    with pytest.raises(InvalidRequest, match="outside its own hosts"):
        UPLOAD_CHUNK.bind_chunk(session, 1, b"x", local=False)


def test_a_chunk_goes_to_the_address_that_the_platform_named() -> None:
    session = UploadSession(upload_url="https://open-upload.tiktokglobalshop.com/v1/files/7")
    bound = UPLOAD_CHUNK.bind_chunk(session, 3, b"x", local=False)
    assert (bound.origin, bound.path) == ("https://open-upload.tiktokglobalshop.com", "/v1/files/7")
    assert bound.query == {"upload_token": "", "chunk_num": "3"}


def test_an_upload_without_an_id_at_its_end_is_no_success() -> None:
    assert file_id(ChunkTaken(resource_id="7")) == "7"
    for taken in (None, ChunkTaken()):
        with pytest.raises(AnswerUnreadable, match="named no file"):
            file_id(taken)


# Documents.
def a_link(rig: Rig) -> Any:
    shop = rig.platform.seller.shops[0]
    package = next(order.record["packages"][0]["id"] for order in shop.orders.values() if order.record["rts_time"])
    return rig.go(
        lambda client: client.shop(rig.shop_id).fulfillment.get_shipping_document(
            package, document_type="SHIPPING_LABEL"
        )
    ).doc_url


def test_a_label_is_fetched_behind_its_own_purpose_and_without_a_credential(rig: Rig, tmp_path: Path) -> None:
    covering(rig, "shipping_documents:read")
    rig.consent()
    link = a_link(rig)
    document = rig.go(lambda client: client.shop(rig.shop_id).download(link))
    assert document.content.startswith(b"%PDF") and document.media_type == "application/pdf"
    assert "PDF" not in repr(document)
    intent, outcome = rig.calls()[-2:]
    assert (intent["operation"], intent["path"]) == ("files.download", "{link}")
    assert outcome["stripped"] == {"shipping_document:released": 1}
    saved = document.save(tmp_path / "label.pdf")
    assert saved.read_bytes() == document.content
    if sys.platform != "win32":
        assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_without_the_purpose_no_document_is_fetched(rig: Rig) -> None:
    rig.consent()
    before = len(rig.arrived())
    for link in (Stripped(Kind.SHIPPING_DOCUMENT), "http://127.0.0.1:1/documents/1.pdf"):
        with pytest.raises(PurposeRefused, match="shipping_documents:read"):
            rig.go(lambda client, link=link: client.download(link))
    assert len(rig.arrived()) == before


def test_a_link_that_leads_nowhere_is_an_error_of_the_platform(rig: Rig) -> None:
    covering(rig, "shipping_documents:read")
    rig.consent()
    with pytest.raises(ApiError, match="404"):
        rig.go(lambda client: client.download("http://127.0.0.1:1/documents/nothing.pdf"))


@pytest.mark.parametrize(("status", "error"), [(403, ApiError), (404, ApiError), (429, Throttled), (503, ServerError)])
def test_a_file_servers_refusal_is_not_taken_for_the_platforms(status: int, error: type[ApiError]) -> None:
    opened = FETCH_DOCUMENT.reader.open(Response(status, {}, b"no"), Stripper(), operation="files.download")
    assert type(opened.error) is error and opened.result is None
    assert ("expires" in opened.error.next_step) == (status < 429)


@pytest.mark.parametrize(
    "link",
    [None, "", "ftp://example.test/x", "http://example.test/x", "https://169.254.169.254/x", "https://[::1]/x",
     "https://me@example.test/x", "https://example.test:22/x", "https://localhost/x"],
)  # fmt: skip
def test_a_link_is_an_https_address(link: str | None) -> None:
    with pytest.raises(InvalidRequest, match="https"):
        FETCH_DOCUMENT.bind_link(link, local=False)


def test_a_signed_link_is_fetched_letter_by_letter() -> None:
    bound = FETCH_DOCUMENT.bind_link("https://cdn.example.test/a%20b.pdf?x=1%2B2&x=3", local=False)
    assert bound.path == "/a%20b.pdf?x=1%2B2&x=3" and bound.query == {}
    assert FETCH_DOCUMENT.bind_link("https://cdn.example.test", local=False).path == "/"
    injected = FETCH_DOCUMENT.bind_link("https://cdn.example.test/a b\x00\r\nHost: x?标=1", local=False)
    assert injected.path == "/a%20b%00Host:%20x?%E6%A0%87=1"
    assert Document(b"secret").media_type == ""
