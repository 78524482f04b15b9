"""Events: where the platform sends what happens in a shop, one address for each kind of event."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..core.operation import Body, M, Resource, operation
from ..models.events import EventType, Webhook


class Events(Resource[M], quota="both", scopes=("seller.authorization.info",)):
    """The shop's webhooks."""

    @operation("GET /event/202309/webhooks", reads="account", answer="webhooks")
    def list_webhooks(self) -> list[Webhook]:
        """List which events of the shop are sent where (Get Shop Webhooks)."""
        ...

    @operation("PUT /event/202309/webhooks", writes="account")
    def update_webhook(self, event_type: EventType, *, address: Annotated[str, Field(max_length=255)]) -> None:
        """Have an event of the shop sent to an address (Update Shop Webhook).

        The address is https with a domain name and no port, and must speak TLS 1.2 or newer. It replaces the one that
        the event had.
        """
        ...

    @operation("DELETE /event/202309/webhooks", writes="account")
    def delete_webhook(self, event_type: Body[EventType]) -> None:
        """No longer have an event of the shop sent (Delete Shop Webhook)."""
        ...
