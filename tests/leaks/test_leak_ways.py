"""Each way in which a value leaks around a stripper, on all exits, through both clients; and a client that leaks."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click
import httpx
import pydantic
import pytest
import respx

from tests.flow.test_leaks import written
from tests.flow.test_otel import Telemetry
from tests.flow.test_wire import Wire, load, net, wire
from tests.leaks.exits import Exits
from tests.webhooks.conftest import Desk, an_event, signature
from tiktok_shop_sdk import PurposeStatement
from tiktok_shop_sdk.cli.app import app
from tiktok_shop_sdk.errors import ShopError

__all__ = ["net", "wire"]
SHOP = "7495000000000000001"
ROUTE = "POST /order/202599/orders/export"
PHONE, NAME, TOKEN = "+1 541 555 0142", "Avery Zq7", "access-1"
PLANTED = [PHONE, "5415550142", NAME, "avery.zq7@example.com", TOKEN, "refresh-1", "ROW_xkMbgAAAeVAQra0eZWebFQq5aIK"]
PERSON = {"name": NAME, "phone_number": PHONE, "full_address": f"{NAME}, 12 Lane", "region_code": "US"}
ORDER = {"id": "576800000000000101", "buyer_email": "avery.zq7@example.com", "recipient_address": PERSON}

Answer = Callable[[httpx.Request], httpx.Response]


def data(value: Any, status: int = 200, **headers: str) -> Answer:
    body = {"code": 0, "message": "Success", "request_id": "1" * 32, "data": value}
    return raw(json.dumps(body).encode(), status, **headers)


def raw(body: bytes, status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: httpx.Response(status, content=body, headers=named)


def refused(message: str, code: int = 36009004, status: int = 200) -> Answer:
    return raw(json.dumps({"code": code, "message": message, "request_id": PHONE, "data": None}).encode(), status)


def broken(error: type[Exception]) -> Answer:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error(f"x-tts-access-token: {TOKEN} for {PHONE} {NAME}")

    return fail


ORDERS = {"orders": [ORDER], "total_count": 1}
FULL = json.dumps({"code": 0, "data": ORDERS}, ensure_ascii=False)
WAYS: dict[str, list[Answer]] = {
    "declared fields": [data(ORDERS)],
    "undeclared fields": [data({"orders": [{**ORDER, "new": PERSON, "extra_phone": PHONE}], "more": [PHONE]})],
    "a phone as a number": [data({"orders": [{**ORDER, "recipient_address": {"phone_number": 5415550142}}]})],
    "a map keyed by the value": [data({"orders": [{**ORDER, PHONE: {NAME: 1}}]})],
    "duplicate keys": [raw(f'{{"code":0,"data":{{"phone":"{PHONE}","phone":"{NAME}","orders":[]}}}}'.encode())],
    "json within a text": [data({"orders": [{**ORDER, "more": json.dumps(json.dumps(PERSON))}]})],
    "headers of the answer": [data(ORDERS, x_echo=f"{PHONE} {NAME} {TOKEN}", set_cookie=f"a={PHONE}")],
    "a redirect": [raw(b"", 307, location=f"http://127.0.0.1:1/x?phone=5415550142&token={TOKEN}")],
    "words that echo": [refused(f"The value '{PHONE}' of {PHONE} is invalid: avery.zq7@example.com, {TOKEN}")],
    "words of a failure": [refused(f"{NAME} {PHONE}", 36009001, 500)] * 9,
    "words of a 429": [refused(f"{NAME} {PHONE}", 36009002, 429)] * 9,
    "words of a 403": [refused(f"{NAME} {PHONE} {TOKEN}", 36009003, 403)],
    "a page of a gateway": [raw(f"<html>{NAME} {PHONE} {TOKEN}</html>".encode(), 502)] * 9,
    "no json": [raw(f"{NAME} {PHONE}".encode())],
    "json cut off": [raw(FULL.encode()[:-9])],
    "lines of json": [raw(f"{FULL}\n{FULL}".encode())],
    "utf-16": [raw(FULL.encode("utf-16"))],
    "gbk": [raw(json.dumps({"code": 0, "x": f"姓名{PHONE}{NAME}"}, ensure_ascii=False).encode("gbk"))],
    "a byte order mark": [raw(b"\xef\xbb\xbf" + FULL.encode())],
    "invalid utf-8": [raw(FULL.encode().replace(b"Avery", b"\xffAvery"))],
    "too deep": [raw(b'{"code":0,"data":' + b'{"a":' * 100_000 + f'"{PHONE} {NAME}"'.encode() + b"}" * 100_001)],
    "a number that is none": [raw(f'{{"code":NaN,"data":{{"phone":"{PHONE}"}}}}'.encode())],
    "a code that is a value": [raw(f'{{"code":"{PHONE} {NAME}"}}'.encode())],
    "a value that breaks the model": [data({"orders": [{**ORDER, "create_time": f"{NAME} {PHONE}"}]})],
    "a key that breaks the model": [data({"orders": [{**ORDER, "line_items": {f"{NAME} {PHONE}": 1}}]})],
    "a model instead of a list": [data({"orders": {NAME: PHONE}})],
    "a false encoding": [data(ORDERS, content_encoding="br")],
    "an exception that quotes": [broken(httpx.ReadError)] * 9,
    "a header that is refused": [broken(httpx.LocalProtocolError)],
    "a proxy that refuses": [broken(httpx.ProxyError)] * 9,
    "a retry after trouble": [refused(f"{NAME} {PHONE}", 36009001, 500), data(ORDERS)],
    "pages": [data({**ORDERS, "next_page_token": "b"}), data(ORDERS)],
}


def answering(answers: list[Answer]) -> Answer:
    left = list(answers)
    return lambda request: (left.pop(0) if len(left) > 1 else left[0])(request)


def leaking(texts: dict[str, str]) -> dict[str, list[str]]:
    return {exit: found for exit, text in texts.items() if (found := [value for value in PLANTED if value in text])}


def came_of(wire: Wire, use: Callable[[Any], Any]) -> Any:
    try:
        return wire.go(use)
    except ShopError as error:
        return error


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("declared", [True, False], ids=["declared", "by its route"])
def test_a_value_leaves_by_no_exit(
    wire: Wire, net: respx.MockRouter, capfd: pytest.CaptureFixture[str], way: str, declared: bool
) -> None:
    covers = frozenset({"orders:read", ROUTE})
    wire.account = replace(wire.account, statement=PurposeStatement("Sync", covers=covers, filed=date(2024, 3, 1)))
    route = net.route().mock(side_effect=answering(WAYS[way]))

    def use(client: Any) -> Any:
        shop = client.shop(SHOP)
        return shop.orders.search() if declared else shop.call(ROUTE)

    telemetry = Telemetry()
    wire.observers = (telemetry.observer,)
    with Exits() as exits:
        came = came_of(wire, use)
    texts = exits.texts(came, written(wire), capfd.readouterr())
    assert leaking({**texts, "spans and metrics": told_by(telemetry)}) == {}
    for sent in route.calls:
        assert not {"traceparent", "tracestate", "baggage", "cookie", "referer"} & set(sent.request.headers)
        assert TOKEN not in str(sent.request.url)


def told_by(telemetry: Telemetry) -> str:
    spans = telemetry.spans.get_finished_spans()
    assert spans
    return "\n".join(span.to_json() for span in spans) + str(telemetry.points())


FAILING = ["words that echo", "no json", "a value that breaks the model", "an exception that quotes"]


@pytest.mark.parametrize("way", FAILING)
@pytest.mark.parametrize("ending", ["never retrieved", "a group"])
def test_an_error_that_nobody_catches_tells_no_value(
    tmp_path: Path, net: respx.MockRouter, capfd: pytest.CaptureFixture[str], way: str, ending: str
) -> None:
    wire = Wire("async", tmp_path / "state")
    wire.with_grant()
    net.route().mock(side_effect=answering(WAYS[way]))

    async def use(client: Any) -> None:
        task = asyncio.ensure_future(client.shop(SHOP).within(max_wait=1.0).orders.search())
        await asyncio.wait([task])
        assert task.done()

    async def together(client: Any) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(2):
                group.create_task(as_coroutine(client.shop(SHOP).within(max_wait=1.0).orders.search()))

    came: Any = None
    with Exits() as exits:
        try:
            wire.go(use if ending == "never retrieved" else together)
        except ExceptionGroup as error:
            came = error
        gc.collect()
    never = [record for record in exits.records if "never retrieved" in record.getMessage()]
    assert len(never) == (ending == "never retrieved") and (came is None) == bool(never)
    assert leaking(exits.texts(came, written(wire), capfd.readouterr())) == {}


async def as_coroutine(call: Any) -> Any:
    return await call


SIGNED = {
    "no event": f"{NAME} {PHONE}".encode(),
    "an event that does not fit": an_event(1, order_id=[PHONE, NAME], buyer_phone=PHONE, update_time=NAME),
    "an unknown event": an_event(99, phone=PHONE, more=json.dumps(PERSON)),
    "a kind that is a value": json.dumps({"type": f"{PHONE} {NAME}"}).encode(),
    "text that cannot be read": b'{"type":1,"data":{"order_id":"\xff' + f'{PHONE} {NAME}"}}}}'.encode(),
}


@pytest.mark.parametrize("signed", [True, False], ids=["signed", "not signed"])
@pytest.mark.parametrize("way", SIGNED)
def test_a_webhook_tells_no_value(tmp_path: Path, capfd: pytest.CaptureFixture[str], way: str, signed: bool) -> None:
    desk, body = Desk("blocking", tmp_path / "state"), SIGNED[way]
    with Exits() as exits:
        events = desk.keep_all()
        status = desk.receiver.receive(body, signature(body) if signed else f"{PHONE} {NAME}")
        desk.work()
        desk.receiver.close()
    assert (status == 401) is not signed
    kept = "\n".join(
        path.read_bytes().decode("latin-1")
        for path in tmp_path.rglob("*")
        if path.is_file() and path.name != "tokens.json"
    )
    assert leaking(exits.texts(events, kept, capfd.readouterr())) == {}


def test_the_command_line_takes_no_secret_that_a_list_of_processes_would_show() -> None:
    def parameters(command: click.Command) -> list[str]:
        found = [parameter.name or "" for parameter in command.params]
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                found += parameters(command.get_command(context, name) or click.Command(None))
        return found

    taken = parameters(app)
    assert "from_app_store" in taken  # the control: all commands are there
    assert [name for name in taken if re.search("secret|token|password|cipher|code|sign", name)] == []


class Loose(pydantic.BaseModel, extra="allow"):
    """What the control reads with."""

    code: int
    data: Any = None


def loosely(answers: list[Answer]) -> Any:
    """A plain client, as bad as they are written: it logs, raises from, and keeps everything."""
    transport = httpx.MockTransport(answering(answers))
    with httpx.Client(transport=transport, headers={"x-tts-access-token": TOKEN}) as client:
        answer = client.get(f"http://127.0.0.1:1/orders?access_token={TOKEN}")
        try:
            answer.raise_for_status()
            return Loose.model_validate_json(answer.content)
        except (httpx.HTTPError, ValueError) as error:
            raise RuntimeError(f"failed: {error}") from error


@pytest.mark.parametrize("way", WAYS)
def test_a_plain_client_leaks_on_every_way(way: str, capfd: pytest.CaptureFixture[str]) -> None:
    """The control: the same harness finds the values where nothing holds them back."""
    came: Any
    with Exits() as exits:
        try:
            came = loosely(WAYS[way])
        except Exception as error:
            came = error
            logging.getLogger("control").warning("failed: %s", error)
    assert leaking(exits.texts(came, "", capfd.readouterr()))


def test_the_fixtures_lose_nothing_that_is_wanted(wire: Wire, net: respx.MockRouter) -> None:
    fixture = load("get_order_detail")
    net.route().mock(return_value=httpx.Response(200, json=fixture))
    (order,) = wire.go(lambda client: client.shop(SHOP).orders.get(["576800000000000101"]))
    (sent,) = fixture["data"]["orders"]
    assert (order.id, order.status) == (sent["id"], sent["status"])
    assert [line.sku_id for line in order.line_items] == [line["sku_id"] for line in sent["line_items"]]
    assert format(order.payment.total_amount, "f") == sent["payment"]["total_amount"]
    assert order.recipient_address.region_code == sent["recipient_address"]["region_code"]
