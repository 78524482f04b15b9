"""Every declared operation is called once through each client: signed, accepted, typed, stripped and audited."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, get_origin

import pytest

from tests.facts.hints import read_hint
from tests.sandbox.scene import Scene
from tests.sandbox.stages import Stage
from tiktok_shop_sdk import Page, Pager
from tiktok_shop_sdk.core.operation import Declaration, PagedOperation, Resource, operation
from tiktok_shop_sdk.core.request import Response
from tiktok_shop_sdk.core.sensitive import Stripper, released_kinds
from tiktok_shop_sdk.errors import ApiError
from tiktok_shop_sdk.models.base import Model
from tiktok_shop_sdk.resources import FAMILIES, every_operation, operations_of
from tiktok_shop_sdk.sandbox import PLANTED
from tiktok_shop_sdk.sandbox.catalogue import catalogue
from tiktok_shop_sdk.sandbox.endpoints import ENDPOINTS
from tiktok_shop_sdk.sandbox.platform import _ANSWERS
from tiktok_shop_sdk.sandbox.users import SCOPES, UserKind

Operations = list[Declaration[..., Any]]
KINDS: tuple[UserKind, ...] = ("seller", "creator", "partner")

both_clients = pytest.mark.parametrize("client", ["async", "blocking"])


class Everything(Scene):
    """Calls operations with the account, the shop or asset, and the arguments that each of them needs."""

    def __init__(self, client: str, state: Path, operations: Operations) -> None:
        super().__init__(client, state, {"account:read", *(one.terms.data_class for one in operations)})
        self.operations = operations
        self.stage = Stage(self.platform.seller.shops[0], self.platform.clock)

    def call_all(self) -> Iterator[tuple[Declaration[..., Any], Any, bytes]]:
        """Each operation, what came of it, and the answer as it was sent."""
        for kind in KINDS:
            kinds = (kind, "any") if kind == "seller" else (kind,)
            mine = [one for one in self.operations if one.terms.token in kinds]
            if not mine:
                continue
            account = self.account(kind)
            asset = None
            if kind == "partner":
                [(assets, _)] = self.each(account, [lambda client: client.authorization.category_assets()])
                asset = assets[0]
            calls = [partial(self.call, one=one, asset=asset) for one in mine]
            for one, (result, body) in zip(mine, self.each(account, calls), strict=True):
                yield one, result, body

    def call(self, client: Any, one: Declaration[..., Any], asset: Any) -> Any:
        if one.terms.cipher != "forbidden":
            client = client.shop(self.shop_id)
        elif one.terms.asset != "forbidden":
            client = client.asset(asset)
        family, _, name = one.id.partition(".")
        return getattr(getattr(client, family), name)(**self.arguments(one))

    def arguments(self, one: Declaration[..., Any]) -> dict[str, Any]:
        return self.stage.arguments(one)


@both_clients
@pytest.mark.parametrize("family", FAMILIES)
def test_every_operation_is_accepted_typed_stripped_and_audited(family: str, client: str, tmp_path: Path) -> None:
    operations = list(operations_of(family))
    scene = Everything(client, tmp_path, operations)
    released = released_kinds(scene.covers)
    called = list(scene.call_all())
    assert {one.id for one, _, _ in called} == {one.id for one in operations}
    for one, result, body in called:
        assert is_of(one, result), one.id
        assert not planted_in(said(result), released), one.id
        opened = one.reader.open(Response(200, {}, body), Stripper(), operation=one.id)
        assert not planted_in(said(opened.result), frozenset()), one.id
    audited = scene.audited()
    for one in operations:
        pairs = audited[one.id]
        assert pairs == ["intent", "ok"] * (len(pairs) // 2), one.id
    report = scene.platform.report()
    assert report["clean"] and report["refusals"] == []


def is_of(one: Declaration[..., Any], result: Any) -> bool:
    """Whether a result has the declared type, and says something if it should."""
    hint = one.hints["return"]
    if hint in (None, type(None)):
        return result is None
    if get_origin(hint) is list:
        return isinstance(result, list) and bool(result) is not ("failed" in one.terms.answer)
    if isinstance(hint, type) and issubclass(hint, Page):
        return isinstance(result, Page) and bool(result.items)
    if isinstance(hint, type) and issubclass(hint, Model):
        return isinstance(result, hint)
    return result is not None


def said(result: Any) -> str:
    """All that a result tells whoever prints it or turns it into plain data."""
    items = result.items if isinstance(result, Page) else result if isinstance(result, list) else [result]
    return f"{result!r} {[item.to_dict() if isinstance(item, Model) else item for item in items]!r}"


def planted_in(text: str, released: frozenset[Any]) -> list[str]:
    """The planted values in a text, but for those of released kinds; and credentials."""
    allowed = {value for kind in released for value in PLANTED[kind]}
    planted = {value for values in PLANTED.values() for value in values} - allowed
    return [value for value in sorted(planted | {"sandbox-credential", "ROW_sandbox"}) if value in text]


def test_the_answers_do_hold_planted_values_of_every_kind_that_models_know(tmp_path: Path) -> None:
    """The control of the test above: what it looks for was there."""
    seen = ""
    for family in ("orders", "returns", "customer_service", "finance", "fulfillment", "affiliate_seller"):
        scene = Everything("blocking", tmp_path / family, list(operations_of(family)))
        seen += " ".join(body.decode() for _, _, body in scene.call_all())
    missing = {kind for kind, values in PLANTED.items() if not any(value in seen for value in values)}
    assert missing == {"buyer_device_network", "buyer_geolocation"}  # which no model declares


@both_clients
def test_a_declaration_with_a_wrong_path_is_refused(client: str, tmp_path: Path) -> None:
    class Brands(Resource[Any]):
        @operation("GET /product/209901/brands", quota="product", reads="market", cipher="forbidden")
        def list_brands(self) -> None: ...

    scene = Scene(client, tmp_path, {"market:read"})
    account = scene.account("seller")
    with pytest.raises(ApiError) as refused:
        scene.each(account, [lambda client: Brands(client).list_brands()])
    assert refused.value.code == 36009009


def test_every_declared_scope_can_be_granted_and_no_other() -> None:
    declared = {(one.terms.token, scope) for one in every_operation() for scope in one.terms.scopes}
    grantable = {(kind, scope) for kind, scopes in SCOPES.items() for scope in scopes}
    assert {one for one in declared if one[0] != "any"} == grantable


def test_what_the_own_table_says_is_what_the_declarations_say() -> None:
    for own in ENDPOINTS:
        found = catalogue().table.find(own.method, own.path)
        if found is not None:
            declared, _ = found
            assert (declared.token, declared.quota, declared.takes_file) == (own.token, own.quota, own.takes_file)
            assert own.cipher in (declared.cipher, "partner"), own.key
            assert own.scopes[:1] == declared.scopes[:1], own.key


@both_clients
def test_every_style_of_pages_is_walked_to_its_end(client: str, tmp_path: Path) -> None:
    paged = [one for one in every_operation() if isinstance(one, PagedOperation)]
    operations = [one for one in paged if one.terms.route not in _ANSWERS]
    styles = {(one.paging.place, one.paging.style) for one in operations}
    assert styles == {("query", "token"), ("body", "token"), ("body", "offset"), ("body", "number")}
    for one, walked, _ in Walk(client, tmp_path, list(operations)).call_all():
        pages = [page.items for page in walked if page.items]
        assert [len(items) for items in pages] == [smallest_page(one), 1], one.id
        assert walked[0].total_count == len(pages[0]) + 1, one.id
        if pages[0][0] != pages[0][1]:  # else its items say so little that they are alike
            assert pages[1][0] not in pages[0], one.id


def smallest_page(one: Declaration[..., Any]) -> int:
    least = read_hint(one.hints["page_size"]).ge if "page_size" in one.hints else None
    return max(2, int(least or 0))


class Walk(Everything):
    """Walks over all pages, which are the smallest that there are."""

    def arguments(self, one: Declaration[..., Any]) -> dict[str, Any]:
        smallest: dict[str, Any] = {"page_size": smallest_page(one), "pagination": {"page_size": 2}}
        return super().arguments(one) | {name: value for name, value in smallest.items() if name in one.hints}

    def call(self, client: Any, one: Declaration[..., Any], asset: Any) -> Any:
        pager = super().call(client, one, asset)
        if isinstance(pager, Pager):
            return list(pager.pages())

        async def walk() -> list[Any]:
            return [page async for page in pager.pages()]

        return walk()
