"""Messages to many customers at once: their templates, the tasks that bundle them, and what came of them."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from ..core.sensitive import BuyerEmail
from .base import Id, Many, Model, Money, Open, ServerText

Channel: TypeAlias = Annotated[Literal["TIKTOK_IM"] | str, Open]
CouponType: TypeAlias = Annotated[Literal["REGULAR_ALL", "REGULAR_REPEAT"] | str, Open]
FeatureName: TypeAlias = Annotated[Literal["FUNDAMENTAL", "CUSTOM_MSG"] | str, Open]
TaskStatus: TypeAlias = Annotated[Literal["SENDING", "FAILED", "CANCELED", "SUCCESS"] | str, Open]


class Feature(Model):
    """Something that only shops with permission may do."""

    name: FeatureName | None = None
    is_authorized: bool | None = None


# What is sent.
class CardRule(Model):
    """How many product cards a message must have, and how many it may have."""

    min_count: int | None = None
    max_count: int | None = None


class CouponCardRule(CardRule):
    """How many coupon cards a message must and may have, and of which types the coupons may be."""

    coupon_type: Many[CouponType] = []


class MessageTemplate(Model):
    """A message in the platform's words, and which cards go with it."""

    id: Id | None = None
    message_title: str | None = None
    message_body: str | None = None
    product_card_rules: CardRule | None = None
    coupon_card_rules: CouponCardRule | None = None


class CustomMessageIn(TypedDict):
    """A message in the seller's words: plain text and emoji, a title of up to 70 characters, a body of up to 500."""

    title: NotRequired[str]
    body: NotRequired[str]


# Whom it reached, and what came of it.
class FailedRecipientDetail(Model):
    """To whom a message did not go; the address itself is stripped."""

    buyer_email: BuyerEmail = None


class FailedRecipient(Model):
    """A message that was not sent, and why."""

    code: int | None = None
    message: ServerText = None
    detail: FailedRecipientDetail | None = None


class MessageSent(Model):
    """The answer to sending: the recipients whom it did not reach; it went to all others."""

    errors: Many[FailedRecipient] = []


class TaskPerformance(Model):
    """What came of a task; the currency of `gmv_amount` is not told."""

    id: Id | None = None
    status: TaskStatus | None = None
    sent_recipient_count: int | None = None
    read_recipient_count: int | None = None
    claimed_coupons_count: int | None = None
    order_count: int | None = None
    gmv_amount: Money = None
