"""Finance: amounts come in as decimals under a purpose that settles accounts, and not at all without one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration, PagedOperation
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Kind, Stripped, Stripper
from tiktok_shop_sdk.resources.finance import Finance

SETTLING = frozenset({Kind.ORDER_PROFIT_MARGIN})
STATEMENT = {"id": "7238", "statement_time": 1685548800, "currency": "GBP", "settlement_amount": "-100.50"}


def opened(declaration: Declaration[..., Any], data: Any, released: frozenset[Kind] = SETTLING) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    answer = declaration.reader.open(Response(200, {}, body), Stripper(released), operation=declaration.id)
    assert answer.error is None, answer.error
    return answer.result


def test_a_statement_is_read_under_a_purpose_that_settles() -> None:
    (statement,) = opened(Finance.list_statements, {"statements": [STATEMENT]}).items
    assert (statement.settlement_amount, statement.currency) == (Decimal("-100.50"), "GBP")
    assert statement.statement_time == datetime(2023, 5, 31, 16, tzinfo=UTC)


def test_without_one_the_amounts_stay_out() -> None:
    (statement,) = opened(Finance.list_statements, {"statements": [STATEMENT]}, frozenset()).items
    assert statement.settlement_amount == Stripped(Kind.ORDER_PROFIT_MARGIN)
    assert (statement.id, statement.currency) == ("7238", "GBP")
    assert "100.50" not in repr(statement) + str(statement.to_dict())


def test_an_order_is_explained_down_to_the_single_fee() -> None:
    sku = {
        "sku_id": "1729",
        "quantity": "1",
        "fee_tax_breakdown": {"fee": {"referral_fee_amount": "-3.20", "mall_service_fee_amount": ""}, "tax": None},
        "shipping_cost_breakdown": {"fbt_key_merchant_subsidy": "0"},
    }
    order = opened(Finance.get_order_transactions, {"order_id": "5768", "sku_transactions": [sku]})
    (transaction,) = order.sku_transactions
    assert transaction.fee_tax_breakdown.fee.referral_fee_amount == Decimal("-3.20")
    assert transaction.fee_tax_breakdown.fee.mall_service_fee_amount is None
    assert transaction.shipping_cost_breakdown.fbt_key_merchant_subsidy == Decimal(0)


@pytest.mark.parametrize("when", ["1685548800", "7 days after delivery"])
def test_when_an_order_will_be_settled_may_be_told_in_words(when: str) -> None:
    waiting = {"id": "1636", "estimated_settlement": when, "est_settlement_amount": "12.00"}
    (transaction,) = opened(Finance.list_unsettled_transactions, {"transactions": [waiting]}).items
    assert (transaction.estimated_settlement, transaction.est_settlement_amount) == (when, Decimal("12.00"))


def test_a_released_reserve_has_no_time_of_release() -> None:
    reserves = [{"reserve_id": "1", "estimated_release_time": text} for text in ("1777980000", "")]
    held, released = opened(Finance.list_statement_transactions, {"transactions": reserves}).items
    assert held.estimated_release_time == datetime(2026, 5, 5, 11, 20, tzinfo=UTC)
    assert released.estimated_release_time is None


def test_the_bank_account_never_comes_in() -> None:
    (payment,) = opened(Finance.list_payments, {"payments": [{"id": "3458", "bank_account": "******6789"}]}).items
    assert payment.bank_account == Stripped(Kind.PAYMENT_INSTRUMENT) and "6789" not in repr(payment)


@pytest.mark.parametrize(
    ("declaration", "subject", "word"),
    [
        (Finance.list_payments, (), "create_time"),
        (Finance.list_statements, (), "statement_time"),
        (Finance.list_statement_transactions, ("7238",), "order_create_time"),
        (Finance.list_unsettled_transactions, (), "order_create_time"),
    ],
)
def test_the_one_word_for_sorting_need_not_be_given(
    declaration: PagedOperation[..., Any], subject: tuple[str, ...], word: str
) -> None:
    assert declaration.bind(*subject).query == {"sort_field": word, "page_size": "100"}


def test_kinds_of_movements_are_joined_in_the_query() -> None:
    assert Finance.list_withdrawals.bind(["WITHDRAW", "REVERSE"]).query["types"] == "WITHDRAW,REVERSE"
