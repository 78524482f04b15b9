"""What is stripped while an answer is read, and what the second net takes out of free-form values."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from typing import Any

import pytest

from tiktok_shop_sdk.core import sensitive
from tiktok_shop_sdk.core.net import clean, clean_text
from tiktok_shop_sdk.core.sensitive import (
    POLICY,
    POLICY_HASH,
    BuyerMedia,
    BuyerPhone,
    Kind,
    Margin,
    ShippingDocument,
    Stripped,
    Stripper,
    ThirdParty,
    released_kinds,
)
from tiktok_shop_sdk.models.base import Many, Model

PHONE = "+1 541 555 0142"


class Parcel(Model):
    phone: BuyerPhone = None
    pictures: BuyerMedia = None
    margin: Margin[Decimal] = None
    label: ShippingDocument[str] = None
    creators: ThirdParty[Many[str]] = None


@pytest.fixture(autouse=True)
def rebuilt() -> None:
    """What a field does is decided when its model is built: here and now, and not only when this file is read."""
    Parcel.model_rebuild(force=True)


FULL = {"phone": PHONE, "pictures": [{"url": PHONE}], "margin": "1.50", "label": PHONE, "creators": [PHONE]}


def read(values: dict[str, Any], stripper: Stripper) -> Parcel:
    return Parcel.model_validate_json(json.dumps(values), context=stripper)


# The policy.
def test_there_are_seventeen_kinds_each_with_one_rule_and_names_of_its_own() -> None:
    assert len(Kind) == 17
    assert [rule.kind for rule in POLICY] == list(Kind)
    names = [name for rule in POLICY for name in rule.names]
    assert len(names) == len(set(names))
    assert len(POLICY_HASH) == 16


@pytest.mark.parametrize(
    ("covers", "kinds"),
    [
        ((), set()),
        (("orders:read", "settlement:write"), set()),
        (("settlement:read",), {Kind.ORDER_PROFIT_MARGIN}),
        (("shipping_documents:read",), {Kind.SHIPPING_DOCUMENT}),
        (("affiliate:read",), {Kind.THIRD_PARTY_COMMERCIAL}),
        (("market:read", "orders:read"), {Kind.THIRD_PARTY_COMMERCIAL}),
    ],
)
def test_only_reading_a_class_releases_its_kind(covers: tuple[str, ...], kinds: set[Kind]) -> None:
    assert released_kinds(covers) == kinds


# Stripping while reading.
def test_nothing_is_released_without_a_purpose() -> None:
    stripper = Stripper()
    parcel = read(FULL, stripper)
    assert PHONE not in repr(parcel) + parcel.model_dump_json() + repr(parcel.to_dict())
    assert sum(stripper.stripped.values()) == 5
    assert not stripper.passed
    assert parcel.margin == Stripped(Kind.ORDER_PROFIT_MARGIN)
    assert parcel.to_dict() == {}
    assert parcel.model_dump()["margin"] == "<stripped: order_profit_margin>"
    assert Parcel().model_dump() == dict.fromkeys(Parcel.model_fields)


def test_a_purpose_releases_its_kinds_and_each_release_is_counted() -> None:
    covered = released_kinds(["settlement:read", "shipping_documents:read", "affiliate:read"])
    stripper = Stripper(covered)
    parcel = read({**FULL, "label": "https://label.test"}, stripper)
    assert (parcel.margin, parcel.label, parcel.creators) == (Decimal("1.50"), "https://label.test", [PHONE])
    assert isinstance(parcel.phone, Stripped) and isinstance(parcel.pictures, Stripped)
    assert stripper.passed == dict.fromkeys(covered, 1)
    assert stripper.stripped == {Kind.BUYER_PHONE: 1, Kind.BUYER_MEDIA: 1}
    assert json.loads(parcel.model_dump_json())["margin"] == "1.50"
    assert parcel.model_dump()["phone"] == "<stripped: buyer_phone>"


@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_an_empty_value_was_no_value_and_is_not_counted(nothing: Any) -> None:
    stripper = Stripper()
    assert stripper.take(Kind.BUYER_PHONE, nothing) is None
    assert read({"phone": nothing, "margin": nothing}, stripper) == Parcel()
    released = Stripper(frozenset({Kind.THIRD_PARTY_COMMERCIAL}))
    assert not read({"creators": [] if nothing == [] else None}, released).creators
    assert not stripper.stripped and not released.passed


def test_false_and_zero_are_values() -> None:
    stripper = Stripper()
    read({"phone": 0, "pictures": False}, stripper)
    for value in (0, False):
        assert stripper.take(Kind.BUYER_PHONE, value) == Stripped(Kind.BUYER_PHONE)
    assert stripper.stripped == {Kind.BUYER_PHONE: 3, Kind.BUYER_MEDIA: 1}


def test_every_value_of_an_answer_is_counted() -> None:
    stripper = Stripper(released_kinds(["settlement:read"]))
    for _ in range(3):
        read({"phone": PHONE, "margin": "1.50"}, stripper)
    assert (stripper.stripped, stripper.passed) == ({Kind.BUYER_PHONE: 3}, {Kind.ORDER_PROFIT_MARGIN: 3})


def test_without_a_stripper_everything_is_stripped() -> None:
    parcel = Parcel.model_validate(FULL)
    assert PHONE not in repr(parcel)


def test_a_stripped_model_can_be_read_again_from_its_parts() -> None:
    parcel = Parcel.model_validate(FULL)
    stripper = Stripper()
    again = Parcel.model_validate({name: getattr(parcel, name) for name in Parcel.model_fields}, context=stripper)
    assert again == parcel
    assert not stripper.stripped  # nothing is stripped twice


def test_a_stripped_value_is_false_says_its_kind_and_stays_what_it_is() -> None:
    value = Stripped(Kind.BUYER_PHONE)
    assert not value
    assert repr(value) == "<stripped: buyer_phone>"
    for again in (copy.deepcopy(value), pickle.loads(pickle.dumps(value))):  # noqa: S301
        assert again == value and hash(again) == hash(value)
    assert value != Stripped(Kind.BUYER_NAME) and value != "buyer_phone"


# The second net: names.
SPELLINGS = [
    "buyer_phone",
    "buyerPhone",
    "BuyerPhone",
    "BUYER-PHONE",
    "buyer.phone",
    "Buyer Phone",
    "ｂｕｙｅｒ＿ｐｈｏｎｅ",
    "buyer\u200b_ph\u200cone\ufeff",
    "bu\u00adyer_phone",
]


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_name_is_known_in_every_spelling(name: str) -> None:
    stripper = Stripper()
    assert clean({name: PHONE, "id": "1"}, stripper) == {"id": "1"}
    assert stripper.stripped == {Kind.BUYER_PHONE: 1}


@pytest.mark.parametrize("name", ["id", "status", "phone_model_name", "total_amount", ""])
def test_other_names_are_none_of_the_kinds(name: str) -> None:
    assert clean({name: "555"}, Stripper()) == {name: "555"}


def shapes(name: str) -> dict[str, Any]:
    flat = json.dumps({name: PHONE, "id": "1"})
    return {
        "nested": {"a": [{"b": {name: PHONE}}]},
        "tuple": ({name: PHONE},),
        "json in a text": {"extra": flat},
        "json in json in a text": {"extra": json.dumps({"more": json.dumps([flat])})},
        "json encoded twice": {"extra": json.dumps(flat)},
        "json after a mark and blanks": {"extra": "\ufeff\n " + flat},
        "json cut off": {"extra": flat[:-9]},
        "name and value": [{"name": name, "value": PHONE}],
        "key and value": [{"Key": name, "Value": PHONE, "more": PHONE}],
        "field and value": {"field": name, "value": {"deep": PHONE}},
        "pairs": [["id", "1"], [name, PHONE]],
        "pairs in a text": json.dumps([[name, PHONE]]),
        "too deep": nested({"a": PHONE}, 200),
        "a text too deep": '{"a":' * 5000 + json.dumps(PHONE) + "}" * 5000,
        "a text far too deep": "[" * 100_000 + json.dumps(PHONE),
    }


def nested(value: Any, depth: int) -> Any:
    for _ in range(depth):
        value = {"a": value}
    return value


@pytest.mark.parametrize("name", ["buyer_phone", "buyerPhone", "ｂｕｙｅｒ＿ｐｈｏｎｅ", "buyer\u200b_phone"])
@pytest.mark.parametrize("shape", shapes(""))
def test_the_second_net_finds_a_value_in_every_shape(shape: str, name: str) -> None:
    cleaned = clean(shapes(name)[shape], Stripper())
    assert "541" not in json.dumps(cleaned, ensure_ascii=False)


def test_what_is_wanted_passes_the_second_net_unchanged() -> None:
    wanted = {
        "id": "576800000000000101",
        "sku": {"seller_sku": "TEE-BLK-M", "quantity": 40, "price": "19.90", "active": True, "gone": None},
        "attributes": [{"name": "Colour", "value": "黑色"}, {"name": "Size"}],
        "range": ["a", "b"],
        "title": '"Sample" tee [new]',
        "size": '"M"',
    }
    stripper = Stripper()
    assert clean(wanted, stripper) == wanted
    assert not stripper.stripped


def test_credentials_are_dropped_and_are_no_kind() -> None:
    stripper = Stripper()
    assert clean({"access_token": "a", "shopCipher": "b", "APP-SECRET": "c", "id": "1"}, stripper) == {"id": "1"}
    assert not stripper.stripped


# The second net: words.
@pytest.mark.parametrize(
    "value",
    [
        PHONE,
        "(+1)541***0142",
        "5415550142",
        "５４１５５５０１４２",
        "541\u200b555\u200b0142",
        "avery.ex@example.com",
        "avery\u200b.ex@example.com",
        "avery.ex＠example.com",
        "https://p16.example-cdn.test/a.jpeg?token=abc",
        "TTP_exampleAccessToken0001",
        "576800000000000101",
        '"Avery Example"',
        "'Avery'",
        "“Avery Example”",
        "`张三`",
        "'app_key' is 'Avery'",
        "'app_key' and '张三' and 'sign'",
        "'Avery Example",
    ],
)
def test_identifying_words_are_taken_out_of_a_text(value: str) -> None:
    shown = clean_text(f"The value {value} is refused")
    for part in ("541", "0142", "avery", "Avery", "Example", "example", "张三", "TTP_", "5768"):
        assert part not in shown
    assert "The value" in shown


def test_what_is_taken_out_leaves_a_mark() -> None:
    assert clean_text("The value 'Avery' of a@b.example is refused") == "The value … of … is refused"


def test_field_names_words_and_reasons_stay() -> None:
    for text in (
        "Invalid 'page_size' query parameter.",
        "'skus[0].price.amount' must be one of 'LOW', 'HIGH' or `NONE_1`",
        "Quantity outside the allowed limits: 0 to 99999.",
        "数量超出限制",
    ):
        assert clean_text(text) == text


def test_control_characters_and_length_are_tamed() -> None:
    assert clean_text("a\nb\x1b[31mc\u2028d") == "a b [31mc d"
    assert 200 < len(clean_text("word " * 1000)) <= 240


def test_a_text_of_any_length_is_cleaned_at_once_and_not_cut_within_a_value() -> None:
    assert clean_text("x" * 1_000_000) == ""
    assert "avery" not in clean_text(f"{'“long word” ' * 166} avery.ex@example.com")


def test_the_table_stands_once() -> None:
    assert sensitive._STRIPPED.keys() == set(Kind)
