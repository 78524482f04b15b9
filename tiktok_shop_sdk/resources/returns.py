"""Returns: cancellations, returns and refunds; what buyers ask for, what the seller may answer, and the answer."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from ..core.operation import UNSET, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..core.request import Upload
from ..models.base import Amount, Id, Moment
from ..models.returns import (
    AftersaleInitiator,
    AftersalesFilterIn,
    AftersalesRequest,
    AftersalesReviewed,
    ApproveDecision,
    ArbitrationStatus,
    Cancellation,
    CancellationStarted,
    CancellationStatus,
    CancellationType,
    DecisionEligibility,
    ImageIn,
    OrderLineIn,
    PagingIn,
    PartialRefundIn,
    RefundAmount,
    RejectDecision,
    RejectReason,
    RequestDetail,
    RequestType,
    Return,
    ReturnMerchandiseAuthorization,
    ReturnRecord,
    ReturnStarted,
    ReturnStatus,
    ReturnType,
    RmaDetail,
    RmaFilterIn,
    ShipmentType,
    SkuEligibility,
    SkuIn,
    SortField,
    SortIn,
    SortOrder,
)


class Returns(Resource[M], quota="order", scopes=("seller.return_refund.basic",)):
    """The shop's cancellations (before shipping) and returns (after), which the platform keeps apart.

    An operation that takes an `idempotency_key` may be repeated safely; a key that you leave out is filled in.
    """

    # Returns and refunds.
    @paged(
        "POST /return_refund/202602/returns/search", paging=Paging("return_orders"), reads="returns", also=("202309",)
    )
    def search(
        self,
        *,
        return_ids: list[Id] = UNSET,
        order_ids: list[Id] = UNSET,
        return_types: list[ReturnType] = UNSET,
        return_status: list[ReturnStatus] = UNSET,
        arbitration_status: list[ArbitrationStatus] = UNSET,
        seller_proposed_return_type: list[str] = UNSET,
        buyer_user_ids: list[Id] = UNSET,
        create_time_ge: Moment = UNSET,
        create_time_lt: Moment = UNSET,
        update_time_ge: Moment = UNSET,
        update_time_lt: Moment = UNSET,
        locale: str = UNSET,
        sort_field: Query[SortField] = UNSET,
        sort_order: Query[SortOrder] = UNSET,
        page_size: Query[Annotated[int, Field(ge=10, le=50)]] = 50,
        page_token: Query[str] = UNSET,
    ) -> Page[Return]:
        """Find returns by order, status and time, oldest first unless sorted otherwise (Search Returns).

        `_ge` is inclusive, `_lt` exclusive. To keep a copy up to date, search by `update_time_ge`.
        """
        ...

    @operation("GET /return_refund/202309/returns/{return_id}/records", reads="returns", answer="records")
    def list_records(self, return_id: Id, *, locale: str = UNSET) -> list[ReturnRecord]:
        """Read what happened to a return, step by step (Get Return Records).

        Who did what and when comes in; the buyer's words and pictures are stripped.
        """
        ...

    @operation(
        "POST /return_refund/202602/returns",
        writes="returns",
        scopes=("seller.fulfillment.basic", "seller.return_refund.basic"),
        idempotency_key="idempotency_key",
        also=("202309",),
    )
    def create(
        self,
        order_id: Id,
        *,
        return_type: ReturnType,
        return_reason: str,
        skus: list[SkuIn] = UNSET,
        order_line_item_ids: list[Id] = UNSET,
        order_line_list: list[OrderLineIn] = UNSET,
        refund_total: Amount = UNSET,
        currency: str = UNSET,
        shipment_type: ShipmentType = UNSET,
        handover_method: str = UNSET,
        idempotency_key: Query[str] = UNSET,
    ) -> ReturnStarted:
        """Open a return on the buyer's behalf (Create Return).

        Say what comes back by `skus`, by `order_line_item_ids` or, for parts of bundles, by `order_line_list`. The
        reason is one that `get_aftersale_eligibility` names; how much may be refunded, `calculate_refund` says.
        """
        ...

    @operation(
        "POST /return_refund/202309/returns/{return_id}/approve", writes="returns", idempotency_key="idempotency_key"
    )
    def approve(
        self,
        return_id: Id,
        *,
        decision: ApproveDecision,
        buyer_keep_item: bool = UNSET,
        partial_refund: PartialRefundIn = UNSET,
        idempotency_key: Query[str] = UNSET,
    ) -> None:
        """Accept what the buyer asks for, or offer a part of it (Approve Return).

        `OFFER_PARTIAL_REFUND` needs `partial_refund`. Which decisions a return allows now, `get_decision_eligibility`
        says.
        """
        ...

    @operation(
        "POST /return_refund/202309/returns/{return_id}/reject", writes="returns", idempotency_key="idempotency_key"
    )
    def reject(
        self,
        return_id: Id,
        *,
        decision: RejectDecision,
        reject_reason: str,
        comment: str = UNSET,
        images: list[ImageIn] = UNSET,
        idempotency_key: Query[str] = UNSET,
    ) -> None:
        """Refuse a return or a refund that a buyer asks for (Reject Return).

        The reason is one of `list_reject_reasons`, for this very return.
        """
        ...

    @operation(
        "POST /return_refund/202405/returns/shipping_documents",
        writes="returns",
        cipher="optional",
        scopes=(),
        multipart=True,
    )
    def upload_shipping_documents(
        self,
        return_ids: Query[list[Id]],
        *,
        return_provider_id: Id = UNSET,
        tracking_number: str = UNSET,
        return_shipping_label: Upload = UNSET,
        return_qr_code: Upload = UNSET,
    ) -> None:
        """Give buyers a label or QR code for sending back (Upload Shipping Document And Tracking Info)."""
        ...

    # Cancellations.
    @paged(
        "POST /return_refund/202602/cancellations/search",
        paging=Paging("cancellations"),
        reads="returns",
        also=("202309",),
    )
    def search_cancellations(
        self,
        *,
        cancel_ids: list[Id] = UNSET,
        order_ids: list[Id] = UNSET,
        cancel_types: list[CancellationType] = UNSET,
        cancel_status: list[CancellationStatus] = UNSET,
        buyer_user_ids: list[Id] = UNSET,
        create_time_ge: Moment = UNSET,
        create_time_lt: Moment = UNSET,
        update_time_ge: Moment = UNSET,
        update_time_lt: Moment = UNSET,
        locale: str = UNSET,
        sort_field: Query[SortField] = UNSET,
        sort_order: Query[SortOrder] = UNSET,
        page_size: Query[Annotated[int, Field(ge=1, le=50)]] = 50,
        page_token: Query[str] = UNSET,
    ) -> Page[Cancellation]:
        """Find cancellations by order, status and time, oldest first unless sorted otherwise (Search Cancellations).

        One status has two spellings: ask for `CANCELLATION_REQUEST_CANCEL`; answers say `..._CANCELLED`.
        """
        ...

    @operation("POST /return_refund/202602/cancellations", writes="returns", also=("202309",))
    def cancel_order(
        self,
        order_id: Id,
        *,
        cancel_reason: str,
        skus: list[SkuIn] = UNSET,
        order_line_item_ids: list[Id] = UNSET,
        order_line_list: list[OrderLineIn] = UNSET,
    ) -> CancellationStarted:
        """Cancel an order, or some of its items, for the seller (Cancel Order).

        Say which items by `skus`, by `order_line_item_ids` or, for parts of bundles, by `order_line_list`. The platform
        does not know a repeated call: if nobody knows how one ended, look with `search_cancellations` first.
        """
        ...

    @operation(
        "POST /return_refund/202309/cancellations/{cancel_id}/approve",
        writes="returns",
        idempotency_key="idempotency_key",
    )
    def approve_cancellation(self, cancel_id: Id, *, idempotency_key: Query[str] = UNSET) -> None:
        """Let a buyer cancel (Approve Cancellation)."""
        ...

    @operation(
        "POST /return_refund/202309/cancellations/{cancel_id}/reject",
        writes="returns",
        idempotency_key="idempotency_key",
    )
    def reject_cancellation(
        self,
        cancel_id: Id,
        *,
        reject_reason: str,
        comment: str = UNSET,
        images: list[ImageIn] = UNSET,
        idempotency_key: Query[str] = UNSET,
    ) -> None:
        """Refuse to let a buyer cancel (Reject Cancellation).

        The reason is one of `list_reject_reasons`, for this very cancellation.
        """
        ...

    # What is possible, and what it would cost.
    @operation(
        "GET /return_refund/202602/orders/{order_id}/aftersale_eligibility",
        reads="returns",
        answer="sku_eligibility",
        also=("202512", "202309"),
    )
    def get_aftersale_eligibility(
        self,
        order_id: Id,
        *,
        initiate_aftersale_user: AftersaleInitiator = UNSET,
        request_types: list[RequestType] = UNSET,
    ) -> list[SkuEligibility]:
        """Check what of an order may be cancelled, returned or refunded, and why not (Get Aftersale Eligibility).

        Asked for the seller, unless `initiate_aftersale_user` says otherwise.
        """
        ...

    @operation(
        "POST /return_refund/202602/refunds/calculate", reads="returns", answer="order_refund_amount", also=("202309",)
    )
    def calculate_refund(
        self,
        order_id: Id,
        *,
        request_type: RequestType,
        reason_name: str,
        skus: list[SkuIn] = UNSET,
        order_line_item_ids: list[Id] = UNSET,
        order_line_list: list[OrderLineIn] = UNSET,
        shipment_type: ShipmentType = UNSET,
        handover_method: str = UNSET,
    ) -> RefundAmount:
        """Work out what a cancellation or return would refund; nothing is refunded (Calculate Refund).

        The same items can give another amount for another `request_type`.
        """
        ...

    @operation("GET /return_refund/202601/decision_eligibility", reads="returns", answer="decisions")
    def get_decision_eligibility(
        self, return_or_cancel_id: Id, *, check_decisions: list[str] = UNSET, locale: str = UNSET
    ) -> list[DecisionEligibility]:
        """Check which decisions a return or a cancellation allows now (Get Decision Eligibility)."""
        ...

    @operation("GET /return_refund/202309/reject_reasons", reads="returns", answer="reasons")
    def list_reject_reasons(self, return_or_cancel_id: Id, *, locale: str = UNSET) -> list[RejectReason]:
        """List the reasons for which this return or cancellation may be refused (Get Reject Reasons)."""
        ...

    # Aftersales requests and the parcels that come back for them.
    @paged(
        "POST /return_refund/202603/aftersales/search",
        paging=Paging("aftersales_requests", place="body", parameter="pagination.page_token"),
        reads="returns",
        scopes=(),
        provisional=True,
    )
    def search_aftersales_requests(
        self,
        *,
        filters: AftersalesFilterIn = UNSET,
        whitelisted_data_fields: list[RequestDetail] = UNSET,
        sort: SortIn = UNSET,
        pagination: PagingIn = UNSET,
        locale: Query[str] = UNSET,
    ) -> Page[AftersalesRequest]:
        """Find aftersales requests by order, status and time (Search Aftersales Request).

        Provisional: known from secondary sources only.
        """
        ...

    @paged(
        "POST /return_refund/202604/rma/search",
        paging=Paging("return_merchandise_authorizations", place="body", parameter="pagination.page_token"),
        reads="returns",
        scopes=(),
        provisional=True,
    )
    def search_rmas(
        self,
        *,
        filters: RmaFilterIn = UNSET,
        whitelisted_data_fields: list[RmaDetail] = UNSET,
        sort: dict[str, Any] = UNSET,
        pagination: PagingIn = UNSET,
        locale: Query[str] = UNSET,
    ) -> Page[ReturnMerchandiseAuthorization]:
        """Count the parcels that approved requests have buyers send back (Search RMA).

        Provisional: known from secondary sources only. Of the answer the number of parcels is sure, so no more of it
        comes in.
        """
        ...

    @operation(
        "POST /return_refund/202606/aftersales/review", writes="returns", scopes=(), also=("202603",), provisional=True
    )
    def review_aftersales(self, aftersales_request_decisions: list[dict[str, Any]]) -> AftersalesReviewed:
        """Decide many aftersales requests at once (Review Aftersales).

        Give each decision its own `idempotency_key`, and the same one again if you repeat it: a decision without a key
        may be carried out twice. Raises `PartialFailure` if some decisions were refused; the others hold.

        Provisional: known from secondary sources only, and of a decision only the key: the rest is sent as given.
        """
        ...

    @operation("GET /return_refund/202606/review_decision", reads="returns", scopes=(), provisional=True)
    def get_review_decision(
        self,
        return_or_cancel_id: Id,
        *,
        check_decisions: list[str] = UNSET,
        seller_id: Id = UNSET,
        locale: str = UNSET,
    ) -> None:
        """Ask which decisions each line of a return allows (Review Decision).

        Provisional: known from secondary sources only, and its answer not at all, so nothing comes in yet. Use
        `get_decision_eligibility` meanwhile.
        """
        ...
