"""The short way through plain lines takes nothing that the long way would not take in the same sense."""

from __future__ import annotations

import json

import pytest

from tiktok_shop_sdk.core.audit import Record, draft
from tiktok_shop_sdk.sinks.chain import Broken, Chain
from tiktok_shop_sdk.sinks.lines import plain

START = draft(Record("start")).line(stream="s1", seq=1, time_ns=0)
INTENT = draft(Record("intent", operation="orders.search", quota={"order": 3}, attempt=1))
OUTCOME = draft(Record("outcome", cause="s1-2", outcome="ok", status=0, stripped={"buyer_phone": 50, "x": "y"}))
SECOND = INTENT.line(stream="s1", seq=2, time_ns=1)
THIRD = OUTCOME.line(stream="s1", seq=3, time_ns=2)


def begun() -> Chain:
    chain = Chain("s1")
    chain.add(START)
    return chain


def test_both_ways_lead_to_the_same_place() -> None:
    long, short = begun(), begun()
    for line in (SECOND, THIRD):
        long.add(line)
    assert short.add_plain([SECOND, THIRD, b"anything else"]) == 2
    assert (short, short.time, short.kind) == (long, long.time, "outcome")
    assert begun().add_plain([]) == 0
    assert begun().add_plain([SECOND]) == 1


@pytest.mark.parametrize(
    "line",
    [
        SECOND.replace(b'"s1-2"', b'"s2-2"'),
        SECOND.replace(b'"s1-2"', b'"s1-02"'),
        SECOND.replace(b'"seq":2', b'"seq":02'),
        SECOND.replace(b'"v":1', b'"v":2'),
        SECOND.replace(b'"intent"', b'"start"'),
        SECOND.replace(b'"intent"', b'"else"'),
        SECOND.replace(b"1970", b"197x"),
        SECOND.replace(b'"attempt":1', b'"attempt":01'),
        SECOND.replace(b'"attempt":1', b'"attempt":-0'),
        SECOND.replace(b'"attempt":1', b'"attempt":1.5'),
        SECOND.replace(b'"attempt":1', b'"attempt":'),
        SECOND.replace(b'"attempt":1', b'"attempt":true'),
        SECOND.replace(b'"attempt":1', b'"attempt":[1]'),
        SECOND.replace(b'"attempt":1', b'"kind":"outcome"'),
        SECOND.replace(b'"attempt":1', b'"seq":2'),
        SECOND.replace(b'"attempt":1', b'"detail":{}'),
        SECOND.replace(b'"attempt":1', b'"cause":"s1-1"'),
        SECOND.replace(b"orders.search", b"orders\\u0041"),
        SECOND.replace(b"orders.search", b"orders\x01"),
        SECOND.replace(b"orders.search", b"orders\xe4"),
        SECOND.replace(b'{"order":3}', b'{"order":{"x":3}}'),
        SECOND.replace(b'{"order":3}', b'{"order":3,}'),
        SECOND.replace(b'{"order":3}', b'{"order"}'),
        SECOND.replace(b",", b", "),
        SECOND + b" ",
        SECOND + b"\n",
        SECOND[:-1],
        b"",
    ],
)
def test_whatever_is_not_plain_is_read_as_json(line: bytes) -> None:
    assert line != SECOND
    assert plain("s1")(line) is None
    assert begun().add_plain([line]) == 0


def test_a_plain_line_is_json_with_just_these_values() -> None:
    match = plain("s1")(THIRD)
    assert match
    record = json.loads(THIRD)
    assert (match["seq"], match["cause"], match["kind"]) == (b"3", b"2", None)
    assert (record["seq"], record["cause"], record["time"]) == (3, "s1-2", match["time"].decode())


@pytest.mark.parametrize("lines", [[THIRD], [SECOND, SECOND], [SECOND, THIRD.replace(b"s1-2", b"s1-1")]])
def test_a_plain_line_in_the_wrong_place_is_left_for_the_long_way_to_refuse(lines: list[bytes]) -> None:
    chain = begun()
    assert chain.add_plain(lines) == len(lines) - 1
    with pytest.raises(Broken):
        chain.add(lines[-1])


def test_a_line_that_is_too_long_or_the_very_first_goes_the_long_way() -> None:
    long = SECOND.replace(b"orders.search", b"x" * 5000)
    assert plain("s1")(long)
    assert begun().add_plain([long]) == 0
    assert Chain("s1").add_plain([INTENT.line(stream="s1", seq=1, time_ns=0)]) == 0
