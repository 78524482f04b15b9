"""What a grant covers: shops and category assets with their ciphers, and tokens for widgets."""

from typing import Annotated, Literal, TypeAlias

from ..core.secret import Secret
from .base import Id, Model, Open, Time

SellerType: TypeAlias = Annotated[Literal["CROSS_BORDER", "LOCAL"] | str, Open]


class Shop(Model):
    """A shop that the seller granted to the app. `cipher` names it in every shop-level call."""

    id: Id
    name: str | None = None
    region: str | None = None
    seller_type: SellerType | None = None
    code: str | None = None
    cipher: Secret


class AssetCategory(Model):
    """The category of a partner's asset."""

    id: Id | None = None
    name: str | None = None


class CategoryAsset(Model):
    """A category asset of a partner. `cipher` names it in every asset-level call."""

    category: AssetCategory | None = None
    target_market: str | None = None
    cipher: Secret


class WidgetToken(Model):
    """Opens the platform's widgets for one seller until `expire_at`."""

    token: Secret | None = None
    expire_at: Time = None
