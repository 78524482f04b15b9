"""Parcels: found, shipped one by one and in batches, corrected, split, combined, tracked, and refused with reasons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.erp import DAY, HOUR, SHIPPED_BY_PLATFORM, SHIPPED_BY_SELLER, Erp
from tiktok_shop_sdk import ApiError, PartialFailure
from tiktok_shop_sdk.sandbox.shop.packing import USUAL_PROVIDER


@pytest.fixture(params=["async", "blocking"])
def erp(request: pytest.FixtureRequest, tmp_path: Path) -> Erp:
    return Erp(request.param, tmp_path / "state")


@pytest.fixture
def plain(tmp_path: Path) -> Erp:
    """The same with one client only, for what is no matter of the client."""
    return Erp("blocking", tmp_path / "state")


def refusal(erp: Erp, use: Callable[[Any], Any]) -> int | None:
    """The code with which a call is refused."""
    with pytest.raises(ApiError) as caught:
        erp.call(use)
    return caught.value.code


def shipment(number: str = "SELF000001", provider: str = USUAL_PROVIDER) -> Any:
    return {"tracking_number": number, "shipping_provider_id": provider}


def status(erp: Erp, package_id: str) -> Any:
    return erp.call(lambda shop: shop.fulfillment.get_package(package_id)).package_status


# Shipping


def test_a_batch_with_partial_failures_names_the_right_packages(erp: Erp) -> None:
    good, shipped, cancelled, unpaid = (erp.paid_order(), erp.paid_order(), erp.paid_order(), erp.paid_order())
    names = [erp.package_of(order) for order in (good, shipped, cancelled, unpaid)]
    erp.call(lambda shop: shop.fulfillment.ship_package(names[1], handover_method="DROP_OFF"))
    erp.call(lambda shop: shop.returns.cancel_order(cancelled.id, cancel_reason="seller_cancel_reason_out_of_stock"))
    erp.outside.ask_to_cancel(unpaid.id)
    wanted = [*names, "no-such-package"]
    with pytest.raises(PartialFailure) as caught:
        erp.call(lambda shop: shop.fulfillment.ship_packages([{"id": name} for name in wanted]))
    failed = {item.detail.package_id: item.code for item in caught.value.items}
    assert failed == {names[1]: 21011040, names[2]: 21011041, names[3]: 21011007, "no-such-package": 21011001}
    assert erp.order(good.id).status == "AWAITING_COLLECTION"
    assert erp.order(unpaid.id).status == "AWAITING_SHIPMENT"


def test_a_batch_without_failures_raises_nothing(erp: Erp) -> None:
    names = [erp.package_of(erp.paid_order()) for _ in range(2)]
    done = erp.call(lambda shop: shop.fulfillment.ship_packages([{"id": name} for name in names]))
    assert done.errors == []
    assert [status(erp, name) for name in names] == ["FULFILLING", "FULFILLING"]


def test_what_the_seller_ships_needs_a_carrier_and_a_number(plain: Erp) -> None:
    order = plain.paid_order(buyer=SHIPPED_BY_SELLER)
    name = plain.package_of(order)

    def ship(**how: Any) -> Callable[[Any], Any]:
        return lambda shop: shop.fulfillment.ship_package(name, **how)

    assert refusal(plain, ship()) == 21011008
    assert refusal(plain, ship(self_shipment=shipment(provider="1"))) == 21011022
    assert refusal(plain, ship(self_shipment=shipment(number="a b"))) == 21011022
    plain.call(ship(self_shipment=shipment()))
    package = plain.call(lambda shop: shop.fulfillment.get_package(name))
    assert (package.package_status, package.tracking_number) == ("FULFILLING", "SELF000001")
    assert {line.tracking_number for line in plain.order(order.id).line_items} == {"SELF000001"}
    assert refusal(plain, ship(self_shipment=shipment())) == 21011040


def test_a_number_is_not_shared_by_buyers_and_not_used_too_often(plain: Erp) -> None:
    first = plain.paid_order(6, buyer=SHIPPED_BY_SELLER)
    lines = [line["id"] for line in first.lines]

    def mark(order: Any, *line_ids: str) -> Callable[[Any], Any]:
        return lambda shop: shop.fulfillment.mark_package_as_shipped(
            order.id, order_line_item_ids=list(line_ids), **shipment()
        )

    for line_id in lines[:5]:
        plain.call(mark(first, line_id))
    assert refusal(plain, mark(first, lines[5])) == 21011026
    another = plain.paid_order(buyer=SHIPPED_BY_SELLER + 2)
    assert refusal(plain, mark(another, another.lines[0]["id"])) == 21011026
    plain.start()
    plain.call(mark(plain.paid_order(buyer=SHIPPED_BY_SELLER)))
    assert refusal(plain, mark(plain.paid_order(buyer=SHIPPED_BY_SELLER + 2))) == 21034012
    plain.call(mark(plain.paid_order(buyer=SHIPPED_BY_SELLER)))


def test_an_order_is_shipped_in_parts(erp: Erp) -> None:
    order = erp.paid_order(3, buyer=SHIPPED_BY_SELLER)
    first, *rest = [line["id"] for line in order.lines]
    sent = erp.call(
        lambda shop: shop.fulfillment.mark_package_as_shipped(order.id, order_line_item_ids=[first], **shipment())
    )
    assert (sent.order_id, sent.order_line_item_ids) == (order.id, [first])
    shown = erp.order(order.id)
    assert shown.status == "PARTIALLY_SHIPPING"
    assert sorted(line.display_status for line in shown.line_items) == [
        "AWAITING_COLLECTION",
        *["AWAITING_SHIPMENT"] * 2,
    ]
    assert len({line.package_id for line in shown.line_items}) == len(shown.packages) == 2
    again = erp.call(lambda shop: shop.fulfillment.mark_package_as_shipped(order.id, **shipment("SELF000002")))
    assert sorted(again.order_line_item_ids) == sorted(rest)
    assert erp.order(order.id).status == "AWAITING_COLLECTION"
    assert (
        refusal(erp, lambda shop: shop.fulfillment.mark_package_as_shipped(order.id, **shipment("SELF3"))) == 21011006
    )


def test_marking_as_shipped_is_refused_for_other_orders(plain: Erp) -> None:
    def mark(order_id: str, **what: Any) -> int | None:
        return refusal(plain, lambda shop: shop.fulfillment.mark_package_as_shipped(order_id, **{**shipment(), **what}))

    assert mark("1") == 21001001
    assert mark(plain.outside.place_order(buyer=SHIPPED_BY_SELLER).id) == 21011003
    assert mark(plain.paid_order(buyer=SHIPPED_BY_PLATFORM).id) == 21011029
    assert mark(plain.paid_order(buyer=SHIPPED_BY_SELLER).id, order_line_item_ids=["1"]) == 21011012
    gone = plain.outside.place_order(buyer=SHIPPED_BY_SELLER)
    plain.outside.ask_to_cancel(gone.id)
    assert mark(gone.id) == 21011041


def test_a_label_is_bought_and_the_parcel_handed_over_once(erp: Erp) -> None:
    order = erp.paid_order(2)
    offered = erp.call(lambda shop: shop.fulfillment.list_shipping_services(order.id))
    service = offered.shipping_services[1]
    bought = erp.call(
        lambda shop: shop.fulfillment.create_packages(
            ship_type="HANDOVER", order_id=order.id, shipping_service_id=service.id
        )
    )
    assert bought.shipping_service_info.price == service.price
    assert erp.order(order.id).status == "AWAITING_COLLECTION"
    slots = erp.call(lambda shop: shop.fulfillment.get_handover_slots(bought.package_id)).pickup_slots
    wish = {"start_time": slots[0].start_time, "end_time": slots[0].end_time}
    erp.call(lambda shop: shop.fulfillment.ship_package(bought.package_id, handover_method="PICKUP", pickup_slot=wish))
    package = erp.call(lambda shop: shop.fulfillment.get_package(bought.package_id))
    assert (package.handover_method, package.pickup_slot.start_time) == ("PICKUP", slots[0].start_time)
    assert refusal(erp, lambda shop: shop.fulfillment.ship_package(bought.package_id)) == 21011040
    again = refusal(erp, lambda shop: shop.fulfillment.create_packages(ship_type="HANDOVER", order_id=order.id))
    assert again == 21011006
    known = erp.call(lambda shop: shop.fulfillment.validate_tracking(package.tracking_number))
    assert known.is_tiktok_shipping is True


def test_a_label_may_be_for_a_part_of_an_order_or_for_several(plain: Erp) -> None:
    order = plain.paid_order(2)
    line = order.lines[0]["id"]
    part = plain.call(
        lambda shop: shop.fulfillment.create_packages(
            ship_type="HANDOVER", order_id=order.id, order_line_item=[{"order_line_id": line}]
        )
    )
    assert [one["package_id"] == part.package_id for one in order.lines] == [True, False]
    assert plain.order(order.id).status == "PARTIALLY_SHIPPING"
    both = [plain.paid_order().id, plain.paid_order().id]
    joined = plain.call(lambda shop: shop.fulfillment.create_packages(ship_type="HANDOVER", order_list_ids=both))
    package = plain.call(lambda shop: shop.fulfillment.get_package(joined.package_id))
    assert [one.id for one in package.orders] == both


def test_a_label_that_cannot_be_bought(plain: Erp) -> None:
    def buy(**wrong: Any) -> int | None:
        return refusal(plain, lambda shop: shop.fulfillment.create_packages(ship_type="HANDOVER", **wrong))

    assert buy(order_id="1") == 21001001
    assert buy(order_id=plain.paid_order().id, shipping_service_id="1") == 21011037
    assert buy(order_id=plain.paid_order(buyer=SHIPPED_BY_SELLER).id) == 21011046


def test_a_handover_is_booked_in_a_slot_that_is_offered(erp: Erp) -> None:
    order = erp.paid_order()
    slot = erp.call(lambda shop: shop.fulfillment.get_order_handover_slots(order.id)).pickup_slots[0]
    wish = {"start_time": slot.start_time, "end_time": slot.end_time}
    late = {**wish, "end_time": int(slot.end_time.timestamp()) + 1}

    def book(pickup_slot: Any) -> Callable[[Any], Any]:
        return lambda shop: shop.fulfillment.schedule_handover(
            order_id=order.id, handover_method="PICKUP", pickup_slot=pickup_slot
        )

    assert refusal(erp, book(late)) == 21011054
    booked = erp.call(book(wish))
    assert booked.tracking_number
    assert erp.order(order.id).status == "AWAITING_COLLECTION"


# Correcting


def test_a_wrong_number_is_corrected_but_not_for_ever(erp: Erp) -> None:
    order = erp.shipped_order()
    name = erp.package_of(order)

    def correct(number: str) -> Callable[[Any], Any]:
        return lambda shop: shop.fulfillment.update_shipping_info(name, **shipment(number))

    erp.call(correct("RIGHT00001"))
    assert erp.order(order.id).tracking_number == "RIGHT00001"
    erp.call(lambda shop: shop.fulfillment.update_order_shipping_info(order.id, **shipment("RIGHT00002")))
    erp.call(correct("RIGHT00003"))
    assert refusal(erp, correct("RIGHT00004")) == 21011049


def test_what_cannot_be_corrected(plain: Erp) -> None:
    def correct(order: Any) -> int | None:
        name = plain.package_of(order)
        return refusal(plain, lambda shop: shop.fulfillment.update_shipping_info(name, **shipment()))

    assert correct(plain.paid_order(buyer=SHIPPED_BY_SELLER)) == 21011042
    assert correct(plain.delivered_order()) == 21011004
    by_platform = plain.paid_order()
    plain.call(lambda shop: shop.fulfillment.ship_package(plain.package_of(by_platform)))
    assert correct(by_platform) == 21011043
    unknown = refusal(plain, lambda shop: shop.fulfillment.update_shipping_info("1", **shipment()))
    assert unknown == 21011001


# Splitting and combining


def test_an_order_is_split_and_each_part_travels_alone(erp: Erp) -> None:
    order = erp.paid_order(3)
    ids = [line["id"] for line in order.lines]
    [can] = erp.call(lambda shop: shop.fulfillment.get_split_attributes([order.id]))
    assert can.can_split is True
    groups = [{"id": "a", "order_line_item_ids": ids[:1]}, {"id": "b", "order_line_item_ids": ids[1:]}]
    made = erp.call(lambda shop: shop.fulfillment.split_order(order.id, splittable_groups=groups))
    assert [one.splittable_group_id for one in made] == ["a", "b"]
    erp.call(lambda shop: shop.fulfillment.ship_package(made[0].id))
    shown = erp.order(order.id)
    assert (shown.status, shown.split_or_combine_tag) == ("PARTIALLY_SHIPPING", "SPLIT")
    assert {package.id for package in shown.packages} == {one.id for one in made}


def test_an_order_that_cannot_be_split_so(plain: Erp) -> None:
    def split(order: Any, *line_ids: str) -> int | None:
        groups: Any = [{"id": "a", "order_line_item_ids": list(line_ids)}]
        return refusal(plain, lambda shop: shop.fulfillment.split_order(order.id, splittable_groups=groups))

    two, one = plain.paid_order(2), plain.paid_order()
    line_id = two.lines[0]["id"]
    assert split(two, "1") == split(two) == split(two, line_id, line_id) == 21011005
    assert split(one, one.lines[0]["id"]) == 21011035


def test_orders_of_one_buyer_are_combined_and_taken_apart_again(erp: Erp) -> None:
    first, second, other = erp.paid_order(), erp.paid_order(), erp.paid_order(buyer=2)
    offered = erp.call(lambda shop: shop.fulfillment.search_combinable_packages())
    assert [(one.id, one.order_ids) for one in offered] == [(erp.package_of(first), [first.id, second.id])]
    wrong = {"id": erp.package_of(other), "order_ids": [other.id, first.id]}
    right = {"id": offered[0].id, "order_ids": offered[0].order_ids}
    with pytest.raises(PartialFailure) as caught:
        erp.call(lambda shop: shop.fulfillment.combine_packages([right, wrong]))
    assert [(item.detail.package_id, item.code) for item in caught.value.items] == [(wrong["id"], 21011031)]
    [joined] = caught.value.result.packages
    assert joined.order_ids == [first.id, second.id]
    assert erp.package_of(first) == erp.package_of(second) == joined.id
    assert erp.call(lambda shop: shop.fulfillment.get_package(joined.id)).split_and_combine_tag == "COMBINE"
    apart = erp.call(lambda shop: shop.fulfillment.uncombine_package(joined.id, order_ids=[second.id]))
    assert sorted(one.order_ids for one in apart) == [[first.id], [second.id]]
    assert refusal(erp, lambda shop: shop.fulfillment.uncombine_package(joined.id)) == 21011028


def test_a_combined_package_ships_all_its_orders(plain: Erp) -> None:
    orders = [plain.paid_order(), plain.paid_order()]
    wish = {"id": plain.package_of(orders[0]), "order_ids": [order.id for order in orders]}
    [joined] = plain.call(lambda shop: shop.fulfillment.combine_packages([wish])).packages
    plain.call(lambda shop: shop.fulfillment.ship_package(joined.id))
    plain.clock.sleep(7 * HOUR)
    assert [plain.order(order.id).status for order in orders] == ["IN_TRANSIT"] * 2


# Finding, tracking, documents


def test_packages_are_found_by_status_and_time(erp: Erp) -> None:
    waiting, shipped = erp.paid_order(), erp.shipped_order()

    def find(**wanted: Any) -> list[str]:
        return [one.id for one in erp.call(lambda shop: shop.fulfillment.search_packages(**wanted))]

    names = [erp.package_of(waiting), erp.package_of(shipped)]
    assert sorted(find()) == sorted(names)
    assert find(package_status="PROCESSING") == names[:1]
    assert find(package_status="FULFILLING") == names[1:]
    before = int(erp.clock.wall())
    erp.clock.sleep(7 * HOUR)
    assert find(update_time_ge=before) == names[1:], "it was collected meanwhile"
    assert find(create_time_lt=int(erp.clock.wall()) - 10**6) == []
    assert find(sort_field="order_pay_time", sort_order="ASC", page_size=1) == names


def test_packages_of_seeded_orders_are_as_far_as_their_orders(new_caller: Any) -> None:
    caller = new_caller()
    pages = caller.call("POST", "/fulfillment/202309/packages/search", {"page_size": 50}, {}).data
    assert pages["total_count"] == len(caller.shop.orders)
    far = {"COMPLETED": ("DELIVERED", "COMPLETED"), "FULFILLING": ("AWAITING_COLLECTION", "IN_TRANSIT")}
    for package in pages["packages"]:
        order = caller.shop.orders[package["orders"][0]["id"]]
        assert order.status in far.get(package["status"], (order.status,))
    assert caller.call("POST", "/fulfillment/202309/packages/search", {"page_size": 51}, {}).code == 98001004


def test_tracking_tells_the_way_newest_first(erp: Erp) -> None:
    order = erp.shipped_order()
    erp.clock.sleep(4 * DAY)
    steps = erp.call(lambda shop: shop.fulfillment.get_tracking(order.id))
    assert [step.action_code for step in steps] == [60, 40, 10]
    times = [step.update_time_millis for step in steps]
    assert times == sorted(times, reverse=True)
    [parcel] = erp.call(lambda shop: shop.logistics.get_tracking(order.id)).logistics_details
    assert (parcel.newest_tracking_no, len(parcel.track_list)) == (f"SELF{order.id}", 3)


def test_the_sellers_own_people_report_deliveries(erp: Erp) -> None:
    first, second = erp.shipped_order(), erp.shipped_order()
    done, failed = erp.package_of(first), erp.package_of(second)
    wanted = [
        {"id": done, "delivery_type": "DELIVERY_SUCCESS"},
        {"id": failed, "delivery_type": "DELIVERY_FAILED", "fail_delivery_reason": "OTHER"},
        {"id": "1", "delivery_type": "DELIVERY_SUCCESS"},
    ]
    with pytest.raises(PartialFailure) as caught:
        erp.call(lambda shop: shop.fulfillment.update_delivery_status(wanted))
    assert [item.detail.package_id for item in caught.value.items] == ["1"]
    assert erp.order(first.id).status == "DELIVERED"
    assert erp.order(second.id).status == "AWAITING_COLLECTION"


def test_a_label_lies_on_the_sandboxs_own_host(erp: Erp) -> None:
    order = erp.paid_order()
    name = erp.package_of(order)

    def label(kind: str = "SHIPPING_LABEL") -> Callable[[Any], Any]:
        return lambda shop: shop.fulfillment.get_shipping_document(name, document_type=kind)

    assert refusal(erp, label()) == 21008043
    assert erp.call(label("PACKING_SLIP")).tracking_number == ""
    erp.call(lambda shop: shop.fulfillment.ship_package(name))
    found = erp.call(label())
    assert found.doc_url.startswith("http://127.0.0.1:1/")
    assert erp.go(lambda client: client.download(found.doc_url)).content.startswith(b"%PDF")


def test_warehouses_and_carriers(erp: Erp) -> None:
    warehouses = erp.call(lambda shop: shop.logistics.list_warehouses())
    assert [one.id for one in warehouses] == list(erp.shop.warehouses)
    options = erp.call(lambda shop: shop.logistics.list_delivery_options(warehouses[0].id))
    carriers = erp.call(lambda shop: shop.logistics.list_shipping_providers(options[0].id))
    assert USUAL_PROVIDER in {one.id for one in carriers}
    assert refusal(erp, lambda shop: shop.logistics.list_delivery_options("1")) == 12052097
    assert refusal(erp, lambda shop: shop.logistics.list_shipping_providers("1")) == 21008116


def test_invoices_of_unknown_packages_are_refused_one_by_one(plain: Erp) -> None:
    order = plain.paid_order()
    good = {"package_id": plain.package_of(order), "order_ids": [order.id], "file_type": "XML", "file": "<a/>"}
    with pytest.raises(PartialFailure) as caught:
        plain.call(lambda shop: shop.fulfillment.upload_invoices([good, {**good, "package_id": "1"}]))
    assert [item.detail.package_id for item in caught.value.items] == ["1"]
