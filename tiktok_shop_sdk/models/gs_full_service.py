"""The supplier programme's goods: categories and their rules, products for review, virtual stock.

A product is an SPU; it comes in styles (SKC, mostly colours), and each style in sizes or the like (SKU). The
first key attribute tells styles apart, the second tells the SKUs of a style apart.
"""

from typing import Annotated, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from .base import Amount, Id, Many, Model, Open, ServerText, Time

WeightUnit: TypeAlias = Annotated[Literal["GRAM", "KILOGRAM"] | str, Open]


# Brands and categories.
class Brand(Model):
    """A brand of the supplier, and whether the platform has approved it."""

    id: Id | None = None
    name: str | None = None
    approval_status: str | None = None


class CategoryName(Model):
    """A category and its place in the tree."""

    id: Id | None = None
    parent_id: Id | None = None
    name_en: str | None = None
    is_leaf: bool | None = None


class Category(CategoryName):
    """A category as the search lists it."""

    name_cn: str | None = None
    status: str | None = None
    version: str | None = None


class CategoryDetail(CategoryName):
    """A category as it is read alone: what may be sold in it, and by which attributes its SKUs differ."""

    name_zh: str | None = None
    level: int | None = None
    is_enabled: bool | None = None
    is_garment: bool | None = None
    is_allowed_jit: bool | None = None

    first_key_attribute_id: Id | None = None
    second_key_attribute_id: Id | None = None
    is_custom_key_attribute: bool | None = None


class RequirementCondition(Model):
    """A value of another attribute that makes something required."""

    attribute_id: Id | None = None
    attribute_value_ids: Many[Id] = []


class AttributeValue(Model):
    """A value that an attribute may take."""

    id: Id | None = None
    name_en: str | None = None
    name_zh: str | None = None


class Attribute(Model):
    """An attribute of a category. (`is_mutiple_selection` is how the platform spells it.)"""

    id: Id | None = None
    name_en: str | None = None
    name_zh: str | None = None
    type: str | None = None
    value_type: str | None = None
    values: Many[AttributeValue] = []
    is_mutiple_selection: bool | None = None

    is_required: bool | None = None
    required_regions: Many[str] = []
    requirement_conditions: Many[RequirementCondition] = []


class RegionAttributes(Model):
    """The attributes that one region asks for beside the general ones."""

    region: str | None = None
    attributes: Many[Attribute] = []


class CategoryAttributes(Model):
    """The attributes of a category: the general ones, and those of single regions."""

    attributes: Many[Attribute] = []
    region_attributes: Many[RegionAttributes] = []


class Qualification(Model):
    """A kind of file that proves a certification."""

    type: str | None = None
    description: str | None = None
    example_url: str | None = None
    file_types: Many[str] = []
    max_file_count: int | None = None


class Certification(Model):
    """A certification that products of a category may or must have, and what proves it."""

    type: str | None = None
    description: str | None = None
    region_code: str | None = None
    is_required: bool | None = None
    requirement_conditions: Many[RequirementCondition] = []
    qualifications: Many[Qualification] = []


# Rules for pictures.
class ImageQuantity(Model):
    """Whether pictures are required, and between which numbers they may be."""

    is_required: bool | None = None
    quantity_floor: int | None = None
    quantity_ceiling: int | None = None


class ImageUse(ImageQuantity):
    """One use of pictures, by the code that a picture names as its `material_use_type_code`."""

    code: str | None = None


class ImageRule(ImageQuantity):
    """Number, size and proportions of one kind of picture. The platform states no units."""

    material_show_type: str | None = None
    material_use_type: Many[ImageUse] = []

    max_size: int | None = None
    width_min: int | None = None
    width_max: int | None = None
    width_rate: int | None = None
    length_min: int | None = None
    length_max: int | None = None
    length_rate: int | None = None


class ImageSetRules(Model):
    """The rules of certain sets of pictures."""

    pic_set_type: Many[str] = []
    config_details: Many[ImageRule] = []


class ImageRules(Model):
    """What a category asks of a product's pictures, and the ways in which they may be uploaded."""

    image_upload_requirements: Many[ImageSetRules] = []
    pic_upload_way_configs: Many[str] = []


# Sizes.
class GradingTemplate(Model):
    """A template after which the sizes of a product are graded."""

    id: Id | None = None
    name: str | None = None


class SizeSegment(Model):
    """A run of sizes that belong together."""

    size_codes: Many[str] = []


class Size(Model):
    """One size."""

    size_id: Id | None = None
    size_code: str | None = None


class SizeGroup(Model):
    """A group of sizes: `size_segments` from the beta and preview routes, else `size_segements` (so spelt)."""

    id: Id | None = None
    name: str | None = None
    size_segments: Many[SizeSegment] = []
    size_segements: Many[Size] = []


class SizeGroups(Model):
    """The size groups of a category, and whether its products need a grading template."""

    size_grading_required: bool | None = None
    size_groups: Many[SizeGroup] = []


# Products.
class UploadedImage(Model):
    """A stored picture, which products name by its `uri`. The beta route tells `length` instead of `height`."""

    uri: str | None = None
    url: str | None = None
    width: int | None = None
    height: int | None = None
    length: int | None = None


class Sku(Model):
    """A SKU and how its review stands."""

    code: str | None = None
    external_sku_code: str | None = None
    status: str | None = None
    reject_reason: str | None = None
    update_time: Time = None


class Product(Model):
    """A product of the supplier with its SKUs."""

    spu_code: str | None = None
    skus: Many[Sku] = []


class UnpublishableReason(Model):
    """Why a product could not be published in a region."""

    reason_type: int | None = None
    reason_information: str | None = None


class PublishCheck(Model):
    """Whether a product could be published in one region."""

    region: str | None = None
    can_publish: bool | None = None
    unpublishable_reasons: Many[UnpublishableReason] = []


# Products, as they are handed in.
class FileIn(TypedDict):
    """An uploaded picture, video or file, by the `uri` that its upload answered."""

    uri: NotRequired[str]


class NamedFileIn(FileIn):
    """An uploaded file under a name of one's own."""

    name: NotRequired[str]


class PictureIn(FileIn):
    """A picture, its place in the order, and what it shows, in the words of the category's image rules."""

    sequence: NotRequired[int]
    material_show_type: NotRequired[str]
    material_use_type_code: NotRequired[str]


class MediaIn(TypedDict):
    """The pictures and videos of a product."""

    pic_set_type: NotRequired[str]
    pic_type: NotRequired[str]
    pictures: NotRequired[list[PictureIn]]
    videos: NotRequired[list[FileIn]]


class DescriptionItemIn(FileIn):
    """One part of a product's description."""

    sequence: NotRequired[int]
    type: NotRequired[str]


class DescriptionIn(TypedDict):
    """A product's description, part by part."""

    items: NotRequired[list[DescriptionItemIn]]


class AttributeValueIn(TypedDict):
    """A value of an attribute: one of the category's by `id`, or one's own by `name`."""

    id: NotRequired[Id]
    name: NotRequired[str]


class AttributePreviewIn(TypedDict):
    """An attribute of the product and its values."""

    id: NotRequired[Id]
    values: NotRequired[list[AttributeValueIn]]


class AttributeIn(AttributePreviewIn):
    """An attribute of the product and its values, for one region if that asks for it."""

    region: NotRequired[str]


class CertificationItemIn(TypedDict):
    """Files of one kind that prove a certification."""

    type: NotRequired[str]
    files: NotRequired[list[FileIn]]


class CertificationIn(TypedDict):
    """A certification of the product, and what proves it."""

    type: NotRequired[str]
    items: NotRequired[list[CertificationItemIn]]


class CertificationItemPreviewIn(TypedDict):
    """Named files of one kind that prove a certification."""

    type: NotRequired[str]
    files: NotRequired[list[NamedFileIn]]


class CertificationPreviewIn(TypedDict):
    """A certification of the product, and the named files that prove it."""

    type: NotRequired[str]
    items: NotRequired[list[CertificationItemPreviewIn]]


class ComponentIn(TypedDict):
    """A part of the product, such as the lining."""

    property_value_id: NotRequired[Id]


class MaterialIn(TypedDict):
    """A material and its share in percent."""

    property_value_id: NotRequired[Id]
    percentage: NotRequired[Amount]


class ComponentMaterialsIn(TypedDict):
    """What one part of the product is made of."""

    component: NotRequired[ComponentIn]
    ingredients: NotRequired[list[MaterialIn]]


class IngredientIn(TypedDict):
    """What the product is made of: as a whole, or part by part."""

    type: NotRequired[str]
    single_material_composition: NotRequired[list[MaterialIn]]
    multi_material_composition: NotRequired[list[ComponentMaterialsIn]]


class KeyAttributeIn(TypedDict):
    """An attribute by which the product's SKUs differ."""

    key_attribute_id: NotRequired[Id]


class KeyAttributeValueIn(TypedDict):
    """The value of a key attribute that one SKU has: by the category's id, or by one's own name."""

    key_attribute_value_id: NotRequired[Id]
    key_attribute_value_name: NotRequired[str]


class PriceIn(TypedDict):
    """An amount and its currency."""

    amount: NotRequired[Amount]
    currency: NotRequired[str]


class WeightIn(TypedDict):
    """A weight in `unit`."""

    value: NotRequired[Amount]
    unit: NotRequired[WeightUnit]


class DimensionsIn(TypedDict):
    """A packed SKU's length, width and height, in `unit`."""

    length: NotRequired[Amount]
    width: NotRequired[Amount]
    height: NotRequired[Amount]
    unit: NotRequired[str]


class SkuPreviewIn(TypedDict):
    """A SKU of a style: its size or the like, its price to the platform, its stock and measures."""

    external_sku_code: NotRequired[str]
    second_key_attribute_value_id: NotRequired[Id]
    second_key_attribute_value_name: NotRequired[str]
    pictures: NotRequired[list[PictureIn]]

    price: NotRequired[PriceIn]
    inventory: NotRequired[int]
    stockup_mode: NotRequired[str]
    dimensions: NotRequired[DimensionsIn]
    weight: NotRequired[WeightIn]


class SkuIn(SkuPreviewIn):
    """A SKU of a style, also with its reference price and the files that prove that."""

    key_attribute_value: NotRequired[list[KeyAttributeValueIn]]
    total_unit_count: NotRequired[Amount]
    reference_sale_price: NotRequired[PriceIn]
    sale_price_certificates: NotRequired[list[FileIn]]


class StyleIn(TypedDict):
    """A style: the value of the first key attribute, and its pictures."""

    external_skc_code: NotRequired[str]
    first_key_attribute_value_id: NotRequired[Id]
    first_key_attribute_value_name: NotRequired[str]
    pictures: NotRequired[list[PictureIn]]


class SkcIn(StyleIn):
    """A style and its SKUs."""

    skus: NotRequired[list[SkuIn]]


class SkcPreviewIn(StyleIn):
    """A style and its SKUs, for the preview route."""

    skus: NotRequired[list[SkuPreviewIn]]


class ProductIn(TypedDict):
    """What both routes take of a product."""

    category_id: NotRequired[Id]
    brand_id: NotRequired[Id]
    product_name_en: NotRequired[str]
    product_name_zh: NotRequired[str]
    media: NotRequired[MediaIn]
    ingredient: NotRequired[IngredientIn]

    first_key_attribute_id: NotRequired[Id]
    second_key_attribute_id: NotRequired[Id]
    size_group_id: NotRequired[Id]
    grading_template_id: NotRequired[Id]


class SpuIn(ProductIn):
    """A product with its styles and SKUs. `rp_ids` are responsible persons."""

    attributes: NotRequired[list[AttributeIn]]
    certifications: NotRequired[list[CertificationIn]]
    description: NotRequired[DescriptionIn]
    key_attribute: NotRequired[list[KeyAttributeIn]]
    manufacture_ids: NotRequired[list[Id]]
    rp_ids: NotRequired[list[Id]]
    skcs: NotRequired[list[SkcIn]]


class SpuPreviewIn(ProductIn):
    """A product with its styles and SKUs, for the preview route."""

    attributes: NotRequired[list[AttributePreviewIn]]
    certifications: NotRequired[list[CertificationPreviewIn]]
    skcs: NotRequired[list[SkcPreviewIn]]


# The supplier's own addresses and partners.
class AddressDetail(Model):
    """An address of the supplier or of a warehouse, part by part."""

    country_id: Id | None = None
    country_name: str | None = None
    province_id: Id | None = None
    province_name: str | None = None
    city_id: Id | None = None
    city_name: str | None = None
    district_id: Id | None = None
    district_name: str | None = None
    town_id: Id | None = None
    town_name: str | None = None
    building: str | None = None
    detail: str | None = None


class SupplierAddress(Model):
    """An address from which the supplier ships."""

    id: Id | None = None
    contact_name: str | None = None
    phone_number: str | None = None
    full_address: str | None = None
    detail: AddressDetail | None = None


class PhoneNumber(Model):
    """A telephone number and the region that it belongs to."""

    phone_number: str | None = None
    phone_number_region: str | None = None


class Manufacturer(Model):
    """A maker of the supplier's products."""

    id: Id | None = None
    manufacturer_name: str | None = None
    registered_trade_name: str | None = None
    address: str | None = None
    email: str | None = None
    phone_number: PhoneNumber | None = None


class PersonName(Model):
    """A person's name in parts."""

    first_name: str | None = None
    middle_name: str | None = None
    last_name: str | None = None


class StreetAddress(Model):
    """Where a responsible person is reached."""

    country: str | None = None
    province: str | None = None
    city: str | None = None
    street: str | None = None
    street2: str | None = None


class ResponsiblePerson(Model):
    """Who answers for the supplier's products where the law asks for somebody (RP)."""

    id: Id | None = None
    type: int | None = None
    version: int | None = None
    default_RP: bool | None = None
    create_time: Time = None
    update_time: Time = None

    rp_name: str | None = None
    name: PersonName | None = None
    company_name: str | None = None
    address: StreetAddress | None = None
    email: str | None = None
    phone_number: PhoneNumber | None = None


# Virtual stock.
class VirtualStock(Model):
    """The virtual stock of a SKU in one warehouse, and how much of it is taken already."""

    sku_code: str | None = None
    warehouse_code: str | None = None
    quantity: int | None = None
    occupied_quantity: int | None = None


class VirtualStockIn(TypedDict):
    """The virtual stock that a SKU shall have in one warehouse: `code` is the SKU's."""

    code: NotRequired[str]
    warehouse_code: NotRequired[str]
    quantity: NotRequired[int]


class RefusedVirtualStock(Model):
    """A SKU whose stock was not set in a warehouse."""

    sku_code: str | None = None
    warehouse_code: str | None = None
    code: str | None = None
    message: ServerText = None


class VirtualStockUpdated(Model):
    """The SKUs whose stock was not set; the others were. The list is empty if all of them were."""

    errors: Many[RefusedVirtualStock] = []
