"""Analytics: how days and ids are sent, how minutes page, and whose figures come in."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Kind, Stripped, Stripper
from tiktok_shop_sdk.errors import InvalidRequest
from tiktok_shop_sdk.resources.analytics import Analytics

MARKET = frozenset({Kind.THIRD_PARTY_COMMERCIAL})


def read(declaration: Declaration[..., Any], data: Any, released: frozenset[Kind] = frozenset()) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    return declaration.reader.open(Response(200, {}, body), Stripper(released), operation=declaration.id).result


# What is sent.
def test_a_day_is_sent_as_a_day() -> None:
    bound = Analytics.get_product.bind("1729", start_date_ge=date(2026, 4, 1), end_date_lt="2026-05-01")
    assert bound.path == "/analytics/202509/shop_products/1729/performance"
    assert bound.query == {"start_date_ge": "2026-04-01", "end_date_lt": "2026-05-01"}


def test_the_day_of_hourly_figures_is_in_the_path() -> None:
    bound = Analytics.get_shop_by_hour.bind(date(2026, 5, 1), currency="USD")
    assert bound.path == "/analytics/202510/shop/performance/2026-05-01/performance_per_hour"
    assert bound.query == {"currency": "USD"}


def test_a_time_is_no_day() -> None:
    with pytest.raises(InvalidRequest, match="start_date_ge"):
        Analytics.get_shop.bind(start_date_ge=datetime(2026, 4, 1, tzinfo=UTC), end_date_lt="2026-05-01")


def test_the_older_routes_post_and_still_send_everything_in_the_query() -> None:
    bound = Analytics.list_lives_legacy.bind(start_date_ge="2026-04-01", end_date_lt="2026-05-01", page_size=20)
    assert bound.query == {"start_date_ge": "2026-04-01", "end_date_lt": "2026-05-01", "page_size": "20"}
    assert bound.body == {}


def test_videos_are_named_in_one_text() -> None:
    bound = Analytics.get_creator_videos.bind(
        ["7300", "7301"], start_time_ge=datetime(2026, 4, 1, tzinfo=UTC), end_time_le=1777593600
    )
    assert bound.query == {"video_ids": "7300,7301", "start_time_ge": "1775001600", "end_time_le": "1777593600"}


# What comes in.
def test_minutes_of_a_live_come_in_pages() -> None:
    minute = {"start_time": 1775001600, "sales": {"gmv": {"amount": "19.90", "currency": "GBP"}}}
    data = {"performance": {"overall": {"live_title": "Spring"}, "intervals": [minute]}, "next_page_token": "next"}
    page = read(Analytics.list_live_minutes, data)
    assert page.next_page_token == "next"
    assert page.items[0].start_time == datetime(2026, 4, 1, tzinfo=UTC)
    assert page.items[0].sales.gmv.amount == Decimal("19.90")


@pytest.mark.parametrize("declaration", [Analytics.list_lives, Analytics.list_lives_legacy], ids=["new", "older"])
def test_the_gmv_of_24_hours_has_a_name_that_python_allows(declaration: Declaration[..., Any]) -> None:
    sales = {"24h_live_gmv": {"amount": "300.00", "currency": "USD"}}
    session = {"id": "7", "username": "a host", "start_time": "1775001600", "sales_performance": sales}
    (live,) = read(declaration, {"live_stream_sessions": [session]}).items
    assert live.sales_performance.live_gmv_24h.amount == Decimal("300.00")
    assert live.start_time == datetime(2026, 4, 1, tzinfo=UTC)
    assert live.username == Stripped(Kind.THIRD_PARTY_COMMERCIAL)


def test_who_sold_a_product_comes_in_under_a_purpose_only() -> None:
    creator = {"creator_name": "A", "creator_open_id": "o", "creator_profile": "https://a.jpeg", "items_sold": 3}
    data = {"performance": {"top_creators": [creator]}}
    (unknown,) = read(Analytics.get_product, data).performance.top_creators
    (known,) = read(Analytics.get_product, data, MARKET).performance.top_creators
    assert unknown.to_dict() == {"items_sold": 3}
    assert known.to_dict() == creator


def test_bestsellers_keep_their_ranks_and_lose_whose_they_are() -> None:
    creator = {"rank": 1, "gmv_range": "$1M-$2M", "open_id": "o", "user_name": "a", "nick_name": "A"}
    (stripped,) = read(Analytics.list_bestselling_creators, {"creators": [creator]})
    (released,) = read(Analytics.list_bestselling_creators, {"creators": [creator]}, MARKET)
    assert stripped.to_dict() == {"rank": 1}
    assert released.to_dict() == creator
