"""Brands, categories, and places for files that are sent."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from .call import Answer, Call
from .paging import SortKey, cut_page
from .refusals import Refusal
from .shop.shelf import LEAF_CATEGORIES

_BRANDS = tuple(
    {
        "id": f"708200000000000{number:04d}",
        "name": f"SampleBrand {number}",
        "authorized_status": "AUTHORIZED" if number % 2 else "UNAUTHORIEZD",  # spelled so officially
        "is_t1_brand": False,
        "brand_status": "AVAILABLE",
    }
    for number in range(1, 61)
)


def brands(call: Call) -> dict[str, Any]:
    """Brands that the shop may use, in pages."""
    part = call.query.get("brand_name", "").lower()
    found = [brand for brand in _BRANDS if part in str(brand["name"]).lower()]
    page = cut_page(found, call.query, search=f"brands {part}", key=_brand_order, rules=call.paging)
    return {
        "brands": list(page.rows),
        "total_count": len(found),
        "next_page_token": page.next_page_token,
    }


def _brand_order(brand: Mapping[str, Any]) -> SortKey:
    return 0, str(brand["id"])


def categories(call: Call) -> dict[str, Any]:
    """The small category tree of the sandbox."""
    root = {"id": "600001", "parent_id": "0", "local_name": "Household", "is_leaf": False}
    leaves = [
        {"id": leaf, "parent_id": "600001", "local_name": f"Household {leaf[-1]}", "is_leaf": True}
        for leaf in LEAF_CATEGORIES
    ]
    return {"categories": [{**one, "permission_statuses": ["AVAILABLE"]} for one in (root, *leaves)]}


def attributes(call: Call) -> dict[str, Any]:
    """Attributes of a leaf category."""
    if call.path_values["category_id"] not in LEAF_CATEGORIES:
        raise Refusal(12052023)
    colour = {
        "id": "100000",
        "name": "Color",
        "type": "SALES_PROPERTY",
        "is_requried": True,  # spelled so officially
        "values": [{"id": "17299000", "name": "Black"}],
        "is_customizable": True,
        "is_multiple_selection": False,
    }
    return {"attributes": [colour]}


def file_upload(call: Call) -> dict[str, Any]:
    """A place for an uploaded file; its bytes are not kept."""
    place = f"tos-example/upload-{int(call.now)}"
    return {"uri": place, "url": f"https://p16.example-cdn.test/{place}", "id": place}


def begin_upload(call: Call) -> dict[str, Any]:
    """Where the chunks of a large file go, and the token that each of them needs."""
    call.choice("file_type", ("video", "image", "pdf"))
    session = call.desk.uploads.begin(
        user=call.user.open_id,
        cipher=call.chosen_shop.cipher if call.chosen_shop else "",
        size=call.whole("file_size") or 0,
        chunks=call.whole("total_chunk_count") or 0,
    )
    return {"upload_url": f"{call.desk.origin}{session.path}", "upload_token": session.token}


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "GET /product/202309/brands": brands,
        "GET /product/202309/categories": categories,
        "GET /product/202309/categories/{category_id}/attributes": attributes,
        "POST /product/202309/files/upload": file_upload,
        "POST /product/202309/images/upload": file_upload,
        "POST /product/202508/import_external": file_upload,
        "POST /open/202512/file/init": begin_upload,
    }
)
