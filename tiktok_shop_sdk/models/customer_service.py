"""Chats with buyers: that they are there, where they stand and how well they are answered; never what was said."""

from typing import Annotated, Literal, TypeAlias

from ..core.sensitive import BuyerAccountId, BuyerConversation, BuyerFreeText, BuyerProfile
from .base import Id, Many, Model, Money, Open, Time

Role: TypeAlias = Annotated[Literal["BUYER", "SHOP", "CUSTOMER_SERVICE", "SYSTEM", "ROBOT"] | str, Open]
BuyerPlatform: TypeAlias = Annotated[Literal["TIKTOK_SHOP", "TOKOPEDIA"] | str, Open]
MessageType: TypeAlias = Annotated[
    Literal[
        "TEXT",
        "IMAGE",
        "VIDEO",
        "EMOTICONS",
        "PRODUCT_CARD",
        "ORDER_CARD",
        "RETURN_REFUND_CARD",
        "COUPON_CARD",
        "LOGISTICS_CARD",
        "ALLOCATED_SERVICE",
        "NOTIFICATION",
        "BUYER_ENTER_FROM_TRANSFER",
        "BUYER_ENTER_FROM_PRODUCT",
        "BUYER_ENTER_FROM_ORDER",
        "OTHER",
    ]
    | str,
    Open,
]
SentType: TypeAlias = Annotated[
    Literal[
        "TEXT",
        "IMAGE",
        "VIDEO",
        "PRODUCT_CARD",
        "ORDER_CARD",
        "RETURN_REFUND_CARD",
        "COUPON_CARD",
        "LOGISTICS_CARD",
    ]
    | str,
    Open,
]
MessageSort: TypeAlias = Annotated[Literal["create_time", "index"] | str, Open]
SortOrder: TypeAlias = Annotated[Literal["ASC", "DESC"] | str, Open]


# Conversations and messages.
class Sender(Model):
    """Who wrote a message: the role comes in, the person does not."""

    role: Role | None = None
    im_user_id: BuyerAccountId = None
    nickname: BuyerProfile = None
    avatar: BuyerProfile = None


class Participant(Sender):
    """Who takes part in a conversation: the role comes in, the person does not. Indonesia tells the platform too."""

    user_id: BuyerAccountId = None
    platform: BuyerPlatform | None = None
    buyer_platform: BuyerPlatform | None = None  # what `list_conversations` calls the platform


class Message(Model):
    """A message, without what it says. A larger `index` is a newer message."""

    id: Id | None = None
    type: MessageType | None = None
    sender: Sender | None = None
    create_time: Time = None
    index: Id | None = None
    is_visible: bool | None = None

    content: BuyerConversation = None
    plaintext: BuyerConversation = None
    data: BuyerConversation = None


class Conversation(Model):
    """A chat with a buyer: two take part, three once an agent of customer service joined."""

    id: Id | None = None
    participants: Many[Participant] = []
    participant_count: int | None = None
    create_time: Time = None
    unread_count: int | None = None
    can_send_message: bool | None = None
    latest_message: Message | None = None
    cur_session_id: Id | None = None


class UploadedImage(Model):
    """An image that a message may show."""

    url: str | None = None
    width: int | None = None
    height: int | None = None


# How well buyers are served.
class Session(Model):
    """One time that a buyer asked for help, and how well it was answered."""

    id: Id | None = None
    conversation_id: Id | None = None
    begin_time: Time = None
    end_time: Time = None
    chat_tags: Many[str] = []

    first_response_time: int | None = None
    first_response_late: bool | None = None
    satisfaction_score: int | None = None

    dissatisfaction_reason: BuyerFreeText = None
    buyer_nickname: BuyerProfile = None


class Performance(Model):
    """How customer service did: sessions answered within 24 hours, rated 4 or 5 stars, and the sales they led to."""

    support_session_count: int | None = None
    response_percentage: Money = None
    response_time_mins: str | None = None
    satisfaction_percentage: Money = None
    conversion_rate: Money = None
    cs_guided_gmv: Money = None
    currency: str | None = None
