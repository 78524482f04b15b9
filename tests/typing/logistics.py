"""What an editor sees of logistics, on both clients. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.models.logistics import OrderTracking, StandardizedAddress, Warehouse, WarehouseSaved
from tiktok_shop_sdk.resources.logistics import Logistics


async def asynchronous(logistics: Logistics[Async]) -> None:
    assert_type(logistics.list_warehouses(), Awaitable[list[Warehouse]])
    assert_type(await logistics.get_tracking("1"), OrderTracking)
    assert_type(await logistics.standardize_address({"region_code": "US"}), StandardizedAddress | None)


def blocking(logistics: Logistics[Sync]) -> None:
    assert_type(logistics.list_warehouses(), list[Warehouse])
    assert_type(logistics.create_warehouse({"name": "Main", "type": "SALES_WAREHOUSE"}), WarehouseSaved)
    assert_type(logistics.check_shipping_template_exists(), None)
    for option in logistics.list_delivery_options("1"):
        if option.weight_limit:
            assert_type(option.weight_limit.max_weight, int | None)
