"""Large files come in chunks, and documents behind links: in order, by their owner, without a credential."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from tests.sandbox.scene import Scene
from tiktok_shop_sdk.sandbox.uploads import LEAST, MOST

INIT = "/open/202512/file/init"
APP = "sandboxappkey"


class Session:
    """An announced file whose chunks a test sends as it likes."""

    def __init__(self, caller: Any, sizes: list[int], *, shop: bool = True, announced: int = 0) -> None:
        self.caller, self.shop = caller, shop
        body = {
            "file_name": "clip.mp4",
            "file_type": "video",
            "file_size": announced or sum(sizes),
            "total_chunk_count": len(sizes),
            "target_path": "/customer_service/202309/images/upload",
        }
        self.told = caller.call("POST", INIT, {}, body, shop=shop, headers={"host": "127.0.0.1:8765"}).data

    def put(self, number: Any, size: int, **changed: str) -> Any:
        query = {"upload_token": self.told["upload_token"], "chunk_num": number, "app_key": APP}
        if self.shop:
            query["shop_cipher"] = self.caller.shop.cipher
        query = {name: value for name, value in (query | changed).items() if value != ""}
        path = urlsplit(self.told["upload_url"]).path
        return self.caller.plain(
            "PUT", f"{path}?{urlencode(query)}", bytes(size), **{"x-tts-access-token": self.caller.token}
        )


def test_the_last_chunk_brings_the_id_of_the_file(caller: Any) -> None:
    session = Session(caller, [LEAST, MOST, 7])
    assert session.told["upload_url"].startswith("http://127.0.0.1:8765/upload/")
    assert session.put(1, LEAST).data == {}
    assert session.put(2, MOST).data == {}
    assert session.put(3, 7).data["resource_id"]
    assert session.put(3, 7).code == 98001004


@pytest.mark.parametrize(
    ("number", "size", "changed", "code", "words"),
    [
        (2, LEAST, {}, 98001004, "in their order"),
        (0, LEAST, {}, 98001004, "in their order"),
        ("", LEAST, {}, 98001004, "in their order"),
        (1, LEAST - 1, {}, 98001004, "5 to 30 MB"),
        (1, MOST + 1, {}, 36009021, "too large"),
        (1, LEAST, {"upload_token": "other"}, 98001004, "upload_token"),
        (1, LEAST, {"upload_token": ""}, 98001004, "upload_token"),
        (1, LEAST, {"app_key": "other"}, 36009004, "app_key"),
        (1, LEAST, {"shop_cipher": ""}, 106013, "identifier"),
        (1, LEAST, {"shop_cipher": "other"}, 101000, "does not fit"),
    ],
)
def test_a_chunk_that_does_not_fit_is_refused(
    caller: Any, number: Any, size: int, changed: dict[str, str], code: int, words: str
) -> None:
    session = Session(caller, [LEAST, LEAST, 7])
    said = session.put(number, size, **changed)
    assert said.code == code
    assert words in said.message
    assert session.put(1, LEAST).data == {}  # the control: nothing was taken before


def test_chunks_must_add_up_to_the_file(caller: Any) -> None:
    session = Session(caller, [LEAST, 7], announced=LEAST + 8)
    session.put(1, LEAST)
    assert "together" in session.put(2, 7).message
    assert session.put(2, 8).data["resource_id"]


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"file_size": 0}, "file_size"),
        ({"file_size": 500_000_001}, "file_size"),
        ({"total_chunk_count": 3}, "total_chunk_count"),
        ({"total_chunk_count": 0}, "total_chunk_count"),
        ({"file_type": "music"}, "file_type"),
        ({"target_path": None}, "target_path"),
    ],
)
def test_a_file_that_does_not_fit_is_not_announced(caller: Any, changed: dict[str, Any], name: str) -> None:
    body = {"file_name": "a", "file_type": "pdf", "file_size": LEAST + 1, "total_chunk_count": 2, "target_path": "/x"}
    assert caller.call("POST", INIT, {}, body).data
    said = caller.call("POST", INIT, {}, body | changed)
    assert said.code == 98001004
    assert f"'{name}'" in said.message


def test_a_chunk_needs_a_token_and_the_token_of_who_announced_the_file(caller: Any) -> None:
    session = Session(caller, [9])
    owner = caller.token
    caller.token = "never-issued"
    assert session.put(1, 9).code == 105001
    caller.token = caller.platform.issue_tokens(caller.platform.world.sellers[1])["access_token"]
    assert session.put(1, 9).code == 101000
    caller.token = owner
    caller.platform.certified_only = True
    caller.headers["user-agent"] = "curl/8"
    assert session.put(1, 9).status == 403
    account = caller.platform.report()["accounts"][f"{APP}/{caller.platform.seller.open_id}"]
    assert account["by_class"] == {"both": 2}  # the announcement, and the one chunk that came with its token


def test_a_creator_sends_chunks_without_a_shop(caller: Any) -> None:
    caller.token = caller.platform.issue_tokens(kind="creator")["access_token"]
    session = Session(caller, [9], shop=False)
    assert session.put(1, 9).data["resource_id"]


def test_chunks_meet_trouble_like_every_call(caller: Any) -> None:
    session = Session(caller, [9])
    caller.platform.trouble("429:5@+1,cut@+2")
    assert session.put(1, 9).status == 429
    assert session.put(1, 9).out.cut


def fetch(caller: Any, target: str, **headers: str) -> Any:
    return caller.plain("GET", target, **headers)


@pytest.fixture
def target(caller: Any) -> str:
    link = caller.platform.documents.link("http://127.0.0.1:8765", f"{APP}/{caller.platform.seller.open_id}", "label-1")
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


def test_a_link_leads_to_a_document_about_a_buyer(caller: Any, target: str) -> None:
    said = fetch(caller, target)
    assert said.status == 200
    assert dict(said.out.headers)["content-type"] == "application/pdf"
    assert said.out.body.startswith(b"%PDF-1.4") and said.out.body.endswith(b"%%EOF\n")
    assert b"Plantedville" in said.out.body
    places = [int(line[:10]) for line in said.out.body.split(b"xref\n")[1].splitlines()[2:6]]
    assert [said.out.body[place:].split(b" ")[0] for place in places] == [b"1", b"2", b"3", b"4"]


@pytest.mark.parametrize("name", ["app_key", "sign", "access_token", "shop_cipher"])
def test_a_credential_in_the_address_of_a_document_is_refused(caller: Any, target: str, name: str) -> None:
    assert fetch(caller, f"{target}&{name}=x").status == 400
    assert name in caller.platform.report()["refusals"][0]["why"]


def test_a_token_that_is_sent_along_with_a_fetch_is_refused(caller: Any, target: str) -> None:
    assert fetch(caller, target, **{"x-tts-access-token": caller.token}).status == 400
    assert fetch(caller, target).status == 200


def test_a_link_that_nobody_was_given_leads_nowhere(caller: Any, target: str) -> None:
    assert fetch(caller, "/documents/0000/planted-document-label-1.pdf").status == 404
    assert caller.plain("POST", target).status == 405
    caller.platform.certified_only = True
    caller.headers["user-agent"] = "curl/8"
    assert fetch(caller, target).status == 403


def test_a_fetch_keeps_the_pace_of_the_account_that_was_given_the_link(caller: Any, target: str) -> None:
    caller.shops()
    fetch(caller, target)
    [account] = caller.platform.report()["accounts"].values()
    assert (account["arrivals"], account["short_gaps"]) == (2, 1)


@pytest.mark.parametrize("client", ["async", "blocking"])
def test_a_large_file_goes_through_each_client(client: str, tmp_path: Path) -> None:
    scene = Scene(client, tmp_path, {"account:write"})
    file = tmp_path / "clip.mp4"
    file.write_bytes(bytes(2 * LEAST + 5))

    def upload(opened: Any) -> Any:
        return opened.shop(scene.shop_id).upload(file, file_type="video", target_path="/x")

    [(resource_id, _)] = scene.each(scene.account("seller"), [upload])
    assert resource_id.startswith("v1")
    assert scene.audited()["files.upload_chunk"] == ["intent", "ok"] * 3
    report = scene.platform.report()
    assert report["clean"] and report["refusals"] == []


@pytest.mark.parametrize("client", ["async", "blocking"])
def test_a_document_comes_through_each_client(client: str, tmp_path: Path) -> None:
    scene = Scene(client, tmp_path, {"fulfillment:write", "shipping_documents:read"})
    links: list[Any] = []

    def label(opened: Any) -> Any:
        return opened.shop(scene.shop_id).fbt.print_inbound_labels("1")

    def download(opened: Any) -> Any:
        return opened.shop(scene.shop_id).download(links[0])

    account = scene.account("seller")
    [(labels, _)] = scene.each(account, [label])
    links.append(labels.download_url)
    [(document, _)] = scene.each(account, [download])
    assert document.media_type == "application/pdf"
    assert b"Plantedville" in document.content
    assert "Planted" not in repr(document)
    report = scene.platform.report()
    assert report["clean"] and report["refusals"] == []
