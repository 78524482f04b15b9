"""The second net over every shape in which a value travels: what a sensitive name carries never passes."""

from __future__ import annotations

import base64
import csv
import gzip
import html
import io
import json
import os
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from tiktok_shop_sdk.core.net import MAX_DEPTH, clean, misfit
from tiktok_shop_sdk.core.net_names import CREDENTIAL, carried_by
from tiktok_shop_sdk.core.raw import FreeForm
from tiktok_shop_sdk.core.sensitive import POLICY, Kind, Stripper

MARK = "Zq7Avery"  # in every planted value, and nowhere else
EXAMPLES = int(os.environ.get("NET_EXAMPLES", "2000"))
NAMES = [name for rule in POLICY for name in rule.names]


# Names.
def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.title() for word in others)


def full_width(name: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in name)


def homoglyphs(name: str) -> str:
    return name.translate(str.maketrans("aceopi", "асеорі"))


SPELLINGS = {
    "as it is": str,
    "upper": str.upper,
    "camel": camel,
    "pascal": lambda name: camel(name)[:1].upper() + camel(name)[1:],
    "kebab": lambda name: name.replace("_", "-"),
    "dotted": lambda name: name.replace("_", "."),
    "spaced": lambda name: name.replace("_", " ").title(),
    "full width": full_width,
    "zero width": lambda name: "\u200b".join(name),
    "soft hyphens": lambda name: name[:2] + "\u00ad" + name[2:],
    "homoglyphs": homoglyphs,
    "escaped": lambda name: f"\\u{ord(name[0]):04x}{name[1:]}",
    "escaped in Python": lambda name: f"\\x{ord(name[0]):02x}{name[1:]}",
    "escaped at length": lambda name: f"{name[:2]}\\U{0xAD:08x}{name[2:]}",
    "percent": lambda name: f"%{ord(name[0]):02X}{name[1:]}",
    "accents": lambda name: name.replace("o", "ó").replace("e", "é"),
    "prefixed": lambda name: f"order.{name}",
    "masked": lambda name: f"{name}_masked",
    "numbered": lambda name: f"{name}2",
    "plural": lambda name: name if name.endswith("s") else f"{name}s",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_name_of_the_table_is_known_in_every_spelling(spelling: str) -> None:
    for rule in POLICY:
        for name in rule.names:
            assert carried_by(SPELLINGS[spelling](name)) == rule.kind, name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("手机号", Kind.BUYER_PHONE),
        ("電話番号", Kind.BUYER_PHONE),
        ("Teléfono", Kind.BUYER_PHONE),
        ("Số điện thoại", Kind.BUYER_PHONE),
        ("โทรศัพท์", Kind.BUYER_PHONE),
        ("телефон", Kind.BUYER_PHONE),
        ("收货地址", Kind.BUYER_ADDRESS),
        ("endereço", Kind.BUYER_ADDRESS),
        ("姓名", Kind.BUYER_NAME),
        ("correo electrónico", Kind.BUYER_EMAIL),
        ("customer_name", Kind.BUYER_NAME),
        ("recipient", Kind.BUYER_PROFILE),
        ("receiverMobile", Kind.BUYER_PHONE),
        ("buyer_info", Kind.BUYER_PROFILE),
        ("consigneeCity", Kind.BUYER_ADDRESS),
        ("buyer_id", Kind.BUYER_ACCOUNT_ID),
        ("customer_addresses", Kind.BUYER_ADDRESS),
        ("access-token", CREDENTIAL),
        ("bırthday", Kind.DEMOGRAPHICS_SPECIAL),
        ("号_рhоne", Kind.BUYER_PHONE),
    ],
)
def test_other_words_for_the_same_are_known(name: str, kind: Any) -> None:
    assert carried_by(name) == kind


@pytest.mark.parametrize(
    "name",
    ["id", "order_id", "product_name", "seller_sku", "page", "shipping_provider", "iPhone", "headphone", "package_id",
     "warehouse_address", "webhook_address", "create_time", "buyer_total", "标题", "цена", "", "_", "x" * 500],
)  # fmt: skip
def test_other_names_stay(name: str) -> None:
    assert carried_by(name) is None


# Shapes: how a name and its value travel inside one free-form value.
def table(separator: str) -> Any:
    def write(name: str, value: str) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=separator).writerows([["id", name, "total"], ["1", value, "9.90"]])
        return out.getvalue()

    return write


STRUCTURES: dict[str, Any] = {
    "map": lambda n, v: {n: v, "id": "1"},
    "number": lambda n, v: {n: 5415550142},
    "name and value": lambda n, v: {"name": n, "value": v},
    "field name and field value": lambda n, v: {"field_name": n, "fieldValue": v, "id": "1"},
    "label and text": lambda n, v: {"label": n, "text": {"deep": [v]}},
    "pair": lambda n, v: [n, v],
    "pair with a number": lambda n, v: [n, 5415550142],
    "pair with a map": lambda n, v: [n, {"x": v}],
    "a name and anything": lambda n, v: {"name": n, "x": v},
    "a text of json in a list": lambda n, v: ["", json.dumps({n: v, "id": "1"})],
    "pairs": lambda n, v: [["id", "1"], [n, v]],
    "pairs, first": lambda n, v: [[n, v], ["id", "1"]],
    "names and values in one line": lambda n, v: ["id", "1", n, v],
    "value first": lambda n, v: [v, n],
    "columns and rows": lambda n, v: {"columns": ["id", n, "total"], "rows": [["1", v, "9.90"]]},
    "columns of maps that hold more": lambda n, v: {"columns": [{"name": n, "x": v}, {"name": "id"}], "rows": [[v, 1]]},
    "value first, beside rows": lambda n, v: [[v, n], ["1", "2"]],
    "names and values, beside rows": lambda n, v: {"a": ["id", "1", n, v], "b": [[1, 2, 3, 4]], "c": [1]},
    "columns of maps": lambda n, v: {"columns": [{"name": "id"}, {"name": n}], "rows": [["1", v]]},
    "columns and one row": lambda n, v: {"header": ["id", n], "row": ["1", v]},
    "head and rows": lambda n, v: [["id", n, "total"], ["1", v, "9.90"], ["2", v, "1"]],
    "column of values": lambda n, v: {n: [v, v], "id": ["1", "2"]},
    "duplicate keys": lambda n, v: f'{{"{n}": 1, "{n}": "{v}"}}',
}
TEXTS: dict[str, Any] = {
    "json": lambda n, v: json.dumps({n: v}),
    "json, escaped": lambda n, v: json.dumps({"a": n, "b": 1}).replace('"a": ', "").replace(', "b": 1', f': "{v}"'),
    "json in json": lambda n, v: json.dumps({"x": json.dumps({n: v})}),
    "json in json in json": lambda n, v: json.dumps(json.dumps({"x": json.dumps([{n: v}])})),
    "ndjson": lambda n, v: '{"id": 1}\n' + json.dumps({n: v}) + "\n",
    "json cut off": lambda n, v: json.dumps({n: v})[:-2],
    "python": lambda n, v: repr({n: v}),
    "form": lambda n, v: urlencode({"id": "1", n: v}),
    "form, escaped twice": lambda n, v: quote(urlencode({n: v})),
    "csv": table(","),
    "semicolons": table(";"),
    "tabs": table("\t"),
    "xml": lambda n, v: f"<order><{n}>{v}</{n}></order>",
    "attribute": lambda n, v: f"<order {n}='{v}'/>",
    "html": lambda n, v: f"<tr><td>{n}</td><td>{v}</td></tr>",
    "html, escaped": lambda n, v: html.escape(f"<p><b>{n}</b>{v}</p>"),
    "a line": lambda n, v: f"Please note the {n}: {v}",
    "yaml": lambda n, v: f"id: 1\n{n}: {v}\n",
    "with a mark": lambda n, v: "\ufeff" + json.dumps({n: v}),
    "data link": lambda n, v: "data:text/plain;base64," + base64.b64encode(v.encode()).decode(),
}
PACKED: dict[str, Any] = {
    "base64": lambda raw: base64.b64encode(raw),
    "base64 for addresses": lambda raw: base64.urlsafe_b64encode(raw).rstrip(b"="),
    "base64 twice": lambda raw: base64.b64encode(base64.b64encode(raw)),
    "gzip in base64": lambda raw: base64.b64encode(gzip.compress(raw)),
    "zlib in base64": lambda raw: base64.b64encode(zlib.compress(raw)),
    "hex": lambda raw: raw.hex().encode(),
}
VALUE = f"{MARK} 541 555 0142"


def leaked(value: Any) -> bool:
    """Whether the mark or a planted number can be read in a value, packed or not."""
    text = json.dumps(value, ensure_ascii=False)
    tails = ("5415550142", "541 555", "541+555", "541%20555", "541%2B555")
    parts = [MARK, MARK.encode().hex(), *tails]
    packed = [base64.b64encode(b" " * pad + MARK.encode())[4 * bool(pad) : -4].decode() for pad in range(3)]
    return any(part in text for part in (*parts, *packed))


def shapes(name: str) -> dict[str, Any]:
    texts = {shape: write(name, VALUE) for shape, write in TEXTS.items()}
    packed = {
        f"{shape}, {pack}": wrap(text.encode(encoding)).decode()
        for shape, text in texts.items()
        if shape in ("json", "form", "csv", "xml")
        for pack, wrap in PACKED.items()
        for encoding in ("utf-8", "utf-16", "gbk")
    }
    return {**{shape: build(name, VALUE) for shape, build in STRUCTURES.items()}, **texts, **packed}


@pytest.mark.parametrize("name", ["buyer_phone", "recipientAddress", "BUYER-EMAIL", "ｃｐｆ", "姓名"])
@pytest.mark.parametrize("shape", shapes("id"))
def test_a_value_is_found_in_every_shape(shape: str, name: str) -> None:
    try:
        planted = shapes(name)[shape]
    except UnicodeEncodeError:
        pytest.skip("this name cannot be written so")
    for around in (planted, {"extra": planted}, {"list": [{"deep": planted}]}):
        assert not leaked(clean(around, Stripper()))


@pytest.mark.parametrize("shape", shapes("id"))
def test_the_same_shapes_do_carry_the_value_under_a_harmless_name(shape: str) -> None:
    """The control: what is looked for can be found where nothing sensitive is named."""
    kept = clean({"extra": shapes("sku")[shape]}, Stripper())
    assert leaked(kept) or kept == {} or "base64" in shape or "hex" in shape


@pytest.mark.parametrize(
    "key", ["5415550142", "+1 541 555 0142", "avery@example.com", "(+1)541***0142", "A***y", "(541) 555-0142"]
)
def test_a_map_is_not_keyed_by_a_value(key: str) -> None:
    assert clean({key: {"id": "1"}, "id": "2"}, Stripper()) == {"id": "2"}


@pytest.mark.parametrize(
    "text",
    ["write to avery@example.com", "call +1 541 555 0142", "(+1)541***0142", "541-555-0142", "A***y",
     "call +1 541\u200b555 0142", "A\u200b*\u200b**y",
     "https://files.example/label/7.PDF?x=1", "https://files.example/x?sign=abc&id=1", "x=1; token=abc",
     base64.b64encode(bytes(range(90, 250, 5))).decode(),
     base64.b64encode(gzip.compress(bytes(3_000_000), mtime=0)).decode(),
     base64.b64encode(gzip.compress(bytes(3_000_000), mtime=0x6B0E49B3)).decode()],
)  # fmt: skip
def test_what_looks_like_somebodys_value_goes_whatever_its_name(text: str) -> None:
    assert clean({"x": text, "id": "1"}, Stripper()) == {"id": "1"}


def test_a_name_beside_a_phone_is_a_persons_and_elsewhere_it_is_kept() -> None:
    stripper = Stripper()
    assert clean([{"name": MARK, "phone": "1", "region": "US"}, {"name": "Tee"}], stripper) == [
        {"region": "US"},
        {"name": "Tee"},
    ]
    assert stripper.stripped == {Kind.BUYER_NAME: 1, Kind.BUYER_PHONE: 1}


def test_what_stands_beside_a_table_stays() -> None:
    assert clean({"total": 1, "columns": ["id", "phone"], "rows": [["1", VALUE]]}, Stripper()) == {
        "total": 1,
        "rows": [["1"]],
    }


def encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


@pytest.mark.parametrize(
    "text", ["aB3dE5gH7jK9mN1pQ", encoded(b"xQ7 is no archive"), encoded(b"\xff\xfeT\0e\0e\0 \x007\0b\0l\0")]
)
def test_what_only_looks_encoded_and_what_is_harmless_inside_stays(text: str) -> None:
    assert clean({"x": text}, Stripper()) == {"x": text}


@pytest.mark.parametrize(
    "text",
    [
        "&" + "amp;" * 9 + "x",
        encoded(b"\xff\xfe" + bytes(range(1, 40, 2)) * 2),
        encoded(b"x\x9c" + bytes(range(90, 200, 5))),
    ],
)
def test_what_has_too_many_layers_or_cannot_be_read_goes(text: str) -> None:
    assert clean({"x": text}, Stripper()) == {}


# Which values go, how often each is counted, and what stays beside them.
@pytest.mark.parametrize(
    ("value", "left", "counted"),
    [
        ({"name": "buyer_phone", "value": VALUE}, None, {Kind.BUYER_PHONE: 1}),
        ({"columns": ["id", "buyer_phone"], "rows": [["1", VALUE], ["2", VALUE]]},
         {"rows": [["1"], ["2"]]}, {Kind.BUYER_PHONE: 1}),
        ([["id", "buyer_phone"], ["1", VALUE], ["2", VALUE]], [["1"], ["2"]], {Kind.BUYER_PHONE: 1}),
        (["id", "1", "buyer_phone", VALUE], [], {Kind.BUYER_PHONE: 1}),
        ({"5415550142": {"sku": "1"}}, {}, {Kind.BUYER_ACCOUNT_ID: 1}),
        ({"x": "call +1 541 555 0142"}, {}, {Kind.BUYER_PHONE: 1}),
        ({"next_page_token": "call +1 541 555 0142"}, {}, {Kind.BUYER_PHONE: 1}),
    ],
)  # fmt: skip
def test_what_goes_is_counted_once_and_the_rest_stays(value: Any, left: Any, counted: Any) -> None:
    stripper = Stripper()
    assert clean(value, stripper) == left
    assert stripper.stripped == counted


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('{"buyer_phone": "1", "标题": "黑色"}', '{"标题": "黑色"}'),
        ('\ufeff{"buyer_phone": "1", "id": "2"}', '{"id": "2"}'),
        ('[{"buyer_phone": "1"}, {"id": "2"}]', '[{}, {"id": "2"}]'),
        ('{"x": "call +1 541 555 0142", "x": 2, "id": "1"}', '{"x": [2], "id": "1"}'),
        ('{"a": 1,\n "b": {}\n}', '{"a": 1,\n "b": {}\n}'),
        ('{"a":1}', '{"a":1}'),  # not written again where nothing goes
    ],
)
def test_json_in_a_text_loses_what_goes_and_keeps_the_rest(text: str, left: str) -> None:
    assert clean({"x": text}, Stripper()) == {"x": left}


@pytest.mark.parametrize("wrap", [lambda value: [value], lambda value: {"a": value}], ids=["lists", "maps"])
def test_what_stands_deeper_than_64_levels_goes(wrap: Any) -> None:
    def nested(levels: int) -> Any:
        value: Any = MARK
        for _ in range(levels):
            value = wrap(value)
        return value

    assert clean(nested(MAX_DEPTH), Stripper()) == nested(MAX_DEPTH)
    assert not leaked(clean(nested(MAX_DEPTH + 1), Stripper()))


def test_texts_within_texts_are_levels_too() -> None:
    def nested(levels: int) -> Any:
        value: Any = {"a": MARK}
        for _ in range(levels):
            value = [value]
        return json.dumps(value)

    assert clean(nested(MAX_DEPTH - 2), Stripper()) == nested(MAX_DEPTH - 2)
    assert not leaked(clean(nested(MAX_DEPTH - 1), Stripper()))


@pytest.mark.parametrize(
    "value",
    [
        {"type": "EMAIL", "status": "ON"},  # names something only where a value stands beside it
        {"channels": ["email"]},
        "phone, tablet",
        "Our buyer saw one new title: red",
        "colour=black+white",
        '{"id": 1}\n{"id": 2}',
    ],
)
def test_a_name_that_nothing_follows_stays(value: Any) -> None:
    assert clean({"x": value}, Stripper()) == {"x": value}


NOTE = "Made in Portugal, washable at 30 degrees. " * 3
CALL = "Please call the number +44 20 7946 0958 and ask for what is in stock. " * 2
WRITTEN: dict[str, Any] = {
    "base64": lambda text: encoded(text.encode()),
    "base64 in lines": lambda text: base64.encodebytes(text.encode()).decode(),
    "base64 in lines of a letter": lambda text: base64.encodebytes(text.encode()).decode().replace("\n", "\r\n"),
    "hex": lambda text: text.encode().hex(),
    "hex in lines": lambda text: "\r\n".join(text[at : at + 32].encode().hex() for at in range(0, len(text), 32)),
    "gzip": lambda text: encoded(gzip.compress(text.encode(), mtime=0)),
    "zlib": lambda text: encoded(zlib.compress(text.encode())),
    "utf-16": lambda text: encoded(text.encode("utf-16")),
    "utf-16, big end first, marked": lambda text: encoded(b"\xfe\xff" + text.encode("utf-16-be")),
    "utf-16, big end first": lambda text: encoded(text.encode("utf-16-be")),
    "utf-16, little end first": lambda text: encoded(text.encode("utf-16-le")),
}


@pytest.mark.parametrize("how", WRITTEN)
def test_an_encoding_is_seen_through_and_what_is_harmless_in_it_stays(how: str) -> None:
    assert clean({"x": WRITTEN[how](CALL)}, Stripper()) == {}
    assert clean({"x": WRITTEN[how](NOTE)}, Stripper()) == {"x": WRITTEN[how](NOTE)}


@pytest.mark.parametrize(
    "text",
    [
        "x=%2B1+541+555+0142",
        '{"5415550142": {"id": 1}}\n{"id": 2}',
        '{"id":\n{"5415550142": {"id": 1}}\n{}',
        f'{CALL}\n{{"id": 1}}',
        encoded(gzip.compress(NOTE.encode(), mtime=0)[:-9]),  # cut off
        encoded(gzip.compress(b" " * 3_000_000, mtime=0)),
    ],
)
def test_what_hides_in_a_line_or_cannot_be_unpacked_goes(text: str) -> None:
    assert clean({"x": text}, Stripper()) == {}


def test_what_an_erp_needs_passes_unchanged() -> None:
    wanted = {
        "id": "576800000000000101",
        "request_id": "20260504093012A1B2C3D4E5F6071829",
        "uuid": "123e4567-e89b-12d3-a456-426614174000",
        "next_page_token": base64.b64encode(bytes(range(90, 250, 5))).decode(),
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "sku": "TEE-Black-Medium-2024-EU1",
        "article": "TShirtBlackM2024XL",
        "title": 'iPhone case, 6.1" [new] – "Sample" tee, 50 % cotton & wool; see (1)',
        "description": "Soft.\nWashable at 30 °C.\nMade in Portugal.",
        "标题": "黑色 T 恤",
        "image": "https://p16-oec-va.example.com/tos-maliva/o3syd03w52~tplv:800:800.jpeg?from=1413",
        "price": {"amount": "19.90", "currency": "USD"},
        "create_time": 1721000000,
        "weight": 1.5,
        "active": True,
        "has_updated_recipient_address": False,
        "gone": None,
        "tags": ["NEW", "SALE"],
        "pairs": [["S", 1], ["M", 2]],
        "json": '{"a": [1, 2]}',
        "category_601226": {"601226": 3},
    }
    stripper = Stripper()
    assert clean(wanted, stripper) == wanted
    assert not stripper.stripped


def test_nothing_that_is_wanted_is_lost_on_a_product() -> None:
    """A whole answer of the platform that holds no person, read as if no model declared it."""
    product = json.loads((Path(__file__).parents[1] / "fixtures" / "get_product.json").read_text("utf-8"))["data"]
    assert clean(product, Stripper()) == product


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"a": [1, 2.5, "x", None, True]}, ""),
        ({"a": float("nan")}, "none"),
        ([float("-inf")], "none"),
        ([2**64 - 1, -(2**63)], ""),
        ([2**64], "too large"),
    ],
)
def test_numbers_that_are_none_are_not_read(value: Any, fault: str) -> None:
    assert fault in misfit(value) and bool(fault) == bool(misfit(value))


def test_64_levels_are_read_and_65_are_not() -> None:
    def nested(levels: int) -> Any:
        value: Any = []
        for level in range(levels - 1):
            value = [value] if level % 2 else {"a": value}
        return value

    assert misfit(nested(MAX_DEPTH)) == ""
    assert "deeper" in misfit(nested(MAX_DEPTH + 1))


def test_free_form_data_that_is_not_read_does_not_fit_its_model() -> None:
    free = TypeAdapter(FreeForm)
    assert free.validate_python({"a": 0.5}) == {"a": 0.5}
    with pytest.raises(ValidationError, match="a number that is none"):
        free.validate_python({"a": float("nan")})


# Random answers with planted values, at random paths under random spellings in random shapes.
innocent = st.recursive(
    st.none() | st.booleans() | st.integers(0, 10**6) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
spelled = st.builds(lambda name, how: SPELLINGS[how](name), st.sampled_from(NAMES), st.sampled_from([*SPELLINGS]))
structured = st.builds(lambda name, how: STRUCTURES[how](name, VALUE), spelled, st.sampled_from([*STRUCTURES]))
written = st.builds(lambda name, how: TEXTS[how](name, VALUE), spelled, st.sampled_from([*TEXTS]))
packed = st.builds(lambda text, how: PACKED[how](text.encode()).decode(), written, st.sampled_from([*PACKED]))
wrapped = st.builds(lambda value, how: how(value), structured | written | packed, st.sampled_from([
    lambda value: value, json.dumps, lambda value: json.dumps({"more": json.dumps(value)}),
]))  # fmt: skip
step = st.sampled_from(["list", "first", "map"])


@st.composite
def answers(draw: Any) -> Any:
    value = draw(wrapped)
    for kind in draw(st.lists(step, max_size=6)):
        beside = draw(innocent)
        if kind == "map":
            value = {**(beside if isinstance(beside, dict) else {"x": beside}), draw(st.text(max_size=8)): value}
        else:
            value = [value, beside] if kind == "first" else [beside, value]
    return value


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[*HealthCheck], database=None, derandomize=True)
@given(answers())
def test_no_planted_value_passes(answer: Any) -> None:
    assert not leaked(clean(answer, Stripper()))
