"""Products are read and sent as the platform means them; and the checks against the catalogue can fail."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import ConfigDict, Field

from tests.facts import check
from tiktok_shop_sdk.core.operation import (
    UNSET,
    Async,
    Body,
    Bound,
    Declaration,
    Operation,
    PagedOperation,
    Query,
    Sync,
    operation,
)
from tiktok_shop_sdk.core.paging import Page, Paging
from tiktok_shop_sdk.core.request import Response, Upload, encode_json
from tiktok_shop_sdk.core.sensitive import BuyerAddress, Kind, Stripped, Stripper, ThirdParty
from tiktok_shop_sdk.errors import InvalidRequest, PartialFailure
from tiktok_shop_sdk.models import products as models
from tiktok_shop_sdk.models.base import Id, Model, Moment, Money
from tiktok_shop_sdk.resources import quotas
from tiktok_shop_sdk.resources.products import Products

TESTS = Path(__file__).parents[1]

FACTS = {check.route(entry): entry for entry in check.family("product").values()}
DECLARED: dict[str, Declaration[..., Any]] = {
    name: value for name, value in vars(Products).items() if isinstance(value, Declaration)
}


def facts_of(name: str) -> check.Facts:
    return FACTS[DECLARED[name].terms.route]


def opened(name: str, data: Any, *, released: frozenset[Kind] = frozenset()) -> Any:
    """What an answer with this `data` becomes."""
    body = json.dumps({"code": 0, "message": "Success", "request_id": "ABC", "data": data}).encode()
    return DECLARED[name].reader.open(Response(200, {}, body), Stripper(released), operation=f"products.{name}")


def fixture(name: str) -> bytes:
    return (TESTS / "fixtures" / f"{name}.json").read_bytes()


def test_operations_are_named_after_the_family_and_documented_in_one_sentence() -> None:
    for name, declaration in DECLARED.items():
        first = (declaration.__doc__ or "").splitlines()[0]
        assert declaration.id == f"products.{name}"
        assert first.endswith((".", ")")) and "(" in first and len(first) < 110, name


# The checks can fail: a declaration that is broken in one way is told by that way.
def changed(name: str, **terms: Any) -> Declaration[..., Any]:
    kept = DECLARED[name]
    changed_terms = kept.terms._replace(**terms)
    if isinstance(kept, PagedOperation):
        return PagedOperation(kept.function, changed_terms, kept.paging)
    return Operation(kept.function, changed_terms)


@pytest.mark.parametrize(
    ("where", "terms"),
    [
        ("method", {"route": "GET /product/202502/products/search"}),
        ("path", {"route": "POST /product/202502/product/search"}),
        ("version", {"route": "POST /product/202309/products/search"}),
        ("quota", {"quota": "order"}),
        ("data", {"data": "inventory"}),
        ("action", {"action": "write"}),
        ("cipher", {"cipher": "optional"}),
        ("asset", {"asset": "optional"}),
        ("also", {"also": ("202312",)}),
        ("scopes", {"scopes": ()}),
        ("token", {"token": "creator"}),
        ("idempotency_key", {"idempotency_key": "key"}),
        ("multipart", {"multipart": True}),
        ("provisional", {"provisional": True}),
        ("own limits", {"limits": (quotas.CUSTOM_BRANDS,)}),
    ],
)
def test_a_broken_rule_is_found(where: str, terms: dict[str, Any]) -> None:
    found = check.rule_differences(changed("search", **terms), facts_of("search"))
    assert where in {difference.where for difference in found}


@pytest.mark.parametrize(
    ("where", "paging"),
    [
        ("paging.items", Paging("items")),
        ("paging.items", Paging("total_count")),
        ("paging.next_token", Paging("products", next_token="cursor")),
        ("paging.total", Paging("products", total="total")),
        ("paging.place", Paging("products", place="body")),
        ("paging.parameter", Paging("products", parameter="cursor")),
        ("paging.style", Paging("products", style="number")),
    ],
)
def test_broken_paging_is_found(where: str, paging: Paging) -> None:
    kept = DECLARED["search"]
    broken: Declaration[..., Any] = PagedOperation(kept.function, kept.terms, paging)
    assert where in {difference.where for difference in check.paging_differences(broken, facts_of("search"))}


def test_a_paged_operation_declared_as_a_plain_one_is_found() -> None:
    kept = DECLARED["search"]
    broken: Declaration[..., Any] = Operation(kept.function, kept.terms)
    assert [d.where for d in check.paging_differences(broken, facts_of("search"))] == ["paging"]


STRANGE: check.Facts = {
    "family": "product",
    "path": "/product/202309/strange/{thing_id}",
    "pagination": {"size_max": 50},
    "query": [
        {"name": "page_size", "type": "integer", "required": True},
        {"name": "locale", "type": "string", "required": False},
    ],
    "body": [
        {"name": "ids", "type": "array[string]", "required": True, "max_items": 20},
        {"name": "title", "type": "string", "required": True, "max_length": 100},
        {"name": "amount", "type": "string", "format": "decimal_string", "required": True},
        {"name": "since", "type": "integer", "format": "unix_millis", "required": True},
        {"name": "level", "type": "integer", "required": True, "range": [1, 5]},
        {"name": "status", "type": "string", "required": True, "enum": ["ON", "OFF"]},
        {
            "name": "price",
            "type": "object",
            "required": True,
            "fields": [{"name": "amount", "type": "string", "required": True}],
        },
    ],
    "response": [
        {"name": "id", "type": "string"},
        {"name": "price", "type": "string", "format": "decimal_string"},
        {"name": "owner", "type": "string", "pii": "buyer_name"},
        {"name": "creator", "type": "string", "pii": "creator_identity"},
        {"name": "status", "type": "string", "enum": ["ON", "OFF"]},
        {"name": "parts", "type": "array[object]", "fields": [{"name": "id", "type": "string"}]},
    ],
}


class Part(Model):
    id: Id | None = None
    weight: int | None = None


class Strange(Model):
    """Wrong in every way: money as text, a buyer in clear, another kind, no words, one part for many."""

    id: int | None = None
    price: str | None = None
    owner: str | None = None
    creator: str | None = None
    status: str | None = None
    parts: Part | None = None
    invented: str | None = None


class Fitting(Model):
    id: Id | None = None
    price: Money = None
    creator: ThirdParty[str] = None
    parts: list[Part] = []  # noqa: RUF012  # a model, as ruff cannot see


class Wary(Model):
    address: BuyerAddress = None


# Declared outside a resource, so that they do not stand in the table of operations.
@operation("POST /product/202309/strange/{thing_id}", quota="product", reads="products")
def wrong(
    self: Any,
    thing_id: Id = UNSET,
    *,
    page_size: Query[Annotated[int, Field(ge=1, le=100)]] = 20,
    locale: str = UNSET,
    ids: list[str],
    title: str,
    amount: float,
    since: Moment,
    level: Annotated[int, Field(ge=0, le=5)],
    status: str,
    price: models.AmountIn,
    extra: str = UNSET,
) -> Strange:
    """Wrong."""
    raise NotImplementedError


@operation("POST /product/202309/strange/{thing_id}", quota="product", reads="products", answer="nothing")
def lost(self: Any, thing_id: Id) -> list[Fitting]:
    """Answers with a field that is not there, and loses the others."""
    raise NotImplementedError


@operation("POST /product/202309/strange/{thing_id}", quota="product", reads="products")
def thin(self: Any, thing_id: Body[Id]) -> Fitting:
    """Lacks fields."""
    raise NotImplementedError


def test_broken_parameters_are_found() -> None:
    found = {difference.where for difference in check.parameter_differences(wrong, STRANGE)}
    assert found == {
        "path.thing_id: required",
        "query.page_size: default",
        "query.page_size: le",
        "locale: place",
        "body.ids: max_length",
        "body.title: max_length",
        "body.amount: type",
        "body.since: unit",
        "body.level: ge",
        "body.status: words",
        "body.price.amount: type",
        "body.price.currency",
        "extra",
    }
    assert "title" in {difference.where for difference in check.parameter_differences(thin, STRANGE)}


def test_broken_answers_are_found() -> None:
    found = {difference.where for difference in check.answer_differences(wrong, STRANGE)}
    assert found == {
        "data.id: type",
        "data.price: type",
        "data.owner: kind",
        "data.creator: kind",
        "data.status: words",
        "data.parts: type",
    }
    missing = {difference.where for difference in check.answer_differences(thin, STRANGE)}
    assert missing == {"data.owner", "data.status"}
    elsewhere = {difference.where for difference in check.answer_differences(lost, STRANGE)}
    assert {"data.nothing", "data.id", "data.owner"} <= elsewhere


def test_an_object_may_be_stripped_as_a_whole_for_what_it_holds() -> None:
    @operation("POST /product/202309/strange/{thing_id}", quota="product", reads="products")
    def wary(self: Any, thing_id: Id) -> Wary:
        """Strips what it need not look into."""
        raise NotImplementedError

    address = {"name": "address", "type": "object", "fields": [{"name": "line", "type": "string"}]}
    facts = {**STRANGE, "response": [address]}
    assert [d.where for d in check.answer_differences(wary, facts)] == ["data.address: kind"]
    address["fields"][0]["pii"] = "recipient_address"
    assert check.answer_differences(wary, facts) == []


def test_an_invented_field_is_found() -> None:
    invented = check.declared(thin) - check.told(thin, STRANGE)
    assert invented == {("Part", "weight")}


# What comes in.
def plain(value: Any) -> Any:
    if isinstance(value, Page):
        return [plain(item) for item in value.items]
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.to_dict() if isinstance(value, Model) else value


PLANTED = {
    "buyer_phone": "+4915112345678",
    "phone_number": "(+1)213-***-1234",
    "recipient_address": {"full_address": "12 Planted Lane", "name": "Planted Person"},
    "buyer_email": "planted@example.test",
    "user_id": "7494000000000009999",
    "cost_price": "0.42",
    "nested": '{"cpf": "planted-111.222.333-44"}',
    "notes": [{"name": "buyer_name", "value": "Planted Person"}],
    "Buyer-Message": "planted words",
    "access_token": "planted-token",
}
MARKS = ("4915112345678", "213-***", "lanted", "7494000000000009999", "0.42")


@pytest.mark.parametrize("name", DECLARED)
def test_planted_values_never_come_through(name: str) -> None:
    facts = facts_of(name)
    wanted = set(names_of(facts["response"]))
    planted = {field: value for field, value in PLANTED.items() if field not in wanted}
    answer = opened(name, check.sample_answer(facts, planted))
    seen = repr(answer.result) + json.dumps(plain(answer.result), default=str) + repr(answer.error)
    assert not [mark for mark in MARKS if mark in seen]


def test_a_model_that_lets_everything_in_would_be_found() -> None:
    class Leaky(models.Brand):
        model_config = ConfigDict(extra="allow")

    @operation("POST /product/202309/brands/recommend", quota="product", reads="products", answer="brand")
    def leaky(self: Any) -> models.Brand:
        """Lets everything in."""
        raise NotImplementedError

    leaky.hints["return"] = Leaky
    body = json.dumps({"code": 0, "data": check.sample_answer(facts_of("recommend_brand"), PLANTED)}).encode()
    answer = leaky.reader.open(Response(200, {}, body), Stripper(), operation="leaky")
    assert [mark for mark in MARKS if mark in repr(answer.result)]


def names_of(fields: list[check.Facts]) -> Iterator[str]:
    for field in fields:
        yield field["name"]
        yield from names_of(field.get("fields") or [])


def test_the_planting_reaches_every_object() -> None:
    planted = json.dumps(check.sample_answer(facts_of("get"), PLANTED))
    assert planted.count("+4915112345678") > 50


def test_creators_and_the_market_come_in_under_a_purpose_only() -> None:
    stock = check.sample_answer(facts_of("search_inventory"))
    kept = opened("search_inventory", stock).result[0].skus[0].total_available_inventory_distribution
    assert kept.creator_inventory[0].creator_name == Stripped(Kind.THIRD_PARTY_COMMERCIAL)
    assert kept.campaign_inventory[0].campaign_name == "a campaign_name"

    market = check.sample_answer(facts_of("get_opportunity"))
    stripped = opened("get_opportunity", market).result
    assert not stripped.market_data.est_market_gmv and not stripped.content_data.top_shoppable_video_links
    released = opened("get_opportunity", market, released=frozenset({Kind.THIRD_PARTY_COMMERCIAL})).result
    assert released.market_data.est_market_gmv == "a est_market_gmv"
    assert released.content_data.top_shoppable_video_links == ["a top_shoppable_video_links"]


def test_a_page_of_products_is_read() -> None:
    answer = Products.search.reader.open(
        Response(200, {}, fixture("search_products")), Stripper(), operation="products.search"
    )
    page = answer.result
    assert page is not None and page.total_count == 2 and page.next_page_token is None
    tee, mug = page.items
    assert (tee.id, tee.status, mug.status) == ("1729900000000000100", "ACTIVATE", "SELLER_DEACTIVATED")
    assert tee.skus[0].price == models.Price(
        currency="USD", sale_price=Decimal("20.00"), tax_exclusive_price=Decimal("20.00")
    )
    assert mug.skus[0].inventory == [models.Stock(warehouse_id="7400000000000000009", quantity=0)]
    assert tee.update_time == datetime.fromtimestamp(1777000000, UTC)


def test_one_product_is_read() -> None:
    answer = Products.get.reader.open(Response(200, {}, fixture("get_product")), Stripper(), operation="products.get")
    tee = answer.result
    assert tee is not None and tee.brand is not None and tee.package_weight is not None
    assert [category.local_name for category in tee.category_chains] == ["Clothing", "T-shirts"]
    assert (tee.brand.name, tee.package_weight.value) == ("SampleBrand", Decimal("0.25"))
    assert tee.skus[0].sales_attributes[0].value_name == "Black"
    assert tee.main_images[0].urls == ["https://p16.example-cdn.test/m.jpeg"]
    assert tee.product_types == [] and tee.video is None


def test_ids_as_numbers_unknown_words_and_missing_lists_are_read() -> None:
    answer = opened("search", {"products": [{"id": 1729900000000000100, "status": "NEW_STATE", "skus": None}]})
    (product,) = answer.result.items
    assert (product.id, product.status, product.skus) == ("1729900000000000100", "NEW_STATE", [])


def test_a_sku_that_was_refused_is_told_without_quoting_anybody() -> None:
    extra = {"warehouse_id": "7400000000000000009", "code": 12052096, "message": "warehouse is closed"}
    error = {
        "code": 12052023,
        "message": "quantity 'Planted Person' of +49 151 1234567 is invalid, see https://planted.test/x",
        "detail": {"sku_id": "1729900000000000321", "extra_errors": [extra]},
    }
    answer = opened("update_inventory", {"errors": [error]})
    assert isinstance(answer.error, PartialFailure)
    (refused,) = answer.error.items
    assert isinstance(refused, models.RefusedStock) and refused.detail is not None
    assert refused.detail.sku_id == "1729900000000000321"
    assert refused.detail.extra_errors[0].warehouse_id == "7400000000000000009"
    assert refused.detail.extra_errors[0].message == "warehouse is closed"
    assert refused.message is not None and refused.message.startswith("quantity")
    assert not [word for word in ("lanted", "151") if word in repr(answer.error.items) + str(answer.error)]


def test_no_refused_sku_is_no_error() -> None:
    answer = Products.update_inventory.reader.open(
        Response(200, {}, fixture("update_inventory")), Stripper(), operation="products.update_inventory"
    )
    assert answer.error is None and answer.result == models.StockUpdated()


def test_nothing_to_recommend_is_an_empty_brand() -> None:
    assert opened("recommend_brand", {}).result == models.Brand()
    assert opened("search_inventory", None).result == []


def test_a_product_that_was_saved_tells_its_skus_and_what_the_platform_warns_of() -> None:
    sku = {"id": 321, "seller_sku": "TEE-BLK-M", "sales_attributes": [{"id": "100000", "value_id": "7"}]}
    saved = opened("create", {"product_id": "1729", "skus": [sku], "warnings": [{"message": "the brand is missing"}]})
    assert (saved.result.product_id, saved.result.skus[0].id, saved.result.audit) == ("1729", "321", None)
    assert saved.result.skus[0].sales_attributes[0].value_id == "7"
    assert saved.result.warnings[0].message == "the brand is missing"
    assert opened("edit", {"product_id": "1729", "audit": {"status": "AUDITING"}}).result.audit.status == "AUDITING"


def test_what_was_created_answers_with_its_id() -> None:
    assert opened("create_brand", {"id": 7082427311584347905}).result == "7082427311584347905"
    assert opened("create_manufacturer", {"manufacturer_id": "172"}).result == "172"
    assert opened("create_responsible_person", {}).result is None


def test_a_candidate_that_was_refused_is_named() -> None:
    error = {"code": 12052023, "message": "title is missing", "detail": {"external_product_id": "A-1"}}
    answer = opened("upload_candidate_products", {"errors": [error]})
    assert isinstance(answer.error, PartialFailure)
    assert answer.error.items[0].detail.external_product_id == "A-1"


# What goes out.
def test_the_stock_update_is_sent_as_the_platform_shows_it() -> None:
    bound = Products.update_inventory.bind(
        "1729900000000000100",
        skus=[
            {
                "id": "1729900000000000321",
                "inventory": [{"warehouse_id": "7400000000000000009", "quantity": 40}],
            }
        ],
    )
    assert bound.path == "/product/202309/products/1729900000000000100/inventory/update"
    assert bound.query == {}
    assert json.loads(encode_json(bound.body)) == json.loads(fixture("update_inventory.request"))


def test_a_search_sends_pages_in_the_query_and_filters_in_the_body() -> None:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    bound = Products.search.bind(status="ACTIVATE", update_time_ge=since, page_token="a+/=")
    assert bound.query == {"page_size": "100", "page_token": "a+/="}
    assert bound.body == {"status": "ACTIVATE", "update_time_ge": 1767225600}
    assert Products.search.bind().body == {}


def test_prices_are_sent_as_text() -> None:
    bound = Products.update_price.bind(
        "1729",
        skus=[{"id": "1", "price": {"currency": "USD", "amount": Decimal("19.90"), "sale_price": "18.00"}}],
    )
    price = {"currency": "USD", "amount": "19.90", "sale_price": "18.00"}
    assert json.loads(encode_json(bound.body)) == {"skus": [{"id": "1", "price": price}]}


def test_a_product_is_created_with_its_parts_as_the_platform_spells_them() -> None:
    sale = datetime(2026, 1, 1, tzinfo=UTC)
    bound = Products.create.bind(
        **{**LISTING, "main_images": [{"uri": "tos-1"}]},
        save_mode="AS_DRAFT",
        package_weight={"value": Decimal("0.25"), "unit": "KILOGRAM"},
        scheduled_sale={"is_enabled_scheduled_sale": True, "schedule_sale_time": sale},
        idempotency_key="k",
    )
    sent = json.loads(encode_json(bound.body))
    assert sent["package_weight"] == {"value": "0.25", "unit": "KILOGRAM"}
    assert sent["scheduled_sale"]["schedule_sale_time"] == 1767225600000
    assert (sent["main_images"], sent["save_mode"], sent["idempotency_key"]) == ([{"uri": "tos-1"}], "AS_DRAFT", "k")
    assert "brand_id" not in sent
    assert Products.create.repeatable and not Products.edit.repeatable


def test_a_partial_edit_sends_what_changes_and_nothing_else() -> None:
    bound = Products.partial_edit.bind("1729", skus=[{"id": "1", "pre_sale": {"type": "NONE"}}])
    assert bound.path == "/product/202509/products/1729/partial_edit"
    assert bound.body == {"skus": [{"id": "1", "pre_sale": {"type": "NONE"}}]}


def test_a_translation_takes_one_place_in_the_days_quota_for_each_language() -> None:
    pictures = [
        {"image_uri": "tos-1", "target_languages": ["fr-FR", "de-DE"]},
        {"image_uri": "tos-2", "target_languages": ["fr-FR"]},
    ]
    (limit,) = Products.create_image_translation_tasks.terms.limits
    assert limit.window_of(Products.create_image_translation_tasks.bind(pictures)).cost == 3


def test_products_are_deleted_by_a_body() -> None:
    bound = Products.delete.bind(["1", "2"])
    assert (bound.query, bound.body) == ({}, {"product_ids": ["1", "2"]})


def test_lists_in_the_query_are_joined() -> None:
    assert Products.diagnose.bind(["1", "2"]).query == {"product_ids": "1,2"}
    assert Products.get_listing_schemas.bind([600001, 600002]).query == {"category_ids": "600001,600002"}
    assert Products.check_listing.places["is_diagnosis_required"] == "query"


def test_a_file_travels_as_it_is() -> None:
    picture = Upload("tee.jpeg", b"\xff\xd8", "image/jpeg")
    bound = Products.upload_image.bind(picture, use_case="MAIN_IMAGE")
    assert bound.body == {"data": picture, "use_case": "MAIN_IMAGE"}
    assert Products.upload_image.terms.multipart and Products.upload_file.terms.multipart


def test_numbered_pages_are_counted_in_the_body() -> None:
    bound = Products.search_skpp_status.bind(product_ids=["1"])
    assert Products.search_skpp_status.turned_to(bound, "2").body == {"product_ids": ["1"], "page_no": 2}


WRONG: list[tuple[str, Callable[[], Bound]]] = [
    ("product_id", lambda: Products.get.bind("../etc")),
    ("page_size", lambda: Products.search.bind(page_size=101)),
    ("page_size", lambda: Products.research_audits.bind(page_size=21)),
    ("sku_ids", lambda: Products.search.bind(sku_ids=[str(n) for n in range(11)])),
    ("update_time_ge", lambda: Products.search.bind(update_time_ge=datetime(2026, 1, 1))),
    ("product_ids", lambda: Products.activate.bind([])),
    ("product_ids", lambda: Products.delete.bind("1729")),
    ("translation_task_ids", lambda: Products.get_image_translation_tasks.bind([str(n) for n in range(21)])),
    ("images", lambda: Products.create_image_translation_tasks.bind([{"image_uri": "a", "target_languages": []}] * 21)),
    ("skus.0.combined_skus", lambda: Products.partial_edit.bind("1", skus=[{"combined_skus": []}])),
    ("main_images", lambda: Products.create.bind(**{**LISTING, "main_images": [{"uri": "a"}] * 10})),
    ("idempotency_key", lambda: Products.create.bind(**LISTING, idempotency_key="k" * 129)),
    ("skus.0.inventory.0.quantity", lambda: stock_of({"warehouse_id": "7", "quantity": 100_000})),
    ("skus.0.inventory.0.quantity", lambda: stock_of({"warehouse_id": "7"})),
    ("skus.0.inventory.0.quantitiy", lambda: stock_of({"quantity": 1, "quantitiy": 2})),
    ("skus.0.price.amount", lambda: price_of({"currency": "USD", "amount": 19.9})),
    ("skus.0.price.currency", lambda: price_of({"amount": "19.9"})),
    ("data", lambda: Products.upload_file.bind(b"%PDF", name="x.pdf")),
    ("minimum_order_quantity", lambda: Products.check_listing.bind(**LISTING, minimum_order_quantity=21)),
]
LISTING: dict[str, Any] = {
    "title": "t",
    "description": "d",
    "category_id": "1",
    "main_images": [],
    "skus": [],
}


def stock_of(row: dict[str, Any]) -> Bound:
    return Products.update_inventory.bind("1", skus=[{"id": "1", "inventory": [row]}])


def price_of(price: dict[str, Any]) -> Bound:
    return Products.update_price.bind("1", skus=[{"id": "1", "price": price}])


@pytest.mark.parametrize(("argument", "call"), WRONG, ids=[argument for argument, _ in WRONG])
def test_an_argument_that_does_not_fit_is_named(argument: str, call: Callable[[], Bound]) -> None:
    with pytest.raises(InvalidRequest) as refused:
        call()
    assert argument in str(refused.value)


def test_what_the_platform_needs_is_asked_for() -> None:
    with pytest.raises(TypeError, match="skus"):
        Products.update_inventory.bind("1")
    with pytest.raises(TypeError, match="price"):
        Products.update_inventory.bind("1", skus=[], price=1)


# Both clients.
class Recorder:
    """A caller that answers with a fixture and keeps what was asked."""

    def __init__(self, run: Callable[[Coroutine[Any, Any, Any]], Any] | None) -> None:
        self.run = run
        self.asked: list[tuple[str, Bound]] = []

    async def make(self, declaration: Declaration[..., Any], bound: Bound) -> Any:
        self.asked.append((declaration.id, bound))
        name = {"products.search": "search_products", "products.get": "get_product"}[declaration.id]
        return declaration.reader.open(Response(200, {}, fixture(name)), Stripper(), operation="").result


def finish(coroutine: Coroutine[Any, Any, Any]) -> Any:
    with pytest.raises(StopIteration) as end:
        coroutine.send(None)
    return end.value.value


def test_the_blocking_client_reads_products_plainly() -> None:
    caller = Recorder(finish)
    products: Products[Sync] = Products(caller)
    assert products.get("1729900000000000100").title == "Sample cotton tee"
    assert [product.title for product in products.search(status="ALL")] == ["Sample cotton tee", "Sample mug"]
    assert [asked for asked, _ in caller.asked] == ["products.get", "products.search"]


def test_the_asynchronous_client_awaits_the_same() -> None:
    async def titles() -> list[str | None]:
        products: Products[Async] = Products(Recorder(None))
        one = await products.get("1729900000000000100")
        return [one.title, *[product.title async for product in products.search()]]

    assert asyncio.run(titles()) == ["Sample cotton tee", "Sample cotton tee", "Sample mug"]
