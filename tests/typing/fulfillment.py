"""What an editor sees of fulfillment, on both clients. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import datetime
from decimal import Decimal
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.core.sensitive import Stripped
from tiktok_shop_sdk.models.fulfillment import (
    CreatedPackage,
    FoundPackage,
    HandoverSlots,
    Package,
    PackageOrders,
    PackagesDone,
    TrackingEvent,
)
from tiktok_shop_sdk.resources.fulfillment import Fulfillment


async def asynchronous(fulfillment: Fulfillment[Async]) -> None:
    assert_type(fulfillment.get_package("1"), Awaitable[Package])
    assert_type(await fulfillment.ship_package("1", handover_method="DROP_OFF"), None)
    assert_type(await fulfillment.get_tracking("1"), list[TrackingEvent])
    assert_type(await fulfillment.create_last_mile_bundle(), str | None)
    assert_type(fulfillment.search_packages(package_status="FULFILLING"), AsyncPager[FoundPackage])
    assert_type(await fulfillment.search_combinable_packages(), Page[PackageOrders])
    async for package in fulfillment.search_packages(package_status="A_NEW_STATUS"):
        assert_type(package.update_time, datetime | None)


def blocking(fulfillment: Fulfillment[Sync]) -> None:
    assert_type(fulfillment.get_handover_slots("1"), HandoverSlots)
    assert_type(fulfillment.search_packages(), Pager[FoundPackage])
    assert_type(fulfillment.get_shipping_document("1", document_type="PACKING_SLIP").doc_url, str | Stripped | None)
    assert_type(
        fulfillment.create_packages(
            ship_type="SHIP",
            order_line_item=[{"order_line_id": "1"}],
            dimension={"length": "30", "width": Decimal("20.5"), "height": "10", "unit": "CM"},
        ),
        CreatedPackage,
    )
    assert_type(
        fulfillment.ship_packages(
            [
                {"id": "1", "handover_method": "PICKUP", "pickup_slot": {"start_time": 1, "end_time": 2}},
                {"id": "2", "self_shipment": {"tracking_number": "1Z", "shipping_provider_id": "1"}},
            ]
        ),
        PackagesDone,
    )
