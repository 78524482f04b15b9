"""Which paths the sandbox knows, and what each one demands of a call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from .users import UserKind

Quota = Literal["product", "order", "both", "none"]
Cipher = Literal["shop", "either", "-", "partner"]
Demand: TypeAlias = Literal["required", "either", "-"]

# One endpoint a line: method, path, scope (without `seller.`; `serller.` is the platform's spelling),
# shop_cipher (`shop` required, `-` forbidden, `either`, `partner`: not for a seller's token), and `upload` where
# a file is taken.
# Written from the reference pages, older versions included; independent of the client's own declarations. What this
# table does not know is taken from those (`catalogue`).
_TABLE = """
GET    /authorization/202405/category_assets                   partner.authorization.info partner
DELETE /authorization/202403/shops                             -                        either
GET    /authorization/202309/shops                             authorization.info       -
GET    /authorization/202401/widget_token                      -                        -
GET    /authorization/202312/widget_token                      -                        -
POST   /seller/202508/collections/sync                         -                        either
GET    /seller/202309/permissions                              shop.info                -
GET    /seller/202407/shop_creators                            -                        either
GET    /seller/202601/shop_groups                              authorization.info       -
GET    /seller/202309/shops                                    shop.info                -
GET    /seller/202508/status                                   -                        -
GET    /order/202507/orders                                    order.info               shop
GET    /order/202309/orders                                    order.info               shop
POST   /order/202511/orders/blind_box_result/callback          order.info               shop
POST   /order/202406/orders/external_order_search              order.ext_ref.read       shop
POST   /order/202406/orders/external_orders                    order.ext_ref.write      shop
POST   /order/202309/orders/search                             order.info               shop
GET    /order/202406/orders/{order_id}/external_orders         order.ext_ref.read       shop
GET    /order/202407/orders/{order_id}/price_detail            order.info               shop
GET    /order/202309/privileged_orders                         -                        either
POST   /order/202606/pod_details/search                        -                        shop
POST   /product/202501/attribute_recommendation_request        -                        either
POST   /product/202309/brands                                  product.basic            -
GET    /product/202309/brands                                  product.basic            shop
POST   /product/202309/brands/recommend                        -                        -
POST   /product/202409/candidate_products/batch                -                        either
POST   /product/202409/candidate_products/partial_edit/batch   -                        either
POST   /product/202409/candidate_products/search               -                        either
GET    /product/202309/categories                              product.basic            shop
POST   /product/202309/categories/recommend                    product.basic            shop
GET    /product/202309/categories/{category_id}/attributes     product.basic            shop
GET    /product/202309/categories/{category_id}/rules          product.basic            shop
POST   /product/202506/combined_listing_recommendations/search -                        -
POST   /product/202601/compliance/auditing/research            -                        -
POST   /product/202409/compliance/manufacturers                product.basic            -
POST   /product/202501/compliance/manufacturers/search         product.basic            -
POST   /product/202409/compliance/manufacturers/search         product.basic            -
POST   /product/202409/compliance/manufacturers/{manufacturer_id}/partial_edit product.basic            -
POST   /product/202409/compliance/responsible_persons          product.basic            -
POST   /product/202501/compliance/responsible_persons/search   product.basic            -
POST   /product/202409/compliance/responsible_persons/search   product.basic            -
POST   /product/202409/compliance/responsible_persons/{responsible_person_id}/partial_edit product.basic            -
POST   /product/202506/external_products                       -                        either
POST   /product/202309/files/upload                            product.basic            -       upload
POST   /product/202404/images/optimize                         product.basic            shop
POST   /product/202309/images/size_charts/identify             -                        -
POST   /product/202505/images/translation_tasks                serller.product.optimize shop
GET    /product/202506/images/translation_tasks                serller.product.optimize shop
POST   /product/202309/images/upload                           product.basic            -       upload
POST   /product/202508/import_external                         -                        -       upload
POST   /product/202604/inventory/operation/settings            -                        shop
POST   /product/202309/inventory/search                        product.basic            shop
GET    /product/202407/listing_schemas                         -                        -
GET    /product/202401/listing_schemas                         -                        -
POST   /product/202604/opportunities/query                     product.basic            shop
POST   /product/202409/opportunities/search                    -                        either
GET    /product/202604/opportunities/submissions               product.basic            shop
GET    /product/202604/opportunities/{opportunity_id}          product.basic            shop
POST   /product/202604/opportunities/{opportunity_id}/submit   product.basic            shop
POST   /product/202602/packages/recommend                      product.basic            shop
GET    /product/202312/prerequisites                           product.basic            shop
GET    /product/202309/prerequisites                           product.basic            shop
POST   /product/202309/products                                product.write            shop
DELETE /product/202309/products                                product.delete           shop
POST   /product/202309/products/activate                       product.basic            shop
POST   /product/202407/products/category_upgrade_task          product.basic            shop
POST   /product/202309/products/deactivate                     product.basic            shop
POST   /product/202411/products/diagnose_optimize              serller.product.optimize shop
GET    /product/202405/products/diagnoses                      serller.product.optimize shop
POST   /product/202604/products/gpa_upgrade_task               product.basic            -
POST   /product/202309/products/listing_check                  product.basic            shop
POST   /product/202309/products/recover                        product.delete           shop
POST   /product/202502/products/search                         product.basic            shop
POST   /product/202312/products/search                         product.basic            shop
POST   /product/202309/products/search                         product.basic            shop
GET    /product/202405/products/seo_words                      product.basic            shop
GET    /product/202405/products/suggestions                    serller.product.optimize shop
PUT    /product/202509/products/{product_id}                   product.write            shop
PUT    /product/202309/products/{product_id}                   product.write            shop
GET    /product/202309/products/{product_id}                   product.basic            shop
POST   /product/202309/products/{product_id}/inventory/update  product.write            shop
PUT    /product/202409/products/{product_id}/opportunities     -                        either
POST   /product/202509/products/{product_id}/partial_edit      product.write            shop
POST   /product/202309/products/{product_id}/partial_edit      product.write            shop
POST   /product/202309/products/{product_id}/prices/update     product.write            shop
POST   /product/202502/products/{product_id}/strikethrough_prices/enable -                        either
POST   /product/202407/sizecharts/search                       product.basic            -
POST   /product/202604/appeals/submit                          -                        shop
GET    /product/202606/skpps/{product_id}                      -                        shop
POST   /product/202606/skpps/search                            -                        shop
GET    /product/202606/skpps/sum                               -                        shop
"""

# The two classes that the calling rules name; a family of neither class counts against both quotas.
_QUOTAS: Mapping[str, Quota] = MappingProxyType({"product": "product", "order": "order"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path with one method, and what it demands.

    Of `scopes` one is enough. `asset` says whether a partner's category asset must, may or must not be named; `needs`
    are required parameters with their places.
    """

    method: str
    path: str
    scopes: tuple[str, ...]
    cipher: Cipher
    parts: tuple[str, ...]
    quota: Quota
    takes_file: bool = False
    token: UserKind | Literal["any"] = "seller"
    asset: Demand = "-"
    needs: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def scope(self) -> str:
        return self.scopes[0] if self.scopes else ""

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


def path_parts(path: str) -> tuple[str, ...]:
    """A path at its slashes."""
    return tuple(path[1:].split("/"))


def _read_table() -> Iterator[Endpoint]:
    for line in _TABLE.split("\n"):
        if line:
            method, path, scope, cipher, *file = line.split()
            parts = path_parts(path)
            yield Endpoint(
                method,
                path,
                _scopes(scope),
                _CIPHERS[cipher],
                parts,
                _QUOTAS.get(parts[0], "both"),
                takes_file=bool(file),
                token="partner" if cipher == "partner" else "seller",
            )


_CIPHERS: Mapping[str, Cipher] = MappingProxyType({"shop": "shop", "either": "either", "-": "-", "partner": "partner"})


def _scopes(word: str) -> tuple[str, ...]:
    if word == "-":
        return ()
    return (word if word.startswith(("partner.", "serller.")) else f"seller.{word}",)


class EndpointTable:
    """Finds the endpoint behind a path as it was sent."""

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self._literal: dict[str, Endpoint] = {}
        self._with_values: dict[tuple[str, int], list[Endpoint]] = {}
        for endpoint in endpoints:
            if "{" in endpoint.path:
                self._with_values.setdefault((endpoint.parts[0], len(endpoint.parts)), []).append(endpoint)
            else:
                self._literal[endpoint.key] = endpoint

    def find(self, method: str, path: str) -> tuple[Endpoint, dict[str, str]] | None:
        """The endpoint, and the values in its path."""
        literal = self._literal.get(f"{method} {path}")
        if literal is not None:
            return literal, {}
        parts = path_parts(path)
        for endpoint in self._with_values.get((parts[0], len(parts)), ()):
            if endpoint.method == method and (values := endpoint.values(parts)) is not None:
                return endpoint, values
        return None

    def knows(self, path: str) -> bool:
        """Whether any method works on this path."""
        return any(self.find(method, path) for method in ("GET", "POST", "PUT", "DELETE"))


ENDPOINTS: tuple[Endpoint, ...] = tuple(_read_table())
OWN_TABLE = EndpointTable(ENDPOINTS)
