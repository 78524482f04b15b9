"""SKUs: what tells them apart, what they cost, how many there are."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from ...core.sensitive import ThirdParty
from ..base import Amount, Id, Many, Model, Moment, Money, Open, ServerText, Time
from .common import (
    AmountIn,
    Currency,
    ExternalId,
    IdentifierType,
    Image,
    ImageIn,
    ListPrice,
    Packaging,
    PreSaleType,
    Refusal,
)
from .rules import Brand, Category

SkuStatus: TypeAlias = Annotated[Literal["NORMAL", "DEACTIVATED"] | str, Open]
DeactivationSource: TypeAlias = Annotated[Literal["SELLER", "PLATFORM", "COMBO_RELATION"] | str, Open]
InventoryType: TypeAlias = Annotated[Literal["SHARED", "EXCLUSIVE"] | str, Open]
NotLiveReason: TypeAlias = Annotated[
    Literal[
        "SUB_PRODUCT_DEACTIVATE",
        "SUB_PRODUCT_DELETE",
        "SUB_PRODUCT_FROZEN",
        "SUB_SKU_DELETE",
        "SUB_PRODUCT_CATEGORY_FIRST_LEVEL_ERROR",
        "SUB_PRODUCT_CATEGORY_OVER_RESTRICTION",
    ]
    | str,
    Open,
]


# What a SKU consists of.
class Price(Model):
    """What a SKU costs, in `currency`."""

    currency: Currency | None = None
    sale_price: Money = None
    tax_exclusive_price: Money = None
    unit_price: Money = None


class ExternalListPrice(ListPrice):
    """The price before any discount on another platform."""

    source: str | None = None


class Stock(Model):
    """What one warehouse holds of a SKU."""

    warehouse_id: Id | None = None
    quantity: int | None = None
    backorder_quantity: int | None = None
    handling_time: int | None = None


class SalesAttribute(Model):
    """What tells a SKU from its siblings: `Color`, `Black`."""

    id: Id | None = None
    name: str | None = None
    value_id: Id | None = None
    value_name: str | None = None
    sku_img: Image | None = None
    supplementary_sku_images: Many[Image] = []


class IdentifierCode(Model):
    """The code under which the trade knows the SKU."""

    code: str | None = None
    type: IdentifierType | None = None


class PreSaleFulfillment(Model):
    """When a pre-sold SKU leaves: so many days after the order, or from a date on."""

    handling_duration_days: int | None = None
    release_date: Time = None


class PreSale(Model):
    """How a SKU is sold before it exists."""

    type: PreSaleType | None = None
    fulfillment_type: PreSaleFulfillment | None = None


class SkuState(Model):
    """Whether a SKU is on sale, and who took it off."""

    status: SkuStatus | None = None
    deactivation_source: DeactivationSource | None = None


class Fee(Model):
    """A fee on a SKU, such as a bottle deposit."""

    type: str | None = None
    amount: Money = None
    additional_attribute: Packaging | None = None


class CombinedSku(Model):
    """A SKU of another product that is part of a combined one."""

    product_id: Id | None = None
    sku_id: Id | None = None
    sku_count: int | None = None
    seller_sku: str | None = None
    title: str | None = None
    brand: Brand | None = None
    categories: Many[Category] = []
    product_main_image: Image | None = None
    sales_attributes: Many[SalesAttribute] = []
    price: Price | None = None
    inventory: Many[Stock] = []
    combined_listing_not_live_reasons: Many[NotLiveReason] = []


class ReplicateSource(Model):
    """The SKU that this one was copied from."""

    shop_id: Id | None = None
    product_id: Id | None = None
    sku_id: Id | None = None


class GlobalListingPolicy(Model):
    """What a SKU shares with the one it was copied from."""

    price_sync: bool | None = None
    inventory_type: InventoryType | None = None
    replicate_source: ReplicateSource | None = None


class Sku(Model):
    """A variant of a product: the thing that has a price and a stock."""

    id: Id
    seller_sku: str | None = None
    status_info: SkuState | None = None
    sales_attributes: Many[SalesAttribute] = []

    price: Price | None = None
    list_price: ListPrice | None = None
    external_list_prices: Many[ExternalListPrice] = []
    fees: Many[Fee] = []

    inventory: Many[Stock] = []
    pre_sale: PreSale | None = None
    sku_unit_count: str | None = None
    combined_skus: Many[CombinedSku] = []

    identifier_code: IdentifierCode | None = None
    extra_identifier_codes: Many[str] = []
    external_sku_id: Id | None = None
    external_urls: Many[str] = []
    global_listing_policy: GlobalListingPolicy | None = None


# Stock.
class WarehouseInventory(Model):
    """What one warehouse has left of a SKU, and what it owes to orders."""

    warehouse_id: Id | None = None
    available_quantity: int | None = None
    committed_quantity: int | None = None


class CampaignInventory(Model):
    """What is kept for a campaign."""

    campaign_name: str | None = None
    quantity: int | None = None


class CreatorInventory(Model):
    """What is kept for a creator. The name comes in under a purpose that covers affiliate or market data."""

    creator_name: ThirdParty[str] = None
    quantity: int | None = None


class InShopInventory(Model):
    """What anybody may buy."""

    quantity: int | None = None


class InventoryDistribution(Model):
    """For whom the available stock is kept."""

    in_shop_inventory: InShopInventory | None = None
    campaign_inventory: Many[CampaignInventory] = []
    creator_inventory: Many[CreatorInventory] = []


class SkuInventory(Model):
    """The stock of a SKU, in all and by warehouse."""

    id: Id
    seller_sku: str | None = None
    total_available_quantity: int | None = None
    total_committed_quantity: int | None = None
    warehouse_inventory: Many[WarehouseInventory] = []
    total_available_inventory_distribution: InventoryDistribution | None = None


class ProductInventory(Model):
    """The stock of a product's SKUs."""

    product_id: Id
    skus: Many[SkuInventory] = []


class WarehouseStock(TypedDict):
    """What one warehouse shall hold of a SKU."""

    warehouse_id: NotRequired[Id]
    # The page says 1 to 99,999, but an answer tells a stock of 0, and selling out must be sayable.
    quantity: Annotated[int, Field(ge=0, le=99_999)]
    backorder_quantity: NotRequired[int]
    handling_time: NotRequired[int]


class SkuStock(TypedDict):
    """The stock of a SKU: it replaces what was there."""

    id: Id
    inventory: list[WarehouseStock]


class RefusedWarehouse(Refusal):
    """Why the stock of one warehouse was not set."""

    warehouse_id: Id | None = None


class RefusedStockDetail(Model):
    """Which SKU was refused, and in which warehouses."""

    sku_id: Id | None = None
    extra_errors: Many[RefusedWarehouse] = []


class RefusedStock(Refusal):
    """A SKU whose stock was not set."""

    detail: RefusedStockDetail | None = None


class StockUpdated(Model):
    """The SKUs whose stock was not set; the others were. The list is empty if all of them were."""

    errors: Many[RefusedStock] = []


class StockOperationSetting(TypedDict):
    """What the platform may do with the stock by itself."""

    enable_auto_restock: NotRequired[bool]


class StockOperation(Model):
    """The SKUs for which the setting holds now, and those for which it does not."""

    success_sku_ids: Many[Id] = []
    failed_sku_ids: Many[Id] = []


# Prices.
class ExternalAmountIn(AmountIn):
    """An amount on another platform."""

    source: str


class PriceIn(TypedDict):
    """What a SKU shall cost, in `currency`."""

    currency: Currency
    amount: NotRequired[Amount]
    sale_price: NotRequired[Amount]


class SkuPrice(TypedDict):
    """The price of a SKU."""

    id: Id
    price: PriceIn
    list_price: NotRequired[AmountIn]
    external_list_prices: NotRequired[list[ExternalAmountIn]]


class TransactionIn(AmountIn):
    """A sale of a SKU on another platform, with a picture that proves it."""

    image: NotRequired[ImageIn]
    transaction_time: NotRequired[Moment]


class StrikethroughSku(TypedDict):
    """A SKU whose list price shall be shown crossed out, and what justifies it."""

    id: NotRequired[Id]
    external_sku_id: NotRequired[ExternalId]
    external_retail_price: NotRequired[AmountIn]
    external_transaction_price: NotRequired[TransactionIn]


class RefusedPriceDetail(Model):
    """Which SKU was refused."""

    sku_id: Id | None = None


class RefusedPrice(Model):
    """A SKU whose list price is not shown crossed out."""

    code: str | None = None
    message: ServerText = None
    detail: RefusedPriceDetail | None = None


class StrikethroughEnabled(Model):
    """The SKUs that were refused; the list is empty if none was."""

    errors: Many[RefusedPrice] = []
