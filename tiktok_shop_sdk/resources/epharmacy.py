"""E-pharmacy (Indonesia): the shop's pharmacies, and the prescriptions that medicines need."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..core.operation import UNSET, M, Resource, operation, paged
from ..core.paging import Page, Paging
from ..models.base import Id
from ..models.epharmacy import (
    ConsultationProvider,
    PharmaciesUpdated,
    Pharmacy,
    PharmacyIn,
    PrescriptionRequirementIn,
    PrescriptionStatus,
)


class Epharmacy(Resource[M], quota="order", cipher="optional"):
    """The shop as a pharmacy, in Indonesia."""

    # Pharmacies.
    @paged("GET /epharmacy/202504/pharmacies", paging=Paging("pharmacies"), reads="prescriptions")
    def list_pharmacies(
        self, *, page_size: Annotated[int, Field(ge=1, le=100)] = 100, page_token: str = UNSET
    ) -> Page[Pharmacy]:
        """List the shop's pharmacies with their opening hours (Get Pharmacies)."""
        ...

    @operation("POST /epharmacy/202504/pharmacies/update", writes="prescriptions")
    def update_pharmacies(self, pharmacies: Annotated[list[PharmacyIn], Field(max_length=20)]) -> PharmaciesUpdated:
        """Change up to 20 of the shop's pharmacies (Update Pharmacies).

        Raises `PartialFailure` if some of them were refused; the others are changed.
        """
        ...

    # Prescriptions.
    @operation("POST /epharmacy/202504/products/{product_id}/prescription_requirements/update", writes="prescriptions")
    def update_prescription_requirement(
        self, product_id: Id, *, prescription_requirement: PrescriptionRequirementIn
    ) -> None:
        """Say whether a product is sold on prescription only (Update Prescription Requirement)."""
        ...

    @operation("POST /epharmacy/202504/orders/{order_id}/update_prescription_status", writes="prescriptions")
    def update_prescription_status(
        self,
        order_id: Id,
        *,
        prescription_status: PrescriptionStatus,
        rejection_reason: Annotated[str, Field(max_length=5000)] = UNSET,
    ) -> None:
        """Accept the prescription of an order, refuse it, or ask for another (Update Prescription Status)."""
        ...

    @operation(
        "GET /epharmacy/202507/consultations/{consultation_id}/providers",
        reads="prescriptions",
        answer="consultation_provider",
    )
    def get_consultation_provider(self, consultation_id: Id) -> ConsultationProvider:
        """Read who held a consultation (Get Consultation Provider)."""
        ...
