"""Orders in the real shape, with every sensitive field filled by a planted value."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..exchange import encode
from .people import BUYERS, DRIFT, Buyer
from .shelf import Product, Sku

STATUSES = (
    "UNPAID",
    "ON_HOLD",
    "AWAITING_SHIPMENT",
    "PARTIALLY_SHIPPING",
    "AWAITING_COLLECTION",
    "IN_TRANSIT",
    "DELIVERED",
    "COMPLETED",
    "CANCELLED",
)
_PERIOD = 30 * 86400
_SHIPPED = frozenset({"AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"})


@dataclass(slots=True)
class Order:
    """One order; its encoded form is kept until it changes."""

    record: dict[str, Any]
    _encoded: bytes | None = None

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def create_time(self) -> int:
        return int(self.record["create_time"])

    @property
    def update_time(self) -> int:
        return int(self.record["update_time"])

    @property
    def status(self) -> str:
        return str(self.record["status"])

    @property
    def lines(self) -> list[dict[str, Any]]:
        """One line item per piece; `touch` the order after changing one."""
        found: list[dict[str, Any]] = self.record["line_items"]
        return found

    @property
    def open_lines(self) -> list[dict[str, Any]]:
        """The line items that are not cancelled."""
        return [line for line in self.lines if line["display_status"] != "CANCELLED"]

    def touch(self, update_time: int, **changes: Any) -> None:
        """Note a change: `update_time` in Unix seconds, and fields of the order's record."""
        self.record.update(changes, update_time=update_time)
        self._encoded = None

    def encoded(self) -> bytes:
        """The order as order search and order detail show it."""
        if self._encoded is None:
            self._encoded = encode(self.record)
        return self._encoded


def invent_orders(
    source: random.Random,
    count: int,
    *,
    shop_id: str,
    products: Sequence[Product],
    currency: str,
    epoch: int,
    drift: bool = False,
) -> list[Order]:
    """`count` orders of the thirty days before `epoch`, oldest first."""
    times = sorted(source.randrange(epoch - _PERIOD, epoch - 3600) for _ in range(count))
    return [
        Order(_record(source, number, created, epoch, shop_id, products, currency, drift))
        for number, created in enumerate(times)
    ]


def _record(
    source: random.Random,
    number: int,
    created: int,
    epoch: int,
    shop_id: str,
    products: Sequence[Product],
    currency: str,
    drift: bool,
) -> dict[str, Any]:
    package_id = f"1152{shop_id[-4:]}{number:011d}"
    status = source.choice(STATUSES)
    shipped = status in _SHIPPED
    buyer = BUYERS[source.randrange(len(BUYERS))]
    bought = [_pick(source, products) for _ in range(source.randint(1, 3))]
    made = order_record(
        order_id_of(shop_id, number), bought, buyer, currency=currency, created=created, status=status, drift=drift
    )
    tracking = f"TRACK{number:08d}" if shipped else ""
    shipping_times = {"rts_time": created + 7200 if shipped else 0, "tracking_number": tracking}
    for line in made["line_items"]:
        line.update(shipping_times, package_id=package_id, package_status="FULFILLING" if shipped else "TO_FULFILL")
    return {
        **made,
        "update_time": min(created + source.randrange(2 * 86400), epoch - 60),
        "packages": [{"id": package_id}],
        **shipping_times,
    }


def order_id_of(shop_id: str, number: int) -> str:
    """The id of a shop's order by its number."""
    return f"5768{shop_id[-4:]}{number:010d}"


def order_record(
    order_id: str,
    bought: Sequence[tuple[Product, Sku]],
    buyer: Buyer,
    *,
    currency: str,
    created: int,
    status: str,
    drift: bool = False,
) -> dict[str, Any]:
    """An order of one piece for each SKU in `bought`, not yet packed, in the shape that search and detail show."""
    return {
        "id": order_id,
        "status": status,
        "create_time": created,
        "update_time": created,
        "paid_time": 0 if status == "UNPAID" else created + 30,
        "recipient_address": buyer.address(),
        **buyer.personal_fields(),
        "payment": _payment([sku for _, sku in bought], currency),
        "line_items": [_line(f"{order_id}{n}", product, sku, status) for n, (product, sku) in enumerate(bought)],
        "packages": [],
        "warehouse_id": next(iter(bought[0][1].stock)),
        "rts_time": 0,
        "tracking_number": "",
        **_facts(created, status, buyer),
        **(DRIFT if drift else {}),
    }


def _pick(source: random.Random, products: Sequence[Product]) -> tuple[Product, Sku]:
    product = products[source.randrange(len(products))]
    return product, source.choice(tuple(product.skus.values()))


def _facts(created: int, status: str, buyer: Buyer) -> dict[str, Any]:
    cancelled = status == "CANCELLED"
    return {
        "fulfillment_type": "FULFILLMENT_BY_SELLER",
        "delivery_type": "HOME_DELIVERY",
        "shipping_type": "SELLER" if buyer.number % 2 else "TIKTOK",
        "shipping_provider": "Sample Parcel",
        "shipping_provider_id": "7117858858072016000",
        "rts_sla_time": created + 2 * 86400,
        "tts_sla_time": created + 4 * 86400,
        "cancel_reason": "Sample reason" if cancelled else "",
        "cancellation_initiator": "SELLER" if cancelled else "",
        "cancel_time": created + 5400 if cancelled else 0,
        "cancel_order_sla_time": created + 7 * 86400,
        "request_cancel_time": 0,
        "split_or_combine_tag": "",
        "has_updated_recipient_address": False,
        "delivery_sla_time": 0,
        "delivery_due_time": 0,
        "shipping_due_time": created + 4 * 86400,
        "collection_due_time": created + 6 * 86400,
        "is_cod": False,
        "delivery_option_id": "7091000000000000001",
        "delivery_option_name": "Standard Shipping",
        "need_upload_invoice": "UNKNOWN",
        "is_sample_order": False,
        "is_on_hold_order": status == "ON_HOLD",
        "is_replacement_order": False,
        "is_subscription_order": False,
        "is_exchange_order": False,
        "is_buyer_request_cancel": False,
        "commerce_platform": "TIKTOK_SHOP",
        "order_type": "NORMAL",
        "handling_duration": {"days": "2", "type": "BUSINESS_DAY"},
    }


def _line(line_id: str, product: Product, sku: Sku, status: str) -> dict[str, Any]:
    return {
        "id": line_id,
        "sku_id": sku.id,
        "product_id": product.id,
        "product_name": product.title,
        "sku_name": sku.colour,
        "seller_sku": sku.seller_sku,
        "sku_image": f"https://p16.example-cdn.test/{sku.id}.jpeg",
        "sku_type": "NORMAL",
        "combined_listing_skus": [],
        "display_status": status,
        "package_status": "TO_FULFILL",
        "package_id": "",
        "original_price": sku.price,
        "sale_price": sku.price,
        "platform_discount": "0",
        "seller_discount": "0",
        "currency": sku.currency,
        "item_tax": [
            {"tax_type": "SALES_TAX", "tax_amount": f"{Decimal(sku.price) * 8 / 100:.2f}", "tax_rate": "0.08"}
        ],
        "shipping_provider_id": "",
        "shipping_provider_name": "",
        "cancel_user": "",
        "cancel_reason": "",
        "is_gift": False,
        "is_dangerous_good": False,
        "needs_prescription": False,
        "rts_time": 0,
        "tracking_number": "",
    }


def _payment(skus: Sequence[Sku], currency: str) -> dict[str, str]:
    goods = sum((Decimal(sku.price) for sku in skus), Decimal(0))
    tax = goods * 8 / 100
    shipping = Decimal("3.99")
    return {
        "currency": currency,
        "sub_total": f"{goods:.2f}",
        "shipping_fee": f"{shipping:.2f}",
        "seller_discount": "0",
        "platform_discount": "0",
        "payment_platform_discount": "0",
        "payment_discount_service_fee": "0",
        "total_amount": f"{goods + tax + shipping:.2f}",
        "original_total_product_price": f"{goods:.2f}",
        "original_shipping_fee": f"{shipping:.2f}",
        "shipping_fee_seller_discount": "0",
        "shipping_fee_platform_discount": "0",
        "shipping_fee_cofunded_discount": "0",
        "tax": f"{tax:.2f}",
        "small_order_fee": "0",
        "shipping_fee_tax": "0",
        "product_tax": f"{tax:.2f}",
        "retail_delivery_fee": "0",
    }
