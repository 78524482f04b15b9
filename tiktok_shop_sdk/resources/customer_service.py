"""Customer service: see which chats with buyers wait, answer them, and watch how well they are answered."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..core.operation import UNSET, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..core.request import Upload
from ..models.base import DayIn, Id, Moment
from ..models.customer_service import (
    Conversation,
    Message,
    MessageSort,
    Performance,
    SentType,
    Session,
    SortOrder,
    UploadedImage,
)
from . import quotas


class CustomerService(Resource[M], quota="order", scopes=("seller.customer_service",)):
    """Chats between the shop and its buyers.

    What was said and who said it never comes in. Most of these calls share a quota of 10,000 a day with the
    queries about creators.
    """

    # Conversations.
    @paged(
        "GET /customer_service/202309/conversations",
        paging=Paging("conversations"),
        reads="messages",
        limits=(quotas.CREATOR_AND_CHAT_QUERIES,),
    )
    def list_conversations(
        self,
        *,
        need_session_id: bool = UNSET,
        locale: str = UNSET,
        page_size: Annotated[int, Field(ge=1, le=20)] = 20,
        page_token: str = UNSET,
    ) -> Page[Conversation]:
        """List the shop's chats, and how many messages of each are unread (Get Conversations)."""
        ...

    @operation(
        "GET /customer_service/202601/conversations/{conversation_id}",
        reads="messages",
        answer="conversation",
        limits=(quotas.CREATOR_AND_CHAT_QUERIES,),
    )
    def get_conversation(self, conversation_id: Id, *, need_session_id: bool = UNSET) -> Conversation:
        """Read where one chat stands (Get Conversation)."""
        ...

    @operation("POST /customer_service/202309/conversations", writes="messages", answer="conversation_id")
    def create_conversation(self, buyer_user_id: Id) -> Id | None:
        """Open the chat with a buyer, or reopen it, and get its id: one buyer has one chat (Create Conversation).

        `buyer_user_id` is the user id that orders carry. It is stripped from every answer, so it has to come
        from elsewhere.
        """
        ...

    # Messages.
    @paged(
        "GET /customer_service/202309/conversations/{conversation_id}/messages",
        paging=Paging("messages"),
        reads="messages",
        limits=(quotas.CREATOR_AND_CHAT_QUERIES,),
    )
    def list_messages(
        self,
        conversation_id: Id,
        *,
        sort_field: MessageSort = UNSET,
        sort_order: SortOrder = UNSET,
        need_data: bool = UNSET,
        need_plaintext: bool = UNSET,
        locale: str = UNSET,
        time_zone: str = UNSET,
        page_size: Annotated[int, Field(ge=1, le=10)] = 10,
        page_token: str = UNSET,
    ) -> Page[Message]:
        """List the messages of a chat by type, sender's role and time, newest first (Get Conversation Messages).

        What they say is stripped always. So `need_plaintext` and `need_data` gain nothing: leave them out, and
        the platform does not send the text in the first place. Messages stay unread until `mark_read`.
        """
        ...

    @operation(
        "POST /customer_service/202309/conversations/{conversation_id}/messages",
        writes="messages",
        answer="message_id",
        limits=(quotas.CREATOR_AND_CHAT_QUERIES,),
    )
    def send_message(self, conversation_id: Id, *, type: SentType, content: str) -> Id | None:
        """Send the buyer a message, and get its id (Send Message).

        `content` is JSON in a text: `{"content": "..."}` with up to 2,000 characters for a TEXT,
        `{"order_id": "..."}` for an ORDER_CARD, `{"url": ..., "width": ..., "height": ...}` of an uploaded image
        for an IMAGE. A repeated call sends the message once more.
        """
        ...

    @operation(
        "POST /customer_service/202309/conversations/{conversation_id}/messages/read",
        writes="messages",
        limits=(quotas.CREATOR_AND_CHAT_QUERIES,),
    )
    def mark_read(self, conversation_id: Id) -> None:
        """Mark all that the buyer wrote in a chat as read (Read Message)."""
        ...

    @operation("POST /customer_service/202309/images/upload", writes="messages", multipart=True)
    def upload_image(self, data: Upload) -> UploadedImage:
        """Upload an image, to be sent in a message (Upload Buyer Messages Image).

        JPG, PNG, GIF or WebP, at most 10 MB.
        """
        ...

    # How well buyers are served.
    @paged("POST /customer_service/202602/sessions/search", paging=Paging("sessions"), reads="messages")
    def search_sessions(
        self,
        *,
        begin_time_ge: Moment,
        begin_time_lt: Moment,
        buyer_nickname: str = UNSET,
        locale: Query[str] = UNSET,
        page_size: Query[Annotated[int, Field(ge=1, le=100)]] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[Session]:
        """Find times when buyers asked for help, and how well they were answered (Search Sessions)."""
        ...

    @operation("GET /customer_service/202407/performance", reads="messages", answer="performance")
    def get_performance(self, *, support_date_ge: DayIn, support_date_lt: DayIn) -> Performance:
        """Read how customer service did in some days, the last not counted (Get Customer Service Performance)."""
        ...

    # The agent whose consent the calls are made with.
    @operation("GET /customer_service/202309/agents/settings", reads="messages", answer="can_accept_chat")
    def accepts_chats(self) -> bool | None:
        """Read whether the agent is given chats automatically (Get Agent Settings)."""
        ...

    @operation("PUT /customer_service/202309/agents/settings", writes="messages")
    def update_agent_settings(self, *, can_accept_chat: bool) -> None:
        """Let the agent be given chats automatically, or by hand only (Update Agent Settings)."""
        ...
