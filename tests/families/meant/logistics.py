"""Where logistics means to differ from the catalogue."""

from __future__ import annotations

WHOLE = "it is all that the call sends (the catalogue is unsure of it), and the editor asks for it"
MEANT: dict[tuple[str, str], str] = {
    ("standardize_address", "body.address: required"): WHOLE,
    ("create_warehouse", "body.warehouse: required"): WHOLE,
    ("update_warehouse", "body.warehouse: required"): WHOLE,
}
