"""Customer service: where a chat stands comes in, what was said does not."""

from __future__ import annotations

import json
from typing import Any

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response, Upload
from tiktok_shop_sdk.core.sensitive import Kind, Stripped, Stripper
from tiktok_shop_sdk.resources import quotas
from tiktok_shop_sdk.resources.customer_service import CustomerService

BUYER = {"im_user_id": "7494", "user_id": "7495", "nickname": "Planted", "avatar": "https://a.jpeg", "role": "BUYER"}
MESSAGE = {
    "id": "1",
    "type": "LOGISTICS_CARD",
    "sender": BUYER,
    "content": '{"content": "Planted"}',
    "plaintext": "Planted",
    "data": '{"packages": [{"product_name": "Planted"}]}',
}


def read(declaration: Declaration[..., Any], data: Any) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    return declaration.reader.open(Response(200, {}, body), Stripper(frozenset(Kind)), operation=declaration.id).result


def test_a_message_comes_in_without_what_it_says_even_if_the_text_was_asked_for() -> None:
    (message,) = read(CustomerService.list_messages, {"messages": [MESSAGE]}).items
    assert message.to_dict() == {"id": "1", "type": "LOGISTICS_CARD", "sender": {"role": "BUYER"}}
    assert message.plaintext == message.data == Stripped(Kind.BUYER_CONVERSATION)


def test_a_conversation_names_no_buyer() -> None:
    data = {"id": "7", "unread_count": 2, "participants": [BUYER], "latest_message": MESSAGE}
    (conversation,) = read(CustomerService.list_conversations, {"conversations": [data]}).items
    assert "Planted" not in repr(conversation)
    assert (conversation.unread_count, conversation.participants[0].to_dict()) == (2, {"role": "BUYER"})


def test_why_a_buyer_was_not_satisfied_stays_out() -> None:
    session = {"id": "7", "satisfaction_score": 1, "dissatisfaction_reason": "Planted", "buyer_nickname": "Planted"}
    (found,) = read(CustomerService.search_sessions, {"sessions": [session]}).items
    assert found.to_dict() == {"id": "7", "satisfaction_score": 1, "chat_tags": []}


def test_queries_about_chats_share_the_quota_of_a_day() -> None:
    counted: list[Declaration[..., Any]] = [
        CustomerService.list_conversations,
        CustomerService.get_conversation,
        CustomerService.list_messages,
        CustomerService.send_message,
        CustomerService.mark_read,
    ]
    assert {declaration.terms.limits for declaration in counted} == {(quotas.CREATOR_AND_CHAT_QUERIES,)}
    assert not CustomerService.search_sessions.terms.limits


def test_an_image_is_sent_as_a_file() -> None:
    image = Upload("a.png", b"png", "image/png")
    assert CustomerService.upload_image.bind(image).body == {"data": image}


def test_whether_an_agent_accepts_chats_is_a_plain_answer() -> None:
    assert read(CustomerService.accepts_chats, {"can_accept_chat": False}) is False
    assert read(CustomerService.accepts_chats, {}) is None
