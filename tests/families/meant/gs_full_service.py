"""Where the supplier programme's declarations mean to differ from the catalogue."""

from __future__ import annotations

ECHO = "the answer repeats the page that was asked for; the pager counts rows itself"
SAME_PRODUCT = "the product that `create_product_beta` takes, where it is a decimal number as text"
SAME_SKU = "the same field on the preview route is Unix seconds; seconds and milliseconds are both read"
SAME_WEIGHT = "a decimal number as text on the other routes; an integer is read as well"
MEANINGLESS = "the catalogue does not know which fields of a body are required; without this one the call says nothing"

MEANT: dict[tuple[str, str], str] = {
    ("search_categories_beta", "data.page_offset"): ECHO,
    ("search_categories_beta", "data.page_size"): ECHO,
    ("search_categories_preview", "data.page_offset"): ECHO,
    ("search_categories_preview", "data.page_size"): ECHO,
    ("check_product", "body.spu.skcs[].skus[].dimensions.height: type"): SAME_PRODUCT,
    ("check_product", "body.spu.skcs[].skus[].dimensions.width: type"): SAME_PRODUCT,
    ("check_product", "body.spu.skcs[].skus[].reference_sale_price.amount: type"): SAME_PRODUCT,
    ("search_products_beta", "data[].skus[].update_time: type"): SAME_SKU,
    ("get_delivery_batches_preview", "data[].logistics_orders[].package_weight.value: type"): SAME_WEIGHT,
    ("upload_image_beta", "body.data: required"): MEANINGLESS,
    ("upload_image_preview", "body.data: required"): MEANINGLESS,
    ("upload_video_beta", "body.data: required"): MEANINGLESS,
    ("upload_certification_file_beta", "body.data: required"): MEANINGLESS,
    ("create_product_beta", "body.spu: required"): MEANINGLESS,
    ("create_product_preview", "body.spu: required"): MEANINGLESS,
    ("check_product", "body.spu: required"): MEANINGLESS,
    ("update_virtual_inventory_beta", "body.skus: required"): MEANINGLESS,
    ("update_virtual_inventory_preview", "body.skus: required"): MEANINGLESS,
    ("confirm_stockup_order", "body.stockup_order_code: required"): MEANINGLESS,
    ("create_delivery_order_beta", "body.delivery_order: required"): MEANINGLESS,
    ("create_delivery_order_preview", "body.delivery_order: required"): MEANINGLESS,
    ("confirm_delivery_beta", "body.delivery_order_code: required"): MEANINGLESS,
    ("confirm_delivery_preview", "body.delivery_order_code: required"): MEANINGLESS,
    ("cancel_shipment", "body.logistics_order: required"): MEANINGLESS,
}
