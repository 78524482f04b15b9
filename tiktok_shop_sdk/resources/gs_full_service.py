"""The supplier programme: suppliers hand their goods to shops that the platform runs."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ..core.operation import UNSET, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..core.request import Upload
from ..models.base import Id, Moment
from ..models.gs_full_service import (
    Attribute,
    Brand,
    Category,
    CategoryAttributes,
    CategoryDetail,
    Certification,
    GradingTemplate,
    ImageRules,
    Manufacturer,
    Product,
    PublishCheck,
    ResponsiblePerson,
    SizeGroups,
    SpuIn,
    SpuPreviewIn,
    SupplierAddress,
    UploadedImage,
    VirtualStock,
    VirtualStockIn,
    VirtualStockUpdated,
    WeightIn,
)
from ..models.gs_full_service_shipment import (
    AbnormalOrder,
    AbnormalType,
    CarriageIn,
    ConfirmedSkuIn,
    DeliveryBatch,
    DeliveryMode,
    DeliveryOption,
    DeliveryOrder,
    DeliveryOrderCreated,
    DeliveryOrderIn,
    DeliveryOrderPreviewIn,
    DeliveryType,
    EmergencyLevel,
    InspectedOrderType,
    LabelIn,
    LabelSizeIn,
    LogisticsOrder,
    PrintedDocument,
    ReserveIn,
    ReturnMethod,
    ReturnOrder,
    ReturnSource,
    ReturnStatus,
    ReturnType,
    SenderContactIn,
    ShippingChoices,
    SkuQuantityIn,
    StockupOrder,
    StockupRejectReason,
    StockupSource,
    StockupStatus,
    StockupType,
)

PageSize: TypeAlias = Annotated[int, Field(ge=1, le=50)]
PartnersPerPage: TypeAlias = Annotated[int, Field(ge=1, le=30)]


class GsFullService(Resource[M], quota="both", cipher="forbidden"):
    """The supplier programme (GS full service).

    Many operations exist up to three times: without a suffix on the platform's final route, with `_beta` and
    `_preview` on earlier ones, which mostly tell less. Use the final one where there is one, else the beta.
    """

    # Brands and categories.
    @operation("GET /gs_full_service_commodity/202405/beta/brands", reads="supplier", answer="brands")
    def list_brands_beta(self) -> list[Brand]:
        """List the supplier's brands (GS Full Service Get Brands)."""
        ...

    @operation("GET /gs_full_service_commodity/202404/preview/brands", reads="supplier", answer="brands")
    def list_brands_preview(self, *, supplier_id: Id = UNSET) -> list[Brand]:
        """List a supplier's brands (GS Full Service Preview Get Brands)."""
        ...

    @paged(
        "POST /gs_full_service_commodity/202405/beta/categories/search",
        paging=Paging("categories", place="body", parameter="page_offset", style="offset"),
        reads="supplier",
    )
    def search_categories_beta(
        self, *, page_offset: int = UNSET, page_size: Annotated[int, Field(ge=1, le=100)] = UNSET
    ) -> Page[Category]:
        """List the categories of the programme (GS Full Service Search Categories)."""
        ...

    @paged(
        "POST /gs_full_service_commodity/202404/preview/categories/search",
        paging=Paging("categories", place="body", parameter="page_offset", style="offset"),
        reads="supplier",
    )
    def search_categories_preview(self, *, page_offset: int = UNSET, page_size: PageSize = UNSET) -> Page[Category]:
        """List the categories of the programme (Get Global Selling Full Service Categories)."""
        ...

    @operation("GET /gs_full_service_commodity/202405/beta/categories/{category_id}", reads="supplier")
    def get_category_beta(self, category_id: Id) -> CategoryDetail:
        """Read one category (GS Full Service Get category information)."""
        ...

    @operation("GET /gs_full_service_commodity/202404/preview/categories/{category_id}", reads="supplier")
    def get_category_preview(self, category_id: Id) -> CategoryDetail:
        """Read one category (GS Full Service Preview Get category information)."""
        ...

    @operation(
        "GET /gs_full_service_commodity/202507/beta/categories/{category_id}/attributes",
        reads="supplier",
        also=("202503", "202405"),
    )
    def get_category_attributes_beta(self, category_id: Id) -> CategoryAttributes:
        """Read which attributes products of a category have (GS Full Service Get attributes)."""
        ...

    @operation(
        "GET /gs_full_service_commodity/202404/preview/categories/{category_id}/attributes",
        reads="supplier",
        answer="attributes",
    )
    def get_category_attributes_preview(self, category_id: Id) -> list[Attribute]:
        """Read which attributes products of a category have (GS Full Service Preview Get attributes)."""
        ...

    @operation(
        "GET /gs_full_service_commodity/202507/beta/categories/{category_id}/certifications",
        reads="supplier",
        answer="certifications",
        also=("202406",),
    )
    def get_certifications_beta(self, category_id: Id) -> list[Certification]:
        """Read which certifications products of a category need (GS Full Service Get Certifications)."""
        ...

    @operation(
        "GET /gs_full_service_commodity/202405/beta/categories/{category_id}/image_upload_requirements",
        reads="supplier",
    )
    def get_image_rules_beta(self, category_id: Id) -> ImageRules:
        """Read which pictures products of a category need (GS Product image upload requirements query)."""
        ...

    # Sizes.
    @operation("GET /gs_full_service_commodity/202408/size_groups", reads="supplier", answer="size_grading_data")
    def get_size_groups(self, category_id: Id) -> SizeGroups | None:
        """Read the sizes in which products of a category come (Get Size Groups)."""
        ...

    @operation("GET /gs_full_service_commodity/202406/beta/size_groups", reads="supplier")
    def get_size_groups_beta(self, category_id: Id) -> SizeGroups:
        """Read the sizes in which products of a category come (GS Get size groups config V2)."""
        ...

    @operation("GET /gs_full_service_commodity/202405/preview/size_groups", reads="supplier")
    def get_size_groups_preview(self, category_id: Id) -> SizeGroups:
        """Read the sizes in which products of a category come (Get size groups config)."""
        ...

    @operation(
        "GET /gs_full_service_commodity/202406/beta/grading_templates", reads="supplier", answer="grading_templates"
    )
    def list_grading_templates_beta(self) -> list[GradingTemplate]:
        """List the templates after which sizes are graded (GS Get grading templates config V2)."""
        ...

    @operation(
        "GET /gs_full_service_commodity/202405/preview/grading_templates", reads="supplier", answer="grading_templates"
    )
    def list_grading_templates_preview(self, *, supplier_id: Id) -> list[GradingTemplate]:
        """List the templates after which sizes are graded (Get grading templates config)."""
        ...

    # Pictures, videos and other files. Products name them by the `uri` that is answered.
    @operation("POST /gs_full_service_commodity/202406/beta/images/upload", writes="supplier", multipart=True)
    def upload_image_beta(self, data: Upload) -> UploadedImage:
        """Upload a picture of a product (GS Image Upload V2)."""
        ...

    @operation("POST /gs_full_service_commodity/202405/preview/images/upload", writes="supplier", multipart=True)
    def upload_image_preview(self, data: Upload, *, supplier_id: Query[Id]) -> UploadedImage:
        """Upload a picture of a product (image upload)."""
        ...

    @operation(
        "POST /gs_full_service_commodity/202405/beta/videos/upload", writes="supplier", answer="uri", multipart=True
    )
    def upload_video_beta(self, data: Upload) -> str | None:
        """Upload a video of a product (GS Video Upload)."""
        ...

    @operation(
        "POST /gs_full_service_commodity/202405/beta/certification_files/upload",
        writes="supplier",
        answer="uri",
        multipart=True,
    )
    def upload_certification_file_beta(self, data: Upload) -> str | None:
        """Upload a file that proves a certification (GS Qualification file upload)."""
        ...

    # Products.
    @operation(
        "POST /gs_full_service_commodity/202509/beta/products",
        writes="supplier",
        answer="spu_code",
        idempotency_key="idempotent_key",
        also=("202508", "202410", "202405"),
    )
    def create_product_beta(self, spu: SpuIn, *, idempotent_key: str = UNSET) -> str | None:
        """Hand in a product for review; you get its SPU code (GS Create Product v2).

        The client makes an `idempotent_key` if you give none, so a repeated attempt creates no second product.
        """
        ...

    @operation("POST /gs_full_service_commodity/202405/preview/products", writes="supplier", answer="spu_code")
    def create_product_preview(self, spu: SpuPreviewIn, *, supplier_id: Query[Id]) -> str | None:
        """Hand in a product for review; you get its SPU code (GS Create Product).

        A repeated call may create a second product: this route takes no idempotency key.
        """
        ...

    @operation(
        "POST /gs_full_service_commodity/202509/calculate_audit_info",
        reads="supplier",
        answer="product_publish_detail",
        also=("202508",),
    )
    def check_product(self, spu: SpuIn) -> list[PublishCheck]:
        """Tell in which regions a product could be published (GS Calculate Product Audit Info).

        It takes the same product as `create_product_beta`, and hands nothing in.
        """
        ...

    @paged(
        "POST /gs_full_service_commodity/202504/beta/products/search",
        paging=Paging("spus", place="body"),
        reads="supplier",
        also=("202410", "202406"),
    )
    def search_products_beta(
        self,
        *,
        platform_spu_codes: list[str] = UNSET,
        platform_sku_codes: list[str] = UNSET,
        external_sku_codes: list[str] = UNSET,
        sku_status: str = UNSET,
        push_time_ge: int = UNSET,
        push_time_lt: int = UNSET,
        page_size: int = UNSET,
        page_token: str = UNSET,
    ) -> Page[Product]:
        """Find products and how their review stands (GS Query SKUs and the approval status of SKUs V2).

        `push_time_ge` and `push_time_lt` are numbers whose unit is not documented; on the preview route they
        are Unix seconds.
        """
        ...

    @paged(
        "POST /gs_full_service_commodity/202405/preview/products/search",
        paging=Paging("spus", place="body"),
        reads="supplier",
    )
    def search_products_preview(
        self,
        *,
        supplier_id: Query[Id],
        platform_spu_codes: list[str] = UNSET,
        platform_sku_codes: list[str] = UNSET,
        external_sku_codes: list[str] = UNSET,
        sku_status: str = UNSET,
        push_time_ge: Moment = UNSET,
        push_time_lt: Moment = UNSET,
        page_size: int = UNSET,
        page_token: str = UNSET,
    ) -> Page[Product]:
        """Find products and how their review stands (Query SKUs and the approval status of SKUs)."""
        ...

    # The supplier's own addresses and partners.
    @paged("GET /gs_full_service_commodity/202407/supplier_addresses", paging=Paging("addresses"), reads="supplier")
    def list_addresses(self, *, page_size: PageSize = UNSET, page_token: str = UNSET) -> Page[SupplierAddress]:
        """List the addresses from which the supplier ships (Global Selling Get Supplier Addresses)."""
        ...

    @paged(
        "GET /gs_full_service_commodity/202508/supplier_manufacturers",
        paging=Paging("manufacturer_list"),
        reads="supplier",
    )
    def list_manufacturers(self, *, page_size: PartnersPerPage = UNSET, page_token: str = UNSET) -> Page[Manufacturer]:
        """List the makers of the supplier's products (GS List Supplier Manufacturer)."""
        ...

    @paged("GET /gs_full_service_commodity/202508/supplier_rps", paging=Paging("rp_infos"), reads="supplier")
    def list_responsible_persons(
        self, *, page_size: PartnersPerPage = UNSET, page_token: str = UNSET
    ) -> Page[ResponsiblePerson]:
        """List who answers for the supplier's products where the law asks for somebody (GS Get Supplier RP)."""
        ...

    # Virtual stock.
    @operation(
        "POST /gs_full_service_inventory/202405/beta/virtual_inventory/query", reads="supplier", answer="inventory"
    )
    def search_virtual_inventory_beta(self, skus: list[str] = UNSET) -> list[VirtualStock]:
        """Read the virtual stock of SKUs, by warehouse (GS Full Service Query Virtual Inventory)."""
        ...

    @operation(
        "POST /gs_full_service_inventory/202404/preview/virtual_inventory/query", reads="supplier", answer="inventory"
    )
    def search_virtual_inventory_preview(
        self, skus: list[str] = UNSET, *, supplier_id: Id = UNSET
    ) -> list[VirtualStock]:
        """Read the virtual stock of SKUs, by warehouse (Query Global Selling Virtual Inventory)."""
        ...

    @operation("POST /gs_full_service_inventory/202405/beta/virtual_inventory/update", writes="supplier")
    def update_virtual_inventory_beta(self, skus: list[VirtualStockIn]) -> VirtualStockUpdated:
        """Set the virtual stock of SKUs, by warehouse (GS Full Service Update Virtual Inventory).

        Raises `PartialFailure` if some SKUs were refused; the others are set.
        """
        ...

    @operation("POST /gs_full_service_inventory/202404/preview/virtual_inventory/update", writes="supplier")
    def update_virtual_inventory_preview(
        self, skus: list[VirtualStockIn], *, supplier_id: Id = UNSET
    ) -> VirtualStockUpdated:
        """Set the virtual stock of SKUs, by warehouse (Set Global Selling Virtual Inventory).

        Raises `PartialFailure` if some SKUs were refused; the others are set.
        """
        ...

    # Stock-up orders: what the platform orders from the supplier.
    @paged(
        "POST /gs_full_service_shipment/202407/stockup_orders/search",
        paging=Paging("stockup_orders", place="body"),
        reads="supplier",
    )
    def search_stockup_orders(
        self,
        *,
        stockup_order_codes: list[str] = UNSET,
        platform_spu_codes: list[str] = UNSET,
        platform_sku_codes: list[str] = UNSET,
        external_skc_codes: list[str] = UNSET,
        external_sku_codes: list[str] = UNSET,
        order_status: list[StockupStatus] = UNSET,
        order_types: list[StockupType] = UNSET,
        order_sources: list[StockupSource] = UNSET,
        emergency_levels: list[EmergencyLevel] = UNSET,
        can_deliver: bool = UNSET,
        is_delivery_completed: bool = UNSET,
        is_first_order: bool = UNSET,
        is_normal: bool = UNSET,
        order_create_time_ge: Moment = UNSET,
        order_create_time_lt: Moment = UNSET,
        latest_status_update_ge: Moment = UNSET,
        latest_status_update_lt: Moment = UNSET,
        require_ship_time_ge: Moment = UNSET,
        require_ship_time_lt: Moment = UNSET,
        require_arrived_time_ge: Moment = UNSET,
        require_arrived_time_lt: Moment = UNSET,
        page_size: PageSize = UNSET,
        page_token: str = UNSET,
    ) -> Page[StockupOrder]:
        """Find what the platform ordered, by state and time (Global Selling Search Stockup Orders).

        `_ge` is inclusive, `_lt` exclusive. To keep a copy up to date, search by `latest_status_update_ge`.
        """
        ...

    @paged(
        "POST /gs_full_service_shipment/202405/beta/stockup_orders/search",
        paging=Paging("stockup_orders", place="body"),
        reads="supplier",
    )
    def search_stockup_orders_beta(
        self,
        *,
        stockup_order_codes: list[str] = UNSET,
        platform_spu_codes: list[str] = UNSET,
        platform_sku_codes: list[str] = UNSET,
        external_skc_codes: list[str] = UNSET,
        external_sku_codes: list[str] = UNSET,
        order_status: list[StockupStatus] = UNSET,
        order_types: list[StockupType] = UNSET,
        order_sources: list[StockupSource] = UNSET,
        emergency_levels: list[EmergencyLevel] = UNSET,
        can_deliver: bool = UNSET,
        is_delivery_completed: bool = UNSET,
        is_first_order: bool = UNSET,
        is_normal: bool = UNSET,
        order_create_time_ge: Moment = UNSET,
        order_create_time_lt: Moment = UNSET,
        latest_status_update_ge: Moment = UNSET,
        latest_status_update_lt: Moment = UNSET,
        require_ship_time_ge: Moment = UNSET,
        require_ship_time_lt: Moment = UNSET,
        require_arrived_time_ge: Moment = UNSET,
        require_arrived_time_lt: Moment = UNSET,
        page_size: PageSize = UNSET,
        page_token: str = UNSET,
    ) -> Page[StockupOrder]:
        """Find what the platform ordered, by state and time (GS Search Stockup Orders)."""
        ...

    @paged(
        "POST /gs_full_service_shipment/202405/preview/stockup_orders/search",
        paging=Paging("stockup_orders", place="body"),
        reads="supplier",
    )
    def search_stockup_orders_preview(
        self,
        *,
        supplier_id: Query[Id],
        stockup_order_codes: list[str] = UNSET,
        platform_spu_codes: list[str] = UNSET,
        platform_sku_codes: list[str] = UNSET,
        external_skc_codes: list[str] = UNSET,
        external_sku_codes: list[str] = UNSET,
        order_status: list[StockupStatus] = UNSET,
        order_types: list[StockupType] = UNSET,
        order_sources: list[StockupSource] = UNSET,
        emergency_levels: list[EmergencyLevel] = UNSET,
        can_deliver: bool = UNSET,
        is_delivery_completed: bool = UNSET,
        is_first_order: bool = UNSET,
        is_normal: bool = UNSET,
        order_create_time_ge: Moment = UNSET,
        order_create_time_lt: Moment = UNSET,
        require_ship_time_ge: Moment = UNSET,
        require_ship_time_lt: Moment = UNSET,
        require_arrived_time_ge: Moment = UNSET,
        require_arrived_time_lt: Moment = UNSET,
        page_size: PageSize = UNSET,
        page_token: str = UNSET,
    ) -> Page[StockupOrder]:
        """Find what the platform ordered, by state and time (Search Stockup Orders)."""
        ...

    @operation("POST /gs_full_service_shipment/202409/stockup_orders/confirm", writes="supplier")
    def confirm_stockup_order(
        self,
        stockup_order_code: str,
        *,
        is_order_confirmed: bool = UNSET,
        skus: list[ConfirmedSkuIn] = UNSET,
        reject_reason: StockupRejectReason = UNSET,
        reject_note: str = UNSET,
    ) -> None:
        """Accept a stock-up order with its quantities, or reject it (Global Selling Confirm Stockup Order)."""
        ...

    # Delivery orders: what the supplier sends.
    @operation("POST /gs_full_service_shipment/202405/beta/delivery_orders", writes="supplier")
    def create_delivery_order_beta(self, delivery_order: DeliveryOrderIn) -> DeliveryOrderCreated:
        """Announce what will be delivered for a stock-up order (GS Create Delivery Order).

        A repeated call may create a second delivery order.
        """
        ...

    @operation("POST /gs_full_service_shipment/202405/preview/delivery_orders", writes="supplier")
    def create_delivery_order_preview(
        self, delivery_order: DeliveryOrderPreviewIn, *, supplier_id: Query[Id]
    ) -> DeliveryOrderCreated:
        """Announce what will be delivered for a stock-up order (Create Delivery Order).

        A repeated call may create a second delivery order.
        """
        ...

    @paged(
        "POST /gs_full_service_shipment/202407/delivery_orders/search",
        paging=Paging("delivery_orders", place="body"),
        reads="supplier",
    )
    def search_delivery_orders(
        self,
        *,
        delivery_order_codes: list[str] = UNSET,
        logistics_orders: list[str] = UNSET,
        relative_codes: list[str] = UNSET,
        warehouse_codes: list[str] = UNSET,
        platform_spu_codes: list[str] = UNSET,
        external_skc_codes: list[str] = UNSET,
        external_sku_codes: list[str] = UNSET,
        delivery_types: list[DeliveryType] = UNSET,
        order_types: list[str] = UNSET,
        emergency_levels: list[EmergencyLevel] = UNSET,
        is_sample_included: bool = UNSET,
        latest_status_update_ge: Moment = UNSET,
        latest_status_update_lt: Moment = UNSET,
        ship_time_ge: Moment = UNSET,
        ship_time_lt: Moment = UNSET,
        arrived_time_ge: Moment = UNSET,
        arrived_time_lt: Moment = UNSET,
        require_arrived_time_ge: Moment = UNSET,
        require_arrived_time_lt: Moment = UNSET,
        page_size: PageSize = UNSET,
        page_token: str = UNSET,
    ) -> Page[DeliveryOrder]:
        """Find what the supplier delivered, and how it was received (Global Selling Search Delivery Orders).

        `_ge` is inclusive, `_lt` exclusive. To keep a copy up to date, search by `latest_status_update_ge`.
        """
        ...

    @paged(
        "POST /gs_full_service_shipment/202405/beta/delivery_orders/search",
        paging=Paging("delivery_orders", place="body"),
        reads="supplier",
    )
    def search_delivery_orders_beta(
        self,
        *,
        delivery_order_codes: list[str] = UNSET,
        delivery_batch_codes: list[str] = UNSET,
        relative_codes: list[str] = UNSET,
        warehouse_codes: list[str] = UNSET,
        platform_spu_codes: list[str] = UNSET,
        external_skc_codes: list[str] = UNSET,
        external_sku_codes: list[str] = UNSET,
        delivery_types: list[DeliveryType] = UNSET,
        order_types: list[str] = UNSET,
        emergency_levels: list[EmergencyLevel] = UNSET,
        is_sample_included: bool = UNSET,
        latest_status_update_ge: Moment = UNSET,
        latest_status_update_lt: Moment = UNSET,
        ship_time_ge: Moment = UNSET,
        ship_time_lt: Moment = UNSET,
        arrived_time_ge: Moment = UNSET,
        arrived_time_lt: Moment = UNSET,
        require_arrived_time_ge: Moment = UNSET,
        require_arrived_time_lt: Moment = UNSET,
        page_size: PageSize = UNSET,
        page_token: str = UNSET,
    ) -> Page[DeliveryOrder]:
        """Find what the supplier delivered, and how it was received (GS Search Delivery Orders)."""
        ...

    @paged(
        "POST /gs_full_service_shipment/202405/preview/delivery_orders/search",
        paging=Paging("delivery_orders", place="body"),
        reads="supplier",
    )
    def search_delivery_orders_preview(
        self,
        *,
        supplier_id: Query[Id],
        delivery_order_codes: list[str] = UNSET,
        delivery_batch_codes: list[str] = UNSET,
        relative_codes: list[str] = UNSET,
        warehouse_codes: list[str] = UNSET,
        platform_spu_codes: list[str] = UNSET,
        external_skc_codes: list[str] = UNSET,
        external_sku_codes: list[str] = UNSET,
        delivery_types: list[DeliveryType] = UNSET,
        order_types: list[str] = UNSET,
        emergency_levels: list[EmergencyLevel] = UNSET,
        is_sample_included: bool = UNSET,
        ship_time_ge: Moment = UNSET,
        ship_time_lt: Moment = UNSET,
        arrived_time_ge: Moment = UNSET,
        arrived_time_lt: Moment = UNSET,
        require_arrived_time_ge: Moment = UNSET,
        require_arrived_time_lt: Moment = UNSET,
        page_size: PageSize = UNSET,
        page_token: str = UNSET,
    ) -> Page[DeliveryOrder]:
        """Find what the supplier delivered, and how it was received (Search Delivery Orders)."""
        ...

    @operation("POST /gs_full_service_shipment/202405/beta/delivery_orders/confirm", writes="supplier")
    def confirm_delivery_beta(self, delivery_order_code: str) -> None:
        """Confirm the delivery of a delivery order (GS Confirm Delivery)."""
        ...

    @operation("POST /gs_full_service_shipment/202405/preview/delivery_orders/confirm", writes="supplier")
    def confirm_delivery_preview(self, delivery_order_code: str, *, supplier_id: Query[Id]) -> None:
        """Confirm the delivery of a delivery order (Confirm Delivery)."""
        ...

    # Carriers and shipments.
    @operation("POST /gs_full_service_shipment/202410/shipping_providers/search", reads="supplier", also=("202407",))
    def search_shipping_providers(
        self,
        *,
        delivery_order_codes: list[str] = UNSET,
        warehouse_code: str = UNSET,
        sender_contact_id: Id = UNSET,
        delivery_mode: DeliveryMode = UNSET,
        delivery_option: DeliveryOption = UNSET,
        total_weight: WeightIn = UNSET,
        shipping_box_quantity: int = UNSET,
    ) -> ShippingChoices:
        """Find carriers, their times and prices (Global Selling Search Available Shipping Providers).

        `sender_contact_id` is the `id` of one of `list_addresses`.
        """
        ...

    @operation("POST /gs_full_service_shipment/202405/beta/shipping_providers/search", reads="supplier")
    def search_shipping_providers_beta(
        self,
        *,
        delivery_order_codes: list[str] = UNSET,
        warehouse_code: str = UNSET,
        sender_contact: SenderContactIn = UNSET,
        delivery_mode: DeliveryMode = UNSET,
        delivery_option: DeliveryOption = UNSET,
        total_weight: WeightIn = UNSET,
    ) -> ShippingChoices:
        """Find carriers, their times and prices (GS Search Available Shipping Providers)."""
        ...

    @operation("POST /gs_full_service_shipment/202405/preview/shipping_providers/search", reads="supplier")
    def search_shipping_providers_preview(
        self,
        *,
        supplier_id: Query[Id],
        delivery_order_codes: list[str] = UNSET,
        warehouse_code: str = UNSET,
        sender_contact: SenderContactIn = UNSET,
        delivery_mode: DeliveryMode = UNSET,
        delivery_option: DeliveryOption = UNSET,
        total_weight: WeightIn = UNSET,
    ) -> ShippingChoices:
        """Find carriers, their times and prices (Search Available Shipping Providers)."""
        ...

    @operation(
        "POST /gs_full_service_shipment/202410/delivery_orders/reserve_ship",
        writes="supplier",
        answer="logistics_order",
        also=("202407",),
    )
    def reserve_shipment(
        self,
        *,
        delivery_order_codes: list[str] = UNSET,
        warehouse_code: str = UNSET,
        sender_contact_id: Id = UNSET,
        delivery_mode: DeliveryMode = UNSET,
        logistics: CarriageIn = UNSET,
        reserve: ReserveIn = UNSET,
        total_weight: WeightIn = UNSET,
        shipping_box_quantity: int = UNSET,
    ) -> str | None:
        """Book the carriage of delivery orders; you get the logistics order (Global Selling Reserve Shipment).

        A repeated call may book a second carriage; `cancel_shipment` undoes one.
        """
        ...

    @operation(
        "POST /gs_full_service_shipment/202405/beta/delivery_orders/reserve_ship",
        writes="supplier",
        answer="delivery_batch_code",
    )
    def reserve_shipment_beta(
        self,
        *,
        delivery_order_codes: list[str] = UNSET,
        warehouse_code: str = UNSET,
        sender_contact: SenderContactIn = UNSET,
        delivery_mode: DeliveryMode = UNSET,
        logistics: CarriageIn = UNSET,
        reserve: ReserveIn = UNSET,
        total_weight: WeightIn = UNSET,
        shipping_box_quantity: int = UNSET,
    ) -> str | None:
        """Book the carriage of delivery orders; you get the delivery batch (GS Reserve Shipping).

        A repeated call may book a second carriage.
        """
        ...

    @operation(
        "POST /gs_full_service_shipment/202405/preview/delivery_orders/reserve_ship",
        writes="supplier",
        answer="delivery_batch_code",
    )
    def reserve_shipment_preview(
        self,
        *,
        supplier_id: Query[Id],
        delivery_order_codes: list[str] = UNSET,
        warehouse_code: str = UNSET,
        sender_contact: SenderContactIn = UNSET,
        delivery_mode: DeliveryMode = UNSET,
        logistics: CarriageIn = UNSET,
        reserve: ReserveIn = UNSET,
        total_weight: WeightIn = UNSET,
    ) -> str | None:
        """Book the carriage of delivery orders; you get the delivery batch (Reserve Shipping).

        A repeated call may book a second carriage.
        """
        ...

    @operation("POST /gs_full_service_shipment/202407/logistics_orders/cancel_ship", writes="supplier")
    def cancel_shipment(self, logistics_order: str) -> None:
        """Cancel a booked carriage by its logistics order (Global Selling Cancel Shipment)."""
        ...

    @operation("GET /gs_full_service_shipment/202407/logistics_orders", reads="supplier", answer="logistics_orders")
    def get_logistics_orders(self, logistics_orders: list[str]) -> list[LogisticsOrder]:
        """Read where shipments and their parcels are (Global Selling Query Logistics Orders)."""
        ...

    @operation(
        "GET /gs_full_service_shipment/202405/beta/delivery_orders/delivery_batchs",
        reads="supplier",
        answer="delivery_batchs",
    )
    def get_delivery_batches_beta(self, delivery_batch_codes: list[str]) -> list[DeliveryBatch]:
        """Read where delivery batches and their parcels are (GS Query Delivery Batchs)."""
        ...

    @operation(
        "GET /gs_full_service_shipment/202405/preview/delivery_orders/delivery_batchs",
        reads="supplier",
        answer="delivery_batchs",
    )
    def get_delivery_batches_preview(self, delivery_batch_codes: list[str], *, supplier_id: Id) -> list[DeliveryBatch]:
        """Read where delivery batches and their parcels are (Query Delivery Batchs)."""
        ...

    # Documents to print. Links to them are stripped unless the purpose statement covers shipping documents.
    # ("Docurement" is how the platform spells it.)
    @operation("GET /gs_full_service_shipment/202405/beta/delivery_orders/documents", reads="supplier")
    def get_delivery_order_documents_beta(self, delivery_order_codes: list[str]) -> PrintedDocument:
        """Get the delivery notes of delivery orders (GS Get Delivery Order Print Document)."""
        ...

    @operation("GET /gs_full_service_shipment/202405/preview/delivery_orders/documents", reads="supplier")
    def get_delivery_order_documents_preview(
        self, delivery_order_codes: list[str], *, supplier_id: Id
    ) -> PrintedDocument:
        """Get the delivery notes of delivery orders (Get Delivery Order Print Document)."""
        ...

    @operation("GET /gs_full_service_shipment/202405/beta/waybills", reads="supplier")
    def get_waybills_beta(self, logistics_codes: list[str]) -> PrintedDocument:
        """Get the waybills of parcels (GS Get Logistics Waybills Print Document)."""
        ...

    @operation("GET /gs_full_service_shipment/202405/preview/waybills", reads="supplier")
    def get_waybills_preview(self, logistics_codes: list[str], *, supplier_id: Id) -> PrintedDocument:
        """Get the waybills of parcels (Get Logistics Waybills Print Docurement)."""
        ...

    # Documents about goods alone, so these links arrive.
    @operation(
        "POST /gs_full_service_shipment/202503/delivery_orders/sku_documents/generate",
        writes="supplier",
        answer="document_url",
        also=("202409",),
    )
    def generate_sku_labels(
        self,
        *,
        stockup_order_code: str = UNSET,
        platform_sku_items: list[LabelIn] = UNSET,
        size: LabelSizeIn = UNSET,
        need_separator: bool = UNSET,
    ) -> str | None:
        """Make labels for the SKUs of a stock-up order; you get a link (Global Selling Get SKU Print Document)."""
        ...

    @operation(
        "POST /gs_full_service_shipment/202405/beta/delivery_orders/sku_documents/generate",
        writes="supplier",
        answer="document_url",
    )
    def generate_sku_labels_beta(
        self,
        *,
        stockup_order_code: str = UNSET,
        platform_sku_items: list[SkuQuantityIn] = UNSET,
        dimension: LabelSizeIn = UNSET,
        print_sku_code: bool = UNSET,
    ) -> str | None:
        """Make labels for the SKUs of a stock-up order; you get a link (GS Get SKU Print Document)."""
        ...

    @operation("GET /gs_full_service_shipment/202407/quality_documents", reads="supplier", answer="document_url")
    def get_quality_document(self, order_code: str, *, order_type: InspectedOrderType) -> str | None:
        """Get a link to the report of a quality inspection (Global Selling Get Quality Documents)."""
        ...

    # What went wrong, and what comes back.
    @paged(
        "POST /gs_full_service_shipment/202407/abnormal_orders/search",
        paging=Paging("abnormal_orders", place="body"),
        reads="supplier",
    )
    def search_abnormal_orders(
        self,
        *,
        abnormal_order_codes: list[str] = UNSET,
        stockup_order_codes: list[str] = UNSET,
        delivery_order_codes: list[str] = UNSET,
        platform_spu_codes: list[str] = UNSET,
        platform_sku_codes: list[str] = UNSET,
        external_skc_codes: list[str] = UNSET,
        external_sku_codes: list[str] = UNSET,
        abnormal_types: list[AbnormalType] = UNSET,
        relative_return_status: list[ReturnStatus] = UNSET,
        order_create_time_ge: Moment = UNSET,
        order_create_time_lt: Moment = UNSET,
        latest_update_time_ge: Moment = UNSET,
        latest_update_time_lt: Moment = UNSET,
        page_size: PageSize = UNSET,
        page_token: str = UNSET,
    ) -> Page[AbnormalOrder]:
        """Find what was wrong with deliveries (Global Selling Search Abnormal Orders)."""
        ...

    @paged(
        "POST /gs_full_service_shipment/202407/return_orders/search",
        paging=Paging("return_orders", place="body"),
        reads="supplier",
    )
    def search_return_orders(
        self,
        *,
        return_order_codes: list[str] = UNSET,
        platform_spu_codes: list[str] = UNSET,
        platform_sku_codes: list[str] = UNSET,
        external_skc_codes: list[str] = UNSET,
        external_sku_codes: list[str] = UNSET,
        return_status: list[ReturnStatus] = UNSET,
        return_types: list[ReturnType] = UNSET,
        return_methods: list[ReturnMethod] = UNSET,
        return_source: ReturnSource = UNSET,
        order_create_time_ge: Moment = UNSET,
        order_create_time_lt: Moment = UNSET,
        page_size: PageSize = UNSET,
        page_token: str = UNSET,
    ) -> Page[ReturnOrder]:
        """Find goods that warehouses send back to the supplier (Global Selling Search Return Orders)."""
        ...
