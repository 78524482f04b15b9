"""Data reconciliation: tell the platform how orders stand in other systems, so that it can compare."""

from __future__ import annotations

from ..core.operation import UNSET, M, Query, Resource, operation
from ..models.base import Id
from ..models.data_reconciliation import ImportedOrderIn, OrdersTaken, SyncedOrderIn


class DataReconciliation(Resource[M], quota="order"):
    """Orders as other systems know them. Each raises `PartialFailure` if some were refused; the others are taken."""

    @operation(
        "POST /data_reconciliation/202401/orders/import", writes="settlement", cipher="optional", differing=("202310",)
    )
    def import_orders(self, orders: list[ImportedOrderIn]) -> OrdersTaken:
        """Hand over orders of other systems for quality checks (Quality Factory Order Data Import API).

        An account that pins version 202310 cannot tell an `issue_reason`: that version does not know it.
        """
        ...

    @operation("POST /data_reconciliation/202309/orders/sync", writes="settlement", cipher="forbidden")
    def sync_order_status(self, orders: list[SyncedOrderIn], *, shop_id: Query[Id] = UNSET) -> OrdersTaken:
        """Tell how orders stand in other systems (Order Status Data Exchange)."""
        ...
