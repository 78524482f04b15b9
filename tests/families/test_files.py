"""Files: the token of an upload is a credential."""

from __future__ import annotations

import json

from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.resources.files import Files


def test_the_token_of_an_upload_is_there_and_is_never_shown() -> None:
    data = {"upload_url": "https://example.test/upload", "upload_token": "planted-token"}
    body = json.dumps({"code": 0, "data": data}).encode()
    session = Files.init_upload.reader.open(Response(200, {}, body), Stripper(), operation="files.init_upload").result
    assert session is not None
    assert session.upload_token is not None
    assert session.to_dict() == {"upload_url": "https://example.test/upload"}
    assert "planted" not in repr(session)
