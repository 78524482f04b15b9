"""The sandbox refuses what the platform refuses, in the platform's order and words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tiktok_shop_sdk.sandbox.declared import missing_declarations
from tiktok_shop_sdk.sandbox.endpoints import ENDPOINTS
from tiktok_shop_sdk.sandbox.platform import _ANSWERS
from tiktok_shop_sdk.sandbox.signature import expected_sign

SEARCH = "/order/202309/orders/search"
DETAIL = "/order/202507/orders"
VECTORS = [
    (
        "e59af819cc",
        "/authorization/202309/shops",
        {"app_key": "29a39d", "timestamp": "1623812664"},
        b"",
        "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8",
    ),
    (
        "e59af819cc",
        "/event/202309/webhooks",
        {
            "app_key": "68xu9ks5p4i8",
            "shop_cipher": "ROW_xkMbgAAAeVAQra0eZWebFQq5aIK",
            "timestamp": "1696909648",
        },
        b"",
        "ed58e1b5e59865c22a7b828c1cab65007441f43cc91a6cb2f2cdc638e0995a37",
    ),
    (
        "e59af819cc",
        "/event/202309/webhooks",
        {
            "app_key": "68xu9ks5p4i8",
            "shop_cipher": "ROW_xkMbgAAAeVAQra0eZWebFQq5aIK",
            "timestamp": "1696909648",
        },
        b'{"event_type":"PACKAGE_UPDATE","address":"https://partner.tiktokshop.com"}',
        "701dd6deb2389fe4c469b89bd37fc56f96a6da6afeb4d01c9077a65169752fa7",
    ),
    (
        "app_secret",
        "/test-api",
        {"foo": "bar"},
        b"",
        "d3cb7fe11ecae942802ceeca67e7cf10120cc12f1517d45fbc1c8cfe5413c80f",
    ),
]


@pytest.mark.parametrize(("secret", "path", "query", "body", "sign"), VECTORS)
def test_both_signatures_agree_with_the_published_vectors(
    secret: str, path: str, query: dict[str, str], body: bytes, sign: str, signer: Any
) -> None:
    assert expected_sign(secret, path, query.items(), body, "application/json") == sign
    assert signer(secret, path, query, body) == sign


def test_a_multipart_body_is_not_signed() -> None:
    arguments = ("s", "/p", {"a": "1"}.items())
    assert expected_sign(*arguments, b"file", "multipart/form-data") == expected_sign(*arguments, b"", "")


def test_a_good_call_succeeds_and_tells_its_request_id(caller: Any) -> None:
    said = caller.shops()
    assert said.status == 200
    assert said.json["message"] == "Success"
    assert caller.platform.referee.by_request_id(said.json["request_id"]).operation.endswith("/shops")


@pytest.mark.parametrize(
    ("spoil", "status", "code", "words"),
    [
        ({"query": {"app_key": "other"}}, 400, 36009004, "'app_key'"),
        ({"drop": ("app_key",)}, 400, 36009004, "'app_key'"),
        # the key is looked at before the signature
        ({"query": {"app_key": "other"}, "sign": "00"}, 400, 36009004, "'app_key'"),
        ({"drop": ("sign",)}, 400, 36009004, "No signature"),
        ({"sign": "00" * 32}, 401, 106001, "sign is invalid"),
        ({"sign": "\u00e9"}, 401, 106001, "sign is invalid"),
        ({"secret": "wrong"}, 401, 106001, "sign is invalid"),
        # the signature is looked at before the timestamp
        ({"query": {"timestamp": "1"}, "sign": "00"}, 401, 106001, "sign is invalid"),
        ({"drop": ("timestamp",)}, 400, 36009004, "'timestamp'"),
        ({"query": {"timestamp": "17779000000"}}, 400, 36009004, "'timestamp'"),
        ({"headers": {"x-tts-access-token": ""}}, 400, 36009004, "token header"),
        ({"headers": {"x-tts-access-token": "never-issued"}}, 401, 105001, "deauthorized"),
        ({"drop": ("shop_cipher",)}, 400, 106013, "Missing identifier"),
        ({"query": {"shop_cipher": "ROW_other"}}, 401, 101000, "shop_cipher"),
        ({"query": {"category_asset_cipher": "x"}}, 400, 36009004, "'category_asset_cipher' is not required"),
        ({"headers": {"content-type": "text/plain"}}, 400, 36009022, "JSON"),
        ({"headers": {"content-type": ""}, "body": {}}, 400, 36009022, "JSON"),
        ({"body": b"{oops"}, 400, 36009022, "JSON"),
        ({"body": b"[1]"}, 400, 36009022, "JSON"),
        ({"body": b"\xff"}, 401, 106001, "sign"),
    ],
)
def test_what_is_wrong_with_a_call_is_said_in_the_platforms_words(
    caller: Any, spoil: dict[str, Any], status: int, code: int, words: str
) -> None:
    if spoil.get("body") == b"\xff":
        spoil = {"body": b"\xff", "sign": "00"}
    said = caller.call("POST", SEARCH, **{"query": {"page_size": 10}, **spoil})
    assert (said.status, said.code) == (status, code)
    assert words in said.message
    assert said.json["data"] is None
    [refusal] = caller.platform.report()["refusals"]
    assert (refusal["status"], refusal["code"]) == (status, code)


@pytest.mark.parametrize(("ahead", "accepted"), [(-301, False), (-300, True), (30, True), (31, False)])
def test_the_clock_may_be_five_minutes_behind_and_thirty_seconds_ahead(
    caller: Any, clock: Any, ahead: int, accepted: bool
) -> None:
    said = caller.call("GET", "/authorization/202309/shops", {"timestamp": int(clock()) + ahead}, shop=False)
    assert (said.json["code"] == 0) is accepted
    if not accepted:
        assert "timestamp" in said.message


def test_an_unknown_path_a_wrong_method_and_a_neighbours_version_are_refused(caller: Any) -> None:
    assert caller.call("GET", "/order/202309/nothing").code == 36009009
    assert caller.call("GET", "/order/209901/orders").status == 404
    assert caller.call("GET", SEARCH).code == 36009010
    assert caller.call("DELETE", "/product/202309/products/1").code == 36009010


def test_a_query_parameter_given_twice_is_refused(caller: Any) -> None:
    target, headers, _ = caller.request("GET", DETAIL, {"ids": "1"})
    assert caller.plain("GET", target + "&ids=2", **headers).code == 36009004


def test_seller_endpoints_refuse_a_shop_cipher(caller: Any) -> None:
    said = caller.call("GET", "/authorization/202309/shops")
    assert (said.status, said.code) == (400, 36009004)
    assert "'shop_cipher' is not required" in said.message


def test_a_cipher_of_another_sellers_shop_is_refused(caller: Any) -> None:
    stranger = caller.platform.world.sellers[1].shops[0]
    assert caller.call("GET", DETAIL, {"ids": "1", "shop_cipher": stranger.cipher}).code == 101000


def test_a_partners_endpoint_refuses_a_sellers_token(caller: Any) -> None:
    assert caller.call("GET", "/authorization/202405/category_assets", shop=False).code == 101000


def test_a_scope_that_was_not_granted_is_refused(caller: Any) -> None:
    caller.token = caller.platform.issue_tokens(scopes=["seller.product.basic"])["access_token"]
    said = caller.search()
    assert (said.status, said.code, said.message) == (403, 105005, "Access denied.")


def test_an_expired_token_is_refused_after_seven_days(caller: Any, clock: Any) -> None:
    clock.now += 7 * 86400 - 1
    assert caller.shops().json["code"] == 0
    clock.now += 1
    said = caller.shops()
    assert (said.status, said.code) == (401, 105002)


def test_a_withdrawn_grant_is_refused(caller: Any) -> None:
    other = caller.platform.issue_tokens(caller.platform.world.sellers[1])["access_token"]
    caller.platform.withdraw()
    assert caller.shops().code == 105001
    caller.token = other
    assert caller.shops().json["code"] == 0


def test_a_token_of_another_app_is_refused(new_caller: Any) -> None:
    caller = new_caller(apps={"sandboxappkey": "sandbox-app-secret-not-a-real-one", "second": "s2"})
    caller.token = caller.platform.issue_tokens(app_key="second")["access_token"]
    assert caller.shops().code == 105001


@pytest.mark.parametrize(
    ("agent", "missing"),
    [
        ("acme-erp/2.4 (ops@acme.example; TK-CERT-00017) tiktok-shop-sdk/0.1.0", ()),
        ("acme-erp/2.4 (https://acme.example/contact; uncertified)", ()),
        ("acme/1 (acme.example; none)", ()),
        ("", ("application/version", "contact", "certificate")),
        ("python-httpx/0.28.1", ("contact", "certificate")),
        ("acme-erp/2.4 (TK-CERT-00017)", ("contact",)),
        ("acme-erp/2.4 (ops@acme.example)", ("certificate",)),
        ("acme-erp/2.4 (ops@acme.example; TK-CERT-1)", ("certificate",)),
        ("acme-erp (ops@acme.example; TK-CERT-00017)", ("application/version",)),
    ],
)
def test_a_user_agent_declares_application_contact_and_certificate(
    new_caller: Any, agent: str, missing: tuple[str, ...]
) -> None:
    assert missing_declarations(agent) == missing
    caller = new_caller(certified_only=True)
    caller.headers["user-agent"] = agent
    said = caller.shops()
    assert said.status == (403 if missing else 200)
    if missing:
        assert said.out.headers[0][1].startswith("text/plain")
        assert all(part in caller.platform.report()["refusals"][0]["why"] for part in missing)


def test_a_tool_that_declares_nothing_is_let_in_and_noted(caller: Any) -> None:
    caller.headers["user-agent"] = "python-httpx/0.28.1"
    assert caller.shops().status == 200
    report = caller.platform.report()
    assert report["undeclared"] == ["python-httpx/0.28.1"] and not report["clean"]


def test_an_address_that_is_not_on_the_allow_list_is_refused(new_caller: Any) -> None:
    caller = new_caller(allowed_addresses=["192.0.2.7"])
    said = caller.shops()
    assert (said.status, said.code) == (403, 36009033)
    caller.address = "192.0.2.7"
    assert caller.shops().json["code"] == 0
    assert caller.platform.report()["addresses"] == ["127.0.0.1", "192.0.2.7"]


def test_uploads_want_multipart_and_the_others_do_not(caller: Any, signer: Any) -> None:
    upload = "/product/202309/images/upload"
    assert caller.call("POST", upload, shop=False).code == 36009023
    target, headers, _ = caller.request("POST", upload, shop=False)
    headers["content-type"] = "multipart/form-data; boundary=x"
    assert caller.plain("POST", target, b"--x--", **headers).data["uri"]


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.key)
def test_every_declared_path_answers_in_an_envelope(caller: Any, endpoint: Any) -> None:
    path = endpoint.path
    for name, value in {
        "{order_id}": next(iter(caller.shop.orders)),
        "{product_id}": next(iter(caller.shop.products)),
        "{category_id}": "601226",
    }.items():
        path = path.replace(name, value)
    path = path.replace("{", "").replace("}", "")
    query = {"page_size": 10, "ids": "1", "platform": "ERP_SYSTEM", "external_order_id": "1"}
    body: dict[str, Any] = {}
    if path.endswith("inventory/search"):
        body = {"product_ids": ["1"]}
    if path.endswith("/external_orders") and endpoint.method == "POST":
        body = {"orders": [{"id": "1", "external_order": {"id": "x", "platform": "ERP_SYSTEM"}}]}
    if endpoint.cipher == "partner":
        return
    headers = {"content-type": "multipart/form-data"} if endpoint.takes_file else {}
    said = caller.call(
        endpoint.method, path, query, body if body else None, shop=endpoint.cipher != "-", headers=headers
    )
    # What has no behaviour of its own demands what its declaration demands (test_every_operation).
    if said.json["code"] == 98001004:
        assert endpoint.key not in _ANSWERS or path.endswith(("inventory/update", "prices/update"))
    else:
        assert said.json["code"] == 0, json.dumps(said.json)
    assert isinstance(said.json["data"], dict)
