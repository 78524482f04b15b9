"""E-pharmacy: pharmacies that were refused are an error, and licence numbers go out but never come in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tiktok_shop_sdk.core.operation import Declaration
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper
from tiktok_shop_sdk.errors import PartialFailure
from tiktok_shop_sdk.resources.epharmacy import Epharmacy


def opened(declaration: Declaration[..., Any], data: Any) -> Any:
    body = json.dumps({"code": 0, "data": data}).encode()
    return declaration.reader.open(Response(200, {}, body), Stripper(frozenset()), operation=declaration.id)


def test_licence_numbers_go_out_and_never_come_in() -> None:
    pharmacist = {"name": "Ani", "practice_license_number": "SIPA-1", "practice_license_expire_time": 1777593600}
    pharmacy = {"warehouse_id": "71", "license_number": "SIA-1", "pharmacist": pharmacist}
    assert Epharmacy.update_pharmacies.bind([pharmacy]).body == {"pharmacies": [pharmacy]}

    (told,) = opened(Epharmacy.list_pharmacies, {"pharmacies": [pharmacy]}).result.items
    assert "SI" not in repr(told)
    assert told.pharmacist.practice_license_expire_time == datetime(2026, 5, 1, tzinfo=UTC)


def test_pharmacies_that_were_refused_are_an_error() -> None:
    refused = {"code": "1", "message": "expired", "detail": {"warehouse_id": "71"}}
    error = opened(Epharmacy.update_pharmacies, {"errors": [refused]}).error
    assert isinstance(error, PartialFailure)
    assert error.items[0].detail.warehouse_id == "71"
    assert opened(Epharmacy.update_pharmacies, {}).error is None
