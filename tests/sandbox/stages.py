"""Sets the stage for operations that want more than any value: an order to ship, a return to decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.sandbox.arguments import arguments
from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.sandbox import SANDBOX_APP_KEY
from tiktok_shop_sdk.sandbox.shop.harvest import Order
from tiktok_shop_sdk.sandbox.shop.lifecycle import pack, ship
from tiktok_shop_sdk.sandbox.shop.outside import Outside
from tiktok_shop_sdk.sandbox.shop.packing import USUAL_PROVIDER, Parcel
from tiktok_shop_sdk.sandbox.shop.reasons import BUYER_RETURNS, SELLER_CANCELS, reject_reasons
from tiktok_shop_sdk.sandbox.shop.world import Shop

BY_PLATFORM, BY_SELLER = 0, 1  # buyers, by whose orders are shipped how
_SELF = {"tracking_number": "SELF000001", "shipping_provider_id": USUAL_PROVIDER}


class Stage:
    """One shop, in which everything that an operation needs happens just before it is called."""

    def __init__(self, shop: Shop, clock: Callable[[], float]) -> None:
        self.shop = shop
        self.now = clock
        self.outside = Outside(shop, clock)

    def arguments(self, one: Declaration[..., Any]) -> dict[str, Any]:
        """What the operation requires, and what it needs to come to an answer."""
        staged = _STAGES.get(one.id)
        order, product = next(iter(self.shop.orders.values())), next(iter(self.shop.products.values()))
        named = {"order_id": order.id, "product_id": product.id, "product_ids": [product.id], "category_id": "601226"}
        return arguments(one, named) | (staged(self) if staged else {})

    def paid(self, buyer: int = BY_PLATFORM) -> Order:
        """An order of two pieces that may be shipped."""
        product = next(one for one in self.shop.products.values() if one.status == "ACTIVATE")
        sku = max(product.skus.values(), key=lambda sku: max(sku.stock.values()))
        order = self.outside.place_order(sku.id, sku.id, buyer=buyer)
        self.outside.pay(order.id)
        self.outside.end_hold(order.id)
        return order

    def shipped(self, buyer: int = BY_SELLER) -> Order:
        order = self.paid(buyer)
        number = f"SELF{order.id}"
        ship(self.shop, self.parcel(order), self.now(), tracking_number=number, provider_id=USUAL_PROVIDER)
        return order

    def delivered(self) -> Order:
        order = self.shipped()
        self.outside.deliver(order.id)
        return order

    def parcel(self, order: Order) -> Parcel:
        return self.shop.parcels[order.record["packages"][0]["id"]]

    def package(self) -> dict[str, Any]:
        return {"package_id": self.parcel(self.paid()).id}

    def combined(self) -> Parcel:
        packed = [(order, line) for order in (self.paid(), self.paid()) for line in order.lines]
        return pack(self.shop, packed, self.now(), tag="COMBINE")

    def asked_back(self) -> dict[str, Any]:
        """A return that the seller has to decide."""
        return {"return_id": self.outside.ask_for_return(self.delivered().id).id}

    def asked_to_cancel(self) -> dict[str, Any]:
        return {"cancel_id": self.outside.ask_to_cancel(self.paid().id).id}

    def reason_to_refuse(self, case: Mapping[str, Any]) -> dict[str, Any]:
        [case_id] = case.values()
        return {**case, "reject_reason": next(iter(reject_reasons(self.shop.cases[case_id])))}

    def sku(self) -> Any:
        return next(iter(next(iter(self.shop.products.values())).skus.values()))

    def reference(self) -> dict[str, Any]:
        order_id = next(iter(self.shop.orders))
        reference: dict[str, Any] = {"id": "A-1", "platform": "ERP_SYSTEM", "line_items": []}
        self.shop.external_references[order_id, "ERP_SYSTEM"] = reference
        return {"id": order_id, "external_order": reference}

    def split(self) -> dict[str, Any]:
        order = self.paid()
        return {"order_id": order.id, "splittable_groups": [{"id": "1", "order_line_item_ids": [order.lines[0]["id"]]}]}

    def webhook(self) -> dict[str, Any]:
        self.shop.webhooks[SANDBOX_APP_KEY, "PACKAGE_UPDATE"] = {"address": "https://erp.example/hooks"}
        return {}

    def two_to_combine(self) -> list[dict[str, Any]]:
        orders = [self.paid(), self.paid()]
        return [{"id": self.parcel(orders[0]).id, "order_ids": [order.id for order in orders]}]

    def invoices(self) -> list[dict[str, Any]]:
        order = self.paid()
        return [{"package_id": self.parcel(order).id, "order_ids": [order.id], "file_type": "PDF", "file": "sample"}]


_STAGES: Mapping[str, Callable[[Stage], dict[str, Any]]] = {
    "orders.add_external_references": lambda stage: {"orders": [stage.reference()]},
    "orders.search_by_external_reference": lambda stage: {
        "external_order_id": stage.reference()["external_order"]["id"],
        "platform": "ERP_SYSTEM",
    },
    "orders.list_external_references": lambda stage: {
        "order_id": stage.reference()["id"],
        "platform": "ERP_SYSTEM",
    },
    "orders.get": lambda stage: {"ids": [stage.paid().id]},
    "orders.get_privileged": lambda stage: {"ids": [stage.paid().id]},
    "products.search_inventory": lambda stage: {"sku_ids": [stage.sku().id]},
    "products.update_inventory": lambda stage: {"skus": [{"id": stage.sku().id, "inventory": [{"quantity": 7}]}]},
    "products.update_price": lambda stage: {
        "skus": [{"id": stage.sku().id, "price": {"amount": "19.99", "currency": stage.shop.currency}}]
    },
    "fulfillment.get_package": Stage.package,
    "fulfillment.list_shipping_services": lambda stage: {"order_id": stage.paid().id},
    "fulfillment.create_packages": lambda stage: {"order_id": stage.paid().id},
    "fulfillment.get_handover_slots": Stage.package,
    "fulfillment.schedule_handover": lambda stage: {"order_id": stage.paid().id},
    "fulfillment.ship_package": Stage.package,
    "fulfillment.ship_packages": lambda stage: {"packages": [{"id": stage.package()["package_id"]}]},
    "fulfillment.mark_package_as_shipped": lambda stage: {"order_id": stage.paid(BY_SELLER).id, **_SELF},
    "fulfillment.update_shipping_info": lambda stage: {"package_id": stage.parcel(stage.shipped()).id, **_SELF},
    "fulfillment.update_order_shipping_info": lambda stage: {"order_id": stage.shipped().id, **_SELF},
    "fulfillment.get_shipping_document": lambda stage: {
        "package_id": stage.parcel(stage.shipped()).id,
        "document_type": "SHIPPING_LABEL",
    },
    "fulfillment.upload_invoices": lambda stage: {"invoices": stage.invoices()},
    "fulfillment.get_split_attributes": lambda stage: {"order_ids": [stage.paid().id]},
    "fulfillment.split_order": Stage.split,
    "fulfillment.combine_packages": lambda stage: {"combinable_packages": stage.two_to_combine()},
    "fulfillment.uncombine_package": lambda stage: {"package_id": stage.combined().id},
    "fulfillment.get_tracking": lambda stage: {"order_id": stage.shipped().id},
    "fulfillment.update_delivery_status": lambda stage: {
        "packages": [{"id": stage.parcel(stage.shipped()).id, "delivery_type": "DELIVERY_SUCCESS"}]
    },
    "logistics.list_delivery_options": lambda stage: {"warehouse_id": stage.shop.warehouses[0]},
    "logistics.list_shipping_providers": lambda _: {"delivery_option_id": "7091000000000000001"},
    "logistics.get_tracking": lambda stage: {"order_id": stage.shipped().id},
    "returns.search": lambda stage: stage.asked_back() and {},
    "returns.list_records": Stage.asked_back,
    "returns.create": lambda stage: {
        "order_id": stage.delivered().id,
        "return_type": "RETURN_AND_REFUND",
        "return_reason": next(iter(BUYER_RETURNS)),
    },
    "returns.approve": lambda stage: {**stage.asked_back(), "decision": "APPROVE_RETURN"},
    "returns.reject": lambda stage: {
        **stage.reason_to_refuse(stage.asked_back()),
        "decision": "REJECT_RETURN",
        "images": [{"image_id": "tos-example/1", "mime_type": "image/png", "height": 9, "width": 9}],
    },
    "returns.search_cancellations": lambda stage: stage.asked_to_cancel() and {},
    "returns.cancel_order": lambda stage: {
        "order_id": stage.paid().id,
        "cancel_reason": next(iter(SELLER_CANCELS)),
    },
    "returns.approve_cancellation": Stage.asked_to_cancel,
    "returns.reject_cancellation": lambda stage: stage.reason_to_refuse(stage.asked_to_cancel()),
    "returns.calculate_refund": lambda stage: {"order_id": stage.paid().id, "request_type": "CANCEL"},
    "returns.get_decision_eligibility": lambda stage: {"return_or_cancel_id": stage.asked_back()["return_id"]},
    "returns.list_reject_reasons": lambda stage: {"return_or_cancel_id": stage.asked_back()["return_id"]},
    "events.list_webhooks": Stage.webhook,
    "events.update_webhook": lambda _: {"event_type": "PACKAGE_UPDATE", "address": "https://erp.example/hooks"},
}
