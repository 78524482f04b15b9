"""Fulfilled by TikTok (FBT): send goods to the platform's warehouses, watch their stock, have them sent out."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ..core.operation import UNSET, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..models.base import Id, Moment
from ..models.fbt import (
    AvailableInboundMethod,
    BarcodeFormat,
    CartonIn,
    CartonLabelFormat,
    CartonTrackingIn,
    ChangedGoodsIn,
    ConsigneeIn,
    ConsignOrderIn,
    Goods,
    GoodsCreated,
    GoodsItemIn,
    GoodsStock,
    GoodsUpdated,
    HazardAndExpiration,
    InboundLabels,
    InboundMethod,
    InboundOrder,
    InboundPlan,
    InventoryRecord,
    McfGoodsIn,
    McfOrder,
    McfStatus,
    McfStock,
    McfStockIn,
    NewGoodsIn,
    OnboardedRegion,
    PlacementOptions,
    PrintItem,
    ShipmentOptionIn,
    SkuRelationIn,
    SkuRelationsUpdated,
    TimeWindowIn,
    Warehouse,
)

UpTo100: TypeAlias = Annotated[list[Id], Field(max_length=100)]
PageSize: TypeAlias = Annotated[int, Field(ge=1, le=100)]


class Fbt(Resource[M], quota="order", scopes=("seller.fbt.info",)):
    """What the platform stores and sends for the merchant."""

    # The merchant and the warehouses.
    @operation("GET /fbt/202409/merchants/onboarded_regions", reads="fulfillment", answer="onboarded_regions")
    def list_onboarded_regions(self) -> list[OnboardedRegion]:
        """List the regions whose warehouses the merchant may use (Get FBT Merchant Onboarded Regions)."""
        ...

    @operation("GET /fbt/202601/merchants/mcf_status", reads="fulfillment", answer="mcf_status")
    def get_mcf_status(self) -> McfStatus:
        """Ask whether the merchant may use multi-channel fulfilment (Get FBT Merchant MCF Status)."""
        ...

    @operation("GET /fbt/202408/warehouses", reads="fulfillment", answer="warehouses")
    def list_warehouses(self) -> list[Warehouse]:
        """List the platform's warehouses and their services (Get FBT Warehouse List)."""
        ...

    # Goods: what the warehouses keep, whatever SKUs it is sold as.
    @paged("POST /fbt/202409/goods/search", paging=Paging("goods"), reads="fulfillment")
    def search_goods(
        self,
        *,
        goods_ids: UpTo100 = UNSET,
        product_ids: UpTo100 = UNSET,
        sku_ids: UpTo100 = UNSET,
        reference_codes: Annotated[list[str], Field(max_length=100)] = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[Goods]:
        """Find registered goods, with their measurements and the SKUs they are sold as (Search Goods Info)."""
        ...

    @operation(
        "POST /fbt/202603/goods/hazmat_and_expiration_info/search",
        reads="fulfillment",
        answer="hazmat_and_expiration_info.hazmat_and_expiration_dto_list",
    )
    def get_hazard_and_expiration(self, tts_sku_ids: list[Id]) -> list[HazardAndExpiration]:
        """Read whether SKUs are dangerous, and whether they expire (Get Hazmat And Expiration Info).

        Ask before `create_goods`, which has to be told the same.
        """
        ...

    @operation("POST /fbt/202603/goods/create_goods", writes="fulfillment", answer="create_result_info")
    def create_goods(self, create_goods_dto_list: list[NewGoodsIn]) -> GoodsCreated:
        """Register SKUs of the shop as goods that the platform stores and sends (Create Goods).

        Raises `PartialFailure` if some of them were refused; its `result` tells the goods of the others.
        """
        ...

    @operation("POST /fbt/202603/goods/update_goods_info", writes="fulfillment", answer="update_result_info")
    def update_goods(self, update_goods_dto: ChangedGoodsIn) -> GoodsUpdated:
        """Overwrite what is known about registered goods (Update Goods).

        Raises `PartialFailure`, with the one reason in `items`, if the change was refused.
        """
        ...

    @operation(
        "POST /fbt/202603/goods/update_goods_sku_relation",
        writes="fulfillment",
        answer="operate_goods_sku_relation_info",
    )
    def update_sku_relations(
        self, operate_goods_sku_relation_list: list[SkuRelationIn], *, operation_type: str
    ) -> SkuRelationsUpdated:
        """Change as which SKUs goods are sold (Update Goods Sku Relation).

        Raises `PartialFailure` if some pairs of goods and SKU were refused; the others are changed.
        """
        ...

    # Sending goods in: plan, compare, confirm, ship.
    @operation(
        "POST /fbt/202602/create_update_inbound_plan",
        writes="fulfillment",
        answer="inbound_plan",
        idempotency_key="idempotent_key",
    )
    def create_or_update_inbound_plan(
        self,
        *,
        plan_id: Id = UNSET,
        goods_items: list[GoodsItemIn] = UNSET,
        cartons: list[CartonIn] = UNSET,
        idempotent_key: str = UNSET,
    ) -> InboundPlan:
        """Plan to send goods in, or change the plan that `plan_id` names (Create Update Inbound Plan).

        A lost call may be repeated: every attempt of it carries the same `idempotent_key`, which is made up unless
        you give one.
        """
        ...

    @operation(
        "POST /fbt/202602/list_available_inbound_method", reads="fulfillment", answer="available_inbound_method_list"
    )
    def list_available_inbound_methods(self, plan_id: Id) -> list[AvailableInboundMethod]:
        """List how a plan's goods may be sent in, when, and at what price (List Available Inbound Method)."""
        ...

    @operation("POST /fbt/202602/inbound_method_detail", reads="fulfillment")
    def get_placement_options(
        self, plan_id: Id, *, inbound_method: InboundMethod, estimate_arrival_time: TimeWindowIn
    ) -> PlacementOptions:
        """Read how a plan's goods may be spread over warehouses (Get Inbound Method Detail).

        The platform works the options out: ask again while `placement_task_status` says that it is not done.
        """
        ...

    @operation("POST /fbt/202603/confirm_inbound_method", writes="fulfillment", answer="inbound_order_ids")
    def confirm_inbound_method(
        self,
        plan_id: Id,
        *,
        placement_option_id: Id,
        inbound_method: InboundMethod,
        estimate_arrival_time: TimeWindowIn,
    ) -> list[Id]:
        """Choose how a plan's goods are sent in, and get the inbound orders for them (Confirm Inbound Method).

        The option is one of `get_placement_options`, asked with the same method and time. It may cost a fee.
        """
        ...

    @operation("POST /fbt/202603/ship_inbound_order", writes="fulfillment", answer="inbound_order_id")
    def ship_inbound_order(
        self, inbound_order_id: Id, *, shipment_option: ShipmentOptionIn, cartons: list[CartonIn] = UNSET
    ) -> Id | None:
        """Say in which cartons an inbound order leaves, and how it travels (Ship Inbound Order)."""
        ...

    # Inbound orders on their way.
    @operation("GET /fbt/202602/inbound_orders", reads="fulfillment", answer="inbound_orders", differing=("202409",))
    def get_inbound_orders(self, order_ids: list[Id], *, include_carton_details: bool = UNSET) -> list[InboundOrder]:
        """Read where inbound orders stand, and what of them was received (Get Inbound Order)."""
        ...

    @operation("POST /fbt/202602/inbound_orders/tracking_update", writes="fulfillment")
    def update_inbound_tracking(self, order_id: Id, *, parcel_tracking_info: list[CartonTrackingIn] = UNSET) -> None:
        """Set the tracking numbers of an inbound order's cartons (Update Tracking)."""
        ...

    @operation("POST /fbt/202602/inbound_orders/label_print", writes="fulfillment")
    def print_inbound_labels(
        self,
        order_id: Id,
        *,
        print_items: list[PrintItem] = UNSET,
        carton_label_format: CartonLabelFormat = UNSET,
        barcode_format: BarcodeFormat = UNSET,
    ) -> InboundLabels:
        """Have the labels of an inbound order made, or ask whether they are (Print Label).

        Repeat the same call until `download_url` is there. The link is a shipping document: it comes in under a
        purpose that covers `shipping_documents`.
        """
        ...

    @operation("POST /fbt/202602/inbound_orders/cancel", writes="fulfillment")
    def cancel_inbound_order(self, order_id: Id, *, cancel_reason: str) -> None:
        """Cancel an inbound order before it arrives (Cancel Inbound Order)."""
        ...

    # Stock in the platform's warehouses.
    @paged("POST /fbt/202408/inventory/search", paging=Paging("inventory"), reads="inventory")
    def search_inventory(
        self,
        *,
        goods_ids: UpTo100 = UNSET,
        sku_ids: UpTo100 = UNSET,
        fbt_warehouse_ids: list[Id] = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[GoodsStock]:
        """Read the stock of goods by warehouse, on hand and on its way (Search FBT Inventory)."""
        ...

    @paged("POST /fbt/202410/inventory_records/search", paging=Paging("inventory_records"), reads="inventory")
    def search_inventory_records(
        self,
        *,
        goods_ids: UpTo100 = UNSET,
        fbt_warehouse_ids: list[Id] = UNSET,
        create_time_ge: Moment = UNSET,
        create_time_le: Moment = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[InventoryRecord]:
        """Find what changed the stock of goods, and when (Search FBT Inventory Record).

        Both ends of the time range are inclusive.
        """
        ...

    # Multi-channel fulfilment: orders from elsewhere, sent from the platform's warehouses.
    @operation(
        "POST /fbt/202601/mcf/goods/inventory/search",
        reads="inventory",
        answer="goods_inventory_list",
        cipher="optional",
        scopes=(),
    )
    def search_mcf_inventory(
        self, *, goods: Annotated[list[McfStockIn], Field(max_length=50)] = UNSET
    ) -> list[McfStock]:
        """Read how much of up to 50 goods may go to orders from elsewhere (Query Goods Inventory For MCF)."""
        ...

    @operation("POST /fbt/202601/mcf_outbound_orders", writes="fulfillment", answer="mcf_order")
    def create_mcf_order(self, external_order_id: Id, *, goods: list[McfGoodsIn], consignee: ConsigneeIn) -> McfOrder:
        """Have the goods of an order from elsewhere sent to its buyer (Create FBT MCF Order).

        There is no idempotency key: if it is not known whether a call was carried out, look in Seller Center before
        you repeat it, or the buyer may get the goods twice. What you say of the consignee never comes back.
        """
        ...

    @operation("GET /fbt/202601/mcf_outbound_orders", reads="fulfillment", answer="mcf_order")
    def get_mcf_order(self, mcf_order_id: Id) -> McfOrder:
        """Read where the parcels of a multi-channel order are (Get FBF MCF Order Status)."""
        ...

    @operation("POST /fbt/202601/mcf_outbound_orders/cancel", writes="fulfillment", answer="mcf_order")
    def cancel_mcf_order(self, mcf_order_id: Id, *, consign_orders: list[ConsignOrderIn] = UNSET) -> McfOrder:
        """Cancel a multi-channel order, or those parts of it that `consign_orders` names (Cancel FBT MCF Order)."""
        ...
