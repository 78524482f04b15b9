"""Where fulfillment means to differ from the catalogue."""

from __future__ import annotations

WHOLE = "its list is all that the call sends, and the editor asks for it"
MEASURE = "a measure like the length and width beside it; both pages about a parcel share one class"
MEANT: dict[tuple[str, str], str] = {
    ("upload_invoices", "body.invoices: required"): WHOLE,
    ("list_shipping_services", "body.dimension.height: type"): MEASURE,
}
