"""Where the declarations of promotions mean to differ from the catalogue, and why."""

from __future__ import annotations

NUMBERS = (
    "amounts and quantities as everywhere in activities, and as searching tells them: a float would pass as a text"
)
AS_SEARCHED = "the same value is a decimal where activities are searched"

MEANT: dict[tuple[str, str], str] = {
    **{
        (method, f"body.discount.bxgy_discount.{value}: type"): NUMBERS
        for method in ("create", "update")
        for value in ("threshold_value", "discount_value")
    },
    ("get", "data.discount.bxgy_discount.discount_value: type"): AS_SEARCHED,
}
