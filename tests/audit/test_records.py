"""A record is one short line of ASCII JSON, and the tree over the lines is that of RFC 6962."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiktok_shop_sdk.core.audit import (
    FIELD_NAMES,
    LINE_LIMIT,
    Checkpoint,
    Record,
    Tree,
    commit_line,
    draft,
    leaf_hash,
    nanoseconds,
    origin,
    utc,
)

TIME = 1_767_614_400_123_456_789
DECLARED = {name: str(declared) for name, declared in Record.__annotations__.items() if name != "kind"}


def line(record: Record) -> bytes:
    return draft(record).line(stream="s1", seq=7, time_ns=TIME)


def test_a_record_reads_as_it_is_said() -> None:
    record = Record("outcome", cause="s1-6", outcome="ok", status=200, elapsed_ms=0, stripped={"phone": 2}, shop="")
    assert line(record) == (
        b'{"v":1,"seq":7,"time":"2026-01-05T12:00:00.123456789Z","kind":"outcome","id":"s1-7","cause":"s1-6",'
        b'"outcome":"ok","status":200,"elapsed_ms":0,"stripped":{"phone":2}}'
    )
    assert line(Record("pause")).endswith(b'"kind":"pause","id":"s1-7"}')


FORMAT = """
v seq time kind id cause outcome account shop app purpose statement certificate user_agent operation method
path attempt egress lane quota waited_ms status code request_id elapsed_ms bytes stripped unknown_fields
policy sdk detail
"""


def test_the_fields_are_those_of_the_format_and_no_others() -> None:
    assert " ".join(FIELD_NAMES) == " ".join(FORMAT.split())
    with pytest.raises(TypeError):
        Record("intent", body="secret")
    with pytest.raises(AttributeError):
        Record("intent").kind = "stop"


def test_control_characters_and_what_is_too_long_are_cut() -> None:
    found = json.loads(line(Record("intent", user_agent="a\nb\x00c\ud800" + "x" * 500, request_id="r" * 99)))
    assert found["user_agent"].startswith("abcx")
    assert len(found["user_agent"]) == 256
    assert len(found["request_id"]) == 64
    assert json.loads(line(Record("intent", user_agent="a\nb\x00c\x7f")))["user_agent"] == "abc"  # ASCII alone


def test_the_longest_of_all_records_fits_a_page() -> None:
    def longest(declared: str) -> object:
        if "Mapping" in declared:
            return {chr(0x1F600 + number) * 300: "f" * 128 for number in range(300)}
        return 2**63 - 1 if "int" in declared else "\U0001f600" * 300

    values = {name: longest(declared) for name, declared in DECLARED.items()}
    found = draft(Record("checkpoint", **values)).line(stream="s999999", seq=10**18 - 1, time_ns=TIME)
    assert len(found) < LINE_LIMIT
    assert len(json.loads(found)) == len(FIELD_NAMES)


def test_a_number_beyond_all_that_a_call_may_have_is_left_out_and_what_is_none_is_refused() -> None:
    assert json.loads(line(Record("intent", status=2**63, bytes=2**63 - 1, code=-(2**63)))) == {
        **json.loads(line(Record("intent"))), "bytes": 2**63 - 1,
    }  # fmt: skip
    for value in (float("nan"), object()):
        with pytest.raises((TypeError, ValueError)):
            draft(Record("intent", status=value))


def test_a_draft_names_the_intent_that_it_closes() -> None:
    assert (draft(Record("intent")).cause, draft(Record("outcome", cause="s1-6")).cause) == ("", "s1-6")


def test_a_detail_holds_numbers_and_tokens_but_no_sentence() -> None:
    found = json.loads(line(Record("recovery", detail={"bytes": 3, "sha256": "ab12", "why": "Dear Mr Smith"})))
    assert found["detail"] == {"bytes": 3, "sha256": "ab12"}


texts = st.none() | st.text(max_size=400) | st.just("\U0001f600" * 300) | st.just("x" * 5000)
numbers = st.none() | st.integers(-(2**64), 2**64)
tokens = st.integers(-(2**70), 2**40) | st.just("f" * 128) | st.just("free text")
mappings = st.none() | st.dictionaries(st.text(max_size=60), tokens, max_size=300)


@settings(max_examples=150, deadline=None)
@given(text=texts, number=numbers, mapping=mappings, kind=st.sampled_from(["intent", "checkpoint"]))
def test_whatever_is_in_a_record_its_line_is_ascii_and_fits_a_page(text, number, mapping, kind) -> None:
    values = {
        name: mapping if "Mapping" in declared else number if "int" in declared else text
        for name, declared in DECLARED.items()
    }
    found = draft(Record(kind, **values)).line(stream="s999999", seq=10**18 - 1, time_ns=TIME)
    assert found.isascii()
    assert b"\n" not in found
    assert len(found) < LINE_LIMIT
    assert json.loads(found)["id"] == f"s999999-{10**18 - 1}"


@pytest.mark.parametrize("time_ns", [0, TIME, 253_402_300_799_999_999_999, -1])
def test_times_go_there_and_back(time_ns: int) -> None:
    assert nanoseconds(utc(time_ns)) == time_ns
    assert len(utc(time_ns)) == 30


@pytest.mark.parametrize(
    "text",
    ["", "2026-01-05T12:00:00.12Z", "2026-01-05 12:00:00.123456789Z", "2026-01-05T12:00:00.123456789+"],
)
def test_other_texts_are_no_times(text: str) -> None:
    with pytest.raises(ValueError):
        nanoseconds(text)


def root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word by word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + root_by_definition(leaves[:half]) + root_by_definition(leaves[half:])).digest()


def test_the_tree_is_that_of_rfc_6962() -> None:
    tree, leaves = Tree(), list[bytes]()
    for number in range(130):
        assert tree.root() == root_by_definition(leaves)
        leaves.append(b"%d" % number)
        tree.add(leaf_hash(leaves[-1]))
    branch = tree.copy()
    branch.add(leaf_hash(b"x"))
    assert (tree.size, branch.size) == (130, 131)
    assert tree.root() == root_by_definition(leaves)
    assert branch.root() == root_by_definition([*leaves, b"x"])
    assert len(tree.peaks) == 2


def test_known_answers_of_the_certificate_transparency_test_vectors() -> None:
    inputs = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    tree = Tree()
    for text in inputs:
        tree.add(leaf_hash(bytes.fromhex(text)))
    assert tree.root().hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_a_commit_line_says_how_many_records_it_covers_and_their_root() -> None:
    tree = Tree()
    tree.add(leaf_hash(b"0"))
    assert commit_line(tree) == b'{"size":1,"root":"%s"}' % leaf_hash(b"0").hex().encode()


def checkpoint(**changes: object) -> Checkpoint:
    tree = Tree()
    for number in range(5):
        tree.add(leaf_hash(b"%d" % number))
    whole = Checkpoint(origin("s1", leaf_hash(b"0")), 5, tree.root(), utc(TIME), tree.peaks, (3, 4))
    return whole._replace(**changes)


def test_a_checkpoint_goes_there_and_back_and_can_be_signed() -> None:
    whole = checkpoint()
    assert Checkpoint.decode(whole.encode()) == whole
    assert whole.stream == "s1"
    assert whole.closes
    assert whole.tree() == Tree(5, whole.peaks)
    assert whole.origin == f"tiktok-shop-sdk/audit/v1/s1/{leaf_hash(b'0').hex()[:16]}"
    plain = checkpoint(peaks=(), open=())
    assert Checkpoint.decode(plain.encode()) == plain
    assert not plain.closes
    name, size, root, end = whole.note().split(b"\n")
    assert (name.decode(), size, len(root), end) == (whole.origin, b"5", 44, b"")


@pytest.mark.parametrize("changes", [{"size": 7}, {"size": 4}, {"root": b"x" * 32}])
def test_a_checkpoint_that_contradicts_itself_is_no_tree(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="contradicts itself"):
        checkpoint(**changes).tree()


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"origin":1}', b"7", b"\xff", checkpoint().encode() + b" ",
                                  checkpoint(origin="x").encode(), checkpoint().encode().replace(b"root",
                                  b"toor")])  # fmt: skip
def test_anything_else_is_no_checkpoint(text: bytes) -> None:
    with pytest.raises(ValueError):
        Checkpoint.decode(text)
