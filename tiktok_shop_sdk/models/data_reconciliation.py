"""Orders as another sales channel or system knows them, so that the platform can compare."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from .base import Id, Many, Model, MomentText, Open, ServerText

ChannelOrderStatus: TypeAlias = Annotated[
    Literal[
        "ON_HOLD",
        "AWAITING_PAYMENT",
        "AWAITING_FULFILLMENT",
        "AWATING_SHIPMENT",  # the platform's own spelling
        "PARTIALLY_SHIPPED",
        "MANUAL_VERIFICATION_REQUIRED",
    ]
    | str,
    Open,
]
ChannelFinancialStatus: TypeAlias = Annotated[Literal["PARTIALLY_PAID", "PARTIALLY_REFUNDED"] | str, Open]
ChannelFulfillmentStatus: TypeAlias = Annotated[Literal["ON_HOLD", "PARTIALLY_FULFILLED"] | str, Open]


# What is told.
class PackageIn(TypedDict):
    """A package of the order."""

    package_id: NotRequired[Id]
    tracking_number: NotRequired[str]


class ShippedPackageIn(PackageIn):
    """A package of the order, and who carries it."""

    shipping_provider_name: NotRequired[str]


class CarriedPackageIn(PackageIn):
    """A package of the order, and who carries it: `sync_order_status` has its own name for that."""

    logistics_provider_name: NotRequired[str]


class ChannelOrderIn(TypedDict):
    """An order here (`order_id`), and the same order in the other channel."""

    order_id: NotRequired[Id]
    channel_order_id: NotRequired[Id]
    channel_type: NotRequired[str]
    channel_order_status: NotRequired[ChannelOrderStatus]
    channel_financial_status: NotRequired[ChannelFinancialStatus]
    channel_fulfillment_status: NotRequired[ChannelFulfillmentStatus]
    channel_order_update_time: NotRequired[MomentText]


class ImportedOrderIn(ChannelOrderIn):
    """An order for the quality checks, and what is wrong with it."""

    issue_reason: NotRequired[str]
    packages: NotRequired[list[ShippedPackageIn]]


class SyncedOrderIn(ChannelOrderIn):
    """An order to be compared, or why the other channel does not have it."""

    not_exist_reason: NotRequired[str]
    packages: NotRequired[list[CarriedPackageIn]]


# What is answered.
class Fault(Model):
    """One thing that is wrong with an order."""

    code: str | None = None
    message: ServerText = None


class FailedOrderDetail(Model):
    """Which order was refused, and all that is wrong with it."""

    order_id: Id | None = None
    channel_order_id: Id | None = None
    channel_type: str | None = None
    extra_errors: Many[Fault] = []


class FailedOrder(Fault):
    """An order that was refused, and why."""

    detail: FailedOrderDetail | None = None


class OrdersTaken(Model):
    """The answer to handing over orders: those that were refused; all others are taken."""

    errors: Many[FailedOrder] = []
