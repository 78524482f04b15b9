"""Scripted trouble: every spec befalls the call that it names, before or after the effect as it says."""

from __future__ import annotations

from typing import Any

import pytest

from tiktok_shop_sdk.sandbox import FORMS, BadTrouble
from tiktok_shop_sdk.sandbox.trouble import Script, parse_trouble


@pytest.mark.parametrize(
    ("spec", "status", "code"),
    [
        ("429@2", 429, 36009002),
        ("36009002@2", 200, 36009002),
        ("36009003@2", 200, 36009003),
        ("36009003-after@2", 200, 36009003),
        ("12052700@2", 200, 12052700),
        ("expired@2", 401, 105002),
        ("deauthorized@2", 401, 105001),
        ("address@2", 403, 36009033),
        ("clock@2", 400, 36009004),
    ],
)
def test_a_code_befalls_the_call_that_the_spec_names(new_caller: Any, spec: str, status: int, code: int) -> None:
    caller = new_caller(fail=spec)
    assert caller.shops().json["code"] == 0
    said = caller.shops()
    assert (said.status, said.code) == (status, code)
    [refusal] = caller.platform.report()["refusals"]
    assert refusal["why"] == f"scripted: {spec}" or spec == "clock@2"
    if spec not in ("expired@2", "deauthorized@2"):
        assert caller.shops().json["code"] == 0


@pytest.mark.parametrize(
    ("spec", "status", "text"),
    [
        ("500@1", 500, "Internal Server Error"),
        ("500-after@1", 500, "Internal Server Error"),
        ("503@1", 503, "Service Unavailable"),
        ("403@1", 403, "Forbidden"),
        ("418@1", 418, "Failed"),
        ("garbage@1", 200, "<html>"),
    ],
)
def test_a_status_comes_as_plain_text(new_caller: Any, spec: str, status: int, text: str) -> None:
    caller = new_caller(fail=spec)
    said = caller.shops()
    assert said.status == status
    assert text in said.out.body.decode()
    assert caller.shops().json["code"] == 0


def test_retry_after_comes_as_asked(new_caller: Any) -> None:
    caller = new_caller(fail=["429:5@1", "429@2"])
    assert dict(caller.shops().out.headers)["retry-after"] == "5"
    assert "retry-after" not in dict(caller.shops().out.headers)
    report = caller.platform.report()
    assert report["violations"] == [], "scripted trouble is nobody's fault"


def test_trouble_may_last_for_several_calls(new_caller: Any) -> None:
    caller = new_caller(fail="429*3@2")
    assert [caller.shops().status for _ in range(6)] == [200, 429, 429, 429, 200, 200]


def test_expiry_lasts_until_the_token_is_refreshed(new_caller: Any) -> None:
    caller = new_caller(fail="expired@1")
    tokens = caller.platform.issue_tokens()
    caller.token = tokens["access_token"]
    assert [caller.shops().code for _ in range(2)] == [105002, 105002]
    caller.token = caller.token_refresh(tokens["refresh_token"]).data["access_token"]
    assert caller.shops().json["code"] == 0


def test_a_withdrawal_takes_the_refresh_token_too(new_caller: Any) -> None:
    caller = new_caller(fail="deauthorized@1")
    tokens = caller.platform.issue_tokens()
    caller.token = tokens["access_token"]
    assert [caller.shops().code for _ in range(2)] == [105001, 105001]
    assert caller.token_refresh(tokens["refresh_token"]).code == 36004001


@pytest.mark.parametrize(
    ("spec", "happened"),
    [
        ("cut@1", True),
        ("cut-before@1", False),
        ("garbage@1", True),
        ("500@1", False),
        ("500-after@1", True),
        ("36009003@1", False),
        ("36009003-after@1", True),
        ("429@1", False),
        ("slow:2@1", True),
    ],
)
def test_a_write_happens_or_not_as_the_spec_says(new_caller: Any, spec: str, happened: bool) -> None:
    caller = new_caller(fail=spec)
    product = next(one for one in caller.shop.products.values() if len(next(iter(one.skus.values())).stock) == 1)
    sku = next(iter(product.skus.values()))
    path = f"/product/202309/products/{product.id}/inventory/update"
    said = caller.call("POST", path, {}, {"skus": [{"id": sku.id, "inventory": [{"quantity": 12345}]}]})
    assert (list(sku.stock.values()) == [12345]) is happened
    assert said.out.cut is spec.startswith("cut")
    assert said.out.delay == (2.0 if spec.startswith("slow") else 0.0)


def test_trouble_befalls_token_calls_when_it_says_so(new_caller: Any) -> None:
    caller = new_caller(fail="503@token1,cut@token2,cut-before@token3")
    code = caller.platform.issue_code()
    assert caller.token_get(code).status == 503
    said = caller.token_get(code)
    assert said.out.cut
    refresh = said.data["refresh_token"]
    assert caller.token_refresh(refresh).out.cut
    assert caller.token_refresh(refresh).json["code"] == 0, "the third call had no effect"


def test_trouble_is_put_on_the_list_while_running(caller: Any) -> None:
    caller.shops()
    added = caller.plain("POST", "/_sandbox/script", {"fail": "429@+2, 503@+1"}).json["added"]
    assert [(one["spec"], one["first"]) for one in added] == [("429@+2", 3), ("503@+1", 2)]
    assert [caller.shops().status for _ in range(3)] == [503, 429, 200]
    caller.platform.trouble(["500@token+1"])
    assert caller.token_get("x").status == 500
    assert caller.plain("POST", "/_sandbox/script", {"fail": ["403@+1"]}).status == 200
    assert caller.shops().status == 403


@pytest.mark.parametrize("body", [b"", b"[]", {"other": 1}, {"fail": 5}])
def test_the_side_door_explains_what_it_wants(caller: Any, body: Any) -> None:
    said = caller.plain("POST", "/_sandbox/script", body)
    assert said.status == 400
    assert '{"fail": "429@+1"}' in said.json["error"]


@pytest.mark.parametrize(
    "spec",
    [
        "429",
        "@5",
        "429@0",
        "429@x",
        "200@5",
        "4290@5",
        "500:3@5",
        "500-before@5",
        "unknown@5",
        "slow@5",
        "cut:3@5",
        "move@5",
        "garbage-after@5",
        "cut-after@5",
        "expired@token1",
        "429*0@5",
    ],
)
def test_a_bad_spec_is_refused_with_the_forms(caller: Any, spec: str) -> None:
    with pytest.raises(BadTrouble, match="cannot read the trouble") as caught:
        parse_trouble(spec)
    assert FORMS in str(caught.value)
    said = caller.plain("POST", "/_sandbox/script", {"fail": [f"503@1,{spec}"]})
    assert said.status == 400
    assert "429:5@130" in said.json["error"]
    assert caller.shops().status == 200, "all of a script is taken, or none"


def test_specs_count_calls_and_token_calls_apart() -> None:
    script = Script("500@1,500@token2")
    assert [len(script.next_token_call()) for _ in range(3)] == [0, 1, 0]
    assert [len(script.next_call()) for _ in range(3)] == [1, 0, 0]
