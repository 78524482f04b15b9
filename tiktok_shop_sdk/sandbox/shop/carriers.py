"""The logistics family: warehouses, and who delivers from them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ..call import Answer, Call
from ..refusals import UNKNOWN_WAREHOUSE, Refusal
from .faults import Fault, refused
from .packing import PROVIDERS

_OPTIONS = MappingProxyType(
    {
        "7091000000000000001": ("Standard Shipping", "STANDARD"),
        "7091000000000000002": ("Shipped by seller", "SEND_BY_SELLER"),
    }
)


def warehouses(call: Call) -> dict[str, Any]:
    """The shop's warehouses; the first one is the default, and takes returns too."""
    shown = []
    for number, warehouse in enumerate(call.shop.warehouses):
        place = f"{number + 1} Sample Street, Sampletown"
        facts = {"id": warehouse, "entity_id": warehouse, "name": f"Sample warehouse {number + 1}"}
        address = {"region": call.shop.region, "region_code": call.shop.region, "full_address": place}
        kind = {"type": "SALES_WAREHOUSE", "sub_type": "DOMESTIC_WAREHOUSE", "effect_status": "ENABLED"}
        shown.append({**facts, **kind, "is_default": number == 0, "address": address})
    return {"warehouses": shown}


def global_warehouses(call: Call) -> dict[str, Any]:
    """The seller's warehouses for global products."""
    ids = [warehouse for shop in call.seller.shops for warehouse in shop.warehouses]
    return {"global_warehouses": [{"id": one, "name": "Sample warehouse", "ownership": "SELLER"} for one in ids]}


def delivery_options(call: Call) -> dict[str, Any]:
    """How a warehouse delivers."""
    if call.path_values["warehouse_id"] not in call.shop.warehouses:
        raise Refusal(UNKNOWN_WAREHOUSE)
    limits = {
        "dimension_limit": {"max_height": 100, "max_length": 120, "max_width": 100, "unit": "CM"},
        "weight_limit": {"max_weight": 30000, "min_weight": 1, "unit": "GRAM"},
        "platform": ["TIKTOK_SHOP"],
    }
    shown = [
        {"id": one, "name": name, "type": kind, "description": name, **limits} for one, (name, kind) in _OPTIONS.items()
    ]
    return {"delivery_options": shown}


def shipping_providers(call: Call) -> dict[str, Any]:
    """The carriers of a delivery option."""
    if call.path_values["delivery_option_id"] not in _OPTIONS:
        raise refused(Fault.UNKNOWN_OPTION)
    return {"shipping_providers": [{"id": one, "name": name} for one, name in PROVIDERS.items()]}


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "GET /logistics/202309/warehouses": warehouses,
        "GET /logistics/202309/global_warehouses": global_warehouses,
        "GET /logistics/202309/warehouses/{warehouse_id}/delivery_options": delivery_options,
        "GET /logistics/202309/delivery_options/{delivery_option_id}/shipping_providers": shipping_providers,
    }
)
