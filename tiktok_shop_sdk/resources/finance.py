"""Finance: what the platform pays out, statement by statement, order by order, down to the single fee."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ..core.operation import UNSET, M, Resource, operation, paged
from ..core.paging import Page, Paging
from ..models.base import Id, Moment
from ..models.finance import (
    OrderTransactions,
    Payment,
    PaymentSort,
    PaymentStatus,
    SortOrder,
    Statement,
    StatementSort,
    StatementTransaction,
    TaxInformation,
    TransactionSort,
    UnsettledTransaction,
    Withdrawal,
    WithdrawalType,
)

PageSize: TypeAlias = Annotated[int, Field(ge=1, le=100)]


class Finance(Resource[M], quota="order", scopes=("seller.finance.info",)):
    """The shop's money. Amounts come in only under a purpose statement that covers `settlement:read`.

    From the bank account down: a payment pays statements, a statement settles a day's transactions, a transaction is an
    order, an adjustment or a reserve. Signs are the seller's: what is taken away is negative. `_ge` is inclusive, `_lt`
    exclusive.
    """

    # Paid out.
    @paged("GET /finance/202309/payments", paging=Paging("payments"), reads="settlement")
    def list_payments(
        self,
        *,
        create_time_ge: Moment = UNSET,
        create_time_lt: Moment = UNSET,
        sort_field: PaymentSort = "create_time",
        sort_order: SortOrder = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[Payment]:
        """List what was paid into the seller's bank account, oldest first (Get Payments)."""
        ...

    @paged("GET /finance/202309/withdrawals", paging=Paging("withdrawals"), reads="settlement")
    def list_withdrawals(
        self,
        types: list[WithdrawalType],
        *,
        create_time_ge: Moment = UNSET,
        create_time_lt: Moment = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[Withdrawal]:
        """List the movements on the seller's balance with the platform (Get Withdrawals).

        `SETTLE` is money from statements, `WITHDRAW` its way to the bank, `REVERSE` a withdrawal that came back, and
        `TRANSFER` any other credit or debit.
        """
        ...

    # Settled.
    @paged("GET /finance/202309/statements", paging=Paging("statements"), reads="settlement")
    def list_statements(
        self,
        *,
        payment_status: PaymentStatus = UNSET,
        statement_time_ge: Moment = UNSET,
        statement_time_lt: Moment = UNSET,
        sort_field: StatementSort = "statement_time",
        sort_order: SortOrder = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[Statement]:
        """List settlement statements and whether they are paid, oldest first (Get Statements).

        A statement is made at 00:00 UTC and settles the day before.
        """
        ...

    @paged(
        "GET /finance/202501/statements/{statement_id}/statement_transactions",
        paging=Paging("transactions"),
        reads="settlement",
        differing=("202309",),
    )
    def list_statement_transactions(
        self,
        statement_id: Id,
        *,
        sort_field: TransactionSort = "order_create_time",
        sort_order: SortOrder = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[StatementTransaction]:
        """List the orders, adjustments and reserves of one statement (Get Transactions by Statement).

        Amounts are in the statement's currency, which `list_statements` tells, with the totals.
        """
        ...

    @operation(
        "GET /finance/202501/orders/{order_id}/statement_transactions", reads="settlement", differing=("202309",)
    )
    def get_order_transactions(self, order_id: Id) -> OrderTransactions:
        """Read what an order brought, SKU by SKU, with every fee and tax (Get Transactions by Order).

        An order that is not settled yet has no transactions: see `list_unsettled_transactions`.
        """
        ...

    # Not settled yet.
    @paged("GET /finance/202507/orders/unsettled", paging=Paging("transactions"), reads="settlement")
    def list_unsettled_transactions(
        self,
        *,
        search_time_ge: Moment = UNSET,
        search_time_lt: Moment = UNSET,
        sort_field: TransactionSort = "order_create_time",
        sort_order: SortOrder = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[UnsettledTransaction]:
        """List orders and adjustments that wait to be settled, oldest first (Get Unsettled Transactions).

        All amounts are estimates, and change until a statement settles them.
        """
        ...

    # Taxes.
    @operation(
        "GET /finance/202504/tax_information",
        reads="settlement",
        answer="tax_information",
        cipher="optional",
        scopes=(),
    )
    def get_tax_information(self) -> TaxInformation:
        """Check whether the shop's tax data is complete (Get Tax Information).

        The tax numbers themselves are stripped.
        """
        ...
