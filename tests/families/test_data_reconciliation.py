"""Data reconciliation: times go out as texts, and orders that were refused are an error."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import PartialFailure
from tiktok_shop_sdk.resources.data_reconciliation import DataReconciliation


def test_orders_go_out_in_the_body_and_the_shop_in_the_query() -> None:
    order = {"order_id": "576", "channel_order_update_time": datetime(2026, 5, 1, tzinfo=UTC)}
    bound = DataReconciliation.sync_order_status.bind([order], shop_id="749")
    assert bound.query == {"shop_id": "749"}
    assert bound.body == {"orders": [{"order_id": "576", "channel_order_update_time": "1777593600"}]}


@pytest.mark.parametrize(
    "declaration",
    [DataReconciliation.import_orders, DataReconciliation.sync_order_status],
    ids=lambda declaration: declaration.id,
)
def test_orders_that_were_refused_are_an_error(declaration: Declaration[..., Any]) -> None:
    detail = {"order_id": "576", "extra_errors": [{"code": "2", "message": "status is missing"}]}
    body = json.dumps({"code": 0, "data": {"errors": [{"code": "1", "message": "refused", "detail": detail}]}}).encode()
    error = declaration.reader.open(Response(200, {}, body), Stripper(frozenset()), operation="").error
    assert isinstance(error, PartialFailure)
    assert error.items[0].detail.extra_errors[0].message == "status is missing"
