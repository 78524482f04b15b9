"""The seller's own facts: shops, their groups and states, and what the seller may do."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from .base import Id, Many, Model, Open

ShopGroupSource: TypeAlias = Annotated[Literal["US_MX_ONBOARD", "GS_POP"] | str, Open]


class ActiveShop(Model):
    """An active shop of the seller."""

    id: Id
    region: str | None = None


class ShopGroup(Model):
    """The name and origin of a group."""

    shop_group_name: str | None = None
    source: ShopGroupSource | None = None


class GroupedShop(Model):
    """A shop in a group."""

    shop_id: Id | None = None
    shop_name: str | None = None
    shop_region: str | None = None
    seller_id: Id | None = None


class ShopGroups(Model):
    """A group of linked shops."""

    shop_group: ShopGroup | None = None
    shops: Many[GroupedShop] = []


class ShopStatus(Model):
    """The state of one shop."""

    shop_id: Id | None = None
    shop_status: str | None = None


class SellerStatus(Model):
    """The state of the seller's account and of each shop."""

    seller_status: str | None = None
    shop_statuses: Many[ShopStatus] = []
    tax_form_status: str | None = None
    partner_channel: str | None = None


class ShopCreator(Model):
    """How one creator is bound to the shop."""

    type: str | None = None
    binding_status: str | None = None


class CollectionProductIn(TypedDict):
    """A product by its id in the other system (`outer_product_id`) and here (`tts_product_id`)."""

    outer_product_id: NotRequired[Id]
    tts_product_id: NotRequired[Id]


class CollectionIn(TypedDict):
    """A collection of products as another system keeps it."""

    id: NotRequired[Id]
    title: NotRequired[str]
    image_url: NotRequired[str]
    products: NotRequired[list[CollectionProductIn]]


class FailedCollections(Model):
    """The collections that were not taken over."""

    ids: Many[Id] = []
