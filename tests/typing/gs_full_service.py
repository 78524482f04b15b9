"""What an editor sees of the supplier programme on both clients. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import datetime
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.core.request import Upload
from tiktok_shop_sdk.core.sensitive import Stripped
from tiktok_shop_sdk.models.gs_full_service import Brand, Category, SizeGroups, UploadedImage, VirtualStockUpdated
from tiktok_shop_sdk.models.gs_full_service_shipment import DeliveryOrder, DeliverySku, LogisticsOrder, PrintedDocument
from tiktok_shop_sdk.resources.gs_full_service import GsFullService


async def asynchronous(supplier: GsFullService[Async], picture: Upload) -> None:
    assert_type(supplier.list_brands_beta(), Awaitable[list[Brand]])
    assert_type(await supplier.get_size_groups("1"), SizeGroups | None)
    assert_type(await supplier.get_size_groups_beta("1"), SizeGroups)
    assert_type(await supplier.upload_image_preview(picture, supplier_id="1"), UploadedImage)
    assert_type(await supplier.create_product_beta({"skcs": [{"skus": [{"inventory": 3}]}]}), str | None)
    assert_type(supplier.search_delivery_orders(delivery_types=["A_NEW_TYPE"]), AsyncPager[DeliveryOrder])
    assert_type(await supplier.search_delivery_orders_preview(supplier_id="1"), Page[DeliveryOrder])
    await supplier.cancel_shipment("1")


def blocking(supplier: GsFullService[Sync]) -> None:
    assert_type(supplier.get_logistics_orders(["1"]), list[LogisticsOrder])
    assert_type(supplier.search_categories_beta(), Pager[Category])
    assert_type(supplier.update_virtual_inventory_beta([{"code": "1", "quantity": 3}]), VirtualStockUpdated)
    for order in supplier.search_delivery_orders_beta(emergency_levels=["URGENT"]):
        assert_type(order.arrived_time, datetime | None)
        assert_type(order.skus, list[DeliverySku])
    assert_type(supplier.get_waybills_beta(["1"]), PrintedDocument)
    assert_type(supplier.get_waybills_beta(["1"]).document_url, str | Stripped | None)
