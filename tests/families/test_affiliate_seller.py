"""Affiliate marketing for sellers: what the comparison with the catalogue cannot see."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Kind, Stripped, Stripper
from tiktok_shop_sdk.errors import InvalidRequest
from tiktok_shop_sdk.resources import quotas
from tiktok_shop_sdk.resources.affiliate_seller import AffiliateSeller

ALL_RELEASED = frozenset(Kind)
THIRD_PARTY = frozenset({Kind.THIRD_PARTY_COMMERCIAL})


def opened(declaration: Declaration[..., Any], data: Any, released: frozenset[Kind] = frozenset()) -> Any:
    body = json.dumps({"code": 0, "message": "Success", "request_id": "A", "data": data}).encode()
    answer = declaration.reader.open(Response(200, {}, body), Stripper(released), operation=declaration.id)
    assert answer.error is None, answer.error
    return answer.result


def test_an_invitation_sends_its_end_as_text_and_its_products_as_they_are() -> None:
    bound = AffiliateSeller.create_target_collaboration.bind(
        name="Spring",
        end_time=datetime(2026, 5, 1, tzinfo=UTC),
        products=[{"id": "7", "target_commission_rate": 1500}],
        creator_user_open_ids=["c1"],
        seller_contact_info={"email": "shop@example.com"},
        free_sample_rule={"has_free_sample": True, "is_sample_approval_exempt": False},
    )
    assert bound.body["end_time"] == "1777593600"
    assert bound.body["products"] == [{"id": "7", "target_commission_rate": 1500}]
    assert "message" not in bound.body


def test_updating_has_other_names_for_the_rates_than_creating() -> None:
    with pytest.raises(InvalidRequest, match="target_commission_rate"):
        AffiliateSeller.update_target_collaboration.bind(
            "1",
            name="Spring",
            end_time=1_777_593_600,
            products=[{"id": "7", "target_commission_rate": 1500}],
            creator_user_open_ids=["c1"],
            seller_contact_info={"email": "shop@example.com"},
            free_sample_rule={"has_free_sample": True, "is_sample_approval_exempt": False},
        )


def test_a_refused_change_is_told_and_a_change_that_was_made_is_not() -> None:
    updated = opened(
        AffiliateSeller.update_target_collaboration,
        {"update_failed": {"remove_product_ids": ["7"], "change_commissions": {"product_id": "8"}}},
    )
    assert updated.update_failed.remove_product_ids == ["7"]
    assert updated.update_failed.change_commissions.product_id == "8"
    assert opened(AffiliateSeller.update_target_collaboration, {}).update_failed is None


def test_the_switch_for_ids_alone_travels_in_the_query_of_a_get() -> None:
    bound = AffiliateSeller.list_conversations.bind(only_need_conversation_id=False)
    assert bound.query == {"only_need_conversation_id": "false", "page_size": "50"}
    assert bound.body == {}


def test_the_number_of_an_outreach_page_travels_in_the_body() -> None:
    assert AffiliateSeller.list_outreach_records.bind(page_index=2).body == {"page_index": 2}


def test_what_was_written_to_or_by_a_creator_never_comes_in() -> None:
    message = {"conversation_index": "3", "message_body": {"id": "9", "content": "call me"}}
    page = opened(AffiliateSeller.list_messages, {"messages": [message]}, ALL_RELEASED)
    assert page.items[0].conversation_index == "3"
    assert page.items[0].message_body == Stripped(Kind.BUYER_CONVERSATION)
    assert "call me" not in repr(page)


def test_a_creators_sales_come_in_only_for_who_works_with_creators() -> None:
    answer = {"creator": {"follower_count": 5, "gmv": {"amount": "99.5", "currency": "USD"}}}
    kept = opened(AffiliateSeller.get_creator, answer)
    assert kept.gmv == Stripped(Kind.THIRD_PARTY_COMMERCIAL)
    assert kept.follower_count == 5
    assert str(opened(AffiliateSeller.get_creator, answer, THIRD_PARTY).gmv.amount) == "99.5"


def test_ending_an_open_collaboration_answers_when_it_will_end() -> None:
    ends = opened(AffiliateSeller.delete_open_collaboration, {"terminated_effective_time": 1_777_593_600})
    assert ends == datetime(2026, 5, 1, tzinfo=UTC)


def test_the_file_of_an_export_comes_in_as_it_was_sent() -> None:
    text = base64.b64encode(b"PK\x03\x04 a workbook").decode()
    file = opened(AffiliateSeller.download_export, {"file": {"base64": text}})
    assert base64.b64decode(file.base64) == b"PK\x03\x04 a workbook"


def test_looking_up_creators_and_writing_to_them_share_a_quota_of_the_day() -> None:
    shared = (quotas.CREATOR_AND_CHAT_QUERIES,)
    assert AffiliateSeller.search_creators.terms.limits == shared
    assert AffiliateSeller.get_creator.terms.limits == shared
    assert AffiliateSeller.send_message.terms.limits == shared
