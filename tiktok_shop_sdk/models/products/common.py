"""What several topics share: words, pictures, amounts, and the platform's reasons for refusing."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from ..base import Amount, Id, Many, Model, Money, Open, ServerText

ListingPlatform: TypeAlias = Annotated[Literal["TIKTOK_SHOP", "TOKOPEDIA"] | str, Open]
QualityTier: TypeAlias = Annotated[Literal["POOR", "FAIR", "GOOD"] | str, Open]
Region: TypeAlias = Annotated[
    Literal["BR", "DE", "ES", "FR", "GB", "IE", "IT", "JP", "MX", "MY", "PH", "SG", "TH", "VN"] | str, Open
]
Currency: TypeAlias = Annotated[
    Literal["BRL", "EUR", "GBP", "IDR", "JPY", "MXN", "MYR", "PHP", "SGD", "THB", "USD", "VND"] | str, Open
]
Availability: TypeAlias = Annotated[Literal["AVAILABLE", "UNAVAILABLE"] | str, Open]
WeightUnit: TypeAlias = Annotated[Literal["KILOGRAM", "POUND", "GRAM", "CENTIMETER"] | str, Open]
IdentifierType: TypeAlias = Annotated[Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | str, Open]
Packaging: TypeAlias = Annotated[Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | str, Open]
PreSaleType: TypeAlias = Annotated[Literal["PRE_ORDER", "MADE_TO_ORDER", "CUSTOM"] | str, Open]

ExternalId: TypeAlias = Annotated[Id, Field(max_length=999)]
"""The id of something in another system."""
Measure: TypeAlias = Money
"""A length or a weight; its unit stands beside it."""


class Reference(Model):
    """Something else, by its id."""

    id: Id | None = None


# Pictures.
class Image(Model):
    """A picture. `uri` names it in requests, the links show it; sizes are in pixels."""

    uri: str | None = None
    urls: Many[str] = []
    thumb_urls: Many[str] = []
    width: int | None = None
    height: int | None = None


class ImageLink(Model):
    """A picture with one link. `uri` names it in requests, `url` shows it."""

    uri: str | None = None
    url: str | None = None


class ImageIn(TypedDict):
    """A picture, by the `uri` that `upload_image` answered."""

    uri: str


class LinkIn(TypedDict):
    """A picture on the web."""

    url: str


# Amounts.
class ListPrice(Model):
    """The price before any discount."""

    amount: Money = None
    currency: Currency | None = None


class AmountIn(TypedDict):
    """An amount and its currency."""

    amount: Amount
    currency: Currency


# Refusals and warnings.
class Refusal(Model):
    """One reason why something was refused."""

    code: int | None = None
    message: ServerText = None


class Warned(Model):
    """What the platform warns of."""

    message: ServerText = None
