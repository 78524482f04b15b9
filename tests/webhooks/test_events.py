"""The 43 events agree with the catalogue, both ways: nothing missing, nothing invented, nothing sensitive let in."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from tests.facts.answers import answer_differences, declared, kind_of, told
from tests.facts.catalogue import Facts, is_time, item_of
from tests.facts.marked import RELEASABLE, marked_answer
from tests.webhooks.conftest import BODIES, SHOP
from tiktok_shop_sdk.core.sensitive import Kind, Stripped
from tiktok_shop_sdk.models.base import Model
from tiktok_shop_sdk.webhooks import (
    EVENTS,
    AffiliateMessageReceived,
    Event,
    ImageTranslationCompleted,
    InventoryChanged,
    McfOrderStatusChanged,
    MessageReceived,
    OrderStatusChanged,
    ProductAuditStatusChanged,
    ReverseStatusUpdated,
    RmaStatusUpdated,
    SampleApplicationStatusChanged,
    UnknownEvent,
)
from tiktok_shop_sdk.webhooks.reading import Delivery, Reading, packed, read, unpacked

FACTS: Facts = yaml.safe_load((Path(__file__).parents[1] / "facts" / "webhooks.yaml").read_text())
ENVELOPE = set(Event.model_fields)
every_event = pytest.mark.parametrize("facts", FACTS["events"], ids=lambda facts: facts["name"])

# Where an event means to differ from the catalogue, and why.
MEANT = {
    (37, "data.integrated_platform_statuses: type"): "a list in `products.search`; a lone object is a list of one",
    (68, "data.occurred_at: type"): "a time, told in ISO 8601",
    (68, "data.change_detail[].occurred_at: type"): "a time, as the event's own",
}


def declaration(number: int) -> Any:
    """An event as the facts' own test reads operations."""
    return SimpleNamespace(hints={"return": EVENTS[number]}, terms=SimpleNamespace(answer=""))


@cache
def as_operation(number: int) -> Facts:
    (facts,) = (facts for facts in FACTS["events"] if facts["type"] == number)
    return {"response": facts["data"], "family": facts["group"], "path": ""}


def reading(body: Any, released: frozenset[Kind] = frozenset()) -> Reading:
    delivery = Delivery.opened(body if isinstance(body, bytes) else json.dumps(body).encode())
    assert delivery is not None
    return read(delivery, account=None, released=released)


def event(number: int, **data: Any) -> Any:
    found = reading({"type": number, "timestamp": 1, "data": data})
    assert found.misfits == ()
    return found.event


def said(event: Event) -> str:
    return f"{event!r} {event.to_dict()!r} {event.model_dump_json()} {packed(event, frozenset())}"


# Against the catalogue.
def test_every_event_of_the_catalogue_has_a_class_and_no_other() -> None:
    assert {facts["type"]: facts["name"] for facts in FACTS["events"]} == {n: e.name for n, e in EVENTS.items()}
    assert len(EVENTS) == FACTS["event_count"] == 43


@every_event
def test_each_class_agrees_with_the_catalogue(facts: Facts) -> None:
    if facts["source"] == "uncertain":
        assert set(EVENTS[facts["type"]].model_fields) - ENVELOPE == {"data"}
        return
    found = {
        (facts["type"], one.where): str(one)
        for one in answer_differences(declaration(facts["type"]), as_operation(facts["type"]))
    }
    meant = {key for key in MEANT if key[0] == facts["type"]}
    assert not [found[key] for key in found.keys() - meant]
    assert not meant - found.keys(), "excused, and not there"


def test_no_class_declares_a_field_that_no_event_of_the_catalogue_has() -> None:
    # What is reached through a list that the catalogue calls an object is told all the same.
    mine, theirs = set[tuple[str, str]](), {("PlatformStatus", "platform"), ("PlatformStatus", "status")}
    for number in EVENTS.keys() - {2}:
        mine |= {
            (model, name)
            for model, name in declared(declaration(number))
            if model != EVENTS[number].__name__ or name not in ENVELOPE
        }
        theirs |= told(declaration(number), as_operation(number))
    assert mine - theirs == set()


@every_event
def test_what_the_catalogue_is_unsure_of_says_so(facts: Facts) -> None:
    unsure = facts["source"] == "uncertain" or any("unconfirmed" in note for note in facts.get("notes") or ())
    assert ("Uncertain:" in (EVENTS[facts["type"]].__doc__ or "")) == unsure


@every_event
@pytest.mark.parametrize("released", [frozenset(), RELEASABLE], ids=["nothing released", "all released"])
def test_what_is_sensitive_stays_out_and_everything_else_arrives(facts: Facts, released: frozenset[Kind]) -> None:
    marked = marked_answer(as_operation(facts["type"]))
    if facts["type"] == 68:
        for times in (marked.data, *marked.data["change_detail"]):
            times["occurred_at"] = "2026-05-01T01:02:03.123456789Z"
        marked.kept = {path: mark for path, mark in marked.kept.items() if not path.endswith("occurred_at")}
    identity = {facts["identity"]: "7495000000000000001"}
    found = reading({"type": facts["type"], "timestamp": 1_770_000_000, **identity, "data": marked.data}, released)
    assert found.misfits == ()
    assert type(found.event) is EVENTS[facts["type"]]
    text = said(found.event)
    assert not [path for path, mark in marked.kept.items() if mark not in text]
    assert not [path for path, (mark, kind) in marked.stripped.items() if (mark in text) != (kind in released)]
    assert sum(found.stripper.stripped.values()) == sum(kind not in released for _, kind in marked.stripped.values())
    assert sum(found.stripper.passed.values()) == sum(kind in released for _, kind in marked.stripped.values())
    if facts["identity"] in ENVELOPE:
        assert getattr(found.event, facts["identity"]) == SHOP


# The fixtures.
def leaves(value: Any, entry: Facts) -> Any:
    """Each leaf of a payload with its entry in the catalogue."""
    item = item_of(entry)
    if item is not None:
        return [found for each in value for found in leaves(each, item)]
    if entry["type"] == "object":
        inner = {field["name"]: field for field in entry["fields"]}
        return [found for name, each in value.items() for found in leaves(each, inner[name])]
    return [(value, entry)]


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.name)
def test_every_fixture_arrives_as_it_is_but_for_what_is_sensitive(path: Path) -> None:
    given = json.loads(path.read_text())
    body = given["body"]
    found = reading(given["raw_body"].encode())
    assert found.misfits == ()
    assert f"webhook.{found.event.name}.json" == path.name
    assert found.event.notification_id == body["tts_notification_id"]
    assert found.event.timestamp == datetime.fromtimestamp(body["timestamp"], UTC)
    assert {found.event.shop_id, found.event.creator_open_id} == {body.get("shop_id"), body.get("creator_open_id")}
    text = said(found.event)
    whole = {"name": "data", "type": "object", "fields": as_operation(body["type"])["response"]}
    for value, entry in leaves(body["data"], whole):
        if kind_of(entry, market=False) is not None:
            assert str(value) not in text
            assert "hello" not in text
        elif is_time(entry["name"]):
            assert datetime.fromtimestamp(int(value), UTC).isoformat() in text
        else:
            assert str(value) in text


def test_the_fixtures_hold_something_to_strip() -> None:
    (path,) = (path for path in BODIES if "new_message" in path.name)
    found = reading(json.loads(path.read_text())["raw_body"].encode())
    message = found.event
    assert isinstance(message, MessageReceived)
    assert message.content == Stripped(Kind.BUYER_CONVERSATION)
    assert message.sender is not None and message.sender.im_user_id == Stripped(Kind.BUYER_ACCOUNT_ID)
    assert message.sender.role == "BUYER" and message.type == "TEXT"
    assert found.counts == {"buyer_conversation": 1, "buyer_account_id": 1}


# What is sensitive, wherever it is planted.
PHONE = "+1 541 555 0142"


@every_event
def test_what_nobody_declared_stays_out(facts: Facts) -> None:
    if facts["source"] == "uncertain":
        return
    planted = dict.fromkeys(("phone", "buyer_phone", "PHONE", "note", "data2", "extra"), PHONE)
    data = {**marked_answer(as_operation(facts["type"])).data, **planted, "deep": {"list": [planted]}}
    envelope = {"type": facts["type"], "timestamp": 1, "buyer": PHONE, "data": data}
    assert PHONE not in said(reading(envelope).event)


def test_an_unknown_event_is_read_by_the_second_net() -> None:
    data = {
        "buyer_phone": PHONE,
        "Buyer-Phone": PHONE,
        "nested": json.dumps({"phone_number": PHONE, "order_id": "5768"}),
        "pairs": [{"name": "phone", "value": PHONE}, ["phone", PHONE]],
        "access_token": PHONE,
        "order_id": "5768000",
    }
    found = reading({"type": 99, "tts_notification_id": "n", "shop_id": SHOP, "timestamp": 1, "data": data})
    unknown = found.event
    assert isinstance(unknown, UnknownEvent)
    assert (unknown.type, unknown.shop_id, unknown.data["order_id"]) == (99, SHOP, "5768000")
    assert PHONE not in said(unknown)
    assert found.counts["buyer_phone"] == 5


def test_the_old_event_whose_fields_nobody_knows_is_read_by_the_second_net() -> None:
    old = event(2, order_id="5768", buyer_phone=PHONE)
    assert isinstance(old, ReverseStatusUpdated)
    assert old.data == {"order_id": "5768"}


@pytest.mark.parametrize("data", [None, [], "text", 7, True, [PHONE], {}])
def test_data_of_another_shape_never_comes_in(data: Any) -> None:
    found = reading({"type": 14, "shop_id": SHOP, "timestamp": 1, "data": data})
    assert isinstance(found.event, MessageReceived)
    assert found.event.shop_id == SHOP
    assert PHONE not in said(found.event)
    assert found.misfits == (() if data in (None, {}) else ("data",))


def test_what_does_not_fit_is_left_out_and_the_rest_arrives() -> None:
    body = {
        "type": 1,
        "tts_notification_id": "n1",
        "timestamp": {PHONE: PHONE},
        "shop_id": SHOP,
        "data": {"order_id": [PHONE], "order_status": "CANCEL", "is_on_hold_order": PHONE, "update_time": PHONE},
    }
    found = reading(body)
    changed = found.event
    assert isinstance(changed, OrderStatusChanged)
    assert (changed.order_status, changed.shop_id, changed.notification_id) == ("CANCEL", SHOP, "n1")
    assert set(found.misfits) == {"order_id", "is_on_hold_order", "update_time", "timestamp"}
    assert PHONE not in f"{found} {said(changed)}"


def test_data_cannot_speak_for_the_envelope() -> None:
    forged = dict.fromkeys(ENVELOPE - {"timestamp"}, "forged")
    changed = event(1, **forged, order_id="1")
    assert [getattr(changed, name) for name in forged] == [None] * len(forged)


# Quirks.
def test_a_cancelled_order_says_cancel_here() -> None:
    assert event(1, order_status="CANCEL").order_status == "CANCEL"
    assert event(1, order_status="A_LATER_WORD").order_status == "A_LATER_WORD"


@pytest.mark.parametrize("number", [5, 16, 37, 66])
def test_ids_are_texts_whether_they_come_as_texts_or_as_numbers(number: int) -> None:
    assert event(number, product_id=1729900000000000100).product_id == "1729900000000000100"
    assert event(number, product_id="1729900000000000100").product_id == "1729900000000000100"


@pytest.mark.parametrize("spelled", [1_780_492_200, "1780492200"])
def test_times_are_times_whether_they_come_as_numbers_or_as_texts(spelled: Any) -> None:
    moment = datetime.fromtimestamp(1_780_492_200, UTC)
    assert event(7, expiration_time=spelled).expiration_time == moment
    assert event(33, create_time=spelled).create_time == moment
    assert event(1, update_time=spelled).update_time == moment


@pytest.mark.parametrize("name", ["pre_approved_reasons", "pre_approved_reason"])
@pytest.mark.parametrize("reasons", [["KYC_PENDING"], "KYC_PENDING"])
def test_both_spellings_of_the_reasons_are_read(name: str, reasons: Any) -> None:
    changed = event(37, audit={name: reasons}, integrated_platform_statuses={"platform": "TOKOPEDIA"})
    assert isinstance(changed, ProductAuditStatusChanged) and changed.audit is not None
    assert changed.audit.pre_approved_reasons == ["KYC_PENDING"]
    assert changed.integrated_platform_statuses[0].platform == "TOKOPEDIA"


def test_other_names_of_the_samples_are_read() -> None:
    translated = event(46, translation_task={"target_lang": "de-DE"})
    assert isinstance(translated, ImageTranslationCompleted) and translated.translation_task is not None
    assert translated.translation_task.target_language == "de-DE"
    rma = event(65, rma_request_create_time=1_780_492_200, rma_request_update_time=1_780_492_201)
    assert isinstance(rma, RmaStatusUpdated) and rma.rma_create_time is not None and rma.rma_update_time is not None


def test_a_lone_consignment_is_a_list_of_one() -> None:
    moved = event(
        58, mcf_order={"consign_orders": {"id": "1", "tracking_number": "T1", "goods": {"id": 2, "quantity": 3}}}
    )
    assert isinstance(moved, McfOrderStatusChanged) and moved.mcf_order is not None
    (consigned,) = moved.mcf_order.consign_orders
    assert (consigned.tracking_number, consigned.goods[0].id, consigned.goods[0].quantity) == ("T1", "2", 3)


def test_a_stock_change_is_read_with_and_without_an_envelope() -> None:
    data = {"event_id": "e1", "occurred_at": "2026-05-01T01:02:03.123456789Z", "sku_id": 17, "change_detail": []}
    bare = reading(data).event
    wrapped = event(68, **data)
    for changed in (bare, wrapped):
        assert isinstance(changed, InventoryChanged)
        assert (changed.event_id, changed.sku_id) == ("e1", "17")
        assert changed.occurred_at == datetime(2026, 5, 1, 1, 2, 3, 123456, tzinfo=UTC)


def test_lists_may_be_null_or_missing() -> None:
    assert event(36, order_ids=None).order_ids == [] == event(36).order_ids


# What is no event.
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"1",
        b"{}",
        b'{"type":null}',
        b'{"type":true}',
        b'{"type":-1}',
        b'{"type":1.5}',
        b'{"type":"one"}',
        b'{"type":"\xef\xbc\x91"}',
        b'{"type":1e3}',
        b'{"type":99999999999999999999999}',
        b'{"type":1,"data":{"order_id":"\xff\xfe"}}',
        b'{"type":1,"data":{"order_id":"\\ud800"}}',
        b'{"type":1,"timestamp":NaN}',
        b'{"type":1,"data":{"x":' + b"[" * 63 + b"]" * 63 + b"}}",
        b'{"type":1,"data":{"x":18446744073709551616}}',
        b'{"type":1} trailing',
        b"\xef\xbb\xbf" + b'{"type":1}',
        '{"type":1}'.encode("utf-16"),
        b'{"type":1,"data":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=lambda body: repr(body[:40]),
)
def test_what_is_no_event_is_none(body: bytes) -> None:
    assert Delivery.opened(body) is None


def test_the_last_of_duplicate_keys_counts_and_the_first_leaves_no_trace() -> None:
    found = reading(b'{"type":14,"type":1,"data":{"order_id":"a","order_id":"b","content":"hello"}}').event
    assert isinstance(found, OrderStatusChanged)
    assert found.order_id == "b"
    assert "hello" not in said(found)


def test_a_type_may_be_a_text() -> None:
    assert type(reading({"type": "14"}).event) is MessageReceived


# The inbox's text.
@every_event
@pytest.mark.parametrize("released", [frozenset(), RELEASABLE], ids=["nothing released", "all released"])
def test_an_event_comes_out_of_the_inbox_as_it_went_in(facts: Facts, released: frozenset[Kind]) -> None:
    body = {"type": facts["type"], "timestamp": 1, "data": marked_answer(as_operation(facts["type"])).data}
    if facts["type"] == 68:
        body["data"] = {"occurred_at": "2026-05-01T01:02:03Z", "sku_id": "1"}
    kept = reading(body, released).event
    again = unpacked(packed(kept, released), lambda account: released)
    assert (type(again), again) == (type(kept), kept)


def test_an_unknown_event_comes_out_of_the_inbox_as_it_went_in() -> None:
    kept = reading({"type": 99, "shop_id": SHOP, "data": {"a": [1, "x"]}}).event
    assert unpacked(packed(kept, frozenset()), lambda account: frozenset()) == kept


def test_a_kind_that_the_purpose_no_longer_releases_does_not_come_out_of_the_inbox() -> None:
    applied = reading({"type": 56, "data": {"creator": {"creator_open_id": "creator-1"}}}, RELEASABLE).event
    text = packed(applied, RELEASABLE)
    assert "creator-1" in repr(unpacked(text, lambda account: RELEASABLE))  # the control
    later = unpacked(text, lambda account: frozenset())
    assert isinstance(later, SampleApplicationStatusChanged) and later.creator is not None
    assert later.creator.creator_open_id == Stripped(Kind.THIRD_PARTY_COMMERCIAL)


def test_a_purpose_that_came_later_does_not_make_a_value_of_what_was_stripped() -> None:
    written = event(33, sender={"sender_im_user_id": "creator-1"})
    text = packed(written, frozenset())
    later = unpacked(text, lambda account: RELEASABLE)
    assert isinstance(later, AffiliateMessageReceived) and later.sender is not None
    assert later.sender.sender_im_user_id == Stripped(Kind.THIRD_PARTY_COMMERCIAL)


def test_an_event_of_a_class_that_is_gone_comes_out_as_unknown() -> None:
    kept = json.loads(packed(event(1, order_id="1"), frozenset()))
    gone = unpacked(json.dumps({**kept, "number": 4711}), lambda account: frozenset())
    assert isinstance(gone, UnknownEvent) and gone.type == 4711


def test_every_event_says_in_its_docstring_what_happened() -> None:
    for kind in EVENTS.values():
        assert kind.__doc__ and kind.__doc__ != Event.__doc__
        assert re.match(r"[A-Z]", kind.__doc__)
        assert issubclass(kind, Model)
