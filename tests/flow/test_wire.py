"""What really goes over httpx's transport: signature, headers, bytes; each fixture through both clients."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import respx

from tests.flow.conftest import Rig
from tests.flow.test_leaks import Ears, everything_about, leaks, printed, written
from tests.virtual import VirtualClock
from tiktok_shop_sdk import App, Limits, PurposeStatement, TikTokShop, Window
from tiktok_shop_sdk.core.operation import UNSET, M, Query, Resource, operation
from tiktok_shop_sdk.core.request import Upload
from tiktok_shop_sdk.errors import (
    AllowanceUsedUp,
    ApiError,
    ClockSkew,
    ConsentNeeded,
    EgressNotAllowed,
    ScopeMissing,
    ServerError,
    ShopError,
    ShopInactive,
    Throttled,
    TokenRejected,
)

FIXTURES = Path(__file__).parents[1] / "fixtures"
URL = "http://127.0.0.1:1"


class Wires(Resource[M]):
    """Operations of these tests: the ones that the vectors were made for, and one of each shape."""

    @operation("GET /event/202309/webhooks", quota="both", reads="account")
    def webhooks(self) -> None: ...

    @operation("PUT /event/202309/webhooks", quota="both", writes="account")
    def subscribe(self, *, event_type: str, address: str) -> None: ...

    @operation("POST /product/202309/random/{id}", quota="both", writes="account")
    def post(self, id: str, *, q: Query[str] = UNSET, many: Query[list[str]] = UNSET, body: Any = UNSET) -> None: ...

    @operation("DELETE /product/202309/random", quota="both", writes="account")
    def delete(self, *, q: str = UNSET, body: Annotated[Any, "body"] = UNSET) -> None: ...

    @operation("POST /product/202309/keyed", quota="both", writes="account", idempotency_key="idempotency_key")
    def keyed(self, *, title: str, idempotency_key: str = UNSET) -> None: ...

    @operation("POST /product/202309/random/files/upload", quota="both", writes="account", multipart=True)
    def upload(self, *, data: Upload, use_case: str = UNSET) -> None: ...


class Wire(Rig):
    """The rig over httpx's own transports, intercepted by respx."""

    def transport(self) -> Any:
        return None

    def with_grant(self, cipher: str = "ROW_xkMbgAAAeVAQra0eZWebFQq5aIK") -> None:
        """As after a consent: tokens and a shop on file."""
        from tiktok_shop_sdk import home
        from tiktok_shop_sdk.core.secret import Secret
        from tiktok_shop_sdk.core.tokens import Grant

        wall = self.clock.wall()
        house = home.enter(self.account, clock=self.clock)
        house.keep(
            Grant(
                Secret("access-1"),
                wall + 7 * 86400,
                Secret("refresh-1"),
                wall + 9e6,
                "7010000000000000001",
                obtained=wall,
            )
        )
        house.tokens.change(lambda kept: kept.with_ciphers({"7495000000000000001": Secret(cipher)}))
        home.leave(house)


@pytest.fixture(params=["async", "blocking"])
def wire(request: pytest.FixtureRequest, tmp_path: Path) -> Wire:
    made = Wire(request.param, tmp_path / "state")
    fast = Limits.articles_2024_07(pace=0.0, product=Window("product", 10**6, 60.0), order=Window("order", 10**6, 60.0))
    made.account = replace(made.account, limits=fast)
    made.with_grant()
    return made


@pytest.fixture
def net() -> Iterator[respx.MockRouter]:
    with respx.mock(base_url=URL, assert_all_called=False) as router:
        yield router


def good(data: Any = None) -> httpx.Response:
    return httpx.Response(200, json={"code": 0, "message": "Success", "data": data or {}, "request_id": "1" * 32})


def expected_sign(request: httpx.Request, secret: str) -> str:
    """By the page's words, from what arrived; shares nothing with the package."""
    split = urlsplit(str(request.url))
    pairs = sorted(parse_qsl(split.query, keep_blank_values=True))
    text = split.path + "".join(k + v for k, v in pairs if k not in ("sign", "access_token"))
    message = secret.encode() + text.encode()
    if not request.headers["content-type"].startswith("multipart/form-data"):
        message += request.content
    return hmac.new(secret.encode(), message + secret.encode(), hashlib.sha256).hexdigest()


def on_shop(client: Any) -> Any:
    return Wires(client.shop("7495000000000000001"))


VECTORS = {
    1: ("29a39d", 1623812664, "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8"),
    2: ("68xu9ks5p4i8", 1696909648, "ed58e1b5e59865c22a7b828c1cab65007441f43cc91a6cb2f2cdc638e0995a37"),
    3: ("68xu9ks5p4i8", 1696909648, "701dd6deb2389fe4c469b89bd37fc56f96a6da6afeb4d01c9077a65169752fa7"),
}
CALLS = {
    1: lambda client: client.shops(),
    2: lambda client: on_shop(client).webhooks(),
    3: lambda client: on_shop(client).subscribe(event_type="PACKAGE_UPDATE", address="https://partner.tiktokshop.com"),
}


@pytest.mark.parametrize("number", VECTORS)
def test_the_vectors_hold_through_the_real_path(wire: Wire, net: respx.MockRouter, number: int) -> None:
    key, timestamp, sign = VECTORS[number]
    wire.clock = VirtualClock(wall=float(timestamp))
    statement = PurposeStatement("x", covers={"orders:read"}, filed=wire.account.statement.filed.replace(year=2020))
    wire.account = replace(
        wire.account, name=f"vector-{number}", app=App(key=key, secret="e59af819cc"), statement=statement
    )
    wire.with_grant()
    route = net.route().mock(return_value=good())
    wire.go(CALLS[number])
    sent = route.calls.last.request
    assert dict(parse_qsl(sent.url.query.decode()))["sign"] == sign
    assert sent.headers["x-tts-access-token"] == "access-1"
    assert sent.headers["user-agent"] == wire.account.user_agent.header


ALPHABET = "abcXYZ019 +/=&?%#~._-\"'\\中文店铺😀🛒é\n\t"


def random_call(source: random.Random) -> Any:
    def text(length: int = 12) -> str:
        return "".join(source.choice(ALPHABET) for _ in range(source.randrange(length)))

    body: Any = source.choice(
        [
            {text(): text(), "n": source.randrange(10**18)},
            [text(), None, True],
            text(),
            {"deep": [{"a": {text(): 1.5}}]},
        ]
    )
    many = [text().replace(",", "") for _ in range(source.randrange(4))]
    kind = source.randrange(4)
    if kind == 0:
        return lambda wires: wires.post(str(source.randrange(10**9)), q=text(), many=many, body=body)
    if kind == 1:
        return lambda wires: wires.delete(q=text(), body=body)
    if kind == 2:
        upload = Upload("图片.png", source.randbytes(50), "image/png")
        return lambda wires: wires.upload(data=upload, use_case=text())
    return lambda wires: wires.post("1")


def test_a_thousand_random_requests_are_signed_as_an_independent_reader_signs_them(
    wire: Wire, net: respx.MockRouter
) -> None:
    seen: list[str] = []

    def judge(request: httpx.Request) -> httpx.Response:
        query = dict(parse_qsl(request.url.query.decode(), keep_blank_values=True))
        assert query["sign"] == expected_sign(request, wire.account.app.secret.reveal())
        assert request.content != b"{}"
        seen.append(request.method)
        return good()

    net.route().mock(side_effect=judge)
    source = random.Random(20240714)

    def blocking(client: Any) -> None:
        for _ in range(1000):
            random_call(source)(on_shop(client))

    async def awaitable(client: Any) -> None:
        for _ in range(1000):
            await random_call(source)(on_shop(client))

    wire.go(blocking if wire.kind == "blocking" else awaitable)
    assert len(seen) == 1000 and {"POST", "DELETE"} <= set(seen)


def test_a_write_with_an_idempotency_key_is_repeated_under_the_same_key(wire: Wire, net: respx.MockRouter) -> None:
    route = net.route().mock(side_effect=[httpx.ReadError("cut"), good(), good()])
    wire.go(lambda client: on_shop(client).keyed(title="a"))
    first, second = (json.loads(call.request.content)["idempotency_key"] for call in route.calls)
    assert first == second and len(first) == 32
    wire.go(lambda client: on_shop(client).keyed(title="a", idempotency_key="mine"))
    assert json.loads(route.calls.last.request.content)["idempotency_key"] == "mine"


def test_no_redirect_is_followed_and_nothing_of_the_environment_is_used(
    wire: Wire, net: respx.MockRouter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.log"))
    elsewhere = net.route(path="/elsewhere").mock(return_value=good())
    net.route().mock(return_value=httpx.Response(307, headers={"location": f"{URL}/elsewhere"}))
    with pytest.raises(ShopError):
        wire.go(lambda client: client.shops())
    assert elsewhere.call_count == 0
    assert not (tmp_path / "keys.log").exists()


def orders_search(client: Any) -> Any:
    return client.shop("7495000000000000001").orders.search()


def orders_get(client: Any) -> Any:
    return client.shop("7495000000000000001").orders.get(["576800000000000101"])


GOOD: dict[str, Any] = {
    "get_authorized_shops": lambda client: client.shops(),
    "get_order_detail": orders_get,
    "get_order_list.empty": orders_search,
    "get_order_list.last_page": orders_search,
    "get_product": lambda client: client.shop("7495000000000000001").products.get("1729900000000000100"),
    "search_returns": lambda client: client.shop("7495000000000000001").returns.search(),
    "search_products": lambda client: client.shop("7495000000000000001").products.search(),
    "update_inventory": lambda client: client.shop("7495000000000000001").products.update_inventory(
        "1729900000000000100",
        skus=[
            {
                "id": "1729900000000000321",
                "inventory": [{"warehouse_id": "7400000000000000009", "quantity": 40}],
            }
        ],
    ),
}
BAD: dict[str, type[ShopError]] = {
    "error.app_key_invalid": ApiError,
    "error.business": ApiError,
    "error.cipher_missing": ApiError,
    "error.cipher_unexpected": ApiError,
    "error.internal": ServerError,
    "error.ip_denied": EgressNotAllowed,
    "error.path_unknown": ApiError,
    "error.rate_limit": Throttled,
    "error.rate_limit_retry_after": Throttled,
    "error.sandbox_hourly_limit": AllowanceUsedUp,
    "error.scope_missing": ScopeMissing,
    "error.shop_inactive": ShopInactive,
    "error.sign_invalid": ApiError,
    "error.sign_missing": ApiError,
    "error.timestamp_old": ClockSkew,
    "error.token_deauthorized": ConsentNeeded,
    "error.token_expired": TokenRejected,
    "error.unavailable_503": ServerError,
    "error.version_invalid": ApiError,
}
# Sensitive values of the fixtures, as they stand there.
SENSITIVE = [
    "5415550142", "Avery", "12 Example Lane", "Sampleton", "97400", "v2b2v4exampletoken", "7497000000000000077",
    "avery.ex", "Please leave at the door", "Credit/Debit Card", "cdn.test/a.jpeg",
]  # fmt: skip


def load(name: str) -> Any:
    return json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))


def test_every_fixture_has_its_test() -> None:
    handled = {*GOOD, *BAD, "get_order_list.page1", "update_inventory.request", *TOKENS}
    fixtures = {path.stem for path in FIXTURES.glob("*.json")}
    assert {name for name in fixtures if not name.startswith("webhook.")} == handled  # webhooks: tests/webhooks


@pytest.mark.parametrize("name", GOOD)
def test_a_good_fixture_becomes_a_typed_result_without_a_sensitive_value(
    wire: Wire, net: respx.MockRouter, name: str
) -> None:
    net.route().mock(return_value=httpx.Response(200, json=load(name)))
    with Ears() as ears:
        result = wire.go(GOOD[name])
    assert result is not None
    for text in (printed(result), ears.heard(), written(wire)):
        assert leaks(text, SENSITIVE) == []


def test_the_pages_of_the_fixtures_are_followed(wire: Wire, net: respx.MockRouter) -> None:
    first, last = load("get_order_list.page1"), load("get_order_list.last_page")
    route = net.route().mock(side_effect=[httpx.Response(200, json=first), httpx.Response(200, json=last)])
    orders = wire.go(orders_search)
    assert len(orders) == len(first["data"]["orders"]) + len(last["data"]["orders"])
    query = dict(parse_qsl(route.calls.last.request.url.query.decode()))
    assert query["page_token"] == first["data"]["next_page_token"]
    assert leaks(printed(orders), SENSITIVE) == []


@pytest.mark.parametrize("name", BAD)
def test_a_bad_fixture_becomes_its_error(wire: Wire, net: respx.MockRouter, name: str) -> None:
    fixture = load(name)
    content = fixture["body_text"].encode() if "body_text" in fixture else json.dumps(fixture["body"]).encode()
    refused = httpx.Response(fixture["http_status"], headers=fixture["headers"], content=content)
    refreshed = httpx.Response(200, json=load("token_refresh"))
    net.route(path="/api/v2/token/refresh").mock(return_value=refreshed)
    net.route().mock(return_value=refused)
    with Ears() as ears, pytest.raises(BAD[name]) as error:
        wire.go(orders_get)
    assert error.value.operation == "orders.get"
    assert error.value.next_step and not error.value.next_step_zh.isascii()
    if "body" in fixture:
        assert error.value.code == fixture["body"]["code"]
        assert error.value.request_id == fixture["body"]["request_id"]
    for text in (everything_about(error.value), ears.heard(), written(wire)):
        assert leaks(text, ["access-1", "refresh-1", "TTP_example", "ROW_xkM"]) == []


TOKENS = {"token_get": None, "token_get.invalid_code": ConsentNeeded, "token_refresh": None}


@pytest.mark.parametrize("name", ["token_get", "token_get.invalid_code"])
def test_the_token_fixtures_become_a_grant_or_the_right_error(wire: Wire, net: respx.MockRouter, name: str) -> None:
    wire.clock = VirtualClock(wall=1777900000.0)
    net.route(path="/api/v2/token/get").mock(return_value=httpx.Response(200, json=load(name)))
    wanted = TOKENS[name]
    if wanted is None:
        status = wire.go(lambda client: client.auth_exchange("a-code"))
        assert status.access_expires.timestamp() == 1778504800  # absolute, despite its name
        assert status.seller_name == "Sample Seller"
    else:
        with pytest.raises(wanted):
            wire.go(lambda client: client.auth_exchange("a-code"))


def test_a_caller_s_transport_is_for_a_sandbox_only(tmp_path: Path) -> None:
    from tests.flow.conftest import an_account
    from tiktok_shop_sdk import Endpoints
    from tiktok_shop_sdk.errors import DeclarationError

    with pytest.raises(DeclarationError, match="sandbox on this machine"):
        TikTokShop(an_account(tmp_path, endpoints=Endpoints()), transport=httpx.HTTPTransport())
