"""Fulfilled by TikTok: where the declarations mean to differ from the catalogue, and why."""

from __future__ import annotations

OTHER_FIELDS = "202409 takes `ids` for `order_ids` and answers other fields, so pinning it would lose everything"
NOTHING_TO_DO = "its only parameter: without it there is nothing to change"
AS_ANSWERED = "answers tell the same field as Unix seconds in a text, and what was answered must be sayable"
A_NUMBER = "answers tell the same measure as a decimal, and a float must not become one"

ARRIVAL = ("body.estimate_arrival_time.start_timestamp", "body.estimate_arrival_time.end_timestamp")
CARTON = tuple(f"body.cartons[].box_measurements.{name}" for name in ("weight", "length", "width", "height"))
PIECE = tuple(f"dimension_and_weight_base_info.{name}_value" for name in ("weight", "length", "width", "height"))

MEANT: dict[tuple[str, str], str] = {
    ("update_goods", "body.update_goods_dto: required"): NOTHING_TO_DO,
    **{
        (name, f"{at}: type"): AS_ANSWERED
        for name in ("get_placement_options", "confirm_inbound_method")
        for at in ARRIVAL
    },
    **{
        (name, "body.cartons[].items[].expiration_timestamp: type"): AS_ANSWERED
        for name in ("create_or_update_inbound_plan", "ship_inbound_order")
    },
    **{
        (name, f"{at}: type"): A_NUMBER
        for name in ("create_or_update_inbound_plan", "ship_inbound_order")
        for at in CARTON
    },
    **{("create_goods", f"body.create_goods_dto_list[].{at}: type"): A_NUMBER for at in PIECE},
    **{("update_goods", f"body.update_goods_dto.{at}: type"): A_NUMBER for at in PIECE},
}
