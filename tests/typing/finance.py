"""What an editor sees of finance: an amount is a decimal, or says why it is none. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from decimal import Decimal
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager, Page, Pager
from tiktok_shop_sdk.core.sensitive import Stripped
from tiktok_shop_sdk.models.finance import (
    OrderTransactions,
    SkuTransaction,
    Statement,
    StatementTransaction,
    TaxInformation,
    Withdrawal,
)
from tiktok_shop_sdk.resources.finance import Finance


async def asynchronous(finance: Finance[Async]) -> None:
    assert_type(finance.list_statements(payment_status="PAID"), AsyncPager[Statement])
    assert_type(await finance.list_statements(), Page[Statement])
    assert_type(finance.get_order_transactions("1"), Awaitable[OrderTransactions])
    assert_type(await finance.get_tax_information(), TaxInformation)
    async for transaction in finance.list_statement_transactions("1"):
        assert_type(transaction, StatementTransaction)


def blocking(finance: Finance[Sync]) -> None:
    assert_type(finance.list_withdrawals(["WITHDRAW", "A_NEW_TYPE"]), Pager[Withdrawal])
    for statement in finance.list_statements():
        assert_type(statement.settlement_amount, Decimal | Stripped | None)
    for sku in finance.get_order_transactions("1").sku_transactions:
        assert_type(sku, SkuTransaction)
        if sku.fee_tax_breakdown and sku.fee_tax_breakdown.fee:
            assert_type(sku.fee_tax_breakdown.fee.referral_fee_amount, Decimal | Stripped | None)
