"""Affiliate, the creators' side: the platform's odd spellings, what is stripped, and what a call sends."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Kind, Stripped, Stripper
from tiktok_shop_sdk.errors import InvalidRequest, PartialFailure
from tiktok_shop_sdk.resources.affiliate_creator import AffiliateCreator

EARNINGS = frozenset({Kind.THIRD_PARTY_COMMERCIAL})


def answered(declaration: Declaration[..., Any], data: Any, released: frozenset[Kind] = EARNINGS) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    return declaration.reader.open(Response(200, {}, body), Stripper(released), operation=declaration.id)


def test_what_the_creator_earns_comes_in_only_where_the_purpose_releases_it() -> None:
    sku = {"price": {"amount": "20.00"}, "commission_rate": 1500, "actual_commission": {"amount": "3.00"}}
    data = {"orders": [{"id": "1", "skus": [sku]}]}
    kept = answered(AffiliateCreator.search_orders, data, frozenset()).result.items[0].skus[0]
    assert kept.price.amount == Decimal("20.00")
    assert isinstance(kept.commission_rate, Stripped)
    assert isinstance(kept.actual_commission, Stripped)
    told = answered(AffiliateCreator.search_orders, data).result.items[0].skus[0]
    assert (told.commission_rate, told.actual_commission.amount) == (1500, Decimal("3.00"))


@pytest.mark.parametrize(
    "declaration", [AffiliateCreator.get_open_collaboration_products, AffiliateCreator.search_product_selection]
)
def test_what_the_creator_is_offered_comes_in_only_where_the_purpose_releases_it(
    declaration: Declaration[..., Any],
) -> None:
    data = {"products": [{"id": "1", "commission": {"rate": 1500, "amount": "3000"}}]}
    kept = answered(declaration, data, frozenset()).result
    assert "1500" not in repr(kept)
    assert "3000" not in repr(kept)
    assert "1500" in repr(answered(declaration, data).result)


@pytest.mark.parametrize("spelled", ["trace", "trace_info"])
def test_both_names_of_a_trace_are_read(spelled: str) -> None:
    data = {"orders": [{"id": 7, "skus": [{spelled: {"id": "my-event", "type": "GENERAL"}}]}]}
    (order,) = answered(AffiliateCreator.search_trace_orders, data).result.items
    assert (order.id, order.skus[0].trace.id) == ("7", "my-event")


def test_the_showcase_misspells_a_height() -> None:
    data = {"products": [{"main_images": [{"heigth": 80, "width": 60}]}]}
    (product,) = answered(AffiliateCreator.list_showcase_products, data).result.items
    assert (product.main_images[0].height, product.main_images[0].width) == (80, 60)


def test_products_and_tags_that_failed_are_named() -> None:
    failed = {"code": 16015001, "message": "not for sale", "detail": {"product_id": "2"}}
    error = answered(AffiliateCreator.add_showcase_products, {"errors": [failed]}).error
    assert isinstance(error, PartialFailure)
    assert [item.detail.product_id for item in error.items] == ["2"]

    links = {
        "affiliate_sharing_links": [{"tag": "a", "affiliate_sharing_link": "https://example.test/a"}],
        "errors": [{"code": 1, "detail": {"tag": "b", "fail_reason": "too long"}}],
    }
    error = answered(AffiliateCreator.generate_sharing_links, links).error
    assert isinstance(error, PartialFailure)
    assert [link.tag for link in error.result.affiliate_sharing_links] == ["a"]
    assert [item.detail.tag for item in error.items] == ["b"]


def test_ids_go_into_the_query_of_a_post_and_the_body_of_a_delete() -> None:
    read = AffiliateCreator.get_open_collaboration_products.bind(["1", "2"])
    assert (read.query, read.body) == ({"product_ids": "1,2"}, {})
    removed = AffiliateCreator.remove_showcase_products.bind(["1", "2"])
    assert (removed.query, removed.body) == ({}, {"product_ids": ["1", "2"]})


def test_trace_orders_are_asked_for_in_milliseconds_and_orders_in_seconds() -> None:
    day = datetime(2026, 5, 1, tzinfo=UTC)
    traced = AffiliateCreator.search_trace_orders.bind(time_ge=day, time_lt=day)
    assert (
        traced.body["time_ge"] == AffiliateCreator.search_orders.bind(create_time_ge=day).body["create_time_ge"] * 1000
    )


def test_a_cover_is_a_place_in_the_video() -> None:
    link = {"product_id": "1", "title": "Red socks"}
    video = {"file_id": "v1", "title": "Socks", "cover_timestamp_ms": 1500}
    assert AffiliateCreator.post_video.bind(video_info=video, product_link_info=link).body["video_info"] == video
    with pytest.raises(InvalidRequest, match="cover_timestamp_ms"):
        AffiliateCreator.post_video.bind(
            video_info={**video, "cover_timestamp_ms": datetime.now(UTC)}, product_link_info=link
        )
