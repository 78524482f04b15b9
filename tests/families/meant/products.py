"""Where products mean to differ from the catalogue, and why."""

from __future__ import annotations

SELLING_OUT = "an answer tells a stock of 0, and selling out must be sayable"
NOT_TEN = "the page says 10,000; a description of ten characters is a slip of the catalogue"
NOT_TWENTY = "twenty characters for all other data of a product are a slip like the ten of its description"
PER_CALL = "the catalogue has the limit of 20 a call beside the body"
MEANINGLESS = "the object says nothing without it, so the editor asks for it"
WHOLE = "it is all that the call sends, and the editor asks for it"
SHARED = "one class for both lengths; the platform refuses what is too long"
ANY_RULE = "a rule's value may be any text (its twin in complex_values is); Decimal would lose whole answers"
OF_THE_MARKET = "figures of the market and videos of others are kind 17, though the catalogue has no mark here"

MEANT: dict[tuple[str, str], str] = {
    ("update_inventory", "body.skus[].inventory[].quantity: ge"): SELLING_OUT,
    **dict.fromkeys(
        [
            ("create", "body.description: max_length"),
            ("edit", "body.description: max_length"),
            ("partial_edit", "body.description: max_length"),
            ("check_listing", "body.description: max_length"),
            ("diagnose_and_optimize", "body.description: max_length"),
            ("recommend_category", "body.description: max_length"),
            ("create_attribute_recommendation_request", "body.external_product.description: max_length"),
            ("upload_external_product", "body.external_product.description: max_length"),
        ],
        NOT_TEN,
    ),
    ("create_attribute_recommendation_request", "body.external_product.other_product_data: max_length"): NOT_TWENTY,
    ("create_image_translation_tasks", "body.images: max_length"): PER_CALL,
    **dict.fromkeys(
        [
            ("recommend_category", "body.images[].uri: required"),
            ("identify_size_charts", "body.images[].url: required"),
            ("optimize_images", "body.images[].uri: required"),
            ("diagnose_and_optimize", "body.main_images[].uri: required"),
            ("diagnose_and_optimize", "body.product_attributes[].id: required"),
            ("diagnose_and_optimize", "body.product_attributes[].values: required"),
            ("diagnose_and_optimize", "body.size_chart.image.uri: required"),
            ("diagnose_and_optimize", "body.size_chart.template.id: required"),
            ("enable_strikethrough_prices", "body.skus[].external_retail_price.amount: required"),
            ("enable_strikethrough_prices", "body.skus[].external_retail_price.currency: required"),
            ("enable_strikethrough_prices", "body.skus[].external_transaction_price.amount: required"),
            ("enable_strikethrough_prices", "body.skus[].external_transaction_price.currency: required"),
            ("enable_strikethrough_prices", "body.skus[].external_transaction_price.image.uri: required"),
            ("create_attribute_recommendation_request", "body.external_product.images[].uri: required"),
            (
                "create_attribute_recommendation_request",
                "body.external_product.skus[].sales_attributes[].sku_images[].uri: required",
            ),
            ("upload_external_product", "body.external_product.first_image.url: required"),
            ("upload_external_product", "body.external_product.images[].url: required"),
            ("upload_external_product", "body.external_product.skus[].image.url: required"),
        ],
        MEANINGLESS,
    ),
    **{
        (method, f"body.candidate_products[].{where}: required"): MEANINGLESS
        for method in ("upload_candidate_products", "partial_edit_candidate_products")
        for where in (
            "images[].uri",
            "skus[].price.amount",
            "skus[].price.currency",
            "skus[].sales_attributes[].sku_images[].uri",
        )
    },
    ("apply_opportunities", "body.opportunity_ids: required"): WHOLE,
    ("create_attribute_recommendation_request", "body.external_product: required"): WHOLE,
    ("identify_size_charts", "body.images: required"): WHOLE,
    ("import_external_product_info", "body.data: required"): WHOLE,
    ("optimize_images", "body.images: required"): WHOLE,
    ("partial_edit_candidate_products", "body.candidate_products: required"): WHOLE,
    ("upload_candidate_products", "body.candidate_products: required"): WHOLE,
    ("upload_external_product", "body.external_product: required"): WHOLE,
    ("diagnose_and_optimize", "body.product_attributes[].values[].name: max_length"): SHARED,
    ("partial_edit_candidate_products", "body.candidate_products[].images: max_length"): SHARED,
    ("partial_edit_candidate_products", "body.candidate_products[].skus[].sales_attributes: max_length"): SHARED,
    ("get_listing_schemas", "data.listing_schemas[].fields[].rules[].value: type"): ANY_RULE,
    **dict.fromkeys(
        [
            ("list_opportunities", "data[].est_market_sales_volume: kind"),
            ("list_opportunities", "data[].est_market_gmv: kind"),
            ("list_opportunities", "data[].competitor_product_count: kind"),
            ("get_opportunity", "data.content_data.top_shoppable_video_links: kind"),
            ("get_opportunity", "data.market_data.est_market_sales_volume: kind"),
            ("get_opportunity", "data.market_data.est_market_gmv: kind"),
            ("get_opportunity", "data.market_data.competitor_product_count: kind"),
            ("get_opportunity", "data.market_data.competitor_seller_count: kind"),
        ],
        OF_THE_MARKET,
    ),
}
