"""Seller: what is sent and what comes back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import InvalidRequest
from tiktok_shop_sdk.resources.seller import Seller


def answered(declaration: Declaration[..., Any], data: Any) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    answer = declaration.reader.open(Response(200, {}, body), Stripper(), operation=declaration.id)
    assert answer.error is None, answer.error
    return answer.result


def test_shops_status_and_permissions_arrive() -> None:
    assert answered(Seller.active_shops, {"shops": [{"id": 7, "region": "US"}]})[0].id == "7"
    assert answered(Seller.permissions, {"permissions": ["MANAGE_GLOBAL_PRODUCT"]}) == ["MANAGE_GLOBAL_PRODUCT"]
    assert answered(Seller.permissions, {}) == []
    status = answered(Seller.status, {"seller_status_data": {"seller_status": "LIVE", "shop_statuses": None}})
    assert (status.seller_status, status.shop_statuses) == ("LIVE", [])
    assert answered(Seller.status, None).seller_status is None
    groups = answered(Seller.shop_groups, {"shop_group_data": {"shops": [{"shop_id": "1"}]}})
    assert groups.shops[0].shop_id == "1"


def test_collections_are_sent_as_given_and_the_failed_ones_are_named() -> None:
    bound = Seller.sync_collections.bind(collections=[{"id": "1", "products": [{"tts_product_id": "2"}]}], source=1)
    assert bound.body == {"collections": [{"id": "1", "products": [{"tts_product_id": "2"}]}], "source": 1}
    assert answered(Seller.sync_collections, {"failed_info": {"ids": [1]}}).ids == ["1"]
    assert answered(Seller.sync_collections, {}).ids == []
    with pytest.raises(InvalidRequest, match="colour"):
        Seller.sync_collections.bind(collections=[{"colour": "red"}])
