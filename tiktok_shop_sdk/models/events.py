"""Which events the platform sends for a shop, and where to."""

from typing import Annotated, Literal, TypeAlias

from .base import Model, Open, Time

EventType: TypeAlias = Annotated[
    Literal[
        "ORDER_STATUS_CHANGE",
        "RECIPIENT_ADDRESS_UPDATE",
        "PACKAGE_UPDATE",
        "CANCELLATION_STATUS_CHANGE",
        "RETURN_STATUS_CHANGE",
        "REVERSE_STATUS_UPDATE",
        "INVOICE_STATUS_CHANGE",
        "PRODUCT_CREATION",
        "PRODUCT_STATUS_CHANGE",
        "PRODUCT_AUDIT_STATUS_CHANGE",
        "PRODUCT_INFORMATION_CHANGE",
        "PRODUCT_CATEGORY_CHANGE",
        "NEW_CONVERSATION",
        "NEW_MESSAGE",
        "NEW_MESSAGE_LISTENER",
        "SELLER_DEAUTHORIZATION",
        "UPCOMING_AUTHORIZATION_EXPIRATION",
    ]
    | str,
    Open,
]


class Webhook(Model):
    """A kind of event, and the address that it is sent to."""

    event_type: EventType | None = None
    address: str | None = None
    create_time: Time = None
    update_time: Time = None
