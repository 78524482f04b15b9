"""Where the e-pharmacy declarations mean to differ from the catalogue, and why."""

from __future__ import annotations

MEANINGLESS = "the call says nothing without it, so the editor asks for it"
MEANT: dict[tuple[str, str], str] = {
    ("update_pharmacies", "body.pharmacies: required"): MEANINGLESS,
    ("update_pharmacies", "body.pharmacies[].warehouse_id: required"): MEANINGLESS,
    ("update_prescription_status", "body.prescription_status: required"): MEANINGLESS,
    ("update_prescription_requirement", "body.prescription_requirement: required"): MEANINGLESS,
    ("update_prescription_requirement", "body.prescription_requirement.needs_prescription: required"): MEANINGLESS,
}
