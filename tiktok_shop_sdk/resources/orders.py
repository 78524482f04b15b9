"""Orders: find them, read them, price them, and tie them to the orders of other systems."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..core.operation import UNSET, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..models.base import Id, Moment
from ..models.orders import (
    BlindBoxResultIn,
    ExternalOrder,
    ExternalPlatform,
    Order,
    OrderReferenceIn,
    OrderStatus,
    PodDetail,
    PodLineIn,
    PriceDetail,
    ReferencedOrder,
    ReferencesAdded,
    ShippingType,
    SortField,
    SortOrder,
)


class Orders(Resource[M], quota="order", scopes=("seller.order.info",)):
    """The shop's orders."""

    @paged("POST /order/202309/orders/search", paging=Paging("orders"), reads="orders")
    def search(
        self,
        *,
        order_status: OrderStatus = UNSET,
        create_time_ge: Moment = UNSET,
        create_time_lt: Moment = UNSET,
        update_time_ge: Moment = UNSET,
        update_time_lt: Moment = UNSET,
        shipping_type: ShippingType = UNSET,
        buyer_user_id: Id = UNSET,
        is_buyer_request_cancel: bool = UNSET,
        warehouse_ids: Annotated[list[Id], Field(max_length=100)] = UNSET,
        sort_field: Query[SortField] = UNSET,
        sort_order: Query[SortOrder] = UNSET,
        page_size: Query[Annotated[int, Field(ge=1, le=100)]] = 50,
        page_token: Query[str] = UNSET,
    ) -> Page[Order]:
        """Find orders by status and time, newest first unless sorted otherwise (Get Order List).

        `_ge` is inclusive, `_lt` exclusive. To keep a copy up to date, search by `update_time_ge`.
        """
        ...

    @operation("GET /order/202507/orders", reads="orders", answer="orders", also=("202309",))
    def get(self, ids: Annotated[list[Id], Field(min_length=1, max_length=50)]) -> list[Order]:
        """Read up to 50 orders in one call (Get Order Detail)."""
        ...

    @operation("GET /order/202309/privileged_orders", reads="orders", answer="orders", cipher="optional", scopes=())
    def get_privileged(self, ids: Annotated[list[Id], Field(min_length=1, max_length=50)]) -> list[Order]:
        """Read up to 50 orders under the platform's separate grant (Get Privileged Order Detail).

        What the grant adds is the buyer's own address and e-mail, and those are stripped: for nearly
        everyone `get` tells as much.
        """
        ...

    @operation("GET /order/202407/orders/{order_id}/price_detail", reads="orders")
    def get_price_detail(self, order_id: Id) -> PriceDetail:
        """Read how the price of an order came about, in all and for each line item (Get Price Detail)."""
        ...

    # References to the orders of other systems.
    @operation(
        "POST /order/202406/orders/external_order_search",
        reads="orders",
        answer="orders",
        scopes=("seller.order.ext_ref.read",),
    )
    def search_by_external_reference(
        self, *, platform: Query[ExternalPlatform], external_order_id: Query[Id]
    ) -> list[ReferencedOrder]:
        """Find orders by the order of another system (Search Order By External Order Reference)."""
        ...

    @operation(
        "GET /order/202406/orders/{order_id}/external_orders",
        reads="orders",
        answer="external_orders",
        scopes=("seller.order.ext_ref.read",),
    )
    def list_external_references(self, order_id: Id, *, platform: ExternalPlatform) -> list[ExternalOrder]:
        """List the orders of another system that refer to an order (Get External Order References)."""
        ...

    @operation(
        "POST /order/202406/orders/external_orders",
        writes="orders",
        scopes=("seller.order.ext_ref.write", "seller.order.ext_ref.write.custom"),
    )
    def add_external_references(
        self, orders: Annotated[list[OrderReferenceIn], Field(max_length=100)]
    ) -> ReferencesAdded:
        """Tie up to 100 orders to orders of another system (Add External Order References).

        Raises `PartialFailure` if some of them could not be tied; the others are.
        """
        ...

    # Special kinds of orders.
    @operation("POST /order/202511/orders/blind_box_result/callback", writes="orders")
    def report_blind_box_results(self, main_order_id: Id, *, blind_box_results: list[BlindBoxResultIn]) -> None:
        """Tell what was in the blind boxes of an order (Update The Blind Box Opening Results)."""
        ...

    @operation(
        "POST /order/202606/pod_details/search", reads="orders", answer="pod_details", scopes=(), provisional=True
    )
    def search_pod_details(self, main_order_id: Id, *, query_order_lines: list[PodLineIn]) -> list[PodDetail]:
        """Read how the print-on-demand items of an order stand (Pod Details).

        Provisional: known from secondary sources only.
        """
        ...
