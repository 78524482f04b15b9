"""Supply chain: times travel in milliseconds, and refused packages are named beside the others."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import PartialFailure
from tiktok_shop_sdk.resources.supply_chain import SupplyChain

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
PACKAGE: dict[str, Any] = {
    "id": "1",
    "wms_order_id": "W1",
    "skus": [{"id": "2", "quantity": 3}],
    "dimension": {"length": 10, "unit": "CENTIMETER"},
    "shipping_provider_id": "4",
    "shipping_provider_name": "A carrier",
    "tracking_number": "T1",
    "time_zone": "America/New_York",
    "create_time_millis": NOON,
    "ship_time_millis": NOON,
    "handover_time_millis": 1_777_636_800_000,
}


def test_times_of_a_package_travel_in_milliseconds() -> None:
    bound = SupplyChain.confirm_shipments.bind(warehouse_provider_id="7", packages=[PACKAGE])
    (sent,) = bound.body["packages"]
    times = {sent[f"{name}_time_millis"] for name in ("create", "ship", "handover")}
    assert times == {1_777_636_800_000}


def test_refused_packages_are_named_beside_the_others() -> None:
    data = {"success_packages": ["1"], "errors": [{"code": "39003015", "detail": {"package_id": 2}}]}
    body = json.dumps({"code": 0, "data": data}).encode()
    reader = SupplyChain.confirm_shipments.reader
    error = reader.open(Response(200, {}, body), Stripper(), operation="supply_chain.confirm_shipments").error
    assert isinstance(error, PartialFailure)
    assert error.result.success_packages == ["1"]
    assert [item.detail.package_id for item in error.items] == ["2"]
