"""What an editor sees of customer service, on both clients. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import UTC, datetime
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Pager
from tiktok_shop_sdk.core.request import Upload
from tiktok_shop_sdk.core.sensitive import Stripped
from tiktok_shop_sdk.models.customer_service import Conversation, Message, Session, UploadedImage
from tiktok_shop_sdk.resources.customer_service import CustomerService

TODAY = datetime(2026, 5, 1, tzinfo=UTC)


async def asynchronous(chats: CustomerService[Async]) -> None:
    assert_type(chats.get_conversation("1"), Awaitable[Conversation])
    assert_type(chats.list_messages("1"), AsyncPager[Message])
    assert_type(await chats.send_message("1", type="TEXT", content="{}"), str | None)
    assert_type(await chats.accepts_chats(), bool | None)


def blocking(chats: CustomerService[Sync]) -> None:
    assert_type(chats.search_sessions(begin_time_ge=TODAY, begin_time_lt=1777593600), Pager[Session])
    assert_type(chats.mark_read("1"), None)
    assert_type(chats.upload_image(Upload("a.png", b"")), UploadedImage)
    for message in chats.list_messages("1"):
        assert_type(message.content, Stripped | None)
