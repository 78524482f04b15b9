"""Products with their SKUs, warehouses, stock and prices, and how they look in an answer."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ..exchange import encode
from .news import News, product_created, product_edited, product_switched

_GOODS = ("tee", "mug", "lamp", "scarf", "notebook", "bottle", "cushion", "candle")
_COLOURS = ("Black", "White", "Green", "Blue", "Sand")
LEAF_CATEGORIES = ("601226", "601227", "601228")


@dataclass(slots=True)
class Sku:
    """One SKU: stock per warehouse, and a price."""

    id: str
    seller_sku: str
    colour: str
    price: str
    currency: str
    stock: dict[str, int]
    committed: dict[str, int]
    list_price: dict[str, str] | None = None

    def record(self) -> dict[str, Any]:
        """The SKU as product search and product detail show it."""
        shown: dict[str, Any] = {
            "id": self.id,
            "seller_sku": self.seller_sku,
            "price": {
                "currency": self.currency,
                "sale_price": self.price,
                "tax_exclusive_price": self.price,
            },
            "inventory": [{"warehouse_id": w, "quantity": q} for w, q in self.stock.items()],
            "sales_attributes": [
                {
                    "id": "100000",
                    "name": "Color",
                    "value_id": f"17299{_COLOURS.index(self.colour):03d}",
                    "value_name": self.colour,
                }
            ],
            "status_info": {"status": "NORMAL"},
        }
        if self.list_price is not None:
            shown["list_price"] = self.list_price
        return shown

    def stock_record(self) -> dict[str, Any]:
        """The SKU as inventory search shows it."""
        available = sum(self.stock.values())
        return {
            "id": self.id,
            "seller_sku": self.seller_sku,
            "total_available_quantity": available,
            "total_committed_quantity": sum(self.committed.values()),
            "warehouse_inventory": [
                {
                    "warehouse_id": warehouse,
                    "available_quantity": quantity,
                    "committed_quantity": self.committed.get(warehouse, 0),
                }
                for warehouse, quantity in self.stock.items()
            ],
            "total_available_inventory_distribution": {"in_shop_inventory": {"quantity": available}},
        }


@dataclass(slots=True)
class Product:
    """One product; its encoded form is kept until it changes."""

    id: str
    title: str
    status: str
    category_id: str
    region: str
    create_time: int
    update_time: int
    skus: dict[str, Sku] = field(default_factory=dict)
    tell: Callable[[News], None] | None = field(default=None, repr=False)
    _encoded: bytes | None = None

    def change(self, now: float, *, status: str | None = None, title: str | None = None) -> None:
        """Note a change made at `now`: the next answer shows it, and `tell` hears of another status or title."""
        news = []
        if status not in (None, self.status):
            news.append(product_switched(self.id, now))
        if title not in (None, "", self.title):
            news.append(product_edited(self.id, ("title",), now))
        self.status = status or self.status
        self.title = title or self.title
        self.update_time = max(int(now), self.update_time)
        self.stock_changed()
        if self.tell is not None:
            for one in news:
                self.tell(one)

    def stock_changed(self) -> None:
        """Show the stock as it is now; orders take stock without changing the product."""
        self._encoded = None

    def encoded(self) -> bytes:
        """The product as product search shows it."""
        if self._encoded is None:
            self._encoded = encode(self.record())
        return self._encoded

    def record(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "status": self.status,
            "skus": [sku.record() for sku in self.skus.values()],
            "sales_regions": [self.region],
            "create_time": self.create_time,
            "update_time": self.update_time,
            "is_not_for_sale": False,
            "listing_quality_tier": "GOOD",
            "audit": {"status": "APPROVED", "pre_approved_reasons": []},
            "has_draft": False,
        }

    def detail(self) -> dict[str, Any]:
        """The product as product detail shows it."""
        picture = f"https://p16.example-cdn.test/{self.id}.jpeg"
        return {
            **self.record(),
            "category_chains": [
                {"id": "600001", "parent_id": "0", "local_name": "Household", "is_leaf": False},
                {
                    "id": self.category_id,
                    "parent_id": "600001",
                    "local_name": f"Household {self.category_id[-1]}",
                    "is_leaf": True,
                },
            ],
            "brand": {"id": "7082000000000000001", "name": "SampleBrand 1"},
            "main_images": [
                {
                    "height": 1200,
                    "width": 1200,
                    "thumb_urls": [picture],
                    "uri": f"tos-example/{self.id}",
                    "urls": [picture],
                }
            ],
            "description": f"<p>{self.title}</p>",
            "package_dimensions": {"height": "3", "length": "30", "unit": "CENTIMETER", "width": "25"},
            "package_weight": {"unit": "KILOGRAM", "value": "0.25"},
            "product_types": [],
            "is_replicated": False,
        }


class Shelf(dict[str, Product]):
    """A shop's products by id; `tell` hears of every product that is put on the shelf, and of its changes."""

    def __init__(self, products: Iterable[Product], tell: Callable[[News], None]) -> None:
        super().__init__((product.id, product) for product in products)
        self._tell = tell
        for product in self.values():
            product.tell = tell

    def __setitem__(self, product_id: str, product: Product) -> None:
        super().__setitem__(product_id, product)
        product.tell = self._tell
        self._tell(product_created(product.id, product.create_time))


def invent_products(
    source: random.Random,
    skus: int,
    shop_id: str,
    warehouses: tuple[str, ...],
    currency: str,
    region: str,
    epoch: int,
) -> list[Product]:
    """Products of one to four SKUs, `skus` SKUs in all; every third one lies in two warehouses."""
    made: list[Product] = []
    count = 0
    while count < skus:
        number = len(made)
        created = epoch - 90 * 86400 + number * 600
        goods = _GOODS[number % len(_GOODS)]
        product = Product(
            id=f"1729{shop_id[-4:]}{number:010d}",
            title=f"Sample {goods} {number:03d}",
            status="SELLER_DEACTIVATED" if number % 9 == 8 else "ACTIVATE",
            category_id=LEAF_CATEGORIES[number % len(LEAF_CATEGORIES)],
            region=region,
            create_time=created,
            update_time=created + source.randrange(80 * 86400),
        )
        for colour in _COLOURS[: min(source.randint(1, 4), skus - count)]:
            used = warehouses if count % 3 == 2 else warehouses[:1]
            sku = Sku(
                id=f"1730{shop_id[-4:]}{count:010d}",
                seller_sku=f"{goods.upper()}-{number:03d}-{colour[:3].upper()}",
                colour=colour,
                price=f"{source.randint(5, 80)}.{source.choice(('00', '50', '90'))}",
                currency=currency,
                stock={warehouse: source.randint(0, 400) for warehouse in used},
                committed={warehouse: source.randint(0, 5) for warehouse in used},
            )
            product.skus[sku.id] = sku
            count += 1
        made.append(product)
    return made
