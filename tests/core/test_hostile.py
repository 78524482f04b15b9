"""What of an answer is not read at all, to the value that is read still."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.core.test_envelope import Shapes, opened
from tiktok_shop_sdk.core import hostile
from tiktok_shop_sdk.core.envelope import AnswerReader
from tiktok_shop_sdk.core.raw import FreeForm
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import AnswerUnreadable, ServerError

LARGE = " " * hostile._LARGE


def extra(value: str, *, space: str = "") -> bytes:
    return f'{{"code":0,{space}"data":{{"id":"1","x":{value}}}}}'.encode()


def lists(levels: int) -> str:
    return "[" * levels + "]" * levels


REFUSED = {
    "65 levels": lists(63),
    "65 levels of maps": '{"a":' * 63 + "1" + "}" * 63,
    "more levels than are parsed": lists(100_000),
    "no number": "NaN",
    "no number in a list": "[1, NaN]",
    "infinite": "Infinity",
    "infinite below": "-Infinity",
    "48 digits": "1" * 48,
    "48 digits below": "[-" + "1" * 48 + "]",
    "more digits than are parsed": "1" * 5000,
    "too many objects": "[" + "{}," * hostile.MAX_OBJECTS + "1]",
    "too many values": "[" + "1," * hostile.MAX_VALUES + "1]",
    "too many bytes": '"' + "x" * hostile.MAX_ANSWER + '"',
}
READ = {
    "64 levels": lists(62),
    "words": '"NaN, -Infinity \\\\ NaN\\" I"',
    "digits in a text": '"' + "1" * 100 + '"',
    "63 bits": str(2**63),
    "as many objects": "[" + "{}," * (hostile.MAX_OBJECTS - 2) + "1]",
}


@pytest.mark.parametrize("space", ["", LARGE], ids=["small", "large"])
@pytest.mark.parametrize("reader", [Shapes.whole.reader, AnswerReader(FreeForm)], ids=["typed", "by route"])
@pytest.mark.parametrize("value", [*REFUSED, *READ])
def test_what_stands_in_an_answer_is_refused_though_no_model_asks_for_it(
    value: str, reader: AnswerReader[Any], space: str
) -> None:
    body = extra((REFUSED | READ)[value], space=space)
    answer = reader.open(Response(200, {}, body), Stripper(), operation="x")
    if value in READ:
        assert answer.error is None
    else:
        assert type(answer.error) is AnswerUnreadable and answer.result is None


def test_letters_that_are_escaped_on_the_way_come_back_as_they_were() -> None:
    text = 'NaN I\\N "In" \\\\IN'
    assert opened(Shapes.text, {"code": 0, "data": {"url": text}}).result == text
    assert opened(Shapes.text, extra('1,"url":"NaN Infinity"', space=LARGE)).result == "NaN Infinity"


def test_a_failure_of_the_platform_stays_one_however_much_it_says() -> None:
    error = opened(Shapes.whole, extra(REFUSED["too many objects"]), 502).error
    assert type(error) is ServerError


def test_many_faults_are_counted_and_not_looked_at() -> None:
    amounts = {str(number): "x" for number in range(101)}
    error = opened(Shapes.map, {"code": 0, "data": {"amounts": amounts}}).error
    assert type(error) is AnswerUnreadable and "place(s)" in error.message and "data" not in error.message


def test_a_list_is_read_up_to_the_first_item_that_does_not_fit() -> None:
    error = opened(Shapes.many, {"code": 0, "data": {"pieces": [1] * 1000}}).error
    assert type(error) is AnswerUnreadable and json.dumps(error.message).count("pieces") == 2
