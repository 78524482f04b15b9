"""Supply chain: what the providers of certified warehouses report to the platform."""

from __future__ import annotations

from ..core.operation import M, Resource, operation
from ..models.base import Id
from ..models.supply_chain import ShipmentsConfirmed, ShippedPackageIn


class SupplyChain(Resource[M], quota="order"):
    """Certified warehouses."""

    @operation(
        "POST /supply_chain/202309/packages/sync",
        writes="fulfillment",
        cipher="forbidden",
        scopes=("seller.fulfillment.basic",),
        token="any",
    )
    def confirm_shipments(self, *, warehouse_provider_id: Id, packages: list[ShippedPackageIn]) -> ShipmentsConfirmed:
        """Report packages that left a certified warehouse (Confirm Package Shipment).

        Raises `PartialFailure` if some of them were refused; its `result` names those that were taken over.
        """
        ...
