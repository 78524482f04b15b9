"""Global products: where the declarations mean to differ from the catalogue, and why."""

from __future__ import annotations

NOT_TEN = "the page says 10,000; a description of ten characters is a slip of the catalogue"
MEANINGLESS = "the object says nothing without it, so the editor asks for it"
AS_CREATED = "what is checked is what would be created, so it is built of the same parts under the same limits"

REQUIRED_TO_CREATE = (
    "certifications[].id",
    "certifications[].files[].id",
    "certifications[].files[].name",
    "certifications[].files[].format",
    "certifications[].images[].uri",
    "main_images[].uri",
    "package_dimensions.length",
    "package_dimensions.width",
    "package_dimensions.height",
    "package_dimensions.unit",
    "package_weight.value",
    "package_weight.unit",
    "product_attributes[].id",
    "product_attributes[].values",
    "size_chart.image.uri",
    "size_chart.template.id",
    "skus[].inventory[].global_warehouse_id",
    "skus[].inventory[].quantity",
    "skus[].price.amount",
    "skus[].price.currency",
    "skus[].sales_attributes[].sku_img.uri",
    "video.id",
)
LIMITED_TO_CREATE = (
    "product_attributes[].values: max_length",
    "product_attributes[].values[].name: max_length",
    "skus[].inventory: max_length",
    "skus[].inventory[].quantity: ge",
    "skus[].inventory[].quantity: le",
    "skus[].sales_attributes[].name: max_length",
    "skus[].sales_attributes[].value_name: max_length",
)

MEANT: dict[tuple[str, str], str] = {
    ("create", "body.description: max_length"): NOT_TEN,
    ("edit", "body.description: max_length"): NOT_TEN,
    ("partial_edit", "body.description: max_length"): NOT_TEN,
    ("recommend_category", "body.description: max_length"): NOT_TEN,
    ("recommend_category", "body.images[].uri: required"): MEANINGLESS,
    **{("check_listing", f"body.{field}: required"): AS_CREATED for field in REQUIRED_TO_CREATE},
    **{("check_listing", f"body.{limit}"): AS_CREATED for limit in LIMITED_TO_CREATE},
}
