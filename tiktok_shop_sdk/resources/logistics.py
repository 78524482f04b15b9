"""Logistics: warehouses, carriers, shipping templates and tracking."""

from __future__ import annotations

from ..core.operation import UNSET, Body, M, Resource, operation
from ..models.base import Id
from ..models.logistics import (
    AddressIn,
    DeliveryOption,
    GlobalWarehouse,
    OrderTracking,
    ProductAttributeIn,
    ShippingProvider,
    StandardizedAddress,
    TemplateChoice,
    Warehouse,
    WarehouseIn,
    WarehouseSaved,
)
from . import quotas


class Logistics(Resource[M], quota="order"):
    """Where the shop's goods are kept, and by which ways they reach the buyer."""

    # Warehouses.
    @operation(
        "GET /logistics/202309/warehouses", reads="fulfillment", answer="warehouses", scopes=("seller.logistics",)
    )
    def list_warehouses(self) -> list[Warehouse]:
        """List the shop's warehouses, where it sells from and where returns go (Get Warehouse List)."""
        ...

    @operation(
        "GET /logistics/202309/global_warehouses",
        reads="fulfillment",
        answer="global_warehouses",
        cipher="forbidden",
        scopes=("seller.shop.info",),
    )
    def list_global_warehouses(self) -> list[GlobalWarehouse]:
        """List the seller's global warehouses, from which several shops sell (Get Global Seller Warehouse)."""
        ...

    @operation(
        "POST /logistics/202412/addresses/standardize",
        reads="fulfillment",
        answer="standardization_result",
        cipher="optional",
    )
    def standardize_address(self, address: AddressIn) -> StandardizedAddress | None:
        """Bring the address of a warehouse in the US into its standard form (Standardize Warehouse Address)."""
        ...

    @operation("POST /logistics/202502/warehouses", writes="fulfillment", cipher="optional")
    def create_warehouse(self, warehouse: WarehouseIn) -> WarehouseSaved:
        """Add a warehouse of the seller, and tell its id (Create Warehouse).

        Raises `PartialFailure` with the platform's reasons if it was refused. Do not repeat it blindly:
        `list_warehouses` tells whether it is there.
        """
        ...

    @operation("POST /logistics/202502/warehouses/{warehouse_id}", writes="fulfillment", cipher="optional")
    def update_warehouse(self, warehouse_id: Id, *, warehouse: WarehouseIn) -> WarehouseSaved:
        """Change a warehouse of the seller (Update Warehouse).

        Raises `PartialFailure` with the platform's reasons if it was refused.
        """
        ...

    # Ways to deliver.
    @operation(
        "GET /logistics/202309/warehouses/{warehouse_id}/delivery_options",
        reads="fulfillment",
        answer="delivery_options",
        scopes=("seller.logistics",),
    )
    def list_delivery_options(self, warehouse_id: Id, *, scope: str = UNSET) -> list[DeliveryOption]:
        """List the ways in which a warehouse delivers, and which parcels they take (Get Warehouse Delivery Options).

        The platform takes `scope` for "WAREHOUSE" if it is left out.
        """
        ...

    @operation(
        "GET /logistics/202309/delivery_options/{delivery_option_id}/shipping_providers",
        reads="fulfillment",
        answer="shipping_providers",
        scopes=("seller.fulfillment.basic", "seller.logistics"),
    )
    def list_shipping_providers(
        self, delivery_option_id: Id, *, warehouse_region: str = UNSET, buyer_region: str = UNSET
    ) -> list[ShippingProvider]:
        """List the carriers of a delivery option; shipping by the seller names one (Get Shipping Providers)."""
        ...

    # Shipping templates.
    @operation(
        "GET /logistics/202510/seller_templates", reads="fulfillment", answer="templates", scopes=("seller.logistics",)
    )
    def list_shipping_templates(self, *, product_attribute: Body[ProductAttributeIn] = UNSET) -> list[TemplateChoice]:
        """List the shipping templates, and whether a product can use them (Get Available Shipping Template)."""
        ...

    @operation("GET /logistics/202606/seller_template/template_exist", reads="fulfillment", provisional=True)
    def check_shipping_template_exists(self) -> None:
        """Ask whether the seller has a shipping template (Shipping Template Exist V2).

        What the platform answers is not known yet, so all that this tells is that the call went through.

        Provisional: known from secondary sources only.
        """
        ...

    # Tracking.
    @operation(
        "GET /logistics/202604/orders/{order_id}/tracking",
        reads="fulfillment",
        scopes=("seller.logistics",),
        limits=(quotas.TRACKING_OF_AN_ORDER,),
        provisional=True,
    )
    def get_tracking(self, order_id: Id) -> OrderTracking:
        """Read where each parcel of an order across a border is (Get Logistics Tracking).

        The platform allows one call per order in eight hours, and so does this client: keep the answer. Apps that
        it does not admit are refused with code 11007009; `fulfillment.get_tracking` is for all.

        Provisional: known from secondary sources only.
        """
        ...
