"""Answers of every shape: read into the typed result, or turned into an error that holds nothing of them."""

# mypy: disable-error-code="empty-body"

from __future__ import annotations

import json
import pickle
import traceback
from datetime import UTC, datetime
from decimal import Decimal
from types import TracebackType
from typing import Any

import pytest

from tiktok_shop_sdk import errors
from tiktok_shop_sdk.core.envelope import AnswerReader, declared_names, undeclared_fields
from tiktok_shop_sdk.core.operation import Declaration, M, Resource, operation, paged
from tiktok_shop_sdk.core.paging import Page, Paging
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import BuyerPhone, Stripped, Stripper
from tiktok_shop_sdk.models.base import Id, Many, Model, Money, Time

PHONE = "5415550142"
REQUEST_ID = "20260504093012A1B2C3D4E5F6071829"


class Piece(Model):
    id: Id
    price: Money = None
    at: Time = None
    phone: BuyerPhone = None
    parts: Many[Piece] = []  # noqa: RUF012  # pydantic copies it


class Failed(Model):
    code: str | None = None


class Batch(Model):
    errors: Many[Failed] = []  # noqa: RUF012
    done: Many[Id] = []  # noqa: RUF012


class Shapes(Resource[M]):
    @operation("GET /shapes/202309/whole", quota="none", reads="orders")
    def whole(self) -> Piece: ...

    @operation("GET /shapes/202309/batch", quota="none", writes="orders")
    def batch(self) -> Batch: ...

    @operation("GET /shapes/202309/list", quota="none", reads="orders", answer="pieces")
    def many(self) -> list[Piece]: ...

    @operation("GET /shapes/202309/deep", quota="none", reads="orders", answer="inner.piece")
    def deep(self) -> Piece: ...

    @operation("GET /shapes/202309/text", quota="none", reads="orders", answer="url")
    def text(self) -> str: ...

    @operation("GET /shapes/202309/map", quota="none", reads="orders", answer="amounts")
    def map(self) -> dict[str, Money]: ...

    @operation("GET /shapes/202309/none", quota="none", writes="orders")
    def nothing(self) -> None: ...

    @paged(
        "GET /shapes/202309/pages",
        paging=Paging("data.pieces", "data.next", "data.total"),
        quota="none",
        reads="orders",
    )
    def pages(self) -> Page[Piece]: ...


ALL: list[Declaration[..., Any]] = [
    Shapes.whole,
    Shapes.batch,
    Shapes.many,
    Shapes.deep,
    Shapes.text,
    Shapes.map,
    Shapes.nothing,
    Shapes.pages,
]
READERS = [declaration for declaration in ALL if declaration is not Shapes.nothing]


def opened(declaration: Declaration[..., Any], body: Any, status: int = 200, stripper: Stripper | None = None) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return declaration.reader.open(Response(status, {}, raw), stripper or Stripper(), operation=declaration.id)


def answered(declaration: Declaration[..., Any], data: Any) -> Any:
    answer = opened(declaration, {"code": 0, "message": "Success", "request_id": REQUEST_ID, "data": data})
    assert answer.error is None, answer.error
    assert (answer.code, answer.request_id) == (0, REQUEST_ID)
    return answer.result


# What is read.
def test_each_shape_of_an_answer_is_unwrapped() -> None:
    piece = Piece(id="1")
    assert answered(Shapes.whole, {"id": "1"}) == piece
    assert answered(Shapes.many, {"pieces": [{"id": "1"}]}) == [piece]
    assert answered(Shapes.deep, {"inner": {"piece": {"id": "1"}}}) == piece
    assert answered(Shapes.text, {"url": "a"}) == "a"
    assert answered(Shapes.map, {"amounts": {"tax": "1.50", "fee": ""}}) == {
        "tax": Decimal("1.50"),
        "fee": None,
    }
    assert answered(Shapes.nothing, {"anything": PHONE}) is None
    page = answered(Shapes.pages, {"data": {"pieces": [{"id": "1"}], "next": "b", "total": 7}})
    assert (page.items, page.next_page_token, page.total_count) == ([piece], "b", 7)


@pytest.mark.parametrize("envelope", [{"data": None}, {"data": {}}, {}])
def test_an_empty_answer_is_an_answer(envelope: dict[str, Any]) -> None:
    def result(declaration: Declaration[..., Any]) -> Any:
        answer = opened(declaration, {"code": 0, **envelope})
        assert answer.error is None
        return answer.result

    assert result(Shapes.batch) == Batch()
    assert result(Shapes.many) == []
    assert result(Shapes.text) is None
    assert result(Shapes.map) is None
    assert result(Shapes.nothing) is None
    assert result(Shapes.pages).items == []
    assert result(Shapes.pages).next_page_token is None


@pytest.mark.parametrize("envelope", [{"data": None}, {}])
def test_where_the_model_requires_something_a_missing_answer_is_unreadable(envelope: dict[str, Any]) -> None:
    for declaration in (Shapes.whole, Shapes.deep):
        error = opened(declaration, {"code": 0, **envelope}).error
        assert type(error) is errors.AnswerUnreadable
        assert "data is missing" in error.message


@pytest.mark.parametrize(
    ("said", "unix"),
    [
        (0, None),
        ("0", None),
        ("", None),
        (None, None),
        (5, 5),
        (-5, -5),
        ("1793513158", 1793513158),
        (1793513158000, 1793513158),
    ],
)
def test_a_time_is_read_in_every_spelling_and_nothing_is_none(said: Any, unix: int | None) -> None:
    piece = answered(Shapes.whole, {"id": "1", "at": said})
    assert piece.at == (None if unix is None else datetime.fromtimestamp(unix, UTC))


def test_null_lists_zeros_and_numbers_are_read_as_what_they_mean() -> None:
    piece = answered(Shapes.whole, {"id": 576800000000000101, "price": 1.5, "at": 0, "parts": None})
    assert (piece.id, piece.price, piece.at, piece.parts) == ("576800000000000101", Decimal("1.5"), None, [])
    assert answered(Shapes.pages, {"data": {"pieces": None, "next": ""}}).next_page_token is None


def test_a_page_can_be_pickled_though_its_class_was_made_at_run_time() -> None:
    page = answered(Shapes.pages, {"data": {"pieces": [{"id": "1", "phone": PHONE}], "next": "b"}})
    again = pickle.loads(pickle.dumps(page))  # noqa: S301
    assert again.items == page.items and again.next_page_token == "b"
    assert PHONE.encode() not in pickle.dumps(page)


def test_what_is_stripped_is_counted_on_the_way() -> None:
    stripper = Stripper()
    body = {"code": 0, "data": {"pieces": [{"id": "1", "phone": PHONE}, {"id": "2", "phone": ""}]}}
    result = opened(Shapes.many, body, stripper=stripper).result
    assert isinstance(result[0].phone, Stripped) and result[1].phone is None
    assert sum(stripper.stripped.values()) == 1


def test_an_opened_answer_does_not_print_its_result() -> None:
    answer = opened(Shapes.text, {"code": 0, "data": {"url": PHONE}})
    assert answer.result == PHONE and PHONE not in repr(answer)


# What failed in part.
def test_failed_items_under_code_0_are_an_error_with_the_whole_result() -> None:
    answer = opened(Shapes.batch, {"code": 0, "request_id": "r1", "data": {"errors": [{"code": "7"}], "done": [1]}})
    assert isinstance(answer.error, errors.PartialFailure)
    assert answer.error.items == (Failed(code="7"),)
    assert answer.error.result.done == ["1"]
    assert (answer.error.operation, answer.error.request_id) == ("shapes.batch", "r1")


# What does not fit. Nothing of an answer may stay in the error, wherever one looks.
def hostile() -> dict[str, bytes]:
    full = json.dumps({"code": 0, "data": {"pieces": [{"id": "1", "phone": PHONE}]}}).encode()
    return {
        "html": f"<html><body>Gateway time-out for {PHONE}</body></html>".encode(),
        "text": PHONE.encode(),
        "empty": b"",
        "blank": b" \n",
        "cut off": full[:-8],
        "nan": b'{"code": NaN, "data": {"x": "' + PHONE.encode() + b'"}}',
        "deep": b'{"code":0,"data":' + b'{"a":' * 100_000 + PHONE.encode() + b"}" * 100_001,
        "deep list": b"[" * 100_000,
        "list": json.dumps([PHONE]).encode(),
        "string": json.dumps(PHONE).encode(),
        "null": b"null",
        "no code": json.dumps({"data": {"id": PHONE}}).encode(),
        "null code": json.dumps({"code": None, "data": {"id": PHONE}}).encode(),
        "false code": json.dumps({"code": False, "data": {"id": PHONE}}).encode(),
        "code of words": json.dumps({"code": PHONE + "x", "data": {"id": PHONE}}).encode(),
        "bad utf-8": b'{"code":0,"message":"\xff' + PHONE.encode() + b'"}',
        "utf-16": json.dumps({"code": None, "message": PHONE}).encode("utf-16"),
        "half a character": b'{"code":0,"message":"\\ud800' + PHONE.encode() + b'"}',
        "huge number": b'{"code":' + b"9" * 5000 + b"}",
    }


def frames_of_ours(trace: TracebackType | None) -> list[dict[str, Any]]:
    found = []
    while trace is not None:
        if "tiktok_shop_sdk" in trace.tb_frame.f_code.co_filename:
            found.append(trace.tb_frame.f_locals)
        trace = trace.tb_next
    return found


def assert_nothing_is_kept(error: errors.ShopError) -> None:
    try:
        raise error
    except errors.ShopError as raised:
        assert raised.__context__ is None and raised.__cause__ is None
        assert PHONE not in "".join(traceback.format_exception(raised))
        assert PHONE not in repr(raised) + repr(vars(raised)) + repr(frames_of_ours(raised.__traceback__))
        assert PHONE.encode() not in pickle.dumps(raised)


@pytest.mark.parametrize("declaration", ALL, ids=lambda declaration: declaration.id)
@pytest.mark.parametrize("body", hostile())
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, errors.AnswerUnreadable),
        (404, errors.ApiError),
        (403, errors.NotCertified),
        (429, errors.Throttled),
        (502, errors.ServerError),
    ],
)
def test_garbage_becomes_the_error_of_its_status(
    declaration: Declaration[..., Any], body: str, status: int, kind: type[errors.ShopError]
) -> None:
    answer = opened(declaration, hostile()[body], status)
    if body == "half a character" and status in (404, 403, 502):
        kind = errors.AnswerUnreadable  # half a character in the message, yet the code is there, and is 0
    assert type(answer.error) is kind
    assert answer.result is None
    assert_nothing_is_kept(answer.error)


WRONG = ["", PHONE, 7, True, [PHONE], [{"phone": PHONE}]]


@pytest.mark.parametrize("declaration", READERS, ids=lambda declaration: declaration.id)
@pytest.mark.parametrize("data", WRONG, ids=repr)
def test_data_of_the_wrong_type_is_no_empty_answer(declaration: Declaration[..., Any], data: Any) -> None:
    answer = opened(declaration, {"code": 0, "request_id": REQUEST_ID, "data": data})
    assert type(answer.error) is errors.AnswerUnreadable
    assert (answer.error.code, answer.error.request_id) == (0, REQUEST_ID)
    assert answer.error.delivered is True
    assert "data" in answer.error.message
    assert_nothing_is_kept(answer.error)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"pieces": {PHONE: 1}}, "data.pieces"),
        ({"pieces": [{"id": [PHONE]}]}, "id"),
        ({"pieces": [{"id": "1", "price": PHONE + "x"}]}, "price"),
        ({"pieces": [{"id": "1", "at": PHONE + "x"}]}, "at"),
        ({"pieces": [{"id": "1", "parts": {PHONE: {"id": PHONE}}}]}, "parts"),
        ({"pieces": [{"phone": PHONE}]}, "id"),
    ],
)
def test_drift_is_told_by_declared_names_only(data: Any, place: str) -> None:
    error = opened(Shapes.many, {"code": 0, "data": data}).error
    assert type(error) is errors.AnswerUnreadable
    assert place in error.message
    assert_nothing_is_kept(error)


def test_the_keys_of_a_map_are_not_told() -> None:
    error = opened(Shapes.map, {"code": 0, "data": {"amounts": {PHONE: "x"}}}).error
    assert "data.amounts.…" in error.message
    assert_nothing_is_kept(error)


# Refusals.
def test_a_refusal_carries_code_and_request_id_and_no_words() -> None:
    for data in (None, {}, PHONE, [PHONE], {"pieces": PHONE}):
        body = {"code": 105002, "message": f"Expired for {PHONE}", "request_id": REQUEST_ID, "data": data}
        answer = opened(Shapes.many, body, 401)
        assert type(answer.error) is errors.TokenRejected
        assert (answer.code, answer.request_id, answer.error.operation) == (105002, REQUEST_ID, "shapes.many")
        assert_nothing_is_kept(answer.error)


def test_a_refusal_with_its_code_as_text_is_told_apart_all_the_same() -> None:
    assert type(opened(Shapes.many, {"code": "105005", "message": "x"}).error) is errors.ScopeMissing
    assert type(opened(Shapes.many, {"code": "0", "data": {}}).error) is errors.AnswerUnreadable
    assert opened(Shapes.many, {"code": "9" * 30}).error.code is None


def test_too_many_requests_under_http_200_and_code_0_under_http_429_are_both_throttling() -> None:
    assert type(opened(Shapes.many, {"code": 36009002}).error) is errors.Throttled
    assert type(opened(Shapes.many, {"code": 0, "data": {}}, 429).error) is errors.Throttled
    assert type(opened(Shapes.many, {"code": 0, "data": PHONE}, 429).error) is errors.Throttled


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (REQUEST_ID, REQUEST_ID),
        ("a-b-1", "a-b-1"),
        ("avery.ex@example.com", ""),
        ("x" * 65, ""),
        ("张三", ""),
        ("-", ""),
        (None, ""),
    ],
)
def test_only_what_looks_like_a_request_id_is_kept_as_one(sent: Any, kept: str) -> None:
    assert opened(Shapes.many, {"code": 0, "request_id": sent, "data": {}}).request_id == kept
    assert opened(Shapes.many, {"code": 0, "request_id": sent, "data": "x"}).error.request_id == kept
    assert opened(Shapes.many, {"code": 0, "request_id": [sent], "data": {}}).request_id == ""


# Drift.
def test_declared_names_are_found_at_any_depth_and_in_circles() -> None:
    assert {"id", "price", "phone", "parts", "pieces", "data", "code"} <= Shapes.many.reader.declared
    assert {"next", "total", "pieces"} <= Shapes.pages.reader.declared
    assert declared_names(int) == set()


def test_undeclared_fields_are_counted_once_each_and_not_followed() -> None:
    declared = Shapes.many.reader.declared
    data = {"pieces": [{"id": "1", "new": {"newer": 1}}, {"id": "2", "parts": [{"newest": 1}]}], "more": 1}
    assert undeclared_fields(json.dumps({"code": 0, "data": data}).encode(), declared) == 3
    assert undeclared_fields(b"<html>", declared) == 0
    assert undeclared_fields(b"[1]", declared) == 0


def test_a_reader_without_a_declaration_reads_any_model() -> None:
    reader: AnswerReader[Piece] = AnswerReader(Piece)
    answer = reader.open(Response(200, {}, b'{"code":0,"data":{"id":"1"}}'), Stripper(), operation="x")
    assert answer.result == Piece(id="1")


def test_an_answer_of_too_many_values_is_not_read_at_all() -> None:
    full = b'{"code":0,"data":{"id":"1","more":[' + b"[]," * 125_000 + b"1]}}"
    assert type(opened(Shapes.whole, full).error) is errors.AnswerUnreadable
    assert answered(Shapes.whole, {"id": "1", "more": [1] * 200_000}).id == "1"
