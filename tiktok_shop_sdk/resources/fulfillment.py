"""Fulfillment: buy labels, ship packages, print documents, split and combine orders, prove deliveries."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ..core.operation import UNSET, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..core.request import Upload
from ..models.base import Id, Moment
from ..models.fulfillment import (
    CreatedPackage,
    CustomsOrderIn,
    CustomsRequirement,
    DeliveryFile,
    DeliveryImage,
    DeliveryIn,
    DimensionsIn,
    DocumentFormat,
    DocumentSize,
    DocumentType,
    FirstMileBundle,
    FoundPackage,
    HandoverMethod,
    HandoverSlots,
    InvoiceIn,
    LastMileBundleIn,
    LineStatus,
    OrderLineIn,
    Package,
    PackageDocument,
    PackageOrders,
    PackageOrdersIn,
    PackagesCombined,
    PackagesDone,
    PackageStatus,
    PickupSlotIn,
    PodDetail,
    RedeemLineIn,
    ScheduledPackage,
    SelfShipmentIn,
    ShipmentIn,
    ShippedPackage,
    ShippingServices,
    SortField,
    SortOrder,
    SplitAttributes,
    SplitGroupIn,
    SplitPackage,
    SplitPartsIn,
    TrackingEvent,
    TrackingKind,
    WeightIn,
)
from ..models.orders import PodLineIn

PageSize: TypeAlias = Annotated[int, Field(ge=1, le=50)]


class Fulfillment(Resource[M], quota="order", scopes=("seller.fulfillment.basic",)):
    """From the paid order to the delivered package.

    No write here has an idempotency key, so none is repeated for you once the platform may have acted, which an error
    says by a `delivered` that is not False. Read the package or the order then, before you call again. That matters
    most where a second call costs money (`create_packages`) or sends a carrier (`ship_package`).
    """

    # Packages.
    @paged(
        "POST /fulfillment/202309/packages/search", paging=Paging("packages"), reads="fulfillment", cipher="optional"
    )
    def search_packages(
        self,
        *,
        package_status: PackageStatus = UNSET,
        create_time_ge: Moment = UNSET,
        create_time_lt: Moment = UNSET,
        update_time_ge: Moment = UNSET,
        update_time_lt: Moment = UNSET,
        sort_field: Query[SortField] = UNSET,
        sort_order: Query[SortOrder] = UNSET,
        page_size: Query[PageSize] = 50,
        page_token: Query[str] = UNSET,
    ) -> Page[FoundPackage]:
        """Find packages by status and time, newest first unless sorted otherwise (Search Package).

        `_ge` is inclusive, `_lt` exclusive. To keep a copy up to date, search by `update_time_ge`.
        """
        ...

    @operation("GET /fulfillment/202309/packages/{package_id}", reads="fulfillment")
    def get_package(self, package_id: Id) -> Package:
        """Read what is in a package, how it travels and how it stands (Get Package Detail)."""
        ...

    # Shipping by the platform: choose a service, buy the label, hand the package over.
    @operation("POST /fulfillment/202309/orders/{order_id}/shipping_services/query", reads="fulfillment")
    def list_shipping_services(
        self,
        order_id: Id,
        *,
        order_line_item_ids: list[Id] = UNSET,
        order_line_list: list[OrderLineIn] = UNSET,
        dimension: DimensionsIn = UNSET,
        weight: WeightIn = UNSET,
    ) -> ShippingServices:
        """List the services that can carry an order, and what each costs (Get Eligible Shipping Service).

        For a part of the order, name its line items by `order_line_item_ids`, or by `order_line_list` if it
        has parts of bundles. Size and weight are the parcel's.
        """
        ...

    @operation("POST /fulfillment/202512/packages", writes="fulfillment", differing=("202309",))
    def create_packages(
        self,
        *,
        ship_type: str,
        order_id: Id = UNSET,
        order_line_item: list[OrderLineIn] = UNSET,
        order_list_ids: list[Id] = UNSET,
        shipping_service_id: Id = UNSET,
        dimension: DimensionsIn = UNSET,
        weight: WeightIn = UNSET,
    ) -> CreatedPackage:
        """Buy a shipping label, which makes a package, in the markets that have this (Create Packages).

        Every call that succeeds buys a label and costs money: never repeat one that may have been carried out.
        After a timeout or an internal error (code 36009003), look first for `package_id` in the order's line items,
        or search the packages created since.

        `shipping_service_id` is one of those that `list_shipping_services` told. Name one order by `order_id`, a part
        of it by `order_line_item`, several orders by `order_list_ids`.
        """
        ...

    @operation(
        "GET /fulfillment/202309/packages/{package_id}/handover_time_slots",
        reads="fulfillment",
        scopes=("seller.fulfillment.package.write",),
    )
    def get_handover_slots(self, package_id: Id) -> HandoverSlots:
        """Read how, and when, a package can be handed to the carrier (Get Package Handover Time Slots)."""
        ...

    @operation(
        "GET /fulfillment/202309/orders/{order_id}/handover_time_slots",
        reads="fulfillment",
        cipher="optional",
        scopes=(),
    )
    def get_order_handover_slots(self, order_id: Id, *, order_line_item_ids: list[Id] = UNSET) -> HandoverSlots:
        """Read how, and when, an order can be handed to the carrier (Get Handover Timeslots)."""
        ...

    @operation("POST /fulfillment/202309/packages/schedule", writes="fulfillment", cipher="optional", scopes=())
    def schedule_handover(
        self,
        *,
        order_id: Id = UNSET,
        order_line_item_ids: list[Id] = UNSET,
        handover_method: HandoverMethod = UNSET,
        pickup_slot: PickupSlotIn = UNSET,
    ) -> ScheduledPackage:
        """Book the pickup or drop-off of an order that the platform ships (Schedule Package Handover).

        Do not repeat it blindly: a second booking may send a second carrier.
        """
        ...

    @operation("POST /fulfillment/202309/packages/{package_id}/ship", writes="fulfillment")
    def ship_package(
        self,
        package_id: Id,
        *,
        handover_method: HandoverMethod = UNSET,
        pickup_slot: PickupSlotIn = UNSET,
        self_shipment: SelfShipmentIn = UNSET,
    ) -> None:
        """Say that a package is ready, so that it is fetched or counts as shipped (Ship Package).

        Name `handover_method` and `pickup_slot` if the platform ships it, `self_shipment` if you do.

        Do not repeat it blindly: `get_package` tells whether it went through. Codes 11006021, 21011006, 21011040 and
        21008099 say that the package is shipped already; 21011007 and 21008044, that an open cancellation or
        return is in the way.
        """
        ...

    @operation("POST /fulfillment/202309/packages/ship", writes="fulfillment")
    def ship_packages(self, packages: list[ShipmentIn]) -> PackagesDone:
        """Say of several packages at once that they are ready (Batch Ship Packages).

        Raises `PartialFailure` if some of them were refused; the others are shipped. What holds for repeating
        `ship_package` holds for each of them.
        """
        ...

    # Shipping by the seller.
    @operation("POST /fulfillment/202309/orders/{order_id}/packages", writes="fulfillment")
    def mark_package_as_shipped(
        self,
        order_id: Id,
        *,
        tracking_number: str,
        shipping_provider_id: Id,
        order_line_item_ids: list[Id] = UNSET,
        order_line_list: list[OrderLineIn] = UNSET,
    ) -> ShippedPackage:
        """Say that you shipped an order yourself, with which carrier and number (Mark Package As Shipped).

        For a part of the order, name its line items by `order_line_item_ids`, or by `order_line_list` if it
        has parts of bundles. Carriers are those of `logistics.list_shipping_providers`.

        Do not repeat it blindly: read the order, whose line items then have a `package_id`. Codes 21011026 and
        21034012 say that the tracking number is used elsewhere. A wrong number is corrected by `update_shipping_info`.
        """
        ...

    @operation("POST /fulfillment/202309/packages/{package_id}/shipping_info/update", writes="fulfillment")
    def update_shipping_info(self, package_id: Id, *, tracking_number: str, shipping_provider_id: Id) -> None:
        """Correct carrier and tracking number of a package you shipped yourself (Update Package Shipping Info)."""
        ...

    @operation(
        "POST /fulfillment/202309/orders/{order_id}/shipping_info/update",
        writes="fulfillment",
        scopes=("seller.logistics",),
    )
    def update_order_shipping_info(self, order_id: Id, *, tracking_number: str, shipping_provider_id: Id) -> None:
        """Correct carrier and tracking number of an order you shipped yourself (Update Shipping Info)."""
        ...

    @operation("GET /fulfillment/202508/tts_tracking_validation", reads="fulfillment", scopes=("seller.logistics",))
    def validate_tracking(self, tracking_number: str) -> TrackingKind:
        """Tell whether a tracking number is one of the platform's own shipping (TTS Tracking Validation)."""
        ...

    # Documents.
    @operation("GET /fulfillment/202309/packages/{package_id}/shipping_documents", reads="shipping_documents")
    def get_shipping_document(
        self,
        package_id: Id,
        *,
        document_type: DocumentType,
        document_size: DocumentSize = UNSET,
        document_format: DocumentFormat = UNSET,
        shipping_period: str = UNSET,
    ) -> PackageDocument:
        """Get the link to a package's label or packing slip (Get Package Shipping Document).

        Whoever has the link sees the buyer's name, address and phone number: print it, and neither store nor log it.
        The purpose statement must cover `shipping_documents:read`.
        """
        ...

    @operation("POST /fulfillment/202502/invoice/upload", writes="fulfillment")
    def upload_invoices(self, invoices: list[InvoiceIn]) -> PackagesDone:
        """Hand in the invoices of packages, for Brazil (Upload Invoice).

        Raises `PartialFailure` if some of them were refused; the others are handed in.
        """
        ...

    # Splitting and combining.
    @operation(
        "GET /fulfillment/202309/orders/split_attributes",
        reads="fulfillment",
        answer="split_attributes",
        scopes=("seller.fulfillment.package.write",),
    )
    def get_split_attributes(self, order_ids: list[Id]) -> list[SplitAttributes]:
        """Tell which orders can be split, and which must be (Get Order Split Attributes)."""
        ...

    @operation(
        "POST /fulfillment/202309/orders/{order_id}/split",
        writes="fulfillment",
        answer="packages",
        scopes=("seller.fulfillment.package.write",),
    )
    def split_order(
        self,
        order_id: Id,
        *,
        splittable_groups: list[SplitGroupIn],
        splittable_groups_v2: list[SplitPartsIn] = UNSET,
    ) -> list[SplitPackage]:
        """Spread an order over several packages, one for each group (Split Orders).

        `splittable_groups_v2` is for orders with bundles whose parts travel apart.
        """
        ...

    @paged(
        "GET /fulfillment/202309/combinable_packages/search",
        paging=Paging("combinable_packages"),
        reads="fulfillment",
        scopes=("seller.fulfillment.package.write",),
    )
    def search_combinable_packages(self, *, page_size: PageSize = 50, page_token: str = UNSET) -> Page[PackageOrders]:
        """Find orders that may travel in one package (Search Combinable Packages)."""
        ...

    @operation(
        "POST /fulfillment/202309/packages/combine", writes="fulfillment", scopes=("seller.fulfillment.package.write",)
    )
    def combine_packages(self, combinable_packages: list[PackageOrdersIn]) -> PackagesCombined:
        """Put orders into one package, as `search_combinable_packages` told them (Combine Package).

        Raises `PartialFailure` if some of the packages were refused; those that were combined are in its `result`.
        """
        ...

    @operation(
        "POST /fulfillment/202309/packages/{package_id}/uncombine",
        writes="fulfillment",
        answer="packages",
        scopes=("seller.fulfillment.package.write",),
    )
    def uncombine_package(self, package_id: Id, *, order_ids: list[Id] = UNSET) -> list[PackageOrders]:
        """Take orders out of a combined package, and tell the packages that result (Uncombine Packages)."""
        ...

    # Bundles.
    @operation("POST /fulfillment/202510/first_mile_bundle", writes="fulfillment", differing=("202407",))
    def create_first_mile_bundle(
        self,
        order_ids: list[Id],
        *,
        handover_method: HandoverMethod,
        shipping_provider_id: Id = UNSET,
        tracking_number: str = UNSET,
        phone_tail_number: str = UNSET,
    ) -> FirstMileBundle:
        """Hand several orders over as one bundle for their first mile (Create First Mile Bundle V2).

        `phone_tail_number` is the end of your own phone number, never of the buyer's. The document's `url` comes
        in if the purpose statement covers `shipping_documents:read`.

        Raises `PartialFailure` if some of the orders were refused; the bundle of the others is its `result`.
        """
        ...

    @operation(
        "POST /fulfillment/202408/last_mile_bundles",
        writes="fulfillment",
        answer="last_mile_bundle_id",
        cipher="forbidden",
        scopes=(),
    )
    def create_last_mile_bundle(
        self,
        *,
        logistics_group_id: int = UNSET,
        fulfillment_unit_ids: list[Id] = UNSET,
        last_mile_bundle: LastMileBundleIn = UNSET,
    ) -> Id | None:
        """Bundle packages for their last mile, and tell the bundle's id (Create Last Mile Bundle)."""
        ...

    # Delivery.
    @operation(
        "GET /fulfillment/202309/orders/{order_id}/tracking",
        reads="fulfillment",
        answer="tracking",
        scopes=("seller.logistics",),
    )
    def get_tracking(self, order_id: Id) -> list[TrackingEvent]:
        """Read what happened to an order on its way (Get Tracking).

        For an order in several parcels across a border, `logistics.get_tracking` tells each of them.
        """
        ...

    @operation(
        "POST /fulfillment/202309/packages/deliver", writes="fulfillment", scopes=("seller.delivery.status.write",)
    )
    def update_delivery_status(self, packages: list[DeliveryIn]) -> PackagesDone:
        """Tell how deliveries by your own people went, with proof (Update Package Delivery Status).

        Raises `PartialFailure` if some of the packages were refused; the others are updated.
        """
        ...

    @operation("POST /fulfillment/202309/images/upload", writes="fulfillment", asset="optional", multipart=True)
    def upload_delivery_image(self, data: Upload) -> DeliveryImage:
        """Upload a picture as proof of a delivery (Fulfillment Upload Delivery Image).

        `update_delivery_status` names it by its `url`, which comes in if the purpose statement covers
        `shipping_documents:read`.
        """
        ...

    @operation("POST /fulfillment/202309/files/upload", writes="fulfillment", asset="optional", multipart=True)
    def upload_delivery_file(self, data: Upload, *, name: str) -> DeliveryFile:
        """Upload a PDF as proof of a delivery (Fulfillment Upload Delivery File).

        `update_delivery_status` names it by its `url`, which comes in if the purpose statement covers
        `shipping_documents:read`.
        """
        ...

    # Special kinds of orders.
    @operation(
        "POST /fulfillment/202601/redeem_info/callback",
        writes="fulfillment",
        answer="order_statuses",
        scopes=("seller.redeem_info.write",),
    )
    def report_redeem_info(self, order_id: Id, *, order_info_list: list[RedeemLineIn]) -> list[LineStatus]:
        """Deliver a digital order: tell what the buyer redeems for each line item (Redeem Info Callback).

        `status_code` tells for each line item whether it was taken; a refused one raises nothing.
        """
        ...

    @operation(
        "POST /fulfillment/202606/pod_details/get",
        reads="fulfillment",
        answer="pod_details",
        scopes=(),
        provisional=True,
    )
    def get_pod_details(self, main_order_id: Id, *, query_order_lines: list[PodLineIn]) -> list[PodDetail]:
        """Read how the print-on-demand items of an order stand (Pod Detail Get).

        Provisional: known from secondary sources only.
        """
        ...

    # Customs.
    @operation(
        "POST /fulfillment/202607/orders/customs_info/query",
        reads="fulfillment",
        answer="orders",
        scopes=(),
        provisional=True,
    )
    def get_customs_requirements(self, order_ids: list[Id]) -> list[CustomsRequirement]:
        """Tell which orders need customs data, and which have them already (Order Customs Info Query).

        Provisional: known from secondary sources only.
        """
        ...

    @operation("POST /fulfillment/202607/orders/customs_info/submit", writes="fulfillment", scopes=(), provisional=True)
    def submit_customs_info(self, order_list: list[CustomsOrderIn]) -> None:
        """Declare what the items of orders consist of, for customs (Order Customs Info Submit).

        Provisional: known from secondary sources only.
        """
        ...
