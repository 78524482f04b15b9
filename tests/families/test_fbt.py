"""Fulfilled by TikTok: refusals inside of answers are raised, and what was answered can be sent back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import InvalidRequest, PartialFailure
from tiktok_shop_sdk.models.fbt import CartonIn
from tiktok_shop_sdk.resources.fbt import Fbt

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
CARTON: CartonIn = {
    "carton_type": "SINGLE_SKU",
    "quantity": 4,
    "items": [{"goods_id": "7", "quantity": 12, "lot_code": "L1", "expiration_timestamp": NOON}],
    "box_measurements": {
        "weight": Decimal("1.50"),
        "weight_unit": "POUNDS",
        "length": "30",
        "width": "20",
        "height": "10",
        "length_unit": "INCH",
    },
}


def opened(declaration: Declaration[..., Any], data: Any) -> Any:
    body = json.dumps({"code": 0, "message": "Success", "data": data}).encode()
    return declaration.reader.open(Response(200, {}, body), Stripper(), operation=declaration.id)


# Goods that were refused stand in an answer that says success.
def test_goods_that_were_not_registered_are_raised_and_the_others_are_in_the_result() -> None:
    results = [
        {"tts_sku_id": "1", "is_success": True, "tts_goods_id": "70"},
        {"tts_sku_id": "2", "is_success": False, "fail_reason": "already registered"},
    ]
    answer = opened(Fbt.create_goods, {"create_result_info": {"create_result_list": results}})
    assert isinstance(answer.error, PartialFailure)
    assert [item.tts_sku_id for item in answer.error.items] == ["2"]
    assert answer.result.create_result_list[0].tts_goods_id == "70"


def test_a_change_of_goods_that_was_refused_is_raised() -> None:
    refused = {"tts_goods_id": "70", "is_success": False, "fail_reason": "in use"}
    answer = opened(Fbt.update_goods, {"update_result_info": refused})
    assert isinstance(answer.error, PartialFailure)
    assert [item.fail_reason for item in answer.error.items] == ["in use"]


def test_a_pair_of_goods_and_sku_that_was_refused_is_raised() -> None:
    pairs = [{"tts_goods_id": "70", "tts_sku_id": sku, "is_success": sku == "1"} for sku in ("1", "2")]
    answer = opened(Fbt.update_sku_relations, {"operate_goods_sku_relation_info": {"operate_result_list": pairs}})
    assert [item.tts_sku_id for item in answer.error.items] == ["2"]


@pytest.mark.parametrize(
    "data", [{}, {"create_result_info": None}, {"create_result_info": {"create_result_list": None}}]
)
def test_an_answer_without_results_refuses_nothing(data: Any) -> None:
    answer = opened(Fbt.create_goods, data)
    assert answer.error is None and answer.result.errors == []


# Plans: what the platform offers is what one confirms.
def test_a_time_window_that_was_offered_can_be_confirmed() -> None:
    window = {"start_timestamp": "1777636800", "end_timestamp": "1777723200"}
    offered = {"inbound_method": "ONE_HUB", "available_time_window_list": [window]}
    answer = opened(Fbt.list_available_inbound_methods, {"available_inbound_method_list": [offered]})
    first = answer.result[0].available_time_window_list[0]
    assert first.start_timestamp == NOON
    bound = Fbt.confirm_inbound_method.bind(
        "5",
        placement_option_id="9",
        inbound_method="ONE_HUB",
        estimate_arrival_time={"start_timestamp": first.start_timestamp, "end_timestamp": first.end_timestamp},
    )
    assert bound.body["estimate_arrival_time"] == window


def test_measures_and_expiry_dates_of_cartons_travel_as_text() -> None:
    carton = Fbt.create_or_update_inbound_plan.bind(cartons=[CARTON]).body["cartons"][0]
    assert carton["items"] == [
        {"goods_id": "7", "quantity": 12, "lot_code": "L1", "expiration_timestamp": "1777636800"}
    ]
    assert carton["box_measurements"]["weight"] == "1.50"


def test_a_measure_is_no_float() -> None:
    wrong: Any = {**CARTON, "box_measurements": {**CARTON["box_measurements"], "weight": 1.5}}
    with pytest.raises(InvalidRequest, match=r"cartons\.0\.box_measurements\.weight"):
        Fbt.create_or_update_inbound_plan.bind(cartons=[wrong])


def test_planning_may_be_repeated_and_placing_an_order_may_not() -> None:
    assert Fbt.create_or_update_inbound_plan.repeatable
    assert not Fbt.create_mcf_order.repeatable


# Multi-channel orders.
def test_the_consignee_goes_out_and_is_not_printed() -> None:
    address: Any = {"country_code": "US", "state_or_region": "OR", "district_or_county": "Lane", "city": "Sampleton"}
    bound = Fbt.create_mcf_order.bind(
        "A-1",
        goods=[{"id": "70", "quantity": 1}],
        consignee={
            "name": "Avery Example",
            "phone_number": "5415550142",
            "email": "avery@example.com",
            "address": {**address, "address_line_1": "12 Example Lane"},
        },
    )
    assert bound.body["consignee"]["name"] == "Avery Example"
    assert "Avery" not in repr(bound)


def test_a_consignee_that_does_not_fit_is_named_without_its_values() -> None:
    wrong: Any = {"name": "Avery Example", "phone_number": "5415550142", "email": "avery@example.com"}
    with pytest.raises(InvalidRequest, match=r"consignee\.address") as refused:
        Fbt.create_mcf_order.bind("A-1", goods=[], consignee=wrong)
    assert "Avery" not in str(refused.value) and "5415550142" not in str(refused.value)
