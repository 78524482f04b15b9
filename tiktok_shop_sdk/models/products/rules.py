"""What the platform and the law ask of listings: categories, attributes, certificates, those who answer for them."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from ..base import Id, Many, Model, Open
from .common import Availability, PreSaleType, Reference, Refusal

# "UNAUTHORIEZD" is how the platform spells it.
BrandAuthorization: TypeAlias = Annotated[Literal["UNAUTHORIEZD", "AUTHORIZED"] | str, Open]
CategoryPermission: TypeAlias = Annotated[
    Literal["AVAILABLE", "INVITE_ONLY", "NON_MAIN_CATEGORY", "PROHIBITED"] | str, Open
]
AttributeType: TypeAlias = Annotated[Literal["SALES_PROPERTY", "PRODUCT_PROPERTY"] | str, Open]
CheckItem: TypeAlias = Annotated[
    Literal[
        "SHOP_STATUS",
        "SHOP_TAX",
        "PICKUP_WAREHOUSE",
        "RETURN_WAREHOUSE",
        "DELIVERY_OPTION",
        "SHIPPING_TEMPLATE",
        "PRODUCT_QUANTITY_LIMIT",
        "EXTENDED_PRODUCER_RESPONSIBILITY",
        "CONTACT_INFO",
    ]
    | str,
    Open,
]


AddressLine: TypeAlias = Annotated[str, Field(max_length=500)]


# Brands and categories.
class Brand(Model):
    """A brand. A product and a recommendation tell its id and name only."""

    id: Id | None = None
    name: str | None = None
    authorized_status: BrandAuthorization | None = None
    brand_status: Availability | None = None
    is_t1_brand: bool | None = None


class Category(Model):
    """A place in the category tree; products are listed in leaves."""

    id: Id
    parent_id: Id | None = None
    name: str | None = None
    local_name: str | None = None
    level: int | None = None
    is_leaf: bool | None = None
    permission_statuses: Many[CategoryPermission] = []


class RecommendedCategory(Model):
    """The leaf category that fits, and the way down to it."""

    leaf_category_id: Id | None = None
    categories: Many[Category] = []


# What a category asks of its products.
class Condition(Model):
    """Another attribute's value that makes something required."""

    condition_type: str | None = None
    attribute_id: Id | None = None
    attribute_value_id: Id | None = None


class AttributeValue(Model):
    """One value of an attribute."""

    id: Id | None = None
    name: str | None = None
    icon_url: str | None = None


class CategoryAttribute(Model):
    """An attribute that a category's products have or may have."""

    id: Id
    name: str | None = None
    type: AttributeType | None = None
    values: Many[AttributeValue] = []
    value_data_format: str | None = None
    is_requried: bool | None = None  # the platform's spelling
    is_customizable: bool | None = None
    is_multiple_selection: bool | None = None
    requirement_conditions: Many[Condition] = []

    @property
    def is_required(self) -> bool | None:
        """Whether a product of the category must state it."""
        return self.is_requried


class Requirement(Model):
    """Whether a category asks for something, or allows it."""

    is_required: bool | None = None
    is_supported: bool | None = None


class CertificationRule(Model):
    """A certificate that a category asks for."""

    id: Id
    name: str | None = None
    is_required: bool | None = None
    document_details: str | None = None
    sample_image_url: str | None = None
    expiration_date: Requirement | None = None
    requirement_conditions: Many[Condition] = []


class FeeRule(Model):
    """A fee that a category asks products to state."""

    type: str | None = None
    is_required: bool | None = None


class CategoryRules(Model):
    """What a category asks of its products."""

    product_certifications: Many[CertificationRule] = []
    size_chart: Requirement | None = None
    cod: Requirement | None = None
    package_dimension: Requirement | None = None
    epr: Requirement | None = None
    responsible_person: Requirement | None = None
    manufacturer: Requirement | None = None
    allowed_special_product_types: Many[PreSaleType] = []
    fees: Many[FeeRule] = []


# What a listing may hold, field by field.
class FieldOption(Model):
    """A value to choose from."""

    id: Id | None = None
    name: str | None = None


class FieldRule(Model):
    """One rule that a field of a listing must keep."""

    type: str | None = None
    value: str | None = None


class ListingSubfield(Model):
    """A field inside a field of a listing."""

    id: Id | None = None
    name: str | None = None
    options: Many[FieldOption] = []
    rules: Many[FieldRule] = []


class ListingField(ListingSubfield):
    """A field of a listing: what it may hold, and which rules it must keep."""

    complex_values: Many[ListingSubfield] = []


class ListingSchema(Model):
    """Every field that a listing in one leaf category has."""

    category_id: Id
    fields: Many[ListingField] = []


class RefusedCategoryDetail(Model):
    """Which category was refused."""

    category_id: Id | None = None


class RefusedCategory(Refusal):
    """A category whose fields could not be told."""

    detail: RefusedCategoryDetail | None = None


class ListingSchemas(Model):
    """The fields of the categories that were asked for, and the categories that could not be told."""

    listing_schemas: Many[ListingSchema] = []
    errors: Many[RefusedCategory] = []


# What a shop must have in order.
class Prerequisite(Model):
    """One thing that a shop must have in order before it may list products."""

    check_item: CheckItem | None = None
    is_failed: bool | None = None
    fail_reasons: Many[str] = []


# Those who answer for a product: businesses, not buyers.
class Phone(Model):
    """The number of a business."""

    availability: Availability | None = None
    country_code: str | None = None
    local_number: str | None = None


class PhoneIn(TypedDict):
    """The number of a business."""

    country_code: str
    local_number: str


class ManufacturerPhoneIn(TypedDict):
    """The number of a manufacturer, or that there is none."""

    availability: NotRequired[Availability]
    country_code: NotRequired[str]
    local_number: NotRequired[str]


class ManufacturerProfile(Model):
    """A manufacturer as one region's buyers read of it."""

    locale: str | None = None
    name: str | None = None
    registered_trade_name: str | None = None
    email: str | None = None
    phone_number: Phone | None = None
    address: str | None = None


class Manufacturer(Model):
    """Who made a product, as EU law asks to say."""

    id: Id
    regional_profiles: Many[ManufacturerProfile] = []


class BusinessAddress(Model):
    """Where a responsible person is to be found."""

    street_address_line1: str | None = None
    street_address_line2: str | None = None
    district: str | None = None
    city: str | None = None
    postal_code: str | None = None
    province: str | None = None
    country: str | None = None


class BusinessAddressIn(TypedDict):
    """Where a responsible person is to be found."""

    street_address_line1: AddressLine
    street_address_line2: NotRequired[AddressLine]
    district: NotRequired[AddressLine]
    city: NotRequired[AddressLine]
    postal_code: AddressLine
    province: NotRequired[AddressLine]
    country: str


class ResponsiblePersonProfile(Model):
    """A responsible person as one region's buyers read of it."""

    locale: str | None = None
    name: str | None = None
    email: str | None = None
    phone_number: Phone | None = None
    address: BusinessAddress | None = None


class ResponsiblePerson(Model):
    """Who answers for a product in the EU."""

    id: Id
    regional_profiles: Many[ResponsiblePersonProfile] = []


class AuditedProduct(Model):
    """A product of any seller, as compliance research finds it."""

    id: Id
    title: str | None = None
    description: str | None = None
    listing_url: str | None = None
    main_image_urls: Many[str] = []
    brand_id: Id | None = None
    brand_name: str | None = None
    categories: Many[Category] = []
    country: str | None = None
    seller_id: Id | None = None
    seller_name: str | None = None
    variants: Many[Reference] = []
