"""What the sandbox takes from the declarations: it demands what they demand, and answers in their shape."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import AliasChoices, AliasPath, Field

from tiktok_shop_sdk.core.operation import operation
from tiktok_shop_sdk.core.sensitive import BuyerPhone, Margin, ShippingDocument, ThirdParty
from tiktok_shop_sdk.models.base import Id, Many, Model, Money, Open, Time
from tiktok_shop_sdk.sandbox.call import Call, Desk
from tiktok_shop_sdk.sandbox.catalogue import catalogue
from tiktok_shop_sdk.sandbox.endpoints import ENDPOINTS
from tiktok_shop_sdk.sandbox.platform import _ANSWERS
from tiktok_shop_sdk.sandbox.shapes import answer_in_shape
from tiktok_shop_sdk.sandbox.shop.people import PLANTED_NUMBER


def test_a_call_without_a_required_parameter_is_told_its_name(caller: Any) -> None:
    told = 0
    for endpoint, _ in catalogue().entries():
        # In `own`, what the sandbox knows by itself demands by itself.
        own = any(one.key == endpoint.key for one in ENDPOINTS) and endpoint.key in _ANSWERS
        if not endpoint.needs or own or endpoint.asset == "required":
            continue
        kind = "seller" if endpoint.token == "any" else endpoint.token
        caller.token = caller.platform.issue_tokens(kind=kind)["access_token"]
        headers = {"content-type": "multipart/form-data"} if endpoint.takes_file else {}
        path = endpoint.path.replace("{", "").replace("}", "")
        said = caller.call(endpoint.method, path, shop=endpoint.cipher == "shop", headers=headers)
        assert said.code == 98001004, endpoint.key
        assert f"'{endpoint.needs[0][1]}'" in said.message, endpoint.key
        told += 1
    assert told > 200


def test_a_parameter_that_is_null_or_empty_is_missing(caller: Any) -> None:
    path = "/product/202309/brands"
    assert caller.call("POST", path, {}, {"name": None}, shop=False).code == 98001004
    assert caller.call("POST", path, {}, {"name": ""}, shop=False).code == 98001004
    assert caller.call("POST", path, {}, {"name": "Mug & Co"}, shop=False).data["id"]


def test_a_form_must_have_its_parts(caller: Any) -> None:
    upload = "/customer_service/202309/images/upload"
    assert caller.call("POST", upload).code == 36009023
    for part, code in (("file", 98001004), ("data", 0)):
        target, headers, _ = caller.request("POST", upload)
        headers["content-type"] = "multipart/form-data; boundary=x"
        form = f'--x\r\nContent-Disposition: form-data; name="{part}"; filename="a"\r\n\r\nbytes\r\n--x--\r\n'
        assert caller.plain("POST", target, form.encode(), **headers).json["code"] == code


def test_every_older_version_of_the_own_table_finds_a_shape() -> None:
    for own in ENDPOINTS:
        assert own.key in _ANSWERS or catalogue().declared(own), own.key


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/product/202606/skpps/search", {"page_no": "x"}, 98001004),
        ("/product/202606/skpps/search", {"page_no": 0}, 98001004),
        ("/product/202606/skpps/search", {"page_no": 2, "page_size": 2}, 0),
        ("/product/202606/skpps/search", {"page_size": 101}, 98001004),
        ("/return_refund/202604/rma/search", {"pagination": {"page_size": 0}}, 98001004),
        ("/return_refund/202604/rma/search", {"pagination": ["x"]}, 0),
    ],
)
def test_a_page_that_there_cannot_be_is_refused(caller: Any, path: str, body: dict[str, Any], code: int) -> None:
    assert caller.call("POST", path, {}, body).json["code"] == code


class Word(Model):
    status: Annotated[str, Open] | None = None


class Amounts(Model):
    amount: Money = None
    cost: Margin[Decimal] = None
    sold: ThirdParty[int] = None


class Everything(Model):
    id: Id
    order_id: Id | None = None
    create_time: Time = None
    update_time_millis: Time = None
    currency: str | None = None
    phone: BuyerPhone = None
    doc_url: ShippingDocument[str] = None
    delivery_pin: ShippingDocument[str] = None
    creator: ThirdParty[Amounts] = None
    amounts: Many[Amounts] = []  # noqa: RUF012  # pydantic copies a default list for every object
    fail_reason: str | None = None
    errors: Many[Word] = []  # noqa: RUF012  # pydantic copies a default list for every object
    misspelt: int | None = Field(default=None, validation_alias=AliasChoices("heigth", "height"))
    deep: str | None = Field(default=None, validation_alias=AliasPath("outer", "inner"))
    children: Many[Everything] = []  # noqa: RUF012  # pydantic copies a default list for every object


@operation("GET /order/202309/everything/{order_id}", quota="order", reads="orders")
def everything(self: Any, order_id: Id) -> Everything: ...


@pytest.fixture
def answer() -> dict[str, Any]:
    desk = Desk(link=lambda name: f"http://127.0.0.1/documents/{name}")
    [endpoint, *_] = ENDPOINTS
    call = Call(endpoint, None, None, 1_777_900_000.5, {"order_id": "4711"}, desk=desk)
    made = answer_in_shape(everything, call)
    assert isinstance(made, dict)
    return made


def test_ids_are_digits_money_is_text_and_times_are_unix_seconds(answer: dict[str, Any]) -> None:
    assert answer["id"].isdigit() and len(answer["id"]) == 19
    assert answer["create_time"] == 1_777_900_000
    assert answer["update_time_millis"] == 1_777_900_000_000
    assert answer["currency"] == "USD"
    assert answer["amounts"][0]["amount"] == "19.90"


def test_what_the_path_names_comes_back(answer: dict[str, Any]) -> None:
    assert answer["order_id"] == "4711"


def test_sensitive_fields_are_planted_whatever_their_type(answer: dict[str, Any]) -> None:
    assert answer["phone"].startswith("(+1)541555")
    assert answer["doc_url"] == "http://127.0.0.1/documents/doc_url-1"
    assert answer["delivery_pin"] == "planted-document-01"
    assert answer["creator"]["sold"] == PLANTED_NUMBER
    assert answer["amounts"][0]["cost"] == f"{PLANTED_NUMBER}.50"
    assert answer["creator"]["amount"] == f"{PLANTED_NUMBER}.50"  # all below a sensitive object is sensitive


def test_nothing_fails_and_nothing_goes_on_for_ever(answer: dict[str, Any]) -> None:
    assert not {"errors", "fail_reason"} & answer.keys()
    assert answer["children"] == []


def test_fields_have_the_platforms_names(answer: dict[str, Any]) -> None:
    assert answer["heigth"] == 1
    assert answer["outer"]["inner"] == "Sample deep 1"


def test_a_sandbox_that_is_asked_for_orders_imports_no_declarations() -> None:
    code = (
        "import sys; from tiktok_shop_sdk.sandbox import Platform, Incoming; "
        "Platform().answer(Incoming.of('POST', '/order/202309/orders/search?app_key=x')); "
        "print([m for m in sys.modules if m.startswith('tiktok_shop_sdk.resources.')])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
