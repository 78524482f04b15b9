"""Fulfillment: what is sent, who is named in an answer, and what was refused among many."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response, Upload, encode_json
from tiktok_shop_sdk.core.sensitive import Kind, Stripped, Stripper
from tiktok_shop_sdk.errors import InvalidRequest, PartialFailure
from tiktok_shop_sdk.resources.fulfillment import Fulfillment

ADDRESS = {"region_code": "US", "name": "Planted Person", "phone_number": "+12025550100", "address_line1": "1 A Road"}
SIZE = {"length": "30", "width": Decimal("20.5"), "height": "10", "unit": "CM"}


def opened(declaration: Declaration[..., Any], data: Any, released: frozenset[Kind] = frozenset()) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    return declaration.reader.open(Response(200, {}, body), Stripper(released), operation=declaration.id)


def test_a_package_names_its_sender_and_never_its_recipient() -> None:
    data = {"package_id": 1153000000000000001, "sender_address": ADDRESS, "recipient_address": ADDRESS}
    package = opened(Fulfillment.get_package, data).result
    assert (package.package_id, package.sender_address.name) == ("1153000000000000001", "Planted Person")
    assert package.recipient_address.to_dict() == {"region_code": "US"}
    assert package.recipient_address.phone_number == Stripped(Kind.BUYER_PHONE)


@pytest.mark.parametrize(
    ("declaration", "detail"),
    [
        (Fulfillment.ship_packages, {"package_id": "1153"}),
        (Fulfillment.update_delivery_status, {"package_id": "1153"}),
        (Fulfillment.combine_packages, {"package_id": "1153"}),
        (Fulfillment.upload_invoices, {"package_id": "1153", "order_ids": ["5760"]}),
        (Fulfillment.create_first_mile_bundle, {"order_id": "5760"}),
    ],
    ids=lambda value: value.id if isinstance(value, Declaration) else "_".join(value),
)
def test_what_was_refused_among_many_is_an_error(declaration: Declaration[..., Any], detail: dict[str, Any]) -> None:
    refused = {"code": 21011007, "message": "aftersales of 'Planted Person' are open", "detail": detail}
    error = opened(declaration, {"errors": [refused]}).error
    assert isinstance(error, PartialFailure)
    (item,) = error.items
    assert item.code == 21011007
    assert detail.items() <= item.detail.to_dict().items()
    assert "Planted" not in repr(item)
    assert opened(declaration, {"errors": None}).error is None
    assert opened(declaration, None).error is None


def test_what_was_combined_is_in_the_error() -> None:
    data = {"packages": [{"id": "1153", "order_ids": ["5760", "5761"]}], "errors": [{"code": 21011028}]}
    error = opened(Fulfillment.combine_packages, data).error
    assert error.result.packages[0].order_ids == ["5760", "5761"]


def test_labels_and_proofs_of_delivery_are_for_those_whose_purpose_covers_them() -> None:
    proof = {"url": "https://planted.test/proof.jpeg", "width": 800, "height": 600}
    stripped = opened(Fulfillment.upload_delivery_image, proof).result
    assert (stripped.url, stripped.width) == (Stripped(Kind.SHIPPING_DOCUMENT), 800)
    released = opened(Fulfillment.upload_delivery_image, proof, frozenset({Kind.SHIPPING_DOCUMENT})).result
    assert released.url == "https://planted.test/proof.jpeg"
    assert Fulfillment.get_shipping_document.terms.data_class == "shipping_documents:read"


# What goes out.
def test_a_label_is_bought_with_measures_as_text() -> None:
    bound = Fulfillment.create_packages.bind(
        ship_type="SHIP",
        order_id="5760",
        shipping_service_id="7",
        dimension=SIZE,
        weight={"value": "1.5", "unit": "POUND"},
    )
    assert bound.path == "/fulfillment/202512/packages"
    assert json.loads(encode_json(bound.body)) == {
        "ship_type": "SHIP",
        "order_id": "5760",
        "shipping_service_id": "7",
        "dimension": {"length": "30", "width": "20.5", "height": "10", "unit": "CM"},
        "weight": {"value": "1.5", "unit": "POUND"},
    }


@pytest.mark.parametrize(
    "declaration",
    [
        Fulfillment.create_packages,
        Fulfillment.schedule_handover,
        Fulfillment.ship_package,
        Fulfillment.ship_packages,
        Fulfillment.mark_package_as_shipped,
    ],
    ids=lambda declaration: declaration.id,
)
def test_nothing_that_ships_is_repeated_when_nobody_knows_if_it_was_done(declaration: Declaration[..., Any]) -> None:
    assert not declaration.repeatable


def test_a_pickup_is_sent_in_unix_seconds() -> None:
    slot = {"start_time": datetime(2026, 5, 1, 9, tzinfo=UTC), "end_time": 1777633200}
    bound = Fulfillment.ship_package.bind("1153", handover_method="PICKUP", pickup_slot=slot)
    assert bound.path == "/fulfillment/202309/packages/1153/ship"
    assert bound.body == {
        "handover_method": "PICKUP",
        "pickup_slot": {"start_time": 1777626000, "end_time": 1777633200},
    }


def test_a_search_sends_pages_in_the_query_and_filters_in_the_body() -> None:
    bound = Fulfillment.search_packages.bind(package_status="PROCESSING", sort_order="ASC", page_token="a+/=")
    assert bound.query == {"page_size": "50", "page_token": "a+/=", "sort_order": "ASC"}
    assert bound.body == {"package_status": "PROCESSING"}
    assert Fulfillment.search_combinable_packages.bind().query == {"page_size": "50"}


def test_orders_in_the_query_are_joined() -> None:
    assert Fulfillment.get_split_attributes.bind(["5760", "5761"]).query == {"order_ids": "5760,5761"}


def test_a_bundle_goes_out_in_milliseconds_and_whole_numbers() -> None:
    out = datetime(2026, 5, 1, tzinfo=UTC)
    bound = Fulfillment.create_last_mile_bundle.bind(logistics_group_id=7, last_mile_bundle={"outbound_time": out})
    assert bound.body == {"logistics_group_id": 7, "last_mile_bundle": {"outbound_time": 1777593600000}}


def test_a_proof_travels_as_it_is() -> None:
    proof = Upload("proof.pdf", b"%PDF", "application/pdf")
    assert Fulfillment.upload_delivery_file.bind(proof, name="proof.pdf").body == {"data": proof, "name": "proof.pdf"}


def test_a_shipment_without_a_number_and_a_slot_without_a_zone_are_named() -> None:
    with pytest.raises(InvalidRequest, match=r"packages\.0\.self_shipment\.tracking_number"):
        Fulfillment.ship_packages.bind([{"id": "1153", "self_shipment": {"shipping_provider_id": "7"}}])
    with pytest.raises(InvalidRequest, match=r"pickup_slot\.start_time"):
        Fulfillment.ship_package.bind("1153", pickup_slot={"start_time": datetime(2026, 5, 1)})
