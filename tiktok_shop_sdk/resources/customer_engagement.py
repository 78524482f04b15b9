"""Customer engagement: write to many customers at once, and see what came of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..core.operation import UNSET, M, Query, Resource, operation
from ..models.base import Id, Moment
from ..models.customer_engagement import (
    Channel,
    CustomMessageIn,
    Feature,
    MessageSent,
    MessageTemplate,
    TaskPerformance,
)


class CustomerEngagement(Resource[M], quota="order", scopes=("seller.customer_engagement.read",)):
    """Messages to customers, bundled in tasks."""

    # What the shop may do.
    @operation("GET /customer_engagement/202502/permissions", reads="messages", answer="features")
    def list_features(self) -> list[Feature]:
        """List what the shop may do to engage customers (Get Feature Permissions)."""
        ...

    @operation(
        "GET /customer_engagement/202501/customer_tab/visibility",
        reads="messages",
        answer="is_visible",
        cipher="optional",
        scopes=(),
    )
    def is_customer_tab_visible(self) -> bool | None:
        """Check whether the shop sees the Customer tab in Seller Center (Get Customer Tab Visibility)."""
        ...

    # Tasks. A task ends at `end_time`, and nothing can be sent for it from then on. Its `idempotency_key` lets the
    # platform know a repeated call: use a new one, such as a UUID, for each task.
    @operation("GET /customer_engagement/202412/message_templates", reads="messages", answer="message_templates")
    def list_templates(self, *, locale: str) -> list[MessageTemplate]:
        """List the platform's message templates in a language such as "en-US" (Get Message Templates)."""
        ...

    @operation(
        "POST /customer_engagement/202412/engagement_tasks",
        writes="messages",
        answer="task_id",
        scopes=("seller.customer_engagement.write",),
        idempotency_key="idempotency_key",
    )
    def create_task(
        self,
        *,
        idempotency_key: Query[str],
        template_id: Id,
        task_name: str,
        end_time: Moment,
        channel: Channel,
        product_ids: list[Id] = UNSET,
        coupon_ids: list[Id] = UNSET,
    ) -> Id | None:
        """Open a task with one of the platform's templates, and get its id (Create Engagement Task).

        The template says how many products and coupons go with it. Nothing is sent before `send`.
        """
        ...

    @operation(
        "POST /customer_engagement/202502/engagement_tasks/custom",
        writes="messages",
        answer="task_id",
        scopes=("seller.customer_engagement.write",),
        idempotency_key="idempotency_key",
    )
    def create_custom_task(
        self,
        *,
        idempotency_key: Query[str],
        task_name: str,
        end_time: Moment,
        channel: Channel,
        custom_message: CustomMessageIn = UNSET,
        product_ids: Annotated[list[Id], Field(max_length=4)] = UNSET,
        coupon_ids: Annotated[list[Id], Field(max_length=1)] = UNSET,
    ) -> Id | None:
        """Open a task with a message of the seller's own, and get its id (Create Custom Engagement Task).

        Needs the feature CUSTOM_MSG. Nothing is sent before `send`.
        """
        ...

    # Sending.
    @operation(
        "POST /customer_engagement/202412/messages", writes="messages", scopes=("seller.customer_engagement.write",)
    )
    def send(self, *, buyer_emails: list[str], task_id: Id = UNSET) -> MessageSent:
        """Send a task's message to customers who ordered within the last 365 days (Send Engagement Message).

        `buyer_emails` are the relay addresses that orders carry. They are stripped from every answer, so they
        have to come from elsewhere. Raises `PartialFailure` if some customers were not reached: it says how many
        and why, not who, for the addresses are stripped from it too. The others have the message, and would get
        it twice if you sent to all once more. To know who was reached, send to one customer a call.
        """
        ...

    @operation("POST /customer_engagement/202412/performances", reads="messages", answer="task_performances")
    def get_performance(self, task_ids: list[Id]) -> list[TaskPerformance]:
        """Read what came of tasks: read messages, claimed coupons, orders (Get Task Performances)."""
        ...
