"""Which paths the sandbox knows, and what each one demands of a call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Quota = Literal["product", "order", "both", "none"]
Cipher = Literal["shop", "either", "-", "partner"]

# One endpoint a line: method, path, scope (without `seller.`; `serller.` is the platform's spelling),
# shop_cipher (`shop` required, `-` forbidden, `either`, `partner`: not for a seller's token), and the shape
# of an answer that has nothing to tell:
#   -                {}
#   list:NAME        {NAME: []}
#   object:NAME      {NAME: {}}
#   page:NAME[:MAX]  a page, and page_size is demanded
#   loose:NAME       a page, and page_size is not demanded
#   nested:NAME      a page inside `data`, and page_size is demanded
#   upload           takes a file
# Written from the reference pages, older versions included; independent of the client's own declarations.
_TABLE = """
GET    /authorization/202405/category_assets partner.authorization.info partner list:category_assets
DELETE /authorization/202403/shops                           -                either -
GET    /authorization/202309/shops                           authorization.info -      list:shops
GET    /authorization/202401/widget_token                    -                -      object:widget_token
GET    /authorization/202312/widget_token                    -                -      object:widget_token
POST   /seller/202508/collections/sync                       -                either object:failed_info
GET    /seller/202309/permissions                            shop.info        -      list:permissions
GET    /seller/202407/shop_creators                          -                either list:shop_creators
GET    /seller/202601/shop_groups                            authorization.info -      object:shop_group_data
GET    /seller/202309/shops                                  shop.info        -      list:shops
GET    /seller/202508/status                                 -                -      object:seller_status_data
GET    /order/202507/orders                                  order.info       shop   list:orders
GET    /order/202309/orders                                  order.info       shop   list:orders
POST   /order/202511/orders/blind_box_result/callback        order.info       shop   -
POST   /order/202406/orders/external_order_search            order.ext_ref.read shop   list:orders
POST   /order/202406/orders/external_orders                  order.ext_ref.write shop   -
POST   /order/202309/orders/search                           order.info       shop   page:orders
GET    /order/202406/orders/{order_id}/external_orders       order.ext_ref.read shop   list:external_orders
GET    /order/202407/orders/{order_id}/price_detail          order.info       shop   list:line_items
GET    /order/202309/privileged_orders                       -                either list:orders
POST   /order/202606/pod_details/search                      -                shop   list:pod_details
POST   /product/202501/attribute_recommendation_request      -                either -
POST   /product/202309/brands                                product.basic    -      -
GET    /product/202309/brands                                product.basic    shop   page:brands
POST   /product/202309/brands/recommend                      -                -      object:brand
POST   /product/202409/candidate_products/batch              -                either -
POST   /product/202409/candidate_products/partial_edit/batch -                either -
POST   /product/202409/candidate_products/search             -                either page:candidate_products
GET    /product/202309/categories                            product.basic    shop   list:categories
POST   /product/202309/categories/recommend                  product.basic    shop   list:categories
GET    /product/202309/categories/{category_id}/attributes   product.basic    shop   list:attributes
GET    /product/202309/categories/{category_id}/rules product.basic shop list:product_certifications
POST   /product/202506/combined_listing_recommendations/search - - loose:combined_listing_recommendations
POST   /product/202601/compliance/auditing/research          -                -      page:products:20
POST   /product/202409/compliance/manufacturers              product.basic    -      -
POST   /product/202501/compliance/manufacturers/search       product.basic    -      page:manufacturers
POST   /product/202409/compliance/manufacturers/search       product.basic    -      page:manufacturers
POST   /product/202409/compliance/manufacturers/{manufacturer_id}/partial_edit product.basic -      -
POST   /product/202409/compliance/responsible_persons        product.basic    -      -
POST   /product/202501/compliance/responsible_persons/search product.basic    -      page:responsible_persons
POST   /product/202409/compliance/responsible_persons/search product.basic    -      page:responsible_persons
POST   /product/202409/compliance/responsible_persons/{responsible_person_id}/partial_edit product.basic - -
POST   /product/202506/external_products                     -                either -
POST   /product/202309/files/upload                          product.basic    -      upload
POST   /product/202404/images/optimize                       product.basic    shop   list:images
POST   /product/202309/images/size_charts/identify           -                -      list:images
POST   /product/202505/images/translation_tasks serller.product.optimize shop list:translation_tasks
GET    /product/202506/images/translation_tasks serller.product.optimize shop list:translation_tasks
POST   /product/202309/images/upload                         product.basic    -      upload
POST   /product/202508/import_external                       -                -      upload
POST   /product/202604/inventory/operation/settings          -                shop   object:stock_operation
POST   /product/202309/inventory/search                      product.basic    shop   list:inventory
GET    /product/202407/listing_schemas                       -                -      list:listing_schemas
GET    /product/202401/listing_schemas                       -                -      list:listing_schemas
POST   /product/202604/opportunities/query                   product.basic    shop   nested:opportunities
POST   /product/202409/opportunities/search                  -                either page:opportunities
GET    /product/202604/opportunities/submissions             product.basic    shop   nested:submissions
GET    /product/202604/opportunities/{opportunity_id}        product.basic    shop   object:opportunity
POST   /product/202604/opportunities/{opportunity_id}/submit product.basic    shop   object:submission
POST   /product/202602/packages/recommend                    product.basic    shop   page:products
GET    /product/202312/prerequisites                         product.basic    shop   list:check_results
GET    /product/202309/prerequisites                         product.basic    shop   list:check_results
POST   /product/202309/products                              product.write    shop   list:skus
DELETE /product/202309/products                              product.delete   shop   -
POST   /product/202309/products/activate                     product.basic    shop   -
POST   /product/202407/products/category_upgrade_task        product.basic    shop   -
POST   /product/202309/products/deactivate                   product.basic    shop   -
POST   /product/202411/products/diagnose_optimize            serller.product.optimize shop   list:diagnoses
GET    /product/202405/products/diagnoses                    serller.product.optimize shop   list:products
POST   /product/202604/products/gpa_upgrade_task             product.basic    -      -
POST   /product/202309/products/listing_check                product.basic    shop   list:fail_reasons
POST   /product/202309/products/recover                      product.delete   shop   -
POST   /product/202502/products/search                       product.basic    shop   page:products
POST   /product/202312/products/search                       product.basic    shop   page:products
POST   /product/202309/products/search                       product.basic    shop   page:products
GET    /product/202405/products/seo_words                    product.basic    shop   list:products
GET    /product/202405/products/suggestions                  serller.product.optimize shop   list:products
PUT    /product/202509/products/{product_id}                 product.write    shop   list:skus
PUT    /product/202309/products/{product_id}                 product.write    shop   list:skus
GET    /product/202309/products/{product_id}                 product.basic    shop   -
POST   /product/202309/products/{product_id}/inventory/update product.write   shop   -
PUT    /product/202409/products/{product_id}/opportunities - either list:opportunity_applications
POST   /product/202509/products/{product_id}/partial_edit    product.write    shop   list:skus
POST   /product/202309/products/{product_id}/partial_edit    product.write    shop   list:skus
POST   /product/202309/products/{product_id}/prices/update   product.write    shop   -
POST   /product/202502/products/{product_id}/strikethrough_prices/enable -    either -
POST   /product/202407/sizecharts/search                     product.basic    -      page:size_chart
POST   /product/202604/appeals/submit                        -                shop   -
GET    /product/202606/skpps/{product_id}                    -                shop   -
POST   /product/202606/skpps/search                          -                shop   loose:products
GET    /product/202606/skpps/sum                             -                shop   object:shop_summary
"""

# The two classes that the calling rules name; a family of neither class counts against both quotas.
_QUOTAS: Mapping[str, Quota] = MappingProxyType({"product": "product", "order": "order"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path with one method, and what it demands."""

    method: str
    path: str
    scope: str
    cipher: Cipher
    shape: str
    parts: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def quota(self) -> Quota:
        return _QUOTAS.get(self.parts[0], "both")

    @property
    def takes_file(self) -> bool:
        return self.shape == "upload"

    def values(self, parts: tuple[str, ...]) -> dict[str, str] | None:
        """The values of the path's placeholders; None if the path is another one."""
        found: dict[str, str] = {}
        if len(parts) != len(self.parts):
            return None
        for declared, given in zip(self.parts, parts, strict=True):
            if declared.startswith("{") and given:
                found[declared[1:-1]] = given
            elif declared != given:
                return None
        return found


def _read_table() -> Iterator[Endpoint]:
    for line in _TABLE.split("\n"):
        if line:
            method, path, scope, cipher, shape = line.split()
            parts = tuple(path.strip("/").split("/"))
            yield Endpoint(method, path, _scope(scope), _cipher(cipher), shape, parts)


def _scope(word: str) -> str:
    if word == "-":
        return ""
    return word if word.startswith(("partner.", "serller.")) else f"seller.{word}"


def _cipher(word: str) -> Cipher:
    known: Mapping[str, Cipher] = {"shop": "shop", "either": "either", "-": "-", "partner": "partner"}
    return known[word]


ENDPOINTS: tuple[Endpoint, ...] = tuple(_read_table())
ALL_SCOPES = tuple(
    sorted({endpoint.scope for endpoint in ENDPOINTS if endpoint.scope and endpoint.cipher != "partner"})
)
"""Every scope that a seller can grant for the endpoints of the sandbox."""

_LITERAL = MappingProxyType({endpoint.key: endpoint for endpoint in ENDPOINTS if "{" not in endpoint.path})
_WITH_VALUES = tuple(endpoint for endpoint in ENDPOINTS if "{" in endpoint.path)


def find_endpoint(method: str, path: str) -> tuple[Endpoint, dict[str, str]] | None:
    """The endpoint behind a path as it was sent, and the values in that path."""
    literal = _LITERAL.get(f"{method} {path}")
    if literal is not None:
        return literal, {}
    parts = tuple(path[1:].split("/"))
    for endpoint in _WITH_VALUES:
        if endpoint.method == method and (values := endpoint.values(parts)) is not None:
            return endpoint, values
    return None


def path_is_known(path: str) -> bool:
    """Whether any method works on this path."""
    parts = tuple(path[1:].split("/"))
    return any(endpoint.path == path or endpoint.values(parts) is not None for endpoint in ENDPOINTS)
