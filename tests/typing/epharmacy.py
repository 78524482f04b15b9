"""What an editor sees of e-pharmacy, on both clients. Checked, never run."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import assert_type

from tiktok_shop_sdk.core.operation import Async, Sync
from tiktok_shop_sdk.core.paging import AsyncPager
from tiktok_shop_sdk.models.epharmacy import ConsultationProvider, PharmaciesUpdated, Pharmacy
from tiktok_shop_sdk.resources.epharmacy import Epharmacy


async def asynchronous(epharmacy: Epharmacy[Async]) -> None:
    assert_type(epharmacy.list_pharmacies(), AsyncPager[Pharmacy])
    assert_type(epharmacy.get_consultation_provider("1"), Awaitable[ConsultationProvider])


def blocking(epharmacy: Epharmacy[Sync]) -> None:
    assert_type(epharmacy.update_pharmacies([{"warehouse_id": "1"}]), PharmaciesUpdated)
    assert_type(epharmacy.update_prescription_status("1", prescription_status="APPROVED"), None)
