"""The order family: search, details, price details and external references."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from ..call import Answer, Call, failed_item
from ..exchange import encode
from ..paging import SortKey, cut_page
from ..refusals import Refusal, parameter
from .harvest import STATUSES, Order

_SORT_KEYS: Mapping[str, Callable[[Order], SortKey]] = MappingProxyType(
    {
        "create_time": lambda order: (order.create_time, order.id),
        "update_time": lambda order: (order.update_time, order.id),
    }
)


def search(call: Call) -> bytes:
    """Orders by status and time, newest first unless asked otherwise."""
    field = call.query.get("sort_field", "create_time")
    direction = call.query.get("sort_order", "DESC")
    if field not in _SORT_KEYS or direction not in ("ASC", "DESC"):
        raise parameter("sort_field", "sort_field or sort_order is unknown", "create_time or update_time, ASC or DESC")
    wanted = _filters(call)
    named = json.dumps([field, wanted], sort_keys=True)
    shop = call.shop
    found = shop.remember_search(
        named,
        lambda: sorted((order for order in shop.orders.values() if _matches(order, wanted)), key=_SORT_KEYS[field]),
    )
    page = cut_page(
        found,
        call.query,
        search=named + direction,
        key=_SORT_KEYS[field],
        rules=call.paging,
        descending=direction == "DESC",
    )
    head = {"next_page_token": page.next_page_token, "total_count": len(found)}
    if not page.rows:
        return encode(head)  # the platform leaves the list out when there is nothing to list
    return encode(head)[:-1] + b',"orders":' + _joined(page.rows) + b"}"


def _filters(call: Call) -> dict[str, Any]:
    times = {
        name: value
        for name in ("create_time_ge", "create_time_lt", "update_time_ge", "update_time_lt")
        if (value := call.whole(name)) is not None
    }
    return {
        **times,
        "status": call.choice("order_status", STATUSES),
        "shipping_type": call.choice("shipping_type", ("TIKTOK", "SELLER")),
        "buyer_user_id": call.body.get("buyer_user_id"),
        "is_buyer_request_cancel": call.body.get("is_buyer_request_cancel"),
        "warehouse_ids": call.texts("warehouse_ids", 100),
    }


def _matches(order: Order, wanted: Mapping[str, Any]) -> bool:
    record = order.record
    same = (
        ("status", "status"),
        ("shipping_type", "shipping_type"),
        ("buyer_user_id", "user_id"),
        ("is_buyer_request_cancel", "is_buyer_request_cancel"),
    )
    return (
        wanted.get("create_time_ge", 0) <= record["create_time"]
        and wanted.get("update_time_ge", 0) <= record["update_time"]
        and ("create_time_lt" not in wanted or record["create_time"] < wanted["create_time_lt"])
        and ("update_time_lt" not in wanted or record["update_time"] < wanted["update_time_lt"])
        and all(wanted[asked] is None or record[name] == wanted[asked] for asked, name in same)
        and (not wanted["warehouse_ids"] or record["warehouse_id"] in wanted["warehouse_ids"])
    )


def details(call: Call) -> bytes:
    """Up to fifty orders by id; ids that the shop does not have are left out."""
    orders = call.shop.orders
    return b'{"orders":' + _joined(orders[i] for i in call.ids("ids", 50) if i in orders) + b"}"


def _joined(orders: Iterable[Order]) -> bytes:
    return b"[" + b",".join(order.encoded() for order in orders) + b"]"


def price_detail(call: Call) -> dict[str, Any]:
    """How the total of one order is made up."""
    order = _order(call, call.path_values["order_id"])
    paid = order.record["payment"]
    tax = Decimal(paid["product_tax"])
    return {
        **_prices(paid["currency"], paid["sub_total"], tax, paid["shipping_fee"], paid["total_amount"]),
        "line_items": [
            {
                "id": line["id"],
                **_prices(
                    line["currency"],
                    line["sale_price"],
                    Decimal(line["item_tax"][0]["tax_amount"]),
                    "0",
                    line["sale_price"],
                ),
            }
            for line in order.record["line_items"]
        ],
    }


def _prices(currency: str, goods: str, tax: Decimal, shipping: str, total: str) -> dict[str, Any]:
    return {
        "currency": currency,
        "total": total,
        "payment": total,
        "sku_list_price": goods,
        "sku_sale_price": goods,
        "subtotal": goods,
        "subtotal_deduction_seller": "0",
        "subtotal_deduction_platform": "0",
        "subtotal_tax_amount": f"{tax:.2f}",
        "shipping_list_price": shipping,
        "shipping_sale_price": shipping,
        "tax_amount": f"{tax:.2f}",
        "tax_rate": "0.08",
        "net_price_amount": goods,
    }


def add_external_references(call: Call) -> dict[str, Any]:
    """Remember the seller's own order numbers; unknown orders fail one by one."""
    errors = []
    for row in call.rows("orders"):
        order_id, reference = str(row.get("id")), row.get("external_order")
        if not isinstance(reference, dict) or not {"id", "platform"} <= reference.keys():
            raise parameter("external_order", "id or platform is missing", "an object with both")
        if order_id in call.shop.orders:
            call.shop.external_references[order_id, str(reference["platform"])] = reference
        else:
            named = {"id": reference["id"], "platform": reference["platform"]}
            failure = failed_item(Refusal(21001001), order_id=order_id, external_order=named)
            errors.append({**failure, "code": str(failure["code"])})
    return {"errors": errors} if errors else {}


def search_external_references(call: Call) -> dict[str, Any]:
    """Orders by the seller's own number."""
    platform, wanted = call.needed("platform"), call.needed("external_order_id")
    return {
        "orders": [
            {"id": order_id, "external_order": reference}
            for (order_id, of_platform), reference in call.shop.external_references.items()
            if of_platform == platform and reference["id"] == wanted
        ]
    }


def external_references(call: Call) -> dict[str, Any]:
    """The seller's own numbers of one order."""
    order = _order(call, call.path_values["order_id"])
    found = call.shop.external_references.get((order.id, call.needed("platform")))
    return {"external_orders": [found] if found else []}


def _order(call: Call, order_id: str) -> Order:
    order = call.shop.orders.get(order_id)
    if order is None:
        raise Refusal(21001001)
    return order


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "POST /order/202309/orders/search": search,
        "GET /order/202507/orders": details,
        "GET /order/202309/orders": details,
        "GET /order/202309/privileged_orders": details,
        "GET /order/202407/orders/{order_id}/price_detail": price_detail,
        "POST /order/202406/orders/external_orders": add_external_references,
        "POST /order/202406/orders/external_order_search": search_external_references,
        "GET /order/202406/orders/{order_id}/external_orders": external_references,
    }
)
