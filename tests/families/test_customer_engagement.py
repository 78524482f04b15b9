"""Customer engagement: tasks that may be repeated, and customers who were not reached."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Kind, Stripped, Stripper
from tiktok_shop_sdk.errors import PartialFailure
from tiktok_shop_sdk.resources.customer_engagement import CustomerEngagement


def test_a_task_carries_its_key_in_the_query_and_may_be_repeated() -> None:
    bound = CustomerEngagement.create_custom_task.bind(
        idempotency_key="6f1c",
        task_name="Spring",
        end_time=datetime(2026, 5, 1, tzinfo=UTC),
        channel="TIKTOK_IM",
        custom_message={"title": "Hello", "body": "It is spring"},
    )
    assert bound.query == {"idempotency_key": "6f1c"}
    assert bound.body["end_time"] == 1777593600
    assert bound.body["custom_message"] == {"title": "Hello", "body": "It is spring"}
    assert CustomerEngagement.create_custom_task.repeatable


def test_customers_who_were_not_reached_are_counted_and_not_named() -> None:
    refused = {"code": 68009003, "message": "'v2b@scs.tiktokw.us' is unknown", "detail": {"buyer_email": "v2b@scs"}}
    body = json.dumps({"code": 0, "data": {"errors": [refused]}}).encode()
    error = CustomerEngagement.send.reader.open(Response(200, {}, body), Stripper(frozenset()), operation="").error
    assert isinstance(error, PartialFailure)
    (item,) = error.items
    assert (item.code, item.detail.buyer_email) == (68009003, Stripped(Kind.BUYER_EMAIL))
    assert "v2b" not in repr(item) + str(error)
    assert not CustomerEngagement.send.repeatable
