"""What an editor sees of `supply_chain`. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.models.supply_chain import ShipmentsConfirmed, ShippedPackageIn
from tiktok_shop_sdk.resources.supply_chain import SupplyChain


def both(asynchronous: SupplyChain[Async], blocking: SupplyChain[Sync], package: ShippedPackageIn) -> None:
    assert_type(
        asynchronous.confirm_shipments(warehouse_provider_id="1", packages=[package]), Awaitable[ShipmentsConfirmed]
    )
    assert_type(blocking.confirm_shipments(warehouse_provider_id="1", packages=[package]), ShipmentsConfirmed)
