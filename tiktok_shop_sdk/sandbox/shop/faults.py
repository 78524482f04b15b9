"""Why parcels, cancellations and returns are refused: the platform's codes, in the sandbox's own words."""

from __future__ import annotations

from enum import Enum

from ..refusals import Refusal


class Fault(Enum):
    """A code and its words. What a code means stands on the reference pages only in part; the rest is our reading."""

    # Parcels
    UNKNOWN_ORDER = 21001001, "The order does not exist."
    UNKNOWN_PARCEL = 21011001, "The package does not exist."
    NOT_TO_BE_SHIPPED_YET = 21011003, "The order cannot be shipped in its present state."
    TOO_LATE_TO_CORRECT = 21011004, "The package is delivered. Its tracking number stays as it is."
    LINES_DO_NOT_FIT = 21011005, "The orders or line items named are not in this package, or are named twice."
    SHIPPED_ALREADY = 21011006, "The line items are shipped already."
    PARCEL_SHIPPED_ALREADY = 21011040, "The package is shipped already."
    AFTERSALES_OPEN = 21011007, "An open cancellation or return blocks shipping."
    NEEDS_TRACKING = 21011008, "The seller ships this package. Give its tracking number and carrier."
    UNKNOWN_LINE = 21011012, "A line item does not belong to the order."
    BAD_PROVIDER = 21011022, "The carrier is unknown, or the tracking number is not in its form."
    TRACKING_OVERUSED = 21011026, "The tracking number is on too many packages."
    TRACKING_TAKEN = 21034012, "The tracking number is taken by a package to another buyer."
    NOT_IN_THIS_STATE = 21011028, "The package does not allow this in its present state."
    PLATFORM_SHIPS = 21011029, "The platform ships this order."
    NOT_COMBINABLE = 21011031, "The packages cannot be combined."
    NOT_SPLITTABLE = 21011035, "The order cannot be split in its present state."
    UNKNOWN_SERVICE = 21011037, "The shipping service does not exist."
    ORDER_CANCELLED = 21011041, "The order is cancelled."
    NOT_SHIPPED_YET = 21011042, "The package is not shipped yet."
    PLATFORM_TRACKING = 21011043, "The platform gave this tracking number. It cannot be changed."
    NAME_THE_LINES = 21011048, "The order has several packages. Name the line items."
    CORRECTED_TOO_OFTEN = 21011049, "The tracking number was changed too often."
    SELLER_SHIPS = 21011046, "The seller ships this order."
    BAD_SLOT = 21011054, "The handover method or the pickup slot is not one of those offered."
    UNKNOWN_OPTION = 21008116, "The delivery option does not exist."
    NO_LABEL_YET = 21008043, "The package has no label yet."

    # Cancellations and returns
    BAD_REQUEST = 25001001, "The order, its items or the sum do not fit together."
    WRONG_STATE = 25001003, "The state of the order or of the request does not allow this."
    RETURN_FINISHED = 25001010, "The items were returned or refunded already."
    CASE_RUNNING = 25001011, "A cancellation or return of these items is running."
    UNKNOWN_REASON = 25001014, "The reason does not exist."
    NOT_FOR_SELLERS = 25001015, "The reason is not for sellers."
    REASON_WITHDRAWN = 25001020, "The reason is no longer in use."
    COMMENT_TOO_LONG = 25001016, "The comment is too long."
    NOT_CANCELLABLE = 25001021, "The items cannot be cancelled any more."
    CANCELLED_BEFORE = 25001045, "The items are cancelled already."
    EVIDENCE_NEEDED = 25001057, "A refusal needs pictures as evidence."
    REFUND_TOO_LARGE = 25005005, "The refund is larger than what was paid."
    TOO_MANY_PIECES = 25005011, "The order has not that many pieces."
    UNKNOWN_CASE = 25007006, "The return or cancellation does not exist."
    BAD_OFFER = 25011013, "The partial refund is missing or not smaller than the whole."
    NOT_TO_BE_APPROVED = 25020003, "The request is decided already."
    WRONG_DECISION = 25020004, "The decision does not fit the request."
    WITHDRAWN_ALREADY = 25020009, "The request is cancelled already."
    NOT_TO_BE_REFUSED = 25020010, "The request cannot be refused any more."
    RECEIVED_ALREADY = 25020011, "The package was received already."


def refused(fault: Fault) -> Refusal:
    """The platform's no."""
    code, words = fault.value
    return Refusal(code, words)
