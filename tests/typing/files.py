"""What an editor sees of `files`. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.models.files import UploadSession
from tiktok_shop_sdk.resources.files import Files


def both(asynchronous: Files[Async], blocking: Files[Sync]) -> None:
    assert_type(
        asynchronous.init_upload(
            file_name="a.mp4", file_type="video", file_size=1, total_chunk_count=1, target_path="/"
        ),
        Awaitable[UploadSession],
    )
    session = blocking.init_upload(
        file_name="a.mp4", file_type="video", file_size=1, total_chunk_count=1, target_path="/"
    )
    assert_type(session, UploadSession)
    assert_type(session.upload_token, Secret | None)
