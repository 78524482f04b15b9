"""The reasons that buyers and sellers may give, by name, with the words that are shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from .cases import PENDING, REPLACEMENT_PENDING, SENT, Case

SELLER_CANCELS: Final = MappingProxyType(
    {
        "seller_cancel_reason_out_of_stock": "Out of stock",
        "seller_cancel_reason_wrong_price": "Pricing error",
        "seller_cancel_paid_reason_address_not_deliver": "Unable to deliver to the buyer's address",
        "seller_cancel_paid_reason_buyer_requested": "The buyer asked for it",
    }
)
BUYER_CANCELS: Final = MappingProxyType(
    {
        "ecom_order_to_ship_canceled_reason_no_longer_needed": "No longer needed",
        "ecom_order_to_ship_canceled_reason_better_price": "Better price available",
        "ecom_order_to_ship_canceled_reason_wrong_address": "Wrong delivery address",
    }
)
BUYER_RETURNS: Final = MappingProxyType(
    {
        "ecom_order_delivered_refund_and_return_reason_wrong_product": "Received wrong item",
        "ecom_order_delivered_refund_and_return_reason_damaged": "Item is damaged",
        "ecom_order_delivered_refund_and_return_reason_no_longer_needed": "No longer needed",
        "ecom_order_delivered_refund_reason_missing_product": "Item is missing",
    }
)
SYSTEM_REASONS: Final = MappingProxyType({"system_no_response": "The time to answer is over"})
WITHDRAWN_REASONS: Final = frozenset({"seller_cancel_reason_other", "seller_reject_apply_other"})
"""Reasons that were once in use."""

_REFUSE_CANCELLING: Final = MappingProxyType(
    {
        "seller_reject_apply_product_has_been_packed": "The product is packed already",
        "seller_reject_apply_package_shipped": "The package is shipped already",
        "seller_reject_apply_reach_agreement": "Agreed with the buyer",
    }
)
_REFUSE_RETURN: Final = MappingProxyType(
    {
        "reverse_reject_request_reason_not_as_claimed": "The item is as described",
        "reverse_reject_request_reason_out_of_time": "The time for returns is over",
        "reverse_reject_request_reason_agreement": "Agreed with the buyer",
    }
)
_REFUSE_PARCEL: Final = MappingProxyType(
    {
        "reverse_reject_receive_package_reason_empty": "The package was empty",
        "reverse_reject_receive_package_reason_wrong_item": "Another item came back",
        "reverse_reject_receive_package_reason_used": "The item is used or damaged",
    }
)
_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_REFUSALS: Final = MappingProxyType(
    {PENDING: _REFUSE_RETURN, REPLACEMENT_PENDING: _REFUSE_RETURN, SENT: _REFUSE_PARCEL}
)


def reject_reasons(case: Case) -> Mapping[str, str]:
    """The reasons for which this case may be refused as it stands."""
    if case.kind == "cancel":
        return _REFUSE_CANCELLING if case.is_open else _NONE
    return _REFUSALS.get(case.status, _NONE)
