"""Authorization: no cipher or token is ever shown."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import AnswerUnreadable
from tiktok_shop_sdk.resources.authorization import Authorization

FIXTURES = Path(__file__).parents[1] / "fixtures"


def opened(declaration: Declaration[..., Any], body: bytes) -> Any:
    return declaration.reader.open(Response(200, {}, body), Stripper(), operation=declaration.id)


def answered(declaration: Declaration[..., Any], data: Any) -> Any:
    answer = opened(declaration, json.dumps({"code": 0, "data": data}).encode())
    assert answer.error is None, answer.error
    return answer.result


def test_the_granted_shops_come_with_their_ciphers_and_do_not_show_them() -> None:
    answer = opened(Authorization.shops, (FIXTURES / "get_authorized_shops.json").read_bytes())
    home, abroad = answer.result
    assert (home.id, home.name, home.region, home.code) == (
        "7495000000000000001",
        "Sample Shop US",
        "US",
        "USLCEXAMPLE1",
    )
    assert (home.seller_type, abroad.seller_type) == ("LOCAL", "CROSS_BORDER")
    assert home.cipher.reveal() == "TTP_exampleCipherAAAA0000"
    shown = repr(answer.result) + str(home) + home.model_dump_json() + repr(home.model_dump())
    shown += repr(home.to_dict()) + repr(home.model_copy(deep=True)) + repr(vars(home))
    assert "exampleCipher" not in shown
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(home)


def test_a_category_asset_and_a_widget_token_do_not_show_themselves_either() -> None:
    category = {"id": 7, "name": "TAP"}
    (asset,) = answered(
        Authorization.category_assets, {"category_assets": [{"cipher": "hidden", "category": category}]}
    )
    token = answered(Authorization.widget_token, {"widget_token": {"token": "hidden", "expire_at": 1777900000}})
    assert "hidden" not in repr([asset, token]) + asset.model_dump_json() + token.model_dump_json()
    assert (asset.cipher.reveal(), token.token.reveal()) == ("hidden", "hidden")
    assert asset.category.id == "7"
    assert token.expire_at == datetime(2026, 5, 4, 13, 6, 40, tzinfo=UTC)


def test_a_cipher_of_the_wrong_type_is_not_told() -> None:
    body = {"code": 0, "data": {"shops": [{"id": "1", "cipher": ["TTP_exampleCipherAAAA0000"]}]}}
    error = opened(Authorization.shops, json.dumps(body).encode()).error
    assert isinstance(error, AnswerUnreadable)
    assert "exampleCipher" not in str(error) + repr(vars(error))


def test_without_a_grant_there_are_no_shops() -> None:
    assert answered(Authorization.shops, {}) == []
    assert answered(Authorization.shops, {"shops": None}) == []
    assert answered(Authorization.deauthorize_shop, {}) is None


def test_a_widget_token_may_be_asked_for_one_shop() -> None:
    assert Authorization.widget_token.bind(shop_id="7495000000000000001").query == {"shop_id": "7495000000000000001"}
    assert Authorization.widget_token.bind().query == {}
