"""What an editor sees of goods and orders that the platform fulfils. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import datetime
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.core.sensitive import Stripped
from tiktok_shop_sdk.models.fbt import Goods, GoodsStock, InboundOrder, InboundPlan, McfOrder
from tiktok_shop_sdk.resources.fbt import Fbt


async def asynchronous(fbt: Fbt[Async]) -> None:
    assert_type(fbt.search_inventory(sku_ids=["1"]), AsyncPager[GoodsStock])
    assert_type(await fbt.search_goods(), Page[Goods])
    assert_type(fbt.get_inbound_orders(["1"]), Awaitable[list[InboundOrder]])
    assert_type(await fbt.ship_inbound_order("1", shipment_option={"shipping_method": "FREIGHT"}), str | None)
    assert_type(await fbt.cancel_inbound_order("1", cancel_reason="late"), None)
    assert_type(await fbt.get_mcf_order("1"), McfOrder)


def blocking(fbt: Fbt[Sync], arrival: datetime) -> None:
    assert_type(fbt.search_goods(), Pager[Goods])
    assert_type(fbt.create_or_update_inbound_plan(goods_items=[{"goods_id": "1", "quantity": 2}]), InboundPlan)
    assert_type(
        fbt.confirm_inbound_method(
            "1",
            placement_option_id="2",
            inbound_method="D2FC",
            estimate_arrival_time={"start_timestamp": arrival, "end_timestamp": 1_770_000_000},
        ),
        list[str],
    )
    assert_type(fbt.print_inbound_labels("1", print_items=["FBT_BARCODE"]).download_url, str | Stripped | None)
    for order in fbt.get_inbound_orders(["1"]):
        assert_type(order.actual_arrival_time, datetime | None)
