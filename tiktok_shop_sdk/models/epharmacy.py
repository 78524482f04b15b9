"""Pharmacies of a shop, and what medicines need to be sold; of a patient nothing."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from ..core.sensitive import GovernmentId
from .base import Id, Many, Model, Moment, Open, ServerText, Time

PrescriptionStatus: TypeAlias = Annotated[Literal["APPROVED", "REJECTED", "PENDING_RESUBMISSION"] | str, Open]
Weekday: TypeAlias = Annotated[Literal["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] | str, Open]


class ConsultationProvider(Model):
    """Who held a consultation."""

    id: Id | None = None


# Pharmacies as they are.
class OpeningHours(Model):
    """On which days a pharmacy is open, and from when to when."""

    days: Many[Weekday] = []
    open_time: str | None = None
    close_time: str | None = None


class Pharmacist(Model):
    """Who answers for a pharmacy; the licence number is stripped."""

    name: str | None = None
    practice_license_number: GovernmentId = None
    practice_license_expire_time: Time = None


class Pharmacy(Model):
    """The pharmacy in one of the seller's warehouses; the licence number is stripped."""

    warehouse_id: Id | None = None
    pharmacist: Pharmacist | None = None
    operation_hours: Many[OpeningHours] = []
    license_number: GovernmentId = None
    license_expire_time: Time = None


# Pharmacies as they shall be.
class OpeningHoursIn(TypedDict):
    """On which days a pharmacy is open, and from when to when."""

    days: NotRequired[list[Weekday]]
    open_time: NotRequired[str]
    close_time: NotRequired[str]


class PharmacistIn(TypedDict):
    """Who answers for a pharmacy."""

    name: NotRequired[str]
    practice_license_number: NotRequired[str]
    practice_license_expire_time: NotRequired[Moment]


class PharmacyIn(TypedDict):
    """The pharmacy in one of the seller's warehouses."""

    warehouse_id: Id
    pharmacist: NotRequired[PharmacistIn]
    operation_hours: NotRequired[list[OpeningHoursIn]]
    license_number: NotRequired[str]
    license_expire_time: NotRequired[Moment]


class FailedPharmacyDetail(Model):
    """Which pharmacy was not changed."""

    warehouse_id: Id | None = None


class FailedPharmacy(Model):
    """A pharmacy that was not changed, and why."""

    code: str | None = None
    message: ServerText = None
    detail: FailedPharmacyDetail | None = None


class PharmaciesUpdated(Model):
    """The answer to changing pharmacies: those that failed; all others are changed."""

    errors: Many[FailedPharmacy] = []


class PrescriptionRequirementIn(TypedDict):
    """Whether a product is sold on prescription only."""

    needs_prescription: bool
